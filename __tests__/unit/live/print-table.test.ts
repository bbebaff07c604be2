import { expect, test } from '@jest/globals'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import type { Row } from '../../../scripts/live/judge/row.ts'
import { printTable } from '../../../scripts/live/print-table.ts'

const row: Row = { experiment: 'One', expected: 'yes', found: 'yes', verdict: 'as expected', meaning: 'It stays.' }

test('counts the verdicts and gives each experiment a line', () => {
  const other: Row = { ...row, experiment: 'Two', verdict: 'not measured' }
  const lines = printTable([row, { ...row, verdict: 'different' }, other]).split('\n')
  expect(lines[2]).toMatch(/^1 as expected, 1 different, 1 not measured\./)
  expect(lines.slice(6, 9).map((line) => line.slice(0, 9))).toEqual(['| ✅ | One', '| ❗ | One', '| ➖ | Two'])
})

test.each([
  ['a cell end', 'a | b'],
  ['a line break', 'a\n| b | c |'],
  ['an element', '<script>alert(1)</script>'],
])('words of GitHub stay in their cell: %s', (_what, found) => {
  const html = micromark(printTable([{ ...row, found }]), {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  })
  expect(html.match(/<tr>/g)).toHaveLength(2)
  expect(html.match(/<td>/g)).toHaveLength(5)
  expect(html).not.toContain('<script>')
})

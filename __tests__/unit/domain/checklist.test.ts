import { describe, expect, test } from '@jest/globals'
import { readChecklist } from '../../../src/domain/checklist.ts'
import { requiredItems } from '../../../src/domain/default-checklist.ts'
import type { BodyEdit } from '../../../src/domain/record.ts'
import { buildSnapshot, minutes } from '../../support/build-snapshot.ts'
import { cpuTime } from '../../support/cpu-time.ts'
import { fillWith } from '../text/time-budget.ts'

function bodyOf(marks: string, rest = ''): string {
  const [first, second] = requiredItems(undefined).map(({ text }) => text)
  return `- [${marks[0]}] ${first}\n- [${marks[1]}] ${second}\n${rest}`
}

function read(versions: readonly (readonly [editor: string, body: string])[]) {
  const edits = versions.map(([editor, body], index): BodyEdit => ({ at: minutes(index), editor, body }))
  const { record } = buildSnapshot({ issue: { body: edits.at(-1)?.body ?? '' }, edits })
  return readChecklist(record, undefined, [])
}

describe('who ticked an item', () => {
  test('is the editor of the first version in which it stays ticked', () => {
    const { items } = read([
      ['rita', bodyOf('  ')],
      ['alice', bodyOf('x ')],
      ['bob', bodyOf('  ')],
      ['carol', bodyOf('x ')],
      ['dave', bodyOf('xx')],
    ])
    expect(items.slice(0, 2).map(({ by, at }) => [by, at])).toEqual([
      ['carol', minutes(3)],
      ['dave', minutes(4)],
    ])
  })

  test('is nobody where its ticking lies further back than is read', () => {
    const long = '\n<!-- '.concat('x'.repeat(50_000))
    const edits = Array.from({ length: 60 }, (_, index) => ['rita', bodyOf(index < 59 ? 'x ' : 'xx', long)] as const)
    const { items } = read(edits)
    expect(items.slice(0, 2).map(({ done, by }) => [done, by])).toEqual([
      [true, undefined],
      [true, 'rita'],
    ])
  })

  test('is whoever added it, ticked', () => {
    const { items } = read([
      ['rita', 'words'],
      ['alice', bodyOf('x ')],
    ])
    expect(items[0]).toMatchObject({ done: true, by: 'alice', at: minutes(1) })
  })

  test('is nobody where the versions do not show it yet', () => {
    const edits = [{ at: minutes(0), editor: 'rita', body: bodyOf('  ') }]
    const { record } = buildSnapshot({ issue: { body: bodyOf('x ') }, edits })
    expect(readChecklist(record, undefined, []).items[0]).toMatchObject({ done: true, by: undefined, at: undefined })
    const { record: silent } = buildSnapshot({ issue: { body: bodyOf('x ') } })
    expect(readChecklist(silent, undefined, []).items[0]).toMatchObject({ done: true, by: undefined })
  })

  test('is found in bounded time, however often a hostile body was edited', () => {
    const hostile = fillWith(`- [x] ${'['.repeat(1_800)}\n`).slice(0, 65_000 - bodyOf('xx').length)
    const start = cpuTime()
    const { items } = read(Array.from({ length: 300 }, () => ['rita', bodyOf('xx', hostile)] as const))
    expect(items[1]?.done).toBe(true)
    expect(cpuTime() - start).toBeLessThan(2_000)
  })
})

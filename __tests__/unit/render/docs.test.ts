import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { viewPostmortem } from '../../../src/render/document/view-postmortem.ts'
import { viewBoard } from '../../../src/render/views/board.ts'
import { parseRunbook } from '../../../src/runbooks/document.ts'
import { board, makeContext, postmortem } from './fixtures.ts'

const root = new URL('../../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')

describe('docs/templates.md', () => {
  const [, ofBoard = '', ofPostmortem = ''] = read('docs/templates.md').split(/^## Fields of the .*/m)
  const documented = (text: string) =>
    text
      .split('\n')
      .flatMap((line) => /^\| (`.*?) \|/.exec(line)?.[1]?.match(/`(\w+)`/g) ?? [])
      .map((name) => name.replaceAll('`', ''))

  test('lists the fields of the board, all and no others', () => {
    expect([...documented(ofBoard)].sort()).toEqual(Object.keys(viewBoard(board, makeContext())).sort())
  })

  test('lists the fields of the postmortem, all and no others', () => {
    expect([...documented(ofPostmortem)].sort()).toEqual(Object.keys(viewPostmortem(postmortem, makeContext())).sort())
  })
})

describe("this repository's own runbooks", () => {
  const names = readdirSync(new URL('runbooks/', root)).filter((name) => name.endsWith('.md') && name !== 'README.md')

  test.each(names)('%s can be read without a notice, and the index names it', (name) => {
    const page = parseRunbook({ path: `runbooks/${name}`, text: read(`runbooks/${name}`) })
    expect(page.notices).toEqual([])
    expect(page.frontMatter.symptoms.length).toBeGreaterThan(0)
    expect(read('runbooks/README.md')).toContain(`(${name})`)
  })
})

import { describe, expect, test } from '@jest/globals'
import { chooseShown } from '../../../src/runbooks/choose-shown.ts'
import { buildCorpus } from '../../../src/runbooks/corpus.ts'
import { parseRunbook, type RunbookFile } from '../../../src/runbooks/document.ts'
import { explainMatch } from '../../../src/runbooks/explain-match.ts'
import { historyLine } from '../../../src/runbooks/history.ts'
import { matchRunbooks } from '../../../src/runbooks/match.ts'

const pool = { path: 'runbooks/pool.md', text: '# Connection pool exhausted\n\nRaise the pool size and restart.\n' }
const cache = { path: 'runbooks/cache.md', text: '# Cache is cold\n\nWarm the cache up.\n' }
const mail = { path: 'runbooks/mail.md', text: '# Mail queue\n\nFlush it.\n' }
const postmortem = {
  path: 'runbooks/postmortems/2026-08-14-12-basket.md',
  text: '---\ntitle: Basket empties itself at checkout\ndate: 2026-08-14\nincident: 12\nduration: 47 min\nresolution: rollback\nrunbooks: [runbooks/pool.md]\nsymptoms: [basket is empty]\nsignatures: [BasketLostError]\n---\n# Basket empties itself\n\nCustomers lost their basket.\n',
}
const first = (files: readonly RunbookFile[], title: string, body = '') =>
  chooseShown(matchRunbooks(buildCorpus(files), { title, body }))

describe('earlier incidents', () => {
  test('a postmortem of a like incident is shown apart, with its date and how it ended', () => {
    const { runbooks, happenedBefore } = first([pool, cache, mail, postmortem], 'Basket empties itself again')
    expect(happenedBefore[0]?.runbook).toMatchObject({
      kind: 'postmortem',
      frontMatter: { date: '2026-08-14', resolution: 'rollback', duration: '47 min' },
    })
    expect(runbooks.every(({ runbook }) => runbook.kind === 'runbook')).toBe(true)
  })

  test('its log signature names it', () => {
    expect(
      first([pool, cache, mail, postmortem], 'Odd', 'at x\nBasketLostError: gone').happenedBefore[0]?.certain,
    ).toBe('signature')
  })

  test('its log signature speaks for the runbook it used, in whatever words, and the reason says so', () => {
    const { runbooks } = first([pool, cache, mail, postmortem], 'Odd', 'at x\nBasketLostError: gone')
    expect(runbooks.map(({ runbook, certain }) => [runbook.path, certain])).toEqual([[pool.path, 'history']])
    expect(runbooks[0] && explainMatch(runbooks[0]).text).toBe('used in #12')
  })

  test('a signature that more than three postmortems have is a usual error, and speaks for no runbook', () => {
    const more = (howMany: number) =>
      Array.from({ length: howMany }, (_, at) => ({
        path: `runbooks/postmortems/2026-08-1${at}-2${at}-x.md`,
        text: `---\nincident: 2${at}\nsignatures: [BasketLostError]\n---\n# Nothing alike ${at}\n`,
      }))
    const body = 'Totals look wrong in every region.\n\nBasketLostError'
    const shownAmong = (others: readonly RunbookFile[]) =>
      first([pool, cache, mail, postmortem, ...others], 'Strange prices since this morning', body).runbooks.map(
        ({ runbook }) => runbook.path,
      )
    expect(shownAmong(more(2))).toEqual([pool.path])
    expect(shownAmong(more(3))).toEqual([])
  })

  test('the runbook that did not help against the same trouble is not named by it', () => {
    const failed = { ...pool, text: `${pool.text}\n## Incident history\n\n- #9 did not help: Baskets are odd\n` }
    expect(first([failed, cache, mail, postmortem], 'Baskets are odd', 'BasketLostError').runbooks).toEqual([])
  })

  test('addresses in the history say nothing of the trouble', () => {
    const line = '- 2026-08-14 [#3](https://tapir.example/zebra/walrus/issues/3) helped: Pool exhausted'
    const taught = { ...pool, text: `${pool.text}\n## Incident history\n\n${line}\n` }
    expect(first([taught, cache, mail], 'Tapir, zebra and walrus', 'example issues').runbooks).toEqual([])
  })

  test('the runbook it used is found for words that only the postmortem has, and the reason says so', () => {
    const { runbooks } = first([pool, cache, mail, postmortem], 'Basket empties itself again')
    expect(runbooks[0]?.runbook.path).toBe('runbooks/pool.md')
    expect(runbooks[0] && explainMatch(runbooks[0])).toMatchObject({ earlier: '#12' })
    expect(first([pool, cache, mail], 'Basket empties itself again').runbooks).toEqual([])
  })

  test('and goes before a page that shares a stray word with the incident', () => {
    const stray = {
      path: 'runbooks/stray.md',
      text: '# Reports\n\nCall again when the report of last night is late.\n',
    }
    const { runbooks } = first([pool, stray, mail, postmortem], 'Basket empties itself', 'Call again')
    expect(runbooks[0]?.runbook.path).toBe('runbooks/pool.md')
  })

  test('a line of history that helped is found by its words', () => {
    const line = historyLine({
      date: '2026-08-14',
      incident: 12,
      url: 'https://x.example/issues/12',
      title: 'Basket empties itself',
      helped: true,
    })
    const taught = { ...pool, text: `${pool.text}\n## Incident history\n\n${line}\n` }
    expect(parseRunbook(taught).history).toEqual([
      { about: 'Basket empties itself', incident: 12, outcome: 'helped', date: '2026-08-14' },
    ])
    expect(first([taught, cache, mail], 'Basket empties itself').runbooks[0]?.runbook.path).toBe(pool.path)
  })

  test('a line that did not help puts the page behind another that fits as well', () => {
    const twin = { path: 'runbooks/a-pool.md', text: pool.text }
    const line = historyLine({
      date: '2026-08-14',
      incident: 9,
      url: 'https://x.example/issues/9',
      title: 'connection pool exhausted',
      helped: false,
    })
    const failed = { ...twin, text: `${twin.text}\n## Incident history\n\n${line}\n` }
    expect(first([twin, pool, cache], 'Connection pool exhausted').runbooks[0]?.runbook.path).toBe(twin.path)
    expect(first([failed, pool, cache], 'Connection pool exhausted').runbooks[0]?.runbook.path).toBe(pool.path)
  })

  test('titles cannot break out of their line of history', () => {
    const line = historyLine({
      date: '2026-08-14',
      incident: 1,
      url: 'https://x.example/1',
      title: 'a\n# b [c](d) <!-- e',
      helped: true,
    })
    expect(line.split('\n')).toHaveLength(1)
    expect(line).not.toMatch(/<|\[c\]/)
  })
})

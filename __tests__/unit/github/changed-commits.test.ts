import { describe, expect, test } from '@jest/globals'
import type { ListedCommit } from '../../../src/github/changed-commits.ts'
import { readCommits } from '../../../src/github/changed-commits.ts'

function commit(sha: string, message: string, ...parents: readonly string[]): ListedCommit {
  return { sha, message, url: `https://x/commit/${sha}`, at: '2026-11-22T03:00:00.000Z', parents }
}

/** main: a ← m (merge of b ← c) ← s ← d, newest first. */
const history = [
  commit('d', 'Fix typo\n\nlong text', 's'),
  commit('s', 'Raise pool size (#812)', 'm'),
  commit('m', 'Merge pull request #811 from acme/pool\n\nUse the new pool', 'a', 'c'),
  commit('c', 'more', 'b'),
  commit('b', 'begin', 'a'),
  commit('a', 'First', 'z'),
]
const context = { repositoryUrl: 'https://x', touching: undefined, complete: false }

describe('commits of the main line', () => {
  test('are pull requests where their message says so; what a merge brought in is part of it', () => {
    expect(readCommits(history, context).map(({ kind, number, title, url }) => [kind, number, title, url])).toEqual([
      ['commit', undefined, 'Fix typo', 'https://x/commit/d'],
      ['merge', 812, 'Raise pool size', 'https://x/pull/812'],
      ['merge', 811, 'Use the new pool', 'https://x/pull/811'],
      ['commit', undefined, 'First', 'https://x/commit/a'],
    ])
  })

  test('have a title without what GitHub adds to it', () => {
    const titles = [
      'Raise it  (#3) ',
      'Raise it(#3)',
      ' (#3)',
      'Raise (#3) again',
      'Merge pull request #4 from acme/x\n\n  \n',
    ]
    expect(
      readCommits(
        titles.map((title, at) => commit(`c${at}`, title)),
        context,
      ).map(({ title }) => title),
    ).toEqual(['Raise it', 'Raise it(#3)', ' (#3)', 'Raise (#3) again', 'acme/x'])
  })

  test('touch the service by themselves or by what they brought in', () => {
    const touching = new Set(['b', 'd'])
    const touches = (complete: boolean) =>
      readCommits(history, { ...context, touching, complete }).map((change) => change.touchesService)
    expect(touches(true)).toEqual([true, false, true, false])
    expect(touches(false)).toEqual([true, undefined, true, undefined])
  })

  test('say nothing about the service where nobody could tell', () => {
    expect(new Set(readCommits(history, context).map((change) => change.touchesService))).toEqual(new Set([undefined]))
  })
})

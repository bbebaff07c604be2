import { describe, expect, test } from '@jest/globals'
import type { DocumentState, Snapshot } from '../../../src/domain/snapshot.ts'
import { decideOf, done, head, search } from '../../support/build-documented.ts'
import { buildDocument, buildOwn, buildPull, close, say } from '../../support/build-incident.ts'
import { minutes } from '../../support/build-snapshot.ts'
import { buildClosed, buildSnapshot, closed } from './installed.ts'

describe('where the postmortem goes', () => {
  const byBranch = 'postmortem: { deliver: branch }'
  const asComment = 'postmortem: { deliver: comment }'
  const forbid = (code: 'branch-forbidden' | 'pull-request-forbidden'): Partial<Snapshot> => ({
    failures: [{ code, detail: 'no' }],
  })
  const differs = { ...head, baseHead: 'b'.repeat(40) }
  const same = { branchHead: 'b'.repeat(40) }
  test.each<[string, Partial<DocumentState> | undefined, Partial<Snapshot>, string, object]>([
    [
      'a comment by setting',
      differs,
      {},
      asComment,
      { deliver: 'comment', forced: false, view: { state: 'comment', url: undefined } },
    ],
    [
      'a comment where no branch is allowed',
      differs,
      forbid('branch-forbidden'),
      '',
      { deliver: 'comment', forced: true, view: { state: 'comment' } },
    ],
    ['a branch by setting, not pushed yet', {}, {}, byBranch, { deliver: 'branch', view: { state: 'writing' } }],
    [
      'a branch by setting, pushed',
      differs,
      {},
      byBranch,
      { deliver: 'branch', view: { state: 'branch', pullRequestForbidden: false } },
    ],
    ['a branch without a commit of its own', same, {}, byBranch, { view: { state: 'writing' } }],
    ['a branch whose repository was not read', undefined, {}, byBranch, { view: { state: 'writing', url: search } }],
    [
      'a branch with a pull request of somebody',
      { ...differs, pull: buildPull() },
      {},
      byBranch,
      { view: { state: 'open' } },
    ],
    [
      'a branch that was merged before',
      { ...differs, pull: buildPull({ state: 'merged', mergedAt: minutes(9) }) },
      {},
      byBranch,
      { view: { state: 'writing' } },
    ],
    [
      'a branch where no pull request is allowed',
      differs,
      forbid('pull-request-forbidden'),
      '',
      { deliver: 'pull-request', view: { state: 'branch', pullRequestForbidden: true } },
    ],
    [
      'the same, not pushed yet',
      {},
      forbid('pull-request-forbidden'),
      '',
      { view: { state: 'writing', pullRequestForbidden: true } },
    ],
  ])('%s', (_case, document, changes, settings, expected) =>
    expect(decideOf(closed(document, changes, settings))).toMatchObject(expected),
  )

  describe('is remembered by the closing link', () => {
    const remembered = (
      key: string,
      more: readonly ReturnType<typeof say>[] = [],
      document: Partial<DocumentState> = differs,
    ) =>
      decideOf(
        buildClosed(
          { comments: [...done, ...more, buildOwn(['closing', key], { updatedAt: minutes(62) })] },
          { document: buildDocument(document) },
        ),
      )
    test('for a branch', () => {
      expect(remembered('forbidden:branch')).toMatchObject({
        forced: true,
        deliver: 'comment',
        view: { pullRequestForbidden: false },
      })
    })
    test('for a pull request, as long as none stands', () => {
      expect(remembered('forbidden:pull-request')).toMatchObject({
        forced: false,
        view: { state: 'branch', pullRequestForbidden: true },
      })
      expect(remembered('forbidden:pull-request', [], { ...differs, pull: buildPull() })).toMatchObject({
        view: { state: 'open', pullRequestForbidden: false },
      })
    })
    test('until somebody asks for it again', () => {
      expect(remembered('forbidden:branch', [say(62, '/postmortem')]).forced).toBe(true)
      expect(remembered('forbidden:branch', [say(63, '/postmortem')]).forced).toBe(false)
    })
    test('and by no other comment', () => {
      const comments = [...done, buildOwn(['board', 'forbidden:branch'])]
      expect(decideOf(buildClosed({ comments }, { document: buildDocument(differs) })).forced).toBe(false)
      expect(remembered('pull:8').forced).toBe(false)
    })
  })
})

test('a closing that was refused delivers nothing', () => {
  const snapshot = buildSnapshot(
    { comments: done.slice(0, 2), events: [close(60)], issue: { state: 'closed', stateReason: 'completed' } },
    { roles: { alice: 'admin' } },
  )
  expect(decideOf(snapshot)).toMatchObject({
    owed: false,
    label: undefined,
    deliver: undefined,
    view: { state: 'due' },
  })
})

import { describe, expect, test } from '@jest/globals'
import type { DocumentState } from '../../../src/domain/snapshot.ts'
import type { GitHubEffect } from '../../../src/github/apply/applied.ts'
import { done, lost, refused } from '../../../src/github/apply/applied.ts'
import {
  foldComment,
  foldDeletedComment,
  foldDocument,
  foldFailure,
  foldInstalled,
  foldIssue,
  foldOwnLogin,
  foldReopened,
} from '../../../src/github/apply/fold.ts'
import { groupEffects } from '../../../src/github/apply.ts'
import { buildComment, buildEvent, buildSnapshot, minutes, ourLogin } from '../../support/build-snapshot.ts'

const first = buildComment('rita', 'first', { id: 1 })
const third = buildComment('rita', 'third', { id: 3 })
const snapshot = buildSnapshot({ issue: { commentCount: 2 }, comments: [first, third] })
const ids = ({ record }: typeof snapshot) => record.comments.map(({ id }) => id)

describe('what GitHub answered becomes part of what is known', () => {
  test('a new comment, in its place, and counted', () => {
    const second = buildComment('rita', 'second', { id: 2 })
    const folded = foldComment(second)(snapshot)
    expect(folded.record.comments).toEqual([first, second, third])
    expect(folded.record.issue.commentCount).toBe(3)
  })

  test('a comment that was edited, in place of its older state', () => {
    const edited = { ...first, body: 'edited' }
    const folded = foldComment(edited)(snapshot)
    expect(folded.record.comments).toEqual([edited, third])
    expect(folded.record.issue.commentCount).toBe(2)
  })

  test('a comment that was deleted; one that was not there changes nothing', () => {
    const folded = foldDeletedComment(1)(snapshot)
    expect([ids(folded), folded.record.issue.commentCount]).toEqual([[3], 1])
    const same = foldDeletedComment(9)(snapshot)
    expect([ids(same), same.record.issue.commentCount]).toEqual([[1, 3], 2])
  })

  test('our login, and changes of the issue', () => {
    expect(foldOwnLogin('muster[bot]')(snapshot).record).toEqual({ ...snapshot.record, ourLogin: 'muster[bot]' })
    expect(foldIssue({ labels: ['x'] })(snapshot).record.issue).toEqual({ ...snapshot.record.issue, labels: ['x'] })
  })

  test('the label that says since when Muster is installed, once', () => {
    const since = minutes(-10)
    const first = buildSnapshot({}, { installation: { kind: 'first-run', since } })
    expect(foldInstalled(first)).toEqual({ ...first, installation: { kind: 'known', since } })
    for (const installation of [undefined, { kind: 'unknown' }, { kind: 'known', since: minutes(-99) }] as const) {
      const other = buildSnapshot({}, { installation })
      expect(foldInstalled(other)).toBe(other)
    }
  })

  test('a reopening is the newest event, and ours', () => {
    const reopened = { kind: 'reopened', actor: ourLogin, at: minutes(9) }
    expect(foldReopened(minutes(9))(snapshot).record.events).toEqual([{ id: 1, ...reopened }])
    const closed = buildEvent('rita', minutes(8), { kind: 'closed', reason: 'completed' })
    const older = buildEvent('rita', minutes(7), { kind: 'reopened' })
    const before = buildSnapshot({
      events: [
        { ...older, id: 40 },
        { ...closed, id: 50 },
        { ...older, id: 45 },
      ],
    })
    expect(foldReopened(minutes(9))(before).record.events.at(-1)).toEqual({ id: 51, ...reopened })
    expect(foldReopened(minutes(9))(before).record.events).toHaveLength(4)
  })

  test('what the repository holds, where it was read', () => {
    const document = { branch: 'muster/7', branchHead: 'a' } as unknown as DocumentState
    const folded = foldDocument(({ branchHead }) => ({ branchHead: `${branchHead}b` }))({ ...snapshot, document })
    expect(folded.document).toEqual({ branch: 'muster/7', branchHead: 'ab' })
    expect(foldDocument(() => ({ branchHead: 'b' }))(snapshot)).toBe(snapshot)
  })

  test('a refusal, once for each detail', () => {
    const refused = foldFailure('assign-refused', 'rita')(snapshot)
    expect(refused.failures).toEqual([{ code: 'assign-refused', detail: 'rita' }])
    expect(foldFailure('assign-refused', 'rita')(refused)).toBe(refused)
    expect(foldFailure('assign-refused', 'bob')(refused).failures).toHaveLength(2)
    expect(foldFailure('locked', 'rita')(refused).failures).toHaveLength(2)
  })

  test('several things in their order', () => {
    const [one, other] = [foldOwnLogin('one'), foldOwnLogin('other')]
    expect(done(one, other).fold(snapshot).record.ourLogin).toBe('other')
    expect([done().kind, refused().kind, lost().kind]).toEqual(['done', 'refused', 'lost'])
    expect(refused(one, other).fold(snapshot).record.ourLogin).toBe('other')
    expect(lost(other, one).fold(snapshot).record.ourLogin).toBe('one')
  })
})

describe('effects side by side', () => {
  const kinds = (effects: readonly unknown[]) =>
    groupEffects(effects as readonly GitHubEffect[]).map((group) => group.map(({ kind }) => kind))
  const update = (key: string) => ({ kind: 'update-comment', key, id: 1, body: '' })

  test('are those that wait for nothing', () => {
    const free = ['delete-comment', 'add-labels', 'remove-label', 'make-label', 'assign', 'react', 'request-reviewer']
    const effects = [update('call:a'), ...free.map((kind) => ({ kind })), update('closing')]
    expect(kinds(effects)).toEqual([['update-comment', ...free, 'update-comment']])
  })

  test.each([
    'claim',
    'create-comment',
    'create-claimed-comment',
    'reopen',
    'commit',
    'open-pull-request',
    'create-issue',
  ])('%s stands alone', (kind) => {
    const [before, after] = [{ kind: 'react' }, { kind: 'assign' }]
    expect(kinds([before, { kind }, after])).toEqual([['react'], [kind], ['assign']])
    expect(kinds([{ kind }, { kind }])).toEqual([[kind], [kind]])
  })

  test('the board comes after all else', () => {
    const board = update('board')
    expect(kinds([{ kind: 'react' }, board])).toEqual([['react'], ['update-comment']])
    expect(kinds([board, { kind: 'react' }])).toEqual([['update-comment', 'react']])
    expect(kinds([])).toEqual([])
  })
})

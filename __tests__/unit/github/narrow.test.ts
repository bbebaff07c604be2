import { describe, expect, test } from '@jest/globals'
import type { IssueEvent } from '../../../src/domain/record.ts'
import type { Reading, Seen } from '../../../src/github/is-up-to-date.ts'
import { isUpToDate } from '../../../src/github/is-up-to-date.ts'
import type { ApiComment, ApiIssue, ApiPull } from '../../../src/github/narrow.ts'
import {
  isoTime,
  loginOf,
  narrowComment,
  narrowIssue,
  narrowPull,
  narrowPullOfIssue,
  narrowReason,
} from '../../../src/github/narrow.ts'
import type { ApiEvent } from '../../../src/github/narrow-event.ts'
import { narrowEvents } from '../../../src/github/narrow-event.ts'

const at = (minute: number) => `2026-11-20T03:${String(minute).padStart(2, '0')}:00Z`
const known = (minute: number) => at(minute).replace('Z', '.000Z')

const issue = (more: object = {}) =>
  ({
    number: 7,
    html_url: 'https://github.test/acme/shop/issues/7',
    title: 'Payments fail',
    body: 'They fail.',
    user: { login: 'rita', type: 'User' },
    state: 'open',
    state_reason: null,
    locked: false,
    labels: [],
    assignees: [],
    created_at: at(1),
    updated_at: at(9),
    closed_at: null,
    comments: 0,
    ...more,
  }) as unknown as ApiIssue

describe('an issue', () => {
  test('is told without what Muster has no use for', () => {
    expect(narrowIssue(issue())).toEqual({
      number: 7,
      url: 'https://github.test/acme/shop/issues/7',
      title: 'Payments fail',
      body: 'They fail.',
      author: 'rita',
      authorIsBot: false,
      state: 'open',
      stateReason: undefined,
      locked: false,
      labels: [],
      bareLabels: [],
      assignees: [],
      createdAt: known(1),
      closedAt: undefined,
      commentCount: 0,
    })
  })

  test('may lack its body, its author and its assignees', () => {
    const bare = narrowIssue(issue({ body: null, user: null, assignees: null }))
    expect(bare).toMatchObject({ body: '', author: 'ghost', authorIsBot: false, assignees: [] })
    expect(narrowIssue(issue({ assignees: [{ login: 'bob' }, null] })).assignees).toEqual(['bob', 'ghost'])
  })

  test('is closed, locked and counted as GitHub says', () => {
    const closed = issue({ state: 'closed', state_reason: 'duplicate', closed_at: at(5), locked: true, comments: 3 })
    expect(narrowIssue(closed)).toMatchObject({
      state: 'closed',
      stateReason: 'duplicate',
      closedAt: known(5),
      locked: true,
      commentCount: 3,
    })
  })

  test.each([
    ['by its type', { login: 'deploy', type: 'Bot' }, true],
    ['by its name', { login: 'deploy[bot]', type: 'User' }, true],
    ['never, for a person', { login: 'bot', type: 'User' }, false],
    ['never, where nobody says', { login: 'bot' }, false],
  ])('is a bot’s %s', (_, user, isBot) => {
    expect(narrowIssue(issue({ user })).authorIsBot).toBe(isBot)
    expect(narrowComment(comment(1, { user })).authorIsBot).toBe(isBot)
  })

  test('names its labels, and which of them are as GitHub makes them', () => {
    const labels = [
      'text',
      { name: 'bare', color: 'ededed', description: null },
      { name: 'empty', color: 'ededed', description: '' },
      { name: 'told', color: 'ededed', description: 'what it is' },
      { name: 'coloured', color: 'd73a4a', description: null },
      { color: 'ededed' },
    ]
    expect(narrowIssue(issue({ labels }))).toMatchObject({
      labels: ['text', 'bare', 'empty', 'told', 'coloured'],
      bareLabels: ['bare', 'empty', ''],
    })
  })
})

const comment = (id: number, more: object = {}) =>
  ({
    id,
    html_url: `#${id}`,
    user: { login: 'bob' },
    created_at: at(2),
    updated_at: at(3),
    ...more,
  }) as unknown as ApiComment

test('a comment is told with what GitHub rendered of it, where it was asked for', () => {
  expect(narrowComment(comment(5, { body: 'x', body_html: '<p>x</p>' }))).toEqual({
    id: 5,
    url: '#5',
    author: 'bob',
    authorIsBot: false,
    body: 'x',
    bodyHtml: '<p>x</p>',
    createdAt: known(2),
    updatedAt: known(3),
  })
  expect(narrowComment(comment(5))).toMatchObject({ body: '', bodyHtml: '' })
})

describe('a pull request', () => {
  const pull = (more: object) =>
    ({
      number: 3,
      html_url: 'url',
      title: 't',
      body: null,
      state: 'open',
      merged_at: null,
      closed_at: null,
      ...more,
    }) as unknown as ApiPull

  test('is open, closed or merged', () => {
    expect(narrowPull(pull({ requested_reviewers: [{ login: 'bob' }] }))).toEqual({
      number: 3,
      url: 'url',
      state: 'open',
      mergedAt: undefined,
      closedAt: undefined,
      title: 't',
      body: '',
      reviewers: ['bob'],
    })
    expect(narrowPull(pull({ state: 'closed', closed_at: at(5), body: 'b' }))).toMatchObject({
      state: 'closed',
      closedAt: known(5),
      mergedAt: undefined,
      body: 'b',
      reviewers: [],
    })
    expect(narrowPull(pull({ state: 'closed', closed_at: at(5), merged_at: at(5) }))).toMatchObject({
      state: 'merged',
      mergedAt: known(5),
    })
  })

  test('is told by the issue that it also is', () => {
    expect(narrowPullOfIssue(issue({ pull_request: { html_url: 'pull', merged_at: null } }))).toEqual({
      number: 7,
      url: 'pull',
      state: 'open',
      mergedAt: undefined,
      closedAt: undefined,
      title: 'Payments fail',
      body: 'They fail.',
      reviewers: [],
    })
    const merged = { state: 'closed', closed_at: at(5), body: null, pull_request: { merged_at: at(5) } }
    expect(narrowPullOfIssue(issue(merged))).toMatchObject({
      url: 'https://github.test/acme/shop/issues/7',
      state: 'merged',
      mergedAt: known(5),
      closedAt: known(5),
      body: '',
    })
    expect(narrowPullOfIssue(issue({ state: 'closed' }))).toMatchObject({ state: 'closed', mergedAt: undefined })
  })
})

test('reasons, logins and times that nobody knows count as none', () => {
  for (const reason of ['completed', 'not_planned', 'duplicate', 'reopened']) expect(narrowReason(reason)).toBe(reason)
  for (const reason of ['bored', null, undefined, 7]) expect(narrowReason(reason)).toBeUndefined()
  expect([loginOf({ login: 'bob' }), loginOf(null), loginOf(undefined)]).toEqual(['bob', 'ghost', 'ghost'])
  expect([isoTime(at(1)), isoTime('never')]).toEqual([known(1), '1970-01-01T00:00:00.000Z'])
})

describe('events', () => {
  const open = { state: 'open', stateReason: undefined } as const
  const narrow = (events: readonly object[], state: Parameters<typeof narrowEvents>[1] = open) =>
    narrowEvents(events as readonly ApiEvent[], state)
  const event = (id: number, more: object) => ({
    id,
    created_at: at(id),
    actor: { login: 'rita', type: 'User' },
    ...more,
  })
  const told = (id: number, more: object) => ({ id, at: known(id), actor: 'rita', ...more })

  test('stand in the order of their ids, those without use left out', () => {
    const events = [
      event(8, { event: 'renamed', rename: { from: 'a', to: 'b' } }),
      event(1, { event: 'labeled', label: { name: 'incident' } }),
      event(2, { event: 'unlabeled', label: { name: 'incident' } }),
      event(3, { event: 'assigned', assignee: { login: 'bob' } }),
      event(4, { event: 'unassigned', assignee: null }),
      event(5, { event: 'closed', state_reason: 'completed' }),
      event(6, { event: 'reopened' }),
      event(7, { event: 'marked_as_duplicate' }),
      event(9, { event: 'subscribed' }),
      event(10, { event: 'labeled', label: { name: null } }),
      event(11, { event: 'labeled' }),
      event(12, { event: 'renamed' }),
      event(13, {}),
    ]
    expect(narrow(events)).toEqual([
      told(1, { kind: 'labeled', label: 'incident' }),
      told(2, { kind: 'unlabeled', label: 'incident' }),
      told(3, { kind: 'assigned', assignee: 'bob' }),
      told(4, { kind: 'unassigned', assignee: 'ghost' }),
      told(5, { kind: 'closed', reason: 'completed' }),
      told(6, { kind: 'reopened' }),
      told(7, { kind: 'marked_as_duplicate' }),
      told(8, { kind: 'renamed', from: 'a', to: 'b' }),
    ])
  })

  test('name who did it: the assigner, a bot as one, nobody whose account is gone', () => {
    const actors = [
      event(1, { event: 'assigned', assignee: { login: 'bob' }, assigner: { login: 'alice' } }),
      event(2, { event: 'reopened', actor: { login: 'deploy', type: 'Bot' } }),
      event(3, { event: 'reopened', actor: { login: 'deploy[bot]', type: 'Bot' } }),
      event(4, { event: 'reopened', actor: null }),
      { event: 'reopened', actor: { login: 'rita' } },
    ]
    expect(narrow(actors).map(({ actor }) => actor)).toEqual(['rita', 'alice', 'deploy[bot]', 'deploy[bot]', 'ghost'])
    expect(narrow(actors)[0]).toMatchObject({ id: 0, at: '1970-01-01T00:00:00.000Z' })
  })

  test('take the reason of the closing that holds from the issue, where they lack it', () => {
    const closings = [event(1, { event: 'closed' }), event(2, { event: 'reopened' }), event(3, { event: 'closed' })]
    const closed = { state: 'closed', stateReason: 'not_planned' } as const
    const reasons = (events: readonly IssueEvent[]) =>
      events.flatMap((one) => (one.kind === 'closed' ? [one.reason] : []))
    expect(reasons(narrow(closings, closed))).toEqual([undefined, 'not_planned'])
    expect(reasons(narrow(closings, { ...closed, state: 'open' }))).toEqual([undefined, undefined])
    const told = [event(1, { event: 'closed', state_reason: 'completed' })]
    expect(reasons(narrow(told, closed))).toEqual(['completed'])
    expect(narrow([event(2, { event: 'reopened' })], closed)).toHaveLength(1)
  })
})

describe('a reading is as new as the event', () => {
  const reading = (more: Partial<Reading> = {}): Reading => ({
    issue: issue(),
    comments: [],
    events: [],
    edits: [],
    ...more,
  })
  const seen = (change?: Seen['change'], minute = 9): Seen => ({ updatedAt: at(minute), change })
  const event = (kind: string, minute: number, more: object = {}) =>
    ({ id: minute, actor: 'rita', at: known(minute), kind, ...more }) as IssueEvent
  const closedIssue = (minute: number) => issue({ state: 'closed', closed_at: at(minute) })

  test('where nothing says otherwise', () => {
    expect(isUpToDate(reading(), undefined)).toBe(true)
    expect(isUpToDate(reading(), seen())).toBe(true)
    expect(isUpToDate(reading(), seen(undefined, 10))).toBe(false)
  })

  test('not with fewer comments than the issue counts', () => {
    const two = issue({ comments: 2 })
    expect(isUpToDate(reading({ issue: two, comments: [comment(1)] }), undefined)).toBe(false)
    expect(isUpToDate(reading({ issue: two, comments: [comment(1), comment(2)] }), undefined)).toBe(true)
    expect(isUpToDate(reading({ comments: [comment(1)] }), undefined)).toBe(true)
  })

  test('only where events and issue agree on whether it is closed', () => {
    const closed = event('closed', 5)
    expect(isUpToDate(reading({ events: [closed] }), undefined)).toBe(false)
    expect(isUpToDate(reading({ events: [closed, event('reopened', 6), event('labeled', 7)] }), undefined)).toBe(true)
    expect(isUpToDate(reading({ issue: closedIssue(5), events: [closed] }), undefined)).toBe(true)
    expect(isUpToDate(reading({ issue: closedIssue(5) }), undefined)).toBe(false)
    expect(isUpToDate(reading({ issue: closedIssue(5), events: [event('reopened', 5)] }), undefined)).toBe(false)
    expect(isUpToDate(reading({ issue: closedIssue(8), events: [closed] }), undefined)).toBe(false)
    expect(isUpToDate(reading({ issue: closedIssue(2), events: [closed] }), undefined)).toBe(false)
    const fiveSecondsLater = { ...closed, at: '2026-11-20T03:05:05.000Z' }
    expect(isUpToDate(reading({ issue: closedIssue(5), events: [fiveSecondsLater] }), undefined)).toBe(true)
  })

  test('only where it shows the change itself', () => {
    const shows = (change: Seen['change'], more: Partial<Reading>) => isUpToDate(reading(more), seen(change))
    const edited = { kind: 'comment-edited', comment: 1, at: at(3) } as const
    expect(shows(edited, { comments: [comment(1)] })).toBe(true)
    expect(shows(edited, { comments: [comment(1, { updated_at: at(2) })] })).toBe(false)
    expect(shows(edited, { comments: [comment(2, { updated_at: at(2) })] })).toBe(true)
    const deleted = { kind: 'comment-deleted', comment: 1 } as const
    expect(shows(deleted, { comments: [comment(2)] })).toBe(true)
    expect(shows(deleted, { comments: [comment(2), comment(1)] })).toBe(false)
    const edit = (minute: number) => ({ at: known(minute), editor: 'rita', body: '' })
    expect(shows({ kind: 'body-edited' }, { edits: [edit(1), edit(9)] })).toBe(true)
    expect(shows({ kind: 'body-edited' }, { edits: [edit(1), { ...edit(8), at: '2026-11-20T03:08:55.000Z' }] })).toBe(
      true,
    )
    expect(shows({ kind: 'body-edited' }, { edits: [edit(1), edit(8)] })).toBe(false)
    expect(shows({ kind: 'body-edited' }, { edits: [] })).toBe(false)
    expect(shows({ kind: 'body-edited' }, { edits: undefined })).toBe(true)
    const reopened = [event('closed', 5), event('reopened', 9)]
    expect(shows({ kind: 'reopened' }, { events: reopened })).toBe(true)
    expect(shows({ kind: 'closed' }, { events: reopened })).toBe(false)
    expect(shows({ kind: 'reopened' }, { events: [event('reopened', 8)] })).toBe(false)
    const labeled = { kind: 'labeled', label: 'incident' } as const
    expect(shows(labeled, { events: [event('labeled', 9, { label: 'incident' })] })).toBe(true)
    // GitHub keeps one label for all spellings: the event may carry another than the list.
    expect(shows(labeled, { events: [event('labeled', 9, { label: 'Incident' })] })).toBe(true)
    expect(shows(labeled, { events: [event('labeled', 9, { label: 'other' })] })).toBe(false)
    expect(shows(labeled, { events: [event('unlabeled', 9, { label: 'incident' })] })).toBe(false)
    expect(shows(labeled, { events: [event('labeled', 8, { label: 'incident' })] })).toBe(false)
    const unlabeled = { kind: 'unlabeled', label: 'incident' } as const
    expect(shows(unlabeled, { events: [event('unlabeled', 9, { label: 'incident' })] })).toBe(true)
  })
})

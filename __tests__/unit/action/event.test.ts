import { describe, expect, test } from '@jest/globals'
import { readEvent, readTrigger } from '../../../src/action/event.ts'

const read = (event: string, payload: unknown) =>
  readTrigger({ GITHUB_EVENT_NAME: event, GITHUB_RUN_ID: '77' }, payload)

const issue = {
  number: 7,
  title: 'Checkout is down',
  body: 'It fails.',
  user: { login: 'alice' },
  created_at: '2026-11-22T03:05:00Z',
  comments: 0,
}
const sender = { login: 'alice' }

function closedPull(head: { readonly ref: string; readonly repo: string | null }): unknown {
  const repo = head.repo === null ? null : { full_name: head.repo }
  const base = { repo: { full_name: 'acme/shop' } }
  return {
    action: 'closed',
    pull_request: { number: 9, merged_at: '2026-11-23T10:00:00Z', head: { ref: head.ref, repo }, base },
  }
}

describe('events of issues', () => {
  test('name the issue, with what the event saw of it', () => {
    const { title, body, created_at: createdAt } = issue
    const hint = {
      ...{ title, body, author: 'alice', createdAt, comments: 0, updatedAt: '2026-11-23T03:12:30Z' },
      ...{ labels: [], comment: undefined, senderIsTrusted: false, change: undefined },
    }
    const expected = { kind: 'issue', number: 7, event: 'issues', action: 'opened', sender: 'alice', hint }
    const updated = { ...issue, updated_at: '2026-11-23T03:12:30Z' }
    expect(read('issues', { action: 'opened', issue: updated, sender })).toEqual(expected)
  })

  const hintOf = (name: string, payload: object) => {
    const trigger = read(name, { action: 'opened', sender, ...payload })
    return trigger.kind === 'issue' ? trigger.hint : undefined
  }

  test('tell the labels of the issue, and what the comment says', () => {
    const labels = [{ name: 'Incident' }, { name: '' }, {}, null, 5, { name: 'bug' }]
    expect(hintOf('issues', { issue: { ...issue, labels } })?.labels).toEqual(['Incident', 'bug'])
    expect(hintOf('issues', { issue: { ...issue, labels: 'incident' } })?.labels).toEqual([])
    const comment = { id: 5, body: '/severity 1' }
    expect(hintOf('issue_comment', { issue, comment })?.comment).toBe('/severity 1')
    expect(hintOf('issue_comment', { issue, comment: { id: 5, body: '' } })?.comment).toBeUndefined()
  })

  test.each([
    ['OWNER', true],
    ['MEMBER', true],
    ['COLLABORATOR', true],
    ['CONTRIBUTOR', false],
    ['FIRST_TIMER', false],
    ['NONE', false],
    ['owner', false],
    [undefined, false],
  ])('show somebody who is %s as one of the repository: %s', (association, is) => {
    const by = { author_association: association }
    expect(hintOf('issues', { issue: { ...issue, ...by } })?.senderIsTrusted).toBe(is)
    expect(hintOf('issue_comment', { issue, comment: { id: 5, body: 'x', ...by } })?.senderIsTrusted).toBe(is)
    // Whose issue it is says nothing about who comments.
    expect(
      hintOf('issue_comment', { issue: { ...issue, ...by }, comment: { id: 5, body: 'x' } })?.senderIsTrusted,
    ).toBe(false)
  })

  test('show an App, which somebody installed, as one of the repository', () => {
    const by = (type: string) => hintOf('issues', { issue, sender: { login: 'alerts[bot]', type } })?.senderIsTrusted
    expect([by('Bot'), by('User')]).toEqual([true, false])
  })

  test.each([
    ['issues', { action: 'closed' }, { kind: 'closed' }],
    ['issues', { action: 'labeled', label: { name: 'incident' } }, { kind: 'labeled', label: 'incident' }],
    ['issues', { action: 'edited', changes: { body: { from: 'x' } } }, { kind: 'body-edited' }],
    ['issues', { action: 'edited', changes: { title: { from: 'x' } } }, undefined],
    [
      'issue_comment',
      { action: 'edited', comment: { id: 5, updated_at: '2026-11-23T03:12:30Z' } },
      { kind: 'comment-edited', comment: 5, at: '2026-11-23T03:12:30Z' },
    ],
    ['issue_comment', { action: 'deleted', comment: { id: 5 } }, { kind: 'comment-deleted', comment: 5 }],
    ['issue_comment', { action: 'created', comment: { id: 5 } }, undefined],
  ])('%s %j: what has to be seen is %j', (name, payload, change) => {
    const trigger = read(name, { ...payload, issue, sender })
    expect(trigger.kind === 'issue' && trigger.hint?.change).toEqual(change)
  })

  test.each(['deleted', 'transferred'])('%s leaves nothing to look at', (action) => {
    expect(read('issues', { action, issue, sender })).toMatchObject({ kind: 'nothing', reason: 'issue-gone' })
  })

  test('a comment on a pull request is nothing', () => {
    const payload = { action: 'created', issue: { ...issue, pull_request: {} }, comment: { id: 1 }, sender }
    expect(read('issue_comment', payload)).toMatchObject({ kind: 'nothing', reason: 'pull-request-comment' })
  })

  test('a deleted comment still concerns its issue', () => {
    const payload = { action: 'deleted', issue, comment: { id: 1 }, sender }
    expect(read('issue_comment', payload)).toMatchObject({ kind: 'issue', number: 7, action: 'deleted' })
  })
})

describe('the closing of a pull request', () => {
  test('from our branch concerns the incident', () => {
    const expected = { kind: 'pull-request', incident: 12, pull: 9, eventAt: '2026-11-23T10:00:00Z' }
    expect(read('pull_request', closedPull({ ref: 'muster/12', repo: 'acme/shop' }))).toEqual(expected)
  })

  test.each([
    ['a fork', { ref: 'muster/12', repo: 'mallory/shop' }],
    ['a deleted fork', { ref: 'muster/12', repo: null }],
    ['another branch', { ref: 'feature/12', repo: 'acme/shop' }],
    ['a branch that only begins like ours', { ref: 'muster/12x', repo: 'acme/shop' }],
    ['no number', { ref: 'muster/0', repo: 'acme/shop' }],
  ])('from %s is foreign', (_, head) => {
    expect(read('pull_request', closedPull(head))).toMatchObject({ kind: 'nothing', reason: 'foreign-pull-request' })
  })

  test.each(['Muster/12', 'MUSTER/12'])(
    'from %s, which GitHub puts into the group of our branch, is a reason to look at the incident',
    (ref) => {
      const expected = { kind: 'issue', number: 12, event: 'dispatch', action: 'closed', sender: '' }
      expect(read('pull_request', closedPull({ ref, repo: 'acme/shop' }))).toEqual(expected)
      expect(read('pull_request', closedPull({ ref, repo: 'mallory/shop' }))).toMatchObject({ kind: 'nothing' })
    },
  )
})

describe('dispatches', () => {
  test.each([
    [{ do: 'check' }, { kind: 'check' }],
    [
      { do: 'drill', service: 'checkout' },
      { kind: 'drill', run: '77', service: 'checkout' },
    ],
    [{ do: 'sweep' }, { kind: 'sweep', cause: 'dispatch' }],
    [
      { do: 'issue', issue: '7' },
      { kind: 'issue', number: 7, event: 'dispatch' },
    ],
    [
      { do: '', issue: '#7' },
      { kind: 'issue', number: 7 },
    ],
    [{}, { kind: 'sweep', cause: 'dispatch' }],
    [
      { do: '', issue: ' ' },
      { kind: 'sweep', cause: 'dispatch' },
    ],
    [{ issue: null }, { kind: 'sweep', cause: 'dispatch' }],
    [{ issue: 7 }, { kind: 'issue', number: 7 }],
    [
      { do: 'issue', issue: 'seven' },
      { kind: 'nothing', reason: 'malformed-event' },
    ],
    [{ do: 'dance' }, { kind: 'nothing', reason: 'malformed-event' }],
  ])('by hand: %j', (inputs, expected) => {
    expect(read('workflow_dispatch', { inputs, sender })).toMatchObject(expected)
  })

  test('by hand, in a workflow that asks nothing, is a sweep', () => {
    expect(read('workflow_dispatch', { inputs: null, sender })).toEqual({ kind: 'sweep', cause: 'dispatch' })
  })

  test('by hand, what is asked for counts, whatever stands in the other field', () => {
    expect(read('workflow_dispatch', { inputs: { do: 'check', issue: '7' }, sender })).toEqual({ kind: 'check' })
    expect(read('workflow_dispatch', { inputs: { do: 'drill', issue: '7' }, sender })).toMatchObject({ kind: 'drill' })
    expect(read('workflow_dispatch', { inputs: { do: 'sweep', issue: '7' }, sender })).toMatchObject({ kind: 'sweep' })
  })

  test.each([{ issue: 7 }, { issue: '7' }, { issue: { number: 7 } }, { issue: { number: '7' } }])(
    'by another system, about the issue that it names: %j',
    (payload) => {
      expect(read('repository_dispatch', { action: 'muster', client_payload: payload, sender })).toEqual({
        kind: 'issue',
        number: 7,
        event: 'dispatch',
        action: 'muster',
        sender: 'alice',
      })
    },
  )

  test('by another system, about all', () => {
    expect(read('repository_dispatch', { action: 'alert', client_payload: {} })).toEqual({
      kind: 'sweep',
      cause: 'dispatch',
    })
  })
})

test('everything else is nothing, and says what it was', () => {
  expect(read('push', {})).toEqual({ kind: 'nothing', reason: 'unsupported-event', detail: 'the event push' })
  expect(read('pull_request', { action: 'opened' })).toMatchObject({ reason: 'unsupported-event' })
})

test('no payload is so broken that reading it throws', () => {
  const events = [
    'issues',
    'issue_comment',
    'pull_request',
    'schedule',
    'repository_dispatch',
    'workflow_dispatch',
    'x',
    '',
  ]
  const cyclic: Record<string, unknown> = { action: 'closed' }
  cyclic.issue = cyclic
  cyclic.pull_request = cyclic
  const hostile = {
    get issue() {
      throw new Error('never read')
    },
  }
  const payloads = [
    undefined,
    null,
    0,
    'text',
    [],
    {},
    { issue: 3 },
    { issue: { number: -1 } },
    { action: { a: 1 } },
    cyclic,
    hostile,
  ]
  for (const event of events) {
    for (const payload of payloads) expect(() => readEvent({ GITHUB_EVENT_NAME: event }, payload)).not.toThrow()
  }
})

test('the repository comes from the runner, and what the payload adds to it', () => {
  const env = { GITHUB_EVENT_NAME: 'schedule', GITHUB_REPOSITORY: 'acme/shop', GITHUB_SHA: 'abc', GITHUB_RUN_ID: '77' }
  const repository = { private: true, default_branch: 'trunk' }
  const seen = readEvent({ ...env, GITHUB_SERVER_URL: 'https://ghes.example' }, { repository })
  expect(seen).toMatchObject({ owner: 'acme', name: 'shop', sha: 'abc', url: 'https://ghes.example/acme/shop' })
  expect(seen.repository).toEqual({ private: true, defaultBranch: 'trunk' })
  expect(seen.runUrl).toBe('https://ghes.example/acme/shop/actions/runs/77')
  expect(readEvent(env, {}).repository).toBeUndefined()
})

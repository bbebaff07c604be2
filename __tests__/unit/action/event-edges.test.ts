import { describe, expect, test } from '@jest/globals'
import { readEvent, readTrigger } from '../../../src/action/event.ts'

const read = (event: string, payload: unknown) =>
  readTrigger({ GITHUB_EVENT_NAME: event, GITHUB_RUN_ID: '77' }, payload)

const sender = { login: 'alice' }
const issue = { number: 7, title: 'Down', body: '', user: sender, created_at: '2026-11-22T03:05:00Z', comments: 0 }
const nothing = (reason: string, detail: string) => ({ kind: 'nothing', reason, detail })

describe('what is nothing says what it was', () => {
  test.each([
    ['issues', { action: 'deleted', issue }, nothing('issue-gone', 'the issue was deleted')],
    ['issues', { action: 'opened', sender }, nothing('malformed-event', 'issues without an issue')],
    ['issue_comment', { action: 'created' }, nothing('malformed-event', 'issue_comment without an issue')],
    [
      'issue_comment',
      { action: 'created', issue: { ...issue, pull_request: {} } },
      nothing('pull-request-comment', 'a comment on a pull request'),
    ],
    ['pull_request', { action: 'opened' }, nothing('unsupported-event', 'pull_request opened')],
    ['', {}, nothing('unsupported-event', 'the event (none)')],
    [
      'workflow_dispatch',
      { inputs: { do: ' Dance ' } },
      nothing('malformed-event', 'do: dance; expected check, drill, sweep, issue'),
    ],
    [
      'workflow_dispatch',
      { inputs: { do: 'issue', issue: 'seven' } },
      nothing('malformed-event', 'inputs.issue is not the number of an issue'),
    ],
    [
      'repository_dispatch',
      { client_payload: { issue: 'seven' } },
      nothing('malformed-event', 'client_payload.issue is not the number of an issue'),
    ],
  ])('%s %j', (event, payload, expected) => {
    expect(read(event, payload)).toEqual(expected)
  })

  test.each([[{ head: { ref: 'muster/1' } }], [{ number: 9, head: {} }]])(
    'a pull request without number or branch: %j',
    (pull) => {
      const expected = nothing('malformed-event', 'a pull request without number or branch')
      expect(read('pull_request', { action: 'closed', pull_request: pull })).toEqual(expected)
    },
  )

  test('an event without a name is said so even where the runner names none', () => {
    expect(readTrigger({}, {})).toEqual(nothing('unsupported-event', 'the event (none)'))
  })
})

describe('a closed pull request', () => {
  const repo = { full_name: 'acme/shop' }
  const closed = (ref: string, more: object = {}) => ({
    action: 'closed',
    pull_request: { number: 9, head: { ref, repo }, base: { repo }, ...more },
  })

  test('that was not merged was closed at its own time', () => {
    const at = '2026-11-23T10:00:00Z'
    const expected = { kind: 'pull-request', incident: 123, pull: 9, eventAt: at }
    expect(read('pull_request', closed('muster/123', { merged_at: null, closed_at: at }))).toEqual(expected)
  })

  test.each(['x/muster/12', 'muster/12x', 'muster/012'])('from the branch %s is foreign, and named', (branch) => {
    expect(read('pull_request', closed(branch))).toEqual(nothing('foreign-pull-request', `the branch ${branch}`))
  })

  test('of repositories without names is foreign', () => {
    const nameless = { head: { ref: 'muster/12', repo: {} }, base: { repo: {} } }
    expect(read('pull_request', closed('muster/12', nameless))).toMatchObject({ reason: 'foreign-pull-request' })
  })
})

describe('what the event saw of an issue', () => {
  const hintOf = (payload: object, event = 'issues') => {
    const trigger = read(event, { action: 'opened', sender, issue, ...payload })
    return trigger.kind === 'issue' ? trigger.hint : undefined
  }

  test.each([
    { ...issue, comments: '0' },
    { ...issue, comments: undefined },
    { ...issue, created_at: '' },
  ])('counts for nothing where a part that everything hangs on is missing: %j', (broken) => {
    expect(hintOf({ issue: broken })).toBeUndefined()
  })

  test.each([
    [{ action: 'reopened' }, { kind: 'reopened' }],
    [
      { action: 'unlabeled', label: { name: 'SEV1' } },
      { kind: 'unlabeled', label: 'SEV1' },
    ],
    [{ action: 'assigned', changes: { body: {} } }, undefined],
  ])('%j: what has to be seen is %j', (payload, change) => {
    expect(hintOf(payload)?.change).toEqual(change)
  })

  test('a comment without an id changes nothing that could be looked for', () => {
    expect(hintOf({ action: 'deleted', comment: {} }, 'issue_comment')?.change).toBeUndefined()
  })

  test('a comment on an issue that says it is no pull request is one on an issue', () => {
    const payload = { action: 'created', issue: { ...issue, pull_request: null }, sender }
    expect(read('issue_comment', payload)).toMatchObject({ kind: 'issue', number: 7 })
  })
})

describe('dispatches', () => {
  const dispatched = { kind: 'issue', number: 7, event: 'dispatch', action: 'go', sender: 'alice' }

  test.each([{ issue: '7' }, { issue: ' #7 ' }, { issue: 7 }, { issue: { number: 7 } }, { do: ' ISSUE ', issue: '7' }])(
    '%j is about that issue, by whoever asked',
    (inputs) => {
      expect(read('workflow_dispatch', { action: 'go', inputs, sender })).toEqual(dispatched)
      const { issue: asked } = inputs
      const payload = { action: 'go', client_payload: { issue: asked }, sender }
      expect(read('repository_dispatch', payload)).toEqual(dispatched)
    },
  )

  test.each(['#7x', 'x7', '', ' ', '0', '-7', '7.5'])('%j is no issue', (typed) => {
    expect(read('workflow_dispatch', { inputs: { do: 'issue', issue: typed } })).toMatchObject({ kind: 'nothing' })
  })

  test.each([0, -7, 7.5, true, Number.POSITIVE_INFINITY])('%j is no issue either', (issue) => {
    expect(read('workflow_dispatch', { inputs: { do: 'issue', issue } })).toMatchObject({ kind: 'nothing' })
  })

  test('a long number is read whole', () => {
    expect(read('workflow_dispatch', { inputs: { issue: '#1234' } })).toMatchObject({ number: 1234 })
  })

  test.each([{ issue: null }, { issue: '' }, {}])('of another system about %j is about all incidents', (inputs) => {
    expect(read('repository_dispatch', { client_payload: inputs })).toEqual({ kind: 'sweep', cause: 'dispatch' })
  })

  test('a drill takes the service without the spaces around it, or none', () => {
    const drill = { kind: 'drill', run: '77' }
    expect(read('workflow_dispatch', { inputs: { do: 'drill', service: ' cart ' } })).toEqual({
      ...drill,
      service: 'cart',
    })
    expect(read('workflow_dispatch', { inputs: { do: 'drill', service: ' ' } })).toEqual(drill)
  })
})

describe('what the runner tells', () => {
  test('the schedule sweeps', () => {
    expect(read('schedule', {})).toEqual({ kind: 'sweep', cause: 'schedule' })
  })

  test('where it does not name the repository, the payload does, on github.com', () => {
    const seen = readEvent({}, { repository: { full_name: 'acme/shop' } })
    expect(seen).toMatchObject({ owner: 'acme', name: 'shop', url: 'https://github.com/acme/shop', sha: '' })
    expect(seen).toMatchObject({ eventName: '', runUrl: 'https://github.com/acme/shop/actions/runs/' })
  })

  test('where nobody names it, it has no name', () => {
    expect(readEvent({ GITHUB_EVENT_NAME: 'push' }, {})).toMatchObject({ owner: '', name: '', eventName: 'push' })
  })

  test.each([[{ private: false }], [{ default_branch: 'main' }], [{ private: 'yes', default_branch: 'main' }]])(
    'a repository half told is not told: %j',
    (repository) => {
      expect(readEvent({}, { repository }).repository).toBeUndefined()
    },
  )

  test('a drill of a run without a number has none', () => {
    expect(readTrigger({ GITHUB_EVENT_NAME: 'workflow_dispatch' }, { inputs: { do: 'drill' } })).toEqual({
      kind: 'drill',
      run: '',
    })
  })
})

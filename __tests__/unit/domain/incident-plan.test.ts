import { describe, expect, test } from '@jest/globals'
import { decide } from '../../../src/domain/decide.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import type { Comment } from '../../../src/domain/record.ts'
import type { DocumentState, Snapshot } from '../../../src/domain/snapshot.ts'
import { buildDocument, buildOwn, buildPull, readContext, say } from '../../support/build-incident.ts'
import type { SnapshotParts } from '../../support/build-snapshot.ts'
import { minutes } from '../../support/build-snapshot.ts'
import { buildClosed, buildSnapshot } from './installed.ts'

const settings = 'services: { checkout: { call: [ann, bob], inform: [ina] } }'

const body = 'Service: checkout\nSeverity: SEV2'

const roles = { alice: 'admin', rita: 'read' } as const

const build = (comments: readonly Comment[] = [], parts: SnapshotParts = {}, changes: Partial<Snapshot> = {}) =>
  buildSnapshot({ settings, comments, ...parts, issue: { body, ...parts.issue } }, { roles, ...changes })

const opened = 'opened:SEV2:checkout'

const called = ['call:ann:opened', 'call:bob:opened', 'inform:ina:opened']

describe('the plan of an incident', () => {
  test('opens it', () => {
    const { comments, ...plan } = decide(build())
    expect(plan).toEqual({
      outcome: 'incident-opened',
      labels: { present: ['incident', 'severity:SEV2', 'service:checkout', 'status:investigating'], absent: [] },
      newLabels: [],
      removed: [],
      reactions: [],
      reopen: false,
      assignees: [],
      chat: [],
      document: undefined,
      issues: [],
      outputs: {
        document: false,
        incident: 7,
        severity: 'SEV2',
        status: 'investigating',
        postmortem: undefined,
        pullRequestUrl: undefined,
      },
    })
    expect(comments.map(({ key, claim, existing }) => [key, claim, existing])).toEqual([
      ['board', 'issue', 'update'],
      ['checklist', 'none', 'leave'],
    ])
  })

  test('leaves the board alone where nothing was read around it', () => {
    const plan = decide(build([buildOwn(['board', opened])], {}, { surroundings: undefined }))
    expect(plan).toMatchObject({ outcome: 'incident-updated', assignees: [], labels: { absent: [] } })
    expect(plan.comments.map(({ key }) => key)).toEqual(['checklist'])
  })

  test('answers a command once the board stands', () => {
    const said = [say(4, '/ack'), say(5, '/severity SEV1', 'rita'), say(6, '/severity SEV1', 'zoe')]
    expect(decide(build(said))).toMatchObject({ reactions: [], outcome: 'permission-unknown' })
    const plan = decide(build([buildOwn(['board', opened, ...called]), ...said]))
    expect(plan.reactions).toEqual([
      { comment: 4, content: '+1' },
      { comment: 5, content: 'confused' },
    ])
    expect(plan.comments.map(({ key }) => key)).toEqual(['board', 'reply:5', 'checklist'])
    expect(decide(build(said)).comments.map(({ key }) => key)).toEqual(['board', 'checklist'])
  })

  test('calls whoever stands on the list and was not called, whatever put them there', () => {
    const keysOf = (comments: readonly Comment[]) => decide(build(comments)).comments.flatMap(({ keys }) => keys)
    const standing = buildOwn(['board', opened, 'call:ann:opened', 'inform:ina:opened'])
    expect(keysOf([standing])).toEqual(expect.arrayContaining(['called:more:2', 'call:bob:more:2']))
    expect(keysOf([buildOwn(['board', opened, ...called])]).filter((key) => key.startsWith('called:'))).toEqual([])
  })

  test('reminds, refuses a closing and reopens', () => {
    const overdue = decide(build([buildOwn(['board', opened, ...called])], {}, { now: minutes(31) }))
    expect(overdue.comments.map(({ key }) => key)).toContain(`nudge:acknowledge:${minutes(30)}`)
    const ran = buildOwn(['board', opened])
    const refused = decide(buildClosed({ settings, comments: [ran], issue: { body } }))
    expect(refused).toMatchObject({ outcome: 'close-refused', reopen: true })
    expect(refused.comments.at(-1)?.key).toBe('refusal')
    expect(decide(buildClosed({ comments: [ran, say(3, '/override over')] })).reopen).toBe(false)
  })

  test('tells the chat of the end only where the closing was accepted', () => {
    const chat = { configured: true, sent: ['opened'], failed: [] }
    const end = (comments: readonly Comment[]) =>
      decide(buildClosed({ comments: [buildOwn(['board']), ...comments] }, { chat })).chat.map(({ key }) => key)
    expect(end([say(3, '/override over')])).toEqual(['closed:900'])
    expect(end([])).toEqual([])
  })
})

describe('what becomes of the postmortem', () => {
  const story = [
    buildOwn(['board']),
    say(1, '/severity SEV1'),
    say(2, '/action @bob Fri add an alert'),
    say(3, '/override over'),
  ]
  const closed = (
    document: Partial<DocumentState> | undefined,
    changes: Partial<Snapshot> = {},
    more: readonly Comment[] = [],
  ) =>
    decide(
      buildClosed(
        { comments: [...story, ...more] },
        { document: document && buildDocument(document), part: 'all', ...changes },
      ),
    )
  const merged = buildPull({ state: 'merged', mergedAt: minutes(70) })
  const deliver = (way: string) => ({
    settings: buildSnapshot({ settings: `postmortem: { deliver: ${way} }` }).settings,
  })

  test('is left to the second job, which is told', () => {
    expect(closed({}, { part: 'run' })).toMatchObject({
      document: undefined,
      outputs: { document: true, postmortem: 'open' },
    })
    expect(closed({}, { part: 'document' }).document).toMatchObject({
      deliver: 'pull-request',
      branch: 'muster/7',
      reopened: false,
    })
    expect(closed({})).toMatchObject({ document: { deliver: 'pull-request' }, outputs: { document: true } })
    expect(closed({}, deliver('branch')).document?.deliver).toBe('branch')
    expect(closed({}, deliver('comment'))).toMatchObject({ document: undefined, outputs: { document: false } })
    expect(closed(undefined).document).toBeUndefined()
    expect(closed({}, { surroundings: undefined }).document).toBeUndefined()
    expect(closed({ pull: { ...merged, mergedAt: minutes(9) } }).document?.reopened).toBe(true)
  })

  test('names its pull request', () => {
    expect(closed({ pull: buildPull() }).outputs).toMatchObject({ pullRequestUrl: buildPull().url, document: true })
  })

  test('makes issues of the action items once it is merged', () => {
    const issue = {
      key: 'action:2',
      text: 'add an alert',
      owner: 'bob',
      due: '2026-11-27',
      incident: { number: 7, title: 'Checkout: payments fail', url: 'https://github.test/acme/shop/issues/7' },
    }
    expect(closed({ pull: merged })).toMatchObject({
      issues: [issue],
      outputs: { document: false, postmortem: 'published' },
    })
    expect(closed({ pull: merged, actionIssues: { 'action:2': { number: 9, url: 'u' } } }).issues).toEqual([])
    expect(closed({ pull: merged }, {}, [say(4, '/drill')]).issues).toEqual([])
    expect(closed({ pull: buildPull() }).issues).toEqual([])
    const labelled = buildClosed({ comments: story, issue: { labels: ['incident', 'postmortem:published'] } })
    expect(decide(labelled)).toMatchObject({ issues: [], outputs: { postmortem: 'published' } })
  })
})

describe('what the board says is missing', () => {
  const missing = (snapshot: Snapshot) => {
    const [board] = decide(snapshot).comments
    return board?.content.kind === 'board' ? board.content.missing.map(({ kind }) => kind) : undefined
  }
  test('is what keeps it from closing', () => {
    expect(missing(build([say(2, '/severity SEV3')]))).toEqual(['resolution'])
    expect(missing(build([say(2, '/severity SEV3'), say(3, '/override over')]))).toEqual(['resolution'])
  })
  test('is why the closing was refused, or nothing where it was accepted', () => {
    const ran = buildOwn(['board', opened])
    const closed = (comments: readonly Comment[]) =>
      buildClosed({ settings, comments: [ran, ...comments], issue: { body } }, { roles })
    const bySomebody = buildClosed({ settings, comments: [ran], issue: { body } }, { roles: { alice: 'read' } })
    expect(missing(bySomebody)).toEqual(['not-allowed'])
    expect(missing(closed([say(3, '/override over')]))).toEqual([])
    expect(missing(closed([say(2, '/severity SEV3')]))).toEqual(['resolution'])
  })
})

test('facts are the same whoever asks', () => {
  const snapshot = build([say(3, '/ack')])
  expect(readContext(snapshot).history).toEqual(readFacts(snapshot))
})

import { describe, expect, test } from '@jest/globals'
import { deliveredKey } from '../../../src/domain/board-state.ts'
import { knownPull, planClosingComments } from '../../../src/domain/closing-comments.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import { composePostmortem } from '../../../src/domain/postmortem.ts'
import type { Comment } from '../../../src/domain/record.ts'
import type { DocumentState, Snapshot } from '../../../src/domain/snapshot.ts'
import { buildDocument, buildOwn, buildPull, close, readContext, say } from '../../support/build-incident.ts'
import { minutes } from '../../support/build-snapshot.ts'
import { buildClosed, buildSnapshot } from './installed.ts'

const said = [say(1, '/service checkout'), say(2, '/severity SEV1'), say(30, '/override over')]
const plan = (snapshot: Snapshot) => planClosingComments(readContext(snapshot), undefined)
const keep = { claim: 'none', silent: undefined, existing: 'update' }
const saidOverride = buildOwn([`override:alice:${Math.round(Date.parse(minutes(30)) / 1000).toString(36)}`], {
  id: 501,
})

describe('a closing that is refused', () => {
  const refused = (comments: readonly Comment[] = [], changes: Partial<Snapshot> = {}) =>
    buildClosed({ comments: [say(2, '/severity SEV3'), ...comments] }, changes)

  test('is told with what is missing', () => {
    expect(plan(refused())).toEqual([
      {
        ...keep,
        key: 'refusal',
        keys: ['refusal', 'reopened:900'],
        content: {
          kind: 'refusal',
          missing: [{ kind: 'service' }, { kind: 'resolution' }],
          issueUrl: 'https://github.test/acme/shop/issues/7',
          closedBy: 'alice',
          stoodDown: false,
          askWhom: [],
        },
      },
    ])
  })

  test('names the commander, and keeps the closings that were answered before', () => {
    const earlier = buildOwn(['refusal', 'reopened:800'])
    expect(plan(refused([say(3, '/lead @carl'), earlier]))).toMatchObject([
      { keys: ['refusal', 'reopened:800', 'reopened:900'], content: { askWhom: ['carl'] } },
    ])
  })

  test('is told once', () => {
    expect(plan(refused([buildOwn(['refusal', 'reopened:900'])]))).toEqual([])
    expect(plan(buildSnapshot({ comments: [say(2, '/severity SEV1')] }))).toEqual([])
  })
})

describe('an override', () => {
  test('is said aloud, once, with what it leaves undone', () => {
    const snapshot = buildSnapshot(
      { comments: [say(2, '/severity SEV3'), say(30, '/override over', 'alice')] },
      { roles: { alice: 'admin' } },
    )
    const key = saidOverride.body.match(/override:alice:\w+/)?.[0]
    expect(plan(snapshot)).toEqual([
      {
        ...keep,
        existing: 'leave',
        key,
        keys: [key],
        content: {
          kind: 'overridden',
          by: 'alice',
          reason: 'over',
          left: [{ kind: 'service' }, { kind: 'resolution' }],
        },
      },
    ])
    const again = { ...snapshot.record, comments: [...snapshot.record.comments, saidOverride] }
    expect(plan({ ...snapshot, record: again })).toEqual([])
  })
})

describe('the closing link', () => {
  const closed = (
    document: Partial<DocumentState> | undefined,
    changes: Partial<Snapshot> = {},
    comments: readonly Comment[] = [],
  ) =>
    buildClosed(
      { comments: [...said, saidOverride, ...comments] },
      { document: document && buildDocument(document), part: 'all', ...changes },
    )
  const pull = buildPull()
  const delivered = (snapshot: Snapshot) => deliveredKey(readFacts(snapshot), snapshot)
  const forbidden: Partial<Snapshot> = { failures: [{ code: 'pull-request-forbidden', detail: 'no' }] }
  const head = { branchHead: 'c'.repeat(40) }

  test('names the pull request, and remembers for which facts it stands', () => {
    const snapshot = closed({ pull })
    expect(plan(snapshot)).toEqual([
      {
        ...keep,
        key: 'closing',
        keys: ['closing', 'pull:8', delivered(snapshot)],
        content: {
          kind: 'closing',
          document: readContext(snapshot).document.view,
          pull: { number: 8, url: pull.url },
          branch: 'muster/7',
          actionIssues: [],
        },
      },
    ])
    expect(delivered(snapshot)).toMatch(/^of:[0-9a-f]{14}$/)
  })

  test('keeps for which facts it stands where the first job writes it', () => {
    const link = buildOwn(['closing', 'of:1', 'pull:8'])
    expect(plan(closed({ pull }, { part: 'run' }, [link]))).toMatchObject([{ keys: ['closing', 'pull:8', 'of:1'] }])
    expect(plan(closed({ pull }, { part: 'run' }))).toMatchObject([{ keys: ['closing', 'pull:8'] }])
  })

  test('waits for the delivery', () => {
    expect(plan(closed({}))).toEqual([])
    expect(plan(closed(head))).toEqual([])
    expect(plan(closed(undefined))).toEqual([])
    expect(plan(closed(undefined, {}, [buildOwn(['closing'])]))).toEqual([])
  })

  test('is kept true once it stands', () => {
    expect(plan(closed({}, {}, [buildOwn(['closing'])]))).toMatchObject([
      { key: 'closing', content: { pull: undefined } },
    ])
  })

  test('names the branch where people have to open the pull request', () => {
    expect(plan(closed(head, forbidden))).toMatchObject([
      { keys: ['closing', 'forbidden:pull-request', expect.stringMatching(/^of:/)], content: { pull: undefined } },
    ])
    expect(plan(closed({}, forbidden))).toEqual([])
    const { settings } = buildSnapshot({ settings: 'postmortem: { deliver: branch }' })
    expect(plan(closed(head, { settings }))).toMatchObject([{ keys: ['closing', expect.stringMatching(/^of:/)] }])
    expect(plan(closed({}, { settings }))).toEqual([])
  })

  test('names the issues that were made of action items', () => {
    const actions = [say(5, '/action add an alert'), say(6, '/action write it down')]
    const issue = { number: 99, url: 'https://github.test/acme/shop/issues/99' }
    expect(plan(closed({ pull, actionIssues: { 'action:5': issue } }, {}, actions))).toMatchObject([
      { content: { actionIssues: [{ ...issue, text: 'add an alert' }] } },
    ])
  })

  test('is none where no postmortem is owed, but stands where one was published', () => {
    const running = (document: Partial<DocumentState>) =>
      buildSnapshot(
        { comments: said.slice(0, 2), events: [] },
        { roles: { alice: 'admin' }, document: buildDocument(document) },
      )
    expect(plan(running({ pull }))).toEqual([])
    expect(plan(running({ pull: buildPull({ state: 'merged', mergedAt: minutes(9) }) }))).toMatchObject([
      { key: 'closing', content: { document: { state: 'published' } } },
    ])
  })

  test('is the postmortem itself where it is delivered as a comment', () => {
    const { settings } = buildSnapshot({ settings: 'postmortem: { deliver: comment }' })
    const folded = (changes: Partial<Snapshot>) => {
      const snapshot = closed({}, changes)
      const context = readContext(snapshot)
      const board = { runbook: undefined, changes: [] } as never
      const postmortem = composePostmortem(context.history.facts, { snapshot, board, reopened: false })
      return { planned: planClosingComments(context, board), postmortem, without: plan(snapshot) }
    }
    const path = 'runbooks/postmortems/2026-11-20-7-checkout-payments-fail.md'
    const bySetting = folded({ settings })
    expect(bySetting.planned).toEqual([
      {
        ...keep,
        key: 'closing',
        keys: ['closing'],
        content: { kind: 'folded-postmortem', postmortem: bySetting.postmortem, path, forced: false },
      },
    ])
    expect(bySetting.without).toEqual([])
    const forced = folded({ failures: [{ code: 'branch-forbidden', detail: 'no' }] })
    expect(forced.planned).toMatchObject([{ keys: ['closing', 'forbidden:branch'], content: { forced: true } }])
  })

  test('tells which pull request it named last', () => {
    const known = (...keys: readonly string[]) =>
      knownPull(buildSnapshot({ comments: [buildOwn(['closing', ...keys])] }))
    expect(known()).toBeUndefined()
    expect(known('pull:8', 'pull:12')).toBe(12)
  })
})

test('a closing that was answered is told of no more', () => {
  const again = buildSnapshot({ comments: [buildOwn(['refusal', 'reopened:900'])], events: [close(5)] })
  expect(plan(again)).toEqual([])
})

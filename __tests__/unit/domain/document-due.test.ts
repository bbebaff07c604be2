import { describe, expect, test } from '@jest/globals'
import type { DocumentState } from '../../../src/domain/snapshot.ts'
import { decideOf, done, head, repositoryUrl, search } from '../../support/build-documented.ts'
import { buildDocument, buildOwn, buildPull, readContext, say } from '../../support/build-incident.ts'
import { minutes } from '../../support/build-snapshot.ts'
import { buildClosed, buildSnapshot, closed } from './installed.ts'

const file = 'runbooks/postmortems/2026-11-20-7-checkout-payments-fail.md'

describe('the postmortem of a SEV1', () => {
  test('is due once the incident is over', () => {
    expect(decideOf(buildSnapshot({ comments: done.slice(0, 2) }, { roles: { alice: 'admin' } }))).toEqual({
      owed: false,
      label: undefined,
      view: { state: 'due', url: search, due: undefined, overdue: false, pullRequestForbidden: false },
      deliver: undefined,
      reopened: false,
      forced: false,
    })
  })

  test('is owed and written once the closing was accepted', () => {
    expect(decideOf(closed())).toEqual({
      owed: true,
      label: 'open',
      view: {
        state: 'writing',
        url: search,
        due: '2026-11-23T03:52:00.000Z',
        overdue: false,
        pullRequestForbidden: false,
      },
      deliver: 'pull-request',
      reopened: false,
      forced: false,
    })
  })

  test('counts from the closing where nobody said resolved, and in working days where the settings say so', () => {
    const comments = done.slice(0, 3)
    const due = (settings: string) => decideOf(buildClosed({ comments, settings })).view.due
    expect(due('')).toBe('2026-11-23T04:12:00.000Z')
    expect(due('severities: { SEV1: { postmortem: 3 working days } }')).toBe('2026-11-25T04:12:00.000Z')
    expect(decideOf(buildClosed({ comments, issue: { closedAt: undefined } })).view.due).toBeUndefined()
  })

  test('is overdue after that, until it is published', () => {
    const board = buildOwn(['board'])
    const at = (now: string, document?: Partial<DocumentState>) => {
      const snapshot = closed(document, { now })
      const record = { ...snapshot.record, comments: [board, ...snapshot.record.comments] }
      return decideOf({ ...snapshot, record }).view.overdue
    }
    expect(at('2026-11-23T03:52:00.000Z')).toBe(false)
    expect(at('2026-11-23T03:52:00.001Z')).toBe(true)
    expect(at('2026-11-28T00:00:00.000Z', { pull: buildPull({ state: 'merged', mergedAt: minutes(70) }) })).toBe(false)
    expect(
      decideOf(
        buildClosed({ comments: [board, ...done.slice(0, 3)], issue: { closedAt: undefined } }, { now: '2027' }),
      ),
    ).toMatchObject({
      owed: true,
      view: { overdue: false },
    })
  })

  const published = { owed: true, label: 'published', deliver: undefined, reopened: false }
  const merged = buildPull({ state: 'merged', mergedAt: minutes(70), closedAt: minutes(70) })
  const byHand = buildPull({ state: 'closed', closedAt: minutes(70) })
  test.each<[string, Partial<DocumentState>, string, string | undefined, object]>([
    ['nothing was pushed', {}, 'writing', search, { label: 'open', deliver: 'pull-request' }],
    [
      'its branch stands',
      head,
      'writing',
      `${repositoryUrl}/compare/main...muster/7?expand=1`,
      { deliver: 'pull-request' },
    ],
    [
      'it is under review',
      { ...head, pull: buildPull() },
      'open',
      buildPull().url,
      { label: 'open', deliver: 'pull-request' },
    ],
    ['it was merged', { pull: merged }, 'published', merged.url, published],
    ['it was merged before', { postmortems: [file] }, 'published', search, published],
    ['another was merged', { postmortems: [file.replace('-7-', '-77-')] }, 'writing', search, { label: 'open' }],
    [
      'it was closed by hand',
      { pull: byHand },
      'closed-by-hand',
      byHand.url,
      { label: 'open', deliver: undefined, owed: true },
    ],
    [
      'a new one stands of a merged one',
      { pull: buildPull(), postmortems: [file] },
      'open',
      buildPull().url,
      { label: 'open', reopened: true, deliver: 'pull-request' },
    ],
    [
      'a merged one was closed again',
      { pull: byHand, postmortems: [file] },
      'closed-by-hand',
      byHand.url,
      { label: 'open', reopened: false, deliver: undefined },
    ],
  ])('where %s', (_case, document, state, url, rest) =>
    expect(decideOf(closed(document))).toMatchObject({ view: { state, url }, ...rest }),
  )

  test('that was published before the incident was closed again is written on', () => {
    const at = (mergedAt: string | undefined) => decideOf(closed({ pull: { ...merged, mergedAt } }))
    expect(at(minutes(59))).toMatchObject({
      label: 'open',
      reopened: true,
      deliver: 'pull-request',
      view: { state: 'writing' },
    })
    expect(at(minutes(60))).toMatchObject({ label: 'published', reopened: false, deliver: undefined })
    expect(at(undefined)).toMatchObject({ label: 'published', reopened: false, deliver: undefined })
  })

  test('is known by its label where the repository was not read', () => {
    const labelled = buildClosed({ comments: done, issue: { labels: ['incident', 'postmortem:published'] } })
    expect(decideOf(labelled)).toMatchObject({ label: 'published', deliver: undefined, view: { state: 'published' } })
    expect(decideOf({ ...labelled, document: buildDocument() })).toMatchObject({
      label: 'open',
      view: { state: 'writing' },
    })
  })

  test('stays published where the incident runs again', () => {
    const { document } = readContext(
      buildSnapshot(
        { comments: done.slice(0, 2) },
        { roles: { alice: 'admin' }, document: buildDocument({ pull: merged }) },
      ),
    )
    expect(document).toMatchObject({
      owed: false,
      label: 'published',
      deliver: undefined,
      view: { state: 'published' },
    })
  })

  test('is written again after a pull request was closed by hand when somebody asks for it later', () => {
    const asked = (at: number) =>
      decideOf({
        ...closed({ pull: byHand }),
        record: { ...closed().record, comments: [...done, say(at, '/postmortem')] },
      })
    expect(asked(69)).toMatchObject({ deliver: undefined, view: { state: 'closed-by-hand' } })
    expect(asked(70)).toMatchObject({ deliver: undefined, view: { state: 'closed-by-hand' } })
    expect(asked(71)).toMatchObject({ deliver: 'pull-request', view: { state: 'writing' } })
    const untimed = closed({ pull: { ...byHand, closedAt: undefined } })
    const record = { ...untimed.record, comments: [...done, say(5, '/postmortem')] }
    expect(decideOf({ ...untimed, record })).toMatchObject({ deliver: 'pull-request' })
    expect(decideOf(untimed)).toMatchObject({ deliver: undefined })
  })
})

describe('who owes a postmortem', () => {
  const as = (
    severity: string,
    more: readonly ReturnType<typeof say>[] = [],
    reason: 'completed' | 'not_planned' = 'completed',
  ) => {
    const comments = [say(1, '/service checkout'), say(2, `/severity ${severity}`), say(3, '/override ok'), ...more]
    return decideOf(buildClosed({ comments }, {}, reason))
  }
  test.each([
    ['SEV1', 'completed', [], { owed: true, label: 'open', view: { state: 'writing' } }],
    [
      'SEV1',
      'not_planned',
      [],
      { owed: false, label: 'none', deliver: undefined, view: { state: 'none', due: undefined } },
    ],
    ['SEV2', 'completed', [], { owed: true, view: { due: '2026-11-27T04:12:00.000Z' } }],
    ['SEV3', 'completed', [], { owed: false, label: 'none', view: { state: 'on-request', due: undefined } }],
    ['SEV3', 'not_planned', [], { owed: false, label: 'none', view: { state: 'none' } }],
    [
      'SEV3',
      'completed',
      [say(5, '/postmortem')],
      { owed: true, label: 'open', view: { state: 'writing', due: undefined } },
    ],
    ['SEV4', 'completed', [], { owed: false, label: 'none', view: { state: 'none' } }],
  ] as const)('%s closed as %s', (severity, reason, more, expected) =>
    expect(as(severity, more, reason)).toMatchObject(expected),
  )

  test.each([
    ['SEV1', 'due'],
    ['SEV2', 'due'],
    ['SEV3', 'on-request'],
    ['SEV4', 'none'],
  ])('while %s runs it is %s', (severity, state) => {
    const comments = [say(2, `/severity ${severity}`)]
    expect(decideOf(buildSnapshot({ comments }, { roles: { alice: 'admin' } }))).toMatchObject({
      owed: false,
      label: undefined,
      view: { state, overdue: false },
    })
  })
})

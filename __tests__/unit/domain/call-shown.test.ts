import { describe, expect, test } from '@jest/globals'
import { listNotReached, planCall, showCall, splitTeams } from '../../../src/domain/call-state.ts'
import { readDeadlines } from '../../../src/domain/deadlines.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import {
  around,
  reportOn as body,
  buildCall as build,
  firstCalled as first,
  planOf as plan,
} from '../../support/build-call.ts'
import { buildOwn, say } from '../../support/build-incident.ts'
import { minutes, openedAt } from '../../support/build-snapshot.ts'

const board = buildOwn(['board', 'call:alice:opened', 'call:Bob:opened', 'inform:carol:opened'])

const rocket = { claims: { rocket: openedAt } }

describe('a mention that GitHub did not resolve', () => {
  const posted = (bodyHtml: string, text = '@alice @bob @carol') =>
    buildOwn([], {
      body: `${text}\n\n<!-- muster:v1 {"keys":["board","call:alice:opened","call:Bob:opened","inform:carol:opened","missed:zoe","x:call:ed:y"]} -->`,
      bodyHtml,
    })
  const link = (login: string) => `<a class="user-mention" href="https://github.test/${login}">@${login}</a>`

  test('is missed, and stays so by its key', () => {
    const html = `<p>${link('ALICE')} @bob @carol</p>`
    expect(plan(build([posted(html, '@alice @Bob @carol @ed')])).missed).toEqual(['zoe', 'Bob', 'carol'])
    expect(plan(build([posted('')])).missed).toEqual(['zoe'])
    expect(plan(build([posted('<p>nobody</p>', 'nobody')])).missed).toEqual(['zoe'])
  })

  test('is said with all others who were not reached', () => {
    const snapshot = build([], { ...body('teams') }, { now: minutes(31) })
    const late = plan(snapshot)
    expect(listNotReached({ ...late, missed: ['zoe'] })).toEqual([
      { name: 'ops', reason: 'team-without-members' },
      { name: 'silent', reason: 'team-without-members' },
      { name: 'zoe', reason: 'mention-failed' },
      { name: 'alice', reason: 'too-late' },
    ])
  })
})

describe('what the board shows of the call', () => {
  const show = (snapshot: Snapshot) => {
    const history = readFacts(snapshot)
    const deadlines = readDeadlines(history, snapshot.settings, snapshot.now)
    return showCall(planCall(history, snapshot, around(snapshot)), history, { snapshot, deadlines })
  }
  const base = {
    teams: [],
    elsewhere: [],
    acknowledged: [],
    deadline: minutes(30),
    overdue: false,
    contacts: 'https://wiki.test/phones',
    nobody: false,
    fallback: false,
  }

  test('are mentions of those who are called with it', () => {
    expect(show(build())).toEqual({ ...base, mentions: first, informed: ['carol', 'dora'] })
    expect(show(build([board]))).toEqual({ ...base, mentions: ['alice', 'Bob'], informed: ['carol'] })
  })

  test('is none once somebody answered', () => {
    const acknowledged = [{ by: 'alice', at: minutes(2), url: say(2, '').url }]
    expect(show(build([board, say(2, '/ack')]))).toEqual({
      ...base,
      mentions: [],
      informed: [],
      acknowledged,
      deadline: undefined,
    })
  })

  test('are names without a mention where others called them', () => {
    const later = buildOwn(['called:x', 'call:Eve:severity:SEV1', 'call:ALICE:again'], { id: 501 })
    expect(show(build([board, later])).elsewhere).toEqual(['Eve'])
    const lost = build([], { issue: { ...body('checkout').issue, ...rocket } })
    expect(show(lost)).toMatchObject({ mentions: [], elsewhere: first })
    expect(show(build([say(1, '/drill')]))).toMatchObject({ mentions: [], elsewhere: [...first, 'carol', 'dora'] })
  })

  test('is no mention that was missed', () => {
    const missed = buildOwn(['board', 'call:alice:opened', 'call:Bob:opened', 'missed:BOB'])
    expect(show(build([missed]))).toMatchObject({ mentions: ['alice'], elsewhere: [] })
  })

  test('is that nobody is named, or only in CODEOWNERS, or that the answer is overdue', () => {
    expect(show(build([], body('')))).toMatchObject({ nobody: true, fallback: false })
    expect(show(build([], { ...body(''), surroundings: { codeowners: '* @root' } }))).toMatchObject({
      mentions: ['root'],
      nobody: false,
      fallback: true,
    })
    expect(show(build([board], {}, { now: minutes(31) }))).toMatchObject({ overdue: true, deadline: minutes(30) })
  })

  test('are teams apart', () => {
    expect(splitTeams({ call: ['a', 'acme/x', 'b'], inform: ['c'] })).toEqual({
      mentions: ['a', 'b'],
      informed: ['c'],
      teams: ['acme/x'],
    })
  })
})

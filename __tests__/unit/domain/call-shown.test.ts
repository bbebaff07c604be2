import { describe, expect, test } from '@jest/globals'
import { listNotReached, planCall, showCall, splitTeams } from '../../../src/domain/call-state.ts'
import { readDeadlines } from '../../../src/domain/deadlines.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { around, reportOn as body, firstCalled as first, planOf as plan } from '../../support/build-call.ts'
import { buildOwn, say } from '../../support/build-incident.ts'
import { minutes } from '../../support/build-snapshot.ts'
import { buildCall as build } from './installed.ts'

const board = buildOwn(['board', 'call:alice:opened', 'call:Bob:opened', 'inform:carol:opened'])

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
    const late = plan(build([buildOwn(['board'])], { ...body('teams') }, { now: minutes(24 * 60 + 1) }))
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
    lateMs: undefined,
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
    const here = (login: string) => ({ login, incident: undefined, at: undefined })
    expect(show(build([board, later])).elsewhere).toEqual([here('Eve')])
    const drilled = [...first, 'carol', 'dora'].map(here)
    expect(show(build([say(1, '/drill')]))).toMatchObject({ mentions: [], informed: [], elsewhere: drilled })
  })

  test('are those whom another incident called, with where and when', () => {
    const url = 'https://github.test/acme/shop/issues/5'
    const called = [{ login: 'alice', informed: false, at: minutes(-12) }]
    const other = { number: 5, title: 'x', url, labels: ['severity:SEV1'], createdAt: minutes(-12), called }
    const shown = show(build([], { surroundings: { openIncidents: [other] } }))
    expect(shown).toMatchObject({
      mentions: ['bob'],
      elsewhere: [{ login: 'alice', incident: { number: 5, url }, at: minutes(-12) }],
    })
  })

  test('is how late the call went out', () => {
    expect(show(build([], {}, { now: minutes(48) }))).toMatchObject({ mentions: first, lateMs: 48 * 60_000 })
    const posted = { ...board, createdAt: minutes(48) }
    expect(show(build([posted], {}, { now: minutes(90) }))).toMatchObject({ lateMs: 48 * 60_000 })
  })

  test('are no old mentions once it is back: a comment of its own calls', () => {
    const over = [board, say(20, '/status resolved', 'tom')]
    const back = [...over, say(200, '/status investigating', 'tom')]
    const roles = { roles: { alice: 'admin', tom: 'triage' } } as const
    expect(show(build(over, {}, { ...roles, now: minutes(30) }))).toMatchObject({ mentions: ['alice', 'Bob'] })
    const shown = show(build(back, {}, { ...roles, now: minutes(201) }))
    expect(shown).toMatchObject({ mentions: [], informed: [], acknowledged: [], deadline: minutes(230) })
    expect(shown.elsewhere.map(({ login }) => login)).toEqual(['alice', 'Bob', 'carol'])
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

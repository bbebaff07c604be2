import { describe, expect, test } from '@jest/globals'
import type { Board, CallState, GateRefusal } from '../../../src/domain/content.ts'
import { renderContent } from '../../../src/render/render-content.ts'
import { readTaskList } from '../../../src/text/task-list.ts'
import { at, board, call, facts, issueUrl, makeContext, makeItems, repositoryUrl, resolvedBoard } from './fixtures.ts'
import { mentionsOf } from './markdown-shape.ts'

const context = makeContext()
const here = (login: string) => ({ login, incident: undefined, at: undefined })
const render = (changes: Partial<Board> = {}) => renderContent({ ...board, ...changes }, context)

describe('a running board', () => {
  test('begins with what is broken and where to start: the mail shows two lines', () => {
    const [first, second] = render().split('\n')
    expect(first).toBe(
      '**SEV1 · Checkout: 38 % of payments fail since 03:05 UTC, EU customers cannot pay** · investigating',
    )
    expect(second).toMatch(
      /^\*\*Start here:\*\* \[Provider timeouts → Mitigation\]\(\S+#mitigation\) – `ETIMEDOUT`, service `checkout` · no access\? ask `dana-lee`$/,
    )
  })

  test('mentions those called and nobody else', () => {
    expect(mentionsOf(render())).toEqual(['alice', 'bob42', 'support-lead'])
    expect(mentionsOf(render({ call: { ...call, mentions: [], informed: [] } }))).toEqual([])
  })

  test('says nothing about what is not there', () => {
    const text = render({
      facts: { ...facts, answers: {}, milestones: {}, startedAsWritten: undefined, timeline: [] },
      moreRunbooks: [],
      happenedBefore: [],
      notReached: [],
      related: [],
      changes: [],
      looks: [],
      secrets: [],
      problems: [],
      updateDue: undefined,
      publicRepository: false,
    })
    expect(text).not.toMatch(
      /Not reached|Also open|Changed before|Look:|More runbooks|Happened before|Update due|⚠️|Timeline|public|since/,
    )
    expect(text).not.toMatch(/undefined|NaN|Invalid|\n\n\n|:\*\*\s*$/m)
  })

  test('has nothing next where all is done', () => {
    expect(render()).toMatch(/\*\*Next:\*\* \d/)
    expect(render({ next: undefined })).not.toMatch(/\*\*Next:\*\* \d|Stryker/)
  })

  test('keeps silent in one line where no runbook fits', () => {
    expect(render({ runbook: undefined }).split('\n')[1]).toBe(
      '**Start here:** none of the 12 runbooks fits; note what you see with `/note`.',
    )
    expect(render({ runbook: undefined, runbookCount: 0 }).split('\n')[1]).toMatch(/there are no runbooks yet/)
  })

  test('quotes a start that could not be read, and asks for what is unknown', () => {
    const text = render({
      facts: {
        ...facts,
        severity: undefined,
        milestones: { detected: facts.milestones.detected ?? '' },
        startedAsWritten: 'this morning?',
      },
      asks: ['severity', 'service', 'started'],
    })
    expect(text).toMatch(/^\*\*Severity unknown · .* since “this morning\?”/)
    for (const form of ['/severity SEV2', '/service name', '/milestone started 03:05'])
      expect(text).toContain(`\`${form}\``)
  })

  test.each<[string, Partial<CallState>, RegExp]>([
    ['overdue', { overdue: true }, /\*\*Nobody answered by 03:22 UTC: phone now\*\*, \[contacts\]/],
    ['overdue with nobody left to mention', { overdue: true, mentions: [] }, /^\*\*Nobody answered by 03:22 UTC/m],
    [
      'answered',
      { mentions: [], acknowledged: [{ by: 'alice', at: '2026-08-14T03:15:00Z', url: issueUrl }] },
      /\*\*Acknowledged:\*\* `alice` \(03:15 UTC\)/,
    ],
    ['nobody configured', { mentions: [], nobody: true }, /Nobody is configured to be called/],
    ['code owners', { fallback: true }, /called as code owners/],
    [
      'called by a later comment',
      { elsewhere: ['carol', 'dave'].map(here) },
      /\*\*Already called:\*\* `carol` and `dave`$/m,
    ],
    [
      'called by another incident',
      { elsewhere: [{ login: 'carol', incident: { number: 811, url: `${repositoryUrl}/issues/811` }, at: at(3) }] },
      /\*\*Already called:\*\* `carol` \(called in \[\\#&#8203;811\]\(\S+\/issues\/811\) at 03:03 UTC\)/,
    ],
    ['late', { lateMs: 48 * 60_000 }, /\*\*@alice @bob42\*\* reply `\/ack` \(noticed 48 min late\)\. Nobody by/],
    ['a team', { teams: ['acme/platform'] }, /\*\*@acme\/platform @alice @bob42\*\* reply/],
  ])('tells the call: %s', (_name, changes, expected) => {
    expect(render({ call: { ...call, ...changes } })).toMatch(expected)
  })

  test('a drill mentions nobody and says whom an incident would call', () => {
    const drill = { ...call, mentions: [], informed: [], elsewhere: ['alice', 'bob42'].map(here) }
    const text = render({ facts: { ...facts, drill: true }, call: drill })
    expect(text).toMatch(/\*\*Drill:\*\* nobody is called/)
    expect(text).toMatch(/\*\*Would be called:\*\* `alice` and `bob42`/)
    expect(mentionsOf(text)).toEqual([])
  })

  test('says that nobody is called while GitHub does not tell who may declare, and shows no call', () => {
    const text = render({ undecided: true })
    expect(text).toContain('**Nobody has been called:** GitHub did not say whether the reporter may declare')
    expect(text).not.toMatch(/reply `\/ack`|Already called|For information/)
    expect(mentionsOf(text)).toEqual([])
    expect(render()).not.toContain('Nobody has been called')
  })

  test('says that it takes the place of one that somebody deleted', () => {
    expect(render({ postedAgain: true })).toContain('Somebody deleted the board that stood here.')
    expect(render()).not.toContain('Somebody deleted')
  })

  test('has no tables and no images, and stays far below the limit however much there is', () => {
    const long = 'word '.repeat(500)
    const timeline = Array.from({ length: 500 }, () => ({
      by: 'alice',
      at: '2026-08-14T03:15:00Z',
      url: issueUrl,
      kind: 'note' as const,
      text: long,
    }))
    const text = render({
      facts: { ...facts, title: long, timeline, answers: { affected: long } },
      related: Array.from({ length: 50 }, () => ({
        number: 1,
        title: long,
        url: issueUrl,
        labels: [],
        createdAt: '',
        called: [],
      })),
      failures: Array.from({ length: 50 }, () => ({ code: 'labels-refused' as const, detail: long })),
    })
    expect(text.length).toBeLessThan(30_000)
    expect(text).toContain('- … 460 earlier')
    expect(text).not.toMatch(/^\|/m)
  })
})

describe('after the emergency', () => {
  test('the board shrinks to what fixed it and what closing still needs', () => {
    const text = renderContent(resolvedBoard, context)
    const shown = text.slice(0, text.indexOf('<details>'))
    expect(shown.split('\n')[0]).toBe('**SEV1 · Resolved after 47 min · Checkout: 38 % of payments fail**')
    expect(shown).toContain('**Fixed by:** EU cards rerouted to the second provider – `alice`, 03:52 UTC')
    expect(shown).toContain(
      '**Cause:** provider A lost its EU region – with [evidence](https://status.example.com/incidents/77)',
    )
    expect(shown.match(/^- /gm)).toHaveLength(2)
    expect(shown).not.toMatch(/Start here|Look:|Changed before|Commander|Update/)
    expect(mentionsOf(text)).toEqual([])
  })

  test.each([
    ['completed', '**SEV1 · Closed, resolved after 47 min · '],
    ['not_planned', '**SEV1 · Closed as not planned · '],
    ['duplicate', '**SEV1 · Closed as a duplicate · '],
  ] as const)('ended as %s', (endedAs, start) => {
    const text = renderContent({ ...resolvedBoard, phase: 'ended', endedAs, missing: [] }, context)
    expect(text.startsWith(start)).toBe(true)
    expect(text).not.toContain('Commands')
  })
})

describe('the refusal', () => {
  const refusal: GateRefusal = {
    kind: 'refusal',
    missing: makeItems(0)
      .filter((item) => !item.optional)
      .map((item) => ({ kind: 'item', item })),
    issueUrl,
    closedBy: 'alice',
    stoodDown: false,
    askWhom: ['carol'],
  }

  test('counts what is missing, names the step of each and links the issue once', () => {
    const text = renderContent(refusal, context)
    expect(text.split('\n')[0]).toBe('**Reopened: 8 things are still open.**')
    expect(text.match(/^- \*\D.*:\* .* `\/done \d+`$/gm)).toHaveLength(8)
    expect(text.split(issueUrl)).toHaveLength(2)
  })

  test('tells somebody who may not close whom to ask', () => {
    const missing = [{ kind: 'not-allowed', by: 'mallory' }] as const
    expect(renderContent({ ...refusal, missing }, context)).toBe(
      '**Closing refused:** `mallory` may not close an incident; the commander and people with the triage role may. It is open again. Ask `carol`.',
    )
  })

  test('names who may not close among other things', () => {
    const missing = [{ kind: 'not-allowed', by: 'mallory' }, { kind: 'resolution' }] as const
    expect(renderContent({ ...refusal, missing }, context)).toContain('- `mallory` may not close an incident;')
  })

  test('counts one in the singular, and does not fight', () => {
    expect(renderContent({ ...refusal, missing: [{ kind: 'resolution' }] }, context)).toMatch(
      /^\*\*Reopened: 1 thing is still open/,
    )
    const stood = renderContent({ ...refusal, stoodDown: true }, context)
    expect(stood).toMatch(/^\*\*Left closed by `alice`, with 8 things still open/)
    expect(stood).toContain('settle it with `carol`')
  })
})

test('the checklist comment reads back as the checklist it shows', () => {
  const items = makeItems(4)
  const text = renderContent({ kind: 'checklist', checklist: { items, place: 'nowhere', unreadable: false } }, context)
  const read = readTaskList(text)
  expect(
    read.items.map(({ text: words, checked, optional, section }) => ({ words, checked, optional, section })),
  ).toEqual(items.map(({ text: words, done, optional, section }) => ({ words, checked: done, optional, section })))
})

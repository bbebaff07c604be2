import { describe, expect, test } from '@jest/globals'
import { renderSummary } from '../../../src/render/render-summary.ts'
import type { IncidentReport, RunReport } from '../../../src/render/run-report.ts'
import { facts, issueUrl, makeContext } from './fixtures.ts'
import { mentionsOf } from './markdown-shape.ts'

const incident: IncidentReport = {
  number: 812,
  title: facts.title,
  url: issueUrl,
  outcome: 'incident-opened',
  facts,
  serviceName: 'checkout',
  effects: [
    { kind: 'claim', on: { kind: 'issue' } },
    { kind: 'create-comment', key: 'board', body: '**@alice** reply `/ack`\n```\nlog\n```' },
    { kind: 'assign', logins: ['alice', 'bob42'] },
  ],
  failures: [],
}

const report: RunReport = {
  trigger: 'issues opened by @mallory on #812 ::error::x',
  outcome: 'incident-opened',
  dryRun: false,
  incidents: [incident],
  usage: { requests: 9, writes: 3, roundTrips: 4, milliseconds: 612 },
  problems: [],
  failures: [],
  notices: ['the runner was slow'],
  late: [],
  check: undefined,
}

describe('the job summary', () => {
  test('says what was seen, decided and written', () => {
    const text = renderSummary(report, makeContext())
    expect(text).toMatch(/^## Incident opened\n/)
    expect(text).toContain('9 requests, 3 writes, 4 round trips, 612 ms')
    expect(text).toContain(
      '**Seen:** SEV1, service checkout, investigating; nobody acknowledged; no commander; 0 of 8 done.',
    )
    expect(text).toContain('- comment: board\n- assigned: `alice` and `bob42`')
    expect(text).toContain('⚠️ the runner was slow')
    expect(mentionsOf(text)).toEqual([])
  })

  test('shows the whole plan of a dry run, mentioning nobody', () => {
    const text = renderSummary({ ...report, outcome: 'planned', dryRun: true }, makeContext())
    expect(text).toContain('**Dry run:** nothing was written')
    expect(text).toContain('````markdown\n**@alice** reply `/ack`\n```\nlog\n```\n````')
    expect(mentionsOf(text)).toEqual([])
  })

  test('of a sweep counts the quiet ones and shows the others', () => {
    const quiet = { ...incident, effects: [], outcome: 'incident-unchanged' as const }
    const text = renderSummary({ ...report, outcome: 'swept', incidents: [incident, quiet, quiet] }, makeContext())
    expect(text).toContain('Looked at 3 incidents; 2 of them stand as they should')
    expect(text.match(/^### /gm)).toHaveLength(1)
  })

  test('of a sweep names what was asked for too long ago, with a link and its day', () => {
    const late = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        number: 700 + index,
        createdAt: '2026-08-10T03:12:00Z',
        url: `https://github.com/acme/shop/issues/${700 + index}`,
      }))
    const text = (count: number) => renderSummary({ ...report, outcome: 'swept', late: late(count) }, makeContext())
    const [line = ''] = /^\*\*Left alone.*/m.exec(text(2)) ?? []
    expect(line).toMatch(/\[\S*700\]\(\S+\/issues\/700\) of 10 Aug 2026, \[\S*701\]\(\S+\/701\) of 10 Aug 2026\./)
    expect(line).toContain('comment `/confirm` in it')
    expect(text(0)).not.toContain('Left alone')
    expect(text(50).match(/of 10 Aug 2026/g)).toHaveLength(20)
  })

  test('of a run without an incident stays short', () => {
    const text = renderSummary(
      { ...report, outcome: 'pull-request-comment', incidents: [], notices: [] },
      makeContext(),
    )
    expect(text).toMatch(/^## Nothing to do: a comment on a pull request\n/)
    expect(text).not.toMatch(/Looked|Written|undefined/)
  })
})

import { describe, expect, test } from '@jest/globals'
import type { CheckReport } from '../../../src/render/check-report.ts'
import { renderCheckReport } from '../../../src/render/render-check-report.ts'
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

  test('of a run without an incident stays short', () => {
    const text = renderSummary(
      { ...report, outcome: 'pull-request-comment', incidents: [], notices: [] },
      makeContext(),
    )
    expect(text).toMatch(/^## Nothing to do: a comment on a pull request\n/)
    expect(text).not.toMatch(/Looked|Written|undefined/)
  })
})

const check: CheckReport = {
  findings: {
    permissions: {
      readContents: 'yes',
      readIssues: 'yes',
      writeIssues: 'no',
      writeContents: 'unknown',
      writePullRequests: 'unknown',
      readDeployments: 'unknown',
    },
    missingLabels: ['incident', 'severity:SEV1'],
    people: [
      { login: 'alice', exists: 'yes', assignable: 'yes', role: 'write' },
      { login: 'ghost', exists: 'no', assignable: 'no', role: 'none' },
    ],
    teams: [{ mention: 'acme/platform', membersReadable: 'no' }],
    mayOpenPullRequests: 'no',
    editHistory: 'yes',
  },
  calls: [
    {
      service: 'checkout',
      call: ['alice'],
      inform: [],
      notReached: [{ name: 'platform', reason: 'team-without-members' }],
    },
  ],
  problems: [],
  runbookNotices: [],
  runbooks: 12,
}

describe('the check', () => {
  test('names what has to be mended and how', () => {
    const text = renderCheckReport(check, makeContext())
    expect(text).toMatch(/^### 4 things to mend/)
    expect(text).toContain('**Missing: `issues: write`**')
    expect(text).toContain('`ghost`: **GitHub knows nobody of that name**')
    expect(text).toContain('- **checkout:** `alice`. **Not reached:** team platform')
    expect(mentionsOf(text)).toEqual([])
  })

  test('is named where it is too long for a summary', () => {
    const calls = Array.from({ length: 9_000 }, (_, at) => ({
      ...check.calls[0],
      service: `service-${at}-${'x'.repeat(60)}`,
    }))
    const long = { ...report, incidents: [], check: { ...check, calls: calls as unknown as typeof check.calls } }
    const text = renderSummary(long, makeContext())
    expect(text.endsWith('_Check: cut for length._')).toBe(true)
  })

  test('says so when all is well', () => {
    const findings = {
      ...check.findings,
      permissions: { ...check.findings.permissions, writeIssues: 'yes' as const },
      people: [],
      teams: [],
      mayOpenPullRequests: 'yes' as const,
    }
    const text = renderCheckReport({ ...check, findings, calls: [] }, makeContext())
    expect(text).toMatch(/^### Nothing to mend/)
  })
})

import { describe, expect, test } from '@jest/globals'
import type { CheckedRepository, CheckReport } from '../../../src/render/check-report.ts'
import { renderCheckReport } from '../../../src/render/render-check-report.ts'
import { renderSummary } from '../../../src/render/render-summary.ts'
import { makeContext } from './fixtures.ts'
import { mentionsOf } from './markdown-shape.ts'
import { checkReport, documentCheck, runReport, soundCheck } from './page-reports.ts'

const well = soundCheck.repository as CheckedRepository
const shown = (repository: Partial<CheckedRepository>, more: Partial<CheckReport> = {}) =>
  renderCheckReport({ ...soundCheck, ...more, repository: { ...well, ...repository } }, makeContext())

describe('a correct installation', () => {
  test.each([
    ['run', soundCheck],
    ['document', documentCheck],
  ])('is told so by the job %s, and which job looks at what', (part, report) => {
    const text = renderCheckReport(report, makeContext())
    expect(text).toMatch(/^### All is well\n/)
    expect(text).toContain(`Seen from the job \`${part}\``)
    expect(text).not.toMatch(/to fix|missing|undefined/)
    expect(mentionsOf(text)).toEqual([])
  })

  test('has its optional power off in one line', () => {
    expect(
      shown({})
        .split('\n')
        .filter((line) => line.includes('deployments')),
    ).toEqual([
      '- **Permissions:** OK, the token has `contents: read` and `issues: write`. `deployments: read` is off (optional).',
    ])
  })

  test('has no settings yet, and is told what comes next', () => {
    const nobody = { service: 'any other service', call: [], inform: [], notReached: [] }
    const text = shown({ people: [], calls: [], otherCall: nobody })
    expect(text).toMatch(/^### All is well\n/)
    expect(text).toContain('**Nobody would be called yet.**')
    expect(text).toContain('- **any service:** **nobody**')
    expect(text).not.toContain('**An incident on no service of the settings calls nobody.**')
  })

  test.each([
    ['yes', { kind: 'active' }, '- **Sweep:** switched on.'],
    ['cannot be seen', { kind: 'unknown' }, '- **Sweep:** whether it is switched on cannot be seen with this token.'],
    ['is not installed', { kind: 'missing' }, '**There is no sweep.** Copy `incident-sweep.yml`'],
  ] as const)('%s: the sweep', (_, sweep, words) => {
    const text = shown({ sweep })
    expect(text).toMatch(/^### All is well\n/)
    expect(text).toContain(words)
  })

  test('names no label that is not there yet', () => {
    expect(shown({ missingLabels: ['incident', 'severity:SEV1'] })).toContain(
      '- **Labels:** nothing to prepare; Muster makes each when it is first needed.',
    )
    expect(shown({ missingLabels: [] })).toContain('- **Labels:** all there.')
  })
})

describe('what has to be fixed', () => {
  test('is a name that nobody can be called by, once for all its services', () => {
    const unreached = (service: string) => ({
      ...{ service, call: ['alice'], inform: [] },
      notReached: [
        { name: 'platform', reason: 'team-without-members' },
        { name: 'alcie', reason: 'unknown-name' },
      ] as const,
    })
    const text = shown({ calls: ['checkout', 'search'].map(unreached) })
    expect(text).toMatch(/^### 2 things to fix\n/)
    expect(text).toMatch(
      /The team \*\*platform\*\* cannot be called, .* List them under `teams` in .* \(for checkout and search\)\./,
    )
    expect(text).toMatch(/\*\*alcie\*\* cannot be called, being neither .* Correct the name in .*\./)
  })

  test('is a missing permission: where to add it, and what GitHub would take', () => {
    const powers = [
      {
        name: 'issues: write',
        needed: true,
        answer: 'no',
        accepted: 'issues=write; pull_requests=write,contents=read',
      },
    ] as const
    const text = renderCheckReport({ ...soundCheck, powers }, makeContext())
    expect(text).toMatch(/^### 1 thing to fix\n/)
    expect(text).toContain(
      '- **`issues: write` is missing.** Add it under `permissions:` of the job `run` in `.github/workflows/incident.yml`. GitHub accepts `issues: write` or `pull-requests: write` with `contents: read`.',
    )
  })

  test('is no power that GitHub gave no answer about', () => {
    const powers = [{ name: 'issues: write', needed: true, answer: 'unknown' }] as const
    const text = renderCheckReport({ ...soundCheck, powers }, makeContext())
    expect(text).toMatch(/^### All is well\n/)
    expect(text).toContain('GitHub gave no answer about `issues: write`.')
  })

  test('is a switched-off sweep, with the way to its button', () => {
    const url = 'https://github.com/acme/shop/actions/workflows/incident-sweep.yml'
    const sweep = { kind: 'switched-off', reason: 'inactivity', url } as const
    const text = shown({ sweep })
    expect(text).toMatch(/^### 1 thing to fix\n/)
    expect(text).toMatch(/The sweep is switched off\*\*: .*60 days.*\[Switch it on\]\(https:.*incident-sweep\.yml\)/)
    expect(shown({ sweep: { ...sweep, url: 'javascript:alert(1)' } })).toContain('Switch it on on the Actions page.')
  })

  test('is an incident form that GitHub hides; somebody else’s is only named', () => {
    const problem = { file: 'f.yml', line: 3, column: 8, message: '`title` must be of type String', help: 'Delete it.' }
    const form = { path: 'f.yml', incident: true, problems: [problem] }
    const own = shown({ forms: [form] })
    expect(own).toMatch(/^### 1 thing to fix\n/)
    expect(own).toMatch(/\*\*GitHub hides the incident form:\*\* \[`f\.yml:3:8`\].* `title` must be .*Delete it\./)
    const foreign = shown({
      forms: [
        { ...form, incident: false },
        { path: 'outage.yml', incident: true, problems: [] },
      ],
    })
    expect(foreign).toMatch(/^### All is well\n/)
    expect(foreign).toContain("**GitHub hides a form that is not Muster's:**")
  })

  test('is a setting that keeps Actions from opening pull requests, unless none are wanted', () => {
    const off = { ...documentCheck, mayOpenPullRequests: 'no' } as const
    expect(renderCheckReport(off, makeContext())).toMatch(
      /^### 1 thing to fix\n[\s\S]*Actions may not open pull requests/,
    )
    const { settings } = makeContext()
    const branches = { ...settings, postmortem: { ...settings.postmortem, deliver: 'branch' as const } }
    expect(renderCheckReport(off, { ...makeContext(), settings: branches })).toMatch(/^### All is well\n/)
    expect(renderCheckReport({ ...off, part: 'run' }, makeContext())).toMatch(/^### All is well\n/)
  })

  test('is counted thing by thing, and mentions nobody', () => {
    const text = renderCheckReport(checkReport, makeContext())
    const listed = text.split('**Looked at**')[0]?.match(/^- /gm)?.length
    expect(text.startsWith(`### ${listed} things to fix`)).toBe(true)
    expect(text).toContain('`ghost`: **GitHub knows nobody of that name.**')
    expect(mentionsOf(text)).toEqual([])
  })
})

test('people for services and nobody for the rest is worth a warning', () => {
  const nobody = { service: 'any other service', call: [], inform: [], notReached: [] }
  expect(shown({ otherCall: nobody })).toContain(
    '**An incident on no service of the settings calls nobody.** Add `fallback:`',
  )
  expect(shown({})).not.toContain('fallback')
})

test('a check is named where it is too long for a summary', () => {
  const service = { call: [], inform: [], notReached: [] }
  const calls = Array.from({ length: 9_000 }, (_, at) => ({ ...service, service: `service-${at}-${'x'.repeat(60)}` }))
  const check = { ...soundCheck, repository: { ...well, calls } }
  const text = renderSummary({ ...runReport, incidents: [], check }, makeContext())
  expect(text.endsWith('_Check: cut for length._')).toBe(true)
})

import { readFileSync } from 'node:fs'
import { describe, expect, jest, test } from '@jest/globals'
import { switchWorkflow } from '../../simulator/state/workflows.ts'
import { makeLabel } from '../support/act-as.ts'
import { boardOf, calledIn, endStateOf, labelsOf } from '../support/expectations.ts'
import { fillForm, outageForm } from '../support/fill-form.ts'
import { finishWork, openIncident, paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import { dispatched, type Stage } from '../support/stage.ts'

jest.setTimeout(180_000)

describe('a drill', () => {
  test(
    'by the button: an incident without a single mention or assignment',
    onStage({}, async (stage) => {
      const run = await stage.deliver(dispatched(stage, { do: 'drill', service: 'checkout' }))
      expect(run.outcome).toBe('drill-started')
      expect(labelsOf(stage, 1)).toEqual(expect.arrayContaining(['drill', 'incident', 'status:investigating']))
      expect(boardOf(stage, 1)).toMatch(/Drill:/)
      expect(stage.world.notifications.filter(({ by }) => by.endsWith('[bot]'))).toEqual([])
    }),
  )

  test(
    'of a run that is started again is the same, also where the repository spells its label in its own way',
    onStage({ env: { GITHUB_RUN_ID: '4711' } }, async (stage) => {
      makeLabel(stage, 'Drill')
      for (let count = 1; count <= 2; count += 1) {
        await stage.deliver(dispatched(stage, { do: 'drill', service: 'checkout' }))
        stage.wait(5)
      }
      expect([...stage.repository.issues.keys()]).toEqual([1])
    }),
  )

  test(
    'by its label: the whole loop, nobody is called, no issue is made of its action items',
    onStage({}, async (stage) => {
      const body = fillForm(paymentsFail, { ticked: true })
      const issue = await stage.people.alice.opens('Practice: payments fail', body, ['incident', 'drill'])
      await stage.settle()
      await stage.people.erin.says(issue, '/cause practice: https://grafana.acme.example/d/x')
      await stage.people.erin.says(issue, '/action @bob practise again')
      await stage.people.erin.says(issue, '/severity SEV1')
      await stage.people.erin.says(issue, '/status resolved practised')
      await stage.settleNewest()
      await stage.people.alice.closes(issue)
      await stage.settle()
      expect(calledIn(stage, issue)).toEqual([])
      const [pull] = [...stage.repository.pulls.values()]
      await stage.people.dana.merges(pull?.number ?? 0)
      await stage.settle()
      expect([...stage.repository.issues.values()].map(({ title }) => title)).not.toContain('practise again')
    }),
  )

  test(
    'by /drill: from then on nobody more is called',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.erin.says(issue, '/drill')
      await stage.people.erin.says(issue, '/severity SEV1')
      await stage.settleNewest()
      expect(calledIn(stage, issue)).not.toContain('carol')
      expect(labelsOf(stage, issue)).toContain('drill')
    }),
  )
})

const settings = `services:
  checkout: {call: [alice], inform: [frank]}
  search: {call: [bob]}
fallback: [dana]
`

describe('check', () => {
  const sweepPath = '.github/workflows/incident-sweep.yml'
  const sweep = readFileSync(new URL(`../../${sweepPath}`, import.meta.url), 'utf8')
  /** As somebody has it who copied the files and wrote no settings. */
  const bare = { [sweepPath]: sweep, '.github/muster.yml': null, '.github/CODEOWNERS': null }
  /** As somebody has it who also said whom to call, and that Actions may open pull requests. */
  const settled = { [sweepPath]: sweep, '.github/muster.yml': settings }

  /** Both jobs of a check, each with its own powers. Whatever is refused, nothing is written. */
  const check = async (stage: Stage) => {
    const { run, document, requests } = await stage.deliver(dispatched(stage, { do: 'check' }))
    if (!document) throw new Error('The second job was not asked to look at its own powers')
    // A request that GitHub must refuse tells whether the token may write, and changes nothing.
    expect(requests.filter(({ method, status, path }) => !isRead(method, path) && status < 400)).toEqual([])
    expect([...stage.repository.issues.values(), ...stage.repository.pulls.values()]).toEqual([])
    expect([run, document].map(({ exitCode, outputs }) => [exitCode, outputs.outcome])).toEqual([
      [0, 'checked'],
      [0, 'checked'],
    ])
    return { run: reportOf(run.summary), document: reportOf(document.summary) }
  }

  test.each([
    ['a private repository', { files: settled }],
    ['a public repository', { files: settled, public: true }],
    ['a private repository without settings', { files: bare }],
    ['a public repository without settings', { files: bare, public: true }],
  ])('finds nothing to fix in a correct installation: %s', (_, wish) =>
    onStage(wish, async (stage) => {
      const { run, document } = await check(stage)
      expect(run).toMatch(/^### All is well\n/)
      expect(run).toMatch(/OK, the token has `contents: read`(?:,| and) `issues: write`/)
      expect(document).toMatch(/^### All is well\n/)
      expect(document).toMatch(/`contents: write`, `issues: write` and `pull-requests: write`/)
      expect(document).toMatch(/Actions may open them/)
      expect(`${run}${document}`).not.toMatch(/to fix|missing|outage-report/)
    })(),
  )

  test(
    'tells whom a SEV1 would call, service by service',
    onStage({ files: settled }, async (stage) => {
      const { run } = await check(stage)
      expect(run).toMatch(/- \*\*checkout:\*\* `alice`; for information `frank`\n/)
      expect(run).toMatch(/- \*\*any other service:\*\* `dana`\n/)
    }),
  )

  test(
    'says that nobody would be called where nothing says whom',
    onStage({ files: bare }, async (stage) => {
      expect((await check(stage)).run).toMatch(/Nobody would be called yet/)
    }),
  )

  test(
    'warns where services have people and everything else has none',
    onStage(
      { files: { ...settled, '.github/muster.yml': settings.replace('fallback: [dana]', 'fallback: none') } },
      async (stage) => {
        const { run } = await check(stage)
        expect(run).toMatch(/^### All is well\n/)
        expect(run).toMatch(/An incident on no service of the settings calls nobody/)
      },
    ),
  )

  test(
    'is not deceived by a token that may write in pull requests alone',
    onStage({ files: settled, permissions: { run: { contents: 'read', 'pull-requests': 'write' } } }, async (stage) => {
      const { run } = await check(stage)
      expect(run).toMatch(/^### \d things to fix\n/)
      expect(run).toMatch(/- \*\*`issues: write` is missing\.\*\* Add it .* of the job `run`/)
    }),
  )

  test(
    'tells each job what it lacks',
    onStage(
      {
        files: settled,
        actionsMayCreatePullRequests: false,
        permissions: { document: { contents: 'read', issues: 'read', 'pull-requests': 'write' } },
      },
      async (stage) => {
        const { run, document } = await check(stage)
        expect(run).toMatch(/^### All is well\n/)
        expect(document).toMatch(/^### 2 things to fix\n/)
        expect(document).toMatch(/- \*\*`contents: write` is missing\.\*\* Add it .* of the job `document`/)
        expect(document).toMatch(/- \*\*Actions may not open pull requests\*\*/)
        expect(document).toMatch(/`issues: write` is off \(optional\)/)
      },
    ),
  )

  const hidden = outageForm.replace('labels:', "title: ''\nlabels:")

  test(
    'finds the form that GitHub hides, and only mentions a foreign one',
    onStage(
      {
        files: {
          ...settled,
          '.github/ISSUE_TEMPLATE/outage.yml': hidden,
          '.github/ISSUE_TEMPLATE/bug.yml': 'name: Bug\ndescription: A bug\nbody:\n  - {type: radio}\n',
        },
      },
      async (stage) => {
        const { run } = await check(stage)
        expect(run).toMatch(/^### 1 thing to fix\n/)
        expect(run).toMatch(/GitHub hides the incident form:\*\* .*outage\.yml:3:8.* `title` must be of type String/)
        expect(run).toMatch(
          /GitHub hides a form that is not Muster's:\*\* .*bug\.yml:4:\d+.* `radio` is not a valid input type/,
        )
      },
    ),
  )

  test(
    'sees that GitHub has switched the sweep off in a public repository',
    onStage({ files: settled, public: true }, async (stage) => {
      const at = stage.world.clock.now()
      switchWorkflow(stage.repository, sweepPath, { state: 'disabled_inactivity', at })
      const { run } = await check(stage)
      expect(run).toMatch(/^### 1 thing to fix\n/)
      expect(run).toMatch(
        /The sweep is switched off.*60 days.*\[Switch it on\]\(.*\/actions\/workflows\/incident-sweep\.yml\)/,
      )
    }),
  )

  test(
    'does not blame a private repository for a sweep that its token may not see',
    onStage({ files: settled }, async (stage) => {
      const { run } = await check(stage)
      expect(run).toMatch(/- \*\*Sweep:\*\* whether it is switched on cannot be seen with this token\./)
    }),
  )

  test(
    'names a sweep that was not installed, and counts it as no fault',
    onStage({ files: { '.github/muster.yml': settings }, public: true }, async (stage) => {
      const { run } = await check(stage)
      expect(run).toMatch(/^### All is well\n/)
      expect(run).toMatch(/There is no sweep/)
    }),
  )
})

/** What the check itself says, below what every run says. */
function reportOf(summary: string): string {
  return summary.slice(summary.indexOf('### '))
}

/** GraphQL reads by POST here. */
function isRead(method: string, path: string): boolean {
  return method === 'GET' || path.endsWith('/graphql')
}

describe('a dry run', () => {
  test(
    'shows the plan of an opening and writes nothing',
    onStage({ inputs: { 'dry-run': 'true' } }, async (stage) => {
      await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      const before = endStateOf(stage)
      const run = await stage.settle()
      expect(run.outcome).toBe('planned')
      expect(run.writes).toEqual([])
      expect(run.run.outputs.writes).toBe('0')
      expect(run.run.summary).toMatch(/board|comment/i)
      expect(endStateOf(stage)).toEqual(before)
    }),
  )

  test(
    'of an accepted closing starts no second job and writes nothing',
    onStage({}, async (stage) => {
      const issue = await finishWork(stage)
      await stage.people.alice.closes(issue)
      const [closed] = stage.inbox.take()
      if (!closed) throw new Error('No event of the closing')
      const run = await stage.deliver(closed, { inputs: { ...stage.jobs.inputs, 'dry-run': 'true' } })
      expect(run.document).toBeUndefined()
      expect(run.writes).toEqual([])
    }),
  )
})

import { describe, expect, jest, test } from '@jest/globals'
import { boardOf, calledIn, endStateOf, labelsOf } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { finishWork, openIncident, paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import { dispatched } from '../support/stage.ts'

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

describe('check', () => {
  test(
    'tells what works, whom a SEV1 would call and what is missing, and writes nothing',
    onStage({ actionsMayCreatePullRequests: false }, async (stage) => {
      const run = await stage.deliver(dispatched(stage, { do: 'check' }))
      expect(run.outcome).toBe('checked')
      // A request that GitHub must refuse tells whether the token may write, and changes nothing.
      expect(run.writes.filter(({ status }) => status < 400)).toEqual([])
      const { summary } = run.run
      expect(summary).toMatch(/checkout.*alice.*carol/s)
      expect(summary).toMatch(/search.*bob.*dana/s)
      expect(summary).toMatch(/platform/)
      expect(summary).toMatch(/label/i)
    }),
  )
})

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

import { describe, expect, jest, test } from '@jest/globals'
import { ownTexts } from '../support/end-state.ts'
import { boardOf, calledIn, expectCalledOnce, labelsOf, saidBeside, stateOf } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import { type Stage, scheduled } from '../support/stage.ts'

jest.setTimeout(120_000)

/** A stranger reports an outage in a public repository. */
async function report(stage: Stage): Promise<number> {
  const issue = await stage.people.stranger.files('38 % of payments fail', fillForm(paymentsFail))
  await stage.settle()
  return issue
}

describe('a report by a stranger in a public repository', () => {
  test(
    'waits for somebody to confirm it: a label, one comment, no board and no call',
    onStage({ public: true }, async (stage) => {
      const issue = await report(stage)
      expect(labelsOf(stage, issue)).toEqual(['incident:unconfirmed'])
      expect(saidBeside(stage, issue).map(({ key }) => key)).toEqual(['triage'])
      expect(calledIn(stage, issue)).toEqual([])
    }),
  )

  test(
    'is confirmed by somebody with triage: board and call, and nothing waits any more',
    onStage({ public: true }, async (stage) => {
      const issue = await report(stage)
      await stage.people.erin.says(issue, '/confirm')
      const run = await stage.settle()
      expect(run.outcome).toBe('incident-opened')
      expect(labelsOf(stage, issue)).toEqual(['incident', 'service:checkout', 'severity:SEV2', 'status:investigating'])
      expect(boardOf(stage, issue)).toMatch(/Everything here is public/)
      expectCalledOnce(stage, issue, ['alice', 'frank'])
    }),
  )

  test(
    'is confirmed as well by the label, set by hand',
    onStage({ public: true }, async (stage) => {
      const issue = await report(stage)
      await stage.people.alice.labels(issue, 'incident')
      await stage.settle()
      expect(boardOf(stage, issue)).toMatch(/SEV2/)
    }),
  )

  test(
    'cannot be confirmed by the stranger, nor by a label that the form applies',
    onStage({ public: true }, async (stage) => {
      await stage.people.alice.opens('Make the label', 'x', ['incident', 'outage-report'])
      stage.inbox.take()
      const { stranger } = stage.people
      const issue = await stranger.files('All is lost', fillForm(paymentsFail), ['incident', 'outage-report'])
      await stage.settle()
      await stranger.says(issue, '/confirm')
      await stranger.says(issue, '/severity SEV1')
      await stage.settle()
      expect(labelsOf(stage, issue)).toContain('incident:unconfirmed')
      expect(saidBeside(stage, issue).map(({ key }) => key)).not.toContain('board')
      expect(calledIn(stage, issue)).toEqual([])
    }),
  )

  test(
    'means nothing to the gate while it waits: the stranger closes it, and nobody reopens it',
    onStage({ public: true }, async (stage) => {
      const issue = await report(stage)
      await stage.people.stranger.closes(issue)
      const run = await stage.settle()
      expect(stateOf(stage, issue)).toBe('closed')
      expect(run.writes).toEqual([])
    }),
  )

  test(
    'costs no more than five comments an hour in a repository',
    onStage({ public: true }, async (stage) => {
      const issues: number[] = []
      for (let count = 1; count <= 7; count += 1) issues.push(await report(stage))
      const told = issues.filter((issue) => saidBeside(stage, issue).length > 0)
      expect(told).toHaveLength(5)
      expect(labelsOf(stage, issues.at(-1) ?? 0)).toEqual(['incident:unconfirmed'])
    }),
  )
})

describe('who may declare', () => {
  test(
    'declare: anyone lets a stranger of a public repository call people',
    onStage(
      { public: true, files: { '.github/muster.yml': 'declare: anyone\nservices: { search: { call: [bob] } }' } },
      async (stage) => {
        const issue = await stage.people.stranger.files(
          'Search is down',
          fillForm({ happening: 'x', service: 'search' }),
        )
        await stage.settle()
        expectCalledOnce(stage, issue, ['bob'])
      },
    ),
  )

  test(
    'declare: write leaves a triager waiting, also with the label',
    onStage(
      { files: { '.github/muster.yml': 'declare: write\nservices: { search: { call: [bob] } }' } },
      async (stage) => {
        await stage.people.alice.opens('Make the label', 'x', ['incident'])
        stage.inbox.take()
        const issue = await stage.people.erin.opens('Search is down', 'Service: search', ['incident'])
        await stage.settle()
        expect(labelsOf(stage, issue)).toContain('incident:unconfirmed')
        expect(calledIn(stage, issue)).toEqual([])
        await stage.people.alice.says(issue, '/confirm')
        await stage.settle()
        expectCalledOnce(stage, issue, ['bob'])
      },
    ),
  )

  test(
    'nobody is refused and nobody called while GitHub does not tell the role: a board says so, and the run is red',
    onStage({ public: true }, async (stage) => {
      const issue = await stage.people.stranger.files('Payments fail', fillForm(paymentsFail))
      stage.world.faults.add({ mode: 'status-before:502', path: '/repos/*/*/collaborators/**', count: 9 })
      const run = await stage.settleNewest()
      expect([run.outcome, run.run.exitCode]).toEqual(['permission-unknown', 1])
      stage.world.faults.clear()
      expect(boardOf(stage, issue)).toMatch(/Nobody has been called/)
      expect(labelsOf(stage, issue)).toEqual(['incident:unconfirmed'])
      expect(saidBeside(stage, issue)).toEqual([])
      expect(calledIn(stage, issue)).toEqual([])
    }),
  )

  test(
    'it was a stranger after all: the next run takes the board back',
    onStage({ public: true }, async (stage) => {
      const issue = await stage.people.stranger.files('Payments fail', fillForm(paymentsFail))
      stage.world.faults.add({ mode: 'status-before:502', path: '/repos/*/*/collaborators/**', count: 9 })
      await stage.settleNewest()
      stage.world.faults.clear()
      await stage.deliver(scheduled(stage))
      expect(saidBeside(stage, issue).map(({ key }) => key)).toEqual(['triage'])
      expect(ownTexts(stage.repository, issue)).toHaveLength(1)
      expect(calledIn(stage, issue)).toEqual([])
    }),
  )
})

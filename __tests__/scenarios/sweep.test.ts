import { describe, expect, jest, test } from '@jest/globals'
import { boardOf, calledIn, expectCalledOnce, labelsOf, saidBeside, stateOf } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { documentIncident, finishWork, openIncident, paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import type { JobsRun } from '../support/run-jobs.ts'
import { remotelyDispatched, scheduled } from '../support/stage.ts'

jest.setTimeout(180_000)

/** The issues that a sweep's summary names as left alone. */
function leftAlone({ run }: JobsRun): readonly number[] {
  const line = run.summary.split('\n').find((one) => one.startsWith('**Left alone')) ?? ''
  return [...line.matchAll(/\/issues\/(\d+)\)/g)].map(([, number]) => Number(number))
}

describe('a sweep finds what no event told', () => {
  test(
    'an opening: board and call',
    onStage({ installed: true }, async (stage) => {
      await stage.people.alice.opens('The label', 'x', ['outage-report'])
      stage.inbox.take()
      const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      stage.inbox.take()
      const run = await stage.deliver(scheduled(stage))
      expect(run.outcome).toBe('swept')
      expect(boardOf(stage, issue)).toMatch(/SEV2/)
      expectCalledOnce(stage, issue, ['alice', 'frank'])
    }),
  )

  test(
    'an opening hours ago: it is called, and the board says how late',
    onStage({ installed: true }, async (stage) => {
      const issue = await stage.people.alice.opens('Checkout is down', 'SEV2 checkout', ['incident'])
      stage.inbox.take()
      stage.wait(120)
      await stage.deliver(scheduled(stage))
      expectCalledOnce(stage, issue, ['alice', 'frank'])
      expect(boardOf(stage, issue)).toMatch(/noticed 2 h 00 min late/)
    }),
  )

  test(
    'an opening of yesterday, 23 hours ago: it is called; 25 hours ago: it is named in the summary and left alone',
    onStage({ installed: true }, async (stage) => {
      const older = await stage.people.alice.opens('Checkout is down', 'SEV2 checkout', ['incident'])
      stage.wait(120)
      const younger = await stage.people.alice.opens('Checkout is slow', 'SEV3 checkout', ['incident'])
      stage.inbox.take()
      stage.wait(23 * 60)
      const run = await stage.deliver(scheduled(stage))
      expectCalledOnce(stage, younger, ['alice'])
      expect([calledIn(stage, older), labelsOf(stage, older)]).toEqual([[], ['incident']])
      expect(saidBeside(stage, older)).toEqual([])
      expect(leftAlone(run)).toEqual([older])
      // Label it again, as the summary says: then it is one.
      await stage.people.alice.unlabels(older, 'incident')
      await stage.people.alice.labels(older, 'incident')
      stage.inbox.take()
      await stage.deliver(scheduled(stage))
      // The other is of a lower severity: its call counts for nothing here.
      expectCalledOnce(stage, older, ['alice', 'frank'])
    }),
  )

  test(
    'a label of today on an issue of last week: it is called, and not named as left alone',
    onStage({ installed: true }, async (stage) => {
      const issue = await stage.people.sam.opens('Checkout is down', 'SEV2 checkout')
      stage.wait(7 * 24 * 60)
      await stage.people.alice.labels(issue, 'incident')
      stage.inbox.take()
      const run = await stage.deliver(scheduled(stage))
      expectCalledOnce(stage, issue, ['alice', 'frank'])
      expect(leftAlone(run)).toEqual([])
    }),
  )

  test(
    'a closing, refused or accepted',
    onStage({}, async (stage) => {
      const undone = await openIncident(stage)
      const done = await finishWork(stage)
      await stage.people.alice.closes(undone)
      await stage.people.alice.closes(done)
      stage.inbox.take()
      await stage.deliver(scheduled(stage))
      expect(stateOf(stage, undone)).toBe('open')
      expect(stateOf(stage, done)).toBe('closed')
      expect(stage.repository.pulls.size).toBe(1)
    }),
  )

  test(
    'a merge by a bot',
    onStage({}, async (stage) => {
      const { issue, pull } = await documentIncident(stage)
      await stage.people.dana.merges(pull)
      stage.inbox.take()
      await stage.deliver(remotelyDispatched(stage, {}))
      expect(labelsOf(stage, issue)).toContain('postmortem:published')
      expect([...stage.repository.issues.values()].some(({ title }) => title.includes('switch a slow region'))).toBe(
        true,
      )
    }),
  )

  test(
    'nothing: then it writes nothing',
    onStage({}, async (stage) => {
      await openIncident(stage)
      await documentIncident(stage)
      const run = await stage.deliver(scheduled(stage))
      expect(run.outcome).toBe('swept')
      expect(run.writes).toEqual([])
    }),
  )
})

describe('overdue', () => {
  test(
    'nobody has acknowledged: one nudge, in time, and the board says to phone',
    onStage({}, async (stage) => {
      const issue = await stage.people.sam.files('Payments fail', fillForm(paymentsFail))
      await stage.settle()
      stage.wait(45)
      await stage.deliver(scheduled(stage))
      expect(saidBeside(stage, issue)).toHaveLength(1)
      expect(saidBeside(stage, issue)[0]?.text).toMatch(/Nobody acknowledged this SEV2 by.*phones/s)
      expect(boardOf(stage, issue)).toMatch(/phone now/)
      expectCalledOnce(stage, issue, ['alice', 'frank'])
      await stage.deliver(scheduled(stage))
      expect(saidBeside(stage, issue)).toHaveLength(1)
    }),
  )

  test(
    'never more than two nudges an incident',
    onStage({}, async (stage) => {
      const issue = await stage.people.sam.files('Payments fail', fillForm(paymentsFail))
      await stage.settle()
      for (let hour = 1; hour <= 6; hour += 1) {
        stage.wait(62)
        await stage.people.erin.says(issue, '/update still at it')
        stage.inbox.take()
        stage.wait(62)
        await stage.deliver(scheduled(stage))
      }
      expect(saidBeside(stage, issue).filter(({ key }) => key.startsWith('nudge:')).length).toBeLessThanOrEqual(2)
    }),
  )

  test(
    'found hours later: that nobody acknowledged is still said; the update of hours ago only on the board',
    onStage({}, async (stage) => {
      const issue = await stage.people.sam.files('Payments fail', fillForm(paymentsFail))
      await stage.settle()
      stage.wait(300)
      await stage.deliver(scheduled(stage))
      expect(saidBeside(stage, issue).map(({ key }) => key.replace(/:\d.*/, ''))).toEqual(['nudge:acknowledge'])
      expect(boardOf(stage, issue)).toMatch(/phone now/)
      expect(boardOf(stage, issue)).toMatch(/Update overdue/)
    }),
  )

  test(
    'found more than a day later it is only said on the board',
    onStage({}, async (stage) => {
      const issue = await stage.people.sam.files('Payments fail', fillForm(paymentsFail))
      await stage.settle()
      stage.wait(26 * 60)
      await stage.deliver(scheduled(stage))
      expect(saidBeside(stage, issue)).toEqual([])
      expect(boardOf(stage, issue)).toMatch(/phone now/)
    }),
  )

  test(
    'after resolved nothing is overdue any more',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.erin.says(issue, '/status resolved it came back by itself')
      await stage.settle()
      stage.wait(120)
      await stage.deliver(scheduled(stage))
      expect(saidBeside(stage, issue)).toEqual([])
      expect(boardOf(stage, issue)).not.toMatch(/overdue|phone now/)
    }),
  )

  test(
    'a postmortem that nobody merged is said on the board',
    onStage({}, async (stage) => {
      const { issue } = await documentIncident(stage)
      stage.wait(20 * 24 * 60)
      await stage.deliver(scheduled(stage))
      expect(boardOf(stage, issue)).toMatch(/overdue since/)
    }),
  )
})

import { describe, expect, jest, test } from '@jest/globals'
import { describeLabel } from '../support/act-as.ts'
import { labelsOf, saidBeside, stateOf } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import {
  allOurTexts,
  callsIn,
  day,
  earlier,
  expectCalls,
  expectUntouched,
  hour,
  install,
  minuteOf,
  plainFiles,
  waitingLabelSays,
} from '../support/first-day.ts'
import { paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import { dispatched, type Stage, scheduled } from '../support/stage.ts'

jest.setTimeout(120_000)

const files = plainFiles

/** Alice labels an issue of hers, so many minutes before now; it is open. */
function labelledEarlier(stage: Stage, minutes: number): Promise<number> {
  return earlier(stage, minutes, () => stage.people.alice.opens('Checkout down', 'SEV2 checkout', ['incident']))
}

describe('the time of installation', () => {
  test(
    'is ten minutes before the first run, on the label of unconfirmed reports; a check does not count',
    onStage({ files }, async (stage) => {
      await stage.deliver(dispatched(stage, { do: 'check' }))
      expect(waitingLabelSays(stage)).toBe('')
      stage.wait(90)
      await install(stage)
      const since = minuteOf(new Date(stage.world.clock.now().getTime() - 10 * 60_000))
      expect(waitingLabelSays(stage)).toBe(`Waits for /confirm · Muster since ${since}`)
      stage.wait(hour)
      await stage.deliver(scheduled(stage))
      expect(waitingLabelSays(stage)).toBe(`Waits for /confirm · Muster since ${since}`)
    }),
  )

  test(
    'is the time of the act that started the first run where that is earlier: a queue of forty minutes loses no incident',
    onStage({ files }, async (stage) => {
      const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      const filed = minuteOf(stage.world.clock.now())
      stage.wait(40)
      await stage.settle()
      expect(waitingLabelSays(stage)).toBe(`Waits for /confirm · Muster since ${filed}`)
      expectCalls(stage, issue, ['alice'])
    }),
  )

  test(
    'can be corrected by editing the label: what was labelled after the new time is an incident',
    onStage({ files }, async (stage) => {
      const issue = await labelledEarlier(stage, 5 * hour)
      await install(stage)
      expectUntouched(stage, issue)
      const corrected = minuteOf(new Date(stage.world.clock.now().getTime() - 6 * hour * 60_000))
      describeLabel(stage, 'incident:unconfirmed', `We wait. Muster since ${corrected}`)
      await stage.deliver(scheduled(stage))
      expectCalls(stage, issue, ['alice'])
    }),
  )

  test(
    'is the time at which the label was made where its description says nothing',
    onStage({ files }, async (stage) => {
      const before = await labelledEarlier(stage, 5 * hour)
      await install(stage)
      describeLabel(stage, 'incident:unconfirmed', 'hands off')
      stage.wait(30)
      const after = await stage.people.alice.opens('Checkout down again', 'SEV2 checkout', ['incident'])
      stage.inbox.take()
      await stage.deliver(scheduled(stage))
      expectUntouched(stage, before)
      expectCalls(stage, after, ['alice'])
    }),
  )

  test(
    'is unknown where neither can be read: nothing old is adopted, and a new report works all the same',
    onStage({ files, github: { graphql: false } }, async (stage) => {
      const before = await labelledEarlier(stage, 5 * hour)
      await install(stage)
      describeLabel(stage, 'incident:unconfirmed', 'hands off')
      await stage.deliver(scheduled(stage))
      expectUntouched(stage, before)
      const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      await stage.settle()
      expectCalls(stage, issue, ['alice'])
    }),
  )
})

describe('closed before Muster was installed', () => {
  for (const [when, days] of [
    ['ten days', 10],
    ['four hundred days', 400],
  ] as const) {
    test(
      `${when} ago: sweeps and comments leave it closed, and it gets nothing`,
      onStage({ files }, async (stage) => {
        const { alice, bob } = stage.people
        const issue = await earlier(stage, days * day, async () => {
          const made = await alice.opens('Checkout down for 20 minutes', 'SEV1. Rolled back.', ['incident'])
          await alice.closes(made)
          return made
        })
        await install(stage)
        await bob.says(issue, 'For reference: the new runbook describes this.')
        await stage.settle()
        await stage.deliver(scheduled(stage))
        expect(stateOf(stage, issue)).toBe('closed')
        expectUntouched(stage, issue)
      }),
    )
  }

  test(
    'labelled before the installation, closed after it: that is no act that makes an incident',
    onStage({ files }, async (stage) => {
      const issue = await labelledEarlier(stage, 5 * day)
      await install(stage)
      await stage.people.alice.closes(issue)
      await stage.settle()
      await stage.deliver(scheduled(stage))
      expect(stateOf(stage, issue)).toBe('closed')
      expectUntouched(stage, issue)
    }),
  )
})

describe('closed after the installation, before Muster saw it', () => {
  /** Sam files the form, alice closes it; no run was started for either. */
  async function missed(stage: Stage): Promise<number> {
    const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
    stage.wait(5)
    await stage.people.alice.closes(issue)
    stage.inbox.take()
    return issue
  }

  /** The form's label is there, so that a closed issue shows that it was filed with the form. */
  async function installWithLabels(stage: Stage): Promise<void> {
    await earlier(stage, day, () => stage.people.alice.opens('The labels', 'x', ['outage-report']))
    await install(stage)
  }

  test(
    'within a day: labels and one comment, once; nobody is called, and it stays closed',
    onStage({ files }, async (stage) => {
      await installWithLabels(stage)
      const issue = await missed(stage)
      stage.wait(hour)
      await stage.deliver(scheduled(stage))
      expect(stateOf(stage, issue)).toBe('closed')
      expect(labelsOf(stage, issue)).toEqual(expect.arrayContaining(['incident', 'severity:SEV2', 'postmortem:none']))
      expect(allOurTexts(stage, issue)).toMatch(
        /Closed before Muster saw it\. Not over\? Reopen it\. A postmortem\?[^\n]*`\/postmortem`/,
      )
      expect(saidBeside(stage, issue)).toHaveLength(1)
      expectCalls(stage, issue, [])
      const again = await stage.deliver(scheduled(stage))
      expect(again.writes).toEqual([])
    }),
  )

  test(
    'told by its own event, which came late: the same',
    onStage({ files }, async (stage) => {
      await installWithLabels(stage)
      const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      const [opened] = stage.inbox.take()
      if (!opened) throw new Error('No event of the opening')
      await stage.people.alice.closes(issue)
      await stage.deliver(opened)
      await stage.settle()
      expect(stateOf(stage, issue)).toBe('closed')
      expect(allOurTexts(stage, issue)).toContain('Closed before Muster saw it.')
      expect(saidBeside(stage, issue)).toHaveLength(1)
      expect(callsIn(stage, issue)).toEqual([])
    }),
  )

  test(
    'more than a day ago: untouched',
    onStage({ files }, async (stage) => {
      await installWithLabels(stage)
      const issue = await missed(stage)
      stage.wait(25 * hour)
      await stage.deliver(scheduled(stage))
      expect(stateOf(stage, issue)).toBe('closed')
      expectUntouched(stage, issue)
    }),
  )

  test(
    'reopened by a person: an incident, with board and call',
    onStage({ files }, async (stage) => {
      await installWithLabels(stage)
      const issue = await missed(stage)
      await stage.deliver(scheduled(stage))
      stage.wait(20)
      await stage.people.alice.reopens(issue)
      await stage.settle()
      expect(stateOf(stage, issue)).toBe('open')
      expectCalls(stage, issue, ['alice'])
      expect(labelsOf(stage, issue)).toContain('status:investigating')
      expect(labelsOf(stage, issue)).not.toContain('postmortem:none')
    }),
  )
})

import { fillForm } from '../../__tests__/support/fill-form.ts'
import type { CapturedEvent } from '../../__tests__/support/inbox.ts'
import { documentIncident, finishWork, openIncident, paymentsFail } from '../../__tests__/support/incidents.ts'
import type { Stage } from '../../__tests__/support/stage.ts'
import type { Act } from './act.ts'
import { makeLabels } from './make-labels.ts'

/** One person called, one informed, the repository checked out, every label there. */
export const newIncident: Act = {
  name: 'new incident, labels there',
  prepare: async (stage) => {
    await makeLabels(stage)
    return await fileReport(stage)
  },
}

/** An event that leaves everything as it is. */
export const unchanged: Act = {
  name: 'event that changes nothing',
  writesNothing: true,
  prepare: async (stage) => {
    const issue = await openIncident(stage)
    await stage.people.erin.says(issue, 'I have the provider on the phone.')
    await stage.settle()
    await stage.people.erin.says(issue, 'They are looking at it.')
    return stage.inbox.takeNewest()
  },
}

/** Everything that happens to a single incident, in the order of its life. */
export const eventActs: readonly Act[] = [
  newIncident,
  { name: 'first incident ever, no label there', prepare: fileReport },
  unchanged,
  {
    name: 'box ticked',
    prepare: async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.alice.ticks(issue, 'symptom seen')
      return stage.inbox.takeNewest()
    },
  },
  { name: 'command (`/lead`)', prepare: say('/lead') },
  { name: 'severity raised, one more person called', prepare: say('/severity SEV1 nobody can pay') },
  {
    name: 'closing refused',
    prepare: async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.erin.closes(issue)
      return stage.inbox.takeNewest()
    },
  },
  {
    name: 'closing accepted, jobs `run` and `document`',
    prepare: async (stage) => {
      const issue = await finishWork(stage)
      await stage.people.alice.closes(issue)
      return stage.inbox.takeNewest()
    },
  },
  {
    name: 'comment while the postmortem waits for its merge',
    writesNothing: true,
    prepare: async (stage) => {
      const { issue } = await documentIncident(stage)
      await stage.people.erin.says(issue, 'It reads well.')
      return stage.inbox.takeNewest()
    },
  },
  {
    name: 'postmortem merged',
    prepare: async (stage) => {
      const { pull } = await documentIncident(stage)
      await stage.people.dana.merges(pull)
      return stage.inbox.takeNewest()
    },
  },
  {
    name: 'comment on a finished incident',
    writesNothing: true,
    prepare: async (stage) => {
      const { issue, pull } = await documentIncident(stage)
      await stage.people.dana.merges(pull)
      await stage.settle()
      await stage.people.erin.says(issue, 'Thank you, all.')
      return stage.inbox.takeNewest()
    },
  },
]

/** Sam files the usual report. */
export async function fileReport({ people, inbox }: Stage): Promise<CapturedEvent> {
  await people.sam.files('38 % of payments fail', fillForm(paymentsFail))
  const event = inbox.take().find(({ action }) => action === 'opened')
  if (!event) throw new Error('The report was not filed')
  return event
}

function say(command: string): Act['prepare'] {
  return async (stage) => {
    const issue = await openIncident(stage)
    await stage.people.erin.says(issue, command)
    return stage.inbox.takeNewest()
  }
}

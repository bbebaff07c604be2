import { fillForm } from '../../__tests__/support/fill-form.ts'
import type { CapturedEvent } from '../../__tests__/support/inbox.ts'
import { documentIncident, finishWork, openIncident, paymentsFail } from '../../__tests__/support/incidents.ts'
import { type Stage, scheduled } from '../../__tests__/support/stage.ts'
import type { RaceStory } from './race-story.ts'

/** Everything that two or three runs can be started for at once. */
export const raceStories: readonly RaceStory[] = [
  { name: 'opened, two runs', prepare: async (stage) => repeat(await openedEvent(stage), 2) },
  { name: 'opened, three runs', prepare: async (stage) => repeat(await openedEvent(stage), 3) },
  {
    name: 'opened by somebody who may not declare, two runs',
    wish: { public: true },
    prepare: async (stage) => {
      await stage.people.stranger.files('It is slow', fillForm(paymentsFail))
      return repeat(stage.inbox.takeNewest(), 2)
    },
  },
  {
    name: 'opened, and the sweep',
    prepare: async (stage) => [await openedEvent(stage), scheduled(stage)],
  },
  { name: 'severity raised, two runs', prepare: async (stage) => repeat(await raisedEvent(stage), 2) },
  { name: 'severity raised, three runs', prepare: async (stage) => repeat(await raisedEvent(stage), 3) },
  {
    name: 'two commands',
    prepare: async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.erin.says(issue, '/lead')
      await stage.people.bob.says(issue, '/severity SEV1 nobody can pay')
      return stage.inbox.take()
    },
  },
  {
    name: 'box ticked, and a refused command',
    prepare: async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.alice.ticks(issue, 'symptom seen')
      await stage.people.frank.says(issue, '/override I want it closed')
      return stage.inbox.take()
    },
  },
  {
    name: 'closing refused, two runs',
    prepare: async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.erin.closes(issue)
      return repeat(stage.inbox.takeNewest(), 2)
    },
  },
  {
    name: 'closing accepted and documented, two runs',
    prepare: async (stage) => {
      await stage.people.alice.closes(await finishWork(stage))
      return repeat(stage.inbox.takeNewest(), 2)
    },
  },
  {
    name: 'postmortem merged, and the sweep',
    prepare: async (stage) => {
      const { pull } = await documentIncident(stage)
      await stage.people.dana.merges(pull)
      return [stage.inbox.takeNewest(), scheduled(stage)]
    },
  },
]

async function openedEvent(stage: Stage): Promise<CapturedEvent> {
  await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
  return stage.inbox.takeNewest()
}

async function raisedEvent(stage: Stage): Promise<CapturedEvent> {
  const issue = await openIncident(stage)
  await stage.people.erin.says(issue, '/severity SEV1 nobody can pay')
  return stage.inbox.takeNewest()
}

function repeat(event: CapturedEvent, count: number): readonly CapturedEvent[] {
  return Array.from({ length: count }, () => event)
}

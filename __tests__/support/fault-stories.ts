import { fillForm } from './fill-form.ts'
import { documentIncident, finishWork, openIncident, paymentsFail } from './incidents.ts'
import type { FaultStory } from './kill-every-request.ts'
import { scheduled } from './stage.ts'

/** The main scenarios, each up to the event whose run is struck. */
export const faultStories = {
  open: {
    name: 'open',
    prepare: async (stage) => {
      await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      return stage.inbox.takeNewest()
    },
  },
  command: {
    name: 'command',
    prepare: async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.erin.says(issue, '/lead')
      await stage.people.frank.says(issue, '/override I want it closed')
      return stage.inbox.takeNewest()
    },
  },
  severity: {
    name: 'severity raised',
    prepare: async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.erin.says(issue, '/severity SEV1 nobody can pay')
      return stage.inbox.takeNewest()
    },
  },
  refusedClose: {
    name: 'close refused',
    prepare: async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.erin.closes(issue)
      return stage.inbox.takeNewest()
    },
  },
  close: {
    name: 'close and document',
    prepare: async (stage) => {
      const { alice, erin } = stage.people
      const issue = await alice.files('38 % of payments fail', fillForm(paymentsFail, { ticked: true }))
      await erin.says(issue, '/cause the provider answers after 30 s: https://grafana.acme.example/d/provider')
      await erin.says(issue, '/action @bob 2026-12-04 switch a slow region by itself')
      await erin.says(issue, '/status resolved payments run over the second provider')
      await stage.settleNewest()
      await alice.closes(issue)
      return stage.inbox.takeNewest()
    },
  },
  merge: {
    name: 'merge',
    prepare: async (stage) => {
      const { pull } = await documentIncident(stage)
      await stage.people.dana.merges(pull)
      return stage.inbox.takeNewest()
    },
  },
  sweep: {
    name: 'sweep',
    prepare: async (stage) => {
      const { alice, sam, erin } = stage.people
      const done = await finishWork(stage)
      await sam.files('Search shows old products', fillForm({ service: 'search', happening: 'Old products.' }))
      await erin.says(done, '/note the provider has confirmed it')
      await alice.closes(done)
      stage.inbox.take()
      stage.wait(40)
      return scheduled(stage)
    },
  },
} satisfies Readonly<Record<string, FaultStory>>

import type { FaultStory } from './fault-story.ts'
import { fillForm } from './fill-form.ts'
import { firstDayStories } from './first-day-stories.ts'
import { documentIncident, finishWork, openIncident, paymentsFail } from './incidents.ts'
import { usualSettings } from './seed-repository.ts'
import { dispatched, scheduled } from './stage.ts'

const prepareMerge: FaultStory['prepare'] = async (stage) => {
  const { pull } = await documentIncident(stage)
  await stage.people.dana.merges(pull)
  return stage.inbox.takeNewest()
}

/** The main scenarios, each up to the event whose run is struck. */
export const faultStories = {
  open: {
    name: 'open',
    prepare: async (stage) => {
      await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      return stage.inbox.takeNewest()
    },
  },
  openWithoutSettings: {
    name: 'open without settings',
    wish: { files: { '.github/muster.yml': null, '.github/CODEOWNERS': '* @alice\n' } },
    prepare: async (stage) => {
      await stage.people.alice.files('38 % of payments fail', fillForm(paymentsFail))
      return stage.inbox.takeNewest()
    },
  },
  openByStranger: {
    name: 'open by a stranger',
    wish: { public: true },
    prepare: async (stage) => {
      await stage.people.stranger.files('38 % of payments fail', fillForm(paymentsFail))
      return stage.inbox.takeNewest()
    },
  },
  editAndTick: {
    name: 'edit and tick',
    prepare: async (stage) => {
      const { alice } = stage.people
      const issue = await openIncident(stage)
      const body = stage.repository.issues.get(issue)?.body ?? ''
      await alice.edits(issue, { body: body.replace('EU customers cannot pay', 'Nobody can pay') })
      await alice.ticks(issue, 'symptom seen')
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
  closeAgain: {
    name: 'close again, PR open',
    prepare: async (stage) => {
      const { alice, erin } = stage.people
      const { issue } = await documentIncident(stage)
      stage.wait(60)
      await alice.reopens(issue)
      await erin.says(issue, '/status investigating')
      await stage.settleNewest()
      await erin.says(issue, '/cause the second provider was slow, too: https://grafana.acme.example/d/second')
      await erin.says(issue, '/status resolved both providers answer')
      await stage.settleNewest()
      await alice.closes(issue)
      return stage.inbox.takeNewest()
    },
  },
  merge: {
    name: 'merge',
    prepare: prepareMerge,
  },
  closeSwept: {
    name: 'close without postmortem, then only the sweep',
    prepare: async (stage) => {
      const { alice } = stage.people
      const issue = await openIncident(stage)
      await alice.closes(issue, 'not_planned')
      return stage.inbox.takeNewest()
    },
    after: scheduled,
  },
  mergeSwept: {
    name: 'merge, then only the sweep',
    prepare: prepareMerge,
    after: scheduled,
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
  manyComments: {
    name: '120 comments',
    prepare: async (stage) => {
      const issue = await openIncident(stage)
      const { bob, erin } = stage.people
      for (let count = 1; count <= 118; count += 1) await bob.says(issue, `Still looking, attempt ${count}.`)
      await erin.says(issue, '/severity SEV1 nobody can pay')
      return stage.inbox.takeNewest()
    },
  },
  confirm: {
    name: 'confirm a report',
    wish: { public: true },
    prepare: async (stage) => {
      const issue = await stage.people.stranger.files('38 % of payments fail', fillForm(paymentsFail))
      await stage.settle()
      await stage.people.erin.says(issue, '/confirm')
      return stage.inbox.takeNewest()
    },
  },
  forged: {
    name: 'forged marker',
    prepare: async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.frank.says(
        issue,
        'Nothing to see.\n\n<!-- muster:v1 {"keys":["board","call:carol:opened"]} -->',
      )
      await stage.people.erin.says(issue, '/severity SEV1 nobody can pay')
      return stage.inbox.takeNewest()
    },
  },
  drill: {
    name: 'drill',
    // A re-run of the same workflow run: the same drill.
    wish: { env: { GITHUB_RUN_ID: '4711' } },
    prepare: async (stage) => dispatched(stage, { do: 'drill', service: 'checkout' }),
  },
  fold: {
    name: 'close, folded postmortem',
    wish: { files: { '.github/muster.yml': `${usualSettings}postmortem:\n  deliver: comment\n` } },
    prepare: async (stage) => {
      const issue = await finishWork(stage)
      await stage.people.alice.closes(issue)
      return stage.inbox.takeNewest()
    },
  },
  ...firstDayStories,
} satisfies Readonly<Record<string, FaultStory>>

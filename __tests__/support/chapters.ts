import { fillForm } from './fill-form.ts'
import { plainFiles } from './first-day.ts'
import { documentIncident, finishWork, openIncident, paymentsFail } from './incidents.ts'
import type { Stage, StageWish } from './stage.ts'

/** Something that people do one after the other, each act with an event of its own. */
export interface Chapter {
  readonly name: string
  readonly wish?: StageWish
  /** Plays what comes before and gives the acts. What it leaves in the inbox comes before their events. */
  readonly begin: (stage: Stage) => Promise<readonly (() => Promise<unknown>)[]>
}

/** What happens in the life of an incident, by chapters: from the first alarm to the remark after the end. */
export const chapters: readonly Chapter[] = [
  {
    name: 'filed, corrected and acknowledged',
    begin: async ({ people, repository }) => {
      const issue = await people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      const body = () => repository.issues.get(issue)?.body ?? ''
      return [
        () => people.sam.edits(issue, { body: body().replace('EU customers cannot pay', 'Nobody can pay') }),
        () => people.sam.edits(issue, { title: '40 % of payments fail' }),
        () => people.alice.assigns(issue, 'alice'),
        () => people.frank.says(issue, 'Looking at the provider.'),
        () => people.erin.says(issue, '/lead'),
      ]
    },
  },
  {
    name: 'reported by a stranger, and confirmed',
    wish: { public: true },
    begin: async ({ people }) => {
      const issue = await people.stranger.files('38 % of payments fail', fillForm(paymentsFail))
      return [
        () => people.stranger.says(issue, '/severity SEV1 it is very bad'),
        () => people.bob.says(issue, 'I see it, too.'),
        () => people.erin.says(issue, '/confirm'),
        () => people.stranger.says(issue, '/status resolved'),
      ]
    },
  },
  {
    name: 'commands, boxes and labels, and a closing too early',
    begin: async (stage) => {
      const { people } = stage
      const issue = await openIncident(stage)
      return [
        () => people.erin.says(issue, '/lead'),
        () => people.bob.says(issue, '/severity SEV1 nobody can pay'),
        () => people.sam.says(issue, '/override I want it closed'),
        () => people.erin.says(issue, '/statsu identified'),
        () => people.alice.ticks(issue, 'symptom seen'),
        () => people.erin.labels(issue, 'status:investigating'),
        () => people.alice.closes(issue),
      ]
    },
  },
  {
    name: 'severity raised, taken back, and raised by a label',
    begin: async (stage) => {
      const { people } = stage
      const issue = await openIncident(stage)
      return [
        () => people.erin.says(issue, '/severity SEV1 nobody can pay'),
        () => people.erin.says(issue, '/severity SEV3 one region only'),
        () => people.bob.labels(issue, 'severity:SEV1'),
        () => people.erin.says(issue, '/service checkout'),
      ]
    },
  },
  {
    name: 'comments that are edited and deleted',
    begin: async (stage) => {
      const { people } = stage
      const issue = await openIncident(stage)
      const said: number[] = []
      return [
        async () => said.push(await people.erin.says(issue, '/note the provider is slow')),
        () => people.erin.rewrites(said[0] ?? 0, '/severity SEV1 nobody can pay'),
        async () => said.push(await people.bob.says(issue, '/cause a full disk')),
        () => people.bob.deletes(said[1] ?? 0),
        () => people.erin.says(issue, '/update half of the payments run again'),
      ]
    },
  },
  {
    name: 'solved, closed and documented',
    begin: async (stage) => {
      const { people } = stage
      const issue = await people.alice.files('38 % of payments fail', fillForm(paymentsFail, { ticked: true }))
      await stage.settle()
      return [
        () =>
          people.erin.says(issue, '/cause the provider answers after 30 s: https://grafana.acme.example/d/provider'),
        () => people.erin.says(issue, '/action @bob 2026-12-04 switch a slow region by itself'),
        () => people.erin.says(issue, '/status resolved payments run over the second provider'),
        () => people.alice.closes(issue),
      ]
    },
  },
  {
    name: 'reopened, solved again and closed',
    begin: async (stage) => {
      const { people } = stage
      const { issue } = await documentIncident(stage)
      stage.wait(60)
      return [
        () => people.alice.reopens(issue),
        () => people.erin.says(issue, '/cause the second provider was slow: https://grafana.acme.example/d/second'),
        () => people.erin.says(issue, '/status resolved both providers answer'),
        () => people.alice.closes(issue),
      ]
    },
  },
  {
    name: 'merged, asked about, and done',
    begin: async (stage) => {
      const { people } = stage
      const { issue, pull } = await documentIncident(stage)
      return [
        () => people.bob.says(issue, 'I have read it.'),
        () => people.dana.merges(pull),
        () => people.carol.says(issue, 'Thank you all.'),
        () => people.erin.says(issue, '/note the provider sent its report'),
      ]
    },
  },
  {
    name: 'postmortem refused, and asked for again',
    begin: async (stage) => {
      const { people } = stage
      const { issue, pull } = await documentIncident(stage)
      return [
        () => people.dana.rejects(pull),
        () => people.carol.says(issue, 'It was too long.'),
        () => people.dana.says(issue, '/postmortem'),
      ]
    },
  },
  {
    name: 'the form completed later',
    wish: { files: plainFiles },
    begin: async (stage) => {
      const { people } = stage
      const twoLines = { happening: 'The page stays white.', severity: paymentsFail.severity }
      const issue = await people.sam.files('White page', fillForm(twoLines))
      await stage.settle()
      return [
        () => people.sam.edits(issue, { body: fillForm({ ...twoLines, service: 'search' }) }),
        () => people.sam.says(issue, 'It is the search page.'),
        () => people.bob.says(issue, 'Looking.'),
        () => people.erin.says(issue, '/note the index is old'),
      ]
    },
  },
  {
    name: 'over for two hours, and back',
    begin: async (stage) => {
      const { people } = stage
      const { issue } = await documentIncident(stage)
      stage.wait(120)
      return [
        () => people.erin.reopens(issue),
        () => people.erin.says(issue, 'The same errors again.'),
        () => people.bob.labels(issue, 'severity:SEV1'),
        () => people.frank.says(issue, 'Support hears of it, too.'),
      ]
    },
  },
  {
    name: 'two incidents side by side',
    begin: async (stage) => {
      const { people } = stage
      const first = await openIncident(stage)
      const second = await finishWork(stage, { service: 'search' })
      return [
        () => people.erin.says(first, '/severity SEV1 nobody can pay'),
        () => people.bob.says(second, '/note the index is whole again'),
        () => people.alice.closes(second),
        () => people.alice.ticks(first, 'symptom seen'),
      ]
    },
  },
]

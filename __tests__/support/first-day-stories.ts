import type { FaultStory } from './fault-story.ts'
import { fillForm } from './fill-form.ts'
import { plainFiles } from './first-day.ts'
import { documentIncident, paymentsFail } from './incidents.ts'
import { liveTwoYears } from './living-repository.ts'
import { scheduled } from './stage.ts'

/** A repository that has been worked in for two years; somebody files the form, and Muster's first run of all is struck. */
const prepareFirstDay: FaultStory['prepare'] = async (stage) => {
  liveTwoYears(stage, { branch: 'muster', count: 20 })
  await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
  return stage.inbox.takeNewest()
}

/** The form is completed later: from then on somebody is owed a call. */
const prepareGrowing: FaultStory['prepare'] = async (stage) => {
  const { sam } = stage.people
  const twoLines = { happening: 'The page stays white.', severity: paymentsFail.severity }
  const issue = await sam.files('White page', fillForm(twoLines))
  await stage.settle()
  await sam.edits(issue, { body: fillForm({ ...twoLines, service: 'search' }) })
  return stage.inbox.takeNewest()
}

/** Over, closed and documented; ninety minutes later it is reopened, and who was called has gone back to sleep. */
const prepareBack: FaultStory['prepare'] = async (stage) => {
  const { issue } = await documentIncident(stage)
  stage.wait(90)
  await stage.people.erin.reopens(issue)
  return stage.inbox.takeNewest()
}

/** Two people on call: one of them files the report, and neither says anything more. */
const twoOnCall = {
  '.github/muster.yml': `
services: { checkout: { aliases: [payments], call: [alice, bob] } }
severities: { SEV2: { acknowledge: none, update: none } }
`,
  '.github/CODEOWNERS': null,
}

/** Muster comes to a repository, a list of those to call grows, and an incident that was over is back. */
export const firstDayStories = {
  firstDay: {
    name: 'the first day',
    wish: { files: plainFiles },
    prepare: prepareFirstDay,
  },
  firstDaySwept: {
    name: 'the first day, then only the sweep',
    wish: { files: plainFiles },
    prepare: prepareFirstDay,
    after: scheduled,
  },
  firstSweep: {
    name: 'the first run of all is a sweep',
    wish: { files: plainFiles },
    prepare: async (stage) => {
      await prepareFirstDay(stage)
      stage.wait(5)
      return scheduled(stage)
    },
  },
  growing: {
    name: 'the list that grows',
    wish: { files: plainFiles },
    prepare: prepareGrowing,
  },
  growingSwept: {
    name: 'the list that grows, then only the sweep',
    wish: { files: plainFiles },
    prepare: prepareGrowing,
    after: scheduled,
  },
  back: {
    name: 'back again',
    wish: { files: twoOnCall },
    prepare: prepareBack,
  },
  backSwept: {
    name: 'back again, then only the sweep',
    wish: { files: twoOnCall },
    prepare: prepareBack,
    after: scheduled,
  },
} satisfies Readonly<Record<string, FaultStory>>

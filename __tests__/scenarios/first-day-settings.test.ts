import { describe, expect, jest, test } from '@jest/globals'
import { boardOf, labelsOf, stateOf } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import {
  allOurTexts,
  callsIn,
  expectCalls,
  install,
  plainFiles,
  plainSettings,
  waitingLabelSays,
} from '../support/first-day.ts'
import { paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import { dispatched, type Stage } from '../support/stage.ts'

jest.setTimeout(120_000)

/** The usual settings with more lines. */
function filesWith(lines: string): Readonly<Record<string, string | null>> {
  return { ...plainFiles, '.github/muster.yml': `${plainSettings}\n${lines}\n` }
}

async function report(stage: Stage): Promise<number> {
  const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
  await stage.settle()
  return issue
}

/** What the run `check` says. */
async function check(stage: Stage): Promise<string> {
  const { run } = await stage.deliver(dispatched(stage, { do: 'check' }))
  return run.summary
}

test(
  'settings called muster.yaml are read, by the run and by check, which says what it would call',
  onStage(
    { files: { ...plainFiles, '.github/muster.yml': null, '.github/muster.yaml': plainSettings } },
    async (stage) => {
      expect(await check(stage)).toMatch(/checkout/)
      expectCalls(stage, await report(stage), ['alice'])
    },
  ),
)

describe('the word incident is another one, by the variable MUSTER_LABEL', () => {
  const inputs = { label: 'fire' }

  test(
    'labels of an incident carry it, and so does the waiting label, whose time counts',
    onStage({ files: plainFiles, inputs }, async (stage) => {
      await install(stage)
      expect(waitingLabelSays(stage, 'fire:unconfirmed')).toMatch(/^Waits for \/confirm · Muster since 2026-11-20T/)
      const issue = await report(stage)
      expect(labelsOf(stage, issue)).toContain('fire')
      expectCalls(stage, issue, ['alice'])
      expect([...stage.repository.labels.keys()].filter((name) => /incident/.test(name))).toEqual([])
    }),
  )

  test(
    'the label fire declares, in any case, and the label incident means nothing',
    onStage({ files: plainFiles, inputs }, async (stage) => {
      await install(stage)
      const { alice } = stage.people
      const review = await alice.opens('Review of last month', 'SEV2 checkout', ['incident'])
      const fire = await alice.opens('Checkout down', 'SEV2 checkout', ['Fire'])
      await stage.settle()
      expectCalls(stage, fire, ['alice'])
      expect(callsIn(stage, review)).toEqual([])
      expect(allOurTexts(stage, review)).toBe('')
    }),
  )

  test(
    'a stranger’s report waits under it, and is confirmed out of it',
    onStage({ files: plainFiles, inputs, public: true }, async (stage) => {
      await install(stage)
      const issue = await stage.people.stranger.files('38 % of payments fail', fillForm(paymentsFail))
      await stage.settle()
      expect(labelsOf(stage, issue)).toEqual(['fire:unconfirmed'])
      await stage.people.erin.says(issue, '/confirm')
      await stage.settle()
      expect(labelsOf(stage, issue)).toEqual(expect.arrayContaining(['fire', 'severity:SEV2']))
      expectCalls(stage, issue, ['alice'])
    }),
  )
})

describe('the setting labels', () => {
  const renamed = 'labels: { drill: exercise, severity: "sev/" }'

  test(
    'renames what Muster sets, and what people set under the new name counts',
    onStage({ files: filesWith(renamed) }, async (stage) => {
      await install(stage)
      const issue = await report(stage)
      expect(labelsOf(stage, issue)).toEqual(expect.arrayContaining(['incident', 'sev/SEV2']))
      await stage.people.erin.unlabels(issue, 'sev/SEV2')
      await stage.people.alice.labels(issue, 'sev/SEV3')
      await stage.settle()
      expect(boardOf(stage, issue)).toMatch(/SEV3/)
      expect(labelsOf(stage, issue).filter((name) => /sev/i.test(name))).toEqual(['sev/SEV3'])
    }),
  )

  test(
    'an exercise is a drill: nobody is called',
    onStage({ files: filesWith(renamed) }, async (stage) => {
      await install(stage)
      const issue = await stage.people.alice.opens('Checkout down', 'SEV2 checkout', ['incident', 'exercise'])
      await stage.settle()
      expect(boardOf(stage, issue)).toMatch(/drill/i)
      expect(callsIn(stage, issue)).toEqual([])
    }),
  )

  test(
    'changed while an incident runs: what stands under the old names keeps counting, and nobody is called again',
    onStage({ files: plainFiles }, async (stage) => {
      await install(stage)
      const issue = await report(stage)
      await stage.people.erin.says(issue, '/severity SEV1 nobody can pay')
      await stage.settle()
      await stage.people.dana.commits('main', '.github/muster.yml', `${plainSettings}\n${renamed}\n`)
      await stage.people.bob.says(issue, 'I see it, too')
      await stage.settle()
      expect(boardOf(stage, issue)).toMatch(/SEV1/)
      expect(stateOf(stage, issue)).toBe('open')
      expectCalls(stage, issue, ['alice'])
    }),
  )

  const refused: Readonly<Record<string, readonly [lines: string, reason: RegExp]>> = {
    'the word itself, whose place is the variable': ['labels: { incident: fire }', /MUSTER_LABEL/],
    'a name with a comma': ['labels: { drill: "a, b" }', /comma/],
    'a name of more than 50 characters': [`labels: { drill: ${'d'.repeat(51)} }`, /\b50 characters/],
    'one name for two meanings': ['labels: { severity: "x/", status: "x/" }', /x\//],
    'a name of the form’s label without the word, which the workflow would not see': [
      'labels: { report: alarm }',
      /alarm[^\n]*incident/,
    ],
    'an empty prefix': ['labels: { severity: "" }', /empty/i],
  }

  for (const [what, [lines, reason]] of Object.entries(refused)) {
    test(
      `refuses ${what}: the usual names stand, the incident goes on, and check says why`,
      onStage({ files: filesWith(lines) }, async (stage) => {
        const said = await check(stage)
        expect(
          said
            .split('\n')
            .filter((line) => /label/i.test(line))
            .join('\n'),
        ).toMatch(reason)
        await install(stage)
        const issue = await report(stage)
        expect(labelsOf(stage, issue)).toEqual(
          expect.arrayContaining(['incident', 'severity:SEV2', 'status:investigating', 'service:checkout']),
        )
        expectCalls(stage, issue, ['alice'])
        expect(allOurTexts(stage, issue)).toMatch(reason)
      }),
    )
  }
})

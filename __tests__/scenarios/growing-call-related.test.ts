import { describe, expect, jest, test } from '@jest/globals'
import { boardOf, labelsOf } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { allOurTexts, expectCalls } from '../support/first-day.ts'
import { paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import { type Stage, scheduled } from '../support/stage.ts'

jest.setTimeout(120_000)

/** Alice for every severity of checkout; carol besides for a SEV2, bob for the cart; nothing falls due. */
const settings = `
services:
  checkout: { aliases: [payments], call: [alice] }
  cart: { call: [alice, bob] }
severities:
  SEV1: { call: [service], acknowledge: none, update: none }
  SEV2: { call: [service, carol], acknowledge: none, update: none }
  SEV3: { call: [service], acknowledge: none, update: none }
`
const files = { '.github/muster.yml': settings, '.github/CODEOWNERS': null }

const words = {
  SEV1: 'SEV1 – most users cannot use it, or data is at risk',
  SEV2: 'SEV2 – an important part is broken, or some users are cut off',
  SEV3: 'SEV3 – degraded, there is a way around',
} as const

/** Sam reports, a minute after whatever was before; the run for it has been. */
async function report(stage: Stage, severity: keyof typeof words, service = 'checkout'): Promise<number> {
  const answers = { ...paymentsFail, severity: words[severity], service }
  const issue = await stage.people.sam.files('38 % of payments fail', fillForm(answers))
  await stage.settle()
  return issue
}

describe('a second incident on the same service', () => {
  test(
    'leaves out whom a higher one called 12 minutes ago, and says where and when',
    onStage({ files }, async (stage) => {
      const first = await report(stage, 'SEV1')
      expectCalls(stage, first, ['alice'])
      stage.wait(11)
      const second = await report(stage, 'SEV2')
      expectCalls(stage, second, ['carol'])
      // How long ago, or since when: both say it, and a time does not go stale.
      expect(boardOf(stage, second)).toMatch(
        /alice[^\n]*called in \[?\\?#(&#8203;)?1\b[^\n]*(, 12 min ago|[^\n]* 03:11 UTC)/,
      )
      expect(boardOf(stage, second)).toMatch(/issues\/1\b/)
      await stage.deliver(scheduled(stage))
      expectCalls(stage, second, ['carol'])
    }),
  )

  test(
    'calls everybody if it would otherwise call nobody',
    onStage({ files }, async (stage) => {
      await report(stage, 'SEV1')
      stage.wait(11)
      expectCalls(stage, await report(stage, 'SEV1'), ['alice'])
    }),
  )

  test(
    'calls everybody when the first was of a lower severity: a SEV3 never silences a SEV1, nor a SEV2',
    onStage({ files }, async (stage) => {
      await report(stage, 'SEV3')
      stage.wait(5)
      expectCalls(stage, await report(stage, 'SEV2'), ['alice', 'carol'])
      stage.wait(5)
      expectCalls(stage, await report(stage, 'SEV1'), ['alice'])
    }),
  )

  test(
    'calls everybody when the first call was an hour ago',
    onStage({ files }, async (stage) => {
      await report(stage, 'SEV1')
      stage.wait(60)
      expectCalls(stage, await report(stage, 'SEV2'), ['alice', 'carol'])
    }),
  )

  test(
    'calls everybody when the first is resolved',
    onStage({ files }, async (stage) => {
      const first = await report(stage, 'SEV1')
      await stage.people.erin.says(first, '/status resolved the provider is back')
      await stage.settle()
      expectCalls(stage, await report(stage, 'SEV2'), ['alice', 'carol'])
    }),
  )

  test(
    'on another service calls everybody, whomever the first called',
    onStage({ files }, async (stage) => {
      await report(stage, 'SEV1')
      stage.wait(3)
      expectCalls(stage, await report(stage, 'SEV1', 'cart'), ['alice', 'bob'])
    }),
  )
})

describe('back again', () => {
  test(
    'set back from resolved after hours: investigating, and who gave no sign for an hour is called again, once',
    onStage({ files }, async (stage) => {
      const issue = await report(stage, 'SEV1')
      await stage.people.erin.says(issue, '/status resolved the provider is back')
      await stage.settle()
      stage.wait(120)
      await stage.people.erin.says(issue, '/status investigating it fails again')
      const at = stage.world.clock.now().toISOString().slice(11, 16)
      await stage.settle()
      expect(labelsOf(stage, issue)).toContain('status:investigating')
      expectCalls(stage, issue, ['alice', 'alice'])
      expect(allOurTexts(stage, issue)).toContain(`back since ${at}`)
      await stage.deliver(scheduled(stage))
      expectCalls(stage, issue, ['alice', 'alice'])
    }),
  )

  test(
    'somebody who gave a sign within the hour is not called again',
    onStage({ files }, async (stage) => {
      const issue = await report(stage, 'SEV2')
      await stage.people.erin.says(issue, '/status resolved the provider is back')
      stage.wait(70)
      await stage.people.alice.says(issue, 'I keep an eye on it until noon')
      stage.wait(30)
      await stage.people.erin.says(issue, '/status investigating it fails again')
      await stage.settle()
      expectCalls(stage, issue, ['alice', 'carol', 'carol'])
    }),
  )

  test(
    'closed, and reopened by somebody who may: called again',
    onStage({ files }, async (stage) => {
      const issue = await report(stage, 'SEV3')
      await stage.people.erin.says(issue, '/status resolved the provider is back')
      await stage.people.erin.closes(issue)
      await stage.settle()
      stage.wait(120)
      await stage.people.erin.reopens(issue)
      await stage.settle()
      expect(labelsOf(stage, issue)).toContain('status:investigating')
      expectCalls(stage, issue, ['alice', 'alice'])
    }),
  )

  test(
    'lowered, and raised again after hours: called again',
    onStage({ files }, async (stage) => {
      const issue = await report(stage, 'SEV1')
      await stage.people.erin.says(issue, '/severity SEV3 only the old app')
      await stage.settle()
      stage.wait(120)
      await stage.people.erin.says(issue, '/severity SEV1 all apps now')
      await stage.settle()
      expectCalls(stage, issue, ['alice', 'alice'])
    }),
  )

  test(
    'twice back: twice called again',
    onStage({ files }, async (stage) => {
      const issue = await report(stage, 'SEV1')
      for (const again of ['it fails again', 'and again']) {
        await stage.people.erin.says(issue, '/status resolved the provider is back')
        await stage.settle()
        stage.wait(90)
        await stage.people.erin.says(issue, `/status investigating ${again}`)
        await stage.settle()
        stage.wait(90)
      }
      expectCalls(stage, issue, ['alice', 'alice', 'alice'])
    }),
  )
})

import { describe, expect, jest, test } from '@jest/globals'
import { boardOf, calledIn, labelsOf, saidBeside } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import {
  allOurTexts,
  expectCalls,
  expectUntouched,
  install,
  plainFiles,
  waitingLabelSays,
} from '../support/first-day.ts'
import { paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import { scheduled } from '../support/stage.ts'

jest.setTimeout(120_000)

const files = plainFiles

describe('a stranger’s report by form in a public repository', () => {
  test(
    'waits: one label, one comment, no board and no call; a sweep adds nothing',
    onStage({ files, public: true }, async (stage) => {
      await install(stage)
      const issue = await stage.people.stranger.files('38 % of payments fail', fillForm(paymentsFail))
      await stage.settle()
      expect(labelsOf(stage, issue)).toEqual(['incident:unconfirmed'])
      expect(saidBeside(stage, issue)).toHaveLength(1)
      expect(allOurTexts(stage, issue)).not.toContain('[board]')
      expect(calledIn(stage, issue)).toEqual([])
      const swept = await stage.deliver(scheduled(stage))
      expect(swept.writes).toEqual([])
    }),
  )

  test(
    'is an incident once somebody with triage confirms it: board, labels, call',
    onStage({ files, public: true }, async (stage) => {
      await install(stage)
      const issue = await stage.people.stranger.files('38 % of payments fail', fillForm(paymentsFail))
      await stage.settle()
      await stage.people.erin.says(issue, '/confirm')
      await stage.settle()
      expect(labelsOf(stage, issue)).toEqual(expect.arrayContaining(['incident', 'severity:SEV2']))
      expect(labelsOf(stage, issue)).not.toContain('incident:unconfirmed')
      expectCalls(stage, issue, ['alice'])
      expect(boardOf(stage, issue)).toMatch(/SEV2/)
    }),
  )

  test(
    'as the first thing that ever happens: the label says since when, and the report waits under it',
    onStage({ files, public: true }, async (stage) => {
      const issue = await stage.people.stranger.files('38 % of payments fail', fillForm(paymentsFail))
      await stage.settle()
      expect(waitingLabelSays(stage)).toMatch(/^Waits for \/confirm · Muster since 2026-11-20T03:01Z$/)
      expect(labelsOf(stage, issue)).toEqual(['incident:unconfirmed'])
      expect(calledIn(stage, issue)).toEqual([])
    }),
  )
})

describe('a plain issue from a phone, which has no forms and no labels', () => {
  const asks = { '/severity SEV1': 'severity:SEV1', '/sev 1': 'severity:SEV1', '/confirm': 'incident' } as const

  for (const [line, label] of Object.entries(asks)) {
    test(
      `a line ${line} by somebody with read in a private repository makes it an incident`,
      onStage({ files }, async (stage) => {
        await install(stage)
        const issue = await stage.people.sam.opens('Payments hang', `Checkout: cards are refused.\n\n${line}`)
        await stage.settle()
        expectCalls(stage, issue, ['alice'])
        expect(labelsOf(stage, issue)).toEqual(expect.arrayContaining(['incident', label]))
      }),
    )
  }

  test(
    'so does the sweep, when the event was lost',
    onStage({ files }, async (stage) => {
      await install(stage)
      const issue = await stage.people.sam.opens('Payments hang', 'Checkout: cards are refused.\n\n/severity SEV1')
      stage.inbox.take()
      stage.wait(20)
      await stage.deliver(scheduled(stage))
      expectCalls(stage, issue, ['alice'])
    }),
  )

  test(
    'in a public repository it is somebody with triage whose line counts',
    onStage({ files, public: true }, async (stage) => {
      await install(stage)
      const issue = await stage.people.erin.opens('Payments hang', 'Checkout: cards are refused.\n\n/severity SEV1')
      await stage.settle()
      expectCalls(stage, issue, ['alice'])
      expect(labelsOf(stage, issue)).toContain('severity:SEV1')
    }),
  )

  for (const line of ['/severity SEV1', '/confirm']) {
    test(
      `in a public repository a stranger’s line ${line} calls nobody`,
      onStage({ files, public: true }, async (stage) => {
        await install(stage)
        const issue = await stage.people.stranger.opens('All is lost', `Checkout: nothing works.\n\n${line}`)
        await stage.settle()
        await stage.deliver(scheduled(stage))
        expect(calledIn(stage, issue)).toEqual([])
        expect(labelsOf(stage, issue)).not.toContain('incident')
        expect(allOurTexts(stage, issue)).not.toContain('[board]')
      }),
    )
  }

  for (const [where, body] of [
    ['in a quote', '> /severity SEV1\n\nWhat does this line do?'],
    ['in code', 'How do I use this?\n\n```\n/severity SEV1\n```'],
    ['inside a sentence', 'We could write /severity SEV1 here some day.'],
  ] as const) {
    test(
      `such a line ${where} asks for nothing`,
      onStage({ files }, async (stage) => {
        await install(stage)
        const issue = await stage.people.alice.opens('How we name severities', body)
        await stage.settle()
        await stage.deliver(scheduled(stage))
        expectUntouched(stage, issue)
      }),
    )
  }

  test(
    'a command in a comment asks for it only where the issue has one of our labels',
    onStage({ files }, async (stage) => {
      await install(stage)
      const issue = await stage.people.sam.opens('Checkout page has a typo', '"recieve" is misspelt.')
      await stage.settle()
      await stage.people.alice.says(issue, '/severity SEV1')
      await stage.settle()
      await stage.deliver(scheduled(stage))
      expectUntouched(stage, issue)
    }),
  )
})

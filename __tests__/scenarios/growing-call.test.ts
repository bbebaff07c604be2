import { describe, expect, jest, test } from '@jest/globals'
import { boardOf, labelsOf } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { allOurTexts, day, expectCalls, hour, install, plainFiles, plainSettings } from '../support/first-day.ts'
import { paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import { type Stage, scheduled } from '../support/stage.ts'

jest.setTimeout(120_000)

const files = plainFiles

/** Settings with which a SEV1 calls carol beside the service's people. */
const withDuty = plainSettings.replace('SEV1: {', 'SEV1: { call: [service, carol],')

/** Sam reports; the run for it has been. */
async function report(stage: Stage): Promise<number> {
  const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
  await stage.settle()
  return issue
}

/** Another comment and another sweep: nobody may be called by them again. */
async function goOn(stage: Stage, issue: number): Promise<void> {
  await stage.people.sam.says(issue, 'Still broken here')
  await stage.settle()
  stage.wait(30)
  await stage.deliver(scheduled(stage))
}

describe('whoever is on the list now and was not called is called', () => {
  test(
    'the reporter names the service later, by editing the form',
    onStage({ files }, async (stage) => {
      const twoLines = { happening: 'The page stays white.', severity: paymentsFail.severity }
      const issue = await stage.people.sam.files('White page', fillForm(twoLines))
      await stage.settle()
      expectCalls(stage, issue, [])
      await stage.people.sam.edits(issue, { body: fillForm({ ...twoLines, service: 'search' }) })
      await stage.settle()
      expect(labelsOf(stage, issue)).toContain('service:search')
      expectCalls(stage, issue, ['bob'])
      await goOn(stage, issue)
      expectCalls(stage, issue, ['bob'])
    }),
  )

  test(
    'the settings could not be read at the opening, and are fixed later',
    onStage({ files: { ...files, '.github/muster.yml': 'services: {checkout: {call: [alice}' } }, async (stage) => {
      const issue = await report(stage)
      expectCalls(stage, issue, [])
      await stage.people.dana.commits('main', '.github/muster.yml', plainSettings)
      stage.wait(5)
      await goOn(stage, issue)
      expectCalls(stage, issue, ['alice'])
    }),
  )

  test(
    'a team gets its members later: it is not reached until then, and called once they are listed',
    onStage({ files: { ...files, '.github/muster.yml': teamOf('[]') } }, async (stage) => {
      const issue = await report(stage)
      expect(boardOf(stage, issue)).toMatch(/Not reached:.*marketing/i)
      expectCalls(stage, issue, ['alice'])
      await stage.people.dana.commits('main', '.github/muster.yml', teamOf('[bob, carol]'))
      await goOn(stage, issue)
      expectCalls(stage, issue, ['alice', 'bob', 'carol'])
      expect(boardOf(stage, issue)).not.toMatch(/Not reached:.*marketing/i)
    }),
  )

  const unreadable = {
    'their branch': ['branches/**'],
    'all of them': ['branches/**', 'git/**', 'contents/**', 'commits/**'],
  }

  for (const [what, paths] of Object.entries(unreadable)) {
    test(
      `the repository’s files could not be read in the first run: ${what}`,
      onStage({ files, checkout: false, github: { graphql: false } }, async (stage) => {
        const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
        for (const path of paths) {
          stage.world.faults.add({ mode: 'status-before:500', method: 'GET', path: `/repos/*/*/${path}`, count: 99 })
        }
        await stage.settle()
        stage.world.faults.clear()
        await goOn(stage, issue)
        expect(labelsOf(stage, issue)).toEqual(expect.arrayContaining(['service:checkout', 'severity:SEV2']))
        expectCalls(stage, issue, ['alice'])
      }),
    )
  }

  test(
    'the severity rises, falls and rises within minutes: each person once',
    onStage({ files: { ...files, '.github/muster.yml': withDuty } }, async (stage) => {
      const issue = await report(stage)
      for (const severity of ['SEV1', 'SEV2']) {
        await stage.people.erin.says(issue, `/severity ${severity}`)
        await stage.settle()
      }
      expectCalls(stage, issue, ['alice', 'carol'])
      await goOn(stage, issue)
      expectCalls(stage, issue, ['alice', 'carol'])
    }),
  )
})

describe('a call that is found late', () => {
  test(
    'of an opening: it is made, and says how late',
    onStage({ files }, async (stage) => {
      await install(stage)
      const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      stage.wait(48)
      await stage.settle()
      expectCalls(stage, issue, ['alice'])
      expect(allOurTexts(stage, issue)).toMatch(/noticed 48 min late/)
    }),
  )

  test(
    'of a higher severity: it is made, and says how late',
    onStage({ files: { ...files, '.github/muster.yml': withDuty } }, async (stage) => {
      const issue = await report(stage)
      await stage.people.erin.says(issue, '/severity SEV1 nobody can pay')
      stage.inbox.take()
      stage.wait(48)
      await stage.deliver(scheduled(stage))
      expectCalls(stage, issue, ['alice', 'carol'])
      expect(allOurTexts(stage, issue)).toMatch(/noticed 48 min late/)
    }),
  )

  test(
    'in time: it says nothing of the kind',
    onStage({ files }, async (stage) => {
      const issue = await report(stage)
      expect(allOurTexts(stage, issue)).not.toMatch(/late/)
    }),
  )

  test(
    'within a day: 23 hours after its cause it is made',
    onStage({ files: { ...files, '.github/muster.yml': withDuty } }, async (stage) => {
      const issue = await report(stage)
      await stage.people.erin.says(issue, '/severity SEV1 nobody can pay')
      stage.inbox.take()
      stage.wait(23 * hour)
      await stage.deliver(scheduled(stage))
      expectCalls(stage, issue, ['alice', 'carol'])
    }),
  )

  test(
    'more than a day: nobody is called, and its people stand under Not reached',
    onStage({ files: { ...files, '.github/muster.yml': withDuty } }, async (stage) => {
      const issue = await report(stage)
      await stage.people.erin.says(issue, '/severity SEV1 nobody can pay')
      stage.inbox.take()
      stage.wait(day + hour)
      await stage.deliver(scheduled(stage))
      expectCalls(stage, issue, ['alice'])
      expect(boardOf(stage, issue)).toMatch(/Not reached:.*carol/)
      await goOn(stage, issue)
      expectCalls(stage, issue, ['alice'])
    }),
  )
})

test(
  'a board that somebody deleted is posted anew, calls anew, and says why',
  onStage({ files }, async (stage) => {
    const issue = await report(stage)
    const [board] = [...stage.repository.comments.values()].filter(({ issueNumber }) => issueNumber === issue)
    if (!board) throw new Error('There is no board')
    stage.wait(10)
    await stage.people.dana.deletes(board.id)
    await stage.settle()
    expect(boardOf(stage, issue)).toMatch(/deleted|removed|gone/)
    expect(
      stage.world.notifications.filter(({ login, reason }) => login === 'alice' && reason === 'mention'),
    ).toHaveLength(2)
  }),
)

function teamOf(members: string): string {
  return `
teams: { marketing: { members: ${members} } }
services: { checkout: { aliases: [payments], call: [alice, marketing] } }
severities: { SEV2: { acknowledge: none, update: none } }
`
}

import { describe, expect, jest, test } from '@jest/globals'
import { makeLabel, unlock } from '../support/act-as.ts'
import { boardOf, calledIn, labelsOf, saidBeside } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import {
  allOurTexts,
  day,
  earlier,
  expectCalls,
  expectUntouched,
  hour,
  install,
  plainFiles,
} from '../support/first-day.ts'
import { paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import { type Stage, scheduled } from '../support/stage.ts'

jest.setTimeout(120_000)

const files = plainFiles

describe('labelled before the installation, and open', () => {
  /** Alice labelled it five days ago; then Muster came. */
  async function oldIncident(stage: Stage): Promise<number> {
    const issue = await earlier(stage, 5 * day, () => {
      return stage.people.alice.opens('Checkout down', 'SEV2 checkout', ['incident'])
    })
    await install(stage)
    return issue
  }

  test(
    'comments, edits, assignments and sweeps do not make it an incident',
    onStage({ files }, async (stage) => {
      const { alice, bob } = stage.people
      const issue = await oldIncident(stage)
      await bob.says(issue, 'Is this still a thing?')
      await bob.says(issue, '/note we looked at it last week')
      await alice.edits(issue, { body: 'SEV1 checkout, EU only' })
      await alice.assigns(issue, 'bob')
      await alice.labels(issue, 'bug')
      await stage.settle()
      await stage.deliver(scheduled(stage))
      expectUntouched(stage, issue)
    }),
  )

  test(
    'the label taken off and put on again does',
    onStage({ files }, async (stage) => {
      const issue = await oldIncident(stage)
      await stage.people.alice.unlabels(issue, 'incident')
      await stage.people.alice.labels(issue, 'incident')
      await stage.settle()
      expectCalls(stage, issue, ['alice'])
    }),
  )

  for (const command of ['/confirm', '/severity SEV1']) {
    test(
      `a command does: ${command}`,
      onStage({ files }, async (stage) => {
        const issue = await oldIncident(stage)
        await stage.people.erin.says(issue, command)
        await stage.settle()
        expectCalls(stage, issue, ['alice'])
        expect(labelsOf(stage, issue)).toContain(command === '/confirm' ? 'severity:SEV2' : 'severity:SEV1')
      }),
    )
  }
})

describe('labelled after the installation', () => {
  for (const found of ['by its event', 'by the sweep alone'] as const) {
    test(
      `an issue of last week is an incident, found ${found}`,
      onStage({ files }, async (stage) => {
        const { alice } = stage.people
        const issue = await earlier(stage, 7 * day, () => alice.opens('Checkout down', 'SEV2 checkout'))
        await install(stage)
        await alice.labels(issue, 'incident')
        if (found === 'by its event') await stage.settle()
        else await stage.deliver(scheduled(stage))
        expectCalls(stage, issue, ['alice'])
        expect(boardOf(stage, issue)).toMatch(/SEV2/)
      }),
    )
  }

  for (const name of ['Incident', 'INCIDENT']) {
    test(
      `the label counts as the repository spells it: ${name} on a stranger’s issue`,
      onStage({ files, public: true }, async (stage) => {
        makeLabel(stage, name, 'b60205')
        await install(stage)
        const issue = await stage.people.stranger.opens('Checkout down', 'SEV2 checkout')
        await stage.settle()
        await stage.people.erin.labels(issue, name)
        await stage.settle()
        expectCalls(stage, issue, ['alice'])
        expect(labelsOf(stage, issue)).toContain(name)
      }),
    )
  }

  test(
    'by another workflow, which has our own login: that is nobody’s word',
    onStage({ files }, async (stage) => {
      await install(stage)
      const issue = await stage.people.sam.opens('Typo on the help page', '"recieve" is misspelt.')
      const token = stage.world.addToken({
        kind: 'workflow',
        repository: 'acme/shop',
        permissions: { issues: 'write' },
      })
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const body = JSON.stringify({ labels: ['incident'] })
      await fetch(`${stage.github.apiUrl}/repos/acme/shop/issues/${issue}/labels`, { method: 'POST', headers, body })
      await stage.settle()
      await stage.people.sam.says(issue, 'Did anybody see this?')
      await stage.settle()
      await stage.deliver(scheduled(stage))
      expect(calledIn(stage, issue)).toEqual([])
      expect(allOurTexts(stage, issue)).not.toContain('[board]')
    }),
  )
})

describe('labels that mean something else here', () => {
  for (const isPublic of [false, true]) {
    test(
      `bug and triage of a bug form mean nothing to us, in a ${isPublic ? 'public' : 'private'} repository`,
      onStage({ files, public: isPublic }, async (stage) => {
        for (const name of ['bug', 'triage', 'drill']) makeLabel(stage, name)
        const backlog = await earlier(stage, day, () => stage.people.erin.opens('Old bug', 'small', ['bug', 'triage']))
        await install(stage)
        const author = isPublic ? stage.people.stranger : stage.people.sam
        const typo = await author.files('[Bug]: typo', '### What happened?\n\n"recieve"', ['bug', 'triage'])
        const drill = await stage.people.erin.opens('Fire drill on Friday', 'Bring a jacket.', ['drill'])
        await stage.settle()
        stage.wait(hour)
        const swept = await stage.deliver(scheduled(stage))
        expect(swept.writes).toEqual([])
        for (const issue of [backlog, typo, drill]) expectUntouched(stage, issue)
        expect(labelsOf(stage, typo)).toEqual(['bug', 'triage'])
      }),
    )
  }
})

describe('a locked issue', () => {
  test(
    'is said, claims nothing that was refused, and is opened once it is unlocked',
    onStage({ files }, async (stage) => {
      await install(stage)
      const issue = await stage.people.alice.opens('Checkout is down', 'SEV2 checkout: HTTP code 0', ['incident'])
      const [opened] = stage.inbox.take()
      if (!opened) throw new Error('No event of the opening')
      await stage.people.alice.locks(issue)
      const { run, outcome, writes } = await stage.deliver(opened)
      expect(run.exitCode).toBe(0)
      expect(outcome).not.toBe('incident-opened')
      expect(run.summary).toMatch(/[Uu]nlock/)
      expect(run.summary).not.toMatch(/^- .*comment: (checklist|board)/m)
      expect(saidBeside(stage, issue)).toEqual([])
      expect(writes.filter(({ path, status }) => /comments$/.test(path) && status < 300)).toEqual([])
      unlock(stage, issue)
      stage.wait(10)
      await stage.deliver(scheduled(stage))
      expectCalls(stage, issue, ['alice'])
    }),
  )
})

describe('a sweep', () => {
  test(
    'opens and calls what was asked for in the last 24 hours, and only names what is older',
    onStage({ files }, async (stage) => {
      await install(stage)
      const { alice } = stage.people
      const old = await alice.opens('Checkout was slow', 'SEV3 checkout', ['incident'])
      stage.wait(10 * hour)
      const young = await alice.files('38 % of payments fail', fillForm(paymentsFail))
      await alice.labels(young, 'incident')
      stage.inbox.take()
      stage.wait(20 * hour)
      const { run } = await stage.deliver(scheduled(stage))
      expectCalls(stage, young, ['alice'])
      expectUntouched(stage, old)
      expect(run.summary).toMatch(new RegExp(`(#|issues/)${old}\\b`))
    }),
  )
})

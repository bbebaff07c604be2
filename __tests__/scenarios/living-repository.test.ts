import { describe, expect, jest, test } from '@jest/globals'
import type { Issue } from '../../simulator/state/issue.ts'
import { openChatRoom } from '../support/chat-room.ts'
import { boardOf, labelsOf, stateOf } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import {
  allOurTexts,
  day,
  expectCalls,
  expectUntouched,
  hour,
  install,
  minuteOf,
  waitingLabelSays,
} from '../support/first-day.ts'
import { paymentsFail } from '../support/incidents.ts'
import { changedSince, keepPast, namesOfThePast } from '../support/keep-past.ts'
import { inLivingRepository, pastCount } from '../support/living-repository.ts'
import { closeAsStale, closeByProject, startOtherWorkflows } from '../support/other-workflows.ts'
import { type Stage, scheduled } from '../support/stage.ts'

jest.setTimeout(180_000)

describe('installed in a repository with 300 old issues, labels, forms and bots of its own', () => {
  test(
    'the first sweep changes nothing but one label, and asks at most 20 times',
    inLivingRepository({ branch: 'muster' }, async (stage) => {
      const past = keepPast(stage)
      const run = await install(stage)
      expect(run.run.exitCode).toBe(0)
      expect(changedSince(stage, past)).toEqual([])
      expect(run.writes.map(({ method, path }) => `${method} ${path.replace(/^.*\/repos/, '')}`)).toEqual([
        'POST /acme/shop/labels',
      ])
      expect(run.requests.length).toBeLessThanOrEqual(20)
    }),
  )

  test(
    'the label of unconfirmed reports says since when Muster is here: ten minutes before its first run',
    inLivingRepository({ branch: 'muster' }, async (stage) => {
      await install(stage)
      const since = new Date(stage.world.clock.now().getTime() - 10 * 60_000)
      expect(waitingLabelSays(stage)).toBe(`Waits for /confirm · Muster since ${minuteOf(since)}`)
    }),
  )

  test(
    'a day of sweeps and of talk in old issues changes nothing either, and no channel hears of it',
    withRoom(async (stage, messages) => {
      const past = keepPast(stage)
      await install(stage)
      const talked = findOld(stage, ({ labels, state }) => state === 'closed' && carries(labels, 'Incident'))
      await stage.people.bob.says(talked.number, 'For reference: the new runbook describes this.')
      await stage.people.bob.edits(talked.number, { title: `${talked.title}, see the runbook` })
      await stage.settle()
      for (let hours = 0; hours < 24; hours += 6) {
        stage.wait(6 * hour)
        await stage.deliver(scheduled(stage))
      }
      const changed = changedSince(stage, past).filter((line) => !line.startsWith(`#${talked.number} `))
      expect(changed).toEqual([])
      expectUntouched(stage, talked.number)
      expect(stateOf(stage, talked.number)).toBe('closed')
      expect(messages).toEqual([])
    }),
  )

  test(
    'other bots go on closing old issues, labelled as incidents or not, and nothing is reopened',
    inLivingRepository({ branch: 'muster' }, async (stage) => {
      await install(stage)
      const [stale, carded] = findAllOld(stage, ({ labels, state }) => state === 'open' && carries(labels, 'Incident'))
      if (!stale || !carded) throw new Error('There are no open old issues')
      closeAsStale(stage, stale.number)
      closeByProject(stage, carded.number)
      const past = keepPast(stage)
      await stage.settle()
      stage.wait(hour)
      await stage.deliver(scheduled(stage))
      stage.wait(2 * day)
      await stage.deliver(scheduled(stage))
      expect(changedSince(stage, past)).toEqual([])
    }),
  )
})

describe('worked in beside five other workflows with the same login', () => {
  test(
    'a new outage gets its board and its call, in the spelling that the labels have, and names nothing of the past',
    withRoom(async (stage, messages) => {
      const stop = startOtherWorkflows(stage)
      const past = keepPast(stage)
      await install(stage)
      const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      await stage.settle()
      expectCalls(stage, issue, ['alice'])
      expect(labelsOf(stage, issue)).toEqual(
        expect.arrayContaining(['Incident', 'STATUS:Investigating', 'Service:Checkout', 'severity:sev2']),
      )
      expect(labelsOf(stage, issue)).toContain('needs-triage')
      expect(boardOf(stage, issue)).toMatch(/SEV2/)
      expect(namesOfThePast([allOurTexts(stage, issue)], past)).toEqual([])
      expect(messages.length).toBeGreaterThan(0)
      expect(namesOfThePast(messages, past)).toEqual([])
      expect(changedSince(stage, past)).toEqual([])
      stop()
    }),
  )

  test(
    'it is answered, resolved, and closed by a card that is moved to Done; a branch called muster does not lose the postmortem',
    inLivingRepository({ branch: 'muster' }, async (stage) => {
      const past = keepPast(stage)
      await install(stage)
      const issue = await playToTheEnd(stage)
      expect(stateOf(stage, issue)).toBe('closed')
      const pulls = [...stage.repository.pulls.values()]
      expect(pulls.length).toBeLessThanOrEqual(1)
      // Either the files came on a branch with another name, or they stand folded in a comment; both say why.
      const texts = allOurTexts(stage, issue)
      if (pulls.length === 0) expect(texts).toMatch(/<details>[\s\S]*?## Timeline/)
      else expect(texts).toMatch(new RegExp(`/pull/${pulls[0]?.number}\\b`))
      expect(texts).toMatch(/branch[^\n]*[`"“]muster[`"”]|[`"“]muster[`"”][^\n]*branch/)
      expect(stage.repository.git.resolve('refs/heads/muster')?.oid).toBeDefined()
      expect(changedSince(stage, past)).toEqual([])
    }),
  )

  test(
    'a branch called muster/x is in nobody’s way: one pull request; and its own pull request wakes nothing',
    inLivingRepository({ branch: 'muster/x' }, async (stage) => {
      const past = keepPast(stage)
      await install(stage)
      await stage.people.bob.commits('muster/x', 'notes.md', 'x')
      const foreign = await openPull(stage, 'muster/x')
      await stage.people.dana.merges(foreign)
      const merged = await stage.settle()
      expect(merged.run.exitCode).toBe(0)
      expect(merged.writes).toEqual([])
      const issue = await playToTheEnd(stage)
      const ours = [...stage.repository.pulls.values()].filter(
        ({ head }) => head.ref.startsWith('muster/') && head.ref !== 'muster/x',
      )
      expect(ours.map(({ head }) => head.ref)).toEqual([`muster/${issue}`])
      expect(changedSince(stage, past)).toEqual([])
    }),
  )
})

/** From the form to the closing, with all work done, while the other workflows do theirs. Gives the issue's number. */
async function playToTheEnd(stage: Stage): Promise<number> {
  const stop = startOtherWorkflows(stage)
  const { sam, alice, erin } = stage.people
  const issue = await sam.files('38 % of payments fail', fillForm(paymentsFail, { ticked: true }))
  await stage.settle()
  await alice.says(issue, '/ack')
  await erin.says(issue, '/cause the provider answers after 30 s: https://grafana.acme.example/d/provider')
  await erin.says(issue, '/action @bob 2026-12-04 switch a slow region by itself')
  await erin.says(issue, '/status resolved payments run over the second provider')
  await stage.settle()
  closeByProject(stage, issue)
  await stage.settle()
  stop()
  return issue
}

/** A test on a stage whose channel is a room; gives what the room heard. */
function withRoom(play: (stage: Stage, messages: readonly string[]) => Promise<void>): () => Promise<void> {
  return async () => {
    const room = await openChatRoom()
    const inputs = { 'chat-url': room.url }
    await inLivingRepository({ branch: 'muster', inputs }, (stage) => play(stage, room.messages))().finally(room.close)
  }
}

function findAllOld({ repository }: Stage, fits: (issue: Issue) => boolean): readonly Issue[] {
  return [...repository.issues.values()].filter((issue) => issue.number <= pastCount && fits(issue))
}

function findOld(stage: Stage, fits: (issue: Issue) => boolean): Issue {
  const [found] = findAllOld(stage, fits)
  if (!found) throw new Error('There is no such old issue')
  return found
}

function carries(labels: readonly { readonly name: string }[], name: string): boolean {
  return labels.some((label) => label.name === name)
}

async function openPull(stage: Stage, head: string): Promise<number> {
  const token = stage.world.addToken({ kind: 'person', login: 'bob' })
  const answer = await fetch(`${stage.github.apiUrl}/repos/acme/shop/pulls`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'Notes', head, base: 'main' }),
  })
  const { number }: { number: number } = JSON.parse(await answer.text())
  return number
}

import { expect, jest, test } from '@jest/globals'
import { makeLabel } from '../support/act-as.ts'
import { readTree } from '../support/check-out.ts'
import { boardOf, endStateOf, labelsOf, saidBeside } from '../support/expectations.ts'
import { documentIncident } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'

jest.setTimeout(180_000)

const postmortem = 'runbooks/postmortems/2026-11-20-1-38-of-payments-fail.md'

test(
  'merging publishes: the label, the link, an issue for each action item',
  onStage({}, async (stage) => {
    const { issue, pull } = await documentIncident(stage)
    await stage.people.dana.merges(pull)
    const run = await stage.settle()
    expect(run.outcome).toBe('postmortem-published')
    expect(labelsOf(stage, issue)).toContain('postmortem:published')
    expect(labelsOf(stage, issue)).not.toContain('postmortem:open')
    expect(boardOf(stage, issue)).toMatch(/Postmortem:.*published/)
    const action = [...stage.repository.issues.values()].find(({ title }) => title.includes('switch a slow region'))
    expect(action?.assignees.map(({ login }) => login)).toEqual(['bob'])
    expect(action?.body).toMatch(/4 Dec 2026/)
    expect(saidBeside(stage, issue).find(({ key }) => key === 'closing')?.text).toContain(`/issues/${action?.number}`)
  }),
)

test(
  'an action item stays one issue, also where the repository spells its label in its own way',
  onStage({}, async (stage) => {
    makeLabel(stage, 'Action-Item')
    const { issue, pull } = await documentIncident(stage)
    await stage.people.dana.merges(pull)
    await stage.settle()
    for (const text of ['/note the provider sent its report', '/note and an apology']) {
      await stage.people.erin.says(issue, text)
      await stage.settle()
    }
    const made = [...stage.repository.issues.values()].filter(({ title }) => title.includes('switch a slow region'))
    expect(made.map(({ labels }) => labels.map(({ name }) => name))).toEqual([['Action-Item']])
  }),
)

test(
  'merging publishes, though nothing else is new since the board was written',
  onStage({}, async (stage) => {
    const { issue, pull } = await documentIncident(stage)
    await stage.people.frank.says(issue, 'It reads well.')
    const unchanged = await stage.settle()
    expect([unchanged.writes, unchanged.run.requests.length]).toEqual([[], 4])
    await stage.people.dana.merges(pull)
    expect((await stage.settle()).outcome).toBe('postmortem-published')
    expect(labelsOf(stage, issue)).toContain('postmortem:published')
  }),
)

test(
  'a finished incident costs no write at all, whatever comes again',
  onStage({}, async (stage) => {
    const { issue, pull } = await documentIncident(stage)
    await stage.people.dana.merges(pull)
    const [merged] = stage.inbox.take()
    if (!merged) throw new Error('No event of the merge')
    await stage.deliver(merged)
    const before = endStateOf(stage)
    const again = await stage.deliver(merged)
    expect(again.writes).toEqual([])
    expect(endStateOf(stage)).toEqual(before)
    await stage.people.frank.says(issue, 'Thank you all!')
    const said = endStateOf(stage)
    const thanked = await stage.settle()
    expect(thanked.writes).toEqual([])
    expect(endStateOf(stage)).toEqual(said)
  }),
)

test(
  'reopened after the merge, it appends to the postmortem in a new pull request',
  onStage({}, async (stage) => {
    const { issue, pull } = await documentIncident(stage)
    await stage.people.dana.merges(pull)
    await stage.settle()
    stage.wait(60)
    await stage.people.alice.reopens(issue)
    await stage.settle()
    await stage.people.erin.says(issue, '/status investigating')
    await stage.settle()
    await stage.people.erin.says(issue, '/status resolved the second provider is back, too')
    await stage.settle()
    await stage.people.alice.closes(issue)
    await stage.settle()
    const pulls = [...stage.repository.pulls.values()]
    expect(pulls).toHaveLength(2)
    const branch = pulls.at(-1)?.head.ref ?? ''
    const files = readTree(stage.repository.git, stage.repository.git.resolve(branch)?.tree ?? '')
    const before = readTree(stage.repository.git, stage.repository.git.resolve('main')?.tree ?? '')[postmortem] ?? ''
    expect(files[postmortem]).toMatch(/## Reopened/)
    expect(files[postmortem]?.startsWith(before.trimEnd().slice(0, 400))).toBe(true)
    expect(files[postmortem]).toContain('the second provider is back, too')
  }),
)

test(
  'the next similar incident finds the runbook and what happened before',
  onStage({}, async (stage) => {
    const { pull } = await documentIncident(stage)
    await stage.people.dana.merges(pull)
    await stage.settle()
    stage.wait(18 * 24 * 60)
    const { alice } = stage.people
    const second = await alice.opens('Checkout: EU payments hang again', 'SEV2, `ETIMEDOUT` in the log of checkout', [
      'incident',
    ])
    await stage.settle()
    const board = boardOf(stage, second)
    expect(board).toMatch(/Start here:.*provider-timeouts\.md/)
    expect(board).toMatch(/Happened before:.*2026-11-20-1-38-of-payments-fail\.md/)
  }),
)

import { describe, expect, jest, test } from '@jest/globals'
import { countRoundTrips } from '../../simulator/http/request-log.ts'
import { expectCalledOnce } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { documentIncident, openIncident } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import type { JobsRun } from '../support/run-jobs.ts'
import { dispatched, type Stage } from '../support/stage.ts'

jest.setTimeout(180_000)

/** Long enough for requests that are sent side by side to be seen as such. Milliseconds. */
const latency = 150

/** Every label that an incident on `search` needs, made by one that is over. */
async function makeLabels(stage: Stage): Promise<void> {
  await openIncident(stage, { service: 'search', severity: 'SEV2 – an important part is broken' })
  await stage.people.alice.says(1, '/status resolved only to make the labels')
  await stage.people.alice.closes(1, 'not_planned')
  stage.inbox.take()
}

/** Somebody files the form; nobody but bob is called. */
async function openSearch(stage: Stage, by: 'sam' | 'erin' = 'sam'): Promise<JobsRun> {
  const answers = { happening: 'Search shows old products.', service: 'search', since: '03:05' }
  const issue = await stage.people[by].files('Search shows old products', fillForm(answers))
  const run = await stage.settleNewest()
  expectCalledOnce(stage, issue, ['bob'])
  return run
}

function shown({ requests }: JobsRun): readonly string[] {
  return requests.map(({ method, path }) => {
    const place = path.replace(/^.*\/repos\/acme\/shop\//, '').replace(/^\//, '')
    return `${method} ${place.replace(/(comments\/)\d+/, '$1…')}`
  })
}

function roundTripsToBoard({ requests }: JobsRun): number {
  const board = requests.findIndex(({ method, path }) => method === 'POST' && path.endsWith('/comments'))
  expect(board).toBeGreaterThan(0)
  return countRoundTrips(requests.slice(0, board + 1))
}

describe('what a run costs', () => {
  test(
    'an opening where the labels exist: 6 requests, and the board stands in the third round trip',
    onStage({ github: { latency } }, async (stage) => {
      await makeLabels(stage)
      const run = await openSearch(stage)
      expect(shown(run)).toEqual([
        'GET issues/2',
        'POST graphql',
        'POST issues/2/reactions',
        'POST issues/2/comments',
        'POST issues/2/labels',
        'PATCH issues/comments/…',
      ])
      expect(roundTripsToBoard(run)).toBeLessThanOrEqual(3)
      // The comment keeps its words: what comes last is for Muster alone.
      expect(countRoundTrips(run.requests)).toBeLessThanOrEqual(5)
    }),
  )

  test(
    'in a public repository two more: the role of whoever filed it, and whether the sweep is switched off',
    onStage({ public: true, github: { latency } }, async (stage) => {
      await makeLabels(stage)
      const run = await openSearch(stage, 'erin')
      expect([shown(run), run.requests.length <= 8]).toEqual([shown(run), true])
      expect(roundTripsToBoard(run)).toBeLessThanOrEqual(3)
    }),
  )

  test(
    'the first time, where GitHub makes the labels: at most 12 requests',
    onStage({ installed: true, github: { latency } }, async (stage) => {
      const run = await openSearch(stage)
      expect([shown(run), run.requests.length <= 12]).toEqual([shown(run), true])
      expect(roundTripsToBoard(run)).toBeLessThanOrEqual(3)
    }),
  )

  test(
    'Muster’s very first run: one more, the label that says since when it is installed',
    onStage({ github: { latency } }, async (stage) => {
      const run = await openSearch(stage)
      expect(shown(run).filter((request) => request === 'POST labels')).toHaveLength(1)
      expect([shown(run), run.requests.length <= 13]).toEqual([shown(run), true])
      expect(roundTripsToBoard(run)).toBeLessThanOrEqual(3)
    }),
  )

  test(
    'an event that changes nothing: at most 5 requests and no write',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.frank.says(issue, 'Support has twelve calls about this.')
      const run = await stage.settle()
      expect(run.writes).toEqual([])
      expect(run.requests.length).toBeLessThanOrEqual(5)
      const swept = await stage.deliver(dispatched(stage, { do: 'issue', issue: String(issue) }))
      expect(swept.writes).toEqual([])
      expect(swept.requests.length).toBeLessThanOrEqual(5)
    }),
  )

  test(
    'a finished incident: no write at all',
    onStage({}, async (stage) => {
      const { issue, pull } = await documentIncident(stage)
      await stage.people.dana.merges(pull)
      await stage.settle()
      await stage.people.frank.says(issue, 'Thank you all!')
      const thanked = await stage.settle()
      expect(thanked.writes).toEqual([])
      expect(thanked.requests.length).toBeLessThanOrEqual(5)
      const swept = await stage.deliver(dispatched(stage, { do: 'sweep' }))
      expect(swept.writes).toEqual([])
    }),
  )

  test(
    'an event that is none of Muster’s business: no request',
    onStage({}, async (stage) => {
      const { pull } = await documentIncident(stage)
      await stage.people.carol.says(pull, 'Looks good to me')
      const run = await stage.settle()
      expect([run.outcome, run.requests.length, run.run.exitCode]).toEqual(['pull-request-comment', 0, 0])
      const pushed = await stage.deliver({ name: 'push', action: null, payload: {}, actor: 'dana' })
      expect([pushed.outcome, pushed.requests.length, pushed.run.exitCode]).toEqual(['unsupported-event', 0, 0])
    }),
  )
})

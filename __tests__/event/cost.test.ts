import { describe, expect, jest, test } from '@jest/globals'
import { countRoundTrips } from '../../simulator/http/request-log.ts'
import { expectCalledOnce } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { documentIncident, openIncident } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import { dispatched } from '../support/stage.ts'

jest.setTimeout(180_000)

/** Long enough for requests that are sent side by side to be seen as such. Milliseconds. */
const latency = 150

describe('what a run costs', () => {
  test(
    'a new incident: at most 12 requests, and the board after at most 4 round trips',
    onStage({ github: { latency } }, async (stage) => {
      await openIncident(stage, { service: 'search', severity: 'SEV2 – an important part is broken' })
      await stage.people.alice.says(1, '/status resolved only to make the labels')
      await stage.people.alice.closes(1, 'not_planned')
      stage.inbox.take()
      const answers = { happening: 'Search shows old products.', service: 'search', since: '03:05' }
      const issue = await stage.people.sam.files('Search shows old products', fillForm(answers))
      const run = await stage.settle()
      expectCalledOnce(stage, issue, ['bob'])
      const { requests } = run
      const board = requests.findIndex(({ method, path }) => method === 'POST' && path.endsWith('/comments'))
      const shown = requests.map(({ method, path }) => `${method} ${path}`)
      expect([shown, requests.length <= 12]).toEqual([shown, true])
      expect(countRoundTrips(requests.slice(0, board + 1))).toBeLessThanOrEqual(4)
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

import { describe, expect, jest, test } from '@jest/globals'
import { readMarker } from '../../src/text/marker.ts'
import {
  assigneesOf,
  boardOf,
  calledIn,
  expectCalledOnce,
  labelsOf,
  reactionsOn,
  saidBeside,
} from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { openIncident, paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'

jest.setTimeout(120_000)

describe('an incident filed with the form', () => {
  test(
    'says of a runbook without a review date when it was last changed, once that is too long ago',
    onStage({}, async (stage) => {
      const young = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      await stage.settle()
      expect(boardOf(stage, young)).not.toMatch(/out of date/)
      stage.wait(400 * 24 * 60)
      const old = await stage.people.sam.files('40 % of payments fail', fillForm(paymentsFail))
      await stage.settle()
      expect(boardOf(stage, old)).toMatch(
        /Start here:.*provider-timeouts\.md.*\*\*may be out of date\*\*, last looked at \d{1,2} \w{3} \d{4}/,
      )
    }),
  )

  test(
    'gets its labels, one board that is complete when posted, and one call',
    onStage({}, async (stage) => {
      const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      const run = await stage.settle()
      expect(run.outcome).toBe('incident-opened')
      expect(run.run.outputs).toMatchObject({ incident: '1', severity: 'SEV2', status: 'investigating' })
      expect(labelsOf(stage, issue)).toEqual(['incident', 'service:checkout', 'severity:SEV2', 'status:investigating'])
      const [first, second] = boardOf(stage, issue).split('\n')
      expect(first).toMatch(/SEV2.*38 % of payments fail.*investigating/)
      expect(second).toMatch(/Payment provider times out.*provider-timeouts\.md#.*ETIMEDOUT.*carol/)
      expectCalledOnce(stage, issue, ['alice', 'frank'])
      // Who answers is assigned, not who was called.
      expect(assigneesOf(stage, issue)).toEqual([])
      expect(saidBeside(stage, issue)).toEqual([])
      // The marker is finished last; not a word that people see changes by it.
      const [board] = [...stage.repository.comments.values()]
      const versions = board?.edits.map(({ text }) => readMarker(text)?.text) ?? []
      expect(versions).toEqual([boardOf(stage, issue), boardOf(stage, issue)])
    }),
  )

  test(
    'makes the labels that are missing, with colour and description',
    onStage({}, async (stage) => {
      await openIncident(stage)
      for (const { name, color, description } of stage.repository.labels.values()) {
        expect(`${name} ${color} ${description}`).not.toMatch(/ededed|null/)
      }
    }),
  )

  test(
    'says that a key in the log is to be revoked, and does not repeat it',
    onStage({}, async (stage) => {
      const key = ['ghp', 'x7Kd02mQpV9sLr4TzYb8WcN1hJfGu3Ea5RoX'].join('_')
      const issue = await openIncident(stage, { log: `push failed for https://x:${key}@github.com/acme/shop` })
      expect(boardOf(stage, issue)).toMatch(/Revoke it now/)
      expect(boardOf(stage, issue)).not.toContain(key)
    }),
  )
})

describe('an incident without the form', () => {
  test(
    'from a phone: a plain issue becomes one when it is labelled, and gets a checklist',
    onStage({ installed: true }, async (stage) => {
      const { alice } = stage.people
      const issue = await alice.opens('Checkout: payments hang', 'SEV1, `ETIMEDOUT` in the log since 02:50')
      const before = await stage.settle()
      expect(before.outcome).toBe('not-an-incident')
      expect(before.writes).toEqual([])
      await alice.labels(issue, 'incident')
      const run = await stage.settle()
      expect(run.outcome).toBe('incident-opened')
      expect(labelsOf(stage, issue)).toEqual(['incident', 'service:checkout', 'severity:SEV1', 'status:investigating'])
      expectCalledOnce(stage, issue, ['alice', 'carol', 'frank'])
      expect(saidBeside(stage, issue).map(({ key }) => key)).toEqual(['checklist'])
    }),
  )

  test(
    'from an alert bridge: the label on a bot’s issue is enough',
    onStage({ public: true }, async (stage) => {
      const { world, github } = stage
      const permissions = { issues: 'write' } as const
      const token = world.addToken({ kind: 'app', login: 'alerts[bot]', permissions, repository: 'acme/shop' })
      const body = JSON.stringify({
        title: '[FIRING] search: index lag above threshold',
        body: 'index lag above threshold',
        labels: ['incident'],
      })
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      await fetch(`${github.apiUrl}/repos/acme/shop/issues`, { method: 'POST', headers, body })
      const run = await stage.settle()
      expect(run.outcome).not.toBe('awaiting-triage')
      expect(labelsOf(stage, 1)).toContain('service:search')
      expect(boardOf(stage, 1)).toMatch(/search-index\.md/)
      expectCalledOnce(stage, 1, ['bob'])
    }),
  )
})

test(
  'labels that an issue is opened with count at once: severity, service, drill',
  onStage({}, async (stage) => {
    const { alice } = stage.people
    const labels = ['incident', 'severity:SEV1', 'service:search', 'drill']
    const issue = await alice.opens('Old products', 'The index does not move.', labels)
    const [opened] = stage.inbox.take()
    if (!opened) throw new Error('No event of the opening')
    await stage.deliver(opened)
    expect(labelsOf(stage, issue)).toEqual([...labels, 'status:investigating'].sort())
    expect(boardOf(stage, issue)).toMatch(/SEV1[\s\S]*Would be called:.*bob.*dana/)
    expect(calledIn(stage, issue)).toEqual([])
  }),
)

describe('who is called', () => {
  test(
    'nobody is named for the service: the code owners are',
    onStage(
      { files: { '.github/muster.yml': 'services: { checkout: { paths: [services/checkout/**] } }' } },
      async (stage) => {
        const issue = await stage.people.sam.files('Payments fail', fillForm({ ...paymentsFail, service: 'checkout' }))
        await stage.settle()
        expect(boardOf(stage, issue)).toMatch(/code owners/)
        expectCalledOnce(stage, issue, ['alice'])
      },
    ),
  )

  test(
    'no settings and no code owners: the board says so, and nothing is overdue',
    onStage({ files: { '.github/muster.yml': null, '.github/CODEOWNERS': null } }, async (stage) => {
      const issue = await openIncident(stage)
      expect(boardOf(stage, issue)).toMatch(/Nobody is configured to be called/)
      expect(boardOf(stage, issue)).not.toMatch(/Update due|phones/)
      expect(calledIn(stage, issue)).toEqual([])
      expect(labelsOf(stage, issue)).toContain('service:payments')
    }),
  )

  test(
    'a team without listed members stands first, as not reached',
    onStage({ files: { '.github/muster.yml': withCall('[payments, platform]') } }, async (stage) => {
      const issue = await openIncident(stage)
      const board = boardOf(stage, issue)
      expect(board).toMatch(/Not reached:.*team platform.*members are not listed/)
      expect(board.indexOf('Not reached')).toBeLessThan(board.indexOf('@alice'))
      expectCalledOnce(stage, issue, ['alice', 'frank'])
    }),
  )

  test(
    'a mention that GitHub does not resolve is read back as not reached',
    onStage({ files: { '.github/muster.yml': withCall('[payments, nobody-here]') } }, async (stage) => {
      const issue = await openIncident(stage)
      expect(boardOf(stage, issue)).toMatch(/Not reached:.*nobody-here.*GitHub knows nobody/)
      expectCalledOnce(stage, issue, ['alice', 'frank'])
    }),
  )

  test(
    'who answers is assigned, in one request; who cannot be assigned is asked for once',
    onStage({ public: true, files: { '.github/muster.yml': withCall('[alice, stranger, bob]') } }, async (stage) => {
      const { alice, bob, erin, stranger } = stage.people
      const issue = await erin.files('Payments fail', fillForm(paymentsFail))
      await stage.settle()
      expect(assigneesOf(stage, issue)).toEqual([])
      for (const person of [alice, stranger, bob]) await person.says(issue, 'I am looking at it')
      const run = await stage.settleNewest()
      const asked = ({ writes }: typeof run) => writes.filter(({ path }) => path.endsWith('/assignees'))
      expect(assigneesOf(stage, issue)).toEqual(['alice', 'bob'])
      expect(asked(run)).toHaveLength(1)
      await erin.says(issue, 'It fails here, too')
      expect(asked(await stage.settle())).toEqual([])
    }),
  )

  test(
    'whoever was called and answers in any way has acknowledged',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage, { service: 'search' })
      const comment = await stage.people.bob.says(issue, 'I am looking at it')
      await stage.settle()
      expect(boardOf(stage, issue)).toMatch(/Acknowledged:.*bob/)
      expect(boardOf(stage, issue)).not.toMatch(/@bob/)
      expect(reactionsOn(stage, comment)).toEqual([])
      expectCalledOnce(stage, issue, ['bob'])
    }),
  )
})

describe('an issue that is no incident', () => {
  test(
    'costs a look and nothing else',
    onStage({ installed: true }, async (stage) => {
      await stage.people.sam.opens('How do I change my password?', 'I cannot find it.')
      const run = await stage.settle()
      expect(run.outcome).toBe('not-an-incident')
      expect(run.writes).toEqual([])
    }),
  )

  test(
    'in Muster’s first run of all: the label that says since when it is installed, and nothing else',
    onStage({}, async (stage) => {
      const issue = await stage.people.sam.opens('How do I change my password?', 'I cannot find it.')
      const run = await stage.settle()
      expect(run.outcome).toBe('not-an-incident')
      expect(run.writes.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /repos/acme/shop/labels'])
      expect([...stage.repository.labels.keys()]).toEqual(['incident:unconfirmed'])
      expect([labelsOf(stage, issue), saidBeside(stage, issue)]).toEqual([[], []])
    }),
  )
})

function withCall(call: string): string {
  return `
teams: { payments: { members: [alice] }, platform: { mention: acme/platform }, support: { members: [frank] } }
services: { checkout: { aliases: [payments], call: ${call}, inform: [support] } }
`
}

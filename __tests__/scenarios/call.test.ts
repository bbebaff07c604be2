import { describe, expect, jest, test } from '@jest/globals'
import { makeLabel } from '../support/act-as.ts'
import { boardOf, calledIn, expectCalledOnce, labelsOf, saidBeside } from '../support/expectations.ts'
import { openIncident } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'

jest.setTimeout(120_000)

/** Nobody is informed, so that only calls mention anybody. */
const twoOnDuty = 'services: { checkout: { aliases: [payments], call: [alice, bob] } }'

describe('a later call', () => {
  test(
    'a higher severity calls the rest in one new comment',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.erin.says(issue, '/severity SEV1 nobody can pay')
      await stage.settle()
      expectCalledOnce(stage, issue, ['alice', 'carol', 'frank'])
      const [call, ...more] = saidBeside(stage, issue)
      expect(more).toEqual([])
      expect(call?.text).toMatch(/severity is now SEV1/)
      expect(boardOf(stage, issue)).toMatch(/Already called:.*carol/)
    }),
  )

  test(
    'the same change again, lower and higher once more within the hour, calls nobody twice who gave a sign',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      for (const severity of ['SEV1', 'SEV3', 'SEV1', 'SEV2', 'SEV1']) {
        await stage.people.erin.says(issue, `/severity ${severity}`)
        await stage.settle()
        for (const login of ['alice', 'carol'] as const) await stage.people[login].says(issue, 'I see it')
        await stage.settle()
      }
      expectCalledOnce(stage, issue, ['alice', 'carol', 'frank'])
      expect(saidBeside(stage, issue)).toHaveLength(1)
    }),
  )

  test(
    'raised again after it was lowered, who gave no sign of life for an hour is called again, once for each time',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      stage.wait(70)
      await stage.people.carol.says(issue, 'I read along')
      for (const severity of ['SEV3', 'SEV2']) {
        await stage.people.erin.says(issue, `/severity ${severity}`)
        await stage.settle()
      }
      // alice filed it more than an hour ago and was silent since; frank only had to know.
      expectCalledOnce(stage, issue, ['alice', 'alice', 'frank'])
      expect(saidBeside(stage, issue).map(({ text }) => text)).toEqual([expect.stringMatching(/back since/)])
      await stage.people.sam.says(issue, 'Still broken here')
      await stage.settle()
      expectCalledOnce(stage, issue, ['alice', 'alice', 'frank'])
    }),
  )

  test(
    'another service calls its people, and matches the runbooks anew',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage, { log: 'index lag above threshold' })
      await stage.people.erin.says(issue, '/service search')
      await stage.settle()
      expect(labelsOf(stage, issue)).toContain('service:search')
      expect(labelsOf(stage, issue)).not.toContain('service:checkout')
      expectCalledOnce(stage, issue, ['alice', 'bob', 'frank'])
      expect(boardOf(stage, issue)).toMatch(/Start here:.*search-index\.md/)
    }),
  )

  test(
    'found three quarters of an hour late it is made, and says so; after a day the board says who was not told',
    onStage({}, async (stage) => {
      const [found, lost] = [await openIncident(stage), await openIncident(stage, { service: 'search' })]
      for (const issue of [found, lost]) await stage.people.erin.says(issue, '/severity SEV1')
      stage.inbox.take()
      stage.wait(45)
      await stage.people.erin.says(found, 'Is anybody there?')
      await stage.settleNewest()
      expect(calledIn(stage, found)).toContain('carol')
      expect(saidBeside(stage, found).find(({ key }) => key.startsWith('called'))?.text).toMatch(/noticed 4\d min late/)
      stage.wait(24 * 60)
      await stage.people.erin.says(lost, 'Is anybody there?')
      await stage.settleNewest()
      expect(calledIn(stage, lost)).toEqual(['bob'])
      expect(boardOf(stage, lost)).toMatch(/Not reached:.*dana.*too late/)
    }),
  )

  test(
    'after resolved nobody is called any more',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.erin.says(issue, '/status resolved it came back by itself')
      await stage.settle()
      await stage.people.erin.says(issue, '/severity SEV1 it had been worse')
      await stage.settle()
      expect(labelsOf(stage, issue)).toContain('severity:SEV1')
      expectCalledOnce(stage, issue, ['alice', 'frank'])
    }),
  )
})

describe('a second incident on the same service', () => {
  test(
    'links the first, calls only people not called in the last hour, and says where the others were',
    onStage({ files: { '.github/muster.yml': twoOnDuty } }, async (stage) => {
      const first = await openIncident(stage)
      expectCalledOnce(stage, first, ['alice', 'bob'])
      await stage.people.dana.commits('main', '.github/muster.yml', twoOnDuty.replace('bob', 'bob, carol'))
      stage.inbox.take()
      const second = await openIncident(stage, { title: 'Card form is empty' })
      expect(boardOf(stage, second)).toMatch(/Also open on checkout:.*issues\/1\)/)
      expect(boardOf(stage, second)).toMatch(/alice.*in \[.*issues\/1\)/)
      expectCalledOnce(stage, second, ['carol'])
    }),
  )

  for (const graphql of [true, false]) {
    test(
      `is found where the repository spells the incident's label in its own way, ${graphql ? 'with' : 'without'} GraphQL`,
      onStage({ github: { graphql } }, async (stage) => {
        makeLabel(stage, 'Incident')
        await openIncident(stage)
        const second = await openIncident(stage, { title: 'Card form is empty' })
        expect(boardOf(stage, second)).toMatch(/Also open on checkout:.*issues\/1\)/)
      }),
    )
  }

  test(
    'calls everybody where the first would leave nobody to call',
    onStage({ files: { '.github/muster.yml': twoOnDuty } }, async (stage) => {
      await openIncident(stage)
      expectCalledOnce(stage, await openIncident(stage, { title: 'Card form is empty' }), ['alice', 'bob'])
    }),
  )

  test(
    'calls everybody where the first is less severe, or called them more than an hour ago',
    onStage({ files: { '.github/muster.yml': twoOnDuty } }, async (stage) => {
      await openIncident(stage)
      await stage.people.dana.commits('main', '.github/muster.yml', twoOnDuty.replace('bob', 'bob, carol'))
      stage.inbox.take()
      const severe = 'SEV1 – most users cannot use it, or data is at risk'
      const worse = await openIncident(stage, { title: 'Card form is empty', severity: severe })
      expectCalledOnce(stage, worse, ['alice', 'bob', 'carol'])
      stage.wait(70)
      const later = await openIncident(stage, { title: 'Invoices are empty' })
      expectCalledOnce(stage, later, ['alice', 'bob', 'carol'])
    }),
  )

  test(
    'on another service it has nothing to do with the first',
    onStage({}, async (stage) => {
      await openIncident(stage)
      const second = await openIncident(stage, { service: 'search' })
      expect(boardOf(stage, second)).not.toMatch(/Also open/)
      expectCalledOnce(stage, second, ['bob'])
    }),
  )
})

test(
  'more people than one comment can mention: the rest follows in another',
  onStage({ files: { '.github/muster.yml': crowd(55) } }, async (stage) => {
    for (const login of crowdOf(55)) stage.world.setRole(stage.repository, login, 'write')
    const issue = await openIncident(stage)
    expectCalledOnce(stage, issue, crowdOf(55))
    expect(saidBeside(stage, issue)).toHaveLength(1)
  }),
)

function crowdOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `person-${index + 1}`)
}

function crowd(count: number): string {
  return `services: { checkout: { aliases: [payments], call: [${crowdOf(count).join(', ')}] } }`
}

import { describe, expect, jest, test } from '@jest/globals'
import { boardOf, calledIn, expectCalledOnce, labelsOf, saidBeside } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { openIncident, paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'

jest.setTimeout(120_000)

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
    'the same change again, lower and higher once more, calls nobody twice',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      for (const severity of ['SEV1', 'SEV3', 'SEV1', 'SEV2', 'SEV1']) {
        await stage.people.erin.says(issue, `/severity ${severity}`)
        await stage.settle()
      }
      expectCalledOnce(stage, issue, ['alice', 'carol', 'frank'])
      expect(saidBeside(stage, issue)).toHaveLength(1)
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
    'it is not made when it would come too late: the board says who was not told',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.erin.says(issue, '/severity SEV1')
      stage.inbox.take()
      stage.wait(45)
      await stage.people.erin.says(issue, 'Is anybody there?')
      await stage.settleNewest()
      expect(calledIn(stage, issue)).not.toContain('carol')
      expect(boardOf(stage, issue)).toMatch(/Not reached:.*carol.*too late/)
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
    'links the first, calls only people not called yet, and informs who must know of each',
    onStage({}, async (stage) => {
      await openIncident(stage)
      const second = await stage.people.sam.files(
        'Card form is empty',
        fillForm({ ...paymentsFail, severity: 'SEV1 – most users cannot use it, or data is at risk' }),
      )
      await stage.settle()
      expect(boardOf(stage, second)).toMatch(/Also open on checkout:.*issues\/1\)/)
      expectCalledOnce(stage, second, ['carol', 'frank'])
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

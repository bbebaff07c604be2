import { describe, expect, jest, test } from '@jest/globals'
import { boardOf, expectCalledOnce, labelsOf, saidBeside, stateOf } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { documentIncident, openIncident, paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'

jest.setTimeout(180_000)

describe('what is broken in the repository', () => {
  test(
    'settings: one notice with file, line and column for each problem; the rest of them counts',
    onStage(
      {
        files: {
          '.github/muster.yml':
            'timezone: Mars/Olympus\nservices:\n  checkout: { aliases: [payments], call: [alice] }\nseverities:\n  SEV9: { inform: true }\n',
        },
      },
      async (stage) => {
        const issue = await openIncident(stage)
        const board = boardOf(stage, issue)
        expect(board).toMatch(/\.github\/muster\.yml:1:11/)
        expect(board).toMatch(/\.github\/muster\.yml:5:3.*SEV9/)
        expectCalledOnce(stage, issue, ['alice'])
      },
    ),
  )

  test(
    'settings that are no YAML: the defaults run the incident',
    onStage({ files: { '.github/muster.yml': 'services: [unclosed\n  : {' } }, async (stage) => {
      const issue = await openIncident(stage)
      expect(boardOf(stage, issue)).toMatch(/\.github\/muster\.yml:\d+:\d+/)
      expectCalledOnce(stage, issue, ['dana'])
    }),
  )

  test(
    'the form: the issue is read as a plain one',
    onStage({ files: { '.github/ISSUE_TEMPLATE/outage.yml': 'name: [broken' } }, async (stage) => {
      const issue = await stage.people.alice.opens('Checkout is down', 'SEV2 checkout', ['incident'])
      const run = await stage.settle()
      expect(run.run.exitCode).toBe(0)
      expect(boardOf(stage, issue)).toMatch(/SEV2/)
    }),
  )

  test(
    'a template of its own: the built-in one stands in, and the board says so',
    onStage({ files: { '.github/muster/templates/board.md.hbs': '{{#if}}{{constructor}}' } }, async (stage) => {
      const issue = await openIncident(stage)
      expect(boardOf(stage, issue)).toMatch(/built-in one stands in/)
    }),
  )
})

describe('what Muster may not do', () => {
  for (const [what, path, said] of [
    ['labels', '/repos/*/*/issues/*/labels', /labels could not be set/],
    ['assignments', '/repos/*/*/issues/*/assignees', /^/],
  ] as const) {
    test(
      `${what}: the incident goes on without`,
      onStage({}, async (stage) => {
        stage.world.faults.add({ mode: 'status-before:403', method: 'POST', path, count: 99 })
        const issue = await stage.people.alice.files('Payments fail', fillForm(paymentsFail))
        const run = await stage.settle()
        expect(run.run.exitCode).toBe(0)
        expect(boardOf(stage, issue)).toMatch(said)
        expectCalledOnce(stage, issue, ['alice', 'frank'])
        expect(saidBeside(stage, issue)).toEqual([])
      }),
    )
  }

  test(
    'anything in issues: one clear failure that names the permission',
    onStage({ permissions: { run: { contents: 'read', issues: 'read' } } }, async (stage) => {
      await stage.people.alice.files('Payments fail', fillForm(paymentsFail))
      const run = await stage.settle()
      const told = [...run.run.log, ...run.run.annotations.map(({ message }) => message)].join('\n')
      expect(told).toMatch(/issues: write/)
    }),
  )

  test(
    'comment in a locked issue: green, and said in the log',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.dana.locks(issue)
      stage.world.faults.add({
        mode: 'status-before:403',
        method: 'POST',
        path: '/repos/*/*/issues/*/comments',
        login: 'github-actions[bot]',
        count: 9,
      })
      await stage.people.alice.says(issue, '/status finished')
      const run = await stage.settle()
      expect(run.run.exitCode).toBe(0)
    }),
  )
})

test(
  'what GitHub takes and does not keep is no success',
  onStage({}, async (stage) => {
    const issue = await stage.people.alice.files('Payments fail', fillForm(paymentsFail))
    const kept = stage.repository.issues.get(issue)
    if (kept) Object.defineProperty(kept, 'labels', { get: () => [], set: () => undefined })
    const { run, outcome } = await stage.settle()
    expect([outcome, run.exitCode]).toEqual(['failed', 1])
    expect(run.log.join('\n')).toMatch(/does not keep what was done \(add-labels/)
    expectCalledOnce(stage, issue, ['alice', 'frank'])
  }),
)

describe('an issue that is gone', () => {
  test(
    'deleted: nothing to do, and no failure',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.alice.says(issue, '/ack')
      await stage.people.dana.removes(issue)
      for (const event of stage.inbox.take()) {
        const run = await stage.deliver(event)
        expect([run.outcome, run.run.exitCode, run.writes.length]).toEqual(['issue-gone', 0, 0])
      }
    }),
  )

  test(
    'transferred: nothing is written to its new place',
    onStage({}, async (stage) => {
      const other = await stage.world.addRepository({ owner: 'acme', name: 'other', private: true })
      stage.world.setRole(other, 'dana', 'admin')
      const issue = await openIncident(stage)
      await stage.people.alice.says(issue, '/ack')
      await stage.people.dana.removes(issue, 'acme/other')
      for (const event of stage.inbox.take()) {
        const run = await stage.deliver(event)
        expect([run.outcome, run.run.exitCode, run.writes.length]).toEqual(['issue-gone', 0, 0])
      }
    }),
  )
})

describe('an older server', () => {
  test(
    'without GraphQL and reactions: the whole loop runs all the same',
    onStage({ github: { graphql: false, reactions: false, commentPins: false } }, async (stage) => {
      const { issue, pull } = await documentIncident(stage)
      expectCalledOnce(stage, issue, ['alice', 'frank'])
      await stage.people.dana.merges(pull)
      const run = await stage.settle()
      expect(run.outcome).toBe('postmortem-published')
      expect(labelsOf(stage, issue)).toContain('postmortem:published')
      expect(stateOf(stage, issue)).toBe('closed')
      await stage.people.frank.says(issue, 'Thank you')
      expect((await stage.settle()).writes).toEqual([])
    }),
  )
})

describe('settings at another path', () => {
  test(
    'count as well, and the usual one is not read',
    onStage(
      {
        inputs: { settings: 'ops/incidents.yml' },
        files: { 'ops/incidents.yml': 'services: { checkout: { aliases: [payments], call: [carol] } }' },
      },
      async (stage) => {
        const issue = await openIncident(stage)
        expectCalledOnce(stage, issue, ['carol'])
      },
    ),
  )
})

describe('without a checkout', () => {
  test(
    'files are asked of the API',
    onStage({ checkout: false }, async (stage) => {
      const issue = await openIncident(stage)
      expect(boardOf(stage, issue)).toMatch(/Start here:.*provider-timeouts\.md/)
      expectCalledOnce(stage, issue, ['alice', 'frank'])
    }),
  )
})

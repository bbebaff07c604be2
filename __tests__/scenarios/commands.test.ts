import { describe, expect, jest, test } from '@jest/globals'
import { boardOf, labelsOf, reactionsOn, saidBeside } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { openIncident, paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import type { Stage } from '../support/stage.ts'

jest.setTimeout(180_000)

/** What each command does that can be seen afterwards, spoken by a triager who has taken the lead. */
const accepted: readonly (readonly [command: string, holds: (stage: Stage, issue: number) => void])[] = [
  ['/lead', (stage, issue) => expect(boardOf(stage, issue)).toMatch(/Commander:\*\* `?erin/)],
  ['/ack', (stage, issue) => expect(boardOf(stage, issue)).toMatch(/Acknowledged:.*erin/)],
  ['/acknowledge', (stage, issue) => expect(boardOf(stage, issue)).toMatch(/Acknowledged:.*erin/)],
  ['/severity SEV1 nobody can pay', (stage, issue) => expect(labelsOf(stage, issue)).toContain('severity:SEV1')],
  ['/sev SEV2', (stage, issue) => expect(labelsOf(stage, issue)).toContain('severity:SEV2')],
  ['/Severity sev3', (stage, issue) => expect(labelsOf(stage, issue)).toContain('severity:SEV3')],
  ['/service search', (stage, issue) => expect(labelsOf(stage, issue)).toContain('service:search')],
  ['/status identified', (stage, issue) => expect(labelsOf(stage, issue)).toContain('status:identified')],
  ['/status monitoring', (stage, issue) => expect(labelsOf(stage, issue)).toContain('status:monitoring')],
  [
    '/note 03:05 restarted the workers',
    (stage, issue) => expect(boardOf(stage, issue)).toContain('restarted the workers'),
  ],
  ['/update we are on it', (stage, issue) => expect(boardOf(stage, issue)).toMatch(/Last update:.*we are on it/)],
  [
    '/cause the pool was too small',
    (stage, issue) => expect(boardOf(stage, issue)).toMatch(/Cause:.*pool.*hypothesis/),
  ],
  ['/done 3 4', (stage, issue) => expect(boardOf(stage, issue)).toMatch(/2 of 8 done/)],
  [
    '/action @bob 2026-12-04 raise the pool',
    (stage, issue) => expect(boardOf(stage, issue)).toContain('raise the pool'),
  ],
  ['/milestone started 02:58', (stage, issue) => expect(boardOf(stage, issue)).toContain('02:58')],
  ['/runbook runbooks/disk-full.md', (stage, issue) => expect(boardOf(stage, issue)).toContain('disk-full')],
  ['/lead @bob', (stage, issue) => expect(boardOf(stage, issue)).toMatch(/Commander:\*\* `?bob/)],
  ['/help', (stage, issue) => expect(saidBeside(stage, issue).at(-1)?.text).toContain('/severity')],
  ['/status resolved rolled back', (stage, issue) => expect(labelsOf(stage, issue)).toContain('status:resolved')],
]

test(
  'every command that is accepted shows, and is confirmed by a thumbs-up',
  onStage({}, async (stage) => {
    const issue = await openIncident(stage)
    for (const [command, holds] of accepted) {
      const comment = await stage.people.erin.says(issue, command)
      await stage.settle()
      expect([command, reactionsOn(stage, comment)]).toEqual([command, ['+1']])
      holds(stage, issue)
    }
  }),
)

/** Commands that cannot be obeyed, and what the reply has to name. */
const refused: readonly (readonly [command: string, reply: RegExp])[] = [
  ['/severity terrible', /could not be read.*SEV/s],
  ['/service warehouse', /no such service.*checkout.*search/s],
  ['/status finished', /could not be read/],
  ['/done 99', /no such item.*1 to 13/s],
  ['/milestone started whenever', /could not be read.*02:58/s],
  ['/statsu resolved', /no command.*\/status/s],
  ['/action', /could not be read/],
]

test(
  'every command that cannot be obeyed gets one short reply with the right form',
  onStage({}, async (stage) => {
    const issue = await openIncident(stage)
    for (const [command, reply] of refused) {
      const comment = await stage.people.erin.says(issue, command)
      await stage.settle()
      expect([command, reactionsOn(stage, comment)]).toEqual([command, ['confused']])
      expect(saidBeside(stage, issue).at(-1)?.text).toMatch(reply)
    }
    expect(saidBeside(stage, issue)).toHaveLength(refused.length)
  }),
)

describe('a command is judged once', () => {
  test(
    'one that was edited before it was read does not count',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      const comment = await stage.people.erin.says(issue, '/severity SEV4')
      await stage.people.erin.rewrites(comment, '/severity SEV1')
      await stage.settle()
      expect(labelsOf(stage, issue)).toContain('severity:SEV2')
      expect(saidBeside(stage, issue).at(-1)?.text).toMatch(/was edited before it was read/)
    }),
  )

  test(
    'editing or deleting it later undoes nothing',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      const lead = await stage.people.erin.says(issue, '/lead')
      const severity = await stage.people.erin.says(issue, '/severity SEV1')
      await stage.settle()
      await stage.people.erin.rewrites(severity, '/severity SEV4')
      await stage.people.erin.deletes(lead)
      await stage.settle()
      expect(labelsOf(stage, issue)).toContain('severity:SEV1')
      expect(boardOf(stage, issue)).toMatch(/Commander:\*\* `?erin/)
    }),
  )

  test(
    'promoting its author later validates nothing',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      const comment = await stage.people.sam.says(issue, '/severity SEV4')
      await stage.settle()
      stage.world.setRole(stage.repository, 'sam', 'admin')
      await stage.people.erin.says(issue, '/note something else')
      await stage.settle()
      expect(labelsOf(stage, issue)).toContain('severity:SEV2')
      expect(reactionsOn(stage, comment)).toEqual(['confused'])
    }),
  )
})

/** frank may only read. */
const callingFrank = 'services: { checkout: { aliases: [payments], call: [alice, frank] } }'
const informingFrank = 'services: { checkout: { aliases: [payments], call: [alice], inform: [frank] } }'

describe('somebody who may not', () => {
  test(
    'is told once an incident, and then nothing',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      for (const command of ['/severity SEV4', '/status resolved', '/override it works', '/postmortem']) {
        await stage.people.sam.says(issue, command)
        await stage.settle()
      }
      const replies = saidBeside(stage, issue)
      expect(replies).toHaveLength(1)
      expect(replies[0]?.text).toMatch(/not open to you here.*your role is `read`/)
      expect(labelsOf(stage, issue)).toContain('severity:SEV2')
    }),
  )

  test(
    'still may work on the incident in a private repository',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      const comment = await stage.people.sam.says(issue, '/note customers call')
      await stage.settle()
      expect(reactionsOn(stage, comment)).toEqual(['+1'])
    }),
  )

  test(
    'may answer the call that named them, and no more, also in a public repository',
    onStage({ public: true, files: { '.github/muster.yml': callingFrank } }, async (stage) => {
      const { erin, frank, stranger } = stage.people
      const issue = await erin.files('Payments fail', fillForm(paymentsFail))
      await stage.settle()
      const [uncalled, called, note] = [
        await stranger.says(issue, '/ack'),
        await frank.says(issue, '/ack'),
        await frank.says(issue, '/note the pool is empty'),
      ]
      await stage.settleNewest()
      expect([uncalled, called, note].map((id) => reactionsOn(stage, id))).toEqual([['confused'], ['+1'], ['confused']])
      expect(boardOf(stage, issue)).toMatch(/Acknowledged:.*frank/)
      expect(boardOf(stage, issue)).not.toMatch(/Acknowledged:.*stranger/)
    }),
  )

  test(
    'may not answer a call as somebody who only has to know',
    onStage({ public: true, files: { '.github/muster.yml': informingFrank } }, async (stage) => {
      const issue = await stage.people.erin.files('Payments fail', fillForm(paymentsFail))
      await stage.settle()
      const comment = await stage.people.frank.says(issue, '/ack')
      await stage.settle()
      expect(reactionsOn(stage, comment)).toEqual(['confused'])
      expect(boardOf(stage, issue)).not.toMatch(/Acknowledged:/)
    }),
  )

  test(
    'may direct it once they command it',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.erin.says(issue, '/lead @sam')
      await stage.people.sam.says(issue, '/severity SEV3')
      await stage.settle()
      expect(labelsOf(stage, issue)).toContain('severity:SEV3')
    }),
  )
})

test(
  'commands in quotes, code and HTML comments are none, nor are those of bots',
  onStage({}, async (stage) => {
    const issue = await openIncident(stage)
    const texts = [
      '> /severity SEV1',
      '```\n/severity SEV1\n```',
      '    /severity SEV1',
      '<!-- /severity SEV1 -->',
      'see /severity SEV1',
    ]
    for (const text of texts) await stage.people.erin.says(issue, text)
    await stage.settleNewest()
    expect(labelsOf(stage, issue)).toContain('severity:SEV2')
    expect(saidBeside(stage, issue)).toEqual([])
  }),
)

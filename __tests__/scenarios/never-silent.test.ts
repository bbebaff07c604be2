import { describe, expect, jest, test } from '@jest/globals'
import { switchWorkflow } from '../../simulator/state/workflows.ts'
import { openChatRoom } from '../support/chat-room.ts'
import { boardOf, labelsOf, saidBeside } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { expectCalls, expectUntouched, plainFiles } from '../support/first-day.ts'
import { paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import { remotelyDispatched, type Stage, type StageWish, scheduled } from '../support/stage.ts'

jest.setTimeout(180_000)

/** Waiting for a limit moves the server's clock and takes no time. */
const quick = { inProcess: true, files: plainFiles, installed: true } as const

const escalating = {
  ...plainFiles,
  '.github/muster.yml': 'services:\n  checkout: { aliases: [payments], call: [alice], escalate: [carol] }\n',
} as const

/** A stage with a chat: every message that it took is handed on. */
function withChat(wish: StageWish, play: (stage: Stage, messages: readonly string[]) => Promise<void>) {
  return async () => {
    const room = await openChatRoom()
    const inputs = { ...wish.inputs, 'chat-url': room.url }
    try {
      await onStage({ ...quick, ...wish, inputs }, (stage) => play(stage, room.messages))()
    } finally {
      await room.close()
    }
  }
}

/** GitHub answers everything with this from now on. */
function refuseAll(stage: Stage, mode: 'secondary-limit' | 'rate-limited' | 'status-before:502', path = '**'): void {
  stage.world.faults.add({ mode, path, count: 10_000, ...(mode === 'status-before:502' ? {} : { retryAfter: 3_600 }) })
}

describe('a run that owes a call and cannot make it', () => {
  for (const mode of ['secondary-limit', 'rate-limited', 'status-before:502'] as const) {
    test(
      `GitHub refuses everything (${mode}): the chat is told from the event, then the run is red`,
      withChat({}, async (stage, messages) => {
        const issue = await stage.people.sam.files(
          '38 % of payments fail',
          fillForm({ ...paymentsFail, severity: 'SEV1 – most users cannot use it, or data is at risk' }),
        )
        refuseAll(stage, mode)
        const { run, outcome } = await stage.deliver(stage.inbox.take()[0] ?? fail())
        expect(run.exitCode).toBe(1)
        expect(['stopped-by-rate-limit', 'failed']).toContain(outcome)
        expect(messages).toHaveLength(1)
        expect(messages[0]).toMatch(/SEV1 · .*38 % of payments fail/)
        expect(messages[0]).toMatch(new RegExp(`/issues/${issue}\\|`))
        expect(messages[0]).toMatch(/GitHub refuses Muster.*Call people yourself/s)
        expect(run.log.join('\n')).toMatch(/The channel was told to call people/)
        stage.world.faults.clear()
        await stage.deliver(scheduled(stage))
        expectCalls(stage, issue, ['alice'])
      }),
    )
  }

  test(
    'a limit that opens within four minutes is waited for, and the run is green',
    withChat({}, async (stage) => {
      const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      stage.world.faults.add({ mode: 'secondary-limit', path: '**', count: 1, retryAfter: 200 })
      const { run } = await stage.settle()
      expect(run.exitCode).toBe(0)
      expectCalls(stage, issue, ['alice'])
    }),
  )

  test(
    'the board cannot be posted: told with what the incident is, then red',
    withChat({}, async (stage, messages) => {
      const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      refuseAll(stage, 'secondary-limit', '/repos/*/*/issues/*/comments')
      const { run } = await stage.deliver(stage.inbox.take()[0] ?? fail())
      expect(run.exitCode).toBe(1)
      expect(messages).toEqual([expect.stringMatching(/SEV2 · checkout.*GitHub refuses Muster/s)])
      expect(run.summary).toMatch(/Nobody was called/)
      stage.world.faults.clear()
      await stage.deliver(scheduled(stage))
      expectCalls(stage, issue, ['alice'])
    }),
  )

  test(
    'a raised severity that GitHub does not let through: the next level is not forgotten',
    withChat({ files: escalating }, async (stage, messages) => {
      const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      await stage.settle()
      await stage.people.erin.says(issue, '/severity SEV1 everybody now')
      const before = messages.length
      refuseAll(stage, 'rate-limited')
      const { run } = await stage.settle()
      expect(run.exitCode).toBe(1)
      expect(messages.slice(before)).toEqual([expect.stringMatching(/GitHub refuses Muster/)])
      stage.world.faults.clear()
      await stage.deliver(scheduled(stage))
      expectCalls(stage, issue, ['alice', 'carol'])
    }),
  )

  test(
    'an alert that names its issue by a dispatch: told, with the link',
    withChat({}, async (stage, messages) => {
      const issue = await stage.people.alice.opens('Disk full', 'SEV1 checkout', ['incident'])
      stage.inbox.take()
      refuseAll(stage, 'status-before:502')
      const { run } = await stage.deliver(remotelyDispatched(stage, { issue: { number: issue } }))
      expect(run.exitCode).toBe(1)
      expect(messages).toEqual([expect.stringMatching(new RegExp(`/issues/${issue}\\|.*GitHub refuses Muster`, 's'))])
    }),
  )

  test(
    'without a chat the log says that nobody was told',
    onStage(quick, async (stage) => {
      await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      refuseAll(stage, 'status-before:502')
      const { run } = await stage.settle()
      expect(run.exitCode).toBe(1)
      expect(run.log.join('\n')).toMatch(/nobody was told: call people yourself/)
    }),
  )
})

describe('no alarm', () => {
  test(
    'for an issue that asks for nothing',
    withChat({}, async (stage, messages) => {
      await stage.people.sam.opens('Typo on the help page', '"recieve"')
      refuseAll(stage, 'rate-limited')
      expect((await stage.settle()).run.exitCode).toBe(0)
      expect(messages).toEqual([])
    }),
  )

  test(
    'for a stranger’s report in a public repository',
    withChat({ public: true }, async (stage, messages) => {
      await stage.people.stranger.files(
        'Everything is down!!!',
        fillForm({ ...paymentsFail, severity: 'SEV1 – most users cannot use it, or data is at risk' }),
      )
      refuseAll(stage, 'rate-limited')
      expect((await stage.settle()).run.exitCode).toBe(0)
      expect(messages).toEqual([])
    }),
  )

  test(
    'for talk in a running incident',
    withChat({}, async (stage, messages) => {
      const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      await stage.settle()
      const before = messages.length
      await stage.people.bob.says(issue, 'The graphs look odd since noon.')
      refuseAll(stage, 'rate-limited')
      expect((await stage.settle()).run.exitCode).toBe(0)
      expect(messages).toHaveLength(before)
    }),
  )
})

describe('GitHub does not say who may declare, in a public repository', () => {
  test(
    'the board goes up without a call and says so, the chat is told, the run is red; then it is called',
    withChat({ public: true }, async (stage, messages) => {
      const issue = await stage.people.alice.files('38 % of payments fail', fillForm(paymentsFail))
      refuseAll(stage, 'status-before:502', '/repos/*/*/collaborators/**')
      const { run, outcome } = await stage.settle()
      expect(run.exitCode).toBe(1)
      expect(outcome).toBe('permission-unknown')
      expect(boardOf(stage, issue)).toMatch(/Nobody has been called:\*\* GitHub did not say/)
      expect(labelsOf(stage, issue)).toContain('incident:unconfirmed')
      expect(messages).toEqual([expect.stringMatching(/Call people yourself/)])
      expectCalls(stage, issue, [])
      stage.world.faults.clear()
      await stage.deliver(scheduled(stage))
      expectCalls(stage, issue, ['alice'])
      expect(boardOf(stage, issue)).not.toMatch(/Nobody has been called/)
      expect(labelsOf(stage, issue)).not.toContain('incident:unconfirmed')
    }),
  )

  test(
    'and it was a stranger: the board is taken back, and the report waits like any other',
    withChat({ public: true }, async (stage) => {
      const issue = await stage.people.stranger.files('38 % of payments fail', fillForm(paymentsFail))
      refuseAll(stage, 'status-before:502', '/repos/*/*/collaborators/**')
      await stage.settle()
      stage.world.faults.clear()
      await stage.deliver(scheduled(stage))
      expect(saidBeside(stage, issue).map(({ key }) => key)).toEqual(['triage'])
      expect(labelsOf(stage, issue)).toEqual(['incident:unconfirmed'])
      expectCalls(stage, issue, [])
      await stage.people.erin.says(issue, '/confirm')
      await stage.settle()
      expectCalls(stage, issue, ['alice'])
    }),
  )
})

describe('GitHub has switched the sweep off', () => {
  test(
    'the next opening in a public repository says so, with the link, and so does the board from then on',
    onStage(
      { ...quick, public: true, files: { ...plainFiles, '.github/workflows/incident-sweep.yml': sweep() } },
      async (stage) => {
        switchWorkflow(stage.repository, '.github/workflows/incident-sweep.yml', {
          state: 'disabled_inactivity',
          at: stage.world.clock.now(),
        })
        const issue = await stage.people.alice.files('38 % of payments fail', fillForm(paymentsFail))
        await stage.settle()
        const said =
          /switched off the hourly sweep.*\[Switch it on again\]\(.*\/actions\/workflows\/incident-sweep\.yml\)/
        expect(boardOf(stage, issue)).toMatch(said)
        await stage.people.alice.says(issue, '/ack')
        await stage.settle()
        expect(boardOf(stage, issue)).toMatch(said)
      },
    ),
  )
})

describe('somebody deletes the board', () => {
  test(
    'it is posted anew, calls anew and says why',
    onStage(quick, async (stage) => {
      const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      await stage.settle()
      const board = [...stage.repository.comments.values()].find(({ body }) => body.includes('"board"'))
      await stage.people.dana.deletes(board?.id ?? 0)
      stage.inbox.take()
      await stage.deliver(scheduled(stage))
      expect(boardOf(stage, issue)).toMatch(/Somebody deleted the board that stood here/)
      expectCalls(stage, issue, ['alice'])
      await stage.deliver(scheduled(stage))
      expectCalls(stage, issue, ['alice'])
    }),
  )

  test(
    'an issue that was never one of ours is left alone',
    onStage(quick, async (stage) => {
      const issue = await stage.people.sam.opens('Typo', 'on the help page')
      await stage.settle()
      expectUntouched(stage, issue)
    }),
  )
})

function sweep(): string {
  return "name: Incident sweep\non:\n  schedule:\n    - cron: '37 * * * *'\njobs: {}\n"
}

function fail(): never {
  throw new Error('No event waits')
}

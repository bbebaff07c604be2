import { describe, expect, jest, test } from '@jest/globals'
import type { ReactionContent } from '../../simulator/state/issue.ts'
import { boardOf } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { allOurTexts, expectCalls, install, plainFiles, plainSettings } from '../support/first-day.ts'
import { paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import { reactByOther, reactToCommentsByOther, startOtherWorkflows } from '../support/other-workflows.ts'
import { type Stage, scheduled } from '../support/stage.ts'

jest.setTimeout(240_000)

/** Longest that a workflow of somebody else may hold a call up, in seconds of the server's clock. */
const patience = 75

const twoPeople = plainSettings.replace('call: [alice]', 'call: [alice, bob]')
const files = { ...plainFiles, '.github/muster.yml': twoPeople }

async function file(stage: Stage): Promise<number> {
  return await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
}

/** Seconds from a moment to the first call in an issue. */
function delayOf({ world }: Stage, issue: number, since: Date): number {
  const told = world.notifications.find(({ subject, reason }) => subject.endsWith(`#${issue}`) && reason === 'mention')
  return told ? (told.at.getTime() - since.getTime()) / 1000 : Number.POSITIVE_INFINITY
}

const sets: readonly (readonly ReactionContent[])[] = [['rocket'], ['eyes'], ['eyes', 'rocket'], ['+1', 'heart']]

describe('another workflow, with our own login, reacts to the new issue', () => {
  for (const contents of sets) {
    test(
      `${contents.join(' and ')} before our first run: everybody is called once, without waiting long`,
      onStage({ files, inProcess: true }, async (stage) => {
        const issue = await file(stage)
        reactByOther(stage, issue, ...contents)
        const since = stage.world.clock.now()
        await stage.settle()
        expectCalls(stage, issue, ['alice', 'bob'])
        expect(delayOf(stage, issue, since)).toBeLessThanOrEqual(patience)
        await stage.deliver(scheduled(stage))
        stage.wait(60)
        await stage.deliver(scheduled(stage))
        expectCalls(stage, issue, ['alice', 'bob'])
        expect(boardOf(stage, issue)).not.toMatch(/deleted/)
      }),
    )
  }

  test(
    'and its reactions stay its own: they are there afterwards',
    onStage({ files, inProcess: true }, async (stage) => {
      const issue = await file(stage)
      reactByOther(stage, issue, 'eyes', 'rocket')
      await stage.settle()
      const left = stage.repository.issues.get(issue)?.reactions.map(({ content }) => content) ?? []
      expect([...left].sort()).toEqual(['eyes', 'rocket'])
    }),
  )

  test(
    'the sweep alone finds the issue: the same',
    onStage({ files, inProcess: true }, async (stage) => {
      await install(stage)
      const issue = await file(stage)
      stage.inbox.take()
      reactByOther(stage, issue, 'rocket', 'eyes')
      stage.wait(20)
      const since = stage.world.clock.now()
      await stage.deliver(scheduled(stage))
      expectCalls(stage, issue, ['alice', 'bob'])
      expect(delayOf(stage, issue, since)).toBeLessThanOrEqual(patience)
    }),
  )

  for (const content of ['eyes', 'rocket'] as const) {
    test(`${content} between any two requests of our run: everybody is called once`, async () => {
      const seen: string[] = []
      for (let at = 1; ; at += 1) {
        const { asked, problem } = await strikeBefore(at, content)
        if (problem) seen.push(`before request ${at}: ${problem}`)
        if (at >= asked) break
      }
      expect(seen).toEqual([])
    })
  }
})

describe('another workflow reacts later', () => {
  for (const content of ['eyes', 'rocket', '+1'] as const) {
    test(
      `${content} on the board and the call: nobody has acknowledged by that, and a later call is made at once`,
      onStage({ files: withCarol(), inProcess: true }, async (stage) => {
        const issue = await file(stage)
        await stage.settle()
        reactByOther(stage, issue, content)
        reactToCommentsByOther(stage, issue, content)
        await stage.people.erin.says(issue, '/severity SEV1 nobody can pay')
        const since = stage.world.clock.now()
        const told = stage.world.notifications.length
        await stage.settle()
        expectCalls(stage, issue, ['alice', 'bob', 'carol'])
        const call = stage.world.notifications.slice(told).find(({ login }) => login === 'carol')
        expect(((call?.at.getTime() ?? Number.NaN) - since.getTime()) / 1000).toBeLessThanOrEqual(patience)
        expect(boardOf(stage, issue)).not.toMatch(/[Aa]cknowledged[^\n]*(alice|bob)/)
        reactToCommentsByOther(stage, issue, content)
        await stage.deliver(scheduled(stage))
        expectCalls(stage, issue, ['alice', 'bob', 'carol'])
      }),
    )
  }

  test(
    'five workflows at work on every event of an incident: each call once, and none of their words is taken for ours',
    onStage({ files: withCarol(), inProcess: true }, async (stage) => {
      const stop = startOtherWorkflows(stage)
      const issue = await file(stage)
      await stage.settle()
      await stage.people.bob.says(issue, 'I am looking at it')
      await stage.people.erin.says(issue, '/severity SEV1 nobody can pay')
      await stage.settle()
      await stage.deliver(scheduled(stage))
      expectCalls(stage, issue, ['alice', 'bob', 'carol'])
      expect(allOurTexts(stage, issue)).toContain('We usually answer within two days.')
      stop()
    }),
  )
})

/** Plays an opening in which another workflow reacts right before our `at`th request. */
async function strikeBefore(
  at: number,
  content: ReactionContent,
): Promise<{ readonly asked: number; readonly problem: string | undefined }> {
  let asked = 0
  let strike = () => {}
  let problem: string | undefined
  const gate = async () => {
    asked += 1
    if (asked === at) strike()
    return 'pass' as const
  }
  const play = onStage({ files, inProcess: { gate } }, async (stage) => {
    const issue = await file(stage)
    strike = () => reactByOther(stage, issue, content)
    const since = stage.world.clock.now()
    await stage.deliver(stage.inbox.takeNewest())
    const delay = delayOf(stage, issue, since)
    expect(delay).toBeLessThanOrEqual(patience)
    expectCalls(stage, issue, ['alice', 'bob'])
    strike = () => {}
    stage.wait(60)
    await stage.deliver(scheduled(stage))
    expectCalls(stage, issue, ['alice', 'bob'])
  })
  await play().catch((error: unknown) => {
    problem = error instanceof Error ? error.message.slice(0, 400) : String(error)
  })
  return { asked, problem }
}

function withCarol(): Readonly<Record<string, string | null>> {
  return { ...files, '.github/muster.yml': twoPeople.replace('SEV1: {', 'SEV1: { call: [service, carol],') }
}

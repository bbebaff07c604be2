import { afterAll, beforeAll, expect, jest } from '@jest/globals'
import type { ActionResult } from '../../simulator/runner/run-action.ts'
import { cpuTime } from '../support/cpu-time.ts'
import { boardOf } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { paymentsFail } from '../support/incidents.ts'
import { beginning, type Stage, setStage } from '../support/stage.ts'
import { startLoopback } from '../unit/github/loopback.ts'
import { findReferences } from './oracles/find-references.ts'
import { findRunnerCommands } from './oracles/find-runner-commands.ts'
import { budget } from './support/budget.ts'
import { expandText, type HostileCase, type Text } from './support/hostile-case.ts'
import { walkGroup } from './support/walk-group.ts'

jest.setTimeout(120_000)

let stage: Stage
beforeAll(async () => {
  stage = await setStage({ inProcess: true })
})
afterAll(() => stage.close())

/** What the runner would obey, but for warnings and errors of our own that may quote and never begin with it. */
function unmeant({ commands, log }: ActionResult): readonly string[] {
  const ours = /^##\[(?:warning|error)\]/
  const obeyed = commands.filter(({ name, data }) => !/^(?:warning|error)$/.test(name) || /^\W*owned/.test(data))
  const printed = findRunnerCommands(log.filter((line) => !ours.test(line)).join('\n'))
  return [...obeyed.map(({ name, data }) => `${name}: ${data.slice(0, 100)}`), ...printed]
}

interface EventCase extends HostileCase {
  readonly event: string
  /** As JSON where it cannot be written otherwise. */
  readonly payload: Readonly<Record<string, unknown>> | string
  readonly outcome: string
}

walkGroup<EventCase>('events', async ({ event, payload: written, outcome }) => {
  const payload = typeof written === 'string' ? JSON.parse(written) : written
  const run = await stage.deliver({ name: event, action: null, payload, actor: 'dana' })
  expect([run.run.exitCode, run.outcome, run.writes]).toEqual([0, outcome, []])
  expect(unmeant(run.run)).toEqual([])
  expect(stage.world.violations).toEqual([])
})

interface AnswerCase extends HostileCase {
  readonly answer: { readonly status: number; readonly text: Text; readonly headers?: Readonly<Record<string, Text>> }
}

walkGroup<AnswerCase>('answers', async ({ answer }) => {
  await stage.people.carol.opens('Payments fail', fillForm(paymentsFail), ['incident'])
  const event = stage.inbox.takeNewest()
  const headers = Object.entries(answer.headers ?? {}).map(([name, value]) => [name, expandText(value)] as const)
  const scripted = { status: answer.status, text: expandText(answer.text), headers: Object.fromEntries(headers) }
  const server = await startLoopback(() => scripted)
  const env = { GITHUB_API_URL: server.url, GITHUB_GRAPHQL_URL: `${server.url}/graphql` }
  try {
    const before = cpuTime()
    const { run } = await stage.deliver(event, { env })
    expect(cpuTime() - before).toBeLessThan(budget)
    expect(unmeant(run)).toEqual([])
    expect(run.log.join('\n')).not.toMatch(/\n\s+at .*:\d+:\d+/)
    expect(run.outputs.outcome).toMatch(/^(?:failed|stopped-by-rate-limit|issue-gone|not-an-incident)$/)
    // Only the server that was named was asked, and never with a write that the answers asked for.
    expect(server.seen.every(({ headers: { host } }) => server.url.endsWith(host ?? 'none'))).toBe(true)
  } finally {
    await server.close()
  }
})

interface OversizeCase extends HostileCase {
  readonly input: Text
  readonly place: 'title' | 'body' | 'comment' | 'hundred'
}

walkGroup<OversizeCase>('oversize', async (one) => {
  const first = await playLarge(one)
  // Compiling, and a busy machine, are paid for once; what is dear by itself is dear again.
  expect(first < budget ? first : await playLarge(one)).toBeLessThan(budget)
})

/** Opens the incident, and gives the processor time of the run in milliseconds. */
async function playLarge({ input, place }: OversizeCase): Promise<number> {
  const { carol } = stage.people
  const text = expandText(input)
  const body = fillForm(paymentsFail)
  const whole = place === 'body' ? `${body}\n\n${text}` : body
  const title = place === 'title' ? text : 'Payments fail'
  const issue = await carol.opens(title, [...whole].slice(0, 65_536).join(''), ['incident'])
  if (place === 'comment') await carol.says(issue, text)
  if (place === 'hundred') for (let count = 0; count < 100; count += 1) await carol.says(issue, `${text} ${count}`)
  const before = cpuTime()
  const { run } = await stage.settleNewest()
  const cost = cpuTime() - before
  expect([run.exitCode, unmeant(run)]).toEqual([0, []])
  const { world, repository } = stage
  const { mentions } = findReferences(boardOf(stage, issue), { world, repository, canMentionTeams: true })
  expect(mentions.filter((name) => !['alice', 'frank'].includes(name))).toEqual([])
  expect(world.violations).toEqual([])
  await carol.closes(issue, 'not_planned')
  stage.inbox.take()
  return cost
}

// The clock of a stage moves with every act; far from its beginning, reports would be late.
afterAll(() => expect(stage.world.clock.now().getTime()).toBeLessThan(Date.parse(beginning) + 86_400_000 * 2))

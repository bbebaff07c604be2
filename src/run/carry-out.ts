import type { RunEvent } from '../action/event.ts'
import type { Inputs } from '../action/inputs.ts'
import type { Outputs } from '../action/outputs.ts'
import { readMissedCall } from '../domain/missed-call.ts'
import { MissedCallError } from '../errors.ts'
import { hasCode } from '../github/api-error.ts'
import type { ClientOptions, GitHubClient } from '../github/client.ts'
import { connect } from '../github/client.ts'
import { renderSummary } from '../render/render-summary.ts'
import type { Problem } from '../settings/problem.ts'
import type { Environment } from './open-session.ts'
import { openSession } from './open-session.ts'
import { describeRun, outputsOf } from './report.ts'
import { run } from './run.ts'
import type { Session } from './session.ts'
import { tellMissed } from './tell-missed.ts'

/** What a run is started with. */
export interface Start {
  readonly env: Environment
  readonly inputs: Inputs
  readonly event: RunEvent
  /** When the process began its work, in milliseconds. */
  readonly started: number
  readonly connection: Omit<ClientOptions, 'token'>
}

/** What is told once a run is over; no text holds a secret that the scanner knows. */
export interface CarriedOut {
  readonly log: readonly string[]
  /** What is wrong in the settings, and where. */
  readonly warnings: readonly { readonly text: string; readonly place: Problem }[]
  readonly summary: string
  readonly outputs: Outputs
  readonly failure: string | undefined
}

/** Does what the event asks for and puts it into words: connect → open the session → run → describe. */
export async function carryOut({ env, inputs, event, started, connection }: Start): Promise<CarriedOut> {
  const client = connect({ ...connection, token: inputs.token })
  stopOnCancel(client)
  const session = await openSession({ env, inputs, client, event })
  const done = await run(session, event).catch((error: unknown) => raiseAlarm(session, event, error))
  const report = describeRun(session, event, { run: done, milliseconds: Date.now() - started })
  const clean = async (text: string): Promise<string> => (await session.redactor.redact(text)).text
  const warn = async (place: Problem) => ({ text: await clean(`${place.message}. ${place.help}`), place })
  return {
    log: await Promise.all(report.log.map(clean)),
    warnings: await Promise.all(session.problems.map(warn)),
    summary: await clean(renderSummary(report.summary, session)),
    outputs: outputsOf(session, done),
    failure: report.failure === undefined ? undefined : await clean(report.failure),
  }
}

/**
 * GitHub let Muster read nothing. Where the event shows that people are owed a call, the channels are told first, and the
 * run fails, also where it is only a limit that opens again. Always rejects.
 */
async function raiseAlarm(session: Session, { trigger }: RunEvent, error: unknown): Promise<never> {
  const cancelled = hasCode(error, 'stopped')
  const missed = trigger.kind === 'issue' && !cancelled ? readMissedCall(trigger, session) : undefined
  if (missed === undefined) throw error
  throw new MissedCallError(error, await tellMissed(session, missed))
}

/** The runner's cancel: SIGINT, then SIGTERM, then SIGKILL. Writing stops at once; what is left is the next run's. */
function stopOnCancel(client: GitHubClient): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => client.stopWriting())
}

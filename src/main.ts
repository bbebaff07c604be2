import { describeEvent } from './action/describe-event.ts'
import { readEvent } from './action/event.ts'
import { readInputs } from './action/inputs.ts'
import { logFailure, logInfo, logWarning } from './action/log.ts'
import { writeOutputs } from './action/outputs.ts'
import { readPayload } from './action/payload.ts'
import { writeSummary } from './action/summary.ts'
import { explain, MissedCallError } from './errors.ts'
import type { ClientOptions } from './github/client.ts'
import type { Environment } from './run/open-session.ts'

/**
 * One run: the event wakes us → observe → decide → reconcile → apply → report. Never rejects. What reads the event is small;
 * all the rest, in the same file, is set up only where there is something to do, after the log has said what. `connection`
 * is for proofs that play many runs: how long requests may take and how time passes.
 */
export async function main(env: Environment, connection: Pick<ClientOptions, 'pace' | 'timeout'> = {}): Promise<void> {
  const started = Date.now()
  try {
    const inputs = readInputs()
    for (const notice of inputs.notices) logWarning(notice)
    const event = readEvent(env, readPayload(env))
    if (event.trigger.kind === 'nothing') {
      logInfo(`Nothing to do: ${event.trigger.detail}.`)
      writeOutputs(nothingDone(event.trigger.reason))
      return
    }
    logInfo(`Looking into it: ${describeEvent(event)}`)
    const { carryOut } = await import(/* webpackMode: "eager" */ './run/carry-out.ts')
    const told = await carryOut({ env, inputs, event, started, connection: { ...connection, log: logInfo } })
    for (const line of told.log) logInfo(line)
    for (const { text, place } of told.warnings) logWarning(text, place)
    await writeSummary(told.summary)
    writeOutputs(told.outputs)
    if (told.failure !== undefined) logFailure(told.failure)
  } catch (error) {
    const { code, message, help } = explain(error)
    writeOutputs(nothingDone(isLimit(error) ? 'stopped-by-rate-limit' : 'failed'))
    if (code === 'rate-limit') logWarning(`${message}. ${help}`)
    else logFailure(`${message}. ${help}`)
  }
}

/** GitHub's limit, also where it kept people from being called. */
function isLimit(error: unknown): boolean {
  const cause = error instanceof MissedCallError ? error.cause : error
  return explain(cause).code === 'rate-limit'
}

function nothingDone(outcome: Parameters<typeof writeOutputs>[0]['outcome']): Parameters<typeof writeOutputs>[0] {
  return {
    outcome,
    document: false,
    incident: undefined,
    severity: undefined,
    status: undefined,
    boardUrl: undefined,
    pullRequestUrl: undefined,
    writes: 0,
  }
}

import { readEvent } from './action/event.ts'
import { readInputs } from './action/inputs.ts'
import { logFailure, logInfo, logWarning } from './action/log.ts'
import { writeOutputs } from './action/outputs.ts'
import { readPayload } from './action/payload.ts'
import { writeSummary } from './action/summary.ts'
import { explain } from './errors.ts'
import type { ClientOptions, GitHubClient } from './github/client.ts'
import { connect } from './github/client.ts'
import { renderSummary } from './render/render-summary.ts'
import type { Environment } from './run/open-session.ts'
import { openSession } from './run/open-session.ts'
import { describeRun, outputsOf } from './run/report.ts'
import { run } from './run/run.ts'

/**
 * One run: the event wakes us → observe → decide → reconcile → apply → report. Never rejects. `connection` is for proofs
 * that play many runs: how long requests may take and how time passes.
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
    const client = connect({ ...connection, token: inputs.token, log: logInfo })
    stopOnCancel(client)
    const session = await openSession({ env, inputs, client, event })
    const done = await run(session, event)
    const report = describeRun(session, event, { run: done, milliseconds: Date.now() - started })
    const clean = async (text: string): Promise<string> => (await session.redactor.redact(text)).text
    for (const line of report.log) logInfo(await clean(line))
    for (const problem of session.problems) logWarning(await clean(`${problem.message}. ${problem.help}`), problem)
    await writeSummary(await clean(renderSummary(report.summary, session)))
    writeOutputs(outputsOf(session, done))
    if (report.failure !== undefined) logFailure(await clean(report.failure))
  } catch (error) {
    const { code, message, help } = explain(error)
    writeOutputs(nothingDone(code === 'rate-limit' ? 'stopped-by-rate-limit' : 'failed'))
    if (code === 'rate-limit') logWarning(`${message}. ${help}`)
    else logFailure(`${message}. ${help}`)
  }
}

/** The runner's cancel: SIGINT, then SIGTERM, then SIGKILL. Writing stops at once; what is left is the next run's. */
function stopOnCancel(client: GitHubClient): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => client.stopWriting())
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

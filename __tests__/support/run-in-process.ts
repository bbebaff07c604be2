import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { prepareAction } from '../../simulator/runner/prepare-action.ts'
import type { ActionResult } from '../../simulator/runner/run-action.ts'
import { StepLog } from '../../simulator/runner/step-log.ts'
import type { Clock } from '../../simulator/state/clock.ts'
import type { Pace } from '../../src/github/pace.ts'
import { main } from '../../src/main.ts'
// What `main` loads late is loaded here, outside of any run: inside, the environment is the run's own, and a mutation tester
// says there which mutant is switched on.
import '../../src/run/carry-out.ts'
import { type Enclosure, runEnclosed } from './enclosure.ts'
import { guardRun, type RequestGate, type RunGuard } from './guard-run.ts'
import type { StepOrder } from './run-jobs.ts'

/** How a run in this process differs from one of the bundle in a process of its own. */
export interface InProcessOptions {
  /** How time passes for the run; default: waiting moves the server's clock and takes no time. */
  readonly pace?: Pace
  /** Milliseconds for one request. Default: as shipped. */
  readonly timeout?: number
  /** Asked before each request of this run is looked at. */
  readonly gate?: RequestGate
}

/**
 * Plays one run of the Action's sources in this process, against the same server and with the same environment as the
 * bundle: some ten times cheaper, and any number side by side. `kill-…` faults and `cancel` end it as the runner would:
 * after a kill nothing of the run reaches the server any more.
 */
export async function runInProcess(order: StepOrder, options: InProcessOptions = {}): Promise<ActionResult> {
  const { world, token } = order
  const root = mkdtempSync(join(world.options.directory, 'action-'))
  const guard = guardRun(world, token, options.gate)
  try {
    const { environment, files } = await prepareAction({ ...order, bundle: '' }, root)
    const enclosure: Enclosure = { env: environment, output: '', exitCode: undefined, onSignal: new Map() }
    order.cancel?.addEventListener('abort', () => enclosure.onSignal.get('SIGINT')?.())
    const started = performance.now()
    const pace = options.pace ?? skipWaits(world.clock, guard)
    const { timeout } = options
    const running = runEnclosed(enclosure, () => main(environment, { pace, ...(timeout && { timeout }) }))
    const end = await Promise.race([running, guard.killed])
    const duration = performance.now() - started
    const log = new StepLog(new Set([token]))
    for (const line of enclosure.output.split('\n')) log.add(line)
    const { outputs, environment: exported, summary, problems } = files.read()
    return {
      exitCode: end === 'killed' ? null : (enclosure.exitCode ?? 0),
      signal: end === 'killed' ? 'SIGKILL' : null,
      timedOut: false,
      outputs,
      environment: exported,
      summary,
      log: log.lines,
      commands: log.commands,
      annotations: log.annotations,
      problems: [...log.problems, ...problems],
      requests: guard.requests,
      duration,
    }
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

/** Waiting takes no time here, and moves the server's clock by as much. A run that was killed waits for ever. */
function skipWaits(clock: Clock, { killed }: RunGuard): Pace {
  let waited = 0
  let dead = false
  killed.then(() => {
    dead = true
  })
  const now = () => performance.now() + waited
  const sleep = async (milliseconds: number) => {
    const end = now() + milliseconds
    // Others that wait side by side get their turn to begin: together they wait as long as the longest.
    await new Promise((resolve) => setImmediate(resolve))
    if (dead) await new Promise(() => {})
    const left = Math.max(0, end - now())
    waited += left
    clock.advance(left)
  }
  return { now, sleep }
}

import { join } from 'node:path'
import type { JobSession } from './job-session.ts'
import { StepFiles, type StepWritings } from './step-files.ts'
import type { StepLog } from './step-log.ts'

/** A process that a step wants to run. */
export interface ProcessOrder {
  readonly file: string
  readonly args: readonly string[]
  readonly directory: string
  /** The step's own `env`, and what else only this process gets. */
  readonly environment: Readonly<Record<string, string>>
  /** Milliseconds. */
  readonly timeout: number
  readonly log: StepLog
}

/** What came of performing a step. */
export interface StepEffects {
  readonly succeeded: boolean
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly log: StepLog
  readonly writings: StepWritings
  readonly problems: readonly string[]
}

const nothingWritten: StepWritings = { outputs: {}, environment: {}, path: [], summary: '', problems: [] }

/** Effects of a step without a process: it succeeded, or failed with a problem. */
export function effectsWithoutProcess(log: StepLog, problem?: string): StepEffects {
  const problems = problem === undefined ? [] : [problem]
  return { succeeded: problem === undefined, exitCode: null, signal: null, log, writings: nothingWritten, problems }
}

/** Runs a process with the job's environment and its own command files, and reads what it left. */
export async function runProcess(session: JobSession, order: ProcessOrder): Promise<StepEffects> {
  const { children, cancel, facts, options } = session.setting
  const files = new StepFiles(join(session.temp, `step-${session.steps.length + 1}`), facts.payload)
  const environment = { ...session.processEnvironment(order.environment), ...files.environment }
  const { log, file, args, directory } = order
  const outcome = await children.run(
    { file, args, directory, environment },
    { onLine: (line) => log.add(line), cancel, timeout: order.timeout, patience: options.patience },
  )
  const writings = files.read()
  const timeouts = outcome.timedOut ? [`The action timed out after ${order.timeout} ms.`] : []
  const problems = [...log.problems, ...writings.problems, ...timeouts]
  const { exitCode, signal } = outcome
  return { succeeded: exitCode === 0 && problems.length === 0, exitCode, signal, log, writings, problems }
}

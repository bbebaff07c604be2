import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { JobSession } from './job-session.ts'
import { runProcess, type StepEffects } from './run-process.ts'
import type { StepLog } from './step-log.ts'
import { evaluateText } from './template.ts'
import type { Job, Step } from './workflow.ts'

/** A step that is about to be performed: its variables and how long it may take (milliseconds). */
export interface StepOrder {
  readonly job: Job
  readonly step: Step
  readonly environment: Readonly<Record<string, string>>
  readonly timeout: number
  readonly log: StepLog
}

/** GitHub's built-in shells, `{0}` standing for the script's file. */
const shells: Readonly<Record<string, string>> = {
  '': 'bash -e {0}',
  bash: 'bash --noprofile --norc -eo pipefail {0}',
  sh: 'sh -e {0}',
  python: 'python {0}',
}

/** Performs a `run:` step. */
export function performScript(session: JobSession, order: StepOrder): Promise<StepEffects> {
  const { action } = order.step
  if (action.kind !== 'run') throw new Error('Not a script')
  const scope = session.scope(order.environment)
  const file = join(session.temp, `script-${session.steps.length + 1}`)
  writeFileSync(file, `${evaluateText(action.script, scope)}\n`)
  const named = action.shell ?? order.job.shell ?? ''
  const [program = 'bash', ...args] = (shells[named] ?? named).split(' ')
  const directory = resolve(session.workspace, evaluateText(action.directory ?? order.job.directory, scope))
  return runProcess(session, {
    file: program,
    args: args.map((arg) => arg.replace('{0}', file)),
    directory,
    environment: { ...order.environment, GITHUB_ACTION: order.step.id },
    timeout: order.timeout,
    log: order.log,
  })
}

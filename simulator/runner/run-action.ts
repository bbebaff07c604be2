import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { RequestLogEntry } from '../http/request-log.ts'
import type { Repository } from '../state/repository.ts'
import type { World } from '../state/world.ts'
import { Children } from './child.ts'
import { prepareAction } from './prepare-action.ts'
import type { RunnerCommand } from './runner-command.ts'
import { DEFAULT_RUNNER_OPTIONS } from './runner-options.ts'
import { type Annotation, StepLog } from './step-log.ts'

/** One run of an action's bundle for one event, without a workflow file. Times are milliseconds. */
export interface ActionOrder {
  readonly world: World
  readonly repository: Repository
  /** The JavaScript file, for instance `dist/index.js`. */
  readonly bundle: string
  readonly event: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly inputs?: Readonly<Record<string, string>>
  /** Given to the action as its input `token`, unless `inputs` has one. */
  readonly token: string
  /**
   * What lies in the workspace: `clone` (the default branch, as the checkout leaves it), files by path, or nothing.
   */
  readonly checkout?: 'clone' | 'none' | Readonly<Record<string, string>>
  /** What a step before it has written into the workspace. */
  readonly changed?: Readonly<Record<string, string>>
  /** More variables; they win over the runner's own. */
  readonly env?: Readonly<Record<string, string>>
  readonly actor?: string
  readonly timeout?: number
  /** Cancels the process as the runner does. */
  readonly cancel?: AbortSignal
  readonly patience?: readonly [afterInterrupt: number, afterTerminate: number]
}

/** What a run of an action left. */
export interface ActionResult {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly timedOut: boolean
  readonly outputs: Readonly<Record<string, string>>
  readonly environment: Readonly<Record<string, string>>
  readonly summary: string
  readonly log: readonly string[]
  readonly commands: readonly RunnerCommand[]
  readonly annotations: readonly Annotation[]
  readonly problems: readonly string[]
  /** Requests that reached the server while it ran. */
  readonly requests: readonly RequestLogEntry[]
  /** Milliseconds. */
  readonly duration: number
}

/** Runs a bundle once as the runner does: a child process with an environment made from nothing. */
export async function runAction(order: ActionOrder): Promise<ActionResult> {
  const { world } = order
  const root = mkdtempSync(join(world.options.directory, 'action-'))
  const children = new Children()
  const formerHook = world.killHook
  world.killHook = () => children.killAll()
  const firstRequest = world.requests.length
  const log = new StepLog(new Set([order.token]))
  try {
    const { workspace, environment: variables, files } = await prepareAction(order, root)
    const started = performance.now()
    const outcome = await children.run(
      {
        file: process.execPath,
        args: [order.bundle],
        directory: workspace,
        environment: variables,
      },
      {
        onLine: (line) => log.add(line),
        cancel: order.cancel ?? new AbortController().signal,
        timeout: order.timeout ?? 60_000,
        patience: order.patience ?? DEFAULT_RUNNER_OPTIONS.patience,
      },
    )
    const duration = performance.now() - started
    const { outputs, environment, summary, problems } = files.read()
    const { lines, commands, annotations } = log
    const told = { outputs, environment, summary, log: lines, commands, annotations }
    const requests = world.requests.slice(firstRequest)
    return { ...outcome, ...told, problems: [...log.problems, ...problems], requests, duration }
  } finally {
    world.killHook = formerHook
    await rm(root, { recursive: true, force: true })
  }
}

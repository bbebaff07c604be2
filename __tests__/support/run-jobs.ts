import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ActionOrder, ActionResult } from '../../simulator/runner/run-action.ts'
import { runAction } from '../../simulator/runner/run-action.ts'
import type { Repository } from '../../simulator/state/repository.ts'
import type { TokenPermissions } from '../../simulator/state/token.ts'
import type { World } from '../../simulator/state/world.ts'
import { findBundle } from './bundle.ts'
import { checkOut } from './check-out.ts'
import type { CapturedEvent } from './inbox.ts'

/** Some thousand runs start the same bundle: compiling it once spares the tests a third of their time. */
const compileCache = join(tmpdir(), 'muster-tests-compile-cache')

/** Where and how the two jobs of the workflow run. */
export interface JobSetting {
  readonly world: World
  readonly repository: Repository
  readonly permissions: Readonly<Record<Part, TokenPermissions>>
  /** More inputs of the step, in both jobs. */
  readonly inputs: Readonly<Record<string, string>>
  readonly checkout: boolean
  /** Variables of the step, beside the runner's own. */
  readonly env?: Readonly<Record<string, string>>
  readonly cancel?: AbortSignal
  /** What a job's step is played by; default: the bundle in a process of its own. */
  readonly play?: (order: StepOrder) => Promise<ActionResult>
}

/** A run of the Action, whatever plays it. */
export type StepOrder = Omit<ActionOrder, 'bundle' | 'timeout' | 'patience'>

/** The job, as the input `part` names it. */
export type Part = 'run' | 'document'

/** What the jobs of the workflow file may do. */
export const jobPermissions: JobSetting['permissions'] = {
  run: { contents: 'read', issues: 'write' },
  document: { contents: 'write', 'pull-requests': 'write', issues: 'write' },
}

/** Both jobs of one run of the workflow; the second only where the first said that a postmortem is due. */
export interface JobsRun {
  readonly run: ActionResult
  readonly document: ActionResult | undefined
  /** How the run ended: the reason code of the last job that ran. */
  readonly outcome: string
  /** Requests to GitHub of both jobs, writes among them. */
  readonly requests: ActionResult['requests']
  readonly writes: ActionResult['requests']
}

/** Runs the bundle for an event as the workflow does: job `run`, then, if that asks for it, job `document`. */
export async function runJobs(setting: JobSetting, event: CapturedEvent): Promise<JobsRun> {
  const run = await runPart(setting, event, 'run')
  const due = run.outputs.document === 'true'
  const document = due ? await runPart(setting, event, 'document') : undefined
  const requests = [...run.requests, ...(document?.requests ?? [])]
  const outcome = (document ?? run).outputs.outcome ?? ''
  return { run, document, outcome, requests, writes: requests.filter(isWrite) }
}

/** Runs one job. */
export async function runPart(setting: JobSetting, event: CapturedEvent, part: Part): Promise<ActionResult> {
  const { world, repository, permissions, inputs, checkout, env, cancel, play = playBundle } = setting
  const name = `${repository.owner.login}/${repository.name}`
  return await play({
    world,
    repository,
    event: event.name,
    payload: event.payload,
    actor: event.actor,
    inputs: { settings: '', runbooks: '', 'chat-url': '', 'dry-run': 'false', ...inputs, part },
    token: world.addToken({ kind: 'workflow', repository: name, permissions: permissions[part] }),
    checkout: checkout ? checkOut(repository) : 'none',
    ...(env && { env }),
    ...(cancel && { cancel }),
  })
}

/** As the runner does it: the bundle in a process of its own. */
export async function playBundle(order: StepOrder): Promise<ActionResult> {
  const env = { NODE_COMPILE_CACHE: compileCache, ...order.env }
  return await runAction({ ...order, env, bundle: findBundle(), timeout: 120_000 })
}

/** GraphQL reads by POST, and `createCommitOnBranch` is not used. */
function isWrite({ method, path }: ActionResult['requests'][number]): boolean {
  return method !== 'GET' && !path.endsWith('/graphql')
}

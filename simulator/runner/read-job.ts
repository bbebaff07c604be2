import { pick, readItems, readKey, readText, type Template } from './template.ts'
import type { Job, Step, StepAction, Workflow } from './workflow.ts'

/** A job or step as GitHub's parser converts it: ids, `needs`, the condition with its implied status, what it calls. */
export interface ConvertedPart {
  readonly id: string
  readonly strategy?: unknown
  readonly needs?: readonly string[]
  readonly if?: { readonly expr: string }
  readonly steps?: readonly ConvertedPart[]
  readonly ref?: string
}

/** Puts a job together from what the parser made of it and what the file says. `called` are the workflows by reference. */
export function readJob(job: ConvertedPart, root: Template, called: ReadonlyMap<string, Workflow>): Job {
  const raw = readKey(readKey(root, 'jobs'), job.id)
  const defaults = readKey(readKey(raw, 'defaults'), 'run') ?? readKey(readKey(root, 'defaults'), 'run')
  const shell = readText(readKey(defaults, 'shell'))
  const steps = readItems(readKey(raw, 'steps'))
  const workflow = called.get(job.ref ?? '')
  return {
    id: job.id,
    needs: job.needs ?? [],
    condition: job.if?.expr ?? 'success()',
    ...pick(raw, { name: 'name', permissions: 'permissions', concurrency: 'concurrency', env: 'env' }),
    ...pick(raw, { outputs: 'outputs', timeoutMinutes: 'timeout-minutes', continueOnError: 'continue-on-error' }),
    ...pick(defaults, { directory: 'working-directory' }),
    ...(shell === undefined ? {} : { shell }),
    steps: (job.steps ?? []).map((step, index) => readStep(step, steps[index])),
    ...(workflow && { call: { workflow, ...pick(raw, { inputs: 'with', secrets: 'secrets' }) } }),
  }
}

function readStep(step: ConvertedPart, raw: Template | undefined): Step {
  return {
    id: step.id,
    condition: step.if?.expr ?? 'success()',
    action: readAction(raw),
    ...pick(raw, { name: 'name', env: 'env' }),
    ...pick(raw, { timeoutMinutes: 'timeout-minutes', continueOnError: 'continue-on-error' }),
  }
}

function readAction(raw: Template | undefined): StepAction {
  const reference = readText(readKey(raw, 'uses'))
  if (reference !== undefined) return { kind: 'uses', reference, ...pick(raw, { inputs: 'with' }) }
  const shell = readText(readKey(raw, 'shell'))
  return {
    kind: 'run',
    script: readKey(raw, 'run') ?? null,
    ...(shell === undefined ? {} : { shell }),
    ...pick(raw, { directory: 'working-directory' }),
  }
}

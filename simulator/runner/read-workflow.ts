import { githubParser } from './github-parser.ts'
import { readTriggers } from './read-triggers.ts'
import { readItems, readKey, readText, type Template } from './template.ts'
import type { Job, Step, StepAction, Workflow } from './workflow.ts'

/** What reading a workflow file gives: the workflow, or what GitHub's parser says is wrong with it. */
export type WorkflowReading =
  | { readonly kind: 'read'; readonly workflow: Workflow }
  | { readonly kind: 'broken'; readonly errors: readonly string[] }

/** Reads a workflow file with GitHub's own parser. `path` is its path in the repository. */
export async function readWorkflow(path: string, content: string): Promise<WorkflowReading> {
  const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = githubParser
  const parsed = parseWorkflow({ name: path, content }, new NoOperationTraceWriter())
  const converted = parsed.value ? await convertWorkflowTemplate(parsed.context, parsed.value) : undefined
  const errors = parsed.context.errors.getErrors().map((error) => error.message)
  if (errors.length > 0 || !parsed.value || !converted) return { kind: 'broken', errors }
  const root = serialize<Template>(parsed.value)
  const jobs = serialize<readonly ConvertedPart[]>(converted.jobs)
  const unsupported = jobs.filter((job) => job.type !== 'job' || job.strategy !== undefined)
  if (unsupported.length > 0) {
    const names = unsupported.map((job) => job.id).join(', ')
    return { kind: 'broken', errors: [`${path}: matrices and reusable workflows are not simulated (${names})`] }
  }
  return {
    kind: 'read',
    workflow: {
      path,
      name: readText(readKey(root, 'name')) ?? path,
      triggers: readTriggers(converted.events),
      ...pick(root, { permissions: 'permissions', concurrency: 'concurrency', env: 'env' }),
      jobs: jobs.map((job) => readJob(job, root)),
    },
  }
}

/** A job or step of the converted workflow, serialised: ids, `needs` and the condition with its implied status. */
interface ConvertedPart {
  readonly id: string
  readonly type?: string
  readonly strategy?: unknown
  readonly needs?: readonly string[]
  readonly if?: { readonly expr: string }
  readonly steps?: readonly ConvertedPart[]
}

function readJob(job: ConvertedPart, root: Template): Job {
  const raw = readKey(readKey(root, 'jobs'), job.id)
  const defaults = readKey(readKey(raw, 'defaults'), 'run') ?? readKey(readKey(root, 'defaults'), 'run')
  const shell = readText(readKey(defaults, 'shell'))
  const steps = readItems(readKey(raw, 'steps'))
  return {
    id: job.id,
    needs: job.needs ?? [],
    condition: job.if?.expr ?? 'success()',
    ...pick(raw, { name: 'name', permissions: 'permissions', concurrency: 'concurrency', env: 'env' }),
    ...pick(raw, { outputs: 'outputs', timeoutMinutes: 'timeout-minutes', continueOnError: 'continue-on-error' }),
    ...pick(defaults, { directory: 'working-directory' }),
    ...(shell === undefined ? {} : { shell }),
    steps: (job.steps ?? []).map((step, index) => readStep(step, steps[index])),
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

function pick<Name extends string>(from: Template | undefined, keys: Readonly<Record<Name, string>>) {
  const found: Partial<Record<Name, Template>> = {}
  for (const name in keys) {
    const value = readKey(from, keys[name])
    if (value !== undefined) found[name] = value
  }
  return found
}

/** The parser's token classes serialise themselves, into plain data of the shape that `Template` describes. */
function serialize<Shape>(tokens: unknown): Shape {
  return JSON.parse(JSON.stringify(tokens))
}

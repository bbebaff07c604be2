import { parse as parseYaml } from 'yaml'
import { callProblems } from './call-problems.ts'
import { githubParser } from './github-parser.ts'
import { type ConvertedPart, readJob } from './read-job.ts'
import { readTriggers } from './read-triggers.ts'
import { pick, readKey, readText, type Template } from './template.ts'
import type { Workflow } from './workflow.ts'

/** What reading a workflow file gives: the workflow, or what GitHub's parser says is wrong with it. */
export type WorkflowReading =
  | { readonly kind: 'read'; readonly workflow: Workflow }
  | { readonly kind: 'broken'; readonly errors: readonly string[] }

/** The text of all workflow files of a commit, by path. */
export type Siblings = ReadonlyMap<string, string>

/**
 * Reads a workflow file with GitHub's own parser. `path` is its path in the repository, `siblings` what its jobs may call:
 * a called workflow is read with it, and what does not fit between the two is the caller's problem, found before any job
 * starts, as at GitHub. A called workflow that calls others is not simulated.
 */
export async function readWorkflow(
  path: string,
  content: string,
  siblings: Siblings = new Map(),
): Promise<WorkflowReading> {
  const parsed = await parse(path, content, siblings)
  if (parsed.kind === 'broken') return parsed
  const { root, events, parts } = parsed
  const matrices = parts.filter((job) => job.strategy !== undefined).map((job) => job.id)
  if (matrices.length > 0) return broken(`${path}: matrices are not simulated (${matrices.join(', ')})`)
  const called = new Map<string, Workflow>()
  for (const reference of new Set(parts.flatMap(({ ref }) => (ref === undefined ? [] : [ref])))) {
    const place = reference.replace(/^\.\//, '')
    const reading = await readWorkflow(place, siblings.get(place) ?? '')
    if (reading.kind === 'broken') return reading
    called.set(reference, reading.workflow)
  }
  const workflow: Workflow = {
    path,
    name: readText(readKey(root, 'name')) ?? path,
    triggers: readTriggers(events, readKey(root, 'on')),
    ...pick(root, { permissions: 'permissions', concurrency: 'concurrency', env: 'env', runName: 'run-name' }),
    ...pick(readKey(readKey(root, 'on'), 'workflow_call'), { outputs: 'outputs' }),
    jobs: parts.map((job) => readJob(job, root, called)),
  }
  const problems = callProblems(workflow)
  return problems.length > 0 ? { kind: 'broken', errors: problems } : { kind: 'read', workflow }
}

interface Parsed {
  readonly kind: 'parsed'
  /** The file as it stands. */
  readonly root: Template
  readonly events: Readonly<Record<string, unknown>>
  /** The jobs as GitHub's parser converts them. */
  readonly parts: readonly ConvertedPart[]
}

type Broken = Extract<WorkflowReading, { kind: 'broken' }>

/** Asks the parser about the file as it stands, since its complaints name the place, and takes the values elsewhere. */
async function parse(path: string, content: string, siblings: Siblings): Promise<Parsed | Broken> {
  const first = await ask({ name: path, content }, siblings)
  if (first.kind === 'broken') return first
  const oneLiners = new Map([...siblings].map(([name, text]) => [name, toOneLiners(text)]))
  return await ask({ name: path, content: toOneLiners(content) }, oneLiners)
}

async function ask(
  file: { readonly name: string; readonly content: string },
  siblings: Siblings,
): Promise<Parsed | Broken> {
  const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = githubParser
  const { context, value } = parseWorkflow(file, new NoOperationTraceWriter())
  const deep = { fetchReusableWorkflowDepth: 1 }
  const converted = value ? await convertWorkflowTemplate(context, value, providerOf(siblings), deep) : undefined
  const errors = context.errors.getErrors().map((error) => error.message)
  if (errors.length > 0 || !value || !converted) return broken(...errors)
  const parts = serialize<readonly ConvertedPart[]>(converted.jobs)
  return { kind: 'parsed', root: serialize<Template>(value), events: converted.events, parts }
}

/**
 * The same file with every text on one line. For a text of several lines that holds an expression the parser takes the
 * file's characters, indentation and quotes included, instead of the text that YAML makes of them; it was written for
 * editors. GitHub itself takes the text (`TemplateReader.ParseScalar` of actions/runner).
 */
function toOneLiners(content: string): string {
  return JSON.stringify(parseYaml(content))
}

/** Where GitHub's parser gets called workflows from. It says of what is not there that it cannot be found. */
function providerOf(siblings: Siblings) {
  return {
    getFileContent: async (reference: { readonly path: string }) => {
      const content = 'owner' in reference ? undefined : siblings.get(reference.path)
      if (content === undefined) throw new Error(`There is no workflow ${reference.path}`)
      return { name: reference.path, content }
    },
  }
}

function broken(...errors: readonly string[]): Broken {
  return { kind: 'broken', errors }
}

/** The parser's token classes serialise themselves, into plain data of the shape that `Template` describes. */
function serialize<Shape>(tokens: unknown): Shape {
  return JSON.parse(JSON.stringify(tokens))
}

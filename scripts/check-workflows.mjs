// Reads every workflow with GitHub's own parser: the files in .github/workflows, the workflows shown in README and
// docs, and action.yml. Then holds them to the rules that keep them safe to copy.
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { githubParser, parseAction } from '../simulator/runner/github-parser.ts'
import { readWorkflow } from '../simulator/runner/read-workflow.ts'
import { shownWorkflows } from './shown-workflows.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = githubParser
const files = globSync('.github/workflows/*.{yml,yaml}').map((name) => ({ name, content: readFileSync(name, 'utf8') }))
const texts = new Map(files.map(({ name, content }) => [name, content]))
const shown = shownWorkflows()
const problems = [
  ...(await Promise.all([...files, ...shown].map(parseProblems))).flat(),
  ...(await Promise.all(files.filter(callsOthers).map(callProblems))).flat(),
  ...[...files, ...shown].flatMap(pinProblems),
  ...[...files, ...shown].flatMap(ruleProblems),
  ...actionProblems('action.yml'),
]

for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
else console.log(`${files.length} workflows, ${shown.length} shown in pages, and action.yml: sound`)

async function parseProblems(file) {
  const { context, value } = parseWorkflow(file, new NoOperationTraceWriter())
  if (value) await convertWorkflowTemplate(context, value)
  const errors = context.errors.getErrors().map(({ message }) => message)
  return value || errors.length > 0 ? errors : [`${file.name}: cannot be read`]
}

/** What does not fit between a workflow and those of this repository that it calls: inputs, secrets, permissions. */
async function callProblems({ name, content }) {
  const reading = await readWorkflow(name, content, texts)
  return reading.kind === 'broken' ? reading.errors : []
}

function callsOthers({ content }) {
  return jobsOf(content).some(([, job]) => job.uses !== undefined)
}

function jobsOf(content) {
  return Object.entries(parse(content).jobs ?? {})
}

function actionProblems(name) {
  const { context } = parseAction({ name, content: readFileSync(name, 'utf8') }, new NoOperationTraceWriter())
  return context.errors.getErrors().map(({ message }) => message)
}

/** Pinned, or this very repository; pages leave owner and SHA of Muster itself to the reader. */
function pinProblems({ name, content }) {
  const isPinned = (uses) =>
    /^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(uses) || /^OWNER\/muster@<full commit SHA> # v/.test(uses)
  return [...content.matchAll(/^.*\buses: (?!\.\/)(.*)$/gm)]
    .filter(([, uses = '']) => !isPinned(uses))
    .map(([, uses]) => `${name}: ${uses} is not pinned by full commit SHA and version comment`)
}

/** What zizmor would find, too; but zizmor is not on every machine. */
function ruleProblems({ name, content }) {
  const workflow = parse(content)
  const jobs = jobsOf(content)
  const steps = jobs.flatMap(([, job]) => job.steps ?? [])
  // GitHub allows neither a limit nor steps where a job calls a workflow; the called jobs have theirs.
  const unbounded = jobs.filter(([, job]) => job.uses === undefined && job['timeout-minutes'] === undefined)
  const checkouts = steps.filter(({ uses = '' }) => uses.startsWith('actions/checkout@'))
  return [
    ...steps.filter(({ run = '' }) => run.includes('${{')).map(({ run }) => `${name}: an expression in run: ${run}`),
    ...unbounded.map(([job]) => `${name}: the job ${job} has no timeout-minutes`),
    ...checkouts
      .filter((step) => step.with?.['persist-credentials'] !== false)
      .map(() => `${name}: a checkout keeps its token`),
    ...(JSON.stringify(workflow.permissions) === '{}' ? [] : [`${name}: no \`permissions: {}\` at the top`]),
    ...unguardedJobs(workflow).map(
      (job) => `${name}: neither the workflow nor the job ${job}, which can write, has concurrency`,
    ),
  ]
}

/**
 * Jobs that can write and may run twice at a time. Concurrency may stand on the job alone: a group of the whole workflow is
 * entered before any `if:`, so that a run that ends up skipped drops one that waits. Where a job calls a workflow of this
 * repository, the called jobs are asked.
 */
function unguardedJobs(workflow) {
  if (workflow.concurrency) return []
  return Object.entries(workflow.jobs ?? {}).flatMap(([id, job]) => {
    if (job.concurrency || !canWrite(job.permissions)) return []
    const called = texts.get((job.uses ?? '').replace(/^\.\//, ''))
    return called === undefined ? [id] : unguardedJobs(parse(called)).map((inner) => `${id}/${inner}`)
  })
}

/** A job that says nothing has what the top of its workflow has, which is nothing. */
function canWrite(permissions = {}) {
  return permissions === 'write-all' || Object.values(permissions).includes('write')
}

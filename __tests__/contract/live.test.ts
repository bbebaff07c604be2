import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import GithubSlugger from 'github-slugger'
import { judgeAll } from '../../scripts/live/judge/judge-all.ts'
import { logOf, summaryOf, type WorkflowRun } from '../../simulator/runner/run.ts'
import { Runner } from '../../simulator/runner/runner.ts'
import { type GitHub, startGitHub } from '../../simulator/server.ts'
import type { Repository } from '../../simulator/state/repository.ts'
import { projectFolder } from '../support/bundle.ts'

// The workflows as they stand, run on the embedded GitHub by its own runner: checkout, jobs, requests, summary. What a
// runner of GitHub brings (npm, Node, the upload) is put in their place; everything else is the real thing.

let folder: string
let github: GitHub
let runner: Runner

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'live-'))
  for (const name of ['bin', 'jobs']) mkdirSync(join(folder, name))
  const npm = join(folder, 'bin', 'npm')
  writeFileSync(npm, `#!/bin/sh\nln -s '${join(projectFolder, 'node_modules')}' node_modules\n`)
  chmodSync(npm, 0o755)
  const nothing = addAction('nothing', '')
  const keep = addAction('keep', `require('node:fs').copyFileSync('live-answers.json', '${folder}/live-answers.json')`)
  github = await startGitHub({ secondaryLimits: false })
  github.world.addUser({ login: 'dana' })
  github.world.addUser({ login: 'mallory' })
  runner = new Runner(github.world, {
    directory: join(folder, 'jobs'),
    actions: { 'actions/setup-node': nothing, 'actions/upload-artifact': keep },
    path: [join(folder, 'bin'), dirname(process.execPath), process.env.PATH].join(':'),
  })
})

afterAll(async () => {
  await runner.close()
  await github.close()
  rmSync(folder, { recursive: true, force: true })
})

/** An action that takes any input and does so much; gives its folder. */
function addAction(name: string, script: string): string {
  const place = join(folder, name)
  mkdirSync(place)
  writeFileSync(
    join(place, 'action.yml'),
    `name: ${name}\ndescription: Stands in\nruns: { using: node24, main: index.cjs }\n`,
  )
  writeFileSync(join(place, 'index.cjs'), script)
  return place
}

/** The files that the workflows need, and no others. */
function projectFiles(): Record<string, string> {
  const read = (path: string): [string, string] => [path, readFileSync(join(projectFolder, path), 'utf8')]
  const scripts = readdirSync(join(projectFolder, 'scripts/live'), { recursive: true, encoding: 'utf8' })
  const ours = scripts.filter((name) => name.endsWith('.ts')).map((name) => `scripts/live/${name}`)
  const workflows = ['live.yml', 'live-group.yml'].map((name) => `.github/workflows/${name}`)
  return Object.fromEntries(['package.json', ...ours, ...workflows].map(read))
}

/**
 * A repository whose workflow file was changed once since the first commit, as the experiment with joins needs it. A person's
 * branch still holds the older file, so that a workflow's token may make another there.
 */
async function addRepository(name: string): Promise<Repository> {
  const files = projectFiles()
  const workflow = '.github/workflows/live-group.yml'
  const first = { ...files, [workflow]: `# An older one.\n${files[workflow]}` }
  const repository = await github.world.addRepository({ owner: 'acme', name, private: true, files: first })
  github.world.setRole(repository, 'dana', 'admin')
  const sha = repository.git.resolve('main')?.oid
  await ask('POST', `/repos/acme/${name}/git/refs`, { ref: 'refs/heads/older', sha })
  const current = await ask('GET', `/repos/acme/${name}/contents/${workflow}`)
  const content = Buffer.from(files[workflow] ?? '').toString('base64')
  await ask('PUT', `/repos/acme/${name}/contents/${workflow}`, { message: 'Change it', content, sha: current.sha })
  return repository
}

/** As dana, who is its admin. */
async function ask(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const token = github.world.addToken({ kind: 'person', login: 'dana' })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(github.apiUrl + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  const text = await answer.text()
  return text === '' ? {} : JSON.parse(text)
}

async function startLive(name: string, inputs: object): Promise<WorkflowRun> {
  const before = runner.runs.length
  await ask('POST', `/repos/acme/${name}/actions/workflows/live.yml/dispatches`, { ref: 'main', inputs })
  await runner.idle()
  const run = runner.runs[before]
  if (!run) throw new Error('No run was started')
  return run
}

/** The table of the summary: found and verdict of every experiment. */
function tableOf(run: WorkflowRun): ReadonlyMap<string, { readonly sign: string; readonly found: string }> {
  const lines = summaryOf(run)
    .split('\n')
    .filter((line) => /^\| [✅❗➖]/u.test(line))
  return new Map(
    lines.map((line) => {
      const [sign = '', experiment = '', , found = ''] = line.split(' | ').map((cell) => cell.replace(/^\| /, ''))
      return [experiment, { sign, found }]
    }),
  )
}

const conclusionsOf = (run: WorkflowRun) => Object.fromEntries(run.jobs.map(({ id, conclusion }) => [id, conclusion]))

describe('in a repository that is meant for it', () => {
  let repository: Repository
  let run: WorkflowRun
  beforeAll(async () => {
    repository = await addRepository('scratch')
    run = await startLive('scratch', { confirm: 'acme/scratch', stranger: 'mallory', rounds: '5', pace: '40' })
  })

  test('every job succeeds, with no more power than it tries out', () => {
    expect(run.problems).toEqual([])
    expect(Object.values(conclusionsOf(run)).filter((conclusion) => conclusion !== 'success')).toEqual([])
    expect(Object.fromEntries(run.jobs.map(({ id, permissions }) => [id, permissions]))).toEqual({
      prepare: { contents: 'read', issues: 'write' },
      left: { contents: 'read', issues: 'write' },
      right: { contents: 'read', issues: 'write' },
      words: { contents: 'read', issues: 'write' },
      without: { contents: 'read' },
      with: { contents: 'read', actions: 'read' },
      access: { contents: 'read', 'pull-requests': 'write' },
      join: { contents: 'write' },
      groups: { contents: 'read', actions: 'write', issues: 'write' },
      clean: { contents: 'read', issues: 'write' },
      report: { contents: 'read' },
    })
  })

  test('every question is answered', () => {
    const table = tableOf(run)
    expect(table.size).toBe(19)
    // Whether two processes of this machine ever met at the same moment is not for a test to say.
    const answered = [...table].filter(([experiment]) => !/^Two jobs (make|set)/.test(experiment))
    expect(answered.filter(([, { sign }]) => sign.includes('➖'))).toEqual([])
  })

  test.each([
    ['A deleted label can be made again at once', /^201 in 10 of 10$/],
    ['A label asked for in other letters', /^`muster-live-\d+-Case`$/],
    ['`x-ratelimit-*` under GITHUB_TOKEN', /^1000 an hour, resource `core`; `GET \/rate_limit` says 1000$/],
    ['`GET /rate_limit` is free', /^(\d+) used, then \d+$/],
    ['All jobs of a repository share one budget', /^\d+ used after/],
    ['State of a workflow without `actions: read`', /^private: 40[34]/],
    ['State of a workflow with `actions: read`', /^private: 200 active/],
    ['Two jobs wait for one group', /^older dropped, newer ran$/],
    ['A job skipped by its `if:` leaves the waiting one alone', /^skipped run ended, waiting one ran$/],
  ])('finds what the embedded GitHub does: %s', (experiment, found) => {
    expect(tableOf(run).get(experiment)).toEqual({ sign: '✅', found: expect.stringMatching(found) })
  })

  test.each([
    ['Two jobs make one label at once', /^rounds 5, at the same moment \d, one winner 5$/],
    ['Two jobs set one reaction at once', /^rounds 24, at the same moment \d+, one winner 24$/],
  ])('finds one winner in every round: %s', (experiment, found) => {
    expect(tableOf(run).get(experiment)?.found).toMatch(found)
  })

  test('the table stands in the log, too, and the answers are kept', () => {
    expect(logOf(run)).toContain('# What this GitHub does')
    const { rows } = JSON.parse(readFileSync(join(folder, 'live-answers.json'), 'utf8'))
    expect(rows).toHaveLength(tableOf(run).size)
  })

  test('asks nothing that GitHub does not know', () => {
    expect(github.world.violations).toEqual([])
  })

  test('leaves nothing but closed issues that say what they were', () => {
    expect([...repository.labels.values()].map(({ name }) => name)).toEqual([])
    expect(repository.git.refs.list('refs/heads/').map(({ name }) => name)).toEqual([
      'refs/heads/main',
      'refs/heads/older',
    ])
    const issues = [...repository.issues.values()]
    expect(issues.map(({ state, title }) => `${state} ${title}`)).toEqual([
      'closed Muster tries GitHub out: the issue of all jobs',
      'closed Muster tries GitHub out: a mention in the text',
      'closed Muster tries GitHub out: a mention that an edit adds',
    ])
  })
})

describe('in a repository that is not meant for it', () => {
  test.each([
    ['another name was typed', 'living', { confirm: 'acme/other' }, '"confirm" has to be acme/living'],
    ['an incident is open', 'busy', { confirm: 'acme/busy' }, 'acme/busy has 1 open incident.'],
  ])('nothing is made: %s', async (_why, name, inputs, words) => {
    const repository = await addRepository(name)
    await ask('POST', `/repos/acme/${name}/issues`, { title: 'Checkout is down', labels: ['Incident'] })
    const run = await startLive(name, inputs)
    expect(conclusionsOf(run)).toMatchObject({
      prepare: 'failure',
      left: 'skipped',
      words: 'skipped',
      report: 'skipped',
    })
    expect(run.jobs[0]?.steps.at(-1)?.annotations.map(({ message }) => message)).toEqual([
      expect.stringContaining(words),
    ])
    expect([...repository.issues.values()].map(({ title, state }) => `${state} ${title}`)).toEqual([
      'open Checkout is down',
    ])
    expect([...repository.labels.values()].map((label) => label.name)).toEqual(['Incident'])
    expect(repository.comments.size).toBe(0)
  })
})

describe('docs/first-run.md', () => {
  const page = readFileSync(join(projectFolder, 'docs/first-run.md'), 'utf8')

  test('leads from its table to every experiment, in the same order', () => {
    const slugger = new GithubSlugger()
    const headings = [...page.matchAll(/^## (\d+\. .*)$/gm)].map(([, heading = '']) => `#${slugger.slug(heading)}`)
    const links = [...page.matchAll(/^\| \d+ \| \[[^\]]+\]\((#[^)]+)\)/gm)].map(([, link]) => link)
    expect(headings.length).toBe(19)
    expect(links).toEqual(headings)
  })

  test('says of every row of the summary what Muster believes', () => {
    const rows = judgeAll({}).map(({ experiment }) => experiment)
    const told = [...page.matchAll(/^\| ([^|]+) \| [^|]+ \| [^|]+ \|$/gm)].map(([, row = '']) => row)
    expect(rows.filter((row) => !told.includes(row))).toEqual([])
  })

  test('and the summary name no file that is not there', () => {
    const judges = readdirSync(join(projectFolder, 'scripts/live/judge')).map((name) => `scripts/live/judge/${name}`)
    const texts = [page, ...judges.map((name) => readFileSync(join(projectFolder, name), 'utf8'))].join('\n')
    const named = [...texts.matchAll(/(?<![\w./])((?:src|docs|templates|\.github)\/[\w./-]+\.(?:ts|md|yml|hbs))/g)]
    const paths = [...new Set(named.map(([, path = '']) => path))]
    // Two of them are files that the reader makes.
    const missing = paths.filter((path) => !existsSync(join(projectFolder, path)) && !/\/(?:try|eyes)\.yml$/.test(path))
    expect(paths.length).toBeGreaterThan(5)
    expect(missing).toEqual([])
  })
})

import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { annotationsOf, summaryOf, type WorkflowRun } from '../runner/run.ts'
import { Runner } from '../runner/runner.ts'
import type { RunnerOptions } from '../runner/runner-options.ts'
import type { WorldEvent } from '../state/event.ts'
import type { Repository } from '../state/repository.ts'
import { World } from '../state/world.ts'

const echo = join(import.meta.dirname, 'runner-fixtures', 'echo')
const urls = { web: 'http://127.0.0.1:1', api: 'http://127.0.0.1:1/api/v3', graphql: 'http://127.0.0.1:1/api/graphql' }

let directory: string
let world: World
let runner: Runner | null

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'runner-'))
  world = new World(urls, { directory })
  runner = null
})

afterEach(async () => {
  await runner?.close()
  rmSync(directory, { recursive: true, force: true })
})

/** A repository with these workflows, and a runner whose `./` is the echo action. */
async function prepare(workflows: Record<string, string>, options: Partial<RunnerOptions> = {}) {
  const files = Object.entries(workflows).map(([name, text]) => [`.github/workflows/${name}`, text])
  const repository = await world.addRepository({
    owner: 'acme',
    name: 'shop',
    files: { 'README.md': '# Shop\n', 'docs/a.md': 'a', ...Object.fromEntries(files) },
  })
  runner = new Runner(world, { directory, actions: { './': echo }, patience: [100, 100], ...options })
  return { repository, runner }
}

/** Waits until the echo action hangs, however slow the machine is. */
async function hanging(): Promise<void> {
  const names = () => readdirSync(directory, { recursive: true }).map(String)
  while (!names().some((name) => name.endsWith('hanging'))) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** The first run, which must be there. */
function only(runner: Runner): WorkflowRun {
  const [run] = runner.runs
  if (!run) throw new Error('Nothing ran')
  return run
}

/** Somebody does something; `by` says with what kind of token. */
function emit(
  repository: Repository,
  event: Partial<WorldEvent> & { name: string },
  by: 'person' | 'workflow' = 'person',
) {
  const user = repository.owner
  const byToken = { user, kind: by, app: null, allows: () => true }
  world.emit({ action: null, repository, sender: user, payload: {}, byToken, ...event })
}

const opened = { name: 'issues', action: 'opened', payload: { issue: { number: 7, labels: [{ name: 'incident' }] } } }

describe('a job', () => {
  test('runs its steps with contexts, inputs, outputs and an environment made from nothing', async () => {
    const { repository, runner } = await prepare(
      {
        'a.yml': `
on: {issues: {types: [opened]}}
permissions: {}
env: {LEVEL: workflow}
jobs:
  one:
    if: github.event.issue.number == 7 && contains(github.event.issue.labels.*.name, 'incident')
    runs-on: ubuntu-latest
    permissions: {contents: read, issues: write}
    outputs:
      part: \${{ steps.echo.outputs.part }}
      stolen: \${{ github.token }}
    steps:
      - uses: actions/checkout@v5
      - id: echo
        uses: ./
        env: {LEVEL: step}
        with: {part: "a-\${{ github.event.issue.number }}", chat: "\${{ secrets.CHAT }}"}
      - run: test -f README.md && test "$FROM_ECHO" = yes && echo "ref=$(git rev-parse HEAD)" >> "$GITHUB_OUTPUT"
        id: script
      - run: exit 3
        if: failure()
  two:
    needs: one
    if: needs.one.outputs.part == 'a-7'
    runs-on: ubuntu-latest
    steps: [{run: 'echo "\${{ needs.one.outputs.part }} \${{ needs.one.result }}"'}]
  three:
    needs: one
    if: needs.one.outputs.stolen != ''
    runs-on: ubuntu-latest
    steps: [{run: exit 1}]
`,
      },
      { secrets: { CHAT: 'https://chat.example/x' } },
    )
    emit(repository, opened)
    await runner.idle()
    const [run] = runner.runs
    expect(run).toMatchObject({ conclusion: 'success', problems: [], event: 'issues' })
    const [one, two, three] = run?.jobs ?? []
    expect([one?.conclusion, two?.conclusion, three?.conclusion]).toEqual(['success', 'success', 'skipped'])
    expect(one?.permissions).toEqual({ contents: 'read', issues: 'write' })
    expect(one?.outputs).toEqual({ part: 'a-7' })
    expect(one?.steps.map((step) => step.conclusion)).toEqual(['success', 'success', 'success', 'skipped'])
    expect(two?.steps[0]?.log).toEqual(['a-7 success'])
    expect(one?.steps[2]?.outputs.ref).toBe(repository.git.resolve('main')?.oid)

    const step = one?.steps[1]
    const environment = JSON.parse(step?.outputs.environment ?? '{}')
    expect(environment).toMatchObject({
      GITHUB_EVENT_NAME: 'issues',
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_API_URL: urls.api,
      INPUT_PART: 'a-7',
      INPUT_TWO_WORDS: 'a b',
      LEVEL: 'step',
      CI: 'true',
    })
    expect(environment.INPUT_TOKEN).toMatch(/^ghs_/)
    const foreign = Object.keys(environment).filter(
      (key) => !/^(GITHUB|RUNNER|INPUT)_|^(CI|HOME|PATH|LEVEL)$/.test(key),
    )
    expect(foreign).toEqual([])
    expect(step?.outputs.cwd).toBe(environment.GITHUB_WORKSPACE)
    expect(JSON.parse(step?.outputs.event ?? '{}')).toMatchObject({ action: 'opened', issue: { number: 7 } })
    expect(step?.log).toContain('***, please')
    expect(annotationsOf(only(runner)).map(({ level, message }) => [level, message])).toEqual([
      ['warning', "Unexpected input(s) 'chat', valid inputs are ['token', 'part', 'two words']"],
      ['warning', 'careful\ntwo lines'],
      ['error', 'at the end'],
    ])
    expect(step?.commands.map(({ name }) => name).sort()).toEqual(['add-mask', 'error', 'warning'])
    expect(summaryOf(only(runner))).toBe('# Summary\n')
    expect(world.tokens.size).toBe(0)
  })
})

/** A workflow of one job that runs the echo action with this `part`. */
const simple = (part: string, more = '') => `
on: [issues, workflow_dispatch]
${more}
jobs:
  run:
    runs-on: ubuntu-latest
    steps: [{uses: ./, with: {part: ${part}}}]
`

describe('concurrency', () => {
  test('keeps one pending run of a group and cancels older pending ones', async () => {
    const concurrency = `concurrency: {group: "issue-\${{ github.event.issue.number }}", cancel-in-progress: false}`
    const { repository, runner } = await prepare({ 'a.yml': simple('wait', concurrency) })
    for (let n = 0; n < 4; n += 1) emit(repository, opened)
    emit(repository, { ...opened, payload: { issue: { number: 8 } } })
    await runner.idle()
    expect(runner.runs.map(({ conclusion, concurrencyGroup }) => [conclusion, concurrencyGroup])).toEqual([
      ['success', 'issue-7'],
      ['cancelled', 'issue-7'],
      ['cancelled', 'issue-7'],
      ['success', 'issue-7'],
      ['success', 'issue-8'],
    ])
    expect(runner.runs[1]?.jobs).toEqual([])
  })

  test('cancels the run in progress where told to', async () => {
    const concurrency = 'concurrency: {group: one, cancel-in-progress: true}'
    const { repository, runner } = await prepare({ 'a.yml': simple('wait', concurrency) })
    emit(repository, opened)
    emit(repository, opened)
    await runner.idle()
    expect(runner.runs.map(({ conclusion }) => conclusion)).toEqual(['cancelled', 'success'])
  })
})

describe('what a workflow token does', () => {
  test('starts no run, but for dispatches and pull requests that wait for approval', async () => {
    const { repository, runner } = await prepare({
      'a.yml': simple('x').replace(
        '[issues, workflow_dispatch]',
        '{issues: {}, pull_request: {}, repository_dispatch: {types: [muster]}}',
      ),
    })
    const sha = repository.git.resolve('main')?.oid ?? ''
    const place = { ref: 'main', sha }
    repository.pulls.set(9, {
      ...world.nextIdentity('PullRequest'),
      number: 9,
      head: place,
      base: { ...place },
      draft: false,
      mergedAt: null,
      mergedBy: null,
      mergeCommitSha: null,
      requestedReviewers: [],
      requestedTeams: [],
      reviews: [],
      maintainerCanModify: false,
    })
    emit(repository, opened, 'workflow')
    emit(repository, { name: 'pull_request', action: 'opened', payload: { number: 9 } }, 'workflow')
    emit(repository, { name: 'pull_request', action: 'closed', payload: { number: 9 } }, 'workflow')
    emit(repository, { name: 'repository_dispatch', action: 'muster' }, 'workflow')
    await runner.idle()
    expect(runner.runs.map(({ event, status }) => [event, status])).toEqual([
      ['pull_request', 'waiting'],
      ['repository_dispatch', 'completed'],
    ])
    runner.approve(only(runner))
    await runner.idle()
    expect(runner.runs[0]).toMatchObject({ status: 'completed', conclusion: 'success', ref: 'refs/pull/9/merge' })
  })
})

describe('starting', () => {
  test('a schedule runs once however often it was missed', async () => {
    world.clock.set('2026-11-22T10:00:00Z')
    const hourly = `on: {schedule: [{cron: '17 * * * *'}]}${simple('x').replace(/on:.*/, '')}`
    const { repository, runner } = await prepare({ 'a.yml': hourly })
    await runner.tick()
    await runner.idle()
    expect(runner.runs).toEqual([])
    world.clock.set('2026-11-22T13:30:00Z')
    await runner.tick()
    await runner.tick()
    await runner.idle()
    expect(runner.runs.map(({ event, ref }) => [event, ref])).toEqual([['schedule', 'refs/heads/main']])
    const event = JSON.parse(runner.runs[0]?.jobs[0]?.steps[0]?.outputs.event ?? '{}')
    expect(event).toMatchObject({ schedule: '17 * * * *', repository: { full_name: 'acme/shop' } })
    expect(repository.name).toBe('shop')
  })

  test('workflow_dispatch completes its inputs and starts only the workflow that was named', async () => {
    const inputs = `
on:
  workflow_dispatch:
    inputs:
      do: {type: choice, options: [check, drill], default: drill}
      issue: {type: number}
jobs:
  run:
    runs-on: ubuntu-latest
    steps: [{uses: ./, with: {part: "\${{ inputs.do }}/\${{ inputs.issue }}"}}]
`
    const { repository, runner } = await prepare({ 'a.yml': inputs, 'b.yml': inputs })
    const payload = { workflow: '.github/workflows/b.yml', ref: 'refs/heads/main', inputs: { issue: '4' } }
    emit(repository, { name: 'workflow_dispatch', payload })
    await runner.idle()
    expect(runner.runs).toHaveLength(1)
    expect(runner.runs[0]?.jobs[0]?.steps[0]?.outputs.part).toBe('drill/4')
  })

  test('a broken workflow file is a failed run that says what is wrong', async () => {
    const { repository, runner } = await prepare({
      'a.yml': `on: issues\njobs: {a: {runs-on: x, steps: [{run: "\${{ foo }}"}]}}`,
    })
    emit(repository, opened)
    await runner.idle()
    expect(runner.runs[0]).toMatchObject({ conclusion: 'failure', jobs: [] })
    expect(runner.runs[0]?.problems.join()).toContain("Unrecognized named-value: 'foo'")
  })

  test('types that a trigger does not name start nothing', async () => {
    const { repository, runner } = await prepare({
      'a.yml': simple('x').replace('[issues, workflow_dispatch]', '{issues: {types: [closed]}}'),
    })
    emit(repository, opened)
    await runner.idle()
    expect(runner.runs).toEqual([])
  })
})

describe('ending', () => {
  test('cancelling sends SIGINT, then SIGTERM', async () => {
    const { repository, runner } = await prepare({ 'a.yml': simple('hang') }, { patience: [1_500, 1_500] })
    emit(repository, opened)
    await hanging()
    runner.cancel(only(runner))
    await runner.idle()
    const step = runner.runs[0]?.jobs[0]?.steps[0]
    expect(runner.runs[0]?.conclusion).toBe('cancelled')
    expect(step).toMatchObject({ conclusion: 'cancelled', signal: 'SIGTERM' })
    expect(step?.log).toContain('interrupted')
  })

  test('the kill hook of the world ends a process at once', async () => {
    const { repository, runner } = await prepare({ 'a.yml': simple('hang') })
    emit(repository, opened)
    await hanging()
    await world.killHook?.('')
    await runner.idle()
    expect(runner.runs[0]?.jobs[0]?.steps[0]).toMatchObject({ conclusion: 'failure', signal: 'SIGKILL' })
  })

  test('a step that takes too long fails; later steps with always() still run', async () => {
    const workflow = `
on: issues
jobs:
  run:
    runs-on: ubuntu-latest
    steps:
      - {uses: ./, with: {part: hang}, timeout-minutes: 1}
      - {run: echo never}
      - {run: echo still, if: always()}
      - {run: exit 1, if: failure(), continue-on-error: true}
`
    const { repository, runner } = await prepare({ 'a.yml': workflow }, { minute: 300 })
    emit(repository, opened)
    await runner.idle()
    const steps = runner.runs[0]?.jobs[0]?.steps ?? []
    expect(steps.map(({ conclusion }) => conclusion)).toEqual(['failure', 'skipped', 'success', 'success'])
    expect(runner.runs[0]?.conclusion).toBe('failure')
  })
})

import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { RunnerOptions } from '../runner/runner-options.ts'
import { switchWorkflow } from '../state/workflows.ts'
import { jobOf, RunnerStage } from './runner-stage.ts'

let stage: RunnerStage | undefined

afterEach(async () => {
  await stage?.close()
  stage = undefined
})

async function open(workflows: Record<string, string>, options: Partial<RunnerOptions> = {}): Promise<RunnerStage> {
  stage = await RunnerStage.open(workflows, options)
  return stage
}

interface Happening {
  readonly name: string
  readonly action: string
  readonly payload: Readonly<Record<string, unknown>>
}

function issue(number: number, action = 'opened'): Happening {
  return { name: 'issues', action, payload: { action, issue: { number } } }
}

describe('concurrency of a job', () => {
  const workflow = `
on: {issues: {}, issue_comment: {}}
jobs:
  run:
    if: github.event.action == 'opened'
    concurrency: {group: "issue/\${{ github.event.issue.number }}", cancel-in-progress: false}
    runs-on: ubuntu-latest
    steps: [{uses: ./, with: {part: run}}]
  after:
    needs: run
    concurrency: {group: "after/\${{ needs.run.result }}/\${{ github.run_id }}"}
    runs-on: ubuntu-latest
    steps: [{uses: ./, with: {part: after}}]
`

  test('is entered after its if: a job that is skipped drops nobody who waits', async () => {
    const { runner, emitWhileOneRuns } = await play(workflow)
    const runs = await emitWhileOneRuns(issue(7), issue(7, 'edited'), issue(7, 'edited'))
    expect(runs.map(({ conclusion }) => conclusion)).toEqual(['success', 'success', 'skipped', 'skipped'])
    expect(runs.map((run) => jobOf(run, 'run').concurrencyGroup)).toEqual(['issue/7', 'issue/7', null, null])
    expect(runner.runs.map(({ concurrencyGroup }) => concurrencyGroup)).toEqual([null, null, null, null])
    expect(jobOf(runs[0], 'after').concurrencyGroup).toBe(`after/success/${runs[0]?.id}`)
  })

  test('a newer job takes the place of one that waits, whose run counts as cancelled', async () => {
    const { emitWhileOneRuns } = await play(workflow)
    const runs = await emitWhileOneRuns(issue(7), issue(7), issue(8))
    expect(runs.map(({ conclusion }) => conclusion)).toEqual(['success', 'cancelled', 'success', 'success'])
    expect(runs[1]?.jobs.map(({ conclusion }) => conclusion)).toEqual(['cancelled', 'skipped'])
  })

  test('names of groups are the same in any case', async () => {
    const named = workflow.replace('issue/', '').replace('.number', '.title')
    const titled = (title: string): Happening => ({ ...issue(7), payload: { action: 'opened', issue: { title } } })
    const { emitWhileOneRuns } = await play(named, titled('Muster/7'))
    const runs = await emitWhileOneRuns(titled('muster/7'), titled('MUSTER/7'))
    expect(runs.map(({ conclusion }) => conclusion)).toEqual(['success', 'cancelled', 'success'])
  })

  test('a run that is cancelled while its job waits gives its place up', async () => {
    const { runner, emitWhileOneRuns } = await play(workflow)
    const cancelTheSecond = () => {
      const [, waiting] = runner.runs
      if (waiting) runner.cancel(waiting)
    }
    const runs = await emitWhileOneRuns(issue(7), cancelTheSecond)
    expect(runs.map(({ conclusion }) => conclusion)).toEqual(['success', 'cancelled'])
    expect(runs[1]?.jobs[0]).toMatchObject({ conclusion: 'cancelled', steps: [] })
  })

  test('a group of the whole workflow is entered before any if and held until its last job ends', async () => {
    const whole = `
on: {issues: {}}
concurrency: {group: all}
jobs:
  run:
    if: github.event.action == 'opened'
    runs-on: ubuntu-latest
    steps: [{uses: ./, with: {part: run}}]
`
    const { emitWhileOneRuns } = await play(whole)
    const runs = await emitWhileOneRuns(issue(8), issue(9, 'edited'))
    expect(runs.map(({ conclusion }) => conclusion)).toEqual(['success', 'cancelled', 'skipped'])
  })

  /** Opens a stage on which a first run is under way. */
  async function play(text: string, first: Happening = issue(7)) {
    const stage = await open({ 'a.yml': text })
    stage.hold()
    stage.emit(first)
    await stage.started(1)
    return {
      runner: stage.runner,
      emitWhileOneRuns: async (...acts: readonly (Happening | (() => void))[]) => {
        for (const act of acts) {
          if (typeof act === 'function') act()
          else await stage.emitAndAdmit(act)
        }
        return stage.finish()
      },
    }
  }
})

describe('what a failed job leaves', () => {
  test('its outputs, for a job that looks at them and not at its result', async () => {
    const stage = await open({
      'a.yml': `
on: issues
jobs:
  run:
    runs-on: ubuntu-latest
    outputs: {document: "\${{ steps.puppet.outputs.document }}"}
    steps: [{id: puppet, uses: ./, with: {part: run}}]
  plain:
    needs: run
    if: needs.run.outputs.document == 'true'
    runs-on: ubuntu-latest
    steps: [{run: exit 0}]
  document:
    needs: run
    if: "\${{ !cancelled() && needs.run.outputs.document == 'true' }}"
    runs-on: ubuntu-latest
    steps: [{run: 'echo "\${{ needs.run.result }}"'}]
`,
    })
    stage.order({ run: { outputs: { document: 'true' }, exitCode: 1 } })
    stage.emit(issue(7))
    const [run] = await stage.finish()
    expect(run?.jobs.map(({ id, conclusion }) => [id, conclusion])).toEqual([
      ['run', 'failure'],
      ['plain', 'skipped'],
      ['document', 'success'],
    ])
    expect(jobOf(run, 'document').steps[0]?.log).toEqual(['failure'])
    expect(run?.conclusion).toBe('failure')
  })
})

describe('a step with a time of its own', () => {
  const timed = (limit: string) => `
on: issues
jobs:
  run:
    runs-on: ubuntu-latest
    steps:
      - {uses: actions/checkout@v5, timeout-minutes: ${limit}, continue-on-error: true}
      - {uses: ./, with: {part: run}}
`
  const hanging = { actions: { 'actions/checkout': join(import.meta.dirname, 'runner-fixtures', 'echo') } }

  test('that takes longer and may fail does not fail its job', async () => {
    const workflow = timed('1').replace('continue-on-error', 'with: {part: hang}, continue-on-error')
    const stage = await open({ 'a.yml': workflow }, { ...hanging, minute: 300 })
    stage.emit(issue(7))
    const [run] = await stage.finish()
    expect(run?.jobs[0]?.steps.map(({ outcome, conclusion }) => [outcome, conclusion])).toEqual([
      ['failure', 'success'],
      ['success', 'success'],
    ])
    expect(run?.jobs[0]?.steps[0]?.problems).toEqual(['The action timed out after 300 ms.'])
    expect(run?.conclusion).toBe('success')
  })

  test.each(['0.5', '0', 'soon'])('cannot have %s minutes', async (limit) => {
    const stage = await open({ 'a.yml': timed(`"\${{ vars.LIMIT }}"`) }, { variables: { LIMIT: limit } })
    stage.emit(issue(7))
    const [run] = await stage.finish()
    expect(run?.jobs[0]?.steps[0]).toMatchObject({
      outcome: 'failure',
      problems: ['timeout-minutes must be a positive integer'],
    })
  })
})

describe('the name of a run', () => {
  const named = (name: string) => `
name: Named
run-name: "${name}"
on: {issues: {}, workflow_dispatch: {inputs: {do: {type: string}}}}
jobs:
  run:
    name: "For \${{ vars.TEAM }}"
    runs-on: ubuntu-latest
    steps: [{run: exit 0}]
`

  test('is its run-name, of event, inputs and variables', async () => {
    const stage = await open(
      { 'a.yml': named(`#\${{ github.event.issue.number }} \${{ vars.TEAM }} \${{ inputs.do || 'nothing' }}`) },
      { variables: { TEAM: 'platform' } },
    )
    stage.emit(issue(7))
    stage.emit({ name: 'workflow_dispatch', payload: { workflow: 'a.yml', inputs: { do: 'all' } } })
    const runs = await stage.finish()
    expect(runs.map(({ title }) => title)).toEqual(['#7 platform nothing', '# platform all'])
    expect(runs[0]?.jobs[0]?.name).toBe('For platform')
  })

  test('is that of the workflow where it says nothing', async () => {
    const stage = await open({ 'a.yml': named(` \${{ vars.NONE }} `) })
    stage.emit(issue(7))
    const [run] = await stage.finish()
    expect(run?.title).toBe('Named')
  })
})

describe('a workflow that is switched off', () => {
  const text = `
on: {issues: {}, schedule: [{cron: '17 * * * *'}], workflow_dispatch: {}}
jobs: {run: {runs-on: ubuntu-latest, steps: [{run: exit 0}]}}
`

  test('is started by nothing, its neighbour is, and what was missed does not come later', async () => {
    const stage = await open({ 'a.yml': text, 'b.yml': text })
    const { repository, runner, world } = stage
    world.clock.set('2026-11-22T10:00:00Z')
    await runner.tick()
    const off = { state: 'disabled_inactivity', at: world.clock.now() } as const
    switchWorkflow(repository, '.github/workflows/a.yml', off)
    stage.emit(issue(7))
    world.clock.set('2026-11-22T12:30:00Z')
    await runner.tick()
    await stage.finish()
    expect(runner.runs.map(({ workflowPath, event }) => [workflowPath, event])).toEqual([
      ['.github/workflows/b.yml', 'issues'],
      ['.github/workflows/b.yml', 'schedule'],
    ])
    switchWorkflow(repository, '.github/workflows/a.yml', { state: 'active', at: world.clock.now() })
    await runner.tick()
    await stage.finish()
    expect(runner.runs).toHaveLength(2)
    world.clock.set('2026-11-22T13:30:00Z')
    await runner.tick()
    await stage.finish()
    expect(runner.runs.slice(2).map(({ workflowPath }) => workflowPath)).toEqual([
      '.github/workflows/a.yml',
      '.github/workflows/b.yml',
    ])
  })
})

describe('what is given by hand', () => {
  test('reaches the payload with its defaults, as text, and is null where nothing is asked', async () => {
    const asking = `
on: {workflow_dispatch: {inputs: {do: {type: choice, options: [check, drill], default: drill}, issue: {type: number}}}}
jobs: {run: {runs-on: ubuntu-latest, steps: [{run: 'echo "\${{ toJSON(github.event.inputs) }}"'}]}}
`
    const stage = await open({ 'a.yml': asking, 'b.yml': asking.replace(/^on:.*$/m, 'on: workflow_dispatch') })
    stage.emit({ name: 'workflow_dispatch', payload: { workflow: 'a.yml', inputs: { issue: '7' } } })
    stage.emit({ name: 'workflow_dispatch', payload: { workflow: 'b.yml', inputs: {} } })
    const runs = await stage.finish()
    const log = runs.map((run) => run.jobs[0]?.steps[0]?.log.join('').replaceAll(/\s/g, ''))
    expect(log).toEqual(['{do:drill,issue:7}', 'null'])
  })
})

describe('a pull request that conflicts with its base', () => {
  test('starts nothing, not even when it is closed, but what runs on its base', async () => {
    const jobs = 'jobs: {run: {runs-on: ubuntu-latest, steps: [{run: exit 0}]}}'
    const stage = await open({
      'a.yml': `on: {pull_request: {types: [closed]}}\n${jobs}`,
      'b.yml': `on: {pull_request_target: {types: [closed]}}\n${jobs}`,
    })
    const { git } = stage.repository
    const author = { name: 'Alice', email: 'alice@example.com', date: stage.world.clock.now() }
    const base = git.resolve('main')?.oid ?? ''
    for (const name of ['topic', 'other']) git.refs.set(`refs/heads/${name}`, base, null)
    const sha = git.commitFiles('topic', { files: { 'README.md': '# Topic\n' }, author, message: 'Topic' })
    const clean = git.commitFiles('other', { files: { 'other.md': 'x' }, author, message: 'Other' })
    git.commitFiles('main', { files: { 'README.md': '# Main\n' }, author, message: 'Main' })
    stage.addPull(9, { ref: 'topic', sha })
    stage.addPull(10, { ref: 'other', sha: clean })
    for (const number of [9, 10]) {
      for (const name of ['pull_request', 'pull_request_target'])
        stage.emit({ name, action: 'closed', payload: { number } })
    }
    const runs = await stage.finish()
    expect(runs.map(({ event, ref }) => [event, ref])).toEqual([
      ['pull_request_target', 'refs/heads/main'],
      ['pull_request', 'refs/pull/10/merge'],
      ['pull_request_target', 'refs/heads/main'],
    ])
  })
})

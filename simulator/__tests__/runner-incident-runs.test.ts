import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { RunnerOptions } from '../runner/runner-options.ts'
import { switchWorkflow } from '../state/workflows.ts'
import { jobOf, RunnerStage } from './runner-stage.ts'

const folder = join(import.meta.dirname, '../../.github/workflows')
const incident = readFileSync(join(folder, 'incident.yml'), 'utf8')
const sweep = readFileSync(join(folder, 'incident-sweep.yml'), 'utf8')
const files = { 'incident.yml': incident, 'incident-sweep.yml': sweep }

let stage: RunnerStage | undefined

afterEach(async () => {
  await stage?.close()
  stage = undefined
})

async function open(options: Partial<RunnerOptions> = {}, more: Record<string, string> = {}): Promise<RunnerStage> {
  stage = await RunnerStage.open(files, options, more)
  stage.world.clock.set('2026-11-22T10:00:00Z')
  await stage.runner.tick()
  return stage
}

function comment(number: number, { pull = false } = {}) {
  const labels = [{ name: 'incident' }]
  const issue = { number, title: 'Payments fail', labels, ...(pull ? { pull_request: {} } : {}) }
  return { name: 'issue_comment', action: 'created', payload: { action: 'created', issue } }
}

function dispatch(clientPayload: object) {
  const payload = { action: 'muster', client_payload: clientPayload }
  return { name: 'repository_dispatch', action: 'muster', payload }
}

function byHand(wanted: string, workflow = 'incident.yml') {
  const inputs = workflow === 'incident.yml' ? { do: wanted } : {}
  return { name: 'workflow_dispatch', payload: { workflow, inputs, ref: 'refs/heads/main' } }
}

/** Somebody merges a pull request from this branch of that repository; the number must be free. */
function merged(stage: RunnerStage, number: number, { ref = 'muster/7', home = 'acme/shop' } = {}) {
  const { name, git } = stage.repository
  stage.addPull(number, { ref, sha: git.resolve('main')?.oid ?? '' }, { merged: true })
  const told = { number, title: 'Postmortem', merged: true, head: { ref, repo: { full_name: home } } }
  return {
    name: 'pull_request',
    action: 'closed',
    payload: { action: 'closed', number, pull_request: told, repository: { name } },
  }
}

const groupsAndEnds = (stage: RunnerStage, job = 'run') =>
  stage.runner.runs.map((run) => {
    const found = run.jobs.find(({ id }) => id === job || id === `sweep/${job}`)
    return [found?.concurrencyGroup, found?.conclusion]
  })

describe('alerts at once', () => {
  test('of four incidents are four runs, in whatever shape they come', async () => {
    const stage = await open()
    stage.hold()
    for (const payload of [{ issue: 7 }, { issue: { number: 8 } }, { issue: '9' }, { issue: { number: '10' } }]) {
      stage.emit(dispatch(payload))
    }
    await stage.started(4)
    await stage.finish()
    expect(groupsAndEnds(stage)).toEqual([
      ['muster/7', 'success'],
      ['muster/8', 'success'],
      ['muster/9', 'success'],
      ['muster/10', 'success'],
    ])
  })

  test('that come again and again drop only those of the same incident, and never its last', async () => {
    const stage = await open()
    stage.hold()
    const issues = [7, 8, 9]
    for (const issue of [...issues, ...issues, ...issues]) await stage.emitAndAdmit(dispatch({ issue }))
    await stage.finish()
    const ends = groupsAndEnds(stage)
    expect(ends.map(([, end]) => end)).toEqual([
      ...issues.map(() => 'success'),
      ...issues.map(() => 'cancelled'),
      ...issues.map(() => 'success'),
    ])
  })
})

describe("a person's run that waits", () => {
  test('is dropped by nothing that is skipped', async () => {
    const stage = await open({ variables: { MUSTER_LOGIN: 'acme-muster[bot]' } })
    stage.hold()
    await stage.emitAndAdmit(comment(7))
    await stage.started(1)
    await stage.emitAndAdmit(comment(7))
    await stage.emitAndAdmit({ ...comment(7), sender: stage.world.addUser({ login: 'acme-muster[bot]' }) })
    await stage.emitAndAdmit(comment(7, { pull: true }))
    await stage.emitAndAdmit(merged(stage, 30, { home: 'mallory/shop' }))
    await stage.emitAndAdmit(merged(stage, 31, { ref: '7' }))
    const runs = await stage.finish()
    expect(runs.map(({ conclusion }) => conclusion)).toEqual([
      ...['success', 'success'],
      ...['skipped', 'skipped', 'skipped', 'skipped'],
    ])
  })

  test('gives way to a newer one of its incident, also to that of the merge, and to no other', async () => {
    const stage = await open()
    stage.hold()
    await stage.emitAndAdmit(comment(7))
    await stage.started(1)
    await stage.emitAndAdmit(comment(7))
    await stage.emitAndAdmit(comment(8))
    await stage.emitAndAdmit(byHand('check'))
    await stage.emitAndAdmit(byHand('drill'))
    await stage.emitAndAdmit(byHand('drill'))
    await stage.emitAndAdmit(merged(stage, 30))
    await stage.finish()
    expect(groupsAndEnds(stage)).toEqual([
      ['muster/7', 'success'],
      ['muster/7', 'cancelled'],
      ['muster/8', 'success'],
      ...stage.runner.runs.slice(3, 6).map(({ id }) => [`muster-run-${id}`, 'success']),
      ['muster/7', 'success'],
    ])
  })
})

describe('a sweep', () => {
  test('runs beside incidents and after other sweeps, whichever file it was started in', async () => {
    const stage = await open({ secrets: { MUSTER_CHAT_URL: 'https://chat.example/1' } })
    const { runner, world } = stage
    stage.hold()
    await stage.emitAndAdmit(comment(7))
    world.clock.set('2026-11-22T10:40:00Z')
    await runner.tick()
    await stage.started(2)
    await stage.emitAndAdmit(byHand('', 'incident-sweep.yml'))
    await stage.emitAndAdmit(byHand('sweep'))
    await stage.emitAndAdmit(dispatch({}))
    const runs = await stage.finish()
    expect(groupsAndEnds(stage)).toEqual([
      ['muster/7', 'success'],
      ['muster-sweep', 'success'],
      ['muster-sweep', 'cancelled'],
      ['muster-sweep', 'cancelled'],
      ['muster-sweep', 'success'],
    ])
    expect(runs.map(({ title }) => title)).toEqual([
      '#7 Payments fail: comment created by acme',
      'Sweep',
      'Sweep, started by acme',
      'sweep: started by acme',
      'all incidents: dispatched by acme',
    ])
    const job = jobOf(runs[1], 'sweep/run')
    expect(job.name).toBe('Sweep / Run the incident')
    expect(job.permissions).toEqual({ contents: 'read', issues: 'write' })
    expect(job.steps[1]?.outputs.chat).toBe('https://chat.example/1')
  })

  test('writes the postmortems that are due, although one of its incidents failed', async () => {
    const stage = await open()
    stage.order({ run: { outputs: { document: 'true', incident: '' }, exitCode: 1 } })
    stage.world.clock.set('2026-11-22T10:40:00Z')
    await stage.runner.tick()
    const [run] = await stage.finish()
    expect(run?.conclusion).toBe('failure')
    expect(jobOf(run, 'sweep/run').conclusion).toBe('failure')
    expect(jobOf(run, 'sweep/document')).toMatchObject({
      conclusion: 'success',
      concurrencyGroup: 'muster/document/sweep',
      permissions: { contents: 'write', 'pull-requests': 'write', issues: 'write' },
    })
  })

  test('that GitHub has switched off takes no incident with it', async () => {
    const stage = await open()
    const { repository, world, runner } = stage
    const at = world.clock.now()
    switchWorkflow(repository, '.github/workflows/incident-sweep.yml', { state: 'disabled_inactivity', at })
    world.clock.set('2026-11-22T11:40:00Z')
    await runner.tick()
    stage.emit(comment(7))
    await stage.finish()
    expect(groupsAndEnds(stage)).toEqual([['muster/7', 'success']])
  })

  test('is refused as a whole where a job of the incident asks for what the sweep does not hand on', async () => {
    const asking = incident.replace('# deployments: read', 'actions: read')
    stage = await RunnerStage.open({ ...files, 'incident.yml': asking })
    stage.emit(byHand('', 'incident-sweep.yml'))
    const [run] = await stage.finish()
    expect(run).toMatchObject({ conclusion: 'failure', jobs: [] })
    expect(run?.problems.join()).toContain("The nested job 'run' is requesting 'actions: read'")
  })

  test('is not refused where its reader switches on what the file offers', async () => {
    const asking = incident.replace('# deployments: read', 'deployments: read')
    stage = await RunnerStage.open({ ...files, 'incident.yml': asking })
    stage.emit(byHand('', 'incident-sweep.yml'))
    const [run] = await stage.finish()
    expect(run?.conclusion).toBe('success')
    expect(jobOf(run, 'sweep/run').permissions).toEqual({ contents: 'read', issues: 'write', deployments: 'read' })
  })
})

describe('both jobs', () => {
  test('run for a closed incident, each in its own group, and for a check', async () => {
    const stage = await open()
    stage.order({ run: { outputs: { document: 'true', incident: '7' } } })
    await stage.emitAndAdmit(comment(7))
    await stage.finish()
    stage.order({ run: { outputs: { document: 'true', incident: '' } } })
    await stage.emitAndAdmit(byHand('check'))
    const [about, check] = await stage.finish()
    expect(jobOf(about, 'document')).toMatchObject({ conclusion: 'success', concurrencyGroup: 'muster/document/7' })
    expect(jobOf(check, 'document')).toMatchObject({
      conclusion: 'success',
      concurrencyGroup: `muster/document/check-${check?.id}`,
      permissions: { contents: 'write', 'pull-requests': 'write', issues: 'write' },
    })
    expect([about?.conclusion, check?.conclusion]).toEqual(['success', 'success'])
  })

  test('are told the label that their conditions read, also in a sweep', async () => {
    const stage = await open({ variables: { MUSTER_LABEL: 'outage' } })
    stage.order({ run: { outputs: { document: 'true' } } })
    await stage.emitAndAdmit(byHand('', 'incident-sweep.yml'))
    const [run] = await stage.finish()
    const told = ['sweep/run', 'sweep/document'].map((id) => jobOf(run, id).steps[1]?.outputs.label)
    expect(told).toEqual(['outage', 'outage'])
  })

  test('the first alone runs where no postmortem is due', async () => {
    const stage = await open()
    stage.order({ run: { outputs: { document: 'false', incident: '7' } } })
    stage.emit(comment(7))
    const [run] = await stage.finish()
    expect(run?.jobs.map(({ id, conclusion }) => [id, conclusion])).toEqual([
      ['run', 'success'],
      ['document', 'skipped'],
    ])
  })
})

describe('the checkout', () => {
  const kept = {
    '.github/muster.yml': 'timezone: UTC',
    '.github/muster/templates/board.md.hbs': 'x',
    'runbooks/postmortems/a.md': '# A',
    'docs/CODEOWNERS': '* @alice',
    CODEOWNERS: '* @alice',
    'src/large/file.ts': 'x',
  }

  test('holds what Muster reads and nothing else', async () => {
    const stage = await open({}, kept)
    stage.emit(comment(7))
    const [run] = await stage.finish()
    const present = jobOf(run, 'run').steps[1]?.outputs.files?.split('\n') ?? []
    const { 'src/large/file.ts': _left, ...wanted } = kept
    expect(present).toEqual(expect.arrayContaining([...Object.keys(wanted), 'README.md']))
    expect(present.filter((path) => path.startsWith('src'))).toEqual([])
  })

  test.each([
    ['fails', 'fail', 'failure'],
    ['hangs', 'hang', 'failure'],
  ])('that %s neither fails nor holds up a call', async (_what, part, outcome) => {
    const echo = join(import.meta.dirname, 'runner-fixtures', 'echo')
    const text = incident.replaceAll('persist-credentials: false', `part: ${part}`)
    stage = await RunnerStage.open({ 'incident.yml': text }, { actions: { 'actions/checkout': echo }, minute: 300 })
    stage.emit(comment(7))
    const [run] = await stage.finish()
    expect(run?.conclusion).toBe('success')
    expect(jobOf(run, 'run').steps.map((step) => [step.outcome, step.conclusion])).toEqual([
      [outcome, 'success'],
      ['success', 'success'],
    ])
  })

  test('is left out for the end of a pull request', async () => {
    const stage = await open({}, kept)
    await stage.emitAndAdmit(merged(stage, 30))
    const [run] = await stage.finish()
    expect(jobOf(run, 'run').steps.map(({ conclusion }) => conclusion)).toEqual(['skipped', 'success'])
  })
})

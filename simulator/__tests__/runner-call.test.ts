import { afterEach, describe, expect, test } from '@jest/globals'
import type { RunnerOptions } from '../runner/runner-options.ts'
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

const called = `
name: Called
run-name: never shown
on:
  issues:
  workflow_call:
    inputs:
      who: {type: string, required: true}
      times: {type: number}
      loud: {type: boolean, default: true}
    secrets:
      CHAT: {required: false}
    outputs:
      said: {value: "\${{ jobs.say.outputs.said }}"}
permissions: {}
env: {OWN: called}
jobs:
  say:
    name: Say it
    runs-on: ubuntu-latest
    permissions: {contents: read, issues: write}
    outputs: {said: "\${{ steps.say.outputs.said }}"}
    steps:
      - id: say
        env: {CHAT: "\${{ secrets.CHAT }}", OTHER: "\${{ secrets.OTHER }}", CALLERS: "\${{ env.CALLERS }}"}
        run: |
          echo "\${{ github.event_name }} \${{ github.workflow }} \${{ github.job }} \${{ vars.TEAM }} $OWN$CALLERS"
          echo "\${{ inputs.who }} \${{ inputs.times }} \${{ inputs.loud }} $CHAT/$OTHER"
          echo "said=\${{ inputs.who }}!" >> "$GITHUB_OUTPUT"
  quiet:
    needs: say
    if: inputs.loud == false
    runs-on: ubuntu-latest
    steps: [{run: exit 1}]
`
const caller = `
name: Caller
run-name: Called by \${{ github.event_name }}
on: {schedule: [{cron: '17 * * * *'}], workflow_dispatch: {}}
permissions: {}
env: {CALLERS: caller}
jobs:
  call:
    name: All
    uses: ./.github/workflows/called.yml
    permissions: {contents: write, issues: write}
    with: {who: "\${{ github.event_name }}"}
    secrets: {CHAT: "\${{ secrets.CHAT }}"}
  after:
    needs: call
    runs-on: ubuntu-latest
    steps: [{run: 'echo "\${{ needs.call.result }} \${{ needs.call.outputs.said }}"'}]
`
const options = { secrets: { CHAT: 'the-chat', OTHER: 'the-other' }, variables: { TEAM: 'platform' } }
const byHand = { name: 'workflow_dispatch', payload: { workflow: 'caller.yml', inputs: {} } }

describe('a called workflow', () => {
  test('runs in the run of its caller, with what is handed on and nothing else', async () => {
    const stage = await open({ 'called.yml': called, 'caller.yml': caller }, options)
    stage.emit(byHand)
    const [run, ...others] = await stage.finish()
    expect(others).toEqual([])
    expect(run).toMatchObject({ conclusion: 'success', problems: [], title: 'Called by workflow_dispatch' })
    expect(run?.jobs.map(({ id, name, conclusion }) => [id, name, conclusion])).toEqual([
      ['after', 'after', 'success'],
      ['call/say', 'All / Say it', 'success'],
      ['call/quiet', 'All / quiet', 'skipped'],
    ])
    expect(jobOf(run, 'call/say').permissions).toEqual({ contents: 'read', issues: 'write' })
    expect(jobOf(run, 'call/say').steps[0]?.log).toEqual([
      'workflow_dispatch Caller say platform called',
      'workflow_dispatch 0 true ***/',
    ])
    expect(jobOf(run, 'after').steps[0]?.log).toEqual(['success workflow_dispatch!'])
  })

  test('has the event of its caller also when the clock started it', async () => {
    const stage = await open({ 'called.yml': called, 'caller.yml': caller }, options)
    stage.world.clock.set('2026-11-22T10:00:00Z')
    await stage.runner.tick()
    stage.world.clock.set('2026-11-22T10:20:00Z')
    await stage.runner.tick()
    const [run] = await stage.finish()
    expect(jobOf(run, 'call/say').steps[0]?.log[0]).toBe('schedule Caller say platform called')
  })

  test('gets all secrets where they are inherited, and none where nothing is said', async () => {
    const inheriting = caller.replace(/secrets: \{.*/, 'secrets: inherit')
    const silent = caller.replace(/secrets: \{.*/, '')
    const stage = await open({ 'called.yml': called, 'a.yml': inheriting, 'b.yml': silent }, options)
    for (const workflow of ['a.yml', 'b.yml']) stage.emit({ ...byHand, payload: { workflow, inputs: {} } })
    const runs = await stage.finish()
    expect(runs.map((run) => jobOf(run, 'call/say').steps[0]?.log[1])).toEqual([
      'workflow_dispatch 0 true ***/***',
      'workflow_dispatch 0 true /',
    ])
  })

  test('fails its caller when one of its jobs fails', async () => {
    const stage = await open({ 'called.yml': called.replace('echo "said', 'exit 3 #'), 'caller.yml': caller }, options)
    stage.emit(byHand)
    const [run] = await stage.finish()
    expect(run?.conclusion).toBe('failure')
    expect(jobOf(run, 'after').conclusion).toBe('skipped')
  })

  test('is listed by its caller alone where that is skipped', async () => {
    const stage = await open({
      'called.yml': called,
      'caller.yml': caller.replace('    uses:', '    if: false\n    uses:'),
    })
    stage.emit(byHand)
    const [run] = await stage.finish()
    expect(run?.jobs.map(({ id, conclusion }) => [id, conclusion])).toEqual([
      ['after', 'skipped'],
      ['call', 'skipped'],
    ])
  })

  test('has the permissions of its caller where it says nothing itself', async () => {
    const silent = called
      .replace('permissions: {}\n', '')
      .replace('    permissions: {contents: read, issues: write}\n', '')
    const stage = await open({ 'called.yml': silent, 'caller.yml': caller }, options)
    stage.emit(byHand)
    const [run] = await stage.finish()
    expect(jobOf(run, 'call/say').permissions).toEqual({ contents: 'write', issues: 'write' })
  })
})

describe('a call that GitHub refuses starts no job', () => {
  test.each([
    [
      'a job that asks for more than the caller grants',
      { 'caller.yml': caller.replace('{contents: write, issues: write}', '{contents: read, issues: read}') },
      "Error calling workflow '.github/workflows/called.yml'. The nested job 'say' is requesting 'issues: write', but is only allowed 'issues: read'.",
    ],
    [
      'a job that asks, and a caller that grants nothing',
      { 'caller.yml': caller.replace(/ {4}permissions: .*\n/, '') },
      "The nested job 'say' is requesting 'contents: read, issues: write', but is only allowed 'contents: none, issues: none'.",
    ],
    [
      'a called file that asks for more at its top, and for what no server here knows',
      { 'called.yml': called.replace('permissions: {}', 'permissions: {packages: write}') },
      "The workflow is requesting 'packages: write', but is only allowed 'packages: none'.",
    ],
    ['an input that is missing', { 'caller.yml': caller.replace(/ {4}with: .*\n/, '') }, 'Input who is required'],
    [
      'an input that nobody declared',
      { 'caller.yml': caller.replace('{who:', '{whom: x, who:') },
      'Invalid input, whom',
    ],
    [
      'a secret that nobody declared',
      { 'caller.yml': caller.replace('{CHAT:', '{OTHER: x, CHAT:') },
      'Invalid secret, OTHER',
    ],
    [
      'a file that cannot be called',
      { 'called.yml': 'on: push\njobs: {a: {runs-on: x, steps: [{run: exit 0}]}}' },
      'workflow_call',
    ],
    [
      'a file that is not there',
      { 'caller.yml': caller.replace('called.yml', 'other.yml') },
      'Unable to find reusable workflow',
    ],
    [
      'a file of another repository',
      { 'caller.yml': caller.replace('./.github', 'acme/x/.github').replace('called.yml', 'called.yml@v1') },
      'Unable to find reusable workflow',
    ],
    [
      'a broken file',
      { 'called.yml': called.replace('inputs.who }} ', 'input.who }} ') },
      "Unrecognized named-value: 'input'",
    ],
  ])('%s', async (_what, changed, problem) => {
    const stage = await open({ 'called.yml': called, 'caller.yml': caller, ...changed }, options)
    stage.emit(byHand)
    const [run] = await stage.finish()
    expect(run).toMatchObject({ conclusion: 'failure', jobs: [] })
    expect(run?.problems.join('\n')).toContain(problem)
  })
})

describe('the groups of caller and called workflow', () => {
  const grouped = (text: string, before: RegExp, group: string) =>
    text.replace(before, (line) => `concurrency: {group: ${group}}\n${line}`)

  test.each([
    ['the caller and the called file', { top: 'one', inner: 'one', job: 'two' }, 'call'],
    ['the caller and a called job, in another case', { top: 'one', inner: 'two', job: 'ONE' }, 'call/say'],
    ['the called file and its own job', { top: 'one', inner: 'two', job: 'two' }, 'call/say'],
  ])('are a deadlock where they are the same: %s', async (_who, { top, inner, job }, stopped) => {
    const stage = await open(
      {
        'called.yml': grouped(called, /^jobs:/m, inner).replace('    name: Say it', `    concurrency: {group: ${job}}`),
        'caller.yml': grouped(caller, /^jobs:/m, top),
      },
      options,
    )
    stage.emit(byHand)
    const [run] = await stage.finish()
    expect(run?.conclusion).toBe('cancelled')
    expect(jobOf(run, stopped).conclusion).toBe('cancelled')
    expect(run?.problems.join()).toMatch(
      /^call(\/say)?: Canceling since a deadlock for concurrency group '\w+' was detected$/,
    )
  })

  test('keep runs of different callers one after another', async () => {
    const held = called.replace(
      '    steps:\n',
      '    concurrency: {group: one}\n    steps:\n      - {uses: ./, with: {part: run}}\n',
    )
    const stage = await open({ 'called.yml': held, 'caller.yml': caller, 'other.yml': caller }, options)
    stage.hold()
    await stage.emitAndAdmit(byHand)
    await stage.started(1)
    await stage.emitAndAdmit({ ...byHand, payload: { workflow: 'other.yml', inputs: {} } })
    await stage.emitAndAdmit(byHand)
    const runs = await stage.finish()
    expect(runs.map((run) => jobOf(run, 'call/say').conclusion)).toEqual(['success', 'cancelled', 'success'])
    expect(runs.map((run) => jobOf(run, 'call/say').concurrencyGroup)).toEqual(['one', 'one', 'one'])
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { evaluateConcurrency } from '../runner/concurrency.ts'
import { type ExpressionScope, evaluateCondition, freshProgress } from '../runner/expression.ts'
import { readWorkflow } from '../runner/read-workflow.ts'
import { evaluateText } from '../runner/template.ts'
import type { Job, Workflow } from '../runner/workflow.ts'

const folder = join(import.meta.dirname, '../../.github/workflows')
const path = '.github/workflows/incident.yml'

/** An event with what the workflow sees beside it. */
interface Case {
  readonly name: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly headRef?: string
  readonly inputs?: Readonly<Record<string, unknown>>
  readonly vars?: Readonly<Record<string, string>>
}

let workflow: Workflow
let run: Job
let document: Job

beforeAll(async () => {
  const reading = await readWorkflow(path, readFileSync(join(folder, 'incident.yml'), 'utf8'))
  if (reading.kind === 'broken') throw new Error(reading.errors.join('\n'))
  workflow = reading.workflow
  run = findJob('run')
  document = findJob('document')
})

function findJob(id: string): Job {
  const job = workflow.jobs.find((one) => one.id === id)
  if (!job) throw new Error(`There is no job ${id}`)
  return job
}

function scopeOf({ name, payload, headRef = '', inputs = {}, vars = {} }: Case, needs: object = {}): ExpressionScope {
  const github = {
    event_name: name,
    event: payload,
    head_ref: headRef,
    repository: 'acme/shop',
    run_id: '77',
    actor: 'dana',
  }
  return { contexts: { github, inputs, vars, needs }, progress: freshProgress }
}

const starts = (event: Case) => evaluateCondition(run.condition, scopeOf(event))
const titleOf = (event: Case) => evaluateText(workflow.runName, scopeOf(event))

function groupOf(event: Case): string {
  const concurrency = evaluateConcurrency(run.concurrency, scopeOf(event))
  expect(concurrency?.cancelInProgress).toBe(false)
  return concurrency?.group ?? 'none'
}

interface IssueWish {
  readonly number?: number
  readonly labels?: readonly string[] | null
  readonly pull?: boolean
}

function issueEvent(action: string, wish: IssueWish = {}, more: Readonly<Record<string, unknown>> = {}): Case {
  const { number = 7, labels = ['incident'], pull = false } = wish
  const issue = {
    number,
    title: 'Payments fail',
    labels: labels === null ? null : labels.map((name) => ({ name })),
    ...(pull ? { pull_request: { url: 'x' } } : {}),
  }
  return { name: 'issues', payload: { action, issue, sender: { login: 'alice' }, ...more } }
}

function comment(wish: IssueWish = {}, sender = 'alice'): Case {
  const event = issueEvent('created', wish, { sender: { login: sender } })
  return { ...event, name: 'issue_comment' }
}

function dispatch(clientPayload: unknown): Case {
  return { name: 'repository_dispatch', payload: { action: 'muster', client_payload: clientPayload } }
}

/** `inputs` of the payload are text, those of the context may be a number. */
function byHand(wanted: string, issue: string | number = ''): Case {
  const payload = { inputs: { do: wanted, issue: String(issue) }, sender: { login: 'dana' } }
  return { name: 'workflow_dispatch', payload, inputs: { do: wanted, issue } }
}

function closed(headRef: string, home = 'acme/shop', more: Readonly<Record<string, unknown>> = {}): Case {
  const head = { ref: headRef, repo: { full_name: home } }
  const pull = { number: 12, title: 'Postmortem: payments fail', merged: true, head, ...more }
  const payload = { action: 'closed', number: 12, pull_request: pull, sender: { login: 'dana' } }
  return { name: 'pull_request', payload, headRef }
}

/** As in a workflow that calls this one: no inputs in the context, none in the payload. */
const sweepByHand: Case = { name: 'workflow_dispatch', payload: { inputs: null, sender: { login: 'dana' } } }
const schedule: Case = { name: 'schedule', payload: { schedule: '37 * * * *' } }

describe('the group of a run', () => {
  test.each<[string, Case, string]>([
    ['an event of an issue', issueEvent('labeled'), 'muster/7'],
    ['a new issue', issueEvent('opened', { labels: [] }), 'muster/7'],
    ['a comment', comment(), 'muster/7'],
    ['a dispatch with a number', dispatch({ issue: 7 }), 'muster/7'],
    ['a dispatch with a number in text', dispatch({ issue: '7' }), 'muster/7'],
    ['a dispatch with an issue', dispatch({ issue: { number: 7 } }), 'muster/7'],
    ['a dispatch with an issue whose number is text', dispatch({ issue: { number: '7', title: 'x' } }), 'muster/7'],
    ['by hand, about an issue', byHand('issue', '7'), 'muster/7'],
    ['by hand, about an issue by its number', byHand('issue', 7), 'muster/7'],
    ['the merge of our own branch', closed('muster/7'), 'muster/7'],
    ['the closing of our own branch', closed('muster/7', 'acme/shop', { merged: false }), 'muster/7'],
    // The action looks at the incident then, whose group GitHub makes of it.
    ['the merge of a branch that is ours but for its case', closed('Muster/7'), 'Muster/7'],

    ['the clock', schedule, 'muster-sweep'],
    ['a sweep by hand', byHand('sweep'), 'muster-sweep'],
    ['a sweep by hand, of the other file', sweepByHand, 'muster-sweep'],
    ['a sweep by hand with an issue filled in by mistake', byHand('sweep', '7'), 'muster-sweep'],
    ['a dispatch without an issue', dispatch({}), 'muster-sweep'],
    ['a dispatch without anything', dispatch(null), 'muster-sweep'],
    ['a dispatch with no issue in it', dispatch({ issue: null }), 'muster-sweep'],
    ['a dispatch with an empty issue', dispatch({ issue: '' }), 'muster-sweep'],

    ['a check', byHand('check'), 'muster-run-77'],
    ['a check with an issue filled in by mistake', byHand('check', '7'), 'muster-run-77'],
    ['a drill', byHand('drill'), 'muster-run-77'],
    ['a drill with an issue filled in by mistake', byHand('drill', 7), 'muster-run-77'],
    ['by hand, about an issue that is not named', byHand('issue'), 'muster-run-77'],
    ["a fork's branch of our name", closed('muster/7', 'mallory/shop'), 'muster-run-77'],
    ['a branch of our name whose fork is gone', closed('muster/7', 'x', { head: { repo: null } }), 'muster-run-77'],
    ['a branch that is a number', closed('7'), 'muster-run-77'],
    ['another branch', closed('topic'), 'muster-run-77'],
    ['a branch that is called as the groups of the other job', closed('muster/document/7'), 'muster-run-77'],
    ['a dispatch with words', dispatch({ issue: 'document/7' }), 'muster-run-77'],
    ['a dispatch with an issue without a number', dispatch({ issue: { title: 'x' } }), 'muster-run-77'],
    ['a dispatch with a list', dispatch({ issue: [7] }), 'muster-run-77'],
    // The action understands it; a run of its own drops nobody, and is dropped by nobody.
    ['a dispatch with a number sign', dispatch({ issue: '#7' }), 'muster-run-77'],
  ])('%s', (_what, event, group) => {
    expect(groupOf(event)).toBe(group)
  })
})

describe('a runner is started', () => {
  test.each<[string, Case]>([
    ['by the clock', schedule],
    ['by a dispatch', dispatch({ issue: 7 })],
    ['by hand', byHand('check')],
    ['by hand, of the other file', sweepByHand],
    ['by a new issue without labels', issueEvent('opened', { labels: [] })],
    ['by an event of an incident', issueEvent('edited', { labels: ['bug', 'incident'] })],
    ['by a comment on an incident', comment()],
    ['by a label in any case', issueEvent('edited', { labels: ['Incident'] })],
    ['by a label that contains the word', issueEvent('edited', { labels: ['bug', 'incident:unconfirmed'] })],
    ['by a label that contains the word, in any case', issueEvent('edited', { labels: ['P1 INCIDENT'] })],
    ['by a report', issueEvent('edited', { labels: ['Outage-Report'] })],
    ['by the incident label taken away', issueEvent('unlabeled', { labels: [] }, { label: { name: 'Incident' } })],
    ['by the label of a report', issueEvent('labeled', { labels: [] }, { label: { name: 'outage-report' } })],
    ['by the merge of our branch', closed('muster/7')],
  ])('%s', (_what, event) => {
    expect(starts(event)).toBe(true)
  })

  test.each<[string, Case]>([
    ['for another issue', issueEvent('edited', { labels: ['bug'] })],
    ['for an issue without labels', issueEvent('edited', { labels: [] })],
    ['for an issue whose labels are null', issueEvent('edited', { labels: null })],
    ['for a label that is null', issueEvent('unlabeled', { labels: [] }, { label: null })],
    ['for another label', issueEvent('labeled', { labels: [] }, { label: { name: 'bug' } })],
    ['for labels that mean something else elsewhere', issueEvent('edited', { labels: ['triage', 'drill'] })],
    ['for a comment on an issue that is no incident', comment({ labels: ['bug'] })],
    ['for a comment on a pull request', comment({ pull: true })],
    ['for the merge of another branch', closed('topic')],
    ["for a fork's branch of our name", closed('muster/7', 'mallory/shop')],
    ['for the merge of a branch whose fork is gone', closed('muster/7', 'x', { head: { repo: null } })],
    ['for an event that nobody subscribed to', { name: 'push', payload: {} }],
  ])('but not %s', (_what, event) => {
    expect(starts(event)).toBe(false)
  })

  const named = (event: Case): Case => ({ ...event, vars: { MUSTER_LABEL: 'Störung' } })

  test('by the label that the variable names, and then not by the default', () => {
    expect(starts(named(issueEvent('edited', { labels: ['störung'] })))).toBe(true)
    expect(starts(named(issueEvent('edited', { labels: ['störung:unconfirmed'] })))).toBe(true)
    expect(starts(named(issueEvent('unlabeled', { labels: [] }, { label: { name: 'Störung' } })))).toBe(true)
    expect(starts(named(issueEvent('edited', { labels: ['outage-report'] })))).toBe(true)
    expect(starts(named(issueEvent('edited', { labels: ['incident'] })))).toBe(false)
    expect(starts(named(issueEvent('opened', { labels: [] })))).toBe(true)
  })
})

describe('what Muster itself wrote', () => {
  const login = 'acme-muster[bot]'
  const guarded = (event: Case): Case => ({ ...event, vars: { MUSTER_LOGIN: login } })
  const sender = { sender: { login } }

  test.each<[string, Case]>([
    ['a comment', comment({}, login)],
    ['a comment, whatever the case of the login', comment({}, 'Acme-Muster[bot]')],
    ['a label', issueEvent('labeled', {}, { ...sender, label: { name: 'SEV1' } })],
    ['a reopening', issueEvent('reopened', {}, sender)],
  ])('starts no runner: %s', (_what, event) => {
    expect(starts(guarded(event))).toBe(false)
    expect(starts(event)).toBe(true)
  })

  test.each<[string, Case]>([
    ['a new issue, which a bridge may have filed', issueEvent('opened', { labels: [] }, sender)],
    ['a dispatch, which asks for something', { ...dispatch({ issue: 7 }), payload: { client_payload: {}, ...sender } }],
    ["somebody else's comment", comment()],
    ["somebody's merge", closed('muster/7')],
    ['the clock, which is nobody', schedule],
  ])('is not %s', (_what, event) => {
    expect(starts(guarded(event))).toBe(true)
  })

  test('is not known without the variable, also where nobody is named', () => {
    const nobody = issueEvent('edited', {}, { sender: null })
    expect(starts(nobody)).toBe(true)
    expect(starts({ ...nobody, vars: { MUSTER_LOGIN: '' } })).toBe(true)
    expect(starts(guarded(nobody))).toBe(true)
  })
})

describe('the name of a run', () => {
  test.each<[Case, string]>([
    [issueEvent('closed'), '#7 Payments fail: closed by dana'],
    [issueEvent('labeled', {}, { label: { name: 'SEV1' } }), '#7 Payments fail: labeled SEV1 by dana'],
    [issueEvent('unlabeled', {}, { label: null }), '#7 Payments fail: unlabeled by dana'],
    [comment(), '#7 Payments fail: comment created by dana'],
    [closed('muster/7'), '#12 Postmortem: payments fail: merged by dana'],
    [closed('muster/7', 'acme/shop', { merged: false }), '#12 Postmortem: payments fail: closed by dana'],
    [dispatch({ issue: 7 }), '#7: dispatched by dana'],
    [dispatch({ issue: { number: 7 } }), '#7: dispatched by dana'],
    [dispatch({}), 'all incidents: dispatched by dana'],
    [dispatch(null), 'all incidents: dispatched by dana'],
    [byHand('check'), 'check: started by dana'],
    [byHand('drill', '7'), 'drill: started by dana'],
    [byHand('sweep'), 'sweep: started by dana'],
    [byHand('issue', '7'), '#7: started by dana'],
    [sweepByHand, 'sweep: started by dana'],
  ])('of %j', (event, title) => {
    expect(titleOf(event)).toBe(title)
  })

  test('says what people typed as it is: nothing in a title is read again', () => {
    const typed = `\${{ github.token }} {0} {1} '|| true`
    const event = issueEvent('closed')
    const issue = { number: 7, title: typed, labels: [] }
    expect(titleOf({ ...event, payload: { action: 'closed', issue } })).toBe(`#7 ${typed}: closed by dana`)
  })

  test.each([
    'issues',
    'issue_comment',
    'pull_request',
    'repository_dispatch',
    'workflow_dispatch',
    'schedule',
    'push',
  ])('is none of it broken by a payload that lacks everything: %s', (name) => {
    expect(titleOf({ name, payload: {} })).toMatch(/ by dana$/)
    expect(groupOf({ name, payload: {} })).toMatch(/^muster-(sweep|run-77)$/)
  })
})

describe('the postmortem', () => {
  const ran = (result: string, outputs: object) => ({ run: { result, outputs } })
  const due = (needs: object, cancelled = false) =>
    evaluateCondition(document.condition, {
      ...scopeOf(issueEvent('closed'), needs),
      progress: { failed: false, succeeded: false, cancelled },
    })

  test('is written where it is due, also where another incident of the sweep failed', () => {
    expect(due(ran('success', { document: 'true' }))).toBe(true)
    expect(due(ran('failure', { document: 'true' }))).toBe(true)
    expect(due(ran('success', { document: 'false' }))).toBe(false)
    expect(due(ran('skipped', {}))).toBe(false)
    expect(due(ran('cancelled', {}))).toBe(false)
    expect(due(ran('success', { document: 'true' }), true)).toBe(false)
  })

  test.each<[string, Case, object, string]>([
    ['an incident', issueEvent('closed'), { incident: '7' }, 'muster/document/7'],
    ['a merge', closed('muster/7'), { incident: '7' }, 'muster/document/7'],
    ['a sweep', schedule, {}, 'muster/document/sweep'],
    ['a sweep by hand', byHand('sweep'), { incident: '' }, 'muster/document/sweep'],
    ['a check', byHand('check'), { incident: '' }, 'muster/document/check-77'],
  ])('has a group of its own: %s', (_what, event, outputs, group) => {
    const scope = scopeOf(event, ran('success', { document: 'true', ...outputs }))
    expect(evaluateConcurrency(document.concurrency, scope)).toEqual({ group, cancelInProgress: false })
  })
})

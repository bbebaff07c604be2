import { wantSurroundings } from '../domain/changes.ts'
import { knownPull } from '../domain/closing-comments.ts'
import { readNeeds } from '../domain/decide.ts'
import { documentPaths } from '../domain/document-paths.ts'
import { readFacts } from '../domain/history/read-facts.ts'
import { actionLabel } from '../domain/labels.ts'
import { isOurs } from '../domain/own-comments.ts'
import type { IncidentRecord } from '../domain/record.ts'
import { rolesNeeded } from '../domain/roles-needed.ts'
import { undatedRunbooks } from '../domain/runbook-links.ts'
import type { FoundSecret, Snapshot, Surroundings } from '../domain/snapshot.ts'
import { onlyRunbooks } from '../domain/snapshot.ts'
import type { IssueHint } from '../domain/trigger.ts'
import type { KnownRole } from '../domain/vocabulary.ts'
import { countTriaged } from '../github/count-triaged.ts'
import type { FilesAt } from '../github/last-changes.ts'
import { observeDocument } from '../github/observe-document.ts'
import type { Gone, KnownIssue } from '../github/observe-record.ts'
import { observeRecord } from '../github/observe-record.ts'
import { observeRoles } from '../github/observe-roles.ts'
import { observeSurroundings } from '../github/observe-surroundings.ts'
import { findOwnLogin } from '../github/own-login.ts'
import type { Session } from './session.ts'

/** Which incident to look at, and what is known of it before GitHub was asked. */
export interface Target {
  readonly number: number
  readonly action?: string
  readonly hint?: IssueHint
  readonly known?: KnownIssue
  /** A pull request of ours was closed: where the postmortem stands has to be read. */
  readonly pull: boolean
  /** Its number, where an event told. */
  readonly closedPull?: number
}

type Around = Pick<Surroundings, 'openIncidents' | 'changes' | 'lastChanges'> & {
  readonly failures: Snapshot['failures']
}

/**
 * Reads what this run has to know about an incident, in as few rounds as can be: the record first; then, side by side,
 * roles; then whatever the decision still depends on. For an issue just opened all of it is asked at once.
 */
export async function observe(session: Session, target: Target): Promise<Snapshot | Gone> {
  const early =
    target.action === 'opened' && target.hint?.comments === 0
      ? askEarly(session, target.number, target.hint)
      : undefined
  const observed = await observeOwned(session, target, early)
  if ('kind' in observed) return observed
  const record = await cleanTitle(session, observed)
  const bare = makeSnapshot(session, record)
  const [roles, secrets] = await Promise.all([
    lookUp(session, bare, await early?.roles),
    findSecrets(session, observed),
  ])
  const known = { ...bare, roles, secrets, now: session.client.now() }
  const needs = readNeeds(known, { pull: target.pull })
  const [surroundings, document] = await Promise.all([
    needs.surroundings ? readSurroundings(session, known, early?.around) : undefined,
    needs.document ? readDocument(session, known, target.closedPull) : undefined,
  ])
  return {
    ...known,
    surroundings: surroundings && { ...surroundings, corpus: session.corpus() },
    document,
    failures: [...known.failures, ...(surroundings?.failures ?? [])],
    now: session.client.now(),
  }
}

/**
 * The record. Where the settings mention teams it matters from the first board on who we are: the default token's login is
 * otherwise a good guess for an issue without a comment of ours. What stands around tells it on the way, as a rule.
 */
async function observeOwned(
  session: Session,
  target: Target,
  early: Early | undefined,
): Promise<IncidentRecord | Gone> {
  const mentionsTeams = Object.values(session.settings.teams).some(({ mention }) => mention !== undefined)
  const [observed, ourLogin] = await Promise.all([
    observeRecord(session.client, session.where, target),
    early && mentionsTeams ? early.around.then(() => findOwnLogin(session.client)) : undefined,
  ])
  return 'kind' in observed || ourLogin === undefined ? observed : { ...observed, ourLogin }
}

interface Early {
  readonly roles: Promise<Readonly<Record<string, KnownRole>>>
  readonly around: Promise<Around>
}

/** The event's copy of the issue tells well enough what to ask for; what is true is still read. */
function askEarly(session: Session, number: number, hint: IssueHint): Early {
  const issue = {
    number,
    url: '',
    title: hint.title,
    body: hint.body,
    author: hint.author,
    authorIsBot: false,
    state: 'open',
    stateReason: undefined,
    locked: false,
    labels: [],
    assignees: [],
    createdAt: hint.createdAt,
    closedAt: undefined,
    commentCount: 0,
    claims: {},
  } as const
  const guess = makeSnapshot(session, { issue, comments: [], events: [], edits: [], ourLogin: '' })
  const roles = observeRoles(session.client, session.where, rolesNeeded(guess))
  return { roles, around: askAround(session, guess) }
}

function makeSnapshot(session: Session, record: IncidentRecord): Snapshot {
  const { inputs } = session
  return {
    now: session.client.now(),
    repository: session.repository,
    settings: session.settings,
    problems: session.problems,
    form: session.form,
    record,
    roles: {},
    surroundings: undefined,
    document: undefined,
    secrets: [],
    chat: { configured: inputs.chatUrl !== undefined, sent: [], failed: [] },
    failures: session.failures,
    part: inputs.part,
    runbooksFolder: inputs.runbooksFolder,
  }
}

async function lookUp(session: Session, snapshot: Snapshot, known: Snapshot['roles'] = {}): Promise<Snapshot['roles']> {
  const missing = rolesNeeded(snapshot).filter((login) => known[login.toLowerCase()] === undefined)
  return { ...known, ...(missing.length > 0 ? await observeRoles(session.client, session.where, missing) : {}) }
}

/** The title becomes file and branch names, where no later redaction would find a secret again. */
async function cleanTitle({ redactor }: Session, record: IncidentRecord): Promise<IncidentRecord> {
  const title = (await redactor.redact(record.issue.title)).text
  return title === record.issue.title ? record : { ...record, issue: { ...record.issue, title } }
}

/** Secrets in what people wrote: they are redacted wherever Muster copies them, and the issue itself gets a warning. */
async function findSecrets({ redactor }: Session, record: IncidentRecord): Promise<readonly FoundSecret[]> {
  const { issue } = record
  const texts = [
    { ...issue, body: `${issue.title}\n\n${issue.body}` },
    ...record.comments.filter(({ author }) => !isOurs(author, record)),
  ]
  const found = await Promise.all(
    texts.map(async ({ body, url }) => (await redactor.scan(body)).map(({ what }) => ({ what, url }))),
  )
  return [...new Map(found.flat().map((secret) => [`${secret.what} ${secret.url}`, secret])).values()]
}

async function askAround(session: Session, snapshot: Snapshot): Promise<Around> {
  const { repository, files } = session
  const wanted = wantSurroundings(readFacts(snapshot), snapshot, files.codeowners)
  // The matching takes a moment: it runs while the other first requests are on their way.
  await new Promise((resolve) => setImmediate(resolve))
  return await observeSurroundings(session.client, session.where, {
    ...wanted,
    repositoryUrl: repository.url,
    defaultBranch: repository.defaultBranch,
    undated: findUndated(session, snapshot),
  })
}

function findUndated(session: Session, snapshot: Snapshot): FilesAt {
  const ref = session.repository.sha || session.repository.defaultBranch
  const { facts } = readFacts(snapshot)
  if (!facts.declared) return { ref, paths: [] }
  return { ref, paths: undatedRunbooks(facts, snapshot, onlyRunbooks(session.corpus())) }
}

async function readSurroundings(
  session: Session,
  snapshot: Snapshot,
  early: Promise<Around> | undefined,
): Promise<Omit<Surroundings, 'corpus'> & { readonly failures: Snapshot['failures'] }> {
  const declared = readFacts(snapshot).facts.declared
  const [around, triagedLastHour] = await Promise.all([
    early ?? askAround(session, snapshot),
    declared ? 0 : countTriaged(session.client, session.where, snapshot.now),
  ])
  return { ...around, codeowners: session.files.codeowners, triagedLastHour }
}

async function readDocument(
  session: Session,
  snapshot: Snapshot,
  closedPull: number | undefined,
): Promise<Snapshot['document']> {
  const { repository, inputs } = session
  return await observeDocument(session.client, session.where, {
    number: snapshot.record.issue.number,
    defaultBranch: repository.defaultBranch,
    runbooksFolder: inputs.runbooksFolder,
    paths: documentPaths(snapshot, session.corpus()),
    knownPull: knownPull(snapshot),
    closedPull,
    actionLabel,
  })
}

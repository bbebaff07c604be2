import { knownPull } from '../domain/closing-comments.ts'
import { readNeeds } from '../domain/decide.ts'
import { documentPaths } from '../domain/document-paths.ts'
import { readFacts } from '../domain/history/read-facts.ts'
import type { Installation, InstallationLabel } from '../domain/installation.ts'
import { readInstallation } from '../domain/installation.ts'
import { isOurs, ownComments } from '../domain/own-comments.ts'
import type { IncidentRecord } from '../domain/record.ts'
import { rolesNeeded } from '../domain/roles-needed.ts'
import type { FoundSecret, Snapshot, Surroundings } from '../domain/snapshot.ts'
import type { IssueHint } from '../domain/trigger.ts'
import { countUnconfirmed } from '../github/count-unconfirmed.ts'
import { observeDocument } from '../github/observe-document.ts'
import { observeInstallation } from '../github/observe-installation.ts'
import type { Gone, KnownIssue } from '../github/observe-record.ts'
import { observeRecord } from '../github/observe-record.ts'
import { observeRoles } from '../github/observe-roles.ts'
import { findOwnLogin } from '../github/own-login.ts'
import type { Around } from './ask-around.ts'
import { askAround } from './ask-around.ts'
import type { Early } from './ask-early.ts'
import { askEarly } from './ask-early.ts'
import { makeSnapshot } from './make-snapshot.ts'
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
  /** When somebody did what started this run. */
  readonly actAt?: string | undefined
  /** Since when Muster is installed, where a sweep has read it. */
  readonly installation?: Installation
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
  const bare = { ...makeSnapshot(session, record), installation: target.installation }
  const [roles, secrets, installation] = await Promise.all([
    lookUp(session, bare, await early?.roles),
    findSecrets(session, observed),
    readInstalled(session, bare, { target, early }),
  ])
  const informed = { ...bare, secrets, installation, now: session.client.now() }
  // What came after the installation may ask for more roles than what came in the last ten minutes.
  const known = { ...informed, roles: await lookUp(session, informed, roles) }
  const needs = readNeeds(known, { pull: target.pull })
  const [surroundings, document] = await Promise.all([
    needs.surroundings ? readSurroundings(session, known, early?.around) : undefined,
    needs.document ? readDocument(session, known, target.closedPull) : undefined,
  ])
  return {
    ...known,
    installation: known.installation ?? toInstallation(session, surroundings?.installation, target),
    surroundings: surroundings && { ...surroundings, corpus: session.corpus() },
    document,
    failures: [...known.failures, ...(surroundings?.failures ?? []), ...((await early?.sweep) ?? [])],
    now: session.client.now(),
  }
}

/**
 * Since when Muster is installed matters only in an issue that it has not written in. What stands around an opening tells
 * it on the way; it is asked for by itself where an act of more than ten minutes ago could count, or nothing else is read.
 */
async function readInstalled(
  session: Session,
  snapshot: Snapshot,
  { target, early }: { readonly target: Target; readonly early: Early | undefined },
): Promise<Installation | undefined> {
  const known = snapshot.installation
  if (known !== undefined || ownComments(snapshot.record).length > 0) return known
  if (early) return toInstallation(session, (await early.around).installation, target)
  if (readFacts(snapshot).facts.reported) return undefined
  const label = await observeInstallation(session.client, session.where, session.settings.labels.unconfirmed)
  return toInstallation(session, label, target)
}

function toInstallation(
  { client }: Session,
  label: InstallationLabel | undefined,
  { actAt }: Target,
): Installation | undefined {
  return label === undefined ? undefined : readInstallation(label, { now: client.now(), actAt })
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
    observeRecord(session.client, session.where, { ...target, names: session.settings.labels }),
    early && mentionsTeams ? early.around.then(() => findOwnLogin(session.client)) : undefined,
  ])
  return 'kind' in observed || ourLogin === undefined ? observed : { ...observed, ourLogin }
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

async function readSurroundings(
  session: Session,
  snapshot: Snapshot,
  early: Promise<Around> | undefined,
): Promise<Omit<Surroundings, 'corpus'> & Pick<Around, 'failures' | 'installation'>> {
  const declared = readFacts(snapshot).facts.declared
  const label = session.settings.labels.unconfirmed
  const [around, unconfirmedLastHour] = await Promise.all([
    early ?? askAround(session, snapshot),
    declared === false ? countUnconfirmed(session.client, session.where, { label, now: snapshot.now }) : 0,
  ])
  return { ...around, codeowners: session.files.codeowners, unconfirmedLastHour }
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
    // Without action items there are no issues of them to look for.
    ...(readFacts(snapshot).facts.actions.length > 0 && { actionLabel: session.settings.labels.action }),
  })
}

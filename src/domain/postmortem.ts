import type { Match } from '../runbooks/match.ts'
import { fileSlug } from '../text/slug.ts'
import { formatIsoDate } from '../text/time-format.ts'
import type { Board, Postmortem } from './content.ts'
import type { Facts, Milestones } from './facts.ts'
import type { PlannedDocument, PlannedFile } from './plan.ts'
import { serviceOfIncident } from './services.ts'
import type { DocumentState, Snapshot } from './snapshot.ts'

/** What the postmortem is written from. */
export interface PostmortemContext {
  readonly snapshot: Snapshot
  readonly board: Pick<Board, 'runbook' | 'changes'>
  readonly reopened: boolean
}

/** Gathers everything that the postmortem says. */
export function composePostmortem(facts: Facts, { snapshot, board }: PostmortemContext): Postmortem {
  const { settings, repository, runbooksFolder } = snapshot
  return {
    facts,
    date: dateOf(facts, snapshot),
    path: postmortemPath(facts, snapshot),
    timezone: settings.timezone,
    serviceName: serviceOfIncident(settings, facts.service)?.key ?? facts.service,
    milestones: facts.milestones,
    figures: readFigures(facts.milestones),
    timeline: facts.timeline,
    names: settings.postmortem.names === 'roles' ? nameRoles(facts) : {},
    runbooksUsed: usedRunbooks(facts, board.runbook?.match, snapshot),
    actions: facts.actions,
    changes: board.changes,
    severity: facts.severity,
    status: facts.status,
    repositoryUrl: repository.url,
    runbooksFolder,
  }
}

/** The pull request's branch and files. The path carries date, number and title as they were when it was first written. */
export function planDocument(facts: Facts, document: DocumentState, context: PostmortemContext): PlannedDocument {
  const { snapshot, reopened } = context
  const postmortem = composePostmortem(facts, context)
  return {
    deliver: snapshot.settings.postmortem.deliver === 'branch' ? 'branch' : 'pull-request',
    branch: document.branch,
    postmortem,
    files: listFiles(facts, document, { ...context, postmortem }),
    reviewers: reviewersOf(facts, snapshot, context.board),
    reopened,
  }
}

function listFiles(
  facts: Facts,
  document: DocumentState,
  context: PostmortemContext & { readonly postmortem: Postmortem },
): readonly PlannedFile[] {
  const { postmortem, snapshot } = context
  const index = inFolder(snapshot.runbooksFolder, 'README.md')
  const used = postmortem.runbooksUsed.flatMap(({ path }): PlannedFile[] => {
    const current = document.files[path]
    return current === undefined ? [] : [{ kind: 'history', path, current }]
  })
  const severe = facts.severity === 'SEV1' || facts.severity === 'SEV2'
  const draft = draftPath(facts, snapshot)
  const drafts: readonly PlannedFile[] =
    severe && postmortem.runbooksUsed.length === 0 && document.files[draft] === undefined
      ? [{ kind: 'draft-runbook', path: draft }]
      : []
  return [
    { kind: 'postmortem', path: postmortem.path, current: document.files[postmortem.path] },
    { kind: 'index', path: index, current: document.files[index] },
    ...used,
    ...drafts,
  ]
}

/** A path below the folder of the runbooks, which may be the repository itself. */
export function inFolder(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`
}

/** Where a first draft of a runbook goes, when none matched. */
export function draftPath(facts: Facts, { runbooksFolder }: Snapshot): string {
  return inFolder(runbooksFolder, `${fileSlug(facts.title, 60)}.md`)
}

/** `runbooks/postmortems/2026-11-20-812-checkout-payments-fail.md`; one that is already there keeps its name. */
export function postmortemPath(facts: Facts, snapshot: Snapshot): string {
  const { runbooksFolder, document } = snapshot
  const known = [...(document?.postmortems ?? []), ...Object.keys(document?.branchFiles ?? {})]
  const existing = known.find((path) => isPostmortemOf(facts.number, path, runbooksFolder))
  return (
    existing ??
    inFolder(runbooksFolder, `postmortems/${dateOf(facts, snapshot)}-${facts.number}-${fileSlug(facts.title, 60)}.md`)
  )
}

/** Whether a file is that incident's postmortem: its name carries date and number. */
export function isPostmortemOf(incident: number, path: string, runbooksFolder: string): boolean {
  const folder = inFolder(runbooksFolder, 'postmortems/')
  return path.startsWith(folder) && new RegExp(`^\\d{4}-\\d{2}-\\d{2}-${incident}-`).test(path.slice(folder.length))
}

/** The day on which it was detected, in the settings' zone. */
function dateOf(facts: Facts, snapshot: Snapshot): string {
  return formatIsoDate(facts.milestones.detected ?? snapshot.record.issue.createdAt, snapshot.settings.timezone)
}

/** Named by `/runbook`, else the one that the board said to start with. */
export function usedRunbooks(
  facts: Facts,
  start: Match | undefined,
  { runbooksFolder }: Snapshot,
): Postmortem['runbooksUsed'] {
  if (facts.runbooksUsed.length === 0) return start ? [{ path: start.runbook.path, title: start.runbook.title }] : []
  return facts.runbooksUsed.map((named) => {
    const path = named.startsWith(inFolder(runbooksFolder, '')) ? named : inFolder(runbooksFolder, named)
    return { path, title: start?.runbook.path === path ? start.runbook.title : (path.split('/').at(-1) ?? path) }
  })
}

/** A milestone minus a milestone; a figure whose milestones are unknown or out of order is left out. */
export function readFigures(milestones: Milestones): Postmortem['figures'] {
  const between = (from: string | undefined, to: string | undefined): number | undefined => {
    const ms = Date.parse(to ?? '') - Date.parse(from ?? '')
    return ms >= 0 ? ms : undefined
  }
  const { started, detected, acknowledged, mitigated, resolved } = milestones
  const figures = {
    detect: between(started, detected),
    acknowledge: between(detected, acknowledged),
    mitigate: between(started, mitigated),
    resolve: between(started, resolved),
  }
  return Object.fromEntries(Object.entries(figures).filter(([, ms]) => ms !== undefined))
}

/** Roles instead of names, in the order in which people appear: what happened matters, not who did it. */
function nameRoles(facts: Facts): Readonly<Record<string, string>> {
  const names: Record<string, string> = Object.create(null)
  if (facts.commander !== undefined) names[facts.commander.toLowerCase()] = 'commander'
  const people = [
    facts.reporter,
    ...facts.timeline.map(({ by }) => by),
    ...facts.checklist.items.flatMap(({ by }) => by ?? []),
  ]
  let responders = 0
  for (const login of people.map((one) => one.toLowerCase())) {
    if (names[login] !== undefined) continue
    if (login === facts.reporter.toLowerCase()) names[login] = 'reporter'
    else names[login] = `responder ${++responders}`
  }
  return { ...names }
}

/** The commander and the owners of what was used: people, at most five, asked one by one. */
function reviewersOf(facts: Facts, snapshot: Snapshot, board: Pick<Board, 'runbook'>): readonly string[] {
  const service = serviceOfIncident(snapshot.settings, facts.service)
  const named = [facts.commander, ...(board.runbook?.contacts ?? []), ...(service?.call ?? [])]
  const logins = named.flatMap((name) => (name === undefined || name.includes('/') ? [] : [loginOf(name, snapshot)]))
  return [...new Map(logins.flatMap((login) => (login ? [[login.toLowerCase(), login] as const] : []))).values()].slice(
    0,
    5,
  )
}

function loginOf(name: string, { settings }: Snapshot): string | undefined {
  if (settings.teams[name]) return undefined
  return settings.people[name]?.github ?? name
}

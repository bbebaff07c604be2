import { fillDashboard } from '../settings/dashboard-url.ts'
import type { Dashboard } from '../settings/types.ts'
import { isPostedAgain, isSweepOff } from './board-state.ts'
import type { CallPlan } from './call-state.ts'
import { listNotReached, showCall } from './call-state.ts'
import { chooseChanges } from './changes.ts'
import { openItems } from './checklist.ts'
import { warnOfRoom } from './comment-room.ts'
import type { Board, DocumentView, Missing } from './content.ts'
import type { Deadlines } from './deadlines.ts'
import type { History } from './history/read-facts.ts'
import type { LabelNames } from './label-names.ts'
import { serviceLabel, serviceOf } from './labels.ts'
import { linkRunbooks } from './runbook-links.ts'
import { serviceOfIncident } from './services.ts'
import type { FailureCode, RelatedIncident, Snapshot, Surroundings } from './snapshot.ts'

/** What the board is made of, beside the history itself. */
export interface BoardContext {
  readonly snapshot: Snapshot
  readonly surroundings: Surroundings
  readonly call: CallPlan
  readonly deadlines: Deadlines
  readonly missing: readonly Missing[]
  readonly document: DocumentView
}

/** The one comment that is kept up to date: what is broken, where to start, whom to message, what to do next. */
export function composeBoard(history: History, context: BoardContext): Board {
  const { facts } = history
  const { snapshot, surroundings, deadlines } = context
  const service = serviceOfIncident(snapshot.settings, facts.service)
  const required = facts.checklist.items.filter((item) => !item.optional)
  const links = linkRunbooks(facts, snapshot, surroundings)
  return {
    kind: 'board',
    // The first call stands on the board itself; told again in the timeline, it would be written only afterwards.
    facts: { ...facts, timeline: facts.timeline.filter(({ kind, text }) => !(kind === 'called' && text === 'opened')) },
    phase:
      facts.closing && context.missing.length === 0 ? 'ended' : facts.status === 'resolved' ? 'resolved' : 'running',
    timezone: snapshot.settings.timezone,
    serviceName: service?.key ?? facts.service,
    ...links,
    runbookCount: surroundings.corpus.runbooks.filter(({ kind }) => kind === 'runbook').length,
    call: showCall(context.call, history, { snapshot, deadlines }),
    notReached: listNotReached(context.call),
    related: relatedIncidents(facts.number, facts.service, {
      open: surroundings.openIncidents,
      names: snapshot.settings.labels,
    }),
    next: openItems(facts.checklist)[0],
    doneRequired: required.filter((item) => item.done).length,
    required: required.length,
    updateDue: deadlines.update,
    updateOverdue: deadlines.updateOverdue,
    changes: chooseChanges(surroundings.changes),
    looks: listLooks(history, context, links.runbook?.match.runbook.frontMatter.dashboards ?? []),
    asks: listAsks(history),
    missing: context.missing,
    document: context.document,
    publicRepository: !snapshot.repository.private,
    undecided: facts.declared === 'unknown',
    postedAgain: isPostedAgain(snapshot),
    secrets: snapshot.secrets,
    problems: snapshot.problems,
    failures: [...listFailures(snapshot), ...warnOfRoom(snapshot.record.issue, snapshot.failures)],
    endedAs: facts.closing?.reason,
  }
}

/** Later runs do not ask again whether the sweep is on: the board remembers it. */
function listFailures(snapshot: Snapshot): Snapshot['failures'] {
  const others = snapshot.failures.filter(({ code }) => !toldElsewhere.has(code))
  const isTold = others.some(({ code }) => code === 'sweep-switched-off')
  return isSweepOff(snapshot) && !isTold ? [...others, { code: 'sweep-switched-off', detail: '' }] : others
}

/**
 * Who cannot be assigned is no news in an incident; `check` tells it beforehand. What becomes of the postmortem then stands
 * in the closing link: the job that keeps the board up to date does not see why.
 */
const toldElsewhere: ReadonlySet<FailureCode> = new Set([
  'assign-refused',
  'pull-request-forbidden',
  'branch-forbidden',
])

/** Open incidents on the same service; without a known service there is nothing to compare. */
function relatedIncidents(
  number: number,
  service: string | undefined,
  { open, names }: { readonly open: readonly RelatedIncident[]; readonly names: LabelNames },
): readonly RelatedIncident[] {
  if (service === undefined) return []
  const wanted = serviceOf(serviceLabel(service, names), names)?.toLowerCase()
  return open.filter(
    (one) => one.number !== number && one.labels.some((label) => serviceOf(label, names)?.toLowerCase() === wanted),
  )
}

/** What is unknown and cannot be seen by Muster itself. */
function listAsks({ facts }: History): Board['asks'] {
  return [
    ...(facts.severity === undefined ? ['severity' as const] : []),
    ...(facts.service === undefined ? ['service' as const] : []),
    ...(facts.milestones.started === undefined ? ['started' as const] : []),
  ]
}

/** Dashboards of the service, then of the runbook to start with, each with the incident's time window. */
function listLooks({ facts }: History, { snapshot }: BoardContext, ofRunbook: readonly Dashboard[]): Board['looks'] {
  const ofService = serviceOfIncident(snapshot.settings, facts.service)?.dashboards ?? []
  const began = facts.milestones.started ?? snapshot.record.issue.createdAt
  const to = facts.milestones.resolved ?? shift(snapshot.record.issue.createdAt, 2 * hour)
  const window = { from: shift(began, -hour / 2), to: shift(to, hour / 4), service: facts.service ?? '' }
  const looks = [...ofService, ...ofRunbook].flatMap(({ name, url }) => {
    const filled = fillDashboard(url, window)
    return filled === undefined ? [] : [{ name, url: filled }]
  })
  return [...new Map(looks.map((look) => [look.url, look])).values()]
}

const hour = 3_600_000

function shift(iso: string, ms: number): string {
  return new Date(Date.parse(iso) + ms).toISOString()
}

import { readAnswers } from '../answers.ts'
import { byTime } from '../by-time.ts'
import { readChecklist } from '../checklist.ts'
import { requiredItems } from '../default-checklist.ts'
import type { Facts } from '../facts.ts'
import { hasLabel } from '../labels.ts'
import { keysOf, ownComments } from '../own-comments.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Answering } from './acknowledgement.ts'
import { readAcknowledgements, readCalled, readSigns } from './acknowledgement.ts'
import { listAsks } from './asking.ts'
import type { LastClosing } from './closing.ts'
import { readLastClosing } from './closing.ts'
import { commandsFrom, countsFrom, declareByFiling, isOwnDrill, readDeclaration } from './declaration.ts'
import { fold } from './fold.ts'
import { readMilestones } from './milestones.ts'
import { readMoves } from './moves.ts'
import type { Opening } from './opening.ts'
import { readOpening } from './opening.ts'
import type { State } from './state.ts'
import { emptyState, tell } from './state.ts'

/** The facts of an incident, and what the policies need beside them. */
export interface History {
  readonly facts: Facts
  readonly opening: Opening
  readonly lastClosing: LastClosing | undefined
  /** Verdicts reached in this run, as keys. */
  readonly newKeys: readonly string[]
  /** When severity and service last changed: the cause of a later call, and its time. */
  readonly changed: { readonly severity: string | undefined; readonly service: string | undefined }
  readonly declaredAt: string | undefined
  readonly declaredBy: string | undefined
  /** When it was last back after it had been over or better: deadlines and call begin anew then. */
  readonly backAt: string | undefined
  /** Since the last call began, somebody has answered. */
  readonly answered: boolean
  /** Logins in lower case that gave a sign of life in the hour before it was back, or since. */
  readonly awake: ReadonlySet<string>
  readonly postmortemAskedAt: string | undefined
  readonly notes: readonly { readonly at: string; readonly text: string }[]
}

/** Folds the record of an incident into what is true of it. Pure: the same record gives the same facts. */
export function readFacts(snapshot: Snapshot): History {
  const { record, settings } = snapshot
  const own = ownComments(record)
  const { answers, byForm } = readAnswers(record.issue, snapshot.form)
  const asks = listAsks(record, { names: settings.labels, byForm })
  const called = readCalled(own)
  const declaration = readDeclaration(record)
  const context = {
    record,
    settings,
    authority: {
      settings,
      privateRepository: snapshot.repository.private,
      roles: snapshot.roles,
      called: new Set(called.filter(({ informed }) => !informed).map(({ login }) => login.toLowerCase())),
    },
    items: requiredItems(snapshot.form).length,
    declaration,
    from: countsFrom(snapshot),
    commandsFrom: commandsFrom(snapshot),
    keys: keysOf(own),
  }
  const state = emptyState()
  const opening = readOpening(answers, record.issue.title, { settings, keys: keysOf(own) })
  state.severity = opening.severity
  state.service = opening.service
  if (isOwnDrill(record, settings.labels.drill)) state.drill = true
  declareByFiling(state, context, asks)
  fold(state, readMoves(record, context.commandsFrom), context)
  const withdrawn = state.withdrawn && !hasLabel(record.issue.labels, settings.labels.incident)
  const reported = !withdrawn && (own.length > 0 || asks.some(({ at }) => at >= context.from))
  for (const { login, at, cause } of called.filter(({ informed }) => !informed))
    tell(state, 'called', { by: login, at, url: record.issue.url }, cause)
  const filed = asks.some(({ kind }) => kind === 'filed')
  const { facts, answering } = gather(state, snapshot, { answers, byForm, filed, reported, called })
  const awake = readSigns(record, answering, hourBefore(state.backAt))
  return {
    facts,
    opening,
    lastClosing: readLastClosing(record),
    newKeys: state.newKeys,
    changed: { severity: state.severityAt, service: state.serviceAt },
    declaredAt: state.declared?.at,
    declaredBy: state.declared?.by,
    backAt: state.backAt,
    answered: facts.acknowledgedBy.some(({ by }) => state.backAt === undefined || awake.has(by.toLowerCase())),
    awake,
    postmortemAskedAt: state.postmortemAskedAt,
    notes: state.notes,
  }
}

/** Before it was ever back everything counts. */
function hourBefore(iso: string | undefined): string {
  return iso === undefined ? '' : new Date(Date.parse(iso) - 3_600_000).toISOString()
}

interface Gathered {
  readonly answers: Facts['answers']
  readonly byForm: boolean
  /** It was an incident from the beginning, and not made one later. */
  readonly filed: boolean
  readonly reported: boolean
  readonly called: ReturnType<typeof readCalled>
}

function gather(
  state: State,
  snapshot: Snapshot,
  { answers, byForm, filed, reported, called }: Gathered,
): { readonly facts: Facts; readonly answering: Answering } {
  const { record, settings, document } = snapshot
  const { issue } = record
  const closing = issue.state === 'closed' ? readLastClosing(record) : undefined
  // Thanks and questions afterwards are no answers to a call: they change nothing about an incident that is over.
  const over = state.status === 'resolved' ? state.statusAt : closing?.at
  const checklist = readChecklist(record, snapshot.form, state.done)
  const answering = { acks: state.acknowledgedBy, acts: state.acts, checklist, over }
  const acknowledgedBy = readAcknowledgements(record, called, answering)
  const times = {
    answers,
    byForm,
    detected: filed ? issue.createdAt : (state.declared?.at ?? issue.createdAt),
    timezone: settings.timezone,
    acknowledged: acknowledgedBy[0],
    published: document?.pull?.mergedAt,
  }
  for (const said of acknowledgedBy) tell(state, 'acknowledged', said, '')
  const facts: Facts = {
    number: issue.number,
    url: issue.url,
    title: issue.title,
    reporter: issue.author,
    answers,
    reported,
    declared: state.declared ? true : state.declaredUnknown ? 'unknown' : false,
    drill: state.drill,
    severity: state.severity,
    service: state.service,
    status: state.status,
    ...readMilestones(state, issue, times),
    commander: state.commander,
    acknowledgedBy,
    checklist,
    cause: state.cause,
    resolution: state.resolution,
    lastUpdate: state.lastUpdate,
    actions: state.actions,
    runbooksUsed: state.runbooksUsed,
    overrides: state.overrides,
    postmortemAsked: state.postmortemAskedAt !== undefined,
    timeline: [...state.timeline].sort(byTime),
    verdicts: state.verdicts,
    closing: closing && { event: closing.event, by: closing.by, at: closing.at, reason: closing.reason },
    called,
  }
  return { facts, answering }
}

import { readAnswers } from '../answers.ts'
import { byTime } from '../by-time.ts'
import { readChecklist } from '../checklist.ts'
import { requiredItems } from '../default-checklist.ts'
import type { Facts } from '../facts.ts'
import { incidentLabel } from '../labels.ts'
import { findOwn, keysOf, ownComments } from '../own-comments.ts'
import type { Snapshot } from '../snapshot.ts'
import { readAcknowledgements, readCalled } from './acknowledgement.ts'
import type { LastClosing } from './closing.ts'
import { readLastClosing } from './closing.ts'
import { declareByFiling, isReported } from './declaration.ts'
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
  readonly postmortemAskedAt: string | undefined
  readonly notes: readonly { readonly at: string; readonly text: string }[]
}

/** Folds the record of an incident into what is true of it. Pure: the same record gives the same facts. */
export function readFacts(snapshot: Snapshot): History {
  const { record, settings } = snapshot
  const own = ownComments(record)
  const boardStands = findOwn(own, 'board') !== undefined
  const { answers, byForm } = readAnswers(record.issue, snapshot.form)
  const context = {
    record,
    settings,
    authority: { settings, privateRepository: snapshot.repository.private, roles: snapshot.roles },
    items: requiredItems(snapshot.form).length,
  }
  const state = emptyState()
  const opening = readOpening(answers, record.issue.title, { settings, keys: keysOf(own) })
  state.severity = opening.severity
  state.service = opening.service
  declareByFiling(state, context, boardStands)
  fold(state, readMoves(record), context)
  const reported =
    isReported(context, byForm, boardStands) && !(state.withdrawn && !record.issue.labels.includes(incidentLabel))
  const called = readCalled(own)
  for (const { login, at, cause } of called.filter(({ informed }) => !informed))
    tell(state, 'called', { by: login, at, url: record.issue.url }, cause)
  const facts = gather(state, snapshot, { answers, byForm, reported, called })
  return {
    facts,
    opening,
    lastClosing: readLastClosing(record),
    newKeys: state.newKeys,
    changed: { severity: state.severityAt, service: state.serviceAt },
    declaredAt: state.declared?.at,
    postmortemAskedAt: state.postmortemAskedAt,
    notes: state.notes,
  }
}

interface Gathered {
  readonly answers: Facts['answers']
  readonly byForm: boolean
  readonly reported: boolean
  readonly called: ReturnType<typeof readCalled>
}

function gather(state: State, snapshot: Snapshot, { answers, byForm, reported, called }: Gathered): Facts {
  const { record, settings, document } = snapshot
  const { issue } = record
  const closing = issue.state === 'closed' ? readLastClosing(record) : undefined
  // Thanks and questions afterwards are no answers to a call: they change nothing about an incident that is over.
  const over = state.status === 'resolved' ? state.statusAt : closing?.at
  const acknowledgedBy = readAcknowledgements(record, called, { acks: state.acknowledgedBy, over })
  const times = {
    answers,
    byForm,
    timezone: settings.timezone,
    acknowledged: acknowledgedBy[0],
    published: document?.pull?.mergedAt,
  }
  for (const said of acknowledgedBy) tell(state, 'acknowledged', said, '')
  return {
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
    checklist: readChecklist(record, snapshot.form, state.done),
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
    called: called.map(({ login, cause, informed }) => ({ login, cause, informed })),
  }
}

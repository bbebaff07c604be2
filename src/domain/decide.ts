import { isBoardCurrent, isOpeningUnfinished } from './board-state.ts'
import { planUndecidedChat } from './chat.ts'
import type { History } from './history/read-facts.ts'
import { readFacts } from './history/read-facts.ts'
import type { IncidentContext } from './incident.ts'
import { planIncident, readIncident, stateOf } from './incident.ts'
import { installationLabel } from './installation.ts'
import type { Outcome } from './outcome.ts'
import { keysOf, ownComments } from './own-comments.ts'
import type { Plan } from './plan.ts'
import type { Snapshot } from './snapshot.ts'
import { planTriage, triageNeedsCount } from './triage.ts'
import { judgeUnseen, planUnseen } from './unseen-closing.ts'

/** What has to be read before the plan can be decided; both cost requests, so they are read only where they matter. */
export interface Needs {
  readonly surroundings: boolean
  readonly document: boolean
}

/**
 * Decides what should be true of one issue. Pure and synchronous: the same snapshot gives the same plan. Which event woke
 * us does not matter.
 */
export function decide(snapshot: Snapshot): Plan {
  const { installation, settings } = snapshot
  const plan = decideIssue(snapshot)
  if (installation?.kind !== 'first-run') return plan
  return { ...plan, newLabels: [installationLabel(installation.since, settings.labels)] }
}

function decideIssue(snapshot: Snapshot): Plan {
  const history = readFacts(snapshot)
  const { facts } = history
  if (!facts.reported) return nothing(snapshot, 'not-an-incident')
  if (facts.declared === 'unknown') return planUndecided(history, snapshot)
  if (!facts.declared) return { ...nothing(snapshot, 'awaiting-triage'), ...planTriage(history, snapshot) }
  const closing = judgeUnseen(history, snapshot)
  if (closing === 'history') return nothing(snapshot, 'not-an-incident')
  if (closing === 'unseen')
    return { ...nothing(snapshot, 'closed-without-postmortem'), ...planUnseen(history, snapshot) }
  return planIncident(readIncident(history, snapshot))
}

/**
 * GitHub did not say whether its author may declare an incident. It may be real: the board goes up without a call and says
 * so, and the channels are told. The next run decides.
 */
function planUndecided(history: History, snapshot: Snapshot): Plan {
  const rest = nothing(snapshot, 'permission-unknown')
  if (snapshot.record.issue.state === 'closed') return rest
  const { comments } = planIncident(readIncident(history, snapshot))
  return {
    ...rest,
    labels: { present: [snapshot.settings.labels.unconfirmed], absent: [] },
    comments: comments.filter(({ key }) => key === 'board'),
    chat: planUndecidedChat(history.facts, snapshot),
    outputs: { ...rest.outputs, incident: history.facts.number },
  }
}

/** Which further reads the plan depends on. A board that stands for this very state needs none. */
export function readNeeds(snapshot: Snapshot, cause: { readonly pull: boolean }): Needs {
  const history = readFacts(snapshot)
  const { reported, declared } = history.facts
  if (!reported) return { surroundings: false, document: false }
  if (declared === 'unknown') return { surroundings: snapshot.record.issue.state === 'open', document: false }
  if (!declared) return { surroundings: triageNeedsCount(snapshot), document: false }
  if (judgeUnseen(history, snapshot)) return { surroundings: false, document: false }
  const context = readIncident(history, snapshot)
  const surroundings =
    !isBoardCurrent(stateOf(context), snapshot) ||
    isOpeningUnfinished(snapshot.record) ||
    // A verdict lasts only once the board holds it, also one that changes nothing else.
    history.newKeys.length > 0 ||
    isClosingNew(context) ||
    cause.pull ||
    delivers(context)
  return { surroundings, document: (surroundings && concernsDocument(context)) || delivers(context) }
}

/** The closing was accepted and the board does not remember it: GitHub told no role when the board was written. */
function isClosingNew({ verdict, snapshot }: IncidentContext): boolean {
  return verdict.kind === 'accepted' && !keysOf(ownComments(snapshot.record)).has(`closed:${verdict.closing.event}`)
}

/** The second job has work to do. */
function delivers({ document, snapshot }: IncidentContext): boolean {
  return snapshot.part !== 'run' && document.deliver !== undefined && document.deliver !== 'comment'
}

function concernsDocument({ document }: IncidentContext): boolean {
  return (document.owed && document.deliver !== 'comment') || document.label === 'published'
}

/** The plan that changes nothing. */
function nothing(snapshot: Snapshot, outcome: Outcome): Plan {
  return {
    outcome,
    labels: { present: [], absent: [] },
    newLabels: [],
    removed: [],
    comments: [],
    reactions: [],
    reopen: false,
    assignees: [],
    chat: [],
    document: undefined,
    issues: [],
    outputs: {
      document: false,
      incident: outcome === 'awaiting-triage' ? snapshot.record.issue.number : undefined,
      severity: undefined,
      status: undefined,
      postmortem: undefined,
      pullRequestUrl: undefined,
    },
  }
}

import { describeEvent } from '../action/describe-event.ts'
import type { RunEvent } from '../action/event.ts'
import type { Outputs } from '../action/outputs.ts'
import { deliveredKey } from '../domain/board-state.ts'
import { readFacts } from '../domain/history/read-facts.ts'
import { isBranchOutdated } from '../domain/is-branch-outdated.ts'
import { findOwn, ownComments } from '../domain/own-comments.ts'
import type { Plan } from '../domain/plan.ts'
import { serviceOfIncident } from '../domain/services.ts'
import type { IncidentReport, RunReport } from '../render/run-report.ts'
import type { Run } from './run.ts'
import { outcomeOf } from './run.ts'
import type { IncidentRun } from './run-incident.ts'
import type { Session } from './session.ts'

/** What is told about a run: in the log, in the job's summary, and as the failure of the job. */
export interface Told {
  readonly log: readonly string[]
  readonly summary: RunReport
  /** Set where something was left undone that no refusal explains. */
  readonly failure: string | undefined
}

const mayNotWrite =
  'Muster may not write in this issue, so nobody was called. Give the job `issues: write`; see docs/security.md.'

/** Puts a run into words. A stop by a rate limit is a failure only where somebody is owed a call: the next run goes on. */
export function describeRun(
  session: Session,
  event: RunEvent,
  done: { readonly run: Run; readonly milliseconds: number },
): Told {
  const { incidents, check, outcome, late } = done.run
  const usage = session.client.usage()
  const stopped = incidents.filter(isDone).filter(({ end }) => end === 'stopped')
  const failed = stopped.filter(({ stop, missed }) => stop === 'failed' || missed)
  const undecided = incidents.filter(isDone).filter(({ plan }) => isUndecided(plan))
  const notices = stopped.map(({ number, problem }) => `#${number} is not finished: ${problem ?? ''}`)
  const summary: RunReport = {
    trigger: describeEvent(event),
    outcome,
    dryRun: session.inputs.dryRun,
    incidents: incidents.map((incident) => reportIncident(session, incident)),
    usage: { ...usage, milliseconds: done.milliseconds },
    problems: session.problems,
    failures: session.failures,
    notices: [
      ...session.inputs.notices,
      ...notices,
      ...session.files.notices.map(({ path, message }) => `${path}: ${message}`),
    ],
    late: (late ?? []).map((one) => ({ ...one, url: `${session.repository.url}/issues/${one.number}` })),
    check,
  }
  const counts = `requests: ${usage.requests}, writes: ${usage.writes}, round trips: ${usage.roundTrips}, ${done.milliseconds} ms`
  return {
    log: [`${summary.trigger}: ${outcome} (${counts})`, ...notices],
    summary,
    failure:
      failed.length > 0
        ? notices.join(' ')
        : undecided.length > 0
          ? undecided.map(tellUndecided).join(' ')
          : outcome === 'failed'
            ? mayNotWrite
            : undefined,
  }
}

/** The board went up without a call. */
function isUndecided(plan: Plan): boolean {
  return plan.outcome === 'permission-unknown' && plan.comments.some(({ key }) => key === 'board')
}

function tellUndecided({ number }: { readonly number: number }): string {
  return `#${number}: GitHub did not say whether its author may declare an incident, so nobody was called. The next run asks again.`
}

/** What the steps and jobs after this one are told. After a sweep that is only how it went. */
export function outputsOf(session: Session, { outcome, incidents, check }: Run): Outputs {
  const done = incidents.filter(isDone)
  const [only] = done.length === 1 ? done : []
  const outputs = only?.plan.outputs
  return {
    outcome,
    document:
      !session.inputs.dryRun && session.inputs.part === 'run' && (check !== undefined || done.some(isDocumentDue)),
    incident: outputs?.incident,
    severity: outputs?.severity,
    status: outputs?.status,
    boardUrl: only && findOwn(ownComments(only.snapshot.record), 'board')?.comment.url,
    pullRequestUrl: outputs?.pullRequestUrl,
    writes: session.client.usage().writes,
  }
}

function isDone(incident: IncidentRun): incident is Extract<IncidentRun, { kind: 'done' }> {
  return incident.kind === 'done'
}

/**
 * There is a postmortem to deliver, and this run changed something, or it was not delivered for these facts yet (a run that
 * was killed after its last change left that to this one), or its pull request would conflict.
 */
function isDocumentDue({ plan, effects, snapshot }: Extract<IncidentRun, { kind: 'done' }>): boolean {
  const keys = findOwn(ownComments(snapshot.record), 'closing')?.keys ?? []
  const delivered = keys.includes(deliveredKey(readFacts(snapshot), snapshot))
  const outdated = snapshot.document !== undefined && isBranchOutdated(snapshot.document)
  return plan.outputs.document && (effects.length > 0 || !delivered || outdated)
}

function reportIncident(session: Session, incident: IncidentRun): IncidentReport {
  const outcome = outcomeOf(session, incident)
  if (incident.kind === 'gone') {
    const url = `${session.repository.url}/issues/${incident.number}`
    return {
      number: incident.number,
      title: '',
      url,
      outcome,
      facts: undefined,
      serviceName: undefined,
      effects: [],
      failures: [],
    }
  }
  const { snapshot, effects } = incident
  const { issue } = snapshot.record
  const { facts } = readFacts(snapshot)
  const serviceName = serviceOfIncident(session.settings, facts.service)?.key ?? facts.service
  return {
    number: issue.number,
    title: issue.title,
    url: issue.url,
    outcome,
    facts,
    serviceName,
    effects,
    failures: snapshot.failures,
  }
}

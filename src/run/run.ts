import type { RunEvent } from '../action/event.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { IssueTrigger } from '../domain/trigger.ts'
import type { CheckReport } from '../render/check-report.ts'
import { runCheck } from './run-check.ts'
import { runDrill } from './run-drill.ts'
import type { IncidentRun } from './run-incident.ts'
import { runIncident } from './run-incident.ts'
import type { Sweep } from './run-sweep.ts'
import { runSweep } from './run-sweep.ts'
import type { Session } from './session.ts'

/** What a whole run did: about one incident, about all of them, or about none. */
export interface Run {
  readonly outcome: Outcome
  readonly incidents: readonly IncidentRun[]
  readonly check: CheckReport | undefined
  /** What a sweep left alone, since nobody saw it in time. */
  readonly late?: Sweep['late']
}

/** Does what the event asks for. */
export async function run(session: Session, { trigger }: RunEvent): Promise<Run> {
  switch (trigger.kind) {
    case 'nothing':
      return { outcome: trigger.reason, incidents: [], check: undefined }
    case 'check':
      return { outcome: 'checked', incidents: [], check: await runCheck(session) }
    case 'sweep':
      return { outcome: 'swept', ...(await runSweep(session)), check: undefined }
    case 'issue':
      return aboutOne(session, await runIncident(session, { ...trigger, pull: false, actAt: actOf(trigger) }))
    case 'pull-request':
      return aboutOne(
        session,
        await runIncident(session, {
          number: trigger.incident,
          pull: true,
          closedPull: trigger.pull,
        }),
      )
    case 'drill': {
      const drill = await runDrill(session, { run: trigger.run, service: trigger.service })
      return { ...aboutOne(session, drill), outcome: 'drill-started' }
    }
  }
}

/** When somebody did what woke us. */
function actOf({ action, hint }: IssueTrigger): string | undefined {
  const at = action === 'opened' ? hint?.createdAt : hint?.updatedAt
  const time = Date.parse(at ?? '')
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}

function aboutOne(session: Session, incident: IncidentRun): Run {
  return { outcome: outcomeOf(session, incident), incidents: [incident], check: undefined }
}

/** The reason code of one incident's run. */
export function outcomeOf(session: Session, incident: IncidentRun): Outcome {
  if (incident.kind === 'gone') return 'issue-gone'
  if (session.inputs.dryRun && incident.end === 'planned') return 'planned'
  if (incident.end === 'stopped') return incident.stop
  const { outcome } = incident.first
  // The second job has done its work when the pull request stands; the first tells the issue where.
  const mute = incident.snapshot.failures.some(({ code }) => code === 'comments-refused')
  if (mute && session.inputs.part !== 'document') return 'failed'
  const isClosed = incident.snapshot.failures.some(({ code }) => code === 'locked' || code === 'comments-full')
  if (isClosed && outcome === 'incident-opened') return 'no-room'
  return incident.effects.length === 0 && outcome === 'incident-updated' ? 'incident-unchanged' : outcome
}

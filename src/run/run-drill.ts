import { defineLabel } from '../domain/labels.ts'
import { createDrill } from '../github/create-drill.ts'
import { oneLine, quoteText } from '../text/escape.ts'
import { printMarker } from '../text/marker.ts'
import type { IncidentRun } from './run-incident.ts'
import { runIncident } from './run-incident.ts'
import type { Session } from './session.ts'

/** Which drill, for which service; a re-run of the same workflow run is the same drill. */
export interface Drill {
  readonly run: string
  readonly service: string | undefined
}

/**
 * Opens a drill: a real incident through the whole loop, without a single mention. An issue that our own token makes starts
 * no workflow, so the run goes on with it at once.
 */
export async function runDrill(session: Session, drill: Drill): Promise<IncidentRun> {
  const service = drill.service === undefined ? undefined : oneLine(quoteText(drill.service), 80)
  const names = session.settings.labels
  const body = session.templates.render('drill-issue', { service })
  const number = await createDrill(session.client, session.where, {
    key: `drill:${drill.run}`,
    title: service === undefined ? 'Drill: an incident that is none' : `Drill: an incident on ${service} that is none`,
    body: `${body}\n\n${printMarker([`drill:${drill.run}`])}`,
    labels: [names.incident, names.drill].map((name) => defineLabel(name, names)),
    drillLabel: names.drill,
  })
  return await runIncident(session, { number, pull: false, actAt: undefined })
}

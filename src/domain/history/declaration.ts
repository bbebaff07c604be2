import { drillLabel, incidentLabel, reportLabel, triageLabel } from '../labels.ts'
import { findOwn, isOurs, ownComments } from '../own-comments.ts'
import { mayDo } from '../permissions.ts'
import type { FoldContext } from './fold.ts'
import type { State } from './state.ts'
import { tell } from './state.ts'

/** Whether an issue asks to be an incident at all: filed with the form, labelled, or already run as one. */
export function isReported(context: FoldContext, byForm: boolean, boardStands: boolean): boolean {
  const labels = new Set(context.record.issue.labels.map((label) => label.toLowerCase()))
  return byForm || boardStands || [incidentLabel, triageLabel, reportLabel].some((label) => labels.has(label))
}

/**
 * Whether its author declared it by filing it. What once was run as an incident stays one. An App can label an issue that
 * it makes only where somebody installed it, so the label `incident` on a bot's issue is as good as a person's word. Who was
 * told once that somebody has to confirm it declares nothing by a role given later.
 */
export function declareByFiling(state: State, context: FoldContext, boardStands: boolean): void {
  const { issue } = context.record
  const said = { by: issue.author, at: issue.createdAt, url: issue.url }
  tell(state, 'reported', said, issue.title)
  if (issue.labels.includes(drillLabel) && isOurs(issue.author, context.record)) state.drill = true
  const installed = (issue.authorIsBot || isOurs(issue.author, context.record)) && issue.labels.includes(incidentLabel)
  const told = findOwn(ownComments(context.record), 'triage') !== undefined
  const allowed =
    boardStands ||
    installed ||
    (!told && mayDo('declare', issue.author, { ...context.authority, commander: undefined }))
  if (allowed === 'unknown') state.declaredUnknown = true
  if (allowed === true) state.declared = { by: issue.author, at: issue.createdAt }
}

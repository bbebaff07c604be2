import type { Settings } from '../../settings/types.ts'
import { readCommand } from '../../text/command-line.ts'
import type { Command } from '../command.ts'
import type { Said } from '../facts.ts'
import { drillLabel, incidentLabel, serviceOf, severityOf, statusOf } from '../labels.ts'
import type { Authority } from '../permissions.ts'
import { isMachine, mayDo, roleFor } from '../permissions.ts'
import { readArguments } from '../read-command.ts'
import type { Comment, IncidentRecord, IssueEvent } from '../record.ts'
import { findServiceName } from '../services.ts'
import { accept, setService, setSeverity, setStatus } from './accept.ts'
import { judge } from './judge.ts'
import type { Move } from './moves.ts'
import type { State } from './state.ts'
import { tell } from './state.ts'

/** What the moves are judged against. */
export interface FoldContext {
  readonly record: IncidentRecord
  readonly settings: Settings
  readonly authority: Omit<Authority, 'commander'>
  /** How many items the checklist has. */
  readonly items: number
}

/** Lets every move count, oldest first. */
export function fold(state: State, moves: readonly Move[], context: FoldContext): State {
  for (const move of moves) {
    if (move.kind === 'event') foldEvent(state, move.event, context)
    if (move.kind === 'judged') foldJudged(state, move, context)
    if (move.kind === 'command') foldCommand(state, move, context)
  }
  return state
}

function foldEvent(state: State, event: IssueEvent, context: FoldContext): void {
  const said = { by: event.actor, at: event.at, url: context.record.issue.url }
  if (event.kind === 'labeled') return foldLabel(state, event.label, { ...context, said })
  if (event.kind === 'unlabeled' && !isMachine(event.actor)) return foldUnlabel(state, event.label)
  if (event.kind === 'closed' && state.declared) return tell(state, 'closed', said, event.reason ?? 'completed')
  if (event.kind === 'reopened') {
    state.overrides = []
    if (state.declared) tell(state, 'reopened', said, '')
  }
}

/**
 * A label set by hand. GitHub lets nobody below triage set one, but forms apply theirs for anybody while the issue is made:
 * those few seconds are the author's word and count only as far as the author's own. Bots label whatever strangers make them
 * label: theirs count only on an issue that they open.
 */
function foldLabel(state: State, label: string, context: FoldContext & { readonly said: Said }): void {
  const { said, record, settings } = context
  const { issue } = record
  const byForm = said.by === issue.author && Date.parse(said.at) - Date.parse(issue.createdAt) < 10_000
  if (byForm && !state.declared) return
  if (label === incidentLabel) return declare(state, context)
  if (isMachine(said.by) && !byForm) return
  if (label === drillLabel) state.drill = true
  const severity = severityOf(label)
  if (severity) setSeverity(state, severity, said)
  const status = statusOf(label)
  if (status) setStatus(state, status, said)
  const service = serviceOf(label)
  if (service) setService(state, findServiceName(settings, service), said)
}

function declare(state: State, context: FoldContext & { readonly said: Said }): void {
  const { said } = context
  state.withdrawn = false
  if (state.declared) return
  const needed = roleFor('declare', { ...context.authority })
  const judged = needed === 'write' || isMachine(said.by)
  const allowed = judged ? mayDo('declare', said.by, { ...context.authority, commander: undefined }) : true
  if (allowed === 'unknown') state.declaredUnknown = true
  if (allowed !== true) return
  state.declared = { by: said.by, at: said.at }
  tell(state, 'declared', said, '')
}

function foldUnlabel(state: State, label: string): void {
  if (label === incidentLabel) state.withdrawn = true
  if (label === drillLabel) state.drill = false
  if (severityOf(label) === state.severity) state.severity = undefined
  if (state.service !== undefined && serviceOf(label)?.toLowerCase() === state.service.toLowerCase())
    state.service = undefined
}

/** The free text comes from the comment while it stands unchanged; everything else is in the judgement itself. */
function foldJudged(state: State, move: Extract<Move, { kind: 'judged' }>, context: FoldContext): void {
  const { judgement, comment } = move
  const line = comment && readCommand(comment.body)
  const reading = line && line.name !== 'unknown' ? readArguments(line, { ...context, at: judgement.at }) : undefined
  const command: Command = reading?.ok ? reading.command : judgement.command
  const url = comment?.url ?? `${context.record.issue.url}#issuecomment-${judgement.comment}`
  accept(state, command, { by: judgement.by, at: judgement.at, url, comment: judgement.comment })
}

/** Before the incident is declared only `/confirm` counts; everything else waits unjudged. */
function foldCommand(state: State, move: Extract<Move, { kind: 'command' }>, context: FoldContext): void {
  const { comment, line } = move
  if (!state.declared && line.name !== 'confirm') return
  const authority = { ...context.authority, commander: state.commander }
  const { verdict, command, key } = judge(comment, line, { ...context, at: comment.createdAt, authority })
  state.verdicts.push({ comment: comment.id, author: comment.author, line: firstLine(comment), verdict })
  if (key) state.newKeys.push(key)
  if (command)
    accept(state, command, { by: comment.author, at: comment.createdAt, url: comment.url, comment: comment.id })
}

function firstLine(comment: Comment): string {
  return comment.body.trimStart().split(/\r?\n/, 1)[0]?.trim() ?? ''
}

import type { Settings } from '../../settings/types.ts'
import { readCommand } from '../../text/command-line.ts'
import type { Command } from '../command.ts'
import type { Said } from '../facts.ts'
import { isLabel, serviceOf, severityOf, statusOf } from '../labels.ts'
import type { Authority } from '../permissions.ts'
import { isMachine, mayDo, roleFor } from '../permissions.ts'
import { readArguments } from '../read-command.ts'
import type { Comment, IncidentRecord, IssueEvent } from '../record.ts'
import { findServiceName } from '../services.ts'
import { accept, comeBack, setService, setSeverity, setStatus } from './accept.ts'
import { isAskingCommand, isAtFiling } from './asking.ts'
import type { Declaration } from './declaration.ts'
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
  /** What our comments remember of the declaration. */
  readonly declaration: Declaration | undefined
  /** Acts before this time make no incident. ISO 8601, or empty. */
  readonly from: string
  /** What was said before this time was not said about this incident. */
  readonly commandsFrom: string
  /** Every key of our comments. */
  readonly keys: ReadonlySet<string>
}

/** Lets every move count, oldest first. */
export function fold(state: State, moves: readonly Move[], context: FoldContext): State {
  const { declaration } = context
  for (const move of moves) {
    if (declaration && move.at >= declaration.at) state.declared ??= declaration
    if (move.kind === 'event') foldEvent(state, move.event, context)
    if (move.kind === 'judged') foldJudged(state, move, context)
    if (move.kind === 'command') foldCommand(state, move, context)
  }
  state.declared ??= declaration
  return state
}

function foldEvent(state: State, event: IssueEvent, context: FoldContext): void {
  const said = { by: event.actor, at: event.at, url: context.record.issue.url }
  if (event.kind === 'labeled') return foldLabel(state, event.label, { ...context, said })
  if (event.kind === 'unlabeled' && !isMachine(event.actor)) return foldUnlabel(state, event.label, context)
  if (event.kind === 'closed' && state.declared) {
    state.closedBy = event.id
    return tell(state, 'closed', said, event.reason ?? 'completed')
  }
  if (event.kind === 'reopened') {
    state.overrides = []
    if (!state.declared) return
    tell(state, 'reopened', said, '')
    foldReopening(state, event, { ...context, said })
  }
}

/** Reopened by somebody who may, an incident that was over is back. */
function foldReopening(state: State, event: IssueEvent, context: FoldContext & { readonly said: Said }): void {
  const { keys, said } = context
  const over = state.status === 'resolved' || (state.closedBy !== undefined && keys.has(`closed:${state.closedBy}`))
  if (!over || keys.has(`kept:${event.id}`)) return
  const judged = keys.has(`back:${event.id}`)
  const allowed = judged || mayReopen(state, event, context)
  // Where GitHub does not tell, the next run decides.
  if (allowed === 'unknown') return
  if (!judged) state.newKeys.push(`${allowed ? 'back' : 'kept'}:${event.id}`)
  if (allowed) comeBack(state, said)
}

/** GitHub lets triage and up reopen an issue, and its author what they closed themselves. A machine only opens its own again. */
function mayReopen(state: State, { actor }: IssueEvent, { record, authority }: FoldContext): boolean | 'unknown' {
  const own = actor.toLowerCase() === record.issue.author.toLowerCase()
  if (isMachine(actor)) return own
  return !own || mayDo('direct', actor, { ...authority, commander: state.commander })
}

/**
 * A label set by hand. GitHub lets nobody below triage set one, but forms apply theirs for anybody while the issue is made:
 * those few seconds are the author's word and count only as far as the author's own. Bots label whatever strangers make them
 * label: theirs count only on an issue that they open.
 */
function foldLabel(state: State, label: string, context: FoldContext & { readonly said: Said }): void {
  const { said, record, settings } = context
  const names = settings.labels
  const byForm = isAtFiling({ actor: said.by, at: said.at }, record)
  if (byForm && !state.declared) return
  if (isLabel(label, names.incident)) return declare(state, context)
  if (isMachine(said.by) && !byForm) return
  // In many repositories the label means something else: it counts on an incident, not on what was one day made one.
  if (isLabel(label, names.drill) && said.at >= context.commandsFrom) state.drill = true
  const severity = severityOf(label, names)
  if (severity) setSeverity(state, severity, said)
  const status = statusOf(label, names)
  if (status) setStatus(state, status, said)
  const service = serviceOf(label, names)
  if (service) setService(state, findServiceName(settings, service), said)
}

function declare(state: State, context: FoldContext & { readonly said: Said }): void {
  const { said } = context
  state.withdrawn = false
  if (state.declared || context.declaration || said.at < context.from) return
  const needed = roleFor('declare', { ...context.authority })
  const judged = needed === 'write' || isMachine(said.by)
  const allowed = judged ? mayDo('declare', said.by, { ...context.authority, commander: undefined }) : true
  if (allowed === 'unknown') state.declaredUnknown = true
  if (allowed !== true) return
  declareBy(state, said)
}

function foldUnlabel(state: State, label: string, { settings }: FoldContext): void {
  const names = settings.labels
  if (isLabel(label, names.incident)) state.withdrawn = true
  if (isLabel(label, names.drill)) state.drill = false
  if (severityOf(label, names) === state.severity) state.severity = undefined
  if (state.service !== undefined && serviceOf(label, names)?.toLowerCase() === state.service.toLowerCase())
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

/**
 * Before the incident is declared only `/confirm` counts, and `/severity` by somebody who may set it, which asks for an
 * incident just as plainly; everything else waits unjudged.
 */
function foldCommand(state: State, move: Extract<Move, { kind: 'command' }>, context: FoldContext): void {
  const { comment, line } = move
  const authority = { ...context.authority, commander: state.commander }
  if (!state.declared && !context.declaration) {
    if (!isAskingCommand(line.name) || comment.createdAt < context.from) return
    const asks = line.name === 'confirm' || mayDo('direct', comment.author, authority) === true
    if (!asks) return
  }
  const { verdict, command, key } = judge(comment, line, { ...context, at: comment.createdAt, authority })
  state.verdicts.push({ comment: comment.id, author: comment.author, line: firstLine(comment), verdict })
  if (key) state.newKeys.push(key)
  if (command?.kind === 'severity' && !state.declared)
    declareBy(state, { by: comment.author, at: comment.createdAt, url: comment.url })
  if (command)
    accept(state, command, { by: comment.author, at: comment.createdAt, url: comment.url, comment: comment.id })
}

function declareBy(state: State, said: Said): void {
  state.declared = { by: said.by, at: said.at }
  tell(state, 'declared', said, '')
}

function firstLine(comment: Comment): string {
  return comment.body.trimStart().split(/\r?\n/, 1)[0]?.trim() ?? ''
}

import { actionKey } from '../action-key.ts'
import type { Command } from '../command.ts'
import type { Said } from '../facts.ts'
import type { Severity, Status } from '../vocabulary.ts'
import { severities } from '../vocabulary.ts'
import type { State } from './state.ts'
import { tell } from './state.ts'

/** Shown for free text whose comment was deleted or rewritten after it had counted. */
const lost = '(its comment was changed or deleted later)'

/** Lets an accepted command do what it says. `comment` names it in keys. */
export function accept(state: State, command: Command, said: Said & { readonly comment: number }): void {
  if (command.kind !== 'help') state.acts.push(said)
  switch (command.kind) {
    case 'ack':
      state.acknowledgedBy.push(said)
      return
    case 'severity':
      return setSeverity(state, command.severity, said)
    case 'service':
      return setService(state, command.service, said)
    case 'status':
      setStatus(state, command.status, said)
      if (command.status === 'resolved') return resolve(state, said, command.text)
      if (command.text) tell(state, 'note', said, command.text)
      return
    case 'lead':
      state.commander = command.login ?? said.by
      if (state.commander.toLowerCase() === said.by.toLowerCase()) state.acknowledgedBy.push(said)
      return tell(state, 'commander', said, state.commander)
    case 'note':
      state.notes.push({ ...said, text: command.text ?? lost })
      return tell(state, 'note', { ...said, at: command.at ?? said.at }, command.text ?? lost)
    case 'update':
      state.lastUpdate = { ...said, text: command.text ?? lost }
      return tell(state, 'update', said, command.text ?? lost)
    case 'cause':
      state.cause = { ...said, text: command.text ?? lost, confirmed: /https?:\/\/\S/.test(command.text ?? '') }
      return tell(state, 'cause', said, command.text ?? lost)
    case 'done':
      state.done.push(...command.items.map((item) => ({ item, by: said.by, at: said.at })))
      return tell(state, 'ticked', said, command.items.join(', '))
    case 'action':
      state.actions.push({
        ...said,
        key: actionKey(said.comment),
        text: command.text ?? lost,
        owner: command.owner,
        due: command.due,
      })
      return tell(state, 'action', said, command.text ?? lost)
    case 'milestone':
      state.stated[command.milestone] = command.at
      return
    case 'runbook':
      if (!state.runbooksUsed.includes(command.path)) state.runbooksUsed.push(command.path)
      return tell(state, 'runbook', said, command.path)
    case 'confirm':
      state.declared ??= { by: said.by, at: said.at }
      return tell(state, 'declared', said, '')
    case 'drill':
      state.drill = true
      return
    case 'override':
      state.overrides.push({ ...said, text: command.reason ?? lost })
      return tell(state, 'overridden', said, command.reason ?? lost)
    case 'postmortem':
      state.postmortemAskedAt = said.at
      return
    case 'help':
      return
  }
}

export function setSeverity(state: State, severity: Severity, said: Said): void {
  if (state.severity === severity) return
  const before = severities.indexOf(state.severity ?? 'SEV2')
  const after = severities.indexOf(severity)
  if (after > before) state.lowered = true
  if (after < before && state.lowered && state.status !== 'resolved') markBack(state, said.at)
  state.severity = severity
  state.severityAt = said.at
  tell(state, 'severity', said, severity)
}

export function setService(state: State, service: string, said: Said): void {
  if (state.service === service) return
  state.service = service
  state.serviceAt = said.at
  tell(state, 'service', said, service)
}

/** Identified is the first time, mitigated the last `monitoring` before resolved, resolved the last `resolved`. */
export function setStatus(state: State, status: Status, said: Said): void {
  // Also when it is said again after more work: the emergency was over then, and not before.
  if (status === 'resolved') state.milestones.resolved = said.at
  if (state.status === status) return
  if (state.status === 'resolved') markBack(state, said.at)
  state.status = status
  state.statusAt = said.at
  if (status === 'identified') state.milestones.identified ??= said.at
  if (status === 'monitoring') state.milestones.mitigated = said.at
  tell(state, status === 'resolved' ? 'resolved' : 'status', said, status)
}

/** It was over and is not: the status begins anew, and so do the deadlines and the call. */
export function comeBack(state: State, said: Said): void {
  if (state.status === 'resolved') setStatus(state, 'investigating', said)
  markBack(state, said.at)
}

function markBack(state: State, at: string): void {
  delete state.milestones.resolved
  state.resolution = undefined
  state.lowered = false
  state.backAt = at
}

function resolve(state: State, said: Said, text: string | undefined): void {
  if (text) state.resolution = { ...said, text }
}

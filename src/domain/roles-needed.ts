import { readLogin } from '../text/command-arguments.ts'
import { readAnswers } from './answers.ts'
import { listAsks } from './history/asking.ts'
import { readLastClosing } from './history/closing.ts'
import { commandsFrom, countsFrom, readDeclaration } from './history/declaration.ts'
import { readMoves } from './history/moves.ts'
import { isLabel } from './labels.ts'
import { findOwn, isOurs, keysOf, ownComments } from './own-comments.ts'
import { isMachine, roleFor } from './permissions.ts'
import type { IncidentRecord } from './record.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * The logins whose role decides something in this run: authors of commands not judged yet, the author of an issue not
 * declared yet, who labelled it, and who closed it. Everybody whose verdict already stands is left out.
 */
export function rolesNeeded(
  snapshot: Pick<Snapshot, 'record' | 'settings' | 'repository' | 'form' | 'installation' | 'now'>,
): readonly string[] {
  const { record, settings, repository } = snapshot
  const needed = roleFor('declare', { settings, privateRepository: repository.private })
  const logins = new Set<string>()
  const moves = readMoves(record, commandsFrom(snapshot))
  const declared = readDeclaration(record) !== undefined
  if (needed !== undefined && !declared) {
    if (isFiledNow(snapshot)) logins.add(record.issue.author)
    for (const move of moves) {
      if (
        needed === 'write' &&
        move.kind === 'event' &&
        move.event.kind === 'labeled' &&
        isLabel(move.event.label, settings.labels.incident)
      ) {
        logins.add(move.event.actor)
      }
    }
  }
  if (declared) for (const login of reopeners(record)) logins.add(login)
  for (const move of moves) {
    if (move.kind !== 'command') continue
    logins.add(move.comment.author)
    const named = move.line.name === 'lead' ? readLogin(move.line.rest) : undefined
    if (named?.ok && named.value !== undefined) logins.add(named.value)
  }
  for (const login of closers(record)) logins.add(login)
  return [...logins].filter((login) => !isOurs(login, record) && !isMachine(login))
}

/** Whether its author asked for an incident by filing it, and was not told yet that somebody has to confirm it. */
function isFiledNow(snapshot: Parameters<typeof rolesNeeded>[0]): boolean {
  const { record, settings, form } = snapshot
  if (findOwn(ownComments(record), 'triage')) return false
  const { byForm } = readAnswers(record.issue, form)
  const from = countsFrom(snapshot)
  return listAsks(record, { names: settings.labels, byForm }).some(({ kind, at }) => kind === 'filed' && at >= from)
}

/** The author of an issue may reopen what they closed themselves, whatever their role; anybody else is triage or more. */
function reopeners({ issue, events, ...record }: IncidentRecord): readonly string[] {
  const keys = keysOf(ownComments({ issue, events, ...record }))
  const isNew = events.some(
    (event) =>
      event.kind === 'reopened' &&
      event.actor === issue.author &&
      !keys.has(`back:${event.id}`) &&
      !keys.has(`kept:${event.id}`),
  )
  return isNew ? [issue.author] : []
}

/** Who closed it last, unless that closing was answered already. */
function closers(record: IncidentRecord): readonly string[] {
  const closing = readLastClosing(record)
  if (!closing) return []
  const keys = keysOf(ownComments(record))
  return keys.has(`closed:${closing.event}`) || keys.has(`reopened:${closing.event}`) ? [] : [closing.by]
}

import { readLogin } from '../text/command-arguments.ts'
import { readLastClosing } from './history/closing.ts'
import { readMoves } from './history/moves.ts'
import { incidentLabel } from './labels.ts'
import { findOwn, isOurs, keysOf, ownComments } from './own-comments.ts'
import { isMachine, roleFor } from './permissions.ts'
import type { IncidentRecord } from './record.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * The logins whose role decides something in this run: authors of commands not judged yet, the author of an issue not
 * declared yet, who labelled it, and who closed it. Everybody whose verdict already stands is left out.
 */
export function rolesNeeded(snapshot: Pick<Snapshot, 'record' | 'settings' | 'repository'>): readonly string[] {
  const { record, settings, repository } = snapshot
  const needed = roleFor('declare', { settings, privateRepository: repository.private })
  const logins = new Set<string>()
  const moves = readMoves(record)
  const own = ownComments(record)
  if (needed !== undefined && !findOwn(own, 'board')) {
    if (!findOwn(own, 'triage')) logins.add(record.issue.author)
    for (const move of moves) {
      if (
        needed === 'write' &&
        move.kind === 'event' &&
        move.event.kind === 'labeled' &&
        move.event.label === incidentLabel
      ) {
        logins.add(move.event.actor)
      }
    }
  }
  for (const move of moves) {
    if (move.kind !== 'command') continue
    logins.add(move.comment.author)
    const named = move.line.name === 'lead' ? readLogin(move.line.rest) : undefined
    if (named?.ok && named.value !== undefined) logins.add(named.value)
  }
  for (const login of closers(record)) logins.add(login)
  return [...logins].filter((login) => !isOurs(login, record) && !isMachine(login))
}

/** Who closed it last, unless that closing was answered already. */
function closers(record: IncidentRecord): readonly string[] {
  const closing = readLastClosing(record)
  if (!closing) return []
  const keys = keysOf(ownComments(record))
  return keys.has(`closed:${closing.event}`) || keys.has(`reopened:${closing.event}`) ? [] : [closing.by]
}

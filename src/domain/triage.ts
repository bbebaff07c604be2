import { textPrefix } from './board-state.ts'
import { planReplies, sayOnce } from './comments.ts'
import type { History } from './history/read-facts.ts'
import { findOwn, keysOf, ownComments } from './own-comments.ts'
import type { Plan } from './plan.ts'
import type { Snapshot } from './snapshot.ts'

/** At most this many comments an hour in a repository: strangers must not make Muster noisy. */
const commentsPerHour = 5

/** Whether the surroundings have to be read for a report by somebody who may not declare. */
export function triageNeedsCount(snapshot: Snapshot): boolean {
  return !keysOf(ownComments(snapshot.record)).has('triage')
}

/** A report by somebody who may not declare: a label and one comment; no board and no call until `/confirm`. */
export function planTriage(
  history: History,
  snapshot: Snapshot,
): Pick<Plan, 'labels' | 'comments' | 'reactions' | 'removed'> {
  const { settings, repository, surroundings, record } = snapshot
  const told = (surroundings?.unconfirmedLastHour ?? 0) >= commentsPerHour
  const stands = !triageNeedsCount(snapshot)
  const comment = sayOnce(
    'triage',
    {
      kind: 'triage',
      reporter: record.issue.author,
      publicRepository: !repository.private,
      confirmers: settings.declare === 'write' ? 'write' : 'triage',
    },
    stands ? [...keptKeys(snapshot), ...history.newKeys] : [],
  )
  const due = record.issue.state === 'open' && (stands || !told)
  return {
    labels: { present: [settings.labels.unconfirmed], absent: [] },
    // It went up while GitHub did not say what its author may do.
    removed: ['board'],
    comments: due ? [{ ...comment, existing: 'update' }, ...(stands ? planReplies(history, snapshot) : [])] : [],
    reactions: [],
  }
}

/** What the comment remembers already: a verdict stays a verdict. */
function keptKeys(snapshot: Snapshot): readonly string[] {
  const keys = findOwn(ownComments(snapshot.record), 'triage')?.keys.slice(1) ?? []
  return keys.filter((key) => !key.startsWith(textPrefix))
}

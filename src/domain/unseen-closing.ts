import { sayOnce } from './comments.ts'
import { countsFrom, declaredKey } from './history/declaration.ts'
import type { History } from './history/read-facts.ts'
import { statusLabel } from './labels.ts'
import { findOwn, ownComments } from './own-comments.ts'
import type { Plan } from './plan.ts'
import { planLabels } from './planned-labels.ts'
import type { Snapshot } from './snapshot.ts'

/** The comment that says that it was closed before Muster saw it. */
export const unseenKey = 'unseen'

/**
 * What a closing is that came before Muster wrote anything in the issue. From before the installation, or older than a
 * day, it is `history`; a younger one is `unseen`: nobody refuses it and nobody is called.
 */
export function judgeUnseen(history: History, snapshot: Snapshot): 'history' | 'unseen' | undefined {
  const { record } = snapshot
  const { lastClosing, facts } = history
  if (record.issue.state !== 'closed' || !lastClosing) return undefined
  const own = ownComments(record)
  if (findOwn(own, 'board')) return undefined
  // Asked for, the postmortem is written as for any incident that has ended.
  if (findOwn(own, unseenKey)) return facts.postmortemAsked ? undefined : 'unseen'
  if (own.length > 0) return undefined
  return lastClosing.at < countsFrom(snapshot) ? 'history' : 'unseen'
}

/** Labels and one comment; whoever reopens it makes it an incident like any other. */
export function planUnseen(
  { facts, lastClosing, declaredAt, declaredBy }: History,
  { record, settings }: Snapshot,
): Pick<Plan, 'labels' | 'comments'> {
  const names = settings.labels
  const labels = planLabels(facts, { names, present: record.issue.labels, postmortem: 'none' })
  // Nobody knows whether the emergency is over.
  const present = labels.present.filter((name) => name !== statusLabel('investigating', names))
  const declared = declaredAt && declaredBy ? [declaredKey({ by: declaredBy, at: declaredAt })] : []
  const closed = lastClosing ? [`closed:${lastClosing.event}`] : []
  return {
    labels: { ...labels, present },
    comments: [sayOnce(unseenKey, { kind: 'unseen' }, [...declared, ...closed])],
  }
}

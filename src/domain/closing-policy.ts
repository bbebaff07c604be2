import type { Missing } from './content.ts'
import { listMissing } from './gate.ts'
import type { LastClosing } from './history/closing.ts'
import type { History } from './history/read-facts.ts'
import { isOurs, keysOf, keysUnder, ownComments } from './own-comments.ts'
import { isGitHubAutomation, mayDo } from './permissions.ts'
import type { Snapshot } from './snapshot.ts'

/** What becomes of a closing. */
export type ClosingVerdict =
  /** Open, or reopened by somebody: nothing to judge. */
  | { readonly kind: 'none' }
  | { readonly kind: 'accepted'; readonly closing: LastClosing }
  /** `reopen` is off once people have closed it against us twice in ten minutes: no fight with a person. */
  | {
      readonly kind: 'refused'
      readonly closing: LastClosing
      readonly missing: readonly Missing[]
      readonly reopen: boolean
      readonly stoodDown: boolean
    }
  /** GitHub does not say who may close: nothing is refused and nothing reopened. */
  | { readonly kind: 'postponed' }

const tenMinutes = 600_000

/** Judges the last closing once. A verdict that stands in our keys is final for that closing. */
export function judgeClosing(history: History, snapshot: Snapshot): ClosingVerdict {
  const closing = history.lastClosing
  if (!closing) return { kind: 'none' }
  const keys = keysOf(ownComments(snapshot.record))
  const closed = snapshot.record.issue.state === 'closed'
  if (closed && keys.has(`closed:${closing.event}`)) return { kind: 'accepted', closing }
  if (!closed && (!closing.reopenedByUs || keys.has(`reopened:${closing.event}`))) return { kind: 'none' }
  const allowed = mayClose(closing, history, snapshot)
  if (allowed === 'unknown') return { kind: 'postponed' }
  const reasonGiven = hasReason(closing, history, snapshot)
  const missing: readonly Missing[] = allowed
    ? listMissing(history.facts, closing.reason, { settings: snapshot.settings, reasonGiven })
    : [{ kind: 'not-allowed', by: closing.by }]
  if (missing.length === 0) return closed ? { kind: 'accepted', closing } : { kind: 'none' }
  const stoodDown = closed && countReopenings(closing, keys, snapshot) >= 2
  return { kind: 'refused', closing, missing, reopen: closed && !stoodDown, stoodDown }
}

/** A card moved to Done in a project is a person's act: the gate judges it. */
function mayClose(closing: LastClosing, history: History, snapshot: Snapshot): boolean | 'unknown' {
  if (isGitHubAutomation(closing.by)) return true
  return mayDo('direct', closing.by, {
    settings: snapshot.settings,
    privateRepository: snapshot.repository.private,
    roles: snapshot.roles,
    commander: history.facts.commander,
  })
}

/** `not planned` needs a note, `duplicate` the incident it repeats; a comment made with the closing is as good. */
function hasReason(closing: LastClosing, history: History, { record }: Snapshot): boolean {
  const since = Date.parse(closing.at) - tenMinutes
  const theirs = record.comments.filter((one) => !isOurs(one.author, record))
  const withClosing = theirs.filter((one) => one.author === closing.by && Date.parse(one.createdAt) >= since)
  if (closing.reason === 'not_planned') {
    const said = [...history.notes.map(({ text }) => text), ...withClosing.map(({ body }) => body)]
    return said.some((text) => text.trim() !== '')
  }
  const marked = record.events.some(({ kind }) => kind === 'marked_as_duplicate')
  return marked || theirs.some(({ body }) => /#\d+|\/issues\/\d+/.test(body))
}

/** How often we reopened it within ten minutes before this closing. */
function countReopenings(closing: LastClosing, keys: ReadonlySet<string>, { record }: Snapshot): number {
  const ours = new Set(keysUnder(keys, 'reopened:').map(Number))
  const since = Date.parse(closing.at) - tenMinutes
  return record.events.filter((event) => event.kind === 'closed' && ours.has(event.id) && Date.parse(event.at) >= since)
    .length
}

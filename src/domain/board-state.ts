import { fingerprint } from '../text/hash.ts'
import { commentRoom } from './comment-room.ts'
import type { Deadlines } from './deadlines.ts'
import type { History } from './history/read-facts.ts'
import { statusOf } from './labels.ts'
import { findOwn, isOurs, ownComments } from './own-comments.ts'
import type { IncidentRecord } from './record.ts'
import type { Snapshot } from './snapshot.ts'

/** Keys that say for what state and with which text the board was last written. They alone are no reason to write it again. */
export const statePrefix = 'as:'
export const textPrefix = 'text:'
/** On the closing link: for which facts the postmortem was delivered. */
export const deliveredPrefix = 'of:'

/** Part of every fingerprint, so that a new version writes each open board once. */
const version = 1

/** Which deadlines have passed: time alone changes nothing else on a board. */
export type PassedDeadlines = Pick<Deadlines, 'acknowledgeOverdue' | 'updateOverdue'> & {
  readonly postmortemOverdue: boolean
}

/**
 * A fingerprint of everything that the board says and that can change without its surroundings: facts, settings, passed
 * deadlines. The first call and our checklist comment, which we ourselves add with the board, are left out: they follow
 * from the rest. A later call is told on the board once it was made.
 */
export function printState(history: History, snapshot: Snapshot, passed: PassedDeadlines): string {
  const overdue = [passed.acknowledgeOverdue, passed.updateOverdue, passed.postmortemOverdue]
  const state = { ...describeState(history, snapshot), overdue, closingLink: closingKeys(snapshot.record) }
  return fingerprint(JSON.stringify(state))
}

/** The key that says for which facts the postmortem was delivered. */
export function deliveredKey(history: History, snapshot: Snapshot): string {
  return `${deliveredPrefix}${fingerprint(JSON.stringify(describeState(history, snapshot)))}`
}

function describeState(history: History, snapshot: Snapshot): Readonly<Record<string, unknown>> {
  const { called, verdicts: _verdicts, checklist, timeline, milestones, ...facts } = history.facts
  // Known only where the pull request was read, and that is for a board that is not current.
  const { published: _published, ...recorded } = milestones
  const room = commentRoom(snapshot.record.issue)
  return {
    version,
    facts,
    milestones: recorded,
    calledLater: called.filter(({ cause }) => cause !== 'opened'),
    items: checklist.items.map(({ done, by }) => [done, by]),
    unreadable: checklist.unreadable,
    timeline: timeline.filter(({ kind }) => kind !== 'called'),
    settings: snapshot.settings,
    problems: snapshot.problems,
    secrets: snapshot.secrets,
    open: snapshot.record.issue.state,
    ...(room !== 'enough' && { room }),
  }
}

/** Whether the board stands as it was written for this very state: then nothing around it has to be read. */
export function isBoardCurrent(state: string, snapshot: Snapshot): boolean {
  const board = findOwn(ownComments(snapshot.record), 'board')
  if (!board) return false
  return board.keys.includes(`${statePrefix}${state}`) && board.keys.includes(`${textPrefix}${fingerprint(board.text)}`)
}

/**
 * Whether the run that posted the board was killed before labels, assignments and all else stood: a new board does not say
 * for what state it was written until all of that is done.
 */
export function isOpeningUnfinished(record: IncidentRecord): boolean {
  const board = findOwn(ownComments(record), 'board')
  return board !== undefined && !board.keys.some((key) => key.startsWith(statePrefix))
}

/** On a board that was posted while GitHub did not start the sweep: only an opening looks. */
export const sweepOffKey = 'sweep-off'

/** Whether nobody looks after this incident's deadlines between events. */
export function isSweepOff({ record, failures }: Snapshot): boolean {
  const board = findOwn(ownComments(record), 'board')
  return board?.keys.includes(sweepOffKey) ?? failures.some(({ code }) => code === 'sweep-switched-off')
}

/** On a board that took the place of one that somebody deleted. */
export const againKey = 'again'

/**
 * Whether a board takes the place of one that somebody deleted: only Muster gives an incident a status label, and after the
 * board.
 */
export function isPostedAgain({ record, settings }: Snapshot): boolean {
  const board = findOwn(ownComments(record), 'board')
  if (board) return board.keys.includes(againKey)
  return record.events.some(
    (event) =>
      event.kind === 'labeled' && isOurs(event.actor, record) && statusOf(event.label, settings.labels) !== undefined,
  )
}

/** What the closing link knows of the postmortem; a board that was written before it does not say so yet. */
function closingKeys(record: IncidentRecord): readonly string[] {
  const keys = findOwn(ownComments(record), 'closing')?.keys ?? []
  return keys.filter((key) => !key.startsWith(textPrefix) && !key.startsWith(deliveredPrefix))
}

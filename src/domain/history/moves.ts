import type { CommandLine } from '../../text/command-line.ts'
import { readCommand } from '../../text/command-line.ts'
import { fingerprint } from '../../text/hash.ts'
import { byTime } from '../by-time.ts'
import type { Judgement } from '../judgement.ts'
import { readJudgement } from '../judgement.ts'
import { isOurs, keysOf, keysUnder, ownComments } from '../own-comments.ts'
import type { Comment, IncidentRecord, IssueEvent } from '../record.ts'

/** One thing that somebody did to an incident, in the order in which it counts. */
export type Move = { readonly at: string } & (
  | { readonly kind: 'event'; readonly event: IssueEvent }
  | { readonly kind: 'command'; readonly comment: Comment; readonly line: CommandLine }
  /** Accepted earlier. `comment` is there only while it still stands as it was judged. */
  | { readonly kind: 'judged'; readonly judgement: Judgement; readonly comment: Comment | undefined }
)

/**
 * Everything that people did, oldest first. Our own label events are no moves: they follow from these. A command that was
 * judged counts as it was judged, even when its comment has been edited or deleted since. Comments older than
 * `commandsFrom` hold no commands.
 */
export function readMoves(record: IncidentRecord, commandsFrom: string): readonly Move[] {
  const keys = keysOf(ownComments(record))
  const judged = readJudged(keys)
  const refused = new Set(keysUnder(keys, 'refused:').map(Number))
  const byId = new Map(record.comments.map((comment) => [comment.id, comment]))
  const moves: Move[] = record.events
    .filter((event) => !isOurs(event.actor, record))
    .map((event) => ({ kind: 'event', at: event.at, event }))
  for (const judgement of judged.values()) {
    const comment = byId.get(judgement.comment)
    const unchanged = comment && fingerprint(comment.body) === judgement.bodyPrint
    moves.push({ kind: 'judged', at: judgement.at, judgement, comment: unchanged ? comment : undefined })
  }
  for (const comment of record.comments) {
    if (isOurs(comment.author, record) || comment.authorIsBot) continue
    if (judged.has(comment.id) || refused.has(comment.id) || comment.createdAt < commandsFrom) continue
    const line = readCommand(comment.body)
    if (line) moves.push({ kind: 'command', at: comment.createdAt, comment, line })
  }
  return moves.sort((a, b) => byTime(a, b) || idOf(a) - idOf(b))
}

function readJudged(keys: ReadonlySet<string>): ReadonlyMap<number, Judgement> {
  const judgements = [...keys].flatMap((key) => readJudgement(key) ?? [])
  return new Map(judgements.map((judgement) => [judgement.comment, judgement]))
}

/** GitHub's times are whole seconds: within one, ids tell what came first. */
function idOf(move: Move): number {
  if (move.kind === 'event') return move.event.id
  return move.kind === 'judged' ? move.judgement.comment : move.comment.id
}

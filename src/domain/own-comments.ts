import { readMarker } from '../text/marker.ts'
import type { Comment, IncidentRecord } from './record.ts'

/** A comment that Muster wrote: what its marker holds and the text that people see. */
export interface OwnComment {
  readonly comment: Comment
  /** The first key says what the comment is. */
  readonly keys: readonly string[]
  readonly text: string
}

/** Whether a login is ours. The one place that decides it: a marker in anybody else's comment is just text. */
export function isOurs(login: string, record: Pick<IncidentRecord, 'ourLogin'>): boolean {
  return login.toLowerCase() === record.ourLogin.toLowerCase()
}

/** Our comments with a marker, oldest first. */
export function ownComments(record: IncidentRecord): readonly OwnComment[] {
  return record.comments
    .filter((comment) => isOurs(comment.author, record))
    .flatMap((comment) => {
      const marker = readMarker(comment.body)
      return marker ? [{ comment, keys: marker.keys, text: marker.text }] : []
    })
    .sort((a, b) => a.comment.id - b.comment.id)
}

/** Our oldest comment that is of that key: the one that stays where there are several. */
export function findOwn(own: readonly OwnComment[], key: string): OwnComment | undefined {
  return own.find((one) => one.keys[0] === key)
}

/** Every key that any of our comments holds. */
export function keysOf(own: readonly OwnComment[]): ReadonlySet<string> {
  return new Set(own.flatMap((one) => one.keys))
}

/** What follows a prefix in the keys: `keysUnder(keys, 'call:')` gives `alice:opened`. */
export function keysUnder(keys: ReadonlySet<string>, prefix: string): readonly string[] {
  return [...keys].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))
}

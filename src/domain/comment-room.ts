import type { Issue } from './record.ts'
import type { Failure } from './snapshot.ts'

/** GitHub answers 403 to further comments at about this many. Editing goes on, so the board stays true. */
const most = 2_500
/** From here on the board says it: at the end nobody could write that they read it. */
const few = 2_400

/** Whether an issue takes enough further comments, few, or none: what the board says of it changes only twice. */
export function commentRoom({ commentCount }: Pick<Issue, 'commentCount'>): 'enough' | 'little' | 'none' {
  return commentCount >= most ? 'none' : commentCount >= few ? 'little' : 'enough'
}

/** What the board says of it, beside what GitHub refused in this run. */
export function warnOfRoom(issue: Pick<Issue, 'commentCount'>, failures: readonly Failure[]): readonly Failure[] {
  const room = commentRoom(issue)
  if (room === 'enough' || failures.some(({ code }) => code === 'comments-full')) return []
  return room === 'none'
    ? [{ code: 'comments-full', detail: 'an issue holds about 2,500' }]
    : [{ code: 'comments-nearly-full', detail: 'more than 2,400 of about 2,500' }]
}

import type { ClaimTarget } from '../../domain/effect.ts'
import type { Reaction } from '../../domain/vocabulary.ts'
import { isoTime, loginOf } from '../narrow.ts'
import { inPlace } from '../place.ts'
import type { ApplyContext } from './applied.ts'

/** A reaction of ours, and whether it was made just now or stood there before. */
export interface OwnReaction {
  readonly id: number
  readonly fresh: boolean
  /** The server's time. */
  readonly at: string
}

/** Adds our reaction to the issue or to a comment; learns our login from the answer. */
export async function addReaction(context: ApplyContext, on: ClaimTarget, content: Reaction): Promise<OwnReaction> {
  const { client, where, snapshot } = context
  const place = inPlace(where)
  const { status, data } =
    on.kind === 'issue'
      ? await client.rest.reactions.createForIssue({ ...place, issue_number: snapshot.record.issue.number, content })
      : await client.rest.reactions.createForIssueComment({ ...place, comment_id: on.id, content })
  if (data.user) client.ownLogin.learn(loginOf(data.user))
  return { id: data.id, fresh: status === 201, at: isoTime(data.created_at) }
}

/** Takes a reaction of ours away; rejects with `not-found` where another run was faster. */
export async function removeReaction(
  { client, where, snapshot }: ApplyContext,
  on: ClaimTarget,
  id: number,
): Promise<void> {
  const reaction = { ...inPlace(where), reaction_id: id }
  if (on.kind === 'issue') {
    await client.rest.reactions.deleteForIssue({ ...reaction, issue_number: snapshot.record.issue.number })
  } else {
    await client.rest.reactions.deleteForIssueComment({ ...reaction, comment_id: on.id })
  }
}

import { isOurs } from '../../domain/own-comments.ts'
import { readMarker } from '../../text/marker.ts'
import { hasCode } from '../api-error.ts'
import { settling } from '../look-again.ts'
import type { ApiComment } from '../narrow.ts'
import { loginOf } from '../narrow.ts'
import { findOwnLogin } from '../own-login.ts'
import { inPlace } from '../place.ts'
import { fullJson, readComments } from '../read-comments.ts'
import type { ApplyContext } from './applied.ts'

/** More than a run and a list that lags behind take together. Milliseconds, by the server's clock. */
const lookBack = 600_000

/**
 * Posts a comment, once. Where nobody knows whether GitHub took it, our own comment of that key is looked for, and only
 * when there is none the comment is posted again.
 */
export async function postComment(
  context: ApplyContext,
  { key, body }: { readonly key: string; readonly body: string },
): Promise<ApiComment> {
  const comment = {
    ...inPlace(context.where),
    issue_number: context.snapshot.record.issue.number,
    body,
    headers: fullJson,
  }
  const post = async () => (await context.client.rest.issues.createComment(comment)).data
  try {
    return learnFrom(context, await post())
  } catch (error) {
    if (!hasCode(error, 'ambiguous')) throw error
    await context.client.pause(settling)
    const [found] = await findOwnComments(context, key)
    return found ?? learnFrom(context, await post())
  }
}

/**
 * Our comments of that key that are as young as this run, oldest first. Older ones are in the snapshot: of an incident with
 * thousands of comments only the last page is read again.
 */
export async function findOwnComments(
  { client, where, snapshot }: ApplyContext,
  key: string,
): Promise<readonly ApiComment[]> {
  const ourLogin = await findOwnLogin(client)
  const since = new Date(Date.parse(client.now()) - lookBack).toISOString()
  const comments = await readComments(client, where, { number: snapshot.record.issue.number, since })
  return comments.filter(
    (comment) => isOurs(loginOf(comment.user), { ourLogin }) && readMarker(comment.body ?? '')?.keys[0] === key,
  )
}

function learnFrom({ client }: ApplyContext, comment: ApiComment): ApiComment {
  if (comment.user) client.ownLogin.learn(comment.user.login)
  return comment
}

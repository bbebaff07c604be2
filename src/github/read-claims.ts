import { isOurs } from '../domain/own-comments.ts'
import type { Claims, Comment } from '../domain/record.ts'
import { readMarker } from '../text/marker.ts'
import type { GitHubClient } from './client.ts'
import type { ApiComment, ApiIssue } from './narrow.ts'
import { isoTime, loginOf, narrowComment } from './narrow.ts'
import { listAll, pageSize } from './pages.ts'
import type { Place } from './place.ts'
import { inPlace } from './place.ts'

/**
 * A claim decides only until the claimed comment stands. After that nobody needs to know whose reactions they are: the
 * counts that come with every issue and comment do, and the list of reactions costs no request.
 */
export async function readIssueClaims(
  client: GitHubClient,
  where: Place,
  {
    issue,
    comments,
    ourLogin,
  }: { readonly issue: ApiIssue; readonly comments: readonly Comment[]; readonly ourLogin: string },
): Promise<Claims> {
  const counted = countClaims(issue, issue.created_at)
  if (!counted.eyes && !counted.rocket) return {}
  if (comments.some((comment) => isBoard(comment, ourLogin))) return counted
  const list = (page: number) =>
    client.rest.reactions.listForIssue({ ...inPlace(where), issue_number: issue.number, per_page: pageSize, page })
  return await listOwnClaims(list, ourLogin)
}

/** The comments with their claims; only comments of ours that still wait for their call are asked about. */
export async function narrowClaimedComments(
  client: GitHubClient,
  where: Place,
  { comments, ourLogin }: { readonly comments: readonly ApiComment[]; readonly ourLogin: string },
): Promise<readonly Comment[]> {
  return await Promise.all(
    comments.map(async (comment) => {
      const counted = countClaims(comment, comment.created_at)
      const narrowed = narrowComment(comment, counted)
      if (!isUnfinishedCall(narrowed, ourLogin) || (!counted.eyes && !counted.rocket)) return narrowed
      const list = (page: number) =>
        client.rest.reactions.listForIssueComment({
          ...inPlace(where),
          comment_id: narrowed.id,
          per_page: pageSize,
          page,
        })
      return { ...narrowed, claims: await listOwnClaims(list, ourLogin) }
    }),
  )
}

function isBoard(comment: Comment, ourLogin: string): boolean {
  return isOurs(comment.author, { ourLogin }) && readMarker(comment.body)?.keys[0] === 'board'
}

/** Posted without live mentions and never edited since: the call in it was not made yet, or within that second. */
function isUnfinishedCall(comment: Comment, ourLogin: string): boolean {
  return (
    isOurs(comment.author, { ourLogin }) &&
    comment.updatedAt === comment.createdAt &&
    !comment.bodyHtml.includes('user-mention') &&
    (readMarker(comment.body)?.keys[0]?.startsWith('call:') ?? false)
  )
}

function countClaims({ reactions }: Pick<ApiIssue, 'reactions'>, at: string): Claims {
  return {
    ...(reactions?.eyes ? { eyes: isoTime(at) } : {}),
    ...(reactions?.rocket ? { rocket: isoTime(at) } : {}),
  }
}

type ReactionPages = Parameters<
  typeof listAll<{ content: string; created_at: string; user: { login: string } | null }>
>[0]

async function listOwnClaims(list: ReactionPages, ourLogin: string): Promise<Claims> {
  const reactions = await listAll(list)
  const ours = reactions.filter((reaction) => isOurs(loginOf(reaction.user), { ourLogin }))
  const timeOf = (content: string) => ours.find((reaction) => reaction.content === content)?.created_at
  const [eyes, rocket] = [timeOf('eyes'), timeOf('rocket')]
  return { ...(eyes ? { eyes: isoTime(eyes) } : {}), ...(rocket ? { rocket: isoTime(rocket) } : {}) }
}

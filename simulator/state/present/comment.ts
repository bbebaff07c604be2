import type { View } from '../act.ts'
import { timestamp } from '../clock.ts'
import type { IssueComment } from '../issue.ts'
import { associationOf } from '../roles.ts'
import { presentApp } from './app.ts'
import { presentBody } from './body.ts'
import { presentRollup } from './reactions.ts'
import { apiUrl, webUrl } from './repository.ts'
import { presentUserOrNull } from './user.ts'

/** A comment on an issue or pull request. */
export function presentComment(view: View, comment: IssueComment): Record<string, unknown> {
  const { world, repository } = view
  const url = `${apiUrl(world, repository)}/issues/comments/${comment.id}`
  const kind = repository.issues.get(comment.issueNumber)?.isPull ? 'pull' : 'issues'
  const pin = comment.pinnedAt && {
    pinned_at: timestamp(comment.pinnedAt),
    pinned_by: presentUserOrNull(world, comment.pinnedBy),
  }
  return {
    url,
    html_url: `${webUrl(world, repository)}/${kind}/${comment.issueNumber}#issuecomment-${comment.id}`,
    issue_url: `${apiUrl(world, repository)}/issues/${comment.issueNumber}`,
    id: comment.id,
    node_id: comment.nodeId,
    user: presentUserOrNull(world, comment.author),
    created_at: timestamp(comment.createdAt),
    updated_at: timestamp(comment.updatedAt),
    author_association: associationOf(world, repository, comment.author),
    ...presentBody(view, comment),
    performed_via_github_app: presentApp(world, comment.app),
    reactions: presentRollup(comment.reactions, url),
    pin,
    minimized: comment.minimizedReason === null ? null : { reason: comment.minimizedReason },
  }
}

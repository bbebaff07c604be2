import type { Act } from '../act.ts'
import type { ContentEdit, Issue, IssueComment } from '../issue.ts'
import { announceText, mayMentionTeams } from './notify.ts'

/** Replaces the text of an issue or comment, keeps its history, and tells who is mentioned anew. */
export function editText(
  act: Act,
  target: { readonly issue: Issue; readonly comment?: IssueComment },
  text: string | null,
): void {
  const { issue, comment } = target
  const subject = comment ?? issue
  const before = subject.body ?? ''
  const now = act.world.clock.now()
  if (subject.edits.length === 0) {
    subject.edits.push(makeEdit(act, { editor: subject.author, editedAt: subject.createdAt, text: before }))
  }
  subject.edits.push(makeEdit(act, { editor: act.caller.user, editedAt: now, text: text ?? '' }))
  const couldMentionTeams = subject.canMentionTeams
  subject.canMentionTeams = mayMentionTeams(act)
  subject.updatedAt = now
  if (comment) comment.body = text ?? ''
  else issue.body = text
  const source = { kind: comment ? 'comment' : 'issue', id: subject.id } as const
  announceText(act, { issue, source, text: text ?? '', before, couldMentionTeams, isMail: comment?.viaEmail ?? false })
}

function makeEdit({ world }: Act, edit: Omit<ContentEdit, 'id' | 'nodeId'>): ContentEdit {
  return { ...world.nextIdentity('UserContentEdit'), ...edit }
}

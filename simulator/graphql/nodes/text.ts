import { timestamp } from '../../state/clock.ts'
import type { ContentEdit, Issue, IssueComment } from '../../state/issue.ts'
import { htmlToText, renderMarkdown } from '../../state/markdown/render-markdown.ts'
import { associationOf } from '../../state/roles.ts'
import { isSameUser } from '../../state/user.ts'
import { connect } from '../connection.ts'
import type { Arguments, GraphNode, Sight } from '../node.ts'
import { actorNode } from './actor.ts'

/** The fields that issues, pull requests and comments share: text, author and the history of edits. */
export function textFields(sight: Sight, subject: Issue | IssueComment): Record<string, unknown> {
  const { world, repository, caller } = sight
  const viaEmail = 'viaEmail' in subject && subject.viaEmail
  const context = { world, repository, canMentionTeams: subject.canMentionTeams, isMail: viaEmail }
  const html = () => renderMarkdown(subject.body ?? '', context).html
  const last = subject.edits.at(-1)
  return {
    body: subject.body ?? '',
    bodyHTML: html,
    bodyText: () => htmlToText(html()),
    author: actorNode(world, subject.author),
    authorAssociation: associationOf(world, repository, subject.author),
    editor: last ? actorNode(world, last.editor) : null,
    lastEditedAt: last ? timestamp(last.editedAt) : null,
    includesCreatedEdit: subject.edits.length > 0,
    createdAt: timestamp(subject.createdAt),
    createdViaEmail: viaEmail,
    updatedAt: timestamp(subject.updatedAt),
    viewerDidAuthor: isSameUser(subject.author, caller.user),
    // Newest first, as GitHub gives them; nothing until the first edit, which also adds the original text.
    userContentEdits: (args: Arguments) =>
      connect('userContentEdits', [...subject.edits].reverse(), { args, show: (edit) => editNode(sight, edit) }),
  }
}

/** One version of a text; `diff` is the whole text after the edit. */
function editNode({ world }: Sight, edit: ContentEdit): GraphNode {
  const at = timestamp(edit.editedAt)
  return {
    __typename: 'UserContentEdit',
    id: edit.nodeId,
    createdAt: at,
    editedAt: at,
    updatedAt: at,
    deletedAt: null,
    deletedBy: null,
    editor: actorNode(world, edit.editor),
    diff: edit.text,
  }
}

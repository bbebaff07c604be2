import type { Act } from '../state/act.ts'
import { closeIssue } from '../state/issues/change-state.ts'
import { recordEvent } from '../state/issues/record-event.ts'
import { renderMarkdown } from '../state/markdown/render-markdown.ts'

/**
 * Closes the issues that a text names behind a closing keyword, as the caller. `commitId` is the commit whose message
 * the text is, or null; a commit is also noted on every issue that it names.
 */
export function closeReferenced(act: Act, text: string, commitId: string | null): void {
  const { world, repository, caller } = act
  const { references } = renderMarkdown(text, { world, repository, canMentionTeams: false })
  for (const { repository: place, number, closes } of references.issues.values()) {
    const issue = place.issues.get(number)
    if (!issue || issue.isPull) continue
    const there = { world, caller, repository: place }
    if (commitId) recordEvent(there, issue, { event: 'referenced', commitId })
    if (!closes || issue.state === 'closed') continue
    closeIssue(there, issue, { reason: 'completed', ...(commitId ? { commitId } : {}) })
  }
}

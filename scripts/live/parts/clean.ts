import { ask } from '../ask.ts'
import { issueTitle } from '../issue.ts'
import { markPrefix, type Place } from '../place.ts'

/** Deletes every label and closes every issue that this or an earlier run made. */
export async function clean({ octokit, at }: Place): Promise<void> {
  const labels = await octokit.paginate(octokit.rest.issues.listLabelsForRepo, { ...at, per_page: 100 })
  for (const { name } of labels) {
    if (name.startsWith(markPrefix)) await ask(octokit.rest.issues.deleteLabel({ ...at, name }))
  }
  const open = await octokit.paginate(octokit.rest.issues.listForRepo, { ...at, state: 'open', per_page: 100 })
  for (const { number, title, user } of open) {
    if (!title.startsWith(`${issueTitle}: `) || user?.type !== 'Bot') continue
    await octokit.rest.issues.update({ ...at, issue_number: number, state: 'closed', state_reason: 'completed' })
  }
}

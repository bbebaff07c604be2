import { type IssueAccess, type JobAnswers, measure } from '../answers.ts'
import { ask } from '../ask.ts'
import type { Place } from '../place.ts'
import { readStage, type Stage } from '../stage.ts'

/** Asks about an issue with `pull-requests: write` and without `issues`. */
export async function tryAccess(place: Place, env: NodeJS.ProcessEnv): Promise<JobAnswers> {
  return { issueAccess: await measure(() => askAboutIssue(place, readStage(env))) }
}

async function askAboutIssue({ octokit, at }: Place, { issue, isPrivate }: Stage): Promise<IssueAccess> {
  const { issues, reactions } = octokit.rest
  const one = { ...at, issue_number: issue }
  const statusOf = async (request: Parameters<typeof ask>[0]) => (await ask(request)).status
  return {
    isPrivate,
    statuses: {
      issue: await statusOf(issues.get(one)),
      list: await statusOf(issues.listForRepo({ ...at, per_page: 1 })),
      reactions: await statusOf(reactions.listForIssue(one)),
      comments: await statusOf(issues.listComments(one)),
      events: await statusOf(issues.listEvents(one)),
      'write a comment': await statusOf(
        issues.createComment({ ...one, body: 'Written with `pull-requests: write` and without `issues`.' }),
      ),
    },
  }
}

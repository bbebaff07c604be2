import { setTimeout as sleep } from 'node:timers/promises'
import { type JobAnswers, measure, type RateLimits } from '../answers.ts'
import { insist } from '../ask.ts'
import { budgetIn } from '../budget.ts'
import { refuseRepository } from '../guard.ts'
import { makeIssue } from '../issue.ts'
import { type Place, requireText } from '../place.ts'
import type { Stage } from '../stage.ts'

/** What the first job hands on. */
export interface Prepared {
  readonly answers: JobAnswers
  readonly stage: Stage
}

/** Makes sure that this repository is meant for it, measures the limits while nothing else runs, and sets the stage. */
export async function prepare(place: Place, env: NodeJS.ProcessEnv): Promise<Prepared> {
  const { octokit, at } = place
  const open = await octokit.paginate(octokit.rest.issues.listForRepo, { ...at, state: 'open', per_page: 100 })
  const refusal = refuseRepository({
    repository: `${at.owner}/${at.repo}`,
    confirm: requireText(env, 'CONFIRM'),
    openIssues: open.map(({ labels }) =>
      labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
    ),
    word: env.LABEL_WORD || 'incident',
  })
  if (refusal !== undefined) throw new Error(refusal)
  const repository = await insist('The repository', octokit.rest.repos.get(at))
  const rateLimits = await measure(() => measureLimits(place))
  const issue = await makeIssue(place, 'the issue of all jobs')
  const comments: number[] = []
  for (const round of [1, 2]) {
    const body = `Reactions are raced for on this comment (${round} of 2).`
    const comment = octokit.rest.issues.createComment({ ...at, issue_number: issue, body })
    comments.push((await insist('A comment', comment)).id)
  }
  return { answers: { rateLimits }, stage: { issue, comments, isPrivate: repository.private } }
}

async function measureLimits({ octokit, at, pace }: Place): Promise<RateLimits> {
  const look = async () => budgetIn((await octokit.rest.repos.get(at)).headers)
  const before = await look()
  await octokit.rest.rateLimit.get()
  await sleep(pace)
  const { limit, used } = (await octokit.rest.rateLimit.get()).data.resources.core
  return { before, after: await look(), told: { limit, used } }
}

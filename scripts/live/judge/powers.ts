import { type IssueRequest, issueRequests } from '../answers.ts'
import { judgeBy } from './row.ts'

/** What GitHub's table of permissions gives to Issues alone; the rest is open to Pull requests, too. */
const issuesAlone: readonly IssueRequest[] = ['issue', 'list', 'reactions']

/** What `pull-requests: write` opens of an issue. */
export const judgeIssueAccess = judgeBy({
  measurement: 'issueAccess',
  experiment: 'An issue with `pull-requests: write` alone',
  expected:
    'in a private repository the issue, the list and reactions are refused; comments, events and writing a comment are not',
  read: ({ isPrivate, statuses }) => {
    const isOpen = (name: IssueRequest) => statuses[name] < 400
    const holds = issueRequests.every((name) => isOpen(name) === !(isPrivate && issuesAlone.includes(name)))
    const list = issueRequests.map((name) => `${name} ${statuses[name]}`).join(', ')
    return { found: `${isPrivate ? 'private' : 'public'}: ${list}`, holds }
  },
  stays:
    'The job document keeps `issues: write` (docs/adr/0006-document-job-writes-issues.md); in a public repository reading needs nothing.',
  changes:
    "GitHub's table and GitHub differ. What is open needs no permission of its own: take it out of the job document and of docs/permissions.md. What is refused has to be added there.",
})

/** Whether a branch may join a change of a workflow file. */
export const judgeWorkflowJoin = judgeBy({
  measurement: 'workflowJoin',
  experiment: 'A branch joins a change of a workflow file',
  expected: 'taken, since the same file stands on the default branch',
  read: ({ own, join, message }) => {
    const words = message === '' ? '' : `: "${message}"`
    return { found: `own file ${own}, join ${join || '–'}${words}`, holds: join === 0 ? undefined : join < 400 }
  },
  stays: "A postmortem's branch may join the default branch by a commit with two parents.",
  changes:
    'Refused: an update of the postmortem has to go without the second parent (src/github/apply/commit.ts), and the pull request then shows a conflict in the index that a person resolves.',
})

/** The middle one of three in a group. */
export const judgeMiddleDropped = judgeBy({
  measurement: 'groups',
  experiment: 'Two jobs wait for one group',
  expected: 'the older one is dropped, the newer one runs',
  read: ({ holder, firstWaiting, secondWaiting }) => ({
    found: `older ${firstWaiting ? 'ran' : 'dropped'}, newer ${secondWaiting ? 'ran' : 'did not run'}`,
    holds: holder ? !firstWaiting && secondWaiting : undefined,
  }),
  stays: 'The group of a run names its issue, so that only runs of one incident drop each other.',
  changes:
    'Both ran: GitHub queues now, and nothing is lost. The newer did not run: a wake-up was lost, and only the sweep finds it.',
})

/** A skipped job and the one that waits. */
export const judgeSkipped = judgeBy({
  measurement: 'groups',
  experiment: 'A job skipped by its `if:` leaves the waiting one alone',
  expected: 'the one that waits still runs',
  read: ({ holder, secondWaiting, skippedEnded }) => ({
    found: `skipped run ${skippedEnded ? 'ended' : 'did not end'}, waiting one ${secondWaiting ? 'ran' : 'did not run'}`,
    holds: holder && skippedEnded ? secondWaiting : undefined,
  }),
  stays: 'Concurrency stands on the jobs of incident.yml, and events that are not ours cost nobody a turn.',
  changes:
    'A skipped job enters the group. Give the job in incident.yml a group that names the run (github.run_id) whenever its `if:` does not hold.',
})

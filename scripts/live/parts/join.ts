import { type JobAnswers, measure, NotHere, type WorkflowJoin } from '../answers.ts'
import { type Answer, ask, insist } from '../ask.ts'
import type { Place } from '../place.ts'

/**
 * A branch begins before the newest change of a workflow file on the default branch, gets a file of its own, and then joins
 * that change by a commit with two parents: what a postmortem's branch does when the default branch went on meanwhile.
 */
export async function joinWorkflowChange(place: Place): Promise<JobAnswers> {
  return { workflowJoin: await measure(() => join(place)) }
}

async function join(place: Place): Promise<WorkflowJoin> {
  const { octokit, at, mark } = place
  const { change, before } = await findChange(place)
  const ref = `heads/${mark}-join`
  const branch = await ask(octokit.rest.git.createRef({ ...at, ref: `refs/${ref}`, sha: before }))
  if (branch.data === undefined) {
    // Nothing but a person's branch can then hold the older file. In an incident it was the head of the default branch.
    const push = `git push origin ${before}:refs/heads/before-the-change`
    throw new NotHere(
      `GitHub refused a branch there (${branch.status} ${branch.message}); \`${push}\`, and run this again`,
    )
  }
  try {
    const file = await commit(place, { parents: [before], tree: before })
    const own = await ask(octokit.rest.git.updateRef({ ...at, ref, sha: file }))
    if (own.data === undefined) return told({ own })
    const joined = await commit(place, { parents: [file, change], tree: change })
    return told({ own, join: await ask(octokit.rest.git.updateRef({ ...at, ref, sha: joined })) })
  } finally {
    await ask(octokit.rest.git.deleteRef({ ...at, ref }))
  }
}

async function findChange({ octokit, at }: Place): Promise<{ readonly change: string; readonly before: string }> {
  const list = octokit.rest.repos.listCommits({ ...at, path: '.github/workflows', per_page: 1 })
  const [newest] = await insist('The commits', list)
  const before = newest?.parents[0]?.sha
  if (newest === undefined || before === undefined) {
    throw new NotHere('no commit but the first touches a workflow file; change one, push, and run this again')
  }
  return { change: newest.sha, before }
}

/** A commit with one more file on top of another commit's files. */
async function commit(
  { octokit, at, mark }: Place,
  { parents, tree }: { readonly parents: string[]; readonly tree: string },
): Promise<string> {
  const base = await insist('A commit', octokit.rest.git.getCommit({ ...at, commit_sha: tree }))
  const file = { path: `${mark}.md`, mode: '100644', type: 'blob', content: 'Tried out.\n' } as const
  const made = octokit.rest.git.createTree({ ...at, base_tree: base.tree.sha, tree: [file] })
  const message = 'Try out a branch that joins a change of a workflow'
  const { sha } = await insist('A tree', made)
  return (await insist('A commit', octokit.rest.git.createCommit({ ...at, message, tree: sha, parents }))).sha
}

type Steps = Readonly<Partial<Record<'own' | 'join', Answer<unknown>>>>

/** Statuses, 0 for what was not reached, and the words about what was refused. */
function told({ own, join: joined }: Steps): WorkflowJoin {
  return { own: own?.status ?? 0, join: joined?.status ?? 0, message: own?.message || joined?.message || '' }
}

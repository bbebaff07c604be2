import { presentCommit } from '../git/present/commit.ts'
import { presentFile } from '../git/present/file.ts'
import { hasRole, refusePerson } from '../http/authorize.ts'
import { paged } from '../http/paged.ts'
import { notFound } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'
import { createPull } from '../pulls/create-pull.ts'
import { listPulls } from '../pulls/list-pulls.ts'
import { mergePull } from '../pulls/merge-pull.ts'
import { presentPull, presentSimplePull } from '../pulls/present-pull.ts'
import { commitsOfPull, filesOfPull } from '../pulls/pull-changes.ts'
import { requirePull } from '../pulls/pull-issue.ts'
import { updatePull } from '../pulls/update-pull.ts'
import { isSameUser } from '../state/user.ts'
import { pullReviewRoutes } from './pull-reviews.ts'

const PULLS = '/repos/{owner}/{repo}/pulls'
const PULL = `${PULLS}/{pull_number}`
const READ = [{ permission: 'pull-requests', access: 'read' }] as const
/** A single pull request also opens to who reads the code. */
const READ_ONE = [...READ, { permission: 'contents', access: 'read' }] as const
const WRITE = [{ permission: 'pull-requests', access: 'write' }] as const
/** Merging writes to a branch, so it is the permission for contents that counts. */
const MERGE = [{ permission: 'contents', access: 'write' }] as const
const MOST_FILES = 3000
const MOST_COMMITS = 250

/** Pull requests, their files, commits, merging and reviews. */
export const pullRoutes: readonly Route[] = [
  { method: 'GET', path: PULLS, needs: READ, handle: getPulls },
  { method: 'POST', path: PULLS, needs: WRITE, role: 'read', handle: postPull },
  { method: 'GET', path: PULL, needs: READ_ONE, handle: getPull },
  { method: 'PATCH', path: PULL, needs: WRITE, role: 'read', handle: patchPull },
  { method: 'GET', path: `${PULL}/files`, needs: READ, handle: getFiles },
  { method: 'GET', path: `${PULL}/commits`, needs: READ, handle: getCommits },
  { method: 'GET', path: `${PULL}/merge`, needs: READ, handle: getMerged },
  { method: 'PUT', path: `${PULL}/merge`, needs: MERGE, handle: putMerge },
  ...pullReviewRoutes,
]

function getPulls(call: Call): Reply {
  return paged(listPulls(call), (found) => presentSimplePull(call, found))
}

function postPull(call: Call): Reply {
  const { pull } = createPull(call)
  return { status: 201, body: presentPull(call, pull.number) }
}

function getPull(call: Call): Reply {
  return { status: 200, body: presentPull(call, Number(call.params.pull_number)) }
}

function patchPull(call: Call): Reply {
  const found = requirePull(call, call.params.pull_number)
  const isAuthor = isSameUser(found.issue.author, call.caller.user)
  if (!isAuthor && !hasRole(call, 'write')) throw refusePerson('write')
  updatePull(call, found)
  return { status: 200, body: presentPull(call, found.pull.number) }
}

function getFiles(call: Call): Reply {
  const { pull } = requirePull(call, call.params.pull_number)
  const files = filesOfPull(call.repository, pull).slice(0, MOST_FILES)
  return paged(files, (file) => presentFile(call, pull.head.sha, file))
}

function getCommits(call: Call): Reply {
  const { pull } = requirePull(call, call.params.pull_number)
  const commits = commitsOfPull(call.repository, pull).slice(0, MOST_COMMITS)
  return paged(commits, (commit) => presentCommit(call, commit))
}

function getMerged(call: Call): Reply {
  const { pull } = requirePull(call, call.params.pull_number)
  if (!pull.mergedAt) throw notFound()
  return { status: 204 }
}

function putMerge(call: Call): Reply {
  const sha = mergePull(call, requirePull(call, call.params.pull_number))
  return { status: 200, body: { sha, merged: true, message: 'Pull Request successfully merged' } }
}

import { tryMerge } from '../pulls/pull-changes.ts'
import type { Repository } from '../state/repository.ts'
import type { TriggerSubject } from './trigger-match.ts'

/** An event that may start workflows. The payload is a copy: later changes of the world do not reach it. */
export interface RunnerEvent {
  readonly name: string
  readonly action: string | null
  readonly repository: Repository
  readonly actor: { readonly login: string; readonly id: number }
  readonly payload: Readonly<Record<string, unknown>>
  /** Done with a workflow's own token: starts no runs, but for dispatches. */
  readonly byWorkflow: boolean
}

/** What an event runs on: the ref and commit, the branches of a pull request, and what `on:` filters look at. */
export interface EventFacts {
  readonly ref: string
  readonly sha: string
  readonly headRef: string
  readonly baseRef: string
  readonly subject: TriggerSubject
}

/**
 * Works out on what an event runs, by GitHub's table "Events that trigger workflows". Null where there is no such
 * commit, and for a deleted ref.
 */
export async function readEventFacts(event: RunnerEvent): Promise<EventFacts | null> {
  if (event.name === 'push') return factsOfPush(event)
  if (event.name.startsWith('pull_request')) return factsOfPull(event)
  const { repository, payload, name, action } = event
  const ref =
    name === 'workflow_dispatch' && typeof payload.ref === 'string'
      ? payload.ref
      : `refs/heads/${repository.defaultBranch}`
  const sha = repository.git.resolve(ref)?.oid
  return sha === undefined ? null : { ref, sha, headRef: '', baseRef: '', subject: { event: name, action } }
}

async function factsOfPush({ payload, name, repository }: RunnerEvent): Promise<EventFacts | null> {
  const ref = String(payload.ref)
  const sha = repository.git.resolve(String(payload.after))?.oid
  if (sha === undefined) return null
  const before = repository.git.resolve(String(payload.before))?.oid ?? null
  const paths = await changedPaths(repository, before, sha)
  const place = ref.startsWith('refs/tags/') ? { tag: ref.slice(10) } : { branch: ref.slice(11), paths }
  return { ref, sha, headRef: '', baseRef: '', subject: { event: name, action: null, ...place } }
}

/**
 * A merged pull request runs on the base branch; any other on its merge ref, for which its head stands here. One that
 * conflicts has no such ref and starts no run, not even when it is closed.
 * https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request
 */
async function factsOfPull({ payload, name, action, repository }: RunnerEvent): Promise<EventFacts | null> {
  const pull = repository.pulls.get(Number(payload.number))
  if (!pull) return null
  const merged = pull.mergedAt !== null && pull.mergeCommitSha !== null && action === 'closed'
  const onBase = name === 'pull_request_target'
  const base = repository.git.resolve(`refs/heads/${pull.base.ref}`)?.oid
  const sha = onBase ? base : merged ? (pull.mergeCommitSha ?? undefined) : pull.head.sha
  if (sha === undefined) return null
  const needsMergeRef = !onBase && !merged && base !== undefined
  if (needsMergeRef && tryMerge(repository, base, pull.head.sha).kind === 'conflict') return null
  const paths = await changedPaths(repository, base ?? null, pull.head.sha)
  return {
    ref: merged || onBase ? `refs/heads/${pull.base.ref}` : `refs/pull/${pull.number}/merge`,
    sha,
    headRef: pull.head.ref,
    baseRef: pull.base.ref,
    subject: { event: name, action, branch: pull.base.ref, ...(merged ? {} : { paths }) },
  }
}

async function changedPaths(repository: Repository, before: string | null, after: string): Promise<readonly string[]> {
  const from = before === null ? null : (repository.git.mergeBase(before, after) ?? before)
  return (await repository.git.diff(from, after)).map((file) => file.path)
}

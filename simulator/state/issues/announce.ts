import type { Act } from '../act.ts'
import type { Issue } from '../issue.ts'
import { presentIssue } from '../present/issue.ts'

/**
 * Emits what happened to an issue: `issues`, or for a pull request `pull_request` with the payload that its own
 * presenter makes.
 */
export function announce(
  act: Act,
  issue: Issue,
  { action, ...extra }: { readonly action: string } & Readonly<Record<string, unknown>>,
): void {
  const { world, repository, caller } = act
  const base = { action, repository, sender: caller.user, byToken: caller }
  if (!issue.isPull) {
    world.emit({ ...base, name: 'issues', payload: { issue: presentIssue(act, issue), ...extra } })
    return
  }
  const pullRequest = world.presentPull?.(act, issue.number)
  if (pullRequest === undefined) return
  world.emit({
    ...base,
    name: 'pull_request',
    payload: { number: issue.number, pull_request: pullRequest, ...extra },
  })
}

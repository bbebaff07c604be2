import { hasCode } from './api-error.ts'
import type { GitHubClient } from './client.ts'
import type { Place } from './place.ts'
import { inPlace } from './place.ts'

/** Whether GitHub starts the workflow that looks after all incidents. */
export type SweepWorkflow =
  | { readonly kind: 'active' }
  /** `url` is the page with the button that switches it on. */
  | { readonly kind: 'switched-off'; readonly reason: SwitchedOffReason; readonly url: string }
  /** There is no such file on the default branch, or GitHub says so to this token. */
  | { readonly kind: 'missing' }
  /** This token may not see it, as in a private repository without `actions: read`; or GitHub gave no answer. */
  | { readonly kind: 'unknown' }

/** Sixty days without activity in a public repository, somebody's hand, a fork that was never switched on, or none of them. */
export type SwitchedOffReason = 'inactivity' | 'by-hand' | 'fork' | 'other'

/** The file's name, which is also its id for GitHub's API. */
export const sweepFile = 'incident-sweep.yml'

const reasons: Readonly<Record<string, SwitchedOffReason>> = {
  disabled_inactivity: 'inactivity',
  disabled_manually: 'by-hand',
  disabled_fork: 'fork',
}

/**
 * Asks GitHub in one request whether the sweep is switched on. Never rejects: nothing may fail because of it.
 * https://docs.github.com/rest/actions/workflows#get-a-workflow
 */
export async function observeSweepWorkflow(client: GitHubClient, where: Place): Promise<SweepWorkflow> {
  try {
    const { data } = await client.rest.actions.getWorkflow({ ...inPlace(where), workflow_id: sweepFile })
    if (data.state === 'active') return { kind: 'active' }
    if (data.state === 'deleted') return { kind: 'missing' }
    return { kind: 'switched-off', reason: reasons[data.state] ?? 'other', url: pageOf(data.html_url) }
  } catch (error) {
    return { kind: hasCode(error, 'not-found') ? 'missing' : 'unknown' }
  }
}

/** GitHub names the file's page; the button is on that of its runs. */
function pageOf(fileUrl: string): string {
  return `${fileUrl.split('/blob/')[0]}/actions/workflows/${sweepFile}`
}

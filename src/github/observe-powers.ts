import { ApiError, hasCode, isDefinite } from './api-error.ts'
import type { Answered, PowerFinding, PowerFindings, PowerName } from './check-findings.ts'
import type { GitHubClient } from './client.ts'
import type { Place } from './place.ts'
import { inPlace } from './place.ts'

export interface PowersRequest {
  readonly defaultBranch: string
  readonly part: 'run' | 'document' | 'all'
}

/**
 * Finds out what the job's token may do. Nothing is changed: powers to write are probed by requests that GitHub refuses
 * whatever the token may do, with 403 where it may not. Never rejects.
 */
export async function observePowers(
  client: GitHubClient,
  where: Place,
  request: PowersRequest,
): Promise<PowerFindings> {
  const place = inPlace(where)
  const { rest } = client
  const { part, defaultBranch } = request
  const writesCode = part !== 'run'
  const [contents, issues, deployments, pulls] = await Promise.all([
    writesCode
      ? askToWrite(() => rest.git.createRef({ ...place, ref: 'refs/heads/muster/check', sha: '0'.repeat(40) }))
      : ask(() => rest.repos.listCommits({ ...place, per_page: 1 })),
    probeIssues(client, where, part),
    // Off in the shipped workflow, and asked for by the job that reads the recent changes only.
    part === 'document' ? undefined : ask(() => rest.repos.listDeployments({ ...place, per_page: 1 })),
    writesCode ? probePullRequests(client, where, defaultBranch) : { setting: 'unknown' as const, power: undefined },
  ])
  const name = (power: PowerName, needed: boolean, probe: Probe): PowerFinding => ({ name: power, needed, ...probe })
  return {
    powers: [
      name(writesCode ? 'contents: write' : 'contents: read', true, contents),
      ...issues,
      ...(pulls.power ? [name('pull-requests: write', true, pulls.power)] : []),
      ...(deployments ? [name('deployments: read', false, deployments)] : []),
    ],
    mayOpenPullRequests: pulls.setting,
  }
}

type Probe = Pick<PowerFinding, 'answer' | 'accepted'>

/**
 * An issue without a title is refused with 422. Labels, comments and assignees would not do as a probe: GitHub takes
 * `pull-requests: write` for them, too. https://docs.github.com/rest/authentication/permissions-required-for-github-apps
 * Writing includes reading; without it the job that only links a pull request can still read the incident.
 */
async function probeIssues(
  { rest }: GitHubClient,
  where: Place,
  part: PowersRequest['part'],
): Promise<readonly PowerFinding[]> {
  const place = inPlace(where)
  const [write, read] = await Promise.all([
    askToWrite(() => rest.issues.create({ ...place, title: '' })),
    ask(() => rest.issues.listForRepo({ ...place, per_page: 1 })),
  ])
  const writing: PowerFinding = { name: 'issues: write', needed: part !== 'document', ...write }
  return write.answer === 'yes' ? [writing] : [{ name: 'issues: read', needed: true, ...read }, writing]
}

/** A pull request from a branch to itself is refused with 422, unless the setting or the permission refuses it first. */
async function probePullRequests(
  client: GitHubClient,
  where: Place,
  branch: string,
): Promise<{ readonly setting: Answered; readonly power: Probe }> {
  try {
    await client.rest.pulls.create({ ...inPlace(where), head: branch, base: branch, title: 'Muster check' })
    return { setting: 'yes', power: { answer: 'yes' } }
  } catch (error) {
    if (hasCode(error, 'invalid')) return { setting: 'yes', power: { answer: 'yes' } }
    const bySetting = error instanceof ApiError && /not permitted to create/i.test(error.message)
    if (bySetting) return { setting: 'no', power: { answer: 'yes' } }
    return {
      setting: await askSetting(client, where),
      power: hasCode(error, 'forbidden', 'not-found') ? refused(error) : { answer: 'unknown' },
    }
  }
}

/** Only a token that administers the repository may read it. */
async function askSetting(client: GitHubClient, where: Place): Promise<Answered> {
  return await client.rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository(inPlace(where)).then(
    (answer) => (answer.data.can_approve_pull_request_reviews ? 'yes' : 'no'),
    () => 'unknown',
  )
}

async function ask(read: () => Promise<unknown>): Promise<Probe> {
  return await read().then(
    () => ({ answer: 'yes' }) as const,
    (error: unknown) => (isDefinite(error) ? refused(error) : { answer: 'unknown' }),
  )
}

/** Refused for what was asked = allowed to ask. */
async function askToWrite(attempt: () => Promise<unknown>): Promise<Probe> {
  return await attempt().then(
    () => ({ answer: 'yes' }) as const,
    (error: unknown) => {
      if (hasCode(error, 'invalid', 'conflict')) return { answer: 'yes' }
      return hasCode(error, 'forbidden', 'not-found', 'unauthorized') ? refused(error) : { answer: 'unknown' }
    },
  )
}

/** With what GitHub would have accepted, where its answer says so. */
function refused(error: unknown): Probe {
  const accepted = error instanceof ApiError ? error.accepted : undefined
  return { answer: 'no', ...(accepted && { accepted }) }
}

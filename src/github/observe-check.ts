import { ApiError, hasCode, isDefinite } from './api-error.ts'
import type { Answered, CheckFindings, PersonFinding, TeamFinding } from './check-findings.ts'
import type { GitHubClient } from './client.ts'
import { under } from './json-shape.ts'
import { observeRoles } from './observe-roles.ts'
import { listAll, pageSize } from './pages.ts'
import type { Place } from './place.ts'
import { inPlace } from './place.ts'

export interface CheckRequest {
  readonly defaultBranch: string
  readonly part: 'run' | 'document' | 'all'
  /** Labels that an incident may need. */
  readonly labels: readonly string[]
  /** Every login that the settings name. */
  readonly logins: readonly string[]
  /** Every `org/team` that the settings name. */
  readonly teams: readonly string[]
}

/**
 * Finds out whether Muster could do its work here. Nothing is changed: powers to write are probed by requests that
 * GitHub refuses whatever the token may do, with 403 where it may not. Never rejects.
 */
export async function observeCheck(client: GitHubClient, where: Place, request: CheckRequest): Promise<CheckFindings> {
  const [permissions, mayOpenPullRequests, missingLabels, people, teams, editHistory] = await Promise.all([
    probePermissions(client, where, request),
    probePullRequests(client, where, request),
    findMissingLabels(client, where, request.labels),
    findPeople(client, where, request.logins),
    Promise.all(request.teams.map((mention) => findTeam(client, mention))),
    probeEditHistory(client, where),
  ])
  const { setting, permission } = mayOpenPullRequests
  return {
    permissions: { ...permissions, writePullRequests: permission },
    missingLabels,
    people,
    teams,
    mayOpenPullRequests: setting,
    editHistory,
  }
}

async function probePermissions(
  client: GitHubClient,
  where: Place,
  { part }: CheckRequest,
): Promise<Omit<CheckFindings['permissions'], 'writePullRequests'>> {
  const place = inPlace(where)
  const { rest } = client
  const [readContents, readIssues, writeIssues, writeContents, readDeployments] = await Promise.all([
    ask(() => rest.repos.listCommits({ ...place, per_page: 1 })),
    ask(() => rest.issues.listForRepo({ ...place, per_page: 1 })),
    askToWrite(() => rest.issues.createLabel({ ...place, name: '' })),
    part === 'run'
      ? ('unknown' as const)
      : askToWrite(() => rest.git.createRef({ ...place, ref: 'refs/heads/muster/check', sha: '0'.repeat(40) })),
    ask(() => rest.repos.listDeployments({ ...place, per_page: 1 })),
  ])
  return { readContents, readIssues, writeIssues, writeContents, readDeployments }
}

/** A pull request from a branch to itself is refused with 422, unless the setting or the permission refuses it first. */
async function probePullRequests(
  client: GitHubClient,
  where: Place,
  { defaultBranch, part }: CheckRequest,
): Promise<{ readonly setting: Answered; readonly permission: Answered }> {
  if (part === 'run') return { setting: await askSetting(client, where), permission: 'unknown' }
  try {
    await client.rest.pulls.create({
      ...inPlace(where),
      head: defaultBranch,
      base: defaultBranch,
      title: 'Muster check',
    })
    return { setting: 'yes', permission: 'yes' }
  } catch (error) {
    if (hasCode(error, 'invalid')) return { setting: 'yes', permission: 'yes' }
    const bySetting = error instanceof ApiError && /not permitted to create/i.test(error.message)
    if (bySetting) return { setting: 'no', permission: 'yes' }
    return {
      setting: await askSetting(client, where),
      permission: hasCode(error, 'forbidden', 'not-found') ? 'no' : 'unknown',
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

async function findMissingLabels(
  client: GitHubClient,
  where: Place,
  wanted: readonly string[],
): Promise<readonly string[]> {
  try {
    const list = (page: number) => client.rest.issues.listLabelsForRepo({ ...inPlace(where), per_page: pageSize, page })
    const names = new Set((await listAll(list)).map((label) => label.name.toLowerCase()))
    return wanted.filter((label) => !names.has(label.toLowerCase()))
  } catch {
    return []
  }
}

async function findPeople(
  client: GitHubClient,
  where: Place,
  logins: readonly string[],
): Promise<readonly PersonFinding[]> {
  const roles = await observeRoles(client, where, logins)
  return await Promise.all(
    [...new Set(logins)].map(async (login) => {
      const [exists, assignable] = await Promise.all([
        ask(() => client.rest.users.getByUsername({ username: login })),
        ask(() => client.rest.issues.checkUserCanBeAssigned({ ...inPlace(where), assignee: login })),
      ])
      return { login, exists, assignable, role: roles[login.toLowerCase()] ?? 'unknown' }
    }),
  )
}

/** A workflow's own token gets 404 for every team, whether it exists or not. */
async function findTeam(client: GitHubClient, mention: string): Promise<TeamFinding> {
  const [org = '', team_slug = ''] = mention.replace(/^@/, '').split('/')
  const membersReadable = await ask(() => client.rest.teams.listMembersInOrg({ org, team_slug, per_page: 1 }))
  return { mention, membersReadable }
}

async function probeEditHistory(client: GitHubClient, where: Place): Promise<Answered> {
  const text = `query($owner: String!, $name: String!) { repository(owner: $owner, name: $name) {
    issues(last: 1) { nodes { userContentEdits(first: 1) { nodes { editedAt } } } } } }`
  return await client.query(text, { owner: where.owner, name: where.name }).then(
    (data) => (Array.isArray(under(data, 'repository', 'issues', 'nodes')) ? 'yes' : 'unknown'),
    () => 'no',
  )
}

async function ask(read: () => Promise<unknown>): Promise<Answered> {
  return await read().then(
    () => 'yes' as const,
    (error: unknown) => (isDefinite(error) ? 'no' : 'unknown'),
  )
}

/** Refused for what was asked = allowed to ask. */
async function askToWrite(attempt: () => Promise<unknown>): Promise<Answered> {
  return await attempt().then(
    () => 'yes' as const,
    (error: unknown) => {
      if (hasCode(error, 'invalid', 'conflict')) return 'yes'
      return hasCode(error, 'forbidden', 'not-found', 'unauthorized') ? 'no' : 'unknown'
    },
  )
}

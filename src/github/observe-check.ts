import type { WantedFiles } from '../files/repository-files.ts'
import { isDefinite } from './api-error.ts'
import type { Answered, PersonFinding, RepositoryFindings, TeamFinding } from './check-findings.ts'
import type { GitHubClient } from './client.ts'
import { under } from './json-shape.ts'
import { observeForms } from './observe-forms.ts'
import { observeRoles } from './observe-roles.ts'
import { observeSweepWorkflow, type SweepWorkflow } from './observe-sweep-workflow.ts'
import { listAll, pageSize } from './pages.ts'
import type { Place } from './place.ts'
import { inPlace } from './place.ts'

export interface CheckRequest {
  readonly defaultBranch: string
  readonly wanted: WantedFiles
  /** Labels that an incident may need. */
  readonly labels: readonly string[]
  /** Every login that the settings name. */
  readonly logins: readonly string[]
  /** Every `org/team` that the settings name. */
  readonly teams: readonly string[]
}

/** Finds out whether the repository is ready for an incident. Only reads. Never rejects. */
export async function observeCheck(
  client: GitHubClient,
  where: Place,
  request: CheckRequest,
): Promise<RepositoryFindings> {
  const [missingLabels, people, teams, editHistory, sweep, observed] = await Promise.all([
    findMissingLabels(client, where, request.labels),
    findPeople(client, where, request.logins),
    Promise.all(request.teams.map((mention) => findTeam(client, mention))),
    probeEditHistory(client, where),
    observeSweepWorkflow(client, where),
    observeForms(client, where, request),
  ])
  const forms = observed?.forms
  return { missingLabels, people, teams, editHistory, forms, sweep: trust(sweep, observed?.hasSweep) }
}

/** What stands on the default branch says more than an answer to a token that may not see workflows. */
function trust(sweep: SweepWorkflow, hasSweep: boolean | undefined): SweepWorkflow {
  if (sweep.kind !== 'missing' && sweep.kind !== 'unknown') return sweep
  return { kind: hasSweep === false ? 'missing' : 'unknown' }
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

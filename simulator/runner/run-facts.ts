import type { World } from '../state/world.ts'

/** What is fixed for all jobs of a run: where it comes from and what it works on. */
export interface RunFacts {
  readonly id: number
  readonly number: number
  readonly workflowName: string
  readonly workflowPath: string
  /** `owner/name`. */
  readonly repository: string
  readonly repositoryId: number
  readonly owner: string
  readonly ownerId: number
  readonly event: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly actor: string
  readonly actorId: number
  /** In full, for instance `refs/heads/main`. */
  readonly ref: string
  readonly sha: string
  /** Head and base branch; empty unless the event is a pull request. */
  readonly headRef: string
  readonly baseRef: string
}

/** The part of the job that the `github` context and the environment need. */
export interface JobPlace {
  readonly job: string
  readonly workspace: string
  readonly token: string
}

/** The `github` context of expressions. `place` is null where there is no job yet: `concurrency` and the like. */
export function githubContext(world: World, facts: RunFacts, place: JobPlace | null): Record<string, unknown> {
  const environment = place === null ? {} : { job: place.job, workspace: place.workspace, token: place.token }
  return {
    actor: facts.actor,
    actor_id: String(facts.actorId),
    api_url: world.urls.api,
    base_ref: facts.baseRef,
    event: facts.payload,
    event_name: facts.event,
    graphql_url: world.urls.graphql,
    head_ref: facts.headRef,
    ref: facts.ref,
    ref_name: shortRef(facts.ref),
    ref_protected: false,
    ref_type: facts.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    repository: facts.repository,
    repository_id: String(facts.repositoryId),
    repository_owner: facts.owner,
    repository_owner_id: String(facts.ownerId),
    retention_days: '90',
    run_attempt: '1',
    run_id: String(facts.id),
    run_number: String(facts.number),
    server_url: world.urls.web,
    sha: facts.sha,
    triggering_actor: facts.actor,
    workflow: facts.workflowName,
    workflow_ref: `${facts.repository}/${facts.workflowPath}@${facts.ref}`,
    workflow_sha: facts.sha,
    ...environment,
  }
}

/** The variables every step gets: `GITHUB_*` from the context, `RUNNER_*`, CI, HOME and PATH. Nothing is inherited. */
export function baseEnvironment(
  world: World,
  facts: RunFacts,
  place: JobPlace & { readonly temp: string; readonly home: string; readonly path: string },
): Record<string, string> {
  const { event: _payload, token: _token, ...context } = githubContext(world, facts, place)
  const github = Object.entries(context).map(([key, value]) => [`GITHUB_${key.toUpperCase()}`, String(value)])
  return {
    CI: 'true',
    HOME: place.home,
    PATH: place.path,
    GITHUB_ACTIONS: 'true',
    ...Object.fromEntries(github),
    RUNNER_ARCH: process.arch === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'GitHub Actions 1',
    RUNNER_OS: process.platform === 'darwin' ? 'macOS' : 'Linux',
    RUNNER_TEMP: place.temp,
    RUNNER_TOOL_CACHE: `${place.home}/tools`,
    RUNNER_WORKSPACE: place.workspace.slice(0, place.workspace.lastIndexOf('/')),
  }
}

function shortRef(ref: string): string {
  return ref.replace(/^refs\/(heads|tags|pull)\//, '')
}

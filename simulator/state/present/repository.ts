import { timestamp } from '../clock.ts'
import { fullName, type Repository } from '../repository.ts'
import type { World } from '../world.ts'
import { presentUser } from './user.ts'

/** Paths of a repository's hypermedia links below its API address. */
const LINKS: Readonly<Record<string, string>> = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
}

/** The API address of a repository. */
export function apiUrl(world: World, repository: Repository): string {
  return `${world.urls.api}/repos/${fullName(repository)}`
}

/** The web address of a repository. */
export function webUrl(world: World, repository: Repository): string {
  return `${world.urls.web}/${fullName(repository)}`
}

/** A repository as it stands within other objects. */
export function presentMinimalRepository(world: World, repository: Repository): Record<string, unknown> {
  const api = apiUrl(world, repository)
  const links = Object.fromEntries(Object.entries(LINKS).map(([key, path]) => [key, `${api}${path}`]))
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullName(repository),
    private: repository.private,
    owner: presentUser(world, repository.owner),
    html_url: webUrl(world, repository),
    description: repository.description,
    fork: false,
    url: api,
    ...links,
  }
}

/** A repository as webhooks and the lists of repositories show it. */
export function presentRepository(world: World, repository: Repository): Record<string, unknown> {
  const web = webUrl(world, repository)
  const openIssues = [...repository.issues.values()].filter(({ state }) => state === 'open').length
  const created = timestamp(repository.createdAt)
  return {
    ...presentMinimalRepository(world, repository),
    created_at: created,
    updated_at: created,
    pushed_at: created,
    git_url: `${web.replace(/^https?/, 'git')}.git`,
    ssh_url: `git@${new URL(web).hostname}:${fullName(repository)}.git`,
    clone_url: `${web}.git`,
    svn_url: web,
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: repository.settings.hasIssues,
    has_projects: false,
    has_downloads: true,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: repository.archived,
    disabled: false,
    open_issues_count: openIssues,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.private ? 'private' : 'public',
    forks: 0,
    open_issues: openIssues,
    watchers: 0,
    default_branch: repository.defaultBranch,
  }
}

/** A repository's own page in the API (`GET /repos/{owner}/{repo}`). */
export function presentFullRepository(world: World, repository: Repository): Record<string, unknown> {
  const owned = repository.owner.type === 'Organization' ? { organization: presentUser(world, repository.owner) } : {}
  return {
    ...presentRepository(world, repository),
    ...owned,
    temp_clone_token: null,
    network_count: 0,
    subscribers_count: 0,
  }
}

import { changeRef } from '../git/change-ref.ts'
import { presentRelease } from '../git/present/release.ts'
import { readText, requireText } from '../git/read-field.ts'
import { visibleReleases } from '../git/visible-releases.ts'
import { requireNoWorkflowChange } from '../git/workflow-rule.ts'
import { paged } from '../http/paged.ts'
import { invalid, notFound } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'
import { apiUrl } from '../state/present/repository.ts'
import type { Release } from '../state/release.ts'

const REPO = '/repos/{owner}/{repo}'
const RELEASES = `${REPO}/releases`
const READ = [{ permission: 'contents', access: 'read' }] as const
const METADATA = [{ permission: 'metadata', access: 'read' }] as const
const WRITE = [{ permission: 'contents', access: 'write' }] as const
const WITH_WORKFLOWS = [[...WRITE, { permission: 'workflows', access: 'write' }]] as const

/** Releases and tags. */
export const releaseRoutes: readonly Route[] = [
  { method: 'GET', path: RELEASES, needs: READ, handle: listReleases },
  { method: 'POST', path: RELEASES, needs: WRITE, combined: WITH_WORKFLOWS, handle: createRelease },
  { method: 'GET', path: `${RELEASES}/latest`, needs: READ, handle: getLatest },
  { method: 'GET', path: `${RELEASES}/tags/{tag}`, needs: READ, handle: getByTag },
  { method: 'GET', path: `${RELEASES}/{release_id}`, needs: READ, handle: getRelease },
  { method: 'GET', path: `${REPO}/tags`, needs: METADATA, handle: listTags },
]

function listReleases(call: Call): Reply {
  return paged(visibleReleases(call), (release) => presentRelease(call, release))
}

function createRelease(call: Call): Reply {
  const { world, repository, caller, body } = call
  const tagName = requireText(body, 'tag_name')
  const isDraft = body.draft === true
  const hasTwin = [...repository.releases.values()].some((other) => !other.draft && other.tagName === tagName)
  if (!isDraft && hasTwin) throw invalid({ resource: 'Release', code: 'already_exists', field: 'tag_name' })
  const target = readText(body, 'target_commitish') ?? repository.defaultBranch
  if (!isDraft) requireTag(call, tagName, target)
  const now = world.clock.now()
  const release: Release = {
    ...world.nextIdentity('Release'),
    tagName,
    targetCommitish: target,
    name: readText(body, 'name') ?? null,
    body: readText(body, 'body') ?? null,
    draft: isDraft,
    prerelease: body.prerelease === true,
    author: caller.user,
    createdAt: now,
    publishedAt: isDraft ? null : now,
  }
  repository.releases.set(release.id, release)
  const presented = presentRelease(call, release)
  for (const action of actionsFor(release)) {
    const payload = { release: presented }
    world.emit({ name: 'release', action, repository, sender: caller.user, byToken: caller, payload })
  }
  return { status: 201, body: presented }
}

/** GitHub tells of a new release three times, of a pre-release twice. */
function actionsFor({ draft, prerelease }: Release): readonly string[] {
  if (draft) return ['created']
  return ['created', 'published', prerelease ? 'prereleased' : 'released']
}

/** Publishing makes the tag where it does not exist. */
function requireTag(call: Call, tagName: string, target: string): void {
  const { git } = call.repository
  const name = `refs/tags/${tagName}`
  if (git.refs.read(name) !== undefined) return
  const commit = git.resolve(target)
  if (!commit) throw invalid({ resource: 'Release', code: 'invalid', field: 'target_commitish' })
  const change = { name, before: null, after: commit.oid }
  requireNoWorkflowChange(call, change)
  const outcome = changeRef(call, change)
  if (outcome !== 'done') throw invalid({ resource: 'Release', code: 'invalid', field: 'tag_name' })
}

function getLatest(call: Call): Reply {
  const release = visibleReleases(call).find(({ draft, prerelease }) => !draft && !prerelease)
  if (!release) throw notFound()
  return { status: 200, body: presentRelease(call, release) }
}

function getByTag(call: Call): Reply {
  const release = visibleReleases(call).find(({ draft, tagName }) => !draft && tagName === call.params.tag)
  if (!release) throw notFound()
  return { status: 200, body: presentRelease(call, release) }
}

function getRelease(call: Call): Reply {
  const release = visibleReleases(call).find(({ id }) => id === Number(call.params.release_id))
  if (!release) throw notFound()
  return { status: 200, body: presentRelease(call, release) }
}

function listTags(call: Call): Reply {
  const { world, repository } = call
  const api = apiUrl(world, repository)
  return paged(repository.git.refs.list('refs/tags/').toReversed(), ({ name: ref, oid }) => {
    const name = ref.slice('refs/tags/'.length)
    const sha = repository.git.objects.peel(oid)?.oid ?? oid
    return {
      name,
      commit: { sha, url: `${api}/commits/${sha}` },
      zipball_url: `${api}/zipball/${ref}`,
      tarball_url: `${api}/tarball/${ref}`,
      node_id: `REF_${Buffer.from(ref).toString('base64url')}`,
    }
  })
}

import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { callerForPerson } from '../../simulator/http/authenticate.ts'
import { createLabel } from '../../simulator/state/issues/labels.ts'
import type { Repository } from '../../simulator/state/repository.ts'
import type { RoleGrant } from '../../simulator/state/user.ts'
import type { World } from '../../simulator/state/world.ts'
import { outageForm } from './fill-form.ts'

/** Who works with the repository, and with which role. `stranger` has none. */
export const cast = {
  alice: 'write',
  bob: 'write',
  carol: 'maintain',
  dana: 'admin',
  erin: 'triage',
  frank: 'read',
  sam: 'read',
  stranger: 'none',
} as const satisfies Readonly<Record<string, RoleGrant['base']>>

/** The login of somebody who plays a part. */
export type Login = keyof typeof cast

/** What the repository is like, where a test cares. */
export interface RepositoryWish {
  /** Default: private. */
  readonly public?: boolean
  /** Files beside or instead of the usual ones; `null` leaves a file out. */
  readonly files?: Readonly<Record<string, string | null>>
  /** Default: Actions may open pull requests. */
  readonly actionsMayCreatePullRequests?: boolean
  /** Muster has run here before, since long ago. Default: the next run is its first. */
  readonly installed?: boolean
}

const settingsPath = '.github/muster.yml'

/** Puts people, team and the repository `acme/shop` into a world: form, settings, CODEOWNERS, six runbooks; no label. */
export async function seedRepository(world: World, wish: RepositoryWish = {}): Promise<Repository> {
  const members = Object.keys(cast).filter((login) => login !== 'stranger')
  for (const login of Object.keys(cast)) world.addUser({ login })
  world.addOrganization('acme', members)
  world.addTeam({ organization: 'acme', slug: 'platform', members: ['bob'] })
  const wanted = { ...usualFiles(), ...wish.files }
  const files = Object.fromEntries(
    Object.entries(wanted).flatMap(([path, text]) => (text === null ? [] : [[path, text]])),
  )
  const repository = await world.addRepository({
    owner: 'acme',
    name: 'shop',
    private: !wish.public,
    files,
    settings: { actionsMayCreatePullRequests: wish.actionsMayCreatePullRequests ?? true },
  })
  for (const [login, role] of Object.entries(cast)) world.setRole(repository, login, role)
  if (wish.installed) installLongAgo(world, repository)
  return repository
}

/** What Muster's first run leaves behind. */
function installLongAgo(world: World, repository: Repository): void {
  const dana = world.user('dana')
  if (dana === undefined) throw new Error('dana comes first')
  const act = { world, caller: callerForPerson(world, dana), repository }
  const description = 'Waits for /confirm · Muster since 2026-11-01T00:00Z'
  createLabel(act, { name: 'incident:unconfirmed', color: 'fef2c0', description })
}

/** The settings of the usual repository. */
export const usualSettings = readFileSync(join(import.meta.dirname, 'repository', settingsPath), 'utf8')

function usualFiles(): Readonly<Record<string, string>> {
  const folder = join(import.meta.dirname, 'repository')
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const files = paths.map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')])
  return { ...Object.fromEntries(files), '.github/ISSUE_TEMPLATE/outage.yml': outageForm }
}

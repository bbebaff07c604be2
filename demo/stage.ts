import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Runner } from '../simulator/runner/runner.ts'
import { type GitHub, startGitHub } from '../simulator/server.ts'
import { watchPayloads } from '../simulator/webhooks/watch-payloads.ts'
import { Client } from './client.ts'
import { Facts } from './facts.ts'
import { Person } from './person.ts'

/** The project's own folder. */
export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)))

/** Who plays, and with which role on the repository. */
const cast = {
  alice: 'write',
  bob: 'write',
  carol: 'maintain',
  dana: 'admin',
  erin: 'triage',
  frank: 'read',
  sam: 'read',
} as const

/** Milliseconds that every answer is held back, as if by distance: only then can it be seen which requests overlap. */
export const LATENCY = 30

/** The login of somebody who plays. */
export type Actor = keyof typeof cast

/** Where the demo plays: a GitHub of its own, a repository, its people, and the runner of its workflows. */
export interface Stage {
  readonly github: GitHub
  readonly runner: Runner
  readonly repository: string
  readonly people: Readonly<Record<Actor, Person>>
  /** Everything is read back through these, over HTTP. */
  readonly facts: Facts
  /** A token that can read and write everything, for a look around afterwards. */
  readonly adminToken: string
  readonly close: () => Promise<void>
}

/**
 * Sets the stage: the repository has form, workflow, settings, owners and a dozen runbooks, and no label yet. `action`
 * is the folder with the action to play with, this project's own where left out.
 */
export async function setStage(action: string = projectFolder): Promise<Stage> {
  const github = await startGitHub({ latency: LATENCY })
  const { world } = github
  world.clock.set('2026-10-28T09:00:00Z')
  watchPayloads(world)
  for (const login of Object.keys(cast)) world.addUser({ login })
  world.addOrganization('acme', Object.keys(cast))
  world.addTeam({ organization: 'acme', slug: 'platform', members: ['bob'] })
  const files = { ...readFolder(join(projectFolder, 'demo/repository')), ...installedFiles(action) }
  const settings = { actionsMayCreatePullRequests: true }
  const made = await world.addRepository({ owner: 'acme', name: 'shop', private: true, files, settings })
  world.clock.set('2026-11-20T02:20:00Z')
  const repository = 'acme/shop'
  const tokens = new Map<string, string>()
  for (const [login, role] of Object.entries(cast)) {
    world.setRole(made, login, role)
    tokens.set(login, world.addToken({ kind: 'person', login }))
  }
  const client = (login: string) => new Client(github.apiUrl, tokens.get(login) ?? '')
  const web = new Client(`${github.url}/_simulator`, '')
  const person = (login: Actor) => new Person(login, { api: client(login), web }, repository)
  const directory = mkdtempSync(join(tmpdir(), 'muster-demo-'))
  const runner = new Runner(world, { directory, actions: { './': action } })
  return {
    github,
    runner,
    repository,
    people: {
      alice: person('alice'),
      bob: person('bob'),
      carol: person('carol'),
      dana: person('dana'),
      erin: person('erin'),
      frank: person('frank'),
      sam: person('sam'),
    },
    facts: new Facts({ api: client('dana'), web }, repository),
    adminToken: tokens.get('dana') ?? '',
    close: async () => {
      await runner.close()
      await github.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** What a team copies from Muster into its repository, byte for byte. */
function installedFiles(action: string): Record<string, string> {
  const paths = [
    '.github/workflows/incident.yml',
    '.github/workflows/incident-sweep.yml',
    '.github/ISSUE_TEMPLATE/outage.yml',
    '.github/ISSUE_TEMPLATE/config.yml',
  ]
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(action, path), 'utf8')]))
}

function readFolder(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [relative(folder, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')]
    }),
  )
}

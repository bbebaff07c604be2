import { expect } from '@jest/globals'
import { startGitHub } from '../../../simulator/server.ts'
import { defaultWord, nameLabels } from '../../../src/domain/label-names.ts'
import type { IncidentRecord } from '../../../src/domain/record.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import type { GitHubClient } from '../../../src/github/client.ts'
import { connect } from '../../../src/github/client.ts'
import type { RecordRequest } from '../../../src/github/observe-record.ts'
import { observeRecord } from '../../../src/github/observe-record.ts'

export const where = { owner: 'acme', name: 'shop' }
export const place = { owner: 'acme', repo: 'shop' }

type Options = Parameters<typeof startGitHub>[0]

/** A repository on the embedded GitHub, a client of ours and one of a person with write. */
export async function startShop(options: Options = {}, files: Readonly<Record<string, string>> = {}) {
  const github = await startGitHub(options)
  const { world } = github
  world.addOrganization('acme')
  for (const login of ['alice', 'bob']) world.addUser({ login })
  const repository = await world.addRepository({
    ...where,
    private: true,
    files: { 'README.md': '# Shop\n', ...files },
  })
  world.setRole(repository, 'alice', 'write')
  world.setRole(repository, 'bob', 'triage')
  const permissions = { contents: 'write', issues: 'write', 'pull-requests': 'write' } as const
  process.env.GITHUB_API_URL = github.apiUrl
  process.env.GITHUB_GRAPHQL_URL = github.graphqlUrl
  const workflow = world.addToken({ kind: 'workflow', repository: 'acme/shop', permissions })
  const us = (token = workflow) => connect({ token })
  const alice = connect({ token: world.addToken({ kind: 'person', login: 'alice' }) })
  return { github, world, repository, us, alice, close: github.close }
}
export type Shop = Awaited<ReturnType<typeof startShop>>

/** What the labels are called where nobody renamed any. */
export const names = nameLabels(defaultWord, {})

/** The record, which has to be there. */
export async function recordOf(client: GitHubClient, request: Omit<RecordRequest, 'names'>): Promise<IncidentRecord> {
  const record = await observeRecord(client, where, { ...request, names })
  if ('kind' in record) throw new Error(`gone: ${record.reason}`)
  return record
}

/** A snapshot that holds this record and nothing else worth looking at. */
export function snapshotOf(record: IncidentRecord, more: Partial<Snapshot> = {}): Snapshot {
  const empty = {
    settings: { labels: names },
    problems: [],
    form: undefined,
    roles: {},
    surroundings: undefined,
    document: undefined,
    secrets: [],
  }
  const rest = { chat: { configured: false, sent: [], failed: [] }, failures: [], part: 'all', now: '', repository: {} }
  return { ...empty, ...rest, record, ...more } as unknown as Snapshot
}

/** Nothing was asked that GitHub does not know, or answered that it would not. */
export function expectNoViolations({ world }: Shop): void {
  expect(world.violations).toEqual([])
}

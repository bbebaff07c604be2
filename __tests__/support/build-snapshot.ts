import type { Comment, IncidentRecord, Issue, IssueEvent } from '../../src/domain/record.ts'
import type { Snapshot, Surroundings } from '../../src/domain/snapshot.ts'
import { onlyRunbooks } from '../../src/domain/snapshot.ts'
import { buildCorpus } from '../../src/runbooks/corpus.ts'
import { parseSettings } from '../../src/settings/parse.ts'

/** The login that our own comments carry in unit tests. */
export const ourLogin = 'github-actions[bot]'

/** When the incident of the unit tests was opened. */
export const openedAt = '2026-11-20T03:12:00.000Z'

/** That many minutes after the opening. */
export function minutes(count: number): string {
  return new Date(Date.parse(openedAt) + count * 60_000).toISOString()
}

/** An open, labelled incident by `rita`, without anything else. */
export function buildIssue(changes: Partial<Issue> = {}): Issue {
  return {
    number: 7,
    url: 'https://github.test/acme/shop/issues/7',
    title: 'Checkout: payments fail',
    body: 'Payments fail with `ETIMEDOUT`.',
    author: 'rita',
    authorIsBot: false,
    state: 'open',
    stateReason: undefined,
    locked: false,
    labels: ['incident'],
    assignees: [],
    createdAt: openedAt,
    closedAt: undefined,
    commentCount: 0,
    ...changes,
  }
}

let nextId = 1000

/** A comment, never edited unless `updatedAt` says so. */
export function buildComment(author: string, body: string, changes: Partial<Comment> = {}): Comment {
  const id = changes.id ?? nextId++
  const createdAt = changes.createdAt ?? minutes(5)
  return {
    id,
    url: `https://github.test/acme/shop/issues/7#issuecomment-${id}`,
    author,
    authorIsBot: author.endsWith('[bot]'),
    body,
    bodyHtml: '',
    createdAt,
    updatedAt: createdAt,
    ...changes,
  }
}

type Happening = IssueEvent extends infer Event
  ? Event extends IssueEvent
    ? Omit<Event, 'id' | 'at' | 'actor'>
    : never
  : never

/** An event of the issue. */
export function buildEvent(actor: string, at: string, happening: Happening): IssueEvent {
  return { id: nextId++, actor, at, ...happening }
}

/** What the parts of a snapshot are, where a test does not care. */
export interface SnapshotParts {
  readonly issue?: Partial<Issue>
  readonly comments?: readonly Comment[]
  readonly events?: readonly IssueEvent[]
  readonly edits?: IncidentRecord['edits']
  readonly settings?: string
  readonly surroundings?: Partial<Surroundings>
}

/** A private repository with settings from YAML; surroundings are read, and empty unless told. */
export function buildSnapshot(parts: SnapshotParts = {}, changes: Partial<Snapshot> = {}): Snapshot {
  const { settings, problems } = parseSettings(parts.settings, '.github/muster.yml')
  return {
    now: minutes(10),
    repository: {
      owner: 'acme',
      name: 'shop',
      url: 'https://github.test/acme/shop',
      private: true,
      defaultBranch: 'main',
      sha: 'a'.repeat(40),
    },
    settings,
    problems,
    form: undefined,
    record: {
      issue: buildIssue(parts.issue),
      comments: parts.comments ?? [],
      events: parts.events ?? [],
      edits: parts.edits,
      ourLogin,
    },
    installation: undefined,
    roles: {},
    surroundings: {
      ...onlyRunbooks(buildCorpus([])),
      ...parts.surroundings,
    },
    document: undefined,
    secrets: [],
    chat: { configured: false, sent: [], failed: [] },
    failures: [],
    part: 'run',
    runbooksFolder: 'runbooks',
    ...changes,
  }
}

import type { LabelNames } from '../domain/label-names.ts'
import { defineLabel, isFinal, postmortemLabel, postmortemOf, statusOf } from '../domain/labels.ts'
import type { GitHubClient } from './client.ts'
import { readEditHistory } from './edit-history.ts'
import { listIssues } from './list-issues.ts'
import type { ApiIssue } from './narrow.ts'
import { narrowIssue } from './narrow.ts'
import type { KnownIssue } from './observe-record.ts'
import { listAll, pageSize } from './pages.ts'
import { inPlace, type Place } from './place.ts'

const day = 86_400_000
/** How long after its closing an incident without a postmortem label is looked at again. */
const recentDays = 30
/** An act makes an incident for a day; lists may lag behind it. */
const askingMs = day + 3_600_000

/** What decides which issues a sweep looks after. */
export interface SweepWish {
  /** ISO 8601. */
  readonly now: string
  readonly names: LabelNames
  /** Since when Muster is installed: what was over before is history, and costs no request. ISO 8601. */
  readonly installed: string
  /** Whether a body asks for an incident by itself: filled into the incident form, or with a command. */
  readonly asks: (body: string) => boolean
}

/** What a sweep looks after, and what it found too late. */
export interface Swept {
  readonly issues: readonly KnownIssue[]
  /** Open issues that asked for an incident more than a day ago and never became one. */
  readonly late: readonly { readonly number: number; readonly createdAt: string }[]
}

/**
 * Every issue that a sweep has to look after, oldest first: open incidents, reports and what waits to be confirmed, and
 * closed incidents that are not finished. Handed to `observeRecord` as `known`, each then costs two requests. What nobody
 * touched since the installation is left out by what the lists tell.
 */
export async function observeSweep(client: GitHubClient, where: Place, wish: SweepWish): Promise<Swept> {
  const { names, installed, now } = wish
  const spelled = await listLabelNames(client, where)
  const list = async (label: string, filter: { state: 'open' | 'closed' | 'all'; since?: string }) => {
    const labels = spelled.get(label.toLowerCase())
    return labels === undefined ? [] : await listIssues(client, where, { labels, ...filter })
  }
  const month = ago(now, recentDays * day)
  const lists = await Promise.all([
    list(names.incident, { state: 'open' }),
    list(names.unconfirmed, { state: 'open' }),
    list(names.report, { state: 'all', since: latest(installed, ago(now, askingMs)) }),
    list(postmortemLabel('open', names), { state: 'closed' }),
    // All, not the closed: where this list is older than the first, what was closed meanwhile would be in neither.
    list(names.incident, { state: 'all', since: latest(installed, month) }),
    // A form's label comes only where it exists: the first report of a repository, its event lost, carries none.
    listNewest(client, where).then((newest) => newest.filter(({ body }) => wish.asks(body ?? ''))),
  ])
  const all = [...new Map(lists.flat().map((issue) => [issue.number, issue])).values()]
  const chosen = all.filter((issue) => concerns(issue, wish)).sort((a, b) => a.number - b.number)
  const numbers = chosen.map(({ number }) => number)
  const edits = await readEditHistory(client, where, numbers)
  return {
    issues: chosen.map((issue) => ({ issue, edits: edits.get(issue.number) })),
    late: all
      .filter((issue) => isLate(issue, wish))
      .map((issue) => ({
        number: issue.number,
        createdAt: narrowIssue(issue).createdAt,
      })),
  }
}

/** The repository's labels by their names in lower case: the list of issues takes a name as it is spelled. */
async function listLabelNames(client: GitHubClient, where: Place): Promise<ReadonlyMap<string, string>> {
  const labels = await listAll((page) =>
    client.rest.issues.listLabelsForRepo({ ...inPlace(where), per_page: pageSize, page }),
  )
  return new Map(labels.map(({ name }) => [name.toLowerCase(), name]))
}

/** The newest open issues, one page: what is older has been seen by a sweep before. */
async function listNewest(client: GitHubClient, where: Place): Promise<readonly ApiIssue[]> {
  const newest = { state: 'open', sort: 'created', direction: 'desc', per_page: pageSize } as const
  const { data } = await client.rest.issues.listForRepo({ ...inPlace(where), ...newest })
  return data.filter((issue) => !issue.pull_request)
}

function concerns(api: ApiIssue, wish: SweepWish): boolean {
  const issue = narrowIssue(api)
  const isOpen = issue.state === 'open'
  return isOpen ? isAlive(api, wish) : isUnfinished(issue, wish, hasOurStatus(api, wish.names))
}

/**
 * Muster gives every incident a status: what has none was never run, and only an act of the last day can change that. A
 * status label may be the repository's own, from before: then the issue was not run unless it was touched since.
 */
function isAlive(api: ApiIssue, { names, installed, now }: SweepWish): boolean {
  const { labels } = narrowIssue(api)
  if (labels.some((label) => isUnconfirmed(label, names)) || hasOurStatus(api, names)) return true
  const touched = new Date(api.updated_at).toISOString()
  const hasStatus = labels.some((label) => statusOf(label, names) !== undefined)
  return touched >= installed && (hasStatus || touched >= ago(now, askingMs))
}

/** A status label with the description that Muster gives it. */
function hasOurStatus({ labels }: ApiIssue, names: LabelNames): boolean {
  return labels.some((label) => {
    if (typeof label === 'string' || !label.name || statusOf(label.name, names) === undefined) return false
    return label.description === defineLabel(label.name, names).description
  })
}

/** Closed, and nobody can tell yet that all is done: a missed closing has no postmortem label, a missed merge `open`. */
function isUnfinished(
  { labels, closedAt }: ReturnType<typeof narrowIssue>,
  { names, installed, now }: SweepWish,
  wasRun: boolean,
): boolean {
  if (closedAt === undefined || labels.some((label) => isFinal(label, names))) return false
  if (labels.some((label) => postmortemOf(label, names) === 'open')) return wasRun || closedAt >= installed
  if (closedAt < installed && !wasRun) return false
  const hasStatus = labels.some((label) => statusOf(label, names) !== undefined)
  return closedAt >= ago(now, hasStatus ? recentDays * day : askingMs)
}

/** Open, asked for after the installation, never run, and nobody has touched it for a day. */
function isLate(api: ApiIssue, { names, installed, now }: SweepWish): boolean {
  const { labels, state, createdAt } = narrowIssue(api)
  const isSeen = labels.some((label) => statusOf(label, names) !== undefined || isUnconfirmed(label, names))
  const hasLabel = labels.some((label) =>
    [names.incident, names.report].some((one) => one.toLowerCase() === label.toLowerCase()),
  )
  if (state !== 'open' || isSeen || createdAt < installed || createdAt >= ago(now, day)) return false
  return hasLabel || api.comments === 0
}

function isUnconfirmed(label: string, names: LabelNames): boolean {
  return label.toLowerCase() === names.unconfirmed.toLowerCase()
}

function ago(now: string, milliseconds: number): string {
  return new Date(Date.parse(now) - milliseconds).toISOString()
}

function latest(one: string, other: string): string {
  return one > other ? one : other
}

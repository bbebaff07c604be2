import type { LabelNames } from '../domain/label-names.ts'
import { isTelling } from '../domain/labels.ts'
import type { BodyEdit, IncidentRecord } from '../domain/record.ts'
import { hasCode } from './api-error.ts'
import type { GitHubClient } from './client.ts'
import { readEditHistory } from './edit-history.ts'
import type { Reading, Seen } from './is-up-to-date.ts'
import { isUpToDate } from './is-up-to-date.ts'
import { lookAgain, readFresh } from './look-again.ts'
import type { ApiIssue } from './narrow.ts'
import { narrowComment, narrowIssue } from './narrow.ts'
import type { ApiEvent } from './narrow-event.ts'
import { narrowEvents } from './narrow-event.ts'
import { findOwnLogin, workflowLogin } from './own-login.ts'
import { listAll, pageSize } from './pages.ts'
import type { Place } from './place.ts'
import { inPlace } from './place.ts'
import { readComments } from './read-comments.ts'

/** The issue is no longer there, or never was one. */
export interface Gone {
  readonly kind: 'gone'
  readonly reason: 'deleted' | 'transferred' | 'not-found' | 'pull-request'
}

/** Which issue to look at, and what is known of it already. An `IssueTrigger` is one. */
export interface RecordRequest {
  readonly number: number
  readonly action?: string
  readonly hint?: (Seen & { readonly comments: number; readonly labels: readonly string[] }) | undefined
  /** From a sweep, which has read the issue itself and its edits in bulk. */
  readonly known?: KnownIssue
  /** What the labels are called here. */
  readonly names: LabelNames
}

export interface KnownIssue {
  readonly issue: ApiIssue
  readonly edits: readonly BodyEdit[] | undefined
}

/**
 * Everything that GitHub knows of one incident, all reads side by side; read again where it is older than the event, or
 * where its parts do not agree. An issue that was just opened and has no comment, nor a label that says more, costs one
 * request. Rejects with an `ApiError` where GitHub gives no answer.
 */
export async function observeRecord(
  client: GitHubClient,
  where: Place,
  request: RecordRequest,
): Promise<IncidentRecord | Gone> {
  const { known: _, ...anew } = request
  const read = (look: number) => readParts(client, where, look === 0 ? request : anew)
  const parts = await lookAgain(client, read, (one) => 'kind' in one || isUpToDate(one, request.hint))
  return 'kind' in parts ? parts : await assemble(client, parts)
}

async function readParts(client: GitHubClient, where: Place, request: RecordRequest): Promise<Reading | Gone> {
  const fresh = request.action === 'opened' && request.hint?.comments === 0 && !request.known
  const rest = fresh ? undefined : readRest(client, where, request)
  // Both are awaited below; without this a failure of the second would count as unhandled while the first is awaited.
  rest?.catch(() => {})
  const issue = request.known?.issue ?? (await readIssue(client, where, request.number))
  if ('kind' in issue) return issue
  if (!rest && issue.comments === 0 && issue.state === 'open' && !isLabelledSince(issue, request))
    return { issue, comments: [], events: [], edits: [] }
  const { events, ...others } = await (rest ?? readRest(client, where, request))
  return { issue, ...others, events: narrowEvents(events, narrowIssue(issue)) }
}

/** Whether a label says more than the event told: then it matters who set it. */
function isLabelledSince(issue: ApiIssue, { hint, names }: RecordRequest): boolean {
  const seen = new Set((hint?.labels ?? []).map((label) => label.toLowerCase()))
  return narrowIssue(issue).labels.some((label) => isTelling(label, names) || !seen.has(label.toLowerCase()))
}

async function assemble(client: GitHubClient, { issue, comments, events, edits }: Reading): Promise<IncidentRecord> {
  const ourLogin = comments.length === 0 ? (client.ownLogin.known() ?? workflowLogin) : await findOwnLogin(client)
  return { issue: narrowIssue(issue), comments: comments.map(narrowComment), events, edits, ourLogin }
}

async function readRest(
  client: GitHubClient,
  where: Place,
  { number, known }: RecordRequest,
): Promise<Omit<Reading, 'issue' | 'events'> & { readonly events: readonly ApiEvent[] }> {
  const [comments, events, edits] = await Promise.all([
    readComments(client, where, { number }),
    readEvents(client, where, number),
    known ? known.edits : readEditHistory(client, where, [number]).then((history) => history.get(number)),
  ])
  return { comments, events, edits }
}

async function readEvents(client: GitHubClient, where: Place, number: number): Promise<readonly ApiEvent[]> {
  return await listAll((page) =>
    readFresh(client, () =>
      client.rest.issues.listEvents({ ...inPlace(where), issue_number: number, per_page: pageSize, page }),
    ),
  )
}

/** An issue that moved is answered by its new place, because reads follow redirects. */
async function readIssue(client: GitHubClient, where: Place, number: number): Promise<ApiIssue | Gone> {
  try {
    const { data } = await readFresh(client, () => client.rest.issues.get({ ...inPlace(where), issue_number: number }))
    if (data.pull_request) return { kind: 'gone', reason: 'pull-request' }
    return data.number === number && isHere(data.url, where) ? data : { kind: 'gone', reason: 'transferred' }
  } catch (error) {
    if (hasCode(error, 'gone')) return { kind: 'gone', reason: 'deleted' }
    if (hasCode(error, 'moved')) return { kind: 'gone', reason: 'transferred' }
    if (hasCode(error, 'not-found')) return { kind: 'gone', reason: 'not-found' }
    throw error
  }
}

function isHere(url: string, where: Place): boolean {
  return url.toLowerCase().includes(`/repos/${where.owner}/${where.name}/issues/`.toLowerCase())
}

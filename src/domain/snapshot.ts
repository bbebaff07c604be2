import type { Corpus } from '../runbooks/corpus.ts'
import type { Problem } from '../settings/parse.ts'
import type { Settings } from '../settings/types.ts'
import type { FormDefinition } from '../text/issue-form.ts'
import type { Called } from './facts.ts'
import type { Installation } from './installation.ts'
import type { IncidentRecord, Repository } from './record.ts'
import type { KnownRole } from './vocabulary.ts'

/** All that one run knows about one incident. `decide` sees nothing else but the trigger. */
export interface Snapshot {
  /** The server's clock at the last read, ISO 8601 UTC. */
  readonly now: string
  readonly repository: Repository
  readonly settings: Settings
  readonly problems: readonly Problem[]
  /** The incident form of the repository, where it has one. */
  readonly form: FormDefinition | undefined
  readonly record: IncidentRecord
  /** Since when Muster is installed; `undefined` = not read, where our own comments or the time tell enough. */
  readonly installation: Installation | undefined
  /** Roles that were looked up, by login in lower case. A login that is missing was not asked for. */
  readonly roles: Readonly<Record<string, KnownRole>>
  /** Read only where the board has to be written; `undefined` = not read. */
  readonly surroundings: Surroundings | undefined
  /** Read only where a postmortem is due or exists; `undefined` = not read. */
  readonly document: DocumentState | undefined
  /** Secrets that the scanner found in what people wrote. */
  readonly secrets: readonly FoundSecret[]
  /** Whether a chat is configured at all, and what this run has told it. */
  readonly chat: { readonly configured: boolean; readonly sent: readonly string[]; readonly failed: readonly string[] }
  /** What this run tried and GitHub refused for good; shown on the board. */
  readonly failures: readonly Failure[]
  readonly part: 'run' | 'document' | 'all'
  /** The folder of the runbooks, without slashes at its ends. */
  readonly runbooksFolder: string
}

/** What stands around an incident when its board is written. */
export interface Surroundings {
  readonly corpus: Corpus
  /** The CODEOWNERS file's text, where there is one. */
  readonly codeowners: string | undefined
  readonly openIncidents: readonly RelatedIncident[]
  readonly changes: readonly Change[]
  /** When the shown runbooks were last changed, by path; only of those whose age nothing else tells. ISO 8601. */
  readonly lastChanges: Readonly<Record<string, string>>
  /** Unconfirmed reports of the last hour; counted only where this one may need a comment. */
  readonly unconfirmedLastHour: number
}

/** Surroundings of which only the runbooks are known. */
export function onlyRunbooks(corpus: Corpus): Surroundings {
  return { corpus, codeowners: undefined, openIncidents: [], changes: [], lastChanges: {}, unconfirmedLastHour: 0 }
}

export interface RelatedIncident {
  readonly number: number
  readonly title: string
  readonly url: string
  readonly labels: readonly string[]
  readonly createdAt: string
  /** Whom its board and calls mentioned, and when. */
  readonly called: readonly Pick<Called, 'login' | 'informed' | 'at'>[]
}

/** Something that changed in the window before the incident began. */
export interface Change {
  readonly kind: 'merge' | 'commit' | 'deployment' | 'release'
  readonly title: string
  readonly url: string
  readonly at: string
  /** The pull request's number, where it is one. */
  readonly number: number | undefined
  /** Whether it touches the service's `paths`; `undefined` = cannot be told. */
  readonly touchesService: boolean | undefined
}

export interface FoundSecret {
  /** What kind of secret, in words: `AWS access key`. */
  readonly what: string
  /** Where it stands: the issue's or a comment's address. */
  readonly url: string
}

/** Something that GitHub definitely refused, or that is broken in the repository. */
export interface Failure {
  readonly code: FailureCode
  /** One line: what GitHub said or what was found. Untrusted text. */
  readonly detail: string
}
export type FailureCode =
  | 'labels-refused'
  | 'assign-refused'
  | 'locked'
  | 'comments-full'
  | 'comments-nearly-full'
  /** The token may not write in issues. */
  | 'comments-refused'
  | 'reopen-refused'
  | 'chat-failed'
  | 'pull-request-forbidden'
  | 'branch-forbidden'
  | 'push-protection'
  | 'runbooks-unreadable'
  | 'settings-unreadable'
  | 'template-broken'
  | 'surroundings-unreadable'
  /** GitHub does not start the sweep, so nobody looks after deadlines. */
  | 'sweep-switched-off'
  | 'gave-up-waiting'

/** What the repository holds of the incident's postmortem. */
export interface DocumentState {
  /** `muster/<issue>`. */
  readonly branch: string
  readonly branchHead: string | undefined
  readonly baseHead: string
  /** Every commit of the branch above the default branch is ours. */
  readonly branchIsOurs: boolean
  /** The default branch has commits that the branch lacks: what it changed meanwhile may conflict. */
  readonly branchIsBehind: boolean
  /** The newest pull request from that branch by us. */
  readonly pull: PullRequest | undefined
  /** Files already on the default branch that the document reads or continues, by path; absent = no such file. */
  readonly files: Readonly<Record<string, string>>
  /** The same on `muster/<issue>`, for knowing what is already delivered. */
  readonly branchFiles: Readonly<Record<string, string>>
  /** Paths under `<runbooks>/postmortems/` on the default branch. */
  readonly postmortems: readonly string[]
  /** Issues already made of action items, by the item's key. */
  readonly actionIssues: Readonly<Record<string, { readonly number: number; readonly url: string }>>
}

export interface PullRequest {
  readonly number: number
  readonly url: string
  readonly state: 'open' | 'closed' | 'merged'
  readonly mergedAt: string | undefined
  readonly closedAt: string | undefined
  readonly title: string
  readonly body: string
  readonly reviewers: readonly string[]
}

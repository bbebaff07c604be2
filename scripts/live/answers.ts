/** One request of a race: when it left and when its answer was there, by the clock of the job, and GitHub's status. */
export interface Shot {
  readonly round: number
  readonly sent: number
  readonly answered: number
  readonly status: number
}

/** What one of the two racing jobs met. */
export interface RaceSide {
  readonly labels: readonly Shot[]
  readonly reactions: readonly Shot[]
}

/** The two shots of one round. */
export interface Pair {
  readonly left: Shot
  readonly right: Shot
}

/** A label `real` exists; the issue was given `asked`, the same name in other letters. */
export interface LabelCase {
  readonly real: string
  readonly asked: string
  /** The labels of this run that the issue then has. */
  readonly shown: readonly string[]
  /** Whether the issue is found by the real and by the asked name. */
  readonly rest: { readonly real: boolean; readonly asked: boolean }
  readonly graphql: { readonly real: boolean; readonly asked: boolean }
}

/** How many `mentioned` events of the person mentioned came, by where the mention stood. */
export interface Mentions {
  readonly body: number
  readonly comment: number
  readonly edit: number
}

/** Where a token stands with the hour's budget. */
export interface Budget {
  readonly limit: number
  readonly remaining: number
  readonly used: number
  readonly resource: string
}

/** Headers of an ordinary request, before and after two of `GET /rate_limit`, and what that said. */
export interface RateLimits {
  readonly before: Budget
  readonly after: Budget
  readonly told: Pick<Budget, 'limit' | 'used'>
}

/** One look at a workflow by the API. */
export interface WorkflowLook {
  readonly isPrivate: boolean
  readonly status: number
  readonly state: string
  /** GitHub's `X-Accepted-GitHub-Permissions`. */
  readonly accepted: string
  /** What the whole repository had used of the hour's budget, by this job's headers. */
  readonly used: number
}

/** What a token with `pull-requests: write` alone was answered when it asked about an issue: a status for each request. */
export interface IssueAccess {
  readonly isPrivate: boolean
  readonly statuses: Readonly<Record<IssueRequest, number>>
}

/** The requests about an issue that Muster's second job could make. */
export const issueRequests = ['issue', 'list', 'reactions', 'comments', 'events', 'write a comment'] as const

/** One of them. */
export type IssueRequest = (typeof issueRequests)[number]

/** A branch that began before a change of a workflow file: moved by a file of its own, then joined with the change. */
export interface WorkflowJoin {
  readonly own: number
  readonly join: number
  /** GitHub's words about the first request that it refused. */
  readonly message: string
}

/** Which of four runs in one concurrency group of a job got in: one that holds it, two that wait, one whose job is skipped. */
export interface GroupTurns {
  readonly holder: boolean
  readonly firstWaiting: boolean
  readonly secondWaiting: boolean
  readonly skippedEnded: boolean
}

/** Everything that is measured. */
export interface Measurements {
  readonly labelRace: readonly Pair[]
  readonly reactionRace: readonly Pair[]
  readonly relock: readonly number[]
  readonly labelCase: LabelCase
  readonly mentions: Mentions
  readonly stranger: 'link' | 'text'
  readonly rateLimits: RateLimits
  readonly workflowWithout: WorkflowLook
  readonly workflowWith: WorkflowLook
  readonly issueAccess: IssueAccess
  readonly workflowJoin: WorkflowJoin
  readonly groups: GroupTurns
}

/** A measurement, or why there is none. `broken`: it should have been one, so the run ends red. */
export type Measured<Value> =
  | { readonly kind: 'measured'; readonly value: Value }
  | { readonly kind: 'unmeasured'; readonly why: string; readonly broken: boolean }

/** What all jobs together found. */
export type Answers = { readonly [Name in keyof Measurements]?: Measured<Measurements[Name]> }

/** What one job hands on: answers, and of a racing job its own half. */
export type JobAnswers = Answers & { readonly left?: Measured<RaceSide>; readonly right?: Measured<RaceSide> }

/** Says that something could not be asked here, which is no fault of the experiment. */
export class NotHere extends Error {}

/** Runs an experiment; what goes wrong in it is an answer, too, so that the others go on. */
export async function measure<Value>(experiment: () => Promise<Value>): Promise<Measured<Value>> {
  try {
    return { kind: 'measured', value: await experiment() }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { kind: 'unmeasured', why, broken: !(error instanceof NotHere) }
  }
}

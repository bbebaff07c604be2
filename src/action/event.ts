import type { Trigger } from '../domain/trigger.ts'
import { readDispatch, readRepositoryDispatch } from './dispatch-event.ts'
import { readCommentEvent, readIssueEvent } from './issue-event.ts'
import { nothing } from './nothing.ts'
import { field, numberField, textField } from './payload-field.ts'

/** What the runner tells of the event that started this run. */
export interface RunEvent {
  readonly trigger: Trigger
  readonly owner: string
  readonly name: string
  /** Where people look at the repository. */
  readonly url: string
  /** The commit that the event is about; empty where the runner does not tell. */
  readonly sha: string
  readonly eventName: string
  /** Where a person reads this run's log. */
  readonly runUrl: string
  /** The repository as the event saw it; absent where the payload does not tell. */
  readonly repository: RepositoryHint | undefined
}

export interface RepositoryHint {
  readonly private: boolean
  readonly defaultBranch: string
}

/** The environment of a step, as far as it tells of the event. */
export type EventEnvironment = Readonly<Record<string, string | undefined>>

/** Reads why this run was started. Never throws: what cannot be read is a reason to do nothing, said plainly. */
export function readEvent(env: EventEnvironment, payload: unknown): RunEvent {
  const [owner = '', name = ''] = (env.GITHUB_REPOSITORY || textField(payload, 'repository', 'full_name')).split('/')
  const url = `${env.GITHUB_SERVER_URL || 'https://github.com'}/${owner}/${name}`
  return {
    trigger: readTrigger(env, payload),
    owner,
    name,
    url,
    sha: env.GITHUB_SHA ?? '',
    eventName: env.GITHUB_EVENT_NAME ?? '',
    runUrl: `${url}/actions/runs/${env.GITHUB_RUN_ID ?? ''}`,
    repository: readRepository(payload),
  }
}

/** What the event asks Muster to look at. */
export function readTrigger(env: EventEnvironment, payload: unknown): Trigger {
  const event = env.GITHUB_EVENT_NAME ?? ''
  switch (event) {
    case 'issues':
      return readIssueEvent(payload)
    case 'issue_comment':
      return readCommentEvent(payload)
    case 'pull_request':
      return readPullRequestEvent(payload)
    case 'schedule':
      return { kind: 'sweep', cause: 'schedule' }
    case 'repository_dispatch':
      return readRepositoryDispatch(payload)
    case 'workflow_dispatch':
      return readDispatch(payload, env.GITHUB_RUN_ID ?? '')
    default:
      return nothing('unsupported-event', `the event ${event || '(none)'}`)
  }
}

/** Only the closing of a pull request from our own branch, in this repository and in no fork, concerns an incident. */
function readPullRequestEvent(payload: unknown): Trigger {
  const action = textField(payload, 'action')
  if (action !== 'closed') return nothing('unsupported-event', `pull_request ${action}`)
  const pull = numberField(payload, 'pull_request', 'number')
  const head = textField(payload, 'pull_request', 'head', 'ref')
  if (pull === undefined || head === '') return nothing('malformed-event', 'a pull request without number or branch')
  const home = textField(payload, 'pull_request', 'base', 'repo', 'full_name')
  const isOwn = home !== '' && textField(payload, 'pull_request', 'head', 'repo', 'full_name') === home
  const number = isOwn ? /^muster\/([1-9]\d{0,14})$/i.exec(head)?.[1] : undefined
  if (number === undefined) return nothing('foreign-pull-request', `the branch ${head}`)
  const incident = Number(number)
  // GitHub compares concurrency groups without case, so a branch `Muster/7` that is not ours may have taken the place of a
  // run that waited in `muster/7`. What that one would have seen is looked at here.
  // https://docs.github.com/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency
  if (!head.startsWith('muster/')) {
    return { kind: 'issue', number: incident, event: 'dispatch', action, sender: textField(payload, 'sender', 'login') }
  }
  const at = textField(payload, 'pull_request', 'merged_at') || textField(payload, 'pull_request', 'closed_at')
  return { kind: 'pull-request', incident, pull, ...(at && { eventAt: at }) }
}

function readRepository(payload: unknown): RepositoryHint | undefined {
  const isPrivate = field(payload, 'repository', 'private')
  const defaultBranch = textField(payload, 'repository', 'default_branch')
  return typeof isPrivate === 'boolean' && defaultBranch !== '' ? { private: isPrivate, defaultBranch } : undefined
}

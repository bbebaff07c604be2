import { hintedIssue } from '../domain/hinted-issue.ts'
import { readFacts } from '../domain/history/read-facts.ts'
import { rolesNeeded } from '../domain/roles-needed.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { IssueHint } from '../domain/trigger.ts'
import type { KnownRole } from '../domain/vocabulary.ts'
import { observeRoles } from '../github/observe-roles.ts'
import type { SwitchedOffReason } from '../github/observe-sweep-workflow.ts'
import { observeSweepWorkflow } from '../github/observe-sweep-workflow.ts'
import type { Around } from './ask-around.ts'
import { askAround } from './ask-around.ts'
import { makeSnapshot } from './make-snapshot.ts'
import type { Session } from './session.ts'

/** What is asked of an issue just opened, while the issue itself is still on its way. */
export interface Early {
  readonly roles: Promise<Readonly<Record<string, KnownRole>>>
  readonly around: Promise<Around>
  readonly sweep: Promise<Snapshot['failures']>
}

/** The event's copy of the issue tells well enough what to ask for; what is true is still read. */
export function askEarly(session: Session, number: number, hint: IssueHint): Early {
  const issue = hintedIssue(number, hint)
  const record = { issue, comments: [], events: [], edits: [], ourLogin: '' }
  // Before the first answer nobody knows the server's clock; the issue was made just now.
  const guess = { ...makeSnapshot(session, record), now: issue.createdAt }
  const roles = observeRoles(session.client, session.where, rolesNeeded(guess))
  const isPublic = !session.repository.private && readFacts(guess).facts.reported
  return { roles, around: askAround(session, guess), sweep: isPublic ? askSweep(session) : Promise.resolve([]) }
}

/**
 * In a public repository GitHub switches a schedule off after sixty days without activity. The next opening says so: nobody
 * looks at the Actions page.
 */
async function askSweep({ client, where }: Session): Promise<Snapshot['failures']> {
  const sweep = await observeSweepWorkflow(client, where)
  return sweep.kind === 'switched-off' ? [{ code: 'sweep-switched-off', detail: switchedOff[sweep.reason] }] : []
}

const switchedOff: Readonly<Record<SwitchedOffReason, string>> = {
  inactivity: 'nothing happened in the repository for sixty days',
  'by-hand': 'somebody switched it off',
  fork: 'this is a fork',
  other: 'GitHub does not say why',
}

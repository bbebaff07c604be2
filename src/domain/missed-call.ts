import type { Settings } from '../settings/types.ts'
import { readCommand } from '../text/command-line.ts'
import type { FormDefinition } from '../text/issue-form.ts'
import { readAnswers } from './answers.ts'
import { hintedIssue } from './hinted-issue.ts'
import { isAskingCommand, listAsks } from './history/asking.ts'
import { readOpening } from './history/opening.ts'
import { isLabel, serviceOf, severityOf } from './labels.ts'
import { keysOf, ownComments } from './own-comments.ts'
import { roleFor } from './permissions.ts'
import type { ChatMessage, Plan } from './plan.ts'
import type { Repository } from './record.ts'
import { serviceOfIncident } from './services.ts'
import type { Snapshot } from './snapshot.ts'
import type { IssueHint, IssueTrigger } from './trigger.ts'

/** Whether a plan that was not carried out to its end leaves an incident without its board, or somebody uncalled. */
export function isCallMissed(plan: Plan, { record }: Pick<Snapshot, 'record'>): boolean {
  const keys = keysOf(ownComments(record))
  return plan.comments.some(({ keys: [first = '', ...others] }) => {
    if (first === 'board' && !keys.has('board')) return true
    return others.some((key) => /^(?:call|inform):/.test(key) && !keys.has(key))
  })
}

/** What the channels are told of an incident whose people Muster could not call. */
export function describeMissed(
  incident: Pick<ChatMessage, 'title' | 'severity' | 'serviceName' | 'issueUrl'>,
): ChatMessage {
  return { key: 'missed', about: 'missed', status: 'investigating', text: undefined, drill: false, ...incident }
}

/** What an event that could not be looked into is held against. */
export interface MissedContext {
  readonly settings: Settings
  readonly form: FormDefinition | undefined
  readonly repository: Pick<Repository, 'url' | 'private'>
}

/**
 * What the channels are told when GitHub did not let Muster read anything: straight from the event, and only where the
 * event shows that people are probably owed a call. Nothing for an issue that asks for nothing, nor for a report of
 * somebody whom the event does not show as able to declare.
 */
export function readMissedCall(trigger: IssueTrigger, context: MissedContext): ChatMessage | undefined {
  const { settings, form, repository } = context
  const { hint, number } = trigger
  const issueUrl = `${repository.url}/issues/${number}`
  // Another workflow or tool asks for this very issue, and it may ask only where it may write.
  if (trigger.event === 'dispatch') {
    return describeMissed({ title: `issue ${number}`, severity: undefined, serviceName: undefined, issueUrl })
  }
  if (!hint || !mayCall(trigger, hint, context)) return undefined
  const { answers } = readAnswers(hintedIssue(number, hint), form)
  const { severity, service } = readOpening(answers, hint.title, { settings, keys: new Set() })
  const labelled = hint.labels.flatMap((label) => severityOf(label, settings.labels) ?? [])[0]
  return describeMissed({
    title: hint.title,
    severity: labelled ?? severity,
    serviceName: serviceOfIncident(settings, service)?.key ?? service,
    issueUrl,
  })
}

/** Whether this event, if GitHub had answered, would probably have called somebody. */
function mayCall(trigger: IssueTrigger, hint: IssueHint, { settings, form, repository }: MissedContext): boolean {
  const names = settings.labels
  const free = roleFor('declare', { settings, privateRepository: repository.private }) === undefined
  const known = free || hint.senderIsTrusted
  const running = hint.labels.some((label) => isLabel(label, names.incident))
  if (trigger.event === 'issue_comment') {
    const command = trigger.action === 'created' ? readCommand(hint.comment ?? '') : undefined
    const calls = command && (isAskingCommand(command.name) || command.name === 'service' || command.name === 'status')
    return calls === true && known && hint.labels.length > 0
  }
  if (trigger.action === 'reopened') return running && known
  if (trigger.action === 'labeled') {
    // GitHub lets nobody below triage set a label.
    const label = hint.change?.kind === 'labeled' ? hint.change.label : ''
    return (
      isLabel(label, names.incident) || (running && (severityOf(label, names) ?? serviceOf(label, names)) !== undefined)
    )
  }
  if (trigger.action !== 'opened') return false
  const issue = hintedIssue(trigger.number, hint)
  const record = { issue, comments: [], events: [], edits: [], ourLogin: '' }
  return known && listAsks(record, { names, byForm: readAnswers(issue, form).byForm }).length > 0
}

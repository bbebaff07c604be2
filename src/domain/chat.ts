import type { Facts } from './facts.ts'
import { describeMissed } from './missed-call.ts'
import { keysOf, keysUnder, ownComments } from './own-comments.ts'
import type { ChatMessage } from './plan.ts'
import { serviceOfIncident } from './services.ts'
import type { Snapshot } from './snapshot.ts'

/** The prefix of the board's keys that say what the general channel was told. */
export const chatPrefix = 'chat:'

/** What the general channel has been told, by earlier runs and by this one. */
export function chatTold(snapshot: Snapshot): ReadonlySet<string> {
  return new Set([...keysUnder(keysOf(ownComments(snapshot.record)), chatPrefix), ...snapshot.chat.sent])
}

/** That somebody filed an incident and nobody is called yet, since GitHub does not say whether they may. Told once. */
export function planUndecidedChat(facts: Facts, snapshot: Snapshot): readonly ChatMessage[] {
  const key = 'undecided'
  if (!snapshot.chat.configured || chatTold(snapshot).has(key) || snapshot.chat.failed.includes(key)) return []
  const serviceName = serviceOfIncident(snapshot.settings, facts.service)?.key ?? facts.service
  return [
    { ...describeMissed({ title: facts.title, severity: facts.severity, serviceName, issueUrl: facts.url }), key },
  ]
}

/**
 * What the general channel should know by now and has not been told: the opening, a raised severity, the status, the last
 * update, the end. Each is said once; only the newest of a kind is worth telling late.
 */
export function planChat(facts: Facts, snapshot: Snapshot, ended: boolean): readonly ChatMessage[] {
  if (!snapshot.chat.configured) return []
  const told = chatTold(snapshot)
  const message = (key: string, about: ChatMessage['about'], text?: string): ChatMessage => ({
    key,
    about,
    title: facts.title,
    severity: facts.severity,
    status: facts.status,
    serviceName: serviceOfIncident(snapshot.settings, facts.service)?.key ?? facts.service,
    text,
    issueUrl: facts.url,
    drill: facts.drill,
  })
  const opened = !told.has('opened')
  const last = (kind: string) => facts.timeline.findLast((entry) => entry.kind === kind)
  const messages = [
    message('opened', 'opened', facts.answers.happening),
    ...(last('severity') && !opened ? [message(`severity:${last('severity')?.at}`, 'severity')] : []),
    ...(last('status') && facts.status !== 'resolved' ? [message(`status:${last('status')?.at}`, 'status')] : []),
    ...(facts.lastUpdate ? [message(`update:${facts.lastUpdate.at}`, 'update', facts.lastUpdate.text)] : []),
    ...(facts.status === 'resolved'
      ? [message(`resolved:${last('resolved')?.at}`, 'resolved', facts.resolution?.text)]
      : []),
    ...(ended && facts.closing ? [message(`closed:${facts.closing.event}`, 'closed')] : []),
  ]
  return messages.filter(({ key }) => !told.has(key) && !snapshot.chat.failed.includes(key))
}

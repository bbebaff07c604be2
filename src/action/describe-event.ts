import type { RunEvent } from './event.ts'

/** What started this run, in a few words. Holds untrusted text. */
export function describeEvent({ trigger, eventName }: Pick<RunEvent, 'trigger' | 'eventName'>): string {
  switch (trigger.kind) {
    case 'issue':
      return `${eventName} ${trigger.action}${trigger.sender ? ` by ${trigger.sender}` : ''} on #${trigger.number}`
    case 'pull-request':
      return `pull request #${trigger.pull} of incident #${trigger.incident} closed`
    case 'sweep':
      return `sweep by ${trigger.cause}`
    case 'check':
      return 'check'
    case 'drill':
      return 'drill'
    case 'nothing':
      return trigger.detail
  }
}

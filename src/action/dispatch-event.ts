import type { Trigger } from '../domain/trigger.ts'
import { nothing } from './nothing.ts'
import { field, numberField, textField } from './payload-field.ts'

/** What the input `do` of a dispatched run may be. */
export const dispatchActions = ['check', 'drill', 'sweep', 'issue'] as const

/** `workflow_dispatch`: what a person asked for in the form of the Actions page. */
export function readDispatch(payload: unknown, run: string): Trigger {
  const asked = textField(payload, 'inputs', 'do').trim().toLowerCase()
  const given = field(payload, 'inputs', 'issue')
  const issue = typeof given === 'string' ? given.trim() : given
  const wanted = asked || (issue ? 'issue' : 'sweep')
  switch (dispatchActions.find((action) => action === wanted)) {
    case 'check':
      return { kind: 'check' }
    case 'drill': {
      const service = textField(payload, 'inputs', 'service').trim()
      return { kind: 'drill', run, ...(service && { service }) }
    }
    case 'sweep':
      return { kind: 'sweep', cause: 'dispatch' }
    case 'issue':
      return readIssueNumber(payload, 'inputs', textField(payload, 'action'))
    default:
      return nothing('malformed-event', `do: ${asked}; expected ${dispatchActions.join(', ')}`)
  }
}

/** `repository_dispatch`: one issue where the sender names one, else all of them. */
export function readRepositoryDispatch(payload: unknown): Trigger {
  const issue = field(payload, 'client_payload', 'issue')
  if (issue === undefined || issue === null || issue === '') return { kind: 'sweep', cause: 'dispatch' }
  return readIssueNumber(payload, 'client_payload', textField(payload, 'action'))
}

function readIssueNumber(payload: unknown, place: 'inputs' | 'client_payload', action: string): Trigger {
  const number = numberField(payload, place, 'issue') ?? numberField(payload, place, 'issue', 'number')
  if (number === undefined) return nothing('malformed-event', `${place}.issue is not the number of an issue`)
  return { kind: 'issue', number, event: 'dispatch', action, sender: textField(payload, 'sender', 'login') }
}

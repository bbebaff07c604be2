import type { History } from './history/read-facts.ts'

/** What a call is for, and since when. */
export interface CallCause {
  readonly kind: 'opened' | 'severity' | 'service' | 'back'
  readonly value: string
  readonly at: string
}

/** What the latest call is for: the opening, the change of severity or service since, or that it is back again. */
export function causeOf(history: History): CallCause {
  const { facts, changed, backAt = '' } = history
  // While nobody knows whether it was declared, it counts from when it was seen.
  const declaredAt = history.declaredAt ?? facts.milestones.detected ?? ''
  const { severity = '', service = '' } = changed
  if (backAt > declaredAt && backAt >= severity && backAt >= service)
    return { kind: 'back', value: Math.round(Date.parse(backAt) / 1000).toString(36), at: backAt }
  if (severity > declaredAt && severity >= service)
    return { kind: 'severity', value: facts.severity ?? '', at: severity }
  if (service > declaredAt) return { kind: 'service', value: facts.service ?? '', at: service }
  return { kind: 'opened', value: '', at: declaredAt }
}

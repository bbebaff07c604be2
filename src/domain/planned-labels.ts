import type { Facts } from './facts.ts'
import type { LabelNames } from './label-names.ts'
import {
  isLabel,
  postmortemLabel,
  postmortemOf,
  serviceLabel,
  serviceOf,
  severityLabel,
  severityOf,
  statusLabel,
  statusOf,
} from './labels.ts'
import type { Plan } from './plan.ts'
import type { PostmortemState } from './vocabulary.ts'

/** What decides about the labels of an incident. */
export interface LabelContext {
  readonly names: LabelNames
  /** The labels that the issue carries. */
  readonly present: readonly string[]
  readonly postmortem: PostmortemState | undefined
}

/** The labels an incident carries; of each family (severity, service, status, postmortem) only the true one. */
export function planLabels(
  facts: Pick<Facts, 'severity' | 'service' | 'status' | 'drill'>,
  { names, present, postmortem }: LabelContext,
): Plan['labels'] {
  const wanted = [
    names.incident,
    ...(facts.severity ? [severityLabel(facts.severity, names)] : []),
    ...(facts.service === undefined ? [] : [serviceLabel(facts.service, names)]),
    statusLabel(facts.status, names),
    ...(facts.drill ? [names.drill] : []),
    ...(postmortem ? [postmortemLabel(postmortem, names)] : []),
  ]
  const isWanted = (name: string): boolean => wanted.some((one) => isLabel(one, name))
  return { present: wanted, absent: present.filter((name) => isOfFamily(name, names) && !isWanted(name)) }
}

/** A team's own labels may begin like ours (`severity:high`, `service:web`): only what Muster can read is its own. */
function isOfFamily(name: string, names: LabelNames): boolean {
  const known = severityOf(name, names) ?? statusOf(name, names) ?? serviceOf(name, names) ?? postmortemOf(name, names)
  return known !== undefined || isLabel(name, names.unconfirmed) || isLabel(name, names.drill)
}

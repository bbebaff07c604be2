import type { Facts } from './facts.ts'
import {
  drillLabel,
  incidentLabel,
  postmortemLabel,
  serviceLabel,
  serviceOf,
  severityLabel,
  severityOf,
  statusLabel,
  statusOf,
  triageLabel,
} from './labels.ts'
import type { Plan } from './plan.ts'
import type { PostmortemState } from './vocabulary.ts'

/** The labels an incident carries; of each family (`severity:`, `service:`, `status:`, `postmortem:`) only the true one. */
export function planLabels(
  facts: Facts,
  present: readonly string[],
  postmortem: PostmortemState | undefined,
): Plan['labels'] {
  const wanted = [
    incidentLabel,
    ...(facts.severity ? [severityLabel(facts.severity)] : []),
    ...(facts.service === undefined ? [] : [serviceLabel(facts.service)]),
    statusLabel(facts.status),
    ...(facts.drill ? [drillLabel] : []),
    ...(postmortem ? [postmortemLabel(postmortem)] : []),
  ]
  const names = new Set(wanted.map((name) => name.toLowerCase()))
  return { present: wanted, absent: present.filter((name) => isOfFamily(name) && !names.has(name.toLowerCase())) }
}

function isOfFamily(name: string): boolean {
  const known = severityOf(name) ?? statusOf(name) ?? serviceOf(name)
  const lower = name.toLowerCase()
  return (
    known !== undefined ||
    lower === triageLabel ||
    lower === drillLabel ||
    /^postmortem:(open|published|none)$/i.test(name)
  )
}

import type { View } from '../act.ts'
import { timestamp } from '../clock.ts'
import type { Label, Milestone } from '../issue.ts'
import { apiUrl, webUrl } from './repository.ts'
import { presentUser } from './user.ts'

/** A label. */
export function presentLabel({ world, repository }: View, label: Label): Record<string, unknown> {
  return {
    id: label.id,
    node_id: label.nodeId,
    url: `${apiUrl(world, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: label.isDefault,
    description: label.description,
  }
}

/** A milestone, or null for none. */
export function presentMilestone(view: View, milestone: Milestone | null): Record<string, unknown> | null {
  if (milestone === null) return null
  const { world, repository } = view
  const url = `${apiUrl(world, repository)}/milestones/${milestone.number}`
  const issues = [...repository.issues.values()].filter((issue) => issue.milestone?.id === milestone.id)
  return {
    url,
    html_url: `${webUrl(world, repository)}/milestone/${milestone.number}`,
    labels_url: `${url}/labels`,
    id: milestone.id,
    node_id: milestone.nodeId,
    number: milestone.number,
    title: milestone.title,
    description: milestone.description,
    creator: presentUser(world, milestone.creator),
    open_issues: issues.filter(({ state }) => state === 'open').length,
    closed_issues: issues.filter(({ state }) => state === 'closed').length,
    state: milestone.state,
    created_at: timestamp(milestone.createdAt),
    updated_at: timestamp(milestone.updatedAt),
    due_on: milestone.dueOn && timestamp(milestone.dueOn),
    closed_at: milestone.closedAt && timestamp(milestone.closedAt),
  }
}

import type { View } from '../act.ts'
import { timestamp } from '../clock.ts'
import type { Issue, IssueComment, IssueEvent } from '../issue.ts'
import { commentsOf } from '../repository.ts'
import { presentApp } from './app.ts'
import { presentComment } from './comment.ts'
import { presentIssue } from './issue.ts'
import { apiUrl } from './repository.ts'
import { presentActor, presentUser } from './user.ts'

/** Entries that only the timeline has. */
const TIMELINE_ONLY = ['cross-referenced']

/** The events of an issue as `/issues/{number}/events` lists them, oldest first. */
export function eventsOf(issue: Issue): readonly IssueEvent[] {
  return issue.events.filter(({ event }) => !TIMELINE_ONLY.includes(event))
}

/** One event. */
export function presentEvent({ world, repository }: View, event: IssueEvent): Record<string, unknown> {
  const actor = presentActor(world, event.actor)
  const commitId = event.commitId ?? null
  return {
    id: event.id,
    node_id: event.nodeId,
    url: `${apiUrl(world, repository)}/issues/events/${event.id}`,
    actor,
    event: event.event,
    commit_id: commitId,
    commit_url: commitId && `${apiUrl(world, repository)}/commits/${commitId}`,
    created_at: timestamp(event.createdAt),
    ...(event.label ? { label: event.label } : {}),
    ...(event.assignee ? { assignee: presentActor(world, event.assignee), assigner: actor } : {}),
    ...(event.rename ? { rename: event.rename } : {}),
    ...(event.stateReason === undefined ? {} : { state_reason: event.stateReason }),
    ...(event.lockReason === undefined ? {} : { lock_reason: event.lockReason }),
    ...(event.milestone === undefined ? {} : { milestone: { title: event.milestone } }),
    ...(event.requestedReviewer
      ? { requested_reviewer: presentUser(world, event.requestedReviewer), review_requester: actor }
      : {}),
    ...event.extra,
    performed_via_github_app: presentApp(world, event.app),
  }
}

/** One line of an issue's timeline: an event or a comment. */
export type TimelineEntry = IssueEvent | IssueComment

/** Events and comments of an issue, oldest first. */
export function timelineOf(view: View, issue: Issue): readonly TimelineEntry[] {
  const entries: TimelineEntry[] = [...issue.events, ...commentsOf(view.repository, issue.number)]
  return entries.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || a.id - b.id)
}

/** A line of the timeline in GitHub's shape. */
export function presentTimelineEntry(view: View, entry: TimelineEntry): Record<string, unknown> {
  if ('body' in entry) {
    return { ...presentComment(view, entry), event: 'commented', actor: presentActor(view.world, entry.author) }
  }
  return entry.source ? presentCrossReference(view, entry, entry.source) : presentEvent(view, entry)
}

function presentCrossReference(
  { world }: View,
  event: IssueEvent,
  { repositoryId, number }: NonNullable<IssueEvent['source']>,
): Record<string, unknown> {
  const repository = [...world.repositories.values()].find(({ id }) => id === repositoryId)
  const issue = repository?.issues.get(number)
  return {
    actor: presentActor(world, event.actor),
    created_at: timestamp(event.createdAt),
    updated_at: timestamp(event.createdAt),
    source: { type: 'issue', ...(repository && issue ? { issue: presentIssue({ world, repository }, issue) } : {}) },
    event: event.event,
  }
}

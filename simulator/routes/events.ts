import { paged } from '../http/paged.ts'
import { notFound } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'
import { presentIssue } from '../state/present/issue.ts'
import { eventsOf, presentEvent } from '../state/present/issue-event.ts'
import { findIssue, READ, READ_ISSUES } from './find-issue.ts'

const EVENTS = '/repos/{owner}/{repo}/issues/events'

/** Events of issues. */
export const eventRoutes: readonly Route[] = [
  { method: 'GET', path: EVENTS, needs: READ_ISSUES, handle: listAll },
  { method: 'GET', path: `${EVENTS}/{event_id}`, needs: READ, handle: getEvent },
  { method: 'GET', path: '/repos/{owner}/{repo}/issues/{issue_number}/events', needs: READ, handle: listOfIssue },
]

function listAll(call: Call): Reply {
  return paged(
    [...allEvents(call)].sort((a, b) => b.event.id - a.event.id),
    (entry) => present(call, entry),
  )
}

function getEvent(call: Call): Reply {
  const entry = allEvents(call).find(({ event }) => event.id === Number(call.params.event_id))
  if (entry === undefined) throw notFound()
  return { status: 200, body: present(call, entry) }
}

function listOfIssue(call: Call): Reply {
  return paged(eventsOf(findIssue(call)), (event) => presentEvent(call, event))
}

function allEvents({ repository }: Call) {
  return [...repository.issues.values()].flatMap((issue) => eventsOf(issue).map((event) => ({ issue, event })))
}

function present(call: Call, { issue, event }: ReturnType<typeof allEvents>[number]): Record<string, unknown> {
  return { ...presentEvent(call, event), issue: presentIssue(call, issue) }
}

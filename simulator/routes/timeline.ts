import { paged } from '../http/paged.ts'
import type { Route } from '../http/route.ts'
import { presentTimelineEntry, timelineOf } from '../state/present/issue-event.ts'
import { findIssue, READ } from './find-issue.ts'

/** The timeline of an issue: its events and comments in order. */
export const timelineRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/timeline',
    needs: READ,
    handle: (call) => paged(timelineOf(call, findIssue(call)), (entry) => presentTimelineEntry(call, entry)),
  },
]

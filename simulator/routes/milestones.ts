import { paged } from '../http/paged.ts'
import type { Route } from '../http/route.ts'
import { presentMilestone } from '../state/present/label.ts'
import { READ } from './find-issue.ts'

/** The milestones of a repository. */
export const milestoneRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/milestones',
    needs: READ,
    handle: (call) => {
      const state = call.query.get('state') ?? 'open'
      const milestones = [...call.repository.milestones.values()]
      const wanted = milestones.filter((milestone) => state === 'all' || milestone.state === state)
      return paged(wanted, (milestone) => presentMilestone(call, milestone))
    },
  },
]

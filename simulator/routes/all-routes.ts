import type { Limits } from '../http/limits.ts'
import type { Route } from '../http/route.ts'
import { assigneeRoutes } from './assignees.ts'
import { cacheRoutes } from './caches.ts'
import { collaboratorRoutes } from './collaborators.ts'
import { commentRoutes } from './comments.ts'
import { commitRoutes } from './commits.ts'
import { compareRoutes } from './compare.ts'
import { contentsRoutes } from './contents.ts'
import { deploymentRoutes } from './deployments.ts'
import { dispatchRoutes } from './dispatches.ts'
import { eventRoutes } from './events.ts'
import { gitDataRoutes } from './git-data.ts'
import { issueRoutes } from './issues.ts'
import { labelRoutes } from './labels.ts'
import { milestoneRoutes } from './milestones.ts'
import { organizationRoutes } from './organizations.ts'
import { pullRoutes } from './pulls.ts'
import { rateLimitRoutes } from './rate-limit.ts'
import { reactionRoutes } from './reactions.ts'
import { releaseRoutes } from './releases.ts'
import { repositoryRoutes } from './repos.ts'
import { timelineRoutes } from './timeline.ts'
import { userRoutes } from './users.ts'
import { workflowRoutes } from './workflows.ts'

/** Every operation that this server knows. */
export function allRoutes(limits: Limits): readonly Route[] {
  return [
    ...assigneeRoutes,
    ...cacheRoutes,
    ...collaboratorRoutes,
    ...commentRoutes,
    ...commitRoutes,
    ...compareRoutes,
    ...contentsRoutes,
    ...deploymentRoutes,
    ...dispatchRoutes,
    ...eventRoutes,
    ...gitDataRoutes,
    ...issueRoutes,
    ...labelRoutes,
    ...milestoneRoutes,
    ...organizationRoutes,
    ...pullRoutes,
    ...rateLimitRoutes(limits),
    ...reactionRoutes,
    ...releaseRoutes,
    ...repositoryRoutes,
    ...timelineRoutes,
    ...userRoutes,
    ...workflowRoutes,
  ]
}

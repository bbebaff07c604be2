import { presentRepository } from '../../state/present/repository.ts'
import { presentOrganization } from '../../state/present/user.ts'
import type { Repository } from '../../state/repository.ts'
import type { World } from '../../state/world.ts'

/** The payload of a `schedule` event: the cron expression, the workflow's path and the repository. It has no sender. */
export function buildSchedulePayload(
  world: World,
  repository: Repository,
  due: { readonly cron: string; readonly path: string },
): Record<string, unknown> {
  const { owner } = repository
  return {
    schedule: due.cron,
    workflow: due.path,
    repository: presentRepository(world, repository),
    ...(owner.type === 'Organization' ? { organization: presentOrganization(world, owner) } : {}),
  }
}

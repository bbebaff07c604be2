import type { WorldEvent } from './event.ts'
import { presentRepository } from './present/repository.ts'
import { presentOrganization, presentUser } from './present/user.ts'
import type { World } from './world.ts'

/** Adds to a payload what every webhook carries: action, repository, organisation and sender. */
export function completePayload(world: World, event: WorldEvent): Record<string, unknown> {
  const { owner } = event.repository
  const organization = owner.type === 'Organization' ? { organization: presentOrganization(world, owner) } : {}
  return {
    ...(event.action === null ? {} : { action: event.action }),
    ...event.payload,
    repository: presentRepository(world, event.repository),
    ...organization,
    sender: presentUser(world, event.sender),
  }
}

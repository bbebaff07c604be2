import { completePayload } from '../../state/complete-payload.ts'
import type { Repository } from '../../state/repository.ts'
import type { User } from '../../state/user.ts'
import type { World } from '../../state/world.ts'

/** Where something happened and who did it. */
export interface PayloadPlace {
  readonly world: World
  readonly repository: Repository
  readonly sender: User
}

/** A payload with what every webhook carries: action, repository, organisation and sender. */
export function finishPayload(
  { world, repository, sender }: PayloadPlace,
  action: string | null,
  payload: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const byToken = { user: sender, kind: 'person', app: null, allows: () => true } as const
  return completePayload(world, { name: '', action, repository, sender, payload, byToken })
}

import type { Act } from '../act.ts'
import type { Reaction, ReactionContent } from '../issue.ts'
import { isSameUser } from '../user.ts'

/** Adds the caller's reaction, once; `isNew` tells 201 from 200. */
export function react(
  { world, caller }: Act,
  reactions: Reaction[],
  content: ReactionContent,
): { readonly reaction: Reaction; readonly isNew: boolean } {
  const known = reactions.find((one) => one.content === content && isSameUser(one.user, caller.user))
  if (known) return { reaction: known, isNew: false }
  const made = { user: caller.user, content, createdAt: world.clock.now() }
  const reaction: Reaction = { ...world.nextIdentity('Reaction'), ...made }
  reactions.push(reaction)
  return { reaction, isNew: true }
}

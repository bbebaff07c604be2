import { timestamp } from '../clock.ts'
import { REACTIONS, type Reaction } from '../issue.ts'
import type { World } from '../world.ts'
import { presentUser } from './user.ts'

/** One reaction. */
export function presentReaction(world: World, reaction: Reaction): Record<string, unknown> {
  return {
    id: reaction.id,
    node_id: reaction.nodeId,
    user: presentUser(world, reaction.user),
    content: reaction.content,
    created_at: timestamp(reaction.createdAt),
  }
}

/** How many reactions of each kind there are; `url` is the address of what was reacted to. */
export function presentRollup(reactions: readonly Reaction[], url: string): Record<string, unknown> {
  const counts = REACTIONS.map((content) => [content, reactions.filter((one) => one.content === content).length])
  return { url: `${url}/reactions`, total_count: reactions.length, ...Object.fromEntries(counts) }
}

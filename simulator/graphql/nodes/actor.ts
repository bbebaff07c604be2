import { timestamp } from '../../state/clock.ts'
import { presentUser } from '../../state/present/user.ts'
import type { User } from '../../state/user.ts'
import type { World } from '../../state/world.ts'
import type { GraphNode } from '../node.ts'

/** Somebody with a login, or null once the account is deleted. Bots go without `[bot]` here, as at GitHub. */
export function actorNode(world: World, user: User): GraphNode | null {
  return world.deleted.has(user.id) ? null : userNode(world, user)
}

function userNode(world: World, user: User): GraphNode {
  const shown = presentUser(world, user)
  const url = String(shown.html_url)
  return {
    __typename: user.type,
    id: user.nodeId,
    databaseId: user.id,
    login: user.type === 'Bot' ? user.login.replace(/\[bot\]$/, '') : user.login,
    name: user.name,
    url,
    resourcePath: new URL(url).pathname,
    avatarUrl: shown.avatar_url,
    createdAt: timestamp(user.createdAt),
    updatedAt: timestamp(user.createdAt),
  }
}

/** `viewer` is always of type `User`, also for a bot, whose login it gives in full. */
export function viewerNode(world: World, user: User): GraphNode {
  return { ...userNode(world, user), __typename: 'User', login: user.login }
}

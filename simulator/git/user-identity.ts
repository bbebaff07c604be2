import type { User, World } from '../state/world.ts'
import type { Identity } from './commit.ts'

/** Who commits what is made by GitHub itself: merges, and what bots commit without naming a committer. */
export function gitHubIdentity(date: Date): Identity {
  return { name: 'GitHub', email: 'noreply@github.com', date }
}

/** The identity under which somebody's commits are made, with the address that GitHub gives to everybody. */
export function identityOf(user: User, date: Date): Identity {
  return { name: user.name ?? user.login, email: `${user.id}+${user.login}@users.noreply.github.com`, date }
}

/** The user behind a commit's address, or null. Only GitHub's own addresses are known. */
export function findUserByEmail(world: World, email: string): User | null {
  const login = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/.exec(email)?.[1]
  return (login !== undefined && world.user(login)) || null
}

import type { World } from './world.ts'

/**
 * Deletes an account. What it wrote and did stays, but GitHub no longer says by whom; its reactions, roles, memberships,
 * assignments and tokens are gone, and nobody of that login is known any more.
 */
export function deleteUser(world: World, login: string): void {
  const user = world.user(login)
  if (user?.type !== 'User') throw new Error(`There is no person ${login}`)
  const key = user.login.toLowerCase()
  world.users.delete(key)
  world.deleted.add(user.id)
  for (const members of world.members.values()) members.delete(key)
  for (const team of world.teams.values()) team.members.delete(key)
  for (const [value, token] of world.tokens) if (token.user.id === user.id) world.tokens.delete(value)
  for (const repository of world.repositories.values()) {
    repository.roles.delete(key)
    for (const issue of repository.issues.values()) {
      issue.assignees = issue.assignees.filter(({ id }) => id !== user.id)
      takeReactions(issue.reactions, user.id)
    }
    for (const comment of repository.comments.values()) takeReactions(comment.reactions, user.id)
  }
}

function takeReactions(reactions: { readonly user: { readonly id: number } }[], id: number): void {
  const left = reactions.filter(({ user }) => user.id !== id)
  reactions.splice(0, reactions.length, ...left)
}

import { callerForPerson } from '../http/authenticate.ts'
import { findRepository } from '../http/authorize.ts'
import { notFound, Problem } from '../http/problem.ts'
import type { Act } from '../state/act.ts'
import type { Issue, IssueComment } from '../state/issue.ts'
import type { Repository } from '../state/repository.ts'
import { roleOf } from '../state/roles.ts'
import { isSameUser, type Role, reaches, type User } from '../state/user.ts'
import { type ControlCall, textOf } from './control-route.ts'

/** What the person named by `login` does on the repository of the path. Throws 404 where they may not see it. */
export function actOf(call: ControlCall): Act {
  const { world, params } = call
  const login = textOf(call, 'login')
  const user = world.user(login)
  if (user === undefined) throw new Problem(404, `There is no user ${login}`)
  const caller = callerForPerson(world, user)
  const repository = findRepository(world, caller, `${params.owner}/${params.repo}`)
  world.noteWrite(repository)
  return { world, caller, repository }
}

/** The repository of the path, for what nobody in particular does. */
export function repositoryOf({ world, params }: ControlCall): Repository {
  const repository = world.repository(`${params.owner}/${params.repo}`)
  if (repository === undefined) throw new Error(`There is no repository ${params.owner}/${params.repo}`)
  return repository
}

/** The issue of the path. Throws 404. */
export function issueOf({ params }: ControlCall, { repository }: Act): Issue {
  const issue = repository.issues.get(Number(params.issue_number))
  if (issue === undefined) throw notFound()
  return issue
}

/** The comment that `commentId` names, if it is given. Throws 404. */
export function commentOf({ body }: ControlCall, { repository }: Act): IssueComment | undefined {
  if (body.commentId === undefined) return undefined
  const comment = repository.comments.get(Number(body.commentId))
  if (comment === undefined) throw notFound()
  return comment
}

/** Throws 403 unless the person wrote the text or has at least this role. */
export function requireWriter({ world, repository, caller }: Act, author: User | null, minimum: Role): void {
  if (isSameUser(author, caller.user) || reaches(roleOf(world, repository, caller.user), minimum)) return
  throw new Problem(403, `This needs the role ${minimum}`)
}

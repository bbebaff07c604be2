import { CommitRefused, type CreateCommitOnBranchInput, createCommitOnBranch } from '../git/commit-on-branch.ts'
import { callerForPerson } from '../http/authenticate.ts'
import type { IssueComment } from '../state/issue.ts'
import { readNodeId } from '../state/node-id.ts'
import { canRead, roleOf } from '../state/roles.ts'
import { reaches } from '../state/user.ts'
import { GraphqlProblem } from './graphql-problem.ts'
import type { Arguments, Sight } from './node.ts'
import { commitNode, refNode } from './nodes/git-object.ts'
import { commentNode } from './nodes/issue.ts'
import type { GraphqlCall } from './root.ts'

/** The mutations that this server covers. */
export function mutationRoot(call: GraphqlCall): Record<string, unknown> {
  return {
    createCommitOnBranch: (args: Arguments) => commit(call, args.input),
    minimizeComment: (args: Arguments) => setMinimized(call, args.input, true),
    unminimizeComment: (args: Arguments) => setMinimized(call, args.input, false),
  }
}

function commit(call: GraphqlCall, input: unknown): Record<string, unknown> {
  call.limits.countContent(call.caller)
  try {
    // The schema has checked the input's shape.
    const made = createCommitOnBranch(call, input as CreateCommitOnBranchInput)
    const sight: Sight = { ...call, repository: made.repository }
    return { ...echo(input), commit: commitNode(sight, made.commit), ref: () => refNode(sight, made.ref) }
  } catch (error) {
    throw error instanceof CommitRefused ? new GraphqlProblem(error.type, error.message) : error
  }
}

function setMinimized(call: GraphqlCall, input: unknown, minimized: boolean): Record<string, unknown> {
  const fields: Readonly<Record<string, unknown>> = Object(input)
  const { sight, comment } = findComment(call, String(fields.subjectId))
  const { caller, world, repository } = sight
  const may =
    caller.kind === 'person'
      ? reaches(roleOf(world, repository, caller.user), 'triage')
      : caller.allows({ permission: 'issues', access: 'write' }, repository)
  if (!may) throw new GraphqlProblem('FORBIDDEN', 'Resource not accessible by integration')
  comment.minimizedReason = minimized ? String(fields.classifier).toLowerCase().replace('_', '-') : null
  const shown = commentNode(sight, comment)
  return { ...echo(input), [minimized ? 'minimizedComment' : 'unminimizedComment']: shown }
}

function findComment(call: GraphqlCall, nodeId: string): { readonly sight: Sight; readonly comment: IssueComment } {
  const id = readNodeId(nodeId)?.id ?? 0
  for (const repository of call.world.repositories.values()) {
    const comment = repository.comments.get(id)
    if (comment && canSee(call, { ...call, repository })) return { sight: { ...call, repository }, comment }
  }
  throw new GraphqlProblem('NOT_FOUND', `Could not resolve to a node with the global id of '${nodeId}'`)
}

function canSee({ world, caller }: GraphqlCall, { repository }: Sight): boolean {
  if (caller.kind === 'person') return canRead(world, repository, callerForPerson(world, caller.user).user)
  return caller.allows({ permission: 'metadata', access: 'read' }, repository)
}

function echo(input: unknown): Record<string, unknown> {
  const fields: Readonly<Record<string, unknown>> = Object(input)
  return { clientMutationId: fields.clientMutationId ?? null }
}

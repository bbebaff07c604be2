import { callerForPerson } from '../../simulator/http/authenticate.ts'
import { createComment } from '../../simulator/state/issues/comments.ts'
import { commentsOf } from '../../simulator/state/repository.ts'
import type { Stage } from './stage.ts'

/**
 * Lets Erin and Sam write remarks until the issue holds that many comments, a second apart and without HTTP. Nobody runs
 * for them: their events are dropped.
 */
export function writeComments(stage: Stage, number: number, until: number): void {
  const { world, repository, inbox } = stage
  const issue = repository.issues.get(number)
  const [erin, sam] = [world.user('erin'), world.user('sam')]
  if (!issue || !erin || !sam) throw new Error(`There is no #${number}, or nobody to comment on it`)
  for (let written = commentsOf(repository, number).length; written < until; written += 1) {
    world.clock.advance(1000)
    const text = `Node ${written} answers again after ${written % 40} s; the queue in front of it is at ${written * 7}.`
    createComment({ world, repository, caller: callerForPerson(world, written % 2 === 0 ? erin : sam) }, issue, text)
  }
  inbox.take()
}

import { type OwnText, ownTexts, readEndState } from './end-state.ts'
import type { Stage } from './stage.ts'

/** Thrown when what GitHub holds is not what was expected; says both. */
class NotHeld extends Error {
  override readonly name = 'NotHeld'
}

/** Throws unless `holds`, with what was expected and what was found. */
export function expectHeld(holds: boolean, expected: string, found: unknown): void {
  if (holds) return
  const shown = typeof found === 'string' ? found : JSON.stringify(found, null, 2)
  throw new NotHeld(`Expected: ${expected}\nFound: ${shown ?? 'nothing'}`)
}

/** The board of an issue. Throws where there is none, or more than one. */
export function boardOf({ repository }: Stage, issue: number): string {
  const own = ownTexts(repository, issue)
  const boards = own.filter(({ key }) => key === 'board')
  expectHeld(boards.length === 1, `exactly one board on #${issue}`, own)
  return boards[0]?.text ?? ''
}

/** Our comments but the board, oldest first. */
export function saidBeside({ repository }: Stage, issue: number): readonly OwnText[] {
  return ownTexts(repository, issue).filter(({ key }) => key !== 'board')
}

/** The names of an issue's labels, sorted. */
export function labelsOf({ repository }: Stage, issue: number): readonly string[] {
  const labels = repository.issues.get(issue)?.labels ?? []
  return labels.map(({ name }) => name).sort()
}

/** Whether an issue is open or closed. */
export function stateOf({ repository }: Stage, issue: number): string {
  return repository.issues.get(issue)?.state ?? 'gone'
}

/** The logins assigned to an issue, sorted. */
export function assigneesOf({ repository }: Stage, issue: number): readonly string[] {
  return (repository.issues.get(issue)?.assignees ?? []).map(({ login }) => login).sort()
}

/** Whom our texts in an issue mentioned so that GitHub told them, once for each time, sorted. */
export function calledIn({ world }: Stage, issue: number): readonly string[] {
  return world.notifications
    .filter(
      ({ by, reason, subject }) => by.endsWith('[bot]') && /mention/.test(reason) && subject.endsWith(`#${issue}`),
    )
    .map(({ login }) => login)
    .sort()
}

/** Nobody was called twice in an issue. */
export function expectCalledOnce(stage: Stage, issue: number, logins: readonly string[]): void {
  const called = calledIn(stage, issue)
  expectHeld(called.join() === [...logins].sort().join(), `called once each: ${[...logins].sort().join(', ')}`, called)
}

/** Our reactions on a comment, sorted. */
export function reactionsOn({ repository }: Stage, comment: number): readonly string[] {
  const reactions = repository.comments.get(comment)?.reactions ?? []
  return reactions
    .filter(({ user }) => user.type === 'Bot')
    .map(({ content }) => content)
    .sort()
}

/** Nothing was asked of GitHub, or answered by the simulator, against GitHub's own description. */
export function expectNoViolation({ world }: Stage): void {
  expectHeld(world.violations.length === 0, 'no violation of GitHub’s description', world.violations)
}

/** What GitHub holds now. */
export function endStateOf({ world, repository }: Stage): ReturnType<typeof readEndState> {
  return readEndState(world, repository)
}

import { setTimeout as sleep } from 'node:timers/promises'
import { type JobAnswers, measure, type RaceSide, type Shot } from '../answers.ts'
import { ask } from '../ask.ts'
import { makeLabel, waitForLabel } from '../label.ts'
import { type Place, readNumber, requireText } from '../place.ts'
import { readStage, type Stage } from '../stage.ts'

const kinds = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const

/**
 * One of two jobs that ask for the same thing at the same moment, again and again: first labels, then reactions. The left
 * one says by the clock when they begin, and afterwards measures how soon a deleted label can be had again.
 */
export async function race(place: Place, env: NodeJS.ProcessEnv): Promise<JobAnswers> {
  const side = requireText(env, 'SIDE') === 'left' ? 'left' : 'right'
  const rounds = readNumber(env, 'ROUNDS')
  const met = await measure(() => raceOn(place, side, { rounds, stage: readStage(env) }))
  if (side === 'right') return { right: met }
  return { left: met, relock: await measure(() => lockAgain(place)) }
}

async function raceOn(
  place: Place,
  side: 'left' | 'right',
  { rounds, stage }: { readonly rounds: number; readonly stage: Stage },
): Promise<RaceSide> {
  const start = await agreeOnStart(place, side)
  const labels = Array.from({ length: rounds }, (_, round) => `${place.mark}-race-${round + 1}`)
  const subjects = [stage.issue, ...stage.comments].flatMap((_, index) => kinds.map((kind) => ({ index, kind })))
  const second = start + (rounds + 5) * place.pace
  return {
    labels: await shoot(place, start, labels, (name) => makeLabel(place, name)),
    reactions: await shoot(place, second, subjects, ({ index, kind }) => react(place, stage, { index, kind })),
  }
}

/** Both say that they are there; the left one then names a moment, ten paces from now. */
async function agreeOnStart(place: Place, side: 'left' | 'right'): Promise<number> {
  const name = (what: string) => `${place.mark}-${what}`
  await makeLabel(place, name(`${side}-here`))
  await waitForLabel(place, name(side === 'left' ? 'right-here' : 'left-here'))
  if (side === 'left') {
    const start = new Date(Date.now() + 10 * place.pace).toISOString()
    await makeLabel(place, name('start'), start)
    return Date.parse(start)
  }
  return Date.parse(await waitForLabel(place, name('start')))
}

/** One request a pace, each at its moment; where one came late, the next goes at once. */
async function shoot<Target>(
  { pace }: Place,
  start: number,
  targets: readonly Target[],
  ask: (target: Target) => Promise<number>,
): Promise<readonly Shot[]> {
  const shots: Shot[] = []
  for (const [index, target] of targets.entries()) {
    await sleep(Math.max(0, start + index * pace - Date.now()))
    const sent = Date.now()
    const status = await ask(target)
    shots.push({ round: index + 1, sent, answered: Date.now(), status })
  }
  return shots
}

/** Subject 0 is the issue, the others are its comments. */
async function react(
  { octokit, at }: Place,
  { issue, comments }: Stage,
  { index, kind }: { readonly index: number; readonly kind: (typeof kinds)[number] },
): Promise<number> {
  const { reactions } = octokit.rest
  const comment = comments[index - 1]
  const { status } = await (comment === undefined
    ? ask(reactions.createForIssue({ ...at, issue_number: issue, content: kind }))
    : ask(reactions.createForIssueComment({ ...at, comment_id: comment, content: kind })))
  return status
}

/** Deletes a label and asks for it again at once, ten times. */
async function lockAgain(place: Place): Promise<readonly number[]> {
  const { octokit, at, mark, pace } = place
  const name = `${mark}-again`
  await makeLabel(place, name)
  const statuses: number[] = []
  for (let round = 0; round < 10; round += 1) {
    await sleep(pace)
    await octokit.rest.issues.deleteLabel({ ...at, name })
    statuses.push(await makeLabel(place, name))
  }
  return statuses
}

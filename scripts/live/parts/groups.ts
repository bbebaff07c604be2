import { setTimeout as sleep } from 'node:timers/promises'
import { type GroupTurns, type JobAnswers, measure } from '../answers.ts'
import { hasLabel, makeLabel, waitForLabel } from '../label.ts'
import { lookUntil, type Place, requireText } from '../place.ts'

/**
 * Starts four runs of live-group.yml whose jobs are in one concurrency group: one holds it, two wait one after the other, and
 * the job of the last is skipped by its `if:`. They tell by labels how far they came.
 */
export async function tryGroups(place: Place, env: NodeJS.ProcessEnv): Promise<JobAnswers> {
  return { groups: await measure(() => takeTurns(place, requireText(env, 'GITHUB_REF_NAME'))) }
}

async function takeTurns(place: Place, ref: string): Promise<GroupTurns> {
  const { octokit, at, mark, pace } = place
  const name = (run: string, step: string) => `${mark}-group-${run}-${step}`
  const start = (run: string, part: 'hold' | 'pass' | 'skip') =>
    octokit.rest.actions.createWorkflowDispatch({
      ...at,
      workflow_id: 'live-group.yml',
      ref,
      inputs: { mark: `${mark}-group-${run}`, part },
    })
  // A job that waits cannot say so: it is given time to reach the group.
  const settle = () => sleep(8 * pace)
  await start('a', 'hold')
  await waitForLabel(place, name('a', 'in'))
  for (const run of ['b', 'c']) {
    await start(run, 'pass')
    await waitForLabel(place, name(run, 'here'))
    await settle()
  }
  await start('d', 'skip')
  await waitForLabel(place, name('d', 'out'))
  await settle()
  await makeLabel(place, name('a', 'go'))
  await waitForLabel(place, name('a', 'out'))
  const cameIn = await lookUntil(place, 60, async () => (await hasLabel(place, name('c', 'in'))) || undefined)
  await settle()
  return {
    holder: await hasLabel(place, name('a', 'in')),
    firstWaiting: await hasLabel(place, name('b', 'in')),
    secondWaiting: cameIn === true,
    skippedEnded: await hasLabel(place, name('d', 'out')),
  }
}

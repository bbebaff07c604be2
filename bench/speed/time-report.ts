import { availableParallelism, cpus, loadavg } from 'node:os'
import type { ColdStart } from './cold-start.ts'
import { type Goal, goalTable, tableOf } from './goal.ts'
import type { Spread } from './spread.ts'
import type { TimePlan, Times } from './time-act.ts'

/** Times of every act, and of starting. */
export interface AllTimes {
  readonly starts: readonly ColdStart[]
  readonly acts: readonly Times[]
  readonly plan: TimePlan
}

/** The times as they stand in the document, with the machine that they come from. */
export function timeReport({ starts, acts, plan }: AllTimes): string {
  const near = 'ms at 0 ms latency'
  const far = `ms at ${plan.latency} ms`
  const rows = acts.map(({ name, wall, wallFar, user, peak }) => [name, ...[wall, wallFar, user, peak].map(show)])
  return [
    machine(plan),
    goalTable(goalsOf(starts, acts)),
    tableOf(
      ['start', 'ms to the first line', 'user CPU, ms'],
      starts.map(({ name, firstLine, user }) => [name, show(firstLine), show(user)]),
    ),
    tableOf(['event', near, far, 'user CPU, ms', 'peak memory, MB'], rows),
  ].join('\n\n')
}

function machine({ repetitions }: TimePlan): string {
  const load = loadavg()
    .map((value) => value.toFixed(1))
    .join(', ')
  return `Best · median of ${repetitions} runs; Node ${process.versions.node}, ${availableParallelism()} cores of ${cpus()[0]?.model.trim() ?? 'an unknown kind'}, load ${load} (1, 5, 15 min) at the end. Goals are judged by the best: other work on the machine only ever adds.`
}

function goalsOf(starts: readonly ColdStart[], acts: readonly Times[]): readonly Goal[] {
  const [, empty, muster] = starts
  const many = acts.find(({ name }) => name.startsWith('1,000 runbooks, in the checkout'))
  if (!empty || !muster || !many) throw new Error('What the goals speak of was not timed')
  const ratio = muster.firstLine.best / empty.firstLine.best
  const ofProcessor = muster.user.best / empty.user.best
  const { wall, peak } = many
  return [
    {
      goal: 'first line within 2 × an empty bundle',
      measured: `${ratio.toFixed(2)} × (of the processor ${ofProcessor.toFixed(2)} ×)`,
      held: ratio <= 2,
    },
    {
      goal: '1,000 runbooks in the checkout: whole process < 1 s',
      measured: `${Math.round(wall.best)} ms`,
      held: wall.best < 1000,
    },
    { goal: 'the same: < 250 MB', measured: `${Math.round(peak.best)} MB`, held: peak.best < 250 },
  ]
}

function show({ best, median }: Spread): string {
  return `${Math.round(best)} · ${Math.round(median)}`
}

import type { Count } from './count-act.ts'
import { type Goal, goalTable, tableOf } from './goal.ts'

/** Counts of every act, by how they belong together. */
export interface Counts {
  readonly events: readonly Count[]
  readonly sweeps: readonly Count[]
  readonly runbooks: readonly Count[]
  readonly comments: readonly Count[]
}

/** The counts as they stand in the document. */
export function countReport(counts: Counts): string {
  return [
    goalTable(goalsOf(counts)),
    table('event', counts.events),
    table('sweep, nothing due', counts.sweeps),
    table('new incident among', counts.runbooks),
    table('incident with', counts.comments),
  ].join('\n\n')
}

function table(head: string, counts: readonly Count[]): string {
  const rows = counts.map(({ name, requests, writes, untilBoard, inAll }) => {
    return [name, String(requests), String(writes), untilBoard === undefined ? '–' : String(untilBoard), String(inAll)]
  })
  return tableOf([head, 'requests', 'of them writes', 'round trips until the board', 'round trips in all'], rows)
}

function goalsOf(counts: Counts): readonly Goal[] {
  const all = Object.values(counts).flat()
  const find = (start: string) => {
    const found = all.filter(({ name }) => name.startsWith(start))
    if (found.length === 0) throw new Error(`Nothing was counted for "${start}"`)
    return found
  }
  const most = (start: string, of: (count: Count) => number) => Math.max(...find(start).map(of))
  const requests = ({ requests: number }: Count) => number
  const board = most('new incident', ({ untilBoard }) => untilBoard ?? Number.POSITIVE_INFINITY)
  const opening = most('new incident', requests)
  const nothing = most('event that changes nothing', requests)
  const written = most('event that changes nothing', ({ writes }) => writes)
  const runbooks = most('5,000 runbooks, by the API', requests)
  const comments = most('2,400 comments', requests)
  const sweep = most('sweep of 50', requests)
  return [
    { goal: 'new incident: the board stands after ≤ 4 round trips', measured: `${board}`, held: board <= 4 },
    { goal: 'new incident: ≤ 12 requests in all', measured: `${opening}`, held: opening <= 12 },
    {
      goal: 'event that changes nothing: 0 writes, ≤ 5 requests',
      measured: `${written}, ${nothing}`,
      held: written === 0 && nothing <= 5,
    },
    { goal: '5,000 runbooks by the API: ≤ 60 requests', measured: `${runbooks}`, held: runbooks <= 60 },
    { goal: '2,400 comments: ≤ 32 requests', measured: `${comments}`, held: comments <= 32 },
    { goal: 'sweep of 50 open incidents: ≤ 120 requests', measured: `${sweep}`, held: sweep <= 120 },
  ]
}

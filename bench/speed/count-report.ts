import type { Count } from './count-act.ts'
import { goalTable, tableOf } from './goal.ts'

/** How counts grow, by what grows. */
export interface Growth {
  readonly sweeps: readonly Count[]
  readonly runbooks: readonly Count[]
  readonly comments: readonly Count[]
}

/** The counts of single events as they stand in the document. */
export function eventReport(counts: readonly Count[]): string {
  const most = mostOf(counts)
  const board = most('new incident', ({ untilBoard }) => untilBoard ?? Number.POSITIVE_INFINITY)
  const opening = most('new incident', requestsOf)
  const nothing = most('event that changes nothing', requestsOf)
  const written = most('event that changes nothing', ({ writes }) => writes)
  const goals = [
    { goal: 'new incident: the board stands after ≤ 4 round trips', measured: `${board}`, held: board <= 4 },
    { goal: 'new incident: ≤ 12 requests in all', measured: `${opening}`, held: opening <= 12 },
    {
      goal: 'event that changes nothing: 0 writes, ≤ 5 requests',
      measured: `${written}, ${nothing}`,
      held: written === 0 && nothing <= 5,
    },
  ]
  return [goalTable(goals), table('event', counts)].join('\n\n')
}

/** The counts of what grows as they stand in the document. */
export function growthReport({ sweeps, runbooks, comments }: Growth): string {
  const most = mostOf([...sweeps, ...runbooks, ...comments])
  const byApi = most('5,000 runbooks, by the API', requestsOf)
  const [remark, command] = [
    most('2,400 comments, then a remark', requestsOf),
    most('2,400 comments, then a command', requestsOf),
  ]
  const sweep = most('sweep of 50', requestsOf)
  const goals = [
    { goal: '5,000 runbooks by the API: ≤ 60 requests', measured: `${byApi}`, held: byApi <= 60 },
    {
      goal: '2,400 comments, a remark and a command: ≤ 32 requests',
      measured: `${remark}, ${command}`,
      held: Math.max(remark, command) <= 32,
    },
    { goal: 'sweep of 50 open incidents: ≤ 120 requests', measured: `${sweep}`, held: sweep <= 120 },
  ]
  return [
    goalTable(goals),
    table('sweep, nothing due', sweeps),
    table('new incident among', runbooks),
    table('incident with', comments),
  ].join('\n\n')
}

function requestsOf({ requests }: Count): number {
  return requests
}

/** The most that any act whose name begins so was counted with. */
function mostOf(counts: readonly Count[]): (start: string, of: (count: Count) => number) => number {
  return (start, of) => {
    const found = counts.filter(({ name }) => name.startsWith(start))
    if (found.length === 0) throw new Error(`Nothing was counted for "${start}"`)
    return Math.max(...found.map(of))
  }
}

function table(head: string, counts: readonly Count[]): string {
  const rows = counts.map(({ name, requests, writes, untilBoard, inAll }) => {
    return [name, String(requests), String(writes), untilBoard === undefined ? '–' : String(untilBoard), String(inAll)]
  })
  return tableOf([head, 'requests', 'of them writes', 'round trips until the board', 'round trips in all'], rows)
}

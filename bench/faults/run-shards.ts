import { fork } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { faultStories } from '../../__tests__/support/fault-stories.ts'
import type { Cell } from '../../__tests__/support/strike-cell.ts'
import type { Selection, Task } from './shard.ts'

/** What to play: every cell of a matrix, or so many pairs in all. */
export type Order = Selection & Pick<Task, 'part' | 'pairs'>

/** Into how many tasks a story is cut, so that workers end at about the same time. */
const shares = 4

/** Plays an order in worker processes and gives all cells; tells on the way how far it is. */
export async function runShards(order: Order, workers: number, save?: string): Promise<readonly Cell[]> {
  const tasks = [...listTasks(order)]
  const total = tasks.length
  const cells: Cell[] = []
  const work = async (): Promise<void> => {
    for (let task = tasks.shift(); task; task = tasks.shift()) {
      const found = await playApart(task)
      cells.push(...found)
      if (save) appendFileSync(save, found.map((cell) => `${JSON.stringify({ part: task.part, cell })}\n`).join(''))
      const done = `${total - tasks.length}/${total}`
      process.stderr.write(`${done} ${task.part} ${task.story} ${task.share[0] + 1}: ${found.length} cells\n`)
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  return cells
}

function listTasks(order: Order): readonly Task[] {
  const stories = order.stories ?? Object.keys(faultStories)
  const pairs = Math.ceil(order.pairs / stories.length / shares)
  return stories.flatMap((story) =>
    Array.from({ length: shares }, (_, index) => ({ ...order, story, pairs, share: [index, shares] as const })),
  )
}

/** A process for each task, and a session for each process: nothing that one leaves behind reaches the next. */
function playApart(task: Task): Promise<readonly Cell[]> {
  const cells: Cell[] = []
  const worker = fork(join(import.meta.dirname, 'worker.ts'), [JSON.stringify(task)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    detached: true,
  })
  worker.on('message', (cell: Cell) => cells.push(cell))
  return new Promise((resolve, reject) => {
    worker.on('exit', (code) => {
      if (code === 0) resolve(cells)
      else reject(new Error(`${task.part} of ${task.story} ended with ${code}`))
    })
  })
}

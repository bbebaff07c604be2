import { playTask, type Task } from './shard.ts'

const task: Task = JSON.parse(process.argv[2] ?? '')
await playTask(task, (cell) => process.send?.(cell))
process.disconnect()

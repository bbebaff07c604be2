// Notes in the runner's folder that it has started, waits while a file `closed` is there, and then follows the orders for
// its `part`: outputs, and an exit code.
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const folder = join(process.env.HOME, '../..')
const { GITHUB_RUN_ID: run, GITHUB_JOB: job, INPUT_PART: part } = process.env
mkdirSync(join(folder, 'started'), { recursive: true })
writeFileSync(join(folder, 'started', `${run}-${job}`), '')
while (existsSync(join(folder, 'closed'))) await setTimeout(10)

const orders = join(folder, 'orders.json')
const { outputs = {}, exitCode = 0 } = (existsSync(orders) && JSON.parse(readFileSync(orders, 'utf8'))[part]) || {}
const told = {
  ...outputs,
  chat: process.env['INPUT_CHAT-URL'],
  label: process.env.INPUT_LABEL,
  files: readdirSync('.', { recursive: true }).join('\n'),
}
for (const [name, value] of Object.entries(told)) {
  appendFileSync(process.env.GITHUB_OUTPUT, `${name}<<~~\n${value}\n~~\n`)
}
process.exitCode = exitCode

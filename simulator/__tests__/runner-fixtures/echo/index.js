// Tells what it sees: its environment and event as outputs, commands on both streams, and what `INPUT_PART` asks for.
import { appendFileSync, readFileSync } from 'node:fs'

const event = JSON.parse(readFileSync(process.env.GITHUB_EVENT_PATH, 'utf8'))
const output = (name, value) => appendFileSync(process.env.GITHUB_OUTPUT, `${name}<<~~\n${value}\n~~\n`)

output('environment', JSON.stringify(process.env))
output('event', JSON.stringify(event))
output('cwd', process.cwd())
output('part', process.env.INPUT_PART)
appendFileSync(process.env.GITHUB_ENV, 'FROM_ECHO=yes\n')
appendFileSync(process.env.GITHUB_STEP_SUMMARY, '# Summary\n')

console.log('::warning file=a.ts,line=3,title=T::careful%0Atwo lines')
console.error('text ##[error]at the end')
console.log('::add-mask::hush')
console.log('hush, please')

if (process.env.INPUT_PART === 'fail') process.exitCode = 1
if (process.env.INPUT_PART === 'hang') {
  process.on('SIGINT', () => console.log('interrupted'))
  appendFileSync(`${process.env.RUNNER_TEMP}/hanging`, '')
  setInterval(() => undefined, 1000)
}
if (process.env.INPUT_PART === 'wait') setTimeout(() => undefined, 300)

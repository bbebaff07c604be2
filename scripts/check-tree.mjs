// Fails when the working tree differs from its commit: a check or a test has left something behind.
import { execFileSync } from 'node:child_process'

const changed = execFileSync('git', ['status', '--porcelain'], { encoding: 'utf8' })
if (changed !== '') {
  console.error(`The working tree is not clean:\n${changed}`)
  process.exitCode = 1
} else console.log('the working tree is clean')

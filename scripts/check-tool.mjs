// What the checks by foreign tools share. A tool that cannot be had is skipped, with a last line `skipped: <why>`.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Where tools are kept between runs; git ignores it and `npm ci` empties it. */
export const toolsFolder = fileURLToPath(new URL('../node_modules/.cache/muster-checks', import.meta.url))

/** Three minutes, in milliseconds: a proxy that does not answer must not hold up everything else. */
const timeout = 180_000

/** Runs a program to its end, in the environment and the folder given. `lastLine` is the last thing it said. */
export function run(program, args, { env = process.env, cwd } = {}) {
  const { status, error, stdout, stderr } = spawnSync(program, args, { env, cwd, timeout, encoding: 'utf8' })
  const output = `${stdout ?? ''}${stderr ?? ''}${error ? error.message : ''}`.trimEnd()
  return { ok: status === 0, output, lastLine: output.split('\n').at(-1) ?? '' }
}

/** Whether a program can be run at all. */
export function isThere(program, args) {
  return run(program, args).ok
}

/** Says that a tool could not be had. */
export function skip(name, why) {
  console.log(`skipped: ${name}, because ${why}`)
}

/** Prints what a tool found and passes its verdict on. */
export function finish(name, { ok, output }) {
  if (output !== '') console.log(output)
  if (ok) console.log(`${name}: nothing found`)
  else process.exitCode = 1
}

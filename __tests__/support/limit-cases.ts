import { appendFileSync } from 'node:fs'
import { expect } from '@jest/globals'
import type { Plugin, RunDetails } from 'fast-check'
import { cpuTime } from './cpu-time.ts'

/** What one case of any property may cost: milliseconds of processor time, and how far it may push the process's peak memory. */
const maxTime = 2_000
const maxMemory = 256

/**
 * Fails every case that costs more than 2 s of processor time or 256 MB, so that fast-check shrinks it as it shrinks a
 * wrong answer. With `MUSTER_FIGURES` set, adds one line of JSON for each property to the file of that name.
 */
export const limitCases: Plugin<unknown> = () => {
  const start = cpuTime()
  let slowest = 0
  return {
    decorateRun: (run) => (value) => {
      const before = { time: cpuTime(), memory: peakMemory() }
      const outcome = run(value)
      return outcome instanceof Promise ? outcome.then(judge) : judge(outcome)

      function judge<Outcome>(result: Outcome): Outcome | { readonly error: Error } {
        const time = cpuTime() - before.time
        const memory = peakMemory() - before.memory
        slowest = Math.max(slowest, time)
        if (time < maxTime && memory < maxMemory) return result
        return { error: new Error(`this case took ${Math.round(time)} ms and ${Math.round(memory)} MB`) }
      }
    },
    onAllRunsComplete: (details) => {
      record(details, { slowest: Math.round(slowest), time: Math.round(cpuTime() - start) })
    },
  }
}

/** The most memory that this process ever held, in MB. */
function peakMemory(): number {
  return process.resourceUsage().maxRSS / 1024
}

function record(
  { numRuns, numSkips, seed, failed }: RunDetails<unknown>,
  cost: { readonly slowest: number; readonly time: number },
): void {
  const file = process.env.MUSTER_FIGURES
  if (!file) return
  const { currentTestName, testPath } = expect.getState()
  const line = {
    test: currentTestName,
    file: testPath?.replace(`${process.cwd()}/`, ''),
    ...{ cases: numRuns, skipped: numSkips, seed, failed },
    ...{ ...cost, peak: Math.round(peakMemory()) },
  }
  appendFileSync(file, `${JSON.stringify(line)}\n`)
}

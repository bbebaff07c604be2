import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CapturedEvent } from '../../__tests__/support/inbox.ts'
import { type Stage, setStage } from '../../__tests__/support/stage.ts'
import type { Act } from './act.ts'
import { type Spread, spreadOf } from './spread.ts'

/** What the run of an act takes, both jobs of the workflow together. */
export interface Times {
  readonly name: string
  /** Milliseconds from starting the process to its end, at zero latency and at the other one. */
  readonly wall: Spread
  readonly wallFar: Spread
  /** Milliseconds of processor time in user mode. */
  readonly user: Spread
  /** Largest resident memory of the process, in MB; of the larger one where there are two jobs. */
  readonly peak: Spread
}

interface Sample {
  readonly wall: number
  readonly user: number
  readonly peak: number
}

/** How often, and how far away the server is the second time, in milliseconds. */
export interface TimePlan {
  readonly repetitions: number
  readonly latency: number
}

const preload = join(import.meta.dirname, 'report-usage.cjs')

/** Runs the bundle for an act as a child process, several times at each latency. */
export async function timeAct(act: Act, { repetitions, latency }: TimePlan): Promise<Times> {
  const near: Sample[] = []
  const far: Sample[] = []
  const wanted = act.heavy ? Math.min(2, repetitions) : repetitions
  // A run that writes changes what the next one would find, so each has a stage of its own.
  const stages = act.writesNothing ? 1 : wanted * 2
  for (let turn = 0; turn < stages; turn += 1) {
    const stage = await setStage(act.wish)
    try {
      const event = await act.prepare(stage)
      await stage.github.warmUp()
      for (const samples of act.writesNothing ? [near, far] : [turn < wanted ? near : far]) {
        stage.world.options.latency = samples === far ? latency : 0
        const times = act.writesNothing ? wanted : 1
        for (let time = 0; time < times; time += 1) samples.push(await runOnce(stage, event))
      }
    } finally {
      await stage.close()
    }
  }
  return {
    name: act.name,
    wall: spreadOf(near.map(({ wall }) => wall)),
    wallFar: spreadOf(far.map(({ wall }) => wall)),
    user: spreadOf(near.map(({ user }) => user)),
    peak: spreadOf(near.map(({ peak }) => peak)),
  }
}

async function runOnce(stage: Stage, event: CapturedEvent): Promise<Sample> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const file = join(folder, 'usage.jsonl')
  try {
    // On a runner nothing was compiled before.
    const env = { NODE_OPTIONS: `--require "${preload}"`, NODE_DISABLE_COMPILE_CACHE: '1', MUSTER_BENCH_USAGE: file }
    const { run, document } = await stage.deliver(event, { env })
    const usages: readonly { userMs: number; peakMb: number }[] = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    return {
      wall: run.duration + (document?.duration ?? 0),
      user: usages.reduce((sum, { userMs }) => sum + userMs, 0),
      peak: Math.max(...usages.map(({ peakMb }) => peakMb)),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

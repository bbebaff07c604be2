import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BenchPage, Engine } from './engine.ts'
import { makePages } from './made-pages.ts'

/** What one engine costs for made pages, in a process of its own. */
export interface Cost {
  readonly engine: string
  readonly pages: number
  /** Milliseconds of processor time to build the index from the files' text, all threads together. */
  readonly indexCpuMs: number
  /** The same for the first query. */
  readonly queryCpuMs: number
  /** Milliseconds by the clock for both. */
  readonly wallMs: number
  /** Largest resident memory of the whole process, in MB: runtime, modules and the pages' own text included. */
  readonly peakMb: number
}

const RUNS = 3
const QUERY = {
  title: 'Checkout: payments fail since 03:05, customers cannot pay',
  body: 'Error: connect ETIMEDOUT 10.0.143.27:5432\n    at TCPConnectWrap.afterConnect\npool exhausted, 20 clients waiting\n'.repeat(
    10,
  ),
}

/** Measures in this process, with the pages of a folder; meant for the child that `measureApart` starts. */
export function measureHere(engine: Engine, folder: string): Cost {
  const pages = readPages(folder)
  const start = performance.now()
  const [ask, indexCpuMs] = timed(() => engine.index(pages))
  const [, queryCpuMs] = timed(() => ask(QUERY))
  const wallMs = performance.now() - start
  const peakMb = process.resourceUsage().maxRSS / 1024
  return { engine: engine.name, pages: pages.length, indexCpuMs, queryCpuMs, wallMs, peakMb }
}

/** Measures engines in fresh processes, each the best of three: other work on the machine only ever adds time. */
export function measureApart(engines: readonly string[], count: number): readonly Cost[] {
  const folder = mkdtempSync(join(tmpdir(), 'muster-bench-'))
  try {
    for (const { path, text } of makePages(count)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    return engines.map((engine) => {
      const costs = Array.from({ length: RUNS }, () => measureInChild(engine, folder))
      return costs.reduce((best, cost) => (cost.indexCpuMs < best.indexCpuMs ? cost : best))
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function measureInChild(engine: string, folder: string): Cost {
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const child = spawnSync(process.execPath, [main, '--measure', engine, '--folder', folder], { encoding: 'utf8' })
  if (child.status !== 0) throw new Error(`Measuring ${engine} failed: ${child.stderr}`)
  return JSON.parse(child.stdout)
}

function timed<Result>(run: () => Result): readonly [Result, number] {
  const before = process.cpuUsage()
  const result = run()
  const { user, system } = process.cpuUsage(before)
  return [result, (user + system) / 1000]
}

function readPages(folder: string): readonly BenchPage[] {
  return readdirSync(folder).flatMap((team) =>
    readdirSync(join(folder, team)).map((name) => ({
      path: `${team}/${name}`,
      text: readFileSync(join(folder, team, name), 'utf8'),
    })),
  )
}

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Engine } from './engine.ts'
import { makePages } from './made-pages.ts'

/** What one engine costs for made pages, in a process of its own. */
export interface Cost {
  readonly engine: string
  readonly pages: number
  /** Milliseconds to build the index from the files' text. */
  readonly indexMs: number
  /** Milliseconds of the first query. */
  readonly queryMs: number
  /** Largest resident memory of the whole process, in MB, the pages' own text included. */
  readonly peakMb: number
}

const QUERY = {
  title: 'Checkout: payments fail since 03:05, customers cannot pay',
  body: 'Error: connect ETIMEDOUT 10.0.143.27:5432\n    at TCPConnectWrap.afterConnect\npool exhausted, 20 clients waiting\n'.repeat(
    10,
  ),
}

/** Measures in this process; meant for the child that `measureApart` starts. */
export function measureHere(engine: Engine, pages: number): Cost {
  const files = makePages(pages)
  const start = performance.now()
  const ask = engine.index(files)
  const indexed = performance.now()
  ask(QUERY)
  const asked = performance.now()
  const peakMb = process.resourceUsage().maxRSS / 1024
  return { engine: engine.name, pages, indexMs: indexed - start, queryMs: asked - indexed, peakMb }
}

/** Measures an engine in a fresh process, the best of three: other work on the machine only ever adds time. */
export function measureApart(engine: string, pages: number): Cost {
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const costs = Array.from({ length: 3 }, (): Cost => {
    const child = spawnSync(process.execPath, [main, '--measure', engine, '--pages', String(pages)], {
      encoding: 'utf8',
    })
    if (child.status !== 0) throw new Error(`Measuring ${engine} failed: ${child.stderr}`)
    return JSON.parse(child.stdout)
  })
  return costs.reduce((best, cost) => (cost.indexMs + cost.queryMs < best.indexMs + best.queryMs ? cost : best))
}

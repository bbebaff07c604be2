import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchPage } from './engine.ts'

const SMALLEST = 1000

/**
 * Real documentation on other matters, to be mixed among runbooks: what this project's dependencies bring, pinned by
 * its lock file. In the order of paths, without doubles.
 */
export function readForeign(modules: string, count: number): readonly BenchPage[] {
  const names = readdirSync(modules, { recursive: true, encoding: 'utf8' })
  const known = new Set<string>()
  return names
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.md$/i.test(name) && !/(?:^|\/)(?:changelog|licen[cs]e)[^/]*$/i.test(name))
    .sort((a, b) => (a < b ? -1 : 1))
    .flatMap((name) => {
      const text = readFileSync(join(modules, name), 'utf8')
      if (text.length < SMALLEST || known.has(text)) return []
      known.add(text)
      return [{ path: `foreign/${name}`, text }]
    })
    .slice(0, count)
}

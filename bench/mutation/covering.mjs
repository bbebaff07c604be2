// Which test files can see a mutant: found by the first run, kept beside the sandbox's sources for processes that start
// later. Stryker asks Jest for tests by name alone, and Jest would load every file to look for the names.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const store = fileURLToPath(new URL('covering.generated.json', import.meta.url))
const files = new Map(existsSync(store) ? JSON.parse(readFileSync(store, 'utf8')) : [])

/** The mutant that is switched on; none in the first run. */
export function activeMutant() {
  return process.env.__STRYKER_ACTIVE_MUTANT__
}

/** Adds to what is known of a test file: its tests' names, the mutants that it meets, its time. */
export function remember(path, facts) {
  files.set(path, { ...files.get(path), ...facts })
}

export function save() {
  writeFileSync(store, JSON.stringify([...files]))
}

/**
 * Of these files those that meet the mutant, the quickest first. Stryker gives a pattern of names where a mutant is met
 * inside of tests alone; one that any file meets while it is loaded may be met inside of another's tests as well.
 */
export function choose(paths, pattern) {
  const wanted = pattern ? new RegExp(pattern, 'i') : undefined
  const fits = (path) => {
    const { names = [], meets = [] } = files.get(path) ?? {}
    return wanted ? names.some((name) => wanted.test(name)) : meets.includes(activeMutant())
  }
  const known = paths.every((path) => files.has(path))
  const chosen = known ? paths.filter(fits) : paths
  return chosen.sort((one, other) => (files.get(one)?.time ?? 0) - (files.get(other)?.time ?? 0))
}

import { readdirSync } from 'node:fs'

/** A folder of the sources, and the tests that its mutants have to pass unseen. */
export interface MutatedFolder {
  /** With all that lies below it, or a pattern of files. */
  readonly folder: string
  readonly tests: readonly string[]
  /** The part of the mutants that is tried. */
  readonly sample: number
  /** What its score has to be at least, in per cent. */
  readonly goal: number
}

/** All of their tests but those that read the benchmark's pages, which the tester's copy of the project leaves out. */
const runbooks = readdirSync(new URL('../../__tests__/unit/runbooks', import.meta.url))
  .filter((file) => file.endsWith('.test.ts') && file !== 'measured.test.ts')
  .map((file) => `__tests__/unit/runbooks/${file}`)

/** Whole stories on the simulator. */
const stories = 'bench/mutation/stories.test.ts'

/**
 * What is measured, and how much of it. Every folder is proved by its own tests alone where it has enough of them; what
 * wires a run together and what speaks with GitHub is proved by whole stories, too.
 */
export const folders: readonly MutatedFolder[] = [
  { folder: 'src/*.ts', tests: ['__tests__/unit/start', stories], sample: 1, goal: 80 },
  { folder: 'src/text', tests: ['__tests__/unit/text'], sample: 0.2, goal: 90 },
  { folder: 'src/domain', tests: ['__tests__/unit/domain'], sample: 0.1, goal: 90 },
  { folder: 'src/settings', tests: ['__tests__/unit/settings'], sample: 0.2, goal: 80 },
  { folder: 'src/runbooks', tests: runbooks, sample: 0.1, goal: 80 },
  { folder: 'src/render', tests: ['__tests__/unit/render'], sample: 0.1, goal: 80 },
  {
    folder: 'src/redaction',
    tests: ['__tests__/unit/redaction', '__tests__/hostile/secrets.test.ts'],
    sample: 0.1,
    goal: 80,
  },
  { folder: 'src/action', tests: ['__tests__/unit/action'], sample: 0.5, goal: 80 },
  { folder: 'src/files', tests: ['__tests__/unit/files', '__tests__/unit/workspace'], sample: 1, goal: 80 },
  { folder: 'src/chat', tests: ['__tests__/unit/chat'], sample: 0.3, goal: 80 },
  { folder: 'src/workspace', tests: ['__tests__/unit/workspace'], sample: 1, goal: 80 },
  { folder: 'src/cli', tests: ['__tests__/unit/cli'], sample: 0.3, goal: 80 },
  { folder: 'src/github', tests: ['__tests__/unit/github', stories], sample: 0.1, goal: 80 },
  { folder: 'src/run', tests: ['__tests__/unit/run', stories], sample: 0.3, goal: 80 },
]

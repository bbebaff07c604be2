import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { writeGeneratedBlock } from '../generated-block.ts'
import { folders, type MutatedFolder } from './folders.ts'
import { readReport } from './read-report.ts'
import { isAlive, listStale, listUnexplained, type Measured, type Reason, reportOf } from './report.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const ROOT = join(HERE, '../..')
const DOCUMENT = 'docs/mutation-testing.md'
const USAGE = `Usage: npm run mutation -- [--folder src/text]… [--sample 0.1] [--docs]
  --folder DIR    measure that folder of the sources; may be said more than once. Default: every folder
  --sample PART   try a seeded part of the mutants only. Default: as in bench/mutation/folders.ts
  --docs          measure nothing, write what was measured into docs/mutation-testing.md
`

function main(): number {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string', multiple: true, default: [] },
      sample: { type: 'string' },
      docs: { type: 'boolean', default: false },
    },
  })
  const unknown = values.folder.filter((name) => !folders.some(({ folder }) => folder === name))
  if (unknown.length > 0) {
    process.stderr.write(`Not a folder that is measured: ${unknown.join(', ')}\n\n${USAGE}`)
    return 2
  }
  if (values.docs) return report(true)
  install()
  setPriority(constants.priority.PRIORITY_LOW)
  const wanted = folders.filter(({ folder }) => values.folder.length === 0 || values.folder.includes(folder))
  for (const one of wanted) measure(one, values.sample ?? String(one.sample))
  return report(false)
}

/** On first use: nothing of Muster itself needs the mutation tester. */
function install(): void {
  if (existsSync(join(HERE, 'node_modules'))) return
  const words = ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps']
  const { status } = spawnSync('npm', words, { cwd: HERE, stdio: 'inherit' })
  if (status !== 0) throw new Error('The mutation tester could not be installed.')
}

/** Tries the folder's mutants on its tests, and those that live on the slower ones. */
function measure({ folder, tests, slower = [] }: MutatedFolder, sample: string): void {
  const { first, again } = reportsOf(folder)
  rmSync(fileOf(again), { force: true })
  tryMutants(folder, tests, { MUTATION_REPORT: first, MUTATION_SAMPLE: sample })
  const mutants = readReport(fileOf(first)) ?? []
  const files = new Set(mutants.filter(isAlive).map(({ file }) => file))
  if (slower.length === 0 || files.size === 0) return
  const alive = { MUTATION_ALIVE_IN: fileOf(first), MUTATION_FILES: [...files].join(',') }
  tryMutants(folder, slower, { MUTATION_REPORT: again, ...alive })
}

function tryMutants(folder: string, tests: readonly string[], how: Readonly<Record<string, string>>): void {
  const stryker = join(HERE, 'node_modules/@stryker-mutator/core/bin/stryker.js')
  const env = {
    ...process.env,
    MUTATION_FOLDER: folder,
    MUTATION_TESTS: tests.join(','),
    MUSTER_IN_PROCESS: 'yes',
    ...how,
  }
  const words = [stryker, 'run', 'bench/mutation/stryker.config.mjs']
  const { status } = spawnSync(process.execPath, words, { cwd: ROOT, env, stdio: 'inherit' })
  if (status !== 0) throw new Error(`${folder} could not be measured.`)
}

/** The names of what is known of a folder: from its tests, and of what these let live from the slower ones. */
function reportsOf(folder: string): { readonly first: string; readonly again: string } {
  const first = folder.replace(/\W+/g, '-')
  return { first, again: `${first}.again` }
}

function fileOf(report: string): string {
  return join(HERE, `reports/${report}.json`)
}

function report(write: boolean): number {
  const reasons = JSON.parse(readFileSync(join(HERE, 'reasons.json'), 'utf8')) as readonly Reason[]
  const measured = folders.flatMap((folder): readonly Measured[] => {
    const { first, again } = reportsOf(folder.folder)
    const mutants = readReport(fileOf(first), fileOf(again))
    return mutants === undefined ? [] : [{ folder, mutants }]
  })
  const text = reportOf(measured, reasons)
  if (write) writeGeneratedBlock(DOCUMENT, 'figures', text)
  else process.stdout.write(`${text}\n`)
  const unexplained = listUnexplained(measured, reasons).length
  const stale = listStale(measured, reasons)
  process.stdout.write(`${unexplained} survivors without a reason, ${stale.length} reasons without a survivor.\n`)
  for (const { file, code } of stale) process.stdout.write(`  ${file}: ${code}\n`)
  return 0
}

try {
  process.exitCode = main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 2
}

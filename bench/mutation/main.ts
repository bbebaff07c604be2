import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { writeGeneratedBlock } from '../generated-block.ts'
import { folders, type MutatedFolder } from './folders.ts'
import { bringUpToDate, listChanged, readReport } from './read-report.ts'
import { isAlive, listStale, listUnexplained, type Measured, type Reason, reportOf } from './report.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const ROOT = join(HERE, '../..')
const DOCUMENT = 'docs/mutation-testing.md'
const USAGE = `Usage: npm run mutation -- [--folder src/text]… [--sample 0.1] [--again] [--docs]
  --folder DIR    measure that folder of the sources; may be said more than once. Default: every folder
  --sample PART   try a seeded part of the mutants only. Default: as in bench/mutation/folders.ts
  --again         try what lived once more, on the tests as they are now
  --docs          measure nothing, write what was measured into docs/mutation-testing.md
`

function main(): number {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string', multiple: true, default: [] },
      sample: { type: 'string' },
      again: { type: 'boolean', default: false },
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
  for (const one of wanted) {
    if (values.again) tryAgain(one)
    else tryMutants(one, { MUTATION_REPORT: nameOf(one.folder), MUTATION_SAMPLE: values.sample ?? String(one.sample) })
  }
  return report(false)
}

/** On first use: nothing of Muster itself needs the mutation tester. */
function install(): void {
  if (existsSync(join(HERE, 'node_modules'))) return
  const words = ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps']
  const { status } = spawnSync('npm', words, { cwd: HERE, stdio: 'inherit' })
  if (status !== 0) throw new Error('The mutation tester could not be installed.')
}

/** Tries the mutants that live in a report, and writes into it what became of them. */
function tryAgain(one: MutatedFolder): void {
  const [report, since] = [fileOf(nameOf(one.folder)), `${nameOf(one.folder)}.again`]
  const files = new Set((readReport(report) ?? []).filter(isAlive).map(({ file }) => file))
  if (files.size === 0) return
  const alive = { MUTATION_ALIVE_IN: report, MUTATION_FILES: [...files].join(',') }
  tryMutants(one, { MUTATION_REPORT: since, ...alive })
  bringUpToDate(report, fileOf(since))
}

function tryMutants({ folder, tests }: MutatedFolder, how: Readonly<Record<string, string>>): void {
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

function nameOf(folder: string): string {
  return folder.replace(/\W+/g, '-')
}

function fileOf(report: string): string {
  return join(HERE, `reports/${report}.json`)
}

function report(write: boolean): number {
  const reasons = JSON.parse(readFileSync(join(HERE, 'reasons.json'), 'utf8')) as readonly Reason[]
  const measured = folders.flatMap((folder): readonly Measured[] => {
    const mutants = readReport(fileOf(nameOf(folder.folder)))
    return mutants === undefined ? [] : [{ folder, mutants }]
  })
  const text = reportOf(measured, reasons)
  if (write) writeGeneratedBlock(DOCUMENT, 'figures', text)
  else process.stdout.write(`${text}\n`)
  const unexplained = listUnexplained(measured, reasons).length
  const stale = listStale(measured, reasons)
  process.stdout.write(`${unexplained} survivors without a reason, ${stale.length} reasons without a survivor.\n`)
  for (const { file, code } of stale) process.stdout.write(`  ${file}: ${code}\n`)
  const changed = folders.flatMap(({ folder }) => listChanged(fileOf(nameOf(folder)), ROOT))
  if (changed.length > 0) process.stdout.write(`Changed since they were measured: ${changed.join(', ')}\n`)
  return 0
}

try {
  process.exitCode = main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 2
}

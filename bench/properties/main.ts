import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectFolder } from '../../__tests__/support/bundle.ts'
import { writeGeneratedBlock } from '../generated-block.ts'
import { type Drawn, tableOf } from './report.ts'

const usage = `Usage: npm run test:long -- [options]
Draws at least 10,000 cases of every property of the unit tests.
  --test TEXT   only test files whose path holds this (default __tests__/unit)
  --docs        write the figures into docs/hostile-input.md
`

function main(): number {
  const { values } = parseArgs({
    options: { test: { type: 'string', default: '__tests__/unit' }, docs: { type: 'boolean', default: false } },
  })
  const folder = mkdtempSync(join(tmpdir(), 'muster-properties-'))
  const figures = join(folder, 'figures.jsonl')
  try {
    const env = { ...process.env, MUSTER_PROFILE: 'long', MUSTER_FIGURES: figures }
    const words = ['test', '--silent', '--', values.test]
    const { status } = spawnSync('npm', words, { cwd: projectFolder, env, stdio: 'inherit' })
    const table = tableOf(readFigures(figures))
    process.stdout.write(`${table}\n`)
    if (values.docs) writeGeneratedBlock('docs/hostile-input.md', 'properties', table)
    return status === 0 ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function readFigures(file: string): readonly Drawn[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line): Drawn => JSON.parse(line))
}

try {
  process.exitCode = main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  process.exitCode = 2
}

// A checker of Stryker that lets a part of the mutants through: a seeded one, for folders whose mutants are too many to
// try them all, where the mutant's place and change decide, so that the same ones are tried again; or, where a report is
// named, those that are alive in it.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { CheckStatus } from '@stryker-mutator/api/check'
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'

const seed = '20261125'
const { MUTATION_SAMPLE: sample = '1', MUTATION_ALIVE_IN: report = '' } = process.env
const isLetThrough = report === '' ? isDrawn : isAliveIn(JSON.parse(readFileSync(report, 'utf8')))

class SampleChecker {
  async init() {}

  async check(mutants) {
    return Object.fromEntries(mutants.map((mutant) => [mutant.id, isLetThrough(mutant) ? drawn : left]))
  }

  group(mutants) {
    return [mutants.map(({ id }) => id)]
  }
}

const drawn = { status: CheckStatus.Passed }
const left = { status: CheckStatus.CompileError, reason: 'not drawn' }

function isDrawn({ fileName, location: { start, end }, mutatorName, replacement }) {
  const path = pathOf(fileName)
  const place = [path, start.line, start.column, end.line, end.column, mutatorName, replacement].join('\n')
  const hash = createHash('sha256').update(`${seed}\n${place}`).digest()
  return hash.readUInt32BE() / 2 ** 32 < Number(sample)
}

/** A report counts lines and columns from one, a mutant from nought. */
function isAliveIn({ files }) {
  const nameOf = (path, { start, end }, mutator, replacement, first) =>
    [path, ...[start, end].flatMap(({ line, column }) => [line - first, column - first]), mutator, replacement].join(
      '\n',
    )
  const alive = new Set(
    Object.entries(files).flatMap(([path, { mutants }]) =>
      mutants
        .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
        .map(({ location, mutatorName, replacement }) => nameOf(path, location, mutatorName, replacement, 1)),
    ),
  )
  return ({ fileName, location, mutatorName, replacement }) =>
    alive.has(nameOf(pathOf(fileName), location, mutatorName, replacement, 0))
}

function pathOf(fileName) {
  return relative(process.cwd(), fileName).replace(/^.*?src\//, 'src/')
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, 'sample', SampleChecker)]

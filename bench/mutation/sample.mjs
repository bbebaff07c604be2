// A checker of Stryker that lets a seeded part of the mutants through: for folders whose mutants are too many to try them
// all. Which ones, the mutant's place and change decide, so that the same ones are tried again.
import { createHash } from 'node:crypto'
import { relative } from 'node:path'
import { CheckStatus } from '@stryker-mutator/api/check'
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'

const seed = '20261125'
const rate = Number(process.env.MUTATION_SAMPLE ?? '1')

class SampleChecker {
  async init() {}

  async check(mutants) {
    return Object.fromEntries(mutants.map((mutant) => [mutant.id, isDrawn(mutant) ? drawn : left]))
  }

  group(mutants) {
    return [mutants.map(({ id }) => id)]
  }
}

const drawn = { status: CheckStatus.Passed }
const left = { status: CheckStatus.CompileError, reason: 'not drawn' }

function isDrawn({ fileName, location: { start, end }, mutatorName, replacement }) {
  const path = relative(process.cwd(), fileName).replace(/^.*?src\//, 'src/')
  const place = [path, start.line, start.column, end.line, end.column, mutatorName, replacement].join('\n')
  const hash = createHash('sha256').update(`${seed}\n${place}`).digest()
  return hash.readUInt32BE() / 2 ** 32 < rate
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, 'sample', SampleChecker)]

import { fileURLToPath } from 'node:url'

const { MUTATION_FOLDER: folder = '', MUTATION_FILES: files = '', MUTATION_REPORT: report = '' } = process.env
const { MUTATION_SAMPLE: sample = '1', MUTATION_ALIVE_IN: first = '' } = process.env

export default {
  plugins: [import.meta.resolve('@stryker-mutator/jest-runner'), fileURLToPath(new URL('sample.mjs', import.meta.url))],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  // What Jest could find out by the imports, `covering.mjs` knows by having seen it.
  jest: { configFile: 'bench/mutation/jest.config.mjs', enableFindRelatedTests: false },
  mutate: files === '' ? [folder.endsWith('.ts') ? folder : `${folder}/**/*.ts`] : files.split(','),
  coverageAnalysis: 'perTest',
  checkers: sample !== '1' || first ? ['sample'] : [],
  concurrency: 1,
  // TypeScript 7 has no interface for tools: types are stripped, and a mutant that no type allows is tried all the same.
  disableTypeChecks: false,
  tsconfigFile: 'none',
  // Both by the clock: on a busy machine a run that gets no processor would count as one that never ends, and so as dead.
  timeoutMS: 20_000,
  timeoutFactor: 4,
  dryRunTimeoutMinutes: 30,
  jsonReporter: { fileName: `bench/mutation/reports/${report}.json` },
  reporters: ['json', 'clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportMutants: false },
  tempDirName: 'bench/mutation/.sandbox',
  ignorePatterns: ['biome.json', 'dist', 'demo', '.ci', 'bench/speed', 'bench/match', 'docs/**/*.png'],
}

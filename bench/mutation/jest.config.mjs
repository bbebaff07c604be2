import { fileURLToPath } from 'node:url'
import config from '../../jest.config.mjs'

const tests = (process.env.MUTATION_TESTS ?? '__tests__/unit').split(',')

export default {
  ...config,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  testEnvironment: fileURLToPath(new URL('environment.mjs', import.meta.url)),
  runner: fileURLToPath(new URL('runner.mjs', import.meta.url)),
  roots: ['<rootDir>/__tests__', '<rootDir>/bench/mutation'],
  testMatch: tests.map((path) => (path.endsWith('.ts') ? `<rootDir>/${path}` : `<rootDir>/${path}/**/*.test.ts`)),
  moduleNameMapper: { '^fast-check$': '<rootDir>/bench/mutation/fast-check.mjs' },
  setupFiles: ['<rootDir>/bench/mutation/setup.mjs'],
}

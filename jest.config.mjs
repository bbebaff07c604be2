export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__', '<rootDir>/simulator'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/jest-strip-types.mjs' },
  coverageProvider: 'v8',
  maxWorkers: 2,
  setupFiles: ['<rootDir>/__tests__/support/seed-properties.mjs'],
  testTimeout: 60_000,
}

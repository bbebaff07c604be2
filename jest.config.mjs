export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__', '<rootDir>/simulator'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/jest-strip-types.mjs' },
  coverageProvider: 'v8',
  maxWorkers: 2,
  testTimeout: 60_000,
}

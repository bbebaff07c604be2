export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__', '<rootDir>/simulator'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/jest-strip-types.mjs' },
  coverageProvider: 'v8',
  maxWorkers: 2,
  setupFilesAfterEnv: ['<rootDir>/__tests__/support/seed-properties.mjs'],
  testTimeout: process.env.MUSTER_PROFILE === 'long' ? 1_200_000 : 60_000,
}

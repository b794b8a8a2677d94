import { defineConfig } from 'vitest/config'

// One project per kind of test, told apart by what it needs. Everything runs on Node; journeys and browser tests start whole
// programs, which mostly wait.
const ignored = ['**/node_modules/**', '**/.parley/**']
const database = ['packages/**/*.db.test.ts', 'test/**/*.db.test.ts']

export default defineConfig({
  test: {
    // Files run side by side, one on every core; vitest would leave one idle.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/**/*.test.ts', 'test/*.test.ts', 'examples/**/*.test.ts'],
          exclude: [...ignored, ...database],
          // A limit for what hangs, not a measure: a busy machine may take its time.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'database',
          include: database,
          exclude: ignored,
          globalSetup: ['test/support/postgres.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          exclude: ignored,
          testTimeout: 300_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          exclude: ignored,
          testTimeout: 300_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})

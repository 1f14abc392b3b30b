import { configDefaults, defineConfig } from 'vitest/config'

// `npm test` needs nothing but Node; what needs PostgreSQL or Redis runs when they answer. `npm run test:services`
// (in CI) requires them and a browser, and starts the program itself; there a missing one is a failure.
const withServices = process.env.CT_REQUIRE_SERVICES === '1'
// Real processes that are killed, cut off and restarted: some minutes (docs/durability.md).
const FAULTS = 'test/postgres/{kill,mutants,races,services}.test.ts'
const left = [
  ...(withServices ? [] : ['test/e2e/**', FAULTS]),
  ...(process.env.CT_NO_SERVICES === '1' ? ['test/postgres/**'] : []),
]

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, ...left],
    // Each worker may hold one embedded PostgreSQL of several hundred megabytes.
    maxWorkers: 2,
    // Generous: a loaded machine is slow, and no test measures time.
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
})

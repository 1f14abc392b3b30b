import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // Each worker may hold one embedded PostgreSQL of several hundred megabytes.
    maxWorkers: 2,
    // Generous: a loaded machine is slow, and no test measures time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})

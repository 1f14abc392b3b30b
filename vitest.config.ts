import { configDefaults, defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { Skips } from './test/support/skips.ts'

// `npm test` needs nothing but Node; what needs PostgreSQL or Redis runs when they answer. `npm run test:services`
// (in CI) requires them and a browser, and starts the program itself; there a missing one is a failure.
const withServices = process.env.CT_REQUIRE_SERVICES === '1'
// Real processes that are killed, cut off and restarted: some minutes (docs/durability.md).
const FAULTS = 'test/postgres/{kill,mutants,races,services}.test.ts'
const left = [
  ...(withServices ? [] : ['test/e2e/**', FAULTS]),
  ...(process.env.CT_NO_SERVICES === '1' ? ['test/postgres/**'] : []),
]

// What takes longest begins first: nothing long is left over at the end, alone. The others go by their size.
const LONG = [
  ...['postgres/kill', 'postgres/services', 'e2e/image', 'e2e/start', 'postgres/mutants', 'postgres/races'],
  ...['e2e/desk', 'e2e/browser', 'postgres/canaries', 'e2e/commands', 'e2e/broken-tree', 'e2e/chat'],
  ...['e2e/erased-chat', 'people/erasing-linked', 'people/unlinking'],
  ...['giving/giving', 'console/signing-in', 'console/routes', 'people/linking', 'conversation/trouble'],
]
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const place = ({ moduleId }: TestSpecification) => {
      const n = LONG.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
      return n === -1 ? LONG.length : n
    }
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, ...left],
    // A worker keeps what it has read and compiled for its next file: a third of all work. So no file may leave anything
    // behind that another would meet; what is put over something of everybody's is taken off again before each test.
    isolate: false,
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    // More than two processors: much of the time somebody waits for a time to come. A worker may hold one embedded
    // PostgreSQL of several hundred megabytes; what needs services starts up to four processes beside itself.
    maxWorkers: withServices ? 3 : 4,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', new Skips()],
    // Generous: a loaded machine is slow, and no test measures time.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
  },
})

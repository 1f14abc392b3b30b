import type { Reporter, TestModule, TestRunEndReason, Vitest } from 'vitest/node'

/** Tells at the end of a run what was skipped, and why. A test that is skipped without a reason makes the run fail. */
export class Skips implements Reporter {
  #asked: Vitest['config'] | undefined

  onInit(vitest: Vitest) {
    this.#asked = vitest.config
  }

  onTestRunEnd(modules: readonly TestModule[], _: unknown, reason: TestRunEndReason) {
    // Whoever names one test leaves out all others.
    if (this.#asked?.testNamePattern || reason === 'interrupted') return
    const skipped = modules.flatMap((module) =>
      [...module.children.allTests('skipped')].map((one) => {
        const result = one.result()
        return { name: one.fullName, why: 'note' in result ? result.note : undefined }
      }),
    )
    if (skipped.length === 0) return
    console.log(`${skipped.length} skipped:`)
    for (const { name, why } of skipped) console.log(`  ${name} (${why ?? 'WITHOUT A REASON'})`)
    if (skipped.some(({ why }) => why === undefined)) process.exitCode = 1
  }
}

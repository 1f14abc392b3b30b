import type { PGlite } from '@electric-sql/pglite'
import { PrismaPGlite } from 'pglite-prisma-adapter'

/**
 * A Prisma adapter for the embedded database whose commits tell the truth.
 *
 * pglite-prisma-adapter 0.7.2 reports a commit as done even when the database refused it (a deferred constraint, a
 * full disk): the rejection meets a promise that is already settled. Here the outcome of each transaction is kept
 * aside, and its commit throws it. test/platform/db.test.ts proves both that it does and, by a ledger entry that does
 * not balance, that it matters.
 */
export class EmbeddedAdapter extends PrismaPGlite {
  readonly #outcomes: { last: Promise<unknown> }

  constructor(pglite: PGlite) {
    const outcomes = { last: Promise.resolve<unknown>(undefined) }
    super(watched(pglite, outcomes))
    this.#outcomes = outcomes
  }

  override async connect() {
    const adapter = await super.connect()
    const start = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (isolation) => {
      // `start` calls transaction() before its first await, so the outcome that it leaves behind is its own.
      const starting = start(isolation)
      const outcome = this.#outcomes.last
      const tx = await starting
      const commit = tx.commit.bind(tx)
      tx.commit = async () => {
        await commit()
        const refused = await outcome
        if (refused) throw refused
      }
      return tx
    }
    return adapter
  }
}

function watched(pglite: PGlite, outcomes: { last: Promise<unknown> }): PGlite {
  return new Proxy(pglite, {
    get(target, name) {
      if (name === 'transaction') {
        return (work: Parameters<PGlite['transaction']>[0]) => {
          const result = target.transaction(work)
          outcomes.last = result.then(
            () => undefined,
            (error: unknown) => error,
          )
          return result
        }
      }
      const value = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

import type { PrismaClient } from '../generated/prisma/client.ts'
import type { Tx } from './tx.ts'

/**
 * Prisma inside a transaction that we opened ourselves.
 *
 * A transaction of Prisma's costs several times what a short turn's own statements cost, and most turns need no Prisma
 * at all (docs/bench.md). So the connection and its BEGIN and COMMIT are ours, and Prisma joins when somebody asks it
 * for something first.
 */
interface Joined {
  readonly tx: Tx
  /** Lets Prisma go, before the transaction is committed or rolled back. */
  leave(): Promise<void>
}

/** A connection of the driver, as its Prisma adapter uses it. */
type Connection = object
/** As much of a driver adapter as joining needs: pg's and PGlite's both keep what they speak on in `client`. */
interface Adapter {
  startTransaction(isolation?: string): Promise<unknown>
}

// Only a transaction that is to join asks for an isolation level, so that no other can take its connection.
const ASKED = { isolationLevel: 'ReadCommitted', maxWait: 10_000, timeout: 15_000 } as const
const MARK = 'READ COMMITTED'

/** The connections that wait for Prisma to join them: one at a time. */
export class Lobby {
  #waiting: { readonly connection: Connection; taken(): void } | undefined
  #queue: Promise<void> = Promise.resolve()

  /** Makes an adapter join what waits here. */
  watch<A extends Adapter>(adapter: A): A {
    const start = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (isolation) => {
      if (isolation !== MARK) return start(isolation)
      if (!this.#waiting) throw new Error('no open transaction waits to be joined')
      const { connection, taken } = this.#waiting
      this.#waiting = undefined
      taken()
      return Object.create(adapter, {
        client: { value: connection },
        // Begin, commit and rollback are the business of whoever opened it.
        options: { value: { usePhantomQuery: true } },
        commit: { value: async () => {} },
        rollback: { value: async () => {} },
      })
    }
    return adapter
  }

  join(prisma: PrismaClient, connection: Connection): Joined {
    let begun: Promise<Tx> | undefined
    let left: () => void = () => {}
    let ended: Promise<unknown> = Promise.resolve()

    const begin = () => {
      begun ??= new Promise<Tx>((resolve, reject) => {
        ended = this.#enter(connection, () =>
          prisma.$transaction((inner) => {
            resolve(inner)
            return new Promise<void>((leave) => {
              left = leave
            })
          }, ASKED),
        ).catch(reject)
      })
      return begun
    }

    return {
      tx: lazily(begin),
      async leave() {
        if (!begun) return
        await begun.catch(() => {})
        left()
        await ended
      },
    }
  }

  /** One enters after the other, so that each is handed its own connection. */
  #enter<T>(connection: Connection, start: () => Promise<T>): Promise<T> {
    const before = this.#queue
    let result!: Promise<T>
    this.#queue = before.then(
      () =>
        new Promise<void>((taken) => {
          this.#waiting = { connection, taken }
          result = start()
          const over = () => {
            // Prisma failed before it came for the connection: nobody else may find it here.
            if (this.#waiting?.connection === connection) this.#waiting = undefined
            taken()
          }
          result.then(over, over)
        }),
    )
    return before.then(() => result)
  }
}

/** A transaction client that begins with the first thing asked of it: `tx.pledge.create(…)`, `tx.$executeRaw…`. */
function lazily(begin: () => Promise<Tx>): Tx {
  type Call = (...args: unknown[]) => unknown
  const called = (path: readonly string[]): Call => {
    return (...args) =>
      begin().then((tx) => {
        const [first, second] = path
        const owner = second === undefined ? tx : (tx as never as Record<string, object>)[first!]!
        return (owner as Record<string, Call>)[second ?? first!]!(...args)
      })
  }
  const models = new Map<string, object>()
  const model = (name: string) => {
    const known = models.get(name) ?? new Proxy({}, { get: (_, method) => called([name, String(method)]) })
    models.set(name, known)
    return known
  }
  return new Proxy({} as Tx, {
    get(_, name) {
      // A promise would be awaited through it; nothing of Prisma's is a symbol.
      if (typeof name === 'symbol' || name === 'then') return undefined
      return name.startsWith('$') ? called([name]) : model(name)
    },
  })
}

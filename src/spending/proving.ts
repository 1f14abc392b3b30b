import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db.ts'
import type { Log } from '../platform/log.ts'
import { type Day, dayOf } from '../platform/vietnamese/index.ts'
import { faultsOfSpending } from './proof.ts'

/**
 * Proves each night where the money went, and writes into the log that it is so, or each thing that does not agree. Any number of
 * processes may do it: it reads only.
 *
 * @returns a sweep, to be called every hour; the first call of a day in Việt Nam proves
 */
export function proofSweep({
  db,
  clock,
  log,
}: {
  db: Database
  clock: Clock
  log: Log
}): () => Promise<void> {
  let proven: Day | undefined
  return async () => {
    const today = dayOf(clock.now())
    if (proven === today) return
    // One statement, and so one state of the books.
    const faults = await faultsOfSpending(db.prisma)
    for (const { what, id } of faults) log.error('books.fault', { kind: what, id })
    if (faults.length === 0) log.info('books.proven', {})
    proven = today
  }
}

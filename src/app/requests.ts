import { ringRequests } from '../people/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db.ts'
import type { Log } from '../platform/log.ts'

/** Tells once of each request that nobody has answered in time, and once that it is not done in time. */
export function requestSweep({
  db,
  clock,
  log,
}: {
  db: Database
  clock: Clock
  log: Log
}): () => Promise<void> {
  return async () => {
    const late = await db.transaction((tx) => ringRequests(tx, clock.now()))
    for (const { id, kind, late: reason } of late) log.error('request.overdue', { id, kind, reason })
  }
}

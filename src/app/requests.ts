import { z } from 'zod'
import { nothing, type Tellings } from '../conversation/index.ts'
import { ringRequests, settledFrom } from '../people/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db.ts'
import type { Log } from '../platform/log.ts'
import type { PersonKeys } from '../platform/person-key.ts'

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

const named = z.object({ request: z.object({ id: z.uuid() }) })

/** What came of a complaint, read when it is said. */
export const requestTellings = (keys: PersonKeys): Tellings => ({
  'request-closed': async ({ tx, contact }, posted) => {
    const read = named.safeParse(posted)
    const settled = read.success ? await settledFrom(tx, keys, contact, read.data.request.id) : undefined
    return settled ? { kind: 'say', with: { request: { ...settled } } } : nothing('it is not settled')
  },
})

import type { Database } from '../platform/db.ts'
import { failpoint } from '../platform/failpoint.ts'
import type { Log } from '../platform/log.ts'
import type { Tx } from '../platform/tx.ts'
import { forgetBodies, type NoticeRef, noticeFailed, unbookedNotices } from './bank-store.ts'
import type { Giving } from './deps.ts'
import { type Booked, bookNotice, noticeId } from './notice.ts'
import { lapseDue } from './pledging.ts'
import { keepWatch } from './watching.ts'

const AT_ONCE = 200

/**
 * Brings about whatever is due: notices that nobody booked, promises whose time is up, promised looks, bodies to be
 * forgotten. Every few seconds; any number of processes may do it at once.
 */
export function givingSweep(db: Database, giving: Giving, log: Log): () => Promise<void> {
  return async () => {
    for (const ref of await db.transaction((tx) => unbookedNotices(tx, AT_ONCE)))
      await bookSafely(db, giving, log, ref)
    await db.transaction(async (tx) => lapseDue(tx, giving, await databaseNow(tx), AT_ONCE))
    await db.transaction(async (tx) => keepWatch(tx, giving, await databaseNow(tx), AT_ONCE))
    await db.transaction(async (tx) => forgetBodies(tx, await databaseNow(tx)))
  }
}

/** Books one notice in its own transaction. A failure is counted, and after some of them a person must look. */
export async function bookSafely(
  db: Database,
  giving: Giving,
  log: Log,
  ref: NoticeRef,
): Promise<Booked | undefined> {
  try {
    const booked = await db.transaction(async (tx) => bookNotice(tx, giving, ref, await databaseNow(tx)))
    failpoint('booking.committed')
    log.info('bank.booked', {
      id: noticeId(ref),
      outcome: booked.kind,
      ...('reason' in booked && { reason: booked.reason }),
    })
    return booked
  } catch (error) {
    log.error('bank.failed', { id: noticeId(ref), error })
    await db.transaction((tx) => noticeFailed(tx, ref, error instanceof Error ? error.name : 'unknown'))
    return undefined
  }
}

/** What holds for all servers, whatever their own clocks say. */
async function databaseNow(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT now() AS now`
  return row!.now
}

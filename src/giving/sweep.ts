import type { Database, HotSql } from '../platform/db.ts'
import { isDatabaseTrouble, levelOf } from '../platform/db-trouble.ts'
import { failpoint } from '../platform/failpoint.ts'
import type { Log } from '../platform/log.ts'
import { databaseNow, type Tx } from '../platform/tx.ts'
import { dayOf, monthOf } from '../platform/vietnamese/index.ts'
import { forgetBodies, forgetMemos } from './bank/forgetting-store.ts'
import { bookNotice } from './bank/notice.ts'
import { countSetAside } from './bank/quarantine-store.ts'
import { type NoticeRef, noticeFailed, noticeId, unbookedNotices } from './bank/store.ts'
import type { Giving } from './deps.ts'
import { keepWatch } from './missing/watching.ts'
import { ringOffers } from './offers/late.ts'
import { lapseDue } from './pledges/lapsing.ts'
import { turnMonth } from './sponsorship/months.ts'
import { dueIn } from './sponsorship/store.ts'
import { releaseHolds } from './sponsorship/taking.ts'

const NOTICES_AT_ONCE = 200
/** So few in one transaction that it ends in time, however busy the database is. */
const AT_ONCE = 40

/** A sponsorship that failed is tried again so much later: what is wrong with it goes on being told, and floods no log. */
const AGAIN_MS = 10 * 60_000

/**
 * Brings about whatever is due: notices that nobody booked, promises whose time is up, months of sponsorships, promised looks, bodies to be
 * forgotten. Every few seconds; any number of processes may do it at once. Each part stands alone: one that fails is logged
 * (`sweep.failed`) and keeps no other.
 */
export function givingSweep(db: Database, giving: Giving, log: Log): () => Promise<void> {
  const failed = new Map<string, number>()
  const batches = (work: (tx: Tx, giving: Giving, now: Date, limit: number) => Promise<number>) => () =>
    untilDone(() => db.transaction(async (tx) => work(tx, giving, await databaseNow(tx), AT_ONCE)))
  const parts: Readonly<Record<string, () => Promise<unknown>>> = {
    async notices() {
      const waiting = await db.transaction((tx) => unbookedNotices(tx, NOTICES_AT_ONCE))
      for (const ref of waiting) if (!(await bookSafely(db, giving, log, ref))) break
    },
    lapses: batches(lapseDue),
    holds: batches((tx, _, now, limit) => releaseHolds(tx, now, limit)),
    months: () => turnMonths(db, giving, log, { failed }),
    looks: batches(keepWatch),
    bodies: () => db.transaction(async (tx) => forgetBodies(tx, await databaseNow(tx))),
    // Money that came for a promise of theirs after they were erased, or while they were.
    memos: () => db.transaction((tx) => forgetMemos(tx)),
  }
  return async () => {
    for (const [part, work] of Object.entries(parts))
      await work().catch((error: unknown) => log[levelOf(error)]('sweep.failed', { kind: part, error }))
  }
}

/**
 * Brings each sponsorship that is due into this month, in a transaction of its own: what is wrong with one is logged
 * (`sponsorship.failed`), and all others go on. Trouble of the database ends the round; it comes again.
 *
 * @param how.failed which failed and when, by this process's clock; those are left out for a while
 * @param how.now undefined: by the database's clock
 */
export async function turnMonths(
  db: Database,
  giving: Giving,
  log: Log,
  { failed, now: fixed }: { readonly failed: Map<string, number>; readonly now?: Date },
): Promise<void> {
  const now = fixed ?? (await db.transaction(databaseNow))
  for (const [id, at] of failed) if (Date.now() - at >= AGAIN_MS) failed.delete(id)
  const month = monthOf(dayOf(now))
  for (;;) {
    const due = await db.transaction((tx) => dueIn(tx, month, [...failed.keys()], AT_ONCE))
    for (const id of due) {
      try {
        await db.transaction((tx) => turnMonth(tx, giving, id, now))
      } catch (error) {
        if (isDatabaseTrouble(error)) throw error
        failed.set(id, Date.now())
        log.error('sponsorship.failed', { id, error })
      }
    }
    if (due.length < AT_ONCE) return
  }
}

/** Reminds of money that is in nobody's books, once an hour: an alarm that rings more often is switched off. */
export function setAsideSweep(hot: HotSql, log: Log): () => Promise<void> {
  return async () => {
    const count = await countSetAside(hot)
    if (count > 0) log.error('bank.unsettled', { count })
  }
}

/** Tells of each offer that nobody has answered by the hour that was promised: its person, and the fund. */
export function offerSweep(db: Database, giving: Giving, log: Log): () => Promise<void> {
  return async () => {
    const late = await db.transaction(async (tx) => ringOffers(giving, tx, await databaseNow(tx)))
    for (const { id, kind } of late) log.error('offer.overdue', { id, kind })
  }
}

async function untilDone(batch: () => Promise<number>): Promise<void> {
  while ((await batch()) === AT_ONCE);
}

/**
 * Books one notice in its own transaction. A failure is counted, and after some of them a person must look; trouble of
 * the database is nobody's failure, and the notice waits as if nothing had been tried.
 *
 * @returns false when the database is in trouble: the others may wait too
 */
export async function bookSafely(db: Database, giving: Giving, log: Log, ref: NoticeRef): Promise<boolean> {
  try {
    const booked = await db.transaction(async (tx) => bookNotice(tx, giving, ref, await databaseNow(tx)))
    failpoint('booking.committed')
    if (booked.kind === 'quarantined') putAside(booked.reason)
    else
      log.info('bank.booked', {
        id: noticeId(ref),
        outcome: booked.kind,
        ...('reason' in booked && { reason: booked.reason }),
      })
    return true
  } catch (error) {
    if (isDatabaseTrouble(error)) {
      log.warn('bank.waits', { id: noticeId(ref), error })
      return false
    }
    log.error('bank.failed', { id: noticeId(ref), error })
    const why = error instanceof Error ? error.name : 'unknown'
    if (await db.transaction((tx) => noticeFailed(tx, ref, why))) putAside(why)
    return true
  }

  /** Somebody's money may stand behind it, so somebody must be woken. */
  function putAside(reason: string) {
    log.error('bank.quarantined', { id: noticeId(ref), reason })
  }
}

import { Prisma } from '../../generated/prisma/client.ts'
import type { Database, HotSql } from '../../platform/db.ts'
import type { Log } from '../../platform/log.ts'
import { answerBy } from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import { type Donation, GONE, isGone, lockDonation, updateDonation } from './store.ts'

/** What a donor wishes of money that is here, and nobody has done: she was promised to hear of it by an hour. */
export const isWished = ({ state, wish }: Pick<Donation, 'state' | 'wish'>): boolean =>
  (wish === 'next' || wish === 'refund') && state !== 'unmatched' && !isGone({ state })

/** Who was told so often that we are late is not told it again: a person must decide now. */
const MOST_LATE = 3
const AT_ONCE = 50

/**
 * Nobody has decided by the promised hour: the donor is told so, with a new hour, and the fund hears an alarm. Any number of
 * processes may do it at once.
 *
 * @returns a sweep
 */
export function lateWishSweep(db: Database, giving: Giving, log: Log): () => Promise<void> {
  return async () => {
    const late = await db.transaction(async (tx) => {
      const rows = await tx.$queryRaw<{ id: string; now: Date }[]>`
        SELECT d.id::text AS id, now() AS now FROM donation d
        WHERE d.wish IN ('next', 'refund') AND d.answer_by < now() AND d.late < ${MOST_LATE}
          AND d.state <> ALL(${Prisma.sql`${['unmatched', ...GONE]}::text[]`})
        ORDER BY d.answer_by LIMIT ${AT_ONCE}`
      const told: { readonly id: string; readonly count: number }[] = []
      for (const { id, now } of rows) {
        const donation = await lockDonation(tx, id)
        const { answerBy: by, late: before = 0 } = donation ?? {}
        // It may have been decided, or told by another process, since it was read.
        if (!donation || !by || by >= now || !isWished(donation)) continue
        const lateSince = donation.lateSince ?? by
        await updateDonation(tx, id, { answerBy: answerBy(now), late: before + 1, lateSince })
        if (donation.contactId !== null)
          await giving.tell.toContact(tx, donation.contactId, {
            flow: 'money-waits',
            key: `money-waits:${id}:${lateSince.getTime()}:${before}`,
            with: { donation: { id } },
          })
        told.push({ id, count: before + 1 })
      }
      return told
    })
    for (const one of late) log.error('money.late', one)
  }
}

/** Money for which somebody who may decide must be called. */
export interface PressingMoney {
  readonly id: string
  readonly unit: string
  /** The promised hour is near; it has passed. */
  readonly kind: 'soon' | 'late'
  /** The promise that it is about: another one calls anew. */
  readonly promise: string
}

export const pressingMoney = (hot: HotSql): Promise<PressingMoney[]> =>
  hot.query<PressingMoney>('money_pressing', PRESSING, [])

const PRESSING = `select d.id::text as id, d.unit_id::text as unit,
  case when d.late_since is not null or d.answer_by < now() then 'late' else 'soon' end as kind,
  extract(epoch from coalesce(d.late_since, d.answer_by))::text as promise
from donation d where d.wish in ('next', 'refund') and d.state not in ('unmatched', 'returned', 'mistaken')
  and (d.late_since is not null or d.answer_by < now() + interval '30 minutes')`

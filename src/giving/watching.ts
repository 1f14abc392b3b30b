import type { Tx } from '../platform/tx.ts'
import { answerBy, nextInstantWithin } from '../platform/vietnamese/index.ts'
import { lookForMoney } from './claiming.ts'
import type { Giving } from './deps.ts'
import { donationRecordOf } from './donation-record.ts'
import type { Doing } from './pledging.ts'
import { advanceWatch, insertWatch, lockDueWatches, type Watch } from './watch-store.ts'

const HOUR_MS = 3_600_000
/** Nobody is written to at night. */
const FROM_HOUR = 8
const TO_HOUR = 21

/** When the bot looks again and says so, on full hours; then a person of the fund answers. */
export function checkTimes(now: Date): {
  readonly first: Date
  readonly second: Date
  readonly answerBy: Date
} {
  const first = byDay(Math.ceil(now.getTime() / HOUR_MS + 1) * HOUR_MS)
  const second = byDay(first.getTime() + 4 * HOUR_MS)
  return { first, second, answerBy: answerBy(second) }
}

const byDay = (ms: number) => nextInstantWithin(FROM_HOUR, TO_HOUR, new Date(ms))

/** Promises to look again. Asked twice, it is promised once. */
export async function watchForMoney(doing: Doing, amount: bigint | undefined): Promise<Watch> {
  const { tx, ids, contact, key, now } = doing
  const times = checkTimes(now)
  return insertWatch(tx, {
    id: ids.uuid(),
    contactId: contact,
    amount: amount ?? null,
    firstAt: times.first,
    secondAt: times.second,
    answerBy: times.answerBy,
    round: 0,
    nextAt: times.first,
    actionKey: key,
    createdAt: now,
  })
}

/**
 * Keeps the promises that are due: looks, and tells the donor even if there is nothing. Money that was matched meanwhile
 * has mostly ended its watch; where it has not, she hears that it is hers, with its receipt, and the watch is over.
 *
 * @returns how many were told
 */
export async function keepWatch(tx: Tx, giving: Giving, now: Date, limit = 40): Promise<number> {
  const due = await lockDueWatches(tx, now, limit)
  for (const watch of due) {
    const said = { amount: watch.amount ?? undefined, day: undefined }
    const found = await lookForMoney(tx, giving, watch.contactId, said, now)
    const round = watch.round + 1
    const hers = found.kind === 'found' ? await donationRecordOf(tx, giving, found.donation, now) : null
    await advanceWatch(tx, watch.id, round, round === 1 && !hers ? watch.secondAt : null)
    await giving.tell.toContact(tx, watch.contactId, {
      flow: 'money-checked',
      key: `money-checked:${watch.id}:${round}`,
      with: {
        found: found.kind === 'candidates',
        round,
        answer_by: watch.answerBy,
        ...(hers && { donation: hers }),
      },
    })
  }
  return due.length
}

import type { Tx } from '../../platform/tx.ts'
import { answerBy, type Day, nextByDay } from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import { receiptsFor } from '../donations/receipt-store.ts'
import type { Donation } from '../donations/store.ts'
import type { Doing } from '../pledges/pledging.ts'
import { type Found, lookForMoney, stretchOf } from './claiming.ts'
import { advanceWatch, insertWatch, lockDueWatches, type Watch } from './watch-store.ts'

const HOUR_MS = 3_600_000

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

const byDay = (ms: number) => nextByDay(new Date(ms))

/**
 * Promises to look again. Asked twice, it is promised once.
 *
 * @param said what they told of the transfer
 */
export async function watchForMoney(
  doing: Doing,
  said: { readonly amount: bigint | undefined; readonly day: Day | undefined },
): Promise<Watch> {
  const { tx, ids, contact, address = null, key, now } = doing
  const times = checkTimes(now)
  return insertWatch(tx, {
    id: ids.uuid(),
    contactId: contact,
    addressId: address,
    amount: said.amount ?? null,
    since: stretchOf(said.day, now).from,
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
 * Keeps the promises that are due: the donor hears even if there is nothing. What there is is looked for when she hears it
 * (`tellings.ts`): money that was matched meanwhile has mostly ended its watch; where it has not, she hears that it is
 * hers, with its receipt, and the watch is over.
 *
 * @returns how many are told
 */
export async function keepWatch(tx: Tx, giving: Giving, now: Date, limit = 40): Promise<number> {
  const due = await lockDueWatches(tx, now, limit)
  for (const watch of due) {
    const round = watch.round + 1
    await advanceWatch(tx, watch.id, round, round === 1 ? watch.secondAt : null)
    await giving.tell.toContact(tx, watch.contactId, {
      flow: 'money-checked',
      key: `money-checked:${watch.id}:${round}`,
      with: { watch: { id: watch.id }, round },
    })
  }
  return due.length
}

/** A receipt of this moment and one of a moment before the promise to look are told apart by no clock. */
const SAME_MOMENT_MS = 30_000

/**
 * Looks for what somebody misses. Gifts whose receipt she had when she asked are not it: who has sent the same sum twice
 * misses the second.
 */
export async function lookFor(tx: Tx, giving: Giving, watch: Watch, now: Date): Promise<Found> {
  const had = new Date(watch.createdAt.getTime() - SAME_MOMENT_MS)
  const said = { amount: watch.amount ?? undefined, from: watch.since, to: now }
  const known = async (own: readonly Donation[]) => {
    const ids = own.map((donation) => donation.id)
    const receipts = await receiptsFor(tx, ids)
    return new Set(ids.filter((id) => receipts.get(id)!.issuedAt < had))
  }
  return lookForMoney(tx, giving, watch.contactId, said, now, known)
}

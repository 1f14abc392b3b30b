import type { Tx } from '../../platform/tx.ts'
import { addDays, type Day, dayOf, instantAt, isByDay, nextByDay } from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import type { Pledge } from './pledge.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/**
 * One reminder after two days and one on the day before the last, then silence (voice.md 2.15). They are taken back when
 * money is seen, and when the promise is cancelled or lapses.
 *
 * @param again the donation that has gone elsewhere, for which the promise waits again: its reminders are others than those
 *   that its coming has taken back
 */
export async function promiseReminders(
  tx: Tx,
  giving: Giving,
  pledge: Pledge,
  now: Date,
  again?: string,
): Promise<void> {
  const first = nextByDay(new Date(now.getTime() + 2 * DAY_MS))
  const last = instantAt(lastWordOn(pledge), { hour: 9, minute: 0 })
  const remind = (n: 1 | 2, notBefore: Date) =>
    giving.tell.toContact(tx, pledge.contactId, {
      flow: 'pledge-reminder',
      // A promise that lapsed and was made again has other days, and is reminded again.
      key: [`${keyOf(pledge)}${dayOf(pledge.until)}`, n, ...(again ? [again] : [])].join(':'),
      with: { pledge: { id: pledge.id }, last: n === 2 },
      notBefore,
      patience: new Date(notBefore.getTime() + 6 * HOUR_MS),
    })
  if (first < last) await remind(1, first)
  if (last > now) await remind(2, last)
}

/** "From tomorrow evening others may have it": so the day before. */
const lastWordOn = (pledge: Pledge): Day => addDays(dayOf(pledge.until), -1)

/** Whether a reminder may still be said that should have gone earlier: it is day, and what it says is true. */
export function isReminderTime(pledge: Pledge, last: boolean, now: Date): boolean {
  return isByDay(now) && (last ? dayOf(now) === lastWordOn(pledge) : now <= pledge.until)
}

/** Of a promise and of the month of a sponsorship. */
export async function takeBackReminders(tx: Tx, giving: Giving, pledge: Pledge): Promise<void> {
  await giving.tell.takeBack(tx, keyOf(pledge))
  if (pledge.monthly) await giving.tell.takeBack(tx, `slot-reminder:${pledge.id}:`)
}

const keyOf = (pledge: Pledge) => `pledge-reminder:${pledge.id}:`

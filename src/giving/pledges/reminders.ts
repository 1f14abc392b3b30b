import type { Tx } from '../../platform/tx.ts'
import {
  addDays,
  beforeTet,
  type Day,
  dayOf,
  instantAt,
  isByDay,
  isTet,
  nextByDay,
  nextToAsk,
} from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import type { Pledge } from './pledge.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const NINE = { hour: 9, minute: 0 }

/** What makes the reminders of a promise others than those that it had. */
interface Anew {
  /** Names why: a donation that has gone elsewhere, a day that its donor has chosen. */
  readonly again?: string
  /** The day of the first one, which its donor has chosen. */
  readonly on?: Day
}

/**
 * One reminder after two days, or on the day that its donor has chosen, and one on the day before the last, then silence
 * (voice.md 2.15). Tết is left alone: the first one comes behind it, the last word before it. They are taken back when money is
 * seen, and when the promise is cancelled or lapses.
 */
export async function promiseReminders(
  tx: Tx,
  giving: Giving,
  pledge: Pledge,
  now: Date,
  { again, on }: Anew = {},
): Promise<void> {
  const soon = nextByDay(new Date(now.getTime() + 2 * DAY_MS))
  const first = on ? instantAt(on, NINE) : nextToAsk(soon)
  const last = instantAt(lastWordOn(pledge), NINE)
  const remind = (n: 1 | 2, notBefore: Date) =>
    giving.tell.toContact(tx, pledge.contactId, {
      flow: 'pledge-reminder',
      // A promise that lapsed and was made again has other days, and is reminded again.
      key: [`${keyOf(pledge)}${dayOf(pledge.until)}`, n, ...(again ? [again] : [])].join(':'),
      with: { pledge: { id: pledge.id }, last: n === 2 },
      notBefore,
      patience: new Date(notBefore.getTime() + 6 * HOUR_MS),
    })
  // A day that was asked for is kept, also where it leaves no room for a last word; and none comes on the morrow of it, or of Tết.
  const isSaid = on !== undefined || first < last
  if (isSaid) await remind(1, first)
  const isPutOff = isSaid && (on !== undefined || first > soon)
  if (isPutOff ? dayOf(last) > addDays(dayOf(first), 1) : last > now) await remind(2, last)
}

/** "From tomorrow evening others may have it": so the day before. */
const lastWordOn = (pledge: Pledge): Day => beforeTet(addDays(dayOf(pledge.until), -1))

/**
 * Whether a reminder may still be said that should have gone earlier: it is day, not Tết, and what it says is true. A day that its
 * donor has chosen is a day, whichever it is.
 */
export function isReminderTime(pledge: Pledge, last: boolean, now: Date): boolean {
  const today = dayOf(now)
  if (!isByDay(now) || (isTet(today) && !pledge.snoozes)) return false
  return last ? today === lastWordOn(pledge) : now <= pledge.until
}

/** Of a promise and of the month of a sponsorship. */
export async function takeBackReminders(tx: Tx, giving: Giving, pledge: Pledge): Promise<void> {
  await giving.tell.takeBack(tx, keyOf(pledge))
  if (pledge.monthly) await giving.tell.takeBack(tx, `slot-reminder:${pledge.id}:`)
}

const keyOf = (pledge: Pledge) => `pledge-reminder:${pledge.id}:`

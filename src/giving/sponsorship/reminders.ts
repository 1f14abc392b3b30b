import type { Tx } from '../../platform/tx.ts'
import { dayOf, instantAt, isByDay } from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import type { Pledge } from '../pledges/pledge.ts'
import { takeBackReminders } from '../pledges/reminders.ts'
import { reminderDay, type Sponsorship } from './sponsorship.ts'
import { updateSponsorship } from './store.ts'

const HOUR_MS = 3_600_000
const AT = { hour: 9, minute: 0 }
/** It waits so long for who is in the middle of something: to nine in the evening of its day. */
const PATIENCE_HOURS = 12

/**
 * Plans the one reminder of the due month, in place of one that was planned before. A day that has passed brings none.
 *
 * @param sponsorship locked by the caller
 */
export async function planReminder(
  tx: Tx,
  giving: Giving,
  sponsorship: Sponsorship,
  pledge: Pledge,
  now: Date,
): Promise<Sponsorship> {
  await takeBackReminders(tx, giving, pledge)
  const day = reminderDay(sponsorship)
  const at = day && instantAt(day, AT)
  // Nor is a month reminded of once its campaign takes no more.
  if (!day || !at || at <= now || at > pledge.until || sponsorship.saidMonth === sponsorship.dueMonth)
    return sponsorship
  const plans = sponsorship.plans + 1
  await giving.tell.toContact(tx, sponsorship.contactId, {
    flow: sponsorship.slotId === null ? 'monthly-reminder' : 'slot-reminder',
    // Money, a pause and a hand-back take back whatever is planned under the promise's name.
    key: `slot-reminder:${pledge.id}:${day}:${plans}`,
    with: { sponsorship: { id: sponsorship.id }, day },
    notBefore: at,
    patience: new Date(at.getTime() + PATIENCE_HOURS * HOUR_MS),
  })
  return updateSponsorship(tx, sponsorship.id, { plans })
}

/** Whether a reminder for this day may be said now: on that day, by day, and once a month. */
export function isItsTime(sponsorship: Sponsorship, day: string, now: Date): boolean {
  return (
    isByDay(now) &&
    dayOf(now) === day &&
    reminderDay(sponsorship) === day &&
    sponsorship.state === 'active' &&
    sponsorship.saidMonth !== sponsorship.dueMonth
  )
}

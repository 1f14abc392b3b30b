import { noteSlot } from '../../needs/index.ts'
import { addMonths, dayOf, monthOf } from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import { STANDING } from '../pledges/pledge.ts'
import type { Doing } from '../pledges/pledging.ts'
import { takeBackReminders } from '../pledges/reminders.ts'
import { updatePledge } from '../pledges/store.ts'
import { release } from './ending.ts'
import { turn } from './months.ts'
import { type Held, lockBegun, settleClaim } from './places.ts'
import { planReminder } from './reminders.ts'
import { isPaid } from './sponsorship.ts'
import { allOf, dropWish, heldBy, updateSponsorship } from './store.ts'
import { letGo } from './taking.ts'

/** What a sponsor does with their own sponsorship, for as long as it goes on. */

/** A person's own sponsorship that goes on, locked. */
export async function lockOwn({ tx, contact }: Doing, id: string): Promise<Held | undefined> {
  const held = await lockBegun(tx, id)
  const goes = held?.sponsorship.state === 'active' || held?.sponsorship.state === 'paused'
  return goes && held.sponsorship.contactId === contact ? held : undefined
}

/** The day of the reminder is another, or none, from this month on. */
export async function remindOn(
  giving: Giving,
  doing: Doing,
  id: string,
  remindDay: number | null,
): Promise<Held | undefined> {
  const { tx, now } = doing
  const held = await lockOwn(doing, id)
  if (!held) return undefined
  const sponsorship = await updateSponsorship(tx, id, { remindDay })
  if (sponsorship.state === 'active' && isAwaited(held))
    return { ...held, sponsorship: await planReminder(tx, giving, sponsorship, held.pledge, now) }
  await takeBackReminders(tx, giving, held.pledge)
  return { ...held, sponsorship }
}

export const isAwaited = ({ pledge }: Held): boolean =>
  (STANDING as readonly string[]).includes(pledge.state) && !isPaid(pledge)

/** It rests for so many months, from the first that is not paid. Nothing is asked for them, then or later. */
export async function pausePlace(
  giving: Giving,
  doing: Doing,
  id: string,
  months: number,
): Promise<Held | undefined> {
  const { tx, now } = doing
  const held = await lockOwn(doing, id)
  if (!held) return undefined
  const { sponsorship, pledge, slot } = held
  const month = monthOf(dayOf(now))
  const due = sponsorship.dueMonth!
  const next = addMonths(due, 1)
  // What is asked for at this moment rests too, as if it had not been.
  const from = isAwaited(held) ? due : next > month ? next : month
  await takeBackReminders(tx, giving, pledge)
  if (isAwaited(held)) {
    const rested = { ...held, pledge: await updatePledge(tx, pledge, { state: 'lapsed' }) }
    await settleClaim(tx, giving.ids, rested, {
      quantity: pledge.received,
      waits: false,
      reason: 'paused',
      now,
    })
  }
  const paused = await updateSponsorship(tx, id, {
    state: 'paused',
    resumesMonth: addMonths(from, months),
    dueMonth: isAwaited(held) ? addMonths(due, -1) : due,
    missed: 0,
  })
  if (slot && sponsorship.state === 'active') await noteSlot(tx, slot.id, 'paused', from, now)
  return { ...held, sponsorship: paused }
}

/** It goes on before its pause is over. */
export async function resumePlace(giving: Giving, doing: Doing, id: string): Promise<Held | undefined> {
  const { tx, now } = doing
  const held = await lockOwn(doing, id)
  if (held?.sponsorship.state !== 'paused') return held
  const month = monthOf(dayOf(now))
  const sponsorship = await updateSponsorship(tx, id, { resumesMonth: month })
  return turn(tx, giving, { ...held, sponsorship }, month, now)
}

/** Its sponsor gives it back, and need not say why: from this minute nothing is asked for, and it waits for somebody else. */
export async function handBack(giving: Giving, doing: Doing, id: string): Promise<Held | undefined> {
  const held = await lockOwn(doing, id)
  return held && release(doing.tx, giving, held, { state: 'handed_back', now: doing.now })
}

/** Whoever is forgotten gives back what they have, and asks for nothing. */
export async function forgetPlaces(giving: Giving, doing: Doing): Promise<void> {
  const { tx, contact } = doing
  for (const { id, state } of await allOf(tx, contact))
    if (state === 'active' || state === 'paused') await handBack(giving, doing, id)
  for (const { id, slotId } of await heldBy(tx, contact)) await letGo(tx, id, slotId!)
  await dropWish(tx, contact)
}

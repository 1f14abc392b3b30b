import { takesPledges } from '../../campaigns/index.ts'
import { claimOf, isLive, noteSlot, setClaim } from '../../needs/index.ts'
import { least } from '../../platform/bigints.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Tx } from '../../platform/tx.ts'
import { addMonths, dayOf, type Month, monthOf } from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import type { Pledge } from '../pledges/pledge.ts'
import { updatePledge } from '../pledges/store.ts'
import { fallSilent, runOut, tellYearOver } from './ending.ts'
import { type Held, lastMonthOf, lockBegun, monthlyOf, settleClaim, withAll } from './places.ts'
import { planReminder } from './reminders.ts'
import {
  awaitedUntil,
  isPaid,
  monthsAhead,
  monthsBack,
  SILENT_MONTHS,
  wasSilent,
  withAnotherMonth,
} from './sponsorship.ts'
import { ofPledge, updateSponsorship } from './store.ts'

/**
 * Brings about for one sponsorship what a new month brings: a month falls due, a pause ends, and a place for which nothing came in
 * three months waits for somebody else. May be repeated.
 *
 * @param now by the database's clock
 */
export async function turnMonth(tx: Tx, giving: Giving, id: string, now: Date): Promise<void> {
  const held = await lockBegun(tx, id)
  if (held) await turn(tx, giving, held, monthOf(dayOf(now)), now)
}

/** One sponsorship comes into this month. It may have come there meanwhile: then nothing happens. */
export async function turn(tx: Tx, giving: Giving, held: Held, month: Month, now: Date): Promise<Held> {
  const { slot, campaign, pledge } = held
  let { sponsorship } = held
  if (sponsorship.state === 'paused' && sponsorship.resumesMonth! <= month) {
    sponsorship = await updateSponsorship(tx, sponsorship.id, { state: 'active', resumesMonth: null })
    if (slot) await noteSlot(tx, slot.id, 'resumed', month, now)
  }
  if (sponsorship.state !== 'active' || sponsorship.dueMonth! >= month) return { ...held, sponsorship }
  if (!slot) {
    // Its last month is over, or its campaign takes no more: that is told, and it is never put to another by itself.
    const over = month > lastMonthOf({ ...held, sponsorship })
    const done = over && sponsorship.untilMonth !== null && month > sponsorship.untilMonth
    if (over || !takesPledges(campaign, now)) {
      return runOut(tx, giving, { ...held, sponsorship }, done ? 'done' : 'campaign', now)
    }
  }
  const silent = wasSilent(pledge, sponsorship.dueMonth!, monthlyOf(held))
  const missed = silent ? sponsorship.missed + 1 : 0
  if (missed >= SILENT_MONTHS) {
    await fallSilent(tx, giving, { ...held, sponsorship }, now)
    return held
  }
  sponsorship = await updateSponsorship(tx, sponsorship.id, { dueMonth: month, missed })
  // The school year is over: nothing falls due, the place stays theirs, and it is told once.
  if (slot && month > slot.untilMonth) {
    if (held.sponsorship.dueMonth! <= slot.untilMonth) await tellYearOver(tx, giving, sponsorship, slot, now)
    return { ...held, sponsorship }
  }
  // Nor may anybody be asked once the campaign takes no more.
  if (!takesPledges(campaign, now)) return { ...held, sponsorship }
  return askFor(tx, giving, { ...held, sponsorship }, now)
}

/** The due month is asked for, once. */
async function askFor(tx: Tx, giving: Giving, held: Held, now: Date): Promise<Held> {
  const { sponsorship } = held
  const amount = withAnotherMonth(held.pledge, monthlyOf(held))
  const pledge = await updatePledge(tx, held.pledge, {
    amount,
    ...(held.slot && { quantity: amount }),
    state: held.pledge.received > 0n ? 'part_paid' : 'open',
    until: awaitedUntil(sponsorship.dueMonth!, held.campaign),
  })
  const asked = { ...held, pledge }
  await settleClaim(tx, giving.ids, asked, { quantity: amount, waits: true, reason: 'a month is due', now })
  return { ...asked, sponsorship: await planReminder(tx, giving, sponsorship, pledge, now) }
}

/**
 * Money is about to be booked for a promise that grows: it grows by the whole months that the money pays for beyond it.
 *
 * @param pledge locked by the caller
 */
export async function growFor(tx: Tx, ids: Ids, pledge: Pledge, money: bigint, now: Date): Promise<Pledge> {
  const sponsorship = await ofPledge(tx, pledge.id)
  if (!sponsorship || sponsorship.dueMonth === null) return pledge
  const held = await withAll(tx, sponsorship)
  const monthly = monthlyOf(held)
  const months = monthsAhead(pledge, money, monthly, [sponsorship.dueMonth, lastMonthOf(held)])
  if (months === 0) return pledge
  const amount = pledge.amount + BigInt(months) * monthly
  const claim = await claimOf(tx, pledge.id)
  if (claim && isLive(claim.state)) {
    const wanted = { pledge: pledge.id, need: claim.need, quantity: amount, state: claim.state } as const
    const set = await setClaim(tx, ids, { ...wanted, reason: 'months ahead', now }, { claim })
    if (set.kind !== 'set') return pledge
  }
  await updateSponsorship(tx, sponsorship.id, { dueMonth: addMonths(sponsorship.dueMonth, months) })
  return updatePledge(tx, pledge, { amount, ...(held.slot && { quantity: amount }) })
}

/** Money was booked for it: a month that is paid whole counts, and whoever was silent is so no more. */
export async function notePaid(tx: Tx, pledge: Pledge): Promise<void> {
  const sponsorship = await ofPledge(tx, pledge.id)
  if (!sponsorship) return
  const paid = isPaid(pledge) ? { toMonth: sponsorship.dueMonth } : {}
  await updateSponsorship(tx, sponsorship.id, { missed: 0, ...paid })
}

/**
 * Money that counted for it is about to go elsewhere: months that it had paid ahead fall due again in their turn, and of those that
 * have passed nothing is asked for.
 *
 * @param pledge locked by the caller
 * @param received what is left of its money
 */
export async function fallBack(
  tx: Tx,
  ids: Ids,
  pledge: Pledge,
  received: bigint,
  now: Date,
): Promise<Pledge> {
  const sponsorship = await ofPledge(tx, pledge.id)
  if (sponsorship?.state !== 'active' || sponsorship.dueMonth === null) return pledge
  const held = await withAll(tx, sponsorship)
  // Nothing is asked for any more: its school year is over, or its campaign takes no more.
  if (sponsorship.dueMonth > lastMonthOf(held) || !takesPledges(held.campaign, now)) return pledge
  const monthly = monthlyOf(held)
  const soonest = laterOf(monthOf(dayOf(now)), sponsorship.fromMonth)
  const months = monthsBack(pledge.amount - received, monthly, [soonest, sponsorship.dueMonth])
  const dueMonth = addMonths(sponsorship.dueMonth, -months)
  const asked = least(pledge.amount - BigInt(months) * monthly, received + monthly)
  const amount = asked > received ? asked : received
  const claim = await claimOf(tx, pledge.id)
  if (claim && isLive(claim.state) && claim.state !== 'delivered') {
    const wanted = { pledge: pledge.id, need: claim.need, quantity: amount, state: claim.state } as const
    await setClaim(tx, ids, { ...wanted, reason: 'months ahead sent back', now }, { claim })
  }
  const paid = received >= amount ? dueMonth : received >= monthly ? addMonths(dueMonth, -1) : null
  await updateSponsorship(tx, sponsorship.id, { dueMonth, toMonth: paid })
  // While months were paid ahead, it was awaited no longer than the month in which they were paid.
  const until = awaitedUntil(dueMonth, held.campaign)
  return updatePledge(tx, pledge, { amount, until, ...(held.slot && { quantity: amount }) })
}

const laterOf = (month: Month, other: Month | null): Month =>
  other !== null && other > month ? other : month

/** It waits again: its donor is reminded in its turn, as of any month, if its day is yet to come. */
export async function remindAgain(tx: Tx, giving: Giving, pledge: Pledge, now: Date): Promise<void> {
  const sponsorship = await ofPledge(tx, pledge.id)
  if (sponsorship?.state === 'active' && !isPaid(pledge))
    await planReminder(tx, giving, sponsorship, pledge, now)
}

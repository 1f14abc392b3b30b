import { type CloseReason, closeSlot, lockSlot, noteSlot, type Slot, slotName } from '../../needs/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { columnOfDay, type Day, dayOf, nextToAsk } from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import { takeBackReminders } from '../pledges/reminders.ts'
import { updatePledge } from '../pledges/store.ts'
import { type Held, lockBegun, offerAgain, settleClaim } from './places.ts'
import type { EndReason, Sponsorship, SponsorshipState } from './sponsorship.ts'
import { type Change, liveOf, lockSponsorship, removeHeld, updateSponsorship } from './store.ts'

/** Nothing came for three months. It is told once, kindly. */
export async function fallSilent(tx: Tx, giving: Giving, held: Held, now: Date): Promise<void> {
  await release(tx, giving, held, { state: 'ended', why: 'silent', now })
  await tellEnd(tx, giving, held.sponsorship)
}

/** Without a place: its last month is over, or its campaign takes no more. It is told once, and goes nowhere else by itself. */
export async function runOut(
  tx: Tx,
  giving: Giving,
  held: Held,
  why: Extract<EndReason, 'campaign' | 'done'>,
  now: Date,
): Promise<Held> {
  const over = await release(tx, giving, held, { state: 'ended', why, now })
  await tellEnd(tx, giving, held.sponsorship)
  return over
}

interface Ending {
  readonly state: Extract<SponsorshipState, 'handed_back' | 'ended'>
  readonly why?: EndReason
  readonly now: Date
}

/** What has come stays with the place, and the place is free. */
export async function release(tx: Tx, giving: Giving, held: Held, ending: Ending): Promise<Held> {
  const over = await end(tx, giving, held, ending, 0n)
  if (held.slot) await offerAgain(tx, giving, held.slot.id, held.sponsorship.contactId, ending.now)
  return over
}

/**
 * Ends a sponsorship: whatever reminder is planned is not said any more, its promise is over, and money that still comes under
 * its code is kept apart for a decision.
 *
 * @param unused đồng that have come and were not used: they are kept apart too
 */
async function end(
  tx: Tx,
  giving: Giving,
  held: Held,
  { state, why, now }: Ending,
  unused: bigint,
): Promise<Held> {
  const { sponsorship, pledge, slot } = held
  await takeBackReminders(tx, giving, pledge)
  const used = pledge.received - unused
  // Nothing of it was used: it is for no need any more.
  const rest = used === 0n ? { needId: null, amount: 0n, quantity: 0n } : { amount: used, quantity: used }
  const ended = await updatePledge(tx, pledge, { state: 'cancelled', ...(unused > 0n ? rest : {}) })
  const over = { ...held, pledge: ended }
  await settleClaim(tx, giving.ids, over, { quantity: used, waits: false, reason: state, now })
  if (slot) await noteSlot(tx, slot.id, 'given_back', sponsorship.toMonth, now)
  const change: Change = {
    state,
    resumesMonth: null,
    endedOn: columnOfDay(dayOf(now)),
    ...(why === undefined ? {} : { endedWhy: why }),
    unused,
  }
  return { ...over, sponsorship: await updateSponsorship(tx, sponsorship.id, change) }
}

const tellEnd = (tx: Tx, giving: Giving, { id, contactId, slotId }: Sponsorship): Promise<void> =>
  giving.tell.toContact(tx, contactId, {
    flow: slotId === null ? 'monthly-ended' : 'slot-ended',
    key: `slot-ended:${id}`,
    with: { sponsorship: { id } },
  })

/** A school year that is over is told once, by day and not on Tết. */
export const tellYearOver = (
  tx: Tx,
  giving: Giving,
  { id, contactId }: Sponsorship,
  { untilMonth }: Slot,
  now: Date,
): Promise<void> =>
  giving.tell.toContact(tx, contactId, {
    flow: 'slot-year-over',
    key: `slot-year-over:${id}:${untilMonth}`,
    with: { sponsorship: { id } },
    notBefore: nextToAsk(now),
  })

/** `past`: it is closed already; `too_much`: more is said to be unused than came. */
type Closed = { readonly kind: 'closed' | 'past' } | { readonly kind: 'too_much'; readonly most: bigint }

/**
 * The fund closes a place, for a reason on the child's side. In the same transaction every reminder stops. Its sponsor is told, and
 * asked what becomes of money that is unused; but of what only a person may tell (`person`) nothing is said: somebody of the fund
 * is asked to call.
 *
 * @param on since when it is so
 * @param unused đồng
 */
export async function closePlace(
  tx: Tx,
  giving: Giving,
  id: string,
  { why, on, unused }: { readonly why: CloseReason; readonly on: Day; readonly unused: bigint },
  now: Date,
): Promise<Closed> {
  const seen = await liveOf(tx, id)
  // Whoever begins it this moment has it locked, and then the place.
  if (seen?.state === 'held') await lockSponsorship(tx, seen.id)
  const held = seen && (await lockBegun(tx, seen.id))
  const slot = await lockSlot(tx, id)
  if (!slot || slot.state === 'closed') return { kind: 'past' }
  const live = await liveOf(tx, id)
  // Somebody has given it back, or begun it, this moment: whoever closes it looks once more.
  if (live?.id !== seen?.id || live?.state !== seen?.state) return { kind: 'past' }
  const most = held?.pledge.received ?? 0n
  if (unused > most) return { kind: 'too_much', most }
  if (live?.state === 'held') await removeHeld(tx, live.id)
  if (held) await end(tx, giving, held, { state: 'ended', why, now }, unused)
  await closeSlot(tx, slot, { why, on, now })
  const { sponsorship } = held ?? {}
  if (sponsorship && why === 'person')
    await giving.callPerson(tx, sponsorship.contactId, `call the sponsor of ${slotName(slot)}`, now)
  else if (sponsorship) await tellEnd(tx, giving, sponsorship)
  return { kind: 'closed' }
}

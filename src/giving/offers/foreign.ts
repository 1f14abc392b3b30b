import { campaignById } from '../../campaigns/index.ts'
import { answerWithin, heldHolder } from '../../people/index.ts'
import type { Tx } from '../../platform/tx.ts'
import {
  type Day,
  dayOf,
  type ForeignSum,
  instantAt,
  workingDayAfter,
} from '../../platform/vietnamese/index.ts'
import { markOf, normalRef } from '../bank/store.ts'
import type { Giving } from '../deps.ts'
import { giveOwner } from '../donations/matching.ts'
import { type Owned, tellDonor } from '../donations/owning.ts'
import { mayMove, type ReturnReason } from './offer.ts'
import { type OfferDone, settle } from './settling.ts'
import { isMarkTaken, lockOffer, offerById } from './store.ts'

/** A bank needs so long to change it, and often less; then its person hears again, whether it is done or not. */
const CHANGED_WITHIN = 5
const heldUntil = (now: Date): Date =>
  instantAt(workingDayAfter(dayOf(now), CHANGED_WITHIN), { hour: 17, minute: 0 })

/** Money in another currency is welcome: how it may be sent, a person says. */
export const acceptForeign = (giving: Giving, tx: Tx, id: string, how: string): Promise<OfferDone> =>
  settle(giving, tx, id, 'accepted', async (offer, words) =>
    offer.kind === 'foreign' ? { change: {}, words: { ...words, how } } : 'past',
  )

/** What the bank has of it: how much in which currency, since when, under which reference. */
export interface Arrival {
  readonly came: ForeignSum
  readonly day: Day
  readonly bankRef: string
}

/**
 * It has come, and is held: in no sum of đồng and in no ledger, until its bank has changed it. What was mistyped may be written anew
 * meanwhile.
 *
 * @returns `taken`: under this reference another offer's money came to the same unit
 */
export async function holdForeign(
  giving: Giving,
  tx: Tx,
  id: string,
  { came, day, bankRef }: Arrival,
  now: Date,
): Promise<OfferDone | 'taken'> {
  const offer = await offerById(tx, id)
  const campaign = offer && (await campaignById(tx, offer.campaignId))
  if (!campaign) return 'past'
  const cameMark = markOf(giving.markKey, campaign.unit.id, normalRef(bankRef) ?? bankRef)
  if (await isMarkTaken(tx, cameMark, id)) return 'taken'
  return settle(giving, tx, id, 'held', async (_, words) => ({
    change: { came, cameMark, day, answerBy: heldUntil(now), rung: false },
    words: { ...words, bankRef },
  }))
}

/** The bank has not changed it yet: its person hears so, with a new hour. */
export const stillHeld = (giving: Giving, tx: Tx, id: string, now: Date): Promise<OfferDone> =>
  settle(giving, tx, id, 'held', async (offer, words) =>
    offer.state === 'held' ? { change: { answerBy: heldUntil(now), rung: false }, words } : 'past',
  )

/**
 * The bank has changed it: this credit in đồng, which nobody owns, is what it became, and goes to the common pot of its campaign with a receipt
 * as any gift does.
 */
export async function changeForeign(
  giving: Giving,
  tx: Tx,
  id: string,
  donation: string,
  now: Date,
): Promise<OfferDone> {
  const seen = await tx.offer.findUnique({ where: { id }, select: { contactId: true } })
  if (!seen) return 'past'
  // Before any other lock: who is about to be joined or parted is still who they are.
  await heldHolder(tx, seen.contactId)
  const offer = await lockOffer(tx, id)
  if (offer?.state !== 'held' || !mayMove(offer, 'done')) return 'past'
  const isKnown = offer.body !== null && (await giving.keys.of(tx, offer.contactId)) !== undefined
  let owned: Owned | undefined
  const done = await settle(giving, tx, id, 'done', async (_, words) => {
    // Of who is erased it stays money that nobody owns.
    if (isKnown) {
      const campaign = (await campaignById(tx, offer.campaignId))!
      owned = await giveOwner(tx, giving, donation, { contact: offer.contactId, campaign }, now)
      if (!owned) return 'past'
    }
    return { change: { donationId: donation, doneOn: dayOf(now), doneAt: now }, words }
  })
  if (owned) await tellDonor(tx, giving, owned)
  return done
}

export interface ForeignReturn {
  readonly day: Day
  readonly ref: string
  readonly why: ReturnReason
}

/** It went back where it came from, and why. */
export const returnForeign = (
  giving: Giving,
  tx: Tx,
  id: string,
  { day, ref, why }: ForeignReturn,
  now: Date,
): Promise<OfferDone> =>
  settle(giving, tx, id, 'returned', async (offer, words) =>
    // While two people saw to it, the day on which it came may have been put right.
    offer.day && day < offer.day
      ? 'past'
      : { change: { doneOn: day, doneAt: now }, words: { ...words, returnRef: ref, returned: why } },
  )

/** The đồng that it became were given to the wrong person: it is held again until somebody looks. */
export async function holdAgain(tx: Tx, donation: string, now: Date): Promise<void> {
  await tx.offer.updateMany({
    where: { donationId: donation },
    data: {
      state: 'held',
      donationId: null,
      doneOn: null,
      doneAt: null,
      answerBy: answerWithin(now),
      rung: false,
    },
  })
}

import { countBrought, promiseBrought } from '../../needs/index.ts'
import type { PersonKey } from '../../platform/person-key.ts'
import type { Tx } from '../../platform/tx.ts'
import { addDays, type Day, dayOf, instantAt } from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import { mayMove, type Offer, type OfferState, type OfferWords } from './offer.ts'
import { freeNeed, reminderKey } from './offering.ts'
import { lockOffer, type OfferChange, openOffer, sealOffer, updateOffer } from './store.ts'

const HOUR_MS = 3_600_000
const REMINDS_AT = { hour: 9, minute: 0 }
/** It waits so long for who is in the middle of something: to nine in the evening of its day. */
const PATIENCE_HOURS = 12

export interface Agreement {
  readonly day: Day
  readonly where: string
  /** As people say it: “8–11 giờ”. */
  readonly hour: string
  /** Of goods: the need of the same campaign that they are for. */
  readonly need: string | null
}

/** What an officer saw of it when it was done. */
export interface OfferOutcome {
  readonly day: Day
  /** Pieces, or people who came. */
  readonly counted: bigint | null
  /** Đồng of what was given directly. */
  readonly value: bigint | null
}

/** `past`: nothing of the kind can be done with it any more. */
export type OfferDone = { readonly kind: 'done'; readonly offer: Offer; readonly closed?: boolean } | 'past'

/**
 * It is agreed where and when. Of goods for a need as many pieces are promised as it lacks; what it takes no more of is still
 * welcome, and the page says so before. May be agreed anew, for another day.
 */
export const acceptOffer = (
  giving: Giving,
  tx: Tx,
  id: string,
  { day, where, hour, need }: Agreement,
  now: Date,
): Promise<OfferDone> =>
  settle(giving, tx, id, 'accepted', async (offer, words) => {
    await freeNeed({ tx }, offer)
    const meant = offer.kind === 'goods' && offer.quantity !== null ? need : null
    const takes = meant === null ? 0n : await promiseBrought(tx, meant, offer.quantity!, now)
    await remind(giving, tx, offer, day, now)
    return { change: { day, needId: meant, takes }, words: { ...words, meeting: { where, hour } } }
  })

/** Something is not clear: its person is asked, and waits no longer for the fund. */
export const askBack = (giving: Giving, tx: Tx, id: string, question: string): Promise<OfferDone> =>
  settle(giving, tx, id, 'asked', async (_, words) => ({ change: {}, words: { ...words, question } }))

/** Not this time, and why. */
export const declineOffer = (giving: Giving, tx: Tx, id: string, reason: string): Promise<OfferDone> =>
  settle(giving, tx, id, 'declined', async (offer, words) => {
    await freeNeed({ tx }, offer)
    return { change: { takes: 0n, day: null }, words: { ...words, reason } }
  })

/** It was brought, done or given: what was counted fills its need, and is in the books as what it is. */
export async function finishOffer(
  giving: Giving,
  tx: Tx,
  id: string,
  { day, counted, value }: OfferOutcome,
  now: Date,
): Promise<OfferDone> {
  let closed = false
  const settled = await settle(giving, tx, id, 'done', async (offer, words) => {
    let takes = 0n
    if (offer.needId !== null && counted !== null) {
      const brought = await countBrought(tx, offer.needId, { counted, promised: offer.takes })
      takes = brought.fills
      closed = brought.closed
    }
    return { change: { takes, counted, value, doneOn: day, doneAt: now }, words }
  })
  return settled === 'past' ? settled : { ...settled, closed }
}

/** Each step tells its person, once, and takes back what was planned to be said before. */
async function settle(
  { keys, tell }: Giving,
  tx: Tx,
  id: string,
  state: OfferState,
  work: (
    offer: Offer,
    words: OfferWords,
  ) => Promise<{ readonly change: OfferChange; readonly words: OfferWords }>,
): Promise<OfferDone> {
  const offer = await lockOffer(tx, id)
  const key: PersonKey | undefined = offer && (await keys.of(tx, offer.contactId))
  if (!offer?.body || !key || !mayMove(offer.state, state)) return 'past'
  await tell.takeBack(tx, reminderKey(id))
  const { change, words } = await work(offer, openOffer(key, offer.body))
  const turn = offer.turn + 1
  const changed = await updateOffer(tx, id, { ...change, state, turn, body: sealOffer(key, words) })
  await tell.toContact(tx, offer.contactId, {
    flow: 'offer-news',
    key: `offer-news:${id}:${turn}`,
    with: { offer: { id }, turn },
    ...(offer.addressId && { at: offer.addressId }),
  })
  return { kind: 'done', offer: changed }
}

/** Once, on the morning of the day before. Whoever agrees today on tomorrow has just heard of it. */
async function remind({ tell }: Giving, tx: Tx, offer: Offer, day: Day, now: Date): Promise<void> {
  const at = instantAt(addDays(day, -1), REMINDS_AT)
  if (at <= now || dayOf(at) === dayOf(now)) return
  await tell.toContact(tx, offer.contactId, {
    flow: 'offer-reminder',
    key: `${reminderKey(offer.id)}${day}:${offer.turn + 1}`,
    with: { offer: { id: offer.id }, day },
    ...(offer.addressId && { at: offer.addressId }),
    notBefore: at,
    patience: new Date(at.getTime() + PATIENCE_HOURS * HOUR_MS),
  })
}

import { type Campaign, campaignById, isForPlaces, takesPledges } from '../../campaigns/index.ts'
import { promiseBrought } from '../../needs/index.ts'
import { answerWithin } from '../../people/index.ts'
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

/** `past`: nothing of the kind can be done with it any more. */
export type OfferDone =
  | { readonly kind: 'done'; readonly offer: Offer; readonly closed?: boolean; readonly opened?: boolean }
  | 'past'

/**
 * It is agreed where and when. Of goods for a need as many pieces are promised as it lacks; what it takes no more of is still
 * welcome, and the page says so before. May be agreed anew, for another day.
 */
export async function acceptOffer(
  giving: Giving,
  tx: Tx,
  id: string,
  { day, where, hour, need }: Agreement,
  now: Date,
): Promise<OfferDone> {
  const done = await settle(giving, tx, id, 'accepted', async (offer, words) => {
    if (offer.kind === 'foreign') return 'past'
    await freeNeed({ tx }, offer)
    const meant = offer.kind === 'goods' && offer.quantity !== null ? need : null
    const takes = meant === null ? 0n : await promiseBrought(tx, meant, offer.quantity!, now)
    return { change: { day, needId: meant, takes }, words: { ...words, meeting: { where, hour } } }
  })
  if (done !== 'past') await remind(giving, tx, done.offer, day, now)
  return done
}

/** Something is not clear: its person is asked, and waits no longer for the fund. */
export const askBack = (giving: Giving, tx: Tx, id: string, question: string): Promise<OfferDone> =>
  settle(giving, tx, id, 'asked', async (_, words) => ({ change: {}, words: { ...words, question } }))

/** Not this time, and why. */
export const declineOffer = (giving: Giving, tx: Tx, id: string, reason: string): Promise<OfferDone> =>
  settle(giving, tx, id, 'declined', async (offer, words) => {
    await freeNeed({ tx }, offer)
    return { change: { takes: 0n, day: null }, words: { ...words, reason } }
  })

/**
 * Whether an offer may be given on to a campaign: another one, which takes promises now. What is for sponsored places takes none: its
 * money is of one place each.
 */
export const mayBeHandedTo = ({ campaignId }: Offer, campaign: Campaign, now: Date): boolean =>
  campaign.id !== campaignId && !isForPlaces(campaign) && takesPledges(campaign, now)

/**
 * Another campaign's unit answers from now on. What it had of a need is free, and a day that was agreed is agreed anew; an hour that was
 * promised stays promised.
 *
 * @param reason for who answers now
 */
export const handOffer = (
  giving: Giving,
  tx: Tx,
  id: string,
  { campaign, reason }: { readonly campaign: string; readonly reason: string },
  now: Date,
): Promise<OfferDone> =>
  settle(giving, tx, id, 'as_it_waits', async (offer, words) => {
    const target = await campaignById(tx, campaign)
    if (!target || !mayBeHandedTo(offer, target, now)) return 'past'
    await freeNeed({ tx }, offer)
    const anew = offer.state === 'accepted' ? { answerBy: answerWithin(now), rung: false } : {}
    return {
      change: { campaignId: campaign, needId: null, takes: 0n, day: null, ...anew },
      words: { ...words, handed: reason, meeting: undefined, how: undefined },
    }
  })

interface Settled {
  readonly change: OfferChange
  readonly words: OfferWords
}

/** What the fund tells of an offer besides how it stands: another unit answers, a count was wrong, money is held longer. */
export type OfferNews = 'handed' | 'miscount' | 'waits' | 'late'

/**
 * Each step tells its person, once, and takes back what was planned to be said before. Of who is erased only money that is held is
 * settled, and nobody is told.
 *
 * @param to `as_it_waits`: who was asked is still asked; all else that was not done waits for the fund
 * @param work leaves everything as it was when it returns `past`
 */
export async function settle(
  { keys, tell }: Giving,
  tx: Tx,
  id: string,
  to: OfferState | 'as_it_waits',
  work: (offer: Offer, words: OfferWords) => Promise<Settled | 'past'>,
): Promise<OfferDone> {
  const offer = await lockOffer(tx, id)
  if (!offer) return 'past'
  const state = to !== 'as_it_waits' ? to : offer.state === 'asked' ? 'asked' : 'offered'
  const key = await keys.of(tx, offer.contactId)
  const said = key && offer.body ? { key, words: openOffer(key, offer.body) } : undefined
  if (!mayMove(offer, state) || (!said && offer.state !== 'held')) return 'past'
  const done = await work(offer, said?.words ?? { what: '', replies: [] })
  if (done === 'past') return 'past'
  await tell.takeBack(tx, reminderKey(id))
  const unsaid = await tell.takeBack(tx, newsKey(id))
  const turn = offer.turn + 1
  const body = said && sealOffer(said.key, done.words)
  const changed = await updateOffer(tx, id, { ...done.change, state, turn, ...(body && { body }) })
  // Who has not heard of a count is not told that it was wrong.
  if (said && !(state === 'recount' && unsaid > 0)) {
    const about: OfferNews | null =
      to === 'as_it_waits'
        ? 'handed'
        : state === 'recount'
          ? 'miscount'
          : isHeldOn(offer, done)
            ? 'waits'
            : null
    await tell.toContact(tx, offer.contactId, {
      flow: 'offer-news',
      key: `${newsKey(id)}${turn}`,
      with: { offer: { id }, turn, about },
      ...(offer.addressId && { at: offer.addressId }),
    })
  }
  return { kind: 'done', offer: changed }
}

/** Under this name lies what the fund tells of an offer. */
export const newsKey = (id: string): string => `offer-news:${id}:`

const isHeldOn = ({ state }: Offer, { change }: Settled): boolean =>
  state === 'held' && change.came === undefined && change.doneOn === undefined

/** Once, on the morning of the day before. Whoever agrees today on tomorrow has just heard of it. */
async function remind({ tell }: Giving, tx: Tx, offer: Offer, day: Day, now: Date): Promise<void> {
  const at = instantAt(addDays(day, -1), REMINDS_AT)
  if (at <= now || dayOf(at) === dayOf(now)) return
  await tell.toContact(tx, offer.contactId, {
    flow: 'offer-reminder',
    key: `${reminderKey(offer.id)}${day}:${offer.turn}`,
    with: { offer: { id: offer.id }, day },
    ...(offer.addressId && { at: offer.addressId }),
    notBefore: at,
    patience: new Date(at.getTime() + PATIENCE_HOURS * HOUR_MS),
  })
}

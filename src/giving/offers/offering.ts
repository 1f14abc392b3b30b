import { campaignById, takesPledges } from '../../campaigns/index.ts'
import { needById, releaseBrought } from '../../needs/index.ts'
import { answerWithin } from '../../people/index.ts'
import type { PersonKey } from '../../platform/person-key.ts'
import type { Day, ForeignSum } from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import type { Doing } from '../pledges/pledging.ts'
import { holdPromisesOf } from '../pledges/store.ts'
import { mayMove, type Offer, type OfferKind, type OfferWords } from './offer.ts'
import {
  countStandingOffers,
  insertOffer,
  lockOffer,
  offerMadeBy,
  openOffer,
  sealOffer,
  updateOffer,
} from './store.ts'

/** More than this at one time are somebody trying things out. */
const MOST_STANDING = 5
/** What is told in answer to questions of the fund. */
const MOST_REPLIES = 10

export interface Offering {
  readonly kind: OfferKind
  readonly campaign: string
  /** Goods may be for one need, of whole units. */
  readonly need: string | null
  readonly words: Omit<OfferWords, 'replies'>
  /** Pieces, or people who come. */
  readonly quantity: bigint | null
  /** Đồng. */
  readonly worth: bigint | null
  readonly wishedOn: Day | null
  /** In another currency; null: not said, or no money. */
  readonly said: ForeignSum | null
}

/** An offer with what is said of it. */
export interface Said {
  readonly offer: Offer
  readonly words: OfferWords
}

/**
 * Somebody offers something. Nothing is taken of a need before an officer has agreed: what a stranger says keeps no coat from a
 * child. An officer answers within two working days.
 */
export async function makeOffer(
  { keys }: Giving,
  { tx, ids, now, contact, address, key: actionKey }: Doing,
  { kind, campaign, need, words, quantity, worth, wishedOn, said }: Offering,
): Promise<Said | 'closed' | 'too_many'> {
  const key = await keyOf(keys, tx, contact)
  const made = await offerMadeBy(tx, actionKey)
  if (made) return { offer: made, words: openOffer(key, made.body!) }
  const open = await campaignById(tx, campaign)
  if (!open || !takesPledges(open, now)) return 'closed'
  await holdPromisesOf(tx, contact)
  if ((await countStandingOffers(tx, contact)) >= MOST_STANDING) return 'too_many'
  const meant = kind === 'goods' && need !== null ? await needById(tx, need) : undefined
  const fits = meant?.campaignId === campaign && meant.mode === 'exclusive'
  const all: OfferWords = { ...words, replies: [] }
  const offer = await insertOffer(tx, {
    id: ids.uuid(),
    kind,
    contactId: contact,
    addressId: address ?? null,
    campaignId: campaign,
    needId: fits ? meant.id : null,
    quantity,
    worth,
    wishedOn,
    said,
    answerBy: answerWithin(now),
    createdAt: now,
    body: sealOffer(key, all),
    actionKey,
  })
  return { offer, words: all }
}

/** Their answer to what the fund asked: an officer looks again, with a new hour. */
export async function replyToQuestion(giving: Giving, doing: Doing, id: string, reply: string) {
  return change(giving, doing, id, async ({ offer, words }, key) => {
    if (offer.state !== 'asked') return undefined
    const replies = [...words.replies, reply].slice(-MOST_REPLIES)
    return updateOffer(doing.tx, id, {
      state: 'offered',
      ...waiting(doing.now),
      body: sealOffer(key, { ...words, replies }),
    })
  })
}

/** Another day suits them. What was agreed is agreed anew, and the pieces of its need stay theirs meanwhile. */
export async function wishOtherDay(giving: Giving, doing: Doing, id: string, wishedOn: Day) {
  return change(giving, doing, id, async ({ offer }) => {
    if (!mayMove(offer, 'offered')) return undefined
    await giving.tell.takeBack(doing.tx, reminderKey(id))
    return updateOffer(doing.tx, id, { state: 'offered', ...waiting(doing.now), wishedOn, day: null })
  })
}

/** They think otherwise, at any time before it is done. Nothing is asked of them. */
export async function withdrawOffer(giving: Giving, doing: Doing, id: string) {
  return change(giving, doing, id, async ({ offer }) => {
    if (!mayMove(offer, 'withdrawn')) return undefined
    await giving.tell.takeBack(doing.tx, reminderKey(id))
    await freeNeed(doing, offer)
    return updateOffer(doing.tx, id, { state: 'withdrawn', takes: 0n, turn: offer.turn + 1 })
  })
}

/** What it has of its need is free for others. @param offer locked by the caller, and not done */
export async function freeNeed({ tx }: Pick<Doing, 'tx'>, { needId, takes }: Offer): Promise<void> {
  if (needId !== null) await releaseBrought(tx, needId, takes)
}

/** Under this name lies what reminds of an offer. */
export const reminderKey = (id: string): string => `offer-reminder:${id}:`

const waiting = (now: Date) => ({ answerBy: answerWithin(now), rung: false })

/** @returns undefined when it is not theirs, or nothing of the kind can be done with it any more */
async function change(
  { keys }: Giving,
  { tx, contact }: Doing,
  id: string,
  work: (said: Said, key: PersonKey) => Promise<Offer | undefined>,
): Promise<Said | undefined> {
  const offer = await lockOffer(tx, id)
  if (offer?.contactId !== contact || !offer.body) return undefined
  const key = await keyOf(keys, tx, contact)
  const changed = await work({ offer, words: openOffer(key, offer.body) }, key)
  return changed && { offer: changed, words: openOffer(key, changed.body!) }
}

async function keyOf(keys: Giving['keys'], tx: Doing['tx'], contact: string): Promise<PersonKey> {
  const key = await keys.of(tx, contact)
  if (!key) throw new Error(`contact ${contact} was erased`)
  return key
}

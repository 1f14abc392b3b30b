import { campaignById } from '../../campaigns/index.ts'
import type { PersonKeys } from '../../platform/person-key.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Day } from '../../platform/vietnamese/index.ts'
import { type Offer, type OfferWords, STANDING_OFFERS } from './offer.ts'
import { freeNeed } from './offering.ts'
import { allOffersOf, lockOffer, openOffer, updateOffer } from './store.ts'

/** Somebody's offer, for a copy that they ask for. Money is đồng. */
export interface OfferCopy
  extends Pick<Offer, 'kind' | 'state' | 'quantity' | 'worth' | 'counted' | 'value' | 'said' | 'came'> {
  readonly at: Date
  readonly campaign: string
  readonly words: OfferWords
  readonly wishedOn: Day | null
  readonly day: Day | null
  readonly doneOn: Day | null
}

/** All of them, oldest first. */
export async function copyOfOffers(tx: Tx, keys: PersonKeys, contact: string): Promise<OfferCopy[]> {
  const key = await keys.of(tx, contact)
  const copies: OfferCopy[] = []
  for (const offer of (await allOffersOf(tx, contact)).toReversed()) {
    if (!key || !offer.body) continue
    const { kind, state, quantity, worth, counted, value, said, came, wishedOn, day, doneOn } = offer
    copies.push({
      ...{ kind, state, quantity, worth, counted, value, said, came, wishedOn, day, doneOn },
      at: offer.createdAt,
      campaign: (await campaignById(tx, offer.campaignId))!.title,
      words: openOffer(key, offer.body),
    })
  }
  return copies
}

/**
 * What still stands is taken back, and no word of it stays; kinds, days and numbers do, as the books want them. Money in another currency
 * that has come stays held: it becomes đồng, or goes back, by nobody's name.
 */
export async function forgetOffers(tx: Tx, contact: string): Promise<void> {
  for (const { id } of await allOffersOf(tx, contact)) {
    const offer = (await lockOffer(tx, id))!
    const stands = STANDING_OFFERS.includes(offer.state) && offer.state !== 'held'
    if (stands) await freeNeed({ tx }, offer)
    await updateOffer(tx, id, { body: null, ...(stands && { state: 'withdrawn', takes: 0n }) })
  }
}

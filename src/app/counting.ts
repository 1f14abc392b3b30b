import { countCertificates } from '../certificates/index.ts'
import { countGifts, countOffers, countPlaces, countPromises, placeWishOf } from '../giving/index.ts'
import { countWishes } from '../needs/index.ts'
import type { Kept } from '../people/index.ts'
import type { Tx } from '../platform/tx.ts'

/** How much of each is kept of somebody: as many as the copy of their data (copying.tsx) has. */
export const countKept = async (tx: Tx, contact: string): Promise<Kept> => ({
  promises: await countPromises(tx, contact),
  gifts: await countGifts(tx, contact),
  papers: await countCertificates(tx, contact),
  places: await countPlaces(tx, contact),
  offers: await countOffers(tx, contact),
  // To hear of a sponsored place that waits for somebody is one of them.
  wishes: (await countWishes(tx, contact)) + Number((await placeWishOf(tx, contact)) !== null),
})

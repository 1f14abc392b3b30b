import type { PersonKeys } from '../../platform/person-key.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Day } from '../../platform/vietnamese/index.ts'
import type { Offer, ThingKind } from './offer.ts'
import { allOffersOf, openOffer } from './store.ts'

/** What somebody gave other than money to an account, and what was seen of it when it was done. */
export interface DoneOffer extends Pick<Offer, 'campaignId' | 'counted' | 'value'> {
  /** Foreign money is a donation once it came. */
  readonly kind: ThingKind
  /** In their words. */
  readonly what: string
  readonly on: Day
}

/** Those that were done in a year, the oldest first. */
export async function offersDoneIn(
  tx: Tx,
  keys: PersonKeys,
  contact: string,
  year: number,
): Promise<DoneOffer[]> {
  const key = await keys.of(tx, contact)
  const done: DoneOffer[] = []
  for (const { state, doneOn, body, kind, campaignId, counted, value } of await allOffersOf(tx, contact))
    if (key && body && kind !== 'foreign' && state === 'done' && doneOn?.startsWith(`${year}-`))
      done.push({ kind, campaignId, counted, value, what: openOffer(key, body).what, on: doneOn })
  return done.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

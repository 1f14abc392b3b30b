import type { HotSql } from '../platform/db.ts'
import type { Returning, Share } from '../platform/handing.ts'
import type { Tx } from '../platform/tx.ts'
import type { Giving } from './deps.ts'
import { unnameReceipts } from './donations/receipt-store.ts'
import { isKept } from './donations/receiving.ts'
import { donationsToDecide } from './donations/store.ts'
import { forgetInvitations } from './inviting/store.ts'
import { endWatches } from './missing/watch-store.ts'
import { donationsGoing } from './moving.ts'
import { forgetOffers } from './offers/copy.ts'
import { cancelPledge } from './pledges/pledging.ts'
import { standingPledges } from './pledges/store.ts'
import { forgetPlaces } from './sponsorship/ending.ts'

/**
 * Whether money of theirs waits for their word or the fund's: who is forgotten can be asked no more.
 *
 * @param share of what is theirs, where they are about to be parted from somebody
 */
export async function hasOpenMoney(
  { tx, hot }: { readonly tx: Tx; readonly hot: HotSql },
  contact: string,
  { only, but = [] }: Share = {},
): Promise<boolean> {
  const going = (returning: Returning) => donationsGoing(hot, contact, returning)
  const theirs = only && (await going(only))
  const others: string[] = []
  for (const one of but) others.push(...(await going(one)))
  for (const donation of await donationsToDecide(tx, contact)) {
    const isMeant = theirs?.includes(donation.id) !== false && !others.includes(donation.id)
    if (isMeant && (await isKept(tx, donation))) return true
  }
  return false
}

/**
 * What giving forgets of a donor: their names on receipts, their promises, whose places are free again, and what they offered. Sums, days and
 * numbers stay, as accounting wants them.
 *
 * @returns keys of papers that named them: to be removed once this is committed
 */
export async function forgetDonor(tx: Tx, giving: Giving, contact: string, now: Date): Promise<string[]> {
  await forgetPlaces(giving, { tx, ids: giving.ids, now, contact, key: 'forget' })
  for (const id of await standingPledges(tx, contact))
    await cancelPledge(giving, { tx, ids: giving.ids, now, contact, key: `forget:${id}` }, id)
  await endWatches(tx, contact)
  await forgetInvitations(tx, contact)
  await forgetOffers(tx, contact)
  return unnameReceipts(tx, contact)
}

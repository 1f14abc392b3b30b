import type { HotSql } from '../platform/db.ts'
import type { Share } from '../platform/handing.ts'
import type { Tx } from '../platform/tx.ts'
import { forgetBehalf } from './behalf/store.ts'
import type { Giving } from './deps.ts'
import { unnameReceipts } from './donations/receipt-store.ts'
import { isKept } from './donations/receiving.ts'
import { donationsToDecide } from './donations/store.ts'
import { forgetInvitations } from './inviting/store.ts'
import { endWatches } from './missing/watch-store.ts'
import { donationsGoing, sponsorshipsGoing } from './moving.ts'
import { forgetOffers } from './offers/copy.ts'
import { hasHeldMoney } from './offers/store.ts'
import { forgetBeside } from './pledges/beside.ts'
import { cancelPledge } from './pledges/pledging.ts'
import { standingPledges } from './pledges/store.ts'
import { forgetPlaces } from './sponsorship/sponsoring.ts'
import { unusedOf } from './sponsorship/store.ts'

/**
 * Whether money of theirs waits for their word or the fund's, also what of an ended place was not used, and what
 * came in another currency and is held: who is forgotten can be asked no
 * more.
 *
 * @param share of what is theirs, where they are about to be parted from somebody
 */
export async function hasOpenMoney(
  { tx, hot }: { readonly tx: Tx; readonly hot: HotSql },
  contact: string,
  { only, but = [] }: Share = {},
): Promise<boolean> {
  const meant = async (going: typeof donationsGoing) => {
    const theirs = only && (await going(hot, contact, only))
    const others: string[] = []
    for (const one of but) others.push(...(await going(hot, contact, one)))
    return (id: string) => theirs?.includes(id) !== false && !others.includes(id)
  }
  const isMeant = await meant(donationsGoing)
  for (const donation of await donationsToDecide(tx, contact))
    if (isMeant(donation.id) && (await isKept(tx, donation))) return true
  if (await hasHeldMoney(tx, contact)) return true
  const unused = await unusedOf(tx, contact)
  return unused.length > 0 && unused.some(await meant(sponsorshipsGoing))
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
  await forgetBehalf(tx, contact)
  await forgetBeside(tx, contact)
  return unnameReceipts(tx, contact)
}

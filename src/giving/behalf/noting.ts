import { openName } from '../../people/index.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Giving } from '../deps.ts'
import { namesOnReceipts } from '../donations/receipt-store.ts'
import { donationsFor } from '../donations/store.ts'
import type { Pledge } from '../pledges/pledge.ts'
import { updatePledge } from '../pledges/store.ts'
import { type Behalf, payerOf } from './behalf.ts'
import { sealBehalf } from './store.ts'

interface Noted {
  /** A receipt was handed out that does not name this company or group: it stays as it is, for ever. */
  readonly receiptStands: boolean
  /** There is a certificate: it says what it said until another takes its place. */
  readonly certificate: boolean
}

/**
 * A promise is in this name from now on; undefined: in its giver's own. Receipts of money that comes from now on bear it, and so do
 * certificates that are made.
 *
 * @param pledge locked by the caller
 */
export async function noteBehalf(
  tx: Tx,
  giving: Giving,
  pledge: Pledge,
  behalf: Behalf | undefined,
): Promise<Noted> {
  const { keys } = giving
  const { contactId: contact } = pledge
  await updatePledge(tx, pledge, await sealBehalf(tx, keys, contact, behalf))
  const donations = (await donationsFor(tx, pledge.id)).map(({ id }) => id)
  const payers = (['vi', 'en'] as const).map((lang) => payerOf(behalf, lang) ?? null)
  let receiptStands = false
  // A tribute is its giver's own gift: whomever a receipt names, it is right.
  if (payers[0] !== null)
    for (const sealed of await namesOnReceipts(tx, donations))
      receiptStands ||= !payers.includes(await openName(tx, keys, contact, sealed))
  return { receiptStands, certificate: (await giving.certified(tx, donations)).size > 0 }
}

import type { Campaign } from '../../campaigns/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { forNeed, type Pledge, type TooMuch } from './pledge.ts'
import { keptUnpaid } from './store.ts'

/**
 * Whether this pledge would make it more than one contact may keep without having paid: nobody can keep a whole campaign
 * from the others for a week. A single unit is never too much.
 */
export async function tooMuch(
  { tx, contact }: { readonly tx: Tx; readonly contact: string },
  campaign: Campaign,
  pledge: Pick<Pledge, 'id' | 'quantity' | 'unitPrice' | 'received'>,
): Promise<TooMuch | undefined> {
  const kept = await keptUnpaid(tx, contact, campaign.id, pledge.id)
  const wanted = forNeed(pledge) - pledge.received
  const single = kept === 0n && pledge.quantity === 1n
  return kept + wanted > campaign.mostUnpaid && wanted > 0n && !single
    ? { kind: 'too_much', most: campaign.mostUnpaid }
    : undefined
}

import type { Campaign } from '../../campaigns/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { forNeed, type Pledge, type TooMany, type TooMuch } from './pledge.ts'
import { keptUnpaid, standingOf } from './store.ts'

/** More promises than this at one time are somebody trying things out. */
const MOST_STANDING = 5

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

/** Whether one contact has as many promises as are enough. Asked for one that does not stand (any more). */
export async function tooMany(tx: Tx, contact: string): Promise<TooMany | undefined> {
  return (await standingOf(tx, contact)) >= MOST_STANDING ? { kind: 'too_many' } : undefined
}

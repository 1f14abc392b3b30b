import { campaignById } from '../campaigns/index.ts'
import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { bookPurchase } from './buying.ts'
import { recordDelivery } from './delivering.ts'
import type { DeliverySheet } from './delivery.ts'
import { updateDelivery } from './delivery-store.ts'
import type { Words } from './papers.ts'
import { insertPurchase, type PurchaseSheet, purchaseById } from './store.ts'

/** A purchase of a demo world's story, with what came of it. */
interface ToldPurchase extends Omit<PurchaseSheet, 'campaignId' | 'accountId'> {
  /** Who asked for it and recorded what came, and who approved and confirmed. */
  readonly officers: readonly [string, string]
  readonly at: Date
  readonly brought: readonly (Pick<DeliverySheet, 'sent' | 'missing' | 'day' | 'receiver'> & {
    readonly need: string
    readonly arrived: bigint
    readonly confirmedAt: Date
  })[]
}

/**
 * What was bought in a demo world before anybody came to see it: by the same books and bounds as any other, without asking anybody,
 * and without a word to its donors.
 *
 * @throws anywhere but in a demo world, and where the money or the things are not there
 */
export async function tellPurchase(
  tx: Tx,
  parts: { readonly ids: Ids; readonly words: Words },
  campaignId: string,
  { officers, at, brought, ...sheet }: ToldPurchase,
): Promise<void> {
  const campaign = await campaignById(tx, campaignId)
  if (!campaign?.demo) throw new Error('only a demo world has purchases that nobody approved')
  const [first, second] = officers
  const about = { campaignId, accountId: campaign.account.id }
  const id = await insertPurchase(tx, parts, { ...sheet, ...about }, first, at)
  if ((await bookPurchase(tx, parts.ids, id, at)) === 'stale')
    throw new Error(`the story's purchase ${sheet.voucher} cannot be paid by what was given before it`)
  const { lines } = (await purchaseById(tx, id))!
  for (const { need, arrived, confirmedAt, ...came } of brought) {
    const line = lines.find((one) => one.need === need)
    const delivery = {
      ...came,
      purchase: id,
      lineId: line!.id,
      communeId: null,
      quantity: arrived,
      note: null,
    }
    const recorded = await recordDelivery(tx, parts, delivery, first, confirmedAt)
    if (recorded.kind !== 'recorded')
      throw new Error(`what the story says came of ${sheet.voucher} did not: ${recorded.kind}`)
    await updateDelivery(tx, recorded.id, { state: 'confirmed', confirmedBy: second, confirmedAt })
  }
}

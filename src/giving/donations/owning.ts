import type { Account } from '../../campaigns/index.ts'
import { personOf, sealName } from '../../people/index.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Credit } from '../bank/store.ts'
import { payerOf } from '../behalf/behalf.ts'
import { behalfOf } from '../behalf/store.ts'
import type { Giving } from '../deps.ts'
import { closeWatches } from '../missing/watch-store.ts'
import { freeze, receiptNumber } from './receipt.ts'
import { insertReceipt, nextNumber, type Receipt } from './receipt-store.ts'
import type { Received } from './receiving.ts'
import { KEPT } from './store.ts'
import { usedFor } from './use.ts'

/** Money whose owner is known, with its receipt. */
export interface Owned extends Received {
  readonly receipt: Receipt
}

/**
 * What follows as soon as it is known whose a donation is: nobody looks for that sum any more, and it has its receipt, one for
 * ever, with the next number. The paper is drawn by a worker, or when somebody asks for it first.
 *
 * @param credit as the bank told it, on our account
 */
export async function issueReceipt(
  tx: Tx,
  giving: Giving,
  { donation, use }: Received,
  credit: Pick<Credit, 'amount' | 'at' | 'bankRef'>,
  account: Account,
  now: Date,
): Promise<Owned> {
  const { campaign } = use
  const { site } = giving
  const person = await personOf(tx, giving.keys, donation.contactId!)
  const payer = payerOf(await behalfOf(tx, giving.keys, use.pledge), person.lang)
  await closeWatches(tx, donation.contactId!, donation.amount)
  const publicId = giving.ids.public()
  const [unitId, series] = [donation.unitId, campaign.receiptSeries]
  const taken = await nextNumber(tx, unitId, series)
  const number = receiptNumber(series, taken)
  const receipt = await insertReceipt(tx, giving.ids, {
    unitId,
    series,
    number: taken,
    donationId: donation.id,
    publicId,
    donorName: await sealName(tx, giving.keys, donation.contactId!, payer ?? person.paperName),
    facts: freeze({ number, publicId, site, person, campaign, account, credit, usedFor: usedFor(use) }),
    issuedAt: now,
  })
  giving.bell.paper(`receipt/${receipt.id}.png`)
  return { donation, use, receipt }
}

/** Tells the donor, once: money was seen; or it came too late for what it was meant for, and what now? */
export async function tellDonor(tx: Tx, giving: Giving, { donation }: Owned): Promise<void> {
  const asks = donation.state === 'late' || (KEPT as readonly string[]).includes(donation.state)
  await giving.tell.toContact(tx, donation.contactId!, {
    flow: asks ? 'money-late' : 'money-seen',
    key: `money:${donation.id}`,
    with: { donation: { id: donation.id } },
  })
}

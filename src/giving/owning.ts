import { accountById } from '../campaigns/index.ts'
import { personOf } from '../people/index.ts'
import type { Tx } from '../platform/tx.ts'
import { creditById } from './bank-store.ts'
import type { Giving } from './deps.ts'
import { donationRecordOf, useOf } from './donation-record.ts'
import { type Donation, KEPT } from './donation-store.ts'
import { freeze, receiptNumber } from './receipt.ts'
import { insertReceipt, nextNumber, type Receipt } from './receipt-store.ts'
import { closeWatches } from './watch-store.ts'

/**
 * What follows as soon as it is known whose a donation is: nobody looks for it any more, and it has its receipt, one for
 * ever, with the next number. The paper is drawn by a worker, or when somebody asks for it first.
 */
export async function issueReceipt(tx: Tx, giving: Giving, donation: Donation, now: Date): Promise<Receipt> {
  const { campaign, words } = await useOf(tx, donation)
  const credit = (await creditById(tx, giving.secret, donation.creditId))!
  const [person, account] = [await personOf(tx, donation.contactId!), await accountById(tx, credit.accountId)]
  await closeWatches(tx, donation.contactId!)
  const publicId = giving.ids.public()
  const [unitId, series] = [donation.unitId, campaign.receiptSeries]
  const number = await nextNumber(tx, unitId, series)
  const { site } = giving
  const facts = freeze({
    number: receiptNumber(series, number),
    publicId,
    site,
    person,
    campaign,
    account,
    credit,
    usedFor: words,
  })
  const receipt = await insertReceipt(tx, giving.ids, {
    unitId,
    series,
    number,
    donationId: donation.id,
    publicId,
    facts,
    issuedAt: now,
  })
  giving.bell.paper(`receipt/${receipt.id}.png`)
  return receipt
}

/** Tells the donor, once: money was seen; or it came too late for what it was meant for, and what now? */
export async function tellDonor(tx: Tx, giving: Giving, donation: Donation, now: Date): Promise<void> {
  const asks = donation.state === 'late' || (KEPT as readonly string[]).includes(donation.state)
  await giving.tell.toContact(tx, donation.contactId!, {
    flow: asks ? 'money-late' : 'money-seen',
    key: `money:${donation.id}`,
    with: { donation: await donationRecordOf(tx, giving, donation, now) },
  })
}

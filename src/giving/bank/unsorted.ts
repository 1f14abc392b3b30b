import { type Account, publicCampaigns } from '../../campaigns/index.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Giving } from '../deps.ts'
import { pledgesCoded } from '../pledges/store.ts'
import { findCodes } from '../transfer/reference-code.ts'

/**
 * Money that names promises and could not be booked for one at once: its memo has several codes, or it came to an account that is
 * not the campaign's. Their donor is told that it is here, where these are of one person; a person of the fund sees to the rest.
 */
export async function tellUnsorted(
  tx: Tx,
  giving: Giving,
  {
    account,
    memo,
    donation,
  }: { readonly account: Account; readonly memo: string; readonly donation: string },
): Promise<void> {
  const prefixes = new Set((await publicCampaigns(tx)).map(({ codePrefix }) => codePrefix))
  const codes = [...prefixes].flatMap((prefix) => findCodes(memo, prefix))
  const pledges = await pledgesCoded(tx, codes)
  const [first, ...others] = pledges
  // Of two people each would hear of the other's money.
  if (!first || others.some(({ contactId }) => contactId !== first.contactId)) return
  await giving.tell.toContact(tx, first.contactId, {
    flow: 'money-unsorted',
    key: `unsorted:${donation}`,
    with: {
      donation: { id: donation },
      pledge: { id: first.id },
      account: `${account.number}, ${account.bankName}`,
      several: others.length > 0,
    },
  })
}

import { createHash } from 'node:crypto'
import { campaignById } from '../../campaigns/index.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Giving } from '../deps.ts'
import { missing, type Pledge } from '../pledges/pledge.ts'
import { pretendNotification } from './demo.ts'
import { receiveNotice } from './notice.ts'

/**
 * "Giả lập chuyển khoản": a transfer of what is missing, or of another amount, to see what then happens. Only the demo
 * world has the secret for it; the notification is signed, verified and kept like a bank's.
 *
 * @param doing named by `key`, so that a repeat of it is no second transfer
 */
export async function pretendTransfer(
  tx: Tx,
  giving: Giving,
  pledge: Pledge,
  amount: bigint | undefined,
  doing: { readonly key: string; readonly now: Date },
): Promise<'sent' | 'not_demo' | 'nothing_due'> {
  const campaign = await campaignById(tx, pledge.campaignId)
  const feed = giving.feeds.find((one) => one.provider === 'sepay')
  if (!giving.demoSecret || !feed || !campaign?.demo) return 'not_demo'
  const sum = amount ?? missing(pledge)
  if (sum <= 0n) return 'nothing_due'
  const digest = createHash('sha256').update(doing.key).digest()
  const digits = String(digest.readBigUInt64BE() % 10n ** 15n).padStart(15, '1')
  const { headers, raw } = pretendNotification(giving.demoSecret, {
    id: digits,
    account: campaign.account.number,
    amount: sum,
    memo: pledge.code,
    at: doing.now,
    bankRef: `DEMO${digits}`,
  })
  if (!feed.verify(headers, raw, doing.now))
    throw new Error('the demo secret is not among the secrets of the bank feed sepay')
  await receiveNotice(tx, giving, feed, raw)
  return 'sent'
}

import { createHash } from 'node:crypto'
import { campaignById } from '../../campaigns/index.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Giving } from '../deps.ts'
import { missing, type Pledge } from '../pledges/pledge.ts'
import { pretendNotification } from './demo.ts'
import { receiveNotice } from './notice.ts'

/**
 * How a pretended transfer comes: as it should, or as real ones do that a person has to look at. `twice`: its bank tells of it under
 * two numbers.
 */
export const WAYS = ['right', 'no_code', 'wrong_code', 'twice'] as const
type PretendWay = (typeof WAYS)[number]

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
  doing: { readonly key: string; readonly now: Date; readonly way?: PretendWay },
): Promise<'sent' | 'not_demo' | 'nothing_due'> {
  const campaign = await campaignById(tx, pledge.campaignId)
  const feed = giving.feeds.find((one) => one.provider === 'sepay')
  if (!giving.demoSecret || !feed || !campaign?.demo) return 'not_demo'
  const sum = amount ?? missing(pledge)
  if (sum <= 0n) return 'nothing_due'
  const { now: at, way = 'right' } = doing
  const bankRef = `DEMO${digitsOf(doing.key)}`
  const transfer = {
    account: campaign.account.number,
    amount: sum,
    memo: memoOf(pledge.code, way),
    at,
    bankRef,
  }
  for (const key of way === 'twice' ? [doing.key, `${doing.key}:again`] : [doing.key]) {
    const { headers, raw } = pretendNotification(giving.demoSecret, { id: digitsOf(key), ...transfer })
    if (!feed.verify(headers, raw, at))
      throw new Error('the demo secret is not among the secrets of the bank feed sepay')
    await receiveNotice(tx, giving, feed, raw)
  }
  return 'sent'
}

function digitsOf(key: string): string {
  const digest = createHash('sha256').update(key).digest()
  return String(digest.readBigUInt64BE() % 10n ** 15n).padStart(15, '1')
}

function memoOf(code: string, way: PretendWay): string {
  if (way === 'no_code') return 'ung ho cac em'
  // One character is another, as when somebody copies it by hand: its check character tells.
  return way === 'wrong_code' ? code.replace(/.$/, (last) => (last === '7' ? '8' : '7')) : code
}

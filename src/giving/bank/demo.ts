import { dayOf, formatTime } from '../../platform/vietnamese/index.ts'
import { signSepay } from './sepay.ts'

/** A transfer that never was, as SePay would tell it. */
interface PretendTransfer {
  /** Digits. */
  readonly id: string
  readonly account: string
  readonly amount: bigint
  readonly memo: string
  readonly at: Date
  readonly bankRef: string
}

/**
 * "Giả lập chuyển khoản" of the demo world: a notification that is signed and read like a real one, so that all that
 * follows is what a real transfer would set off.
 */
export function pretendNotification(
  secret: string,
  transfer: PretendTransfer,
): { headers: Record<string, string>; raw: Buffer } {
  const seconds = String(transfer.at.getUTCSeconds()).padStart(2, '0')
  const fields = {
    gateway: 'Demo',
    transactionDate: `${dayOf(transfer.at)} ${formatTime(transfer.at)}:${seconds}`,
    accountNumber: transfer.account,
    subAccount: null,
    code: null,
    content: transfer.memo,
    transferType: 'in',
    referenceCode: transfer.bankRef,
    description: transfer.memo,
  }
  const body = `{"id":${transfer.id},"transferAmount":${transfer.amount},${JSON.stringify(fields).slice(1)}`
  const raw = Buffer.from(body)
  const timestamp = String(Math.floor(transfer.at.getTime() / 1000))
  return {
    headers: { 'x-sepay-timestamp': timestamp, 'x-sepay-signature': signSepay(secret, timestamp, raw) },
    raw,
  }
}

import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { asDay, instantAt, isDay } from '../../platform/vietnamese/index.ts'
import { parseExactly, wholeNumber } from './exact-json.ts'
import { type BankFeed, type BankMovement, isDong, NOT_DONG, type Unreadable, unreadable } from './feed.ts'

/** SePay's clock and ours may differ by this much (developer.sepay.vn, webhook security; read 2026-11). */
const DRIFT_MS = 5 * 60_000
/** A notification is about one kilobyte. */
const LONGEST = 64 * 1024
/** No transfer comes near it; above, something is broken. */
const MOST = 1_000_000_000_000n

/**
 * SePay's webhook with HMAC-SHA256.
 *
 * @param secrets SEPAY_WEBHOOK_SECRET: several while one replaces the other. None means that nothing is believed.
 */
export function sepay(secrets: readonly string[]): BankFeed {
  return {
    provider: 'sepay',
    verify(headers, raw, now) {
      const timestamp = single(headers['x-sepay-timestamp'])
      const signature = single(headers['x-sepay-signature'])
      if (!/^\d{1,12}$/.test(timestamp) || !/^sha256=[0-9a-f]{64}$/.test(signature)) return false
      if (Math.abs(now.getTime() - Number(timestamp) * 1000) > DRIFT_MS) return false
      const given = Buffer.from(signature)
      return secrets.some((secret) => timingSafeEqual(given, Buffer.from(signSepay(secret, timestamp, raw))))
    },
    read,
  }
}

/** Some servers hand a header that came twice over as a list. */
const single = (header: unknown): string => (typeof header === 'string' ? header : '')

/** The value of X-SePay-Signature. */
export function signSepay(secret: string, timestamp: string, raw: Uint8Array): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.`).update(raw).digest('hex')}`
}

const notification = z.object({
  id: z.union([wholeNumber, z.string().regex(/^\d{1,20}$/)]),
  transactionDate: z.string(),
  accountNumber: z.string(),
  subAccount: z.string().nullish(),
  content: z.string().nullish(),
  description: z.string().nullish(),
  transferType: z.enum(['in', 'out']),
  transferAmount: wholeNumber,
  referenceCode: z.string().nullish(),
})

function read(raw: Buffer): BankMovement | Unreadable {
  if (raw.length > LONGEST) return unreadable(`longer than ${LONGEST} bytes`)
  let body: unknown
  try {
    body = parseExactly(new TextDecoder('utf-8', { fatal: true }).decode(raw))
  } catch {
    return unreadable('not JSON in UTF-8')
  }
  // Asked first: an amount with cents is no fault of the messenger's.
  if (currenciesIn(body).some((one) => !isDong(one))) return NOT_DONG
  const parsed = notification.safeParse(body)
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.map(String).join('.') || 'body')
    return unreadable(`not as documented: ${[...new Set(fields)].join(', ')}`)
  }
  const it = parsed.data
  const at = instantOf(it.transactionDate)
  if (!at) return unreadable('transactionDate is no time')
  const amount = BigInt(it.transferAmount)
  if (amount === 0n || amount > MOST) return unreadable('transferAmount is out of range')
  return {
    kind: 'movement',
    providerId: it.id,
    accounts: [it.accountNumber, it.subAccount ?? ''].map(plain).filter((number) => number !== ''),
    direction: it.transferType,
    amount,
    at,
    memo: it.content || it.description || '',
    bankRef: it.referenceCode || null,
  }
}

/** Their documents name no currency, their accounts being in đồng: whatever field does is asked. */
function currenciesIn(body: unknown): (string | null)[] {
  const fields = z.record(z.string(), z.unknown()).safeParse(body).data ?? {}
  return Object.entries(fields)
    .filter(([name]) => /currency/i.test(name))
    .map(([, said]) => (said === null || typeof said === 'string' ? said : (writtenIn(said) ?? '?')))
}

const writtenIn = (said: unknown): string | undefined => wholeNumber.safeParse(said).data

const plain = (number: string): string => number.replace(/[^0-9A-Za-z]/g, '')

/** `2023-03-25 14:02:37`, without a zone: it is Việt Nam's time. */
function instantOf(text: string): Date | undefined {
  const match = /^(20\d\d-\d\d-\d\d) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/.exec(text)
  if (!match || !isDay(match[1]!)) return undefined
  const minute = instantAt(asDay(match[1]!), { hour: Number(match[2]), minute: Number(match[3]) })
  return new Date(minute.getTime() + Number(match[4]) * 1000)
}

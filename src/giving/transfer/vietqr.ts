import { isDeepStrictEqual } from 'node:util'
import { Banks, QRPay, QRProviderGUID } from 'vietnam-qr-pay'
import { fold } from '../../platform/vietnamese/index.ts'

/** What a bank app reads from a VietQR: where the money goes, how much, and the transfer content. */
export interface VietQr {
  /** The bank's six-digit number, issued by the State Bank. */
  bin: string
  account: string
  /** Whole đồng. */
  amount: bigint
  /** Shown to the payer and carried by the transfer. Folded to `[A-Z0-9 ]`, at most 25 characters. */
  memo: string
}

/**
 * The bank number of the demo world. The State Bank's numbers begin with 97 or 96, and foreign banks bring their
 * card schemes' (4, 5, 6, 7, 8); ISO/IEC 7812 keeps a leading 0 for uses that are not banking. So no bank app can
 * send money there, however the picture travels.
 */
export const DEMO_BIN = '000000'

/** NAPAS carries transfers by QR within its 13-character amount; we keep below a thousand billion. */
const LEAST = 1_000n
const MOST = 999_999_999_999n
/** EMVCo's limit for the purpose of a transaction, in field 62-08. */
const MEMO_LENGTH = 25

/**
 * The text to draw as a QR code, so that a bank app fills in account, amount and content.
 * NAPAS "QR Format T&C v1.0 VN" (September 2021), dynamic code to an account (QRIBFTTA).
 *
 *     vietQr({ bin: '970436', account: '1234567890', amount: 300_000n, memo: 'TLV8K3Q7DX' })
 *
 * @throws when a part is out of range. Those parts come from a campaign's settings, never from a donor's typing,
 * so the message is for whoever keeps the settings.
 */
export function vietQr({ bin, account, amount, memo }: VietQr): string {
  const asked = { bin, account, amount, memo: foldMemo(memo) }
  const fault = faultIn(asked)
  if (fault) throw new Error(`VietQR cannot be made: ${fault}`)

  const payload = QRPay.initVietQR({
    bankBin: asked.bin,
    bankNumber: asked.account,
    amount: String(asked.amount),
    purpose: asked.memo,
  }).build()

  // A wrong picture sends a donor's money elsewhere, so no payload leaves without being read back.
  if (!isDeepStrictEqual(readVietQr(payload), asked)) {
    throw new Error(
      `VietQR for BIN ${asked.bin} does not read back as it was written. Check the package vietnam-qr-pay.`,
    )
  }
  return payload
}

/**
 * Reads a VietQR payload strictly: checksum, lengths and order must be what we would write for the same content.
 * The package alone accepts inner lengths that disagree (the sample printed in NAPAS 6.1.1 is one).
 *
 * @returns `undefined` for anything else. A static code has no amount, and perhaps no memo. Never throws.
 */
export function readVietQr(
  payload: string,
): { bin: string; account: string; amount: bigint | undefined; memo: string | undefined } | undefined {
  const read = parse(payload)
  if (!read?.isValid || read.provider.guid !== QRProviderGUID.VIETQR || read.build() !== payload)
    return undefined
  const { bankBin: bin, bankNumber: account } = read.consumer
  if (bin === undefined || account === undefined) return undefined
  if (read.amount !== undefined && !/^\d{1,13}$/.test(read.amount)) return undefined
  return {
    bin,
    account,
    amount: read.amount === undefined ? undefined : BigInt(read.amount),
    memo: read.additionalData.purpose,
  }
}

function parse(payload: string): QRPay | undefined {
  try {
    return new QRPay(payload)
  } catch {
    // A length that is no number, under a right checksum, sends the package's reader round for ever.
    return undefined
  }
}

/**
 * Folds transfer content to what every bank carries: capitals, digits, single spaces. Not shortened: a cut
 * could take the reference code with it.
 *
 *     foldMemo('Ủng hộ Tết - TLV8K3Q7DX')  // 'UNG HO TET TLV8K3Q7DX'
 */
export function foldMemo(memo: string): string {
  return fold(memo)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()
}

function faultIn({ bin, account, amount, memo }: VietQr): string | undefined {
  if (!/^\d{6}$/.test(bin)) {
    return `bank number (BIN) "${bin}" must be 6 digits. Take it from the bank list, e.g. 970436 for Vietcombank.`
  }
  if (!/^[A-Za-z0-9]{1,19}$/.test(account)) {
    return `account "${account}" must be 1 to 19 letters and digits, without spaces or dots. Correct the campaign's account.`
  }
  if (amount < LEAST || amount > MOST) {
    return `amount ${amount} must be from ${LEAST} to ${MOST} đồng. Check the amount before asking for a QR.`
  }
  if (memo === '' || memo.length > MEMO_LENGTH) {
    return `transfer content "${memo}" must have 1 to ${MEMO_LENGTH} characters. Use the reference code alone, or shorten what follows it.`
  }
  return undefined
}

/**
 * The bank's name today, as people find it in an app: `Ngân hàng TMCP Á Châu (ACB)`.
 *
 * @returns `undefined` for a number that no bank has, such as the demo world's.
 */
export function bankName(bin: string): string | undefined {
  const renamed = RENAMED[bin]
  if (renamed) return renamed
  // A renamed bank stands twice in the package under one number; the name in use is the one that still transfers.
  const [bank] = Banks.filter((bank) => bank.bin === bin && bin !== '' && !bank.deprecated).sort(
    (a, b) => b.vietQRStatus - a.vietQRStatus,
  )
  return bank && `${bank.name} (${bank.shortName})`
}

/** Renamed since the package's list was made (read in Vietnamese newspapers of 2023 to 2025, checked 2026-11). */
const RENAMED: Record<string, string | undefined> = {
  '970408': 'Ngân hàng TNHH MTV Kỷ Nguyên Thịnh Vượng (GPBank)',
  '970430': 'Ngân hàng TMCP Thịnh vượng và Phát triển (PGBank)',
  '970444': 'Ngân hàng TNHH MTV Ngoại thương Công nghệ số (VCBNeo)',
}

/** What the text of a payment QR says of where its money goes. */
type QrSays =
  | { readonly kind: 'account'; readonly bin: string; readonly account: string }
  /** A whole code, of a shop or a purse: no account of a bank. */
  | { readonly kind: 'elsewhere' }
  /** It begins like one, and is none: a bank's app refuses it, or one app reads another account in it than the next. */
  | { readonly kind: 'broken' }

/** How every code of EMVCo begins: its version. */
const BEGINS = '000201'
const NAPAS = 'A000000727'

/**
 * Reads the text of a payment QR of any bank, which `readVietQr` need not know how to write (EMVCo QR Specification for
 * Payment Systems, merchant-presented mode; NAPAS "QR Format T&C v1.0 VN").
 *
 * @param text the payload alone
 * @returns undefined when it is no payment QR at all. Never throws.
 */
export function readPaymentQr(text: string): QrSays | undefined {
  if (!text.startsWith(BEGINS)) return undefined
  const fields = fieldsIn(text)
  if (!fields || fields.get('63') !== checksum(text.slice(0, -4))) return { kind: 'broken' }
  // Money goes where one of these fields says: with two of them, it is the app that chooses.
  if ([...fields.keys()].some((name) => name >= '02' && name <= '51' && name !== '38')) {
    return { kind: fields.has('38') ? 'broken' : 'elsewhere' }
  }
  const napas = fieldsIn(fields.get('38') ?? '')
  if (napas?.get('00') !== NAPAS) return { kind: 'elsewhere' }
  const receiver = fieldsIn(napas.get('01') ?? '')
  const [bin, account] = [receiver?.get('00'), receiver?.get('01')]
  if (!bin || !account) return { kind: 'broken' }
  return { kind: 'account', bin, account }
}

/** Two digits of a name, two of a length, and the value. @returns undefined where a name stands twice or a length is wrong */
function fieldsIn(text: string): Map<string, string> | undefined {
  const fields = new Map<string, string>()
  let at = 0
  while (at < text.length) {
    const [, name, length] = /^(\d\d)(\d\d)/.exec(text.slice(at, at + 4)) ?? []
    if (!name || !length || fields.has(name)) return undefined
    const end = at + 4 + Number(length)
    if (end > text.length) return undefined
    fields.set(name, text.slice(at + 4, end))
    at = end
  }
  return fields
}

/** CRC-16/CCITT-FALSE (ISO/IEC 13239), four capital hexadecimal digits. */
function checksum(text: string): string {
  let crc = 0xffff
  for (const byte of Buffer.from(text)) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit++) crc = ((crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff) >>> 0
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}

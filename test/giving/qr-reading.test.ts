import { describe, expect, test } from 'vitest'
import { readPaymentQr } from '../../src/giving/transfer/qr-reading.ts'
import { DEMO_BIN, vietQr } from '../../src/giving/transfer/vietqr.ts'

const OURS = vietQr({ bin: DEMO_BIN, account: '1234567890', amount: 300_000n, memo: 'TLV8K3Q7DX' })
/** Made by others (payments-and-law.md 1.4): a person's account, a card, and an account with letters. */
const OTHERS = [
  [
    '00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA530370454061200005802VN62170813ung ho lu lut6304C15C',
    '970415',
    '0011001932418',
  ],
  [
    '00020101021138600010A00000072701300006970403011697040311012345670208QRIBFTTC53037045802VN63044F52',
    '970403',
    '9704031101234567',
  ],
  [
    '00020101021238630010A0000007270133000697042201190023457923442ASDFLJ0208QRIBFTTA53037045405401235802VN62290825chuyen khoan alsdkf laksj6304E5DB',
    '970422',
    '0023457923442ASDFLJ',
  ],
] as const

const crcOf = (text: string) => {
  let crc = 0xffff
  for (const c of Buffer.from(text)) {
    crc ^= c << 8
    for (let n = 0; n < 8; n++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}
const sealed = (text: string) => `${text}6304${crcOf(`${text}6304`)}`

describe('the text of a payment QR', () => {
  test('names bank and account, whoever made it', () => {
    expect(readPaymentQr(OURS)).toEqual({ kind: 'account', bin: DEMO_BIN, account: '1234567890' })
    for (const [text, bin, account] of OTHERS)
      expect(readPaymentQr(text)).toEqual({ kind: 'account', bin, account })
  })

  test('of a shop or a purse it is money that goes elsewhere', () => {
    expect(readPaymentQr(sealed('00020101021126240010vn.example0106SHOP0153037045802VN'))).toEqual({
      kind: 'elsewhere',
    })
    expect(readPaymentQr(sealed('00020101021138180010B00000000101005802VN'))).toMatchObject({
      kind: 'elsewhere',
    })
  })

  test('is believed only whole: no letter changed, cut, added, and no second place for money to go', () => {
    const bare = OURS.slice(0, -8)
    for (const text of [
      OURS.replace('1234567890', '1234567891'),
      OURS.slice(0, -1),
      `${OURS}1`,
      sealed(bare.replace('5303704', '53037045303704')),
      sealed(`${bare}26240010vn.example0106SHOP01`),
      sealed('0002010102113899'),
    ])
      expect([text, readPaymentQr(text)]).toEqual([text, { kind: 'broken' }])
    for (const text of ['', 'TET27-000201', '0002', '1234567890']) expect(readPaymentQr(text)).toBeUndefined()
  })
})

import { createCanvas, loadImage } from '@napi-rs/canvas'
import fc from 'fast-check'
import jsqr from 'jsqr'
import { Banks } from 'vietnam-qr-pay'
import { describe, expect, test } from 'vitest'
import {
  bankName,
  DEMO_BIN,
  foldMemo,
  readVietQr,
  type VietQr,
  vietQr,
} from '../../src/giving/transfer/vietqr.ts'
import {
  CARD,
  drawVietQrCard,
  paintVietQrCard,
  type VietQrCard,
} from '../../src/giving/transfer/vietqr-card.ts'
import { boxesOf } from '../../src/platform/paper/paper.ts'
import { expectTidy } from '../platform/paper/tidy.ts'

/** Published by others: NAPAS's specification, subiz/vietqr, vietnam-qr-pay's README. */
const PUBLISHED = {
  'V1 static account':
    '00020101021138540010A00000072701240006970423011000999999990208QRIBFTTA53037045802VN6304CBB4',
  'V2 dynamic account, NAPAS 6.1.3':
    '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E',
  'V3 static card, NAPAS 6.1.2':
    '00020101021138600010A00000072701300006970403011697040311012345670208QRIBFTTC53037045802VN63044F52',
  'V4 dynamic card, NAPAS 6.1.4':
    '00020101021238600010A00000072701300006970403011697040311012345670208QRIBFTTC530370454061800005802VN62340107NPS68690819thanh toan don hang6304A203',
  'V5 donation':
    '00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA530370454061200005802VN62170813ung ho lu lut6304C15C',
  'V6 25-character memo':
    '00020101021238630010A0000007270133000697042201190023457923442ASDFLJ0208QRIBFTTA53037045405401235802VN62290825chuyen khoan alsdkf laksj6304E5DB',
  'V7 static ACB':
    '00020101021138530010A0000007270123000697041601092576788590208QRIBFTTA53037045802VN6304AE9F',
  'V8 dynamic ACB':
    '00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA53037045405100005802VN62150811Chuyen tien630453E6',
  'V9 static, NAPAS 6.1.1 with its length mended':
    '00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F',
}
/** NAPAS 6.1.1 as printed: the checksum is right, a length inside is not. */
const ERRATUM =
  '00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN6304F4E5'

const LAN: VietQr = { bin: '970436', account: '1234567890', amount: 300_000n, memo: 'TLV8K3Q7DX' }

describe('reading', () => {
  test.each(Object.entries(PUBLISHED))('%s is understood', (_, payload) => {
    expect(readVietQr(payload)).toMatchObject({ bin: expect.stringMatching(/^9704\d\d$/) })
  })

  test('the parts are the published ones', () => {
    expect(readVietQr(PUBLISHED['V1 static account'])).toEqual({
      bin: '970423',
      account: '0099999999',
      amount: undefined,
      memo: undefined,
    })
    expect(readVietQr(PUBLISHED['V5 donation'])).toEqual({
      bin: '970415',
      account: '0011001932418',
      amount: 120_000n,
      memo: 'ung ho lu lut',
    })
    expect(readVietQr(PUBLISHED['V8 dynamic ACB'])?.amount).toBe(10_000n)
  })

  test('the sample that NAPAS misprinted is refused', () => {
    expect(readVietQr(ERRATUM)).toBeUndefined()
  })

  test('any one character changed is refused, in every published payload', () => {
    for (const payload of Object.values(PUBLISHED)) {
      for (let i = 0; i < payload.length; i++) {
        for (const other of '0159AFZaz -é') {
          if (other === payload[i]) continue
          expect(readVietQr(payload.slice(0, i) + other + payload.slice(i + 1))).toBeUndefined()
        }
      }
    }
  })

  test('junk, cut and lengthened payloads are refused without a throw', () => {
    for (const payload of Object.values(PUBLISHED)) {
      for (let i = 0; i < payload.length; i++) expect(readVietQr(payload.slice(0, i))).toBeUndefined()
      expect(readVietQr(`${payload}0`)).toBeUndefined()
    }
    fc.assert(
      fc.property(fc.string(), (junk) => {
        expect(readVietQr(junk)).toBeUndefined()
      }),
    )
  })

  test('a right checksum over a length that is no number is refused', () => {
    // Left to itself the package's reader recurses on this one until the stack is full.
    const content = '000201010211381000XXAAAAAA6304'
    expect(readVietQr(content + checksum(content))).toBeUndefined()
  })
})

describe('writing', () => {
  test('what it writes is a published payload, but for the memo in capitals', () => {
    const { memo, ...rest } = readVietQr(PUBLISHED['V5 donation']) as VietQr
    const capitals = PUBLISHED['V5 donation'].replace(memo, memo.toUpperCase()).slice(0, -4)
    expect(vietQr({ ...rest, memo })).toBe(capitals + checksum(capitals))
  })

  test('whatever is in range reads back as it was given', () => {
    const inRange = fc.record({
      bin: fc.stringMatching(/^\d{6}$/),
      account: fc.stringMatching(/^[A-Za-z0-9]{1,19}$/),
      amount: fc.bigInt({ min: 1_000n, max: 999_999_999_999n }),
      memo: fc.stringMatching(/^[A-Z0-9]([A-Z0-9 ]{0,23}[A-Z0-9])?$/).filter((memo) => !memo.includes('  ')),
    })
    fc.assert(
      fc.property(inRange, (transfer) => {
        const payload = vietQr(transfer)
        expect(readVietQr(payload)).toEqual(transfer)
        expect(payload.slice(-4)).toBe(checksum(payload.slice(0, -4)))
      }),
    )
  })

  test('the memo is folded to what banks carry', () => {
    expect(foldMemo('Ủng hộ áo ấm – Đợt 2 / tlv.8k3q.7dx')).toBe('UNG HO AO AM DOT 2 TLV 8K3Q 7DX')
    expect(readVietQr(vietQr({ ...LAN, memo: 'tlv8k3q7dx Đỗ Hoàng' }))?.memo).toBe('TLV8K3Q7DX DO HOANG')
  })

  test.each<[string, Partial<VietQr>, RegExp]>([
    ['a short bank number', { bin: '97043' }, /bank number \(BIN\) "97043" must be 6 digits/],
    ['a bank number with letters', { bin: '97043A' }, /must be 6 digits/],
    ['no account', { account: '' }, /account "" must be 1 to 19/],
    ['an account with spaces', { account: '1234 5678' }, /without spaces or dots/],
    ['an account of 20', { account: '1'.repeat(20) }, /1 to 19/],
    ['999 đồng', { amount: 999n }, /amount 999 must be from 1000/],
    ['less than nothing', { amount: -300_000n }, /amount -300000/],
    ['a thousand billion', { amount: 1_000_000_000_000n }, /999999999999/],
    ['no memo', { memo: ' – ' }, /transfer content "" must have 1 to 25/],
    ['a memo of 26', { memo: 'A'.repeat(26) }, /1 to 25 characters/],
  ])('%s is an error that says what to do', (_, part, message) => {
    expect(() => vietQr({ ...LAN, ...part })).toThrow(message)
  })

  test('the limits themselves are allowed', () => {
    for (const amount of [1_000n, 999_999_999_999n]) {
      expect(
        readVietQr(vietQr({ ...LAN, amount, account: 'A'.repeat(19), memo: 'B'.repeat(25) }))?.amount,
      ).toBe(amount)
    }
  })
})

describe('banks', () => {
  test('are called what they are called today', () => {
    expect(bankName('970436')).toBe('Ngân hàng TMCP Ngoại Thương Việt Nam (Vietcombank)')
    expect(bankName('970414')).toMatch(/MBV/)
    expect(bankName('970406')).toMatch(/Vikki/)
    expect(bankName('970449')).toMatch(/LPBank/)
    expect(bankName('970444')).toMatch(/VCBNeo/)
  })

  test('the demo world’s number is no bank’s', () => {
    expect(bankName(DEMO_BIN)).toBeUndefined()
    expect(Banks.map((bank) => bank.bin)).not.toContain(DEMO_BIN)
    expect(bankName('')).toBeUndefined()
  })
})

describe('the card', () => {
  const card: VietQrCard = {
    payload: vietQr(LAN),
    holder: 'QUỸ BẢO TRỢ TRẺ EM TỈNH SƠN LA',
    bankName: bankName(LAN.bin)!,
    account: LAN.account,
    amount: LAN.amount,
    memo: LAN.memo,
    campaignTitle: 'Tết ấm 2027',
    lang: 'vi',
    demo: false,
  }
  const demo = { ...card, payload: vietQr({ ...LAN, bin: DEMO_BIN }), demo: true }

  test.each([1, 0.6, 0.4])('reads as its payload, at %d of its size', async (scale) => {
    expect(await scan(await drawVietQrCard(card), scale)).toBe(card.payload)
    expect(await scan(await drawVietQrCard(demo), scale)).toBe(demo.payload)
  })

  test('reads with the longest content, also under the demo ribbon', async () => {
    const longest = { bin: DEMO_BIN, account: 'A'.repeat(19), amount: 999_999_999_999n, memo: 'B'.repeat(25) }
    const payload = vietQr(longest)
    for (const demo of [true, false]) {
      expect(await scan(await drawVietQrCard({ ...card, ...longest, payload, demo }), 0.5)).toBe(payload)
    }
  })

  test('says what to type, grouped for the eye', () => {
    const said = textsOf(card)
    for (const words of ['300.000\u00a0đ', 'TLV 8K3Q 7DX', '1234 5678 90', card.holder, 'Tết ấm 2027']) {
      expect(said).toContain(words)
    }
    expect(said.join(' ')).toContain('(Vietcombank)')
    expect(said).not.toContain('DEMO – KHÔNG CHUYỂN TIỀN')
  })

  test('in the demo world the ribbon runs over the whole width, in the middle of the code', () => {
    const ribbon = boxesOf(CARD, paintVietQrCard(demo)).find(
      ({ text }) => text === 'DEMO – KHÔNG CHUYỂN TIỀN',
    )!
    expect(ribbon.width).toBeGreaterThan(CARD.width * 0.75)
    expect(ribbon.y).toBeGreaterThan(400)
    expect(ribbon.y).toBeLessThan(640)
    expect(textsOf({ ...demo, lang: 'en' })).toContain('DEMO – DO NOT SEND MONEY')
  })

  test('is the same picture for the same data', async () => {
    expect((await drawVietQrCard(card)).equals(await drawVietQrCard(card))).toBe(true)
  })

  test.each<[string, Partial<VietQrCard>]>([
    ['usual', {}],
    ['demo', { demo: true, lang: 'en' }],
    [
      'long',
      {
        holder: 'QUỸ BẢO TRỢ TRẺ EM VÀ PHÁT TRIỂN CỘNG ĐỒNG CÁC DÂN TỘC THIỂU SỐ VÀ MIỀN NÚI TỈNH SƠN LA',
        bankName: bankName('970405')!,
        account: '1234567890123456789',
        amount: 999_999_999_999n,
        memo: 'W'.repeat(25),
        campaignTitle:
          'Tháng hành động vì trẻ em năm 2027 – Chung tay vì bữa trưa ấm nóng của các em '.repeat(3),
      },
    ],
  ])('%s content stays in its place', (_, part) => {
    expectTidy(boxesOf(CARD, paintVietQrCard({ ...card, ...part })), CARD, 40)
  })

  const textsOf = (card: VietQrCard) => boxesOf(CARD, paintVietQrCard(card)).map(({ text }) => text)
})

/** CRC-16/CCITT-FALSE, bit by bit: an oracle of our own, because the package's writes the payloads above. */
function checksum(content: string): string {
  let crc = 0xffff
  for (const byte of Buffer.from(content)) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : crc << 1
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}

async function scan(png: Buffer, scale: number): Promise<string | undefined> {
  const image = await loadImage(png)
  const [width, height] = [Math.round(image.width * scale), Math.round(image.height * scale)]
  const ctx = createCanvas(width, height).getContext('2d')
  ctx.drawImage(image, 0, 0, width, height)
  return jsqr.default(ctx.getImageData(0, 0, width, height).data, width, height)?.data
}

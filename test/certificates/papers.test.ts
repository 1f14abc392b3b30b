import { createHash } from 'node:crypto'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import jsqr from 'jsqr'
import { describe, expect, test } from 'vitest'
import { MOTIFS, paintOrnament } from '../../src/campaigns/index.ts'
import {
  type CertificateFacts,
  drawCertificate,
  paintCertificate,
} from '../../src/certificates/certificate.ts'
import { goodsDeed, ridesDeed, schoolsDeed } from '../../src/certificates/deeds.ts'
import { drawReceipt, paintReceipt, type ReceiptFacts } from '../../src/certificates/receipt-paper.ts'
import { newSigningKey, sign, verify } from '../../src/certificates/signature.ts'
import { A4_LANDSCAPE, A5_PORTRAIT, boxesOf, picture, qr } from '../../src/platform/paper/paper.ts'
import { expectTidy } from '../platform/paper/tidy.ts'
import { certificate, LONG, NAMES, receipt, VERIFY_URL } from './people.ts'

/** The name of the key in RFC 8037, appendix A.3. */
const KID = 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k'

/** Where the peach branch hangs: its long twig, and the short one below. */
const BRANCH = [
  { left: 1250, bottom: 165 },
  { left: 1400, bottom: 275 },
]

/** A blossom or a coat may reach so far beyond: no line of text comes nearer. */
const NEAR = 40

const said = (facts: CertificateFacts) => textOf(boxesOf(A4_LANDSCAPE, paintCertificate(facts, KID)))
const receiptSays = (facts: ReceiptFacts) => textOf(boxesOf(A5_PORTRAIT, paintReceipt(facts)))
const textOf = (boxes: readonly { text: string }[]) => boxes.map(({ text }) => text).join(' ')

describe('the certificate', () => {
  test('says who gave what to whom, and where to check it', () => {
    const text = said(certificate)
    expect(text).toContain(
      'QUỸ BẢO TRỢ TRẺ EM TỈNH SƠN LA Giấy ghi nhận tấm lòng trân trọng ghi nhận Gia đình Lan và Minh',
    )
    expect(text).toContain('đã góp một suất quà Tết cho trẻ em vùng cao Sơn La, trong đợt Tết ấm 2027.')
    expect(text).toContain(
      'Số: GN-TET27-000413 Quét mã để kiểm tra. Còn hiệu lực hay đã thu hồi hiện trên trang đó.',
    )
    expect(text).toContain('Ngày 20 tháng 12 năm 2026 Đã ký điện tử Khóa kPrK_qmx · Ed25519')
  })

  test('shows the amount only when the donor agreed', () => {
    expect(said(certificate)).not.toMatch(/300|Số tiền/)
    expect(said({ ...certificate, amount: 300_000n })).toContain('Số tiền: 300.000\u00a0đ')
  })

  test('names nobody who gave no name, or one that cannot be drawn', () => {
    for (const displayName of [null, '', '🌸 李明']) {
      expect(said({ ...certificate, displayName })).toContain(
        'trân trọng ghi nhận Một tấm lòng không nêu tên đã góp',
      )
    }
  })

  test.each<[string, Partial<CertificateFacts>, string]>([
    [
      'goods',
      { kind: 'goods', what: '10 áo ấm', forWhom: null, outcome: '9 áo đã đến xã Tà Xùa ngày 02/12/2026' },
      'đã gửi 10 áo ấm, trong đợt Tết ấm 2027. 9 áo đã đến xã Tà Xùa ngày 02/12/2026.',
    ],
    [
      'sponsorship',
      { kind: 'sponsorship', what: 'một suất đỡ đầu trong 12 tháng', forWhom: null },
      'đã đồng hành cùng một suất đỡ đầu trong 12 tháng, trong đợt',
    ],
    [
      'volunteer',
      { kind: 'volunteer', what: '6 chuyến, 21 giờ đưa hàng đến với các em', forWhom: null },
      'đã góp 6 chuyến, 21 giờ đưa hàng đến với các em, trong đợt',
    ],
    [
      'company',
      { kind: 'company', what: '5 trường', forWhom: null },
      'đã đồng hành cùng 5 trường, trong đợt',
    ],
    [
      'in memory',
      { behalf: 'memory', dedication: 'Để tưởng nhớ ông nội' },
      'đã góp một suất quà Tết cho trẻ em vùng cao Sơn La, trong đợt Tết ấm 2027. Để tưởng nhớ ông nội',
    ],
    [
      'English',
      {
        lang: 'en',
        what: 'one Tết gift',
        forWhom: 'children in upland communes of Sơn La',
        amount: 300_000n,
      },
      'who gave one Tết gift for children in upland communes of Sơn La, in the campaign Tết ấm 2027. Amount: 300,000\u00a0đ',
    ],
  ])('%s reads as a sentence', (_, part, sentence) => {
    expect(said({ ...certificate, ...part })).toContain(sentence)
  })

  test('writes the day as Vietnamese papers do', () => {
    expect(said({ ...certificate, date: '2027-02-05' })).toContain('Ngày 05 tháng 02 năm 2027')
    expect(said({ ...certificate, date: '2027-09-30' })).toContain('Ngày 30 tháng 9 năm 2027')
    expect(said({ ...certificate, date: '2027-02-05', lang: 'en' })).toContain('5 February 2027')
  })

  test('has none of the words and ranks that belong to the State', () => {
    for (const lang of ['vi', 'en'] as const) {
      expect(said({ ...certificate, lang })).not.toMatch(
        /bằng khen|giấy khen|công đức|cộng hòa|kim cương|hạng/i,
      )
    }
  })

  test('says demo in the demo world, and only there', () => {
    expect(said({ ...certificate, demo: true })).toContain('Giấy thử, không có giá trị thật')
    expect(said({ ...certificate, demo: true, lang: 'en' })).toContain('A demo paper, of no real value')
    expect(said(certificate)).not.toMatch(/thử|demo/i)
  })

  test('is watermarked in the demo world', async () => {
    const [real, demo] = await Promise.all([pixelsOf(certificate), pixelsOf({ ...certificate, demo: true })])
    const blush = (pixels: Uint8ClampedArray) => countOf(pixels, [0xf6, 0xe6, 0xdb])
    expect(blush(real)).toBe(0)
    expect(blush(demo)).toBeGreaterThan(100_000)
  })

  const long = { fundName: LONG.fund, campaignTitle: LONG.campaign, what: LONG.what, forWhom: LONG.forWhom }
  test.each(NAMES.map((name) => [name.slice(0, 40), name]))('%s… stays in its place', (_, displayName) => {
    for (const lang of ['vi', 'en'] as const) {
      for (const amount of [null, 999_999_999_999n]) {
        for (const part of [{}, { ...long, outcome: 'Đã đến 12 điểm trường ngày 02/12/2026' }]) {
          const facts = { ...certificate, displayName, lang, amount, demo: true, ...part }
          const boxes = boxesOf(A4_LANDSCAPE, paintCertificate(facts, KID))
          // The inner hairline of the frame is at 56.
          expectTidy(boxes, A4_LANDSCAPE, 70)
          for (const { left, bottom } of BRANCH) {
            expect(boxes.filter(({ x, y, width }) => x + width > left && y < bottom)).toEqual([])
          }
        }
      }
    }
  })

  test('the ornament of every occasion hangs in its corner, where no word comes', () => {
    for (const motif of MOTIFS) {
      const canvas = createCanvas(A4_LANDSCAPE.width, A4_LANDSCAPE.height)
      const ctx = canvas.getContext('2d')
      paintOrnament(ctx, motif, 1628, 66)
      const { data } = ctx.getImageData(0, 0, canvas.width, canvas.height)
      const inked = (x: number, y: number) => data[(y * canvas.width + x) * 4 + 3] !== 0
      const outside: [number, number][] = []
      let inside = 0
      for (let y = 0; y < canvas.height; y++)
        for (let x = 0; x < canvas.width; x++) {
          if (!inked(x, y)) continue
          if (BRANCH.some(({ left, bottom }) => x >= left - NEAR && y <= bottom + NEAR)) inside++
          else outside.push([x, y])
        }
      expect([motif, outside.slice(0, 3)]).toEqual([motif, []])
      expect(inside).toBeGreaterThan(2_000)
    }
  })

  test('a company’s leaves room for a signature by hand and a seal, and still says who signed it electronically', () => {
    for (const lang of ['vi', 'en'] as const) {
      for (const displayName of NAMES) {
        const facts = {
          ...certificate,
          lang,
          displayName,
          forWhom: null,
          ...schoolsDeed({ schools: 5, yearly: 30_000_000n }, lang),
        }
        const boxes = boxesOf(A4_LANDSCAPE, paintCertificate(facts, KID))
        expectTidy(boxes, A4_LANDSCAPE, 70)
        expect(boxes.filter(({ x, y, width, height }) => x + width > 1100 && y + height > 990)).toEqual([])
        expect(textOf(boxes)).toMatch(
          lang === 'vi' ? /Đại diện Quỹ \(ký tên, đóng dấu\)/ : /For the fund \(signature/,
        )
        expect(textOf(boxes)).toContain('kPrK_qmx')
      }
    }
  })

  test.each([
    [
      goodsDeed(
        {
          name: 'áo ấm',
          counted: 'áo',
          sent: 10,
          arrived: { count: 9, commune: 'xã Tà Xùa', day: '2026-12-02' },
        },
        'vi',
      ),
      'đã gửi 10 áo ấm, trong đợt Tết ấm 2027. 9 áo đã đến xã Tà Xùa ngày 02/12/2026.',
    ],
    [
      ridesDeed({ trips: 6, hours: 21 }, 'vi'),
      'đã góp 6 chuyến, 21 giờ đưa hàng đến với các em, trong đợt Tết ấm 2027.',
    ],
    [
      schoolsDeed({ schools: 5, yearly: 30_000_000n }, 'vi'),
      'đã đồng hành cùng 5 trường, 30 triệu đồng mỗi trường một năm, trong đợt Tết ấm 2027.',
    ],
  ])('what was done is told as it is signed: %o', (deed, sentence) => {
    const key = newSigningKey()
    const facts = { ...certificate, forWhom: null, ...deed }
    const verdict = verify(sign(facts, key), [key])
    expect(verdict).toMatchObject({ kind: 'valid', facts })
    expect(said(verdict.kind === 'valid' ? verdict.facts : certificate)).toContain(sentence)
  })

  test('what was done is told in English too, one of each as one', () => {
    const coats = { name: 'áo ấm', counted: 'áo', sent: 1, arrived: null }
    expect(goodsDeed(coats, 'en')).toEqual({ kind: 'goods', what: '1 áo ấm', outcome: null })
    expect(ridesDeed({ trips: 1, hours: 1 }, 'en').what).toBe(
      '1 trip and 1 hour of bringing gifts to the children',
    )
    expect(schoolsDeed({ schools: 1, yearly: 1_500_000n }, 'en').what).toBe(
      '1 school, with 1.5 million đồng for each school and year',
    )
    expect(schoolsDeed({ schools: 2, yearly: 1_550_000n }, 'vi').what).toBe(
      '2 trường, 1.550.000\u00a0đ mỗi trường một năm',
    )
  })

  test('its code leads to the verification page', async () => {
    for (const demo of [true, false]) {
      const { png } = await drawCertificate({ ...certificate, demo }, KID)
      expect(await scan(png)).toBe(VERIFY_URL)
    }
  })

  test('is A4 as a PDF, and the same bytes for the same facts', async () => {
    const [first, again] = [
      await drawCertificate(certificate, KID),
      await drawCertificate({ ...certificate }, KID),
    ]
    expect(sha256(again.pdf)).toBe(sha256(first.pdf))
    expect(sha256(again.png)).toBe(sha256(first.png))
    const other = await drawCertificate({ ...certificate, number: 'GN-TET27-000414' }, KID)
    expect(sha256(other.pdf)).not.toBe(sha256(first.pdf))

    const source = first.pdf.toString('latin1')
    expect(source).toContain('/MediaBox [0 0 842 595]')
    expect(source).toContain(`/URI (${VERIFY_URL})`)
    expect(source).not.toMatch(/CreationDate|ModDate/)
    expect(source.match(/\/FontName \/[A-Z]{6}\+(.*)/g)).toSatisfy((names: string[]) =>
      names.every((name) => name.includes('BeVietnamPro')),
    )
    expect(first.pdf.length).toBeLessThan(120_000)
    expect(first.png.length).toBeLessThan(400_000)
    expect(await loadImage(first.png)).toMatchObject({ width: 1684, height: 1191 })
  })
})

describe('the receipt', () => {
  test('says what the chat says, and what paper adds', () => {
    const text = receiptSays(receipt)
    for (const words of [
      'Biên nhận Số: TET27-000413',
      '300.000\u00a0đ (Ba trăm nghìn đồng chẵn)',
      'Người ủng hộ Gia đình Lan và Minh',
      'Ngày nhận 20/12/2026, 20:18',
      'Hình thức chuyển khoản, mã ngân hàng …7731',
      'Dùng cho Tết ấm 2027 · 1 suất quà Tết',
      'Đơn vị nhận Quỹ Bảo trợ trẻ em tỉnh Sơn La, Quyết định số 123/QĐ-UBND',
      'Tài khoản nhận 1234 5678 90, Ngân hàng TMCP Ngoại Thương Việt Nam (Vietcombank)',
      'Biên nhận này xác nhận Quỹ đã nhận khoản ủng hộ; không thay cho hóa đơn hoặc chứng từ khấu trừ thuế.',
    ]) {
      expect(text).toContain(words)
    }
  })

  test('keeps the bank’s reference to itself, but for the last four', () => {
    expect(receiptSays(receipt)).not.toMatch(/FT26|354007/)
  })

  test('names nobody who gave no name, and leaves out what is not there', () => {
    const text = receiptSays({ ...receipt, donorName: null, unitDecision: null })
    expect(text).toContain('Người ủng hộ không nêu tên')
    expect(text).not.toMatch(/Điều kiện|Quyết định|null/)
  })

  test('shows the day of Việt Nam, also when the server is still on the day before', () => {
    const late = { ...receipt, receivedAt: new Date('2026-12-31T17:05:00Z') }
    expect(receiptSays(late)).toContain('01/01/2027, 00:05')
    expect(receiptSays({ ...late, lang: 'en' })).toContain('1 January 2027, 00:05')
  })

  test('cash names its voucher', () => {
    const cash = {
      ...receipt,
      gift: { ...receipt.gift, kind: 'cash', reference: 'PT-0012', account: null },
    } as ReceiptFacts
    expect(receiptSays(cash)).toContain('tiền mặt, số phiếu thu PT-0012')
    expect(receiptSays(cash)).not.toContain('Tài khoản nhận')
  })

  const coat = { name: 'Áo khoác ấm', size: '7', quantity: '10 chiếc', condition: 'mới' }
  const goodsOf = (count: number): ReceiptFacts => ({
    ...receipt,
    gift: { kind: 'goods', items: Array.from({ length: count }, () => coat), estimate: 4_500_000n },
  })

  test('goods are listed line by line, without a price of their own', () => {
    const text = receiptSays(goodsOf(2))
    expect(text).toContain('Áo khoác ấm 7 10 chiếc mới Áo khoác ấm 7 10 chiếc mới')
    expect(text).toContain('Trị giá ước tính do Quỹ ghi để theo dõi: 4.500.000\u00a0đ')
    expect(text).toContain('hiện vật')
  })

  test('a long list says how many lines are left', () => {
    expect(receiptSays(goodsOf(8))).not.toContain('dòng nữa')
    expect(receiptSays(goodsOf(23))).toContain('và 16 dòng nữa, xem đủ ở trang kiểm tra')
  })

  const cancelled = { date: '2027-01-05', reason: 'ghi nhầm số tiền', replacedBy: 'TET27-000420' }
  test('a cancelled one says so, why, and what replaces it', async () => {
    expect(receiptSays({ ...receipt, cancelled })).toContain(
      'ĐÃ HỦY ngày 05/01/2027 vì ghi nhầm số tiền; thay bằng số TET27-000420.',
    )
    expect(receiptSays({ ...receipt, cancelled: { ...cancelled, replacedBy: null } })).toContain(
      'ghi nhầm số tiền.',
    )
    const { png } = await drawReceipt({ ...receipt, cancelled })
    expect(await scan(png)).toBe(VERIFY_URL)
  })

  test.each(NAMES.map((name) => [name.slice(0, 40), name]))('%s… stays in its place', (_, donorName) => {
    const long = {
      unitName: LONG.fund,
      usedFor: `${LONG.campaign} · ${LONG.what}`,
      condition: 'Chỉ dùng cho bữa trưa bán trú tại các điểm trường mầm non và tiểu học vùng cao biên giới',
      cancelled: {
        ...cancelled,
        reason: LONG.reason,
      },
    }
    for (const lang of ['vi', 'en'] as const) {
      for (const facts of [receipt, { ...receipt, ...long }, goodsOf(3), { ...goodsOf(23), ...long }]) {
        expectTidy(
          boxesOf(A5_PORTRAIT, paintReceipt({ ...facts, donorName, lang, demo: true })),
          A5_PORTRAIT,
          70,
        )
      }
    }
  })

  test('its code leads to the check page; same facts, same bytes; A5 as a PDF', async () => {
    const [first, again] = [await drawReceipt(receipt), await drawReceipt({ ...receipt })]
    expect(await scan(first.png)).toBe(VERIFY_URL)
    expect(sha256(again.pdf)).toBe(sha256(first.pdf))
    expect(sha256(again.png)).toBe(sha256(first.png))
    expect(first.pdf.toString('latin1')).toContain('/MediaBox [0 0 420 595]')
  })

  test('says demo in the demo world', async () => {
    expect(receiptSays({ ...receipt, demo: true })).toContain('Giấy thử, không có giá trị thật')
    expect(await scan((await drawReceipt({ ...receipt, demo: true })).png)).toBe(VERIFY_URL)
  })
})

test('a code has whole modules and four of them white around it, so that any reader finds it', async () => {
  const place = { x: 10, y: 10, size: 300 }
  let drawn = { x: 0, y: 0, size: 0 }
  const png = await picture({ width: 320, height: 320 }, (sheet) => {
    sheet.ctx.fillStyle = '#888888'
    sheet.ctx.fillRect(0, 0, 320, 320)
    drawn = qr(sheet, VERIFY_URL, place)
  })
  const { data } = await imageOf(png)
  const shade = (x: number, y: number) => data[(y * 320 + x) * 4]
  // 55 characters at level M: version 4, 33 modules, 41 with the quiet zone.
  const module = drawn.size / 41
  expect(module).toBe(7)
  for (let i = 0; i < drawn.size; i++) {
    for (const depth of [0, 4 * module - 1]) {
      const far = drawn.size - 1 - depth
      for (const [x, y] of [
        [i, depth],
        [i, far],
        [depth, i],
        [far, i],
      ] as const) {
        expect(shade(drawn.x + x, drawn.y + y)).toBe(255)
      }
    }
  }
  expect(shade(drawn.x + 4 * module, drawn.y + 4 * module)).toBe(0)
  const greys = [...new Set(Array.from({ length: drawn.size }, (_, i) => shade(drawn.x + i, drawn.y + 100)))]
  expect(greys.sort()).toEqual([0, 255])
})

test('an address too long for its code is an error that says what to shorten', async () => {
  const drawing = picture({ width: 300, height: 300 }, (sheet) =>
    qr(sheet, 'x'.repeat(900), { x: 0, y: 0, size: 200 }),
  )
  await expect(drawing).rejects.toThrow(/does not fit 200 pixels: shorten PUBLIC_URL/)
})

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

async function pixelsOf(facts: CertificateFacts): Promise<Uint8ClampedArray> {
  const { data } = await imageOf(await picture(A4_LANDSCAPE, paintCertificate(facts, KID)))
  return data
}

function countOf(pixels: Uint8ClampedArray, [r, g, b]: [number, number, number]): number {
  let count = 0
  for (let i = 0; i < pixels.length; i += 4) {
    if (pixels[i] === r && pixels[i + 1] === g && pixels[i + 2] === b) count++
  }
  return count
}

async function scan(png: Buffer): Promise<string | undefined> {
  const { data, width, height } = await imageOf(png)
  return jsqr.default(data, width, height)?.data
}

async function imageOf(png: Buffer) {
  const image = await loadImage(png)
  const ctx = createCanvas(image.width, image.height).getContext('2d')
  ctx.drawImage(image, 0, 0)
  return ctx.getImageData(0, 0, image.width, image.height)
}

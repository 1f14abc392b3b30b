import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptOffer, finishOffer } from '../../src/giving/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { boxesOf, UPRIGHT } from '../../src/platform/paper/paper.ts'
import { asDay } from '../../src/platform/vietnamese/index.ts'
import { isTheirYear, yearPaper } from '../../src/reports/index.ts'
import { stagesOf, stagesSaid, type Year, yearOf, yearSaid } from '../../src/reports/year.ts'
import { drawYear, paintYear } from '../../src/reports/year-paper.ts'
import { world as books, KEYS } from '../giving/world.ts'
import { shop } from '../spending/shop.ts'
import { testDatabase } from '../support/database.ts'
import { type World, world } from '../support/world.ts'

/** What somebody gave in a year, what it became, and the paper of it. */

let db: Database
let w: World
beforeAll(async () => {
  db = await testDatabase()
  w = await world()
}, 120_000)
afterAll(async () => {
  await w.close()
  await db.close()
})

const yearBy = (
  contact: string,
  year: number,
  lang: 'vi' | 'en' = 'vi',
  now = new Date('2027-01-10T03:00:00Z'),
) =>
  db.transaction((tx) => yearOf(tx, { keys: KEYS, site: 'https://x.example' }, contact, { year, lang, now }))

test('only money that came is in it, by its day in Việt Nam; what went back, or was only promised, is not', async () => {
  const b = await books(db)
  const [lan, minh] = [await b.person(), await b.person()]
  const first = await lan.pledges({ units: 1 })
  const second = await lan.pledges({ amount: 200_000n, need: null })
  const back = await lan.pledges({ units: 1 })
  await lan.pledges({ units: 2 })
  await b.bank.credits(300_000n, first.code)
  await b.bank.credits(300_000n, back.code, { ref: 'FT2635.7731' })
  const out = { direction: 'out', ref: 'FT2636.1' } as const
  const sent = await b.bank.credits(300_000n, 'HOAN TRA GD FT26357731', out)
  expect(sent.kind).toBe('returned')
  await b.bank.credits(500_000n, (await minh.pledges({ amount: 500_000n, need: null })).code)
  // Half past midnight of New Year's Day in Việt Nam is still the old year elsewhere.
  b.clock.to('2026-12-31T17:30:00Z')
  await lan.does('pledge.confirm', { pledge: second })
  await b.bank.credits(200_000n, second.code)
  const old = await yearBy(lan.contact, 2026)
  expect(old.gifts.map(({ amount, bought }) => [amount, bought])).toEqual([[300_000n, 0n]])
  expect(old.total).toBe(300_000n)
  expect(old.gifts[0]!.became).toEqual(['Chưa mua, dự kiến đến các em chậm nhất 20/02/2027'])
  const young = await yearBy(lan.contact, 2027)
  expect([young.total, young.gifts.length]).toEqual([200_000n, 1])
  expect((await yearBy(lan.contact, 2025)).gifts).toEqual([])
  const late = await yearBy(lan.contact, 2026, 'en', new Date('2027-03-01T00:00:00Z'))
  expect(late.gifts[0]!.became.join()).toContain('has passed')
  const kept = await minh.pledges({ units: 1 })
  await minh.does('pledge.cancel', { pledge: kept })
  await b.bank.credits(300_000n, kept.code)
  // What is kept apart is no money that only waits to be bought with, in the sum neither.
  await b.bank.credits(300_000n, (await minh.pledges({ units: 1 })).code)
  const held = await yearBy(minh.contact, 2027)
  expect(held.gifts[0]).toMatchObject({ became: ['Quỹ đang giữ riêng, chưa dùng'] })
  expect(stagesOf(held)).toMatchObject({ kept: 300_000n, hers: 300_000n, waiting: 300_000n })
  expect(stagesSaid(held).map((said) => said.replaceAll('\u00A0', ' '))).toEqual([
    '300.000 đ Quỹ giữ riêng, chưa dùng',
    '300.000 đ chưa mua',
  ])
})

test('a gift of which a part is there says so, in the chat and on the paper; what is beside it does not arrive with it', async () => {
  const b = await books(db)
  const s = await shop(b)
  const [lan, minh] = [await b.person(), await b.person()]
  await b.bank.credits(600_000n, (await lan.pledges({ units: 2 })).code)
  await b.bank.credits(1_100_000n, (await minh.pledges({ amount: 1_100_000n })).code)
  const bought = await s.buys(4n, 300_000n)
  const id = 'id' in bought ? bought.id : ''
  const came = await s.brings(id, 3n, { sent: 4n })
  await s.confirm('id' in came ? came.id : '')
  const [hers, his] = [await yearBy(lan.contact, 2026), await yearBy(minh.contact, 2026)]
  expect(hers.gifts[0]!.became).toEqual(['Đã đến nơi cần nhất, 20/12/2026, có xác nhận'])
  expect(stagesOf(hers)).toMatchObject({ here: 600_000n, bought: 0n, kept: 0n, waiting: 0n })
  expect(stagesOf(his)).toEqual({
    here: 300_000n,
    bought: 300_000n,
    pot: 0n,
    place: 0n,
    kept: 0n,
    waiting: 500_000n,
    hers: 0n,
  })
  expect(his.gifts[0]!.became.map((line) => line.replaceAll('\u00A0', ' '))).toEqual([
    '300.000 đ đã đến nơi cần nhất, 20/12/2026',
    '300.000 đ đã mua 20/12/2026, chứng từ PC-1',
    '300.000 đ chưa mua, dự kiến đến các em chậm nhất 20/02/2027',
    '200.000 đ góp chung, Quỹ dùng cho nơi còn thiếu',
  ])
})

test('who gave things and no money has a year too: what was seen of it, in no sum, on the paper and in the chat', async () => {
  const b = await books(db)
  const hoa = await b.person()
  const offer = { kind: 'goods', campaign: { id: b.campaign }, what: '10 áo khoác', count: 10 }
  const made = (await hoa.does('offer.make', offer)) as unknown as { offer: { id: string } }
  const day = asDay('2026-12-26')
  await db.transaction((tx) =>
    acceptOffer(b.giving, tx, made.offer.id, { day, where: 'Quỹ', hour: '8 giờ', need: null }, b.clock.now()),
  )
  expect((await yearBy(hoa.contact, 2026)).things).toEqual([])
  await db.transaction((tx) =>
    finishOffer(b.giving, tx, made.offer.id, { day, counted: 9n, value: null }, b.clock.now()),
  )
  const year = await yearBy(hoa.contact, 2026)
  expect(year).toMatchObject({ total: 0n, gifts: [], units: ['Quỹ Bảo trợ trẻ em tỉnh Sơn La (bản thử)'] })
  expect(year.things).toEqual([
    { on: day, what: '10 áo khoác', became: 'Quỹ đã nhận 26/12/2026, đếm được 9' },
  ])
  expect((await yearBy(hoa.contact, 2027)).things).toEqual([])
  const said = paintYear(year).flatMap((paint) => boxesOf(UPRIGHT.a4, paint).map(({ text }) => text))
  expect(said).toEqual(expect.arrayContaining(['10 áo khoác', '1 lần tặng quà, góp công']))
})

test('which year is meant', () => {
  const now = new Date('2026-12-31T17:30:00Z')
  for (const [said, year] of [
    ['năm nay của tôi', 2027],
    ['', 2027],
    ['năm ngoái của mình', 2026],
    ['nam ngoai cua toi', 2026],
    ['my gifts last year', 2026],
    ['năm 2025 của tôi', 2025],
  ] as const)
    expect([said, yearSaid(said, now)]).toEqual([said, year])
})

const GIFT = {
  at: new Date('2026-05-07T03:00:00Z'),
  amount: 999_999_999_999n,
  receipt: 'TET26-000123',
  behalf: null,
  usedFor:
    'áo ấm cho bé gái 6–10 tuổi, cỡ 7 và 9, một xã có tên rất dài ở rất xa (bản thử), và 40.000 đ góp chung',
  here: 999_999_999_999n,
  bought: 0n,
  pot: 0n,
  place: 0n,
  kept: 0n,
  hers: 0n,
  became: ['Đã đến xã có tên rất dài ở rất xa (bản thử), 30/05/2026, có xác nhận', '40.000 đ góp chung'],
}
const facts = (n: number, more: Partial<Year> = {}): Year => ({
  year: 2026,
  lang: 'vi',
  name: 'Gia đình bé Na',
  units: ['Quỹ Bảo trợ trẻ em tỉnh Sơn La (bản thử)'],
  total: GIFT.amount * BigInt(n),
  gifts: Array.from({ length: n }, () => GIFT),
  things: [],
  now: new Date('2026-12-20T03:00:00Z'),
  demo: true,
  ...more,
})

test('every gift stands on the paper, however many there are; nothing runs over the page or over another line', () => {
  for (const n of [1, 5, 6, 7, 23, 120])
    for (const lang of ['vi', 'en'] as const) {
      const thing = {
        on: asDay('2026-06-01'),
        what: 'áo khoác '.repeat(50),
        became: 'Quỹ đã nhận, đếm được 9',
      }
      const names = {
        things: [thing],
        lang,
        name: 'Ư'.repeat(300),
        units: ['Quỹ '.repeat(60), 'Ủy ban '.repeat(40)],
      }
      const pages = paintYear(facts(n, names)).map((paint) => boxesOf(UPRIGHT.a4, paint))
      const receipts = pages.flat().filter(({ text }) => text.includes('TET26-000123'))
      expect([n, lang, receipts.length]).toEqual([n, lang, n])
      for (const page of pages)
        for (const [i, box] of page.entries()) {
          expect(box.x >= 60 && box.x + box.width <= UPRIGHT.a4.width - 60, box.text).toBe(true)
          expect(box.y + box.height <= UPRIGHT.a4.height - 60, box.text).toBe(true)
          for (const other of page.slice(i + 1)) {
            const apart =
              box.x + box.width <= other.x ||
              other.x + other.width <= box.x ||
              box.y + box.height <= other.y + 1 ||
              other.y + other.height <= box.y + 1
            expect(apart, `${box.text} / ${other.text}`).toBe(true)
          }
        }
    }
})

test('all six stages are said whole, the last one too', () => {
  const part = (more: Partial<Year['gifts'][number]>) => ({ ...GIFT, amount: 300_000n, here: 0n, ...more })
  const gifts = [
    part({ here: 300_000n }),
    part({ bought: 300_000n }),
    part({ pot: 300_000n }),
    part({ place: 300_000n }),
    part({ kept: 300_000n }),
    part({}),
  ]
  for (const lang of ['vi', 'en'] as const) {
    const [page] = paintYear(facts(0, { lang, gifts, total: 1_800_000n })).map((paint) =>
      boxesOf(UPRIGHT.a4, paint),
    )
    const said = page!.map(({ text }) => text)
    expect(said.some((text) => /chưa mua$|not bought yet$/.test(text))).toBe(true)
    expect(said.filter((text) => text.includes('…'))).toEqual([])
    // Below one another, within the head, and above the first gift.
    const [first, second] = page!.filter(({ text }) => text.includes('·') && /300[.,]000/.test(text))
    expect(second!.y).toBeGreaterThanOrEqual(first!.y + first!.height - 1)
    expect(second!.y + second!.height).toBeLessThanOrEqual(690)
  }
})

test('the same facts are the same bytes, and all pages are in the PDF', async () => {
  const [one, other] = [await drawYear(facts(23)), await drawYear(facts(23))]
  expect(one.png.equals(other.png) && one.pdf.equals(other.pdf)).toBe(true)
  const pages = paintYear(facts(23)).length
  expect(one.pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(pages)
})

test('Lan asks for her year in the chat, opens the paper, and nobody else does; erased, it is gone', async () => {
  const lan = w.person('Lan')
  await lan.says('/start')
  await lan.presses(/^Góp (quà Tết|cho đợt này)$/)
  await lan.presses(/^2 suất/)
  await lan.presses('Lấy mã chuyển khoản')
  const code = lan.heard.findLast(({ text }) => /^TLV[0-9A-Z]{7}$/.test(text))!.text
  await lan.says('năm nay của tôi')
  expect(lan.heard.at(-1)!.text).toMatch(/Quỹ chưa nhận khoản nào của bạn/)
  await w.bank.credits(600_000n, code)
  await lan.hears(/Biên nhận số/)
  await lan.says('tổng kết năm của tôi')
  await lan.hears(/Quỹ đã nhận của bạn 600\.000.đ qua 1 khoản/)
  const [pdf, png] = ['pdf', 'png'].map(
    (kind) => lan.heard.flatMap(({ media }) => media).findLast(({ name }) => name.endsWith(kind))!.url,
  )
  const paper = await w.service.web.request(pdf!)
  expect([
    paper.status,
    Buffer.from(await paper.arrayBuffer())
      .subarray(0, 4)
      .toString(),
  ]).toEqual([200, '%PDF'])
  expect((await w.service.web.request(png!)).status).toBe(200)
  // A link is of the address that it was given to; of its key alone nobody makes one.
  const { contactId } = await w.db.prisma.pledge.findUniqueOrThrow({ where: { code } })
  const key = `year/${contactId}/${w.clock.now().getUTCFullYear()}.vi.pdf`
  await w.person('Minh').says('chào')
  const others = await w.db.prisma.address.findFirstOrThrow({ where: { contactId: { not: contactId } } })
  const own = await w.db.prisma.address.findFirstOrThrow({ where: { contactId } })
  expect([await isTheirYear(w, key, others.id), await isTheirYear(w, key, own.id)]).toEqual([false, true])
  expect((await w.service.web.request(`/files/${encodeURIComponent(key)}`)).status).toBe(404)
  // Whose key is destroyed has no paper any more, whoever holds the link.
  await w.db.prisma.personKey.deleteMany({ where: { contactId } })
  expect((await w.service.web.request(pdf!)).status).toBe(404)
  expect(await yearPaper({ ...w, keys: KEYS, studio: undefined as never, site: '' }, key)).toBeUndefined()
})

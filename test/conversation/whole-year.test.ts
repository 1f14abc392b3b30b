import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { openGiving } from '../../src/app/giving.ts'
import { type Occasion, windowOf } from '../../src/campaigns/index.ts'
import { nowAhead } from '../../src/commands/chat-world.ts'
import { importSeed } from '../../src/commands/seed.ts'
import { readConfig } from '../../src/config.ts'
import type { Giving } from '../../src/giving/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { boxesOf, UPRIGHT } from '../../src/platform/paper/paper.ts'
import { addDays, asDay, type Day, dayOf, instantAt } from '../../src/platform/vietnamese/index.ts'
import { yearOf } from '../../src/reports/year.ts'
import { paintYear } from '../../src/reports/year-paper.ts'
import type { Ground } from '../../src/running/start.ts'
import { shop } from '../spending/shop.ts'
import { testDatabase } from '../support/database.ts'
import { type Person, type World, world } from '../support/world.ts'

/**
 * Lan gives at each occasion of a year, sponsors a place, asks for coats in her own words, forgets once, and at the end sees
 * on one page what all of it became. All by chat, through the whole service, with its clock and the database's.
 */

const YEAR = Number(dayOf(new Date()).slice(0, 4)) + 1
const on = (day: string) => asDay(`${YEAR}-${day}`)

let w: World
let lan: Person
let giving: Giving
beforeAll(async () => {
  const db = await testDatabase()
  await db.script(`set search_path = public, pg_catalog; ${nowAhead(0)}`)
  const start = instantAt(on('01-04'), { hour: 9, minute: 0 })
  await db.transaction((tx) => importSeed(tx, { ids, now: start }, seedOfTheYear()))
  w = await world({ db, seed: false })
  const ground = { ...w, config: readConfig({}), demo: true, queue: undefined } as unknown as Ground
  giving = await openGiving({ ...ground, ids, site: 'http://chungtay.test', queue: undefined })
  lan = w.person('Lan')
}, 120_000)
afterAll(() => w.close())

/** The demo world with a campaign for each occasion of that year, on its days. */
function seedOfTheYear(): string {
  const demo = parse(readFileSync('prisma/seed/demo.yaml', 'utf8'))
  demo.anchors.tet.at_least = 1
  for (const slot of demo.slots) slot.year_ends = on('05-31')
  const seasons = [
    ['children-month', 'THI', 'Tháng Sáu vì trẻ em', 'sách, bóng', 'suất quà tháng Sáu', 150_000],
    ['new-school-year', 'KHG', 'Khai giảng', 'cặp, vở, áo trắng', 'bộ đồ đi học', 250_000],
    ['mid-autumn', 'TTH', 'Trung thu', 'đèn, bánh', 'suất quà Trung thu', 100_000],
    ['winter', 'DAM', 'Đồ ấm', 'áo ấm, mũ, tất', 'áo ấm', 180_000],
  ] as const
  for (const [event, code, title, what, each, price] of seasons) {
    const { opens, goods, ends } = windowOf(event satisfies Occasion, YEAR)!
    const names = { key: event, event, flow: event, slug: event }
    const marks = { ...names, receipt_series: `${code}${YEAR % 100}`, code_prefix: code }
    const days = { opens, gift_by: goods, receives_until: ends, distribute_by: addDays(ends, 30) }
    const words = { title: `${title} ${YEAR}`, what, shows: `${event}-each` }
    demo.campaigns.push({ ...demo.campaigns[0], ...marks, ...days, ...words })
    const unit = { mode: 'exclusive', unit: each.split(' ')[0], unit_price: price }
    const need = { campaign: event, package: 'gifts', ...unit }
    const state = { cap: 100, taken_at_start: 0, deadline: goods, rank: 1, made_up: true }
    demo.needs.push({ ...need, ...state, key: `${event}-each`, what: `${each} ở nơi cần nhất` })
  }
  const girls = { sex: 'female', age_from: 6, age_to: 10, what: 'áo ấm cho bé gái 6–10 tuổi' }
  const coats = { key: 'coats', package: 'warm-clothes', item: 'coat', commune: 'ta-xua', rank: 2 }
  demo.needs.push({ ...demo.needs.at(-1), ...coats, ...girls })
  return stringify(demo)
}

/** To half past nine of a day, with both clocks, and all that is due by then is done. */
async function goTo(day: Day) {
  const there = instantAt(day, { hour: 9, minute: 30 })
  w.clock.advance({ minutes: (there.getTime() - w.clock.now().getTime()) / 60_000 })
  await w.db.script(nowAhead(w.clock.now().getTime() - Date.now()))
  await w.sweeps()
}
let seen = 0
/** Waits until she has heard it since she last waited. */
async function hears(what: RegExp): Promise<string> {
  const found = () => lan.heard.slice(seen).findLast(({ text }) => what.test(text))
  for (const end = Date.now() + 30_000; !found() && Date.now() < end; )
    await lan.hears(/^only to fetch what is there$/, 1).catch(() => {})
  const said = found()?.text
  if (said === undefined) throw new Error(`Lan did not hear ${what}, but: ${lan.heard.at(-1)?.text}`)
  seen = lan.heard.length
  return said
}
const code = () => lan.heard.findLast(({ text }) => /^[A-Z]{3}[0-9A-Z]{7}$/.test(text))!.text

/** What was sent: the number of each receipt, with its sum. */
const sent = new Map<string, bigint>()
async function pays(sum: bigint, to = code()) {
  const { campaign } = await w.db.prisma.pledge.findUniqueOrThrow({
    where: { code: to },
    include: { campaign: { include: { account: true } } },
  })
  await w.bank.credits(sum, `LAN GOP ${to}`, { account: campaign.account.number })
  await w.sweeps()
  const said = await hears(/^Biên nhận số/)
  const number = /Biên nhận số (\S+\d)/.exec(said)![1]!
  expect(number.startsWith(campaign.receiptSeries)).toBe(true)
  expect(lan.heard.at(-2)!.text.replaceAll('\u00A0', ' ')).toContain(
    `Mình đã thấy ${sum.toLocaleString('de-DE')} đ của bạn`,
  )
  sent.set(number, sum)
}
/** The Fund buys for the need of a code, and brings what it bought. */
async function becomes(to: string, quantity: bigint, price: bigint, brings: boolean) {
  const { needId, campaign } = await w.db.prisma.pledge.findUniqueOrThrow({
    where: { code: to },
    include: { campaign: true },
  })
  const s = await shop({ ...w, giving, campaign: campaign.id, account: campaign.accountId } as never)
  const voucher = `PC-${campaign.codePrefix}`
  const lines = [{ need: needId!, quantity, unitPrice: price }]
  const asked = await s.propose(s.sheet({ amount: quantity * price, lines, voucher }))
  if (asked.kind !== 'asked') throw new Error(asked.kind)
  expect(await s.book(asked.id)).toBe('done')
  if (!brings) return
  const came = await s.brings(asked.id, quantity)
  if (came.kind !== 'recorded') throw new Error(came.kind)
  expect(await s.confirm(came.id)).toBe('confirmed')
}

test('a year of Lan', async () => {
  await goTo(on('01-06'))
  await lan.says('/start')
  await lan.says('góp 2 suất quà tết')
  await lan.presses('Lấy mã chuyển khoản')
  await pays(600_000n)
  await lan.presses('Xem đường đi của quà')
  await lan.presses('Tôi muốn nhận tin')
  await becomes(code(), 2n, 290_000n, true)
  await goTo(on('01-07'))
  await hears(/quà của đợt Tết ấm \d+ đã đến\. 2 suất, trong đó có 2 suất của bạn/)

  // A place, month by month: a reminder in each month whose money has not come, and none where it has.
  await goTo(on('03-03'))
  await lan.says('mình muốn nhận đỡ đầu 1 em, mỗi tháng 200k')
  await lan.presses('Xem suất đang chờ')
  await lan.presses('Nhận suất này')
  await lan.says('ngày mùng 5')
  const place = code()
  await goTo(on('03-05'))
  await hears(/Hôm nay mùng 5\. Suất SL-0001 tháng này: 200\.000/)
  await pays(200_000n, place)
  await goTo(on('04-01'))
  await pays(200_000n, place)
  await goTo(on('04-05'))
  await goTo(on('05-01'))
  await goTo(on('05-05'))
  await hears(/Hôm nay mùng 5\. Suất SL-0001 tháng này: 200\.000/)
  await pays(200_000n, place)
  const reminders = () => lan.heard.filter(({ text }) => /Hôm nay mùng 5/.test(text)).length
  expect(reminders()).toBe(2)

  // The school year is over; then a gift that she forgets: one reminder, one quiet last word, silence.
  await goTo(on('06-02'))
  await hears(/đã góp trọn 3 tháng cho suất này/)
  await lan.says('tháng hành động')
  await lan.presses('Góp cho thiếu nhi')
  await lan.presses(/^2 suất/)
  await lan.presses('Lấy mã chuyển khoản')
  await goTo(on('06-05'))
  await hears(/300\.000.đ cho Tháng Sáu vì trẻ em \d+ vẫn đang để dành tên bạn/)
  await goTo(on('06-08'))
  await hears(/mình giữ cho bạn đến hết .*09\/06, rồi mở lại cho người khác/)
  const heard = lan.heard.length
  for (const day of ['06-09', '06-10', '06-14', '06-18']) await goTo(on(day))
  expect(await w.db.prisma.pledge.findFirstOrThrow({ where: { code: code() } })).toMatchObject({
    state: 'lapsed',
  })
  await lan.says('góp 1 suất')
  expect(lan.heard.slice(heard).map(({ text }) => text.split(',')[0])).toEqual([
    expect.stringMatching(/^1 suất cho Tháng Sáu/),
    expect.stringMatching(/^Tên bạn không hiện công khai/),
  ])
  await lan.presses('Lấy mã chuyển khoản')
  await pays(150_000n)

  await goTo(on('07-10'))
  await lan.says('góp khai giảng 500k')
  await lan.presses('Lấy mã chuyển khoản')
  await pays(500_000n)
  await becomes(code(), 1n, 250_000n, true)

  await goTo(addDays(windowOf('mid-autumn', YEAR)!.opens, 3))
  await lan.says('trung thu')
  await lan.presses('Góp quà Trung thu')
  await lan.presses(/^1 suất/)
  await lan.presses('Lấy mã chuyển khoản')
  await pays(100_000n)

  // Coats, in her own words.
  await goTo(on('10-20'))
  await lan.says('có chỗ nào cần áo ấm cho bé gái tiểu học ở sơn la ko')
  await hears(/Ở xã Tà Xùa \(bản thử\): áo ấm cho bé gái 6–10 tuổi/)
  await lan.says('2')
  await lan.presses('Lấy mã chuyển khoản')
  await pays(360_000n)
  await becomes(code(), 2n, 180_000n, false)

  // The year, on one page: its sum is what came, each gift has its receipt and what it became.
  await goTo(on('12-20'))
  const total = [...sent.values()].reduce((sum, one) => sum + one, 0n)
  expect([sent.size, total]).toEqual([8, 2_310_000n])
  await lan.says('năm nay của tôi')
  const said = (await hears(/^Năm \d+, Quỹ đã nhận/)).replaceAll('\u00A0', ' ')
  expect(said.split('\n')).toEqual([
    `Năm ${YEAR}, Quỹ đã nhận của bạn 2.310.000 đ qua 8 khoản. Cảm ơn bạn 💛`,
    'Đến nay: 850.000 đ đã đến các em · 360.000 đ đã mua, đang trên đường · 600.000 đ cho suất đỡ đầu · 500.000 đ chưa mua.',
  ])
  const paper = lan.heard.flatMap(({ media }) => media).findLast(({ name }) => name.endsWith('pdf'))!
  const bytes = await (await w.service.web.request(paper.url)).arrayBuffer()
  expect(Buffer.from(bytes).subarray(0, 4).toString()).toBe('%PDF')
  const { contactId } = await w.db.prisma.pledge.findUniqueOrThrow({ where: { code: place } })
  const year = await w.db.transaction((tx) =>
    yearOf(tx, giving, contactId, { year: YEAR, lang: 'vi', now: w.clock.now() }),
  )
  expect(new Map(year.gifts.map(({ receipt, amount }) => [receipt, amount]))).toEqual(sent)
  const written = paintYear(year).flatMap((paint) => boxesOf(UPRIGHT.a4, paint).map(({ text }) => text))
  expect(written.flatMap((line) => /Biên nhận (\S+)/.exec(line)?.[1] ?? [])).toEqual([...sent.keys()])
  expect(written.filter((line) => line === 'Suất đỡ đầu SL-0001')).toHaveLength(3)
  const became = year.gifts.map((gift) => gift.became.join('; ').replaceAll('\u00A0', ' '))
  const ofPlace = 'Quỹ dùng từng tháng cho suất đỡ đầu này'
  expect(became).toEqual([
    `Đã đến nơi cần nhất, 06/01/${YEAR}, có xác nhận`,
    ...[ofPlace, ofPlace, ofPlace],
    `Chưa mua, và ngày dự kiến 30/07/${YEAR} đã qua, Quỹ xin lỗi`,
    expect.stringMatching(/^250\.000 đ đã đến nơi cần nhất, 10\/07(.*); 250\.000 đ chưa mua, và ngày/),
    expect.stringMatching(/^Chưa mua, và ngày dự kiến/),
    `Đã mua 20/10/${YEAR}, chứng từ PC-DAM`,
  ])

  await lan.says('suất của tôi')
  await hears(/Suất SL-0001.*đã góp 3 tháng(.|\n)*đến hết tháng 5\//)
  await lan.says('của tôi')
  await hears(/360\.000.đ.*biên nhận DAM/)
}, 180_000)

import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { everything, latin } from '../support/everything.ts'
import { type World, world } from '../support/world.ts'
import { cameEarlier, day, officer, type Someone } from './desk.ts'

/** Lan sends dollars from abroad; chị Thu answers, Minh is the second. A count is taken back, an offer is given on. */

let w: World
let thu: Someone
let minh: Someone
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  thu = await officer(w, 'administrator')
  minh = await officer(w, 'treasurer')
  await cameEarlier(w)
  await w.db.script("update officer_session set proven_at = now() + interval '1 hour'")
}, 120_000)
afterAll(() => w.close())

const offered = () => w.db.prisma.offer.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
const acts = async (id: string) =>
  (await w.db.prisma.audit.findMany({ where: { object: `offer/${id}` }, orderBy: { n: 'asc' } }))
    .map(({ act }) => act)
    .filter((act) => act !== 'offer.read')
const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const approve = async (kind: string) => {
  const { id } = await w.db.prisma.approval.findFirstOrThrow({ where: { kind, state: 'open' } })
  expect((await thu.at.post(`/console/approvals/${id}/approve`)).status).toBe(409)
  const page = plain((await minh.at.get('/console/approvals')).text)
  expect((await minh.at.post(`/console/approvals/${id}/approve`)).to).toContain('approved')
  return page
}

async function sendsDollars(name: string, said = 'mình muốn góp 100 đô') {
  const lan = w.person(name)
  await lan.says('chào')
  await lan.says(said)
  await lan.hears(/Bạn muốn gửi 100 đô la Mỹ cho Tết ấm 2027/)
  await lan.presses('Đúng rồi')
  await lan.hears(/người phụ trách đọc rồi chỉ bạn cách gửi/)
  const { id } = await offered()
  return { lan, id, at: `/console/offers/${id}` }
}

/** A credit in đồng, as the bank tells it once it has changed what came. */
async function credited(amount: bigint) {
  await w.bank.credits(amount, 'QUY DOI NGOAI TE', { ref: `FX${amount}` })
  await expect
    .poll(() => w.db.prisma.donation.findFirst({ where: { amount, state: 'unmatched' } }))
    .toBeTruthy()
  return w.db.prisma.donation.findFirstOrThrow({ where: { amount } })
}

test('dollars are answered, held, told of, and tied to the đồng they became', async () => {
  const { lan, id, at } = await sendsDollars('Lan')
  expect((await thu.at.get('/console/offers')).text).toContain('Tiền từ nước ngoài · 100 USD')
  const page = await thu.at.get(at)
  for (const said of [
    'Lời người tặng nhắn',
    'mình muốn góp 100 đô',
    'Người tặng định gửi',
    'Chỉ cách gửi',
    'Tiền đã đến',
  ])
    expect(page.text).toContain(said)
  expect(page.text).not.toContain('Nhận lời và hẹn')
  expect((await thu.at.post(`${at}/how`, { how: ' ' })).status).toBe(422)
  await thu.at.post(`${at}/how`, { how: 'Tài khoản ngoại tệ ở ngân hàng Thử, ghi tên đợt.' })
  await lan.hears(/người phụ trách chỉ cách: “Tài khoản ngoại tệ ở ngân hàng Thử/)

  const came = { amount: '98,50', currency: 'USD', came_on: day(w, 0), ref: 'FT2612210001' }
  for (const [wrong, why] of [
    [{ amount: 'nhiều' }, 'Chưa đọc được số tiền'],
    [{ amount: '' }, 'Anh/chị điền chỗ này giúp'],
    [{ amount: '50' }, 'Khác với điều người tặng đã hẹn'],
    [{ amount: '150' }, 'Báo có ghi đúng như vậy'],
    [{ currency: 'EUR' }, 'Khác với điều người tặng đã hẹn'],
    [{ currency: 'VND' }, 'Anh/chị chọn một mục'],
    [{ came_on: day(w, 2) }, 'Ngày này chưa tới'],
    [{ came_on: day(w, -400) }, 'trước lời hẹn hơn 60 ngày'],
    [{ ref: 'chị Lan' }, 'Mã giao dịch'],
  ] as const) {
    const page = await thu.at.post(`${at}/came`, { ...came, ...wrong })
    expect([page.status, why]).toEqual([422, why])
    expect(page.text).toContain(why)
  }
  expect((await thu.at.post(`${at}/came`, came)).to).toContain('said=held')
  await lan.hears(/98,50 đô la Mỹ của bạn đã đến ngày .*Bạn hẹn “100 đô la Mỹ”, phần chênh thường là phí/)
  expect(await w.db.prisma.donation.count()).toBe(0)
  const rows = await everything(w.db, ['flow_revision'])
  expect(rows).not.toContain(latin('ngân hàng Thử, ghi tên'))

  // Everybody reads of it by its currency, in no sum.
  const { slug } = await w.db.prisma.campaign.findUniqueOrThrow({
    where: { id: (await offered()).campaignId },
  })
  const shown = plain(await (await w.service.web.request(`/campaigns/${slug}`)).text())
  expect(shown).toContain('98,50 đô la Mỹ')
  expect(/data-testid="received"[\s\S]*?class="amount">([^<]*)/.exec(shown)![1]).toBe('0 đ')

  const held = (await thu.at.get(at)).text
  for (const said of ['chưa có khoản báo có nào', 'Ghi lại cho đúng']) expect(held).toContain(said)
  expect(held).not.toContain('Ghi là đã đến, đang giữ')
  await thu.at.post(`${at}/waits`)
  await lan.hears(/Ngân hàng chưa đổi xong 98,50 đô la Mỹ/)
  expect(await acts(id)).toEqual(['offer.how', 'offer.held', 'offer.waits'])
  expect((await thu.at.get('/console/audit?kind=offer')).text).toContain('đã đến, đang giữ')

  expect((await thu.at.post(`${at}/changed`, { donation: ids.uuid() })).status).toBe(422)
  const donation = await credited(2_480_000n)
  expect(plain((await thu.at.get(at)).text)).toContain('2.480.000 đ, lúc')
  expect((await thu.at.post(`${at}/changed`, { donation: donation.id })).to).toContain('said=changed')
  await lan.hears(/đã đổi 98,50 đô la Mỹ của bạn ra 2\.480\.000/)
  await lan.hears(/Biên nhận số/)
  expect(plain((await thu.at.get(at)).text)).toContain('2.480.000 đ')
  expect((await thu.at.post(`${at}/changed`, { donation: donation.id })).to).toContain('said=past')
  const after = plain(await (await w.service.web.request(`/campaigns/${slug}`)).text())
  expect(after).not.toContain('đô la Mỹ')
  expect(/data-testid="received"[\s\S]*?class="amount">([^<]*)/.exec(after)![1]).toBe('2.480.000 đ')
})

test('another currency is written down once the officer has compared it, and its person hears both', async () => {
  const { lan, id, at } = await sendsDollars('Lan euro')
  await thu.at.get(at)
  const came = { amount: '90', currency: 'EUR', came_on: day(w, 0), ref: 'FT2612210077' }
  expect((await thu.at.post(`${at}/came`, came)).status).toBe(422)
  expect((await thu.at.post(`${at}/came`, { ...came, as_came: 'yes' })).to).toContain('said=held')
  await lan.hears(/Quỹ nhận được 90 euro cho lời hẹn “100 đô la Mỹ” của bạn.*Khác với điều bạn hẹn/)
  // Written anew as it stands, it is not asked about again.
  const again = await thu.at.post(`${at}/came`, { ...came, ref: 'FT2612210078' })
  expect(again.to).toContain('said=held')
  expect(await acts(id)).toEqual(['offer.held', 'offer.held'])
})

test('a large sum is tied by two, and what somebody else was given meanwhile is tied to nobody', async () => {
  const { lan, id, at } = await sendsDollars('Lan lớn')
  await thu.at.get(at)
  await thu.at.post(`${at}/came`, {
    amount: '2.000',
    as_came: 'yes',
    currency: 'USD',
    came_on: day(w, 0),
    ref: 'FT2612210003',
  })
  const donation = await credited(50_000_000n)
  await thu.at.get(at)
  expect((await thu.at.post(`${at}/changed`, { donation: donation.id })).to).toContain('said=proposed')
  expect(await offered()).toMatchObject({ state: 'held', donationId: null })
  expect(await approve('offer.changed')).toContain('Ghép tiền từ nước ngoài, 2.000 USD')
  await lan.hears(/đã đổi 2\.000 đô la Mỹ của bạn ra 50\.000\.000/)
  expect(await acts(id)).toEqual(['offer.held', 'offer.changed'])
  const other = await sendsDollars('Lan sau')
  await thu.at.get(other.at)
  await thu.at.post(`${other.at}/came`, {
    amount: '1',
    as_came: 'yes',
    currency: 'USD',
    came_on: day(w, 0),
    ref: 'FT2612210004',
  })
  await thu.at.get(other.at)
  const taken = await thu.at.post(`${other.at}/changed`, { donation: donation.id })
  expect(taken.to).toContain('said=elsewhere')
  expect(await offered()).toMatchObject({ state: 'held' })
})

test('what is sent back takes two, and she hears why', async () => {
  const { lan, id, at } = await sendsDollars('Lan hai')
  await thu.at.get(at)
  await thu.at.post(`${at}/came`, { amount: '100', currency: 'USD', came_on: day(w, 0), ref: 'FT2612210002' })
  await lan.hears(/100 đô la Mỹ của bạn đã đến/)
  const other = await sendsDollars('Minh hai')
  const same = { amount: '50', currency: 'EUR', as_came: 'yes', came_on: day(w, 0), ref: 'FT 2612210002' }
  const taken = await thu.at.post(`${other.at}/came`, same)
  expect(taken.status).toBe(422)
  expect(taken.text).toContain('Mã này đã ghi cho một lời hẹn khác')
  expect(await acts(other.id)).toEqual([])
  const back = { back_on: day(w, 0), back_ref: 'FT2612210009', back_why: 'bank' }
  const early = await thu.at.post(`${at}/back`, { ...back, back_on: day(w, -1) })
  expect([early.status, early.text]).toEqual([422, expect.stringContaining('trước ngày tiền đến')])
  expect((await thu.at.post(`${at}/back`, { ...back, back_why: '' })).status).toBe(422)
  expect((await thu.at.post(`${at}/back`, back)).to).toContain('said=proposed')
  expect((await thu.at.get(at)).text).toContain('chờ người thứ hai')
  expect(await approve('offer.back')).toContain('Ghi tiền từ nước ngoài đã gửi trả, 100 USD')
  await lan.hears(/100 đô la Mỹ đã được gửi trả[\s\S]*Ngân hàng ở đây không đổi được loại tiền này/)
  expect(await acts(id)).toEqual(['offer.held', 'offer.back'])
})

test('a count is taken back on the page; the day after it takes two', async () => {
  const giver = w.person('Hoa')
  await giver.says('chào')
  await giver.says('tôi có 20 áo ấm muốn tặng')
  await giver.presses('Mới')
  await giver.presses('Không chia cỡ')
  await giver.presses('Tôi mang đến')
  await giver.presses('Ngày nào cũng được')
  await giver.presses('Đúng rồi')
  const { id } = await offered()
  const at = `/console/offers/${id}`
  await thu.at.get(at)
  await thu.at.post(`${at}/accept`, { day: day(w, 0), hour: '8 giờ', where: 'Quỹ', need: '' })
  await thu.at.post(`${at}/done`, { done_on: day(w, 0), counted: '81' })
  await giver.hears(/đếm được 81 món/)
  expect((await thu.at.get(at)).text).toContain('Rút lại số đếm này')
  expect((await thu.at.post(`${at}/recount`, { miscount: '' })).status).toBe(422)
  expect((await thu.at.post(`${at}/recount`, { miscount: 'typed' })).to).toContain('said=recount')
  await giver.hears(/không phải 81 món[\s\S]*Quỹ xin lỗi bạn/)
  expect((await thu.at.get(at)).text).toContain('81 món')
  await thu.at.post(`${at}/done`, { done_on: day(w, 0), counted: '18' })
  await giver.hears(/đếm được 18 món/)
  await w.db.prisma.offer.update({
    where: { id },
    data: { doneAt: new Date(w.clock.now().getTime() - 30 * 3_600_000) },
  })
  expect((await thu.at.get(at)).text).toContain('nên cần người thứ hai')
  expect((await thu.at.post(`${at}/recount`, { miscount: 'again' })).to).toContain('said=proposed')
  expect(await offered()).toMatchObject({ state: 'done', counted: 18n })
  expect(await approve('offer.recount')).toContain('Rút lại số đếm, 18 món')
  expect(await offered()).toMatchObject({ state: 'recount' })
  await giver.hears(/không phải 18 món/)
})

test('an offer is given on to another campaign, and she hears who answers', async () => {
  const { lan, id, at } = await sendsDollars('Lan ba')
  const { campaignId } = await offered()
  const was = await w.db.prisma.campaign.findUniqueOrThrow({ where: { id: campaignId } })
  const [unit, campaign] = [ids.uuid(), ids.uuid()]
  const commune = { kind: 'fund', name: 'Quỹ xã Tà Xùa (bản thử)', shortName: 'Quỹ xã', place: 'Tà Xùa' }
  await w.db.prisma.unit.create({ data: { id: unit, key: unit, parentId: was.unitId, ...commune } })
  const marks = { key: campaign, slug: campaign, receiptSeries: 'DA27', codePrefix: 'DAM' }
  const other = await w.db.prisma.campaign.create({
    data: { ...was, ...marks, id: campaign, unitId: unit, title: 'Đồ ấm 2027' },
  })
  expect((await thu.at.get(at)).text).toContain('Chuyển cho nơi khác')
  // What is for sponsored places takes no such money.
  const places = await w.db.prisma.campaign.findFirstOrThrow({ where: { eventKind: 'sponsorship' } })
  const toPlaces = await thu.at.post(`${at}/hand`, { campaign: places.id, hand_reason: 'Đỡ đầu.' })
  expect(toPlaces.status).toBe(422)
  expect(toPlaces.text).not.toContain(places.id)
  const form = { campaign: other.id, hand_reason: 'Đợt này có tài khoản ngoại tệ.' }
  expect((await thu.at.post(`${at}/hand`, { ...form, campaign: ids.uuid() })).status).toBe(422)
  expect((await thu.at.post(`${at}/hand`, { ...form, hand_reason: '' })).status).toBe(422)
  expect((await thu.at.post(`${at}/hand`, form)).to).toContain('said=handed')
  await lan.hears(/nay do Quỹ xã Tà Xùa \(bản thử\) lo, cho Đồ ấm 2027/)
  expect(await offered()).toMatchObject({ state: 'offered', campaignId: other.id })
  expect((await thu.at.get(at)).text).toContain('Đợt này có tài khoản ngoại tệ')
  expect(await acts(id)).toEqual(['offer.handed'])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { everything, latin } from '../support/everything.ts'
import { type World, world } from '../support/world.ts'
import { cameEarlier, day, officer, type Someone } from './desk.ts'

/** Lan offers coats, Minh hands something over himself; chị Thu answers at the desk, and counts. */

let w: World
let thu: Someone
let minh: Someone
let need: { id: string; campaignId: string; cap: bigint; taken: bigint }
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  thu = await officer(w, 'administrator')
  minh = await officer(w, 'treasurer')
  await cameEarlier(w)
  await w.db.script("update officer_session set proven_at = now() + interval '1 hour'")
  const coats = await w.db.prisma.need.findMany({ where: { unitWord: 'áo', state: 'open' } })
  need = coats.find(({ cap, taken }) => cap - taken > 20n)!
}, 120_000)
afterAll(() => w.close())

const offered = () => w.db.prisma.offer.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
const needNow = () => w.db.prisma.need.findUniqueOrThrow({ where: { id: need.id } })
const acts = async (id: string) =>
  (await w.db.prisma.audit.findMany({ where: { object: `offer/${id}` }, orderBy: { n: 'asc' } })).map(
    ({ act }) => act,
  )

async function offersCoats(name: string, said = 'tôi có 20 áo ấm muốn tặng') {
  const lan = w.person(name)
  await lan.says('chào')
  await lan.says(said)
  await lan.presses('Đã dùng, còn tốt')
  await lan.says('cỡ 7: 8, cỡ 9: 12')
  await lan.presses('Nhờ người đến lấy')
  await lan.says('ngõ 12 phố Hoa, cổng xanh')
  await lan.presses('Ngày nào cũng được')
  await lan.presses('Đúng rồi')
  await lan.hears(/Trong 2 ngày làm việc, trước .* người phụ trách trả lời/)
  return lan
}

test('Lan offers coats in her own words; her place is in no list, no row and no log, and each look at it is written down', async () => {
  await offersCoats('Lan')
  const { id } = await offered()
  expect(await offered()).toMatchObject({ kind: 'goods', state: 'offered', quantity: 20n, takes: 0n })
  const list = await thu.at.get('/console/offers')
  expect(list.text).toContain('Hiện vật · 20 món')
  expect(list.text).not.toContain('cổng xanh')
  const home = await thu.at.get('/console')
  expect(home.text).toContain('Lời hẹn tặng chờ trả lời')
  const page = await thu.at.get(`/console/offers/${id}`)
  for (const said of ['20 áo ấm', 'cỡ 7: 8, cỡ 9: 12', 'đã dùng, còn tốt', 'nhờ đến lấy', 'cổng xanh'])
    expect(page.text).toContain(said)
  expect(await acts(id)).toEqual(['offer.read'])
  const rows = await everything(w.db, ['flow_revision'])
  for (const secret of ['cổng xanh', 'ngõ 12']) expect(rows).not.toContain(latin(secret))
  // In English too, and by filters.
  expect((await thu.at.get(`/console/offers/${id}?lang=en`)).text).toContain('Things · 20 pieces')
  expect((await thu.at.get('/console/offers?kind=visit')).text).toContain('Không có lời hẹn nào như vậy')
  expect((await thu.at.get('/console/offers?state=done')).text).toContain('Không có lời hẹn nào như vậy')
})

test('asked back through the chat she answers, it is agreed, counted, and the need goes on with the number', async () => {
  const lan = await offersCoats('Lan hai')
  const { id } = await offered()
  const at = `/console/offers/${id}`
  await thu.at.get(at)
  expect((await thu.at.post(`${at}/ask`, { question: ' ' })).status).toBe(422)
  expect((await thu.at.post(`${at}/ask`, { question: 'Áo có mũ không bạn?' })).to).toContain('said=asked')
  await lan.hears(/người phụ trách hỏi: “Áo có mũ không bạn\?”/)
  await lan.says('có mũ hết ạ')
  await lan.hears(/Mình đã chuyển/)
  expect((await thu.at.get(at)).text).toContain('có mũ hết ạ')

  const agreed = { day: day(w, 3), hour: '8–11 giờ', where: 'Nhà văn hóa phường', need: need.id }
  for (const [wrong, why] of [
    [{ day: day(w, -1) }, 'Ngày này đã qua'],
    [{ day: 'mai' }, 'Chưa đọc được ngày'],
    [{ where: '' }, 'Anh/chị điền chỗ này giúp'],
    [{ need: ids.uuid() }, 'Anh/chị chọn một mục'],
  ] as const) {
    const page = await thu.at.post(`${at}/accept`, { ...agreed, ...wrong })
    expect(page.status).toBe(422)
    expect(page.text).toContain(why)
  }
  const before = await needNow()
  // Not after the children need it.
  const late = { ...agreed, day: day(w, 300) }
  expect((await thu.at.post(`${at}/accept`, late)).text).toContain('Các em cần trước ngày này')
  expect((await thu.at.post(`${at}/accept`, agreed)).to).toContain('said=accepted')
  await lan.hears(/Quỹ nhận lời “20 áo ấm”[\s\S]*8–11 giờ, ở Nhà văn hóa phường/)
  expect(await needNow()).toMatchObject({ brought: 0n, taken: before.taken + 20n, broughtPromised: 20n })

  const again = (await thu.at.get(at)).text
  expect([again.includes('>Hẹn lại<'), again.includes('>Nhận lời<')]).toEqual([true, false])
  const today = { done_on: day(w, 0), counted: '' }
  expect((await thu.at.post(`${at}/done`, today)).status).toBe(422)
  expect((await thu.at.post(`${at}/done`, { ...today, counted: '18', done_on: day(w, 2) })).text).toContain(
    'Ngày này chưa tới',
  )
  const early = { ...today, counted: '18', done_on: '01/01/2020' }
  expect((await thu.at.post(`${at}/done`, early)).text).toContain('trước khi việc này có trong sổ')
  expect((await thu.at.post(`${at}/done`, { ...today, counted: '18' })).to).toContain('said=done')
  await lan.hears(/đếm được 18 món. Cảm ơn/)
  expect(await needNow()).toMatchObject({ taken: before.taken + 18n, brought: 18n, broughtPromised: 0n })
  expect(await w.db.prisma.donation.count()).toBe(0)
  // What is done is done.
  expect((await thu.at.post(`${at}/done`, { ...today, counted: '99' })).to).toContain('said=past')
  expect((await thu.at.post(`${at}/decline`, { reason: 'muộn' })).to).toContain('said=past')
  const did = (await acts(id)).filter((act) => act !== 'offer.read')
  expect(did).toEqual(['offer.asked', 'offer.accepted', 'offer.done'])
  // The trail says it in words, and leads there.
  expect((await thu.at.get('/console/audit?kind=offer')).text).toContain('xác nhận một lời hẹn tặng đã xong')
})

test('declined with a reason, she hears the reason', async () => {
  const lan = await offersCoats('Lan ba')
  const { id } = await offered()
  await thu.at.get(`/console/offers/${id}`)
  await thu.at.post(`/console/offers/${id}/decline`, { reason: 'Các trường đã đủ áo.' })
  await lan.hears(/Lần này Quỹ chưa nhận được “20 áo ấm”[\s\S]*Các trường đã đủ áo/)
})

test('she takes it back from “của tôi”, and the desk can do nothing with it any more', async () => {
  const lan = await offersCoats('Lan bốn')
  const { id } = await offered()
  await lan.says('của tôi')
  await lan.presses('Rút lại lời hẹn')
  await lan.presses('Rút lại')
  await lan.hears(/Đã rút lại/)
  await thu.at.get(`/console/offers/${id}`)
  const agreed = { day: day(w, 3), hour: '8 giờ', where: 'Quỹ', need: '' }
  expect((await thu.at.post(`/console/offers/${id}/accept`, agreed)).to).toContain('said=past')
})

test('a large gift handed over directly is confirmed by two, a small one by one; neither is money', async () => {
  const giver = w.person('Minh')
  await giver.says('chào')
  const gives = async (worth: string) => {
    await giver.says('mình muốn trao trực tiếp cho trường')
    await giver.says('điểm trường ở Tà Xùa')
    await giver.says('một bộ bàn ghế')
    await giver.says(worth)
    await giver.presses('Ngày nào cũng được')
    await giver.presses('Đúng rồi')
    await giver.hears(/trao ngày nào, gặp ai/)
    const { id } = await offered()
    await thu.at.get(`/console/offers/${id}`)
    await thu.at.post(`/console/offers/${id}/accept`, {
      day: day(w, 1),
      hour: '9 giờ',
      where: 'xã',
      need: '',
    })
    return id
  }
  const small = await gives('2 triệu')
  const at = `/console/offers/${small}`
  expect((await thu.at.post(`${at}/done`, { done_on: day(w, 0), counted: '', value: '2tr' })).to).toContain(
    'said=done',
  )
  await giver.hears(/trị giá 2\.000\.000/)
  const large = await gives('30 triệu')
  const done = { done_on: day(w, 0), counted: '', value: '30.000.000' }
  expect((await thu.at.post(`/console/offers/${large}/done`, done)).to).toContain('said=proposed')
  expect(await offered()).toMatchObject({ state: 'accepted', value: null })
  expect((await thu.at.post(`/console/offers/${large}/done`, done)).to).toContain('said=waiting')
  const { id } = await w.db.prisma.approval.findFirstOrThrow({ where: { kind: 'offer.finish' } })
  // Nobody approves what they asked for.
  expect((await thu.at.post(`/console/approvals/${id}/approve`)).status).toBe(409)
  const waits = await minh.at.get('/console/approvals')
  expect(waits.text).toMatch(/quà trao trực tiếp, 30\.000\.000/)
  const approved = await minh.at.post(`/console/approvals/${id}/approve`)
  expect([approved.to, approved.text]).toEqual([expect.stringContaining('approved'), expect.anything()])
  expect(await offered()).toMatchObject({ state: 'done', value: 30_000_000n })
  await giver.hears(/trị giá 30\.000\.000/)
  expect(await w.db.prisma.donation.count()).toBe(0)
  expect(await w.db.prisma.ledgerLine.count()).toBe(0)
})

test('everybody reads of what was counted and given directly, as what it is and by nobody’s name', async () => {
  const { slug } = await w.db.prisma.campaign.findUniqueOrThrow({ where: { id: need.campaignId } })
  const page = async (path: string) => (await w.service.web.request(path)).text()
  const shown = (await page(`/campaigns/${slug}`)).replaceAll('\u00a0', ' ')
  const apart = /<section id="apart"[\s\S]*?<\/section>/.exec(shown)![0]
  expect(apart).toContain('18 áo')
  expect(apart).toContain('2 lần, trị giá 32.000.000 đ')
  expect(apart).toContain('không nằm trong tiền đã nhận')
  // No sum of money has any of it.
  expect(/data-testid="received"[\s\S]*?class="amount">([^<]*)/.exec(shown)![1]).toBe('0 đ')
  expect(await page(`/campaigns/${slug}?lang=en`)).toContain('Received and counted')
  const books = await page(`/campaigns/${slug}/books.csv`)
  const lines = books
    .trimEnd()
    .split('\r\n')
    .map((line) => line.replace(/^[\d-]+;/, ''))
  expect(lines.slice(1)).toEqual([
    expect.stringMatching(/^hiện vật đã đếm;;áo ấm[^;]*;[^;]+;18;áo;;;;$/),
    'trao trực tiếp;;không phải tiền;;;;;32000000;;',
  ])
  expect(shown + books).not.toMatch(/bàn ghế|điểm trường|cổng xanh/)
})

test('an hour that was promised and has passed is red at the desk', async () => {
  await offersCoats('Lan năm')
  const { id } = await offered()
  await w.db.prisma.offer.update({
    where: { id },
    data: { answerBy: new Date(w.clock.now().getTime() - 60_000) },
  })
  expect((await thu.at.get('/console/offers')).text).toContain('quá giờ đã hẹn')
  expect((await thu.at.get('/console')).text).toContain('Lời hẹn tặng quá giờ trả lời')
})

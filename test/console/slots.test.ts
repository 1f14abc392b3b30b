import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'
import { officer, type Someone } from './desk.ts'

/** Chị Thu adds places at the desk, sees who sponsors them, and closes one. */

let w: World
let thu: Someone
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  thu = await officer(w, 'coordinator')
}, 120_000)
afterAll(() => w.close())

const campaign = async () =>
  (await w.db.prisma.campaign.findFirstOrThrow({ where: { eventKind: 'sponsorship' } })).id
/** The month after the next: within any school year. */
const until = () => {
  const [year, month] = new Date(w.clock.now().getTime() + 60 * 86_400_000).toISOString().split('-')
  return `${Number(month)}/${year}`
}
const sheet = async (more: Record<string, string> = {}) => ({
  campaign: await campaign(),
  province: 'Sơn La',
  commune: '',
  sex: 'female',
  age_from: '6',
  age_to: '8',
  what: 'bữa trưa và sách vở',
  monthly: '200.000',
  until: until(),
  count: '3',
  ...more,
})

test('several places are added at once; what would point at a child is not', async () => {
  await thu.at.get('/console/slots/new')
  for (const [wrong, why] of [
    [{ age_to: '7' }, 'Khoảng tuổi cần rộng ít nhất hai năm'],
    [{ what: 'sách vở cho em Nguyễn Văn A lớp 2B' }, 'Chỗ này có vẻ chỉ rõ một em'],
    [{ what: 'bữa trưa, STK 0123456789 BIDV' }, 'số tài khoản hay số điện thoại'],
    [{ what: 'bữa trưa cho Giàng Thị Mỷ' }, 'họ tên một người'],
    [{ until: '5/2020' }, 'Tháng này đã qua'],
    [{ campaign: crypto.randomUUID() }, 'Anh/chị chọn một mục'],
  ] as const) {
    const page = await thu.at.post('/console/slots/new', await sheet(wrong))
    expect(page.status).toBe(422)
    expect(page.text).toContain(why)
  }
  // Those of the demo alone.
  expect(await w.db.prisma.slot.count()).toBe(4)
  expect((await thu.at.post('/console/slots/new', await sheet())).to).toContain('said=made')
  const list = await thu.at.get('/console/slots')
  for (const name of ['SL-0005', 'SL-0006', 'SL-0007']) expect(list.text).toContain(name)
})

test('who sponsors is shown by no whole name; closed with a reason, the reminders stop and Lan hears it', async () => {
  const lan = w.person('Lan')
  await lan.says('nhận đỡ đầu')
  await lan.presses('Xem suất đang chờ')
  await lan.presses('Nhận suất này')
  await lan.presses('Ngày 5')
  await lan.hears(/Suất SL-0001/)
  const { code } = await w.db.prisma.pledge.findFirstOrThrow({ where: { monthly: true } })
  const account = await w.db.prisma.bankAccount.findFirstOrThrow({
    where: { campaigns: { some: { eventKind: 'sponsorship' } } },
  })
  await w.bank.credits(200_000n, code, { account: account.number })
  await lan.hears(/cho suất đỡ đầu SL-0001/)
  // What is public says of her receipt what the campaign is for, and of no place that there is one.
  const open = await (await w.service.web.request('/campaigns/do-dau')).text()
  expect(open).toContain('DD27-000001')
  expect(open).not.toContain('SL-')
  for (const key of ['slot-sl-0001', 'slot-sl-9999'])
    expect((await w.service.web.request(`/needs/${key}`)).status, key).toBe(404)

  const { id } = await w.db.prisma.slot.findFirstOrThrow({ where: { number: 1 } })
  const at = `/console/slots/${id}`
  const looks = () => w.db.prisma.audit.count({ where: { act: 'slot.sponsor_seen', object: `slot/${id}` } })
  const page = await thu.at.get(at)
  expect(page.text).toContain('không ghi tên')
  // Each look at who it is is a line in the trail; who may not see people sees nobody, and leaves none.
  expect(await looks()).toBe(1)
  const books = await officer(w, 'treasurer')
  const blind = await books.at.get(at)
  expect(blind.text).toContain('đã góp 1 tháng')
  expect(blind.text).toContain('chỉ vai được xem người góp mới thấy')
  for (const not of ['không ghi tên', '/console/people/']) expect(blind.text).not.toContain(not)
  expect(await looks()).toBe(1)
  expect(page.text).toContain('đã góp 1 tháng')
  const today = w.clock.now().toISOString().slice(0, 10)
  expect((await thu.at.post(`${at}/close`, { why: '', on: '', unused: '' })).status).toBe(422)
  const early = { why: 'moved', on: '01/01/2020', unused: '' }
  expect((await thu.at.post(`${at}/close`, early)).text).toContain('trước khi việc này có trong sổ')
  expect((await thu.at.post(`${at}/close`, { why: 'moved', on: today, unused: '900.000' })).text).toContain(
    '200.000',
  )
  expect((await thu.at.post(`${at}/close`, { why: 'moved', on: today, unused: '100.000' })).to).toContain(
    'said=closed',
  )
  expect((await thu.at.post(`${at}/close`, { why: 'moved', on: today, unused: '' })).to).toContain(
    'said=past',
  )
  await lan.hears(/đã chuyển trường/)
  await lan.hears(/còn 100\.000.đ chưa dùng/)
  await lan.presses('Hoàn lại tôi')
  expect((await thu.at.get(at)).text).toContain('người góp muốn nhận lại')
  expect((await thu.at.get('/console')).text).toContain('muốn hoàn tiền còn lại, sau suất SL-0001')
  // Who keeps the books says that it is done, once.
  expect((await thu.at.get(at)).text).not.toContain('Khoản này đã lo xong')
  expect((await thu.at.post(`${at}/settled`)).status).toBe(404)
  expect((await books.at.get(at)).text).toContain('Khoản này đã lo xong')
  expect((await books.at.post(`${at}/settled`)).to).toContain('said=settled')
  expect((await books.at.post(`${at}/settled`)).to).toContain('said=past')
  expect((await books.at.get(at)).text.replaceAll('\u00A0', ' ')).toContain(
    '100.000 đ chưa dùng khi khép, đã lo xong ngày',
  )
  expect(await w.db.prisma.audit.count({ where: { act: 'slot.settled' } })).toBe(1)
})

test('who only audits sees places and changes none', async () => {
  const auditor = await officer(w, 'auditor')
  const { id } = await w.db.prisma.slot.findFirstOrThrow({ where: { number: 2 } })
  const page = await auditor.at.get(`/console/slots/${id}`)
  expect(page.status).toBe(200)
  expect(page.text).not.toContain('Khép suất')
  expect((await auditor.at.post(`/console/slots/${id}/close`, { why: 'moved' })).status).toBe(404)
  expect((await auditor.at.get('/console/audit')).text).toContain('SL-0001')
})

test('the need of a place is no need of the desk’s: neither listed, nor edited, closed or printed there', async () => {
  const manager = await officer(w, 'campaign_manager')
  const slot = await w.db.prisma.slot.findFirstOrThrow({ where: { state: 'open' } })
  const need = () => w.db.prisma.need.findUniqueOrThrow({ where: { id: slot.needId } })
  const before = await need()
  const page = (await manager.at.get(`/console/campaigns/${await campaign()}`)).text
  expect(page).not.toContain(slot.needId)
  expect(page).toContain('suất đỡ đầu: xem, thêm và khép ở mục')
  const at = `/console/needs/${slot.needId}`
  for (const path of [`${at}/edit`, `${at}/poster`])
    expect((await manager.at.get(path)).status, path).toBe(404)
  for (const path of ['edit', 'close', 'open'])
    expect((await manager.at.post(`${at}/${path}`, { cap: '1.000', rest: 'pot' })).status, path).toBe(404)
  expect(await need()).toEqual(before)
})

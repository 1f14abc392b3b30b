import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveUnit } from '../../src/organisers/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { type Person, type World, world } from '../support/world.ts'
import { officer, type Someone } from './desk.ts'

/** Lan and Minh give each month; chị Thu sees it, and does what they ask of her by telephone. */

let w: World
let thu: Someone
let lan: Person
let minh: Person
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  thu = await officer(w, 'coordinator')
  await w.db.prisma.campaign.updateMany({
    where: { eventKind: 'tet' },
    data: { receivesUntil: new Date(w.clock.now().getTime() + 300 * 86_400_000) },
  })
  lan = w.person('Lan')
  minh = w.person('Minh')
  for (const [person, sum] of [
    [lan, '200 nghìn'],
    [minh, '300 nghìn'],
  ] as const) {
    await person.says(`hằng tháng góp ${sum} cho tết ấm, nhắc ngày ${on()}`)
    await person.says('đúng rồi')
    await person.hears(/Xong, cảm ơn bạn/)
  }
}, 120_000)
afterAll(() => w.close())

/** A day of the month that is yet to come, whatever today is. */
const on = () => {
  const soon = new Date(w.clock.now().getTime() + 3 * 86_400_000).getUTCDate()
  return soon > 28 ? 1 : soon
}
const gift = (sum: bigint) => w.db.prisma.sponsorship.findFirstOrThrow({ where: { monthly: sum } })
const ASKED = { what: 'rest_1', way: 'phone', why: 'tháng tới nhà có việc' }

test('the list says who, how much, when next and what has come; by no whole name', async () => {
  const code = (await w.db.prisma.pledge.findFirstOrThrow({ where: { amount: 200_000n } })).code
  await w.bank.credits(200_000n, code)
  await lan.hears(/Biên nhận số/)
  await lan.presses('Lấy giấy ghi nhận')
  await lan.says('Lan Anh')
  await lan.says('đúng')
  await lan.hears(/Giấy ghi nhận số/)
  const list = await thu.at.get('/console/monthly')
  expect(list.status).toBe(200)
  expect(list.text).toMatch(/2 đang góp, 500\.000.đ một tháng · 0 đang nghỉ/)
  expect(list.text).toMatch(/nhắc ngày \d\d\/\d\d\/\d{4}/)
  expect(list.text).toContain('đã góp đủ 1 tháng')
  expect(list.text).toContain('L••• A•••')
  expect(list.text).not.toContain('Lan Anh')
  const english = await thu.at.get('/console/monthly?lang=en')
  expect(english.text).toMatch(/2 going on, 500,000.đ a month · 0 resting/)
  expect(english.text).not.toMatch(/một tháng|đang góp/)
})

test('nothing is done without who asked how, and what they said', async () => {
  const { id } = await gift(200_000n)
  await thu.at.get(`/console/monthly/${id}`)
  for (const missing of ['what', 'way', 'why'] as const) {
    const page = await thu.at.post(`/console/monthly/${id}/asked`, { ...ASKED, [missing]: '' })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Anh/chị xem lại')
  }
  expect((await gift(200_000n)).state).toBe('active')
  expect(await w.db.prisma.audit.count({ where: { act: { startsWith: 'monthly.' } } })).toBe(0)
})

test('a rest that Lan asked for by telephone: she hears it, and goes on at a press', async () => {
  const { id } = await gift(200_000n)
  const done = await thu.at.post(`/console/monthly/${id}/asked`, ASKED)
  expect(done.to).toContain('said=paused')
  await lan.hears(/Theo lời bạn nhờ Quỹ.*tạm nghỉ/)
  const page = await thu.at.get(done.to!)
  expect(page.text).toContain('đang nghỉ')
  expect(page.text).not.toContain('Cho nghỉ một tháng')
  // Once more is once.
  expect((await thu.at.post(`/console/monthly/${id}/asked`, ASKED)).to).toContain('said=past')
  await lan.presses('Tiếp tục luôn')
  expect((await gift(200_000n)).state).toBe('active')
  const [row] = await w.db.prisma.audit.findMany({ where: { act: 'monthly.paused' } })
  expect(row).toMatchObject({ actor: thu.id, object: `monthly/${id}`, detail: 'phone' })
  // What was said is Lan’s, sealed: it stands in no trail.
  expect(JSON.stringify(await w.db.prisma.audit.findMany(), (_, one) => String(one))).not.toContain(
    'nhà có việc',
  )
  expect(await w.db.prisma.talkNote.count({ where: { contactId: (await gift(200_000n)).contactId } })).toBe(1)
  const auditor = await officer(w, 'auditor')
  const trail = await auditor.at.get('/console/audit')
  expect(trail.text).toContain('cho phần góp hằng tháng nghỉ')
  expect(trail.text).toContain('gọi điện')
})

test('an end that Minh asked for: from this minute he is reminded of nothing', async () => {
  const { id, contactId } = await gift(300_000n)
  expect(await w.db.prisma.todo.count({ where: { contactId, source: 'system' } })).toBe(1)
  const done = await thu.at.post(`/console/monthly/${id}/asked`, { ...ASKED, what: 'end', way: 'visit' })
  expect(done.to).toContain('said=ended')
  await minh.hears(/Theo lời bạn nhờ Quỹ.*đã dừng, mình không nhắc nữa/)
  await expect
    .poll(() => w.db.prisma.todo.count({ where: { contactId, source: 'system' } }), { timeout: 30_000 })
    .toBe(0)
  const page = await thu.at.get(`/console/monthly/${id}`)
  expect(page.text).toContain('người góp đã dừng')
  expect(page.text).not.toContain('Làm theo lời nhờ')
  const list = await thu.at.get('/console/monthly')
  expect(list.text).toMatch(/1 đang góp/)
  expect(list.text).toContain('Đã dừng (1)')
  expect((await thu.at.get('/console/monthly?over=1')).text).toMatch(/300\.000.đ một tháng/)
  await minh.presses('Góp lại hằng tháng')
  expect(minh.heard.at(-1)!.text).toMatch(/Đúng ý bạn chưa/)
})

test('who audits sees and does nothing; another unit’s officer sees nothing', async () => {
  const { id } = await gift(200_000n)
  const auditor = await officer(w, 'auditor')
  const page = await auditor.at.get(`/console/monthly/${id}`)
  expect([page.status, page.text.includes('Làm theo lời nhờ')]).toEqual([200, false])
  expect((await auditor.at.post(`/console/monthly/${id}/asked`, ASKED)).status).toBe(404)
  const root = await w.db.prisma.unit.findFirstOrThrow({ where: { parentId: null } })
  const unit = await saveUnit(w.db.prisma, ids, {
    ...{
      key: 'xa-khac',
      parentId: root.id,
      kind: 'commune',
      name: 'Xã khác',
      shortName: 'Xã khác',
      place: 'Xã khác',
    },
    ...{ decision: null, hotline: null, refundDays: null, keptShare: null, invoices: false },
  })
  const other = await officer(w, 'coordinator', unit)
  expect((await other.at.get('/console/monthly')).text).toContain('Chưa có ai góp hằng tháng')
  expect((await other.at.get(`/console/monthly/${id}`)).status).toBe(404)
  expect((await other.at.post(`/console/monthly/${id}/asked`, ASKED)).status).toBe(404)
  expect((await gift(200_000n)).state).toBe('active')
})

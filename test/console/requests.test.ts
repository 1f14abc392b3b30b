import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type World, world } from '../support/world.ts'
import { officer, type Someone } from './desk.ts'

/** What Lan complains of, from the chat to the desk and back. */

let w: World
let thu: Someone
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  thu = await officer(w, 'campaign_manager')
}, 300_000)
afterAll(() => w.close())

const latest = () => w.db.prisma.request.findFirstOrThrow({ orderBy: { number: 'desc' } })
const acts = async () => {
  const rows = await w.db.prisma.audit.findMany({ where: { actor: thu.id }, orderBy: { n: 'asc' } })
  return rows.filter(({ act }) => act.startsWith('request.'))
}

test('chị Thu reads a complaint, cannot close it unanswered, answers, closes it, and Lan goes on with the bot', async () => {
  const lan = w.person('Lan')
  await lan.says('phản ánh')
  await lan.says('Quà ghi thiếu hai áo <b>')
  await lan.says('gọi mãi không được')
  const { id } = await latest()

  expect((await thu.at.get('/console')).text).toMatch(/<strong>1<\/strong> <a[^>]*>Yêu cầu và phản ánh<\/a>/)
  const list = await thu.at.get('/console/requests')
  expect(list.text).toContain('R-0001 · Phản ánh')
  expect(list.text).toContain('Chưa trả lời')
  expect(list.text).not.toContain('thiếu hai áo')
  const page = await thu.at.get(`/console/requests/${id}`)
  expect(page.text).toContain('Quà ghi thiếu hai áo &lt;b>')
  // What she wrote since is read there too.
  expect(page.text).toContain('gọi mãi không được')

  const early = await thu.at.post(`/console/requests/${id}/close`, { note: 'xong' })
  expect([early.status, early.text]).toEqual([422, expect.stringContaining('Chưa ai trả lời người này')])
  const empty = await thu.at.post(`/console/requests/${id}/answer`, { answer: '  ' })
  expect(empty.status).toBe(422)
  const sent = await thu.at.post(`/console/requests/${id}/answer`, {
    answer: 'Chào bạn, hai áo đi chuyến sau.',
  })
  expect(sent.to).toBe(`/console/requests/${id}?said=sent`)
  await lan.hears(/Người phụ trách nhắn bạn:\nChào bạn, hai áo đi chuyến sau\./)
  expect((await thu.at.get('/console/requests')).text).toContain('Đã trả lời, chưa đóng')

  const long = await thu.at.post(`/console/requests/${id}/close`, { note: 'a'.repeat(301) })
  expect([long.status, long.text]).toEqual([422, expect.stringContaining('a'.repeat(301))])
  const closed = await thu.at.post(`/console/requests/${id}/close`, { note: 'Gửi bù hai áo' })
  expect(closed.to).toBe('/console/requests?said=closed')
  await lan.hears(/Mình quay lại đây/)
  // What came of it, in the officer's own words; and whenever she asks.
  await lan.hears(/Phản ánh R-0001 của bạn đã giải quyết xong. Quỹ trả lời: “Gửi bù hai áo”/)
  expect(await w.db.prisma.handover.count({ where: { closedAt: null } })).toBe(0)
  // It is read, and nothing more is done with it; what she says to the bot since is none of it.
  await lan.says('trời hôm nay đẹp quá')
  const lately = await thu.at.get('/console/requests')
  expect(lately.text).toMatch(new RegExp(`Đã xong gần đây.*requests/${id}">R-0001`, 's'))
  const over = await thu.at.get(`/console/requests/${id}`)
  expect(over.status).toBe(200)
  for (const text of ['thiếu hai áo', 'Gửi bù hai áo', 'Đã xong']) expect(over.text).toContain(text)
  for (const text of ['<textarea', 'trời hôm nay đẹp quá']) expect(over.text).not.toContain(text)
  const missed = await thu.at.post(`/console/requests/${id}/answer`, { answer: 'Mình xem lại nhé' })
  expect([missed.status, missed.text]).toEqual([
    409,
    expect.stringMatching(/vừa được đóng.*Mình xem lại nhé/s),
  ])
  expect((await thu.at.post(`/console/requests/${id}/close`, { note: 'x' })).status).toBe(409)
  const { doneAt } = await latest()
  await w.db.prisma.request.update({
    where: { id },
    data: { doneAt: new Date(Date.now() - 31 * 86_400_000) },
  })
  expect((await thu.at.get('/console/requests')).text).not.toContain('Đã xong gần đây')
  expect((await thu.at.get(`/console/requests/${id}`)).status).toBe(404)
  await w.db.prisma.request.update({ where: { id }, data: { doneAt } })
  expect((await lan.says('R-0001')).at(-1)!.text).toMatch(
    /^Phản ánh R-0001 đã giải quyết xong, .*“Gửi bù hai áo”/,
  )
  // Nobody else is told of it.
  const minh = w.person('Minh')
  expect((await minh.says('R-0001')).at(-1)!.text).toMatch(/không có yêu cầu hay phản ánh nào/)
  expect((await acts()).map(({ act }) => act)).toEqual([
    'request.read',
    'request.read',
    'request.read',
    'request.answered',
    'request.read',
    'request.closed',
    'request.read',
    'request.read',
    'request.read',
  ])
  expect((await acts()).every(({ object }) => object === `request/${id}`)).toBe(true)
})

test('an answer in the conversation answers the complaint too', async () => {
  const minh = w.person('Minh')
  await minh.says('phản ánh')
  await minh.says('Trang của Quỹ ghi sai ngày trao quà')
  const { contactId } = await latest()
  const { id } = await w.db.prisma.handover.findFirstOrThrow({ where: { contactId } })
  await thu.at.get(`/console/talks/${id}`)
  await thu.at.post(`/console/talks/${id}/answer`, { answer: 'Mình sửa ngay.' })
  expect((await latest()).answeredAt).not.toBeNull()
})

test('a request to be erased is seen, and is not closed by hand', async () => {
  const hoa = w.person('Hoa')
  await hoa.says('chào')
  const { id: contactId } = await w.db.prisma.contact.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
  // What has not gone out yet keeps the sweep from erasing her.
  const later = new Date(Date.now() + 3_600_000)
  await w.db.prisma.outbox.updateMany({ where: { contactId }, data: { state: 'sending', leaseUntil: later } })
  const { id } = await w.db.prisma.request.create({
    data: {
      id: '018f5c1e-0000-7000-8000-0000000000aa',
      contactId,
      kind: 'erase',
      askedAt: w.clock.now(),
      answerBy: new Date(w.clock.now().getTime() - 60_000),
    },
  })
  const list = await thu.at.get('/console/requests')
  expect(list.text).toMatch(/Quá hẹn trả lời.*Xin xóa dữ liệu/s)
  const page = await thu.at.get(`/console/requests/${id}`)
  expect(page.text).toContain('máy tự xóa')
  expect(page.text).toContain(`/console/requests/${id}/answer`)
  expect(page.text).not.toContain(`/console/requests/${id}/close`)
  await thu.at.post(`/console/requests/${id}/answer`, { answer: 'Mình xem khoản đó hôm nay.' })
  expect((await thu.at.post(`/console/requests/${id}/close`, { note: '' })).status).toBe(404)
  expect((await w.db.prisma.request.findUniqueOrThrow({ where: { id } })).state).toBe('open')
})

test('an answer that is sent twice at once is said once', async () => {
  const lan = w.person('Lan hai lần')
  await lan.says('phản ánh')
  await lan.says('Chưa thấy giấy chứng nhận')
  const { id } = await latest()
  const { text } = await thu.at.get(`/console/requests/${id}`)
  const once = /name="once" value="([^"]+)"/.exec(text)![1]!
  const answer = { answer: 'Mình gửi lại bạn hôm nay.', once }
  await Promise.all([1, 2].map(() => thu.at.post(`/console/requests/${id}/answer`, answer)))
  await lan.hears(/Mình gửi lại bạn hôm nay/)
  await lan.says('cảm ơn')
  expect(lan.heard.filter((one) => one.text.includes('gửi lại bạn hôm nay'))).toHaveLength(1)
})

test('who thanks for the answer and asks how far it is hears what came of it, and nobody is waited for any more', async () => {
  const lan = w.person('Lan cảm ơn')
  await lan.says('tôi muốn khiếu nại')
  await lan.says('Giấy ghi nhận sai tên')
  const { id } = await latest()
  await thu.at.get(`/console/requests/${id}`)
  await thu.at.post(`/console/requests/${id}/answer`, { answer: 'Mình làm lại giấy hôm nay.' })
  await lan.hears(/Mình làm lại giấy hôm nay/)
  await lan.says('ok cảm ơn chị')
  await lan.sends({ text: 'phản ánh của tôi tới đâu rồi' })
  await vi.waitUntil(async () => (await thu.at.get(`/console/requests/${id}`)).text.includes('tới đâu rồi'), {
    timeout: 20_000,
    interval: 100,
  })
  const closed = await thu.at.post(`/console/requests/${id}/close`, { note: 'Đã gửi giấy đúng tên' })
  expect(closed.to).toBe('/console/requests?said=closed')
  await lan.hears(/đã giải quyết xong. Quỹ trả lời: “Đã gửi giấy đúng tên”/)
  expect(
    await w.db.prisma.handover.count({ where: { contactId: (await latest()).contactId, closedAt: null } }),
  ).toBe(0)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, type World, world } from '../support/world.ts'
import { officer, type Someone } from './desk.ts'

/** What somebody writes while an officer has a page open: nobody settles what they have not read. */

const NEWER = 'Người này vừa nhắn thêm'

let w: World
let thu: Someone
let minh: Someone
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  thu = await officer(w, 'administrator')
  minh = await officer(w, 'administrator')
}, 300_000)
afterAll(() => w.close())

const newest = { openedAt: 'desc' } as const
const calm = () =>
  w.db.prisma.handover.findFirstOrThrow({ where: { closedAt: null, urgent: false }, orderBy: newest })
const danger = () => w.db.prisma.handover.findFirstOrThrow({ where: { urgent: true }, orderBy: newest })

async function complains(name: string): Promise<{ lan: Person; page: string; id: string }> {
  const lan = w.person(name)
  await lan.says('chào')
  await lan.says('tôi muốn phản ánh')
  await lan.says('quà thiếu hai áo ở Tà Xùa, thầy cô đã đếm', 3)
  const { id } = await w.db.prisma.request.findFirstOrThrow({ orderBy: { number: 'desc' } })
  return { lan, page: `/console/requests/${id}`, id }
}

test('a child in danger is not answered from the page of a complaint, and not closed with it', async () => {
  const { lan: em, page } = await complains('Lan')
  await thu.at.get(page)
  await em.says('bố đánh em', 3)
  const early = await thu.at.post(`${page}/answer`, { answer: 'Quỹ đã bù hai áo.' })
  expect(early.text).toContain(NEWER)
  // What she had typed is kept, and the child's word is there to be read.
  expect(early.text).toContain('Quỹ đã bù hai áo.')
  expect(early.text).toContain('bố đánh em')
  expect((await thu.at.post(`${page}/answer`, { answer: 'Quỹ đã bù hai áo.' })).status).toBe(303)
  await em.hears(/Quỹ đã bù hai áo/)
  expect((await thu.at.post(`${page}/close`, { note: 'đã bù' })).status).toBe(303)
  expect(await danger()).toMatchObject({ answeredAt: null, closedAt: null })
  expect((await thu.at.get('/console')).text).toContain('Trẻ em có thể gặp nguy hiểm')
  // From its own page it is.
  const talk = `/console/talks/${(await danger()).id}`
  await thu.at.get(talk)
  await thu.at.post(`${talk}/answer`, { answer: 'Em đang ở đâu?' })
  await em.hears(/Em đang ở đâu/)
  expect((await danger()).answeredAt).not.toBeNull()
  await thu.at.post(`${talk}/close`)
  expect((await danger()).closedAt).not.toBeNull()
})

test('nor by the page of a call for something else, until that page has shown it', async () => {
  const em = w.person('Minh')
  await em.says('chào')
  await em.says('gặp người thật')
  const { id } = await calm()
  const talk = `/console/talks/${id}`
  await thu.at.get(talk)
  await em.says('bố đánh em', 3)
  const closing = { summary: 'hỏi biên nhận', farewell: 'Chào bạn nhé.' }
  const closed = await thu.at.post(`${talk}/close`, closing)
  expect([closed.status, closed.text]).toEqual([422, expect.stringContaining(NEWER)])
  expect(closed.text).toContain('Chào bạn nhé.')
  expect(await danger()).toMatchObject({ answeredAt: null, closedAt: null })
  // A page that says nothing of what it has shown has shown nothing.
  const answered = await thu.at.post(`${talk}/answer`, { answer: 'Biên nhận đây.', seen: '' })
  expect([answered.status, answered.text]).toEqual([422, expect.stringContaining(NEWER)])
  expect((await danger()).answeredAt).toBeNull()
  await thu.at.post(`${talk}/answer`, { answer: 'Em gọi 111 ngay nhé.' })
  await em.hears(/Em gọi 111 ngay/)
  expect((await danger()).answeredAt).not.toBeNull()
  // Answered, and in danger again behind the page that is open.
  await thu.at.get(talk)
  await em.says('bố lại đánh em', 3)
  await expect.poll(async () => (await danger()).answeredAt, { timeout: 10_000 }).toBeNull()
  expect((await thu.at.post(`${talk}/answer`, { answer: 'Chào em.' })).status).toBe(422)
  expect((await thu.at.post(`${talk}/close`)).status).toBe(303)
  expect((await danger()).closedAt).not.toBeNull()
})

test('who writes while an answer is typed is answered all the same; but handed back is only what was read', async () => {
  const hoa = w.person('Hoa')
  await hoa.says('gặp người thật')
  const { id } = await calm()
  const talk = `/console/talks/${id}`
  await thu.at.get(talk)
  await hoa.says('cho mình hỏi về hóa đơn')
  expect((await thu.at.post(`${talk}/answer`, { answer: 'Mình nghe.' })).status).toBe(303)
  await hoa.hears(/Mình nghe/)
  const early = await thu.at.post(`${talk}/close`)
  expect([early.status, early.text]).toEqual([422, expect.stringContaining('về hóa đơn')])
  expect((await w.db.prisma.handover.findUniqueOrThrow({ where: { id } })).closedAt).toBeNull()
  expect((await thu.at.post(`${talk}/close`)).status).toBe(303)
})

test('a complaint is not closed by a page from before its last words', async () => {
  const { lan, page, id } = await complains('Hoa')
  await thu.at.get(page)
  await lan.says('phản ánh của tôi', 2)
  await lan.says('và hôm qua một em khóc vì không có quà', 3)
  await thu.at.post(`${page}/answer`, { answer: 'Quỹ đã bù hai áo.' })
  const early = await thu.at.post(`${page}/close`, { note: 'đã bù' })
  expect([early.status, early.text]).toEqual([422, expect.stringContaining(NEWER)])
  expect(early.text).toContain('một em khóc')
  const state = async () => (await w.db.prisma.request.findUniqueOrThrow({ where: { id } })).state
  expect(await state()).toBe('open')
  await thu.at.post(`${page}/close`, { note: 'đã bù' })
  expect(await state()).toBe('done')
})

test('a talk that chị Thu has is not written into from the page of the complaint, nor handed back', async () => {
  const { lan, page } = await complains('Minh')
  const { id } = await calm()
  await thu.at.get(`/console/talks/${id}`)
  await thu.at.post(`/console/talks/${id}/take`)
  await minh.at.get(page)
  const wrote = await minh.at.post(`${page}/answer`, { answer: 'Xong rồi nhé.' })
  expect([wrote.status, wrote.text]).toEqual([409, expect.stringMatching(/Thu \d+ đang giữ cuộc trò chuyện/)])
  expect(wrote.text).toContain('Xong rồi nhé.')
  expect((await minh.at.post(`${page}/close`, { note: '' })).status).toBe(409)
  expect((await calm()).id).toBe(id)
  // On purpose: from her, and from nobody else.
  const over = /name="over" value="([^"]+)"/.exec(wrote.text)![1]!
  expect(over).toBe(thu.id)
  expect((await minh.at.post(`${page}/answer`, { answer: 'Xong rồi nhé.', over })).status).toBe(303)
  await lan.hears(/Xong rồi nhé/)
  expect((await thu.at.post(`${page}/answer`, { answer: 'Mình đây.' })).status).toBe(409)
  expect((await minh.at.post(`${page}/close`, { note: '' })).status).toBe(303)
})

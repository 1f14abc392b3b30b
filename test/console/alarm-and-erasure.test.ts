import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealBefore } from '../../src/conversation/index.ts'
import { finding } from '../../src/running/start.ts'
import { type Person, type World, world } from '../support/world.ts'
import { officer, type Someone } from './desk.ts'

/** Whoever is erased can be helped no more, and answered no more: what that holds up, and what it does not. */
let w: World
let thu: Someone
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  thu = await officer(w, 'administrator')
}, 180_000)
afterAll(() => w.close())

const newest = () => w.db.prisma.handover.findFirstOrThrow({ orderBy: { openedAt: 'desc' } })
const stateOf = async (contact: string) =>
  (await w.db.prisma.contact.findUniqueOrThrow({ where: { id: contact } })).state
const text = (messages: readonly { readonly text: string }[]) => messages.map((one) => one.text).join('\n')
const openErasures = (contact: string) =>
  w.db.prisma.request.count({ where: { contactId: contact, kind: 'erase', state: 'open' } })

async function asksToBeErased(person: Person, by = 'xoá tôi') {
  await person.says(by)
  await person.presses('Xóa hết')
  return text(await person.says('XÓA'))
}

test('an alarm that nobody has closed holds the erasure, and the trail has it by id', async () => {
  const lan = w.person('Lan')
  await lan.says('/start')
  await lan.says('em bé nhà bên bị bố đánh')
  const { id, contactId } = await newest()
  const raised = await w.db.prisma.audit.findFirst({
    where: { act: 'alarm.raised', object: `handover/${id}` },
  })
  expect(raised).toMatchObject({ actor: null, detail: 'child-danger' })
  await lan.says('menu')
  const said = await asksToBeErased(lan)
  expect(said).toMatch(/số yêu cầu R-\d+\. Điều bạn nhắn lúc nãy cần một người của Quỹ đọc trước/)
  expect(said).toMatch(/Người đó nhắn bạn ở đây trước \d\d:\d\d/)
  await w.sweeps()
  expect(await stateOf(contactId)).toBe('active')
  expect((await thu.at.get('/console')).text).toContain(id)
  const page = await thu.at.get(`/console/talks/${id}`)
  expect(page.status).toBe(200)
  expect(page.text).toContain('em bé nhà bên bị bố đánh')

  // Answered is not closed.
  await thu.at.post(`/console/talks/${id}/answer`, { answer: 'Bạn ơi, em bé ở xã nào?' })
  await lan.hears(/em bé ở xã nào/)
  await w.sweeps()
  expect(await stateOf(contactId)).toBe('active')
  await thu.at.get(`/console/talks/${id}`)
  await thu.at.post(`/console/talks/${id}/close`)
  await expect.poll(() => stateOf(contactId), { timeout: 20_000 }).toBe('erased')
  expect(await openErasures(contactId)).toBe(0)
}, 90_000)

test('“xoá tôi” is heard while a person is awaited, also for a child in danger, and she is awaited as before', async () => {
  const minh = w.person('Minh')
  await minh.says('/start')
  await minh.says('gặp người')
  expect(text(await minh.says('xoá tôi'))).toMatch(/Xóa rồi không lấy lại được/)
  await minh.presses('Giữ nguyên')
  const { contactId } = await newest()
  expect(await w.db.prisma.handover.count({ where: { contactId, closedAt: null, answeredAt: null } })).toBe(1)

  const hoa = w.person('Hoa')
  await hoa.says('/start')
  await hoa.says('em bé nhà bên bị bố đánh')
  const child = await newest()
  expect(await asksToBeErased(hoa)).toMatch(/cần một người của Quỹ đọc trước/)
  // She is awaited: what is written now is for her.
  await hoa.sends({ text: 'nhanh giúp bé với' })
  await expect
    .poll(async () => (await thu.at.get(`/console/talks/${child.id}`)).text)
    .toContain('nhanh giúp bé với')
  await w.db.prisma.handover.updateMany({ data: { closedAt: new Date() } })
}, 60_000)

test('who is just answered by a person and asks to be erased, with nothing open, is', async () => {
  const mai = w.person('Mai')
  await mai.says('/start')
  await mai.says('gặp người')
  const { contactId } = await newest()
  expect(await asksToBeErased(mai)).toMatch(/Sau tin này mình xóa hết/)
  await expect.poll(() => stateOf(contactId), { timeout: 20_000 }).toBe('erased')
}, 60_000)

test('a complaint that would end with them is named first, and they may wait for its answer', async () => {
  const an = w.person('An')
  await an.says('/start')
  await an.says('phản ánh')
  await an.says('Quà ghi thiếu hai áo')
  const { number } = await w.db.prisma.request.findFirstOrThrow({ orderBy: { number: 'desc' } })
  const named = `R-${String(number).padStart(4, '0')}`
  await an.says('xoá tôi')
  expect(text(await an.presses('Xóa hết'))).toMatch(
    new RegExp(`phản ánh ${named} chờ Quỹ trả lời trước \\d\\d:\\d\\d.*dừng theo`, 's'),
  )
  expect(text(await an.presses('Chờ câu trả lời'))).toMatch(/chưa xóa gì/)
  await an.says('xoá tôi')
  await an.presses('Xóa hết')
  await an.presses('Xóa luôn')
  expect(text(await an.says('XÓA'))).toMatch(/Sau tin này mình xóa hết/)
}, 60_000)

test('the desk finds what is left of a donor who spoke with a person and was erased, also after a restart', async () => {
  const binh = w.person('Bình')
  await binh.says('/start')
  await binh.presses('Góp quà Tết')
  await binh.presses(/^1 suất/)
  await binh.presses('Lấy mã chuyển khoản')
  const { code, contactId } = await w.db.prisma.pledge.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
  await w.bank.credits(300_000n, `${code} ung ho`)
  await binh.hears(/Biên nhận số/)
  await binh.says('gặp người')
  const talk = await newest()
  expect(talk.contactId).toBe(contactId)
  await thu.at.get(`/console/talks/${talk.id}`)
  await thu.at.post(`/console/talks/${talk.id}/answer`, { answer: 'Quỹ nhận đủ rồi nhé.' })
  await thu.at.get(`/console/talks/${talk.id}`)
  await thu.at.post(`/console/talks/${talk.id}/close`)
  await binh.hears(/quay lại đây/)
  await asksToBeErased(binh)
  await expect.poll(() => stateOf(contactId), { timeout: 20_000 }).toBe('erased')

  // What every start does before it serves.
  await sealBefore(w.db, await finding(w.db, w.secret))
  expect(await w.db.prisma.personKey.count({ where: { contactId } })).toBe(0)
  expect((await thu.at.get(`/console/talks/${talk.id}`)).status).toBe(404)
  const receipt = await w.db.prisma.receipt.findFirstOrThrow({ orderBy: { issuedAt: 'desc' } })
  const number = `${receipt.series}-${String(receipt.number).padStart(6, '0')}`
  for (const q of [code, number]) {
    const found = await thu.at.post('/console/people', { q, reason: 'money', why: '' })
    expect(found.status).toBe(200)
    expect(found.text).toContain('Không')
  }
}, 90_000)

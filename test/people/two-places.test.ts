import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { answerHandover, closeHandover } from '../../src/conversation/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { officer } from '../console/desk.ts'
import { KEYS } from '../support/known.ts'
import type { Person, World } from '../support/world.ts'
import { type TwoChannels, twoChannels } from './two-channels.ts'

/** Of somebody who writes on two channels: each word of the fund reaches the place where it was asked for. */

let on: TwoChannels
let it: World
beforeAll(async () => {
  on = await twoChannels()
  it = on.it
}, 120_000)
afterAll(() => on.close())
beforeEach(async () => {
  await it.db.prisma.handover.deleteMany()
})

const parts = (tx: Parameters<Parameters<World['db']['transaction']>[0]>[0]) => ({ tx, ids, keys: KEYS })
const answers = (id: string, text: string) => it.db.transaction((tx) => answerHandover(parts(tx), id, text))
const closes = (id: string) => it.db.transaction((tx) => closeHandover(parts(tx), id))
const has = ({ heard }: Person, words: RegExp) => heard.some(({ text }) => words.test(text))

async function linked(): Promise<readonly [Person, Person]> {
  const both = [it.person('Lan'), it.person('Minh')] as const
  await both[0].says('chào')
  await both[1].says('chào')
  await on.joins(...both)
  return both
}

test('an officer’s word is heard where a child called, though the other channel wrote last; elsewhere once that is blocked', async () => {
  const [lan, em] = await linked()
  await em.says('bố đánh em')
  await em.hears(/111/)
  const { id, addressId } = await it.db.prisma.handover.findFirstOrThrow({ where: { closedAt: null } })
  await lan.says('cảm ơn', 2)
  await answers(id, 'Em đang ở đâu?')
  await em.hears(/Em đang ở đâu/)
  await lan.says('cảm ơn nhé', 2).catch(() => [])
  expect(has(lan, /Em đang ở đâu/)).toBe(false)
  await it.db.prisma.address.update({ where: { id: addressId! }, data: { state: 'blocked' } })
  await answers(id, 'Em còn đó không?')
  await lan.hears(/Em còn đó không/)
}, 60_000)

test('who calls in two places is called for in both; one of them handed back leaves the other waiting', async () => {
  const [lan, minh] = await linked()
  await lan.says('gặp người thật', 2)
  await minh.says('tôi muốn gặp người', 2)
  const contactId = await on.contactOf(lan)
  const open = () => it.db.prisma.handover.findMany({ where: { contactId, closedAt: null } })
  await vi.waitUntil(async () => (await open()).length === 2, { timeout: 60_000 })
  const [one, other] = await open()
  expect(one!.addressId).not.toBe(other!.addressId)
  await answers(one!.id, 'Chào bạn.')
  expect((await open()).find(({ id }) => id === other!.id)!.answeredAt).toBeNull()
  await closes(one!.id)
  expect((await open()).map(({ id }) => id)).toEqual([other!.id])
  expect([has(lan, /quay lại đây/), has(minh, /quay lại đây/)]).toEqual([false, false])
  await closes(other!.id)
  const last = [lan, minh][Number(other!.addressId === (await on.knownOf(minh)).address)]!
  await last.hears(/quay lại đây/)
}, 60_000)

test('whoever waits past the promised hour hears so where they asked', async () => {
  const [lan, minh] = await linked()
  await minh.says('gặp người thật', 2)
  const { id } = await it.db.prisma.handover.findFirstOrThrow({ where: { closedAt: null } })
  await lan.says('menu', 3)
  await it.db.prisma
    .$executeRaw`UPDATE handover SET answer_by = now() - interval '1 minute' WHERE id = ${id}::uuid`
  await minh.hears(/chưa kịp trả lời/, 15_000)
  expect(has(lan, /chưa kịp trả lời/)).toBe(false)
}, 60_000)

test('what came of a complaint is told where it was complained', async () => {
  const thu = await officer(it, 'administrator')
  const [lan, minh] = await linked()
  await minh.says('tôi muốn phản ánh')
  await minh.says('quà thiếu hai áo, và xin đừng nói với nhà tôi', 3)
  const { id } = await it.db.prisma.request.findFirstOrThrow({ where: { kind: 'complaint' } })
  await lan.says('menu', 3)
  await thu.at.get(`/console/requests/${id}`)
  await thu.at.post(`/console/requests/${id}/answer`, { answer: 'Hai áo đã gửi lại hôm nay.' })
  await minh.hears(/Hai áo đã gửi lại/)
  // Not what was said last: that might be taken for the same message sent twice.
  await lan.says('/menu')
  await lan.hears(/Bạn muốn xem gì/)
  await thu.at.get(`/console/requests/${id}`)
  await thu.at.post(`/console/requests/${id}/close`, { note: 'đã trả hai áo' })
  await minh.hears(/đã trả hai áo/, 12_000)
  await lan.says('menu', 3)
  expect(has(lan, /hai áo/i)).toBe(false)
}, 60_000)

test('a child in danger whose channel is linked a moment after still waits for a person', async () => {
  const [lan, em] = [it.person('Lan'), it.person('Minh')]
  await lan.says('chào')
  await em.says('chào')
  await lan.says('liên kết')
  await em.says((await lan.hears(/^CT-LINK-/)).text)
  await em.presses('Đúng là tôi')
  await lan.hears(/vừa dán mã không/)
  await em.says('bố đánh em')
  await em.hears(/111/)
  await lan.presses('Nối')
  await em.hears(/Đã nối với/)
  await em.says('em sợ lắm', 3)
  const last = em.heard.at(-1)!
  expect(last.text).toMatch(/^Người phụ trách sẽ đọc/)
  expect(last.choices).toEqual([])
  const open = await it.db.prisma.handover.findMany({ where: { closedAt: null } })
  expect(open).toMatchObject([{ urgent: true, answeredAt: null }])
  await answers(open[0]!.id, 'Em đang ở đâu?')
  await em.hears(/Em đang ở đâu/)
}, 60_000)

import { afterAll, beforeAll, expect, test } from 'vitest'
import { erase } from '../../src/app/erasing.ts'
import { openGiving } from '../../src/app/giving.ts'
import { readConfig } from '../../src/config.ts'
import { notesOf } from '../../src/conversation/index.ts'
import { forgetBodies, openBody, quarantine } from '../../src/conversation/quarantine-store.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { silentLog } from '../../src/platform/log.ts'
import type { Ground } from '../../src/running/start.ts'
import { everything, latin } from '../support/everything.ts'
import { KEYS } from '../support/known.ts'
import { type World, world } from '../support/world.ts'
import { officer, type Someone } from './desk.ts'

/** What the desk keeps, and shows, of somebody who was erased. */
let w: World
let thu: Someone
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  thu = await officer(w, 'administrator')
}, 180_000)
afterAll(() => w.close())

async function erases(contact: string): Promise<void> {
  const ground = { ...w, config: readConfig({}) } as unknown as Ground
  const giving = await openGiving({ ...ground, ids, site: 'http://chungtay.test', queue: undefined })
  await w.db.transaction((tx, hot) => erase({ giving, clock: w.clock }, tx, hot, contact))
}

test('the memo of her money is read at the desk while she is there, and not once she is erased', async () => {
  const lan = w.person('Lan')
  await lan.says('/start')
  await lan.presses('Góp quà Tết')
  await lan.presses(/^1 suất/)
  await lan.presses('Lấy mã chuyển khoản')
  const { code, contactId } = await w.db.prisma.pledge.findFirstOrThrow()
  await w.bank.credits(300_000n, `${code} NGUYEN THI HOA MI 0912345678 chuyen tien`)
  await lan.hears(/Biên nhận số/)
  const { id } = await w.db.prisma.donation.findFirstOrThrow({ where: { contactId } })
  expect((await thu.at.get(`/console/money/${id}`)).text).toContain('NGUYEN THI HOA MI')
  await erases(contactId)
  const page = await thu.at.get(`/console/money/${id}`)
  expect(page.status).toBe(200)
  expect(page.text).not.toContain('HOA MI')
  expect(page.text).toContain('Đã xóa theo yêu cầu của người gửi')
}, 90_000)

test('why a message was dismissed is a note on its person, and is erased with them', async () => {
  const minh = w.person('Minh')
  await minh.says('/start')
  const { id: contactId } = await w.db.prisma.contact.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
  const key = (await KEYS.of(w.db.prisma, contactId))!
  const body = Uint8Array.from(key.seal('heard', '{"kind":"heard","text":"x"}'))
  const at = { source: 'telegram:1', externalId: '77', contactId }
  await w.db.prisma.inbox.create({ data: { ...at, body } })
  const { seq } = await w.db.prisma.todo.create({ data: { ...at, attempts: 3, stuckAt: new Date() } })
  const why = 'Đã gọi chị Họa Mi Vàng 0912345678'
  await thu.at.get(`/console/aside/items/${seq}`)
  const done = await thu.at.post(`/console/aside/items/${seq}/settle`, { do: 'dismiss', why })
  expect(done.to).toContain('said=dismissed')
  expect((await notesOf(w.db.prisma, KEYS, contactId)).map(({ text }) => text)).toEqual([why])
  expect(await everything(w.db)).not.toContain(latin('Họa Mi Vàng'))
  expect(await w.db.prisma.inbox.findFirst({ where: { externalId: '77' } })).toMatchObject({
    dropped: 'dismissed',
  })
  await erases(contactId)
  expect(await w.db.prisma.talkNote.count({ where: { contactId } })).toBe(0)
}, 90_000)

test('what nobody could read lies sealed, with why it was dismissed, and goes after thirty days, settled or not', async () => {
  const parts = { ids, secret: w.secret, log: silentLog }
  const setAside = async (words: string) => {
    const before = (await w.db.prisma.quarantine.findMany()).map(({ id }) => id)
    await quarantine(w.db.hot, parts, 'telegram:1', Buffer.from(words), 'not an update')
    return w.db.prisma.quarantine.findFirst({ where: { id: { notIn: before } } })
  }
  // Ids of the same millisecond tell nothing of their order.
  const first = await setAside('tin của chim cuốc')
  const second = await setAside('tin của chim sẻ')
  await thu.at.get(`/console/aside/bodies/${first!.id}`)
  await thu.at.post(`/console/aside/bodies/${first!.id}/settle`, { why: 'Của chị Họa Mi Vàng' })
  expect(await everything(w.db)).not.toContain(latin('Họa Mi Vàng'))
  const { settledAs } = await w.db.prisma.quarantine.findUniqueOrThrow({ where: { id: first!.id } })
  expect(w.secret.unwrap(settledAs!, `quarantine/${first!.id}/settled`).toString()).toBe(
    'Của chị Họa Mi Vàng',
  )
  const older = (id: string, days: number) =>
    w.db.prisma.quarantine.update({
      where: { id },
      data: { receivedAt: new Date(Date.now() - days * 86_400_000) },
    })
  await older(first!.id, 31)
  await older(second!.id, 29)
  expect(await forgetBodies(w.db.hot)).toBe(0)
  expect((await openBody(w.db.hot, w.secret, second!.id))?.toString()).toBe('tin của chim sẻ')
  await older(second!.id, 31)
  expect(await forgetBodies(w.db.hot)).toBe(1)
  // What was settled today is there for thirty days yet.
  expect((await w.db.prisma.quarantine.findMany()).map(({ id }) => id)).toEqual([first!.id])
}, 60_000)

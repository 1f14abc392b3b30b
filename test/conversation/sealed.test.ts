import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealBefore } from '../../src/conversation/index.ts'
import { finding } from '../../src/running/start.ts'
import { KEYS, knownAs } from '../support/known.ts'
import { type World, world } from '../support/world.ts'

let it: World
beforeAll(async () => {
  it = await world()
})
afterAll(() => it.close())

/** Every value of every row of every table, as text. */
async function everything(): Promise<string> {
  const tables = await it.db.hot.query<{ name: string }>(
    'tables',
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    [],
  )
  let text = ''
  for (const { name } of tables) {
    const rows = await it.db.hot.query<Record<string, unknown>>(`all_${name}`, `select * from "${name}"`, [])
    for (const value of rows.flatMap((row) => Object.values(row)))
      text += `${value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : JSON.stringify(value, big)}\n`
  }
  return text
}
const big = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)

/** Bytes as a search in them would be made. */
const latin = (text: string) => Buffer.from(text).toString('latin1')

const CANARY = 'chim hoàng yến 0912 345 678'

test('nobody who reads the database reads what was said, or to whom', async () => {
  const lan = it.person('Lan')
  await lan.says('/start')
  await lan.says(CANARY)
  await lan.says('quà tết')
  const all = await everything()
  expect(all).toContain('web-chat')
  expect(lan.heard.length).toBeGreaterThan(2)
  expect(all).not.toContain(latin('hoàng yến'))
  expect(all).not.toContain('345 678')
  for (const { text } of lan.heard)
    for (const line of text.split('\n').filter((one) => one.length > 40))
      expect(all).not.toContain(latin(line))
  expect(all).not.toContain(lan.secret)
})

test('what a version before keys wrote is sealed, once', async () => {
  const { prisma } = it.db
  const minh = it.person('Minh')
  await minh.says('/start')
  await minh.presses('Góp quà Tết')
  // As it lay before: opened, and without a key.
  const { id: contact } = await prisma.contact.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
  const key = (await KEYS.of(prisma, contact))!
  const plain = (kind: 'heard' | 'told' | 'session', bytes: Uint8Array) =>
    Uint8Array.from(key.open(kind, bytes))
  const { state } = await prisma.session.findUniqueOrThrow({ where: { contactId: contact } })
  await prisma.session.update({ where: { contactId: contact }, data: { state: plain('session', state) } })
  for (const { id, payload } of await prisma.outbox.findMany({ where: { contactId: contact } }))
    await prisma.outbox.update({ where: { id }, data: { payload: plain('told', payload) } })
  for (const { source, externalId, body } of await prisma.inbox.findMany({ where: { contactId: contact } }))
    await prisma.inbox.update({
      where: { source_externalId: { source, externalId } },
      data: { body: plain('heard', body) },
    })
  await prisma.personKey.delete({ where: { contactId: contact } })
  const hash = createHash('sha256').update(`web-chat\nmain\n${minh.secret}`).digest()
  await prisma.address.updateMany({ where: { contactId: contact }, data: { keyHash: Uint8Array.from(hash) } })
  expect(await everything()).toContain(latin('Góp quà Tết'))

  expect(await sealBefore(it.db, await finding(it.db, it.secret))).toBe(1)
  expect(await everything()).not.toContain(latin('Góp quà Tết'))
  expect(await sealBefore(it.db, await finding(it.db, it.secret))).toBe(0)
  const fresh = (await KEYS.of(prisma, contact))!
  expect((await knownAs(it.db, 'web-chat', 'main', minh.secret)).contact).toBe(contact)
  const session = await prisma.session.findUniqueOrThrow({ where: { contactId: contact } })
  expect(fresh.open('session', session.state).toString()).toContain('tet')
})

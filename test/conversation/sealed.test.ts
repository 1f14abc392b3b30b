import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealBefore } from '../../src/conversation/index.ts'
import { finding } from '../../src/running/start.ts'
import { everything, latin } from '../support/everything.ts'
import { KEYS, knownAs } from '../support/known.ts'
import { type World, world } from '../support/world.ts'

let it: World
beforeAll(async () => {
  it = await world()
})
afterAll(() => it.close())

/** What flows say to anybody. */
const SENTENCES = ['flow_revision']

const CANARY = 'chim hoàng yến 0912 345 678'

test('nobody who reads the database reads what was said, or to whom', async () => {
  const lan = it.person('Lan')
  await lan.says('/start')
  await lan.says(CANARY)
  await lan.says('quà tết')
  const all = await everything(it.db)
  const spoken = await everything(it.db, SENTENCES)
  expect(all).toContain('web-chat')
  expect(lan.heard.length).toBeGreaterThan(2)
  expect(all).not.toContain(latin('hoàng yến'))
  expect(all).not.toContain('345 678')
  for (const { text } of lan.heard)
    for (const line of text.split('\n').filter((one) => one.length > 40))
      expect(spoken).not.toContain(latin(line))
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
  expect(await everything(it.db, SENTENCES)).toContain(latin('Góp quà Tết'))

  expect(await sealBefore(it.db, await finding(it.db, it.secret))).toBe(1)
  expect(await everything(it.db, SENTENCES)).not.toContain(latin('Góp quà Tết'))
  expect(await sealBefore(it.db, await finding(it.db, it.secret))).toBe(0)
  const fresh = (await KEYS.of(prisma, contact))!
  expect((await knownAs(it.db, 'web-chat', 'main', minh.secret)).contact).toBe(contact)
  const session = await prisma.session.findUniqueOrThrow({ where: { contactId: contact } })
  expect(fresh.open('session', session.state).toString()).toContain('give')
})

test('messages that a version before knew by a hash of their secret are known by their address', async () => {
  const { prisma } = it.db
  const hoa = it.person('Hoa')
  await hoa.sends({ id: 'first', text: '/start' })
  await hoa.hears(/./)
  const { contact, address } = await knownAs(it.db, 'web-chat', 'main', hoa.secret)
  const hash = createHash('sha256').update(hoa.secret).digest('base64url').slice(0, 22)
  const source = 'web-chat:main'
  await prisma.inbox.updateMany({ where: { contactId: contact }, data: { externalId: `${hash}:first` } })
  const old = { source, externalId: `${hash}:erased`, contactId: contact, body: Uint8Array.from([]) }
  await prisma.inbox.create({ data: old })
  await prisma.todo.create({
    data: { source, externalId: `${hash}:first`, contactId: contact, stuckAt: new Date() },
  })

  const migration = readFileSync('prisma/migrations/20261130061000_erased_whole/migration.sql', 'utf8')
  await it.db.script(/CREATE TABLE renamed.*DROP TABLE renamed;/s.exec(migration)![0])
  const ids = (rows: { externalId: string }[]) => rows.map(({ externalId }) => externalId)
  const fresh = ids(await prisma.inbox.findMany({ where: { contactId: contact, source } }))
  expect(fresh).toContain(`${address}:first`)
  expect(fresh.join()).not.toMatch(new RegExp(`${hash}|erased`))
  expect(ids(await prisma.todo.findMany({ where: { contactId: contact } }))).toEqual([`${address}:first`])
  // The same message again is the same message.
  await hoa.sends({ id: 'first', text: '/start' })
  expect(await prisma.inbox.count({ where: { contactId: contact, source } })).toBe(fresh.length)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { knownAs } from '../support/known.ts'
import { type Person, type World, world } from '../support/world.ts'
import { poster, secretOf } from './web-chat.ts'

/** A browser keeps her words and the secret of her talk. When the talk is erased, the service says so, and they go. */
let it: World
let send: ReturnType<typeof poster>
beforeAll(async () => {
  it = await world()
  send = poster(it)
})
afterAll(() => it.close())

const goesOn = (secret: string) => ({ 'x-chat-contact': secret, 'x-chat-goes-on': '1' })
const get = (query: string, headers: Record<string, string>) =>
  it.service.web.request(`/chat/api/messages${query}`, { headers })
const contacts = () => it.db.prisma.contact.count()

async function erased(person: Person) {
  const { contact } = await knownAs(it.db, 'web-chat', 'main', person.secret)
  await person.says('xoá tôi')
  await person.presses('Xóa hết')
  await person.says('xoá')
  await expect
    .poll(() => it.db.prisma.contact.findUniqueOrThrow({ where: { id: contact } }), { timeout: 15_000 })
    .toMatchObject({ state: 'erased' })
}

test('who goes on with a talk that nobody knows is told that it is gone, and nobody new is made', async () => {
  const secret = secretOf('Lan')
  const before = await contacts()
  const read = await get('?wait=0', goesOn(secret))
  expect(read.status).toBe(410)
  expect(await read.json()).toEqual({ error: expect.stringContaining('đã xóa') })
  expect((await send({ id: '1', text: 'chào' }, goesOn(secret))).status).toBe(410)
  expect((await send({ id: '2', file: { name: 'a.png', base64: '' } }, goesOn(secret))).status).toBe(410)
  expect(await contacts()).toBe(before)
  // Who begins is heard.
  expect((await get('?wait=0', { 'x-chat-contact': secret })).status).toBe(200)
  expect((await send({ id: '1', text: 'chào' }, { 'x-chat-contact': secret })).status).toBe(202)
  expect((await send({ id: '3', text: 'chào' }, goesOn(secret))).status).toBe(202)
  expect((await get('?wait=0', goesOn(secret))).status).toBe(200)
  expect((await get('?after=999999999&wait=0', goesOn(secret))).status).toBe(200)
  expect(await contacts()).toBe(before + 1)
})

test('erased, a page that reads or writes hears so, though this process remembers her', async () => {
  const lan = it.person('Lan')
  await lan.says('/start')
  await erased(lan)
  const before = await contacts()
  // What is written first: a word, or a button that needs an action.
  expect((await send({ id: 'w1', text: 'chào' }, goesOn(lan.secret))).status).toBe(410)
  expect((await send({ id: 'w2', text: 'của tôi' }, goesOn(lan.secret))).status).toBe(410)
  expect((await get('?wait=0', goesOn(lan.secret))).status).toBe(410)
  expect(await contacts()).toBe(before)
  expect(await it.db.prisma.inbox.count({ where: { externalId: { endsWith: ':w1' } } })).toBe(0)
})

test('a fetch that waits while she is erased ends with that', async () => {
  const hoa = it.person('Hoa')
  await hoa.says('/start')
  await hoa.says('xoá tôi')
  await hoa.presses('Xóa hết')
  await hoa.says('xoá')
  const waiting = get('?after=999999999&wait=12', goesOn(hoa.secret))
  expect((await waiting).status).toBe(410)
})

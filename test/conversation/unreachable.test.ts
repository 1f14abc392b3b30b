import { afterAll, beforeAll, expect, test } from 'vitest'
import { post } from '../../src/conversation/index.ts'
import { type Person, type World, world } from '../support/world.ts'

let it: World
beforeAll(async () => {
  it = await world()
})
afterAll(() => it.close())

async function toTheCode(person: Person) {
  await person.says('/start')
  await person.presses('Góp quà Tết')
  await person.presses(/^1 suất/)
  await person.presses('Lấy mã chuyển khoản')
  return person.heard.findLast((message) => /^TLV[0-9A-Z]{7}$/.test(message.text))!.text
}
const newestContact = async () =>
  (await it.db.prisma.contact.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })).id
const block = (contactId: string) =>
  it.db.prisma.address.updateMany({ where: { contactId }, data: { state: 'blocked' } })
const waiting = (contactId: string) =>
  it.db.prisma.todo.count({ where: { contactId, source: 'system', externalId: { startsWith: 'money:' } } })

test('a receipt waits for who has blocked us, and comes when they write again', async () => {
  const lan = it.person('Lan')
  const code = await toTheCode(lan)
  const contact = await newestContact()
  await block(contact)
  await it.bank.credits(300_000n, code)
  await expect.poll(() => it.db.prisma.receipt.count()).toBe(1)
  await it.sweeps()
  expect(await waiting(contact)).toBe(1)
  await lan.says('chào')
  await lan.hears(/Biên nhận số TET27/)
  expect(await waiting(contact)).toBe(0)
})

test('a reminder that could not be said in its time is said no more', async () => {
  const minh = it.person('Minh')
  // After thanks nothing is asked, so the person is at rest.
  await minh.says('cảm ơn')
  const contact = await newestContact()
  await block(contact)
  const remind = (key: string, patience: Date) =>
    it.db.transaction((tx) => post(tx, contact, { flow: 'help', with: {}, key, patience }))
  await remind('over', new Date(Date.now() - 1_000))
  await remind('in time', new Date(Date.now() + 60_000))
  const left = async () =>
    (await it.db.prisma.todo.findMany({ where: { contactId: contact } })).map((one) => one.externalId)
  await expect.poll(left, { timeout: 8_000 }).toEqual(['in time'])
})

test('the system speaks where the person was last heard, not where they came last', async () => {
  const hoa = it.person('Hoa')
  const code = await toTheCode(hoa)
  const contact = await newestContact()
  await it.db.prisma.address.create({
    data: {
      id: crypto.randomUUID(),
      contactId: contact,
      channel: 'web-chat',
      account: 'web',
      keyHash: Uint8Array.from(Buffer.from('another phone')),
    },
  })
  await it.bank.credits(300_000n, code)
  await hoa.hears(/Biên nhận số TET27/, 8_000)
})

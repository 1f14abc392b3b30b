import { afterAll, beforeAll, expect, test } from 'vitest'
import { post } from '../../src/conversation/index.ts'
import { nextInstantWithin } from '../../src/platform/vietnamese/index.ts'
import { KEYS } from '../support/known.ts'
import { type Person, type World, world } from '../support/world.ts'

let it: World
beforeAll(async () => {
  it = await world()
})
afterAll(() => it.close())

const newestContact = async () =>
  (await it.db.prisma.contact.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })).id

async function promises(person: Person) {
  await person.says('/start')
  await person.presses(/^Góp (quà Tết|cho đợt này)$/)
  await person.presses(/^1 suất/)
  await person.presses('Lấy mã chuyển khoản')
  return person.heard.findLast((message) => /^TLV[0-9A-Z]{7}$/.test(message.text))!.text
}
const waiting = async (contactId: string) =>
  (await it.db.prisma.todo.findMany({ where: { contactId, source: 'system' }, orderBy: { seq: 'asc' } })).map(
    (one) => one.externalId,
  )

/** To nine in the morning, some days later. */
function toMorning(days: number) {
  const now = it.clock.now().getTime()
  const there = nextInstantWithin(9, 10, new Date(now + days * 86_400_000))
  it.clock.advance({ minutes: (there.getTime() - now) / 60_000 })
}

/** A reminder of a person's newest promise whose time is now: made later, or on its way when they said stop. */
async function remindNow(contactId: string, key: string) {
  const pledge = await it.db.prisma.pledge.findFirstOrThrow({
    where: { contactId },
    orderBy: { createdAt: 'desc' },
  })
  const about = { pledge: { id: pledge.id }, last: false }
  const patience = new Date(Date.now() + 3_600_000)
  await it.db.transaction((tx) =>
    post(tx, contactId, { flow: 'pledge-reminder', with: about, key, patience }),
  )
}

test('Lan promises and then says stop to everything: silence, until her own money comes or she wants to hear again', async () => {
  const hoa = it.person('Hoa')
  await promises(hoa)
  const another = await newestContact()
  const lan = it.person('Lan')
  const code = await promises(lan)
  const contact = await newestContact()
  expect(await waiting(contact)).toHaveLength(2)

  // The reminders end with the first word; nobody must press anything for that.
  await lan.says('dừng')
  expect(await waiting(contact)).toEqual([])
  await lan.presses('Dừng hết')
  await lan.hears(/Đã dừng hết\. Riêng khi tiền của bạn đến Quỹ/)
  // Her place is kept until its day all the same, and nobody else is left alone for her sake.
  expect(await it.db.prisma.pledge.findFirstOrThrow({ where: { contactId: contact } })).toMatchObject({
    state: 'open',
  })
  expect(await waiting(another)).toHaveLength(2)

  const said = () => it.db.prisma.outbox.count({ where: { contactId: contact } })
  const before = await said()
  toMorning(2)
  await remindNow(contact, 'pledge-reminder:late')
  await it.sweeps()
  toMorning(4)
  await it.sweeps()
  expect(await waiting(contact)).toEqual([])
  expect(await said()).toBe(before)
  const { dropped } = await it.db.prisma.inbox.findFirstOrThrow({
    where: { externalId: 'pledge-reminder:late' },
  })
  expect(dropped).toBe('they refuse reminders')

  // Money of hers is no message of ours: she hears that it is there, once.
  await it.bank.credits(300_000n, code, { at: new Date() })
  await lan.hears(/Biên nhận số TET27/)

  await lan.says('nhắn lại')
  await lan.hears(/mình lại báo bạn; phần nào/)
  await promises(lan)
  expect(await waiting(contact)).toHaveLength(2)
  await lan.says('cảm ơn')
  toMorning(1)
  await remindNow(contact, 'pledge-reminder:again')
  await lan.hears(/vẫn đang để dành tên bạn/)
}, 90_000)

test('who keeps the news of their gifts is not reminded either, and what was written and not sent is taken back', async () => {
  const minh = it.person('Minh')
  await promises(minh)
  const contact = await newestContact()
  const { id: address } = await it.db.prisma.address.findFirstOrThrow({ where: { contactId: contact } })
  const later = new Date(Date.now() + 3_600_000)
  const key = (await KEYS.of(it.db.prisma, contact))!
  const payload = Uint8Array.from(key.seal('told', '{"text":"…"}'))
  const row = { contactId: contact, addressId: address, payload, leaseUntil: later }
  await it.db.prisma.outbox.create({ data: { ...row, class: 'once' } })
  await it.db.prisma.outbox.create({ data: { ...row, class: 'must_reach' } })
  await minh.says('dừng')
  await minh.presses('Vẫn gửi')
  expect(await waiting(contact)).toEqual([])
  const states = await it.db.prisma.outbox.findMany({
    where: { contactId: contact, leaseUntil: later },
    orderBy: { id: 'asc' },
  })
  expect(states.map((one) => [one.class, one.state])).toEqual([
    ['once', 'taken_back'],
    ['must_reach', 'waiting'],
  ])
})

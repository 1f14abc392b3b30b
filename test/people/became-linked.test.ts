import { afterAll, beforeAll, expect, test } from 'vitest'
import { openGiving } from '../../src/app/giving.ts'
import { readConfig } from '../../src/config.ts'
import type { Giving } from '../../src/giving/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { dayOf } from '../../src/platform/vietnamese/index.ts'
import type { Ground } from '../../src/running/start.ts'
import {
  bookPurchase,
  confirmDelivery,
  proposePurchase,
  purchaseById,
  recordDelivery,
} from '../../src/spending/index.ts'
import { WORDS } from '../spending/shop.ts'
import type { Person } from '../support/world.ts'
import { type TwoChannels, twoChannels, WAIT } from './two-channels.ts'

/** What a gift became is told to whoever gave it, also when a link is undone while it waits to be told. */
let on: TwoChannels
let giving: Giving
beforeAll(async () => {
  on = await twoChannels()
  const ground = { ...on.it, config: readConfig({}) } as unknown as Ground
  giving = await openGiving({ ...ground, ids, site: 'http://localhost', queue: undefined })
})
afterAll(() => on.close())

/** An officer who has been known for long. */
async function officer(): Promise<string> {
  const { db, clock } = on.it
  const [id, long] = [ids.uuid(), new Date(clock.now().getTime() - 2 * 86_400_000)]
  const bytes = Uint8Array.from(Buffer.from(id))
  const stands = { totpSince: long, knownSince: long }
  await db.prisma.officer.create({
    data: { id, emailHash: bytes, email: bytes, name: bytes, password: 'x', ...stands },
  })
  const { id: unitId } = await db.prisma.unit.findFirstOrThrow({ where: { parentId: null } })
  await db.prisma.officerRole.create({ data: { officerId: id, unitId, role: 'coordinator', givenAt: long } })
  return id
}

/** Buys and brings so many gifts of these codes' need. @returns the delivery, confirmed */
async function bring(code: string, quantity: bigint, voucher: string): Promise<string> {
  const { db, clock } = on.it
  const [thu, hoa, now] = [await officer(), await officer(), clock.now()]
  const { needId, campaign } = await db.prisma.pledge.findUniqueOrThrow({
    where: { code },
    include: { campaign: true },
  })
  return db.transaction(async (tx) => {
    const sheet = {
      campaignId: campaign.id,
      accountId: campaign.accountId,
      what: 'suất quà',
      seller: 'Cửa hàng (bản thử)',
      day: dayOf(now),
      amount: quantity * 300_000n,
      voucher,
      lines: [{ need: needId!, quantity, unitPrice: 300_000n }],
    }
    const asked = await proposePurchase(tx, { ids, words: WORDS }, sheet, thu, now)
    if (asked.kind !== 'asked') throw new Error(asked.kind)
    await bookPurchase(tx, ids, asked.id, now)
    const line = (await purchaseById(tx, asked.id))!.lines[0]!
    const came = { communeId: null, sent: quantity, quantity, missing: null, note: null, day: dayOf(now) }
    const done = await recordDelivery(
      tx,
      { ids, words: WORDS },
      { purchase: asked.id, lineId: line.id, ...came, receiver: 'teacher' },
      thu,
      now,
    )
    if (done.kind !== 'recorded') throw new Error(done.kind)
    expect(await confirmDelivery(tx, giving, done.id, hoa, now)).toBe('confirmed')
    // By day it would be told at once. It waits, so that a link can be undone before.
    await tx.$executeRaw`update todo set not_before = now() + interval '1 hour' where external_id like 'became:%'`
    return done.id
  })
}

const wantsNews = async (person: Person) => {
  const { contact, address } = await on.knownOf(person)
  const given = { purpose: 'my_gifts', channel: 'web-chat', textVersion: '1', way: 'button' }
  await on.it.db.prisma.consent.create({
    data: { id: ids.uuid(), contactId: contact, addressId: address, ...given, givenAt: on.it.clock.now() },
  })
}
const gives = async (person: Person): Promise<string> => {
  const code = await on.promises(person)
  await on.it.bank.credits(300_000n, code)
  await person.hears(/Biên nhận số/)
  await person.says('menu')
  return code
}
/** What waits is told now, by day or night. */
const tellNow = () =>
  on.it.db.script(
    "update todo set not_before = now() - interval '1 minute', patience = now() where external_id like 'became:%'",
  )
const TOLD = /đã đến\. .*trong đó có/s
/** How often they were told, once whatever was on its way has come. */
async function told(person: Person): Promise<number> {
  await person.says('menu')
  return person.heard.filter(({ text }) => TOLD.test(text)).length
}
const left = () => on.it.db.prisma.todo.count({ where: { externalId: { startsWith: 'became:' } } })

test('it goes with the promise when a link is undone', async () => {
  const { it } = on
  const [lan, minh] = [it.person('Lan'), it.person('Minh')]
  await lan.says('/start')
  const code = await gives(minh)
  await wantsNews(minh)
  await on.joins(lan, minh)
  await bring(code, 1n, 'PC-1')
  await on.parts(lan, minh)
  const him = await on.contactOf(minh)
  const waiting = await it.db.prisma.todo.findFirstOrThrow({
    where: { externalId: { startsWith: 'became:' } },
  })
  expect(waiting.contactId).toBe(him)
  await tellNow()
  await minh.hears(TOLD)
  expect([await told(lan), await told(minh)]).toEqual([0, 1])
})

test('with gifts from both sides of a link: one telling while they are one, each their own once they are parted', async () => {
  const { it } = on
  const [lan, minh] = [it.person('Lan'), it.person('Minh')]
  const hers = await gives(lan)
  await wantsNews(lan)
  await gives(minh)
  await wantsNews(minh)
  await on.joins(lan, minh)
  await bring(hers, 2n, 'PC-2')
  expect(await left()).toBe(2)
  await on.parts(lan, minh)
  await tellNow()
  await lan.hears(TOLD)
  await minh.hears(TOLD)
  expect([await told(lan), await told(minh)]).toEqual([1, 1])

  const [hoa, thu] = [it.person('Hoa'), it.person('chị Thu')]
  const first = await gives(hoa)
  await wantsNews(hoa)
  await gives(thu)
  await on.joins(hoa, thu)
  await bring(first, 2n, 'PC-3')
  await tellNow()
  await expect.poll(left, WAIT).toBe(0)
  expect((await told(hoa)) + (await told(thu))).toBe(1)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { donationById, giveOwner, ownerNamed, takeBack } from '../../src/giving/index.ts'
import { moveDonor, moveDonorBack } from '../../src/giving/moving.ts'
import type { Database } from '../../src/platform/db.ts'
import { testDatabase } from '../support/database.ts'
import { KEYS, world } from './world.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

type W = Awaited<ReturnType<typeof world>>

/** Money that nobody owns. */
async function odd(w: W, ref: string, amount: bigint): Promise<string> {
  const booked = await w.bank.credits(amount, 'ung ho', { ref })
  if (booked.kind !== 'unmatched') throw new Error(booked.kind)
  return booked.donation
}
const ownerOf = async (donation: string) => (await donationById(db.prisma, donation))!.contactId

test('money that an officer gave by the receipt of a gift goes where that gift goes when a link is undone', async () => {
  const w = await world(db)
  const [lan, minh] = [await w.person(), await w.person()]
  const first = await odd(w, 'FT1AAAA', 111_000n)
  const { creditId: credit } = (await donationById(db.prisma, first))!
  expect((await lan.does('bank.claim', { credit, last4: 'AAAA' })).outcome).toBe('matched')
  const receiptOf = async (donationId: string) => {
    const { series, number } = await db.prisma.receipt.findFirstOrThrow({ where: { donationId } })
    return `${series}-${String(number).padStart(6, '0')}`
  }
  const give = async (donation: string, text: string) => {
    const owner = (await ownerNamed(db.prisma, { unit: w.unit, account: w.account }, text))!
    return db.transaction((tx) => giveOwner(tx, w.giving, donation, owner, w.clock.now()))
  }

  // Lan and Minh are one for a while.
  const [hers, his] = [(await KEYS.of(db.prisma, lan.contact))!, (await KEYS.of(db.prisma, minh.contact))!]
  const handing = { from: lan.contact, to: minh.contact, keys: { from: hers, to: his } }
  const { moved } = await db.transaction((tx, hot) => moveDonor(tx, hot, handing))
  await db.prisma.contact.update({ where: { id: lan.contact }, data: { mergedInto: minh.contact } })
  const second = await odd(w, 'FT2BBBB', 5_000_000n)
  await give(second, await receiptOf(first))
  // By the receipt of what was given so: it is still the first gift that says whose it is.
  const third = await odd(w, 'FT3CCCC', 222_000n)
  await give(third, await receiptOf(second))
  // What was asked for while they were one is carried out after they are two.
  const fourth = await odd(w, 'FT4DDDD', 333_000n)
  const asked = (await ownerNamed(db.prisma, { unit: w.unit, account: w.account }, await receiptOf(first)))!
  expect(await ownerOf(second)).toBe(minh.contact)

  await db.prisma.contact.update({ where: { id: lan.contact }, data: { mergedInto: null } })
  const back = { from: minh.contact, to: lan.contact, keys: { from: his, to: hers } }
  await db.transaction((tx, hot) => moveDonorBack(tx, hot, back, { moved, addresses: [lan.address] }))
  expect(await ownerOf(first)).toBe(lan.contact)
  expect(await ownerOf(second)).toBe(lan.contact)
  expect(await ownerOf(third)).toBe(lan.contact)
  await db.transaction((tx) => giveOwner(tx, w.giving, fourth, asked, w.clock.now()))
  expect(await ownerOf(fourth)).toBe(lan.contact)
})

test('who was named by a gift that was not theirs is given nothing more by it', async () => {
  const w = await world(db)
  const lan = await w.person()
  const first = await odd(w, 'FT5EEEE', 111_000n)
  const { creditId: credit } = (await donationById(db.prisma, first))!
  await lan.does('bank.claim', { credit, last4: 'EEEE' })
  const { series, number } = await db.prisma.receipt.findFirstOrThrow({ where: { donationId: first } })
  const owner = (await ownerNamed(
    db.prisma,
    { unit: w.unit, account: w.account },
    `${series}${String(number).padStart(6, '0')}`,
  ))!
  await db.transaction((tx) => takeBack(tx, w.giving, first, w.clock.now()))
  const second = await odd(w, 'FT6FFFF', 222_000n)
  expect(await db.transaction((tx) => giveOwner(tx, w.giving, second, owner, w.clock.now()))).toBeUndefined()
  expect(await ownerOf(second)).toBeNull()
})

test('what was taken back from one is given to nobody by its four characters: a person is asked', async () => {
  const w = await world(db)
  const [one, another] = [await w.person(), await w.person()]
  const donation = await odd(w, 'FT9ABCD', 300_000n)
  const { creditId: credit } = (await donationById(db.prisma, donation))!
  expect((await one.does('bank.claim', { credit, last4: 'ABCD' })).outcome).toBe('matched')
  await db.transaction((tx) => takeBack(tx, w.giving, donation, w.clock.now()))
  expect((await one.does('bank.claim', { credit, last4: 'ABCD' })).outcome).toBe('ask_human')
  // Whose it is may be somebody who looks for it: it is shown to nobody by its sum, and whatever is typed a person is asked.
  expect((await another.does('bank.look', { amount: 300_000n })).outcome).toBe('nothing')
  expect((await another.does('bank.claim', { credit, last4: 'ABCD' })).outcome).toBe('ask_human')
  expect((await another.does('bank.claim', { credit, last4: 'XXXX' })).outcome).toBe('ask_human')
})

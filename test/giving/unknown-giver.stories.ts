import { expect, test } from 'vitest'
import { campaignById } from '../../src/campaigns/index.ts'
import { giveOwner, poolUnknown, returnDonation, takeBack, unitsOfContacts } from '../../src/giving/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { moneyOfCampaigns } from '../../src/reports/store.ts'
import { checkBooks } from './books.ts'
import { stories } from './support.ts'
import type { World } from './world.ts'

/** Money whose giver nobody finds: into a common pot, and out of it when she turns up. */
export function unknownGiverStories(db: () => Database) {
  const begin = stories(db)
  const odd = async (w: World, amount = 300_000n, more = {}) => {
    const booked = await w.bank.credits(amount, 'ung ho', { ref: 'FT26355ABCD', ...more })
    if (booked.kind !== 'unmatched') throw new Error(booked.kind)
    return booked.donation
  }
  const pool = (w: World, id: string, campaign = w.campaign) =>
    db().transaction((tx) => poolUnknown(tx, w.giving, id, campaign, w.clock.now()))
  const give = (w: World, id: string, pledge: string) =>
    db().transaction((tx) => giveOwner(tx, w.giving, id, { pledge }, w.clock.now()))
  const one = (id: string) => db().prisma.donation.findUniqueOrThrow({ where: { id } })

  test('after thirty days it counts as received in the common pot: nobody is told, and there is no receipt', async () => {
    const w = await begin()
    const id = await odd(w)
    w.clock.advance({ days: 30, minutes: -1 })
    expect(await pool(w, id)).toBe('too_soon')
    expect(await w.books()).toEqual({ bank: 300_000n, suspense: 300_000n })
    w.clock.advance({ minutes: 1 })
    expect(await pool(w, id, w.unit)).toBe('elsewhere')
    expect(await pool(w, id)).toBe('pooled')
    expect(await w.books()).toEqual({ bank: 300_000n, pot: 300_000n })
    expect((await moneyOfCampaigns(db().prisma)).get(w.campaign)?.received).toBe(300_000n)
    expect(await one(id)).toMatchObject({ state: 'unknown_giver', contactId: null, campaignId: w.campaign })
    expect(await db().prisma.receipt.count({ where: { donationId: id } })).toBe(0)
    expect(w.told).toEqual([])
    await checkBooks(w)
    expect(await pool(w, id)).toBe('past')
    expect(await w.books()).toEqual({ bank: 300_000n, pot: 300_000n })
  })

  test('a unit says after how many days', async () => {
    const w = await begin()
    await db().prisma.unit.update({ where: { id: w.unit }, data: { unknownDays: 2 } })
    const id = await odd(w)
    w.clock.advance({ days: 1 })
    expect(await pool(w, id)).toBe('too_soon')
    w.clock.advance({ days: 1 })
    expect(await pool(w, id)).toBe('pooled')
  })

  test('Lan turns up: it leaves the pot for her promise, she has a receipt and hears of it once', async () => {
    const w = await begin()
    const lan = await w.person()
    const id = await odd(w)
    w.clock.advance({ days: 30 })
    await pool(w, id)
    const hers = await lan.pledges({ units: 1 })
    const owned = (await give(w, id, hers.id))!
    expect(owned.donation).toMatchObject({ state: 'full', contactId: lan.contact, pledgeId: hers.id })
    expect(await w.books()).toEqual({ bank: 300_000n, campaign: 300_000n })
    expect(await db().prisma.receipt.findFirst({ where: { donationId: id } })).toMatchObject({
      number: 1,
      state: 'valid',
    })
    await checkBooks(w)
    expect(await pool(w, id)).toBe('past')
    // It was not hers after all: nobody's again, and its thirty days are over already.
    const again = (await db().transaction((tx) => takeBack(tx, w.giving, id, w.clock.now())))!
    expect(await w.books()).toEqual({ bank: 300_000n, suspense: 300_000n })
    expect(await pool(w, again.id)).toBe('pooled')
    expect(await w.books()).toEqual({ bank: 300_000n, pot: 300_000n })
    await checkBooks(w)
  })

  test('she proves it herself by its number, has promised nothing, and it stays in that pot with her receipt', async () => {
    const w = await begin()
    const lan = await w.person()
    const day = '2026-12-20'
    const id = await odd(w, 317_000n)
    w.clock.advance({ days: 31 })
    await pool(w, id)
    const looked = await lan.does('bank.look', { amount: 317_000n, day })
    expect(looked.outcome).toBe('candidates')
    expect((await lan.does('bank.claim', { credit: looked.credits![0]!.id, last4: '0000' })).outcome).toBe(
      'wrong',
    )
    expect(await w.books()).toEqual({ bank: 317_000n, pot: 317_000n })
    const claimed = await lan.does('bank.claim', { credit: looked.credits![0]!.id, last4: 'ABCD' })
    expect(claimed.outcome).toBe('matched')
    expect(await w.books()).toEqual({ bank: 317_000n, pot: 317_000n })
    expect(await one(id)).toMatchObject({ state: 'no_code', contactId: lan.contact, campaignId: w.campaign })
    expect(await db().prisma.receipt.count({ where: { donationId: id, state: 'valid' } })).toBe(1)
    await checkBooks(w)
    // Whose donor she is says who at the desk may look her up: as with a promise, until it was not hers.
    const units = () => unitsOfContacts(db().prisma, [lan.contact])
    expect(await units()).toEqual(new Map([[lan.contact, new Set([w.unit])]]))
    await db().transaction((tx) => takeBack(tx, w.giving, id, w.clock.now()))
    expect(await units()).toEqual(new Map())
  })

  test('it is sent back out of the pot too', async () => {
    const w = await begin()
    const id = await odd(w)
    w.clock.advance({ days: 30 })
    await pool(w, id)
    const how = { at: w.clock.now(), key: null }
    await db().transaction((tx) => returnDonation(tx, w.giving, id, how, w.clock.now()))
    expect(await w.books()).toEqual({})
    expect(w.told).toEqual([])
    await checkBooks(w)
  })

  test('what came on an account that no campaign has goes to an open one of its unit, and may stay there', async () => {
    const w = await begin()
    const account = { unitId: w.unit, bin: '000000', bankName: 'Ngân hàng Thử', holder: 'QUỸ BẢN THỬ' }
    const id = crypto.randomUUID()
    await db().prisma.bankAccount.create({ data: { ...account, id, number: `9${w.accountNumber}` } })
    const money = await odd(w, 50_000n, { account: `9${w.accountNumber}` })
    w.clock.advance({ days: 30 })
    expect(await pool(w, money)).toBe('pooled')
    const lan = await w.person()
    const owner = { contact: lan.contact, campaign: (await campaignById(db().prisma, w.campaign))! }
    const owned = await db().transaction((tx) => giveOwner(tx, w.giving, money, owner, w.clock.now()))
    expect(owned?.donation).toMatchObject({ state: 'no_code', contactId: lan.contact })
    await checkBooks(w)
  })
}

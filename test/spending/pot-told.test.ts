import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../src/platform/db.ts'
import { spendingTellings } from '../../src/spending/index.ts'
import { world } from '../giving/world.ts'
import { testDatabase } from '../support/database.ts'
import { shop } from './shop.ts'

/** What a common pot became, to those who give each month for it. */
let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

/** Hoa gives each month and has given two; Lan has promised a gift, and gives each month as well; Minh has only promised. */
async function givenMonthly() {
  const w = await world(db)
  await db.prisma.campaign.update({
    where: { id: w.campaign },
    data: { receivesUntil: new Date('2027-06-30T16:59:59.999Z') },
  })
  const [lan, minh, hoa] = [await w.person(), await w.person(), await w.person()]
  const monthly = async (one: typeof lan, sum: bigint) => {
    const wish = { campaign: { id: w.campaign }, amount: 600_000n, remind_day: 5 }
    const { schedule } = await one.does('schedule.begin', wish)
    if (sum > 0n) await w.bank.credits(sum, schedule.code)
    return schedule
  }
  const schedule = await monthly(hoa, 600_000n)
  await monthly(lan, 600_000n)
  await monthly(minh, 0n)
  await w.bank.credits(300_000n, (await lan.pledges({ units: 1 })).code)
  return { ...(await shop(w)), w, lan, minh, hoa, schedule }
}

test('whoever gives each month hears of it once a month, in the day, and no part is called theirs', async () => {
  const { w, lan, minh, hoa, schedule, ...s } = await givenMonthly()
  // Of three gifts one is Lan’s; two are of the pot.
  const bought = await s.buys(3n, 300_000n)
  if (bought.kind !== 'done') throw new Error(bought.kind)
  const bring = async (n: bigint) => {
    const came = await s.brings(bought.id, n)
    if (came.kind !== 'recorded') throw new Error(came.kind)
    expect(await s.confirm(came.id)).toBe('confirmed')
    return came.id
  }
  const ofPot = () => w.told.filter(({ key }) => key.startsWith('became:pot:'))
  const tell = (one: typeof lan, delivery: string) =>
    db.transaction((tx) =>
      spendingTellings(w.giving).became!(
        { tx, contact: one.contact, now: w.clock.now() },
        { delivery: { id: delivery }, pot: true },
      ),
    )
  const first = await bring(2n)
  // Lan hears of her own gift by it; Minh has given nothing yet.
  expect(ofPot().map(({ contact }) => contact)).toEqual([hoa.contact])
  expect(w.told.filter(({ flow }) => flow === 'became').map(({ contact }) => contact)).toContain(lan.contact)

  expect((await tell(hoa, first)).kind).toBe('nothing')
  await hoa.does('consent.give', { purpose: 'my_gifts' })
  expect(await tell(hoa, first)).toMatchObject({ kind: 'say', with: { became: { of_pot: true, units: 1 } } })
  await minh.does('consent.give', { purpose: 'my_gifts' })
  expect((await tell(minh, first)).kind).toBe('nothing')

  // In the same month under the same key, which is said once; of that one, Lan has nothing of her own.
  await bring(1n)
  const keys = ofPot().filter(({ contact }) => contact === hoa.contact)
  expect(new Set(keys.map(({ key }) => key)).size).toBe(1)
  await hoa.does('schedule.stop', { schedule })
  expect((await tell(hoa, first)).kind).toBe('nothing')
})

test('of what is all of it somebody’s own, the pot hears nothing', async () => {
  const { w, ...s } = await givenMonthly()
  const bought = await s.buys(1n, 300_000n)
  if (bought.kind !== 'done') throw new Error(bought.kind)
  const came = await s.brings(bought.id, 1n)
  if (came.kind !== 'recorded') throw new Error(came.kind)
  await s.confirm(came.id)
  expect(w.told.filter(({ key }) => key.startsWith('became:pot:'))).toEqual([])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { campaignById } from '../../src/campaigns/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { latestReceipts } from '../../src/reports/store.ts'
import { world } from '../giving/world.ts'
import { testDatabase } from '../support/database.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

test('of the newest receipts none is of money that is kept apart: the list and the sum say the same', async () => {
  const w = await world(db)
  const lan = await w.person()
  await w.bank.credits(300_000n, (await lan.pledges({ units: 1 })).code)
  const withdrawn = await lan.pledges({ units: 2 })
  await lan.does('pledge.cancel', { pledge: withdrawn })
  await w.bank.credits(600_000n, withdrawn.code)
  const campaign = (await campaignById(db.prisma, w.campaign))!
  const sums = async () =>
    (await latestReceipts(db.prisma, campaign, 10)).map(({ amount }) => Number(amount)).sort()
  expect(await sums()).toEqual([300_000])
  // She gives it to the common pot: now it is received.
  const kept = await db.prisma.donation.findFirstOrThrow({ where: { pledgeId: withdrawn.id } })
  await lan.does('donation.decide', { donation: kept, choice: 'pot' })
  expect(await sums()).toEqual([300_000, 600_000])
})

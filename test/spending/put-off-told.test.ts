import { afterAll, beforeAll, expect, test } from 'vitest'
import { putOff } from '../../src/campaigns/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { endOfDay } from '../../src/platform/vietnamese/index.ts'
import { spendingTellings, tellPutOffs } from '../../src/spending/index.ts'
import { type World, world } from '../giving/world.ts'
import { testDatabase } from '../support/database.ts'

/** The day of handing over is put off: everybody who gave hears of it, a page at a time, and no officer waits for that. */
let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const MORNING = new Date('2026-12-21T03:00:00Z')

/** So many more who gave 300.000 đ each to the common pot of a campaign; those of an even number want news of their gifts. */
async function givers({ unit, account, campaign }: World, count: number): Promise<void> {
  await db.script(`
    WITH who AS (INSERT INTO contact (id) SELECT gen_random_uuid() FROM generate_series(1, ${count}) RETURNING id),
      credit AS (INSERT INTO bank_credit (id, account_id, amount, at, memo)
        SELECT id, '${account}', 300000, now(), ''::bytea FROM who),
      gift AS (INSERT INTO donation (id, credit_id, unit_id, campaign_id, contact_id, amount, received_at, state)
        SELECT gen_random_uuid(), id, '${unit}', '${campaign}', id, 300000, now(), 'no_code' FROM who)
    INSERT INTO consent (id, contact_id, purpose, channel, text_version, way, given_at)
    SELECT gen_random_uuid(), id, 'my_gifts', 'web-chat', '1', 'button', now()
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM who) all_of_them WHERE n % 2 = 0`)
}

const later = async (w: World, day: '2027-03-01' | '2027-03-15'): Promise<void> => {
  const { distributeBy: was } = await db.prisma.campaign.findUniqueOrThrow({ where: { id: w.campaign } })
  const to = endOfDay(day as Parameters<typeof endOfDay>[0])
  expect(await db.transaction((tx) => putOff(tx, w.campaign, { was, to, why: 'weather' }))).toBe(true)
}

/** Posts pages until there is none, and says how many were posted in each. */
async function pages(w: World): Promise<{ sizes: number[]; keys: Set<string> }> {
  const keys = new Set<string>()
  const tell = {
    ...w.giving.tell,
    toContact: async (_: unknown, contact: string, { key }: { key: string }) => {
      expect(key.endsWith(contact)).toBe(true)
      expect(keys.has(key)).toBe(false)
      keys.add(key)
    },
  }
  const sizes: number[] = []
  do sizes.push((await tellPutOffs(db, { tell }, MORNING)).length)
  while (sizes.at(-1)! > 0)
  return { sizes, keys }
}

test('all who gave and want news of it are told, a page at a time and once; a new day begins anew', async () => {
  const w = await world(db)
  await givers(w, 110)
  expect(await pages(w)).toEqual({ sizes: [0], keys: new Set() })
  await later(w, '2027-03-01')
  // Nobody is written to at night; it waits for the morning.
  expect(await tellPutOffs(db, w.giving, new Date('2026-12-20T17:00:00Z'))).toEqual([])
  const first = await pages(w)
  expect(first.sizes).toEqual([20, 20, 15, 0])
  expect(first.keys.size).toBe(55)
  await later(w, '2027-03-15')
  // Half of them have been told of it when it is put off no more: whoever was not is told all the same.
  const second = await pages(w)
  expect(second.keys.size).toBe(55)
  expect([...second.keys].filter((key) => first.keys.has(key))).toEqual([])
})

test('whoever has given much elsewhere since is told too', async () => {
  const w = await world(db)
  const lan = await w.person()
  await w.bank.credits(300_000n, (await lan.pledges({ units: 1 })).code)
  const given = { purpose: 'my_gifts', channel: 'web-chat', textVersion: '1', way: 'button' }
  await db.prisma.consent.create({
    data: { id: crypto.randomUUID(), contactId: lan.contact, ...given, givenAt: w.clock.now() },
  })
  const other = await world(db)
  await givers(other, 60)
  await db.prisma.donation.updateMany({
    where: { campaignId: other.campaign },
    data: { contactId: lan.contact, receivedAt: new Date('2026-12-20T14:00:00Z') },
  })
  await later(w, '2027-03-01')
  const posted = { campaign: w.campaign, by: '2027-03-01' }
  const told = await db.transaction((tx) =>
    spendingTellings(w.giving)['day-put-off']!({ tx, contact: lan.contact, now: MORNING }, posted),
  )
  expect(told).toMatchObject({ kind: 'say', with: { put_off: { by: '2027-03-01' } } })
})

import { expect, test } from 'vitest'
import { putOff } from '../../src/campaigns/index.ts'
import { tellOccasions } from '../../src/giving/index.ts'
import { openPostgres } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { tellAnniversaries } from '../../src/reports/index.ts'
import { tellPutOffs } from '../../src/spending/index.ts'
import { world } from '../giving/world.ts'
import { usePostgres } from '../support/postgres.ts'

/** Four workers sweep at once: whoever waits for an occasion, or a day, or gave to what is put off, is told once. */

const server = usePostgres()

test('each who waits is told once, whoever sweeps, and at most twenty in a round', async () => {
  const { db } = server()
  const w = await world(db)
  const people = 70
  for (let n = 0; n < people; n++) {
    const who = await w.person()
    await who.does('again.ask', { occasion: 'mid-autumn' })
    await who.does('consent.give', { purpose: 'anniversary' })
    await who.does('consent.give', { purpose: 'my_gifts' })
    await w.bank.credits(200_000n, (await who.pledges({ amount: 200_000n, need: null })).code)
  }
  const id = ids.uuid()
  await db.prisma.campaign.create({
    data: {
      ...{
        id,
        key: id,
        slug: id,
        unitId: w.unit,
        accountId: w.account,
        eventKind: 'mid-autumn',
        flow: 'give',
      },
      ...{ state: 'open', title: 'Trăng 2027', purpose: 'quà', what: 'quà', forWhom: 'trẻ em' },
      ...{ receiptSeries: 'TRG27', ownMarks: false, opensAt: new Date('2027-08-15T17:00:00Z') },
      ...{ giftBy: new Date('2027-09-10T10:00:00Z'), receivesUntil: new Date('2027-09-15T10:00:00Z') },
      distributeBy: new Date('2027-10-05T10:00:00Z'),
    },
  })
  const { distributeBy: was } = await db.prisma.campaign.findUniqueOrThrow({ where: { id: w.campaign } })
  const to = new Date('2027-03-15T10:00:00Z')
  await db.transaction((tx) => putOff(tx, w.campaign, { was, to, why: 'weather' }))
  const others = [db, ...Array.from({ length: 3 }, () => openPostgres(server().url, 4))]
  const posted: string[] = []
  const tell = {
    toContact: async (_: unknown, contact: string, { flow }: { flow: string }) =>
      void posted.push(`${flow} ${contact}`),
    takeBack: async () => 0,
  }
  const rounds: number[] = []
  for (let round = 0; round < 4; round++) {
    const told = await Promise.all(
      others.flatMap((one) => [
        tellOccasions(one, { tell }, new Date('2027-08-16T03:00:00Z')),
        tellAnniversaries(one, { tell }, new Date('2027-12-20T03:00:00Z')),
        tellPutOffs(one, { tell }, new Date('2027-02-15T03:00:00Z')),
      ]),
    )
    rounds.push(...told.map((one) => one.length))
  }
  for (const one of others.slice(1)) await one.close()
  expect(Math.max(...rounds)).toBeLessThanOrEqual(20)
  expect(posted).toHaveLength(3 * people)
  expect(new Set(posted).size).toBe(3 * people)
}, 120_000)

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settleMoney } from '../../src/console/money/deeds.ts'
import { decideMoney, donationById, poolUnknown, returnDonation } from '../../src/giving/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import {
  faultsOfSpending,
  placeTold,
  planPurchase,
  proofSweep,
  roadOf,
  spendingActions,
  spendingTellings,
} from '../../src/spending/index.ts'
import { checkBooks } from '../giving/books.ts'
import { world } from '../giving/world.ts'
import { testDatabase } from '../support/database.ts'
import { modelStories } from './model.stories.ts'
import { shop } from './shop.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

modelStories(() => db)

/** Lan has given for two gifts and Minh for one, 200.000 đ of his for the common pot. */
async function givenFor(about: { cap?: bigint } = {}) {
  const w = await world(db, about)
  const [lan, minh] = [await w.person(), await w.person()]
  const hers = await lan.pledges({ units: 2 })
  await w.bank.credits(600_000n, hers.code)
  const his = await minh.pledges({ amount: 500_000n })
  await w.bank.credits(500_000n, his.code)
  return { w, lan, minh, hers, his, ...(await shop(w)) }
}

test('the oldest promise is bought first, and what a gift cost less goes to the common pot', async () => {
  const { w, ...s } = await givenFor()
  expect(await w.books()).toEqual({ bank: 1_100_000n, campaign: 900_000n, pot: 200_000n })
  const bought = await s.buys(2n, 291_500n)
  expect(bought.kind).toBe('done')
  expect(await s.claims()).toEqual([
    ['allocated', 2n, 2n, 0n],
    ['allocated', 1n, 0n, 0n],
  ])
  expect(await w.books()).toEqual({
    bank: 1_100_000n,
    campaign: 300_000n,
    pot: 217_000n,
    disbursed: 583_000n,
  })
  // A gift that costs more than its donor gave takes the rest out of the pot; so does what no claim stands behind.
  expect((await s.buys(1n, 310_000n, { amount: 350_000n })).kind).toBe('done')
  expect(await w.books()).toEqual({ bank: 1_100_000n, pot: 167_000n, disbursed: 933_000n })
  await checkBooks(w)
})

test('nothing is bought that the money is not there for: the numbers are said, and nothing changes', async () => {
  const { w, ...s } = await givenFor()
  expect(await s.buys(3n, 400_000n)).toEqual({
    kind: 'too_much',
    needs: 900_000n,
    common: 200_000n,
    wanted: 300_000n,
  })
  expect(await s.buys(2n, 300_000n, { amount: 500_000n })).toEqual({ kind: 'lines_over', sum: 600_000n })
  expect(await db.prisma.purchase.count({ where: { campaignId: w.campaign } })).toBe(0)
  // Exactly all of it may be spent.
  expect((await s.buys(3n, 300_000n, { amount: 1_100_000n })).kind).toBe('done')
  expect(await s.buys(0n, 1n, { amount: 1n })).toMatchObject({ kind: 'too_much', common: 0n, wanted: 1n })
  expect(await w.books()).toEqual({ bank: 1_100_000n, disbursed: 1_100_000n })
  await checkBooks(w)
})

test('what the common pot buys of a need nobody is asked for any more, and never more than is needed', async () => {
  const w = await world(db, { cap: 3n })
  const s = await shop(w)
  const lan = await w.person()
  await w.bank.credits(2_000_000n, (await lan.pledges({ units: 1 })).code)
  expect(await s.buys(4n, 300_000n)).toEqual({ kind: 'too_many', need: w.gifts, most: 3n })
  const bought = await s.buys(3n, 300_000n)
  expect(bought.kind).toBe('done')
  expect(await w.taken(w.gifts)).toBe(3n)
  expect((await lan.does('pledge.create', { campaign: { id: w.campaign }, units: 1 })).outcome).toBe('gone')
  expect(await s.reverse('id' in bought ? bought.id : '')).toBe('done')
  expect(await w.taken(w.gifts)).toBe(1n)
  await checkBooks(w)
})

test('one paper proves one purchase; two that want the same money: the second is stale', async () => {
  const { w, ...s } = await givenFor()
  const lines = [{ need: w.gifts, quantity: 3n, unitPrice: 300_000n }]
  const same = s.sheet({ amount: 900_000n, lines, voucher: 'PC-SAME' })
  const first = await s.propose(same)
  const second = await s.propose(s.sheet({ amount: 900_000n, lines }))
  if (first.kind !== 'asked' || second.kind !== 'asked') throw new Error('not asked')
  expect(await s.book(first.id)).toBe('done')
  expect(await s.book(first.id)).toBe('stale')
  expect(await s.book(second.id)).toBe('stale')
  expect((await s.propose({ ...same, amount: 1_000n, lines: [] })).kind).toBe('voucher_used')
  expect(await w.books()).toMatchObject({ disbursed: 900_000n })
  await checkBooks(w)
})

test('a wrong purchase is reversed whole; one that has arrived is not', async () => {
  const { w, ...s } = await givenFor()
  const before = await w.books()
  const bought = await s.buys(3n, 290_000n)
  const id = 'id' in bought ? bought.id : ''
  expect(await s.askToReverse(id)).toBe('asked')
  expect(await s.askToReverse(id)).toBe('open')
  const delivery = await s.brings(id, 1n)
  expect(await s.askToReverse(id)).toBe('delivered')
  expect(await s.reverse(id)).toBe('stale')
  if (delivery.kind === 'recorded') expect(await s.strike(delivery.id)).toBe('struck')
  expect(await s.reverse(id)).toBe('done')
  expect(await s.reverse(id)).toBe('stale')
  expect(await w.books()).toEqual(before)
  expect((await s.claims()).map(([, , bought]) => bought)).toEqual([0n, 0n])
  // Its paper may prove the right one.
  expect((await s.buys(3n, 290_000n)).kind).toBe('done')
  await checkBooks(w)
})

test('money that has become gifts does not go back, to its donor or elsewhere, and the books stay as they are', async () => {
  const { w, lan, ...s } = await givenFor()
  const gift = await db.prisma.donation.findFirstOrThrow({ where: { contactId: lan.contact } })
  await s.buys(1n, 300_000n)
  const books = await w.books()
  const back = () =>
    db.transaction((tx) =>
      returnDonation(tx, w.giving, gift.id, { at: w.clock.now(), key: null }, w.clock.now()),
    )
  expect(await back()).toBeUndefined()
  const told = await w.bank.credits(600_000n, `HOAN TRA ${s.hers.code}`, { direction: 'out' })
  expect(told).toMatchObject({ kind: 'quarantined', reason: 'things are bought with the donation' })
  await lan.does('donation.decide', { donation: gift, choice: 'next' })
  const other = await world(db)
  await db.prisma.campaign.update({ where: { id: other.campaign }, data: { unitId: w.unit } })
  const elsewhere = await db.transaction((tx) =>
    decideMoney(tx, w.giving, gift.id, other.campaign, w.clock.now(), 'next'),
  )
  expect(elsewhere).toEqual({ kind: 'spent' })
  await db.prisma.campaign.update({ where: { id: other.campaign }, data: { unitId: other.unit } })
  expect(await w.books()).toEqual(books)
  // Minh's is not bought yet, but the pot that has the rest of it is empty by now.
  const his = await db.prisma.donation.findFirstOrThrow({ where: { pledgeId: s.his.id } })
  expect((await s.buys(0n, 1n, { amount: 200_000n })).kind).toBe('done')
  const again = () =>
    db.transaction((tx) =>
      returnDonation(tx, w.giving, his.id, { at: w.clock.now(), key: null }, w.clock.now()),
    )
  expect(await again()).toBeUndefined()
  await checkBooks(w)
})

test('a second transfer by the same code has bought nothing: it is received, and goes back; each has its own paper and its own day', async () => {
  const { w, lan, ...s } = await givenFor()
  const [first] = await db.prisma.donation.findMany({ where: { contactId: lan.contact } })
  w.clock.advance({ minutes: 60 })
  await w.bank.credits(50_000_000n, s.hers.code)
  const second = await db.prisma.donation.findFirstOrThrow({
    where: { amount: 50_000_000n, pledgeId: s.hers.id },
  })
  const bought = await s.buys(1n, 300_000n)
  const other = await s.buys(1n, 290_000n)
  const came = await s.brings('id' in bought ? bought.id : '', 1n)
  await s.confirm('id' in came ? came.id : '')
  const road = (id: string) =>
    db.transaction(async (tx) =>
      roadOf(tx, (await donationById(tx, id))!, 'n', { site: '', lang: 'vi', now: w.clock.now() }),
    )
  expect(await road(second.id)).toMatchObject({ stage: 'received', spent: 0n, here: 0n, common: 50_000_000n })
  expect(await road(first!.id)).toMatchObject({
    ...{ stage: 'delivered', bought: 2, delivered: 1, units: 2, all_here: false },
    ...{ spent: 600_000n, here: 300_000n, common: 0n, voucher: 'PC-2' },
  })
  expect('id' in other).toBe(true)
  const back = (id: string) =>
    db.transaction((tx) => returnDonation(tx, w.giving, id, { at: w.clock.now(), key: null }, w.clock.now()))
  expect(await back(first!.id)).toBeUndefined()
  expect(await back(second.id)).toMatchObject({ state: 'returned' })
  await checkBooks(w)
})

test('of one promise in two transfers each has what was bought with it: the first is there, the second is bought', async () => {
  const { w, minh, ...s } = await givenFor()
  const two = await minh.pledges({ units: 2 })
  await w.bank.credits(450_000n, two.code)
  w.clock.advance({ minutes: 60 })
  await w.bank.credits(150_000n, two.code)
  const bought = await s.buys(4n, 300_000n)
  await s.buys(1n, 300_000n)
  await s.brings('id' in bought ? bought.id : '', 4n)
  const donations = await db.prisma.donation.findMany({
    where: { pledgeId: two.id },
    orderBy: { receivedAt: 'asc' },
  })
  const roads = []
  for (const { id } of donations)
    roads.push(
      await db.transaction(async (tx) =>
        roadOf(tx, (await donationById(tx, id))!, 'n', { site: '', lang: 'vi', now: w.clock.now() }),
      ),
    )
  expect(roads).toMatchObject([
    {
      stage: 'delivered',
      units: 1,
      bought: 1,
      delivered: 1,
      spent: 450_000n,
      here: 300_000n,
      all_here: false,
    },
    { stage: 'bought', units: 1, bought: 1, delivered: 0, spent: 150_000n, here: 0n, voucher: 'PC-2' },
  ])
  await checkBooks(w)
})

test('what an unknown giver’s money has bought leaves the pot for no promise, or it would be spent twice; who proves it has it there', async () => {
  const w = await world(db)
  const { buys, reverse } = await shop(w)
  const [lan, minh] = [await w.person(), await w.person()]
  await db.prisma.unit.update({ where: { id: w.unit }, data: { unknownDays: 1 } })
  const pools = async (ref: string) => {
    const booked = await w.bank.credits(300_000n, 'ung ho', { ref })
    if (booked.kind !== 'unmatched') throw new Error(booked.kind)
    w.clock.advance({ days: 1 })
    const { donation: id } = booked
    expect(await db.transaction((tx) => poolUnknown(tx, w.giving, id, w.campaign, w.clock.now()))).toBe(
      'pooled',
    )
    return id
  }
  const id = await pools('FT26355ABCD')
  const bought = await buys(0n, 0n, { amount: 100_000n })
  if (bought.kind !== 'done') throw new Error(bought.kind)
  const hers = await lan.pledges({ units: 1 })
  const match = { do: 'match', owner: { pledge: hers.id } } as const
  const settles = () => db.transaction((tx) => settleMoney(tx, w.giving, id, match, w.clock.now()))
  expect(await settles()).toBe('spent')
  const { creditId: credit } = await db.prisma.donation.findUniqueOrThrow({ where: { id } })
  expect((await minh.does('bank.claim', { credit, last4: 'ABCD' })).outcome).toBe('matched')
  const left = { bank: 300_000n, pot: 200_000n, disbursed: 100_000n }
  expect(await w.books()).toEqual(left)
  expect(await db.prisma.receipt.count({ where: { donationId: id, state: 'valid' } })).toBe(1)
  expect(await settles()).toBe('past')
  await checkBooks(w)

  // So does who has promised as much: the promise waits on. Once the purchase is reversed, all of it is there again.
  const { creditId: other } = await db.prisma.donation.findUniqueOrThrow({
    where: { id: await pools('FT26356EFGH') },
  })
  await buys(0n, 0n, { amount: 250_000n })
  expect((await lan.does('bank.claim', { credit: other, last4: 'EFGH' })).outcome).toBe('matched')
  expect(await db.prisma.pledge.findUniqueOrThrow({ where: { id: hers.id } })).toMatchObject({ received: 0n })
  expect(await w.books()).toEqual({ bank: 600_000n, pot: 250_000n, disbursed: 350_000n })
  const third = await pools('FT26357IJKL')
  expect(await reverse(bought.id)).toBe('done')
  const again = { do: 'match', owner: { pledge: (await minh.pledges({ units: 1 })).id } } as const
  expect(await db.transaction((tx) => settleMoney(tx, w.giving, third, again, w.clock.now()))).toBe('done')
  await checkBooks(w)
})

test('deliveries take the oldest first, never more than was bought, and are confirmed by somebody else', async () => {
  const { w, lan, minh, ...s } = await givenFor()
  const bought = await s.buys(3n, 290_000n)
  const id = 'id' in bought ? bought.id : ''
  expect(await s.brings(id, 4n)).toEqual({ kind: 'too_many', most: 3n })
  expect(await s.brings(id, 1n, { day: '2026-12-01' as never })).toEqual({ kind: 'before_bought' })
  const first = await s.brings(id, 1n, { sent: 2n })
  if (first.kind !== 'recorded') throw new Error(first.kind)
  expect(await s.claims()).toEqual([
    ['allocated', 2n, 2n, 1n],
    ['allocated', 1n, 1n, 0n],
  ])
  expect(await s.confirm(first.id, s.thu)).toBe('own')
  expect(await s.confirm(first.id)).toBe('confirmed')
  expect(await s.confirm(first.id)).toBe('past')
  expect(await s.strike(first.id)).toBe('past')
  const second = await s.brings(id, 2n)
  if (second.kind !== 'recorded') throw new Error(second.kind)
  expect((await s.claims()).map(([state]) => state)).toEqual(['delivered', 'delivered'])
  expect(await s.confirm(second.id)).toBe('confirmed')
  // One word for each donor and delivery, by day.
  const heard = w.told.filter(({ flow }) => flow === 'became')
  expect(heard.map(({ contact }) => contact).sort()).toEqual([lan.contact, lan.contact, minh.contact].sort())
  expect(new Set(heard.map(({ key }) => key)).size).toBe(3)
  await checkBooks(w)
})

test('who wants to hear of her gifts is told what they became; where only few came, no commune is named', async () => {
  const { w, lan, minh, ...s } = await givenFor()
  const commune = await db.prisma.commune.create({
    data: { id: ids.uuid(), key: ids.uuid(), name: 'Tà Xùa', province: 'Sơn La' },
  })
  const tell = (one: typeof lan, delivery: string) =>
    db.transaction((tx) =>
      spendingTellings(w.giving).became!(
        { tx, contact: one.contact, now: w.clock.now() },
        { delivery: { id: delivery } },
      ),
    )
  const roads = new Map(spendingActions(w.giving).map((one) => [one.name, one]))
  const road = async (one: typeof lan) => {
    const said = { contact: one.contact, address: undefined, key: 'k', lang: 'vi' as const, way: undefined }
    const parts = { clock: w.clock, ids, keys: w.giving.keys, ...said }
    return db.transaction((tx, hot) => roads.get('gift.road')!.run({ tx, hot, ...parts }, {}))
  }
  expect(await road(lan)).toMatchObject({
    outcome: 'found',
    road: { stage: 'received', planned: '2027-02-20', overdue: false },
  })
  const bought = await s.buys(3n, 291_500n)
  const id = 'id' in bought ? bought.id : ''
  expect(await road(lan)).toMatchObject({
    road: { stage: 'bought', bought: 2, bought_on: '2026-12-20', where: '' },
  })
  const came = await s.brings(id, 3n, { communeId: commune.id })
  if (came.kind !== 'recorded') throw new Error(came.kind)
  expect(await road(lan)).toMatchObject({
    road: { stage: 'delivered', all_here: true, where: 'một xã của Sơn La' },
  })
  await lan.does('consent.give', { purpose: 'my_gifts' })
  expect((await tell(lan, came.id)).kind).toBe('nothing')
  await s.confirm(came.id)
  expect(await road(lan)).toMatchObject({ road: { stage: 'confirmed', receiver: 'thầy cô giáo' } })
  expect(await tell(lan, came.id)).toMatchObject({
    kind: 'say',
    with: {
      became: {
        units: 3,
        mine: 2,
        where: 'một xã của Sơn La',
        price: 291_500n,
        left: 17_000n,
        on: '2026-12-20',
        // What she may ask to hear again.
        next: 'Tết 2028',
        occasion: 'tet',
        yearly: true,
      },
    },
  })
  await lan.does('again.ask', { occasion: 'tet' })
  await lan.does('consent.give', { purpose: 'anniversary' })
  expect(await tell(lan, came.id)).toMatchObject({ with: { became: { next: null, yearly: false } } })
  expect((await tell(minh, came.id)).kind).toBe('nothing')
  const hoa = await w.person()
  await hoa.does('consent.give', { purpose: 'my_gifts' })
  expect((await tell(hoa, came.id)).kind).toBe('nothing')
  expect(await road(hoa)).toMatchObject({ outcome: 'none' })
  await lan.does('consent.withdraw', { purpose: 'my_gifts' })
  expect((await tell(lan, came.id)).kind).toBe('nothing')
  // Of many in one commune its name is said.
  expect(placeTold({ place: 'Tà Xùa', province: 'Sơn La', quantity: 5n }, false)).toEqual({
    place: 'Tà Xùa',
    province: 'Sơn La',
  })
  expect(placeTold({ place: 'Tà Xùa', province: 'Sơn La', quantity: 4n }, true)).toEqual({
    place: 'Tà Xùa',
    province: 'Sơn La',
  })
})

test('the database itself refuses what a program might get wrong', async () => {
  const { w, ...s } = await givenFor()
  const bought = await s.buys(2n, 300_000n)
  const id = 'id' in bought ? bought.id : ''
  const line = (await s.line(id)).id
  const refused = (sql: string) => expect(db.transaction((tx) => tx.$executeRawUnsafe(sql))).rejects.toThrow()
  await refused(`UPDATE purchase SET amount = 1 WHERE id = '${id}'`)
  await refused(`DELETE FROM purchase WHERE id = '${id}'`)
  await refused(`UPDATE purchase_line SET delivered = 3 WHERE id = '${line}'`)
  await refused(`UPDATE claim SET bought = 3 WHERE bought = 2 AND need_id = '${w.gifts}'`)
  await refused(`UPDATE claim SET delivered = 3 WHERE bought = 2 AND need_id = '${w.gifts}'`)
  await refused(`UPDATE claim SET state = 'lapsed' WHERE bought = 2 AND need_id = '${w.gifts}'`)
  // Booked without anything behind it: the last guard sees it when the transaction ends.
  const more = await s.propose(s.sheet({ amount: 200_000n }))
  const took = `INSERT INTO ledger_entry (id, kind, key, at) VALUES (gen_random_uuid(), 'purchase', 'purchase:x', now())`
  await expect(
    db.transaction(async (tx) => {
      await tx.$executeRawUnsafe(took)
      await tx.$executeRawUnsafe(`INSERT INTO ledger_line (entry_id, account_id, amount)
        SELECT e.id, a.id, CASE a.kind WHEN 'pot' THEN 900000 ELSE -900000 END FROM ledger_entry e, ledger_account a
        WHERE e.key = 'purchase:x' AND a.campaign_id = '${w.campaign}' AND a.kind IN ('pot', 'disbursed')`)
      await tx.$executeRawUnsafe(
        `UPDATE purchase SET state = 'booked', booked_at = now() WHERE id = '${'id' in more ? more.id : ''}'`,
      )
    }),
  ).rejects.toThrow(/spends more than its campaign has/)
})

test('the proof is written into the log once a day, and each fault by its kind and id', async () => {
  const { w, ...s } = await givenFor()
  await s.buys(2n, 300_000n)
  const lines: string[] = []
  const log = {
    info: (event: string) => void lines.push(event),
    warn() {},
    error: (event: string, { kind }: { kind?: string } = {}) => void lines.push(`${event} ${kind}`),
  }
  const sweep = proofSweep({ db, clock: w.clock, log })
  await sweep()
  await sweep()
  expect(lines).toEqual(['books.proven'])
  const wrong = { needId: w.gifts, bought: 2n }
  await db.prisma.claim.updateMany({ where: wrong, data: { bought: 1n } })
  w.clock.advance({ days: 1 })
  await sweep()
  expect(lines).toEqual(['books.proven', 'books.fault claim_bought'])
  await db.prisma.claim.updateMany({ where: { ...wrong, bought: 1n }, data: { bought: 2n } })
})

test('a purchase is booked as it was asked for: a need that became another one meanwhile, or a campaign of places, spends nothing', async () => {
  const { w, ...s } = await givenFor()
  const lines = [{ need: w.gifts, quantity: 2n, unitPrice: 291_500n }]
  const asks = async () => {
    const asked = await s.propose(s.sheet({ amount: 583_000n, lines }))
    return asked.kind === 'asked' ? asked.id : ''
  }
  const [first, second] = [await asks(), await asks()]
  const need = { where: { id: w.gifts } }
  const { what } = await db.prisma.need.findUniqueOrThrow(need)
  await db.prisma.need.update({ ...need, data: { what: 'suất bánh kẹo' } })
  expect(await s.book(first)).toBe('stale')
  await db.prisma.need.update({ ...need, data: { what } })
  const campaign = { where: { id: w.campaign } }
  const { eventKind } = await db.prisma.campaign.findUniqueOrThrow(campaign)
  // As whoever has the database could: the program does not.
  const becomes = (kind: string) =>
    db.script(`ALTER TABLE campaign DISABLE TRIGGER campaign_stays_for_places;
      UPDATE campaign SET event_kind = '${kind}' WHERE id = '${w.campaign}';
      ALTER TABLE campaign ENABLE TRIGGER campaign_stays_for_places`)
  await becomes('sponsorship')
  expect(await s.book(second)).toBe('stale')
  await becomes(eventKind)
  expect(await s.book(second)).toBe('done')
  // What two have seen stays so, whatever the need says from now on.
  await db.prisma.need.update({ ...need, data: { what: 'suất bánh kẹo', unitWord: 'gói' } })
  expect(await s.line(second)).toMatchObject({ what, unitWord: 'suất', communeId: null })
  await expect(
    db.prisma.purchaseLine.updateMany({ where: { purchaseId: second }, data: { what: 'bánh' } }),
  ).rejects.toThrow(/never changed/)
  await db.prisma.need.update({ ...need, data: { what, unitWord: 'suất' } })
})

test('the proof sees each thing that does not agree', async () => {
  const { w, ...s } = await givenFor()
  const bought = await s.buys(2n, 300_000n)
  const id = 'id' in bought ? bought.id : ''
  await s.brings(id, 1n)
  expect(await faultsOfSpending(db.prisma)).toEqual([])
  class Undone extends Error {}
  const seen = async (sql: string): Promise<string[]> => {
    let faults: string[] = []
    await db
      .transaction(async (tx) => {
        await tx.$executeRawUnsafe(sql)
        faults = (await faultsOfSpending(tx)).map(({ what }) => what)
        throw new Undone()
      })
      .catch((error) => {
        if (!(error instanceof Undone)) throw error
      })
    return faults
  }
  const ofNeed = `need_id = '${w.gifts}'`
  expect(await seen(`UPDATE claim SET bought = 1 WHERE bought = 2 AND ${ofNeed}`)).toEqual(['claim_bought'])
  expect(await seen(`UPDATE claim SET delivered = 2 WHERE delivered = 1 AND ${ofNeed}`)).toEqual([
    'claim_delivered',
  ])
  expect(await seen(`UPDATE need SET from_pot = 1 WHERE id = '${w.gifts}'`)).toEqual(['need_from_pot'])
  expect(await seen(`UPDATE purchase_line SET from_pot = 1 WHERE ${ofNeed}`)).toEqual([
    'need_from_pot',
    'line_shares',
  ])
  expect(await seen(`UPDATE purchase_line SET delivered = 2 WHERE ${ofNeed}`)).toEqual(['line_delivered'])
  expect(
    await seen(`UPDATE purchase_share SET unit_price = 1 WHERE line_id = '${(await s.line(id)).id}'`),
  ).toEqual(['kept_for_claims'])
  expect(
    await seen(`UPDATE purchase SET state = 'reversed', reversed_at = now() WHERE id = '${id}'`),
  ).toEqual(expect.arrayContaining(['spent_and_left', 'paid_out', 'kept_for_claims', 'claim_bought']))
})

test('a plan spends exactly what is asked for, from money that is there, each claim at most once', () => {
  const some = fc.bigInt({ min: 0n, max: 5n })
  const price = fc.bigInt({ min: 1n, max: 9n })
  const claim = fc.record({ units: fc.bigInt({ min: 1n, max: 4n }), unitPrice: price })
  fc.assert(
    fc.property(
      fc.array(claim, { maxLength: 5 }),
      fc.record({
        quantity: fc.bigInt({ min: 1n, max: 12n }),
        unitPrice: price,
        rest: some,
        lacks: some,
        pot: fc.bigInt({ min: -9n, max: 30n }),
        surplus: some,
      }),
      (claims, { quantity, unitPrice, rest, lacks, pot, surplus }) => {
        const waiting = claims.map((one, n) => ({ ...one, claim: String(n) }))
        const amount = quantity * unitPrice + rest
        const behind = new Map([['a', { waiting, lacks }]])
        const plan = planPurchase({ amount, lines: [{ need: 'a', quantity, unitPrice }] }, behind, {
          pot,
          surplus,
        })
        const paid = waiting.reduce((sum, one) => sum + one.units, 0n)
        if (plan.kind === 'too_many') {
          expect(quantity > plan.most).toBe(true)
          return
        }
        expect(quantity <= paid + lacks).toBe(true)
        if (plan.kind !== 'plan') {
          if (plan.kind === 'too_much') expect(plan.wanted > pot + surplus).toBe(true)
          return
        }
        expect(plan.needs + plan.pot + plan.surplus).toBe(amount)
        const [line] = plan.lines
        const units = line!.shares.reduce((sum, one) => sum + one.units, 0n)
        expect(units + line!.fromPot).toBe(quantity)
        expect(plan.needs).toBe(line!.shares.reduce((sum, one) => sum + one.units * one.unitPrice, 0n))
        expect(plan.surplus >= 0n && plan.surplus <= surplus && plan.pot <= (pot > 0n ? pot : 0n)).toBe(true)
        // The oldest first: whoever has a share has all of it, but the last.
        const whole = line!.shares.slice(0, -1)
        expect(whole).toEqual(waiting.slice(0, whole.length))
      },
    ),
  )
})

import { expect, test } from 'vitest'
import type { PledgeRecord } from '../../src/giving/pledges/record.ts'
import type { Database } from '../../src/platform/db.ts'
import { checkBooks } from './books.ts'
import { stories } from './support.ts'

export function lateMoneyStories(db: () => Database) {
  const begin = stories(db)

  test('half now and half later; then too much', async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    await w.bank.credits(100_000n, pledge.code)
    expect(await lan.does('pledge.mine')).toMatchObject({ pledge: { state: 'part_paid', missing: 200_000n } })
    expect(await lan.does('pledge.confirm', { pledge })).toMatchObject({
      qr: { file: `qr/${pledge.id}/200000.png` },
    })
    expect((await lan.does('pledge.cancel', { pledge })).outcome).toBe('paid')
    expect((await lan.does('pledge.change', { pledge, units: 3 })).outcome).toBe('paid')
    await w.bank.credits(250_000n, pledge.code)
    await w.bank.credits(20_000n, pledge.code)
    expect(
      lan
        .hears('money-seen')
        .map(({ with: { donation } }) => [donation.state, donation.units, donation.extra]),
    ).toEqual([
      ['partial', null, 0n],
      ['over', 1, 50_000n],
      ['over', null, 20_000n],
    ])
    expect(await w.books()).toEqual({ bank: 370_000n, campaign: 300_000n, surplus: 70_000n })
  })

  test('late money takes its place again while it is free', async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 2 })
    w.clock.advance({ days: 10 })
    await w.lapses()
    await w.bank.credits(600_000n, pledge.code)
    expect(lan.hears('money-seen')[0]!.with.donation).toMatchObject({
      state: 'full',
      units: 2,
      pledge: { state: 'fulfilled' },
    })
    expect(await w.taken(w.gifts)).toBe(2n)
  })

  test('part of a promise comes late while its place is free: the promise stands again and has its days again', async () => {
    const w = await begin({ cap: 2n })
    const [lan, minh] = [await w.person(), await w.person()]
    const pledge = await lan.pledges({ units: 2 })
    w.clock.advance({ days: 10 })
    await w.lapses()
    await w.bank.credits(200_000n, pledge.code)
    expect(lan.hears('money-seen')[0]!.with.donation).toMatchObject({
      state: 'partial',
      missing: 400_000n,
      pledge: { state: 'part_paid', until: '2027-01-06' },
    })
    expect((await minh.does('pledge.create', { campaign: { id: w.campaign }, units: 1 })).outcome).toBe(
      'gone',
    )
    w.clock.advance({ days: 6 })
    expect(await w.lapses()).toBe(0)
  })

  test('a coin for each of eight lapsed promises keeps no more than one person may keep unpaid', async () => {
    const w = await begin({ cap: 600n })
    await db().prisma.campaign.update({ where: { id: w.campaign }, data: { mostUnpaid: 20_000_000n } })
    const lan = await w.person()
    const old: PledgeRecord[] = []
    for (let n = 0; n < 8; n++) {
      const { pledge } = await lan.does('pledge.create', { campaign: { id: w.campaign }, units: 60 })
      await lan.does('pledge.release_hold', { pledge })
      old.push(pledge)
    }
    for (const pledge of old) await w.bank.credits(2_000n, pledge.code)
    expect(await w.taken(w.gifts)).toBe(60n)
    expect(lan.hears('money-seen').map((one) => one.with.donation.to_pot)).toEqual([
      0n,
      ...Array.from({ length: 7 }, () => 2_000n),
    ])
    // What pays for whole units has them, and what pays for all is as welcome as ever.
    await w.bank.credits(700_000n, old[1]!.code)
    expect(lan.hears('money-seen').at(-1)!.with.donation).toMatchObject({
      state: 'partial',
      units: 2,
      to_pot: 102_000n,
      missing: 0n,
      pledge: { state: 'lapsed' },
    })
    expect(await w.taken(w.gifts)).toBe(62n)
    await w.bank.credits(17_298_000n, old[1]!.code)
    expect(lan.hears('money-seen').at(-1)!.with.donation).toMatchObject({ pledge: { state: 'fulfilled' } })
    expect(await w.taken(w.gifts)).toBe(120n)
    expect(lan.hears('money-late')).toEqual([])
  })

  test('two coins at the same moment for two lapsed promises: the second sees what the first has taken', async () => {
    const w = await begin({ cap: 600n })
    await db().prisma.campaign.update({ where: { id: w.campaign }, data: { mostUnpaid: 20_000_000n } })
    const lan = await w.person()
    const old: PledgeRecord[] = []
    for (let n = 0; n < 4; n++) {
      const { pledge } = await lan.does('pledge.create', { campaign: { id: w.campaign }, units: 60 })
      await lan.does('pledge.release_hold', { pledge })
      old.push(pledge)
    }
    await Promise.all(old.map((pledge) => w.bank.credits(2_000n, pledge.code)))
    expect(await w.taken(w.gifts)).toBe(60n)
  })

  test('with five promises standing, a coin does not make an old one stand; what pays for it does not ask', async () => {
    const w = await begin()
    const lan = await w.person()
    const old: PledgeRecord[] = []
    for (let n = 0; n < 2; n++) {
      const { pledge } = await lan.does('pledge.create', { campaign: { id: w.campaign }, units: 1 })
      await lan.does('pledge.release_hold', { pledge })
      old.push(pledge)
    }
    for (let n = 0; n < 5; n++) await lan.pledges({ amount: 10_000n })
    await w.bank.credits(2_000n, old[0]!.code)
    expect(await w.taken(w.gifts)).toBe(0n)
    await w.bank.credits(300_000n, old[1]!.code)
    expect(await w.taken(w.gifts)).toBe(1n)
    expect(await w.books()).toEqual({ bank: 302_000n, campaign: 300_000n, pot: 2_000n })
    w.clock.advance({ days: 9 })
    await w.lapses()
  })

  test('late money whose place has gone to Minh goes to the common pot, and Lan is asked', async () => {
    const w = await begin({ cap: 1n })
    const [lan, minh] = [await w.person(), await w.person()]
    const pledge = await lan.pledges({ units: 1 })
    w.clock.advance({ days: 10 })
    await w.lapses()
    await minh.pledges({ units: 1 })
    await w.bank.credits(300_000n, pledge.code)
    expect(lan.hears('money-seen')).toEqual([])
    const { donation } = lan.hears('money-late')[0]!.with
    expect(donation).toMatchObject({
      state: 'late',
      to_pot: 300_000n,
      units: null,
      used_for: 'Quà Tết cho trẻ em vùng cao Sơn La',
      receipt_number: 'TET27-000001',
    })
    expect(await w.books()).toEqual({ bank: 300_000n, pot: 300_000n })
    const noted = await lan.does('donation.decide', { donation, choice: 'refund' })
    expect(noted.outcome).toBe('noted')
    expect(await db().prisma.donation.findUnique({ where: { id: donation.id } })).toMatchObject({
      wish: 'refund',
    })
    await expect(minh.does('donation.decide', { donation, choice: 'pot' })).rejects.toThrow(/not of contact/)
  })

  test('late money for two gifts of which one is left pays for one; the rest goes to the pot', async () => {
    const w = await begin({ cap: 3n })
    const [lan, minh] = [await w.person(), await w.person()]
    const pledge = await lan.pledges({ units: 2 })
    w.clock.advance({ days: 10 })
    await w.lapses()
    await minh.pledges({ units: 2 })
    await w.bank.credits(600_000n, pledge.code)
    expect(lan.hears('money-late')[0]!.with.donation).toMatchObject({
      state: 'late',
      units: 1,
      to_pot: 300_000n,
    })
    expect(await w.books()).toEqual({ bank: 600_000n, campaign: 300_000n, pot: 300_000n })
    expect(await w.taken(w.gifts)).toBe(3n)
  })

  test('a promise paid in part lapses: what is paid keeps its units, the rest of the money goes to the pot, and all comes back', async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 3 })
    await w.bank.credits(400_000n, pledge.code)
    w.clock.advance({ days: 10 })
    await w.lapses()
    expect(await w.books()).toEqual({ bank: 400_000n, campaign: 300_000n, pot: 100_000n })
    expect(await w.taken(w.gifts)).toBe(1n)
    await checkBooks(w)

    expect(await lan.does('pledge.confirm', { pledge })).toMatchObject({
      outcome: 'ready',
      pledge: { state: 'part_paid', missing: 500_000n },
    })
    expect(await w.books()).toEqual({ bank: 400_000n, campaign: 400_000n })
    expect(await w.taken(w.gifts)).toBe(3n)
    await w.bank.credits(500_000n, pledge.code)
    expect(await w.books()).toEqual({ bank: 900_000n, campaign: 900_000n })
  })

  test('money for a promise that was cancelled is kept until Lan decides', async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    await lan.does('pledge.cancel', { pledge })
    await w.bank.credits(300_000n, pledge.code)
    expect(lan.hears('money-late')[0]!.with.donation).toMatchObject({
      state: 'cancelled_pledge',
      to_pot: 0n,
      pledge: { state: 'cancelled' },
    })
    expect(await w.books()).toEqual({ bank: 300_000n, held_late: 300_000n })
    expect(await w.taken(w.gifts)).toBe(0n)
  })

  test('she gives it to the common pot: there it is in the books, once, and from there it can go back', async () => {
    const w = await begin()
    const [lan, minh] = [await w.person(), await w.person()]
    const [one, two] = [await lan.pledges({ units: 1 }), await minh.pledges({ units: 1 })]
    await lan.does('pledge.cancel', { pledge: one })
    await w.bank.credits(300_000n, one.code, { ref: 'FTPOT001' })
    const { donation } = lan.hears('money-late')[0]!.with
    const paper = async () => (await lan.does('certificate.issue', { donation, name: null })).outcome
    expect(await paper()).toBe('not_yet')
    for (const choice of ['next', 'pot', 'pot']) await lan.does('donation.decide', { donation, choice })
    expect(await paper()).toBe('issued')
    expect(await w.books()).toEqual({ bank: 300_000n, pot: 300_000n })
    await checkBooks(w)
    expect((await w.bank.credits(300_000n, 'hoan FTPOT001', { direction: 'out' })).kind).toBe('returned')
    expect(await w.books()).toEqual({})
    // Where the money is in the pot already, or waits for a person of the fund, the wish alone is noted.
    await w.bank.credits(300_000n, two.code)
    const paid = (await minh.does('donation.mine')).latest
    await minh.does('donation.decide', { donation: paid, choice: 'pot' })
    expect(await w.books()).toEqual({ bank: 300_000n, campaign: 300_000n })
  })

  test("money sent after the campaign's last day is kept; sent in time and told late, it counts", async () => {
    const w = await begin()
    const lan = await w.person()
    const [one, two] = [await lan.pledges({ units: 1 }), await lan.pledges({ units: 1 })]
    w.clock.advance({ days: 44 })
    await w.lapses()
    await w.bank.credits(300_000n, one.code)
    await w.bank.credits(300_000n, two.code, { at: new Date('2027-01-31T16:00:00Z') })
    expect(lan.hears('money-late')[0]!.with.donation).toMatchObject({ state: 'held_late' })
    expect(lan.hears('money-seen')[0]!.with.donation).toMatchObject({ state: 'full' })
    expect(await w.books()).toEqual({ bank: 600_000n, held_late: 300_000n, campaign: 300_000n })
  })
}

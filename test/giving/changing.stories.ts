import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Database } from '../../src/platform/db.ts'
import { checkBooks } from './books.ts'
import { stories } from './support.ts'
import type { World } from './world.ts'

type Person = Awaited<ReturnType<World['person']>>

/** A promise that waits for its money is put off, parted, moved: what it comes to stays the same. */
export function changingStories(db: () => Database) {
  const story = stories(db)
  const planned = (w: World, who: Person) =>
    w.told
      .filter(
        (one) =>
          one.contact === who.contact && one.flow === 'pledge-reminder' && one.notBefore! > w.clock.now(),
      )
      .map(
        ({ notBefore, with: { last } }) => `${last ? 'last ' : ''}${notBefore!.toISOString().slice(0, 10)}`,
      )
  const taken = async (need: string) =>
    (await db().prisma.need.findUniqueOrThrow({ where: { id: need } })).taken
  const all = async (who: Person) =>
    db().prisma.pledge.findMany({ where: { contactId: who.contact }, orderBy: { id: 'asc' } })

  test('put off: the reminder comes on her day, once, and her place is kept to the day after', async () => {
    const w = await story()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    expect(planned(w, lan)).toEqual(['2026-12-22', 'last 2026-12-26'])
    const put = await lan.does('pledge.snooze', { pledge, said: 'nhắc tôi thứ Sáu' })
    expect(put).toMatchObject({ outcome: 'kept', day: '2026-12-25', pledge: { until: '2026-12-27' } })
    // No last word on the morrow.
    expect(planned(w, lan)).toEqual(['2026-12-25'])
    // A second time, to the last day that a new promise would have: it stands to the day after, without a last word.
    w.clock.to('2026-12-24T03:00:00Z')
    const more = await lan.does('pledge.snooze', { pledge, said: 'tuần sau nhắc lại' })
    expect(more).toMatchObject({ outcome: 'kept', day: '2026-12-31', pledge: { until: '2027-01-01' } })
    expect(planned(w, lan)).toEqual(['2026-12-31'])
    expect(await lan.tells('pledge-reminder', { pledge: { id: pledge.id }, last: false })).toMatchObject({
      kind: 'say',
    })
    // Not a third time.
    expect((await lan.does('pledge.snooze', { pledge, days: 2 })).outcome).toBe('enough')
    expect(planned(w, lan)).toEqual(['2026-12-31'])
    w.clock.to('2027-01-01T17:30:00Z')
    await w.sweeps()
    expect((await all(lan))[0]!.state).toBe('lapsed')
    expect(await taken(w.gifts)).toBe(0n)
  })

  test('what is unclear, past, too far, paid or another’s is not put off', async () => {
    const w = await story()
    const [lan, minh] = [await w.person(), await w.person()]
    const pledge = await lan.pledges({ units: 1 })
    const put = (more: object) => lan.does('pledge.snooze', { pledge, ...more })
    expect((await put({ said: 'nhắc tôi nhé' })).outcome).toBe('unclear')
    expect((await put({})).outcome).toBe('unclear')
    expect((await put({ day: '2026-12-20' })).outcome).toBe('unclear')
    expect(await put({ said: 'ra Tết, 20/2 nhắc tôi' })).toMatchObject({
      outcome: 'too_far',
      last: '2026-12-27',
    })
    expect((await minh.does('pledge.snooze', { pledge, days: 2 })).outcome).toBe('gone')
    await w.bank.credits(100_000n, pledge.code)
    expect((await put({ days: 2 })).outcome).toBe('paid')
    expect(planned(w, lan)).toEqual([])
    expect((await all(lan))[0]!.snoozes).toBe(0)
  })

  test('two gifts in two parts: each has its code and its day, and the need has given away no more and no less', async () => {
    const w = await story()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 3 })
    const said = await lan.does('pledge.parts_said', {
      pledge,
      said: 'tôi chuyển trước 300k, còn lại tháng sau',
    })
    expect(said).toMatchObject({ first: 300_000n, day: '2027-01-01' })
    const parting = { pledge, first: 300_000n, day: '2027-01-01' }
    const parted = await lan.does('pledge.part', parting, 'lan parts')
    expect(parted).toMatchObject({
      outcome: 'parted',
      first: { code: pledge.code, amount: 300_000n, units: 1, until: '2026-12-27' },
      second: { amount: 600_000n, units: 2, until: '2027-01-08' },
    })
    // The same doing twice parts once.
    expect(await lan.does('pledge.part', parting, 'lan parts')).toEqual(parted)
    const both = await all(lan)
    expect(both.map(({ amount }) => amount)).toEqual([300_000n, 600_000n])
    expect(both[0]!.code).not.toBe(both[1]!.code)
    expect(await taken(w.gifts)).toBe(3n)
    expect(planned(w, lan).sort()).toEqual(
      ['2026-12-22', '2027-01-01', 'last 2026-12-26', 'last 2027-01-07'].sort(),
    )
    await w.bank.credits(300_000n, both[0]!.code)
    w.clock.to('2026-12-29T03:00:00Z')
    await w.sweeps()
    await w.bank.credits(600_000n, both[1]!.code)
    expect((await all(lan)).map(({ state }) => state)).toEqual(['fulfilled', 'fulfilled'])
    expect(await w.books()).toEqual({ bank: 900_000n, campaign: 900_000n })
    await checkBooks(w)
  })

  test('money of the whole, sent by the code she had before, pays for both parts', async () => {
    const w = await story()
    const lan = await w.person()
    for (const wish of [{ units: 2 }, { amount: 200_000n, need: null }]) {
      const pledge = await lan.pledges(wish)
      await lan.does('pledge.part', { pledge, first: pledge.amount / 2n, day: '2027-01-05' })
      await w.bank.credits(pledge.amount, pledge.code)
      const [first, second] = (await all(lan)).slice(-2)
      expect(first).toMatchObject({ state: 'fulfilled', amount: pledge.amount, received: pledge.amount })
      expect(second).toMatchObject({ state: 'cancelled', promisedAt: null })
      // She hears that the later code is over; what still comes by it she has not withdrawn.
      expect(lan.hears('money-seen').at(-1)!.with.donation.other_part).toMatchObject({
        ...{ code: second!.code, joined: true },
      })
    }
    const { code } = (await all(lan)).at(-1)!
    await w.bank.credits(100_000n, code)
    expect(lan.hears('money-late').at(-1)!.with.donation).toMatchObject({
      state: 'cancelled_pledge',
      other_part: null,
      pledge: { joined: true },
    })
    const withdrawn = await lan.pledges({ units: 1 })
    await lan.does('pledge.cancel', { pledge: withdrawn })
    await w.bank.credits(300_000n, withdrawn.code)
    expect(lan.hears('money-late').at(-1)!.with.donation.pledge).toMatchObject({ joined: false })
    await w.bank.credits(300_000n, `hoan ${withdrawn.code}`, { direction: 'out' })
    await w.bank.credits(100_000n, `hoan ${code}`, { direction: 'out' })
    expect(planned(w, lan)).toEqual([])
    expect(await taken(w.gifts)).toBe(2n)
    expect(await w.books()).toEqual({ bank: 800_000n, campaign: 600_000n, pot: 200_000n })
    await checkBooks(w)
  })

  test('one gift is not cut, and of several no unit is lost; what is too small, too late or paid stays as it is', async () => {
    const w = await story()
    const [lan, minh] = [await w.person(), await w.person()]
    const one = await lan.pledges({ units: 1 })
    const part = (pledge: { id: string }, more: object) => lan.does('pledge.part', { pledge, ...more })
    expect((await part(one, { first: 100_000n, day: '2027-01-05' })).outcome).toBe('one_unit')
    const three = await lan.pledges({ units: 3 })
    expect(await part(three, { first: 500_000n })).toMatchObject({ outcome: 'whole', near: 300_000n })
    expect(await part(three, { first: 100_000n })).toMatchObject({ outcome: 'whole', near: 300_000n })
    expect((await part(three, { first: 1_000n })).outcome).toBe('too_small')
    expect((await part(three, { first: 900_000n })).outcome).toBe('gone')
    expect(await part(three, { first: 300_000n, day: '2027-03-01' })).toMatchObject({
      outcome: 'too_far',
      last: '2027-01-31',
    })
    expect((await minh.does('pledge.part', { pledge: three, first: 300_000n })).outcome).toBe('gone')
    await w.bank.credits(10_000n, three.code)
    expect((await part(three, { first: 300_000n })).outcome).toBe('paid')
    expect(await all(lan)).toHaveLength(2)
    expect(await taken(w.gifts)).toBe(4n)
  })

  test('for two needs: a part moves to another place, and only as much as it still needs', async () => {
    const w = await story()
    const lan = await w.person()
    const coats = await w.addNeed({
      what: 'áo ấm',
      unitWord: 'áo',
      unitPrice: 180_000n,
      cap: 2n,
      place: 'Tà Xùa',
    })
    const pledge = await lan.pledges({ units: 4 })
    expect(await lan.does('pledge.part', { pledge, first: 300_000n, need: coats })).toMatchObject({
      outcome: 'only',
      most: 360_000n,
    })
    const look = { pledge, first: 800_000n, need: coats }
    const would: unknown = await lan.does('pledge.part_look', look)
    expect(would).toMatchObject({
      first_for: '2 suất quà Tết, và 200.000\u00A0đ góp chung',
      second_for: '2 áo ấm, Tà Xùa, và 40.000\u00A0đ góp chung',
    })
    expect(await all(lan)).toHaveLength(1)
    const parted = await lan.does('pledge.part', look)
    // 2 gifts and 200.000 đ for the pot; 2 coats and 40.000 đ for the pot.
    expect(parted).toMatchObject({
      outcome: 'parted',
      first: { amount: 800_000n, units: 2, remainder: 200_000n },
      second: { amount: 400_000n, units: 2, remainder: 40_000n, place: 'Tà Xùa' },
    })
    expect([await taken(w.gifts), await taken(coats)]).toEqual([2n, 2n])
    await w.bank.credits(400_000n, (await all(lan))[1]!.code)
    expect(await w.books()).toEqual({ bank: 400_000n, campaign: 360_000n, pot: 40_000n })
  })

  test('two promises in one transfer, by either code, are one: nothing more is asked for, and the place is kept', async () => {
    const w = await story()
    const lan = await w.person()
    for (const by of [0, 1]) {
      const gift = await lan.pledges({ units: 1 })
      const pot = await lan.pledges({ amount: 200_000n, need: null })
      await w.bank.credits(500_000n, [gift, pot][by]!.code)
      const now = (await all(lan)).slice(-2)
      expect(now.map(({ state }) => state).sort()).toEqual(['cancelled', 'fulfilled'])
      expect(now.find(({ state }) => state === 'fulfilled')).toMatchObject({
        ...{ amount: 500_000n, received: 500_000n, quantity: 1n, needId: w.gifts },
      })
      expect(lan.hears('money-seen').at(-1)!.with.donation).toMatchObject({
        ...{ state: 'full', extra: 0n, units: 1, to_pot: 200_000n },
        other_part: { code: [pot, gift][by]!.code, joined: true },
      })
    }
    expect(planned(w, lan)).toEqual([])
    expect(await taken(w.gifts)).toBe(2n)
    expect(await w.books()).toEqual({ bank: 1_000_000n, campaign: 600_000n, pot: 400_000n })
    await checkBooks(w)
  })

  test('both codes in one memo, and a sum that is both to the đồng: they are one, and nobody has to look', async () => {
    const w = await story()
    const lan = await w.person()
    const gift = await lan.pledges({ units: 1 })
    const pot = await lan.pledges({ amount: 200_000n, need: null })
    expect((await w.bank.credits(500_000n, `${gift.code} ${pot.code}`)).kind).toBe('matched')
    expect((await all(lan)).map(({ state }) => state).sort()).toEqual(['cancelled', 'fulfilled'])
    expect(lan.hears('money-seen').at(-1)!.with.donation).toMatchObject({
      ...{ state: 'full', extra: 0n, units: 1, to_pot: 200_000n },
      other_part: { joined: true },
    })
    expect(planned(w, lan)).toEqual([])
    expect(await taken(w.gifts)).toBe(1n)
    expect(await w.books()).toEqual({ bank: 500_000n, campaign: 300_000n, pot: 200_000n })
    await checkBooks(w)
  })

  test('both codes in one memo wait for a person where the sum is another, one is of somebody else, is over, or is for another place', async () => {
    const w = await story()
    const [lan, minh] = [await w.person(), await w.person()]
    const coats = await w.addNeed({
      ...{ what: 'áo ấm', unitWord: 'áo', unitPrice: 180_000n, cap: 20n, place: 'Tà Xùa' },
    })
    const gift = await lan.pledges({ units: 1 })
    const pot = await lan.pledges({ amount: 200_000n, need: null })
    const coat = await lan.pledges({ units: 1, need: coats })
    const his = await minh.pledges({ amount: 200_000n, need: null })
    for (const [sum, other] of [
      [499_999n, pot],
      [500_001n, pot],
      [500_000n, his],
      [480_000n, coat],
    ] as const)
      expect([sum, (await w.bank.credits(sum, `${gift.code} ${other.code}`)).kind]).toEqual([
        sum,
        'unmatched',
      ])
    await lan.does('pledge.cancel', { pledge: pot })
    expect((await w.bank.credits(500_000n, `${gift.code} ${pot.code}`)).kind).toBe('unmatched')
    expect((await all(lan)).map(({ state, partOf }) => [state, partOf])).toEqual([
      ['open', null],
      ['cancelled', null],
      ['open', null],
    ])
    expect(await taken(w.gifts)).toBe(1n)
    await checkBooks(w)
  })

  test('the code of the later part brings back the first as well', async () => {
    const w = await story()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 2 })
    await lan.does('pledge.part', { pledge, first: 300_000n, day: '2027-01-05' })
    const [, second] = await all(lan)
    await w.bank.credits(600_000n, second!.code)
    expect((await all(lan)).map(({ state }) => state)).toEqual(['cancelled', 'fulfilled'])
    expect(await taken(w.gifts)).toBe(2n)
    expect(await w.books()).toEqual({ bank: 600_000n, campaign: 600_000n })
    await checkBooks(w)
  })

  test('another sum beyond a promise, or another person’s promise, joins nothing', async () => {
    const w = await story()
    const [lan, minh] = [await w.person(), await w.person()]
    const gift = await lan.pledges({ units: 1 })
    const other = await lan.pledges({ units: 2 })
    await minh.pledges({ amount: 200_000n, need: null })
    await w.bank.credits(500_000n, gift.code)
    expect(lan.hears('money-seen').at(-1)!.with.donation).toMatchObject({ extra: 200_000n, other_part: null })
    expect((await all(lan)).find(({ id }) => id === other.id)).toMatchObject({ state: 'open', partOf: null })
    expect((await all(minh)).map(({ state }) => state)).toEqual(['open'])
    await checkBooks(w)
  })

  test('whoever sends all of it by the code of the first is not asked for the part of the other need', async () => {
    const w = await story()
    const lan = await w.person()
    const coats = await w.addNeed({
      ...{ what: 'áo ấm', unitWord: 'áo', unitPrice: 180_000n, cap: 20n, place: 'Tà Xùa' },
    })
    const pledge = await lan.pledges({ units: 4 })
    const parted = await lan.does('pledge.part', { pledge, first: 300_000n, need: coats })
    expect(planned(w, lan)).toHaveLength(4)
    await w.bank.credits(1_200_000n, pledge.code)
    expect(planned(w, lan)).toEqual([])
    expect(lan.hears('money-seen').at(-1)!.with.donation).toMatchObject({
      extra: 900_000n,
      other_part: { code: parted.second.code, joined: false },
    })
    // Its code still works.
    await w.bank.credits(900_000n, parted.second.code)
    expect((await all(lan)).map(({ state }) => state)).toEqual(['fulfilled', 'fulfilled'])
    await checkBooks(w)
  })

  test('of a part that has come the rest may be left: nothing more is promised, asked for or kept from others', async () => {
    const w = await story()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 3 })
    expect((await lan.does('pledge.leave_rest', { pledge })).outcome).toBe('gone')
    await w.bank.credits(400_000n, pledge.code)
    expect(await taken(w.gifts)).toBe(3n)
    expect(await lan.does('pledge.leave_rest', { pledge })).toMatchObject({
      outcome: 'left',
      pledge: { state: 'lapsed', received: 400_000n, missing: 0n },
    })
    expect(await taken(w.gifts)).toBe(1n)
    expect(await w.books()).toEqual({ bank: 400_000n, campaign: 300_000n, pot: 100_000n })
    expect((await lan.does('pledge.leave_rest', { pledge })).outcome).toBe('gone')
    await checkBooks(w)
  })

  test('however it is parted, put off and moved, what she promised is the same sum, and each need knows its units', async () => {
    const w = await story()
    const coats = await w.addNeed({
      what: 'áo ấm',
      unitWord: 'áo',
      unitPrice: 180_000n,
      cap: 40n,
      place: 'Xã B',
    })
    const pool = await w.addNeed({
      what: 'bữa trưa',
      unitWord: 'đ',
      unitPrice: 1n,
      cap: 5_000_000n,
      place: 'Xã C',
      mode: 'pooled',
    })
    const deed = fc.oneof(
      fc.record({
        do: fc.constant('part' as const),
        of: fc.nat(4),
        first: fc.integer({ min: 1, max: 12 }),
        need: fc.constantFrom(undefined, coats, pool),
        days: fc.option(fc.integer({ min: -1, max: 50 }), { nil: undefined }),
      }),
      fc.record({
        do: fc.constant('move' as const),
        of: fc.nat(4),
        need: fc.constantFrom(null, coats, pool),
      }),
      fc.record({ do: fc.constant('snooze' as const), of: fc.nat(4), days: fc.integer({ min: 1, max: 9 }) }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 30 }),
        fc.array(deed, { maxLength: 6 }),
        async (tens, deeds) => {
          const lan = await w.person()
          const before = [await taken(w.gifts), await taken(coats), await taken(pool)]
          const whole = await lan.pledges({ amount: BigInt(tens) * 60_000n })
          for (const one of deeds) {
            const own = await all(lan)
            const pledge = own[one.of % own.length]!
            if (one.do === 'move') await lan.does('pledge.move', { pledge, need: one.need })
            else if (one.do === 'snooze') await lan.does('pledge.snooze', { pledge, days: one.days })
            else {
              const day =
                one.days === undefined
                  ? undefined
                  : new Date(w.clock.now().getTime() + one.days * 86_400_000).toISOString().slice(0, 10)
              await lan.does('pledge.part', {
                pledge,
                first: BigInt(one.first) * 60_000n,
                need: one.need,
                day,
              })
            }
            const now = await all(lan)
            expect(now.reduce((sum, { amount: part }) => sum + part, 0n)).toBe(whole.amount)
            for (const [n, need] of [w.gifts, coats, pool].entries()) {
              const units = now
                .filter((part) => part.needId === need)
                .reduce((sum, part) => sum + part.quantity, 0n)
              expect((await taken(need)) - before[n]!).toBe(units)
            }
            for (const part of now) expect(part.quantity * part.unitPrice <= part.amount).toBe(true)
          }
          for (const { id } of await all(lan)) await lan.does('pledge.cancel', { pledge: { id } })
          expect([await taken(w.gifts), await taken(coats), await taken(pool)]).toEqual(before)
        },
      ),
      { numRuns: 40 },
    )
  }, 120_000)
}

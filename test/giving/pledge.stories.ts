import { expect, test } from 'vitest'
import type { Values } from '../../src/engine/index.ts'
import type { PledgeRecord } from '../../src/giving/pledges/record.ts'
import { campaignFacts, communesNamed } from '../../src/needs/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { stories } from './support.ts'
import type { World } from './world.ts'

export function pledgeStories(db: () => Database) {
  const begin = stories(db)
  const here = (w: World) => ({ campaign: { id: w.campaign } })

  test('Lan promises one gift, gets what a transfer needs, and her place is kept until the seventh day is over', async () => {
    const w = await begin({ taken: 412n })
    const lan = await w.person()
    const held = await lan.does('pledge.create', { ...here(w), units: 1 })
    expect(held).toMatchObject({
      outcome: 'held',
      pledge: {
        amount: 300_000n,
        units: 1,
        unit: 'suất',
        need_name: null,
        place: null,
        place_kind: '',
        remainder: 0n,
        until: '2026-12-27',
        kept_until: new Date('2026-12-20T13:30:00Z'),
        state: 'held',
      },
    })
    expect(await w.taken(w.gifts)).toBe(413n)

    const ready = await lan.does('pledge.confirm', { pledge: held.pledge })
    expect(ready).toMatchObject({
      outcome: 'ready',
      pledge: {
        state: 'open',
        until: '2026-12-27',
        kept_until: new Date('2026-12-27T16:59:59.999Z'),
        missing: 300_000n,
      },
      account: { number: w.accountNumber, holder: 'QUỸ BẢN THỬ', bank: 'Ngân hàng Thử' },
      pay_url: `https://chungtay.example/pay/${held.pledge.code}`,
      qr: { file: `qr/${held.pledge.id}/300000.png`, mime: 'image/png' },
    })
    expect(held.pledge.code).toMatch(/^TLV[0-9A-Z]{7}$/)

    w.clock.advance({ days: 7, minutes: -20 })
    expect(await w.lapses()).toBe(0)
    w.clock.advance({ days: 1 })
    expect(await w.lapses()).toBe(1)
    expect(await w.taken(w.gifts)).toBe(412n)
    expect(await lan.does('pledge.mine')).toEqual({ outcome: 'none', offers: 0, monthly: 0, places: 0 })
  })

  test('the same doing twice is one pledge', async () => {
    const w = await begin()
    const lan = await w.person()
    const one = await lan.does('pledge.create', { ...here(w), units: 2 }, 'once')
    const again = await lan.does('pledge.create', { ...here(w), units: 2 }, 'once')
    expect(again.pledge.id).toBe(one.pledge.id)
    expect(await w.taken(w.gifts)).toBe(2n)
  })

  test('who does not go on choosing gives the place back after a quarter of an hour, and gets it again when it is free', async () => {
    const w = await begin({ cap: 1n })
    const [lan, minh] = [await w.person(), await w.person()]
    const held = await lan.does('pledge.create', { ...here(w), units: 1 })
    expect((await minh.does('pledge.create', { ...here(w), units: 1 })).outcome).toBe('gone')
    w.clock.advance({ minutes: 16 })
    await w.lapses()
    expect(await w.taken(w.gifts)).toBe(0n)
    expect((await lan.does('pledge.confirm', { pledge: held.pledge })).outcome).toBe('ready')
    expect(await w.taken(w.gifts)).toBe(1n)
  })

  test('when the place went to Minh meanwhile, Lan is told that it is gone', async () => {
    const w = await begin({ cap: 1n })
    const [lan, minh] = [await w.person(), await w.person()]
    const held = await lan.does('pledge.create', { ...here(w), units: 1 })
    expect((await lan.does('pledge.release_hold', { pledge: held.pledge })).outcome).toBe('released')
    // The sweep may have been there a moment before the donor's own time ran out: she is told all the same.
    expect((await lan.does('pledge.release_hold', { pledge: held.pledge })).outcome).toBe('released')
    await minh.pledges({ units: 1 })
    expect((await lan.does('pledge.confirm', { pledge: held.pledge })).outcome).toBe('gone')
  })

  test('an amount buys whole units, and the rest goes to the common pot', async () => {
    const w = await begin()
    const lan = await w.person()
    expect(await lan.does('pledge.create', { ...here(w), amount: 700_000n })).toMatchObject({
      pledge: { units: 2, amount: 700_000n, remainder: 100_000n },
    })
    expect(await lan.does('pledge.create', { ...here(w), amount: 200_000n })).toMatchObject({
      pledge: { units: null, unit: null, amount: 200_000n, remainder: 200_000n },
    })
    expect(await w.taken(w.gifts)).toBe(2n)
    expect(await lan.does('pledge.create', { ...here(w), amount: 1_000n })).toEqual({
      outcome: 'too_small',
      min: 2_000n,
    })
  })

  test('what is meant for the common pot buys no gift, however much it is', async () => {
    const w = await begin()
    const lan = await w.person()
    expect(await lan.does('pledge.create', { ...here(w), amount: 500_000n, pot: true })).toMatchObject({
      pledge: { units: null, need_name: null, amount: 500_000n, remainder: 500_000n },
    })
    expect(await w.taken(w.gifts)).toBe(0n)
  })

  test('less is left than Lan wants', async () => {
    const w = await begin({ cap: 3n, taken: 1n })
    const lan = await w.person()
    expect(await lan.does('pledge.create', { ...here(w), units: 5 })).toEqual({
      outcome: 'only',
      left: 2,
      units_wanted: 5,
      ...{ unit: 'suất', sum: 600_000n, rest: 900_000n },
    })
    expect(await w.taken(w.gifts)).toBe(1n)
  })

  test('when the need without a place is used up, a commune with the same gift stands in for it', async () => {
    const w = await begin({ cap: 1n, taken: 1n })
    await w.addNeed({
      what: 'suất quà Tết',
      unitWord: 'suất',
      unitPrice: 300_000n,
      cap: 5n,
      place: 'Ngọc Chiến',
    })
    await w.addNeed({ what: 'áo ấm', unitWord: 'áo', unitPrice: 180_000n, cap: 5n, place: 'Tà Xùa', rank: 1 })
    const lan = await w.person()
    expect(await lan.does('pledge.create', { ...here(w), units: 2 })).toMatchObject({
      pledge: { units: 2, place: 'Ngọc Chiến', need_name: 'suất quà Tết' },
    })
  })

  test('a ward is called one, also in what is promised there', async () => {
    const w = await begin()
    const need = await w.addNeed({
      what: 'áo ấm',
      unitWord: 'áo',
      unitPrice: 180_000n,
      cap: 5n,
      place: 'Tô Hiệu',
    })
    const { communeId } = await w.db.prisma.need.findUniqueOrThrow({ where: { id: need } })
    const ward = communesNamed('phường Tô Hiệu, Sơn La').choices[0]!.commune
    await w.db.prisma.commune.updateMany({ where: { code: ward.code }, data: { code: null } })
    await w.db.prisma.commune.update({ where: { id: communeId! }, data: { code: ward.code } })
    const lan = await w.person()
    expect(await lan.does('need.place', { need })).toMatchObject({
      place: { kind: 'phường', name: 'Tô Hiệu' },
    })
    expect(await lan.does('pledge.create', { ...here(w), need, units: 1 })).toMatchObject({
      pledge: { place: 'Tô Hiệu', place_kind: 'phường' },
    })
  })

  test('a pooled need takes what is left of its target, and the rest goes to the common pot', async () => {
    const w = await begin()
    const meals = await w.addNeed({
      what: 'bữa trưa',
      unitWord: 'đồng',
      unitPrice: 1n,
      cap: 1_000_000n,
      taken: 900_000n,
      mode: 'pooled',
      place: 'Co Mạ',
    })
    const lan = await w.person()
    expect(await lan.does('pledge.create', { ...here(w), amount: 250_000n, need: meals })).toMatchObject({
      pledge: { units: null, place: 'Co Mạ', amount: 250_000n, remainder: 150_000n },
    })
    expect(await lan.does('pledge.create', { ...here(w), amount: 50_000n, need: meals })).toEqual({
      outcome: 'gone',
    })
  })

  test('Lan moves her gift to a commune and back, and changes how much', async () => {
    const w = await begin()
    const coats = await w.addNeed({
      what: 'áo ấm cho bé gái',
      unitWord: 'áo',
      unitPrice: 180_000n,
      cap: 2n,
      place: 'Tà Xùa',
    })
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    expect(await lan.does('pledge.move', { pledge, need: coats })).toMatchObject({
      outcome: 'held',
      pledge: {
        id: pledge.id,
        units: 1,
        unit: 'áo',
        place: 'Tà Xùa',
        amount: 300_000n,
        remainder: 120_000n,
        state: 'open',
      },
    })
    expect([await w.taken(w.gifts), await w.taken(coats)]).toEqual([0n, 1n])
    expect(await lan.does('pledge.change', { pledge, units: 3 })).toEqual({
      outcome: 'only',
      left: 2,
      units_wanted: 3,
      ...{ unit: 'áo', sum: 360_000n, rest: 180_000n },
    })
    expect(await lan.does('pledge.change', { pledge, units: 2 })).toMatchObject({
      pledge: { units: 2, amount: 360_000n },
    })
    expect(await lan.does('pledge.move', { pledge, need: null })).toMatchObject({
      pledge: { units: 1, place: null, remainder: 60_000n },
    })
    expect([await w.taken(w.gifts), await w.taken(coats)]).toEqual([1n, 0n])
    expect(await lan.does('pledge.change', { pledge, amount: 50_000n })).toMatchObject({
      pledge: { units: null, remainder: 50_000n },
    })
    expect(await w.taken(w.gifts)).toBe(0n)
  })

  test('a place that nobody else may have is not lost by a wish that cannot be met', async () => {
    const w = await begin()
    const coats = await w.addNeed({
      what: 'áo ấm',
      unitWord: 'áo',
      unitPrice: 180_000n,
      cap: 1n,
      taken: 1n,
      place: 'Tà Xùa',
    })
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    expect((await lan.does('pledge.move', { pledge, need: coats })).outcome).toBe('gone')
    expect(await w.taken(w.gifts)).toBe(1n)
    expect(await lan.does('pledge.mine')).toMatchObject({
      outcome: 'one',
      pledge: { id: pledge.id, units: 1 },
    })
  })

  test('cancelling frees the place and ends the reminders; twice is once', async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 2 })
    expect((await lan.does('pledge.cancel', { pledge })).outcome).toBe('cancelled')
    expect((await lan.does('pledge.cancel', { pledge })).outcome).toBe('cancelled')
    expect(await w.taken(w.gifts)).toBe(0n)
    w.clock.advance({ days: 6 })
    expect(lan.hears('pledge-reminder')).toEqual([])
    expect((await lan.does('pledge.confirm', { pledge })).outcome).toBe('gone')
    expect((await lan.does('pledge.move', { pledge, need: null })).outcome).toBe('cancelled')
    expect((await lan.does('pledge.change', { pledge, units: 1 })).outcome).toBe('cancelled')
    expect(await w.taken(w.gifts)).toBe(0n)
  })

  test('who thinks for longer than her time gets what she then wishes for, as long as it is free', async () => {
    const w = await begin({ cap: 2n })
    const coats = await w.addNeed({
      what: 'áo ấm',
      unitWord: 'áo',
      unitPrice: 180_000n,
      cap: 1n,
      place: 'Tà Xùa',
    })
    const [lan, minh] = [await w.person(), await w.person()]
    const { pledge } = await lan.does('pledge.create', { ...here(w), units: 1 })
    w.clock.advance({ minutes: 20 })
    await w.lapses()
    // While she chose a commune, the time for choosing ran out.
    expect(await lan.does('pledge.move', { pledge, need: coats })).toMatchObject({
      outcome: 'held',
      pledge: { id: pledge.id, code: pledge.code, state: 'held', place: 'Tà Xùa', units: 1 },
    })
    expect([await w.taken(w.gifts), await w.taken(coats)]).toEqual([0n, 1n])
    expect((await lan.does('pledge.move', { pledge, need: null })).outcome).toBe('held')
    expect((await lan.does('pledge.confirm', { pledge })).outcome).toBe('ready')
    w.clock.advance({ days: 9 })
    await w.lapses()
    expect(await w.taken(w.gifts)).toBe(0n)

    expect(await lan.does('pledge.change', { pledge, units: 3 })).toEqual({
      outcome: 'only',
      left: 2,
      units_wanted: 3,
      ...{ unit: 'suất', sum: 600_000n, rest: 300_000n },
    })
    expect(await lan.does('pledge.change', { pledge, units: 2 })).toMatchObject({
      outcome: 'held',
      pledge: { state: 'held', units: 2, until: '2027-01-05' },
    })
    expect(await w.taken(w.gifts)).toBe(2n)
    expect(await lan.does('pledge.confirm', { pledge })).toMatchObject({
      outcome: 'ready',
      pledge: { state: 'open', until: '2027-01-05' },
    })

    w.clock.advance({ days: 9 })
    await w.lapses()
    await minh.pledges({ units: 2 })
    expect((await lan.does('pledge.change', { pledge, units: 1 })).outcome).toBe('gone')
    expect((await lan.does('pledge.confirm', { pledge })).outcome).toBe('gone')
  })

  test('a promise to the common pot that lapsed may become another sum', async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    w.clock.advance({ days: 9 })
    await w.lapses()
    expect(await lan.does('pledge.change', { pledge, amount: 200_000n })).toMatchObject({
      outcome: 'held',
      pledge: { state: 'held', units: null, remainder: 200_000n },
    })
    expect((await lan.does('pledge.confirm', { pledge })).outcome).toBe('ready')
    expect(await w.taken(w.gifts)).toBe(0n)
    await lan.does('pledge.cancel', { pledge })
  })

  test('a code that is asked for in the moment between the last day and the sweep stands for a week again', async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    w.clock.advance({ days: 8 })
    expect(await lan.does('pledge.confirm', { pledge })).toMatchObject({
      outcome: 'ready',
      pledge: { state: 'open', until: '2027-01-04' },
    })
    expect(await w.lapses()).toBe(0)
    expect(await w.taken(w.gifts)).toBe(1n)
    // The other stories count what lapses in the database that all share.
    await lan.does('pledge.cancel', { pledge })
  })

  test('what was for the pot finds its places by money too: more than one may keep unpaid is said to be so', async () => {
    const w = await begin()
    await db().prisma.campaign.update({ where: { id: w.campaign }, data: { mostUnpaid: 1_000_000n } })
    const coats = await w.addNeed({
      what: 'áo ấm',
      unitWord: 'áo',
      unitPrice: 180_000n,
      cap: 9n,
      place: 'Tà Xùa',
    })
    const lan = await w.person()
    await lan.pledges({ units: 3 })
    const pledge = await lan.pledges({ amount: 200_000n })
    expect(await lan.does('pledge.move', { pledge, need: coats })).toEqual({
      outcome: 'too_much',
      most: 1_000_000n,
    })
  })

  test('a promise is remembered twice, by day, and not once more', async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    expect(w.told.map((one) => [one.with.last, one.notBefore?.toISOString()])).toEqual([
      [false, '2026-12-22T13:15:00.000Z'],
      [true, '2026-12-26T02:00:00.000Z'],
    ])
    expect(w.told[0]).toMatchObject({
      contact: lan.contact,
      flow: 'pledge-reminder',
      with: { pledge: { id: pledge.id } },
    })
    await lan.does('pledge.confirm', { pledge })
    expect(w.told).toHaveLength(2)
  })

  test('a reminder says what the promise is when it is said, and nothing of one that waits for no money', async () => {
    const w = await begin()
    const [lan, minh] = [await w.person(), await w.person()]
    const pledge = await lan.pledges({ units: 1 })
    const [first, last] = [w.told[0]!, w.told[1]!]
    const said = (one: typeof first) => lan.tells('pledge-reminder', one.with as unknown as Values)
    await lan.does('pledge.change', { pledge, units: 3 })
    w.clock.advance({ days: 2 })
    expect(await said(first)).toMatchObject({
      kind: 'say',
      with: { pledge: { amount: 900_000n, units: 3 }, last: false },
    })
    // The last word is true on one day only, and nobody is written to at night.
    const notNow = { kind: 'nothing', why: 'its time has passed' }
    expect(await said(last)).toEqual(notNow)
    w.clock.advance({ minutes: 105 })
    expect(await said(first)).toEqual(notNow)
    w.clock.advance({ days: 4, minutes: -105 })
    expect(await said(last)).toMatchObject({ with: { pledge: { amount: 900_000n }, last: true } })
    expect(await minh.tells('pledge-reminder', first.with as unknown as Values)).toMatchObject({
      kind: 'nothing',
    })
    await lan.does('consent.withdraw', { purpose: 'appeals' })
    expect(await said(last)).toEqual({ kind: 'nothing', why: 'they refuse reminders' })
    await lan.does('consent.give', { purpose: 'reminders' })
    // Once a day, whatever is posted.
    expect(await said(last)).toEqual({ kind: 'nothing', why: 'money has come, or it was said today' })
    await w.bank.credits(100_000n, pledge.code)
    expect(await said(last)).toEqual({ kind: 'nothing', why: 'the promise is part_paid' })
  })

  test('nobody touches the promise of another', async () => {
    const w = await begin()
    const [lan, minh] = [await w.person(), await w.person()]
    const pledge = await lan.pledges({ units: 1 })
    for (const [name, more] of [
      ['pledge.cancel', {}],
      ['pledge.confirm', {}],
      ['pledge.move', { need: null }],
      ['pledge.change', { units: 9 }],
    ] as const) {
      expect([name, (await minh.does(name, { pledge, ...more })).outcome]).toEqual([name, 'gone'])
    }
    expect((await minh.does('pledge.release_hold', { pledge })).outcome).toBe('kept')
    expect(await w.taken(w.gifts)).toBe(1n)
    expect(await minh.does('pledge.look', { pledge })).toEqual({ outcome: 'gone' })
    expect(await lan.does('pledge.look', { pledge })).toMatchObject({
      outcome: 'found',
      pledge: { id: pledge.id, state: 'open' },
    })
  })

  test('five promises at a time are enough', async () => {
    const w = await begin()
    const lan = await w.person()
    for (let n = 0; n < 5; n++) await lan.pledges({ amount: 10_000n })
    expect((await lan.does('pledge.create', { ...here(w), units: 1 })).outcome).toBe('too_many')
    expect(await lan.does('pledge.mine')).toMatchObject({ outcome: 'some' })
  })

  test('nobody keeps a whole campaign from the others: what is unpaid has its bound, and money lifts it', async () => {
    const w = await begin()
    await db().prisma.campaign.update({ where: { id: w.campaign }, data: { mostUnpaid: 3_000_000n } })
    const lan = await w.person()
    const create = (units: number) => lan.does('pledge.create', { ...here(w), units })
    expect(await create(11)).toEqual({ outcome: 'too_much', most: 3_000_000n })
    const pledge = await lan.pledges({ units: 6 })
    expect((await create(5)).outcome).toBe('too_much')
    expect((await lan.does('pledge.change', { pledge, units: 11 })).outcome).toBe('too_much')
    expect((await lan.does('pledge.change', { pledge, units: 10 })).outcome).toBe('held')
    expect(await w.taken(w.gifts)).toBe(10n)
    // The common pot keeps nothing from anybody.
    expect((await lan.does('pledge.create', { ...here(w), amount: 200_000n })).outcome).toBe('held')
    await w.bank.credits(1_500_000n, pledge.code)
    expect((await create(6)).outcome).toBe('too_much')
    expect((await create(5)).outcome).toBe('held')
  })

  test('a lapsed promise stands again only within the same bound; one single unit always may', async () => {
    const w = await begin()
    await db().prisma.campaign.update({ where: { id: w.campaign }, data: { mostUnpaid: 1_000_000n } })
    const lan = await w.person()
    const old = await lan.pledges({ units: 3 })
    w.clock.advance({ days: 9 })
    await w.lapses()
    await lan.pledges({ units: 3 })
    expect(await lan.does('pledge.confirm', { pledge: old })).toEqual({
      outcome: 'too_much',
      most: 1_000_000n,
    })
    const bridge = await w.addNeed({
      what: 'cầu',
      unitWord: 'cầu',
      unitPrice: 90_000_000n,
      cap: 1n,
      place: 'Tà Xùa',
    })
    const minh = await w.person()
    expect((await minh.does('pledge.create', { ...here(w), units: 1, need: bridge })).outcome).toBe('held')
  })

  test('as many as five stand again, and no more: asked for, or changed', async () => {
    const w = await begin()
    const lan = await w.person()
    const old: PledgeRecord[] = []
    for (let n = 0; n < 7; n++) {
      const { pledge } = await lan.does('pledge.create', { ...here(w), amount: 100_000n })
      await lan.does('pledge.release_hold', { pledge })
      old.push(pledge)
    }
    const outcomes: string[] = []
    for (const pledge of old) outcomes.push((await lan.does('pledge.confirm', { pledge })).outcome)
    expect(outcomes).toEqual([...Array.from({ length: 5 }, () => 'ready'), 'too_many', 'too_many'])
    const pledge = old[5]!
    expect((await lan.does('pledge.change', { pledge, amount: 200_000n })).outcome).toBe('too_many')
    expect((await lan.does('pledge.move', { pledge, need: w.gifts })).outcome).toBe('too_many')
    // One that stands may still be changed.
    expect((await lan.does('pledge.change', { pledge: old[0], amount: 200_000n })).outcome).toBe('held')
    await lan.does('pledge.cancel', { pledge: old[1] })
    expect((await lan.does('pledge.confirm', { pledge })).outcome).toBe('ready')
  })

  test('after its last day a campaign takes no promise', async () => {
    const w = await begin()
    const lan = await w.person()
    w.clock.advance({ days: 42 })
    const pledge = await lan.does('pledge.create', { ...here(w), units: 1 })
    expect(pledge.pledge.until).toBe('2027-01-31')
    w.clock.advance({ days: 1 })
    expect((await lan.does('pledge.create', { ...here(w), units: 1 })).outcome).toBe('closed')
    expect((await lan.does('pledge.confirm', pledge)).outcome).toBe('closed')
  })

  test('a closed campaign gives out no code and reminds of nothing; money that is under way is still booked', async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 2 })
    await db().prisma.campaign.update({
      where: { id: w.campaign },
      data: { state: 'closed', closedAt: w.clock.now() },
    })
    expect((await lan.does('pledge.confirm', { pledge })).outcome).toBe('closed')
    expect((await lan.does('pledge.snooze', { pledge, days: 1 })).outcome).toBe('gone')
    expect((await lan.does('pledge.mine')).pledge).toMatchObject({ state: 'open', over: true })
    expect((await lan.does('pledge.mine', { unpaid: true })).outcome).toBe('none')
    w.clock.advance({ days: 2 })
    const reminder = { pledge: { id: pledge.id }, last: false }
    expect((await lan.tells('pledge-reminder', reminder)).kind).toBe('nothing')
    await w.bank.credits(600_000n, pledge.code)
    expect(await w.books()).toEqual({ bank: 600_000n, campaign: 600_000n })
  })

  test('after the day for gifts of Tết, a gift for wherever it is needed most is still welcome', async () => {
    const w = await begin()
    const lan = await w.person()
    await db().prisma.need.update({ where: { id: w.gifts }, data: { deadline: w.clock.now() } })
    w.clock.advance({ days: 1 })
    expect((await lan.does('pledge.create', { ...here(w), units: 1 })).outcome).toBe('held')
  })

  test('places are offered with what is left of them', async () => {
    const w = await begin()
    const lan = await w.person()
    expect(await lan.does('need.places', { ...here(w), pooled: false })).toEqual({ outcome: 'none' })
    const coats = await w.addNeed({
      what: 'áo ấm',
      unitWord: 'áo',
      unitPrice: 180_000n,
      cap: 60n,
      taken: 47n,
      place: 'Tà Xùa',
      rank: 2,
    })
    await w.addNeed({
      what: 'áo ấm',
      unitWord: 'áo',
      unitPrice: 180_000n,
      cap: 5n,
      taken: 5n,
      place: 'Co Mạ',
      rank: 1,
    })
    expect(await lan.does('need.places', { ...here(w), pooled: false })).toMatchObject({ ids: [coats] })
    const shown = { left: 13, cap: 60, unit: 'áo', unit_price: 180_000n, pooled: false, deadline: null }
    const { places } = await campaignFacts(db().prisma, w.clock.now(), 'https://chungtay.example')
    expect((places as Values[]).find((one) => one.id === coats)).toMatchObject({ name: 'Tà Xùa', ...shown })
    expect(await lan.does('need.place', { need: coats })).toMatchObject({ outcome: 'open', place: shown })
  })

  test('places are offered a page at a time, and those that fill up while somebody reads begin the list again', async () => {
    const w = await begin()
    const lan = await w.person()
    const names = new Map<string, string>()
    const add = async (n: number, more: { mode?: 'pooled'; unitWord?: string; unitPrice?: bigint } = {}) => {
      const id = await w.addNeed({
        what: 'áo ấm',
        unitWord: 'áo',
        unitPrice: 180_000n,
        cap: 60n,
        place: `Xã ${n}`,
        rank: n,
        ...more,
      })
      names.set(id, `Xã ${n}`)
    }
    for (let n = 1; n <= 5; n++) await add(n)
    const look = async (ask: object) => {
      const found = await lan.does('need.places', { ...here(w), ...ask })
      const { outcome, ids, more, after, others } = found as never as {
        outcome: string
        ids: string[]
        more: boolean
        after: number
        others: boolean
      }
      return { outcome, names: ids.map((id) => names.get(id)), more, after, others }
    }
    const first = ['Xã 1', 'Xã 2', 'Xã 3']
    const only = { outcome: 'units', others: false }
    expect(await look({ pooled: false })).toEqual({ ...only, names: first, more: true, after: 3 })
    expect(await look({ pooled: false, after: 3 })).toEqual({
      ...only,
      names: ['Xã 4', 'Xã 5'],
      more: false,
      after: 5,
    })
    expect(await look({ pooled: false, after: 5 })).toMatchObject({ names: first })
    // Nothing is given together: what there is is shown.
    expect(await look({ pooled: true, after: 3 })).toMatchObject({ outcome: 'units', names: first })
    await add(8, { mode: 'pooled', unitWord: 'đồng', unitPrice: 1n })
    expect(await look({ pooled: true })).toEqual({
      outcome: 'pooled',
      names: ['Xã 8'],
      more: false,
      after: 1,
      others: true,
    })
  })

  test('what is promised is neither received nor free, as the bot says of the campaign', async () => {
    const w = await begin({ taken: 412n })
    const said = async () => {
      const { campaigns } = await campaignFacts(db().prisma, w.clock.now(), 'https://chungtay.example')
      const mine = (campaigns as Values[]).find((one) => one.id === w.campaign)!
      return { received: mine.received, left: mine.left, places: mine.places }
    }
    await w.addNeed({ what: 'áo ấm', unitWord: 'áo', unitPrice: 180_000n, cap: 5n, place: 'Tà Xùa' })
    expect(await said()).toEqual({ received: 412, left: 188, places: 1 })
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 2 })
    expect(await said()).toEqual({ received: 412, left: 186, places: 1 })
    await w.bank.credits(600_000n, pledge.code)
    expect(await said()).toEqual({ received: 414, left: 186, places: 1 })
  })
}

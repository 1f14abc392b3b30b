import { expect, test } from 'vitest'
import { bookAgain, type Decision, settleNoticeByHand, takeBack } from '../../src/giving/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { databaseNow } from '../../src/platform/tx.ts'
import { checkBooks } from './books.ts'
import { type World, world } from './world.ts'

const DAY_MS = 86_400_000

export function setAsideStories(db: () => Database) {
  const settles = (w: World, id: string, decision: Decision) =>
    db().transaction((tx) =>
      settleNoticeByHand(tx, w.giving, { provider: 'sepay', providerId: id }, decision, w.clock.now()),
    )
  const notice = (providerId: string) =>
    db().prisma.bankNotice.findUniqueOrThrow({
      where: { provider_providerId: { provider: 'sepay', providerId } },
    })

  /** A notice that nobody can read, and its id. */
  async function unreadable(w: World): Promise<string> {
    const { raw } = w.bank.notification(300_000n, 'ung ho')
    const body = raw.toString().replace('"transferAmount":300000', '"transferAmount":"?"')
    expect(await w.bank.hears(Buffer.from(body))).toMatchObject({ kind: 'quarantined' })
    const { providerId } = await db().prisma.bankNotice.findFirstOrThrow({
      where: { state: 'quarantined' },
      orderBy: { receivedAt: 'desc' },
    })
    return providerId
  }

  test('money of a notice for a wrong account finds its pledge by an officer’s word, with receipt and word to Lan', async () => {
    const w = await world(db())
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    await w.bank.credits(300_000n, 'ung ho tet', { id: '770001', account: '1' })
    const account = w.accountNumber
    const code = pledge.code
    expect(await settles(w, '770001', { kind: 'match', code, stated: {} })).toEqual({
      kind: 'refused',
      why: 'unknown account',
    })
    const wrong = { kind: 'match', code: 'TLV00YGJ0A', stated: { account } } as const
    expect(await settles(w, '770001', wrong)).toMatchObject({
      why: 'no pledge on this account has this code',
    })
    expect(await w.books()).toEqual({})
    expect((await notice('770001')).state).toBe('quarantined')

    expect(await settles(w, '770001', { kind: 'match', code, stated: { account } })).toMatchObject({
      kind: 'matched',
    })
    expect(lan.hears('money-seen')).toHaveLength(1)
    expect(await w.books()).toEqual({ bank: 300_000n, campaign: 300_000n })
    expect(await settles(w, '770001', { kind: 'match', code, stated: { account } })).toMatchObject({
      why: 'no notice of this id is set aside',
    })
    await checkBooks(w)
  })

  test('money of a notice that cannot be read is booked as the statement has it, once, whoever tells of it later', async () => {
    const w = await world(db())
    const id = await unreadable(w)
    expect(await settles(w, id, { kind: 'unknown', stated: {} })).toMatchObject({
      why: expect.stringMatching(/cannot be read. Say what/),
    })
    const stated = { account: w.accountNumber, amount: 300_000n, at: w.clock.now(), bankRef: 'FT.77.1' }
    expect(await settles(w, id, { kind: 'unknown', stated })).toMatchObject({ kind: 'unmatched' })
    expect(await w.books()).toEqual({ bank: 300_000n, suspense: 300_000n })
    expect(await w.bank.credits(300_000n, 'ung ho', { ref: 'FT771' })).toMatchObject({ kind: 'known' })
    expect(await w.books()).toEqual({ bank: 300_000n, suspense: 300_000n })
    await checkBooks(w)
  })

  test('money that an officer booked for the wrong promise is taken back', async () => {
    const w = await world(db())
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    const id = await unreadable(w)
    const stated = { account: w.accountNumber, amount: 300_000n, at: w.clock.now(), bankRef: 'FT.78.1' }
    const booked = await settles(w, id, { kind: 'match', code: pledge.code, stated })
    if (booked.kind !== 'matched') throw new Error(booked.kind)
    const taken = await db().transaction((tx) => takeBack(tx, w.giving, booked.donation, w.clock.now()))
    expect(taken).toMatchObject({ state: 'unmatched', why: 'taken_back' })
    await checkBooks(w)
  })

  test('money that went out goes back to its donor in the books once an officer names the receipt', async () => {
    const w = await world(db())
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    await w.bank.credits(300_000n, pledge.code)
    const out = { direction: 'out' as const, id: '770003', at: w.clock.now() }
    expect(await w.bank.credits(200_000n, `hoan tien ${pledge.code}`, out)).toMatchObject({
      kind: 'quarantined',
    })
    const match = { kind: 'match', code: pledge.code } as const
    expect(await settles(w, '770003', { kind: 'unknown', stated: {} })).toMatchObject({ kind: 'refused' })
    expect(await settles(w, '770003', { ...match, stated: {} })).toMatchObject({
      why: 'another amount than the donation',
    })
    expect((await notice('770003')).state).toBe('quarantined')
    expect(await settles(w, '770003', { ...match, stated: { amount: 300_000n } })).toMatchObject({
      kind: 'returned',
    })
    expect(await w.books()).toEqual({})
    await checkBooks(w)
  })

  test('a return that waits for its gift goes on waiting after a wrong word, and is booked once an officer finds the gift', async () => {
    const w = await world(db())
    const [lan, minh] = [await w.person(), await w.person()]
    const [hers, his] = [await lan.pledges({ units: 1 }), await minh.pledges({ units: 1 })]
    const at = w.clock.now()
    await w.bank.credits(300_000n, hers.code, { id: '770006', account: '1', at })
    w.clock.advance({ minutes: 5 })
    const out = { direction: 'out' as const, id: '770007' }
    expect(await w.bank.credits(300_000n, `hoan tien ${hers.code}`, out)).toMatchObject({
      kind: 'quarantined',
    })
    const waits = await notice('770007')
    expect(await settles(w, '770007', { kind: 'match', code: his.code, stated: {} })).toEqual({
      kind: 'refused',
      why: 'its gift is not in the books',
    })
    expect(await notice('770007')).toEqual(waits)
    expect(w.rung).toEqual([])

    const stated = { account: w.accountNumber }
    await settles(w, '770006', { kind: 'match', code: hers.code, stated })
    expect(w.rung).toEqual(['sepay/770007'])
    expect((await w.bank.books(w.rung.pop()!)).kind).toBe('returned')
    expect(await w.books()).toEqual({})
    await checkBooks(w)
  })

  test('what is dismissed says why, and its body is forgotten thirty days after that, not after it came', async () => {
    const w = await world(db())
    const id = await unreadable(w)
    await db().prisma.bankNotice.updateMany({
      where: { providerId: id },
      data: { receivedAt: new Date(Date.now() - 100 * DAY_MS) },
    })
    expect(await settles(w, id, { kind: 'dismiss', reason: 'a test of the provider' })).toEqual({
      kind: 'dismissed',
    })
    expect(await notice(id)).toMatchObject({ state: 'ignored', reason: 'dismissed: a test of the provider' })
    const { forgetBodies } = await import('../../src/giving/bank/forgetting-store.ts')
    const later = (days: number) =>
      db().transaction((tx) => forgetBodies(tx, new Date(Date.now() + days * DAY_MS)))
    await later(29)
    expect((await notice(id)).body.length).toBeGreaterThan(0)
    await later(31)
    expect((await notice(id)).body).toHaveLength(0)
  })

  test('once the cause is gone, a notice is booked by the service like any other', async () => {
    const w = await world(db())
    await w.bank.credits(300_000n, 'ung ho', { id: '770005', account: '1' })
    const ref = { provider: 'sepay', providerId: '770005' }
    expect(await db().transaction((tx) => bookAgain(tx, ref))).toBe(true)
    expect(await notice('770005')).toMatchObject({ state: 'new', attempts: 0, reason: null })
    expect(await db().transaction((tx) => bookAgain(tx, ref))).toBe(false)
    expect(await db().transaction(databaseNow)).toBeInstanceOf(Date)
    await db().prisma.bankNotice.deleteMany({ where: ref })
  })

  test('a credit in another currency is held for a person, and by nobody’s word is it đồng', async () => {
    const w = await world(db())
    const lan = await w.person()
    const { code } = await lan.pledges({ units: 1 })
    const { raw } = w.bank.notification(300_000n, `ung ho ${code}`)
    const body = raw.toString().replace('"transferAmount":300000', '"transferAmount":300000,"currency":"USD"')
    expect(await w.bank.hears(Buffer.from(body))).toEqual({
      kind: 'quarantined',
      reason: 'in another currency than đồng',
    })
    const { providerId } = await db().prisma.bankNotice.findFirstOrThrow({
      where: { state: 'quarantined' },
      orderBy: { receivedAt: 'desc' },
    })
    const stated = { account: w.accountNumber, amount: 300_000n, at: w.clock.now(), bankRef: 'FT1' }
    for (const decision of [{ kind: 'match', code, stated } as const, { kind: 'unknown', stated } as const])
      expect(await settles(w, providerId, decision)).toMatchObject({
        kind: 'refused',
        why: expect.stringContaining('another currency'),
      })
    expect(await w.books()).toEqual({})
    expect(lan.hears('money-seen')).toEqual([])
    expect(await settles(w, providerId, { kind: 'dismiss', reason: 'other' })).toEqual({ kind: 'dismissed' })
    expect(await w.books()).toEqual({})
  })
}

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { issueCertificate } from '../../src/certificates/index.ts'
import { giveOwner, returnDonation } from '../../src/giving/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { stories } from './support.ts'

export function returnedMoneyStories(db: () => Database) {
  const begin = stories(db)
  const out = { direction: 'out' } as const

  test("Lan's transfer goes back: books, papers and place say so, she hears of it once, and may pay again", async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    await w.bank.credits(300_000n, pledge.code, { ref: 'FT2635.7731' })
    const donation = await db().prisma.donation.findFirstOrThrow({ where: { unitId: w.unit } })
    const issuing = { ids, secret: w.giving.secret, keys: w.giving.keys, site: w.giving.site }
    const asked = {
      donation: donation.id,
      contact: lan.contact,
      name: 'Lan',
      lang: 'vi',
      now: w.clock.now(),
    } as const
    const issue = () => db().transaction((tx) => issueCertificate(tx, issuing, asked))
    expect((await issue()).kind).toBe('issued')

    w.clock.advance({ days: 1 })
    const { raw } = w.bank.notification(300_000n, 'HOAN TRA GD FT26357731', { ...out, ref: 'FT2636.1' })
    expect(await w.bank.hears(raw)).toEqual({ kind: 'returned', donation: donation.id })
    expect((await w.bank.hears(raw, 'other')).kind).toBe('known')
    expect(await w.books()).toEqual({})
    const rows = await db().prisma.ledgerEntry.findMany({ where: { key: `returned:${donation.id}` } })
    expect(rows.map((row) => row.kind)).toEqual(['reversal'])
    const receipt = await db().prisma.receipt.findFirstOrThrow({ where: { donationId: donation.id } })
    expect(receipt).toMatchObject({ number: 1, state: 'cancelled', cancelledAt: w.clock.now() })
    expect(await db().prisma.certificate.findFirst({ where: { donationId: donation.id } })).toMatchObject({
      state: 'revoked',
      reason: 'returned',
      revokedAt: w.clock.now(),
    })
    expect((await issue()).kind).toBe('returned')
    // An old button asks what to do with money that has gone back.
    for (const choice of ['pot', 'next', 'refund'])
      expect((await lan.does('donation.decide', { donation, choice })).outcome).toBe('returned')
    expect(await w.books()).toEqual({})
    expect(lan.hears('money-returned').map((one) => one.with.donation)).toMatchObject([
      {
        amount: 300_000n,
        receipt_number: 'TET27-000001',
        state: 'returned',
        pledge: { state: 'open', received: 0n },
      },
    ])
    expect(await w.taken(w.gifts)).toBe(1n)
    expect((await lan.does('donation.mine')).outcome).toBe('none')
    // Until the last day she is reminded of it again.
    w.clock.advance({ days: 5 })
    expect(lan.hears('pledge-reminder').map((one) => one.with.last)).toEqual([false, true])

    expect((await w.bank.credits(300_000n, pledge.code)).kind).toBe('matched')
    expect(await w.books()).toEqual({ bank: 300_000n, campaign: 300_000n })
    expect(lan.hears('money-seen').map((one) => one.with.donation.receipt_number)).toEqual([
      'TET27-000001',
      'TET27-000002',
    ])
  })

  test('who had asked for it back keeps no place, and one whose time is over neither', async () => {
    const w = await begin()
    const [lan, minh] = [await w.person(), await w.person()]
    const asked = await lan.pledges({ units: 2 })
    await w.bank.credits(600_000n, asked.code)
    const { latest } = await lan.does('donation.mine')
    await lan.does('donation.decide', { donation: latest, choice: 'refund' })
    const over = await minh.pledges({ units: 1 })
    await w.bank.credits(300_000n, over.code)
    expect(await w.taken(w.gifts)).toBe(3n)

    expect((await w.bank.credits(600_000n, `hoan tien ${asked.code}`, out)).kind).toBe('returned')
    expect(await w.taken(w.gifts)).toBe(1n)
    expect(lan.hears('money-returned')[0]!.with.donation.pledge!.state).toBe('cancelled')
    w.clock.advance({ days: 9 })
    expect((await w.bank.credits(300_000n, 'hoan bien nhan TET27000002', out)).kind).toBe('returned')
    expect(await w.taken(w.gifts)).toBe(0n)
    expect(minh.hears('money-returned')[0]!.with.donation.pledge!.state).toBe('lapsed')
    expect(await w.books()).toEqual({})
  })

  test('of two transfers for one promise one goes back: the other fills her place as far as it reaches', async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 2 })
    await w.bank.credits(400_000n, pledge.code, { ref: 'FTAAAA01' })
    await w.bank.credits(300_000n, pledge.code, { ref: 'FTAAAA02' })
    expect(await w.books()).toEqual({ bank: 700_000n, campaign: 600_000n, surplus: 100_000n })
    expect((await w.bank.credits(400_000n, 'REV FTAAAA01', out)).kind).toBe('returned')
    expect(await w.books()).toEqual({ bank: 300_000n, campaign: 300_000n })
    const row = await db().prisma.pledge.findUniqueOrThrow({ where: { id: pledge.id } })
    expect([row.state, row.received]).toEqual(['part_paid', 300_000n])
  })

  test.each([
    ['the code', (code: string) => `hoan tien ${code}`, 'its gift is not in the books'],
    ['the reference', () => 'REV FTEARLY01', 'outgoing'],
  ] as const)(
    'news of the return is faster than news of the gift, and names it by %s: neither is lost',
    async (_, memo, reason) => {
      const w = await begin()
      const lan = await w.person()
      const pledge = await lan.pledges({ units: 1 })
      const at = w.clock.now()
      w.clock.advance({ minutes: 5 })
      const early = w.bank.notification(300_000n, memo(pledge.code), { ...out, ref: 'FTBACK01' })
      expect(await w.bank.hears(early.raw)).toMatchObject({ reason })
      await w.bank.credits(300_000n, 'mua ao am', { ...out, ref: 'FTOTHER1' })
      await w.bank.credits(200_000n, 'ung ho')
      expect(w.rung).toEqual([])

      const credit = await w.bank.credits(300_000n, pledge.code, { at, ref: 'FTEARLY01' })
      expect(credit.kind).toBe('matched')
      const booked = []
      for (const notice of w.rung.splice(0)) booked.push((await w.bank.books(notice)).kind)
      // What went out for something else, of the same amount, is not looked at again.
      expect(booked).toEqual(['returned'])
      expect(await w.books()).toEqual({ bank: 200_000n, suspense: 200_000n })
      expect(lan.hears('money-returned')).toHaveLength(1)
      expect((await w.bank.hears(early.raw, 'other')).kind).toBe('known')
    },
  )

  test('what names no gift is marked under a key, so that no list of words opens it; older marks are made anew', async () => {
    const w = await begin()
    const notice = w.bank.notification(150_000n, 'mua AOAMCHOBE', { ...out, ref: 'FTSHOP01' })
    expect((await w.bank.hears(notice.raw)).kind).toBe('ignored')
    const providerId = String(JSON.parse(notice.raw.toString()).id)
    const where = { provider_providerId: { provider: 'sepay', providerId } }
    const reason = async () => (await db().prisma.bankNotice.findUniqueOrThrow({ where })).reason
    const keyed = (await reason())!
    const plain = createHash('sha256').update(`${w.account} AOAMCHOBE`).digest('hex').slice(0, 16)
    expect(keyed).toMatch(/^outgoing naming [0-9a-f]{16} [0-9a-f]{16}$/)
    expect(keyed).not.toContain(plain)

    await db().prisma.bankNotice.update({ where, data: { reason: `outgoing naming ${plain}` } })
    const sql = readFileSync('prisma/migrations/20261130170000_marks_under_a_key/migration.sql', 'utf8')
    // Of this notice alone: the others here are of other stories.
    const ours = sql.replaceAll('reason LIKE', `provider_id = '${providerId}' AND reason LIKE`)
    for (const statement of ours.split(/;\n/).slice(0, -1)) await db().prisma.$executeRawUnsafe(statement)
    expect(await w.bank.books(`sepay/${providerId}`)).toMatchObject({ kind: 'ignored' })
    expect(await reason()).toBe(keyed)
  })

  test('of several gifts under one code the one of exactly that amount went back', async () => {
    const w = await begin()
    const pledge = await (await w.person()).pledges({ units: 2 })
    await w.bank.credits(200_000n, pledge.code)
    await w.bank.credits(150_000n, pledge.code)
    const back = w.bank.notification(150_000n, `hoan tien ${pledge.code}`, out)
    expect((await w.bank.hears(back.raw)).kind).toBe('returned')
    const row = await db().prisma.pledge.findUniqueOrThrow({ where: { id: pledge.id } })
    expect(row.received).toBe(200_000n)
  })

  test('a part of a gift goes back before the gift is told of: a person sees it, before and after', async () => {
    const w = await begin()
    const pledge = await (await w.person()).pledges({ units: 2 })
    const { raw } = w.bank.notification(100_000n, `hoan ${pledge.code}`, { ...out, ref: 'FTPART01' })
    expect((await w.bank.hears(raw)).kind).toBe('quarantined')
    await w.bank.credits(600_000n, pledge.code, { at: new Date(w.clock.now().getTime() - 60_000) })
    expect(await w.bank.books(w.rung[0]!)).toMatchObject({
      kind: 'quarantined',
      reason: 'another amount than the donation',
    })
  })

  test('a part that names its gift by the reference only, and comes before it, goes to a person, never by its amount', async () => {
    const w = await begin()
    const [lan, minh] = [await w.person(), await w.person()]
    const [hers, his] = [await lan.pledges({ units: 2 }), await minh.pledges({ units: 1 })]
    const { raw } = w.bank.notification(300_000n, 'HOAN 1 PHAN FTPART02', { ...out, ref: 'FTBACK03' })
    expect(await w.bank.hears(raw)).toEqual({ kind: 'ignored', reason: 'outgoing' })
    const at = new Date(w.clock.now().getTime() - 60_000)
    // Of the same amount, and somebody else's.
    await w.bank.credits(300_000n, his.code, { at, ref: 'FTOTHER2' })
    for (const notice of w.rung.splice(0))
      expect(await w.bank.books(notice)).toEqual({ kind: 'ignored', reason: 'outgoing' })
    await w.bank.credits(600_000n, hers.code, { at, ref: 'FTPART02' })
    expect(w.rung).toHaveLength(1)
    expect(await w.bank.books(w.rung[0]!)).toEqual({
      kind: 'quarantined',
      reason: `another amount than the donation for ${hers.code}`,
    })
    expect([lan, minh].flatMap((one) => one.hears('money-returned'))).toEqual([])
    const kept = await db().prisma.bankNotice.findMany({ select: { reason: true } })
    expect(JSON.stringify(kept)).not.toMatch(/FTPART02|PHAN/)
  })

  test('a return that names a code waits until it is known whose the gift is', async () => {
    const w = await begin()
    const minh = await w.person()
    const pledge = await minh.pledges({ units: 1 })
    const gift = await w.bank.credits(300_000n, 'ung ho', { ref: 'FTGIFT77' })
    await w.bank.credits(300_000n, `hoan tien ${pledge.code}`, { ...out, ref: 'FTBACK02' })
    w.rung.splice(0)
    await db().transaction((tx) =>
      giveOwner(tx, w.giving, (gift as { donation: string }).donation, { pledge: pledge.id }, w.clock.now()),
    )
    expect((await w.bank.books(w.rung[0]!)).kind).toBe('returned')
    expect(await w.books()).toEqual({})
  })

  test('what was told too late is not told: a receipt that holds no longer, a return that was paid again', async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    await w.bank.credits(300_000n, pledge.code, { ref: 'FTGONE01' })
    const posted = { donation: { id: lan.hears('money-seen')[0]!.with.donation.id } }
    expect(await lan.tells('money-returned', posted)).toEqual({
      kind: 'nothing',
      why: 'the donation is full',
    })
    await w.bank.credits(300_000n, 'hoan FTGONE01', out)
    expect(await lan.tells('money-seen', posted)).toEqual({
      kind: 'nothing',
      why: 'the donation is returned',
    })
    await w.bank.credits(300_000n, pledge.code, { ref: 'FTGONE02' })
    expect(await lan.tells('money-returned', posted)).toMatchObject({
      kind: 'say',
      with: { donation: { state: 'returned', pledge: { state: 'fulfilled' } } },
    })
    expect(await (await w.person()).tells('money-returned', posted)).toMatchObject({ kind: 'nothing' })
  })

  test('money that nobody owned goes back without a word, by an officer too', async () => {
    const w = await begin()
    await w.bank.credits(500_000n, 'ung ho', { ref: 'FTNOBODY1' })
    const second = await w.bank.credits(200_000n, 'ung ho', { ref: 'FTNOBODY2' })
    expect((await w.bank.credits(500_000n, 'HOAN FTNOBODY1', out)).kind).toBe('returned')
    expect(await w.books()).toEqual({ bank: 200_000n, suspense: 200_000n })
    const officer = () =>
      db().transaction((tx) =>
        returnDonation(
          tx,
          w.giving,
          (second as { donation: string }).donation,
          { at: w.clock.now(), key: null },
          w.clock.now(),
        ),
      )
    expect(await officer()).toMatchObject({ state: 'returned' })
    expect(await officer()).toBeUndefined()
    expect(await w.books()).toEqual({})
    expect(w.told).toEqual([])
  })

  test('an outgoing movement that does not name one donation of its whole amount is left to a person', async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 2 })
    await w.bank.credits(300_000n, pledge.code, { ref: 'FTBBBB01' })
    await w.bank.credits(300_000n, pledge.code, { ref: 'FTBBBB02' })
    const books = await w.books()
    const why = async (amount: bigint, memo: string, more: object = {}) =>
      w.bank.credits(amount, memo, { ...out, ...more })
    expect(await why(300_000n, 'mua ao am dot 1')).toEqual({ kind: 'ignored', reason: 'outgoing' })
    expect(await why(300_000n, `hoan tien ${pledge.code}`)).toMatchObject({
      kind: 'quarantined',
      reason: 'several donations named',
    })
    for (const named of ['TET27-000001', 'FTBBBB01'])
      expect(await why(100_000n, `hoan ${named}`)).toMatchObject({
        kind: 'quarantined',
        reason: `another amount than the donation for ${pledge.code}`,
      })
    expect(await why(300_000n, 'hoan FTBBBB01', { at: new Date('2026-12-01T00:00:00Z') })).toMatchObject({
      kind: 'quarantined',
      reason: 'sent back before it came',
    })
    expect(await w.books()).toEqual(books)
    expect((await why(300_000n, 'hoan FTBBBB01', { ref: null })).kind).toBe('returned')
    expect(await why(300_000n, 'hoan FTBBBB01', { ref: 'FTLATER1' })).toMatchObject({
      kind: 'quarantined',
      reason: 'was sent back before',
    })
  })
}

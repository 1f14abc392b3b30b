import { expect, test } from 'vitest'
import { pretendTransfer, WAYS } from '../../src/giving/bank/pretending.ts'
import {
  bookSafely,
  candidatesFor,
  copyOfDonor,
  donationById,
  giveOwner,
  pledgeById,
  receiptPapers,
  receiveNotice,
  takeBack,
} from '../../src/giving/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { silentLog } from '../../src/platform/log.ts'
import { stories } from './support.ts'
import { KEYS, WEBHOOK_SECRET, world } from './world.ts'

export function moneyStories(db: () => Database) {
  const begin = stories(db)

  test("a reference that two transfers share makes nobody's money vanish: a person sees the second", async () => {
    const w = await begin()
    const [lan, minh] = [await w.person(), await w.person()]
    const [hers, his] = [await lan.pledges({ units: 1 }), await minh.pledges({ units: 1 })]
    expect((await w.bank.credits(300_000n, hers.code, { ref: 'CT01' })).kind).toBe('matched')
    expect(await w.bank.credits(300_000n, his.code, { ref: 'CT01' })).toEqual({
      kind: 'quarantined',
      reason: 'its reference is that of another transfer',
    })
  })

  test("Lan's transfer is seen by its code, whatever banks put around it, and she is told once with a receipt", async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    w.clock.advance({ minutes: 3 })
    const memo = `MBVCB.3278907687.281817.${pledge.code.toLowerCase()}.CT tu 0011001932418 NGUYEN THI X toi 1234567890`
    expect((await w.bank.credits(300_000n, memo, { ref: 'MBVCB.3278907731' })).kind).toBe('matched')

    expect(await w.books()).toEqual({ bank: 300_000n, campaign: 300_000n })
    expect(lan.hears('money-seen')).toHaveLength(1)
    const { donation } = lan.hears('money-seen')[0]!.with
    expect(donation).toMatchObject({
      amount: 300_000n,
      at: new Date('2026-12-20T13:18:00Z'),
      receipt_number: 'TET27-000001',
      title: 'Tết ấm 2027',
      used_for: '1 suất quà Tết',
      units: 1,
      unit: 'suất',
      to_pot: 0n,
      missing: 0n,
      extra: 0n,
      state: 'full',
      pledge: { id: pledge.id, state: 'fulfilled', received: 300_000n },
      has_certificate: false,
    })
    expect(donation.check_url).toMatch(/^https:\/\/chungtay\.example\/c\/[0-9A-Z]{26}$/)
    expect(donation.receipt).toMatchObject({
      mime: 'image/png',
      file: expect.stringMatching(/^receipt\/.*\.png$/),
    })
    expect(lan.hears('pledge-reminder')).toEqual([])
    w.clock.advance({ days: 3 })
    expect(lan.hears('pledge-reminder')).toEqual([])
    expect((await lan.does('pledge.confirm', { pledge })).outcome).toBe('already_paid')
    expect((await lan.does('pledge.cancel', { pledge })).outcome).toBe('paid')
    expect(await lan.does('donation.mine')).toMatchObject({
      outcome: 'some',
      latest: { receipt_number: 'TET27-000001' },
    })
  })

  test('what is printed on the receipt was frozen when it was issued', async () => {
    const w = await begin()
    const lan = await w.person()
    await lan.does('contact.name', { name: '  Gia đình\n bé Na ' })
    const pledge = await lan.pledges({ units: 2 })
    await w.bank.credits(600_000n, pledge.code, { ref: 'FT2635.7731' })
    await lan.does('contact.name', { name: 'Lan' })
    const receipt = await db().prisma.receipt.findFirstOrThrow({ where: { unitId: w.unit } })
    expect(Buffer.from(receipt.donorName!).includes('Gia')).toBe(false)
    const kept = await db().transaction((tx) => receiptPapers(tx, KEYS, receipt.id))
    expect(kept!.facts.donorName).toBe('Gia đình bé Na')
    expect(receipt.facts).toMatchObject({
      number: 'TET27-000001',
      gift: {
        kind: 'transfer',
        amount: '600000',
        amountInWords: 'Sáu trăm nghìn đồng chẵn',
        reference: '7731',
        account: `${w.accountNumber}, Ngân hàng Thử`,
      },
      usedFor: 'Tết ấm 2027 · 2 suất quà Tết',
      unitName: 'Quỹ Bảo trợ trẻ em tỉnh Sơn La (bản thử)',
      unitDecision: '00/QĐ-UBND',
    })
  })

  test('a receipt stands as it was handed out; it is cancelled, never changed or deleted', async () => {
    const w = await begin()
    const lan = await w.person()
    await lan.does('contact.name', { name: 'Lan' })
    await w.bank.credits(300_000n, (await lan.pledges({ units: 1 })).code)
    const { id } = await db().prisma.receipt.findFirstOrThrow({ where: { unitId: w.unit } })
    const change = (set: string) =>
      db().transaction((tx) => tx.$executeRawUnsafe(`UPDATE receipt SET ${set} WHERE id = '${id}'`))
    for (const refused of [
      'number = 7',
      "series = 'X'",
      "public_id = 'X'",
      'unit_id = id',
      "issued_at = issued_at + interval '1 day'",
      `facts = jsonb_set(facts, '{gift,amount}', '"1"')`,
      `facts = facts || '{"donorName": "Minh"}'`,
      "facts = facts - 'usedFor'",
    ]) {
      await expect(change(refused), refused).rejects.toThrow(/append-only/)
    }
    for (const sql of [`DELETE FROM receipt WHERE id = '${id}'`, 'TRUNCATE receipt']) {
      await expect(db().transaction((tx) => tx.$executeRawUnsafe(sql))).rejects.toThrow(/append-only/)
    }
    await change("png = 'drawn', donor_name = 'sealed anew'")
    await change('donor_name = null')
    await expect(change("donor_name = 'Minh'")).rejects.toThrow(/append-only/)
    await change("state = 'cancelled'")
    await expect(change("state = 'valid'")).rejects.toThrow(/append-only/)
  })

  test('the same transfer told by two messengers and told again is one donation', async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    const { raw } = w.bank.notification(300_000n, pledge.code, { ref: 'MBVCB.99.88', id: '77001' })
    expect((await w.bank.hears(raw)).kind).toBe('matched')
    expect((await w.bank.hears(raw)).kind).toBe('nothing')
    expect(
      (await w.bank.credits(300_000n, pledge.code, { ref: 'mbvcb 99 88', provider: 'other' })).kind,
    ).toBe('known')
    expect(await w.books()).toEqual({ bank: 300_000n, campaign: 300_000n })
    expect(lan.hears('money-seen')).toHaveLength(1)
  })

  test('a messenger that gives one number to two transfers is for a person: nothing is lost, and nothing booked twice', async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    const told = (amount: bigint, ref: string) =>
      w.bank.hears(w.bank.notification(amount, pledge.code, { ref, id: '77009' }).raw)
    expect((await told(300_000n, 'FT1')).kind).toBe('matched')
    expect((await told(500_000n, 'FT2')).kind).toBe('nothing')
    expect((await told(500_000n, 'FT2')).kind).toBe('nothing')
    expect((await told(300_000n, 'FT1')).kind).toBe('nothing')
    expect(await w.books()).toEqual({ bank: 300_000n, campaign: 300_000n })
    const aside = await db().prisma.bankNotice.findMany({ where: { providerId: { startsWith: '77009#' } } })
    expect(aside).toMatchObject([
      { state: 'quarantined', reason: expect.stringMatching(/number is that of another/) },
    ])
  })

  test('two real transfers of the same amount in the same minute are two', async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 2 })
    await w.bank.credits(300_000n, pledge.code)
    await w.bank.credits(300_000n, pledge.code)
    expect(
      lan
        .hears('money-seen')
        .map((one) => [one.with.donation.state, one.with.donation.units, one.with.donation.missing]),
    ).toEqual([
      ['partial', 1, 300_000n],
      ['full', 1, 0n],
    ])
    expect(await w.books()).toEqual({ bank: 600_000n, campaign: 600_000n })
  })

  test('without a bank reference nothing is taken for the same by itself: a likely twin waits for a person', async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 2 })
    expect((await w.bank.credits(300_000n, pledge.code, { ref: null })).kind).toBe('matched')
    // One messenger tells of two transfers: they are two.
    expect((await w.bank.credits(300_000n, pledge.code, { ref: null })).kind).toBe('matched')
    const twin = await w.bank.credits(300_000n, pledge.code, { ref: 'FT1', provider: 'other' })
    expect(twin.kind).toBe('unmatched')
    expect(
      await db().prisma.donation.findFirst({ where: { unitId: w.unit, state: 'unmatched' } }),
    ).toMatchObject({ why: 'possible_twin' })
    expect(await w.books()).toEqual({ bank: 900_000n, campaign: 600_000n, suspense: 300_000n })
  })

  test('the part of a promise that buys no unit is for the common pot', async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ amount: 400_000n })
    await w.bank.credits(400_000n, pledge.code)
    expect(await w.books()).toEqual({ bank: 400_000n, campaign: 300_000n, pot: 100_000n })
    expect(lan.hears('money-seen')[0]!.with.donation).toMatchObject({
      state: 'full',
      units: 1,
      to_pot: 100_000n,
      used_for: '1 suất quà Tết, và 100.000\u00A0đ góp chung',
    })
    const receipt = await db().prisma.receipt.findFirstOrThrow({ where: { unitId: w.unit } })
    const usedFor = 'Tết ấm 2027 · 1 suất quà Tết, và 100.000\u00A0đ góp chung'
    expect(receipt.facts).toMatchObject({ usedFor })
    const { contactId } = await db().prisma.donation.findFirstOrThrow({ where: { unitId: w.unit } })
    const copy = await db().transaction((tx) =>
      copyOfDonor(tx, { keys: KEYS, site: 'https://chungtay.example' }, contactId!),
    )
    expect(copy.gifts).toMatchObject([{ usedFor: '1 suất quà Tết, và 100.000\u00A0đ góp chung' }])
  })

  test('what came beyond the promise is told of on the receipt too', async () => {
    const w = await begin()
    const lan = await w.person()
    await w.bank.credits(350_000n, (await lan.pledges({ units: 1 })).code)
    const used_for = '1 suất quà Tết, và 50.000\u00A0đ cho nơi còn thiếu'
    expect(lan.hears('money-seen')[0]!.with.donation).toMatchObject({ state: 'over', used_for })
  })

  test('who speaks English hears in English what it is used for, and the receipt stays Vietnamese', async () => {
    const w = await begin()
    const lan = await w.person('en')
    await w.bank.credits(450_000n, (await lan.pledges({ amount: 400_000n })).code)
    expect(lan.hears('money-seen')[0]!.with.donation).toMatchObject({
      used_for:
        '1 suất quà Tết, and 100,000\u00A0đ for the common pot, and 50,000\u00A0đ for where something is missing',
    })
    const receipt = await db().prisma.receipt.findFirstOrThrow({ where: { unitId: w.unit } })
    const usedFor =
      'Tết ấm 2027 · 1 suất quà Tết, và 100.000\u00A0đ góp chung, và 50.000\u00A0đ cho nơi còn thiếu'
    expect(receipt.facts).toMatchObject({ usedFor })
  })

  test('money before the last tap is welcome', async () => {
    const w = await begin()
    const lan = await w.person()
    const { pledge } = await lan.does('pledge.create', { campaign: { id: w.campaign }, units: 1 })
    await w.bank.credits(300_000n, pledge.code)
    expect(lan.hears('money-seen')).toHaveLength(1)
    expect((await lan.does('pledge.release_hold', { pledge })).outcome).toBe('kept')
  })

  test.each([
    ['no code', () => 'ung ho ao am', 'no_code'],
    ['a code that nobody has', () => 'TLV8K3Q7DX', 'unknown_code'],
    ['two codes', (codes: string[]) => `${codes[0]} va ${codes[1]}`, 'several_codes'],
  ] as const)(
    'a transfer with %s is booked, and a person decides: never by the amount',
    async (_, memo, why) => {
      const w = await begin()
      const lan = await w.person()
      const pledges = [await lan.pledges({ units: 1 }), await lan.pledges({ units: 1 })]
      expect((await w.bank.credits(300_000n, memo(pledges.map((one) => one.code)))).kind).toBe('unmatched')
      expect(await db().prisma.donation.findFirst({ where: { unitId: w.unit } })).toMatchObject({
        state: 'unmatched',
        why,
        contactId: null,
      })
      expect(await w.books()).toEqual({ bank: 300_000n, suspense: 300_000n })
      expect(lan.hears('money-seen')).toEqual([])
    },
  )

  test('money on another account of the unit may be given to the promise that its memo names; on that of another unit it may not', async () => {
    const other = await begin()
    const w = await begin()
    const lan = await w.person()
    const { id } = await lan.pledges({ units: 1 })
    const { code } = await db().prisma.pledge.findUniqueOrThrow({ where: { id } })
    const { id: _, ...account } = await db().prisma.bankAccount.findUniqueOrThrow({
      where: { id: w.account },
    })
    const number = `9${w.accountNumber}`
    await db().prisma.bankAccount.create({ data: { ...account, id: ids.uuid(), number } })
    const asked = async (on: string) => {
      const booked = await w.bank.credits(300_000n, code, { account: on })
      if (booked.kind !== 'unmatched') throw new Error(booked.kind)
      return db().transaction(async (tx) => {
        const donation = (await donationById(tx, booked.donation))!
        const candidates = await candidatesFor(tx, w.giving, donation)
        const owned = await giveOwner(tx, w.giving, donation.id, { pledge: id }, w.clock.now())
        return [candidates.map(({ pledge, why }) => [pledge.id, why]), owned?.donation.state]
      })
    }
    expect(await asked(other.accountNumber)).toEqual([[], undefined])
    expect(await asked(number)).toEqual([[[id, 'other_account']], 'full'])
    expect(await w.books()).toEqual({ bank: 300_000n, campaign: 300_000n })
  })

  test('one mistyped character is a suggestion for a person, who then gives the money to its pledge', async () => {
    const w = await begin()
    const [lan, minh] = [await w.person(), await w.person()]
    const pledge = await lan.pledges({ units: 1 })
    const other = await minh.pledges({ units: 1 })
    const wrong = pledge.code.slice(0, 5) + (pledge.code[5] === '7' ? '8' : '7') + pledge.code.slice(6)
    const booked = await w.bank.credits(300_000n, wrong)
    if (booked.kind !== 'unmatched') throw new Error(booked.kind)
    const candidates = await db().transaction(async (tx) =>
      candidatesFor(tx, w.giving, (await donationById(tx, booked.donation))!),
    )
    expect(candidates.map(({ pledge: { id }, why }) => [id, why])).toEqual([
      [pledge.id, 'similar_code'],
      [other.id, 'same_amount'],
    ])
    const give = () =>
      db().transaction((tx) => giveOwner(tx, w.giving, booked.donation, { pledge: pledge.id }, w.clock.now()))
    expect(await give()).toMatchObject({ donation: { state: 'full', contactId: lan.contact } })
    expect(await give()).toBeUndefined()
    expect(await w.books()).toEqual({ bank: 300_000n, campaign: 300_000n })
  })

  test('what a person matched is taken back, what a code said is not; the right donor then has it', async () => {
    const w = await begin()
    const [lan, minh] = [await w.person(), await w.person()]
    const [hers, his] = [await lan.pledges({ units: 1 }), await minh.pledges({ units: 1 })]
    const byCode = await w.bank.credits(300_000n, hers.code)
    if (byCode.kind !== 'matched') throw new Error(byCode.kind)
    const back = (id: string) => db().transaction((tx) => takeBack(tx, w.giving, id, w.clock.now()))
    expect(await back(byCode.donation)).toBeUndefined()

    const odd = await w.bank.credits(300_000n, 'ung ho')
    if (odd.kind !== 'unmatched') throw new Error(odd.kind)
    expect(await back(odd.donation)).toBeUndefined()
    const give = (id: string, pledge: string) =>
      db().transaction((tx) => giveOwner(tx, w.giving, id, { pledge }, w.clock.now()))
    await give(odd.donation, hers.id)
    const taken = (await back(odd.donation))!
    expect(taken).toMatchObject({ state: 'unmatched', contactId: null, amount: 300_000n })
    expect(await back(odd.donation)).toBeUndefined()
    expect(lan.hears('money-mistaken')).toHaveLength(1)
    expect(await w.books()).toEqual({ bank: 600_000n, campaign: 300_000n, suspense: 300_000n })
    expect(await give(taken.id, his.id)).toMatchObject({
      donation: { state: 'full', contactId: minh.contact },
    })
    // And once more, were that wrong too.
    expect(await back(taken.id)).toMatchObject({ state: 'unmatched' })
    expect(await w.books()).toEqual({ bank: 600_000n, campaign: 300_000n, suspense: 300_000n })
  })

  test('a code of a campaign on another account of ours does not decide', async () => {
    const [w, elsewhere] = [await begin(), await world(db())]
    const lan = await elsewhere.person()
    const pledge = await lan.pledges({ units: 1 })
    expect((await w.bank.credits(300_000n, pledge.code)).kind).toBe('unmatched')
  })

  test.each([
    [
      'outgoing, in the name of a promise for which nothing came',
      { direction: 'out' as const },
      { kind: 'quarantined', reason: 'its gift is not in the books' },
    ],
    [
      'for an account that is not ours',
      { account: '9999999999' },
      { kind: 'quarantined', reason: 'unknown account' },
    ],
    [
      'dated in the future',
      { at: new Date('2027-05-01T00:00:00Z') },
      { kind: 'quarantined', reason: 'dated in the future' },
    ],
  ])('a notice that is %s moves no money', async (_, transfer, booked) => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    expect(await w.bank.credits(300_000n, pledge.code, transfer)).toEqual(booked)
    expect(await w.books()).toEqual({})
  })

  test('in the demo world a transfer is pretended, with a real signature', async () => {
    const w = await begin({ demo: true })
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    expect((await lan.does('bank.simulate', { pledge }, 'tap')).outcome).toBe('sent')
    expect((await lan.does('bank.simulate', { pledge }, 'tap')).outcome).toBe('sent')
    const notices = await db().prisma.bankNotice.findMany({ where: { state: 'new' } })
    expect(notices).toHaveLength(1)
    const { bookNotice } = await import('../../src/giving/index.ts')
    const booked = await db().transaction((tx) => bookNotice(tx, w.giving, notices[0]!, w.clock.now()))
    expect(booked.kind).toBe('matched')
    // One of 10^15: that two pretended transfers of an amount are taken for one does not happen by chance.
    const credit = await db().prisma.bankCredit.findFirstOrThrow({ where: { accountId: w.account } })
    expect(credit.bankRef).toMatch(/^DEMO\d{15}$/)
    expect((await lan.does('bank.simulate', { pledge })).outcome).toBe('nothing_due')
  })

  test('outside the demo world nothing is pretended', async () => {
    const w = await begin()
    const lan = await w.person()
    const { id } = await lan.pledges({ units: 1 })
    expect((await lan.does('bank.simulate', { pledge: { id } })).outcome).toBe('not_demo')
    const pledge = (await pledgeById(db().prisma, id))!
    const before = await db().prisma.bankNotice.count()
    for (const way of WAYS) {
      const doing = { key: way, now: w.clock.now(), way }
      const pretends = (giving = w.giving) =>
        db().transaction((tx) => pretendTransfer(tx, giving, pledge, 300_000n, doing))
      expect(await pretends()).toBe('not_demo')
      // Nor for a campaign that is no demo's, whoever has the secret.
      expect(await pretends({ ...w.giving, demoSecret: WEBHOOK_SECRET })).toBe('not_demo')
    }
    expect(await db().prisma.bankNotice.count()).toBe(before)
  })

  test('what a bank told us lies sealed, and is forgotten after thirty days', async () => {
    const w = await begin()
    await w.bank.credits(300_000n, 'NGUYEN THI X chuyen tien', { id: '880088' })
    const where = { provider_providerId: { provider: 'sepay', providerId: '880088' } }
    const notice = await db().prisma.bankNotice.findUniqueOrThrow({ where })
    expect(Buffer.from(notice.body).toString('latin1')).not.toContain('NGUYEN')
    const credit = await db().prisma.bankCredit.findUniqueOrThrow({ where: { id: notice.creditId! } })
    expect(Buffer.from(credit.memo).toString('latin1')).not.toContain('NGUYEN')
    const { forgetBodies } = await import('../../src/giving/bank/forgetting-store.ts')
    await db().transaction((tx) => forgetBodies(tx, new Date(notice.receivedAt.getTime() + 29 * 86_400_000)))
    expect((await db().prisma.bankNotice.findUniqueOrThrow({ where })).body.length).toBeGreaterThan(0)
    await db().transaction((tx) => forgetBodies(tx, new Date(notice.receivedAt.getTime() + 31 * 86_400_000)))
    expect((await db().prisma.bankNotice.findUniqueOrThrow({ where })).body).toHaveLength(0)
  })

  test('what waits for a person is not forgotten, and wakes somebody without saying whose it is', async () => {
    const w = await begin()
    const { raw } = w.bank.notification(300_000n, 'NGUYEN THI X chuyen tien', { id: '880089', account: '1' })
    const ref = await db().transaction((tx) => receiveNotice(tx, w.giving, w.giving.feeds[0]!, raw))
    const lines: [string, object][] = []
    const log = { ...silentLog, error: (event: string, fields = {}) => void lines.push([event, fields]) }
    await bookSafely(db(), w.giving, log, ref)
    expect(lines).toEqual([['bank.quarantined', { id: 'sepay/880089', reason: 'unknown account' }]])

    const { forgetBodies } = await import('../../src/giving/bank/forgetting-store.ts')
    await db().transaction((tx) => forgetBodies(tx, new Date(Date.now() + 400 * 86_400_000)))
    const notice = await db().prisma.bankNotice.findUniqueOrThrow({ where: { provider_providerId: ref } })
    expect(notice.body.length).toBeGreaterThan(0)
  })
}

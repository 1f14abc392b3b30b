import { expect, test } from 'vitest'
import { keepWatch } from '../../src/giving/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { dayOf } from '../../src/platform/vietnamese/index.ts'
import { stories } from './support.ts'

export function searchStories(db: () => Database) {
  // People without a promise are shown credits of every open campaign of this database: each story has its own amount.
  const begin = stories(db)

  test('Minh forgot the code: he names the amount, then the end of the reference, and it is his', async () => {
    const w = await begin()
    const minh = await w.person()
    const pledge = await minh.pledges({ units: 1 })
    await w.bank.credits(300_000n, 'TRAN VAN MINH chuyen tien ung ho Tet', { ref: 'FT26355.007731' })
    w.clock.advance({ minutes: 30 })

    const looked = await minh.does('bank.look', { amount: 300_000n })
    expect(looked).toMatchObject({
      outcome: 'candidates',
      credits: [
        { amount: 300_000n, at: new Date('2026-12-20T13:15:00Z'), memo_hint: 'chuyen tien ung ho tet' },
      ],
    })
    const { id } = looked.credits[0]!
    expect((await minh.does('bank.claim', { credit: id, last4: '1234' })).outcome).toBe('wrong')
    // Its last four would fit: a telephone number proves nothing, and uses up no try.
    for (const last4 of ['0912347731', 'sđt 0912 347 731', '84912347731'])
      expect((await minh.does('bank.claim', { credit: id, last4 })).outcome).toBe('phone')
    expect(await minh.does('bank.claim', { credit: id, last4: ' …7731 ' })).toMatchObject({
      outcome: 'matched',
      donation: {
        state: 'full',
        amount: 300_000n,
        receipt_number: 'TET27-000001',
        pledge: { id: pledge.id, state: 'fulfilled' },
      },
    })
    expect(await w.books()).toEqual({ bank: 300_000n, campaign: 300_000n })
    // He hears it as the answer; it is not told him a second time.
    expect(minh.hears('money-seen')).toEqual([])
    expect((await minh.does('bank.claim', { credit: id, last4: '7731' })).outcome).toBe('matched')
    expect((await minh.does('bank.look', { amount: 300_000n })).outcome).toBe('found')
  })

  test('money that Minh promised nobody is his all the same, for the common pot', async () => {
    const w = await begin()
    const minh = await w.person()
    await w.bank.credits(502_000n, 'ung ho', { ref: 'FT9.7731' })
    const { credits } = await minh.does('bank.look', { amount: 502_000n, day: '2026-12-20' })
    expect(await minh.does('bank.claim', { credit: credits[0]!.id, last4: '7731' })).toMatchObject({
      outcome: 'matched',
      donation: { state: 'no_code', to_pot: 502_000n, pledge: null, missing: 0n },
    })
    expect(await w.books()).toEqual({ bank: 502_000n, pot: 502_000n })
  })

  test("what is another's is not shown, not given, and who owns it is not said", async () => {
    const w = await begin()
    const [lan, minh] = [await w.person(), await w.person()]
    const pledge = await lan.pledges({ amount: 503_000n })
    await w.bank.credits(503_000n, pledge.code, { ref: 'FT5.5555' })
    expect((await minh.does('bank.look', { amount: 503_000n })).outcome).toBe('nothing')
    const credit = await db().prisma.bankCredit.findFirstOrThrow({ where: { accountId: w.account } })
    expect(await minh.does('bank.claim', { credit: credit.id, last4: '5555' })).toEqual({ outcome: 'taken' })
  })

  test('who knows no amount is shown nothing; another amount neither', async () => {
    const w = await begin()
    const minh = await w.person()
    await w.bank.credits(504_000n, 'ung ho')
    expect((await minh.does('bank.look')).outcome).toBe('nothing')
    // What was said in the words that led here is looked for, and handed on where nothing is found.
    const words = 'toi ck 504k luc 8h sang hom 10/12 ma chua thay bao'
    expect(await minh.does('bank.look', { words })).toMatchObject({
      outcome: 'nothing',
      amount: 504_000n,
      day: '2026-12-10',
    })
    expect((await minh.does('bank.look', { amount: 498_000n })).outcome).toBe('nothing')
    expect((await minh.does('bank.look', { amount: 504_000n, day: '2026-12-10' })).outcome).toBe('nothing')
  })

  test('guessing ends: of one person in a day, and for one credit by many persons', async () => {
    const w = await begin()
    const minh = await w.person()
    await w.bank.credits(505_000n, 'ung ho', { ref: 'FT9.7731' })
    await w.bank.credits(505_000n, 'ung ho', { ref: 'FT9.7732' })
    const { credits } = await minh.does('bank.look', { amount: 505_000n })
    const [one, two] = credits.map((credit) => credit.id)
    for (let n = 0; n < 5; n++)
      expect((await minh.does('bank.claim', { credit: n < 3 ? one : two, last4: `000${n}` })).outcome).toBe(
        'wrong',
      )
    for (const credit of [one, two]) {
      for (const last4 of ['7731', '7732'])
        expect((await minh.does('bank.claim', { credit, last4 })).outcome).toBe('ask_human')
    }
    for (let n = 0; n < 3; n++)
      expect((await (await w.person()).does('bank.claim', { credit: one, last4: `100${n}` })).outcome).toBe(
        'wrong',
      )
    const stranger = await w.person()
    for (const last4 of ['7731', '7732'])
      expect((await stranger.does('bank.claim', { credit: one, last4 })).outcome).toBe('ask_human')

    w.clock.advance({ days: 2 })
    const ends = await Promise.all(
      ['7731', '7732'].map((last4) => minh.does('bank.claim', { credit: two, last4 })),
    )
    expect(ends.map((end) => end.outcome)).toContain('matched')
  })

  test.each([
    ['the bank gave no reference', null],
    ['another messenger may have told of it already', 'FT8.4444'],
  ])('when %s, a person decides', async (_, ref) => {
    const w = await begin()
    const minh = await w.person()
    await w.bank.credits(506_000n, 'ung ho', { ref: null })
    if (ref) await w.bank.credits(506_000n, 'ung ho', { ref, provider: 'other' })
    const { credits } = await minh.does('bank.look', { amount: 506_000n })
    for (const { id } of credits)
      expect((await minh.does('bank.claim', { credit: id, last4: '4444' })).outcome).toBe('ask_human')
  })

  test('not there yet: the bot looks again at both times that it named, and says so even if there is nothing', async () => {
    const w = await begin()
    w.clock.advance({ minutes: -11 * 60 }) // 9:15 in the morning
    const minh = await w.person()
    const looked = await minh.does('bank.look', { amount: 507_000n })
    expect(looked).toMatchObject({
      outcome: 'nothing',
      check_at: new Date('2026-12-20T04:00:00Z'),
      check_again_at: new Date('2026-12-20T08:00:00Z'),
    })
    const watching = await minh.does('bank.watch', { amount: 507_000n, at: '9h sáng nay' }, 'watch')
    expect(await minh.does('bank.watch', { amount: 507_000n }, 'watch')).toEqual(watching)
    expect(watching).toMatchObject({ first: looked.check_at, second: looked.check_again_at })

    const sweep = () => db().transaction((tx) => keepWatch(tx, w.giving, w.clock.now()))
    expect(await sweep()).toBe(0)
    w.clock.advance({ minutes: 105 })
    expect(await sweep()).toBe(1)
    expect(await sweep()).toBe(0)
    await w.bank.credits(507_000n, 'ung ho')
    w.clock.advance({ minutes: 240 })
    expect(await sweep()).toBe(1)
    w.clock.advance({ days: 1 })
    expect(await sweep()).toBe(0)
    expect(minh.hears('money-checked').map((one) => one.with)).toEqual([
      { found: false, round: 1, answer_by: watching.answer_by },
      { found: true, round: 2, answer_by: watching.answer_by },
    ])
  })

  test('nobody is looked for any more once the money is seen, and nobody is written to at night', async () => {
    const w = await begin() // 20:15
    const minh = await w.person()
    const pledge = await minh.pledges({ units: 1 })
    expect(await minh.does('bank.watch', { amount: 300_000n })).toMatchObject({
      first: new Date('2026-12-21T01:00:00Z'),
      second: new Date('2026-12-21T05:00:00Z'),
    })
    await w.bank.credits(300_000n, pledge.code)
    w.clock.advance({ days: 1 })
    expect(await db().transaction((tx) => keepWatch(tx, w.giving, w.clock.now()))).toBe(0)
  })

  test('a smaller gift that arrives does not end the promise to look for the larger one', async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    await lan.does('bank.watch', { amount: 508_000n })
    await w.bank.credits(300_000n, pledge.code)
    for (const round of [1, 2]) {
      w.clock.advance({ days: 1 })
      expect(await db().transaction((tx) => keepWatch(tx, w.giving, w.clock.now()))).toBe(1)
      expect(lan.hears('money-checked').at(-1)!.with).toMatchObject({ found: false, round })
    }
  })

  test('Lan sent the same sum twice: the second is found, looked for and told as well as the first', async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ amount: 509_000n })
    await w.bank.credits(509_000n, pledge.code)
    w.clock.advance({ minutes: 5 })
    const look = async (but?: { id: string }) =>
      lan.does('bank.look', { amount: 509_000n, ...(but && { but }) })
    const { donation: first } = await look()
    expect((await look(first)).outcome).toBe('nothing')
    await lan.does('bank.watch', { amount: 509_000n })
    w.clock.advance({ days: 1 })
    const sweep = () => db().transaction((tx) => keepWatch(tx, w.giving, w.clock.now()))
    await sweep()
    expect(lan.hears('money-checked').at(-1)!.with).toMatchObject({ found: false, round: 1 })
    expect(lan.hears('money-checked').at(-1)!.with.donation).toBeUndefined()

    await w.bank.credits(509_000n, 'ung ho', { ref: '0912348888' })
    const { credits, outcome } = await look(first)
    expect(outcome).toBe('candidates')
    await sweep()
    expect(lan.hears('money-checked').at(-1)!.with).toMatchObject({ found: true, round: 2 })
    // The bank's own number may look like a telephone's: another of that kind is none, all of this one is.
    const claim = { credit: credits[0]!.id }
    expect(await lan.does('bank.claim', { ...claim, last4: '0998888888' })).toEqual({ outcome: 'phone' })
    expect((await lan.does('bank.claim', { ...claim, last4: '0912 348 888' })).outcome).toBe('matched')
    // Newest first: the second, then the first, then nothing that she does not know.
    const newest = (await look()).donation
    expect(newest.id).not.toBe(first.id)
    expect((await look(newest)).donation.id).toBe(first.id)
    expect((await look(first)).outcome).toBe('nothing')
    // Another sum is another question.
    await w.bank.credits(510_000n, pledge.code)
    expect(await lan.does('bank.look', { amount: 510_000n, but: first })).toMatchObject({ outcome: 'found' })
  })

  test('what the bot promised to look for is looked at again when it is said, unless they wish no more', async () => {
    const w = await begin()
    const [lan, minh] = [await w.person(), await w.person()]
    const pledge = await lan.pledges({ amount: 511_000n })
    for (const one of [lan, minh]) await one.does('bank.watch', { amount: 511_000n })
    const watchOf = async (contactId: string) =>
      (await db().prisma.bankWatch.findFirstOrThrow({ where: { contactId }, orderBy: { createdAt: 'desc' } }))
        .id
    const [hers, his] = [await watchOf(lan.contact), await watchOf(minh.contact)]
    w.clock.advance({ minutes: 1 })
    await w.bank.credits(511_000n, pledge.code)
    expect(await lan.tells('money-checked', { watch: { id: hers }, round: 1 })).toMatchObject({
      with: { donation: { amount: 511_000n }, round: 1 },
    })
    await minh.does('consent.withdraw', { purpose: 'all' })
    expect(await minh.tells('money-checked', { watch: { id: his }, round: 1 })).toEqual({
      kind: 'nothing',
      why: 'they refuse news of their gifts',
    })
    // What he asks for after that is an answer.
    w.clock.advance({ minutes: 1 })
    await minh.does('bank.watch', { amount: 511_000n })
    expect(
      await minh.tells('money-checked', { watch: { id: await watchOf(minh.contact) }, round: 1 }),
    ).toMatchObject({ kind: 'say', with: { found: false } })
    await db().prisma.bankWatch.updateMany({ data: { nextAt: null } })
  })

  test('the later looks look from the day on that was said', async () => {
    const w = await begin()
    const [lan, minh] = [await w.person(), await w.person()]
    const sentOn = w.clock.now()
    await w.bank.credits(512_000n, 'khong ma')
    w.clock.advance({ days: 6 })
    const look = async (who: typeof lan, day?: string) => {
      await who.does('bank.watch', { amount: 512_000n, ...(day && { day }) })
      const { id } = await db().prisma.bankWatch.findFirstOrThrow({
        where: { contactId: who.contact },
        orderBy: { createdAt: 'desc' },
      })
      return who.tells('money-checked', { watch: { id }, round: 1 })
    }
    expect(await look(lan, dayOf(sentOn))).toMatchObject({ with: { found: true } })
    expect(await look(minh)).toMatchObject({ with: { found: false } })
  })

  test('money that is hers already is told as hers, with its receipt, and is looked for no more', async () => {
    const w = await begin()
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    await w.bank.credits(300_000n, pledge.code)
    await lan.does('bank.watch', { amount: 300_000n })
    const sweep = () => db().transaction((tx) => keepWatch(tx, w.giving, w.clock.now()))
    w.clock.advance({ days: 1 })
    expect(await sweep()).toBe(1)
    expect(await sweep()).toBe(0)
    expect(lan.hears('money-checked')[0]!.with).toMatchObject({
      donation: { amount: 300_000n, receipt_number: 'TET27-000001', state: 'full' },
    })
  })
}

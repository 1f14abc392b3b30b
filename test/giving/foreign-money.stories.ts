import { describe, expect, test } from 'vitest'
import {
  acceptForeign,
  acceptOffer,
  changeForeign,
  declineOffer,
  finishOffer,
  forgetDonor,
  hasOpenMoney,
  holdForeign,
  returnForeign,
  ringOffers,
  stillHeld,
  takeBack,
} from '../../src/giving/index.ts'
import type { OfferRecord } from '../../src/giving/offers/record.ts'
import type { Database } from '../../src/platform/db.ts'
import { asDay } from '../../src/platform/vietnamese/index.ts'
import { apartOfCampaigns } from '../../src/reports/apart.ts'
import { booksOf, csvOf } from '../../src/reports/books.ts'
import { words } from '../../src/web/words.ts'
import { stories } from './support.ts'
import type { World } from './world.ts'

type Person = Awaited<ReturnType<World['person']>>
const DAY = asDay('2026-12-21')
const CAME = { came: { currency: 'USD', minor: 9_850n }, day: DAY } as const

/** Lan sends dollars from abroad. */
export function foreignStories(db: () => Database) {
  const begin = stories(db)
  const rowOf = (id: string) => db().prisma.offer.findUniqueOrThrow({ where: { id } })
  const inTx = <T>(work: Parameters<Database['transaction']>[0]) => db().transaction(work) as Promise<T>

  async function offers(w: World, who: Person, more: object = {}): Promise<string> {
    const dollars = { kind: 'foreign', campaign: { id: w.campaign }, amount: '100', currency: 'USD', ...more }
    const made = await who.does('offer.make', dollars)
    return (made as unknown as { offer: OfferRecord }).offer.id
  }
  const holds = (w: World, id: string, more: object = {}) =>
    inTx((tx) => holdForeign(w.giving, tx, id, { ...CAME, bankRef: `FT ${id}`, ...more }, w.clock.now()))
  /** The bank has changed it: a credit in đồng, without a code. @returns its donation */
  async function credited(w: World, amount = 2_480_000n): Promise<string> {
    const booked = await w.bank.credits(amount, 'QUY DOI USD')
    if (booked.kind !== 'unmatched') throw new Error(booked.kind)
    return booked.donation
  }
  const changes = (w: World, id: string, donation: string) =>
    inTx((tx) => changeForeign(w.giving, tx, id, donation, w.clock.now()))

  test('dollars are noted, held in no sum of đồng, and once the bank has changed them they are a gift with its receipt', async () => {
    const w = await begin()
    const lan = await w.person()
    const id = await offers(w, lan)
    expect(await rowOf(id)).toMatchObject({
      ...{ kind: 'foreign', state: 'offered', saidCurrency: 'USD', saidSum: 10_000n, worth: null },
      answerBy: new Date('2026-12-22T10:00:00Z'),
    })
    await inTx((tx) => acceptForeign(w.giving, tx, id, 'Tài khoản ngoại tệ 1'))
    expect(lan.hears('offer-news')).toMatchObject([
      { with: { offer: { state: 'accepted', what: '100 đô la Mỹ', how: 'Tài khoản ngoại tệ 1' } } },
    ])

    w.clock.to('2026-12-22T03:00:00Z')
    expect(await holds(w, id)).toMatchObject({ kind: 'done' })
    expect(await w.books()).toEqual({})
    expect(await rowOf(id)).toMatchObject({
      state: 'held',
      cameSum: 9_850n,
      answerBy: new Date('2026-12-29T10:00:00Z'),
    })
    expect(lan.hears('offer-news').at(-1)).toMatchObject({
      with: { about: null, offer: { state: 'held', came: '98,50 đô la Mỹ', day: DAY } },
    })
    expect((await apartOfCampaigns(db().prisma)).get(w.campaign)?.held).toEqual([CAME.came])

    const donation = await credited(w)
    expect(await w.books()).toEqual({ bank: 2_480_000n, suspense: 2_480_000n })
    expect(await changes(w, id, donation)).toMatchObject({ kind: 'done' })
    expect(await w.books()).toEqual({ bank: 2_480_000n, pot: 2_480_000n })
    expect(await rowOf(id)).toMatchObject({ state: 'done', donationId: donation })
    expect(lan.hears('offer-news').at(-1)).toMatchObject({
      with: { offer: { state: 'done', value: 2_480_000n } },
    })
    expect(lan.hears('money-seen')).toHaveLength(1)
    expect(await db().prisma.receipt.count({ where: { donationId: donation } })).toBe(1)
    expect((await apartOfCampaigns(db().prisma)).get(w.campaign)?.held ?? []).toEqual([])
  })

  test('what came under one reference of its bank is one offer’s, however it is written', async () => {
    const w = await begin()
    const [lan, minh] = [await w.person(), await w.person()]
    const [one, two] = [await offers(w, lan), await offers(w, minh)]
    expect(await holds(w, one, { bankRef: 'FT2612210001' })).toMatchObject({ kind: 'done' })
    expect(await holds(w, two, { bankRef: 'ft 2612-210001' })).toBe('taken')
    expect(await rowOf(two)).toMatchObject({ state: 'offered', cameSum: null, cameMark: null })
    expect(minh.hears('offer-news')).toEqual([])
    expect((await rowOf(one)).cameMark).not.toContain('FT26')
    // The same one may be put right, and its reference is free again once it has another.
    expect(await holds(w, one, { bankRef: 'FT2612210002' })).toMatchObject({ kind: 'done' })
    expect(await holds(w, two, { bankRef: 'FT2612210001' })).toMatchObject({ kind: 'done' })
    const twice = db().prisma.offer.update({
      where: { id: two },
      data: { cameMark: (await rowOf(one)).cameMark },
    })
    await expect(twice).rejects.toThrow()
  })

  test('the books list it by its currency, and no sum of đồng has it', async () => {
    const w = await begin()
    const [lan, minh, hoa] = [await w.person(), await w.person(), await w.person()]
    const [one, two, three] = [await offers(w, lan), await offers(w, minh), await offers(w, hoa)]
    w.clock.to('2026-12-22T03:00:00Z')
    await holds(w, one)
    await holds(w, two, { came: { currency: 'USD', minor: 5_000n } })
    await holds(w, three, { came: { currency: 'JPY', minor: 30_000n } })
    const back = { day: asDay('2026-12-22'), ref: 'FT9', why: 'bank' } as const
    await inTx((tx) => returnForeign(w.giving, tx, three, back, w.clock.now()))
    await changes(w, one, await credited(w))
    const lines = await booksOf(db().prisma, w.campaign)
    expect(lines).toMatchObject([
      { day: '2026-12-21', what: 'foreign_came', quantity: 30_000n, unit: 'JPY', amount: null, worth: null },
      { day: '2026-12-21', what: 'foreign_came', quantity: 14_850n, unit: 'USD', amount: null, worth: null },
      { what: 'received', amount: 2_480_000n },
      { day: '2026-12-22', what: 'foreign_changed', quantity: 9_850n, unit: 'USD', amount: null },
      { day: '2026-12-22', what: 'foreign_back', quantity: 30_000n, unit: 'JPY', amount: null },
    ])
    const csv = csvOf(lines, words.vi.campaign.book)
    expect(csv).toContain('2026-12-21;ngoại tệ đến, đang giữ;;không phải tiền đồng;;148,50;USD;;')
    expect(csvOf(lines, words.en.campaign.book)).toContain(';148.50;USD;;')
    expect(lines.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n)).toBe(2_480_000n)
  })

  test('the bank takes longer: she hears so with a new hour, and it rings when that passes', async () => {
    const w = await begin()
    const lan = await w.person()
    const id = await offers(w, lan)
    await holds(w, id)
    w.clock.advance({ days: 10 })
    // It rings for so many at once, and other tests have left some.
    const rung = async () => {
      let times = 0
      for (let all = ['']; all.length > 0; times += all.filter((one) => one === id).length)
        all = (await inTx<{ id: string }[]>((tx) => ringOffers(w.giving, tx, w.clock.now()))).map(
          (one) => one.id,
        )
      return times
    }
    expect([await rung(), await rung()]).toEqual([1, 0])
    await inTx((tx) => stillHeld(w.giving, tx, id, w.clock.now()))
    expect(lan.hears('offer-news').at(-1)).toMatchObject({
      with: { about: 'waits', offer: { state: 'held' } },
    })
    expect(await rung()).toBe(0)
    expect((await rowOf(id)).answerBy > w.clock.now()).toBe(true)
  })

  test('it went back: why, and nothing of it was ever đồng', async () => {
    const w = await begin()
    const lan = await w.person()
    const id = await offers(w, lan)
    await holds(w, id)
    const back = { day: DAY, ref: 'FT9', why: 'asked' } as const
    await inTx((tx) => returnForeign(w.giving, tx, id, back, w.clock.now()))
    expect(lan.hears('offer-news').at(-1)).toMatchObject({
      with: { offer: { state: 'returned', reason: 'Việc này theo ý người gửi.' } },
    })
    expect(await changes(w, id, await credited(w))).toBe('past')
    expect(await w.books()).toEqual({ bank: 2_480_000n, suspense: 2_480_000n })
  })

  test('money that somebody owns is tied to nothing, one credit to one sum, and what is refused leaves all as it was', async () => {
    const w = await begin()
    const [lan, minh] = [await w.person(), await w.person()]
    const [one, two] = [await offers(w, lan), await offers(w, minh)]
    const donation = await credited(w)
    expect(await changes(w, one, donation)).toBe('past')
    for (const id of [one, two]) await holds(w, id)
    expect(await changes(w, one, donation)).toMatchObject({ kind: 'done' })
    const { turn } = await rowOf(two)
    expect(await changes(w, two, donation)).toBe('past')
    expect(await rowOf(two)).toMatchObject({ state: 'held', turn })
    expect(minh.hears('money-seen')).toEqual([])
  })

  test('đồng that were given to the wrong person are hers no more, and hers are held again', async () => {
    const w = await begin()
    const lan = await w.person()
    const id = await offers(w, lan)
    await holds(w, id)
    const donation = await credited(w)
    await changes(w, id, donation)
    const again = await inTx<{ id: string } | undefined>((tx) =>
      takeBack(tx, w.giving, donation, w.clock.now()),
    )
    expect(await rowOf(id)).toMatchObject({ state: 'held', donationId: null, doneOn: null })
    expect(await changes(w, id, again!.id)).toMatchObject({ kind: 'done' })
    expect(await w.books()).toEqual({ bank: 2_480_000n, pot: 2_480_000n })
  })

  test('it is agreed on no day and counted by nobody; declined it is told why', async () => {
    const w = await begin()
    const lan = await w.person()
    const id = await offers(w, lan)
    const at = { day: DAY, where: 'Quỹ', hour: '8 giờ', need: null }
    expect(await inTx((tx) => acceptOffer(w.giving, tx, id, at, w.clock.now()))).toBe('past')
    await inTx((tx) => acceptForeign(w.giving, tx, id, 'cách gửi'))
    const done = { day: DAY, counted: 1n, value: null }
    expect(await inTx((tx) => finishOffer(w.giving, tx, id, done, w.clock.now()))).toBe('past')
    await inTx((tx) => declineOffer(w.giving, tx, id, 'Ngân hàng ở đây không nhận loại tiền này.'))
    expect(lan.hears('offer-news').at(-1)).toMatchObject({ with: { offer: { state: 'declined' } } })
    expect(await holds(w, id)).toBe('past')
  })

  test('an amount that is none is kept as none, and a kind that is no money has no currency', async () => {
    const w = await begin()
    const lan = await w.person()
    for (const more of [
      { amount: '0' },
      { amount: null },
      { currency: 'VND' },
      { currency: 'XXX' },
      { amount: '1e9' },
    ])
      expect(await rowOf(await offers(w, await w.person(), more))).toMatchObject({
        saidSum: null,
        saidCurrency: null,
      })
    expect(await rowOf(await offers(w, lan, { kind: 'goods', what: 'áo' }))).toMatchObject({ saidSum: null })
  })

  test('while it is held she cannot be forgotten; forgotten all the same, it becomes đồng that nobody owns', async () => {
    const w = await begin()
    const lan = await w.person()
    const id = await offers(w, lan)
    await holds(w, id)
    const open = () => db().transaction((tx, hot) => hasOpenMoney({ tx, hot }, lan.contact))
    expect(await open()).toBe(true)
    await inTx((tx) => forgetDonor(tx, w.giving, lan.contact, w.clock.now()))
    expect(await rowOf(id)).toMatchObject({ state: 'held', body: null })
    const before = lan.hears('offer-news').length
    expect(await changes(w, id, await credited(w))).toMatchObject({ kind: 'done' })
    expect(await w.books()).toEqual({ bank: 2_480_000n, suspense: 2_480_000n })
    expect(lan.hears('offer-news')).toHaveLength(before)
    expect(await open()).toBe(false)
  })

  test('the chat reads amount and currency, each alone too', async () => {
    const w = await begin()
    const lan = await w.person()
    const read = (input: object) => lan.does('foreign.read', input)
    expect(await read({ said: 'mình muốn góp 100 đô' })).toEqual({
      outcome: 'both',
      amount: '100',
      currency: 'USD',
      shown: '100 đô la Mỹ',
    })
    expect(await read({ said: '50' })).toEqual({ outcome: 'amount', amount: '50' })
    expect(await read({ said: 'euro', amount: '50' })).toMatchObject({ outcome: 'both', shown: '50 euro' })
    expect(await read({ said: 'euro' })).toEqual({ outcome: 'currency', currency: 'EUR', name: 'euro' })
    expect(await read({ said: '30.000', currency: 'JPY' })).toMatchObject({ shown: '30.000 yên Nhật' })
    expect(await read({ said: 'JPY', amount: '0.5' })).toMatchObject({ outcome: 'currency' })
    expect(await read({ said: 'nhiều' })).toEqual({ outcome: 'unread' })
  })

  describe('what the database itself refuses', () => {
    test.each([
      ['held without what came', { state: 'held' }],
      ['đồng as a currency', { saidCurrency: 'VND', saidSum: 1n }],
      ['half an amount', { saidSum: null }],
      ['what came of an offer that waits', { cameSum: 1n, cameCurrency: 'USD' }],
      ['done before it came', { state: 'done', doneOn: new Date(), doneAt: new Date() }],
    ])('%s', async (_, data) => {
      const w = await begin()
      const id = await offers(w, await w.person())
      await expect(db().prisma.offer.update({ where: { id }, data })).rejects.toThrow()
    })
  })
}

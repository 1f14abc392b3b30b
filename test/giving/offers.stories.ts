import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Agreement,
  acceptOffer,
  askBack,
  declineOffer,
  finishOffer,
  forgetDonor,
  mayMove,
  type OfferState,
  ringOffers,
  STANDING_OFFERS,
  takeBackCount,
} from '../../src/giving/index.ts'
import type { OfferRecord } from '../../src/giving/offers/record.ts'
import type { Database } from '../../src/platform/db.ts'
import { asDay } from '../../src/platform/vietnamese/index.ts'
import { checkBooks } from './books.ts'
import { stories } from './support.ts'
import { type World, world } from './world.ts'

const COATS = { what: 'áo ấm cho bé gái 6–10 tuổi', unitWord: 'áo', unitPrice: 180_000n, place: 'Tà Xùa' }
const SATURDAY = asDay('2026-12-26')
const AT: Agreement = { day: SATURDAY, where: 'Nhà văn hóa phường', hour: '8–11 giờ', need: null }

type Person = Awaited<ReturnType<World['person']>>

async function offers(w: World, who: Person, more: object = {}): Promise<OfferRecord> {
  const goods = { kind: 'goods', campaign: { id: w.campaign }, what: '20 áo ấm', count: 20 }
  const made = (await who.does('offer.make', { ...goods, ...more })) as unknown as {
    outcome: string
    offer: OfferRecord
  }
  expect(made.outcome).toBe('made')
  return made.offer
}

const needOf = (w: World, id: string) => w.db.prisma.need.findUniqueOrThrow({ where: { id } })
const rowOf = (w: World, id: string) => w.db.prisma.offer.findUniqueOrThrow({ where: { id } })
const accepts = (w: World, id: string, more: Partial<Agreement> = {}) =>
  w.db.transaction((tx) => acceptOffer(w.giving, tx, id, { ...AT, ...more }, w.clock.now()))
const finishes = (w: World, id: string, counted: bigint | null, value: bigint | null = null) =>
  w.db.transaction((tx) => finishOffer(w.giving, tx, id, { day: SATURDAY, counted, value }, w.clock.now()))

export function offerStories(db: () => Database) {
  const begin = stories(db)

  test('Lan brings coats: promised once it is agreed, received once they are counted, and never money', async () => {
    const w = await begin()
    const need = await w.addNeed({ ...COATS, cap: 60n })
    const lan = await w.person()
    const { id, answer_by } = await offers(w, lan, { need })
    // Sunday evening: two working days, by 17:00.
    expect(answer_by).toEqual(new Date('2026-12-22T10:00:00Z'))
    expect(await needOf(w, need)).toMatchObject({ taken: 0n, broughtPromised: 0n })

    expect(await accepts(w, id, { need })).toMatchObject({ kind: 'done' })
    expect(await needOf(w, need)).toMatchObject({ taken: 20n, broughtPromised: 20n, brought: 0n })
    expect(lan.hears('offer-news')).toMatchObject([
      { with: { offer: { state: 'accepted', day: SATURDAY, where: AT.where } } },
    ])

    await finishes(w, id, 18n)
    expect(await needOf(w, need)).toMatchObject({
      taken: 18n,
      broughtPromised: 0n,
      brought: 18n,
      state: 'open',
    })
    expect(lan.hears('offer-news').at(-1)).toMatchObject({ with: { offer: { state: 'done', counted: 18 } } })
    expect(await w.books()).toEqual({})
    expect(await db().prisma.donation.count({ where: { unitId: w.unit } })).toBe(0)
  })

  test('coats go to the campaign that asks for coats, whichever was named', async () => {
    const [tet, winter] = [await begin(), await begin()]
    const need = await winter.addNeed({ ...COATS, cap: 60n })
    await db().prisma.need.update({ where: { id: need }, data: { package: 'warm-clothes' } })
    const lan = await tet.person()
    const fitsIn = async (campaign: string, what: string) =>
      lan.does('offer.fit', { campaign: { id: campaign }, what })
    expect(await fitsIn(tet.campaign, '10 áo ấm')).toMatchObject({
      outcome: 'elsewhere',
      id: winter.campaign,
    })
    expect(await fitsIn(winter.campaign, '10 áo ấm cho bé trai')).toEqual({ outcome: 'here' })
    expect(await fitsIn(tet.campaign, 'mấy thứ lặt vặt')).toEqual({ outcome: 'unclear' })
    // Nobody asks for any more of them.
    await db().prisma.need.update({ where: { id: need }, data: { taken: 60n, takenBefore: 60n } })
    expect(await fitsIn(tet.campaign, '10 áo ấm')).toEqual({ outcome: 'unclear' })
  })

  test('the last piece that is counted closes the need, and what is over is no part of it', async () => {
    const w = await begin()
    const need = await w.addNeed({ ...COATS, cap: 15n })
    const lan = await w.person()
    const { id } = await offers(w, lan, { need })
    await accepts(w, id, { need })
    expect(await needOf(w, need)).toMatchObject({ taken: 15n, state: 'open' })
    expect(await finishes(w, id, 20n)).toMatchObject({ closed: true })
    expect(await needOf(w, need)).toMatchObject({ taken: 15n, brought: 15n, state: 'closed' })
    expect(await rowOf(w, id)).toMatchObject({ counted: 20n, takes: 15n })
  })

  test('a need with a promise of money that has not come stays open for it', async () => {
    const w = await begin()
    const need = await w.addNeed({ ...COATS, cap: 15n })
    const [lan, minh] = [await w.person(), await w.person()]
    await minh.pledges({ units: 5, need })
    const { id } = await offers(w, lan, { need })
    await accepts(w, id, { need })
    expect(await needOf(w, need)).toMatchObject({ taken: 15n, broughtPromised: 10n })
    expect(await finishes(w, id, 10n)).toMatchObject({ closed: false })
    expect(await needOf(w, need)).toMatchObject({ state: 'open', taken: 15n })
  })

  test('a need of which something is only promised stays open until that is counted too', async () => {
    const w = await begin()
    const need = await w.addNeed({ ...COATS, cap: 30n })
    const lan = await w.person()
    const [one, two] = [await offers(w, lan, { need }), await offers(w, lan, { need, count: 10 })]
    for (const { id } of [one, two]) await accepts(w, id, { need })
    expect(await finishes(w, one.id, 20n)).toMatchObject({ closed: false })
    expect(await finishes(w, two.id, 10n)).toMatchObject({ closed: true })
  })

  test('an offer is its person’s: nobody else reads, withdraws or moves it', async () => {
    const w = await begin()
    const [lan, minh] = [await w.person(), await w.person()]
    const { id } = await offers(w, lan)
    for (const [name, more] of [
      ['offer.look', {}],
      ['offer.withdraw', {}],
      ['offer.reply', { words: 'cho tôi' }],
      ['offer.other_day', { wished_on: '2026-12-30' }],
    ] as const)
      expect(await minh.does(name, { offer: { id }, ...more }), name).toEqual({ outcome: 'gone' })
    expect(await minh.does('offer.mine')).toEqual({ outcome: 'none' })
    expect(await rowOf(w, id)).toMatchObject({ state: 'offered' })
  })

  test('asked back she answers, and an officer has a new hour', async () => {
    const w = await begin()
    const lan = await w.person()
    const { id } = await offers(w, lan)
    await db().transaction((tx) => askBack(w.giving, tx, id, 'Áo cỡ nào bạn nhỉ?'))
    expect(lan.hears('offer-news')).toMatchObject([
      { with: { offer: { state: 'asked', question: 'Áo cỡ nào bạn nhỉ?' } } },
    ])
    w.clock.advance({ days: 3 })
    await lan.does('offer.reply', { offer: { id }, words: 'cỡ 7 và 9' })
    expect(await rowOf(w, id)).toMatchObject({ state: 'offered', answerBy: new Date('2026-12-25T10:00:00Z') })
  })

  test('the eve of the day is told once, by day, and not to who refuses reminders', async () => {
    const w = await begin()
    const lan = await w.person()
    const { id } = await offers(w, lan)
    await accepts(w, id)
    const eve = w.told.filter(({ flow }) => flow === 'offer-reminder')
    expect(eve.map(({ notBefore }) => notBefore)).toEqual([new Date('2026-12-25T02:00:00Z')])
    const posted = eve[0]!.with as never
    expect(await lan.tells('offer-reminder', posted)).toMatchObject({ kind: 'nothing' })
    w.clock.to('2026-12-25T02:00:00Z')
    expect(await lan.tells('offer-reminder', posted)).toMatchObject({ kind: 'say' })
    w.clock.to('2026-12-25T15:00:00Z')
    expect(await lan.tells('offer-reminder', posted)).toMatchObject({ kind: 'nothing' })
    w.clock.to('2026-12-25T02:30:00Z')
    await lan.does('consent.withdraw', { purpose: 'reminders' })
    expect(await lan.tells('offer-reminder', posted)).toMatchObject({ kind: 'nothing' })
  })

  test('a later day in what she answers is taken, and neither the agreed one, nor tomorrow', async () => {
    const w = await begin()
    const lan = await w.person()
    const { id } = await offers(w, lan)
    await accepts(w, id)
    w.clock.to('2026-12-22T02:00:00Z')
    const says = (said: string) => lan.does('offer.day_said', { offer: { id }, said })
    expect(await says('mình đổi sang chiều chủ nhật')).toEqual({ outcome: 'said', day: '2026-12-27' })
    expect(await says('mình bận, để thứ 4 tuần sau')).toEqual({ outcome: 'said', day: '2026-12-30' })
    for (const none of ['thứ 7 mình không đi được', 'mai mình không đi được', 'mình bận'])
      expect(await says(none)).toEqual({ outcome: 'none' })
  })

  test('another day is agreed anew: the old eve is told of no more, and her pieces stay hers meanwhile', async () => {
    const w = await begin()
    const need = await w.addNeed({ ...COATS, cap: 60n })
    const lan = await w.person()
    const { id } = await offers(w, lan, { need })
    await accepts(w, id, { need })
    expect(await lan.does('offer.other_day', { offer: { id }, wished_on: '2026-12-01' })).toEqual({
      outcome: 'past',
    })
    await lan.does('offer.other_day', { offer: { id }, wished_on: '2026-12-30' })
    expect(w.told.filter(({ flow }) => flow === 'offer-reminder')).toEqual([])
    expect(await needOf(w, need)).toMatchObject({ taken: 20n })
    expect(await rowOf(w, id)).toMatchObject({ state: 'offered', day: null })
    await accepts(w, id, { need, day: asDay('2026-12-30') })
    expect(await needOf(w, need)).toMatchObject({ taken: 20n, broughtPromised: 20n })
    await lan.does('offer.withdraw', { offer: { id } })
    expect(await needOf(w, need)).toMatchObject({ taken: 0n, broughtPromised: 0n })
    expect(await finishes(w, id, 20n)).toBe('past')
  })

  test('of who is erased no word stays, what stood is free for others, and what was counted stays counted', async () => {
    const w = await begin()
    const need = await w.addNeed({ ...COATS, cap: 60n })
    const lan = await w.person()
    const [done, stands] = [await offers(w, lan, { need }), await offers(w, lan, { need })]
    for (const { id } of [done, stands]) await accepts(w, id, { need })
    await finishes(w, done.id, 18n)
    await db().transaction((tx) => forgetDonor(tx, w.giving, lan.contact, w.clock.now()))
    expect(await rowOf(w, done.id)).toMatchObject({ state: 'done', counted: 18n, body: null })
    expect(await rowOf(w, stands.id)).toMatchObject({ state: 'withdrawn', takes: 0n, body: null })
    expect(await needOf(w, need)).toMatchObject({ taken: 18n, brought: 18n, broughtPromised: 0n })
    expect(await accepts(w, stands.id)).toBe('past')
  })

  test('an hour that has passed is told of once, and the next one anew', async () => {
    const w = await begin()
    const lan = await w.person()
    const { id } = await offers(w, lan)
    const rung = async () =>
      (await db().transaction((tx) => ringOffers(w.giving, tx, w.clock.now()))).filter((one) => one.id === id)
        .length
    expect(await rung()).toBe(0)
    w.clock.advance({ days: 3 })
    expect([await rung(), await rung()]).toEqual([1, 0])
    // She hears it once, with a new hour; the desk still has it as late.
    const told = lan.hears('offer-news')
    expect(told).toMatchObject([{ with: { about: 'late', offer: { state: 'offered' } } }])
    const late = await rowOf(w, id)
    expect(late.lateSince).not.toBeNull()
    expect(late.answerBy > w.clock.now()).toBe(true)
    w.clock.advance({ days: 5 })
    expect([await rung(), await rung()]).toEqual([1, 0])
    expect(lan.hears('offer-news')).toHaveLength(1)
    await lan.does('offer.other_day', { offer: { id }, wished_on: '2026-12-30' })
    expect((await rowOf(w, id)).lateSince).toBeNull()
    expect(await rung()).toBe(0)
    w.clock.advance({ days: 6 })
    expect(await rung()).toBe(1)
  })

  test('of whose key is gone the fund alone hears that the hour has passed', async () => {
    const w = await begin()
    const lan = await w.person()
    const { id } = await offers(w, lan)
    w.clock.advance({ days: 3 })
    const told: string[] = []
    const tell = {
      ...w.giving.tell,
      toContact: async (_: unknown, contact: string) => void told.push(contact),
    }
    const giving = { ...w.giving, tell, keys: { ...w.giving.keys, of: async () => undefined } }
    const rung = await db().transaction((tx) => ringOffers(giving, tx, w.clock.now()))
    expect(rung.map((one) => one.id)).toContain(id)
    expect(told).toEqual([])
    expect(await rowOf(w, id)).toMatchObject({ lateSince: null, rung: true })
  })

  test('the same doing twice makes one, and the sixth that stands is refused', async () => {
    const w = await begin()
    const lan = await w.person()
    const goods = { kind: 'goods', campaign: { id: w.campaign }, what: '2 áo', count: 2 }
    const first = await lan.does('offer.make', goods, 'once')
    expect(await lan.does('offer.make', goods, 'once')).toEqual(first)
    for (let n = 0; n < 4; n++) await lan.does('offer.make', goods)
    expect(await lan.does('offer.make', goods)).toEqual({ outcome: 'too_many' })
  })

  test('a word to come is not said once something else is', async () => {
    const w = await begin()
    const lan = await w.person()
    const { id } = await offers(w, lan)
    await accepts(w, id)
    const posted = { offer: { id }, turn: 1 }
    expect(await lan.tells('offer-news', posted)).toMatchObject({ kind: 'say' })
    await lan.does('offer.withdraw', { offer: { id } })
    expect(await lan.tells('offer-news', posted)).toMatchObject({ kind: 'nothing' })
  })

  describe('what the database itself refuses', () => {
    test.each([
      ['a number that was counted before it is done', { counted: 3n }],
      ['pieces of a need for what was withdrawn', { state: 'withdrawn', takes: 3n }],
      ['done without a day', { state: 'done' }],
      ['agreed without a day', { state: 'accepted' }],
      [
        'đồng for what is no gift given directly',
        { state: 'done', doneOn: new Date(), doneAt: new Date(), counted: 1n, value: 5n },
      ],
    ])('%s', async (_, data) => {
      const w = await begin()
      const { id } = await offers(w, await w.person())
      await expect(db().prisma.offer.update({ where: { id }, data })).rejects.toThrow()
    })
  })

  test('over any sequence of offers, answers, changes of mind and promises of money, needs are as the model says', async () => {
    const CAP = 30
    const step = fc.record({
      act: fc.constantFrom(
        'offer',
        'offer',
        'offer',
        'offer',
        'accept',
        'accept',
        'accept',
        'finish',
        'finish',
        'recount',
        'recount',
        'ask',
        'decline',
        'withdraw',
        'other_day',
        'reply',
        'pledge',
      ),
      which: fc.nat(3),
      many: fc.integer({ min: 1, max: 25 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 16, maxLength: 28 }), async (steps) => {
        const w = await world(db())
        const need = await w.addNeed({ ...COATS, cap: BigInt(CAP) })
        const [lan, minh] = [await w.person(), await w.person()]
        const model = {
          pledged: 0,
          open: true,
          offers: [] as { id: string; state: OfferState; many: number; takes: number; closes: boolean }[],
        }
        const taken = () => model.pledged + model.offers.reduce((all, { takes }) => all + takes, 0)
        const may = (state: OfferState, to: OfferState) => mayMove({ kind: 'goods', state }, to)
        for (const { act, which, many } of steps) {
          const one = model.offers[which]
          if (
            act === 'offer' &&
            model.offers.filter(({ state }) => STANDING_OFFERS.includes(state)).length < 5
          )
            model.offers.push({
              id: (await offers(w, lan, { need, count: many })).id,
              state: 'offered',
              many,
              takes: 0,
              closes: false,
            })
          if (act === 'pledge' && model.pledged === 0 && model.open && taken() + 2 <= CAP) {
            await minh.pledges({ units: 2, need })
            model.pledged = 2
          }
          if (!one) continue
          const { id } = one
          if (act === 'accept') {
            const done = await accepts(w, id, { need })
            expect(done !== 'past').toBe(may(one.state, 'accepted'))
            if (done === 'past') continue
            one.takes = 0
            one.takes = model.open ? Math.min(one.many, CAP - taken()) : 0
            one.state = 'accepted'
          } else if (act === 'finish') {
            const done = await finishes(w, id, BigInt(many))
            expect(done !== 'past').toBe(may(one.state, 'done'))
            if (done === 'past') continue
            one.takes = 0
            one.takes = Math.min(many, CAP - taken())
            one.state = 'done'
            const waits = model.offers.some(({ state, takes }) => state !== 'done' && takes > 0)
            one.closes = model.open && taken() === CAP && !waits && model.pledged === 0
            if (one.closes) model.open = false
          } else if (act === 'recount') {
            const done = await db().transaction((tx) =>
              takeBackCount(w.giving, tx, id, 'typed', w.clock.now()),
            )
            expect(done !== 'past').toBe(may(one.state, 'recount'))
            if (done === 'past') continue
            one.state = 'recount'
            if (one.closes) model.open = true
          } else if (act === 'ask' || act === 'decline') {
            const to = act === 'ask' ? 'asked' : 'declined'
            const work = act === 'ask' ? askBack : declineOffer
            const done = await db().transaction((tx) => work(w.giving, tx, id, 'vì sao'))
            expect(done !== 'past').toBe(may(one.state, to))
            if (done === 'past') continue
            one.state = to
            if (to === 'declined') one.takes = 0
          } else if (act !== 'offer' && act !== 'pledge') {
            const to = act === 'withdraw' ? 'withdrawn' : 'offered'
            const more =
              act === 'reply' ? { words: 'cỡ 7' } : act === 'other_day' ? { wished_on: '2026-12-30' } : {}
            const { outcome } = await lan.does(`offer.${act}`, { offer: { id }, ...more })
            expect(outcome === 'done').toBe(act === 'reply' ? one.state === 'asked' : may(one.state, to))
            if (outcome !== 'done') continue
            one.state = to
            if (to === 'withdrawn') one.takes = 0
          }
        }
        const sum = (is: (state: OfferState) => boolean) =>
          BigInt(model.offers.reduce((all, { state, takes }) => (is(state) ? all + takes : all), 0))
        expect(await needOf(w, need)).toMatchObject({
          taken: BigInt(taken()),
          brought: sum((state) => state === 'done'),
          broughtPromised: sum((state) => state !== 'done'),
          state: model.open ? 'open' : 'closed',
        })
        for (const { id, state, takes } of model.offers)
          expect(await rowOf(w, id)).toMatchObject({ state, takes: BigInt(takes) })
        await checkBooks(w)
        expect(await w.books()).toEqual({})
      }),
      { numRuns: 25 },
    )
  }, 120_000)
}

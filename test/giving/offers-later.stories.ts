import { expect, test } from 'vitest'
import {
  type Agreement,
  acceptOffer,
  askBack,
  finishOffer,
  handOffer,
  takeBackCount,
  takesTwoToRecount,
} from '../../src/giving/index.ts'
import type { OfferRecord } from '../../src/giving/offers/record.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { asDay } from '../../src/platform/vietnamese/index.ts'
import { stories } from './support.ts'
import type { World } from './world.ts'

const COATS = { what: 'áo ấm', unitWord: 'áo', unitPrice: 180_000n, place: 'Tà Xùa' }
const SATURDAY = asDay('2026-12-26')
const AT: Agreement = { day: SATURDAY, where: 'Nhà văn hóa phường', hour: '8–11 giờ', need: null }
type Person = Awaited<ReturnType<World['person']>>

/** What an officer does with an offer besides answering: a count is taken back, another unit answers. */
export function offerLaterStories(db: () => Database) {
  const begin = stories(db)
  const rowOf = (id: string) => db().prisma.offer.findUniqueOrThrow({ where: { id } })
  const needOf = (id: string) => db().prisma.need.findUniqueOrThrow({ where: { id } })
  const countsOf = (offerId: string) =>
    db().prisma.offerCount.findMany({ where: { offerId }, orderBy: { n: 'asc' } })

  async function offers(w: World, who: Person, more: object = {}): Promise<string> {
    const goods = { kind: 'goods', campaign: { id: w.campaign }, what: '20 áo ấm', count: 20 }
    const made = await who.does('offer.make', { ...goods, ...more })
    return (made as unknown as { offer: OfferRecord }).offer.id
  }
  const accepts = (w: World, id: string, need: string | null = null) =>
    db().transaction((tx) => acceptOffer(w.giving, tx, id, { ...AT, need }, w.clock.now()))
  const finishes = (w: World, id: string, counted: bigint | null, value: bigint | null = null) =>
    db().transaction((tx) => finishOffer(w.giving, tx, id, { day: SATURDAY, counted, value }, w.clock.now()))
  const takesBack = (w: World, id: string) =>
    db().transaction((tx) => takeBackCount(w.giving, tx, id, 'typed', w.clock.now()))
  const takesTwo = async (w: World, id: string) => {
    const { doneAt } = await rowOf(id)
    return takesTwoToRecount(db().prisma, { id, doneAt } as never, w.clock.now())
  }

  test('a wrong count that closed a need is taken back: the need is open again, she is told plainly, and it is counted anew', async () => {
    const w = await begin()
    const need = await w.addNeed({ ...COATS, cap: 20n })
    const lan = await w.person()
    const id = await offers(w, lan, { need })
    await accepts(w, id, need)
    expect(await finishes(w, id, 80n)).toMatchObject({ closed: true })
    expect(await takesTwo(w, id)).toBe(true)

    expect(await takesBack(w, id)).toMatchObject({ kind: 'done', opened: true })
    expect(await needOf(need)).toMatchObject({ state: 'open', brought: 0n, broughtPromised: 20n, taken: 20n })
    expect(await rowOf(id)).toMatchObject({ state: 'recount', counted: null, doneOn: null, takes: 20n })
    expect(lan.hears('offer-news').at(-1)).toMatchObject({
      with: { about: 'miscount', offer: { counted: 80, miscount: 'Người ghi gõ nhầm số.' } },
    })

    expect(await finishes(w, id, 8n)).toMatchObject({ closed: false })
    expect(await needOf(need)).toMatchObject({ state: 'open', brought: 8n, broughtPromised: 0n, taken: 8n })
    expect(lan.hears('offer-news').at(-1)).toMatchObject({ with: { about: null, offer: { counted: 8 } } })
    expect(await countsOf(id)).toMatchObject([
      { act: 'counted', counted: 80n, fills: 20n, turned: true },
      { act: 'taken_back', counted: 80n, fills: 20n, turned: true },
      { act: 'counted', counted: 8n, fills: 8n, turned: false },
    ])
    await expect(db().prisma.offerCount.deleteMany({ where: { offerId: id } })).rejects.toThrow(/append-only/)
  })

  test('a need whose campaign is over stays closed, and one that another count closed stays as it is', async () => {
    const w = await begin()
    const need = await w.addNeed({ ...COATS, cap: 20n })
    const lan = await w.person()
    const [one, two] = [await offers(w, lan, { need, count: 10 }), await offers(w, lan, { need, count: 10 })]
    for (const id of [one, two]) await accepts(w, id, need)
    await finishes(w, one, 10n)
    expect(await finishes(w, two, 10n)).toMatchObject({ closed: true })
    expect(await takesBack(w, one)).toMatchObject({ opened: false })
    expect(await needOf(need)).toMatchObject({ state: 'closed', brought: 10n, broughtPromised: 10n })
    await db().prisma.campaign.update({ where: { id: w.campaign }, data: { state: 'closed' } })
    expect(await takesBack(w, two)).toMatchObject({ opened: false })
    expect(await needOf(need)).toMatchObject({ state: 'closed', brought: 0n, broughtPromised: 20n })
  })

  test('on the day itself one person puts it right, from the next day on it takes two', async () => {
    const w = await begin()
    const lan = await w.person()
    const id = await offers(w, lan)
    await accepts(w, id)
    await finishes(w, id, 18n)
    expect(await takesTwo(w, id)).toBe(false)
    w.clock.advance({ days: 1 })
    expect(await takesTwo(w, id)).toBe(true)
  })

  test('who has not heard of a count is not told that it was wrong', async () => {
    const w = await begin()
    const lan = await w.person()
    const id = await offers(w, lan)
    await accepts(w, id)
    await finishes(w, id, 18n)
    const before = lan.hears('offer-news').length
    const unsaid = { ...w.giving, tell: { ...w.giving.tell, takeBack: async () => 1 } }
    await db().transaction((tx) => takeBackCount(unsaid, tx, id, 'typed', w.clock.now()))
    expect(lan.hears('offer-news')).toHaveLength(before)
  })

  test('a visit has no count, and nothing is taken back twice', async () => {
    const w = await begin()
    const lan = await w.person()
    const visit = await offers(w, lan, { kind: 'visit', what: null })
    await accepts(w, visit)
    await finishes(w, visit, 5n)
    expect(await takesBack(w, visit)).toBe('past')
    const coats = await offers(w, lan)
    await accepts(w, coats)
    await finishes(w, coats, 18n)
    expect([await takesBack(w, coats), await takesBack(w, coats)]).toMatchObject([{ kind: 'done' }, 'past'])
  })

  /** Another unit with a campaign of its own. */
  async function elsewhere(w: World, more: object = {}): Promise<string> {
    const [unit, campaign] = [ids.uuid(), ids.uuid()]
    const was = await db().prisma.campaign.findUniqueOrThrow({ where: { id: w.campaign } })
    await db().prisma.unit.create({
      data: {
        id: unit,
        key: unit,
        kind: 'fund',
        name: 'Quỹ xã Tà Xùa',
        shortName: 'Quỹ xã',
        place: 'Tà Xùa',
      },
    })
    const marks = { id: campaign, key: campaign, slug: campaign, unitId: unit, title: 'Đồ ấm 2027' }
    await db().prisma.campaign.create({ data: { ...was, ...marks, ...more } as never })
    return campaign
  }
  const hands = (w: World, id: string, campaign: string) =>
    db().transaction((tx) =>
      handOffer(w.giving, tx, id, { campaign, reason: 'Xã này đang thiếu áo.' }, w.clock.now()),
    )

  test('an offer is given on to another unit: the hour stays, its pieces are free, and she hears who answers', async () => {
    const w = await begin()
    const need = await w.addNeed({ ...COATS, cap: 60n })
    const lan = await w.person()
    const id = await offers(w, lan, { need })
    const { answerBy } = await rowOf(id)
    const other = await elsewhere(w)
    w.clock.advance({ minutes: 60 })
    expect(await hands(w, id, other)).toMatchObject({ kind: 'done' })
    expect(await rowOf(id)).toMatchObject({ state: 'offered', campaignId: other, needId: null, answerBy })
    expect(lan.hears('offer-news')).toMatchObject([
      {
        with: { about: 'handed', offer: { title: 'Đồ ấm 2027', unit: 'Quỹ xã Tà Xùa', answer_by: answerBy } },
      },
    ])
  })

  test('what was agreed is agreed anew there, within a new hour; nothing reminds of the old day', async () => {
    const w = await begin()
    const need = await w.addNeed({ ...COATS, cap: 60n })
    const lan = await w.person()
    const id = await offers(w, lan, { need })
    await accepts(w, id, need)
    const other = await elsewhere(w)
    w.clock.advance({ days: 2 })
    await hands(w, id, other)
    expect(await needOf(need)).toMatchObject({ taken: 0n, broughtPromised: 0n })
    const row = await rowOf(id)
    expect(row).toMatchObject({ state: 'offered', day: null, takes: 0n })
    expect(row.answerBy > w.clock.now()).toBe(true)
    expect(w.told.filter(({ flow }) => flow === 'offer-reminder')).toEqual([])
  })

  test('a question that she was asked still waits for her', async () => {
    const w = await begin()
    const lan = await w.person()
    const id = await offers(w, lan)
    await db().transaction((tx) => askBack(w.giving, tx, id, 'Áo cỡ nào bạn nhỉ?'))
    await hands(w, id, await elsewhere(w))
    expect(await rowOf(id)).toMatchObject({ state: 'asked' })
    await lan.does('offer.reply', { offer: { id }, words: 'cỡ 7' })
    expect(await rowOf(id)).toMatchObject({ state: 'offered' })
  })

  test('it is given on to no campaign that is over, not to its own, and no more once it is done', async () => {
    const w = await begin()
    const lan = await w.person()
    const id = await offers(w, lan)
    const over = await elsewhere(w, { state: 'closed' })
    expect(await hands(w, id, over)).toBe('past')
    expect(await hands(w, id, w.campaign)).toBe('past')
    expect(await rowOf(id)).toMatchObject({ campaignId: w.campaign, turn: 0 })
    await accepts(w, id)
    await finishes(w, id, 18n)
    expect(await hands(w, id, await elsewhere(w))).toBe('past')
  })
}

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { OCCASIONS, windowAfter } from '../../src/campaigns/index.ts'
import { PURPOSE_OF } from '../../src/giving/again/open.ts'
import { meantOf } from '../../src/giving/again/said.ts'
import { tellOccasions } from '../../src/giving/again/sweep.ts'
import { occasionSaid } from '../../src/giving/again/words.ts'
import { consentsOf, NEXT } from '../../src/people/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { asDay, instantAt } from '../../src/platform/vietnamese/index.ts'
import { testDatabase } from '../support/database.ts'
import { type World, world } from './world.ts'

/** Who asked to hear when an occasion comes again hears it: once, by day, and never after a no. */

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
let w: World
beforeEach(async () => {
  await db.prisma.consent.deleteMany({})
  await db.prisma.campaign.updateMany({ data: { state: 'closed' } })
  w = await world(db)
})

type Person = Awaited<ReturnType<World['person']>>
const at = (day: string, hour = 9, minute = 0) => instantAt(asDay(day), { hour, minute })
const to = (day: string, hour = 9, minute = 0) => w.clock.to(at(day, hour, minute).toISOString())
const sweep = () => tellOccasions(db, w.giving, w.clock.now())
const hears = (who: Person) =>
  w.told.filter((one) => one.contact === who.contact && one.flow === 'occasion-opened')

/** A campaign of an occasion, as an officer opens it. */
async function opens(event: string, from: string, until: string, unit = w.unit): Promise<string> {
  const id = ids.uuid()
  await db.prisma.campaign.create({
    data: {
      ...{
        id,
        key: id,
        slug: id,
        unitId: unit,
        accountId: w.account,
        eventKind: event,
        flow: 'give',
        state: 'open',
      },
      ...{
        title: `Đợt ${from}`,
        purpose: 'quà',
        what: 'quà',
        forWhom: 'trẻ em',
        receiptSeries: 'X',
        ownMarks: false,
      },
      ...{
        opensAt: at(from, 0),
        giftBy: at(until),
        receivesUntil: at(until, 23),
        distributeBy: at(until, 23),
      },
    },
  })
  return id
}
const given = async (who: Person) => {
  const pledge = await who.pledges({ units: 1 })
  await w.bank.credits(300_000n, pledge.code)
}

test('Lan asks in Tết to hear next year: nothing that year, one message when the next one opens, by day, and then no more', async () => {
  const lan = await w.person()
  await given(lan)
  const asked = await lan.does('again.ask', { said: 'năm sau nhớ nhắn mình nhé' }, undefined, 'typed')
  expect(asked).toMatchObject({ outcome: 'kept', name: 'Tết 2028', opens: '2027-11-28' })
  // Another one of the same Tết opens, and those of other occasions.
  await opens('tet', '2027-01-05', '2027-02-08')
  await opens('mid-autumn', '2027-08-16', '2027-09-15')
  for (const day of ['2027-01-06', '2027-02-09', '2027-08-17', '2027-11-28']) {
    to(day)
    await sweep()
  }
  expect(hears(lan)).toEqual([])
  const next = await opens('tet', '2027-11-28', '2028-01-28')
  for (const [hour, minute] of [
    [0, 1],
    [7, 59],
    [21, 0],
    [21, 30],
    [22, 0],
    [23, 59],
  ] as const) {
    to('2027-11-28', hour, minute)
    await sweep()
  }
  expect(hears(lan)).toEqual([])
  to('2027-11-29', 8)
  await sweep()
  expect(hears(lan)).toMatchObject([{ with: { appeal: next, occasion: 'tet', name: 'Tết 2028' } }])
  // Neither again, nor of another one, nor the year after.
  await opens('tet', '2027-12-01', '2028-01-28')
  await opens('tet', '2028-12-16', '2029-02-15')
  for (const day of ['2027-11-29', '2027-12-02', '2028-12-17']) {
    to(day, 10)
    await sweep()
  }
  expect(hears(lan)).toHaveLength(1)
  expect(await consentsOf(db.prisma, lan.contact)).toEqual(new Set())
})

test('a no, stop, a gift to it, an erasure: whoever has one of them hears nothing', async () => {
  const [lan, minh, hoa, gone] = [await w.person(), await w.person(), await w.person(), await w.person()]
  const stopped = await w.person()
  for (const who of [lan, minh, hoa, gone, stopped]) {
    await given(who)
    await who.does('again.ask', { occasion: 'tet' })
  }
  await lan.does('consent.withdraw', { purpose: 'next_tet' })
  await stopped.does('consent.withdraw', { purpose: 'appeals' })
  await db.prisma.personKey.delete({ where: { contactId: gone.contact } })
  const next = await opens('tet', '2027-11-28', '2028-01-28')
  await db.prisma.donation.updateMany({ where: { contactId: minh.contact }, data: { campaignId: next } })
  to('2027-11-29')
  await sweep()
  const told = w.told.filter(({ flow }) => flow === 'occasion-opened')
  expect(told.map(({ contact }) => contact)).toEqual([hoa.contact])
  // Who gave to it knows: that was what she waited for.
  expect(await consentsOf(db.prisma, minh.contact)).toEqual(new Set())
})

test('who promised to it and withdrew hears; who stands with a promise does not', async () => {
  const [lan, minh] = [await w.person(), await w.person()]
  const promises = [await lan.pledges({ units: 1 }), await minh.pledges({ units: 1 })]
  for (const who of [lan, minh]) await who.does('again.ask', { occasion: 'tet' })
  const next = await opens('tet', '2027-11-28', '2028-01-28')
  await db.prisma.pledge.updateMany({
    where: { id: { in: promises.map(({ id }) => id) } },
    data: { campaignId: next },
  })
  await db.prisma.pledge.update({ where: { id: promises[1]!.id }, data: { withdrawnAt: at('2027-11-28') } })
  to('2027-11-29')
  await sweep()
  expect(hears(lan)).toEqual([])
  expect(hears(minh)).toHaveLength(1)
})

test('what could not be said before night is said the next day, and what closed meanwhile with the next campaign', async () => {
  const lan = await w.person()
  await lan.does('again.ask', { occasion: 'mid-autumn' })
  const first = await opens('mid-autumn', '2027-08-16', '2027-09-15')
  const post = w.giving.tell.toContact
  const posted: { flow: string; key: string; with: object; patience?: Date }[] = []
  // Its turn comes late: it is only written down here.
  w.giving.tell.toContact = async (_tx, _contact, message) => void posted.push(message)
  to('2027-08-16', 20, 30)
  await sweep()
  expect(posted).toHaveLength(1)
  // Never into the night.
  expect(posted[0]!.patience).toEqual(at('2027-08-16', 21))
  await sweep()
  expect(posted).toHaveLength(1)
  const says = () => lan.tells('occasion-opened', { purpose: 'next_mid_autumn', year: 2027 })
  to('2027-08-16', 23)
  expect(await says()).toMatchObject({ kind: 'nothing' })
  to('2027-08-17', 8)
  await sweep()
  expect(posted).toHaveLength(2)
  expect(posted[1]!.key).not.toBe(posted[0]!.key)
  // Closed before its turn came: she waits on.
  await db.prisma.campaign.update({ where: { id: first }, data: { state: 'closed' } })
  expect(await says()).toMatchObject({ kind: 'nothing' })
  await sweep()
  expect(posted).toHaveLength(2)
  w.giving.tell.toContact = post
  const second = await opens('mid-autumn', '2027-08-20', '2027-09-15')
  to('2027-08-21')
  await sweep()
  expect(hears(lan)).toMatchObject([{ with: { appeal: second } }])
})

test('on the days of Tết nobody hears of a campaign; on mùng 4 they do', async () => {
  const lan = await w.person()
  await lan.does('again.ask', { occasion: 'winter' })
  await db.prisma.consent.updateMany({ data: { fromYear: 2026 } })
  await opens('winter', '2027-01-10', '2027-03-01')
  for (const day of ['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08']) {
    to(day, 10)
    await sweep()
  }
  expect(hears(lan)).toEqual([])
  to('2027-02-09', 10)
  await sweep()
  expect(hears(lan)).toHaveLength(1)
})

test('where she gave before comes first, whatever else is open', async () => {
  const lan = await w.person()
  await given(lan)
  await lan.does('again.ask', { occasion: 'tet' })
  const unit = ids.uuid()
  await db.prisma.unit.create({
    data: { id: unit, key: unit, kind: 'fund', name: 'Quỹ khác', shortName: 'Quỹ', place: 'Hà Nội' },
  })
  await opens('tet', '2027-11-28', '2028-01-10', unit)
  const hers = await opens('tet', '2027-11-28', '2028-01-28')
  to('2027-11-29')
  await sweep()
  expect(hears(lan)).toMatchObject([{ with: { appeal: hers } }])
})

test('many are told a few at a time, each once', async () => {
  const people: Person[] = []
  for (let n = 0; n < 45; n++) {
    const who = await w.person()
    await who.does('again.ask', { occasion: 'tet' })
    people.push(who)
  }
  await opens('tet', '2027-11-28', '2028-01-28')
  to('2027-11-29')
  const rounds: number[] = []
  for (let n = 0; n < 4; n++) rounds.push((await sweep()).length)
  expect(rounds).toEqual([20, 20, 5, 0])
  for (const who of people) expect(hears(who)).toHaveLength(1)
})

test('asked again, it is of the year said last; what she asked for is seen, and the newest wording is kept', async () => {
  const lan = await w.person()
  w.clock.to('2027-05-20T03:00:00Z')
  const ask = (said: string) => lan.does('again.ask', { said }, undefined, 'typed')
  expect(await ask('trung thu năm sau nhắn mình')).toMatchObject({ name: 'Trung thu 2028' })
  expect(await ask('trung thu tới nhắn mình')).toMatchObject({ name: 'Trung thu 2027', opens: '2027-08-16' })
  expect(await ask('tết sang năm nhắn mình')).toMatchObject({ name: 'Tết 2028' })
  expect(await lan.does('again.mine')).toMatchObject({
    occasions: [{ name: 'Trung thu 2027' }, { name: 'Tết 2028' }],
    yearly: false,
  })
  const rows = await db.prisma.consent.findMany({ where: { contactId: lan.contact } })
  expect(
    rows.map(({ purpose, fromYear, textVersion, way }) => [purpose, fromYear, textVersion, way]),
  ).toEqual([
    ['next_mid_autumn', 2027, '2026-12', 'typed'],
    ['next_tet', 2028, '2026-12', 'typed'],
  ])
  await lan.does('consent.withdraw', { purpose: 'next' })
  expect(await lan.does('again.mine')).toMatchObject({ occasions: [] })
  // Who has given nothing and names nothing is asked which; a campaign of no occasion names none.
  const minh = await w.person()
  expect((await minh.does('again.ask', { said: 'năm sau nhắn mình' })).outcome).toBe('which')
})

test('occasions are heard in people’s words', () => {
  const said: readonly (readonly [string, string | undefined])[] = [
    ['Tết sang năm nhắn mình', 'tet'],
    ['tet sau nhan minh nhe', 'tet'],
    ['tết trung thu năm sau báo tôi', 'mid-autumn'],
    ['rằm tháng tám năm tới', 'mid-autumn'],
    ['tết thiếu nhi năm sau', 'children-month'],
    ['1/6 năm sau nhắn mình', 'children-month'],
    ['tháng sáu năm sau', 'children-month'],
    ['tháng sau nhắn mình', undefined],
    ['khai giảng tới nhắn em', 'new-school-year'],
    ['mùa đông năm sau nhắn chị', 'winter'],
    ['đồ ấm sang năm nhắn mình', 'winter'],
    ['năm sau nhớ nhắn mình nhé', undefined],
  ]
  expect(said.map(([words]) => [words, occasionSaid(words)])).toEqual(said.map((one) => [...one]))
})

test('each occasion has its purpose, and its next time is after today, in every year of the calendar', () => {
  expect(OCCASIONS.map((one) => PURPOSE_OF[one]).sort()).toEqual([...NEXT].sort())
  for (const occasion of OCCASIONS)
    for (let year = 2024; year <= 2048; year++)
      for (const monthDay of ['01-01', '02-29', '06-30', '12-31']) {
        const day =
          monthDay === '02-29' && year % 4 !== 0 ? asDay(`${year}-02-28`) : asDay(`${year}-${monthDay}`)
        const next = windowAfter(occasion, day)!
        expect(next.opens > day).toBe(true)
        expect(next.year - year).toBeLessThanOrEqual(2)
        const later = windowAfter(occasion, day, year + 1)!
        expect(later.year).toBeGreaterThanOrEqual(year + 1)
        expect(later.opens >= next.opens).toBe(true)
      }
})

test.each([
  ['tết đừng nhắn tôi', 'refuses'],
  ['tet dung nhan toi', 'refuses'],
  ['đừng nhắc tôi dịp Tết', 'refuses'],
  ['năm sau đừng nhắn tôi nữa', 'refuses'],
  ['lần sau đừng có nhắn mình nhé', 'refuses'],
  ['mỗi năm đừng nhắn tôi nữa', 'refuses'],
  ['tết không cần nhắn mình đâu', 'refuses'],
  ['năm sau thôi nhắn tôi nữa', 'refuses'],
  ['năm sau không muốn nhận tin nữa', 'refuses'],
  ['sao tết năm ngoái không nhắn mình', 'complains'],
  ['năm ngoái tôi dặn tết nhắn tôi mà không thấy nhắn', 'complains'],
  ['tôi dặn tết nhắn tôi mà chưa thấy gì', 'complains'],
  ['tết năm ngoái không nhắn mình', 'wonders'],
  ['tết này có nhắn tôi không', 'wonders'],
  ['mỗi năm nhắn tôi mấy tin', 'wonders'],
  ['tôi học lớp 5, tết sang năm nhắn tôi', 'young'],
  ['tết nhắn em nhé, em 10 tuổi', 'young'],
  ['con tôi học lớp 5, tết sang năm nhắn tôi', 'asks'],
  ['đừng quên tết sang năm nhắn mình nhé', 'asks'],
  ['giờ mình không có tiền, tết sang năm nhắn mình nhé', 'asks'],
  ['năm ngoái mình quên góp, tết tới nhắn mình với', 'asks'],
  ['mỗi năm nhắn tôi một tin được không', 'asks'],
  ['tết nhắn tôi không?', 'asks'],
  ['hằng năm nhắn mình một tin nhé', 'asks'],
  ['write to me next Tết', 'asks'],
  ['don’t write to me next Tết', 'refuses'],
] as const)('%s: %s', (said, meant) => {
  expect(meantOf(said)).toBe(meant)
})

test('who asks while its campaign is open already waits for the next one, and is not told of this one the day after', async () => {
  await opens('tet', '2026-11-20', '2027-02-08')
  to('2026-11-30')
  const lan = await w.person()
  const asked = await lan.does('again.ask', { said: 'tết nhắn mình nhé' }, undefined, 'typed')
  expect(asked).toMatchObject({
    outcome: 'kept',
    name: 'Tết 2028',
    opens: '2027-11-28',
    open_now: 'Tết 2027',
  })
  to('2026-12-01')
  await sweep()
  expect(hears(lan)).toEqual([])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { consentsOf, personOf, refusedSince } from '../../src/people/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { KEYS, world } from '../giving/world.ts'
import { testDatabase } from '../support/database.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const rows = (contact: string) =>
  db.prisma.consent.findMany({ where: { contactId: contact }, orderBy: [{ givenAt: 'asc' }, { id: 'asc' }] })

test('Lan allows nothing until she says so; her yes is kept with its time, channel and wording', async () => {
  const w = await world(db)
  const lan = await w.person()
  expect(await consentsOf(db.prisma, lan.contact)).toEqual(new Set())
  await lan.does('consent.give', { purpose: 'my_gifts' })
  await lan.does('consent.give', { purpose: 'my_gifts' })
  expect(await rows(lan.contact)).toMatchObject([
    {
      purpose: 'my_gifts',
      channel: 'simulator',
      textVersion: '2026-11',
      way: 'button',
      givenAt: w.clock.now(),
      withdrawnAt: null,
    },
  ])
})

test('a yes that is typed is kept as typed; nobody allows anything by saying nothing', async () => {
  const w = await world(db)
  const lan = await w.person()
  await lan.does('consent.give', { purpose: 'news' }, 'a', 'typed')
  await lan.does('name.show', { name: 'Lan' }, 'b', 'button')
  await lan.does('consent.withdraw', { purpose: 'reminders' }, 'c', 'typed')
  expect((await rows(lan.contact)).map(({ purpose, way }) => [purpose, way])).toEqual(
    expect.arrayContaining([
      ['news', 'typed'],
      ['public_name', 'button'],
      ['reminders', 'typed'],
    ]),
  )
  await expect(lan.does('consent.give', { purpose: 'news' }, 'd', null)).rejects.toThrow(/nobody has allowed/)
})

test('what holds now: nothing but reminders at the beginning', async () => {
  const w = await world(db)
  const lan = await w.person()
  const now = () => lan.does('consent.mine', {})
  expect(await now()).toMatchObject({ my_gifts: false, news: false, reminders: true, public_name: false })
  await lan.does('consent.give', { purpose: 'news' })
  await lan.does('consent.withdraw', { purpose: 'reminders' })
  expect(await now()).toMatchObject({ my_gifts: false, news: true, reminders: false, public_name: false })
})

test('what is kept of her, in one look', async () => {
  const w = await world(db)
  const lan = await w.person()
  expect(await lan.does('my_data.see', {})).toMatchObject({ outcome: 'unnamed', gifts: 0 })
  const pledge = await lan.pledges({ units: 1 })
  await w.bank.credits(300_000n, pledge.code)
  await lan.does('contact.name', { name: 'Lan' })
  expect(await lan.does('my_data.see', {})).toMatchObject({
    outcome: 'named',
    name: 'Lan',
    gifts: 1,
    channels: 'kênh thử',
  })
})

test('a no closes the yes and keeps it; a new yes is a new one', async () => {
  const w = await world(db)
  const lan = await w.person()
  await lan.does('consent.give', { purpose: 'news' })
  await lan.does('name.show', { name: 'Lan' })
  w.clock.advance({ days: 1 })
  await lan.does('consent.withdraw', { purpose: 'appeals' })
  expect(await consentsOf(db.prisma, lan.contact)).toEqual(new Set(['public_name']))
  w.clock.advance({ days: 1 })
  await lan.does('consent.give', { purpose: 'news' })
  await lan.does('consent.withdraw', { purpose: 'all' })
  expect(await consentsOf(db.prisma, lan.contact)).toEqual(new Set())
  const news = (await rows(lan.contact)).filter((row) => row.purpose !== 'reminders')
  expect(news.map((row) => row.purpose)).toEqual(['news', 'public_name', 'news', 'my_gifts'])
})

test('who says stop refuses what was never asked about too; another yes ends that', async () => {
  const w = await world(db)
  const lan = await w.person()
  const since = (purpose: 'reminders' | 'my_gifts' | 'news') => refusedSince(db.prisma, lan.contact, purpose)
  expect(await since('reminders')).toBeUndefined()
  await lan.does('consent.withdraw', { purpose: 'appeals' })
  const first = w.clock.now()
  expect([await since('reminders'), await since('news'), await since('my_gifts')]).toEqual([
    first,
    first,
    undefined,
  ])
  w.clock.advance({ days: 1 })
  await lan.does('consent.withdraw', { purpose: 'all' })
  expect(await since('my_gifts')).toEqual(w.clock.now())
  expect(await since('reminders')).toEqual(w.clock.now())
  await lan.does('consent.give', { purpose: 'reminders' })
  expect(await since('reminders')).toBeUndefined()
  expect(await consentsOf(db.prisma, lan.contact)).toEqual(new Set(['reminders']))
})

test('whether anything is left to stop', async () => {
  const w = await world(db)
  const lan = await w.person()
  const left = async () => (await lan.does('consent.left', {})).outcome
  expect(await left()).toBe('some')
  await lan.does('consent.withdraw', { purpose: 'appeals' })
  expect(await left()).toBe('some')
  await lan.does('consent.withdraw', { purpose: 'all' })
  expect(await left()).toBe('none')
  await lan.does('consent.give', { purpose: 'my_gifts' })
  expect(await left()).toBe('some')
})

test("one person's no is not another's", async () => {
  const w = await world(db)
  const [lan, minh] = [await w.person(), await w.person()]
  await lan.does('consent.give', { purpose: 'news' })
  await minh.does('consent.withdraw', { purpose: 'all' })
  expect(await consentsOf(db.prisma, lan.contact)).toEqual(new Set(['news']))
})

test.each([
  ['  Gia đình   bé\nNa ', 'Gia đình bé Na'],
  ['Lớp 12A1', 'Lớp 12A1'],
  ['Hoa\u0300 \u200bBình', 'Hoà Bình'],
  ['   ', null],
  [null, null],
])('the name %j is kept for papers as %j', async (typed, kept) => {
  const w = await world(db)
  const lan = await w.person()
  await lan.does('contact.name', { name: typed })
  expect((await personOf(db.prisma, KEYS, lan.contact)).paperName).toBe(kept)
})

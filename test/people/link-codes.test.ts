import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ActionContext } from '../../src/conversation/action.ts'
import { consentsOf, linkActions, movePerson, movePersonBack, personOf } from '../../src/people/index.ts'
import { codeIn, hashOf, STEP_MS, shownCode, TRIES, UNDO_MS } from '../../src/people/link.ts'
import { blobs } from '../../src/platform/columns.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { KEYS, world } from '../giving/world.ts'
import { testDatabase } from '../support/database.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

let now = new Date('2026-12-20T13:15:00Z')
const clock = { now: () => now }
type Input = Record<string, unknown>
const said: { flow: string; at: string }[] = []
const actions = new Map(
  linkActions({ say: async (_, __, what) => void said.push(what) }).map((one) => [one.name, one]),
)

async function does(contact: string, address: string, name: string, input: Input = {}) {
  return db.transaction((tx, hot) => run({ tx, hot }, contact, address, name, input))
}
function run(
  open: Pick<ActionContext, 'tx' | 'hot'>,
  contact: string,
  address: string,
  name: string,
  input: Input,
) {
  const context = {
    ...open,
    way: undefined,
    clock,
    ids,
    keys: KEYS,
    contact,
    address,
    key: ids.uuid(),
    lang: 'vi' as const,
  }
  return actions.get(name)!.run(context, input) as Promise<{ outcome: string; code: string; link: string }>
}

async function somebody() {
  const { contact } = await (await world(db)).person()
  const { id } = await db.prisma.address.findFirstOrThrow({ where: { contactId: contact } })
  return { contact, does: (name: string, input?: Input) => does(contact, id, name, input) }
}

test('a hundred thousand guesses: none is right, and each person is looked at ten times an hour', async () => {
  const lan = await somebody()
  const { code } = await lan.does('link.offer')
  // Past all limits: what a guess is compared with.
  for (let lot = 0; lot < 100; lot++) {
    const hashes = Array.from({ length: 1_000 }, () => hashOf(ids.public()))
    const rows = await db.hot.query('guesses', 'select 1 from link where hash = any($1::bytea[])', [
      blobs(hashes),
    ])
    expect(rows).toEqual([])
  }
  const right = [blobs([hashOf(codeIn(code)!)])]
  expect(
    await db.hot.query('guesses', 'select 1 from link where hash = any($1::bytea[])', right),
  ).toHaveLength(1)

  // And with them.
  const count: Record<string, number> = {}
  for (let person = 0; person < 3; person++) {
    const contact = ids.uuid()
    for (let guess = 0; guess < TRIES.ofPerson + 5; guess++) {
      const { outcome } = await does(contact, ids.uuid(), 'link.enter', { said: shownCode(ids.public()) })
      count[outcome] = (count[outcome] ?? 0) + 1
    }
  }
  expect(count).toEqual({ unknown: 3 * TRIES.ofPerson, wait: 3 * 5 })
  const others = Array.from({ length: TRIES.ofAll - 3 * TRIES.ofPerson }, () => ids.uuid())
  await db.prisma.linkTry.createMany({ data: others.map((id) => ({ id, contactId: id, at: now })) })

  // Somebody whose first code is right gets in all the while; who has been wrong once waits, right or not.
  const minh = await somebody()
  expect(await minh.does('link.enter', { said: code })).toMatchObject({ outcome: 'found' })
  const hoa = await somebody()
  expect((await hoa.does('link.enter', { said: shownCode(ids.public()) })).outcome).toBe('unknown')
  expect(await hoa.does('link.enter', { said: code })).toEqual({
    outcome: 'wait',
    until: new Date(now.getTime() + TRIES.span),
  })
  now = new Date(now.getTime() + TRIES.span + 1)
  expect((await hoa.does('link.enter', { said: code })).outcome).toBe('unknown')
}, 120_000)

test('a code is kept as a hash alone, and is 128 random bits', async () => {
  const lan = await somebody()
  const codes = new Set<string>()
  for (let n = 0; n < 50; n++) codes.add((await lan.does('link.offer')).code)
  expect(codes.size).toBe(50)
  for (const code of codes) expect(code).toMatch(/^CT-LINK-[0-9A-HJKMNP-TV-Z]{26}$/)
  expect(await db.prisma.link.count({ where: { contactId: lan.contact, hash: { not: null } } })).toBe(1)
  const rows = JSON.stringify(await db.hot.query('links', 'select l::text as row from link l', []))
  for (const code of codes) expect(rows).not.toContain(code.slice(8))
})

test('ids of links that are not theirs do nothing: a thousand forged ones', async () => {
  const [lan, minh, hoa] = [await somebody(), await somebody(), await somebody()]
  const { code } = await lan.does('link.offer')
  const { link } = await minh.does('link.enter', { said: code })
  const before = await db.prisma.link.findMany({ orderBy: { id: 'asc' } })
  const forged = [link, ...Array.from({ length: 200 }, () => ids.uuid())]
  for (const one of forged)
    for (const name of ['link.ask', 'link.drop', 'link.agree', 'link.refuse', 'link.part'])
      await hoa.does(name, { link: one })
  expect(await db.prisma.link.findMany({ orderBy: { id: 'asc' } })).toEqual(before)
  // Nor may either side say what is the other's to say.
  expect((await lan.does('link.ask', { link })).outcome).toBe('over')
  expect((await minh.does('link.ask', { link })).outcome).toBe('asked')
  expect((await minh.does('link.agree', { link })).outcome).toBe('over')
  expect(said.at(-1)).toMatchObject({ flow: 'link-confirm', with: { link } })
  expect((await lan.does('link.agree', { link })).outcome).toBe('agreed')
  expect((await lan.does('link.agree', { link })).outcome).toBe('over')
})

const later = (ms: number) => {
  now = new Date(now.getTime() + ms)
}
const stateOf = async (link: string) =>
  (await db.prisma.link.findUniqueOrThrow({ where: { id: link } })).state

test('a code leads to one person, once: neither another nor the same can use it again', async () => {
  const [lan, minh, hoa] = [await somebody(), await somebody(), await somebody()]
  const { code } = await lan.does('link.offer')
  const { link } = await minh.does('link.enter', { said: code })
  expect((await hoa.does('link.enter', { said: code })).outcome).toBe('unknown')
  // Whoever has it may paste it twice before they say that it is theirs.
  expect(await minh.does('link.enter', { said: code })).toMatchObject({ outcome: 'found', link })
  expect((await minh.does('link.ask', { link })).outcome).toBe('asked')
  expect((await minh.does('link.enter', { said: code })).outcome).toBe('unknown')
  expect((await minh.does('link.ask', { link })).outcome).toBe('over')
  expect((await lan.does('link.agree', { link })).outcome).toBe('agreed')
  expect((await minh.does('link.enter', { said: code })).outcome).toBe('unknown')
  expect((await hoa.does('link.enter', { said: code })).outcome).toBe('unknown')
})

test('each of the three steps has ten minutes, and no more', async () => {
  const [lan, minh] = [await somebody(), await somebody()]
  const entered = async () => {
    const { code } = await lan.does('link.offer')
    return minh.does('link.enter', { said: code })
  }
  const { code } = await lan.does('link.offer')
  later(STEP_MS)
  expect((await minh.does('link.enter', { said: code })).outcome).toBe('unknown')
  const second = await entered()
  later(STEP_MS)
  expect((await minh.does('link.ask', { link: second.link })).outcome).toBe('over')
  const third = await entered()
  later(STEP_MS - 1)
  expect((await minh.does('link.ask', { link: third.link })).outcome).toBe('asked')
  later(STEP_MS)
  expect((await lan.does('link.agree', { link: third.link })).outcome).toBe('over')
  expect(await stateOf(third.link)).toBe('asked')
  const last = await entered()
  await minh.does('link.ask', { link: last.link })
  later(STEP_MS - 1)
  expect((await lan.does('link.agree', { link: last.link })).outcome).toBe('agreed')
})

test('one side alone joins nobody, whatever it says and however often', async () => {
  const [lan, minh] = [await somebody(), await somebody()]
  const { code } = await lan.does('link.offer')
  const { link } = await minh.does('link.enter', { said: code })
  // She agrees before he has said that it is him; he agrees in her place.
  expect((await lan.does('link.agree', { link })).outcome).toBe('over')
  expect((await minh.does('link.agree', { link })).outcome).toBe('over')
  expect(await stateOf(link)).toBe('entered')
  await minh.does('link.ask', { link })
  for (const name of ['link.ask', 'link.agree', 'link.enter', 'link.part'])
    await minh.does(name, { link, said: code })
  expect(await stateOf(link)).toBe('asked')
  // Nor does his no become a yes of hers.
  expect((await minh.does('link.refuse', { link })).outcome).toBe('refused')
  expect(await stateOf(link)).toBe('asked')
  await lan.does('link.refuse', { link })
  expect((await lan.does('link.agree', { link })).outcome).toBe('over')
  expect(await stateOf(link)).toBe('void')
})

test('a link can be undone for seven days, and not a moment longer; by those whom it is about alone', async () => {
  const [lan, minh, hoa] = [await somebody(), await somebody(), await somebody()]
  const { code } = await lan.does('link.offer')
  const { link } = await minh.does('link.enter', { said: code })
  const joined = { state: 'joined', goneId: minh.contact, joinedAt: now }
  await db.prisma.link.update({ where: { id: link }, data: joined })
  await db.prisma.contact.update({ where: { id: minh.contact }, data: { mergedInto: lan.contact } })
  expect((await hoa.does('link.part', { link })).outcome).toBe('over')
  expect((await hoa.does('link.last')).outcome).toBe('none')
  later(UNDO_MS - 1)
  expect(await lan.does('link.last')).toMatchObject({ outcome: 'one', link })
  expect(await lan.does('link.recent')).toMatchObject({ outcome: 'some' })
  later(1)
  expect((await lan.does('link.last')).outcome).toBe('none')
  expect((await lan.does('link.recent')).outcome).toBe('none')
  expect((await lan.does('link.part', { link })).outcome).toBe('over')
  expect(await stateOf(link)).toBe('joined')
  now = new Date(joined.joinedAt.getTime() + UNDO_MS - 1)
  expect((await lan.does('link.part', { link })).outcome).toBe('parting')
})

test('of a yes and a no the newer one holds, on whichever side; undone, each has said what it said', async () => {
  const w = await world(db)
  const [lan, web] = [await w.person(), await w.person()]
  await lan.does('consent.give', { purpose: 'news' })
  await web.does('consent.withdraw', { purpose: 'appeals' })
  w.clock.advance({ days: 1 })
  await lan.does('consent.give', { purpose: 'my_gifts' })
  await web.does('consent.withdraw', { purpose: 'all' })
  w.clock.advance({ days: 1 })
  await web.does('name.show', { name: 'Lan' })
  await web.does('contact.name', { name: 'Gia đình Lan' })
  const at = w.clock.now()
  // What is sealed is sealed anew each time: the name itself is compared.
  const rowsOf = async (contact: string) => {
    const rows = await db.prisma.consent.findMany({ where: { contactId: contact }, orderBy: { id: 'asc' } })
    const key = (await KEYS.of(db.prisma, contact))!
    return rows.map((row) => ({ ...row, name: row.name && key.open('name', row.name).toString() }))
  }
  const was = [await rowsOf(lan.contact), await rowsOf(web.contact)]
  const move = { from: web.contact, to: lan.contact }
  const { moved, kept } = await db.transaction((tx) => movePerson(tx, KEYS, move, web.address, at))
  expect(kept).toEqual({ keptName: null, keptSalutation: null })
  // Her yes to news is older than the no, and so is the one to her gifts; the name came last of all.
  expect(await consentsOf(db.prisma, lan.contact)).toEqual(new Set(['public_name']))
  expect((await personOf(db.prisma, KEYS, lan.contact)).paperName).toBe('Gia đình Lan')

  const back = { from: lan.contact, to: web.contact }
  const before = { name: null, salutation: kept.keptSalutation, joinedAt: at }
  const returning = { moved, addresses: [web.address] }
  await db.transaction((tx) => movePersonBack(tx, KEYS, back, before, returning))
  expect([await rowsOf(lan.contact), await rowsOf(web.contact)]).toEqual(was)
  expect((await personOf(db.prisma, KEYS, lan.contact)).paperName).toBeNull()
})

test('what is no code is none, whatever it holds', async () => {
  const lan = await somebody()
  for (const text of [
    '',
    'liên kết',
    'CT-LINK-',
    `CT-LINK-${'A'.repeat(25)}`,
    randomBytes(400).toString('latin1'),
  ])
    expect((await lan.does('link.enter', { said: text })).outcome).toBe('unknown')
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestSweep } from '../../src/app/requests.ts'
import {
  closeComplaint,
  countRequests,
  forgetContact,
  openWords,
  requestById,
  requestsAnswered,
  waitingRequests,
} from '../../src/people/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { type Fields, silentLog } from '../../src/platform/log.ts'
import { KEYS, world } from '../giving/world.ts'
import { testDatabase } from '../support/database.ts'
import { everything, latin } from '../support/everything.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

/** Fields of what the actions of complaints come to. */
interface Noted {
  outcome: string
  id: string
  number: string
  reason: string
  answer_by: Date
  due_by: Date
  kept_to: string
  late: boolean
  answered: boolean
  requests: { number: string }[]
}

type World = Awaited<ReturnType<typeof world>>
type Person = Awaited<ReturnType<World['person']>>
const does = async (person: Person, name: string, input: object = {}) =>
  (await person.does(name, input)) as unknown as Noted

async function wordsOf(person: Person, id: string) {
  return openWords(db.prisma, (await KEYS.of(db.prisma, person.contact))!, id)
}

test('what Lan complains of has a number, two working days, and lies sealed', async () => {
  const w = await world(db)
  const lan = await w.person()
  // Sunday evening.
  const noted = await does(lan, 'complaint.note', { words: 'quà ghi thiếu hai áo, chim hoàng yến' })
  expect(noted).toMatchObject({
    outcome: 'noted',
    answer_by: new Date('2026-12-22T17:00:00+07:00'),
    late: false,
  })
  expect(noted.number).toMatch(/^R-\d{4}$/)
  expect(noted.reason).toBe(`concern ${noted.number}`)
  expect(await wordsOf(lan, noted.id)).toEqual({
    words: 'quà ghi thiếu hai áo, chim hoàng yến',
    note: null,
  })
  expect(await everything(db)).not.toContain(latin('hoàng yến'))
  const kept = (await requestById(db.prisma, noted.id))!
  expect(kept.dueBy).toEqual(new Date('2027-01-04T17:00:00+07:00'))
})

test('the same words twice are one complaint, other words another', async () => {
  const w = await world(db)
  const [lan, minh] = [await w.person(), await w.person()]
  const first = await does(lan, 'complaint.note', { words: 'không ai trả lời' })
  const again = await does(lan, 'complaint.note', { words: 'không ai trả lời' })
  const other = await does(lan, 'complaint.note', { words: 'sai ngày' })
  const his = await does(minh, 'complaint.note', { words: 'không ai trả lời' })
  expect(again.number).toBe(first.number)
  expect(new Set([first.number, other.number, his.number]).size).toBe(3)
})

test('what led to the question is kept when it says something', async () => {
  const w = await world(db)
  const lan = await w.person()
  expect((await does(lan, 'complaint.note', { before: 'tôi muốn phản ánh' })).outcome).toBe('nothing')
  const told = await does(lan, 'complaint.note', { before: 'mẹ em bị lừa 500k', words: 'hôm qua' })
  expect((await wordsOf(lan, told.id)).words).toBe('mẹ em bị lừa 500k\n\nhôm qua')
})

test('more is added, the same once; who was answered waits again; nobody adds to what is not theirs', async () => {
  const w = await world(db)
  const [lan, minh] = [await w.person(), await w.person()]
  const { id, number } = await does(lan, 'complaint.note', { words: 'một' })
  await does(lan, 'complaint.add', { request: id, words: 'hai' })
  await does(lan, 'complaint.add', { request: id, words: 'hai' })
  expect((await wordsOf(lan, id)).words).toBe('một\n\nhai')
  expect((await does(minh, 'complaint.add', { request: id, words: 'ba' })).outcome).toBe('closed')

  await requestsAnswered(db.prisma, lan.contact, null)
  expect(await does(lan, 'request.mine')).toMatchObject({ outcome: 'one', number, answered: true })
  w.clock.advance({ days: 3 })
  const more = await does(lan, 'complaint.add', { request: id, words: 'ba' })
  // Wednesday evening, so Friday.
  expect(more).toMatchObject({ outcome: 'noted', number, answer_by: new Date('2026-12-25T17:00:00+07:00') })
  expect(await does(lan, 'request.mine')).toMatchObject({ answered: false })
})

test('a long one says to where it was kept; a very long one is left to a person', async () => {
  const w = await world(db)
  const lan = await w.person()
  const part = `${'a'.repeat(2970)} hôm đó không ai nghe máy`
  const noted = await does(lan, 'complaint.note', { words: part, cut: true })
  expect(noted).toMatchObject({ outcome: 'noted_part', kept_to: 'hôm đó không ai nghe máy' })
  let parts = 1
  for (let outcome = ''; outcome !== 'full'; parts += 1) {
    const more = `${parts} ${part}`
    outcome = (await does(lan, 'complaint.add', { request: noted.id, words: more, cut: true })).outcome
    if (outcome === 'full') expect((await wordsOf(lan, noted.id)).words).not.toContain(more)
    else expect((await wordsOf(lan, noted.id)).words).toContain(more)
  }
  expect(parts).toBeGreaterThan(15)
})

test('ten open ones are enough: the next is told as more of the last', async () => {
  const w = await world(db)
  const lan = await w.person()
  const all: Noted[] = []
  for (let n = 0; n < 11; n++) all.push(await does(lan, 'complaint.note', { words: `chuyện ${n}` }))
  expect(new Set(all.map((one) => one.number)).size).toBe(10)
  expect(all[10]!.number).toBe(all[9]!.number)
  expect((await wordsOf(lan, all[9]!.id)).words).toBe('chuyện 9\n\nchuyện 10')
  expect((await does(lan, 'request.mine')).requests).toHaveLength(9)
})

test('it is closed when it was answered, with a note; then it is no longer open', async () => {
  const w = await world(db)
  const lan = await w.person()
  const key = (await KEYS.of(db.prisma, lan.contact))!
  const { id } = await does(lan, 'complaint.note', { words: 'thiếu áo' })
  const close = () => db.transaction((tx) => closeComplaint(tx, key, id, 'Đã gửi bù hai áo', w.clock.now()))
  expect(await close()).toBe('unanswered')
  await requestsAnswered(db.prisma, lan.contact, null)
  expect(await close()).toBe('closed')
  expect(await close()).toBe('gone')
  expect((await wordsOf(lan, id)).note).toBe('Đã gửi bù hai áo')
  expect(await does(lan, 'request.mine')).toMatchObject({ outcome: 'done', answer: 'Đã gửi bù hai áo' })
  expect((await does(lan, 'complaint.open')).outcome).toBe('none')
  expect((await does(lan, 'complaint.add', { request: id, words: 'còn nữa' })).outcome).toBe('closed')
})

test('a missed hour is told once, and once more when it is not done in time', async () => {
  const w = await world(db)
  const [lan, minh] = [await w.person(), await w.person()]
  const rung: Fields[] = []
  const log = { ...silentLog, error: (_: string, fields: Fields = {}) => void rung.push(fields) }
  const sweep = requestSweep({ db, clock: w.clock, log })
  await db.prisma.request.updateMany({ where: { state: 'open' }, data: { state: 'done' } })
  const hers = await does(lan, 'complaint.note', { words: 'một' })
  const his = await does(minh, 'complaint.note', { words: 'hai' })
  await sweep()
  expect(rung).toEqual([])
  w.clock.advance({ days: 3 })
  await requestsAnswered(db.prisma, minh.contact, null)
  await sweep()
  await sweep()
  expect(rung).toEqual([{ id: hers.id, kind: 'complaint', reason: 'answer' }])
  expect(await does(lan, 'request.mine')).toMatchObject({ late: true })
  expect(await does(minh, 'request.mine')).toMatchObject({ late: false })
  w.clock.advance({ days: 14 })
  await sweep()
  await sweep()
  expect(rung.slice(1).toSorted((a, b) => (a.id! < b.id! ? -1 : 1))).toEqual(
    [hers.id, his.id].toSorted().map((id) => ({ id, kind: 'complaint', reason: 'done' })),
  )
})

test('who works them off sees first what comes first, and how many there are', async () => {
  const w = await world(db)
  const [lan, minh] = [await w.person(), await w.person()]
  await db.prisma.request.updateMany({ where: { state: 'open' }, data: { state: 'done' } })
  const hers = await does(lan, 'complaint.note', { words: 'một' })
  await requestsAnswered(db.prisma, lan.contact, null)
  w.clock.advance({ days: 1 })
  const his = await does(minh, 'complaint.note', { words: 'hai' })
  expect((await waitingRequests(db.prisma, 10)).map((one) => one.number)).toEqual([his.number, hers.number])
  expect(await countRequests(db.hot)).toEqual({ open: 2, overdue: 0 })
  await db.prisma.request.update({ where: { id: his.id }, data: { answerBy: new Date(0) } })
  expect(await countRequests(db.hot)).toEqual({ open: 2, overdue: 1 })
})

test('who is forgotten leaves no word of a complaint, and nobody who waits', async () => {
  const w = await world(db)
  const lan = await w.person()
  const { id } = await does(lan, 'complaint.note', { words: 'chuyện của tôi' })
  await db.transaction((tx) => forgetContact(tx, lan.contact, w.clock.now()))
  const row = await db.prisma.request.findUniqueOrThrow({ where: { id } })
  expect(row).toMatchObject({ words: null, note: null, state: 'done' })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SimulatedPerson, simulator } from '../../src/channels/simulator/index.ts'
import { post, readFlows } from '../../src/conversation/index.ts'
import { type World, world } from '../support/world.ts'

/** What many are told at the same hour does not keep those waiting who write in that hour. */

const NEWS = {
  flow: 'tet-news',
  steps: `flow: tet-news
about: The same to many people at the same hour
start: news
steps:
  news:
    say: news
    then: end
`,
  words: { vi: 'news: Quà Tết đã lên đường.\n', en: 'news: The Tết gifts are on their way.\n' },
}
const MANY = 500
const AN_HOUR = 3_600_000

const chats = simulator()
let it: World
let many: SimulatedPerson[]
let lan: SimulatedPerson
beforeAll(async () => {
  it = await world({ simulator: chats, flows: [...readFlows('flows'), NEWS] })
  many = Array.from({ length: MANY }, (_, n) => chats.person(`${n}`))
  lan = chats.person('lan')
  await Promise.all([...many, lan].map((one) => one.says('chào')))
}, 60_000)
afterAll(() => it.close())

const PATIENCE = { timeout: 30_000 }
const news = ({ screen }: SimulatedPerson) =>
  screen.filter(({ text }) => text.startsWith('Quà Tết đã lên đường'))
/** People whose news is in such a state. */
const inState = async (...states: string[]) =>
  (await it.db.prisma.outbox.groupBy({ by: ['contactId'], where: { class: 'once', state: { in: states } } }))
    .length

/** Everybody's sends but these hang until they are let go. */
function holdAllBut(...free: readonly SimulatedPerson[]): () => void {
  let letGo = () => {}
  const held = new Promise<void>((go) => {
    letGo = go
  })
  for (const one of many) if (!free.includes(one)) one.answersAfter(held)
  return letGo
}

/** A reminder for everybody of the many, due now. */
async function remind(key: string) {
  const contacts = await it.db.prisma.address.findMany({
    where: { channel: 'simulator', state: 'open' },
    orderBy: { createdAt: 'asc' },
    select: { contactId: true },
  })
  const patience = new Date(Date.now() + AN_HOUR)
  await it.db.transaction(async (tx) => {
    for (const { contactId } of contacts)
      await post(tx, contactId, {
        flow: 'tet-news',
        with: {},
        key: `${key}:${contactId}`,
        patience,
        // They have only just been greeted.
        atOnce: true,
      })
  })
}

test('five hundred reminders are due and their sends hang: who writes now is answered all the same', async () => {
  const minh = many.at(-1)!
  await expect.poll(() => [...many, lan].every(({ screen }) => screen.length > 0), PATIENCE).toBe(true)
  const letGo = holdAllBut(minh)
  await remind('tet')
  await expect.poll(() => inState('sending'), PATIENCE).toBeGreaterThan(10)
  const before = [lan.screen.length, minh.screen.length]

  // Minh is told the news himself today.
  const said = [lan.says('chào'), minh.says('chào')]
  await expect.poll(() => lan.screen.length, PATIENCE).toBeGreaterThan(before[0]!)
  await expect.poll(() => minh.screen.length, PATIENCE).toBeGreaterThan(before[1]!)
  await Promise.all(said)

  // The rest waits where it can still be taken back, not on its way.
  expect(many.filter((one) => one !== minh).flatMap(news)).toEqual([])
  expect(await inState('waiting', 'sending')).toBeLessThan(70)
  letGo()
  await expect.poll(() => many.every((one) => news(one).length > 0), PATIENCE).toBe(true)
  expect(many.every((one) => news(one).length === 1)).toBe(true)
}, 120_000)

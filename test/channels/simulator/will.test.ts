import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type SimulatedPerson, simulator } from '../../../src/channels/simulator/index.ts'
import { post } from '../../../src/conversation/index.ts'
import { addressRow } from '../../support/known.ts'
import { type World, world } from '../../support/world.ts'

/** What people and networks do to a conversation, whatever the channel. */
let it: World
const sends: { to: string; at: number }[] = []
const app = simulator({}, (to) => sends.push({ to, at: Date.now() }))
let people = 0
let lan: SimulatedPerson

beforeAll(async () => {
  it = await world({ simulator: app })
})
afterAll(() => it.close())
beforeEach(() => {
  people += 1
  lan = app.person(`Lan ${people}`)
})

const texts = () => lan.screen.map((message) => message.text)
const address = () => addressRow(it.db, app.channel.name, app.channel.account, lan.id)
const quiet = () => new Promise((resolve) => setTimeout(resolve, 150))

async function hears(pattern: RegExp) {
  await expect.poll(texts, { timeout: 15_000 }).toContainEqual(expect.stringMatching(pattern))
}

/** Something that the system has to say: the menu. */
async function systemSpeaks(key: string) {
  const { contactId } = await address()
  await it.db.transaction((tx) => post(tx, contactId, { flow: 'menu', with: {}, key }))
}

test('a message that is delivered twice is answered once', async () => {
  lan.deliversTwice()
  await lan.says('/start')
  await hears(/Chào bạn/)
  await quiet()
  expect(texts().filter((text) => text.startsWith('Chào bạn'))).toHaveLength(1)
})

test('a message that arrives late is heard when it arrives', async () => {
  let arrive = () => {}
  lan.arrivesAfter(new Promise<void>((resolve) => (arrive = resolve)))
  await lan.says('Góp quà Tết')
  await lan.says('/start')
  await hears(/Chào bạn/)
  expect(lan.screen).toHaveLength(1)
  arrive()
  await hears(/bao nhiêu suất/)
})

test('what is said while she is throttled waits with the rest, and comes in order', {
  timeout: 30_000,
}, async () => {
  await lan.says('/start')
  await hears(/Chào bạn/)
  const began = Date.now()
  lan.throttles({ seconds: 2 })
  await lan.says('Góp quà Tết')
  await quiet()
  await lan.says('menu')
  await quiet()
  expect(lan.screen).toHaveLength(1)
  await expect.poll(() => lan.screen.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(3)
  expect(texts()[1]).toMatch(/bao nhiêu suất/)
  const early = sends.filter(({ to, at }) => to === lan.id && at > began && at < began + 1_900)
  expect(early).toEqual([])
})

test('who may not be written to any more hears what was kept, in order, when she writes again', {
  timeout: 30_000,
}, async () => {
  await lan.says('/start')
  await hears(/Chào bạn/)
  lan.meets('closed')
  await lan.says('Góp quà Tết')
  await expect.poll(async () => (await address()).state).toBe('closed')
  const { id: addressId } = await address()
  const states = async () => {
    const rows = await it.db.prisma.outbox.findMany({ where: { addressId }, orderBy: { id: 'asc' } })
    return rows.map(({ state }) => state)
  }
  await expect.poll(states).toEqual(['sent', 'kept'])
  // What comes to be said meanwhile waits for an address.
  await systemSpeaks('meanwhile')
  await quiet()
  expect(await states()).toEqual(['sent', 'kept'])
  await lan.says('1 suất')
  expect((await address()).state).toBe('open')
  await hears(/1 suất quà Tết/)
  expect(await states()).not.toContain('kept')
  expect(texts()[1]).toMatch(/bao nhiêu suất/)
  expect(texts().filter((text) => /bao nhiêu suất/.test(text))).toHaveLength(1)
})

test('who blocks us hears nothing more until she comes back', async () => {
  await lan.says('/start')
  await hears(/Chào bạn/)
  await lan.blocks()
  expect((await address()).state).toBe('blocked')
  await lan.unblocks()
  expect((await address()).state).toBe('open')
})

test('who turns out to have blocked us costs one try, and is reached again when she writes', {
  timeout: 30_000,
}, async () => {
  await lan.says('/start')
  await hears(/Chào bạn/)
  await lan.presses(lan.screen.at(-1)!.buttons[0]!.id)
  await hears(/bao nhiêu suất/)
  let tries = 0
  const count = app.channel.send
  app.channel.send = async (to, bubble) => {
    if (to.externalId === lan.id) tries += 1
    return count(to, bubble)
  }
  lan.meets('blocked')
  // The answer to an amount is two bubbles: only the first is tried.
  await lan.says('300k')
  await expect.poll(async () => (await address()).state).toBe('blocked')
  await quiet()
  expect(tries).toBe(1)
  app.channel.send = count

  await lan.says('menu')
  await hears(/./)
  expect((await address()).state).toBe('open')
  const before = lan.screen.length
  await systemSpeaks(`back:${lan.id}`)
  await expect.poll(() => lan.screen.length, { timeout: 15_000 }).toBeGreaterThan(before)
})

test('a channel that hangs for everybody keeps nobody else waiting', async () => {
  let release = () => {}
  const hanging = new Promise<void>((resolve) => (release = resolve))
  const crowd = Array.from({ length: 80 }, (_, n) => app.person(`crowd ${n}`))
  for (const one of crowd) one.answersAfter(hanging)
  // More than may be on the way at once: the channel's own people wait, as they should.
  const said = crowd.map((one) => one.says('/start'))
  await expect
    .poll(() => it.db.prisma.inbox.count({ where: { externalId: { startsWith: 'crowd ' } } }))
    .toBeGreaterThan(60)
  await quiet()
  const hoa = it.person('Hoa')
  await hoa.says('/start')
  expect(hoa.heard[0]?.text).toMatch(/Chào bạn/)
  release()
  await Promise.all(said)
  await expect.poll(() => crowd.filter((one) => one.screen.length === 1).length, { timeout: 15_000 }).toBe(80)
})

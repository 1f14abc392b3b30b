import { afterAll, beforeAll, expect, test } from 'vitest'
import { erase } from '../../src/app/erasing.ts'
import { openGiving } from '../../src/app/giving.ts'
import { linkSweep, saying } from '../../src/app/linking.ts'
import { type SimulatedPerson, simulator } from '../../src/channels/simulator/index.ts'
import { readConfig } from '../../src/config.ts'
import type { Giving } from '../../src/giving/index.ts'
import { linkActions } from '../../src/people/index.ts'
import { isDatabaseTrouble } from '../../src/platform/db-trouble.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { silentLog } from '../../src/platform/log.ts'
import { inProcessQueue } from '../../src/platform/queue-in-process.ts'
import type { Ground } from '../../src/running/start.ts'
import { KEYS, knownAs } from '../support/known.ts'
import { usePostgres } from '../support/postgres.ts'
import { type World, world } from '../support/world.ts'

const server = usePostgres()
const chats = simulator()
const actions = new Map(linkActions({ say: saying }).map((one) => [one.name, one]))
let it: World
let giving: Giving
beforeAll(async () => {
  if (typeof server() === 'string') return
  it = await world({ db: server().db, simulator: chats })
  const ground = { ...it, config: readConfig({}) } as unknown as Ground
  giving = await openGiving({ ...ground, ids, site: 'http://localhost', queue: undefined })
})
afterAll(async () => {
  if (it) await it.service.stop(5_000)
})

interface Somebody {
  readonly contact: string
  readonly chat: SimulatedPerson
  does(
    name: string,
    input?: Record<string, unknown>,
  ): Promise<{ outcome: string; code: string; link: string }>
}

async function somebody(id: string): Promise<Somebody> {
  const chat = chats.person(id)
  await chat.says('cảm ơn')
  const { contact, address } = await knownAs(it.db, 'simulator', 'main', id)
  return {
    contact,
    chat,
    does: (name, input = {}) =>
      it.db.transaction(async (tx, hot) => {
        const at = {
          way: undefined,
          clock: it.clock,
          ids,
          keys: KEYS,
          contact,
          address,
          key: ids.uuid(),
          lang: 'vi' as const,
        }
        const result = await actions.get(name)!.run({ tx, hot, ...at }, input)
        return result as unknown as { outcome: string; code: string; link: string }
      }),
  }
}

/** Asked for by one, entered by the other, and agreed to. */
async function agreed(one: Somebody, other: Somebody): Promise<string> {
  const { code } = await one.does('link.offer')
  const { link } = await other.does('link.enter', { said: code })
  await other.does('link.ask', { link })
  return link
}
const sweep = () =>
  linkSweep({ ...it, giving, log: silentLog, queue: inProcessQueue(silentLog) })().catch((error) => error)
const stateOf = async (link: string) =>
  (await it.db.prisma.link.findUniqueOrThrow({ where: { id: link } })).state
const many = <T>(count: number, one: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => one(n)))

test('eight enter one code at once: one is asked further', async () => {
  const lan = await somebody('lan')
  const people = await many(8, (n) => somebody(`eight-${n}`))
  for (let round = 0; round < 5; round++) {
    const { code } = await lan.does('link.offer')
    const came = await Promise.all(people.map((one) => one.does('link.enter', { said: code })))
    expect(came.filter(({ outcome }) => outcome === 'found')).toHaveLength(1)
    expect(came.filter(({ outcome }) => outcome === 'unknown')).toHaveLength(7)
  }
})

test('agreed to three times at once and worked off by four: joined once', async () => {
  const [lan, minh] = [await somebody('lan-2'), await somebody('minh-2')]
  const link = await agreed(lan, minh)
  const said = await many(3, () => lan.does('link.agree', { link }))
  expect(said.map(({ outcome }) => outcome).sort()).toEqual(['agreed', 'over', 'over'])
  await many(4, sweep)
  await expect.poll(() => stateOf(link)).toBe('joined')
  const news = { where: { source: 'system', externalId: { startsWith: `link-news:${link}` } } }
  expect(await it.db.prisma.inbox.count(news)).toBe(2)
  expect(await it.db.prisma.address.count({ where: { contactId: lan.contact } })).toBe(2)
  expect(await it.db.prisma.address.count({ where: { contactId: minh.contact } })).toBe(0)
})

test('two who link to each other at the same moment are joined once, and nobody is merged into nobody', async () => {
  for (let round = 0; round < 3; round++) {
    const [lan, minh] = [await somebody(`lan-3${round}`), await somebody(`minh-3${round}`)]
    const links = [await agreed(lan, minh), await agreed(minh, lan)]
    await Promise.all([
      lan.does('link.agree', { link: links[0] }),
      minh.does('link.agree', { link: links[1] }),
    ])
    await many(4, sweep)
    await expect.poll(async () => (await Promise.all(links.map(stateOf))).sort()).toEqual(['joined', 'void'])
    const both = { id: { in: [lan.contact, minh.contact] } }
    expect(await it.db.prisma.contact.count({ where: { ...both, mergedInto: null } })).toBe(1)
  }
}, 300_000)

test('joined and erased at the same moment: all of both is gone, or only of the one', async () => {
  for (let round = 0; round < 4; round++) {
    const [lan, minh] = [await somebody(`lan-4${round}`), await somebody(`minh-4${round}`)]
    const link = await agreed(lan, minh)
    await lan.does('link.agree', { link })
    const erased = round % 2 ? lan : minh
    // Two that wait for each other's rows are told apart by the server; the sweep comes again then, and so does this.
    const forget = async (): Promise<unknown> =>
      it.db
        .transaction((tx, hot) => erase({ giving, clock: it.clock }, tx, hot, erased.contact))
        .catch((error) => {
          if (isDatabaseTrouble(error)) return forget()
          throw error
        })
    await Promise.all([sweep(), forget(), sweep()])
    await sweep()
    expect(await KEYS.of(it.db.prisma, erased.contact)).toBeUndefined()
    expect(await it.db.prisma.address.count({ where: { contactId: erased.contact } })).toBe(0)
    for (const one of await it.db.prisma.contact.findMany({ where: { mergedInto: erased.contact } }))
      expect(one.state).toBe('erased')
    // Whoever is left can be written to: every address opens with its contact's key.
    for (const { contactId, externalId } of await it.db.prisma.address.findMany())
      expect((await KEYS.of(it.db.prisma, contactId))!.open('address', externalId!).length).toBeGreaterThan(0)
  }
}, 300_000)

test('Minh writes all the while he is joined and taken apart: every word is answered once and opens with its key', async () => {
  const [lan, minh] = [await somebody('lan-5'), await somebody('minh-5')]
  const link = await agreed(lan, minh)
  const SAID = 40
  const writes = (async () => {
    for (let n = 0; n < SAID; n++) {
      await minh.chat.sends({ text: `chào ${n}` }, `minh-5:word-${n}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })()
  await lan.does('link.agree', { link })
  await sweep()
  await expect.poll(() => stateOf(link)).toBe('joined')
  await lan.does('link.part', { link })
  await sweep()
  await expect.poll(() => stateOf(link)).toBe('parted')
  await writes
  await expect.poll(() => it.db.prisma.todo.count({ where: { source: 'simulator:main' } })).toBe(0)
  const rows = await it.db.prisma.inbox.findMany({ where: { externalId: { startsWith: 'minh-5:word-' } } })
  expect(rows).toHaveLength(SAID)
  for (const { contactId, body } of rows)
    expect((await KEYS.of(it.db.prisma, contactId))!.open('heard', body).toString()).toContain('chào')
  const apart = await knownAs(it.db, 'simulator', 'main', 'minh-5')
  expect([lan.contact, minh.contact]).not.toContain(apart.contact)
  expect(await it.db.prisma.todo.count({ where: { stuckAt: { not: null } } })).toBe(0)
}, 300_000)

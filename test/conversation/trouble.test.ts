import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { quarantined } from '../../src/commands/quarantine.ts'
import { readConfig } from '../../src/config.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds } from '../../src/platform/ids.ts'
import type { Log } from '../../src/platform/log.ts'
import type { Ground } from '../../src/running/start.ts'
import { testDatabase } from '../support/database.ts'
import { type World, world } from '../support/world.ts'

const connectionGone = () => Object.assign(new Error('terminating connection'), { code: '57P01' })

/** A database whose transactions fail while there is trouble. */
function troubled(db: Database) {
  const trouble = { with: undefined as (() => Error) | undefined, met: 0, statements: new Set<string>() }
  const failing: Database = {
    ...db,
    hot: {
      query: (name, sql, params) =>
        trouble.statements.has(name) ? Promise.reject(connectionGone()) : db.hot.query(name, sql, params),
    },
    transaction(work) {
      if (!trouble.with) return db.transaction(work)
      trouble.met += 1
      return Promise.reject(trouble.with())
    },
  }
  return { failing, trouble }
}

const events: string[] = []
const note = (event: string) => events.push(event)
const log: Log = { info: note, warn: note, error: note }

let it: World
let trouble: ReturnType<typeof troubled>['trouble']
beforeAll(async () => {
  const made = troubled(await testDatabase())
  trouble = made.trouble
  it = await world({ db: made.failing, log })
})
afterAll(() => it.close())
beforeEach(() => {
  trouble.with = undefined
  trouble.met = 0
  trouble.statements.clear()
})

const item = () => it.db.prisma.todo.findFirst({ where: { source: { startsWith: 'web-chat' } } })

const office = (...args: string[]) =>
  quarantined({ db: it.db, secret: it.secret, config: readConfig({}) } as unknown as Ground, randomIds, args)

async function choosing(name: string) {
  const person = it.person(name)
  await person.says('/start')
  await person.presses('Góp quà Tết')
  return person
}

test('a database that is away counts against no message, however long', async () => {
  const lan = await choosing('Lan')
  trouble.with = connectionGone
  await lan.sends({ choice: lan.choice(/^1 suất/) })
  await expect.poll(item).not.toBeNull()
  await expect.poll(() => trouble.met, { timeout: 15_000 }).toBeGreaterThan(3)
  await expect.poll(async () => (await item())?.leaseUntil, { timeout: 15_000 }).toBeNull()
  expect((await item())?.attempts).toBe(0)
  trouble.with = undefined
  await lan.hears(/Mình giữ phần này/)
})

test('when not even giving it back succeeds, nothing breaks, and it is taken up again once its lease has run out', async () => {
  const minh = await choosing('Minh')
  trouble.statements.add('todo_let_go').add('todo_give_back')
  trouble.with = connectionGone
  events.length = 0
  await minh.sends({ choice: minh.choice(/^1 suất/) })
  await expect.poll(() => events, { timeout: 15_000 }).toContain('turn.not_returned')
  expect(events).not.toContain('queue.failed')
  trouble.statements.clear()
  trouble.with = undefined
  await minh.hears(/Mình giữ phần này/, 30_000)
}, 60_000)

test('a message that three tries could not work off is kept, and Hoa hears when a person answers', async () => {
  const hoa = await choosing('Hoa')
  trouble.with = () => new Error('a bug')
  await hoa.sends({ choice: hoa.choice(/^1 suất/) })
  await expect.poll(async () => (await item())?.attempts ?? 0, { timeout: 30_000 }).toBeGreaterThanOrEqual(12)
  trouble.with = undefined
  await hoa.hears(/trục trặc.*đã được giữ. Người phụ trách xem và trả lời bạn trước 17:00 /, 25_000)
  expect(await it.db.prisma.handover.count()).toBe(1)

  const [line] = await office()
  const id = /^item-\d+(?= {2}web-chat:main of [0-9a-f-]+, stuck since )/.exec(line!)![0]
  expect(await office('show', id)).toEqual([expect.stringContaining('"kind":"heard"')])
  await expect(office('match', id, 'TETABC')).rejects.toThrow(/shown, tried again and dismissed/)
  expect(await office('again', id)).toEqual([expect.stringMatching(/^It is tried again/)])
  await hoa.hears(/Mình giữ phần này/, 30_000)
  expect(await office()).toEqual(['Nothing is set aside.'])
  await expect(office('again', id)).rejects.toThrow(/nothing of the id/)
}, 90_000)

test('a stuck message of which nothing comes is dismissed, and nobody’s words stay with it', async () => {
  const { prisma } = it.db
  const { id: contact } = await prisma.contact.findFirstOrThrow()
  const key = { source: 'web-chat:main', externalId: 'hopeless' }
  await prisma.inbox.create({ data: { ...key, contactId: contact, body: Buffer.from('{"kind":"heard"}') } })
  const { seq } = await prisma.todo.create({ data: { ...key, contactId: contact, stuckAt: new Date() } })
  expect(await office('dismiss', `item-${seq}`, 'she was called')).toEqual([
    expect.stringMatching(/^Dismissed/),
  ])
  expect(await prisma.todo.findUnique({ where: { seq } })).toBeNull()
  const { dropped } = await prisma.inbox.findUniqueOrThrow({ where: { source_externalId: key } })
  expect(dropped).toBe('dismissed')
})

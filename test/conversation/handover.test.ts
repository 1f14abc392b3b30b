import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { handovers } from '../../src/commands/handovers.ts'
import { openHandoverById } from '../../src/conversation/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds } from '../../src/platform/ids.ts'
import type { Fields, Log } from '../../src/platform/log.ts'
import { testDatabase } from '../support/database.ts'
import { KEYS } from '../support/known.ts'
import { type World, world } from '../support/world.ts'

const told: [string, string, Fields | undefined][] = []
const at = (level: string) => (event: string, fields?: Fields) => void told.push([level, event, fields])
const log: Log = { info: at('info'), warn: at('warn'), error: at('error') }
const opened = () => told.filter(([, event]) => event === 'handover.opened')

let it: World
let refusesCommit = false
/** How long a batch waits for a connection to the database. */
let connectionAfterMs = 0
beforeAll(async () => {
  it = await world({ db: refusing(await testDatabase()), log })
})
afterAll(() => it.close())
beforeEach(async () => {
  told.length = 0
  refusesCommit = false
  await it.db.prisma.handover.deleteMany()
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const sentences = (shown: string) => [...shown.matchAll(/câu thứ \d\./g)].map(([one]) => one)

/** Takes a transaction back at its end, once, after all of its work; lets turns wait for a connection. */
function refusing(db: Database): Database {
  return {
    ...db,
    hot: {
      async query(...asked: Parameters<Database['hot']['query']>) {
        if (connectionAfterMs > 0 && asked[0] === 'turn_commit') await pause(connectionAfterMs)
        return db.hot.query(...asked)
      },
    } as Database['hot'],
    transaction: (work) =>
      db.transaction(async (tx, hot) => {
        const done = await work(tx, hot)
        if (refusesCommit && (await tx.handover.count()) > 0) {
          refusesCommit = false
          throw new Error('refused')
        }
        return done
      }),
  }
}

const office = (...args: string[]) => handovers(it, randomIds, args).then((lines) => lines.join('\n'))
const onlyOne = async () => (await it.db.prisma.handover.findFirstOrThrow({ where: { closedAt: null } })).id

test('Lan asks for a person, chị Thu answers in her own words and gives the conversation back', async () => {
  expect(await office()).toBe('Nobody waits for a person.')
  const lan = it.person('Lan')
  await lan.says('gặp người thật')
  const id = await onlyOne()
  expect(opened()).toEqual([['warn', 'handover.opened', { id, urgent: false, kind: 'asked' }]])
  await lan.sends({ text: 'Mình muốn gửi 20 thùng sách thì gửi về đâu?' })
  expect(await office()).toMatch(
    new RegExp(`${id}  since .*, promised by 17:00 .*web-chat  asked for a person`),
  )
  const shown = await office('show', id)
  expect(shown).toMatch(/bot {6}Mình đã báo người phụ trách/)
  expect(shown).toMatch(/person {3}Mình muốn gửi 20 thùng sách/)

  // This database is embedded: whoever holds it by command holds it without the service.
  expect(await office('answer', id, 'Chào bạn, bạn gửi về trụ sở Quỹ nhé.')).toMatch(
    /^It goes out as soon as the service runs\. When all is said: npm run handovers -- close/,
  )
  await lan.hears(/^Người phụ trách nhắn bạn:\nChào bạn, bạn gửi về trụ sở Quỹ nhé\.$/)
  expect(await office()).toMatch(/answered, not closed/)
  // The bot is still silent: the talk with a person goes on.
  const before = lan.heard.length
  await lan.sends({ text: 'Cảm ơn chị' })
  expect(await office('close', id)).toMatch(/The bot speaks again as soon as the service runs\.$/)
  await lan.hears(/Mình là trợ lý tự động, quay lại đây/)
  expect(lan.heard.slice(before).map((one) => one.text)).toHaveLength(1)
  expect(await office()).toBe('Nobody waits for a person.')
  await expect(office('answer', id, 'Còn nữa')).rejects.toThrow(/no open handover has the id/)
})

test('who writes again after an answer waits again, and a child in danger is told of anew', async () => {
  const lan = it.person('Lan')
  await lan.says('bé nhà bên bị đánh')
  const id = await onlyOne()
  const urgent = () =>
    it.db.prisma.handover.findMany({ where: { closedAt: null, urgent: true, answeredAt: null } })
  expect(await urgent()).toHaveLength(1)
  // Nobody has answered yet: it is noted, and not told again.
  await lan.sends({ text: 'bé đang bị đánh nữa' })
  expect(await urgent()).toHaveLength(1)
  await office('answer', id, 'Bạn gọi 111 nhé, mình cũng đã báo xã.')
  await lan.hears(/đã báo xã/)
  expect(await urgent()).toHaveLength(0)

  await lan.sends({ text: 'vâng, mình chờ' })
  await expect.poll(async () => (await urgent()).map((one) => one.id)).toEqual([id])
  await office('answer', id, 'Bạn còn ở đó không?')
  await lan.hears(/còn ở đó/)
  const before = lan.heard.length
  await lan.says('nó lại bị đánh, cứu cháu với')
  expect(lan.heard.slice(before).some(({ text }) => text.includes('111'))).toBe(true)
  expect(await urgent()).toHaveLength(1)
  expect(opened().filter(([, , fields]) => fields?.urgent === true).length).toBeGreaterThanOrEqual(2)
  for (const one of await it.db.prisma.handover.findMany({ where: { closedAt: null } }))
    await office('close', one.id).catch(() => {})
})

test('danger at the end of a very long message is heard', async () => {
  const minh = it.person('Minh')
  await minh.says(`${'Mình kể dài một chút. '.repeat(1_000)}Bé bị bố đánh`)
  expect(minh.heard.some(({ text }) => text.includes('111'))).toBe(true)
  await office('close', await onlyOne())
})

test('bubbles of the same instant are shown in the order in which they were said', async () => {
  const minh = it.person('Minh')
  for (const say of ['/start', 'Góp quà Tết']) await minh.says(say)
  await minh.presses(/^1 suất/)
  await minh.presses('Lấy mã chuyển khoản')
  const said = minh.heard.map(({ text }) => text.split('\n')[0]!).filter((text) => text !== '')
  await minh.says('gặp người thật')
  const shown = await office('show', await onlyOne())
  const places = said.slice(-5).map((text) => shown.lastIndexOf(text))
  expect(said.slice(-5)).toContain('300000')
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places.at(0)).toBeGreaterThan(0)
})

test('who speaks quickly is read in the order in which it was said, however long each had to wait for the database', async () => {
  const hoa = it.person('Hoa')
  await hoa.says('gặp người thật')
  const said = Array.from({ length: 6 }, (_, n) => `câu thứ ${n + 1}.`)
  const turns: Promise<number>[] = []
  for (const [n, text] of said.entries()) {
    connectionAfterMs = n % 2 === 0 ? 80 : 0
    turns.push(hoa.sends({ text }))
    await pause(20)
  }
  await Promise.all(turns)
  connectionAfterMs = 0
  expect(sentences(await office('show', await onlyOne()))).toEqual(said)
})

test('what the bot answered stands behind what it answers, with many people in one batch', async () => {
  const people = Array.from({ length: 8 }, (_, n) => it.person(`Lan ${n}`))
  await Promise.all(people.map((one) => one.says('/start')))
  connectionAfterMs = 40
  // The second turn needs an action: it is one transaction with those of the others.
  for (const say of ['Góp quà Tết', '1', 'menu', 'gặp người thật'])
    await Promise.all(people.map((one) => one.says(say)))
  connectionAfterMs = 0
  const open = await it.db.prisma.handover.findMany({ where: { closedAt: null } })
  expect(open).toHaveLength(people.length)
  for (const { id } of open) {
    const who = [...(await office('show', id)).matchAll(/^\d.*? {2}(bot|person) /gm)].map(([, one]) => one)
    const turns = who.join(' ').replaceAll(/bot( bot)+/g, 'bot')
    expect(turns).toBe('person bot person bot person bot person bot person bot')
  }
})

test('a child in danger rings the alarm, comes first in the list, and is one conversation with what was asked before', async () => {
  const minh = it.person('Minh')
  await minh.says('gặp người thật')
  await minh.says('em bé nhà bên bị bố đánh')
  await minh.hears(/gọi ngay 111/)
  const urgent = await it.db.prisma.handover.findFirstOrThrow({ where: { urgent: true } })
  expect(opened().at(-1)).toEqual([
    'error',
    'handover.opened',
    { id: urgent.id, urgent: true, kind: 'danger' },
  ])
  expect((await office()).split('\n')[0]).toMatch(new RegExp(`^${urgent.id}  CHILD IN DANGER`))
  await office('close', urgent.id)
  expect(await it.db.prisma.handover.count({ where: { closedAt: null } })).toBe(0)
  // Nothing that anybody said, and nobody's name, is in what was logged.
  expect(JSON.stringify(told.filter(([, event]) => event.startsWith('handover')))).not.toMatch(/bị bố|đánh/)
})

test('a child in danger is answered and closed by its own id alone', async () => {
  const hoa = it.person('Hoa')
  await hoa.says('gặp người thật')
  const asked = await onlyOne()
  await hoa.says('em bé nhà bên bị bố đánh')
  await hoa.hears(/gọi ngay 111/)
  const urgent = await it.db.prisma.handover.findFirstOrThrow({ where: { urgent: true } })
  const now = () => it.db.prisma.handover.findUniqueOrThrow({ where: { id: urgent.id } })
  await office('answer', asked, 'Chào bạn.')
  expect((await now()).answeredAt).toBeNull()
  expect(await office('close', asked)).toMatch(/still waits/)
  expect(await now()).toMatchObject({ answeredAt: null, closedAt: null })
  expect(await onlyOne()).toBe(urgent.id)
  expect(await office('close', urgent.id)).toMatch(/The bot speaks again/)
  await hoa.hears(/Mình quay lại đây/)
})

test('nobody is called for what was taken back', async () => {
  const hoa = it.person('Hoa')
  refusesCommit = true
  await hoa.sends({ text: 'gặp người thật' })
  await hoa.hears(/Mình đã báo người phụ trách/, 30_000)
  expect(opened()).toEqual([['warn', 'handover.opened', expect.objectContaining({ id: await onlyOne() })]])
})

test('what an officer writes to somebody who has blocked us waits until they write again', async () => {
  const lan = it.person('Lan')
  await lan.says('gặp người thật')
  const id = await onlyOne()
  const { contactId } = await it.db.prisma.handover.findUniqueOrThrow({ where: { id } })
  await it.db.prisma.address.updateMany({ where: { contactId }, data: { state: 'blocked' } })
  await office('answer', id, 'Bạn còn đó không?')
  await expect
    .poll(
      async () => (await it.db.prisma.todo.findFirst({ where: { contactId } }))?.notBefore.getUTCFullYear(),
      {
        timeout: 15_000,
      },
    )
    .toBe(9999)
  await lan.sends({ text: 'mình đây' })
  await lan.hears(/Bạn còn đó không/)
})

test('what an officer types wrongly is said in one sentence', async () => {
  await expect(office('say', 'x')).rejects.toThrow(/there is no "say"/)
  await expect(office('show', 'x')).rejects.toThrow(/no open handover has the id "x"/)
  const minh = it.person('Minh')
  await minh.says('gặp người thật')
  const id = await onlyOne()
  await expect(office('answer', id)).rejects.toThrow(/the answer is missing/)
  await expect(office('answer', id, 'a'.repeat(1_501))).rejects.toThrow(/longer than 1500/)
})

test('who was answered, and then needs somebody again, waits again; what is wanted besides is noted', async () => {
  const hoa = it.person('Hoa')
  await hoa.says('gặp người thật')
  const first = await onlyOne()
  await office('answer', first, 'Chào bạn, mình nghe đây.')
  await hoa.hears(/mình nghe đây/)
  await hoa.says('menu')
  told.length = 0
  await hoa.says('có em bé hàng xóm bị đánh đập')
  const [again] = await it.db.prisma.handover.findMany({ where: { urgent: true } })
  expect(opened()).toEqual([['error', 'handover.opened', { id: again!.id, urgent: true, kind: 'danger' }]])
  await hoa.says('menu')
  await hoa.says('gặp người thật')
  const noted = await openHandoverById(it.db.hot, KEYS, again!.id)
  expect(noted!.reason).toBe('flow child-danger; child in danger; asked for a person')
  expect(await it.db.prisma.handover.count()).toBe(2)
})

test('what is typed after an officer wrote is for the officer, also where the bot has a question open; a button is for the bot', async () => {
  const lan = it.person('Lan')
  await lan.says('gặp người thật')
  const id = await onlyOne()
  await lan.says('menu')
  await lan.presses('Góp cho đợt này')
  await office('answer', id, 'Chào bạn, bạn muốn gửi bao nhiêu?')
  await lan.hears(/bạn muốn gửi bao nhiêu/)
  const pledges = await it.db.prisma.pledge.count()
  await lan.says('500k')
  expect(lan.heard.at(-1)!.text).toMatch(/^Người phụ trách sẽ đọc tin này của bạn/)
  expect(await it.db.prisma.pledge.count()).toBe(pledges)
  expect(await office('show', id)).toMatch(/person {3}500k/)
  await lan.presses(/^1 suất/)
  await lan.hears(/1 suất quà Tết, 300\.000/)
})

test('whoever was promised an hour and had no word by then is told so, three times and no more', async () => {
  const lan = it.person('Lan')
  await lan.says('gặp người thật')
  const id = await onlyOne()
  const passes = () =>
    it.db.prisma
      .$executeRaw`UPDATE handover SET answer_by = now() - interval '1 minute' WHERE id = ${id}::uuid`
  const patience = () =>
    it.db.prisma.$executeRaw`UPDATE todo SET patience = now(), not_before = now() WHERE source = 'system'`
  for (let times = 1; times <= 4; times++) {
    await passes()
    await expect
      .poll(
        async () => {
          await patience()
          return (await it.db.prisma.handover.findUniqueOrThrow({ where: { id } })).late
        },
        { timeout: 60_000 },
      )
      .toBe(Math.min(times, 3))
  }
  await expect
    .poll(
      async () => {
        await patience()
        await lan.hears(/which is never said/, 300).catch(() => {})
        return lan.heard.filter(({ text }) => text.includes('chưa kịp trả lời')).length
      },
      { timeout: 60_000 },
    )
    .toBe(3)
  await office('answer', id, 'Chị Thu đây, chị nghe.')
  await lan.hears(/Chị Thu đây/)
  await office('close', id)
})

import { expect, test } from 'vitest'
import { post, unpost } from '../../src/conversation/index.ts'
import { openPostgres } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { nextInstantWithin } from '../../src/platform/vietnamese/index.ts'
import { world as giving } from '../giving/world.ts'
import { KEYS } from '../support/known.ts'
import { usePostgres } from '../support/postgres.ts'
import { type Person, world } from '../support/world.ts'

/**
 * Two services beside each other on one database, and money that comes in the second of the reminder: what is said is in order, and
 * each reminder is said once.
 */

const server = usePostgres()
const AT_ONCE = 12

test('money in the same second as its reminder: thanks, or the reminder and then thanks, never a reminder behind money', async () => {
  const db = server().db
  const one = await world({ db: { ...db, close: async () => {} } })
  const other = await world({ db: openPostgres(server().url), seed: false })
  const now = one.clock.now().getTime()
  const minutes = (nextInstantWithin(9, 20, new Date(now)).getTime() - now) / 60_000
  for (const each of [one, other]) each.clock.advance({ minutes })

  const people: { person: Person; code: string; pledge: string; contact: string }[] = []
  for (let n = 0; n < AT_ONCE; n++) {
    const person = one.person(`Lan${n}`)
    await person.says('/start')
    await person.presses(/^Góp (quà Tết|cho đợt này)$/)
    await person.presses(/^1 suất/)
    await person.presses('Lấy mã chuyển khoản')
    const code = person.heard.findLast((message) => /^TLV[0-9A-Z]{7}$/.test(message.text))!.text
    const pledge = await db.prisma.pledge.findUniqueOrThrow({ where: { code } })
    people.push({ person, code, pledge: pledge.id, contact: pledge.contactId })
  }
  const remind = (who: (typeof people)[number], n: number) =>
    db.transaction((tx) =>
      post(tx, who.contact, {
        flow: 'pledge-reminder',
        with: { pledge: { id: who.pledge }, last: false },
        // Posted twice: once a day it is said.
        key: `pledge-reminder:${who.pledge}:now:${n}`,
        patience: new Date(Date.now() + 3_600_000),
      }),
    )
  await Promise.all(
    people.flatMap((who, n) => [
      remind(who, 1),
      remind(who, 2),
      new Promise((resolve) => setTimeout(resolve, 150 * n)).then(() =>
        (n % 2 === 0 ? one : other).bank.credits(n % 3 === 0 ? 100_000n : 300_000n, who.code, {
          at: new Date(),
        }),
      ),
    ]),
  )
  let reminded = 0
  for (const { person } of people) {
    await person.hears(/Mình đã thấy \d00\.000/u)
    const texts = person.heard.map(({ text }) => text)
    const asked = texts.flatMap((text, at) => (/vẫn đang để dành/u.test(text) ? [at] : []))
    const thanks = texts.findIndex((text) => /Mình đã thấy/u.test(text))
    expect(asked.length).toBeLessThanOrEqual(1)
    for (const at of asked) expect(at).toBeLessThan(thanks)
    reminded += asked.length
  }
  // What was posted is over, said or not.
  await expect
    .poll(() => db.prisma.todo.count({ where: { source: 'system' } }), { timeout: 20_000 })
    .toBeLessThanOrEqual(AT_ONCE)
  console.info(`${reminded} of ${AT_ONCE} were reminded before their money`)
  await other.close()
  await one.close()
}, 180_000)

test('a reminder waits for money that is being booked, and then says nothing', async () => {
  const w = await giving(server().db)
  const lan = await w.person()
  const pledge = await lan.pledges({ units: 1 })
  const [first] = w.told
  w.clock.advance({ days: 2 })
  const booking = w.db.transaction(async (tx) => {
    await tx.$executeRaw`UPDATE pledge SET state = 'part_paid', received = 100000 WHERE id = ${pledge.id}::uuid`
    await new Promise((resolve) => setTimeout(resolve, 500))
  })
  await new Promise((resolve) => setTimeout(resolve, 100))
  const since = performance.now()
  expect(await lan.tells('pledge-reminder', first!.with as never)).toMatchObject({ kind: 'nothing' })
  expect(performance.now() - since).toBeGreaterThan(200)
  await booking
})

test('what is taken back is not waited for while a worker has it in hand', async () => {
  const { db } = server()
  const contact = ids.uuid()
  const wrapped = KEYS.make(contact).wrapped.toString('hex')
  await db.script(`insert into contact (id) values ('${contact}');
    insert into person_key (contact_id, wrapped) values ('${contact}', '\\x${wrapped}')`)
  await db.transaction((tx) =>
    post(tx, contact, { flow: 'pledge-reminder', key: 'pledge-reminder:x:1', with: {} }),
  )
  const turn = db.transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM todo WHERE contact_id = ${contact}::uuid FOR UPDATE`
    await new Promise((resolve) => setTimeout(resolve, 500))
  })
  await new Promise((resolve) => setTimeout(resolve, 100))
  const since = performance.now()
  await db.transaction((tx) => unpost(tx, 'pledge-reminder:x:'))
  expect(performance.now() - since).toBeLessThan(350)
  await turn
  expect(await db.prisma.todo.count({ where: { contactId: contact } })).toBe(1)
})

import { expect, test } from 'vitest'
import { rotateKeys, SEALED } from '../../src/commands/rotate-keys.ts'
import { openPostgres } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { personKeys } from '../../src/platform/person-key.ts'
import { secretFrom } from '../../src/platform/secret.ts'
import { usePostgres } from '../support/postgres.ts'
import { type Person, personBy, type World, world } from '../support/world.ts'

/** The secret of the instance is changed beside the service, as docs/operating.md says, and nobody notices. */
const server = usePostgres()
const OLD = 'a-secret-of-these-tests-that-is-long-enough-for-a-key'
const NEW = 'another-secret-of-these-tests-that-is-long-enough'
const secretOf = (...configured: string[]) => secretFrom({ configured: configured.join(',') })

/** What of all that is sealed by the instance's secret does not open with the new one alone. */
async function closedToNew(it: World): Promise<string[]> {
  const secret = secretOf(NEW)
  const closed: string[] = []
  for (const { table, column, id, place, base64 } of SEALED) {
    const rows = await it.db.hot.query<{ id: string; value: unknown }>(
      `closed_${table}_${column}`,
      `select ${id} as id, ${column} as value from ${table} where ${base64 ? "key like 'key:%'" : `${column} <> ''`}`,
      [],
    )
    for (const { id: name, value } of rows) {
      const bytes = base64 ? Buffer.from(String(value), 'base64') : (value as Uint8Array)
      try {
        secret.unwrap(bytes, place + name)
      } catch {
        closed.push(`${table}.${column} ${name}`)
      }
    }
  }
  return closed
}

test('twenty people talk while everything is sealed anew: all go on after, the old secret can go, and nothing is unreadable', async () => {
  let it = await world({ db: server().db, secret: secretOf(OLD) })
  const somebody = (n: number): Person =>
    personBy((path, init) => Promise.resolve(it.service.web.request(path, init)), `Lan ${n}`)
  const people = Array.from({ length: 20 }, (_, n) => somebody(n))
  for (const one of people) await one.says('gọi tôi là chị')
  // So many others that it takes a while.
  const others = Array.from({ length: 3_000 }, () => ids.uuid())
  await it.db.prisma.contact.createMany({ data: others.map((id) => ({ id })) })
  const keys = personKeys(secretOf(OLD))
  const wrapped = (contactId: string) => ({
    contactId,
    wrapped: Uint8Array.from(keys.make(contactId).wrapped),
  })
  await it.db.prisma.personKey.createMany({ data: others.map(wrapped) })
  await it.service.stop(5_000)

  it = await world({ db: server().db, secret: secretOf(NEW, OLD), seed: false })
  expect((await closedToNew(it)).length).toBeGreaterThan(3_000)
  let rotating = true
  let [turns, gifts] = [0, 0]
  const newcomers: Person[] = []
  /** Somebody promises, and their money comes; then they look at it again and again, and somebody new says something. */
  async function talks(one: Person): Promise<void> {
    await one.says('/start')
    await one.presses(/^Góp (quà Tết|cho đợt này)$/)
    await one.presses(/^1 suất/)
    await one.presses('Lấy mã chuyển khoản')
    const code = one.heard.findLast(({ text }) => /^TLV\w{7}$/.test(text))!.text
    expect(await it.bank.credits(300_000n, code)).toBe(200)
    await one.hears(/Biên nhận số/, 60_000)
    gifts += 1
    const newcomer = somebody(100 + newcomers.length)
    newcomers.push(newcomer)
    while (rotating) {
      expect((await newcomer.says('chào')).length).toBeGreaterThan(0)
      expect((await one.says('của tôi')).length).toBeGreaterThan(0)
      turns += 2
      // No more than a chat is allowed to say.
      await new Promise((resolve) => setTimeout(resolve, 1_000))
    }
  }
  const talking = Promise.all(people.map(talks))
  // Whoever cannot go on says so below.
  talking.catch(() => {
    rotating = false
  })
  // A process of its own, with connections of its own.
  const beside = openPostgres(server().url, 2)
  const rotated = []
  try {
    while (rotating && (gifts < people.length || turns < 20))
      rotated.push(await rotateKeys({ db: beside, secret: secretOf(NEW, OLD) }))
  } finally {
    rotating = false
  }
  await talking
  expect(rotated[0]!.join('\n')).toMatch(/person_key, wrapped: 30[0-9]{2} sealed anew/)
  const again = (await rotateKeys({ db: beside, secret: secretOf(NEW, OLD) })).join('\n')
  expect(again).not.toMatch(/[1-9]\d* sealed anew/)
  await beside.close()
  expect(await closedToNew(it)).toEqual([])
  await it.service.stop(5_000)

  // The old one is gone from the settings.
  it = await world({ db: server().db, secret: secretOf(NEW), seed: false })
  for (const one of [...people, ...newcomers]) {
    one.heard.length = 0
    expect((await one.says('của tôi')).length).toBeGreaterThan(0)
  }
  // All that they were told before opens: a chat that is opened anew reads it from its beginning.
  const key = personKeys(secretOf(NEW))
  const rows = await it.db.prisma.outbox.findMany()
  for (const { contactId, payload } of rows)
    expect((await key.of(it.db.prisma, contactId))!.open('told', payload).length).toBeGreaterThan(0)
  const heard = await it.db.prisma.inbox.findMany({ where: { addressId: { not: null } } })
  for (const { contactId, body } of heard)
    expect((await key.of(it.db.prisma, contactId))!.open('heard', body).length).toBeGreaterThan(0)
  expect(await it.db.prisma.todo.count({ where: { stuckAt: { not: null } } })).toBe(0)
  expect(await it.db.prisma.bankNotice.count({ where: { state: { not: 'booked' } } })).toBe(0)
  expect(await it.db.prisma.receipt.count({ where: { state: 'valid' } })).toBe(people.length)
  await it.service.stop(5_000)
}, 300_000)

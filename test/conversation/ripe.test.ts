import { afterAll, beforeAll, expect, test } from 'vitest'
import { post, workHealth } from '../../src/conversation/index.ts'
import { todoStore } from '../../src/conversation/todo-store.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { testDatabase } from '../support/database.ts'
import { KEYS } from '../support/known.ts'

/** What a sweep brings to its turn, and in which order. */

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const HOUR_MS = 3_600_000
const store = () => todoStore(db.hot, KEYS)

async function somebody(): Promise<string> {
  const contact = ids.uuid()
  const { wrapped } = KEYS.make(contact)
  await db.script(`
    insert into contact (id) values ('${contact}');
    insert into person_key (contact_id, wrapped) values ('${contact}', '\\x${wrapped.toString('hex')}')`)
  return contact
}
/** Something of a source that has waited for a second. */
const waits = (source: string, contact: string) =>
  db.script(`
    insert into inbox (source, external_id, contact_id, body) values ('${source}', '${contact}', '${contact}', '');
    insert into todo (source, external_id, contact_id, not_before)
    values ('${source}', '${contact}', '${contact}', now() - interval '1 s')`)
const told = (contact: string, patience?: Date) =>
  db.transaction((tx) =>
    post(tx, contact, { flow: 'news', with: {}, key: `news:${contact}`, ...(patience && { patience }) }),
  )

test('what somebody wrote comes before everything that is due, and money before reminders', async () => {
  const [hasTime, hasLess, money, ranOut, wrote] = await Promise.all(Array.from({ length: 5 }, somebody))
  await told(hasTime!, new Date(Date.now() + 6 * HOUR_MS))
  await told(hasLess!, new Date(Date.now() + HOUR_MS))
  await told(money!)
  await waits('time', ranOut!)
  // What nobody waits for is no backlog before its time is over.
  expect((await workHealth(db.hot)).turns).toBe(1)
  await waits('telegram:1', wrote!)
  expect((await workHealth(db.hot)).turns).toBe(2)
  const order = async (most = 10) => (await store().ripe(most)).map(({ contact, bulk }) => [contact, bulk])
  expect(await order()).toEqual([
    [wrote, false],
    [ranOut, true],
    [money, true],
    [hasLess, true],
    [hasTime, true],
  ])
  expect(await order(1)).toEqual([[wrote, false]])

  // What finds no room lets those behind it pass, and what the person wrote stays.
  await waits('telegram:1', money!)
  for (const one of [money, ranOut, wrote]) await store().putOff(one!, HOUR_MS)
  expect(new Set((await order()).map(([contact]) => contact))).toEqual(
    new Set([wrote, money, hasLess, hasTime]),
  )
  expect((await order()).slice(0, 2).map(([, bulk]) => bulk)).toEqual([false, false])
})

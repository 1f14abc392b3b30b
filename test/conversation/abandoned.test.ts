import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Channel, SendError, type SendErrorKind } from '../../src/channels/channel.ts'
import type { Outgoing } from '../../src/conversation/delivery-store.ts'
import { delivery, deliveryStore } from '../../src/conversation/index.ts'
import { perform } from '../../src/conversation/perform.ts'
import type { Sprint } from '../../src/engine/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { createLog, silentLog } from '../../src/platform/log.ts'
import { testDatabase } from '../support/database.ts'
import { KEYS } from '../support/known.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const store = () => deliveryStore(db.hot, KEYS, async () => {})

/** Messages in a process's hands, oldest first. */
async function inHand(count: number): Promise<{ contact: string; ids: string[] }> {
  const [contact, address] = [ids.uuid(), ids.uuid()]
  const { key, wrapped } = KEYS.make(contact)
  await db.script(`
    insert into contact (id) values ('${contact}');
    insert into person_key (contact_id, wrapped) values ('${contact}', '\\x${wrapped.toString('hex')}');
    insert into address (id, contact_id, channel, account, key_hash) values ('${address}', '${contact}', 'telegram', '1', decode(md5('${address}'), 'hex'))`)
  const rows = await db.hot.query<{ id: string }>(
    'given',
    `insert into outbox (contact_id, address_id, payload, attempts, lease_until)
     select $1::uuid, $2::uuid, $4::bytea, 1, now() - interval '1 s'
     from generate_series(1, $3::int4) returning id::text as id`,
    [contact, address, count, key.seal('told', '{"text":"x"}')],
  )
  return { contact, ids: rows.map((row) => row.id) }
}
/** Its process ends without a word. */
const ends = () => db.script("update outbox set lease_until = now() - interval '1 s' where state = 'waiting'")
const stateOf = async (id: string) => {
  const { state, error } = await db.prisma.outbox.findUniqueOrThrow({ where: { id: BigInt(id) } })
  return { state, error }
}

test('a message whose process ends again and again is listed as unknown, and those behind it go on', async () => {
  const {
    ids: [first, second],
  } = await inHand(2)
  for (let times = 0; times < 10; times++) {
    expect(await store().giveUp()).toEqual([])
    expect((await store().takeOver(10)).map((one) => one.id)).toEqual([first, second])
    await ends()
  }
  expect(await store().giveUp()).toEqual([{ id: first, error: 'abandoned' }])
  expect(await stateOf(first!)).toEqual({ state: 'unknown', error: 'abandoned' })
  expect((await store().takeOver(10)).map((one) => one.id)).toEqual([second])
  await db.script("update outbox set state = 'sent'")
})

test('one that a living process gives back for another try is not left lying, however often', async () => {
  await inHand(1)
  for (let times = 0; times < 30; times++) {
    const [taken] = await store().takeOver(10)
    await store().retry(taken!, 0)
    await ends()
    expect(await store().giveUp()).toEqual([])
  }
  await db.script("update outbox set state = 'sent'")
})

test('only what is next counts as tried, and each takeover has a mark of its own', async () => {
  await inHand(2)
  const marks = new Set<number>()
  for (let times = 2; times < 12; times++) {
    const [next, behind] = await store().takeOver(10)
    expect([next!.tries, behind!.tries]).toEqual([times - 1, 0])
    marks.add(behind!.attempts)
    await store().retry(next!, 0)
    await ends()
  }
  expect(marks.size).toBe(10)
  await db.script("update outbox set state = 'sent'")
})

test('one that waited too long for its turn to be sent has not been tried', async () => {
  await inHand(1)
  const marks = new Set<number>()
  for (let times = 0; times < 6; times++) {
    const [next] = await store().takeOver(10)
    // It was in the hands of a process that ended.
    expect(next!.tries).toBe(1)
    marks.add(next!.attempts)
    await store().letGo(next!)
    // Free at once, but for the millisecond that the column is rounded to.
    await ends()
  }
  expect(marks.size).toBe(6)
  await db.script("update outbox set state = 'sent'")
})

test('one that the channel makes wait has not been tried: a doubtful send after it is repeated', async () => {
  await inHand(1)
  for (let times = 0; times < 4; times++) {
    const [next] = await store().takeOver(10)
    expect(next!.tries).toBe(1)
    const throttled: Channel = {
      name: 'telegram',
      account: '1',
      abilities: { buttons: 0, media: false, textLength: 100 },
      cut: (bubble) => [bubble],
      send: () => Promise.reject(new SendError('throttled', 'wait', 1)),
    }
    const sends = delivery(new Map([['telegram:1', throttled]]), store(), silentLog)
    sends.take([next!])
    await sends.close(5_000)
    await ends()
  }
  await db.script("update outbox set state = 'sent'")
})

/** A send of what was taken over that comes to this. */
async function sendComesTo(kind: SendErrorKind, taken: readonly Outgoing[]): Promise<void> {
  const channel: Channel = {
    name: 'telegram',
    account: '1',
    abilities: { buttons: 0, media: false, textLength: 100 },
    cut: (bubble) => [bubble],
    send: () => Promise.reject(new SendError(kind, kind, 1)),
  }
  const sends = delivery(new Map([['telegram:1', channel]]), store(), silentLog)
  sends.take(taken)
  await sends.close(5_000)
}

test.each(['must_reach', 'answer'] as const)(
  '%s: however often the channel was away, a send without an answer is repeated once, and not twice',
  async (kind) => {
    const { ids } = await inHand(1)
    await db.script(`update outbox set class = '${kind}', attempts = 0 where id = ${ids[0]}`)
    for (const trouble of ['unavailable', 'throttled', 'unavailable', 'ambiguous', 'unavailable'] as const) {
      await sendComesTo(trouble, await store().takeOver(10))
      expect((await stateOf(ids[0]!)).state).toBe('waiting')
      await ends()
    }
    const [last] = await store().takeOver(10)
    expect(last).toMatchObject({ tries: 4, doubts: 1 })
    await sendComesTo('ambiguous', [last!])
    expect(await stateOf(ids[0]!)).toEqual({ state: 'unknown', error: 'ambiguous' })
  },
)

test('an appeal of which nobody knows whether it arrived is not sent again', async () => {
  const { ids } = await inHand(1)
  await db.script(`update outbox set class = 'once', attempts = 0 where id = ${ids[0]}`)
  await sendComesTo('unavailable', await store().takeOver(10))
  await ends()
  await sendComesTo('ambiguous', await store().takeOver(10))
  expect(await stateOf(ids[0]!)).toEqual({ state: 'unknown', error: 'ambiguous' })
})

test('what is given back before it was sent has no tries, and never less than none', async () => {
  const { ids } = await inHand(1)
  const counts = async () => {
    const { tries, doubts } = await db.prisma.outbox.findUniqueOrThrow({ where: { id: BigInt(ids[0]!) } })
    return { tries, doubts }
  }
  // As a turn leaves it: in the hands of its own process, which never took it over.
  await db.script(`update outbox set lease_until = now() + interval '1 minute' where id = ${ids[0]}`)
  await store().letGo({ id: ids[0]!, attempts: 1 } as Outgoing)
  for (let times = 0; times < 3; times++) {
    expect(await counts()).toEqual({ tries: 0, doubts: 0 })
    await ends()
    await store().letGo((await store().takeOver(10))[0]!)
  }
  await db.script("update outbox set state = 'sent'")
})

test('one that waited behind another, however often that was tried, is not given up at its first trouble', async () => {
  const { ids } = await inHand(2)
  for (let times = 0; times < 6; times++) {
    await store().retry((await store().takeOver(10))[0]!, 0)
    await ends()
  }
  const away: Channel = {
    name: 'telegram',
    account: '1',
    abilities: { buttons: 0, media: false, textLength: 100 },
    cut: (bubble) => [bubble],
    send: () => Promise.reject(new SendError('unavailable', 'away')),
  }
  const sends = delivery(new Map([['telegram:1', away]]), store(), silentLog)
  sends.take((await store().takeOver(10)).slice(1))
  await sends.close(5_000)
  expect(await stateOf(ids[1]!)).toEqual({ state: 'waiting', error: null })
  await db.script("update outbox set state = 'sent'")
})

test('what an engine’s error says goes into no log, only where it was', async () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line: string) => void lines.push(line) })
  const error = Object.assign(new TypeError('“Lan 0912345678” is no amount'), { code: 'E42' })
  const sprint = {
    session: { lang: 'vi' },
    effects: [
      {
        kind: 'alert',
        what: 'broken',
        detail: `flow "tet" step "amount": ${error.message}`,
        at: { flow: 'tet', step: 'amount', revision: 'r1' },
        error,
      },
    ],
  } as unknown as Sprint
  await perform(
    { log } as never,
    { tx: undefined as never, hot: db.hot },
    ids.uuid(),
    { channel: 'telegram', way: 'typed' },
    sprint,
  )
  expect(lines.join()).not.toMatch(/Lan|0912/)
  expect(JSON.parse(lines[0]!)).toMatchObject({
    event: 'conversation.alert',
    kind: 'broken',
    flow: 'tet',
    step: 'amount',
    revision: 'r1',
    error: { name: 'TypeError', code: 'E42' },
  })
})

import { expect, test } from 'vitest'
import { addToComplaint, closeComplaint, noteComplaint, openWords } from '../../src/people/complaint-store.ts'
import type { Request } from '../../src/people/request.ts'
import { requestsAnswered } from '../../src/people/request-store.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import type { Tx } from '../../src/platform/tx.ts'
import { KEYS, world } from '../giving/world.ts'
import { usePostgres } from '../support/postgres.ts'

const server = usePostgres()

/** The same transaction, with something done by somebody else before its first lock is taken. */
function beforeItsLock(tx: Tx, work: () => Promise<unknown>): Tx {
  let done: Promise<unknown> | undefined
  const asked = tx.$queryRaw.bind(tx)
  return new Proxy(tx, {
    get(target, name, self) {
      if (name !== '$queryRaw') return Reflect.get(target, name, self)
      return async (...args: Parameters<typeof asked>) => {
        done ??= work()
        await done
        return asked(...args)
      }
    },
  })
}

test('what Lan adds in the moment in which an officer closes is not closed unread', {
  timeout: 60_000,
}, async () => {
  const { db } = server()
  const w = await world(db)
  const lan = await w.person()
  const now = w.clock.now()
  const key = (await KEYS.of(db.prisma, lan.contact))!
  const writing = (tx: Tx) => ({ tx, ids, keys: KEYS, contact: lan.contact, address: lan.address, now })
  const { id } = (await db.transaction((tx) => noteComplaint(writing(tx), 'thiếu hai áo'))) as Request
  await requestsAnswered(db.prisma, lan.contact, null)
  const adds = () => db.transaction((tx) => addToComplaint(writing(tx), id, 'và một em khóc'))
  const closed = await db.transaction((tx) =>
    closeComplaint(beforeItsLock(tx, adds), key, id, 'Đã bù hai áo', now),
  )
  expect(closed).toBe('unanswered')
  expect((await openWords(db.prisma, key, id)).words).toBe('thiếu hai áo\n\nvà một em khóc')
  expect((await db.prisma.request.findUniqueOrThrow({ where: { id } })).state).toBe('open')
})

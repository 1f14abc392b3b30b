import { afterAll, beforeAll, expect, test } from 'vitest'
import { post } from '../../src/conversation/index.ts'
import { waker } from '../../src/conversation/sweeps.ts'
import { silentLog } from '../../src/platform/log.ts'
import { inProcessQueue } from '../../src/platform/queue-in-process.ts'
import { type World, world } from '../support/world.ts'

let it: World
const added: string[] = []
/** Contacts whose work nobody takes up, as if all workers were busy. */
const stuck = new Set<string>()
beforeAll(async () => {
  const queue = inProcessQueue(silentLog)
  const watched: typeof queue = {
    ...queue,
    async add(name, id, options) {
      if (name === 'todo' || name === 'bulk') added.push(id)
      if (!stuck.has(id)) await queue.add(name, id, options)
    },
  }
  it = await world({ queue: watched })
})
afterAll(() => it.close())

test('a contact is queued once for the same work, again when the work has changed, or after a while', () => {
  const wake = waker()
  const ripe = (contact: string, mark: string, bulk = false) => ({ contact, mark, bulk })
  const [lan, minh] = [ripe('lan', '1/0'), ripe('minh', '2/0', true)]
  expect(wake([lan, ripe('lan', '7/0', true), minh], 0)).toEqual([lan, minh])
  expect(wake([lan, minh], 2_000)).toEqual([])
  expect(wake([ripe('lan', '1/4'), minh], 4_000)).toEqual([ripe('lan', '1/4')])
  expect(wake([minh], 20_000)).toEqual([minh])
  expect(wake([ripe('lan', '1/4')], 20_000)).toEqual([ripe('lan', '1/4')])
})

test('a bank notice wakes the donor whose money came, and nobody else who waits', async () => {
  const [lan, minh] = [it.person('Lan'), it.person('Minh')]
  await minh.says('cảm ơn')
  const waits = await it.db.prisma.contact.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
  await lan.says('/start')
  await lan.presses('Góp quà Tết')
  await lan.presses(/^1 suất/)
  await lan.presses('Lấy mã chuyển khoản')
  const code = lan.heard.findLast((message) => /^TLV[0-9A-Z]{7}$/.test(message.text))!.text
  stuck.add(waits.id)
  await it.db.transaction((tx) => post(tx, waits.id, { flow: 'help', with: {}, key: 'waits' }))
  await expect.poll(() => added, { timeout: 8_000 }).toContain(waits.id)
  added.length = 0
  for (let n = 0; n < 12; n++) await it.bank.credits(1_000n + BigInt(n), 'ung ho')
  await it.bank.credits(300_000n, code)
  await lan.hears(/Biên nhận số TET27/)
  // A sweep may have told of him once more.
  expect(added.filter((one) => one === waits.id).length).toBeLessThan(3)
})

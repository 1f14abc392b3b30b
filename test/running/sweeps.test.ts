import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

/** A test that waits to see that nothing comes leans on this: a round of sweeps that did not happen is not silent. */
let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const rename = (from: string, to: string) => w.db.script(`alter table ${from} rename to ${to}`)

test('a round of sweeps is to its end, and throws what a sweep throws', async () => {
  await w.sweeps()
  await rename('wish', 'wish_gone')
  await expect(w.service.sweep()).rejects.toThrow(/wish/)
  await expect(w.sweeps()).rejects.toThrow(/wish/)
  await rename('wish_gone', 'wish')
  await w.sweeps()
})

test('what a sweep logs and goes on from is no silence either', async () => {
  await rename('sponsorship', 'sponsorship_gone')
  await expect(w.sweeps()).rejects.toThrow(/while sweeps ran: .*sweep\.failed/)
  await rename('sponsorship_gone', 'sponsorship')
  await w.sweeps()
})

test('after its stop a service sweeps no more, and says so', async () => {
  await w.service.stop(1_000)
  await expect(w.service.sweep()).rejects.toThrow(/has stopped/)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { nextInstantWithin } from '../../src/platform/vietnamese/index.ts'
import { type World, world } from '../support/world.ts'

let it: World
beforeAll(async () => {
  it = await world()
})
afterAll(() => it.close())

test('Lan asks to hear of Tết, and the service itself tells her once when one is open', async () => {
  const lan = it.person('Lan')
  await lan.says('tết sang năm nhắn mình nhé')
  await lan.hears(/Khi mở đợt góp Tết 20\d\d/)
  // The year she asked for is here: the demo world has a campaign of Tết open.
  await it.db.prisma.consent.updateMany({ data: { fromYear: 2020 } })
  const now = it.clock.now().getTime()
  it.clock.advance({ minutes: (nextInstantWithin(9, 12, new Date(now)).getTime() - now) / 60_000 })
  await lan.hears(/bạn từng dặn mình nhắn khi mở đợt góp Tết/, 30_000)
  await new Promise((resolve) => setTimeout(resolve, 5_000))
  expect(lan.heard.filter(({ text }) => /từng dặn mình nhắn/.test(text))).toHaveLength(1)
  const [row] = await it.db.prisma.consent.findMany({ where: { purpose: 'next_tet' } })
  expect(row!.withdrawnAt).not.toBeNull()
}, 60_000)

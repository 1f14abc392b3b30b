import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let it: World
beforeAll(async () => {
  it = await world()
})
afterAll(() => it.close())

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('a word that is sent twice in haste, after its answer even, gives nothing twice', async () => {
  const lan = it.person('Lan')
  await lan.says('/start')
  await lan.presses('Góp quà Tết')
  await lan.sends({ text: '1' })
  await pause(60)
  await lan.sends({ text: '1' })
  await lan.hears(/lần/)
  expect(await it.db.prisma.pledge.count()).toBe(1)
  const code = lan.choice('Lấy mã chuyển khoản')
  for (let n = 0; n < 3; n++) {
    await lan.sends({ choice: code })
    await pause(60)
  }
  await lan.hears(/^TLV\w{7}$/)
  await pause(500)
  await lan.says('cảm ơn')
  expect(lan.heard.filter(({ text }) => /^TLV\w{7}$/.test(text))).toHaveLength(1)
  expect(lan.heard.map(({ text }) => text).join('\n')).not.toMatch(/Nút này thuộc một câu hỏi trước/)
})

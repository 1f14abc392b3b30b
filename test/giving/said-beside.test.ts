import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let it: World
beforeAll(async () => {
  it = await world()
})
afterAll(() => it.close())

const AWAITED = 20_000

test('“góp 500k và 10 áo ấm”: the thanks for the money ask of the coats, once, and nothing of them is kept then', async () => {
  const lan = it.person('Lan')
  await lan.says('góp 500k và 10 áo ấm')
  await lan.presses('Lấy mã chuyển khoản')
  const code = lan.heard.findLast(({ copy, text }) => copy && /^TLV/.test(text))!.text
  const beside = async () => (await it.db.prisma.pledge.findUniqueOrThrow({ where: { code } })).besideBody
  const sealed = await beside()
  expect(sealed).not.toBeNull()
  expect(Buffer.from(sealed!).toString()).not.toContain('áo')

  await it.bank.credits(500_000n, code)
  const asked = await lan.hears(/10 áo ấm.*hẹn gửi luôn/, AWAITED)
  expect(asked.choices.map(({ label }) => label)).toContain('Hẹn gửi đồ')
  expect(await beside()).toBeNull()
  // She says nothing to it. More money for it is thanked for alone.
  const before = lan.heard.length
  await it.bank.credits(200_000n, code)
  await lan.hears(/200\.000/, AWAITED)
  await it.sweeps()
  expect(
    lan.heard
      .slice(before)
      .map(({ text }) => text)
      .join(),
  ).not.toContain('áo ấm')
  expect((await lan.presses('Hẹn gửi đồ')).at(-1)!.text).toContain('10 áo ấm')
})

test('who arranges them at the code is not asked at the thanks', async () => {
  const minh = it.person('Minh')
  await minh.says('góp 300k và 10 áo ấm')
  await minh.presses('Lấy mã chuyển khoản')
  const code = minh.heard.findLast(({ copy, text }) => copy && /^TLV/.test(text))!.text
  await minh.presses('Hẹn gửi đồ')
  const pledge = await it.db.prisma.pledge.findUniqueOrThrow({ where: { code } })
  expect(pledge.besideBody).toBeNull()
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TelegramWorld, telegramWorld } from './telegram.ts'

let tg: TelegramWorld
beforeAll(async () => {
  tg = await telegramWorld('webhook')
})
afterAll(() => tg.close())

test('what is sent in two messages goes on with the second, when that met trouble', async () => {
  const lan = tg.person(301)
  await lan.says('/start tet')
  await lan.hears(/Chào bạn/)
  await lan.presses('Góp quà Tết')
  await lan.hears(/bao nhiêu suất/)
  await lan.presses(/^1 suất/)
  await lan.hears(/Mình giữ phần này/)
  await lan.presses('Lấy mã chuyển khoản')
  await lan.hears(/Nội dung chỉ cần mã ở trên/)
  const code = lan.screen().findLast((message) => /^TLV[0-9A-Z]{7}$/.test(message.text ?? ''))!.text!
  await tg.it.bank.credits(300_000n, code)
  await lan.hears(/Biên nhận số TET27-\d{6}\.$/)

  // Words that are too long for a picture follow it in a message of their own.
  await tg.it.db.prisma.need.updateMany({ data: { what: `suất quà ${'cho các em '.repeat(110)}2027` } })
  const before = lan.screen().length
  tg.api.fault({ method: 'sendMessage', chat: 301, times: 2, does: { kind: 'throttle', retryAfter: 1 } })
  await lan.says('biên nhận')
  await lan.hears(/Dùng cho: .*2027/s)
  const [picture, ...words] = lan.screen().slice(before)
  expect(picture).toHaveProperty('photo')
  expect(words).toEqual([expect.objectContaining({ reply_markup: expect.anything() })])
  await expect.poll(() => tg.it.db.prisma.outbox.count({ where: { state: 'waiting' } })).toBe(0)
})

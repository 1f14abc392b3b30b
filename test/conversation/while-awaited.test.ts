import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

/** What a donor is owed also while she waits for a person of the Fund: news of her money, and a number for a complaint. */
let it: World
beforeAll(async () => {
  it = await world()
})
afterAll(() => it.close())

const texts = (messages: readonly { text: string }[]) => messages.map((one) => one.text).join('\n')

test('news of money and the receipt come within seconds, and she is awaited as before', async () => {
  const lan = it.person('Lan')
  await lan.says('góp 300k')
  await lan.presses('Lấy mã chuyển khoản')
  const code = lan.heard.findLast((message) => /^TLV[0-9A-Z]{7}$/.test(message.text))!.text
  await lan.says('gặp người')
  await it.bank.credits(300_000n, code)
  await lan.hears(/Mình đã thấy 300\.000.đ/, 20_000)
  await lan.hears(/Biên nhận số TET27-\d{6}/, 20_000)
  expect(texts(await lan.says('cho mình hỏi về hóa đơn công ty'))).toMatch(/^Người phụ trách sẽ đọc/)
  await lan.presses('Lấy giấy ghi nhận')
  await lan.presses('Không ghi tên')
  await lan.hears(/Giấy ghi nhận số GN-TET27/)
  expect(await it.db.prisma.handover.count({ where: { closedAt: null, answeredAt: null } })).toBe(1)
})

test('a complaint has its number and its hour, and who is awaited is told of', async () => {
  const minh = it.person('Minh')
  const called = texts(await minh.says('gặp người'))
  const [, hour] = /trước (.* \d\d\/\d\d)\./.exec(called)!
  const waits = texts(await minh.says('yêu cầu của tôi'))
  expect(waits).toContain(`Quỹ trả lời bạn trước ${hour}.`)
  await minh.says('mình muốn hỏi về chuyến đi')
  const said = texts(await minh.says('phản ánh: hôm qua nhắn không ai trả lời'))
  expect(said).toMatch(/phản ánh số R-\d{4}\. .* trước \d\d:\d\d/)
  expect(await it.db.prisma.request.count({ where: { kind: 'complaint', state: 'open' } })).toBe(1)
  expect(texts(await minh.says('yêu cầu của tôi'))).toMatch(/Phản ánh R-\d{4}/)
})

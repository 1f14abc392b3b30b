import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../../src/platform/vietnamese/index.ts'
import { type Person, type World, world } from '../support/world.ts'

/** Lan changes what she has promised, in the web chat, each time by one sentence or two presses. */

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const CODE = /^TLV[0-9A-Z]{7}$/
async function promises(person: Person, gifts: RegExp) {
  await person.says('/start')
  await person.presses(/^Góp (quà Tết|cho đợt này)$/)
  await person.presses(gifts)
  await person.presses('Lấy mã chuyển khoản')
  return person.heard.findLast(({ text }) => CODE.test(text))!.text
}
const byCode = (code: string) => w.db.prisma.pledge.findUniqueOrThrow({ where: { code } })
const last = (person: Person) => person.heard.at(-1)!.text

test('“nhắc tôi … nữa”: the reminder is planned for that day, in place of the others', async () => {
  const lan = w.person('Lan')
  const code = await promises(lan, /^1 suất/)
  await lan.says('nhắc tôi 3 hôm nữa')
  expect(last(lan)).toMatch(/Mình nhắc bạn .*giữ phần 300\.000/)
  const { id, snoozes, contactId } = await byCode(code)
  expect(snoozes).toBe(1)
  const waits = await w.db.prisma.todo.findMany({ where: { contactId, source: 'system' } })
  expect(waits.every(({ externalId }) => externalId.startsWith(`pledge-reminder:${id}:`))).toBe(true)
  const on = dayOf(new Date(w.clock.now().getTime() + 3 * 86_400_000))
  expect(waits.map(({ notBefore }) => dayOf(notBefore!))[0]).toBe(on)
  // By two presses, and not a third time.
  await lan.says('của tôi')
  await lan.presses('Nhắc hôm khác')
  await lan.presses('Ngày mai')
  expect(last(lan)).toMatch(/Mình nhắc bạn/)
  await lan.says('tuần sau nhắc lại nhé')
  expect(last(lan)).toMatch(/đã dời hai lần/)
})

test('“tôi chuyển trước 300k, còn lại …”: two codes, and the money of each finds it', async () => {
  const minh = w.person('Minh')
  const code = await promises(minh, /^2 suất/)
  await minh.says('tôi chuyển trước 300k, còn lại 10 ngày nữa')
  expect(last(minh)).toMatch(/300\.000.đ bây giờ, 300\.000.đ còn lại/)
  await minh.presses('Đúng rồi')
  const first = await byCode(code)
  const second = await w.db.prisma.pledge.findFirstOrThrow({ where: { partOf: first.id } })
  expect([first.amount, second.amount]).toEqual([300_000n, 300_000n])
  expect(minh.heard.some(({ text }) => text === code)).toBe(true)
  await w.bank.credits(300_000n, second.code)
  await minh.hears(/Mình đã thấy 300\.000/)
  expect([(await byCode(code)).state, (await byCode(second.code)).state]).toEqual(['open', 'fulfilled'])
})

test('for another place, by two presses; the code stays, and its money is for that place', async () => {
  const hoa = w.person('Hoa')
  const code = await promises(hoa, /^2 suất/)
  await hoa.says('đổi nơi nhận')
  await hoa.says('1')
  expect(last(hoa)).toMatch(/Đã đổi|chưa đủ một phần/)
  const moved = await byCode(code)
  expect(moved.amount).toBe(600_000n)
  const need = await w.db.prisma.need.findUniqueOrThrow({ where: { id: moved.needId! } })
  expect(need.communeId).not.toBeNull()
})

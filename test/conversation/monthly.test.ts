import { afterAll, beforeAll, expect, test } from 'vitest'
import { nowAhead } from '../../src/commands/chat-world.ts'
import {
  addMonths,
  asDay,
  dayOf,
  instantAt,
  isTet,
  type Month,
  monthOf,
} from '../../src/platform/vietnamese/index.ts'
import { testDatabase } from '../support/database.ts'
import { type Person, type World, world } from '../support/world.ts'

/** From one sentence in the chat to the months after it, through the whole service, with its clock and the database's. */

let w: World
beforeAll(async () => {
  const db = await testDatabase()
  await db.script(`set search_path = public, pg_catalog; ${nowAhead(0)}`)
  w = await world({ db })
  // A campaign that goes on for months, whatever today is.
  await db.prisma.campaign.updateMany({
    where: { eventKind: 'tet' },
    data: { receivesUntil: new Date(Date.now() + 500 * 86_400_000) },
  })
  // On the twelfth of a month to come: "from next month" is then clear. Nobody is reminded on Tết, so not before one on a fifth.
  let begin = addMonths(monthOf(dayOf(w.clock.now())), 1)
  while ([1, 2, 3].some((more) => isTet(asDay(`${addMonths(begin, more)}-05`)))) begin = addMonths(begin, 1)
  await goTo(begin, 12)
}, 120_000)
afterAll(() => w.close())

/** To half past nine of a day, with the program's clock and the database's. */
async function goTo(month: Month, day: number) {
  const there = instantAt(`${month}-${String(day).padStart(2, '0')}` as never, { hour: 9, minute: 30 })
  w.clock.advance({ minutes: (there.getTime() - w.clock.now().getTime()) / 60_000 })
  await w.db.script(nowAhead(w.clock.now().getTime() - Date.now()))
}
const said = (person: Person) => person.heard.map(({ text }) => text).join('\n')
/** What is said from here on. */
async function from(person: Person, does: () => Promise<unknown>) {
  const before = person.heard.length
  await does()
  return person.heard
    .slice(before)
    .map(({ text }) => text)
    .join('\n')
}
const CODE = /^TLV[0-9A-Z]{7}$/
/** Her bank sends the month's money; what she hears of it. */
const paid = (person: Person, code: string) =>
  from(person, async () => {
    const receipts = await w.db.prisma.receipt.count()
    await w.bank.credits(200_000n, `LAN GOP ${code}`)
    await expect.poll(() => w.db.prisma.receipt.count(), { timeout: 30_000 }).toBe(receipts + 1)
    await expect.poll(() => heard(person, /Mình đã thấy 200\.000/g), { timeout: 30_000 }).toBe(receipts + 1)
  })
/** How often something was said to somebody by now. */
async function heard(person: Person, what: RegExp): Promise<number> {
  await person.hears(/^only to fetch what is there$/, 1).catch(() => {})
  return said(person).match(what)?.length ?? 0
}
const reminders = (person: Person) => heard(person, /Hôm nay mùng 5\./g)
const scheduled = () => w.db.prisma.sponsorship.findFirstOrThrow({ where: { slotId: null } })
/** What the service has yet to say by itself. */
const waiting = () => w.db.prisma.todo.count({ where: { source: 'system' } })
/** The sweep runs every few seconds. */
const comesTo = async (month: Month) => {
  await expect.poll(async () => (await scheduled()).dueMonth, { timeout: 30_000 }).toBe(month)
}

test('Lan says it once; each month has its reminder, its money, its receipt, until she rests and ends it', async () => {
  const lan = w.person('Lan')
  const first = addMonths(monthOf(dayOf(w.clock.now())), 1)
  await lan.says('hằng tháng góp 200 nghìn cho tết ấm từ tháng sau, nhắc mùng 5')
  expect(said(lan)).toMatch(/200\.000.đ mỗi tháng, góp chung cho Tết ấm/)
  await lan.says('đúng rồi')
  const code = lan.heard.findLast(({ text }) => CODE.test(text))!.text
  expect(await scheduled()).toMatchObject({ dueMonth: first, state: 'active', remindDay: 5 })

  // The first month: a reminder on her day, money, a receipt.
  await goTo(first, 5)
  await lan.hears(/Hôm nay mùng 5\. Phần góp hằng tháng cho Tết ấm 2027, tháng này: 200\.000.đ/)
  expect(await paid(lan, code)).toMatch(/Biên nhận số TET27-\d{6}/)

  // The second month: asked for once more, under the same code.
  const second = addMonths(first, 1)
  await goTo(second, 1)
  await comesTo(second)
  expect(await from(lan, () => lan.says('lịch góp của tôi'))).toMatch(
    /đã góp 200\.000.đ(.|\n)*còn 200\.000.đ/,
  )
  const shown = await from(lan, () => lan.presses('Chuyển bây giờ'))
  expect(shown).toContain(code)
  await goTo(second, 5)
  await expect.poll(() => reminders(lan), { timeout: 30_000 }).toBe(2)
  expect(await paid(lan, code)).toMatch(/Biên nhận số TET27-\d{6}/)
  const receipts = said(lan).match(/TET27-\d{6}/g)
  expect(new Set(receipts).size).toBe(2)

  // A month of rest: nothing is asked for, and nothing is owed for it afterwards.
  await lan.says('lịch góp của tôi')
  await lan.presses('Tạm nghỉ')
  await lan.presses('Một tháng')
  expect(await waiting()).toBe(0)
  const rested = addMonths(second, 1)
  await goTo(rested, 5)
  const third = addMonths(second, 2)
  await goTo(third, 1)
  await comesTo(third)
  expect(await reminders(lan)).toBe(2)
  expect((await scheduled()).state).toBe('active')

  // The end, in her words, before the third month's day: in the same minute nothing waits to be said.
  expect(await waiting()).toBe(1)
  await lan.says('dừng góp hằng tháng')
  await lan.presses('Dừng hẳn')
  expect(await from(lan, () => lan.presses('Dừng hẳn'))).toMatch(/Đã dừng, mình không nhắc nữa/)
  expect(await waiting()).toBe(0)
  await goTo(addMonths(third, 1), 5)
  await lan.says('lịch góp của tôi')
  expect(await reminders(lan)).toBe(2)
  expect(await scheduled()).toMatchObject({ state: 'handed_back', dueMonth: third })
  const sum = await w.db.prisma.donation.aggregate({ _sum: { amount: true } })
  expect(sum._sum.amount).toBe(400_000n)
  expect(await w.db.prisma.pledge.findFirstOrThrow({ where: { code } })).toMatchObject({
    state: 'cancelled',
    received: 400_000n,
  })
}, 300_000)

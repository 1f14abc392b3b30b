import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lastLines, openHandovers, post } from '../../src/conversation/index.ts'
import { erasedContacts } from '../../src/people/index.ts'
import { everything, latin } from '../support/everything.ts'
import { KEYS } from '../support/known.ts'
import type { Person, World } from '../support/world.ts'
import { type TwoChannels, twoChannels, WAIT } from './two-channels.ts'

let on: TwoChannels
let it: World
beforeAll(async () => {
  on = await twoChannels()
  it = on.it
})
afterAll(() => on.close())

type App = ReturnType<TwoChannels['app']>

/** The code from the app, pasted in the web chat, agreed to in the app. */
async function joins(phone: App, web: Person) {
  await phone.chat.says('liên kết')
  const { text } = await phone.hears(/^CT-LINK-/)
  await web.says(text)
  await web.presses('Đúng là tôi')
  await phone.hears(/Có phải bạn vừa dán mã không/)
  await phone.presses('Nối')
  await phone.hears(/Đã nối với trang chat của Quỹ/)
  await web.hears(/Đã nối với kênh thử/)
}

test('Lan joins her web chat to her phone: promises, papers and talk are one, and her sums stay', async () => {
  const [phone, lan] = [on.app('lan'), it.person('Lan')]
  await phone.chat.says('chào')
  const kept = await phone.contact()
  const paper = await on.gives(lan, 'Vàng Anh Nhỏ')
  await on.promises(lan)
  const gone = await on.contactOf(lan)
  const before = await on.sums()
  const told = lan.heard.length
  const reason = Uint8Array.from((await KEYS.of(it.db.prisma, gone))!.seal('reason', 'Lan hỏi về biên nhận'))
  const answerBy = new Date(Date.now() + 3_600_000)
  await it.db.prisma.handover.create({ data: { id: crypto.randomUUID(), contactId: gone, reason, answerBy } })
  await joins(phone, lan)

  expect(await on.contactOf(lan)).toBe(kept)
  expect(await it.db.prisma.contact.findUnique({ where: { id: gone } })).toMatchObject({ mergedInto: kept })
  for (const table of ['pledge', 'donation', 'consent', 'request', 'todo', 'handover', 'address', 'session'])
    expect([
      table,
      await it.db.hot.query(`left_${table}`, `select 1 from ${table} where contact_id = $1::uuid`, [gone]),
    ]).toEqual([table, []])
  expect(await on.sums()).toEqual(before)
  // At the desk she is one person.
  const waiting = await openHandovers(it.db.hot, KEYS)
  expect(waiting.map(({ contact, reason }) => [contact, reason])).toEqual([[kept, 'Lan hỏi về biên nhận']])
  const lines = await lastLines(it.db.hot, (await KEYS.of(it.db.prisma, kept))!, kept, 200)
  expect(lines.map(({ text }) => text)).toEqual(expect.arrayContaining(['liên kết', 'Vàng Anh Nhỏ']))

  // What was still on its way to the one that is gone arrives.
  await it.db.transaction((tx) =>
    post(tx, gone, { flow: 'help', with: {}, key: 'late', patience: new Date(0) }),
  )
  await expect.poll(() => it.db.prisma.todo.count({ where: { externalId: 'late' } }), WAIT).toBe(0)
  expect(await it.db.prisma.inbox.findFirst({ where: { externalId: 'late' } })).toMatchObject({
    contactId: kept,
    dropped: null,
  })

  // What she promised on one she sees on the other.
  await phone.chat.says('của tôi')
  await phone.hears(/Tết ấm/)
  // The page shows all that it showed, and what is said from now on.
  const again = await it.service.web.request('/chat/api/messages?after=0', {
    headers: { 'x-chat-contact': lan.secret },
  })
  const { messages } = (await again.json()) as { messages: unknown[] }
  expect(messages.length).toBeGreaterThan(told)
  expect((await lan.says('cảm ơn')).length).toBeGreaterThan(0)

  // The certificate still names her, and its paper is drawn anew.
  const page = await it.service.web.request(paper)
  expect(await page.text()).toContain('Vàng Anh Nhỏ')
  expect(await it.db.prisma.contact.findUniqueOrThrow({ where: { id: kept } })).toMatchObject({
    paperName: expect.anything(),
  })
  const receipt = lan.heard.flatMap(({ media }) => media).find(({ name }) => /TET27/.test(name))!
  expect((await it.service.web.request(receipt.url)).status).toBe(200)
}, 90_000)

test('joined by mistake, Minh takes them apart: each has what was its own, with the money that came for it since', async () => {
  const [phone, minh] = [on.app('minh'), it.person('Minh')]
  await phone.chat.says('/start tet-2027')
  const kept = await phone.contact()
  const paper = await on.gives(minh, 'Chào Mào Đỏ')
  const later = await on.promises(minh)
  const before = await on.sums()
  await joins(phone, minh)
  // While they are one, money comes for what was promised on the web, and he writes there.
  await it.bank.credits(300_000n, later)
  await expect.poll(() => it.db.prisma.donation.count({ where: { contactId: kept } }), WAIT).toBe(2)
  await minh.says('bí mật lúc còn nối')
  await minh.says('dữ liệu của tôi')
  const [copy] = (await minh.presses('Gửi tôi bản sao')).flatMap(({ media }) => media)
  const copied = async () => (await it.service.web.request(copy!.url)).status
  expect(await copied()).toBe(200)
  await phone.chat.says('tách kênh')
  await phone.hears(/đang là một/)
  await phone.presses('Tách ra')
  await phone.hears(/Đã tách khỏi trang chat/)
  await minh.hears(/Đã tách khỏi kênh thử/)

  const apart = await on.contactOf(minh)
  expect(apart).not.toBe(kept)
  // What was to be fetched while they were one is fetched by neither.
  expect(await copied()).toBe(404)
  expect(await phone.contact()).toBe(kept)
  const pledges = await it.db.prisma.pledge.findMany({ where: { contactId: apart } })
  expect(pledges.map(({ code }) => code)).toContain(later)
  expect(await it.db.prisma.donation.count({ where: { contactId: apart } })).toBe(2)
  expect(await it.db.prisma.donation.count({ where: { contactId: kept } })).toBe(0)
  expect(await it.db.prisma.pledge.count({ where: { contactId: kept } })).toBe(0)
  // His name, on papers and for the next ones, is with the web chat; what was said there meanwhile is too.
  const key = (await KEYS.of(it.db.prisma, apart))!
  const { paperName } = await it.db.prisma.contact.findUniqueOrThrow({ where: { id: apart } })
  expect(key.open('name', paperName!).toString()).toBe('Chào Mào Đỏ')
  expect((await it.db.prisma.contact.findUniqueOrThrow({ where: { id: kept } })).paperName).toBeNull()
  expect(await (await it.service.web.request(paper)).text()).toContain('Chào Mào Đỏ')
  expect(await on.wordsOf(kept)).not.toContain('bí mật lúc còn nối')
  expect(await on.wordsOf(apart)).toContain('bí mật lúc còn nối')
  expect(await on.wordsOf(apart)).toContain('Chào Mào Đỏ')
  expect((await on.sums()).length).toBeGreaterThan(0)
  expect((await minh.says('của tôi')).length).toBeGreaterThan(0)
  // Nothing is left to take apart, and what was done once may be done again.
  await phone.chat.says('tách kênh')
  await phone.hears(/không có gì để tách/)
  const again = await on.promises(minh)
  expect(again).not.toBe(later)
  expect(before).not.toEqual([])
}, 90_000)

test('erased on one after the seven days, she is erased on both: no key of either is left, and sums stand', async () => {
  const [phone, hoa] = [on.app('hoa'), it.person('Hoa')]
  await phone.chat.says('chào')
  const kept = await phone.contact()
  await on.gives(hoa, 'Họa Mi Vàng')
  const gone = await on.contactOf(hoa)
  const key = (await KEYS.of(it.db.prisma, gone))!
  await joins(phone, hoa)
  await on.joinedAgo(gone, 8)
  const before = await on.sums()
  // A copy holds what was said on both.
  await hoa.says('dữ liệu của tôi')
  const [, data] = (await hoa.presses('Gửi tôi bản sao')).flatMap(({ media }) => media)
  const copy = await (await it.service.web.request(data!.url)).text()
  expect(copy).toMatch(/Họa Mi Vàng/)
  expect(copy).toContain('chào')

  await hoa.says('xoá tôi')
  await hoa.presses('Xóa hết')
  await hoa.says('xoá')
  await expect
    .poll(() => it.db.prisma.contact.count({ where: { id: { in: [kept, gone] }, state: 'erased' } }), WAIT)
    .toBe(2)
  expect(await KEYS.of(it.db.prisma, kept)).toBeUndefined()
  expect(await KEYS.of(it.db.prisma, gone)).toBeUndefined()
  const bodies = await it.db.prisma.inbox.findMany({ where: { contactId: { in: [kept, gone] } } })
  expect(bodies.length).toBeGreaterThan(5)
  expect(bodies.every(({ body }) => body.length === 0)).toBe(true)
  expect(await it.db.prisma.outbox.count({ where: { contactId: { in: [kept, gone] } } })).toBe(0)
  expect(await it.db.prisma.address.count({ where: { contactId: { in: [kept, gone] } } })).toBe(0)
  expect(await it.db.prisma.linkMove.count({ where: { link: { goneId: gone } } })).toBe(0)
  expect(await everything(it.db)).not.toContain(latin('Họa Mi Vàng'))
  await expect.poll(() => it.db.prisma.link.count({ where: { files: { not: null } } }), WAIT).toBe(0)
  const files = readdirSync(on.folder).map((name) => readFileSync(join(on.folder, name)))
  const opened = files.filter((bytes) => opens(() => key.open('file', bytes)))
  expect(opened).toEqual([])
  expect(await on.sums()).toEqual(before)
  // The list that is played to a restored backup names both: before the link she was two.
  expect(await erasedContacts(it.db.prisma)).toEqual(expect.arrayContaining([kept, gone]))
}, 90_000)

const opens = (open: () => unknown): boolean => {
  try {
    open()
    return true
  } catch {
    return false
  }
}

test('"nhắn tôi ở đây": what nobody asked for comes there; blocked, it comes to the other', async () => {
  const [phone, thu] = [on.app('thu'), it.person('chị Thu')]
  await thu.says('nhắn tôi ở đây')
  await thu.hears(/chưa có kênh nào khác/)
  await phone.chat.says('chào')
  const code = await on.promises(thu)
  await joins(phone, thu)
  await phone.chat.says('nhắn tôi ở đây')
  await phone.hears(/đến với bạn ở đây, trên kênh thử/)
  // What she types on the web is answered there, and the receipt comes to the phone.
  await thu.says('của tôi')
  await it.bank.credits(100_000n, code)
  await phone.hears(/Biên nhận số/)
  expect(thu.heard.some(({ text }) => /Biên nhận số/.test(text))).toBe(false)
  await phone.chat.blocks()
  await it.bank.credits(200_000n, code)
  await thu.hears(/Biên nhận số/)
}, 60_000)

test('nobody is joined who does not say yes twice, nor to herself, nor late, nor while she is to be erased', async () => {
  const [phone, other] = [on.app('be'), on.app('la')]
  const contacts = () => it.db.prisma.contact.count({ where: { mergedInto: { not: null } } })
  const before = await contacts()
  await phone.chat.says('liên kết')
  const first = (await phone.hears(/^CT-LINK-/)).text
  await phone.chat.says(first)
  await phone.hears(/ở chính cuộc trò chuyện này/)
  // A newer code makes the older one void.
  await phone.chat.says('liên kết')
  await expect.poll(() => phone.chat.screen.filter(({ text }) => /^CT-LINK-/.test(text)).length, WAIT).toBe(2)
  const second = (await phone.hears(/^CT-LINK-/)).text
  expect(second).not.toBe(first)
  await other.chat.says(first)
  await other.hears(/không đúng, đã dùng rồi/)
  await other.chat.says(second)
  await other.hears(/Chính bạn vừa lấy mã chứ/)
  // Entered by one, it is nobody else's.
  const third = on.app('ba')
  await third.chat.says(second)
  await third.hears(/không đúng, đã dùng rồi/)
  await other.presses('Đúng là tôi')
  await phone.hears(/Có phải bạn vừa dán mã không/)
  await phone.presses('Không phải tôi')
  await phone.hears(/Không ai thấy gì của bạn/)
  await other.hears(/Hai kênh chưa được nối/)

  // Eleven minutes later a code is worth nothing.
  await phone.chat.says('liên kết')
  await expect.poll(() => phone.chat.screen.filter(({ text }) => /^CT-LINK-/.test(text)).length, WAIT).toBe(3)
  const late = (await phone.hears(/^CT-LINK-/)).text
  it.clock.advance({ minutes: 11 })
  await third.chat.says(late)
  await expect
    .poll(() => third.chat.screen.filter(({ text }) => /không đúng, đã dùng rồi/.test(text)).length, WAIT)
    .toBe(2)

  // Both said yes, and in the same moment one asks to be forgotten.
  await phone.chat.says('mã liên kết')
  await expect.poll(() => phone.chat.screen.filter(({ text }) => /^CT-LINK-/.test(text)).length, WAIT).toBe(4)
  await other.chat.says((await phone.hears(/^CT-LINK-/)).text)
  await expect
    .poll(() => other.chat.screen.filter(({ text }) => /Chính bạn vừa lấy mã chứ/.test(text)).length, WAIT)
    .toBe(2)
  await other.presses('Đúng là tôi')
  await expect
    .poll(() => phone.chat.screen.filter(({ text }) => /Có phải bạn vừa dán/.test(text)).length, WAIT)
    .toBe(2)
  const minutes = { askedAt: new Date(), answerBy: new Date() }
  const erase = { id: crypto.randomUUID(), contactId: await other.contact(), kind: 'erase', ...minutes }
  await it.db.prisma.request.create({ data: erase })
  await phone.presses('Nối')
  await expect.poll(() => it.db.prisma.link.count({ where: { state: 'agreed' } }), WAIT).toBe(0)
  expect(await contacts()).toBe(before)
}, 90_000)

test('what cannot be opened cannot be joined: nothing changes, both hear so, and nobody behind them waits', async () => {
  const [phone, web] = [on.app('hong'), it.person('Hồng')]
  await phone.chat.says('cảm ơn')
  await web.says('cảm ơn')
  const contact = await on.contactOf(web)
  const answerBy = new Date(Date.now() + 3_600_000)
  const torn = { id: crypto.randomUUID(), contactId: contact, reason: Uint8Array.from([1, 2, 3]), answerBy }
  await it.db.prisma.handover.create({ data: { ...torn, closedAt: new Date() } })
  await phone.chat.says('liên kết')
  await web.says((await phone.hears(/^CT-LINK-/)).text)
  await web.presses('Đúng là tôi')
  await phone.hears(/Có phải bạn vừa dán mã không/)
  await phone.presses('Nối')
  await phone.hears(/Hai kênh chưa được nối/)
  await web.hears(/Hai kênh chưa được nối/)
  expect(await on.contactOf(web)).toBe(contact)
  expect((await phone.contact()) === contact).toBe(false)
  expect(await it.db.prisma.link.count({ where: { state: 'agreed' } })).toBe(0)
  expect(on.book.text()).toMatch(/link\.failed/)
  await it.db.prisma.handover.delete({ where: { id: torn.id } })
}, 60_000)

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { endAlarmOfContact, moveAlarm, saveUnit } from '../../src/organisers/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { everything } from '../support/everything.ts'
import { type Person, type World, world } from '../support/world.ts'
import { officer, type Someone } from './desk.ts'

/** Chị Thu is woken at the desk and in a chat of her own; Hoa is an officer of another unit. */
let w: World
let thu: Someone
let hoa: Someone
let thusChat: Person
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  const root = await w.db.prisma.unit.findFirstOrThrow({ where: { parentId: null } })
  const other = await saveUnit(w.db.prisma, ids, {
    key: 'xa-khac',
    parentId: root.id,
    kind: 'commune',
    name: 'Xã khác',
    shortName: 'Xã khác',
    place: 'Xã khác',
    decision: null,
    hotline: null,
    refundDays: null,
    keptShare: null,
    invoices: false,
  })
  thu = await officer(w, 'coordinator')
  hoa = await officer(w, 'unit_officer', other)
  thusChat = w.person('Thu')
  await thusChat.says('/start')
}, 180_000)
afterAll(() => w.close())
beforeEach(async () => {
  await w.db.prisma.handover.updateMany({ data: { closedAt: new Date() } })
})

interface Ringing {
  danger: number
  late: number
  soon: number
  first: string | null
}
const rings = async (who: Someone) => JSON.parse((await who.at.get('/console/alarm')).text) as Ringing
const newest = () =>
  w.db.prisma.handover.findFirstOrThrow({ where: { closedAt: null }, orderBy: { openedAt: 'desc' } })
const codeOf = async (who: Someone) => {
  await who.at.get('/console/alarms')
  return /class="key">(BAODONG-[0-9A-Z]{26})</.exec((await who.at.post('/console/alarms/code')).text)![1]!
}
/** What is said to it first; behind it an open question may be asked again. */
const told = async (person: Person, text: string) => (await person.says(text))[0]!.text
const calls = (person: Person, pattern: RegExp) => person.heard.filter(({ text }) => pattern.test(text))
const promises = (minutes: number) =>
  w.db.prisma.$executeRaw`UPDATE handover SET answer_by = now() + make_interval(mins => ${minutes}::int4)
    WHERE closed_at IS NULL`

test('every page of the desk hears of a child in danger: numbers and an id, nothing of anybody', async () => {
  expect(await rings(thu)).toMatchObject({ danger: 0, first: null })
  const minh = w.person('Minh')
  await minh.says('em bé nhà bên bị bố đánh')
  const { id } = await newest()
  const heard = await thu.at.get('/console/alarm')
  expect(JSON.parse(heard.text)).toMatchObject({ danger: 1, late: 0, soon: 0, first: id })
  expect(heard.text).not.toMatch(/đánh|bé/)
  // Who has promised nothing belongs to no unit: whoever is there hears of the child.
  expect(await rings(hoa)).toMatchObject({ danger: 1, first: id })
  const page = await thu.at.get('/console')
  expect(page.text).toContain('data-alarm="/console/alarm"')
  expect(page.text).toMatch(
    /<li class="bad"><strong>1<\/strong> <a class="whole" href="#talks">Trẻ em có thể gặp nguy hiểm/,
  )
  await thu.at.get(`/console/talks/${id}`)
  await thu.at.post(`/console/talks/${id}/answer`, { answer: 'Bạn gọi 111 ngay nhé.' })
  expect((await rings(thu)).danger).toBe(0)
})

test('a page that asks by itself keeps no session alive', async () => {
  const idle = await officer(w, 'coordinator')
  const since = (minutes: number) =>
    w.db.prisma
      .$executeRaw`UPDATE officer_session SET seen_at = now() - make_interval(mins => ${minutes}::int4)
      WHERE officer_id = ${idle.id}::uuid`
  await since(29)
  expect((await idle.at.get('/console/alarm')).status).toBe(200)
  const { seenAt } = await w.db.prisma.officerSession.findFirstOrThrow({ where: { officerId: idle.id } })
  expect(Date.now() - seenAt.getTime()).toBeGreaterThan(28 * 60_000)
  await since(31)
  expect((await idle.at.get('/console/alarm')).to).toBe('/console/sign-in')
})

test('a promise is green, amber and red: half an hour before its hour, and when it is broken, until somebody writes', async () => {
  const lan = w.person('Lan')
  await lan.says('gặp người thật')
  const { id } = await newest()
  await promises(90)
  expect(await rings(thu)).toMatchObject({ late: 0, soon: 0 })
  await promises(20)
  expect(await rings(thu)).toMatchObject({ late: 0, soon: 1, first: id })
  expect((await thu.at.get('/console')).text).toContain('Sắp đến giờ hẹn')
  await promises(-1)
  // Lan is told a new hour; the promise stays broken.
  await expect.poll(async () => (await newest()).late, { timeout: 10_000 }).toBe(1)
  await promises(90)
  expect(await rings(thu)).toMatchObject({ late: 1, soon: 0, first: id })
  const page = await thu.at.get('/console')
  expect(page.text).toMatch(/<li class="card late">/)
  expect(page.text).toContain('Quá giờ hẹn')
  await thu.at.post(`/console/talks/${id}/answer`, { answer: 'Xin lỗi bạn, mình đây.' })
  expect(await rings(thu)).toMatchObject({ late: 0, soon: 0, first: null })
  await lan.hears(/mình đây/)
  // She writes again: a new promise, and not a broken one.
  await lan.sends({ text: 'vâng ạ' })
  await expect.poll(async () => (await newest()).answeredAt, { timeout: 10_000 }).toBeNull()
  await promises(90)
  expect(await rings(thu)).toMatchObject({ late: 0, soon: 0 })
})

test('a code makes a chat an officer’s, once and for ten minutes; another’s, an old or a used one does not', async () => {
  const guess = `BAODONG-${ids.public()}`
  expect(await told(thusChat, guess)).toMatch(/^Mã này không còn dùng được/)
  const first = await codeOf(thu)
  const code = await codeOf(thu)
  expect(await everything(w.db)).not.toContain(code.slice(-26))
  expect(await told(thusChat, first)).toMatch(/^Mã này không còn dùng được/)
  expect(await told(thusChat, `${code} nhé`)).toMatch(/^Đã bật báo động/)
  expect((await thu.at.get('/console/alarms')).text).toMatch(/Đang bật, trang chat của Quỹ, từ/)
  expect(await trail('alarm.begun')).toEqual([[thu.id, `officer/${thu.id}`, 'chat']])
  const stranger = w.person('Người lạ')
  await stranger.says('/start')
  expect(await told(stranger, code)).toMatch(/^Mã này không còn dùng được/)
  const late = await codeOf(hoa)
  await w.db.prisma.$executeRaw`UPDATE alarm_code SET ends_at = now() - interval '1 second'`
  expect(await told(stranger, late)).toMatch(/^Mã này không còn dùng được/)
  expect(await w.db.prisma.officerAlarm.count()).toBe(1)
})

test('chị Thu is called at once for a child, whatever she is in the middle of, with a link and no word of anybody', async () => {
  await thusChat.says('/start')
  await thusChat.presses('Góp quà Tết')
  const minh = w.person('Minh')
  await minh.says('em bé nhà bên bị bố đánh')
  const { id } = await newest()
  const call = await thusChat.hears(/^BÁO ĐỘNG/)
  expect(call.text).toContain(`http://chungtay.test/console/talks/${id}`)
  expect(call.text).not.toMatch(/bố|đánh|Minh/)
  // Once, however often the sweep comes round.
  await thusChat.hears(/which is never said/, 5_000).catch(() => {})
  expect(calls(thusChat, /^BÁO ĐỘNG/)).toHaveLength(1)
}, 180_000)

test('half an hour before a promised hour, and after it; not of what she did not choose', async () => {
  const lan = w.person('Lan')
  await lan.says('gặp người thật')
  await promises(20)
  await thusChat.hears(/^Có người đang chờ, hẹn trả lời trước/)
  await thu.at.get('/console/alarms')
  await thu.at.post('/console/alarms/kinds', { late: 'on' })
  await promises(-1)
  await thusChat.hears(/^Đã quá giờ hẹn/)
  await promises(25)
  await thusChat.hears(/which is never said/, 5_000).catch(() => {})
  expect(calls(thusChat, /^Có người đang chờ/)).toHaveLength(1)
  expect(calls(thusChat, /^Đã quá giờ hẹn/)).toHaveLength(1)
}, 180_000)

test('who ends it, or is no officer any more, is called no more', async () => {
  expect(await told(thusChat, 'tắt báo động')).toMatch(/^Đã tắt báo động ở đây/)
  expect(await told(thusChat, 'tắt báo động đi')).toMatch(/không nhận báo động nào/)
  expect(await trail('alarm.ended')).toEqual([[thu.id, `officer/${thu.id}`, 'chat']])
  await thusChat.says(await codeOf(thu))
  await thu.at.post('/console/alarms/end')
  expect(await w.db.prisma.officerAlarm.count()).toBe(0)
  await thusChat.says(await codeOf(thu))
  await w.db.prisma.officer.update({ where: { id: thu.id }, data: { state: 'ended' } })
  const before = calls(thusChat, /^BÁO ĐỘNG/).length
  await w.person('Minh').says('em bé nhà bên bị bố đánh')
  await newest()
  await thusChat.hears(/which is never said/, 5_000).catch(() => {})
  expect(calls(thusChat, /^BÁO ĐỘNG/)).toHaveLength(before)
}, 180_000)

/** Who, of whom, and how, of each row of the trail. */
async function trail(act: string) {
  const rows = await w.db.prisma.audit.findMany({ where: { act }, orderBy: { n: 'asc' } })
  return rows.map(({ actor, object, detail }) => [actor, object, detail])
}

test('two officers whose chats are joined are both still woken there; who turns it off turns it off for both', async () => {
  await w.db.prisma.officerAlarm.deleteMany()
  const [one, other] = await w.db.prisma.contact.findMany({ take: 2 })
  const alarm = { kinds: 'danger soon late', since: w.clock.now() }
  await w.db.prisma.officerAlarm.createMany({
    data: [
      { ...alarm, officerId: thu.id, contactId: one!.id },
      { ...alarm, officerId: hoa.id, contactId: other!.id },
    ],
  })
  await w.db.transaction((tx) => moveAlarm(tx, other!.id, one!.id))
  expect(await w.db.prisma.officerAlarm.count({ where: { contactId: one!.id } })).toBe(2)
  const before = (await trail('alarm.ended')).length
  await w.db.transaction((tx) => endAlarmOfContact(tx, one!.id, 'erased', w.clock.now()))
  const ended = (await trail('alarm.ended')).slice(before)
  expect(ended.toSorted()).toEqual([thu, hoa].map(({ id }) => [null, `officer/${id}`, 'erased']).toSorted())
})

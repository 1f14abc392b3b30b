import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { randomIds } from '../../src/platform/ids.ts'
import { everything, latin } from '../support/everything.ts'
import { type Person, type World, world } from '../support/world.ts'
import { officer, type Page, type Someone } from './desk.ts'

/** Lan asks for a person in the middle of a pledge; chị Thu and Minh of the fund are both at the desk. */
let w: World
let thu: Someone
let minh: Someone
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  thu = await officer(w, 'coordinator')
  minh = await officer(w, 'administrator')
}, 180_000)
afterAll(() => w.close())

const open = async () =>
  (await w.db.prisma.handover.findFirstOrThrow({ where: { closedAt: null }, orderBy: { openedAt: 'desc' } }))
    .id
const botLines = ({ text }: { text: string }) => text.match(/<li class="bot"/g)?.length ?? 0
const acts = async (id: string) =>
  (await w.db.prisma.audit.findMany({ where: { actor: id }, orderBy: { n: 'asc' } })).map(({ act }) => act)

async function asksInMidst(name: string): Promise<{ person: Person; talk: string; once: string }> {
  const person = w.person(name)
  await person.says('/start')
  await person.presses('Góp quà Tết')
  await person.presses(/^1 suất/)
  await person.says('gặp người thật')
  const talk = `/console/talks/${await open()}`
  const once = /name="once" value="([^"]+)"/.exec((await thu.at.get(talk)).text)![1]!
  return { person, talk, once }
}

test('the page says where the talk stands; once handed back, Lan goes on with the button of the question that was open', async () => {
  const { person: lan, talk } = await asksInMidst('Lan')
  const page = await thu.at.get(talk)
  expect(page.text).toContain('Đang chờ người của Quỹ. Chung Tay im lặng.')
  expect(page.text).toMatch(/Đang dở: .*góp quà</)
  expect(page.text).toMatch(/\[Lấy mã chuyển khoản\]/)
  expect(page.text).toContain('trang chat của Quỹ · Tiếng Việt')
  expect(page.text).toMatch(/300\.000.đ · TLV\w{7}/)
  expect(page.text).toContain('Tin gửi đi sau cùng: đã gửi')

  expect((await thu.at.post(`${talk}/answer`, { answer: 'Mỗi suất có áo ấm và sữa bạn nhé.' })).status).toBe(
    303,
  )
  await lan.hears(/áo ấm và sữa bạn nhé/)
  const before = lan.heard.length
  const closed = await thu.at.post(`${talk}/close`, {
    summary: 'Hỏi suất quà gồm gì, đã trả lời',
    farewell: 'Bạn bấm tiếp nút ở trên là được.',
  })
  expect(closed.to).toBe('/console')
  await lan.hears(/Mình là trợ lý tự động, quay lại đây/)
  const last = lan.heard.slice(before).map(({ text }) => text)
  expect(last[0]).toBe('Người phụ trách nhắn bạn:\nBạn bấm tiếp nút ở trên là được.')
  // The promise is as it was, and its button too.
  await lan.presses('Lấy mã chuyển khoản')
  await lan.hears(/^TLV\w{7}$/)
  expect(await w.db.prisma.pledge.count({ where: { state: 'open' } })).toBe(1)

  await lan.says('gặp người thật')
  const again = await minh.at.get(`/console/talks/${await open()}`)
  expect(again.text).toMatch(/Lần trước, [^<]*: Hỏi suất quà gồm gì, đã trả lời/)
  await minh.at.post(`/console/talks/${await open()}/close`)
})

test('a talk that was closed is found on its person’s page and read; nothing is done in it, and nothing said since is shown', async () => {
  const { person: mai, talk } = await asksInMidst('Mai')
  await thu.at.post(`${talk}/answer`, { answer: 'Mình gửi bạn ngày trao quà.' })
  await thu.at.post(`${talk}/close`, { summary: 'Hỏi ngày trao, đã nói' })
  await mai.hears(/Mình là trợ lý tự động, quay lại đây/)
  const { id, contactId } = await w.db.prisma.handover.findFirstOrThrow({ orderBy: { closedAt: 'desc' } })
  // Two minutes later.
  const ago = new Date(Date.now() - 120_000)
  await w.db.prisma.handover.update({ where: { id }, data: { openedAt: ago, closedAt: ago } })
  await w.db.prisma.inbox.updateMany({ where: { contactId }, data: { receivedAt: ago } })
  await w.db.prisma.outbox.updateMany({ where: { contactId }, data: { createdAt: ago } })
  await w.db.prisma.talkNote.updateMany({ where: { contactId }, data: { at: ago } })
  const before = botLines(await thu.at.get(talk))
  await mai.says('mình góp thêm nhé')
  await thu.at.get(`/console/people/${contactId}`)
  const looked = { reason: 'answer', why: '' }
  const person = await thu.at.post(`/console/people/${contactId}`, looked)
  expect(person.text).toMatch(
    new RegExp(`${talk}">[^<]+</a> <span class="soft">[^<]* · Hỏi ngày trao, đã nói<`),
  )

  const page = await thu.at.get(talk)
  expect(page.status).toBe(200)
  for (const text of ['Cuộc trò chuyện này đã đóng lúc', 'gặp người thật', 'Mình gửi bạn ngày trao quà'])
    expect(page.text).toContain(text)
  for (const text of ['<textarea', 'Tôi nhận', 'mình góp thêm nhé']) expect(page.text).not.toContain(text)
  expect(botLines(page)).toBe(before)
  expect((await acts(thu.id)).at(-1)).toBe('talk.read')
  const heard = mai.heard.length
  const late = await thu.at.post(`${talk}/answer`, { answer: 'Còn điều này nữa' })
  expect([late.status, late.text]).toEqual([409, expect.stringMatching(/vừa được đóng.*Còn điều này nữa/s)])
  for (const one of ['close', 'take', 'note'])
    expect((await thu.at.post(`${talk}/${one}`, { note: 'x' })).status).toBe(409)
  expect(mai.heard.length).toBe(heard)
  // After a month nobody reads it any more.
  await w.db.prisma.handover.update({
    where: { id },
    data: { closedAt: new Date(Date.now() - 31 * 86_400_000) },
  })
  expect((await thu.at.get(talk)).status).toBe(404)
  expect((await thu.at.post(`/console/people/${contactId}`, looked)).text).not.toContain(talk)
})

test('the first page tells who waits apart: in the middle of a gift, after a promise, or without one', async () => {
  await w.db.prisma.handover.updateMany({ data: { closedAt: new Date() } })
  const half = await asksInMidst('Hoa giữa chừng')
  const done = await asksInMidst('Lan đã hứa')
  const none = w.person('Minh')
  await none.says('gặp người thật')
  const third = await open()
  const { contactId } = await w.db.prisma.handover.findUniqueOrThrow({
    where: { id: done.talk.split('/').at(-1)! },
  })
  await w.db.prisma.pledge.updateMany({ where: { contactId }, data: { state: 'open' } })
  const text = (await thu.at.get('/console')).text.replaceAll('\u00a0', ' ')
  const card = (talk: string) => text.split('<li').find((one) => one.includes(talk))!
  expect(card(half.talk)).toContain('đang dở một phần 300.000 đ')
  expect(card(done.talk)).toContain('đã đăng ký 300.000 đ')
  expect(card(third)).not.toMatch(/đang dở|đăng ký/)
  expect(text).not.toMatch(/Hoa giữa chừng|Lan đã hứa/)
  await w.db.prisma.handover.updateMany({ data: { closedAt: new Date() } })
})

test('two officers do not answer the same person: who comes second is told who has it, and loses no word', async () => {
  const { person: hoa, talk } = await asksInMidst('Hoa')
  expect((await thu.at.post(`${talk}/take`)).to).toMatch(/said=taken/)
  const mine = await thu.at.get(talk)
  expect(mine.text).toContain('Anh/chị đang giữ')
  await minh.at.get(talk)
  const refused = await minh.at.post(`${talk}/answer`, { answer: 'Để mình trả lời.' })
  expect(refused.status).toBe(409)
  expect(refused.text).toMatch(/Thu \d+ đang giữ cuộc này/)
  expect(refused.text).toContain('Để mình trả lời.')
  expect((await minh.at.post(`${talk}/close`)).status).toBe(409)
  const home = await minh.at.get('/console')
  expect(home.text).toMatch(/Thu \d+ đang giữ, từ/)

  // On purpose: from her, and from nobody else.
  const over = /name="over" value="([^"]+)"/.exec(refused.text)![1]!
  expect(over).toBe(thu.id)
  expect((await minh.at.post(`${talk}/answer`, { answer: 'Để mình trả lời.', over })).status).toBe(303)
  await hoa.hears(/Để mình trả lời/)
  expect((await thu.at.post(`${talk}/answer`, { answer: 'Mình đây.' })).status).toBe(409)
  // Half an hour without a word, and it is free.
  await w.db.prisma.$executeRaw`UPDATE handover SET taken_at = now() - interval '31 minutes'`
  expect((await thu.at.get(talk)).text).toContain('Chưa ai nhận')
  expect((await thu.at.post(`${talk}/answer`, { answer: 'Mình nhận lại nhé.' })).status).toBe(303)
  await hoa.hears(/Mình nhận lại nhé/)
  await thu.at.post(`${talk}/close`)
})

test('of two who take it at once one has it; the same answer sent twice is said once', async () => {
  const { person: lan, talk, once } = await asksInMidst('Lan')
  await minh.at.get('/console')
  const both = await Promise.all([thu, minh].map(({ at }) => at.post(`${talk}/take`)))
  expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409])
  const { at } = both[0]!.status === 303 ? thu : minh
  const twice = { answer: 'Một lần thôi nhé.', once }
  await Promise.all([at.post(`${talk}/answer`, twice), at.post(`${talk}/answer`, twice)])
  await lan.hears(/Một lần thôi nhé/)
  await lan.says('vâng')
  expect(lan.heard.filter(({ text }) => text.includes('Một lần thôi nhé'))).toHaveLength(1)
  await at.post(`${talk}/close`)
})

/** What the form of this answer showed. */
const wasOf = ({ text }: Page, id: string): string =>
  new RegExp(`answers/${id}"[\\s\\S]*?name="was" value="([^"]*)"`)
    .exec(text)![1]!
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
const oldText = (was: string): string => JSON.parse(was).text

test('a ready answer goes behind what was typed, and nothing is sent by it; who may change them changes them', async () => {
  const { person: hoa, talk } = await asksInMidst('Hoa')
  const page = await thu.at.get(talk)
  const [, id] = /<option value="([^"]+)" data-text="[^"]*">Chưa thấy tiền</.exec(page.text)!
  const heard = hoa.heard.length
  const picked = await thu.at.post(`${talk}/answer`, { answer: 'Chào bạn.', ready: id!, pick: '1' })
  expect(picked.status).toBe(200)
  expect(picked.text).toMatch(/<textarea[^>]*>Chào bạn\.\nMình đã xem khoản này\./)
  expect(hoa.heard.length).toBe(heard)

  const list = await minh.at.get('/console/answers')
  expect(list.text).toContain('Quà đi khi nào')
  const wrong = await minh.at.post(`/console/answers/${id}`, { title: 'Chưa thấy tiền', text: ' ' })
  expect(wrong.status).toBe(422)
  const old = { was: wasOf(list, id!) }
  await minh.at.post(`/console/answers/${id}`, { ...old, title: 'Tiền chậm', text: 'Mình xem lại ngay.' })
  expect((await thu.at.get(talk)).text).toContain('data-text="Mình xem lại ngay."')

  // A colleague has the page of before open: she changes the name alone, and puts no old text back.
  const said = { title: 'Chưa thấy tiền đến' }
  const stale = await minh.at.post(`/console/answers/${id}`, { ...old, ...said, text: oldText(old.was) })
  expect(stale.status).toBe(422)
  expect(stale.text).toContain('có người vừa đổi câu này')
  expect(stale.text).toContain('value="Chưa thấy tiền đến"')
  expect(stale.text).toMatch(
    /<textarea[^>]*>Mình xem lại ngay\.<\/textarea>[\s\S]*Người khác vừa đổi mục này/,
  )
  expect(stale.text).toContain('Người khác vừa đổi thành: Tiền chậm')
  expect((await minh.at.post(`/console/answers/${id}/end`, old)).status).toBe(422)
  expect((await thu.at.get(talk)).text).toContain('data-text="Mình xem lại ngay."')
  // Pressed again she has seen it.
  const now = { was: wasOf(stale, id!) }
  const again = { ...now, title: 'Chưa thấy tiền đến', text: 'Mình xem lại ngay.' }
  expect((await minh.at.post(`/console/answers/${id}`, again)).to).toContain('said=saved')

  const last = { was: wasOf(await minh.at.get('/console/answers'), id!) }
  await minh.at.post(`/console/answers/${id}/end`, last)
  expect((await thu.at.get(talk)).text).not.toContain('Chưa thấy tiền đến')
  // Taken away meanwhile: what was typed stands in the form of a new one.
  const gone = await minh.at.post(`/console/answers/${id}`, {
    ...last,
    title: 'Tiền',
    text: 'Còn ở đây nhé.',
  })
  expect(gone.status).toBe(422)
  expect(gone.text).toMatch(/Có người vừa bỏ câu này[\s\S]*>Còn ở đây nhé\.<\/textarea>/)
  const unit = /<select name="unit"><option value="([^"]+)"/.exec(list.text)![1]!
  await minh.at.post('/console/answers', { unit, title: 'Giờ làm việc', text: 'Quỹ làm từ 8 đến 17 giờ.' })
  expect((await thu.at.get(talk)).text).toContain('Giờ làm việc')
  // Written for a unit that is not theirs.
  const none = { unit: '018f5c1e-0000-7000-8000-000000000001', title: 'a', text: 'b' }
  expect((await minh.at.post('/console/answers', none)).status).toBe(422)
  expect((await acts(minh.id)).slice(-4)).toEqual([
    'answer.changed',
    'answer.changed',
    'answer.ended',
    'answer.added',
  ])
  await thu.at.post(`${talk}/close`)
})

test('notes are read by colleagues, sealed, audited, in the copy of the person’s data, and gone with the person', async () => {
  const { person: lan, talk } = await asksInMidst('Lan')
  const secret = 'Chị ấy cần biên nhận đứng tên công ty'
  expect((await thu.at.post(`${talk}/note`, { note: ' ' })).status).toBe(422)
  await thu.at.post(`${talk}/note`, { note: secret })
  const seen = await minh.at.get(talk)
  expect(seen.text).toMatch(new RegExp(`${secret} <span class="soft">Thu \\d+ ·`))
  expect(await everything(w.db)).not.toContain(latin(secret))
  expect(await acts(thu.id)).toContain('talk.noted')
  await thu.at.post(`${talk}/close`, { summary: 'Đã hướng dẫn biên nhận công ty' })
  await lan.hears(/quay lại đây/)

  await lan.says('dữ liệu của tôi')
  await lan.presses('Gửi tôi bản sao')
  const { media } = lan.heard.findLast((one) => one.media.length > 0)!
  const copies = await Promise.all(media.map(async ({ url }) => (await w.service.web.request(url)).text()))
  for (const copy of copies) {
    expect(copy).toContain(secret)
    expect(copy).toContain('Đã hướng dẫn biên nhận công ty')
    expect(copy).not.toContain(thu.id)
  }
  expect(await w.db.prisma.talkNote.count()).toBeGreaterThan(1)
  const { contactId } = await w.db.prisma.talkNote.findFirstOrThrow({ orderBy: { at: 'desc' } })
  await lan.says('xoá tôi')
  await lan.presses('Xóa hết')
  await lan.says('XÓA')
  await expect.poll(() => w.db.prisma.talkNote.count({ where: { contactId } }), { timeout: 20_000 }).toBe(0)
}, 180_000)

test('a picture that was sent is seen by a link of its own, and the look at it is in the trail', async () => {
  const { person: hoa, talk } = await asksInMidst('Hoa')
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const sent = await w.service.web.request('/chat/api/messages', {
    method: 'POST',
    headers: { 'x-chat-contact': hoa.secret, 'content-type': 'application/json' },
    body: JSON.stringify({
      id: crypto.randomUUID(),
      file: { name: 'bien-lai.png', base64: png.toString('base64') },
    }),
  })
  expect(sent.status).toBe(202)
  await expect
    .poll(async () => (await thu.at.get(talk)).text, { timeout: 10_000 })
    .toMatch(/<img src="\/console\/talks\//)
  const [, src] = /<img src="(\/console\/talks\/[^"]+)"/.exec((await thu.at.get(talk)).text)!
  const cookie = [...thu.at.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const shown = await w.service.web.request(src!, { headers: { cookie } })
  expect(Buffer.from(await shown.arrayBuffer()).equals(png)).toBe(true)
  expect(shown.headers.get('cache-control')).toContain('no-store')
  const looked = {
    where: { act: 'picture.seen', actor: thu.id, object: talk.replace('/console/talks', 'handover') },
  }
  expect(await w.db.prisma.audit.count(looked)).toBe(1)
  // Whoever has the link and no session has nothing, and it opens nothing among the links that donors have.
  expect((await w.service.web.request(src!)).headers.get('location')).toBe('/console/sign-in')
  expect((await w.service.web.request(`/files/${src!.split('/').at(-1)}`)).status).toBe(404)
  expect(await w.db.prisma.audit.count(looked)).toBe(1)
  const last = await w.db.prisma.audit.findFirstOrThrow({
    where: { act: 'talk.read' },
    orderBy: { n: 'desc' },
  })
  expect(last.detail).toBe('pictures 1')
  await thu.at.post(`${talk}/close`)
})

test('of a long talk the newest is shown, and the older by a link', async () => {
  const { person: minhs, talk } = await asksInMidst('Minh')
  for (let n = 1; n <= 14; n++) await minhs.sends({ text: `câu thứ ${n}.` })
  const page = await thu.at.get(talk)
  expect(page.text).toContain('câu thứ 14.')
  expect(page.text).not.toContain('Góp quà Tết')
  const [, older] = /href="([^"]+\?lines=24)"/.exec(page.text)!
  const all = await thu.at.get(older!)
  expect(all.text).toContain('Góp quà Tết')
  expect(all.text.indexOf('câu thứ 1.')).toBeLessThan(all.text.indexOf('câu thứ 14.'))
  await thu.at.post(`${talk}/close`)
})

test('what did not reach its reader is said beside it', async () => {
  const { talk } = await asksInMidst('Lan')
  const newest = () => w.db.prisma.outbox.findFirstOrThrow({ orderBy: { id: 'desc' } })
  // It has gone out: nobody writes of it any more.
  await vi.waitUntil(async () => (await newest()).state === 'sent', { timeout: 20_000, interval: 20 })
  await w.db.prisma.outbox.update({ where: { id: (await newest()).id }, data: { state: 'failed' } })
  expect((await thu.at.get(talk)).text).toMatch(/Tin gửi đi sau cùng: không gửi được/)
  // A reminder that was taken back before it went out is nobody's refusal, and not the last that went out.
  const { id: _, ...last } = await newest()
  await w.db.prisma.outbox.create({ data: { ...last, class: 'once', state: 'taken_back' } })
  const { text } = await thu.at.get(talk)
  expect(text).toContain(' · đã rút lại trước khi gửi')
  expect(text).not.toContain('đã chặn')
  expect(text).toMatch(/Tin gửi đi sau cùng: không gửi được/)
  await thu.at.post(`${talk}/close`)
})

test('who waits in two chats is one row of the list, with both channels, the more pressing first, and each talk opens', async () => {
  const { person: lan, talk } = await asksInMidst('Lan hai kênh')
  const { id, contactId, addressId, ...rest } = await w.db.prisma.handover.findUniqueOrThrow({
    where: { id: talk.split('/').at(-1)! },
  })
  const at = { contactId, channel: 'telegram', account: 'main', keyHash: Uint8Array.from(Buffer.from(id)) }
  const other = { id: randomIds.uuid(), address: randomIds.uuid() }
  await w.db.prisma.address.create({ data: { id: other.address, ...at } })
  const urgent = { urgent: true, alarm: 'despair' }
  await w.db.prisma.handover.create({
    data: { ...rest, id: other.id, contactId, addressId: other.address, ...urgent },
  })
  const page = (await thu.at.get('/console')).text
  const rows = [...page.matchAll(/<li class="card[^>]*>.*?<\/li>/gs)].map(([row]) => row)
  const hers = rows.filter((row) => row.includes(id) || row.includes(other.id))
  expect(hers).toHaveLength(1)
  expect(hers[0]).toMatch(/Telegram · trang chat/)
  expect(hers[0]!.indexOf(other.id)).toBeLessThan(hers[0]!.indexOf(id))
  expect(hers[0]).toMatch(new RegExp(`href="/console/talks/${id}[^>]*>Cũng đang chờ: `))
  // One person, as the number above the list says.
  const waiting = await w.db.prisma.handover.findMany({ where: { closedAt: null, answeredAt: null } })
  const people = new Set(waiting.map((one) => one.contactId)).size
  expect(page).toMatch(new RegExp(`<strong>${people}</strong> <a[^>]*>Đang chờ người trả lời`))
  for (const one of [id, other.id]) expect((await thu.at.get(`/console/talks/${one}`)).status).toBe(200)
  await w.db.prisma.handover.updateMany({ where: { contactId }, data: { closedAt: new Date() } })
  expect(lan.heard.length).toBeGreaterThan(0)
})

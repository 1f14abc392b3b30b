import { afterAll, beforeAll, expect, test } from 'vitest'
import { knownAs } from '../../support/known.ts'
import { type TelegramPerson, type TelegramWorld, TOKEN, telegramWorld } from './telegram.ts'

const SLIP = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const PDF = Buffer.from('%PDF-1.7\n')

let tg: TelegramWorld
beforeAll(async () => {
  tg = await telegramWorld('webhook')
})
afterAll(() => tg.close())

/** Somebody who looks for money, and is asked for the picture of the transfer. */
async function askedForPicture(id: number): Promise<TelegramPerson> {
  const minh = tg.person(id)
  await minh.says('/start')
  await minh.hears(/Chào bạn/)
  await minh.says('đã chuyển khoản')
  await minh.hears(/Bạn chuyển bao nhiêu tiền/)
  await minh.presses('Tôi có ảnh')
  await minh.hears(/Bạn gửi ảnh giao dịch vào đây/)
  return minh
}

const heardOf = async (chat: number, from = tg) => {
  const { address: id, key } = await knownAs(from.it.db, 'telegram', '1000001', String(chat))
  const rows = await from.it.db.prisma.inbox.findMany({
    where: { addressId: id },
    orderBy: { receivedAt: 'asc' },
  })
  return rows.map(({ body }) => JSON.parse(key.open('heard', body).toString()) as Record<string, unknown>)
}
const told = (one: TelegramPerson) =>
  one
    .screen()
    .map(({ text }) => text)
    .join()
const downloads = () => tg.calls.filter((call) => call.method === 'getFile')

test.each([
  ['a photo', 'photo', SLIP, 'image/png'],
  ['a PDF', 'document', PDF, 'application/pdf'],
] as const)('%s of the transfer answers the question for it, and is kept', async (_, as, bytes, mime) => {
  const minh = await askedForPicture(as === 'photo' ? 401 : 402)
  expect(await minh.sendsFile(as, bytes)).toBe(200)
  await minh.hears(/mình giữ ảnh này để đối chiếu/)
  const said = (await heardOf(minh.id)).at(-1)!
  expect(said).toEqual({
    kind: 'heard',
    files: [{ file: expect.any(String), name: expect.any(String), mime }],
  })
  const [{ file }] = said.files as [{ file: string }]
  const { key } = await knownAs(tg.it.db, 'telegram', '1000001', String(minh.id))
  expect(key.open('file', (await tg.it.files.get(file))!)).toEqual(bytes)
  expect(await tg.it.files.loose(-60_000)).toEqual([])
})

test('a picture that nobody asked for is thanked for, and what is written below it counts', async () => {
  const lan = tg.person(403)
  await lan.says('/start')
  await lan.hears(/Chào bạn/)
  await lan.sendsFile('photo', SLIP)
  await lan.hears(/mình giữ ảnh này để đối chiếu/)
  await lan.sendsFile('photo', SLIP, 'đã chuyển khoản')
  await lan.hears(/Bạn chuyển bao nhiêu tiền/)
})

test('the webhook waits for no download, what is said meanwhile comes after it, a repeat has no effect', async () => {
  const minh = await askedForPicture(404)
  const before = downloads().length
  let release = () => {}
  const until = new Promise<void>((resolve) => {
    release = resolve
  })
  tg.api.fault({ method: 'download', does: { kind: 'hold', until } })
  const message = {
    message_id: 1,
    date: 1,
    from: { id: 404, is_bot: false, first_name: 'Minh', language_code: 'vi' },
    chat: { id: 404, type: 'private' },
    photo: [tg.api.receive(SLIP)],
  }
  const update = { update_id: 9_404, message }
  for (let n = 0; n < 3; n++) expect(await tg.api.deliver(update)).toBe(200)
  await expect.poll(() => downloads().length).toBe(before + 1)
  expect(await minh.says('500k')).toBe(200)
  const screen = minh.screen().length
  release()
  await expect.poll(() => minh.screen().length).toBeGreaterThan(screen + 2)
  const said = minh.screen().slice(screen)
  expect(said.map(({ text }) => text)).toEqual([
    expect.stringMatching(/mình giữ ảnh này/),
    expect.stringMatching(/Bạn chuyển bao nhiêu tiền/),
    expect.stringMatching(/Bạn chuyển hôm nào/),
  ])
  expect(downloads()).toHaveLength(before + 1)
})

test.each([
  ['Telegram fails twice', 411, 2, /chưa tải được ảnh này về/],
  ['Telegram fails once', 412, 1, /mình giữ ảnh này để đối chiếu/],
] as const)('%s', async (_, id, times, answer) => {
  const minh = await askedForPicture(id)
  tg.api.fault({ method: 'download', times, does: { kind: 'fail', status: 502 } })
  await minh.sendsFile('photo', SLIP)
  await minh.hears(answer)
})

test.each([
  ['is too large by its own word', 421, Buffer.concat([SLIP, Buffer.alloc(5_000_000)]), /Tệp này lớn quá/],
  ['is no picture', 422, Buffer.from('PK\u0003\u0004'), /chỉ mở được ảnh hoặc PDF/],
] as const)('a document that %s is told of kindly, and asked for again', async (_, id, bytes, answer) => {
  const minh = await askedForPicture(id)
  const before = minh.screen().length
  await minh.sendsFile('document', bytes)
  await minh.hears(answer)
  await expect.poll(() => minh.screen().length).toBe(before + 2)
  expect(minh.screen().at(-1)!.text).toMatch(/Bạn gửi ảnh giao dịch vào đây/)
  await minh.sendsFile('photo', SLIP)
  await minh.hears(/mình giữ ảnh này để đối chiếu/)
})

test('one that is larger than it says is not taken in', async () => {
  const minh = await askedForPicture(423)
  const { file_size: _, ...file } = tg.api.receive(Buffer.concat([SLIP, Buffer.alloc(5_000_000)]))
  const from = { id: 423, is_bot: false, first_name: 'Minh', language_code: 'vi' }
  await minh.sends({
    message: { message_id: 1, date: 1, from, chat: { id: 423, type: 'private' }, document: file },
  })
  await minh.hears(/Tệp này lớn quá/)
})

test('one that Telegram does not know any more is asked for again, also while a person has the talk', async () => {
  const minh = await askedForPicture(424)
  await minh.says('gặp người')
  await minh.hears(/người phụ trách/i)
  const from = { id: 424, is_bot: false, first_name: 'Minh', language_code: 'vi' }
  const photo = [{ file_id: 'forgotten', file_unique_id: 'x' }]
  await minh.sends({ message: { message_id: 1, date: 1, from, chat: { id: 424, type: 'private' }, photo } })
  await minh.hears(/chưa tải được ảnh này về/)
})

test('who writes while a picture hangs is answered before it is given up, and the pictures of others come meanwhile', async () => {
  const hangs = [441, 442, 443, 444, 445, 446].map((id) => tg.person(id))
  const hoa = tg.person(447)
  for (const one of [...hangs, hoa]) {
    await one.says('/start')
    await one.hears(/Chào bạn/)
  }
  const before = downloads().length
  const logged = tg.log().length
  const does = { kind: 'hold', until: new Promise(() => {}) } as const
  tg.api.fault({ method: 'download', times: hangs.length, does })
  for (const one of hangs) await one.sendsFile('photo', SLIP)
  await expect.poll(() => downloads().length).toBe(before + hangs.length)
  await hoa.sendsFile('photo', SLIP)
  const [lan, minh] = [hangs[0]!, hangs[1]!]
  await lan.says('có đứa bé bị đánh')
  await hoa.hears(/mình giữ ảnh này để đối chiếu/)
  const givenUp = /chưa tải được ảnh|chưa kịp lấy ảnh/
  expect(told(minh)).not.toMatch(givenUp)
  await lan.hears(/111/)
  // What we break off ourselves is no fault, and is not said or logged to be one.
  expect(told(lan)).toMatch(/mình đọc tin mới trước, chưa kịp lấy ảnh này về/)
  expect(told(lan)).not.toMatch(/lỗi ở mình/)
  expect(tg.log().slice(logged)).not.toMatch(/file\.(?:not_kept|tried|failed)/)
  expect(told(minh)).not.toMatch(givenUp)
}, 30_000)

test('a download that a stop breaks off is left for the next start, and nobody is told that it failed', async () => {
  const world = await telegramWorld('webhook')
  const hoa = world.person(431)
  await hoa.says('/start')
  await hoa.hears(/Chào bạn/)
  world.api.fault({ method: 'download', does: { kind: 'hold', until: new Promise(() => {}) } })
  await hoa.sendsFile('photo', SLIP)
  await expect.poll(() => world.calls.some((call) => call.method === 'getFile')).toBe(true)
  await world.it.service.stop(100)
  await expect.poll(() => world.it.db.prisma.todo.count({ where: { leaseUntil: null } })).toBe(1)
  const said = await heardOf(431, world)
  expect(said.filter((one) => 'remote' in one)).toHaveLength(1)
  expect(world.log()).not.toContain('file.not_kept')
  await world.close()
})

test('no token and no name of a file is in the log', () => {
  expect(tg.log()).toContain('file.not_kept')
  expect(tg.log()).not.toContain(TOKEN.split(':')[1])
  expect(tg.log()).not.toMatch(/received-|documents\//)
})

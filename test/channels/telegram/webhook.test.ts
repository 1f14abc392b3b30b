import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Receiving } from '../../../src/channels/provider.ts'
import { telegramHook } from '../../../src/channels/telegram/webhook.ts'
import { pressUpdate } from '../../support/fakes/telegram/updates.ts'
import { addressOf, bookOfLog, SECRET, type TelegramWorld, telegramWorld } from './telegram.ts'

let tg: TelegramWorld
beforeAll(async () => {
  tg = await telegramWorld('webhook')
})
afterAll(() => tg.close())

let lastPerson = 200

test('the webhook is answered when the turn is committed, and waits for no send', {
  timeout: 20_000,
}, async () => {
  const lan = tg.person(103)
  const events: string[] = []
  let release = () => {}
  const sends = new Promise<void>((resolve) => {
    release = () => {
      events.push('the send ends')
      resolve()
    }
  })
  tg.api.fault({ method: 'sendMessage', chat: 103, does: { kind: 'hold', until: sends } })
  expect(await lan.says('/start')).toBe(200)
  events.push('the webhook is answered')
  // The answer lies ready and is on its way, for as long as Telegram likes.
  await expect.poll(() => tg.it.db.prisma.outbox.count({ where: { state: 'waiting' } })).toBe(1)
  release()
  await lan.hears(/Chào bạn/)
  expect(events).toEqual(['the webhook is answered', 'the send ends'])
})

test('/privacy says how to ask there', async () => {
  const page = await (await tg.it.service.web.request('/privacy')).text()
  expect(page).toContain('Ở Telegram, bạn nhắn “cài đặt”.')
})

test("a press is answered inside the webhook's answer, without a call of its own", async () => {
  const lan = tg.person(104)
  await lan.says('/start')
  await lan.hears(/Chào bạn/)
  const before = tg.calls.length
  await lan.presses('Góp quà Tết')
  const [answer] = tg.calls.slice(before).filter(({ method }) => method === 'answerCallbackQuery')
  // The Bot API heard of it when the webhook was answered, and only so.
  expect(answer).toMatchObject({ params: { callback_query_id: expect.stringMatching(/^press-/) } })
  expect(answer!.refused).toBeUndefined()
  await lan.hears(/bao nhiêu suất/)
  expect(tg.calls.slice(before).map(({ method }) => method)).toEqual(['answerCallbackQuery', 'sendMessage'])
})

test('a press whose turn takes long is answered by a call, and once', async () => {
  const asked: string[] = []
  const api = { answerCallbackQuery: async (query: string) => asked.push(query) }
  let commit = () => {}
  const accept = () =>
    new Promise((resolve) => {
      commit = () => resolve({})
    })
  const hook = telegramHook(
    { api, account: '1', log: bookOfLog().log } as never,
    { accept } as unknown as Receiving,
    SECRET,
  )
  const lan = { id: 107, firstName: 'Lan' }
  const message = { message_id: 1, chat: { id: 107, type: 'private' as const }, date: 0, text: '?' }
  const update = pressUpdate(1, 'press-slow', lan, message, '1.0')
  const answer = hook({
    headers: { 'x-telegram-bot-api-secret-token': SECRET },
    body: Buffer.from(JSON.stringify(update)),
  })
  await expect.poll(() => asked).toEqual(['press-slow'])
  commit()
  expect(await answer).toEqual({ status: 200 })
  expect(asked).toHaveLength(1)
})

test('who blocks the bot is left alone, until they write again', async () => {
  const lan = tg.person(105)
  const stands = (status: string) =>
    lan.sends({ my_chat_member: { chat: { id: 105, type: 'private' }, new_chat_member: { status } } })
  const state = async () => (await addressOf(tg, 105)).state
  await lan.says('/start')
  await lan.hears(/Chào bạn/)
  expect(await stands('kicked')).toBe(200)
  expect(await state()).toBe('blocked')
  expect(await stands('member')).toBe(200)
  expect(await state()).toBe('open')
  // And without being told of the return.
  await stands('kicked')
  await lan.says('menu')
  expect(await state()).toBe('open')
})

test('groups, channels and service messages are passed over', async () => {
  const lan = tg.person(106)
  const heard = () => tg.it.db.prisma.inbox.count({ where: { source: { startsWith: 'telegram' } } })
  const items = await heard()
  const group = { id: -1001234567890123, type: 'supergroup', title: 'Tổ 5' }
  const from = { id: 106, is_bot: false, first_name: 'Lan' }
  const inPrivate = { message_id: 1, date: 1, from, chat: { id: 106, type: 'private' } }
  for (const update of [
    { message: { message_id: 1, date: 1, from, chat: group, text: '/start' } },
    { message: { message_id: 1, date: 1, chat: { ...group, type: 'group' }, migrate_to_chat_id: -1001 } },
    { callback_query: { id: 'in a group', from, message: { message_id: 1, chat: group }, data: '1.give' } },
    { callback_query: { id: 'inline', from, inline_message_id: 'x', data: '1.give' } },
    { my_chat_member: { chat: group, new_chat_member: { status: 'kicked' } } },
    { message: { ...inPrivate, pinned_message: {} } },
    { edited_message: { ...inPrivate, text: '/start' } },
    { channel_post: { message_id: 1, chat: { id: -1, type: 'channel' }, text: 'x' } },
  ]) {
    expect(await lan.sends(update)).toBe(200)
  }
  expect(await heard()).toBe(items)
  expect(tg.calls.filter((call) => call.chat === 106 || Number(call.chat) < 0)).toEqual([])
  expect(await tg.it.db.prisma.quarantine.count()).toBe(0)
})

test.each([
  [{ voice: { file_id: 'v' } }, /chưa nghe được tin thoại/],
  [{ photo: [{ file_id: 'p' }] }, /chưa tải được ảnh này về/],
  [{ photo: 'of no shape that we know' }, /chưa đọc được tin này/],
  [{ animation: {}, document: { file_id: 'g' } }, /nhận được rồi/],
  [{ sticker: { file_id: 's' } }, /nhận được rồi/],
  [{ contact: { phone_number: '1' } }, /không tự nhắn cho ai/],
  [{ location: { latitude: 21, longitude: 104 } }, /chưa đọc được vị trí/],
])('%j is answered as what it is', async (what, answer) => {
  lastPerson += 1
  const lan = tg.person(lastPerson)
  await lan.says('/start')
  await lan.hears(/Chào bạn/)
  const from = { id: lan.id, is_bot: false, first_name: 'Lan', language_code: 'vi' }
  await lan.sends({
    message: { message_id: 1, date: 1, from, chat: { id: lan.id, type: 'private' }, ...what },
  })
  await expect.poll(() => lan.screen()[1]?.text).toMatch(answer)
})

test('no secret but the right one opens the door', async () => {
  const ask = (secret: string) =>
    tg.it.service.hooks.get('/hooks/telegram')!({
      headers: { 'x-telegram-bot-api-secret-token': secret },
      body: Buffer.from('{}'),
    })
  const wrong = new Set([
    '',
    ' ',
    `${SECRET},${SECRET}`,
    SECRET.toUpperCase(),
    `${SECRET}\u00e9`,
    SECRET.slice(1),
  ])
  for (let bit = 0; bit < SECRET.length * 7; bit++) {
    const bytes = Buffer.from(SECRET)
    bytes[Math.floor(bit / 7)]! ^= 1 << (bit % 7)
    const mutated = bytes.toString('latin1')
    if (/^[\x21-\x7e]+$/.test(mutated)) wrong.add(mutated)
  }
  for (let end = 1; end < SECRET.length; end++) wrong.add(SECRET.slice(0, end))
  const kept = await tg.it.db.prisma.quarantine.count()
  for (const secret of wrong) expect((await ask(secret)).status).toBe(401)
  expect(wrong.size).toBeGreaterThan(150)
  expect(await tg.it.db.prisma.quarantine.count()).toBe(kept)
  expect((await ask(SECRET)).status).toBe(200)
})

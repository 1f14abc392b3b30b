import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Channel } from '../../../src/channels/channel.ts'
import { telegram } from '../../../src/channels/telegram/index.ts'
import type { Bubble } from '../../../src/engine/index.ts'
import { type Call, type FakeBotApi, fakeBotApi } from '../../support/fakes/telegram/fake-bot-api.ts'
import { textUpdate } from '../../support/fakes/telegram/updates.ts'
import { bookOfLog, TOKEN } from './telegram.ts'

const LAN = { address: 'lan', externalId: '42' }
const QR: NonNullable<Bubble['media']> = {
  kind: 'image',
  file: { file: 'qr/1', name: 'TLV8K3Q7DX.png', mime: 'image/png' },
}
const BYTES = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 13, 10])

let api: FakeBotApi
let calls: Call[]
let channel: Channel
let loads: string[]
const book = bookOfLog()

async function begin(path = '', load: (key: string) => Promise<Buffer | undefined> = async () => BYTES) {
  calls = []
  loads = []
  api = await fakeBotApi({ token: TOKEN, path, heard: (call) => calls.push(call) })
  api.queue(textUpdate(1, 1, { id: 42, firstName: 'Lan' }, 'chào'))
  const loadFile = (key: string) => {
    loads.push(key)
    return load(key)
  }
  channel = telegram({ token: TOKEN, root: `${api.root}/`, webhook: undefined }, loadFile, book.log).channel
}
afterEach(async () => {
  await channel.close?.()
  await api.close()
})

const sent = (method: string) => calls.filter((call) => call.method === method && !call.refused)
const refuse = (code: 400 | 403, description: string, method?: string) =>
  api.fault({ ...(method ? { method } : {}), does: { kind: 'refuse', code, description } })
const troubleOf = (bubble: Bubble) =>
  channel.send(LAN, bubble).then(
    () => 'none',
    (error: { kind: string }) => error.kind,
  )

test('a paper that cannot be drawn while the database is full is tried again with its message, and wakes nobody', async () => {
  const full = Object.assign(new Error('sorry, too many clients already'), { code: '53300' })
  let room = false
  await begin('', async () => {
    if (!room) throw full
    return BYTES
  })
  const before = book.text().length
  expect(await troubleOf({ text: 'Mã QR', media: QR })).toBe('unavailable')
  expect(calls).toEqual([])
  expect(book.text().slice(before)).toBe('')
  room = true
  expect(await troubleOf({ text: 'Mã QR', media: QR })).toBe('none')
  expect(sent('sendPhoto')).toHaveLength(1)
})

test('a picture is uploaded once, byte for byte, under its name; then Telegram has it', async () => {
  await begin()
  const bubble: Bubble = { text: 'Mã QR', media: QR, choices: [{ id: '2.paid', label: 'Đã chuyển' }] }
  await channel.send(LAN, bubble)
  const [first] = sent('sendPhoto')
  const file = first!.params.photo as File
  expect(Buffer.from(await file.arrayBuffer())).toEqual(BYTES)
  expect(file.name).toBe('TLV8K3Q7DX.png')
  expect(first!.params).toMatchObject({
    chat_id: '42',
    caption: 'Mã QR',
    reply_markup: { inline_keyboard: [[{ text: 'Đã chuyển', callback_data: '2.paid' }]] },
  })
  const { providerId } = await channel.send(LAN, bubble)
  expect(sent('sendPhoto')[1]!.params.photo).toBe('photo-1')
  expect(providerId).toBe(String(sent('sendPhoto')[1]!.message!.message_id))
  expect(loads).toEqual(['qr/1'])
})

test('a file that Telegram has forgotten is uploaded again', async () => {
  await begin()
  await channel.send(LAN, { text: '', media: QR })
  refuse(400, 'Bad Request: wrong file identifier/HTTP URL specified', 'sendPhoto')
  await channel.send(LAN, { text: 'Mã QR', media: QR })
  expect(sent('sendPhoto')[1]!.params.photo).toBeInstanceOf(File)
  expect(sent('sendMessage')).toEqual([])
})

test('a paper goes as a document, a long text follows its picture', async () => {
  await begin()
  const pdf = { file: 'paper/1', name: 'GN-TET27-000413.pdf', mime: 'application/pdf' }
  await channel.send(LAN, { text: 'Giấy ghi nhận', media: { kind: 'document', file: pdf } })
  expect((sent('sendDocument')[0]!.params.document as File).name).toBe('GN-TET27-000413.pdf')
  const long = { text: 'dài. '.repeat(300), media: QR, choices: [{ id: '1.a', label: 'Góp' }] }
  for (const piece of channel.cut!(long)) await channel.send(LAN, piece)
  expect(sent('sendPhoto')[0]!.params).not.toHaveProperty('caption')
  expect(sent('sendPhoto')[0]!.params).not.toHaveProperty('reply_markup')
  expect(sent('sendMessage')[0]!.params).toHaveProperty('reply_markup')
})

test.each([
  ['it is not there any more', async () => undefined],
  [
    'reading it fails',
    async () => {
      throw new Error('the disk is gone')
    },
  ],
])('a picture is left out when %s', async (_, load) => {
  await begin('', load)
  await channel.send(LAN, { text: 'Mã QR', media: QR })
  expect(sent('sendMessage')[0]!.params.text).toBe('Mã QR')
  expect(await troubleOf({ text: '', media: QR })).toBe('rejected')
})

test('a picture that certainly did not leave us is tried again with its words, not dropped', async () => {
  await begin()
  api.fault({ method: 'sendPhoto', does: { kind: 'throttle', retryAfter: 3 } })
  expect(await troubleOf({ text: 'Mã QR', media: QR })).toBe('throttled')
  refuse(403, 'Forbidden: bot was blocked by the user', 'sendPhoto')
  expect(await troubleOf({ text: 'Mã QR', media: QR })).toBe('blocked')
  expect(sent('sendMessage')).toEqual([])
  // Whether it left us nobody knows: the words are worth being read twice.
  api.fault({ method: 'sendPhoto', does: { kind: 'fail', status: 502 } })
  expect(await troubleOf({ text: 'Mã QR', media: QR })).toBe('none')
  expect(sent('sendMessage')).toHaveLength(1)
})

test('a value to copy is code, with a button that copies it', async () => {
  await begin()
  await channel.send(LAN, { text: 'TLV8K3Q7DX', copy: true })
  expect(sent('sendMessage')[0]!.params).toMatchObject({
    text: 'TLV8K3Q7DX',
    entities: [{ type: 'code', offset: 0, length: 10 }],
    reply_markup: { inline_keyboard: [[{ text: '📋 TLV8K3Q7DX', copy_text: { text: 'TLV8K3Q7DX' } }]] },
  })
})

test.each([
  [400, 'Bad Request: chat not found', 'blocked'],
  [400, 'Bad Request: group chat was upgraded to a supergroup chat', 'blocked'],
  [400, "Bad Request: can't parse entities", 'rejected'],
  [403, 'Forbidden: bot was blocked by the user', 'blocked'],
  [403, 'Forbidden: user is deactivated', 'blocked'],
  [403, "Forbidden: bot can't initiate conversation with a user", 'blocked'],
] as const)('%i "%s" means %s', async (code, description, kind) => {
  await begin()
  refuse(code, description)
  expect(await troubleOf({ text: 'chào' })).toBe(kind)
})

test('how long to wait is what Telegram says', async () => {
  await begin()
  api.fault({ does: { kind: 'throttle', retryAfter: 35 } })
  await expect(channel.send(LAN, { text: 'chào' })).rejects.toMatchObject({ retryAfterMs: 35_000 })
})

test('a Bot API behind a path is reached there, for words and for files', async () => {
  await begin('/telegram/proxy')
  await channel.send(LAN, { text: 'chào' })
  await channel.send(LAN, { text: 'Mã QR', media: QR })
  expect(calls.map((call) => call.method)).toEqual(['sendMessage', 'sendPhoto'])
})

test.each([
  [502, '<html>Bad Gateway</html>', 'ambiguous'],
  [504, '', 'ambiguous'],
  [404, 'nothing here', 'misconfigured'],
  [413, '<html>too large</html>', 'rejected'],
  [200, '{"ok":', 'ambiguous'],
])('a proxy that answers %i %s in its own way means %s', async (status, text, kind) => {
  await begin()
  const proxy = createServer((_, res) => res.writeHead(status).end(text))
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const root = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  const behind = telegram({ token: TOKEN, root, webhook: undefined }, async () => BYTES, book.log).channel
  const error = await behind.send(LAN, { text: 'chào' }).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ kind })
  await behind.close?.()
  proxy.close()
})

test('closing breaks off what hangs, and says that nobody knows', async () => {
  await begin()
  api.fault({ does: { kind: 'hold', until: new Promise(() => {}) } })
  const trouble = troubleOf({ text: 'chào' })
  await new Promise((resolve) => setTimeout(resolve, 50))
  await channel.close?.()
  expect(await trouble).toBe('ambiguous')
})

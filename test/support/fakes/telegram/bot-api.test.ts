import { createServer } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { type Call, type FakeBotApi, fakeBotApi } from './fake-bot-api.ts'
import { type Message, pressUpdate, textUpdate } from './updates.ts'

const TOKEN = '1000001:fake-token-that-opens-nothing'
const LAN = { id: 42, firstName: 'Lan' }
let api: FakeBotApi
let calls: Call[]

afterEach(() => api.close())

async function begin(delayMs = 0) {
  calls = []
  api = await fakeBotApi({ token: TOKEN, heard: (call) => calls.push(call), delayMs })
}

async function call(method: string, params: object | FormData = {}) {
  const form = params instanceof FormData
  const answer = await fetch(`${api.root}/bot${TOKEN}/${method}`, {
    method: 'POST',
    ...(form
      ? { body: params }
      : { body: JSON.stringify(params), headers: { 'content-type': 'application/json' } }),
  })
  return (await answer.json()) as {
    ok: boolean
    result?: Message & { photo?: { file_id: string }[] }
    error_code?: number
    description?: string
    parameters?: object
  }
}

/** A bot that answers what it is told to, and remembers what it got. */
async function bot(answer: { status: number; body?: string }) {
  const got: { headers: object; body: unknown }[] = []
  const server = createServer((req, res) => {
    let body = ''
    req.on('data', (chunk) => (body += chunk))
    req.on('end', () => {
      got.push({ headers: req.headers, body: JSON.parse(body) })
      res.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await call('setWebhook', { url: `http://127.0.0.1:${port}/hooks/telegram`, secret_token: 'a-secret' })
  return { got, close: () => server.close() }
}

const LanWrites = (text = 'xin chào') => textUpdate(1, 1, LAN, text)

test('the webhook gets updates with the secret, and its status comes back', async () => {
  await begin()
  const { got, close } = await bot({ status: 503 })
  expect(await api.deliver(LanWrites('/start tet'))).toBe(503)
  expect(got[0]).toMatchObject({
    headers: { 'x-telegram-bot-api-secret-token': 'a-secret' },
    body: {
      message: {
        text: '/start tet',
        chat: { id: 42, type: 'private' },
        entities: [{ type: 'bot_command', length: 6 }],
      },
    },
  })
  close()
})

test('a call inside the answer of the webhook counts like any other', async () => {
  await begin()
  const { close } = await bot({
    status: 200,
    body: JSON.stringify({ method: 'sendMessage', chat_id: 42, text: 'chào Lan' }),
  })
  await api.deliver(LanWrites())
  expect(calls.at(-1)).toMatchObject({ method: 'sendMessage', chat: 42, message: { text: 'chào Lan' } })
  close()
})

/** Makes Lan known, so that she can be written to. */
async function knowLan() {
  await begin()
  const { close } = await bot({ status: 200 })
  await api.deliver(LanWrites())
  close()
}

test('nobody is written to who has not written first, and no bot speaks with another token', async () => {
  await begin()
  expect(await call('sendMessage', { chat_id: 42, text: 'chào' })).toMatchObject({
    ok: false,
    error_code: 400,
    description: expect.stringContaining('chat not found'),
  })
  const other = await fetch(`${api.root}/bot1:other/getMe`)
  expect(other.status).toBe(401)
  expect(await call('getMe')).toMatchObject({ ok: true, result: { is_bot: true } })
})

test('a call that the Bot API does not describe fails the test that made it', async () => {
  await begin()
  expect(await call('sendTelepathy')).toMatchObject({ error_code: 404 })
  await call('getMe', { chat: 1 })
  await expect(api.close()).rejects.toThrow(
    'sendTelepathy: there is no such method; getMe: no parameter chat',
  )
  await begin()
})

const keyboard = (data: string) => ({
  reply_markup: { inline_keyboard: [[{ text: 'Góp', callback_data: data }]] },
})

test.each([
  ['a text of 4096', { text: 'ă'.repeat(4096) }, undefined],
  ['a longer text', { text: 'ă'.repeat(4097) }, 'message is too long'],
  ['no text', { text: ' ' }, 'message text is empty'],
  ['callback data of 64 bytes', { text: 'x', ...keyboard(`${'ạ'.repeat(21)}a`) }, undefined],
  ['callback data of 65 bytes', { text: 'x', ...keyboard(`${'ạ'.repeat(21)}ab`) }, 'BUTTON_DATA_INVALID'],
  [
    'a button without an action',
    { text: 'x', reply_markup: { inline_keyboard: [[{ text: 'Góp' }]] } },
    'Text buttons are unallowed',
  ],
  [
    'a button with a broken address',
    { text: 'x', reply_markup: { inline_keyboard: [[{ text: 'Góp', url: 'góp' }]] } },
    'BUTTON_URL_INVALID',
  ],
])('sendMessage with %s', async (_, params, refused) => {
  await knowLan()
  const answer = await call('sendMessage', { chat_id: 42, ...params })
  expect(answer.ok).toBe(refused === undefined)
  if (refused) expect(answer.description).toContain(refused)
  expect(calls.at(-1)!.refused === undefined).toBe(answer.ok)
})

test('a press is answered once', async () => {
  await knowLan()
  const { result: message } = await call('sendMessage', {
    chat_id: 42,
    text: 'Bạn góp gì?',
    ...keyboard('money'),
  })
  const { close } = await bot({ status: 200 })
  await api.deliver(pressUpdate(2, 'press-2', LAN, message!, 'money'))
  expect(await call('answerCallbackQuery', { callback_query_id: 'press-2' })).toMatchObject({ ok: true })
  expect(await call('answerCallbackQuery', { callback_query_id: 'press-2' })).toMatchObject({
    error_code: 400,
  })
  close()
})

test('a message is edited, but not to what it already is', async () => {
  await knowLan()
  const { result } = await call('sendMessage', { chat_id: 42, text: 'còn 3 suất' })
  const edit = (text: string) =>
    call('editMessageText', { chat_id: 42, message_id: result!.message_id, text })
  expect(await edit('còn 2 suất')).toMatchObject({ ok: true, result: { text: 'còn 2 suất' } })
  expect((await edit('còn 2 suất')).description).toContain('message is not modified')
})

test('a picture is uploaded once and sent again by its id', async () => {
  await knowLan()
  const form = new FormData()
  form.set('chat_id', '42')
  form.set('photo', 'attach://a')
  form.set('a', new Blob([new Uint8Array(8)]), 'qr.png')
  const { result } = await call('sendPhoto', form)
  const photo = result!.photo![0]!.file_id
  expect(await call('sendPhoto', { chat_id: 42, photo, caption: 'mã QR' })).toMatchObject({
    ok: true,
    result: { caption: 'mã QR' },
  })
  expect(await call('sendPhoto', { chat_id: 42, photo: 'somebody-elses' })).toMatchObject({ error_code: 400 })
})

test('trouble on order: as often as said, for whom it was said', async () => {
  await knowLan()
  const send = () => call('sendMessage', { chat_id: 42, text: 'chào' })
  const sent = () => calls.filter((one) => one.method === 'sendMessage').length
  api.fault({ chat: 43, does: { kind: 'block' } })
  api.fault({ chat: 42, times: 2, does: { kind: 'throttle', retryAfter: 3 } })
  expect(await send()).toMatchObject({ error_code: 429, parameters: { retry_after: 3 } })
  expect(await send()).toMatchObject({ error_code: 429 })
  api.fault({ method: 'sendMessage', does: { kind: 'fail', status: 502 } })
  expect(await send()).toMatchObject({ error_code: 502 })
  expect(sent()).toBe(0)
  api.fault({ does: { kind: 'reset', when: 'before' } })
  await expect(send()).rejects.toThrow()
  expect(sent()).toBe(0)
  api.fault({ does: { kind: 'reset', when: 'after' } })
  await expect(send()).rejects.toThrow()
  expect(sent()).toBe(1)
  api.fault({ does: { kind: 'delay', ms: 50 } })
  const began = performance.now()
  expect(await send()).toMatchObject({ ok: true })
  expect(performance.now() - began).toBeGreaterThan(45)
})

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Inbound } from '../../../src/channels/provider.ts'
import { telegram } from '../../../src/channels/telegram/index.ts'
import { type Call, type FakeBotApi, fakeBotApi } from '../../support/fakes/telegram/fake-bot-api.ts'
import { textUpdate } from '../../support/fakes/telegram/updates.ts'
import { addressOf, bookOfLog, type TelegramWorld, TOKEN, telegramWorld } from './telegram.ts'

describe('a whole service that polls, behind a path', () => {
  let tg: TelegramWorld
  beforeAll(async () => {
    tg = await telegramWorld('polling', '/api')
  })
  afterAll(() => tg.close())

  test('the same talk as by webhook; what was taken is confirmed', async () => {
    const lan = tg.person(301)
    await lan.says('/start')
    await lan.hears(/Chào bạn/)
    await lan.presses('Góp quà Tết')
    await lan.hears(/bao nhiêu suất/)
    await lan.presses(/^1 suất/)
    await lan.hears(/Mình giữ phần này/)
    await lan.presses('Lấy mã chuyển khoản')
    await lan.hears(/Nội dung chỉ cần mã ở trên/)
    // The occasion's picture, and the QR.
    expect(tg.calls.filter((call) => call.method === 'sendPhoto')).toHaveLength(2)
    await expect.poll(() => tg.api.unconfirmed).toEqual([])
  })

  test('somebody who leaves and comes back within one batch is there', async () => {
    const lan = tg.person(302)
    await lan.says('/start')
    await lan.hears(/Chào bạn/)
    const stands = (status: string) => ({
      my_chat_member: { chat: { id: 302, type: 'private' }, new_chat_member: { status } },
    })
    await Promise.all([
      lan.says('menu'),
      lan.sends(stands('kicked')),
      lan.sends(stands('member')),
      lan.says('menu'),
    ])
    await expect.poll(() => tg.api.unconfirmed).toEqual([])
    expect((await addressOf(tg, 302)).state).toBe('open')
  })
})

describe('polling', () => {
  let api: FakeBotApi
  let bot: ReturnType<typeof telegram>
  let calls: Call[]
  let taken: Inbound[]
  let takes: (inbound: Inbound) => Promise<void>
  let kept: string[]
  let standings: string[]
  let running: { stop(): Promise<void> }
  let seconds: number
  let book: ReturnType<typeof bookOfLog>

  beforeEach(async () => {
    calls = []
    taken = []
    kept = []
    standings = []
    seconds = 0
    takes = async () => {}
    book = bookOfLog()
    api = await fakeBotApi({ token: TOKEN, heard: (call) => calls.push(call) })
    bot = telegram({ token: TOKEN, root: api.root, webhook: undefined }, async () => undefined, book.log)
  })
  afterEach(async () => {
    await running.stop()
    await bot.channel.close?.()
    await api.close()
  })

  function begin() {
    running = bot.begin({
      async accept(inbound) {
        await takes(inbound)
        taken.push(inbound)
      },
      quarantine: async (source, body, reason) => void kept.push(`${source} ${reason} ${body}`),
      async webhookTaken() {},
      async secondPoller() {
        seconds += 1
      },
      async standing(_, blocked) {
        // A slow database must not turn the order around.
        await new Promise((resolve) => setTimeout(resolve, blocked ? 60 : 0))
        standings.push(blocked ? 'gone' : 'back')
      },
    })
  }
  const write = (id: number, text = 'chào') =>
    api.queue(textUpdate(id, id, { id: 42, firstName: 'Lan' }, text))
  const ids = () => taken.map((inbound) => inbound.externalId)

  test('what is not committed is not confirmed, and comes again', { timeout: 15_000 }, async () => {
    let away = true
    let tries = 0
    takes = async () => {
      tries += 1
      if (away) throw new Error('the database is away')
    }
    write(7)
    write(8)
    begin()
    await expect.poll(() => tries).toBeGreaterThanOrEqual(2)
    expect(api.unconfirmed).toHaveLength(2)
    away = false
    await expect.poll(ids, { timeout: 8_000 }).toEqual(['7', '8'])
    await expect.poll(() => api.unconfirmed).toEqual([])
  })

  test('an update of a shape that nobody expected is kept aside and holds up nobody', async () => {
    api.queue({ update_id: 1, message: { chat: { id: 42, type: 'private' }, text: { not: 'a text' } } })
    write(2)
    begin()
    await expect.poll(ids).toEqual(['2'])
    await expect.poll(() => api.unconfirmed).toEqual([])
    expect(kept).toEqual([expect.stringMatching(/^telegram:1000001 not an update \{"update_id":1,/)])
  })

  test('comings and goings are taken in their order', async () => {
    const stands = (id: number, status: string) => ({
      update_id: id,
      my_chat_member: { chat: { id: 42, type: 'private' }, new_chat_member: { status } },
    })
    for (const update of [
      stands(1, 'kicked'),
      stands(2, 'member'),
      stands(3, 'kicked'),
      stands(4, 'member'),
    ]) {
      api.queue(update)
    }
    begin()
    await expect.poll(() => standings).toEqual(['gone', 'back', 'gone', 'back'])
  })

  test('a webhook that is still set is taken away first', async () => {
    await fetch(`${api.root}/bot${TOKEN}/setWebhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"url":"https://old.example/hook"}',
    })
    begin()
    write(3)
    await expect.poll(ids).toEqual(['3'])
    // And one that somebody sets meanwhile.
    await fetch(`${api.root}/bot${TOKEN}/setWebhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"url":"https://old.example/hook"}',
    })
    write(4)
    await expect.poll(ids, { timeout: 10_000 }).toEqual(['3', '4'])
    expect(book.text()).not.toContain('second_poller')
    expect(seconds).toBe(0)
  })

  test.each([
    [401, 'Unauthorized', /token_refused.*check TELEGRAM_BOT_TOKEN/],
    [
      409,
      'Conflict: terminated by other getUpdates request',
      /second_poller.*another program polls with this token/,
    ],
  ] as const)('%i is told to the operator with what to do', async (code, description, said) => {
    api.fault({ method: 'getUpdates', does: { kind: 'refuse', code, description } })
    begin()
    await expect.poll(book.text).toMatch(said)
    expect(seconds).toBe(code === 409 ? 1 : 0)
    expect(book.text()).not.toContain(TOKEN.split(':')[1])
  })

  test('a server that answers at once that there is nothing is not hammered', async () => {
    let asked = 0
    const hasty = createServer((req, res) => {
      if (req.url?.endsWith('getUpdates')) asked += 1
      res.end(JSON.stringify({ ok: true, result: [] }))
    })
    await new Promise<void>((resolve) => hasty.listen(0, '127.0.0.1', resolve))
    const root = `http://127.0.0.1:${(hasty.address() as AddressInfo).port}`
    bot = telegram({ token: TOKEN, root, webhook: undefined }, async () => undefined, book.log)
    begin()
    await expect.poll(() => asked).toBeGreaterThan(0)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(asked).toBeLessThan(5)
    await running.stop()
    await bot.channel.close?.()
    hasty.close()
  })

  test('it stops at once while Telegram holds the question open, and asks no more', async () => {
    begin()
    await expect.poll(() => calls.map((call) => call.method)).toContain('deleteWebhook')
    await new Promise((resolve) => setTimeout(resolve, 50))
    await running.stop()
    write(9)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(taken).toEqual([])
    expect(api.unconfirmed).toHaveLength(1)
  })

  test('what is being taken when it stops is taken to the end', async () => {
    let finish: (() => void) | undefined
    takes = () =>
      new Promise((resolve) => {
        finish = resolve
      })
    write(10)
    begin()
    await expect.poll(() => finish).toBeDefined()
    const stopped = running.stop()
    finish!()
    await stopped
    expect(ids()).toEqual(['10'])
  })
})

describe('a webhook', () => {
  test('is told to Telegram until Telegram takes it, and never with its secret in a log', {
    timeout: 15_000,
  }, async () => {
    const book = bookOfLog()
    const api = await fakeBotApi({ token: TOKEN })
    api.fault({ method: 'setWebhook', does: { kind: 'fail', status: 502 } })
    const webhook = { secret: 'fake-secret-of-the-webhook', publicUrl: 'https://chungtay.test' }
    const bot = telegram({ token: TOKEN, root: api.root, webhook }, async () => undefined, book.log)
    const running = bot.begin({} as never)
    await expect
      .poll(() => api.webhook, { timeout: 10_000 })
      .toEqual({
        url: 'https://chungtay.test/hooks/telegram',
        secret: webhook.secret,
      })
    expect(book.text()).toContain('telegram.away')
    expect(book.text()).not.toContain(webhook.secret)
    await running.stop()
    await bot.channel.close?.()
    await api.close()
  })
})

describe('an introduction', () => {
  const said = { about: 'Chung Tay', commands: [{ command: 'menu', description: 'Về đầu' }] }
  const introductions = { vi: said, en: { ...said, commands: [{ command: 'menu', description: 'Start' }] } }

  test.each([
    ['is told to Telegram in both languages at the start', undefined],
    ['that Telegram does not take is logged, and keeps nothing from working', 502 as const],
  ])('%s', async (_, status) => {
    const book = bookOfLog()
    const calls: Call[] = []
    const api = await fakeBotApi({ token: TOKEN, heard: (call) => calls.push(call) })
    if (status) api.fault({ method: 'setMyCommands', does: { kind: 'fail', status } })
    const settings = { token: TOKEN, root: api.root, webhook: undefined, introductions }
    const bot = telegram(settings, async () => undefined, book.log)
    const running = bot.begin({} as never)
    const told = () => calls.filter((call) => call.method === 'setMyCommands').map((call) => call.params)
    const polls = () => calls.map((call) => call.method)
    await expect.poll(polls).toContain('deleteWebhook')
    if (status) await expect.poll(book.text).toContain('telegram.not_introduced')
    else
      await expect
        .poll(told)
        .toEqual([
          { commands: introductions.en.commands },
          { commands: introductions.vi.commands, language_code: 'vi' },
        ])
    await running.stop()
    await bot.channel.close?.()
    await api.close()
  })
})

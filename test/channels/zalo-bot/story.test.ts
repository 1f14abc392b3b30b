import { afterAll, expect, test } from 'vitest'
import type { Hook } from '../../../src/platform/hook.ts'
import { listen } from '../../../src/web/server.ts'
import { type FakeZaloBot, fakeZaloBot, textEvent } from '../../support/fakes/zalo-bot.ts'
import { type World, world } from '../../support/world.ts'
import { bookOfLog } from '../telegram/telegram.ts'

/** Lan gives on a Zalo bot: no buttons, numbers in their place, pictures by address. */
const TOKEN = '2000001:fake-token-that-opens-nothing'
const LAN = 'a1b2c3d4e5f60718293a'
const closing: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

async function zaloWorld(mode: 'webhook' | 'polling') {
  const fake = await fakeZaloBot({ token: TOKEN })
  const book = bookOfLog()
  const hooks = new Map<string, Hook>()
  let it: World | undefined
  const server = await listen(
    { web: { fetch: (request: Request) => it!.service.web.fetch(request) }, hooks, log: book.log },
    0,
  )
  const site = `http://127.0.0.1:${server.port}`
  it = await world({
    log: book.log,
    env: {
      ZALO_BOT_TOKEN: TOKEN,
      ZALO_BOT_BASE: fake.root,
      ZALO_BOT_MODE: mode,
      PUBLIC_URL: site,
      ...(mode === 'webhook' ? { ZALO_BOT_WEBHOOK_SECRET: 'fake-secret-of-the-webhook' } : {}),
    },
  })
  for (const [path, hook] of it.service.hooks) hooks.set(path, hook)
  closing.push(
    () => server.close(1_000),
    () => fake.close(),
    it.close,
  )
  return { fake, it, site, log: book.text }
}

let count = 0
const said = (text: string) => textEvent(`lan-${++count}`, LAN, text)
const screenOf = (fake: FakeZaloBot) => fake.screen.map(({ text }) => text)
const heardOn = (fake: FakeZaloBot, pattern: RegExp) =>
  expect.poll(() => screenOf(fake).join('\n---\n'), { timeout: 15_000 }).toMatch(pattern)

test('by webhook: a gift from the first word to the receipt, by numbers, with the QR card at an address of ours', async () => {
  const { fake, it, site, log } = await zaloWorld('webhook')
  await expect.poll(() => fake.webhook?.url, { timeout: 15_000 }).toBe(`${site}/hooks/zalo-bot`)
  expect(await fake.deliver({ event_name: 'webhook.test', message: { message_id: 'webhook-test' } })).toBe(
    200,
  )
  const says = async (text: string) => expect(await fake.deliver(said(text))).toBe(200)
  await says('/start')
  await heardOn(fake, /1\. Góp quà Tết/)
  await says('1')
  await heardOn(fake, /bao nhiêu suất/)
  await says('2 suất')
  await heardOn(fake, /\d\. Lấy mã chuyển khoản/)
  await says('lấy mã chuyển khoản')
  await heardOn(fake, /^TLV[0-9A-Z]{7}$/m)
  const card = fake.screen.find(({ photo }) => photo?.startsWith('http://chungtay.test/files/'))!
  const picture = await fetch(card.photo!.replace('http://chungtay.test', site))
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
  const code = screenOf(fake).find((text) => /^TLV[0-9A-Z]{7}$/.test(text))!
  await it.bank.credits(600_000n, code)
  await heardOn(fake, /Biên nhận số TET27-/)
  expect(log()).not.toContain(TOKEN)
})

test('by polling: one event at a time, each kept before the next is asked for', async () => {
  const { fake, it } = await zaloWorld('polling')
  for (const text of ['/start', 'menu', 'dừng nhắn']) fake.queue(said(text))
  await expect
    .poll(() => it.db.prisma.inbox.count({ where: { source: 'zalo-bot:2000001' } }), { timeout: 15_000 })
    .toBe(3)
  await heardOn(fake, /Chung Tay/)
  expect(fake.calls.find(({ method }) => method === 'deleteWebhook')).toBeDefined()
})

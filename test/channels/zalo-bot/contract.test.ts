import type { Channel } from '../../../src/channels/channel.ts'
import { zaloBot } from '../../../src/channels/zalo-bot/index.ts'
import { channelContract, type Rig } from '../../contracts/channel.contract.ts'
import { fakeZaloBot, textEvent } from '../../support/fakes/zalo-bot.ts'
import { world } from '../../support/world.ts'
import { bookOfLog } from '../telegram/telegram.ts'

channelContract({
  name: 'Zalo Bot',
  make,
  skip: { closed: 'whoever has written once may be written to at any time' },
})

const TOKEN = '2000001:fake-token-that-opens-nothing'
const SECRET = 'fake-secret-of-the-webhook'
const LAN = 'a1b2c3d4e5f60718293a'

async function make(): Promise<Rig> {
  const book = bookOfLog()
  const fake = await fakeZaloBot({ token: TOKEN })
  const it = await world({
    log: book.log,
    env: {
      ZALO_BOT_TOKEN: TOKEN,
      ZALO_BOT_BASE: fake.root,
      ZALO_BOT_MODE: 'webhook',
      ZALO_BOT_WEBHOOK_SECRET: SECRET,
      PUBLIC_URL: 'https://chungtay.test',
    },
  })
  fake.queue(textEvent('m1', LAN, 'chào'))
  const bot = (root: string) =>
    zaloBot(
      { token: TOKEN, root, webhook: undefined },
      ({ file }) => `https://chungtay.test/files/${file}`,
      book.log,
    ).channel
  const plugged = bot(fake.root)
  // Nobody listens there: the connection is refused before a byte is sent.
  const unplugged = bot('http://127.0.0.1:1')
  let next = plugged
  const channel: Channel = {
    ...plugged,
    send(to, bubble) {
      const now = next
      next = plugged
      return now.send(to, bubble)
    },
  }
  const post = async (body: Uint8Array | string, stranger?: string) => {
    const secret = stranger === undefined ? SECRET : stranger === 'no secret' ? undefined : `${SECRET}x`
    const headers = {
      'content-type': 'application/json',
      ...(secret && { 'x-bot-api-secret-token': secret }),
    }
    return (await it.service.hooks.get('/hooks/zalo-bot')!({ headers, body: Buffer.from(body) })).status
  }
  const body = ({ id, from, text }: { id: string; from: string; text: string }) =>
    JSON.stringify(textEvent(id, from, text))

  return {
    db: it.db,
    source: 'zalo-bot:2000001',
    door: { post, body },
    async hears(message) {
      const status = await post(body(message))
      if (status !== 200) throw new Error(`the hook answered ${status}`)
    },
    sending: {
      channel,
      to: { address: 'lan', externalId: LAN },
      seen: () =>
        fake.screen
          .filter(({ chat }) => chat === LAN)
          .map(({ text, photo }) => ({ text, buttons: [], media: photo !== undefined })),
      meets(kind) {
        const refuse = (code: number, description: string) =>
          fake.fault('sendMessage', { kind: 'refuse', code, description }, LAN)
        switch (kind) {
          case 'throttled':
            return refuse(429, 'Too Many Requests')
          case 'unavailable':
            next = unplugged
            return
          case 'ambiguous':
            return fake.fault('sendMessage', { kind: 'reset', when: 'before' }, LAN)
          case 'blocked':
            return refuse(404, 'Not Found')
          case 'closed':
            throw new Error('it never closes')
          case 'rejected':
            return refuse(400, 'Bad Request')
          case 'misconfigured':
            return refuse(401, 'Unauthorized')
        }
      },
      losesPicture: () =>
        fake.fault('sendPhoto', { kind: 'refuse', code: 400, description: 'Bad Request: photo' }, LAN),
    },
    log: book.text,
    secrets: [TOKEN, TOKEN.split(':')[1]!, SECRET],
    async close() {
      await plugged.close?.()
      await unplugged.close?.()
      await it.close()
      await fake.close()
    },
  }
}

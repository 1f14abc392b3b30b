import type { Channel } from '../../../src/channels/channel.ts'
import { telegram } from '../../../src/channels/telegram/index.ts'
import { channelContract, type Rig } from '../../contracts/channel.contract.ts'
import { fakeBotApi } from '../../support/fakes/telegram/fake-bot-api.ts'
import { type Message, textUpdate } from '../../support/fakes/telegram/updates.ts'
import { world } from '../../support/world.ts'
import { bookOfLog, SECRET, TOKEN } from './telegram.ts'

channelContract({
  name: 'Telegram',
  make,
  skip: { closed: 'whoever has written once may be written to at any time' },
})

const LAN = { id: 42, firstName: 'Lan' }

async function make(): Promise<Rig> {
  const book = bookOfLog()
  const screen: Message[] = []
  const api = await fakeBotApi({
    token: TOKEN,
    heard: ({ chat, message }) => chat === LAN.id && message && screen.push(message),
  })
  const it = await world({
    log: book.log,
    env: {
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: api.root,
      TELEGRAM_MODE: 'webhook',
      TELEGRAM_WEBHOOK_SECRET: SECRET,
      PUBLIC_URL: 'https://chungtay.test',
    },
  })
  api.queue(textUpdate(1, 1, LAN, 'chào'))
  const bot = (root: string) =>
    telegram({ token: TOKEN, root, webhook: undefined }, async () => Buffer.from('a picture'), book.log)
      .channel
  const plugged = bot(api.root)
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
      ...(secret && { 'x-telegram-bot-api-secret-token': secret }),
    }
    const answer = await it.service.hooks.get('/hooks/telegram')!({ headers, body: Buffer.from(body) })
    return answer.status
  }
  const body = ({ id, from, text }: { id: string; from: string; text: string }) =>
    JSON.stringify(textUpdate(Number(id), 7, { id: 4242, firstName: 'Lan' }, text)).replaceAll('4242', from)

  return {
    db: it.db,
    source: 'telegram:1000001',
    door: { post, body },
    async hears(message) {
      const status = await post(body(message))
      if (status !== 200) throw new Error(`the hook answered ${status}`)
    },
    sending: {
      channel,
      to: { address: 'lan', externalId: String(LAN.id) },
      seen: () =>
        screen.map((message) => ({
          text: message.text ?? message.caption ?? '',
          buttons: (message.reply_markup?.inline_keyboard ?? []).flat().map((button) => button.text),
          media: 'photo' in message,
        })),
      meets(kind) {
        const refuse = (code: 400 | 401, description: string) =>
          api.fault({ chat: LAN.id, does: { kind: 'refuse', code, description } })
        switch (kind) {
          case 'throttled':
            return api.fault({ chat: LAN.id, does: { kind: 'throttle', retryAfter: 7 } })
          case 'unavailable':
            next = unplugged
            return
          case 'ambiguous':
            return api.fault({ chat: LAN.id, does: { kind: 'reset', when: 'before' } })
          case 'blocked':
            return api.fault({ chat: LAN.id, does: { kind: 'block' } })
          case 'closed':
            throw new Error('it never closes')
          case 'rejected':
            return refuse(400, 'Bad Request: message is too long')
          case 'misconfigured':
            return refuse(401, 'Unauthorized')
        }
      },
      losesPicture: () =>
        api.fault({
          method: 'sendPhoto',
          does: { kind: 'refuse', code: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' },
        }),
    },
    log: book.text,
    secrets: [TOKEN, TOKEN.split(':')[1]!, SECRET],
    async close() {
      await plugged.close?.()
      await unplugged.close?.()
      await it.close()
      await api.close()
    },
  }
}

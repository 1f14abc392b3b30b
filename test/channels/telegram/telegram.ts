import type { Hook } from '../../../src/platform/hook.ts'
import { createLog } from '../../../src/platform/log.ts'
import { listen } from '../../../src/web/server.ts'
import { type Call, type FakeBotApi, fakeBotApi } from '../../support/fakes/telegram/fake-bot-api.ts'
import {
  fileUpdate,
  type Message,
  type Person,
  pressUpdate,
  textUpdate,
  type Update,
} from '../../support/fakes/telegram/updates.ts'
import { addressRow } from '../../support/known.ts'
import { type World, world } from '../../support/world.ts'

export const TOKEN = '1000001:fake-token-that-opens-nothing'
export const SECRET = 'fake-secret-of-the-webhook'

/** A whole service with a Telegram of its own. */
export interface TelegramWorld {
  readonly it: World
  readonly api: FakeBotApi
  /** Everything that the bot has asked of Telegram. */
  readonly calls: Call[]
  log(): string
  person(id: number, language?: string): TelegramPerson
  close(): Promise<void>
}

/** Where a chat is written to, as its row stands. */
export const addressOf = (tg: TelegramWorld, chat: number) =>
  addressRow(tg.it.db, 'telegram', '1000001', String(chat))

export interface TelegramPerson {
  readonly id: number
  /** What the bot has sent them. */
  screen(): Message[]
  says(text: string): Promise<number>
  presses(label: string | RegExp): Promise<number>
  /** Sends a photo, or a document that is a file of any kind. */
  sendsFile(as: 'photo' | 'document', bytes: Buffer, caption?: string): Promise<number>
  /** Sends an update as it is. */
  sends(update: Omit<Update, 'update_id'>): Promise<number>
  /** Waits for a message that fits. */
  hears(pattern: RegExp): Promise<Message>
}

/** Everything that was logged, as it stands in a log file. */
export function bookOfLog() {
  const lines: string[] = []
  return { log: createLog('info', { write: (line) => void lines.push(line) }), text: () => lines.join('') }
}

/** @param mode how updates travel; by webhook through a real port */
export async function telegramWorld(mode: 'webhook' | 'polling', path = ''): Promise<TelegramWorld> {
  const calls: Call[] = []
  const book = bookOfLog()
  const api = await fakeBotApi({ token: TOKEN, path, heard: (call) => calls.push(call) })
  let it: World | undefined
  const hooks = new Map<string, Hook>()
  const web = { fetch: (request: Request) => it!.service.web.fetch(request) }
  const server = await listen({ web, hooks, log: book.log }, 0)
  const webhook = { TELEGRAM_WEBHOOK_SECRET: SECRET, PUBLIC_URL: `http://127.0.0.1:${server.port}` }
  it = await world({
    log: book.log,
    env: {
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: api.root,
      TELEGRAM_MODE: mode,
      ...(mode === 'webhook' ? webhook : {}),
    },
  })
  for (const [path, hook] of it.service.hooks) hooks.set(path, hook)
  while (mode === 'webhook' && !api.webhook) await new Promise((resolve) => setTimeout(resolve, 10))
  const queue = async (update: Update) => {
    api.queue(update)
    return 200
  }
  const send = mode === 'webhook' ? api.deliver : queue
  return {
    it,
    api,
    calls,
    log: book.text,
    person: (id, language) =>
      telegramPerson({ id, firstName: 'Lan', ...(language ? { language } : {}) }, calls, send, api),
    async close() {
      await it.close()
      await api.close()
      await server.close(1_000)
    },
  }
}

let lastUpdate = 1

/** Somebody with Telegram, whose updates travel by `send` and whose screen is what the bot has called. */
export function telegramPerson(
  person: Person,
  calls: Call[],
  send: (update: Update) => Promise<number>,
  api: FakeBotApi,
): TelegramPerson {
  const screen = () => calls.flatMap(({ chat, message }) => (chat === person.id && message ? [message] : []))
  const next = () => {
    lastUpdate += 1
    return lastUpdate
  }
  const fits = (wanted: string | RegExp, label: string) =>
    typeof wanted === 'string' ? label === wanted : wanted.test(label)
  return {
    id: person.id,
    screen,
    says: (text) => send(textUpdate(next(), lastUpdate, person, text)),
    // A button may come in a later message than the words that somebody has just heard.
    async presses(wanted) {
      const end = Date.now() + 15_000
      for (;;) {
        for (const message of screen().toReversed()) {
          const button = message.reply_markup?.inline_keyboard?.flat().find((one) => fits(wanted, one.text))
          if (button)
            return send(pressUpdate(next(), `press-${lastUpdate}`, person, message, button.callback_data!))
        }
        if (Date.now() > end)
          throw new Error(`no button ${wanted}; the last message was ${JSON.stringify(screen().at(-1))}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    sendsFile(as, bytes, caption) {
      const file = api.receive(bytes)
      return send(fileUpdate(next(), lastUpdate, person, { as, file, ...(caption ? { caption } : {}) }))
    },
    sends: (update) => send({ ...update, update_id: next() }),
    async hears(pattern) {
      const end = Date.now() + 15_000
      for (;;) {
        const found = screen().findLast((one) => pattern.test(one.text ?? one.caption ?? ''))
        if (found) return found
        if (Date.now() > end) {
          const said = screen().map((one) => one.text ?? one.caption)
          throw new Error(`${pattern} was not heard. The bot said:\n${said.join('\n---\n')}`)
        }
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
  }
}

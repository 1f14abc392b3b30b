import type { Channel, LoadFile } from '../channels/channel.ts'
import { type Telegram, telegram } from '../channels/telegram/index.ts'
import { webChat } from '../channels/web-chat/index.ts'
import type { Cut } from '../conversation/index.ts'
import type { Book } from '../engine/index.ts'
import { introductionsOf } from './introductions.ts'
import type { Base } from './service.ts'

export interface Channels {
  /** By `<channel>:<account>`. */
  readonly all: ReadonlyMap<string, Channel>
  /** Undefined while there is no token. */
  readonly bot: Telegram | undefined
  /** Whether people fetch from a channel: nothing is sent there. */
  readonly pulls: (channel: string) => boolean
  readonly cut: Cut
}

/** The channels that the settings switch on. */
export function openChannels({ config, log, simulator }: Base, book: Book, loadFile: LoadFile): Channels {
  const webhook =
    config.TELEGRAM_MODE === 'webhook'
      ? { secret: config.TELEGRAM_WEBHOOK_SECRET!, publicUrl: config.PUBLIC_URL! }
      : undefined
  const bot = config.TELEGRAM_BOT_TOKEN
    ? telegram(
        {
          token: config.TELEGRAM_BOT_TOKEN,
          root: config.TELEGRAM_API_ROOT,
          webhook,
          introductions: introductionsOf(book),
        },
        loadFile,
        log,
      )
    : undefined
  const all = new Map<string, Channel>(
    [webChat, ...(bot ? [bot.channel] : []), ...(simulator ? [simulator.channel] : [])].map((channel) => [
      `${channel.name}:${channel.account}`,
      channel,
    ]),
  )
  const pulling = new Set([...all.values()].filter((one) => one.abilities.pull).map((one) => one.name))
  return {
    all,
    bot,
    pulls: (channel) => pulling.has(channel),
    cut: ({ channel, account }, bubble) => all.get(`${channel}:${account}`)?.cut?.(bubble) ?? [bubble],
  }
}

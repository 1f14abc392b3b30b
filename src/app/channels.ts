import type { Channel, LoadFile } from '../channels/channel.ts'
import type { Provider } from '../channels/provider.ts'
import { examineTelegram, telegram } from '../channels/telegram/index.ts'
import { webChat } from '../channels/web-chat/index.ts'
import { examineZaloBot, type LinkTo, zaloBot } from '../channels/zalo-bot/index.ts'
import type { Config } from '../config.ts'
import type { Cut } from '../conversation/index.ts'
import type { Book } from '../engine/index.ts'
import { introductionsOf } from './introductions.ts'
import type { Base, Roles } from './service.ts'

interface Channels {
  readonly providers: readonly Provider[]
  /** By `<channel>:<account>`. */
  readonly all: ReadonlyMap<string, Channel>
  /** Whether people fetch from a channel: nothing is sent there. */
  readonly pulls: (channel: string) => boolean
  readonly cut: Cut
}

interface Files {
  readonly loadFile: LoadFile
  readonly linkTo: LinkTo
}

/** The channels that the settings switch on. */
export function openChannels(
  { config, log, simulator }: Base,
  book: Book,
  { loadFile, linkTo }: Files,
): Channels {
  const [bot, onZalo] = [telegramOf(config), zaloBotOf(config)]
  const providers: Provider[] = [
    webChat,
    ...(bot ? [telegram({ ...bot, introductions: introductionsOf(book) }, loadFile, log)] : []),
    ...(onZalo ? [zaloBot(onZalo, linkTo, log)] : []),
    ...(simulator ? [simulator] : []),
  ]
  const all = new Map(providers.map(({ channel }) => [nameOf(channel), channel]))
  const pulling = new Set(providers.filter(({ mode }) => mode === 'pull').map(({ channel }) => channel.name))
  return {
    providers,
    all,
    pulls: (channel) => pulling.has(channel),
    cut: (to, bubble) => all.get(`${to.channel}:${to.account}`)?.cut?.(bubble) ?? [bubble],
  }
}

/** Whether a process of these roles takes what comes from the provider: who polls answers nobody from outside. */
export const receives = ({ mode }: Pick<Provider, 'mode'>, roles: Roles): boolean =>
  mode === 'polling' ? roles.worker : roles.web

/** What is asked of each provider when an operator looks whether all is well. Undefined: it is off, for lack of `setting`. */
export const providerChecks = (config: Config) => {
  const [bot, onZalo] = [telegramOf(config), zaloBotOf(config)]
  return [
    {
      about: 'Telegram',
      setting: 'TELEGRAM_BOT_TOKEN',
      examine: bot && ((ms: number) => examineTelegram(bot, ms)),
    },
    {
      about: 'Zalo Bot',
      setting: 'ZALO_BOT_TOKEN',
      examine: onZalo && ((ms: number) => examineZaloBot(onZalo, ms)),
    },
  ]
}

const nameOf = ({ name, account }: Channel): string => `${name}:${account}`

/** How a bot is posted to, where it is. Settings that lack something for that are refused (config.ts). */
const webhookOf = (mode: 'polling' | 'webhook', secret: string | undefined, publicUrl: string | undefined) =>
  mode === 'webhook' ? { secret: secret!, publicUrl: publicUrl! } : undefined

function telegramOf(config: Config) {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: root, PUBLIC_URL: site } = config
  const webhook = webhookOf(config.TELEGRAM_MODE, config.TELEGRAM_WEBHOOK_SECRET, site)
  return token ? { token, root, webhook } : undefined
}

function zaloBotOf(config: Config) {
  const { ZALO_BOT_TOKEN: token, ZALO_BOT_BASE: root, PUBLIC_URL: site } = config
  const webhook = webhookOf(config.ZALO_BOT_MODE, config.ZALO_BOT_WEBHOOK_SECRET, site)
  return token ? { token, root, webhook } : undefined
}

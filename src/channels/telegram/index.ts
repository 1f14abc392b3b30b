import type { Hook } from '../../platform/hook.ts'
import type { Log } from '../../platform/log.ts'
import type { Channel, LoadFile } from '../channel.ts'
import { telegramChannel } from './channel.ts'
import type { Receiving } from './intake.ts'
import { type Introductions, introduce } from './introduction.ts'
import { startPolling } from './polling.ts'
import { telegramTransport } from './transport.ts'
import { keepWebhook, telegramHook } from './webhook.ts'

export { examineTelegram } from './examine.ts'
export type { Introduction, Introductions } from './introduction.ts'
export { TELEGRAM } from './updates.ts'

interface Settings {
  readonly token: string
  readonly root: string
  /** With a secret: by webhook. Without: by long polling. */
  readonly webhook: { readonly secret: string; readonly publicUrl: string } | undefined
  /** What Telegram shows before anything is said; without it, what it shows stays as it is. */
  readonly introductions?: Introductions
}

export interface Telegram {
  readonly channel: Channel
  /** POST /hooks/telegram; refuses everything while polling is the way. */
  hook(receiving: Receiving): Hook
  /** Tells Telegram who we are and where to send, or begins to ask. */
  begin(receiving: Receiving): { stop(): Promise<void> }
}

/** The bot's id is the part of its token before the colon: public, and stable when the token is changed. */
export function telegram(
  { token, root, webhook, introductions }: Settings,
  loadFile: LoadFile,
  log: Log,
): Telegram {
  const { api, download, close } = telegramTransport(root, token)
  const account = token.slice(0, token.indexOf(':'))
  const bot = { api, account, log }
  return {
    channel: telegramChannel({ api, account, download, loadFile, log, close }),
    hook: (receiving) => telegramHook(bot, receiving, webhook?.secret),
    begin(receiving) {
      const stopping = new AbortController()
      const introduced = introductions && introduce(bot, introductions, stopping.signal)
      const running = webhook
        ? keepWebhook(bot, webhook.publicUrl, webhook.secret, () => receiving.webhookTaken(account))
        : startPolling(bot, receiving)
      return {
        async stop() {
          stopping.abort()
          await Promise.all([introduced, running.stop()])
        },
      }
    },
  }
}

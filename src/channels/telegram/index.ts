import type { Hook } from '../../platform/hook.ts'
import type { Log } from '../../platform/log.ts'
import type { Channel, LoadFile } from '../channel.ts'
import { telegramChannel } from './channel.ts'
import type { Receiving } from './intake.ts'
import { startPolling } from './polling.ts'
import { telegramTransport } from './transport.ts'
import { keepWebhook, telegramHook } from './webhook.ts'

export { examineTelegram } from './examine.ts'
export { TELEGRAM } from './updates.ts'

interface Settings {
  readonly token: string
  readonly root: string
  /** With a secret: by webhook. Without: by long polling. */
  readonly webhook: { readonly secret: string; readonly publicUrl: string } | undefined
}

export interface Telegram {
  readonly channel: Channel
  /** POST /hooks/telegram; refuses everything while polling is the way. */
  hook(receiving: Receiving): Hook
  /** Tells Telegram where to send, or begins to ask. */
  begin(receiving: Receiving): { stop(): Promise<void> }
}

/** The bot's id is the part of its token before the colon: public, and stable when the token is changed. */
export function telegram({ token, root, webhook }: Settings, loadFile: LoadFile, log: Log): Telegram {
  const { api, close } = telegramTransport(root, token)
  const account = token.slice(0, token.indexOf(':'))
  const bot = { api, account, log }
  return {
    channel: telegramChannel({ api, account, loadFile, log, close }),
    hook: (receiving) => telegramHook(bot, receiving, webhook?.secret),
    begin(receiving) {
      return webhook ? keepWebhook(bot, webhook.publicUrl, webhook.secret) : startPolling(bot, receiving)
    },
  }
}

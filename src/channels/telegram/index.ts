import type { Log } from '../../platform/log.ts'
import type { LoadFile } from '../channel.ts'
import type { Provider } from '../provider.ts'
import { telegramChannel } from './channel.ts'
import { type Introductions, introduce } from './introduction.ts'
import { startPolling } from './polling.ts'
import type { Settings } from './settings.ts'
import { telegramTransport } from './transport.ts'
import { TELEGRAM } from './updates.ts'
import { HOOK, keepWebhook, telegramHook } from './webhook.ts'

export { examineTelegram } from './examine.ts'
export type { Introductions } from './introduction.ts'

/** The bot's id is the part of its token before the colon: public, and stable when the token is changed. */
/** @param introductions what Telegram shows before anything is said; without it, what it shows stays as it is */
export function telegram(
  { token, root, webhook, introductions }: Settings & { readonly introductions?: Introductions },
  loadFile: LoadFile,
  log: Log,
): Required<Provider> {
  const { api, download, close } = telegramTransport(root, token)
  const account = token.slice(0, token.indexOf(':'))
  const bot = { api, account, log }
  return {
    channel: telegramChannel({ api, account, download, loadFile, log, close }),
    mode: webhook ? 'webhook' : 'polling',
    hooks: (receiving) => new Map([[HOOK, telegramHook(bot, receiving, webhook?.secret)]]),
    begin(receiving) {
      const stopping = new AbortController()
      const introduced = introductions && introduce(bot, introductions, stopping.signal)
      const running = webhook
        ? keepWebhook(bot, webhook.publicUrl, webhook.secret, () =>
            receiving.webhookTaken({ channel: TELEGRAM, account }),
          )
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

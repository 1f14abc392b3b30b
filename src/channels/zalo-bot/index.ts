import type { Log } from '../../platform/log.ts'
import type { Provider } from '../provider.ts'
import { publicFiles } from '../public-files.ts'
import { zaloBotChannel } from './channel.ts'
import { botClient } from './client.ts'
import { startPolling } from './polling.ts'
import type { LinkTo, Settings } from './settings.ts'
import { ZALO_BOT } from './updates.ts'
import { HOOK, keepWebhook, zaloBotHook } from './webhook.ts'

export { examineZaloBot } from './examine.ts'
export type { LinkTo } from './settings.ts'

/** A bot of the Zalo Bot Platform. Its id is the part of its token before the colon: stable when the token is changed. */
export function zaloBot({ token, root, webhook }: Settings, linkTo: LinkTo, log: Log): Required<Provider> {
  const client = botClient(root, token)
  const account = token.slice(0, token.indexOf(':'))
  const bot = { client, account, log }
  const files = publicFiles(new URL(root).origin)
  const channel = zaloBotChannel({ ...bot, linkTo, fetchPublic: files.fetch })
  return {
    channel: {
      ...channel,
      async close() {
        await Promise.all([channel.close?.(), files.close()])
      },
    },
    mode: webhook ? 'webhook' : 'polling',
    hooks: (receiving) => new Map([[HOOK, zaloBotHook(bot, receiving, webhook?.secret)]]),
    begin: (receiving) =>
      webhook
        ? keepWebhook(bot, webhook, () => receiving.webhookTaken({ channel: ZALO_BOT, account }))
        : startPolling(bot, receiving),
  }
}

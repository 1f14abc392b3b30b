import type { Hook } from '../../platform/hook.ts'
import { readWithIds } from '../json.ts'
import type { Receiver, Receiving } from '../provider.ts'
import { bringsSecret, untilTaken } from '../webhook.ts'
import { complain } from './complaints.ts'
import { type Bot, take } from './intake.ts'
import { ZALO_BOT } from './updates.ts'

export const HOOK = '/hooks/zalo-bot'

/** POST /hooks/zalo-bot: answered as soon as the turn is committed, never waiting for a send. */
export function zaloBotHook(bot: Bot, receiving: Receiving, secret: string | undefined): Hook {
  const parts = { ...bot, ...receiving }
  return async (request) => {
    if (!bringsSecret(request, 'x-bot-api-secret-token', secret)) return { status: 401 }
    // The platform looks whether anybody is there with nothing in its hands.
    if (request.body.length === 0) return { status: 200 }
    try {
      await take(parts, readWithIds(request.body.toString()), () => request.body)
      return { status: 200 }
    } catch (error) {
      bot.log.error('zalo-bot.not_taken', { channel: ZALO_BOT, error })
      return { status: 503 }
    }
  }
}

/** Tells the platform where to post. */
export const keepWebhook = (
  { client, log }: Bot,
  { publicUrl, secret }: { readonly publicUrl: string; readonly secret: string },
  taken: () => Promise<void>,
): Receiver =>
  untilTaken({
    tell: (stop) =>
      client.call('setWebhook', { url: new URL(HOOK, publicUrl).href, secret_token: secret }, { stop }),
    taken,
    complain: (error) => complain(log, error),
  })

import { z } from 'zod'
import { StartError } from '../../platform/data-dir.ts'
import { SendError } from '../channel.ts'
import { botClient } from './client.ts'
import type { Settings } from './settings.ts'
import { HOOK } from './webhook.ts'

const Me = z.object({ account_name: z.string().catch('this bot') })
const Webhook = z.object({ url: z.string().catch('') })

/**
 * Asks the platform whether it knows this bot and posts where we listen. Changes nothing there, and does not poll: an event
 * that it took would be lost.
 *
 * @returns what there is to know; `look` when the operator should read it
 * @throws StartError with what to do
 */
export async function examineZaloBot(
  { token, root, webhook }: Settings,
  ms: number,
): Promise<string | { readonly look: string }> {
  const client = botClient(root, token)
  const asked = { ms }
  try {
    const name = Me.parse(await client.call('getMe', {}, asked)).account_name
    const { url } = Webhook.parse(await client.call('getWebhookInfo', {}, asked))
    if (!webhook) {
      return url
        ? { look: `${name} has a webhook. The worker removes it when it starts to poll.` }
        : `${name}, by polling. For real use Zalo asks for ZALO_BOT_MODE=webhook.`
    }
    return url === new URL(HOOK, webhook.publicUrl).href
      ? `${name}, by webhook`
      : { look: `${name} does not post to PUBLIC_URL yet. The web process tells it to at its start.` }
  } catch (error) {
    throw new StartError(trouble(error))
  } finally {
    client.close()
  }
}

function trouble(error: unknown): string {
  switch (error instanceof SendError ? error.kind : undefined) {
    case 'misconfigured':
      return 'Zalo does not know this token. Copy it again from the message of Zalo Bot Manager into ZALO_BOT_TOKEN, and check ZALO_BOT_BASE.'
    case 'throttled':
      return 'Zalo asks for patience (429). Try again in a minute.'
    default:
      return 'the bot platform at ZALO_BOT_BASE does not answer. Check the address, and that this machine may reach it.'
  }
}

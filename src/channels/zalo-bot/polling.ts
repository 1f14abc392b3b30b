import { SEND_MS } from '../channel.ts'
import { pause } from '../pause.ts'
import type { Receiver, Receiving } from '../provider.ts'
import { Idle } from './client.ts'
import { complain } from './complaints.ts'
import { type Bot, take } from './intake.ts'

/** How long the platform may hold a question open before it answers that there is nothing. */
const POLL_SECONDS = 30
// One that does not hold the question open must not be asked thousands of times a second.
const AT_LEAST_MS = 250

/**
 * Polling, for machines that Zalo cannot reach. The platform gives one event at a time and forgets it with the answer: what
 * comes while we fall over is lost. It means polling for trying things out, and so do we.
 */
export function startPolling(bot: Bot, receiving: Receiving): Receiver {
  const parts = { ...bot, ...receiving }
  const stopping = new AbortController()
  const { signal: stop } = stopping

  async function poll() {
    let webhookGone = false
    while (!stop.aborted) {
      const began = Date.now()
      try {
        if (!webhookGone) await bot.client.call('deleteWebhook', {}, { stop })
        webhookGone = true
        const asked = { ms: POLL_SECONDS * 1_000 + SEND_MS, stop }
        const event = await bot.client.call('getUpdates', { timeout: String(POLL_SECONDS) }, asked)
        await stored(() => take(parts, event, () => Buffer.from(JSON.stringify(event) ?? '')))
      } catch (error) {
        if (stop.aborted) return
        if (error instanceof Idle) await pause(AT_LEAST_MS - (Date.now() - began), stop)
        else {
          // Somebody may have set a webhook since.
          webhookGone = false
          await pause(complain(bot.log, error), stop)
        }
      }
    }
  }

  /** It is here alone: it is tried until it is written down, or we stop. */
  async function stored(write: () => Promise<void>) {
    for (;;) {
      try {
        return await write()
      } catch (error) {
        if (stop.aborted) throw error
        await pause(complain(bot.log, error), stop)
      }
    }
  }

  const done = poll()
  return {
    async stop() {
      stopping.abort()
      await done
    },
  }
}

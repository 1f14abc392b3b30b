import { GrammyError } from 'grammy'
import { pause } from '../pause.ts'
import type { Receiver, Receiving } from '../provider.ts'
import { complain } from './complaints.ts'
import { type Bot, take, UPDATES } from './intake.ts'
import { POLL_SECONDS } from './transport.ts'
import { TELEGRAM } from './updates.ts'

type Updates = Awaited<ReturnType<Bot['api']['getUpdates']>>

// A Bot API server that does not hold the question open must not be asked thousands of times a second.
const AT_LEAST_MS = 250

/** Long polling, for machines that Telegram cannot reach. Updates are confirmed only after they are committed. */
export function startPolling(bot: Bot, receiving: Receiving): Receiver {
  const parts = { ...bot, ...receiving }
  const stopping = new AbortController()
  const stop = stopping.signal

  async function poll() {
    let webhookGone = false
    let offset = 0
    while (!stop.aborted) {
      const began = Date.now()
      try {
        if (!webhookGone) await bot.api.deleteWebhook({}, stop as never)
        webhookGone = true
        const asked = { offset, timeout: POLL_SECONDS, limit: 100, allowed_updates: [...UPDATES] }
        const updates = await bot.api.getUpdates(asked, stop as never)
        await takeAll(parts, updates)
        offset = Math.max(offset, ...updates.map((update) => update.update_id + 1))
        if (updates.length === 0) await pause(AT_LEAST_MS - (Date.now() - began), stop)
      } catch (error) {
        if (stop.aborted) return
        // Somebody has set a webhook since: the same code as for a second poller.
        const hooked = isConflict(error) && /webhook/i.test(error.description)
        webhookGone = webhookGone && !hooked
        if (isConflict(error) && !hooked) await receiving.secondPoller(TELEGRAM).catch(() => {})
        await pause(hooked ? AT_LEAST_MS : complain(bot.log, error), stop)
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

const isConflict = (error: unknown): error is GrammyError =>
  error instanceof GrammyError && error.error_code === 409

/** Together, but for comings and goings: whether somebody blocked us before or after a message makes a difference. */
async function takeAll(parts: Bot & Receiving, updates: Updates): Promise<void> {
  let together: Updates = []
  for (const update of updates) {
    if (update.my_chat_member) {
      await Promise.all(together.map(one))
      together = []
      await one(update)
    } else together.push(update)
  }
  await Promise.all(together.map(one))

  function one(update: Updates[number]) {
    return take(
      parts,
      update,
      () => Buffer.from(JSON.stringify(update)),
      // At once, whatever the turn takes.
      (query) => void parts.api.answerCallbackQuery(query).catch(() => {}),
    )
  }
}

import { timingSafeEqual } from 'node:crypto'
import { type HookRequest, headerOf } from '../platform/hook.ts'
import { pause } from './pause.ts'
import type { Receiver } from './provider.ts'

/**
 * Whether a request brings the secret that its provider was given.
 *
 * @param secret undefined: nothing is taken
 */
export function bringsSecret(request: HookRequest, header: string, secret: string | undefined): boolean {
  if (secret === undefined) return false
  const [given, wanted] = [Buffer.from(headerOf(request, header) ?? ''), Buffer.from(secret)]
  // Its length is no secret.
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

interface Telling {
  /** Tells the provider where to send. */
  tell(stop: AbortSignal): Promise<unknown>
  /** Only a note for officers: whatever becomes of it, messages come. */
  taken(): Promise<void>
  /** @returns how long to wait before it is told again, in milliseconds */
  complain(error: unknown): number
}

/** Tells a provider where to send, until it has taken it: one that is away must not keep the service from starting. */
export function untilTaken({ tell, taken, complain }: Telling): Receiver {
  const stopping = new AbortController()
  const { signal: stop } = stopping
  const done = (async () => {
    while (!stop.aborted) {
      try {
        await tell(stop)
        await taken().catch(() => {})
        return
      } catch (error) {
        if (!stop.aborted) await pause(complain(error), stop)
      }
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await done
    },
  }
}

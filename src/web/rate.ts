import { Recent } from '../platform/recent.ts'

/** Says whether more is fine. Each key has a bucket of `burst` tokens that fills by `perSecond`. */
export interface RateLimit {
  /**
   * @param tokens what it costs, at most `burst`; nothing is taken when there are not so many
   * @returns 0 when fine, else the whole seconds to wait
   */
  take(key: string, tokens?: number): number
}

// Keys kept at most; the oldest go first. Who returns after that starts with a full bucket, which is harmless.
const KEYS = 50_000

export function rateLimit(
  { burst, perSecond }: { burst: number; perSecond: number },
  now: () => number = Date.now,
): RateLimit {
  const buckets = new Recent<string, { tokens: number; at: number }>(KEYS)
  return {
    take(key, cost = 1) {
      const at = now()
      const old = buckets.get(key)
      const tokens = old ? Math.min(burst, old.tokens + ((at - old.at) / 1000) * perSecond) : burst
      buckets.set(key, { tokens: tokens >= cost ? tokens - cost : tokens, at })
      return tokens >= cost ? 0 : Math.ceil((cost - tokens) / perSecond)
    },
  }
}

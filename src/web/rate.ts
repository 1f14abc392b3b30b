import { Recent } from '../platform/recent.ts'

/** Says whether one more is fine. Each key has a bucket of `burst` tokens that fills by `perSecond`. */
export interface RateLimit {
  /** @returns 0 when fine, else the whole seconds to wait */
  take(key: string): number
}

// Keys kept at most; the oldest go first. Who returns after that starts with a full bucket, which is harmless.
const KEYS = 50_000

export function rateLimit(
  { burst, perSecond }: { burst: number; perSecond: number },
  now: () => number = Date.now,
): RateLimit {
  const buckets = new Recent<string, { tokens: number; at: number }>(KEYS)
  return {
    take(key) {
      const at = now()
      const old = buckets.get(key)
      const tokens = old ? Math.min(burst, old.tokens + ((at - old.at) / 1000) * perSecond) : burst
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at })
      return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perSecond)
    },
  }
}

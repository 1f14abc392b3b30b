/** Repeatable chance: the same seed gives the same row of numbers. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number
  /** True with this probability. */
  of(probability: number): boolean
  pick<T>(list: readonly T[]): T
}

/** xorshift32 (G. Marsaglia, Xorshift RNGs, 2003). */
export function chance(seed: number): Chance {
  let state = seed | 0 || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    whole,
    of: (probability) => next() < probability,
    pick: (list) => list[whole(0, list.length - 1)]!,
  }
}

/** SEED, or one from the clock. Every test that uses chance prints it. */
export const seedOf = (): number => Number(process.env.SEED ?? Date.now() % 1_000_000_000)

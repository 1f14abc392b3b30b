import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { FAILPOINTS, type Failpoint } from '../../src/platform/failpoint.ts'
import type { Mutant } from '../mutants/mutants.ts'
import type { Flows } from './build.ts'
import { type Judged, underLoad } from './load.ts'
import type { Chance } from './random.ts'
import { type Stage, stage } from './stage.ts'

export interface KillRun {
  /** At least so many; more while a failpoint has not been reached. */
  readonly kills: number
  /** How many at the most, whatever has not been reached; if not said, twice as many. */
  readonly most?: number
  /** Two runs side by side may share one. */
  readonly deck?: Deck
  readonly seed: number
  readonly redis?: string
  readonly flows?: Flows
  readonly mutant?: Mutant
  readonly processes?: number
}

export interface Kills {
  readonly kills: number
  /** How often each failpoint was where it died; `at random` for the others. */
  readonly where: Readonly<Record<string, number>>
}

/** Deals out the places to die at. */
export interface Deck {
  draw(): Failpoint
  reached(place: Failpoint): void
  /** Where nobody has died yet. */
  readonly owed: readonly Failpoint[]
}

/** Every place at least once, as far as it can be reached, and any of them beside that. */
export function deckOf({ pick, whole }: Chance): Deck {
  const owed: Failpoint[] = [...FAILPOINTS]
  for (let n = owed.length - 1; n > 0; n--) {
    const m = whole(0, n)
    ;[owed[n], owed[m]] = [owed[m]!, owed[n]!]
  }
  return {
    owed,
    draw() {
      if (owed.length === 0) return pick(FAILPOINTS)
      // To the back, until somebody has died there.
      const next = owed.shift()!
      owed.push(next)
      return next
    },
    reached(place) {
      if (owed.includes(place)) owed.splice(owed.indexOf(place), 1)
    },
  }
}

/** Sends in flight per process and channel account (lanes.ts): what one kill can repeat. */
export const IN_FLIGHT = 64

/**
 * Kills two processes again and again, at failpoints and at random moments, while people give gifts, and has the checker
 * judge. Wipes Redis in between, if there is one.
 *
 * @returns why it cannot be done here
 */
export async function killRun(wanted: KillRun): Promise<Judged<Kills> | string> {
  const on = await stage({ ...wanted, processes: wanted.processes ?? 2 })
  if (typeof on === 'string') return on
  const redis = wanted.redis === undefined ? undefined : new Redis(wanted.redis)
  try {
    await redis?.flushdb()
    // People come as long as there is killing: without them most places are never passed.
    const judged = await underLoad(on, { seed: wanted.seed, most: 10_000 }, async () => {
      const deck = wanted.deck ?? deckOf(on.chance)
      const bounds = { least: wanted.kills, most: wanted.most ?? 2 * wanted.kills }
      const kills = await killAgainAndAgain(on, bounds, deck, async () => {
        if (on.chance.of(0.2)) await redis?.flushdb()
      })
      await on.runAll()
      return kills
    })
    const { kills, where } = judged.result
    const places = Object.entries(where).sort(([, a], [, b]) => b - a)
    const told = places.map(([name, count]) => `${name} ${count}`).join(', ')
    const summary = `${kills} kills${redis ? ' with Redis' : ''}: ${judged.summary}\n  killed at ${told}`
    const broken = [...judged.verdict.broken]
    if (judged.verdict.sentTwice > kills * IN_FLIGHT)
      broken.push(`${judged.verdict.sentTwice} replies were sent twice`)
    return { ...judged, verdict: { ...judged.verdict, broken }, summary }
  } finally {
    await redis?.flushdb()
    redis?.disconnect()
    await on.close()
  }
}

// A failpoint that is not reached in this time is not waited for any longer.
const PATIENCE_MS = 4_000

async function killAgainAndAgain(
  on: Stage,
  { least, most }: { readonly least: number; readonly most: number },
  deck: Deck,
  between: () => Promise<void>,
): Promise<Kills> {
  const { chance } = on
  const where: Record<string, number> = {}
  let begun = 0

  async function keepKilling(place: number) {
    while (begun < least || (deck.owed.length > 0 && begun < most)) {
      begun += 1
      const failpoint = chance.of(0.8) ? deck.draw() : undefined
      const running = on.run(place, failpoint ? { FAIL_AT: `${failpoint}:${chance.whole(1, 2)}` } : {})
      // It may die before it has said that it is ready.
      await Promise.race([running.ready.catch(() => {}), running.ended])
      const alive = pause(failpoint ? PATIENCE_MS : chance.whole(50, 1_500), 'alive' as const)
      const how = await Promise.race([running.ended, alive])
      if (how === 'alive') {
        running.signal('SIGKILL')
        await running.ended
      } else if (how !== 'SIGKILL') {
        throw new Error(`the program ended by itself (${how}):\n${running.output().slice(-4_000)}`)
      }
      const reached = how === 'alive' ? undefined : failpoint
      if (reached) deck.reached(reached)
      const name = reached ?? 'at random'
      where[name] = (where[name] ?? 0) + 1
      await between()
    }
  }

  await Promise.all(on.processes.map((_, place) => keepKilling(place)))
  return { kills: begun, where }
}

import type { Held } from './deputy.ts'
import { type Act, reach, type UnitTree } from './roles.ts'

/** What is to be done when a second person approves it: ids, numbers and days, never words. */
export type Facts = Readonly<Record<string, string | number | null>>

/** What an officer asked for that another has to approve. */
export interface Approval {
  readonly id: string
  /** Names what is done on approval. */
  readonly kind: string
  /** What it is about, as the audit trail calls it: `campaign/<id>`. */
  readonly object: string
  readonly facts: Facts
  readonly unit: string
  readonly askedBy: string
  readonly askedAt: Date
  readonly endsAt: Date
  readonly state: 'open' | 'approved' | 'refused' | 'withdrawn' | 'lapsed'
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
}

/** `approved` and `refused` by somebody else, `withdrawn` by who asked. */
export type Verdict = 'approved' | 'refused' | 'withdrawn'

/** How an officer stands at a moment. */
export interface Standing {
  readonly id: string
  readonly posts: readonly Held[]
  /** Since when they have this second factor. Null: they have none. */
  readonly provenSince: Date | null
}

/** Days for which it waits. */
export const WAITS_DAYS = 7
/** Hours after which somebody new, or newly given a role or a second factor, may approve. */
export const SETTLES_HOURS = 24
const HOUR_MS = 3_600_000

/**
 * Since when, or from when on, this officer can be the second person. Who came, was named, was given the role or got a new
 * second factor less than a day ago cannot: otherwise one person makes themself a second one and is two.
 *
 * @returns undefined when they may not, however long they wait
 */
export function approvesFrom(
  { posts, provenSince }: Standing,
  act: Act,
  unit: string,
  tree: UnitTree,
): Date | undefined {
  if (provenSince === null) return undefined
  const since = posts
    .filter((post) => reach(act, [post], tree).has(unit))
    .map((post) => Math.max(post.since.getTime(), provenSince.getTime()))
  return since.length === 0 ? undefined : new Date(Math.min(...since) + SETTLES_HOURS * HOUR_MS)
}

/** Whether this officer can be the second person now. */
export function mayApprove(standing: Standing, act: Act, unit: string, tree: UnitTree, now: Date): boolean {
  const from = approvesFrom(standing, act, unit, tree)
  return from !== undefined && from <= now
}

/**
 * Why it is not decided so. `late`: it waited too long. `decided`: somebody was first. `own`: nobody approves or refuses what
 * they asked for. `not_yours`: the officer may not do this, here, now. `not_asker`: only who asked withdraws. `too_new`: may, but
 * not before a day has passed (mayApprove). `asker_gone`: who asked may not do it any more.
 */
export type NotDecided = 'late' | 'decided' | 'own' | 'not_yours' | 'not_asker' | 'too_new' | 'asker_gone'

/**
 * @param act what both must be allowed in the unit, at this moment
 * @param asker undefined: has ended
 * @returns undefined when it may be decided so
 */
export function whyNot(
  approval: Approval,
  verdict: Verdict,
  { by, asker, act, tree }: { by: Standing; asker: Standing | undefined; act: Act; tree: UnitTree },
  now: Date,
): NotDecided | undefined {
  const { unit, askedBy, state, endsAt } = approval
  const own = by.id === askedBy
  if (!own && !reach(act, by.posts, tree).has(unit)) return 'not_yours'
  if (state === 'lapsed' || (state === 'open' && endsAt <= now)) return 'late'
  if (state !== 'open') return 'decided'
  if (own) return verdict === 'withdrawn' ? undefined : 'own'
  if (verdict !== 'approved') return verdict === 'refused' ? undefined : 'not_asker'
  if (!asker || !reach(act, asker.posts, tree).has(unit)) return 'asker_gone'
  // A deputy stands for somebody, and is no second person to what that one asked for.
  const second = { ...by, posts: by.posts.filter(({ standsFor }) => standsFor !== askedBy) }
  if (!reach(act, second.posts, tree).has(unit)) return 'own'
  return mayApprove(second, act, unit, tree, now) ? undefined : 'too_new'
}

/** @throws when something in it could be words: what waits for approval is kept, shown and never erased */
export function checkFacts(facts: Facts): void {
  for (const [name, value] of Object.entries(facts))
    if (typeof value === 'string' && !/^[\w:.+-]{0,80}$/.test(value))
      throw new Error(`the fact "${name}" of an approval is neither an id, a number nor a day`)
}

import type { Held } from './deputy.ts'
import { type Act, type Post, reach, type UnitTree } from './roles.ts'

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
  /** Why it was refused. Null: it was not, or before reasons were asked for. */
  readonly why: Refusal | null
}

/** Why a second person does not approve: in these words, so that nothing personal is kept. */
export const REFUSALS = ['papers', 'wrong', 'not_now', 'ask_me'] as const
export type Refusal = (typeof REFUSALS)[number]

/** `approved` and `refused` by somebody else, `withdrawn` by who asked. */
export type Verdict = 'approved' | 'refused' | 'withdrawn'

/** How an officer stands at a moment. */
export interface Standing {
  readonly id: string
  readonly posts: readonly Held[]
  /** What they will hold as a deputy on days to come. */
  readonly coming: readonly Post[]
  /** Since when they have this second factor. Null: they have none. */
  readonly provenSince: Date | null
  /** Who was shown the link by which their account was last opened. Null: nobody of the fund. */
  readonly letInBy: string | null
  /** Whether it is known that the account is theirs (knowing.ts). */
  readonly known: boolean
}

/** Days for which it waits. */
export const WAITS_DAYS = 7
/** Hours after which somebody new, or newly given a role or a second factor, is one of two people. */
const SETTLES_HOURS = 24
const HOUR_MS = 3_600_000

/** Who decides, who asked, and what both must be allowed in the unit, at this moment. */
interface Seen {
  readonly by: Standing
  /** Undefined: has ended. */
  readonly asker: Standing | undefined
  readonly act: Act
  readonly tree: UnitTree
}

/**
 * From when on both are two people. Who came, was named, was given the role or got a new second factor less than a day ago is
 * not yet one of them: otherwise one person makes themself a second one, who asks or approves, and is two within a minute.
 *
 * @returns undefined when they may not, however long they wait
 */
export function approvesFrom(approval: Approval, seen: Seen): Date | undefined {
  const { second, first } = sidesOf(twoOf(approval, seen))
  const { by, asker } = seen
  const from = [settledFrom(by, counted(by, second)), asker && settledFrom(asker, counted(asker, first))]
  return from.some((one) => one === undefined)
    ? undefined
    : new Date(Math.max(...from.map((one) => one!.getTime())))
}

/** Two who do the halves of something: the first asks or writes it down, the second approves or confirms. */
interface Two {
  readonly unit: string
  /** Who did the first half. Their standing is undefined: they have ended. */
  readonly askedBy: string
  readonly asker: Standing | undefined
  readonly by: Standing
  readonly tree: UnitTree
  /** What one and the same post must allow each of them there. */
  readonly asks: readonly Act[]
  readonly approves: readonly Act[]
}

const twoOf = ({ unit, askedBy }: Approval, { by, asker, act, tree }: Seen): Two => ({
  ...{ unit, askedBy, asker, by, tree },
  asks: [act],
  approves: ['approvals.approve', act],
})

/**
 * By which posts one approves and the other asks, in the unit of the approval. A deputy stands for somebody, and is no second
 * person to them: neither approves what the other has asked for in the name that both act in.
 */
function sidesOf({ unit, askedBy, asker, by, tree, asks, approves }: Two) {
  const second = by.posts.filter(({ standsFor }) => standsFor !== askedBy)
  const first = (asker?.posts ?? []).filter(({ standsFor }) => standsFor !== by.id)
  return {
    second: allowing(approves, second, unit, tree),
    first: allowing(asks, first, unit, tree),
  }
}

/** Posts each of which allows all these acts in the unit. */
const allowing = (acts: readonly Act[], posts: readonly Held[], unit: string, tree: UnitTree): Held[] =>
  posts.filter((post) => acts.every((act) => reach(act, [post], tree).has(unit)))

/**
 * Of these, the posts that make one of two people: of whoever is not known yet, none. Otherwise whoever was shown a link takes it
 * up, and is two: to approve what they ask for, or to ask for what they approve.
 */
const counted = ({ known }: Pick<Standing, 'known'>, posts: readonly Held[]): readonly Held[] =>
  known ? posts : []

/** From when on somebody is one of two people by one of these posts. Undefined: by none, ever. */
export function settledFrom(who: Standing | undefined, posts: readonly Held[]): Date | undefined {
  const proven = who?.provenSince
  if (!proven || posts.length === 0) return undefined
  const since = posts.map((post) => Math.max(post.since.getTime(), proven.getTime()))
  return new Date(Math.min(...since) + SETTLES_HOURS * HOUR_MS)
}

/**
 * Why it is not decided so. `late`: it waited too long. `decided`: somebody was first. `own`: nobody approves or refuses what
 * they asked for, nor approves what was asked for by who stands for them, or they for. `not_yours`: the officer may not do this,
 * here, now. `not_asker`: only who asked withdraws. `too_new`, `asker_new`: who decides, or who asked, may, but not before a day
 * has passed (approvesFrom). `not_known`, `asker_not_known`: nobody has said yet that the account of who decides, or asked, is
 * theirs (knowing.ts). `asker_gone`: who asked may not do it any more.
 */
export type NotDecided =
  | 'late'
  | 'decided'
  | 'own'
  | 'not_yours'
  | 'not_asker'
  | 'too_new'
  | 'asker_new'
  | 'not_known'
  | 'asker_not_known'
  | 'asker_gone'

/** @returns undefined when it may be decided so */
export function whyNot(approval: Approval, verdict: Verdict, seen: Seen, now: Date): NotDecided | undefined {
  const { unit, askedBy, state, endsAt } = approval
  const { by, act, tree } = seen
  const own = by.id === askedBy
  // The route has let them in for some unit; it is to be this one.
  const deciding: Act = verdict === 'approved' ? 'approvals.approve' : 'approvals.decide'
  if (!own && allowing([deciding, act], by.posts, unit, tree).length === 0) return 'not_yours'
  if (state === 'lapsed' || (state === 'open' && endsAt <= now)) return 'late'
  if (state !== 'open') return 'decided'
  if (own) return verdict === 'withdrawn' ? undefined : 'own'
  if (verdict !== 'approved') return verdict === 'refused' ? undefined : 'not_asker'
  return whyNotTwo(twoOf(approval, seen), now)
}

/** Why two are not two people (NotDecided). */
export type NotTwo = Extract<
  NotDecided,
  'own' | 'not_yours' | 'too_new' | 'asker_new' | 'not_known' | 'asker_not_known' | 'asker_gone'
>

/** @returns undefined when they are two people at this moment */
export function whyNotTwo(two: Two, now: Date): NotTwo | undefined {
  const { unit, askedBy, asker, by, tree, asks, approves } = two
  if (by.id === askedBy) return 'own'
  if (allowing(approves, by.posts, unit, tree).length === 0) return 'not_yours'
  if (!asker || allowing(asks, asker.posts, unit, tree).length === 0) return 'asker_gone'
  const { first, second } = sidesOf(two)
  if (first.length === 0 || second.length === 0) return 'own'
  const [mine, theirs] = [counted(by, second), counted(asker, first)]
  if (mine.length === 0) return 'not_known'
  if (theirs.length === 0) return 'asker_not_known'
  const isSettled = (who: Standing, posts: readonly Held[]) => {
    const from = settledFrom(who, posts)
    return from !== undefined && from <= now
  }
  if (!isSettled(by, mine)) return 'too_new'
  return isSettled(asker, theirs) ? undefined : 'asker_new'
}

/** @throws when something in it could be words: what waits for approval is kept, shown and never erased */
export function checkFacts(facts: Facts): void {
  for (const [name, value] of Object.entries(facts))
    if (typeof value === 'string' && !/^[\w:.+-]{0,80}$/.test(value))
      throw new Error(`the fact "${name}" of an approval is neither an id, a number nor a day`)
}

import { type Day, dayOf } from '../platform/vietnamese/index.ts'
import type { Post } from './roles.ts'

/** A post as somebody holds it. */
export interface Held extends Post {
  /** When it was given; of a deputy, when they were named if that is later. */
  readonly since: Date
  /** The officer for whom it is held. Undefined: their own. */
  readonly standsFor?: string
}

/** Somebody stands in for another, by decision, from one day to another; both days count. */
export interface StandIn {
  readonly absent: string
  readonly from: Day
  readonly until: Day
  readonly namedAt: Date
  /** The other's own posts. What they hold as a deputy themselves is not handed on. */
  readonly posts: readonly Held[]
}

/** Whether a deputy stands in at this moment: days are Việt Nam's, from midnight to midnight. */
export function standsIn({ from, until }: Pick<StandIn, 'from' | 'until'>, now: Date): boolean {
  const today = dayOf(now)
  return from <= today && today <= until
}

/** What somebody holds at a moment: their own posts, and those of whom they stand in for. */
export function heldAt(own: readonly Held[], standIns: readonly StandIn[], now: Date): Held[] {
  const lent = standIns
    .filter((one) => standsIn(one, now))
    .flatMap(({ absent, namedAt, posts }) =>
      posts.map((post) => ({
        ...post,
        since: post.since > namedAt ? post.since : namedAt,
        standsFor: absent,
      })),
    )
  return [...own, ...lent]
}

/** What somebody will hold as a deputy, on days that have not begun. */
export const comingAt = (standIns: readonly StandIn[], now: Date): Post[] =>
  standIns
    .filter(({ from }) => from > dayOf(now))
    .flatMap(({ posts }) => posts.map(({ unit, role }) => ({ unit, role })))

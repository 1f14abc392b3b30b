import { type Standing, settledFrom } from './approvals.ts'
import type { Held } from './deputy.ts'
import { isOneOfTwo, reach, type UnitTree } from './roles.ts'

/**
 * Whether an account is who it says. Whoever is shown a link can take it up themself, and no software tells. So who asks or approves
 * by an account that a link has opened is one of two people only once somebody who was not shown that link has asked them, and said
 * so; where nobody at the desk could, whoever runs the server says it (`npm run officer -- confirm`).
 */

/** Units in which somebody is one of two people, now or as a deputy on days to come. */
export const countsIn = ({ posts, coming }: Pick<Standing, 'posts' | 'coming'>): string[] =>
  [...posts, ...coming].flatMap(({ role, unit }) => (isOneOfTwo(role) ? [unit] : []))

/** Those of whom somebody has to say that it is them. */
export const notKnown = (all: readonly Standing[]): Standing[] =>
  all.filter((one) => !one.known && countsIn(one).length > 0)

/**
 * The posts by which one may say it of the other: wherever the other asks or approves, and not in the name of who was shown the link, or of
 * the other themself.
 */
function postsToSay(one: Standing, by: Standing, tree: UnitTree): readonly Held[] {
  if (by.id === one.id || by.id === one.letInBy || !by.known) return []
  const units = countsIn(one)
  return by.posts.filter((post) => {
    const there = reach('officers.confirm', [post], tree)
    return (
      post.standsFor !== one.letInBy && post.standsFor !== one.id && units.every((unit) => there.has(unit))
    )
  })
}

/** Whether this officer may say it now: the other has come in, and they themselves have approved here for a day. */
export function mayConfirm(one: Standing, by: Standing, tree: UnitTree, now: Date): boolean {
  const from = settledFrom(by, postsToSay(one, by, tree))
  return from !== undefined && from <= now && one.provenSince !== null
}

/** Whether anybody at the desk could say it, today or once they have been here for a day. */
export const hasConfirmer = (one: Standing, all: readonly Standing[], tree: UnitTree): boolean =>
  all.some((by) => postsToSay(one, by, tree).length > 0)

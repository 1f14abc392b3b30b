import { addDays, type Day, dayOf, isDay } from '../platform/vietnamese/index.ts'
import type { Facts, Standing } from './approvals.ts'
import type { Held } from './deputy.ts'
import { hasConfirmer } from './knowing.ts'
import { commonUnit, isRole, isTrusted, type Post, reach, type UnitTree } from './roles.ts'

/** What is changed about who may do what. */
export type StaffChange =
  | { readonly what: 'invite'; readonly post: Post }
  | { readonly what: 'give' | 'take'; readonly officer: string; readonly post: Post }
  /** A link to a new password and second factor. */
  | { readonly what: 'reset' | 'end'; readonly officer: string }
  | {
      readonly what: 'deputy'
      readonly officer: string
      readonly absent: string
      readonly from: Day
      readonly until: Day
    }
export const STAFF_CHANGES = ['invite', 'give', 'take', 'reset', 'end', 'deputy'] as const

/** As an approval keeps it. */
export function factsOf(change: StaffChange): { object: string; facts: Facts } {
  if (change.what === 'invite') {
    const { unit, role } = change.post
    return { object: `unit/${unit}/${role}`, facts: { unit, role } }
  }
  const { officer } = change
  if (change.what === 'deputy') {
    const { absent, from, until } = change
    return { object: `officer/${absent}/${officer}`, facts: { officer, absent, from, until } }
  }
  if (!('post' in change)) return { object: `officer/${officer}`, facts: { officer } }
  const { unit, role } = change.post
  return { object: `officer/${officer}/${unit}/${role}`, facts: { officer, unit, role } }
}

/** Back from an approval. Undefined: of a version that knew other changes. */
export function changeFrom(what: string, facts: Facts): StaffChange | undefined {
  const text = (name: string) => (typeof facts[name] === 'string' ? facts[name] : '')
  const [officer, absent, from, until, role] = ['officer', 'absent', 'from', 'until', 'role'].map(text) as [
    string,
    string,
    string,
    string,
    string,
  ]
  if (what === 'reset' || what === 'end') return { what, officer }
  if (what === 'deputy')
    return isDay(from) && isDay(until) ? { what, officer, absent, from, until } : undefined
  if (!isRole(role)) return undefined
  const post = { unit: text('unit'), role }
  if (what === 'invite') return { what, post }
  return what === 'give' || what === 'take' ? { what, officer, post } : undefined
}

/**
 * The unit in which a change needs a second person: it makes somebody one who approves, or touches one who is. Undefined: it
 * does neither. What a deputy holds counts as theirs, to be touched, also on days to come. Somebody may name their own deputy among those who approve
 * already: by a post of their own, wherever the absent one does. Who approves in a commune, or for a day, would become more.
 */
export function graveIn(
  change: StaffChange,
  by: string,
  all: readonly Standing[],
  tree: UnitTree,
): string | undefined {
  if ('post' in change) return isTrusted(change.post.role) ? change.post.unit : undefined
  const touched = change.what === 'deputy' ? change.absent : change.officer
  const units = heldBy(touched, all).flatMap(({ role, unit }) => (isTrusted(role) ? [unit] : []))
  if (change.what === 'deputy' && touched === by) {
    const there = reach('officers.approve', ownPosts(change.officer, all), tree)
    if (units.every((unit) => there.has(unit))) return undefined
  }
  return commonUnit(units, tree)
}

/**
 * Whether it is this officer's to ask for: whom it is about has no post above, or beside, the units whose officers they manage.
 * Looked at again when it is done, since somebody may have risen meanwhile.
 */
export function isTheirs(change: StaffChange, by: string, all: readonly Standing[], tree: UnitTree): boolean {
  const asker = all.find(({ id }) => id === by)
  const units = reach('officers.manage', asker?.posts ?? [], tree)
  if ('post' in change && !units.has(change.post.unit)) return false
  const about =
    change.what === 'invite'
      ? []
      : change.what === 'deputy'
        ? [change.officer, change.absent]
        : [change.officer]
  return about.every((one) => isWithin(heldBy(one, all), units, tree))
}

/**
 * Whether anybody else could be the second person, today or once they have been here for a day: not who asks, nor whom it is
 * about, nor who stands in for who asks and has no other post to approve by (approvals.ts), nor of whom nobody can say that it is
 * them (knowing.ts). In a fund with nobody else the one does it alone, and all see it.
 */
export function hasSecond(
  change: StaffChange,
  by: string,
  unit: string,
  all: readonly Standing[],
  tree: UnitTree,
): boolean {
  const about =
    change.what === 'invite'
      ? []
      : change.what === 'deputy'
        ? [change.officer, change.absent]
        : [change.officer]
  const second = (posts: readonly Held[]) => posts.filter(({ standsFor }) => standsFor !== by)
  return all.some(
    (one) =>
      (one.known || hasConfirmer(one, all, tree)) &&
      one.id !== by &&
      !about.includes(one.id) &&
      reach('officers.approve', second(one.posts), tree).has(unit),
  )
}

/** `yourself`: nobody ends or resets their own account. `last`: nobody would be administrator there. `days`: no such days. */
export type StaffRefused = 'yourself' | 'last' | 'days' | 'same'

const LONGEST_DAYS = 366

/** Why nobody does that, whoever asks. */
export function refusedChange(
  change: StaffChange,
  by: string,
  all: readonly Standing[],
  tree: UnitTree,
  now: Date,
): StaffRefused | undefined {
  if (change.what === 'deputy') {
    const { officer, absent, from, until } = change
    if (officer === absent) return 'same'
    const fits = from <= until && until >= dayOf(now) && until <= addDays(from, LONGEST_DAYS)
    return fits ? undefined : 'days'
  }
  if (change.what === 'reset' || change.what === 'end') {
    if (change.officer === by) return 'yourself'
    if (change.what === 'reset') return undefined
  }
  if (change.what !== 'take' && change.what !== 'end') return undefined
  const lost = change.what === 'take' ? [change.post] : ownPosts(change.officer, all)
  const left = all.flatMap(({ id }) => (id === change.officer ? [] : ownPosts(id, all)))
  const isLast = lost
    .filter(({ role }) => role === 'administrator')
    .some(({ unit }) => !reach('officers.manage', left, tree).has(unit))
  return isLast ? 'last' : undefined
}

/** What somebody holds, or will as a deputy on days that are decided. */
export const heldBy = (officer: string, all: readonly Standing[]): readonly Post[] =>
  all.flatMap(({ id, posts, coming }) => (id === officer ? [...posts, ...coming] : []))

const ownPosts = (officer: string, all: readonly Standing[]): readonly Post[] =>
  all.find(({ id }) => id === officer)?.posts.filter(({ standsFor }) => standsFor === undefined) ?? []

/** Whether all that an officer is lies within these units: who has a post above, or beside, is not theirs to touch. */
export const isWithin = (
  posts: readonly { unit: string }[],
  units: ReadonlySet<string>,
  tree: UnitTree,
): boolean => (posts.length === 0 ? units.size === tree.size : posts.every(({ unit }) => units.has(unit)))

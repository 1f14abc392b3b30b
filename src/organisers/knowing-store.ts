import type { Tx } from '../platform/tx.ts'
import { audit } from './audit-store.ts'
import { hasConfirmer, mayConfirm, notKnown } from './knowing.ts'
import { holdStaff, noteKnown, standings } from './officer-store.ts'
import { unitTree } from './store.ts'

/** Somebody who approves, and is none of two people before somebody has said that the account is theirs. */
export interface NotKnown {
  readonly officer: string
  /** Who was shown the link that opened it. */
  readonly letInBy: string | null
  /** Since when they sign in by it. Null: not yet. */
  readonly since: Date | null
  /** Whether the officer who asks may say so now. */
  readonly mine: boolean
}

/** All of them, as this officer has to do with them. */
export async function officersNotKnown(tx: Tx, by: string, now: Date): Promise<NotKnown[]> {
  const all = await standings(tx, now)
  const tree = await unitTree(tx)
  const me = all.find(({ id }) => id === by)
  return notKnown(all).map((one) => ({
    officer: one.id,
    letInBy: one.letInBy,
    since: one.provenSince,
    mine: me !== undefined && mayConfirm(one, me, tree, now),
  }))
}

/** Says that the account is theirs, for the trail too. @returns false when it is not this officer's to say, or was said */
export async function confirmOfficer(tx: Tx, officer: string, by: string, now: Date): Promise<boolean> {
  await holdStaff(tx)
  const theirs = (await officersNotKnown(tx, by, now)).find((one) => one.officer === officer)
  if (!theirs?.mine) return false
  await noteKnown(tx, officer, now)
  await audit(tx, { actor: by, act: 'officer.confirmed', object: `officer/${officer}` }, now)
  return true
}

/**
 * Somebody has come to approve: they, and who stands in for them. Where nobody but who was shown their link could say that it is
 * them, nobody has to: a fund begins with one.
 */
export async function knowWhereAlone(tx: Tx, officer: string, now: Date): Promise<void> {
  const all = await standings(tx, now)
  const tree = await unitTree(tx)
  for (const one of notKnown(all)) {
    const touched = one.id === officer || one.posts.some(({ standsFor }) => standsFor === officer)
    if (touched && !hasConfirmer(one, all, tree)) await noteKnown(tx, one.id, now)
  }
}

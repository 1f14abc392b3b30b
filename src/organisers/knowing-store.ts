import type { Tx } from '../platform/tx.ts'
import { audit } from './audit-store.ts'
import { countsIn, hasConfirmer, mayConfirm, notKnown } from './knowing.ts'
import { holdStaff, noteKnown, standings } from './officer-store.ts'
import { unitTree } from './store.ts'

/** Somebody who asks or approves, and is none of two people before somebody has said that the account is theirs. */
export interface NotKnown {
  readonly officer: string
  /** Who was shown the link that opened it. */
  readonly letInBy: string | null
  /** Since when they sign in by it. Null: not yet. */
  readonly since: Date | null
  /** Whether the officer who asks may say so now. */
  readonly mine: boolean
  /** Whether anybody at the desk could. Otherwise whoever runs the server does. */
  readonly sayable: boolean
  /** Where they would be one of two people. */
  readonly units: readonly string[]
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
    sayable: hasConfirmer(one, all, tree),
    units: countsIn(one),
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

/** The same by whoever runs the server, who has asked them. @returns false when it was said before, or they have ended */
export async function confirmByServer(tx: Tx, officer: string, now: Date): Promise<boolean> {
  await holdStaff(tx)
  if (!(await noteKnown(tx, officer, now))) return false
  await audit(tx, { actor: null, act: 'officer.confirmed', object: `officer/${officer}` }, now)
  return true
}

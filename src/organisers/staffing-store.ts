import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { ask } from './approval-store.ts'
import type { Approval } from './approvals.ts'
import { audit } from './audit-store.ts'
import { insertDeputy } from './deputy-store.ts'
import { insertInvite, withdrawMadeBy, withdrawResets } from './invite-store.ts'
import { endOfficer, giveRole, holdStaff, standings, takeRole } from './officer-store.ts'
import { endSessions } from './session-store.ts'
import {
  factsOf,
  graveIn,
  hasSecond,
  isTheirs,
  refusedChange,
  type StaffChange,
  type StaffRefused,
} from './staffing.ts'
import { unitTree } from './store.ts'

/** `link`: the secret of a link, to be shown once. `changed`: it is so already, or who it is about has gone. */
type Staffed =
  | { readonly kind: 'done' | 'changed' }
  | { readonly kind: 'link'; readonly token: string }
  | { readonly kind: 'asked' | 'open'; readonly approval: string }
  | { readonly kind: 'refused'; readonly why: StaffRefused }

/**
 * Changes who may do what, or asks a second person for it when it makes or touches one who approves and there is anybody else
 * (staffing.ts). Whether the officer may ask for it there is for the route to know.
 */
export async function changeStaff(
  tx: Tx,
  ids: Ids,
  change: StaffChange,
  by: string,
  now: Date,
): Promise<Staffed> {
  await holdStaff(tx)
  const all = await standings(tx, now)
  const tree = await unitTree(tx)
  const why = refusedChange(change, by, all, tree, now)
  if (why) return { kind: 'refused', why }
  if (!isTheirs(change, by, all, tree)) return { kind: 'changed' }
  const unit = graveIn(change, by, all, tree)
  if (unit !== undefined && hasSecond(change, by, unit, all, tree)) {
    const { kind, id } = await ask(
      tx,
      ids,
      { kind: `officer.${change.what}`, ...factsOf(change), unit, by },
      now,
    )
    return { kind, approval: id }
  }
  return doStaff(tx, ids, change, by, now)
}

/**
 * Does what one asked for and another has approved, if it still is the asker's to ask for, and in the unit of the approval: who has
 * risen since is not touched by what was agreed below.
 */
export async function doApproved(
  tx: Tx,
  ids: Ids,
  change: StaffChange,
  { unit, askedBy }: Pick<Approval, 'unit' | 'askedBy'>,
  by: string,
  now: Date,
): Promise<Staffed> {
  const all = await standings(tx, now)
  const tree = await unitTree(tx)
  const isSame = graveIn(change, askedBy, all, tree) === unit && isTheirs(change, askedBy, all, tree)
  return isSame ? doStaff(tx, ids, change, by, now) : { kind: 'changed' }
}

/**
 * Does it. Roles are looked up at every request, and sessions that were opened with other roles end.
 *
 * @param by who does it, or has approved it; for the trail
 */
export async function doStaff(
  tx: Tx,
  ids: Ids,
  change: StaffChange,
  by: string,
  now: Date,
): Promise<Staffed> {
  const all = await standings(tx, now)
  const tree = await unitTree(tx)
  const why = refusedChange(change, '', all, tree, now)
  if (why) return { kind: 'refused', why }
  const note = (act: string, object: string, detail: string) =>
    audit(tx, { actor: by, act, object, detail }, now)
  const known = change.what === 'invite' || all.some(({ id }) => id === change.officer)
  if (!known) return { kind: 'changed' }
  switch (change.what) {
    case 'invite': {
      const token = await insertInvite(tx, ids, { post: change.post }, by)
      await note('officer.invited', `unit/${change.post.unit}`, change.post.role)
      return { kind: 'link', token }
    }
    case 'reset': {
      const grave = graveIn(change, by, all, tree) !== undefined
      const token = await insertInvite(tx, ids, { officer: change.officer, grave }, by)
      await endSessions(tx, change.officer)
      await note('officer.reset_link', `officer/${change.officer}`, '')
      return { kind: 'link', token }
    }
    case 'give':
    case 'take': {
      const { officer, post } = change
      const done =
        change.what === 'give' ? await giveRole(tx, officer, post, now) : await takeRole(tx, officer, post)
      if (!done) return { kind: 'changed' }
      if (change.what === 'take') await withdrawMadeBy(tx, officer)
      else {
        // Made for who they were: it is asked for anew.
        await withdrawResets(tx, officer)
      }
      await endSessions(tx, officer)
      await note(
        change.what === 'give' ? 'role.given' : 'role.taken',
        `officer/${officer}`,
        `${post.role} ${post.unit}`,
      )
      return { kind: 'done' }
    }
    case 'end':
      if (!(await endOfficer(tx, change.officer))) return { kind: 'changed' }
      await endSessions(tx, change.officer)
      await note('officer.ended', `officer/${change.officer}`, '')
      return { kind: 'done' }
    case 'deputy': {
      const id = await insertDeputy(tx, ids, change, now)
      if (id === undefined) return { kind: 'changed' }
      await withdrawResets(tx, change.officer)
      await note(
        'deputy.named',
        `officer/${change.absent}`,
        `${change.officer} ${change.from} ${change.until}`,
      )
      return { kind: 'done' }
    }
    default:
      return change satisfies never
  }
}

import type { Database } from '../platform/db.ts'
import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { audit } from './audit-store.ts'
import {
  type Invite,
  insertInvite,
  lockInvite,
  useInvite,
  withdrawInvites,
  withdrawMadeBy,
  withdrawResets,
} from './invite-store.ts'
import { readEmail, readName } from './officer.ts'
import {
  hasOfficers,
  holdStaff,
  insertOfficer,
  officerById,
  resetAccount,
  standings,
} from './officer-store.ts'
import { refusedPassword, TooBusy } from './password.ts'
import { type Post, reach } from './roles.ts'
import { endSessions, openSession } from './session-store.ts'
import type { Gate, Opened } from './signing-in.ts'
import { graveIn, heldBy, isWithin } from './staffing.ts'
import { topUnit, unitTree } from './store.ts'

/**
 * The link for the first officer of all, who is administrator of the whole tree. One that was made before and not used opens
 * nothing any more.
 *
 * @returns the secret of the link; undefined when there are officers, or no unit yet
 */
export async function firstInvite(db: Database, ids: Ids, now: Date): Promise<string | undefined> {
  return db.transaction(async (tx) => {
    const unit = await topUnit(tx)
    if (unit === undefined || (await hasOfficers(tx))) return undefined
    await withdrawInvites(tx)
    await audit(
      tx,
      { actor: null, act: 'officer.invited', object: `unit/${unit}`, detail: 'administrator' },
      now,
    )
    return insertInvite(tx, ids, { post: { unit, role: 'administrator' } })
  })
}

/**
 * What a link is good for, while who made it, or approved it, may still let people in there, and it is known who they are: a
 * deputy whose days are over, or were ended, lets nobody in by what they have made. A link to a new password opens nobody who
 * has risen since: neither above its maker, nor to who approves without the two people that it takes then.
 */
async function goodInvite(tx: Tx, token: string, now: Date): Promise<Invite | undefined> {
  const invite = await lockInvite(tx, token)
  if (!invite || invite.madeBy === null) return invite
  const { madeBy, purpose } = invite
  const tree = await unitTree(tx)
  const all = await standings(tx, now)
  const maker = all.find(({ id }) => id === madeBy)
  if (!maker?.known) return undefined
  const { posts } = maker
  const there = new Set([...reach('officers.manage', posts, tree), ...reach('officers.approve', posts, tree)])
  if ('post' in purpose) return there.has(purpose.post.unit) ? invite : undefined
  const { officer, grave } = purpose
  const isGrave = graveIn({ what: 'reset', officer }, madeBy, all, tree) !== undefined
  const isGood = isWithin(heldBy(officer, all), there, tree) && (grave || !isGrave)
  return isGood ? invite : undefined
}

/** What a link is for: who they are is known already, or what they are invited to be. */
export type Asked = { readonly madeBy: string | null } & (
  | { readonly address: string }
  | { readonly address?: never; readonly post: Post }
)

/** What a link asks for, and who made it (null: on the server). Undefined: it opens nothing. */
export async function readInvite(
  { db, clock, keys }: Pick<Gate, 'db' | 'clock' | 'keys'>,
  token: string,
): Promise<Asked | undefined> {
  return db.transaction(async (tx) => {
    const invite = await goodInvite(tx, token, clock.now())
    if (!invite) return undefined
    const { purpose, madeBy } = invite
    return 'officer' in purpose
      ? { madeBy, address: (await officerById(tx, keys, purpose.officer, clock.now())).email }
      : { madeBy, post: purpose.post }
  })
}

interface Answer {
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Why an answer to a link is not taken. `gone`: the link opens nothing. `taken`: somebody has this address. */
type Refused = 'gone' | 'name' | 'email' | 'taken' | 'short' | 'long' | 'common' | 'busy'

/**
 * Takes a link up: makes the officer, or gives them their new password. They go on to set up the second factor. All other
 * sessions of theirs end.
 */
export async function takeInvite(
  gate: Gate,
  link: string,
  { name, email, password }: Answer,
  browser: string,
): Promise<Opened | { readonly kind: 'refused'; readonly why: Refused }> {
  const { db, clock, ids, keys, passwords } = gate
  const refused = (why: Refused) => ({ kind: 'refused' as const, why })
  const asked = await readInvite(gate, link)
  if (!asked) return refused('gone')
  const address = asked.address ?? readEmail(email)
  const shown = asked.address === undefined ? readName(name) : ''
  if (shown === undefined) return refused('name')
  if (address === undefined) return refused('email')
  const bad = refusedPassword(password, [address, shown])
  if (bad) return refused(bad)
  let hash: string
  try {
    hash = await passwords.hash(password)
  } catch (error) {
    if (error instanceof TooBusy) return refused('busy')
    throw error
  }
  return db.transaction(async (tx) => {
    // Nobody rises, or is said to be who they are, in the moment in which a link is taken up.
    await holdStaff(tx)
    const now = clock.now()
    const invite = await goodInvite(tx, link, now)
    if (!invite) return refused('gone')
    const { purpose } = invite
    const opening = { password: hash, letInBy: invite.madeBy }
    let officer: string | undefined
    if ('officer' in purpose) {
      officer = purpose.officer
      await resetAccount(tx, officer, opening, now)
      await withdrawMadeBy(tx, officer)
      await endSessions(tx, officer)
    } else {
      const made = { email: address, name: shown, post: purpose.post, ...opening }
      officer = await insertOfficer(tx, { ids, keys }, made, now)
      if (officer === undefined) return refused('taken')
    }
    await useInvite(tx, invite.id)
    if ('officer' in purpose) await withdrawResets(tx, officer)
    const act = 'officer' in purpose ? 'officer.reset' : 'officer.made'
    await audit(tx, { actor: officer, act, object: `officer/${officer}` }, now)
    return {
      kind: 'opened',
      token: await openSession(tx, ids, { officer, stage: 'enrol', browser }),
      stage: 'enrol',
    }
  })
}

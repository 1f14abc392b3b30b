import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { dayInColumn } from '../platform/vietnamese/index.ts'
import type { Standing } from './approvals.ts'
import { comingAt, type Held, heldAt, type StandIn } from './deputy.ts'
import { withdrawMadeBy, withdrawResets } from './invite-store.ts'
import type { Officer } from './officer.ts'
import type { OfficerKeys } from './officer-keys.ts'
import { isRole, type Post } from './roles.ts'

/** What signing in needs of an officer who is active. */
export interface Account {
  readonly id: string
  readonly password: string
  /** In base 32. Null: none was made yet. */
  readonly totp: string | null
  /** Whether a code of it was ever right. */
  readonly enrolled: boolean
}

export async function accountByEmail(tx: Tx, keys: OfficerKeys, email: string): Promise<Account | undefined> {
  const row = await tx.officer.findUnique({ where: { emailHash: keys.digest('email', email) } })
  return row?.state === 'active' ? accountFrom(keys, row) : undefined
}

export async function accountById(tx: Tx, keys: OfficerKeys, id: string): Promise<Account | undefined> {
  const row = await tx.officer.findUnique({ where: { id } })
  return row?.state === 'active' ? accountFrom(keys, row) : undefined
}

type Kept = NonNullable<Awaited<ReturnType<Tx['officer']['findUnique']>>>

const accountFrom = (keys: OfficerKeys, { id, password, totpSecret, totpSince }: Kept): Account => ({
  id,
  password,
  totp: totpSecret && keys.open(id, 'totp', totpSecret),
  enrolled: totpSince !== null,
})

/** @throws when there is none */
export async function officerById(tx: Tx, keys: OfficerKeys, id: string, now: Date): Promise<Officer> {
  const row = await tx.officer.findUniqueOrThrow({ where: { id }, include: POSTS })
  return officerFrom(keys, row, now)
}

/** What these officers are called, whether they are still here or not. */
export async function officerNames(
  tx: Tx,
  keys: OfficerKeys,
  officers: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.officer.findMany({ where: { id: { in: [...new Set(officers)] } } })
  return new Map(rows.map(({ id, name }) => [id, keys.open(id, 'name', name)]))
}

/** All who are active, by the day on which they came. */
export async function activeOfficers(tx: Tx, keys: OfficerKeys, now: Date): Promise<Officer[]> {
  const rows = await tx.officer.findMany({
    where: { state: 'active' },
    include: POSTS,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map((row) => officerFrom(keys, row, now))
}

// Any number; the same for every process of this program.
const STAFF_LOCK = 4_200_612

/**
 * Who decides something, and who changes what others may, go one after another until the end of their transaction: nobody
 * approves by a role that is being taken away, and two administrators do not end each other. Taken before any other lock.
 */
export async function holdStaff(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${STAFF_LOCK})`
}

/** How each officer who is active stands at a moment. */
export async function standings(tx: Tx, now: Date): Promise<Standing[]> {
  const rows = await tx.officer.findMany({
    where: { state: 'active' },
    include: POSTS,
    orderBy: { id: 'asc' },
  })
  return rows.map((row) => standingFrom(row, now))
}

/** How an officer stands at a moment. Undefined: there is none, or they have ended. */
export async function standingOf(tx: Tx, id: string, now: Date): Promise<Standing | undefined> {
  const row = await tx.officer.findUnique({ where: { id, state: 'active' }, include: POSTS })
  return row ? standingFrom(row, now) : undefined
}

const standingFrom = (row: Kept & WithPosts, now: Date): Standing => ({
  id: row.id,
  posts: postsOf(row, now),
  coming: comingAt(standInsOf(row), now),
  provenSince: row.totpSince,
  letInBy: row.letInBy,
  known: row.knownSince !== null,
})

const POSTS = {
  roles: true,
  standsIn: {
    where: { endedAt: null, absent: { state: 'active' } },
    include: { absent: { include: { roles: true } } },
  },
} as const

interface Roles {
  readonly roles: readonly { unitId: string; role: string; givenAt: Date }[]
}
interface WithPosts extends Roles {
  readonly standsIn: readonly {
    deputyFor: string
    fromDay: Date
    untilDay: Date
    namedAt: Date
    absent: Roles
  }[]
}

const ownPosts = ({ roles }: Roles): Held[] =>
  roles.flatMap(({ unitId, role, givenAt }) => (isRole(role) ? [{ unit: unitId, role, since: givenAt }] : []))

const standInsOf = ({ standsIn }: WithPosts): StandIn[] =>
  standsIn.map(({ deputyFor, fromDay, untilDay, namedAt, absent }) => ({
    absent: deputyFor,
    from: dayInColumn(fromDay),
    until: dayInColumn(untilDay),
    namedAt,
    posts: ownPosts(absent),
  }))

const postsOf = (row: WithPosts, now: Date): Held[] => heldAt(ownPosts(row), standInsOf(row), now)

const officerFrom = (keys: OfficerKeys, row: Kept & WithPosts, now: Date): Officer => ({
  id: row.id,
  email: keys.open(row.id, 'email', row.email),
  name: keys.open(row.id, 'name', row.name),
  posts: postsOf(row, now),
  coming: comingAt(standInsOf(row), now),
})

/** Whether anybody was ever let in: who left without having signed in, as in a demo world's story, leaves the desk to the first one. */
export const hasOfficers = async (tx: Tx): Promise<boolean> => {
  const leftUnseen = { state: 'ended', signedInAt: null }
  return (await tx.officer.findFirst({ where: { NOT: leftUnseen }, select: { id: true } })) !== null
}

/** Somebody of a demo world's story who worked at the desk, and does no more. They never had a password. @returns their id */
export async function seedFormerOfficer(
  tx: Tx,
  { ids, keys }: { readonly ids: Ids; readonly keys: OfficerKeys },
  name: string,
): Promise<string> {
  const id = ids.uuid()
  const email = `${id}@invalid`
  await tx.officer.create({
    data: {
      id,
      emailHash: keys.digest('email', email),
      email: keys.seal(id, 'email', email),
      name: keys.seal(id, 'name', name),
      password: 'none',
      state: 'ended',
    },
  })
  return id
}

/** @returns the new officer's id; undefined when somebody has this address */
export async function insertOfficer(
  tx: Tx,
  { ids, keys }: { readonly ids: Ids; readonly keys: OfficerKeys },
  officer: { readonly email: string; readonly name: string; readonly post: Post } & Opening,
  now: Date,
): Promise<string | undefined> {
  const id = ids.uuid()
  const { email, name, password, post, letInBy } = officer
  const { count } = await tx.officer.createMany({
    data: [
      {
        id,
        emailHash: keys.digest('email', email),
        email: keys.seal(id, 'email', email),
        name: keys.seal(id, 'name', name),
        password,
        letInBy,
        knownSince: letInBy === null ? now : null,
      },
    ],
    skipDuplicates: true,
  })
  if (count === 0) return undefined
  await tx.officerRole.create({ data: { officerId: id, unitId: post.unit, role: post.role, givenAt: now } })
  return id
}

/**
 * Gives a role. @returns false when the officer has ended, or has it already
 */
export async function giveRole(tx: Tx, officer: string, post: Post, now: Date): Promise<boolean> {
  const made = await tx.$executeRaw`
    INSERT INTO officer_role (officer_id, unit_id, role, given_at)
    SELECT id, ${post.unit}::uuid, ${post.role}::text, ${now}::timestamptz FROM officer WHERE id = ${officer}::uuid AND state = 'active'
    ON CONFLICT DO NOTHING`
  return made === 1
}

/** Takes a role. @returns false when the officer does not have it */
export async function takeRole(tx: Tx, officer: string, { unit, role }: Post): Promise<boolean> {
  const { count } = await tx.officerRole.deleteMany({ where: { officerId: officer, unitId: unit, role } })
  return count === 1
}

/** How an account is opened by a link. */
interface Opening {
  readonly password: string
  /** Who was shown the link. Null: nobody of the fund, which needs nobody's word. */
  readonly letInBy: string | null
}

/** A new password, and no second factor until one is set up again. */
export async function resetAccount(
  tx: Tx,
  id: string,
  { password, letInBy }: Opening,
  now: Date,
): Promise<void> {
  await tx.officerRecovery.deleteMany({ where: { officerId: id } })
  const knownSince = letInBy === null ? now : null
  await tx.officer.update({
    where: { id },
    data: { password, totpSecret: null, totpSince: null, totpStep: 0n, letInBy, knownSince },
  })
}

/** From now on it is known that the account is theirs. @returns false when it was before, or they have ended */
export async function noteKnown(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.officer.updateMany({
    where: { id, state: 'active', knownSince: null },
    data: { knownSince: now },
  })
  return count === 1
}

/** They sign in no more. What they did stays theirs. @returns false when they had ended before */
export async function endOfficer(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.officer.updateMany({ where: { id, state: 'active' }, data: { state: 'ended' } })
  await withdrawResets(tx, id)
  await withdrawMadeBy(tx, id)
  return count === 1
}

/** Keeps a secret that is shown and not yet proven. */
export async function keepTotp(tx: Tx, keys: OfficerKeys, id: string, secret: string): Promise<void> {
  const totpSecret = keys.seal(id, 'totp', secret)
  await tx.officer.updateMany({ where: { id, totpSecret: null }, data: { totpSecret } })
}

export async function noteSignedIn(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.officer.update({ where: { id }, data: { signedInAt: now } })
}

/** Uses a step up. @returns false when it, or a later one, was used before */
export async function useStep(tx: Tx, id: string, step: bigint): Promise<boolean> {
  const { count } = await tx.officer.updateMany({
    where: { id, totpStep: { lt: step } },
    data: { totpStep: step },
  })
  return count === 1
}

/** The second factor is proven. @param codes recovery codes, in the spelling that is hashed */
export async function enrol(
  tx: Tx,
  keys: OfficerKeys,
  id: string,
  codes: readonly string[],
  now: Date,
): Promise<void> {
  await tx.officer.update({ where: { id }, data: { totpSince: now } })
  await tx.officerRecovery.deleteMany({ where: { officerId: id } })
  await tx.officerRecovery.createMany({
    data: codes.map((code) => ({ officerId: id, codeHash: keys.digest('recovery', `${id} ${code}`) })),
  })
}

/** @returns false when it is no code of theirs, or was used */
export async function useRecoveryCode(tx: Tx, keys: OfficerKeys, id: string, code: string): Promise<boolean> {
  const { count } = await tx.officerRecovery.deleteMany({
    where: { officerId: id, codeHash: keys.digest('recovery', `${id} ${code}`) },
  })
  return count === 1
}

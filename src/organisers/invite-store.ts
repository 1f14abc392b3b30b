import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { hashToken, newToken } from './officer-keys.ts'
import type { Post, Role } from './roles.ts'

/**
 * A link makes an officer with a post, or gives an officer a new password. `grave`: they approve, or stand in for who does, and two
 * people stand behind it where there were two.
 */
type Purpose = { readonly post: Post } | { readonly officer: string; readonly grave?: boolean }

/**
 * Good for a day, once.
 *
 * @param by who made it; null: the service itself, or the command
 * @returns the secret of the link
 */
export async function insertInvite(
  tx: Tx,
  ids: Ids,
  purpose: Purpose,
  by: string | null = null,
): Promise<string> {
  const token = newToken()
  const { unit = null, role = null } = 'post' in purpose ? purpose.post : {}
  const { officer = null, grave = false } = 'officer' in purpose ? purpose : {}
  await tx.$executeRaw`INSERT INTO officer_invite (id, token_hash, unit_id, role, officer_id, grave, made_by, ends_at)
    VALUES (${ids.uuid()}::uuid, ${hashToken(token)}::bytea, ${unit}::uuid, ${role}, ${officer}::uuid, ${grave}, ${by}::uuid,
      now() + interval '1 day')`
  return token
}

/** Links that nobody has used open nothing any more. */
export async function withdrawInvites(tx: Tx): Promise<void> {
  await tx.officerInvite.deleteMany({ where: { usedAt: null } })
}

export interface Invite {
  readonly id: string
  readonly purpose: Purpose
  /** The officer who made it. Null: the service itself, or the command. */
  readonly madeBy: string | null
}

/** What a link is good for, held until the end of the transaction. Undefined: it was used, is too old, or never was. */
export async function lockInvite(tx: Tx, token: string): Promise<Invite | undefined> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT id::text AS id, unit_id::text AS unit, role, officer_id::text AS officer, grave, made_by::text AS "madeBy" FROM officer_invite
    WHERE token_hash = ${hashToken(token)}::bytea AND used_at IS NULL AND ends_at > now() FOR UPDATE`
  if (!row) return undefined
  const { id, unit, role, officer, grave, madeBy } = row
  return { id, purpose: officer === null ? { post: { unit, role } } : { officer, grave }, madeBy }
}

interface Row {
  readonly id: string
  readonly unit: string
  readonly role: Role
  readonly officer: string | null
  readonly grave: boolean
  readonly madeBy: string | null
}

export async function useInvite(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`UPDATE officer_invite SET used_at = now() WHERE id = ${id}::uuid`
}

/** A link that nobody has used yet, and whose day is not over. Once who made it lets nobody in, it opens nothing (inviting.ts). */
export interface OpenInvite extends Invite {
  readonly endsAt: Date
}

/** All of them, the one that ends next first. */
export async function openInvites(tx: Tx): Promise<OpenInvite[]> {
  const rows = await tx.$queryRaw<(Row & Pick<OpenInvite, 'endsAt'>)[]>`
    SELECT id::text AS id, unit_id::text AS unit, role, officer_id::text AS officer, grave, made_by::text AS "madeBy",
      ends_at AS "endsAt"
    FROM officer_invite WHERE used_at IS NULL AND ends_at > now() ORDER BY ends_at, id`
  return rows.map(({ unit, role, officer, grave, ...rest }) => ({
    ...rest,
    purpose: officer === null ? { post: { unit, role } } : { officer, grave },
  }))
}

/** It opens nothing any more. @returns false when it was used or withdrawn before */
export async function withdrawInvite(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.officerInvite.deleteMany({ where: { id, usedAt: null } })
  return count === 1
}

/** Links to a new password that were made for this officer and not used open nothing any more. */
export async function withdrawResets(tx: Tx, officer: string): Promise<void> {
  await tx.officerInvite.deleteMany({ where: { officerId: officer, usedAt: null } })
}

/**
 * Links that this officer made and nobody has used open nothing any more. Whoever may not let people in now, or whose account
 * was in other hands, let nobody in a moment before either.
 */
export async function withdrawMadeBy(tx: Tx, officer: string): Promise<void> {
  await tx.officerInvite.deleteMany({ where: { madeBy: officer, usedAt: null } })
}

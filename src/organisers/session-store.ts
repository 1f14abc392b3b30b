import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { hashToken, newToken } from './officer-keys.ts'
import { FRESH_MINUTES } from './roles.ts'

/** `code`: the password was right, the second factor is awaited. `enrol`: there is none yet, it is being set up. */
export type Stage = 'code' | 'enrol' | 'full'

export interface Session {
  readonly id: string
  readonly officer: string
  readonly stage: Stage
  readonly browser: string
  readonly createdAt: Date
  readonly seenAt: Date
  /** Whether a code of the second factor was given in it, or to open it, a moment ago (FRESH_MINUTES). */
  readonly fresh: boolean
}

// ASVS 7.3: half an hour without a word, twelve hours in all; who is half way in has ten minutes.
const IDLE = '30 minutes'
const LONGEST = '12 hours'
const HALF_WAY = '10 minutes'

/** @returns the secret of the new session, for a cookie */
export async function openSession(
  tx: Tx,
  ids: Ids,
  session: Pick<Session, 'officer' | 'stage' | 'browser'>,
): Promise<string> {
  const token = newToken()
  const { officer, stage, browser } = session
  await tx.$executeRaw`
    INSERT INTO officer_session (id, token_hash, officer_id, stage, browser, proven_at)
    VALUES (${ids.uuid()}::uuid, ${hashToken(token)}::bytea, ${officer}::uuid, ${stage}, ${browser},
      CASE WHEN ${stage} = 'full' THEN now() END)`
  return token
}

/**
 * The session of a cookie, if it still stands. Looked up at every request, so one that was ended is out at once.
 *
 * @param by `page`: a page that lies open asks by itself, which keeps no session alive
 */
export async function sessionOf(
  tx: Tx,
  token: string,
  by: 'person' | 'page' = 'person',
): Promise<Session | undefined> {
  const rows = await tx.$queryRawUnsafe<Session[]>(
    `WITH found AS (
       SELECT s.* FROM officer_session s JOIN officer o ON o.id = s.officer_id AND o.state = 'active'
       WHERE s.token_hash = $1::bytea AND ${STANDS}
     ), seen AS (
       UPDATE officer_session SET seen_at = now() WHERE id = (SELECT id FROM found)
         AND $2 AND stage = 'full' AND seen_at < now() - interval '1 minute'
     )
     SELECT id::text AS id, officer_id::text AS officer, stage, browser, created_at AS "createdAt", seen_at AS "seenAt",
       ${IS_FRESH} AS fresh
     FROM found s`,
    hashToken(token),
    by === 'person',
  )
  return rows[0]
}

const STANDS = `s.created_at > now() - CASE s.stage WHEN 'full' THEN interval '${LONGEST}' ELSE interval '${HALF_WAY}' END
  AND s.seen_at > now() - interval '${IDLE}'`

const IS_FRESH = `coalesce(s.proven_at > now() - interval '${FRESH_MINUTES} minutes', false)`

/** A code was given in it now. @returns false when it has ended */
export async function proveSession(tx: Tx, id: string): Promise<boolean> {
  return (await tx.$executeRaw`UPDATE officer_session SET proven_at = now() WHERE id = ${id}::uuid`) === 1
}

/** The newest first. */
export const sessionsOfOfficer = (tx: Tx, officer: string): Promise<Session[]> =>
  tx.$queryRawUnsafe<Session[]>(
    `SELECT s.id::text AS id, s.officer_id::text AS officer, s.stage, s.browser, s.created_at AS "createdAt",
       s.seen_at AS "seenAt", ${IS_FRESH} AS fresh FROM officer_session s
     WHERE s.officer_id = $1::uuid AND s.stage = 'full' AND ${STANDS} ORDER BY s.created_at DESC, s.id`,
    officer,
  )

/** @returns false when this officer has no such session */
export async function endSession(tx: Tx, officer: string, id: string): Promise<boolean> {
  const { count } = await tx.officerSession.deleteMany({ where: { id, officerId: officer } })
  return count === 1
}

/** Everywhere, or everywhere but here. @returns how many */
export async function endSessions(tx: Tx, officer: string, but?: string): Promise<number> {
  const { count } = await tx.officerSession.deleteMany({
    where: { officerId: officer, ...(but === undefined ? {} : { id: { not: but } }) },
  })
  return count
}

export async function forgetSessions(tx: Tx): Promise<void> {
  await tx.$executeRawUnsafe(`DELETE FROM officer_session s WHERE NOT (${STANDS})`)
}

import type { HotSql } from '../platform/db.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { Secret } from '../platform/secret.ts'

/** A webhook body that we could not read, and that nobody has looked at. */
export interface Unread {
  readonly id: string
  /** `<channel>:<account>` */
  readonly source: string
  readonly reason: string
  readonly receivedAt: Date
}

const context = (id: string) => `quarantine/${id}`

/** Keeps a body that we could not read, sealed, for a person to look at. It is never tried again. */
export async function quarantine(
  hot: HotSql,
  { ids, secret, log }: { readonly ids: Ids; readonly secret: Secret; readonly log: Log },
  source: string,
  body: Buffer,
  reason: string,
): Promise<void> {
  const id = ids.uuid()
  await hot.query(
    'quarantine',
    'insert into quarantine (id, source, body, reason) values ($1::uuid, $2, $3::bytea, $4)',
    [id, source, secret.wrap(body, context(id)), reason],
  )
  log.error('webhook.quarantined', { id, source, reason })
}

/** Oldest first. */
export const unreadBodies = (hot: HotSql): Promise<Unread[]> =>
  hot.query<Unread>(
    'quarantine_unread',
    `select id::text as id, source, reason, received_at as "receivedAt" from quarantine
     where settled_at is null order by received_at, id`,
    [],
  )

/**
 * What lies in one that nobody has settled. Personal: for an officer's eyes, never for a log.
 *
 * @throws when this secret does not open it
 */
export async function openBody(hot: HotSql, secret: Secret, id: string): Promise<Buffer | undefined> {
  const [row] = await hot.query<{ body: Uint8Array }>(
    'quarantine_body',
    'select body from quarantine where id = $1::uuid and settled_at is null',
    [id],
  )
  return row && secret.unwrap(row.body, context(id))
}

/** Somebody has looked at it and says why nothing comes of it. @returns false when there is none to settle */
export async function dismissBody(hot: HotSql, secret: Secret, id: string, reason: string): Promise<boolean> {
  const rows = await hot.query(
    'quarantine_dismiss',
    'update quarantine set settled_at = now(), settled_as = $2::bytea where id = $1::uuid and settled_at is null returning id',
    [id, secret.wrap(Buffer.from(reason), `${context(id)}/settled`)],
  )
  return rows.length === 1
}

/**
 * Bodies hold what people wrote, and nobody knows who: an erasure cannot find them. They go 30 days after they were settled; after
 * they came, if nobody did.
 *
 * @returns how many went that nobody had looked at
 */
export async function forgetBodies(hot: HotSql): Promise<number> {
  const rows = await hot.query<{ settled: boolean }>(
    'quarantine_forget',
    `delete from quarantine where coalesce(settled_at, received_at) < now() - interval '30 days'
     returning settled_at is not null as settled`,
    [],
  )
  return rows.filter(({ settled }) => !settled).length
}

export async function countUnread(hot: HotSql): Promise<number> {
  const [row] = await hot.query<{ n: number }>(
    'quarantine_count',
    'select count(*)::int as n from quarantine where settled_at is null',
    [],
  )
  return row!.n
}

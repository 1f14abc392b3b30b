import type { Database, HotSql } from '../platform/db.ts'
import type { Secret } from '../platform/secret.ts'
import type { Ground } from '../running/start.ts'

/** A column that the instance's secret seals, and for what place each of its values is sealed. */
interface Sealed {
  readonly table: string
  readonly column: string
  /** What tells a row from others, as SQL of type text; the context says it. */
  readonly id: string
  /** What stands before that in the context. */
  readonly place: string
  /** Stored as text. */
  readonly base64?: boolean
}

/** Everything that `Secret.wrap` has ever made. What is sealed under a person's key follows with that key. */
export const SEALED: readonly Sealed[] = [
  { table: 'person_key', column: 'wrapped', id: 'contact_id::text', place: 'person_key/' },
  { table: 'signing_key', column: 'private_key', id: 'kid', place: 'signing_key/' },
  { table: 'bank_credit', column: 'memo', id: 'id::text', place: 'bank_credit/' },
  { table: 'bank_notice', column: 'body', id: `provider || '/' || provider_id`, place: 'bank_notice/' },
  { table: 'quarantine', column: 'body', id: 'id::text', place: 'quarantine/' },
  { table: 'quarantine', column: 'settled_as', id: "id::text || '/settled'", place: 'quarantine/' },
  { table: 'officer', column: 'email', id: "id::text || '/email'", place: 'officer/' },
  { table: 'officer', column: 'name', id: "id::text || '/name'", place: 'officer/' },
  { table: 'officer', column: 'totp_secret', id: "id::text || '/totp'", place: 'officer/' },
  { table: 'deployment', column: 'value', id: 'key', place: '', base64: true },
]

const AT_ONCE = 500

/**
 * Seals anew, by the first secret of SECRET_KEY, what an older one sealed. May run beside the service and be repeated.
 *
 * @returns lines for the operator
 * @throws StartError when something opens with no secret that is set
 */
export async function rotateKeys({ db, secret }: Pick<Ground, 'db' | 'secret'>): Promise<string[]> {
  const lines: string[] = []
  for (const one of SEALED)
    lines.push(`${one.table}, ${one.column}: ${await rotate(db, secret, one)} sealed anew`)
  return [...lines, 'Everything is sealed by the first secret. An older one may go from SECRET_KEY now.']
}

async function rotate(db: Database, secret: Secret, sealed: Sealed): Promise<number> {
  const { table, column, id, place, base64 } = sealed
  // Of the deployment's facts only keys are sealed.
  const filter = base64 ? `key like 'key:%'` : `${column} <> ''`
  const bytesOf = (value: unknown) => (base64 ? Buffer.from(String(value), 'base64') : (value as Uint8Array))
  let changed = 0
  for (let after = ''; ; ) {
    const rows = await db.hot.query<{ id: string; value: unknown }>(
      `rotate_${table}_${column}`,
      `select ${id} as id, ${column} as value from ${table} where ${filter} and ${id} > $1 order by 1 limit ${AT_ONCE}`,
      [after],
    )
    for (const { id: name, value } of rows) {
      const anew = secret.rewrap(bytesOf(value), place + name)
      if (!anew) continue
      await replace(db.hot, sealed, name, value, base64 ? anew.toString('base64') : anew)
      changed += 1
    }
    const last = rows.at(-1)
    if (!last || rows.length < AT_ONCE) return changed
    after = last.id
  }
}

/** Not if somebody has changed it meanwhile: that was sealed by the first secret. */
const replace = (hot: HotSql, { table, column, id }: Sealed, name: string, was: unknown, is: unknown) =>
  hot.query(
    `rotate_write_${table}_${column}`,
    `update ${table} set ${column} = $3 where ${id} = $1 and ${column} = $2`,
    [name, was, is],
  )

import type { Database } from '../../src/platform/db.ts'

/**
 * Every value of every row of every table, byte by byte: a text or a JSON value as its UTF-8. Look in it with `latin`.
 *
 * @param but tables that hold our own sentences, where those are what is looked for
 */
export async function everything(db: Database, but: readonly string[] = []): Promise<string> {
  const tables = await db.hot.query<{ name: string }>(
    'tables',
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    [],
  )
  let text = ''
  for (const { name } of tables.filter((one) => !but.includes(one.name))) {
    const rows = await db.hot.query<Record<string, unknown>>(`all_${name}`, `select * from "${name}"`, [])
    for (const value of rows.flatMap((row) => Object.values(row)))
      text += `${value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : latin(JSON.stringify(value, big))}\n`
  }
  return text
}
const big = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)

/** Bytes as a search in them would be made. */
export const latin = (text: string) => Buffer.from(text).toString('latin1')

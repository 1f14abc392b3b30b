import type { HotSql } from './db.ts'

/** Something that an operator should hear of and that this process alone has met: when it was last so. */
export const secondPoller = (channel: string): string => `seen:${channel}.second_poller`
/** Some process's sweeps have come round. */
export const SWEEPS = 'seen:sweeps'

export async function noteSeen(hot: HotSql, what: string): Promise<void> {
  await hot.query(
    'seen_note',
    `insert into deployment (key, value) values ($1, now()::text)
     on conflict (key) do update set value = excluded.value`,
    [what],
  )
}

/** @returns how many seconds ago, by the database's clock; undefined when never */
export async function lastSeen(hot: HotSql, what: string): Promise<number | undefined> {
  const [row] = await hot.query<{ ago: number }>(
    'seen_last',
    'select extract(epoch from now() - value::timestamptz)::float8 as ago from deployment where key = $1',
    [what],
  )
  return row && Number(row.ago)
}

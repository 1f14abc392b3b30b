import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { columnOfDay, type Day, dayInColumn } from '../platform/vietnamese/index.ts'

/** Somebody who stands in for another on these days, both counted. */
export interface Deputy {
  readonly id: string
  readonly officer: string
  readonly absent: string
  readonly from: Day
  readonly until: Day
}

/** @returns its id; undefined when one of the two has ended */
export async function insertDeputy(
  tx: Tx,
  ids: Ids,
  { officer, absent, from, until }: Omit<Deputy, 'id'>,
  now: Date,
): Promise<string | undefined> {
  const active = await tx.officer.count({ where: { id: { in: [officer, absent] }, state: 'active' } })
  if (active !== 2) return undefined
  const id = ids.uuid()
  await tx.deputy.create({
    data: {
      id,
      officerId: officer,
      deputyFor: absent,
      fromDay: columnOfDay(from),
      untilDay: columnOfDay(until),
      namedAt: now,
    },
  })
  return id
}

/** Those whose last day has not passed, by their first. */
export async function deputiesFrom(tx: Tx, today: Day): Promise<Deputy[]> {
  const rows = await tx.deputy.findMany({
    where: { endedAt: null, untilDay: { gte: columnOfDay(today) } },
    orderBy: [{ fromDay: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ id, officerId, deputyFor, fromDay, untilDay }) => ({
    id,
    officer: officerId,
    absent: deputyFor,
    from: dayInColumn(fromDay),
    until: dayInColumn(untilDay),
  }))
}

/** Takes it back before its last day. @returns false when that officer has no such deputy */
export async function endDeputy(tx: Tx, absent: string, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.deputy.updateMany({
    where: { id, deputyFor: absent, endedAt: null },
    data: { endedAt: now },
  })
  return count === 1
}

import type { HotSql } from '../../platform/db.ts'
import type { Tx } from '../../platform/tx.ts'
import type { NoticeRef } from './store.ts'

/** A bank notice that could not be booked: somebody's money may stand behind it. */
export interface SetAside extends NoticeRef {
  readonly reason: string
  readonly receivedAt: Date
}

/** Oldest first. */
export const setAsideNotices = (hot: HotSql): Promise<SetAside[]> =>
  hot.query<SetAside>(
    'notices_set_aside',
    `select provider, provider_id as "providerId", coalesce(reason, '') as reason, received_at as "receivedAt"
     from bank_notice where state = 'quarantined' order by received_at, provider, provider_id`,
    [],
  )

export async function countSetAside(hot: HotSql): Promise<number> {
  const [row] = await hot.query<{ n: number }>(
    'notices_set_aside_count',
    "select count(*)::int as n from bank_notice where state = 'quarantined'",
    [],
  )
  return row!.n
}

/** The cause is gone: the service books it anew. @returns false when it is not set aside */
export async function bookAgain(tx: Tx, { provider, providerId }: NoticeRef): Promise<boolean> {
  const { count } = await tx.bankNotice.updateMany({
    where: { provider, providerId, state: 'quarantined' },
    data: { state: 'new', attempts: 0, reason: null },
  })
  return count === 1
}

/** An officer has said what becomes of it: its body is kept for 30 days from now. */
export async function markSettled(tx: Tx, { provider, providerId }: NoticeRef): Promise<void> {
  await tx.$executeRaw`
    UPDATE bank_notice SET settled_at = now() WHERE provider = ${provider} AND provider_id = ${providerId}`
}

import type { HotSql } from '../../platform/db.ts'

/** How a bank's messenger does. */
export interface BankHealth {
  readonly provider: string
  readonly lastAt: Date
  /** Not booked yet. */
  readonly fresh: number
  /** Of these the oldest. */
  readonly freshSince: Date | null
  readonly setAside: number
}

/** Every messenger that has ever told us something. */
export const bankHealth = (hot: HotSql): Promise<BankHealth[]> =>
  hot.query<BankHealth>(
    'bank_health',
    `select provider, max(received_at) as "lastAt", (count(*) filter (where state = 'new'))::int as fresh,
       min(received_at) filter (where state = 'new') as "freshSince",
       (count(*) filter (where state = 'quarantined'))::int as "setAside"
     from bank_notice group by provider order by provider`,
    [],
  )

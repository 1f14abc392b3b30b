import type { Database } from '../../src/platform/db.ts'

/** What must hold of the books and of what is kept of needs whatever people did, in SQL that shares nothing with the program. */
const NEVER: Readonly<Record<string, string>> = {
  'entries that do not balance': 'select entry_id from ledger_line group by 1 having sum(amount) <> 0',
  'needs of which more or less is taken than is claimed': `select id from need n
    where mode = 'exclusive' and taken - taken_before - from_pot - brought_promised - brought <>
      (select coalesce(sum(quantity), 0) from claim c where c.need_id = n.id and c.state not in ('lapsed', 'released'))`,
  'needs of which more is taken than there is': 'select id from need where taken > cap',
  'places with two sponsors': `select slot_id from sponsorship where state in ('held', 'active', 'paused') and slot_id is not null
    group by 1 having count(*) > 1`,
  'series of receipts with a gap': `select 1 from receipt_series s where next - 1 <>
    (select count(*) from receipt r where r.unit_id = s.unit_id and r.series = s.series)`,
  'promises that received another sum than was booked for them': `select p.code from pledge p where received <>
    (select coalesce(sum(d.amount), 0) from donation d where d.pledge_id = p.id and d.state in ('full', 'partial', 'over', 'late'))`,
  'credits that are not one donation': `select c.id from bank_credit c left join donation d on d.credit_id = c.id
    where c.amount > 0 group by 1 having count(d.id) <> 1`,
  'donations of another sum than came':
    'select d.id from donation d join bank_credit c on c.id = d.credit_id where d.amount <> c.amount',
  'notices that were not booked': `select provider, provider_id, state, reason from bank_notice where state <> 'booked'`,
  'messages that nobody got': `select id from outbox where state in ('failed', 'blocked', 'unknown')`,
  'items that were given up': 'select seq from todo where stuck_at is not null',
}

export async function brokenBooks(db: Database): Promise<string[]> {
  const broken: string[] = []
  for (const [what, sql] of Object.entries(NEVER)) {
    const rows = await db.prisma.$queryRawUnsafe<Record<string, unknown>[]>(sql)
    if (rows.length > 0) broken.push(`${rows.length} ${what}: ${JSON.stringify(rows[0], plainly)}`)
  }
  return broken
}

const plainly = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)

/** What all accounts of the bank hold. */
export async function inBank(db: Database): Promise<bigint> {
  const [row] = await db.prisma.$queryRaw<{ sum: string }[]>`
    SELECT coalesce(sum(l.amount), 0)::text AS sum FROM ledger_line l
    JOIN ledger_account a ON a.id = l.account_id WHERE a.kind = 'bank'`
  return BigInt(row!.sum)
}

/** A promise, with what the parts come to that were taken of it, and what a month or a head of its need costs; nothing where none has the code. */
export async function promiseOf(db: Database, code: string) {
  const [row] = await db.prisma.$queryRaw<
    {
      amount: bigint
      received: bigint
      unit_price: bigint
      portion: bigint | null
      parted: bigint
      monthly: boolean
      part_of: string | null
    }[]
  >`
    SELECT p.amount, p.received, p.unit_price, n.portion, p.monthly, p.part_of::text,
      (SELECT coalesce(sum(q.amount), 0)::int8 FROM pledge q WHERE q.part_of = p.id) AS parted
    FROM pledge p LEFT JOIN need n ON n.id = p.need_id WHERE p.code = ${code}`
  return row
}

import { uuids } from '../platform/columns.ts'
import type { HotSql } from '../platform/db.ts'
import { type Handing, resealed } from '../platform/handing.ts'
import type { Tx } from '../platform/tx.ts'

/** Tables whose rows are a donor's. */
const TABLES = ['pledge', 'donation', 'bank_watch', 'credit_claim'] as const
type Table = (typeof TABLES)[number]

/** What of giving changed hands, by table, and which drawn papers lie under the key before: to be removed after the commit. */
export interface DonorMoved {
  readonly moved: Readonly<Record<Table, readonly string[]>>
  readonly files: readonly string[]
}

/**
 * A donor's promises, and what they gave, are another's, who they are. Promises first: whoever books money for one holds it,
 * and what comes of that is seen by what follows.
 */
export async function moveDonor(tx: Tx, hot: HotSql, handing: Handing): Promise<DonorMoved> {
  const { from, to } = handing
  const give = async (table: Table) => idsOf(await hot.query<Row>(`move_${table}`, GIVE[table], [from, to]))
  const moved = {
    pledge: await give('pledge'),
    donation: await give('donation'),
    bank_watch: await give('bank_watch'),
    credit_claim: await give('credit_claim'),
  }
  return { moved, files: await resealReceipts(tx, handing, moved.donation) }
}

/** What came from a donor goes back, with all the money that has come for their promises since. */
export async function moveDonorBack(
  tx: Tx,
  hot: HotSql,
  handing: Handing,
  had: Partial<Record<Table, readonly string[]>>,
): Promise<DonorMoved> {
  const { from, to } = handing
  const give = async (table: Table, ids: readonly string[]) =>
    idsOf(await hot.query<Row>(`move_back_${table}`, GIVE_SOME[table], [from, to, uuids(ids)]))
  const pledge = await give('pledge', had.pledge ?? [])
  const since = idsOf(await hot.query<Row>('move_back_since', OF_PLEDGES, [from, uuids(pledge)]))
  const moved = {
    pledge,
    donation: await give('donation', [...(had.donation ?? []), ...since]),
    bank_watch: await give('bank_watch', had.bank_watch ?? []),
    credit_claim: await give('credit_claim', had.credit_claim ?? []),
  }
  return { moved, files: await resealReceipts(tx, handing, moved.donation) }
}

interface Row {
  readonly id: string
}
const idsOf = (rows: readonly Row[]): string[] => rows.map(({ id }) => id)

const each = (sql: (table: Table) => string) =>
  Object.fromEntries(TABLES.map((table) => [table, sql(table)])) as Record<Table, string>
const GIVE = each(
  (table) => `update ${table} set contact_id = $2::uuid where contact_id = $1::uuid returning id::text as id`,
)
const GIVE_SOME = each(
  (table) =>
    `update ${table} set contact_id = $2::uuid where contact_id = $1::uuid and id = any($3::uuid[]) returning id::text as id`,
)
const OF_PLEDGES =
  'select id::text as id from donation where contact_id = $1::uuid and pledge_id = any($2::uuid[])'

/** Names on receipts lie under the other key; what was drawn is drawn anew when somebody asks. */
async function resealReceipts(tx: Tx, handing: Handing, donations: readonly string[]): Promise<string[]> {
  const rows = await tx.receipt.findMany({ where: { donationId: { in: [...donations] } } })
  for (const { id, donorName } of rows) {
    const name = donorName && resealed(handing, 'name', donorName)
    await tx.receipt.update({ where: { id }, data: { donorName: name, png: null, pdf: null } })
  }
  return rows.flatMap(({ png, pdf }) => [png, pdf]).filter((key) => key !== null)
}

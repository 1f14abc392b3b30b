import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { accountKey, type LedgerAccount, type Line, settled } from './account.ts'

export interface Entry {
  /** What happened: credit | match | claim | decision | reversal … */
  readonly kind: string
  /** What makes it once only: `credit:<bank credit>`. */
  readonly key: string
  /** When it happened; not when it was written. */
  readonly at: Date
  readonly lines: readonly Line[]
}

/**
 * Writes an entry. The same key again writes nothing.
 *
 * @returns whether it was written now
 * @throws when the key was used for other lines: two things claim to be one
 */
export async function post(tx: Tx, ids: Ids, entry: Entry): Promise<boolean> {
  const lines = settled(entry.lines)
  const accounts = await opened(
    tx,
    ids,
    lines.map((line) => line.account),
  )
  const rows = lines.map((line) => ({
    account: accounts.get(accountKey(line.account))!,
    amount: line.amount,
  }))
  return write(tx, ids, entry, rows, null)
}

/**
 * Undoes an entry by its opposite. Once only: a second reversal of the same entry writes nothing.
 *
 * @returns whether it was written now
 * @throws when there is no such entry
 */
export async function reverse(tx: Tx, ids: Ids, key: string, at: Date): Promise<boolean> {
  const entry = await tx.ledgerEntry.findUnique({ where: { key }, include: { lines: true } })
  if (!entry) throw new Error(`ledger entry ${key} cannot be reversed: there is none`)
  const rows = entry.lines.map((line) => ({ account: line.accountId, amount: -line.amount }))
  return write(tx, ids, { kind: 'reversal', key: `reversal:${key}`, at }, rows, entry.id)
}

/**
 * An entry was written for the wrong moment: it is undone at its own, and written again for the right one.
 *
 * @param key of the entry; those that took its place go by `<key>:<n>`
 * @returns whether something was written
 * @throws when there is no such entry
 */
export async function redate(tx: Tx, ids: Ids, key: string, at: Date): Promise<boolean> {
  const all = await tx.ledgerEntry.findMany({
    where: { OR: [{ key }, { key: { startsWith: `${key}:` } }] },
    include: { lines: true },
  })
  const undone = await tx.ledgerEntry.findMany({ where: { reverses: { in: all.map(({ id }) => id) } } })
  const stands = all.find(({ id }) => !undone.some(({ reverses }) => reverses === id))
  if (!stands) throw new Error(`ledger entry ${key} cannot be written for another moment: there is none`)
  if (stands.at.getTime() === at.getTime()) return false
  await reverse(tx, ids, stands.key, stands.at)
  const rows = stands.lines.map((line) => ({ account: line.accountId, amount: line.amount }))
  return write(tx, ids, { kind: stands.kind, key: `${key}:${all.length + 1}`, at }, rows, null)
}

/** Whether an entry of this key was written. */
export const hasEntry = async (tx: Tx, key: string): Promise<boolean> =>
  (await tx.ledgerEntry.count({ where: { key } })) > 0

/** In đồng, debit above zero. An account that was never used has none. */
export async function balance(tx: Tx, account: LedgerAccount): Promise<bigint> {
  const rows = await tx.$queryRaw<{ sum: bigint }[]>`
    SELECT coalesce(sum(l.amount), 0)::bigint AS sum
    FROM ledger_account a JOIN ledger_line l ON l.account_id = a.id WHERE a.key = ${accountKey(account)}`
  return rows[0]!.sum
}

/** Sums by kind of account over everything, or over one campaign. */
export async function balances(tx: Tx, campaign?: string): Promise<Map<LedgerAccount['kind'], bigint>> {
  const rows = await tx.$queryRaw<{ kind: LedgerAccount['kind']; sum: bigint }[]>`
    SELECT a.kind, sum(l.amount)::bigint AS sum FROM ledger_account a JOIN ledger_line l ON l.account_id = a.id
    WHERE ${campaign ?? null}::uuid IS NULL OR a.campaign_id = ${campaign ?? null}::uuid GROUP BY a.kind`
  return new Map(rows.map((row) => [row.kind, row.sum]))
}

/**
 * Whoever takes money out of a campaign's accounts takes turns with all others until their transactions end: each sees what the
 * one before left. Whoever also locks a pledge takes that first; needs and claims come after.
 */
export async function holdMoneyOf(tx: Tx, campaign: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`money:${campaign}`}, 0))`
}

/** Accounts are opened when first used; of two transactions that open the same one, the second waits for the first. */
async function opened(tx: Tx, ids: Ids, accounts: readonly LedgerAccount[]): Promise<Map<string, string>> {
  // One order for everybody, so that two entries that open the same accounts never wait for each other.
  const sorted = [...accounts].sort((a, b) => (accountKey(a) < accountKey(b) ? -1 : 1))
  const keys = sorted.map(accountKey)
  const find = () =>
    tx.ledgerAccount.findMany({ where: { key: { in: keys } }, select: { id: true, key: true } })
  let found = await find()
  if (found.length < keys.length) {
    await tx.ledgerAccount.createMany({
      data: sorted.map((account) => ({
        id: ids.uuid(),
        unitId: account.unit,
        kind: account.kind,
        campaignId: 'campaign' in account ? account.campaign : null,
        bankId: 'bank' in account ? account.bank : null,
        key: accountKey(account),
      })),
      skipDuplicates: true,
    })
    found = await find()
  }
  return new Map(found.map((row) => [row.key, row.id]))
}

type Row = { readonly account: string; readonly amount: bigint }

async function write(
  tx: Tx,
  ids: Ids,
  entry: Omit<Entry, 'lines'>,
  rows: readonly Row[],
  reverses: string | null,
) {
  const id = ids.uuid()
  const { kind, key, at } = entry
  const { count } = await tx.ledgerEntry.createMany({
    data: [{ id, kind, key, at, reverses }],
    skipDuplicates: true,
  })
  if (count === 0) {
    await refuseAnother(tx, key, rows)
    return false
  }
  await tx.ledgerLine.createMany({
    data: rows.map(({ account, amount }) => ({ entryId: id, accountId: account, amount })),
  })
  return true
}

async function refuseAnother(tx: Tx, key: string, rows: readonly Row[]) {
  const written = await tx.ledgerLine.findMany({ where: { entry: { key } } })
  const shape = (lines: readonly Row[]) =>
    lines
      .map((line) => `${line.account} ${line.amount}`)
      .sort()
      .join()
  if (shape(written.map((line) => ({ account: line.accountId, amount: line.amount }))) !== shape(rows)) {
    throw new Error(`ledger entry ${key} exists already with other lines`)
  }
}

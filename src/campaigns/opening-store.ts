import type { Tx } from '../platform/tx.ts'
import type { Account } from './campaign.ts'
import { accountsOfUnits } from './store.ts'

/**
 * Accounts that campaigns have left, and on which none that is open receives now. What still comes there is matched, but
 * nobody is sent there any more.
 */
export async function formerAccounts(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT f.account_id::text AS id FROM former_account f
    WHERE NOT EXISTS (SELECT 1 FROM campaign c WHERE c.account_id = f.account_id AND c.state = 'open')`
  return new Set(rows.map(({ id }) => id))
}

/** Accounts of these units on which a campaign may collect: in use, and not left behind. */
export async function accountsToCollectOn(tx: Tx, units: Iterable<string>): Promise<Account[]> {
  const former = await formerAccounts(tx)
  return (await accountsOfUnits(tx, units)).filter(({ id }) => !former.has(id))
}

/**
 * Where people are used to give to a unit's campaigns: the accounts of those that are or were open (its own, when one opens
 * again); where there was none yet, the only account there is. To open on any other takes two people.
 *
 * @param line the unit and those above it
 */
export async function usualAccounts(tx: Tx, unit: string, line: Iterable<string>): Promise<Account[]> {
  const open = await accountsToCollectOn(tx, line)
  const known = await tx.campaign.findMany({
    where: { unitId: unit, state: { not: 'draft' } },
    select: { accountId: true },
  })
  if (known.length === 0) return open.length === 1 ? open : []
  return open.filter(({ id }) => known.some(({ accountId }) => accountId === id))
}

/** Titles of the campaigns that have these already. */
export interface MarksTaken {
  readonly prefix?: string
  readonly series?: string
}

/** The campaigns, other than this one, whose transfer codes begin so, or whose receipts are numbered so. */
export async function marksTaken(
  tx: Tx,
  { codePrefix, receiptSeries }: { readonly codePrefix: string; readonly receiptSeries: string },
  but: string | undefined,
): Promise<MarksTaken> {
  const others = await tx.campaign.findMany({
    where: { OR: [{ codePrefix }, { receiptSeries }], ...(but === undefined ? {} : { id: { not: but } }) },
    select: { title: true, codePrefix: true, receiptSeries: true },
    orderBy: [{ opensAt: 'asc' }, { id: 'asc' }],
  })
  const prefix = others.find((one) => one.codePrefix === codePrefix)?.title
  const series = others.find((one) => one.receiptSeries === receiptSeries)?.title
  return { ...(prefix === undefined ? {} : { prefix }), ...(series === undefined ? {} : { series }) }
}

/** The same for a campaign of a seed file: one that shares its marks from before no two could goes on with them. */
export async function marksTakenBefore(
  tx: Tx,
  key: string,
  marks: { readonly codePrefix: string; readonly receiptSeries: string },
): Promise<MarksTaken> {
  const known = await tx.campaign.findUnique({ where: { key }, select: { id: true, ownMarks: true } })
  return known && !known.ownMarks ? {} : marksTaken(tx, marks, known?.id)
}

const MARKS_LOCK = 5_318_009

/**
 * Letters and a series for a campaign. Until the transaction ends nobody else is given any: who looked first has them.
 *
 * @returns the campaigns that have them already; undefined when they are free
 */
export async function takeMarks(
  tx: Tx,
  marks: { readonly codePrefix: string; readonly receiptSeries: string },
  but: string | undefined,
): Promise<MarksTaken | undefined> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${MARKS_LOCK})`
  const taken = await marksTaken(tx, marks, but)
  return taken.prefix === undefined && taken.series === undefined ? undefined : taken
}

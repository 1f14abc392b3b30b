import { openName } from '../../people/index.ts'
import type { Ids } from '../../platform/ids.ts'
import type { PersonKeys } from '../../platform/person-key.ts'
import type { Tx } from '../../platform/tx.ts'
import { type FrozenFacts, type ReceiptFacts, receiptFacts, receiptNumber } from './receipt.ts'

/** What we give for money that arrived. Cancelled, never deleted. */
export interface Receipt {
  readonly id: string
  readonly number: string
  readonly publicId: string
  readonly donationId: string
  readonly state: 'valid' | 'cancelled'
  readonly issuedAt: Date
  readonly cancelledAt: Date | null
}

type Row = Awaited<ReturnType<typeof rowOf>>
const rowOf = (tx: Tx, id: string) => tx.receipt.findUniqueOrThrow({ where: { id } })
const fromRow = (row: Row): Receipt => ({
  id: row.id,
  number: receiptNumber(row.series, row.number),
  publicId: row.publicId,
  donationId: row.donationId,
  state: row.state as Receipt['state'],
  issuedAt: row.issuedAt,
  cancelledAt: row.cancelledAt,
})

/**
 * Takes the next number of a series. Its row stays locked until the transaction ends, so a number that is not used is
 * not taken either: there are no gaps. Take it last.
 */
export async function nextNumber(tx: Tx, unit: string, series: string): Promise<number> {
  const rows = await tx.$queryRaw<{ taken: number }[]>`
    INSERT INTO receipt_series (unit_id, series, next) VALUES (${unit}::uuid, ${series}, 2)
    ON CONFLICT (unit_id, series) DO UPDATE SET next = receipt_series.next + 1 RETURNING next - 1 AS taken`
  return rows[0]!.taken
}

export async function insertReceipt(
  tx: Tx,
  ids: Ids,
  receipt: {
    readonly unitId: string
    readonly series: string
    readonly number: number
    readonly donationId: string
    readonly publicId: string
    readonly facts: FrozenFacts
    readonly donorName: Uint8Array<ArrayBuffer> | null
    readonly issuedAt: Date
  },
): Promise<Receipt> {
  return fromRow(await tx.receipt.create({ data: { id: ids.uuid(), ...receipt } }))
}

/** Takes a receipt's validity away, for ever; its number stays taken. */
export async function cancelReceipt(tx: Tx, donation: string, now: Date): Promise<void> {
  await tx.receipt.updateMany({
    where: { donationId: donation, state: 'valid' },
    data: { state: 'cancelled', cancelledAt: now },
  })
}

export async function receiptsFor(tx: Tx, donations: readonly string[]): Promise<Map<string, Receipt>> {
  const rows = await tx.receipt.findMany({ where: { donationId: { in: [...donations] } } })
  return new Map(rows.map((row) => [row.donationId, fromRow(row)]))
}

export async function receiptByPublicId(tx: Tx, publicId: string): Promise<Receipt | undefined> {
  const row = await tx.receipt.findUnique({ where: { publicId } })
  return row ? fromRow(row) : undefined
}

/** Receipts of this number: two units may have series of one name. Valid ones first. */
export async function receiptsNumbered(tx: Tx, series: string, number: number): Promise<Receipt[]> {
  const rows = await tx.receipt.findMany({
    where: { series, number },
    orderBy: [{ state: 'desc' }, { id: 'asc' }],
  })
  return rows.map(fromRow)
}

/** A receipt's facts, and where its drawn papers are, if it was drawn. */
export interface ReceiptPapers {
  readonly facts: ReceiptFacts
  readonly png: string | null
  readonly pdf: string | null
  /** Whose it is: drawn papers that name them are sealed under their key. */
  readonly contact: string
  /** The name as it lies in the row. */
  readonly sealedName: Uint8Array | null
}

export async function receiptPapers(
  tx: Tx,
  keys: PersonKeys,
  id: string,
): Promise<ReceiptPapers | undefined> {
  const row = await tx.receipt.findUnique({ where: { id }, include: { donation: true } })
  if (!row) return undefined
  const contact = row.donation.contactId!
  const donorName = await openName(tx, keys, contact, row.donorName)
  const facts = { ...receiptFacts.parse(row.facts), donorName }
  return { facts, png: row.png, pdf: row.pdf, contact, sealedName: row.donorName }
}

/**
 * Locks a receipt whose papers are to be kept: an erasure, or a link, that comes now waits, and finds them.
 *
 * @returns whether it is as it was when they were drawn from it
 */
export async function isReceiptStill(tx: Tx, id: string, was: ReceiptPapers): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM receipt r JOIN donation d ON d.id = r.donation_id WHERE r.id = ${id}::uuid
      AND d.contact_id = ${was.contact}::uuid AND r.png IS NOT DISTINCT FROM ${was.png}
      AND r.donor_name IS NOT DISTINCT FROM ${was.sealedName}::bytea FOR UPDATE OF r`
  return rows.length === 1
}

export async function keepReceiptPapers(tx: Tx, id: string, png: string, pdf: string): Promise<void> {
  await tx.receipt.update({ where: { id }, data: { png, pdf } })
}

/** Receipts that nobody has drawn yet, oldest first. */
export async function undrawnReceipts(tx: Tx, limit: number, but: readonly string[]): Promise<string[]> {
  const rows = await tx.receipt.findMany({
    where: { png: null, id: { notIn: [...but] } },
    orderBy: { issuedAt: 'asc' },
    take: limit,
    select: { id: true },
  })
  return rows.map((row) => row.id)
}

/**
 * Takes a donor's name off their receipts, which otherwise stand. They are drawn anew when somebody asks.
 *
 * @returns where the papers lie that named them
 */
export async function unnameReceipts(tx: Tx, contact: string): Promise<string[]> {
  const rows = await tx.donation.findMany({ where: { contactId: contact }, select: { id: true } })
  const donations = rows.map(({ id }) => id)
  const gone = await undrawReceipts(tx, donations)
  await tx.receipt.updateMany({ where: { donationId: { in: donations } }, data: { donorName: null } })
  return gone
}

/**
 * Receipts of these donations are drawn anew when somebody asks. Whoever is keeping a drawing of one is waited for.
 *
 * @returns where their papers lie
 */
export async function undrawReceipts(tx: Tx, donations: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ png: string | null; pdf: string | null }[]>`
    WITH was AS (SELECT id, png, pdf FROM receipt WHERE donation_id = ANY(${[...donations]}::uuid[]) FOR UPDATE)
    UPDATE receipt r SET png = NULL, pdf = NULL FROM was WHERE r.id = was.id RETURNING was.png, was.pdf`
  return rows.flatMap(({ png, pdf }) => [png, pdf]).filter((key) => key !== null)
}

/** Whom receipts of these donations name, of those that stand: as it lies in their rows. */
export async function namesOnReceipts(tx: Tx, donations: readonly string[]): Promise<(Uint8Array | null)[]> {
  const rows = await tx.receipt.findMany({
    where: { donationId: { in: [...donations] }, state: 'valid' },
    select: { donorName: true },
  })
  return rows.map(({ donorName }) => donorName)
}

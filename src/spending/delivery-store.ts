import { kindOf } from '../needs/index.ts'
import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { columnOfDay, dayInColumn } from '../platform/vietnamese/index.ts'
import type { Delivery, DeliverySheet, DeliveryState, Missing, Receiver } from './delivery.ts'
import { noteAt, type Words } from './papers.ts'

const WITH = {
  shares: { orderBy: { claimId: 'asc' } },
  commune: { select: { name: true, province: true, code: true } },
  line: { select: { purchaseId: true } },
} as const
type Row = NonNullable<Awaited<ReturnType<typeof rowOf>>>
const rowOf = (tx: Tx, id: string) => tx.delivery.findUnique({ where: { id }, include: WITH })

const fromRow = ({ shares, commune, line, day, state, receiver, missing, ...row }: Row): Delivery => ({
  ...row,
  purchaseId: line.purchaseId,
  day: dayInColumn(day),
  state: state as DeliveryState,
  receiver: receiver as Receiver,
  missing: missing as Missing | null,
  place: commune?.name ?? null,
  placeKind: kindOf(commune?.code ?? null),
  province: commune?.province ?? null,
  shares: shares.map(({ claimId, units }) => ({ claim: claimId, units })),
})

export async function deliveryById(tx: Tx, id: string): Promise<Delivery | undefined> {
  const row = await rowOf(tx, id)
  return row ? fromRow(row) : undefined
}

/** Nobody else confirms or strikes it until the transaction ends. */
export async function lockDelivery(tx: Tx, id: string): Promise<Delivery | undefined> {
  await tx.$executeRaw`SELECT 1 FROM delivery WHERE id = ${id}::uuid FOR UPDATE`
  return deliveryById(tx, id)
}

/** Of these purchases, the newest first; those that were struck are left out. */
export async function deliveriesOf(tx: Tx, purchases: readonly string[]): Promise<Delivery[]> {
  const rows = await tx.delivery.findMany({
    where: { line: { purchaseId: { in: [...purchases] } }, state: { not: 'struck' } },
    include: WITH,
    orderBy: [{ day: 'desc' }, { id: 'desc' }],
  })
  return rows.map(fromRow)
}

/** @returns its id */
export async function insertDelivery(
  tx: Tx,
  { ids, words }: { readonly ids: Ids; readonly words: Words },
  { day, note, ...sheet }: DeliverySheet,
  shares: readonly { readonly claim: string; readonly units: bigint }[],
  by: string,
  now: Date,
): Promise<string> {
  const id = ids.uuid()
  const sealed = note === null ? null : words.seal(noteAt(id), note)
  await tx.delivery.create({
    data: { id, ...sheet, note: sealed, day: columnOfDay(day), recordedBy: by, recordedAt: now },
  })
  await tx.deliveryShare.createMany({
    data: shares.map(({ claim, units }) => ({ deliveryId: id, claimId: claim, units })),
  })
  return id
}

export async function updateDelivery(
  tx: Tx,
  id: string,
  change: Partial<Pick<Delivery, 'state' | 'confirmedBy' | 'confirmedAt'>>,
): Promise<void> {
  await tx.delivery.update({ where: { id }, data: change })
}

/** For whom a delivery brought something: their promises, the oldest first, apart by where they were made. */
export async function donorsOf(
  tx: Tx,
  delivery: string,
): Promise<{ readonly contact: string; readonly pledges: readonly string[] }[]> {
  return tx.$queryRaw<{ contact: string; pledges: string[] }[]>`
    SELECT p.contact_id::text AS contact, array_agg(p.id::text ORDER BY p.id) AS pledges FROM delivery_share s
    JOIN claim c ON c.id = s.claim_id JOIN pledge p ON p.id = c.pledge_id WHERE s.delivery_id = ${delivery}::uuid
    GROUP BY p.contact_id, p.address_id ORDER BY 1, 2`
}

/** What of it was somebody's: units, what was left of their money, in đồng, and the oldest promise of it; null: nothing was. */
export async function broughtFor(
  tx: Tx,
  delivery: string,
  contact: string,
): Promise<{ readonly units: bigint; readonly left: bigint; readonly first: string | null }> {
  const [row] = await tx.$queryRaw<{ units: bigint; left: bigint; first: string | null }[]>`
    SELECT coalesce(sum(s.units), 0)::bigint AS units, min(p.id::text COLLATE "C") AS first,
      coalesce(sum(s.units * greatest(b.unit_price - l.unit_price, 0)), 0)::bigint AS left
    FROM delivery_share s JOIN delivery d ON d.id = s.delivery_id JOIN purchase_line l ON l.id = d.line_id
    JOIN purchase_share b ON b.line_id = l.id AND b.claim_id = s.claim_id
    JOIN claim c ON c.id = s.claim_id JOIN pledge p ON p.id = c.pledge_id
    WHERE s.delivery_id = ${delivery}::uuid AND p.contact_id = ${contact}::uuid`
  return row!
}

/**
 * Who gives each month for the common pot that a delivery was bought from, and has nothing else of it: the oldest such promise of each.
 * None where all of it is somebody's.
 *
 * @param contact of them alone
 */
export const monthlyOfPot = (
  tx: Tx,
  delivery: string,
  contact: string | null = null,
): Promise<{ readonly contact: string; readonly pledge: string }[]> =>
  tx.$queryRaw`
    SELECT p.contact_id::text AS contact, min(p.id::text COLLATE "C") AS pledge FROM delivery d
    JOIN purchase_line l ON l.id = d.line_id JOIN purchase b ON b.id = l.purchase_id
    JOIN pledge p ON p.campaign_id = b.campaign_id AND p.received > 0
    JOIN sponsorship s ON s.pledge_id = p.id AND s.slot_id IS NULL AND s.state IN ('active', 'paused')
    WHERE d.id = ${delivery}::uuid AND (${contact}::uuid IS NULL OR p.contact_id = ${contact}::uuid)
      AND d.quantity > (SELECT coalesce(sum(units), 0) FROM delivery_share WHERE delivery_id = d.id)
      AND NOT EXISTS (SELECT FROM delivery_share h JOIN claim c ON c.id = h.claim_id JOIN pledge o ON o.id = c.pledge_id
        WHERE h.delivery_id = d.id AND o.contact_id = p.contact_id)
    GROUP BY p.contact_id ORDER BY 1`

/** Deliveries that count and brought something of a claim, as they were written down, and how many of its units each did. */
export const deliveriesFor = (
  tx: Tx,
  claim: string,
): Promise<{ readonly id: string; readonly units: bigint; readonly confirmed: boolean }[]> =>
  tx.$queryRaw`
    SELECT d.id::text AS id, s.units, d.state = 'confirmed' AS confirmed FROM delivery_share s JOIN delivery d ON d.id = s.delivery_id
    WHERE s.claim_id = ${claim}::uuid AND d.state <> 'struck' ORDER BY d.recorded_at, d.id`

/** Deliveries in these units that one person has written down and nobody has confirmed: of which purchase, and by whom. */
export const deliveriesWaiting = (
  tx: Tx,
  units: Iterable<string>,
): Promise<{ readonly purchase: string; readonly by: string }[]> =>
  tx.$queryRaw`
    SELECT p.id::text AS purchase, d.recorded_by::text AS by FROM delivery d JOIN purchase_line l ON l.id = d.line_id
      JOIN purchase p ON p.id = l.purchase_id JOIN campaign c ON c.id = p.campaign_id
    WHERE d.state = 'recorded' AND c.unit_id = ANY(${[...units]}::uuid[]) ORDER BY d.recorded_at, d.id`

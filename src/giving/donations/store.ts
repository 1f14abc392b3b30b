import type { Ids } from '../../platform/ids.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Share } from './allocation.ts'

/** Money that really arrived: one bank credit. */
export interface Donation {
  readonly id: string
  readonly creditId: string
  readonly unitId: string
  readonly campaignId: string | null
  /** Whose it is. Null while nobody knows. */
  readonly contactId: string | null
  readonly pledgeId: string | null
  readonly amount: bigint
  readonly receivedAt: Date
  readonly state: DonationState
  /** Why no pledge was found for it, for the person who looks; or that a person named its pledge. */
  readonly why: string | null
  /** What the donor wished for it: pot | refund | next. */
  readonly wish: string | null
  /** By when they hear what became of that, as promised. */
  readonly answerBy?: Date | null
  /** How often they were told that we are late, and since when we are. */
  readonly late?: number
  readonly lateSince?: Date | null
  /** When it was sent back to who gave it; null otherwise. */
  readonly returnedAt: Date | null
  /** Natural key of the movement that sent it back, if its bank named it. */
  readonly returnKey: string | null
  /** The gift, without a promise too, by whose receipt an officer said whose it is. */
  readonly likeId: string | null
}

export type DonationState =
  | 'unmatched'
  /** Nobody was found, and the fund has given it to a common pot. Who gave it may still turn up. */
  | 'unknown_giver'
  | 'full'
  | 'partial'
  | 'over'
  /** Its place had gone: it went to the common pot. */
  | 'late'
  /** Found by its bank reference, meant for no pledge. */
  | 'no_code'
  /** Sent after the campaign's end: kept for a decision. */
  | 'held_late'
  /** Its pledge had been cancelled: kept for a decision. */
  | 'cancelled_pledge'
  /** Sent back: it is nobody's gift any more. */
  | 'returned'
  /** A person of the fund gave it to the wrong donor, and took it back: the same money is another donation now. */
  | 'mistaken'

/** What is nobody's gift any more. */
export const GONE = ['returned', 'mistaken'] as const satisfies readonly DonationState[]
export const isGone = ({ state }: Pick<Donation, 'state'>): boolean =>
  (GONE as readonly DonationState[]).includes(state)

/** What nobody is known to have given. */
export const OWNERLESS = ['unmatched', 'unknown_giver'] as const satisfies readonly DonationState[]
export const isOwnerless = ({ state }: Pick<Donation, 'state'>): boolean =>
  (OWNERLESS as readonly DonationState[]).includes(state)

/** Money that is kept until somebody decides, and what became of it then. It counts for no pledge. */
export const KEPT = ['held_late', 'cancelled_pledge'] as const satisfies readonly DonationState[]
export const NOT_COUNTED: readonly DonationState[] = ['unmatched', ...GONE, ...KEPT]

/** Whether it is part of what its pledge has received. */
export const counts = ({ pledgeId, state }: Donation): boolean =>
  pledgeId !== null && !NOT_COUNTED.includes(state)

export type Target = 'need' | 'pot' | 'surplus' | 'held_late'

/** Not what was somebody's by mistake. */
export const AS_IT_STANDS = { state: { not: 'mistaken' } } as const

type Row = Awaited<ReturnType<typeof rowOf>>
const rowOf = (tx: Tx, id: string) => tx.donation.findUniqueOrThrow({ where: { id } })
const fromRow = (row: Row): Donation => ({ ...row, state: row.state as DonationState })

export async function donationById(tx: Tx, id: string): Promise<Donation | undefined> {
  const row = await tx.donation.findUnique({ where: { id } })
  return row ? fromRow(row) : undefined
}

/** What each of these came to, in đồng; of none that is not there. */
export async function sumsOfDonations(tx: Tx, ids: readonly string[]): Promise<Map<string, bigint>> {
  const rows = await tx.donation.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, amount: true },
  })
  return new Map(rows.map(({ id, amount }) => [id, amount]))
}

export async function donationOfCredit(tx: Tx, credit: string): Promise<Donation | undefined> {
  const row = await tx.donation.findFirst({ where: { creditId: credit, ...AS_IT_STANDS } })
  return row ? fromRow(row) : undefined
}

/** Kept as `why` of money that was booked from a notice for the pledge that a person named. */
export const BY_HAND = 'by_hand'

/** Whether anybody had this credit by mistake, and it was taken back from them. */
export const wasTakenBack = async (tx: Tx, credit: string): Promise<boolean> =>
  (await tx.donation.count({ where: { creditId: credit, state: 'mistaken' } })) > 0

/** Promises to which this credit was given by mistake, and taken back from. */
export async function takenBackFrom(tx: Tx, credit: string): Promise<string[]> {
  const rows = await tx.donation.findMany({ where: { creditId: credit, state: 'mistaken' } })
  return rows.flatMap(({ pledgeId }) => pledgeId ?? [])
}

/** The newest money that somebody had by mistake, received in that time: of exactly this sum, if one is said. */
export async function lastTakenFrom(
  tx: Tx,
  contact: string,
  said: { readonly amount: bigint | undefined; readonly from: Date; readonly to: Date },
): Promise<Donation | undefined> {
  const row = await tx.donation.findFirst({
    where: {
      contactId: contact,
      state: 'mistaken',
      receivedAt: { gte: said.from, lte: said.to },
      ...(said.amount !== undefined && { amount: said.amount }),
    },
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
  })
  return row ? fromRow(row) : undefined
}

/** Locks a donation until the transaction ends: two who claim it take turns. */
export async function lockDonation(tx: Tx, id: string): Promise<Donation | undefined> {
  await tx.$queryRaw`SELECT 1 FROM donation WHERE id = ${id}::uuid FOR UPDATE`
  return donationById(tx, id)
}

/** Donations on a bank account whose money came under one of these bank references: of exactly this amount if there are any. */
export async function donationsUnderRefs(
  tx: Tx,
  account: string,
  amount: bigint,
  refs: readonly string[],
): Promise<Donation[]> {
  if (refs.length === 0) return []
  const rows = await tx.donation.findMany({
    where: { credit: { accountId: account, bankRef: { in: [...refs] } }, ...AS_IT_STANDS },
  })
  const found = rows.map(fromRow)
  const exact = found.filter((one) => one.amount === amount)
  return exact.length > 0 ? exact : found
}

/** Donations for pledges with these codes, or with these receipts, on a bank account. */
export async function donationsNamed(
  tx: Tx,
  account: string,
  codes: readonly string[],
  receipts: readonly { readonly series: string; readonly number: number }[],
): Promise<Donation[]> {
  const named = [
    ...(codes.length > 0 ? [{ pledge: { code: { in: [...codes] } } }] : []),
    ...(receipts.length > 0 ? [{ receipt: { OR: [...receipts] } }] : []),
  ]
  if (named.length === 0) return []
  const rows = await tx.donation.findMany({
    where: { credit: { accountId: account }, OR: named, ...AS_IT_STANDS },
  })
  return rows.map(fromRow)
}

export async function donationReturnedBy(tx: Tx, returnKey: string): Promise<Donation | undefined> {
  const row = await tx.donation.findUnique({ where: { returnKey } })
  return row ? fromRow(row) : undefined
}

/**
 * Money that was sent back by a movement of that reference, whatever that came to: a bank gives a reference to one movement only.
 *
 * @param begin the account and the reference, as they begin `returnKey`
 * @param but not this one
 */
export async function donationReturnedUnder(
  tx: Tx,
  begin: string,
  but?: string,
): Promise<Donation | undefined> {
  const where = { returnKey: { startsWith: begin }, ...(but !== undefined && { id: { not: but } }) }
  const row = await tx.donation.findFirst({ where })
  return row ? fromRow(row) : undefined
}

/** A person's donations, newest first, without those that were sent back. */
export async function donationsOf(tx: Tx, contact: string, limit: number, since?: Date): Promise<Donation[]> {
  const rows = await tx.donation.findMany({
    where: {
      contactId: contact,
      state: { notIn: [...GONE] },
      ...(since ? { receivedAt: { gte: since } } : {}),
    },
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    take: limit,
  })
  return rows.map(fromRow)
}

/** What a person gave within a time, oldest first, and is still theirs. */
export async function giftsBetween(tx: Tx, contact: string, from: Date, to: Date): Promise<Donation[]> {
  const rows = await tx.donation.findMany({
    where: { contactId: contact, state: { notIn: [...GONE] }, receivedAt: { gte: from, lt: to } },
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(fromRow)
}

/** The donations that count for a pledge, in the order in which the money came. */
export async function donationsFor(tx: Tx, pledge: string): Promise<Donation[]> {
  const rows = await tx.donation.findMany({
    where: { pledgeId: pledge, state: { notIn: [...NOT_COUNTED] } },
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(fromRow)
}

export const insertDonation = async (tx: Tx, donation: Donation): Promise<void> => {
  await tx.donation.createMany({ data: [donation] })
}

export async function updateDonation(tx: Tx, id: string, change: Partial<Donation>): Promise<Donation> {
  return fromRow(await tx.donation.update({ where: { id }, data: change }))
}

export type Allocated = { readonly target: Target; readonly amount: bigint }

/** What donations are used for at present. */
export async function allocationsOf(tx: Tx, donations: readonly string[]): Promise<Map<string, Allocated[]>> {
  const rows = await tx.allocation.findMany({ where: { donationId: { in: [...donations] } } })
  const all = new Map<string, Allocated[]>()
  for (const row of rows) {
    const target = row.target as Target
    all.set(row.donationId, [...(all.get(row.donationId) ?? []), { target, amount: row.amount }])
  }
  return all
}

/**
 * Writes anew what a donation is used for. The ledger keeps what it was before.
 *
 * @param was what it is used for at present
 */
export async function allocate(
  tx: Tx,
  ids: Ids,
  donation: string,
  need: string | null,
  parts: readonly Allocated[],
  was: readonly Allocated[],
  now: Date,
): Promise<void> {
  if (was.length > 0) await tx.allocation.deleteMany({ where: { donationId: donation } })
  await tx.allocation.createMany({
    data: parts
      .filter((part) => part.amount > 0n)
      .map(({ target, amount }) => ({
        id: ids.uuid(),
        donationId: donation,
        target,
        needId: target === 'need' ? need : null,
        amount,
        createdAt: now,
      })),
  })
}

export const partsOf = (share: Share): Allocated[] => [
  { target: 'need', amount: share.need },
  { target: 'pot', amount: share.pot },
  { target: 'surplus', amount: share.surplus },
]

/** Donations of theirs of which somebody may yet have to decide. */
export async function donationsToDecide(tx: Tx, contact: string): Promise<Donation[]> {
  const rows = await tx.donation.findMany({ where: { contactId: contact, state: { in: [...KEPT] } } })
  return rows.map(fromRow)
}

/** Everything that somebody ever gave, what was sent back too, oldest first. */
export async function allDonationsOf(tx: Tx, contact: string): Promise<Donation[]> {
  const rows = await tx.donation.findMany({
    where: { contactId: contact },
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(fromRow)
}

/** How many gifts of money are noted as theirs. */
export const countGifts = (tx: Tx, contact: string): Promise<number> =>
  tx.donation.count({ where: { contactId: contact } })

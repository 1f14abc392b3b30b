import type { Tx } from '../../platform/tx.ts'

interface ClaimTry {
  readonly id: string
  readonly creditId: string
  readonly contactId: string
  /** Where they said so. */
  readonly addressId: string | null
  readonly matched: boolean
  readonly at: Date
}

export const insertTry = async (tx: Tx, one: ClaimTry): Promise<void> => {
  await tx.creditClaim.create({ data: one })
}

/** Guesses of one person, and for one credit, take turns until the transaction ends: each sees those before it. */
export async function lockGuessing(tx: Tx, credit: string, contact: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM contact WHERE id = ${contact}::uuid FOR NO KEY UPDATE`
  await tx.$queryRaw`SELECT 1 FROM bank_credit WHERE id = ${credit}::uuid FOR NO KEY UPDATE`
}

/** How often somebody guessed wrong: this person since then, and anybody for this credit ever. */
export async function claimTries(
  tx: Tx,
  credit: string,
  contact: string,
  since: Date,
): Promise<{ readonly ofPerson: number; readonly forCredit: number }> {
  const ofPerson = await tx.creditClaim.count({
    where: { contactId: contact, matched: false, at: { gt: since } },
  })
  const forCredit = await tx.creditClaim.count({ where: { creditId: credit, matched: false } })
  return { ofPerson, forCredit }
}

/** Who has said that this money is theirs, whether or not they knew its reference. */
export async function claimersOf(tx: Tx, credit: string): Promise<ReadonlySet<string>> {
  const rows = await tx.creditClaim.findMany({ where: { creditId: credit }, select: { contactId: true } })
  return new Set(rows.map(({ contactId }) => contactId))
}

/** That somebody knew the end of its reference proved nothing: the money was another's. */
export async function forgetProofs(tx: Tx, credit: string, contact: string): Promise<void> {
  await tx.creditClaim.updateMany({
    where: { creditId: credit, contactId: contact },
    data: { matched: false },
  })
}

import type { Tx } from '../platform/tx.ts'

export interface ClaimTry {
  readonly id: string
  readonly creditId: string
  readonly contactId: string
  readonly matched: boolean
  readonly at: Date
}

export const insertTry = async (tx: Tx, one: ClaimTry): Promise<void> => {
  await tx.creditClaim.create({ data: one })
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

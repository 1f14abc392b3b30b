import type { Tx } from '../../platform/tx.ts'

/** What somebody asked us to look for at the bank, or said is theirs, for a copy that they ask for. Amounts are đồng. */
export interface SoughtCopy {
  readonly at: Date
  /** `watch`: money that had not come. `claim`: money that had come, named by the end of its bank reference. */
  readonly kind: 'watch' | 'claim'
  readonly amount: bigint | null
  /** Of a claim: whether it was theirs. */
  readonly matched: boolean | null
}

/** All of it, oldest first. What a claim that was wrong pointed at is somebody else's, and not told. */
export async function copyOfSought(tx: Tx, contact: string): Promise<SoughtCopy[]> {
  const mine = { where: { contactId: contact } }
  const watches = await tx.bankWatch.findMany(mine)
  const claims = await tx.creditClaim.findMany(mine)
  return [
    ...watches.map(({ createdAt, amount }) => ({
      at: createdAt,
      kind: 'watch' as const,
      amount,
      matched: null,
    })),
    ...claims.map(({ at, matched }) => ({ at, kind: 'claim' as const, amount: null, matched })),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

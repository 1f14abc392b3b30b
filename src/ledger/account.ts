/**
 * The chart of accounts. Debits are positive and credits negative, so what the fund has (bank, cash) is above zero and
 * what it owes a purpose (campaign, pot …) below.
 */
export type LedgerAccount =
  /** What the bank statement says. */
  | { readonly kind: 'bank'; readonly unit: string; readonly bank: string }
  /** Money on a bank account of which nobody knows yet what it is for. */
  | { readonly kind: 'suspense'; readonly unit: string; readonly bank: string }
  /** What the bank took. */
  | { readonly kind: 'fees'; readonly unit: string; readonly bank: string }
  | { readonly kind: 'cash'; readonly unit: string }
  | { readonly kind: CampaignKind; readonly unit: string; readonly campaign: string }

type CampaignKind =
  /** For needs that pledges have taken. */
  | 'campaign'
  /** The common pot: for wherever the campaign needs it most. */
  | 'pot'
  /** Beyond what was promised. */
  | 'surplus'
  /** Received when it should not be used: kept until somebody decides. */
  | 'held_late'
  /** Paid out for what was bought. The bank account less this is what must still lie on it. */
  | 'disbursed'
  | 'goods'

/** The same account has the same key, for ever. */
export function accountKey(account: LedgerAccount): string {
  if ('bank' in account) return `${account.kind}:${account.bank}`
  if ('campaign' in account) return `${account.kind}:${account.campaign}`
  return `${account.kind}:${account.unit}`
}

export interface Line {
  readonly account: LedgerAccount
  /** Đồng. Debit above zero, credit below. */
  readonly amount: bigint
}

/**
 * Lines as they are written: one an account, none of them zero.
 *
 * @throws when they do not sum to zero or fewer than two are left: whoever wrote them has a bug
 */
export function settled(lines: readonly Line[]): Line[] {
  const byKey = new Map<string, Line>()
  for (const { account, amount } of lines) {
    const key = accountKey(account)
    byKey.set(key, { account, amount: amount + (byKey.get(key)?.amount ?? 0n) })
  }
  const kept = [...byKey.values()].filter((line) => line.amount !== 0n)
  const sum = kept.reduce((all, line) => all + line.amount, 0n)
  if (sum !== 0n) throw new Error(`a ledger entry must sum to zero; this one sums to ${sum} đồng`)
  if (kept.length < 2)
    throw new Error('a ledger entry moves money between two accounts at least; this one moves none')
  return kept
}

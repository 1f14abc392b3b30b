import type { Campaign } from '../../campaigns/index.ts'
import { type LedgerAccount, type Line, post } from '../../ledger/index.ts'
import { type Claim, claimOf, isLive } from '../../needs/index.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Pledge } from '../pledges/pledge.ts'
import { divide, type Share } from './allocation.ts'
import { type Allocated, allocate, allocationsOf, donationsFor, partsOf, type Target } from './store.ts'

interface Why {
  readonly kind: string
  /** Makes the ledger entry once only. */
  readonly key: string
  readonly at: Date
  /** Where new money comes from: the bank account, or suspense. */
  readonly from?: Line
}

/**
 * Divides anew what has come for a pledge, after money came or its place changed, and writes the difference into the
 * ledger as one entry. Nothing changed, nothing written.
 *
 * @param claim the pledge's place as it now is
 * @returns how its donations are divided, in the order in which they came
 */
export async function reallocate(
  tx: Tx,
  ids: Ids,
  { pledge, campaign, claim }: { pledge: Pledge; campaign: Campaign; claim: Claim | undefined },
  why: Why,
): Promise<Share[]> {
  const donations = await donationsFor(tx, pledge.id)
  if (donations.length === 0) return []
  const shares = divide(pledge, placed(pledge, claim), donations)
  const donationIds = donations.map((donation) => donation.id)
  const before = await allocationsOf(tx, donationIds)
  for (const share of shares) {
    const was = before.get(share.donation) ?? []
    if (!alike(was, partsOf(share)))
      await allocate(tx, ids, share.donation, pledge.needId, partsOf(share), was, why.at)
  }
  const was = total([...before.values()].flat())
  const is = total(shares.flatMap(partsOf))
  const lines: Line[] = TARGETS.map(([target, kind]) => ({
    account: { kind, unit: campaign.unit.id, campaign: campaign.id } satisfies LedgerAccount,
    amount: was[target] - is[target],
  }))
  if (why.from) lines.push(why.from)
  if (lines.some((line) => line.amount !== 0n)) {
    await post(tx, ids, { kind: why.kind, key: why.key, at: why.at, lines })
  }
  return shares
}

/** What a donation to a pledge goes to, as the pledge's place stands now. */
export async function shareOf(tx: Tx, pledge: Pledge, donation: string): Promise<Share | undefined> {
  const donations = await donationsFor(tx, pledge.id)
  const shares = divide(pledge, placed(pledge, await claimOf(tx, pledge.id)), donations)
  return shares.find((share) => share.donation === donation)
}

/** Đồng for which a place is kept. */
const placed = (pledge: Pledge, claim: Claim | undefined): bigint =>
  claim && isLive(claim.state) ? claim.quantity * pledge.unitPrice : 0n

const TARGETS = [
  ['need', 'campaign'],
  ['pot', 'pot'],
  ['surplus', 'surplus'],
] as const

const total = (parts: readonly Allocated[]): Record<Target, bigint> => {
  const sum = { need: 0n, pot: 0n, surplus: 0n, held_late: 0n }
  for (const { target, amount } of parts) sum[target] += amount
  return sum
}

function alike(a: readonly Allocated[], b: readonly Allocated[]): boolean {
  const [one, other] = [total(a), total(b)]
  return (Object.keys(one) as Target[]).every((target) => one[target] === other[target])
}

import { campaignById } from '../campaigns/index.ts'
import { type LedgerAccount, type Line, post } from '../ledger/index.ts'
import { claimOf, isLive } from '../needs/index.ts'
import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { divide, type Share } from './allocation.ts'
import {
  type Allocated,
  allocate,
  allocationsOf,
  donationsFor,
  partsOf,
  type Target,
} from './donation-store.ts'
import type { Pledge } from './pledge.ts'

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
 */
export async function reallocate(tx: Tx, ids: Ids, pledge: Pledge, why: Why): Promise<void> {
  const donations = await donationsFor(tx, pledge.id)
  if (donations.length === 0) return
  const campaign = (await campaignById(tx, pledge.campaignId))!
  const shares = await sharesOf(tx, pledge, donations)
  const before = await allocationsOf(
    tx,
    donations.map((donation) => donation.id),
  )
  for (const share of shares) {
    if (!alike(before.get(share.donation) ?? [], partsOf(share))) {
      await allocate(tx, ids, share.donation, pledge.needId, partsOf(share), why.at)
    }
  }
  const was = total([...before.values()].flat())
  const is = total(shares.flatMap(partsOf))
  const lines: Line[] = TARGETS.map(([target, kind]) => ({
    account: { kind, unit: campaign.unit.id, campaign: campaign.id } satisfies LedgerAccount,
    amount: was[target] - is[target],
  }))
  if (why.from) lines.push(why.from)
  if (lines.every((line) => line.amount === 0n)) return
  await post(tx, ids, { kind: why.kind, key: why.key, at: why.at, lines })
}

/** How the donations of a pledge are divided, as its place stands now. */
export async function sharesOf(
  tx: Tx,
  pledge: Pledge,
  donations: readonly { readonly id: string; readonly amount: bigint }[],
): Promise<Share[]> {
  const claim = await claimOf(tx, pledge.id)
  const placed = claim && isLive(claim.state) ? claim.quantity * pledge.unitPrice : 0n
  return divide(pledge, placed, donations)
}

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

import type { Campaign } from '../../campaigns/index.ts'
import { type LedgerAccount, type Line, post } from '../../ledger/index.ts'
import { type Claim, claimOf, isLive } from '../../needs/index.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Pledge } from '../pledges/pledge.ts'
import { divide, type Share } from './allocation.ts'
import {
  type Allocated,
  allocate,
  allocationsOf,
  type Donation,
  donationsFor,
  partsOf,
  type Target,
} from './store.ts'

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
export const shareOf = async (tx: Tx, pledge: Pledge, donation: string): Promise<Share | undefined> =>
  (await sharesOf(tx, pledge)).find((share) => share.donation === donation)

/** What all that came for a pledge goes to, as one. */
export async function shareOfAll(tx: Tx, pledge: Pledge): Promise<Share | undefined> {
  const shares = await sharesOf(tx, pledge)
  const sum = (of: 'need' | 'pot' | 'surplus' | 'units') => shares.reduce((all, share) => all + share[of], 0n)
  const [first] = shares
  return (
    first && { ...first, need: sum('need'), pot: sum('pot'), surplus: sum('surplus'), units: sum('units') }
  )
}

async function sharesOf(tx: Tx, pledge: Pledge): Promise<Share[]> {
  const donations = await donationsFor(tx, pledge.id)
  return divide(pledge, placed(pledge, await claimOf(tx, pledge.id)), donations)
}

/** The last money that went to a pledge's need: when all of it has arrived, so has what came before it. */
export async function lastForNeed(tx: Tx, pledge: Pledge): Promise<Donation | undefined> {
  const donations = await donationsFor(tx, pledge.id)
  const shares = divide(pledge, placed(pledge, await claimOf(tx, pledge.id)), donations)
  const last = shares.findLast((share) => share.need > 0n) ?? shares.at(-1)
  return donations.find(({ id }) => id === last?.donation)
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

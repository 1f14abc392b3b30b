import { least, most } from '../../platform/bigints.ts'

/** What one donation is used for, in đồng. Together it is the donation. */
export interface Share {
  readonly donation: string
  /** Đồng for the need that came before it, with other donations. */
  readonly before: bigint
  readonly need: bigint
  readonly pot: bigint
  readonly surplus: bigint
  /** Whole units of the need that it completes. */
  readonly units: bigint
}

/**
 * Divides what has come for a pledge: first what its place costs, then up to what was promised the common pot, and
 * beyond that it is surplus. The same for the same donations, in whatever order they were heard of; so when a place is
 * lost or found again, the difference between before and after is what moves.
 *
 * @param placed đồng for which a place is kept at present
 * @param donations in the order in which they came
 */
export function divide(
  pledge: { readonly amount: bigint; readonly unitPrice: bigint },
  placed: bigint,
  donations: readonly { readonly id: string; readonly amount: bigint }[],
): Share[] {
  const promised = placed > pledge.amount ? placed : pledge.amount
  let before = 0n
  return donations.map(({ id, amount }) => {
    const after = before + amount
    const within = (from: bigint, to: bigint) => overlap(before, after, from, to)
    const units = least(after, placed) / pledge.unitPrice - least(before, placed) / pledge.unitPrice
    const share = {
      donation: id,
      before: least(before, placed),
      need: within(0n, placed),
      pot: within(placed, promised),
      surplus: amount - within(0n, promised),
      units,
    }
    before = after
    return share
  })
}

/**
 * How much of a donation is within the first so many đồng for its need: what is bought of a claim is bought with the money that
 * came first.
 *
 *     shareWithin({ before: 300_000n, need: 600_000n }, 500_000n)  // 200_000n
 */
export const shareWithin = ({ before, need }: Pick<Share, 'before' | 'need'>, first: bigint): bigint =>
  overlap(before, before + need, 0n, first)

const overlap = (a: bigint, b: bigint, from: bigint, to: bigint) => most(0n, least(b, to) - most(a, from))

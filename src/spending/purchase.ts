import { least, most } from '../platform/bigints.ts'
import { fold } from '../platform/vietnamese/index.ts'

/** How much of a need a purchase is to pay for. Of a pooled need the quantity is đồng, and the price 1. */
export interface Line {
  readonly need: string
  readonly quantity: bigint
  /** What one really costs, in đồng. */
  readonly unitPrice: bigint
}

/** Letters of other alphabets that look like ours, in capitals. */
const ALIKE: Readonly<Record<string, string>> = {
  ...{
    А: 'A',
    В: 'B',
    Е: 'E',
    Ё: 'E',
    З: '3',
    К: 'K',
    М: 'M',
    Н: 'H',
    О: 'O',
    Р: 'P',
    С: 'C',
    Т: 'T',
    У: 'Y',
    Х: 'X',
  },
  ...{ І: 'I', Ї: 'I', Ј: 'J', Ѕ: 'S', Ү: 'Y', Һ: 'H', Ԁ: 'D', Ԛ: 'Q', Ԝ: 'W' },
  ...{
    Α: 'A',
    Β: 'B',
    Ε: 'E',
    Ζ: 'Z',
    Η: 'H',
    Ι: 'I',
    Κ: 'K',
    Μ: 'M',
    Ν: 'N',
    Ο: 'O',
    Ρ: 'P',
    Τ: 'T',
    Υ: 'Y',
    Χ: 'X',
  },
}

/**
 * What all spellings of a voucher's number have in common: capitals and digits without marks, spaces, dots or dashes; letters that only
 * look like ours are ours.
 *
 *     voucherKey('PC–01.')   // 'PC01'
 *     voucherKey('ｐｃ 01')  // 'PC01'   full width
 *
 * @returns empty where there is no letter and no digit
 */
export const voucherKey = (voucher: string): string =>
  fold(voucher.normalize('NFKC'))
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/./gu, (letter) => ALIKE[letter] ?? letter)

/** What stands behind a need when something is bought for it. */
export interface OfNeed {
  /** Claims whose money is all here and of which not all is bought, the oldest first. */
  readonly waiting: readonly Waiting[]
  /** What nobody has promised: the common pot may buy so many, and no more, or there would be more than is needed. */
  readonly lacks: bigint
}

export interface Waiting {
  readonly claim: string
  readonly units: bigint
  /** What one cost when it was pledged, in đồng: so much of the campaign's money is kept for it. */
  readonly unitPrice: bigint
}

/** What is in the common pot, and beyond what was promised, in đồng. */
export interface Common {
  readonly pot: bigint
  readonly surplus: bigint
}

/** What is left of a campaign's money: what is kept for claims that are not bought yet, and what is common. */
export interface Purse extends Common {
  readonly needs: bigint
}

export interface Share {
  readonly claim: string
  readonly units: bigint
  readonly unitPrice: bigint
}

/** Which money pays. All in đồng; together it is the purchase's amount. */
export interface Plan {
  readonly kind: 'plan'
  readonly lines: readonly (Line & {
    readonly shares: readonly Share[]
    /** Units without a claim. */
    readonly fromPot: bigint
  })[]
  /** Kept for claims that are bought now: all of it, also where the thing cost less. */
  readonly needs: bigint
  /** Below zero: so much is left of the claims' money, and goes into the pot. */
  readonly pot: bigint
  readonly surplus: bigint
}

export type Refusal =
  /** More of a need than is paid for or lacking. */
  | { readonly kind: 'too_many'; readonly need: string; readonly most: bigint }
  /** More money than there is: what the claims bring, what is common, and what is wanted of that. */
  | { readonly kind: 'too_much'; readonly needs: bigint; readonly common: bigint; readonly wanted: bigint }
  /** The lines come to more than the whole. */
  | { readonly kind: 'lines_over'; readonly sum: bigint }

/**
 * Which money pays for a purchase. Claims are bought oldest first, each with what its donor gave for it; what a thing costs less
 * than that stays in the common pot for the next one, and what it costs more comes out of it, as do units that no claim stands
 * behind and whatever else the paper names. Nothing is bought with money that is not here.
 *
 *     planPurchase({ amount, lines: [{ need, quantity: 38n, unitPrice: 291_500n }] }, …)
 *     // 38 claims of 300.000 đ: needs 11_400_000n, pot -323_000n
 *
 * The same for the same state, whoever asks.
 */
export function planPurchase(
  { amount, lines }: { readonly amount: bigint; readonly lines: readonly Line[] },
  behind: ReadonlyMap<string, OfNeed>,
  common: Common,
): Plan | Refusal {
  const sum = lines.reduce((all, { quantity, unitPrice }) => all + quantity * unitPrice, 0n)
  if (sum > amount) return { kind: 'lines_over', sum }
  const planned: Plan['lines'][number][] = []
  let needs = 0n
  for (const line of lines) {
    const { waiting, lacks } = behind.get(line.need) ?? { waiting: [], lacks: 0n }
    const shares = oldestFirst(line.quantity, waiting)
    const fromPot = line.quantity - total(shares)
    if (fromPot > lacks)
      return { kind: 'too_many', need: line.need, most: total(waiting) + (lacks > 0n ? lacks : 0n) }
    needs += shares.reduce((all, { units, unitPrice }) => all + units * unitPrice, 0n)
    planned.push({ ...line, shares, fromPot })
  }
  const wanted = amount - needs
  const pot = wanted <= 0n ? wanted : least(wanted, most(common.pot, 0n))
  const surplus = wanted - pot
  // What a pot has lent to a place that came back late is not there twice.
  const there = common.pot + common.surplus
  if (wanted > 0n && wanted > there) return { kind: 'too_much', needs, common: most(there, 0n), wanted }
  return { kind: 'plan', lines: planned, needs, pot, surplus }
}

/** So many units of these, from the first on; fewer where there are fewer. */
export function oldestFirst<T extends { readonly units: bigint }>(quantity: bigint, from: readonly T[]): T[] {
  const taken: T[] = []
  let rest = quantity
  for (const one of from) {
    if (rest === 0n) break
    const units = least(one.units, rest)
    taken.push({ ...one, units })
    rest -= units
  }
  return taken
}

const total = (all: readonly { readonly units: bigint }[]): bigint =>
  all.reduce((sum, { units }) => sum + units, 0n)

import fc from 'fast-check'

/**
 * What should become of money and gifts, in the plainest arithmetic: one place after another, one unit after another. It knows nothing of
 * plans, shares or rows.
 */

export const CAP = 8n
export const PRICE = 300_000n

export type Command =
  | { readonly do: 'give' | 'cancel' | 'back'; readonly who: number }
  | { readonly do: 'propose'; readonly units: bigint; readonly price: bigint; readonly rest: bigint }
  | { readonly do: 'book' | 'reverse'; readonly which: number }
  | { readonly do: 'deliver'; readonly which: number; readonly units: bigint }
  | { readonly do: 'confirm' | 'strike'; readonly which: number }

const who = fc.nat({ max: 2 })
const which = fc.nat({ max: 3 })
const units = fc.bigInt({ min: 1n, max: 4n })
export const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('give' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('cancel' as const, 'back' as const), who }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('propose' as const),
      units,
      price: fc.constantFrom(250_000n, 300_000n, 340_000n),
      rest: fc.constantFrom(0n, 0n, 60_000n),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('book' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reverse' as const), which }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('deliver' as const), which, units }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('confirm' as const, 'strike' as const), which }) },
)

/** One gift that somebody has given for, from the first to the last. */
interface Unit {
  readonly owner: number
  boughtBy: number | undefined
  broughtBy: number | undefined
}
interface Bought {
  readonly units: bigint
  readonly price: bigint
  readonly amount: bigint
  state: 'proposed' | 'booked' | 'reversed'
  potUnits: bigint
  /** Of those units, how many are on the spot. */
  potBrought: Map<number, bigint>
}
interface Brought {
  readonly purchase: number
  state: 'recorded' | 'confirmed' | 'struck'
}

export class Model {
  readonly purchases: Bought[] = []
  readonly deliveries: Brought[] = []
  readonly paid: boolean[] = [false, false, false]
  readonly cancelled: boolean[] = [false, false, false]
  private readonly promised: readonly bigint[]
  private readonly units: Unit[]

  /** How many each has promised, in the order in which they did. */
  constructor(promised: readonly bigint[]) {
    this.promised = promised
    this.units = promised.flatMap((many, owner) =>
      Array.from({ length: Number(many) }, () => ({ owner, boughtBy: undefined, broughtBy: undefined })),
    )
  }

  give(who: number): boolean {
    if (this.paid[who] || this.cancelled[who]) return false
    this.paid[who] = true
    return true
  }

  cancel(who: number): boolean {
    if (this.paid[who]) return false
    this.cancelled[who] = true
    return true
  }

  back(who: number): boolean {
    if (!this.paid[who] || this.units.some((one) => one.owner === who && one.boughtBy !== undefined))
      return false
    this.paid[who] = false
    return true
  }

  /** Whether it could be booked now. */
  fits(one: Pick<Bought, 'units' | 'price' | 'amount'>): boolean {
    const own = least(one.units, BigInt(this.waiting().length))
    const lacking = CAP - this.taken()
    return one.units - own <= lacking && one.amount - own * PRICE <= most(this.pot(), 0n)
  }

  propose(one: Pick<Bought, 'units' | 'price' | 'amount'>): boolean {
    if (!this.fits(one)) return false
    this.purchases.push({ ...one, state: 'proposed', potUnits: 0n, potBrought: new Map() })
    return true
  }

  book(which: number): boolean {
    const one = this.purchases[which]!
    if (one.state !== 'proposed' || !this.fits(one)) return false
    let rest = one.units
    for (const unit of this.waiting()) {
      if (rest === 0n) break
      unit.boughtBy = which
      rest--
    }
    one.potUnits = rest
    one.state = 'booked'
    return true
  }

  reverse(which: number): boolean {
    const one = this.purchases[which]!
    if (one.state !== 'booked' || this.onTheSpot(which) > 0n) return false
    for (const unit of this.units) if (unit.boughtBy === which) unit.boughtBy = undefined
    one.potUnits = 0n
    one.state = 'reversed'
    return true
  }

  deliver(which: number, units: bigint): boolean {
    const one = this.purchases[which]!
    if (one.state !== 'booked' || units > one.units - this.onTheSpot(which)) return false
    const delivery = this.deliveries.push({ purchase: which, state: 'recorded' }) - 1
    let rest = units
    for (const unit of this.units) {
      if (rest === 0n || unit.boughtBy !== which || unit.broughtBy !== undefined) continue
      unit.broughtBy = delivery
      rest--
    }
    one.potBrought.set(delivery, rest)
    return true
  }

  confirm(which: number): boolean {
    const one = this.deliveries[which]!
    if (one.state !== 'recorded') return false
    one.state = 'confirmed'
    return true
  }

  strike(which: number): boolean {
    const one = this.deliveries[which]!
    if (one.state !== 'recorded') return false
    one.state = 'struck'
    for (const unit of this.units) if (unit.broughtBy === which) unit.broughtBy = undefined
    this.purchases[one.purchase]!.potBrought.delete(which)
    return true
  }

  /** How many of each one's are bought and on the spot. */
  claims(): (readonly [bought: bigint, delivered: bigint])[] {
    return this.promised.map((_, owner) => {
      const own = this.units.filter((unit) => unit.owner === owner)
      const count = (of: (unit: Unit) => unknown) =>
        BigInt(own.filter((unit) => of(unit) !== undefined).length)
      return [count((unit) => unit.boughtBy), count((unit) => unit.broughtBy)] as const
    })
  }

  taken(): bigint {
    const promised = this.promised.reduce((sum, many, who) => (this.cancelled[who] ? sum : sum + many), 0n)
    return promised + this.booked().reduce((sum, one) => sum + one.potUnits, 0n)
  }

  came = (): bigint =>
    this.promised.reduce((sum, many, who) => (this.paid[who] ? sum + many * PRICE : sum), 0n)
  spent = (): bigint => this.booked().reduce((sum, one) => sum + one.amount, 0n)
  /** Kept for gifts that are not bought yet. */
  kept = (): bigint => BigInt(this.waiting().length) * PRICE
  /** What came is spent, kept for somebody's gift, or common. */
  pot = (): bigint => this.came() - this.spent() - this.kept()

  private waiting = () => this.units.filter((unit) => this.paid[unit.owner] && unit.boughtBy === undefined)
  private booked = () => this.purchases.filter(({ state }) => state === 'booked')
  private onTheSpot = (which: number): bigint =>
    BigInt(this.units.filter((unit) => unit.boughtBy === which && unit.broughtBy !== undefined).length) +
    [...this.purchases[which]!.potBrought.values()].reduce((sum, many) => sum + many, 0n)
}

const least = (a: bigint, b: bigint) => (a < b ? a : b)
const most = (a: bigint, b: bigint) => (a > b ? a : b)

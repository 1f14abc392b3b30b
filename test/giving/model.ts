import fc from 'fast-check'
import { expect } from 'vitest'
import type { PledgeRecord } from '../../src/giving/pledges/record.ts'
import type { World } from './world.ts'

const PRICE = 300_000n
export const CAP = 4n
const END = new Date('2027-01-31T16:59:59.999Z')
const DAY_MS = 86_400_000

type State = 'held' | 'open' | 'part_paid' | 'fulfilled' | 'cancelled' | 'lapsed'
/** A transfer of somebody, and whether it counts for the promise. */
interface Came {
  one: Promised
  money: bigint
  ref: string
  counted: boolean
  back: boolean
}
interface Promised {
  who: number
  record: PledgeRecord
  amount: bigint
  units: bigint
  kept: bigint
  received: bigint
  state: State
  until: Date
}

/** What the rules say, in a few lines: no database, no ledger, no order of rows. */
export class Model {
  pledges: Promised[] = []
  bank = 0n
  suspense = 0n
  held = 0n
  transfers: Came[] = []

  left = () => CAP - this.pledges.reduce((all, one) => all + one.kept, 0n)
  standing = (who: number) =>
    this.pledges.filter((one) => one.who === who && ['held', 'open', 'part_paid'].includes(one.state)).length

  asked(
    units: bigint | undefined,
    amount: bigint | undefined,
  ): { outcome: string; units: bigint; amount: bigint } {
    const wanted = units ?? amount! / PRICE
    const sum = amount ?? wanted * PRICE
    if (wanted > this.left()) {
      if (this.left() > 0n) return { outcome: 'only', units: 0n, amount: sum }
      return amount === undefined
        ? { outcome: 'gone', units: 0n, amount: sum }
        : { outcome: 'held', units: 0n, amount: sum }
    }
    return { outcome: 'held', units: wanted, amount: sum }
  }

  standsAgain(one: Promised): boolean {
    if (one.units - one.kept > this.left()) return false
    one.kept = one.units
    return true
  }

  pays(one: Promised, money: bigint, now: Date): void {
    this.bank += money
    if (now > END || one.state === 'cancelled') {
      this.held += money
      return
    }
    one.received += money
    const enough = one.units > 0n && one.received < one.units * PRICE && this.standing(one.who) >= 5
    const standing = one.state !== 'lapsed' || (!enough && this.standsAgain(one))
    if (!standing) {
      const payable = min(one.received, one.units * PRICE) / PRICE
      one.kept = max(one.kept, min(payable, one.kept + this.left()))
    }
    if (one.state === 'lapsed' && standing) one.until = days(now)
    one.state = one.received >= one.amount ? 'fulfilled' : standing ? 'part_paid' : 'lapsed'
  }

  returns(came: Came, now: Date): void {
    came.back = true
    this.bank -= came.money
    if (!came.counted) {
      this.held -= came.money
      return
    }
    const { one } = came
    one.received -= came.money
    if (one.state === 'fulfilled' && one.received >= one.amount) return
    const waits = one.state !== 'lapsed' && one.kept === one.units && now <= one.until
    one.state = waits ? (one.received > 0n ? 'part_paid' : 'open') : 'lapsed'
    if (!waits) one.kept = min(one.kept, min(one.received, one.units * PRICE) / PRICE)
  }

  lapse(now: Date): void {
    for (const one of this.pledges) {
      if (!['held', 'open', 'part_paid'].includes(one.state) || one.until >= now) continue
      one.state = 'lapsed'
      one.kept = min(one.received, one.units * PRICE) / PRICE
    }
  }

  books(): Record<string, bigint> {
    const sum = (of: (one: Promised) => bigint) => this.pledges.reduce((all, one) => all + of(one), 0n)
    const campaign = sum((one) => min(one.received, one.kept * PRICE))
    const surplus = sum((one) => max(0n, one.received - one.amount))
    const pot = sum((one) => one.received) - campaign - surplus
    const all = { bank: this.bank, campaign, pot, surplus, suspense: this.suspense, held_late: this.held }
    return Object.fromEntries(Object.entries(all).filter(([, amount]) => amount !== 0n))
  }
}

const min = (a: bigint, b: bigint) => (a < b ? a : b)
const max = (a: bigint, b: bigint) => (a > b ? a : b)
/** The last moment of the seventh day from now in Việt Nam, or the campaign's. */
function days(now: Date): Date {
  const shift = 7 * 3_600_000
  const midnight = Math.floor((now.getTime() + shift) / DAY_MS) * DAY_MS - shift
  return new Date(Math.min(midnight + 8 * DAY_MS - 1, END.getTime()))
}

export const command = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('units' as const),
      who: fc.nat(1),
      units: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('amount' as const),
      who: fc.nat(1),
      thousands: fc.bigInt(50n, 1_000n),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('confirm' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('transfer' as const),
      which: fc.nat(),
      percent: fc.constantFrom(30n, 50n, 100n, 130n),
      twice: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('back' as const), nth: fc.nat(), twice: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('stranger' as const), thousands: fc.bigInt(10n, 900n) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      minutes: fc.constantFrom(20, 3 * 1_440, 9 * 1_440, 16 * 1_440),
    }),
  },
)
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never

/** Does it in the world and in the model, and compares what comes out. */
export async function obey(
  w: World,
  people: Awaited<ReturnType<World['person']>>[],
  model: Model,
  command: Command,
) {
  const now = w.clock.now()
  const over = now >= END
  const one =
    'which' in command ? model.pledges[command.which % Math.max(1, model.pledges.length)] : undefined
  if ('which' in command && !one) return
  switch (command.do) {
    case 'units':
    case 'amount': {
      const units = command.do === 'units' ? BigInt(command.units) : undefined
      const amount = command.do === 'amount' ? command.thousands * 1_000n : undefined
      const expected = over ? 'closed' : model.standing(command.who) >= 5 ? 'too_many' : undefined
      const asked = model.asked(units, amount)
      const said = await people[command.who]!.does('pledge.create', {
        campaign: { id: w.campaign },
        units: units && Number(units),
        amount,
      })
      expect(said.outcome).toBe(expected ?? asked.outcome)
      if (said.outcome !== 'held') return
      const until = new Date(now.getTime() + 15 * 60_000)
      model.pledges.push({
        who: command.who,
        record: said.pledge,
        ...asked,
        kept: asked.units,
        received: 0n,
        state: 'held',
        until,
      })
      return
    }
    case 'confirm': {
      const { outcome } = await people[one!.who]!.does('pledge.confirm', { pledge: one!.record })
      if (one!.state === 'cancelled') return expect(outcome).toBe('gone')
      if (one!.state === 'fulfilled') return expect(outcome).toBe('already_paid')
      if (over) return expect(outcome).toBe('closed')
      const stands = one!.state === 'open' || one!.state === 'part_paid'
      if (stands && now <= one!.until) return expect(outcome).toBe('ready')
      if (one!.state === 'lapsed' && model.standing(one!.who) >= 5) return expect(outcome).toBe('too_many')
      if (one!.state === 'lapsed' && !model.standsAgain(one!)) return expect(outcome).toBe('gone')
      expect(outcome).toBe('ready')
      one!.state = one!.received > 0n ? 'part_paid' : 'open'
      one!.until = days(now)
      return
    }
    case 'cancel': {
      const { outcome } = await people[one!.who]!.does('pledge.cancel', { pledge: one!.record })
      if (one!.state === 'lapsed') return expect(outcome).toBe('gone')
      if (one!.state === 'cancelled') return expect(outcome).toBe('cancelled')
      if (one!.received > 0n) return expect(outcome).toBe('paid')
      expect(outcome).toBe('cancelled')
      one!.state = 'cancelled'
      one!.kept = 0n
      return
    }
    case 'transfer': {
      const money = (one!.amount * command.percent) / 100n
      const ref = `FTMODEL${w.unit.slice(-6)}${model.transfers.length}`
      const { raw } = w.bank.notification(money, `ck ${one!.record.code} cam on`, { ref })
      expect((await w.bank.hears(raw)).kind).toBe('matched')
      if (command.twice) expect((await w.bank.hears(raw, 'other')).kind).toBe('known')
      const counted = now <= END && one!.state !== 'cancelled'
      model.pays(one!, money, now)
      model.transfers.push({ one: one!, money, ref, counted, back: false })
      return
    }
    case 'back': {
      const came = model.transfers[command.nth % Math.max(1, model.transfers.length)]
      if (!came || came.back) return
      const { raw } = w.bank.notification(came.money, `hoan tra ${came.ref}`, { direction: 'out' })
      expect((await w.bank.hears(raw)).kind).toBe('returned')
      if (command.twice) expect((await w.bank.hears(raw, 'other')).kind).toBe('known')
      model.returns(came, now)
      return
    }
    case 'stranger':
      expect((await w.bank.credits(command.thousands * 1_000n, 'ung ho')).kind).toBe('unmatched')
      model.bank += command.thousands * 1_000n
      model.suspense += command.thousands * 1_000n
      return
    case 'wait':
      w.clock.advance({ minutes: command.minutes })
      await w.lapses()
      model.lapse(w.clock.now())
  }
}

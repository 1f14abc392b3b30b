import type { Ages, Sex } from '../packages.ts'

/** What somebody would like to give, as far as their words say it. What was not said excludes nothing. */
export interface Wish {
  /** Any of these will do; none: whatever is needed. */
  readonly things: readonly Thing[]
  readonly sex?: Sex | undefined
  readonly ages?: Ages | undefined
  /** Any of these will do; none: anywhere. */
  readonly places: readonly Mention[]
  /** Đồng: one unit costs at most so much, or any amount is welcome. */
  readonly amount?: bigint | undefined
  /** What is to come first, if that was said: what is needed soonest, as it is anyway; where the fund knows it is needed most; what lacks most. */
  readonly first?: 'soonest' | 'needed-most' | 'lacks-most' | undefined
  /** Somebody asks what is needed, whether or not they say more. */
  readonly asks: boolean
}

/** Keys of prisma/seed/packages.yaml. */
export interface Thing {
  readonly package: string
  readonly item?: string | undefined
}

/** Words that name a place, and what they can mean: those of one rank are equally likely. */
export interface Mention {
  readonly readings: readonly (readonly Place[])[]
}

/** A place that needs can lie in: a whole province of today, or communes of today by their codes. */
export interface Place {
  /** `xã Tà Xùa`, `huyện Bắc Yên`, `Sơn La`. */
  readonly name: string
  /** Names of the provinces of today that it lies in. */
  readonly provinces: readonly string[]
  /** A province, today's or an old one: what a fund there needs wherever it is needed most is for it too. */
  readonly whole: boolean
  /** Codes; undefined: all of those provinces. */
  readonly communes?: readonly string[] | undefined
}

/** Whether it says anything that needs can be told apart by. */
export const saysSomething = ({ things, sex, ages, places, amount, first }: Wish): boolean =>
  things.length > 0 ||
  places.length > 0 ||
  sex !== undefined ||
  ages !== undefined ||
  amount !== undefined ||
  first !== undefined

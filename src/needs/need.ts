import type { Sex } from './packages.ts'

/** A need as the rules see it. */
export interface Need {
  readonly id: string
  /** Stable, and what a link to it carries. */
  readonly key: string
  readonly campaignId: string
  /** Null: where it is needed most. */
  readonly place: string | null
  /** What it is, as one says it before its name: “xã”, “phường”, “đặc khu”. Null with it. */
  readonly placeKind: string | null
  readonly mode: 'exclusive' | 'pooled'
  readonly what: string
  readonly unitWord: string
  /** Đồng for one unit; 1 when pooled. */
  readonly unitPrice: bigint
  /** Of a pooled need: đồng for one part of it (packages.ts). Null: nobody has said. */
  readonly portion: bigint | null
  /** Keys of packages.yaml. */
  readonly package: string
  readonly item: string | null
  /** The number of the document that names this kind of need or its cost. */
  readonly source: string | null
  /** Whole units of an exclusive need, đồng of a pooled one. */
  readonly cap: bigint
  readonly taken: bigint
  readonly deadline: Date | null
  readonly state: 'open' | 'closed'
  /** Its cap and taken stand for the campaign. */
  readonly shows: boolean
}

/** What an officer, or a file, writes down of a need. */
export interface NeedSheet {
  /** Null: where it is needed most. */
  readonly communeId: string | null
  readonly package: string
  /** A thing of the package; null: several, or the package itself. */
  readonly item: string | null
  readonly sex: Sex | null
  /** Years, both included; both null: any. */
  readonly ageFrom: number | null
  readonly ageTo: number | null
  readonly mode: Need['mode']
  readonly what: string
  readonly unitWord: string
  readonly unitPrice: bigint
  /** Of a pooled one, what one part costs; null: nobody says. */
  readonly portion: bigint | null
  readonly cap: bigint
  readonly deadline: Date | null
  readonly rank: number
  /** Its cap and taken stand for the campaign; of one need only. */
  readonly shows: boolean
}

export const left = (need: Need): bigint => need.cap - need.taken

/**
 * Whether it still takes promises. A place needs its things before its deadline. What is for wherever it is needed most
 * goes on as long as its campaign does: gifts that come after the occasion travel after it.
 */
export const isOpen = (need: Need, now: Date): boolean =>
  need.state === 'open' && (need.place === null || need.deadline === null || need.deadline > now)

/** Ids of the campaigns that lack something: a need of theirs takes more. */
export const lackingAmong = (needs: readonly Need[], now: Date): ReadonlySet<string> =>
  new Set(needs.filter((need) => isOpen(need, now) && left(need) > 0n).map((need) => need.campaignId))

/**
 * How much of a need an amount takes: the whole units that it pays for, or of a pooled need as much as is left. The rest
 * of the amount goes to the common pot.
 */
export function quantityFor(need: Need, amount: bigint): bigint {
  if (need.mode === 'exclusive') return amount / need.unitPrice
  return amount < left(need) ? amount : left(need)
}

/** States in which a claim counts in what is taken of its need. */
const LIVE = ['held', 'pledged', 'received', 'allocated', 'delivered'] as const
export type ClaimState = (typeof LIVE)[number] | 'lapsed' | 'released'

export const isLive = (state: ClaimState): boolean => (LIVE as readonly string[]).includes(state)

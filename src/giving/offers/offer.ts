import { addDays, type Day, dayOf, isByDay } from '../../platform/vietnamese/index.ts'

/** `direct`: given by themselves to a school or commune. */
export const OFFER_KINDS = ['goods', 'visit', 'service', 'direct'] as const
export type OfferKind = (typeof OFFER_KINDS)[number]

/** The whole life of an offer. Asked back, it waits for its person; who wishes for another day waits for the fund anew. */
export const moves = {
  offered: ['offered', 'asked', 'accepted', 'declined', 'withdrawn'],
  asked: ['offered', 'asked', 'accepted', 'declined', 'withdrawn'],
  accepted: ['offered', 'accepted', 'done', 'declined', 'withdrawn'],
  done: [],
  declined: [],
  withdrawn: [],
} as const satisfies Record<string, readonly string[]>
export type OfferState = keyof typeof moves
export const OFFER_STATES = Object.keys(moves) as readonly OfferState[]

export const mayMove = (from: OfferState, to: OfferState): boolean =>
  (moves[from] as readonly OfferState[]).includes(to)

/** Something may still become of it. */
export const STANDING_OFFERS = OFFER_STATES.filter((state) => moves[state].length > 0)

export const CONDITIONS = ['new', 'used', 'both'] as const
export const WAYS = ['bring', 'fetch', 'post'] as const

/** What is said of an offer, by either side: personal, so all of it is sealed. */
export interface OfferWords {
  /** In their words: “20 áo ấm”, “khám mắt”. */
  readonly what: string
  readonly sizes?: string | undefined
  readonly condition?: (typeof CONDITIONS)[number] | undefined
  readonly way?: (typeof WAYS)[number] | undefined
  /** A place of theirs, or where they would like to go. */
  readonly place?: string | undefined
  /** Who comes. */
  readonly who?: string | undefined
  /** To whom they give directly. */
  readonly whom?: string | undefined
  readonly replies: readonly string[]
  /** Of the fund: what it asked back, why it declined, where and when it was agreed to meet. */
  readonly question?: string | undefined
  readonly reason?: string | undefined
  readonly meeting?: { readonly where: string; readonly hour: string } | undefined
}

export interface Offer {
  readonly id: string
  readonly kind: OfferKind
  readonly contactId: string
  readonly addressId: string | null
  readonly campaignId: string
  /** Of goods, once it is known which need they are for. */
  readonly needId: string | null
  readonly state: OfferState
  /** Sealed. Null: its person is erased. */
  readonly body: Uint8Array | null
  /** Pieces, or people who come. */
  readonly quantity: bigint | null
  /** Đồng, as its person values it. */
  readonly worth: bigint | null
  readonly wishedOn: Day | null
  /** Agreed upon; kept when it is done. */
  readonly day: Day | null
  /** Pieces that it has of its need: promised, or (once done) counted. */
  readonly takes: bigint
  /** Pieces, or people who came. */
  readonly counted: bigint | null
  /** Đồng that an officer confirms of what was given directly: in no sum of money. */
  readonly value: bigint | null
  /** By when an officer answers. */
  readonly answerBy: Date
  readonly turn: number
  readonly doneOn: Day | null
  readonly createdAt: Date
}

/** Whether an officer should have answered by now. */
export const isLate = ({ state, answerBy }: Pick<Offer, 'state' | 'answerBy'>, now: Date): boolean =>
  state === 'offered' && answerBy < now

/** Whether the day before its day is today, and one may be written to. */
export const isEve = ({ state, day }: Pick<Offer, 'state' | 'day'>, now: Date): boolean =>
  state === 'accepted' && day !== null && addDays(dayOf(now), 1) === day && isByDay(now)

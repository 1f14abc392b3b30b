import { addDays, type Day, dayOf, type ForeignSum, isByDay } from '../../platform/vietnamese/index.ts'

/** `direct`: given by themselves to a school or commune. `foreign`: money in another currency than đồng (foreign.ts). */
export const OFFER_KINDS = ['goods', 'visit', 'service', 'direct', 'foreign'] as const
export type OfferKind = (typeof OFFER_KINDS)[number]
/** All that is no money. */
export type ThingKind = Exclude<OfferKind, 'foreign'>

/**
 * The whole life of an offer. Asked back, it waits for its person; who wishes for another day waits for the fund anew. `recount`: what was
 * counted was wrong. `held`: money in another currency that has come and that its bank has not changed yet; it became đồng (done) or
 * went back (returned).
 */
const moves = {
  offered: ['offered', 'asked', 'accepted', 'held', 'declined', 'withdrawn'],
  asked: ['offered', 'asked', 'accepted', 'held', 'declined', 'withdrawn'],
  accepted: ['offered', 'accepted', 'done', 'held', 'declined', 'withdrawn'],
  done: ['recount'],
  recount: ['accepted', 'done', 'declined'],
  held: ['held', 'done', 'returned'],
  returned: [],
  declined: [],
  withdrawn: [],
} as const satisfies Record<string, readonly string[]>
export type OfferState = keyof typeof moves
export const OFFER_STATES = Object.keys(moves) as readonly OfferState[]

/** What of these only some kinds go through: things and what is given directly are counted, money is held. */
const ONLY: Partial<Record<OfferState, readonly OfferKind[]>> = {
  recount: ['goods', 'direct'],
  held: ['foreign'],
  returned: ['foreign'],
}

export function mayMove({ kind, state }: Pick<Offer, 'kind' | 'state'>, to: OfferState): boolean {
  // Money is done only once it has come.
  if (kind === 'foreign' && state === 'accepted' && to === 'done') return false
  return (moves[state] as readonly OfferState[]).includes(to) && ONLY[to]?.includes(kind) !== false
}

/** Something may still become of it. */
export const STANDING_OFFERS: readonly OfferState[] = ['offered', 'asked', 'accepted', 'recount', 'held']
/** An officer owes its person a word by an hour. */
export const AWAITED_OFFERS: readonly OfferState[] = ['offered', 'recount', 'held']

/** Why a count was wrong, and why money in another currency went back: in these words alone, since two people see to it. */
export const MISCOUNTS = ['typed', 'other', 'not_here', 'again'] as const
export type Miscount = (typeof MISCOUNTS)[number]
export const RETURNS = ['bank', 'asked', 'rule'] as const
export type ReturnReason = (typeof RETURNS)[number]

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
  /** With what it began, word for word. */
  readonly message?: string | undefined
  readonly replies: readonly string[]
  /** Of the fund: what it asked back, why it declined, where and when it was agreed to meet. */
  readonly question?: string | undefined
  readonly reason?: string | undefined
  readonly meeting?: { readonly where: string; readonly hour: string } | undefined
  /** Of money in another currency: how it may be sent. */
  readonly how?: string | undefined
  /** Under which its bank has it, as it came and as it went back. */
  readonly bankRef?: string | undefined
  readonly returnRef?: string | undefined
  readonly returned?: ReturnReason | undefined
  /** Why a count was wrong: the last one that was taken back. */
  readonly miscount?: Miscount | undefined
  /** Why another unit answers now, in the words of who gave it on; for who answers. */
  readonly handed?: string | undefined
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
  /** Agreed upon; kept when it is done. Of money in another currency, when it came. */
  readonly day: Day | null
  /** Pieces that it has of its need: promised, or (once done) counted. */
  readonly takes: bigint
  /** Pieces, or people who came. */
  readonly counted: bigint | null
  /** Đồng that an officer confirms of what was given directly: in no sum of money. */
  readonly value: bigint | null
  /** Of money in another currency: what they mean to send, and what has come. */
  readonly said: ForeignSum | null
  readonly came: ForeignSum | null
  /** The money in đồng that it became. */
  readonly donationId: string | null
  /** By when an officer answers. */
  readonly answerBy: Date
  /** The first hour that passed without an answer. Null: none has. */
  readonly lateSince: Date | null
  readonly turn: number
  readonly doneOn: Day | null
  readonly doneAt: Date | null
  readonly createdAt: Date
}

/** Whether an officer should have answered by now. */
export const isLate = (
  { state, answerBy, lateSince }: Pick<Offer, 'state' | 'answerBy' | 'lateSince'>,
  now: Date,
): boolean => AWAITED_OFFERS.includes(state) && (lateSince !== null || answerBy < now)

/** Whether the day before its day is today, and one may be written to. */
export const isEve = ({ state, day }: Pick<Offer, 'state' | 'day'>, now: Date): boolean =>
  state === 'accepted' && day !== null && addDays(dayOf(now), 1) === day && isByDay(now)

/** Banks on the way keep so many hundredths of it, and no more. */
const MOST_KEPT = 20n

/**
 * How what came differs from what was said. `less`: as much as banks on the way may have kept; `other`: another currency, more, or far less.
 *
 *     otherThanSaid({ currency: 'USD', minor: 10_000n }, { currency: 'USD', minor: 9_850n })  // 'less'
 *     otherThanSaid({ currency: 'USD', minor: 10_000n }, { currency: 'USD', minor: 5_000n })  // 'other'
 *     otherThanSaid(null, { currency: 'USD', minor: 5_000n })                                 // null
 */
export function otherThanSaid(said: ForeignSum | null, came: ForeignSum | null): 'less' | 'other' | null {
  if (!said || !came) return null
  if (said.currency !== came.currency || came.minor > said.minor) return 'other'
  if (came.minor === said.minor) return null
  return came.minor * 100n >= said.minor * (100n - MOST_KEPT) ? 'less' : 'other'
}

import { z } from 'zod'
import { campaignById } from '../../campaigns/index.ts'
import { day, money, time } from '../../platform/shapes.ts'
import type { Tx } from '../../platform/tx.ts'
import { capitalise, dayOf, type Lang } from '../../platform/vietnamese/index.ts'
import { OFFER_KINDS, OFFER_STATES, type OfferState } from './offer.ts'
import type { Said } from './offering.ts'
import { standingSaid } from './words.ts'

/** An offer as flows see it. Texts that were never said are empty. */
export const offerShape = z.object({
  id: z.string(),
  kind: z.enum(OFFER_KINDS),
  state: z.enum(OFFER_STATES as [OfferState, ...OfferState[]]),
  /** Of its campaign. */
  title: z.string(),
  what: z.string(),
  /** What it is, so short that a button holds it. */
  name: z.string(),
  /** Pieces, or people who come. */
  count: z.number().nullable(),
  /** From when it suits them; where they have not said, the day on which they offered it. */
  wished_on: day,
  answer_by: time,
  /** How far it is, in few words. */
  standing: z.string(),
  /** Agreed; before that, the day from which it suits them. `state` says what counts. */
  day,
  hour: z.string(),
  where: z.string(),
  question: z.string(),
  reason: z.string(),
  /** 0: nothing was counted, or not yet. */
  counted: z.number(),
  value: money.nullable(),
})
export type OfferRecord = z.infer<typeof offerShape>

export async function offerRecordOf(tx: Tx, { offer, words }: Said, lang: Lang): Promise<OfferRecord> {
  const wished = offer.wishedOn ?? dayOf(offer.createdAt)
  return {
    id: offer.id,
    kind: offer.kind,
    state: offer.state,
    title: (await campaignById(tx, offer.campaignId))!.title,
    what: words.what,
    name: capitalise(shortOf(words.what)),
    count: offer.quantity === null ? null : Number(offer.quantity),
    wished_on: wished,
    answer_by: offer.answerBy,
    standing: standingSaid(offer, lang),
    day: offer.day ?? wished,
    hour: words.meeting?.hour ?? '',
    where: words.meeting?.where ?? '',
    question: words.question ?? '',
    reason: words.reason ?? '',
    counted: Number(offer.counted ?? 0n),
    value: offer.value,
  }
}

const MOST_ON_BUTTON = 20

/** Whole words of it, as many as a button holds. */
function shortOf(what: string): string {
  if (what.length <= MOST_ON_BUTTON) return what
  const whole = what.slice(0, MOST_ON_BUTTON).replace(/\s+\S*$/, '')
  return `${whole.slice(0, MOST_ON_BUTTON - 1)}…`
}

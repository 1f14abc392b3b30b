import { z } from 'zod'
import { campaignById } from '../../campaigns/index.ts'
import { day, money, time } from '../../platform/shapes.ts'
import type { Tx } from '../../platform/tx.ts'
import { capitalise, dayOf, formatForeign, type Lang } from '../../platform/vietnamese/index.ts'
import { donationById } from '../donations/store.ts'
import { lastCount } from './counting.ts'
import { OFFER_KINDS, OFFER_STATES, type OfferState, otherThanSaid } from './offer.ts'
import type { Said } from './offering.ts'
import { OFFER, standingSaid } from './words.ts'

/** An offer as flows see it. Texts that were never said are empty. */
export const offerShape = z.object({
  id: z.string(),
  kind: z.enum(OFFER_KINDS),
  state: z.enum(OFFER_STATES as [OfferState, ...OfferState[]]),
  /** Of its campaign, and of the unit that answers for it. */
  title: z.string(),
  unit: z.string(),
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
  /** On which it was done or went back; before that, today's wish as above. */
  done: day,
  hour: z.string(),
  where: z.string(),
  question: z.string(),
  reason: z.string(),
  /** Of money in another currency: how it may be sent, and what has come. */
  how: z.string(),
  came: z.string(),
  /** That it is not what they said they would send. */
  differs: z.enum(['less', 'other']).nullable(),
  /** 0: nothing was counted, or not yet. Of a count that was taken back, what was counted then. */
  counted: z.number(),
  /** Why that count was wrong. */
  miscount: z.string(),
  /** Đồng that a direct gift was worth, or that money in another currency became. */
  value: money.nullable(),
})
export type OfferRecord = z.infer<typeof offerShape>

export async function offerRecordOf(tx: Tx, { offer, words }: Said, lang: Lang): Promise<OfferRecord> {
  const wished = offer.wishedOn ?? dayOf(offer.createdAt)
  const campaign = (await campaignById(tx, offer.campaignId))!
  const was = offer.state === 'recount' ? await lastCount(tx, offer.id) : undefined
  const became = offer.donationId === null ? undefined : await donationById(tx, offer.donationId)
  return {
    id: offer.id,
    kind: offer.kind,
    state: offer.state,
    title: campaign.title,
    unit: campaign.unit.name,
    what: words.what,
    name: capitalise(shortOf(words.what)),
    count: offer.quantity === null ? null : Number(offer.quantity),
    wished_on: wished,
    answer_by: offer.answerBy,
    standing: standingSaid(offer, lang),
    day: offer.day ?? wished,
    done: offer.doneOn ?? offer.day ?? wished,
    hour: words.meeting?.hour ?? '',
    where: words.meeting?.where ?? '',
    question: words.question ?? '',
    reason: words.returned ? OFFER[lang].returns[words.returned] : (words.reason ?? ''),
    how: words.how ?? '',
    came: offer.came ? formatForeign(offer.came, lang) : '',
    differs: otherThanSaid(offer.said, offer.came),
    counted: Number(offer.counted ?? was?.counted ?? 0n),
    miscount: words.miscount ? OFFER[lang].miscounts[words.miscount] : '',
    value: offer.value ?? was?.value ?? became?.amount ?? null,
  }
}

const MOST_ON_BUTTON = 20

/** Whole words of it, as many as a button holds. */
function shortOf(what: string): string {
  if (what.length <= MOST_ON_BUTTON) return what
  const whole = what.slice(0, MOST_ON_BUTTON).replace(/\s+\S*$/, '')
  return `${whole.slice(0, MOST_ON_BUTTON - 1)}…`
}

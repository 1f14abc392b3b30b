import { campaignById } from '../../campaigns/index.ts'
import { deskOffer, finishOffer, type OfferOutcome } from '../../giving/index.ts'
import { audit } from '../../organisers/index.ts'
import { asDay } from '../../platform/vietnamese/index.ts'
import { day, money } from '../../web/show.ts'
import { type DeskKinds, idIn } from '../approvals/kinds.ts'
import type { Parts } from '../room.ts'
import { offers } from './words.ts'

export const OFFER_KIND = 'offer.finish'
export const offerObject = (id: string): string => `offer/${id}`

type Kept = Readonly<Record<string, string | number | null>>

export const keepOutcome = ({ day, counted, value }: OfferOutcome): Kept => ({
  day,
  counted: counted === null ? null : String(counted),
  value: value === null ? null : String(value),
})

const outcomeKept = (facts: Kept): OfferOutcome => {
  const number = (kept: string | number | null | undefined) => (kept ? BigInt(kept) : null)
  return { day: asDay(String(facts.day)), counted: number(facts.counted), value: number(facts.value) }
}

/** What two people confirm of large gifts that were handed over directly: what one alone does of small ones. */
export const offerKinds = ({ giving }: Pick<Parts, 'giving'>): DeskKinds => ({
  [OFFER_KIND]: {
    act: 'offers.confirm',
    async do(tx, { id, object, facts }, by, now) {
      const done = await finishOffer(giving, tx, idIn(object), outcomeKept(facts), now)
      if (done === 'past') return 'stale'
      await audit(tx, { actor: by, act: 'offer.done', object, detail: `approval/${id}` }, now)
      return 'done'
    },
    async show(tx, { object, facts }, lang) {
      const w = offers[lang]
      const offer = await deskOffer(tx, idIn(object))
      const { value, day: on } = outcomeKept(facts)
      const campaign = offer && (await campaignById(tx, offer.campaignId))?.title
      return {
        what: w.proposed(value === null ? '–' : money(value, lang)),
        from: campaign ?? '',
        to: w.proposedDay(day(on, lang)),
        path: `/console/offers/${idIn(object)}`,
      }
    },
  },
})

import { campaignById } from '../../campaigns/index.ts'
import {
  changeForeign,
  type DeskOffer,
  deskOffer,
  donationById,
  type ForeignReturn,
  finishOffer,
  type OfferDone,
  type OfferOutcome,
  RETURNS,
  returnForeign,
  takeBackCount,
} from '../../giving/index.ts'
import { type Approval, audit } from '../../organisers/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { asDay, shortForeign } from '../../platform/vietnamese/index.ts'
import { count, day, money } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import { type DeskKinds, idIn } from '../approvals/kinds.ts'
import type { Parts } from '../room.ts'
import { readMiscount } from './later-form.ts'
import { later } from './later-words.ts'
import { offers } from './words.ts'

export const OFFER_KIND = 'offer.finish'
/** Money in another currency became đồng, or went back; a count is taken back. */
export const CHANGED_KIND = 'offer.changed'
export const RETURN_KIND = 'offer.back'
export const RECOUNT_KIND = 'offer.recount'
export const OFFER_KINDS_OF_TWO = [OFFER_KIND, CHANGED_KIND, RETURN_KIND, RECOUNT_KIND] as const
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

export const keepReturn = ({ day, ref, why }: ForeignReturn): Kept => ({ day, ref, why })

function returnKept(facts: Kept): ForeignReturn | undefined {
  const why = RETURNS.find((one) => one === facts.why)
  return why && { day: asDay(String(facts.day)), ref: String(facts.ref), why }
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
  [CHANGED_KIND]: {
    act: 'money.settle',
    do: (tx, approval, by, now) =>
      did(tx, approval, by, now, () =>
        changeForeign(giving, tx, idIn(approval.object), String(approval.facts.donation), now),
      ),
    async show(tx, { object, facts }, lang) {
      const w = later[lang].proposed
      const { offer, path } = await about(tx, object)
      const became = await donationById(tx, String(facts.donation))
      return {
        what: w.changed(cameOf(offer, lang)),
        from: offer?.campaign ?? '',
        to: became ? w.became(money(became.amount, lang)) : '',
        path,
      }
    },
  },
  [RETURN_KIND]: {
    act: 'money.settle',
    do: (tx, approval, by, now) =>
      did(tx, approval, by, now, async () => {
        const kept = returnKept(approval.facts)
        return kept ? returnForeign(giving, tx, idIn(approval.object), kept, now) : 'past'
      }),
    async show(tx, { object, facts }, lang) {
      const w = later[lang]
      const { offer, path } = await about(tx, object)
      const kept = returnKept(facts)
      const to = kept ? w.proposed.backOn(day(kept.day, lang), w.returns[kept.why]) : ''
      return { what: w.proposed.back(cameOf(offer, lang)), from: offer?.campaign ?? '', to, path }
    },
  },
  [RECOUNT_KIND]: {
    act: 'offers.confirm',
    do: (tx, approval, by, now) =>
      did(tx, approval, by, now, async () => {
        const why = readMiscount(String(approval.facts.why))
        return why ? takeBackCount(giving, tx, idIn(approval.object), why, now) : 'past'
      }),
    async show(tx, { object, facts }, lang) {
      const w = later[lang]
      const { offer, path } = await about(tx, object)
      const why = readMiscount(String(facts.why))
      const counted =
        offer?.value != null
          ? money(offer.value, lang)
          : offers[lang].pieces(count(offer?.counted ?? 0n, lang))
      return {
        what: w.proposed.recount(counted),
        from: offer?.campaign ?? '',
        to: why ? w.miscounts[why] : '',
        path,
      }
    },
  },
})

/** Does it, and writes it into the trail under the name of its kind. */
async function did(
  tx: Tx,
  { id, kind, object }: Approval,
  by: string,
  now: Date,
  work: () => Promise<OfferDone>,
): Promise<'done' | 'stale'> {
  if ((await work()) === 'past') return 'stale'
  await audit(tx, { actor: by, act: kind, object, detail: `approval/${id}` }, now)
  return 'done'
}

async function about(tx: Tx, object: string) {
  return { offer: await deskOffer(tx, idIn(object)), path: `/console/offers/${idIn(object)}` }
}

const cameOf = (offer: DeskOffer | undefined, lang: Lang): string =>
  offer?.came ? shortForeign(offer.came, lang) : '–'

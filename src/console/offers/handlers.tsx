import {
  acceptOffer,
  askBack,
  declineOffer,
  finishOffer,
  OFFER_KINDS,
  OFFER_STATES,
  type OfferDone,
  offersOfUnits,
  STANDING_OFFERS,
} from '../../giving/index.ts'
import { needsOf } from '../../needs/index.ts'
import { document } from '../../web/html.ts'
import { doOrPropose } from '../approvals/proposing.ts'
import { type Handlers, notThere } from '../desk.tsx'
import { type Parts, typed } from '../room.ts'
import { ACCEPT_FIELDS, DONE_FIELDS, readAgreement, readOutcome, readWords } from './form.ts'
import { keepOutcome, OFFER_KIND, offerObject } from './kinds.ts'
import { laterOffers } from './later-handlers.tsx'
import { OffersPage } from './list-page.tsx'
import { showing } from './showing.tsx'

type Offers =
  | `GET /console/offers${'' | '/:id'}`
  | `POST /console/offers/:id/${'accept' | 'ask' | 'decline' | 'done'}`
  | keyof ReturnType<typeof laterOffers>

const MOST_LISTED = 200

/** What people promise other than money: to agree, to ask back, to decline, to confirm. */
export function offersRoom(parts: Parts): Pick<Handlers, Offers> {
  const { db, clock } = parts.gate
  const { giving } = parts
  const one = showing(parts)
  const { offerOf, fitting, back, settle, show, note } = one

  return {
    ...laterOffers(parts, one),

    async 'GET /console/offers'(c, { frame, desk, units }) {
      const kind = OFFER_KINDS.find((one) => one === c.req.query('kind'))
      const asked = c.req.query('state') ?? ''
      const state = OFFER_STATES.find((one) => one === asked)
      const states = state ? [state] : asked === 'all' ? OFFER_STATES : STANDING_OFFERS
      const all = await offersOfUnits(db.prisma, units, { states, kind }, MOST_LISTED)
      const chosen = { kind: kind ?? '', state: asked }
      const said = c.req.query('said')
      const page = (
        <OffersPage frame={frame} desk={desk} said={said} all={all} chosen={chosen} now={clock.now()} />
      )
      return c.html(document(page))
    },

    async 'GET /console/offers/:id'(c, who) {
      const offer = await offerOf(c, who)
      return offer ? show(c, who, offer) : notThere(c, who.frame)
    },

    async 'POST /console/offers/:id/accept'(c, who) {
      const offer = await offerOf(c, who)
      if (!offer) return notThere(c, who.frame)
      const accepting = await typed(c, ...ACCEPT_FIELDS)
      const needs = fitting(offer, await needsOf(db.prisma, offer.campaignId))
      const read = readAgreement(accepting, needs, clock.now())
      if ('faults' in read) return show(c, who, offer, { accepting, faults: read.faults })
      return settle(c, who, offer, 'accepted', (tx) => acceptOffer(giving, tx, offer.id, read, clock.now()))
    },

    async 'POST /console/offers/:id/ask'(c, who) {
      const offer = await offerOf(c, who)
      if (!offer) return notThere(c, who.frame)
      const { question } = await typed(c, 'question')
      const read = readWords(question)
      if (typeof read === 'object')
        return show(c, who, offer, { words: { question }, faults: { question: read.fault } })
      return settle(c, who, offer, 'asked', (tx) => askBack(giving, tx, offer.id, read))
    },

    async 'POST /console/offers/:id/decline'(c, who) {
      const offer = await offerOf(c, who)
      if (!offer) return notThere(c, who.frame)
      const { reason } = await typed(c, 'reason')
      const read = readWords(reason)
      if (typeof read === 'object')
        return show(c, who, offer, { words: { reason }, faults: { reason: read.fault } })
      return settle(c, who, offer, 'declined', (tx) => declineOffer(giving, tx, offer.id, read))
    },

    async 'POST /console/offers/:id/done'(c, who) {
      const offer = await offerOf(c, who)
      if (!offer) return notThere(c, who.frame)
      const finishing = await typed(c, ...DONE_FIELDS)
      const { kind, createdAt } = offer
      if (kind === 'foreign') return back(c, who, offer.id, 'past')
      const read = readOutcome(finishing, { kind, createdAt }, clock.now())
      if ('faults' in read) return show(c, who, offer, { finishing, faults: read.faults })
      const done = await doOrPropose<OfferDone>(parts, who, {
        amount: read.value ?? undefined,
        unit: offer.unitId,
        kind: OFFER_KIND,
        object: offerObject(offer.id),
        facts: keepOutcome(read),
        work: (tx, with_, now) => finishOffer(with_, tx, offer.id, read, now),
        isDone: (result) => result !== 'past',
        noted: (tx) => note(tx, who, 'offer.done', offerObject(offer.id)),
      })
      if (done.kind === 'done')
        return back(c, who, offer.id, done.result !== 'past' && done.result.closed ? 'closed' : 'done')
      return back(c, who, offer.id, done.kind === 'refused' ? 'past' : done.kind)
    },
  }
}

import type { Context } from 'hono'
import {
  acceptOffer,
  askBack,
  type DeskOffer,
  declineOffer,
  deskOffer,
  finishOffer,
  maskedName,
  OFFER_KINDS,
  OFFER_STATES,
  type OfferDone,
  offersOfUnits,
  openOffer,
  STANDING_OFFERS,
} from '../../giving/index.ts'
import { isOpen, left, type Need, needsOf } from '../../needs/index.ts'
import { approvalFrom, openApprovalOf } from '../../organisers/index.ts'
import { isUuid } from '../../platform/ids.ts'
import type { Tx } from '../../platform/tx.ts'
import { document } from '../../web/html.ts'
import { to } from '../../web/show.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { doOrPropose } from '../money/proposing.ts'
import { noteBy, type Parts, typed } from '../room.ts'
import { ACCEPT_FIELDS, DONE_FIELDS, readAgreement, readOutcome, readWords } from './form.ts'
import { keepOutcome, OFFER_KIND, offerObject } from './kinds.ts'
import { OffersPage } from './list-page.tsx'
import { OfferPage, type OneProps } from './one-page.tsx'

type Offers =
  | `GET /console/offers${'' | '/:id'}`
  | `POST /console/offers/:id/${'accept' | 'ask' | 'decline' | 'done'}`

const MOST_LISTED = 200

/** What people promise other than money: to agree, to ask back, to decline, to confirm. */
export function offersRoom(parts: Parts): Pick<Handlers, Offers> {
  const { db, clock } = parts.gate
  const { giving, people } = parts
  const note = noteBy(parts)

  return {
    async 'GET /console/offers'(c, { frame, desk, units }) {
      const kind = OFFER_KINDS.find((one) => one === c.req.query('kind'))
      const asked = c.req.query('state') ?? ''
      const state = OFFER_STATES.find((one) => one === asked)
      const states = state ? [state] : asked === 'all' ? OFFER_STATES : STANDING_OFFERS
      const all = await offersOfUnits(db.prisma, units, { states, kind }, MOST_LISTED)
      const chosen = { kind: kind ?? '', state: asked }
      const page = <OffersPage frame={frame} desk={desk} all={all} chosen={chosen} now={clock.now()} />
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
      const needs = fitting(offer, await needsOf(db.prisma, offer.campaignId)).map(({ id }) => id)
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
      const read = readOutcome(finishing, offer.kind, clock.now())
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

  async function settle(
    c: Context,
    who: Signed,
    { id }: DeskOffer,
    said: 'accepted' | 'asked' | 'declined',
    work: (tx: Tx) => Promise<OfferDone>,
  ) {
    const done = await db.transaction(async (tx) => {
      const done = await work(tx)
      if (done !== 'past') await note(tx, who, `offer.${said}`, offerObject(id))
      return done
    })
    return back(c, who, id, done === 'past' ? 'past' : said)
  }

  async function offerOf(c: Context, { units }: Signed): Promise<DeskOffer | undefined> {
    const id = c.req.param('id') ?? ''
    const offer = isUuid(id) ? await deskOffer(db.prisma, id) : undefined
    return offer && units.has(offer.unitId) ? offer : undefined
  }

  /** What goods may be for: what its campaign counts in pieces and still lacks, and what it is for already. */
  function fitting({ kind, needId }: DeskOffer, needs: readonly Need[]): readonly Need[] {
    if (kind !== 'goods') return []
    const now = clock.now()
    return needs.filter(
      (need) => need.mode === 'exclusive' && (need.id === needId || (isOpen(need, now) && left(need) > 0n)),
    )
  }

  function back(c: Context, { frame }: Signed, id: string, said: string) {
    return c.redirect(to(`/console/offers/${id}?said=${said}`, frame.lang), 303)
  }

  /** Nobody reads what somebody writes without its being written down first. */
  async function show(
    c: Context,
    who: Signed,
    offer: DeskOffer,
    more: Pick<Partial<OneProps>, 'accepting' | 'finishing' | 'words' | 'faults'> = {},
  ) {
    const { frame, desk } = who
    const key = await people.of(db.prisma, offer.contactId)
    await db.transaction((tx) => note(tx, who, 'offer.read', offerObject(offer.id)))
    const awaited = await openApprovalOf(db.prisma, OFFER_KIND, offerObject(offer.id), clock.now())
    const needs = await needsOf(db.prisma, offer.campaignId)
    const props = {
      frame,
      desk,
      said: c.req.query('said'),
      offer,
      private: offer.body && key ? openOffer(key, offer.body) : undefined,
      name: await maskedName(db.prisma, people, offer.contactId),
      needs: fitting(offer, needs),
      need: needs.find(({ id }) => id === offer.needId),
      limit: await approvalFrom(db.prisma, offer.unitId),
      awaited: awaited !== undefined,
      now: clock.now(),
    }
    return c.html(document(<OfferPage {...props} {...more} />), more.faults ? 422 : 200)
  }
}

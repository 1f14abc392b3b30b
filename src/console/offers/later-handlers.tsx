import type { Context } from 'hono'
import { campaignById } from '../../campaigns/index.ts'
import {
  acceptForeign,
  changeForeign,
  type DeskOffer,
  donationById,
  handOffer,
  holdForeign,
  mayBeHandedTo,
  type OfferDone,
  returnForeign,
  stillHeld,
  takeBackCount,
  takesTwoToRecount,
} from '../../giving/index.ts'
import { isUuid } from '../../platform/ids.ts'
import { to } from '../../web/show.ts'
import { doOrPropose, type Outcome } from '../approvals/proposing.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { type Parts, typed } from '../room.ts'
import { readWords } from './form.ts'
import { CHANGED_KIND, keepReturn, offerObject, RECOUNT_KIND, RETURN_KIND } from './kinds.ts'
import { BACK_FIELDS, CAME_FIELDS, readArrival, readMiscount, readReturn } from './later-form.ts'
import type { Showing } from './showing.tsx'

type Later = `POST /console/offers/:id/${'how' | 'came' | 'waits' | 'changed' | 'back' | 'recount' | 'hand'}`

/** What becomes of an offer besides an answer: money in another currency, a count that was wrong, another unit that answers. */
export function laterOffers(
  parts: Parts,
  { offerOf, back, settle, settled, show, note }: Showing,
): Pick<Handlers, Later> {
  const { db, clock } = parts.gate
  const { giving } = parts

  return {
    async 'POST /console/offers/:id/how'(c, who) {
      const offer = await offerOf(c, who)
      if (!offer) return notThere(c, who.frame)
      const form = await typed(c, 'how')
      const how = readWords(form.how)
      if (typeof how === 'object')
        return show(c, who, offer, { later: { typed: form, faults: { how: how.fault } } })
      return settle(c, who, offer, 'how', (tx) => acceptForeign(giving, tx, offer.id, how))
    },

    async 'POST /console/offers/:id/came'(c, who) {
      const offer = await offerOf(c, who)
      if (!offer) return notThere(c, who.frame)
      const form = await typed(c, ...CAME_FIELDS)
      const read = readArrival(form, offer, clock.now())
      if ('faults' in read) return show(c, who, offer, { later: { typed: form, ...read } })
      const held = await settled(who, offer, 'held', (tx) =>
        holdForeign(giving, tx, offer.id, read, clock.now()),
      )
      return held === 'taken'
        ? show(c, who, offer, { later: { typed: form, faults: {}, own: { ref: 'ref_taken' } } })
        : back(c, who, offer.id, held)
    },

    async 'POST /console/offers/:id/waits'(c, who) {
      const offer = await offerOf(c, who)
      if (!offer) return notThere(c, who.frame)
      return settle(c, who, offer, 'waits', (tx) => stillHeld(giving, tx, offer.id, clock.now()))
    },

    async 'POST /console/offers/:id/changed'(c, who) {
      const offer = await offerOf(c, who)
      if (!offer) return notThere(c, who.frame)
      const form = await typed(c, 'donation')
      const donation = isUuid(form.donation) ? await donationById(db.prisma, form.donation) : undefined
      if (!donation) return show(c, who, offer, { later: { typed: form, faults: { donation: 'pick' } } })
      const done = await doOrPropose<OfferDone>(parts, who, {
        amount: donation.amount,
        unit: offer.unitId,
        kind: CHANGED_KIND,
        object: offerObject(offer.id),
        facts: { donation: donation.id },
        work: (tx, silent, now) => changeForeign(silent, tx, offer.id, donation.id, now),
        isDone: (result) => result !== 'past',
        noted: (tx) => note(tx, who, 'offer.changed', offerObject(offer.id), `donation/${donation.id}`),
      })
      return said(
        c,
        who,
        offer,
        done,
        done.kind === 'refused' && offer.state === 'held' ? 'elsewhere' : 'changed',
      )
    },

    async 'POST /console/offers/:id/back'(c, who) {
      const offer = await offerOf(c, who)
      if (!offer) return notThere(c, who.frame)
      const form = await typed(c, ...BACK_FIELDS)
      const read = readReturn(form, offer, clock.now())
      if ('faults' in read) return show(c, who, offer, { later: { typed: form, ...read } })
      const done = await doOrPropose<OfferDone>(parts, who, {
        amount: undefined,
        // Money that goes out again is paid to somebody.
        grave: true,
        unit: offer.unitId,
        kind: RETURN_KIND,
        object: offerObject(offer.id),
        facts: keepReturn(read),
        work: (tx, silent, now) => returnForeign(silent, tx, offer.id, read, now),
        isDone: (result) => result !== 'past',
        noted: (tx) => note(tx, who, 'offer.back', offerObject(offer.id)),
      })
      return said(c, who, offer, done, 'back')
    },

    async 'POST /console/offers/:id/recount'(c, who) {
      const offer = await offerOf(c, who)
      if (!offer) return notThere(c, who.frame)
      const form = await typed(c, 'miscount')
      const why = readMiscount(form.miscount)
      if (!why) return show(c, who, offer, { later: { typed: form, faults: { miscount: 'pick' } } })
      const done = await doOrPropose<OfferDone>(parts, who, {
        amount: offer.value ?? undefined,
        grave: await takesTwoToRecount(db.prisma, offer, clock.now()),
        unit: offer.unitId,
        kind: RECOUNT_KIND,
        object: offerObject(offer.id),
        facts: { why },
        work: (tx, silent, now) => takeBackCount(silent, tx, offer.id, why, now),
        isDone: (result) => result !== 'past',
        noted: (tx) => note(tx, who, 'offer.recount', offerObject(offer.id), why),
      })
      const opened = done.kind === 'done' && done.result !== 'past' && done.result.opened
      return said(c, who, offer, done, opened ? 'opened' : 'recount')
    },

    async 'POST /console/offers/:id/hand'(c, who) {
      const offer = await offerOf(c, who)
      if (!offer) return notThere(c, who.frame)
      const form = await typed(c, 'campaign', 'hand_reason')
      const target = isUuid(form.campaign) ? await campaignById(db.prisma, form.campaign) : undefined
      const reason = readWords(form.hand_reason)
      const fits = target && mayBeHandedTo(offer, target, clock.now())
      if (!fits || typeof reason === 'object') {
        const faults = {
          ...(!fits && { campaign: 'pick' as const }),
          ...(typeof reason === 'object' && { hand_reason: reason.fault }),
        }
        return show(c, who, offer, { later: { typed: form, faults } })
      }
      const handed = await db.transaction(async (tx) => {
        const wish = { campaign: target.id, reason }
        const done = await handOffer(giving, tx, offer.id, wish, clock.now())
        const from = `campaign/${offer.campaignId} campaign/${target.id}`
        if (done !== 'past') await note(tx, who, 'offer.handed', offerObject(offer.id), from)
        return done !== 'past'
      })
      if (!handed) return back(c, who, offer.id, 'past')
      // It may be another unit's now, and no page of theirs.
      return who.units.has(target.unit.id)
        ? back(c, who, offer.id, 'handed')
        : c.redirect(to('/console/offers?said=handed', who.frame.lang), 303)
    },
  }

  function said(c: Context, who: Signed, { id }: DeskOffer, { kind }: Outcome<OfferDone>, word: string) {
    const refused = word === 'elsewhere' ? word : 'past'
    return back(c, who, id, kind === 'done' ? word : kind === 'refused' ? refused : kind)
  }
}

import type { Context } from 'hono'
import { campaignById, campaignsOfUnits, isForPlaces, ownNumbers } from '../../campaigns/index.ts'
import {
  allOfSlots,
  closePlace,
  maskedName,
  monthsPaid,
  offer,
  type Sponsorship,
  settleUnused,
  withAll,
} from '../../giving/index.ts'
import {
  communeFor,
  communesWithoutCode,
  historyOf,
  lengthenSlot,
  lockSlot,
  makeSlot,
  type Slot,
  slotById,
  slotsOfUnits,
} from '../../needs/index.ts'
import { reach } from '../../organisers/index.ts'
import { isUuid } from '../../platform/ids.ts'
import { dayOf, formatMonth, monthOf } from '../../platform/vietnamese/index.ts'
import { document } from '../../web/html.ts'
import { to } from '../../web/show.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { whereMeant } from '../forms/place.ts'
import { noteBy, type Parts, typed } from '../room.ts'
import { CLOSE_FIELDS, readClosing, readMonth, readSlots, SLOT_FIELDS } from './form.ts'
import { SlotsPage } from './list-page.tsx'
import { NewSlotsPage } from './new-page.tsx'
import { SlotPage, type Sponsor } from './one-page.tsx'

type Slots =
  | 'GET /console/slots'
  | 'GET /console/slots/new'
  | 'POST /console/slots/new'
  | 'GET /console/slots/:id'
  | 'POST /console/slots/:id/longer'
  | 'POST /console/slots/:id/close'
  | 'POST /console/slots/:id/settled'

const EMPTY = { why: '', on: '', unused: '' }

/** Sponsored places: to add, to follow, to close. */
export function slotsRoom(parts: Parts): Pick<Handlers, Slots> {
  const { db, clock, ids } = parts.gate
  const { giving } = parts
  const note = noteBy(parts)

  return {
    async 'GET /console/slots'(c, { frame, desk, units }) {
      const all = await slotsOfUnits(db.prisma, units)
      const props = { frame, desk, said: c.req.query('said'), all, now: clock.now() }
      return c.html(document(<SlotsPage {...props} />))
    },

    async 'GET /console/slots/new'(c, who) {
      const [first] = await campaignsFor(who)
      const asked = {
        campaign: first?.id ?? '',
        province: first?.unit.place ?? '',
        commune: '',
        place: '',
        sex: 'female',
        age_from: '6',
        age_to: '8',
        what: '',
        monthly: '200.000',
        until: first ? formatMonth(monthOf(dayOf(first.receivesUntil))) : '',
        count: '1',
      }
      return showNew(c, who, { asked })
    },

    async 'POST /console/slots/new'(c, who) {
      const asked = await typed(c, ...SLOT_FIELDS)
      const now = clock.now()
      const campaigns = await campaignsFor(who)
      const where = whereMeant(asked, await communesWithoutCode(db.prisma))
      const read = readSlots(asked, { campaigns, where, now, ours: await ownNumbers(db.prisma) })
      if ('faults' in read) return showNew(c, who, { asked, faults: read.faults, choices: where.choices })
      await db.transaction(async (tx) => {
        const { commune } = where
        const sheet = commune ? { ...read.sheet, communeId: await communeFor(tx, ids, commune) } : read.sheet
        for (let n = 0; n < read.count; n++) {
          const made = await makeSlot(tx, ids, sheet, now)
          await note(tx, who, 'slot.made', `slot/${made}`)
          await offer(tx, giving, made, undefined, now)
        }
      })
      return c.redirect(to('/console/slots?said=made', who.frame.lang), 303)
    },

    async 'GET /console/slots/:id'(c, who) {
      const slot = await slotOf(c, who)
      return slot ? show(c, who, slot) : notThere(c, who.frame)
    },

    async 'POST /console/slots/:id/longer'(c, who) {
      const slot = await slotOf(c, who)
      if (!slot) return notThere(c, who.frame)
      const until = readMonth((await typed(c, 'until')).until)
      const campaign = (await campaignById(db.prisma, slot.campaignId))!
      if (!until) return show(c, who, slot, { longerBad: 'month' })
      if (until > monthOf(dayOf(campaign.receivesUntil)))
        return show(c, who, slot, { longerBad: 'month_over' })
      const done = await db.transaction(async (tx) => {
        const locked = await lockSlot(tx, slot.id)
        if (!locked || !(await lengthenSlot(tx, locked, until, clock.now()))) return false
        await note(tx, who, 'slot.longer', `slot/${slot.id}`, until)
        return true
      })
      return done ? back(c, who, slot.id, 'longer') : show(c, who, slot, { longerBad: 'month_over' })
    },

    async 'POST /console/slots/:id/close'(c, who) {
      const slot = await slotOf(c, who)
      if (!slot) return notThere(c, who.frame)
      const closing = await typed(c, ...CLOSE_FIELDS)
      const read = readClosing(closing, slot, clock.now())
      if ('faults' in read) return show(c, who, slot, { closing, faults: read.faults })
      const done = await db.transaction(async (tx) => {
        const done = await closePlace(tx, giving, slot.id, read, clock.now())
        if (done.kind === 'closed') await note(tx, who, 'slot.closed', `slot/${slot.id}`, read.why)
        return done
      })
      if (done.kind === 'too_much') return show(c, who, slot, { closing, faults: {}, most: done.most })
      const said = done.kind === 'past' ? 'past' : read.why === 'person' ? 'called' : 'closed'
      return back(c, who, slot.id, said)
    },

    async 'POST /console/slots/:id/settled'(c, who) {
      const slot = await slotOf(c, who)
      if (!slot) return notThere(c, who.frame)
      const last = await lastOf(slot)
      const done = await db.transaction(async (tx) => {
        if (!last || !(await settleUnused(tx, last.id, clock.now()))) return false
        await note(tx, who, 'slot.settled', `slot/${slot.id}`)
        return true
      })
      return back(c, who, slot.id, done ? 'settled' : 'past')
    },
  }

  async function campaignsFor({ units }: Signed) {
    const all = await campaignsOfUnits(db.prisma, units)
    return all.filter((campaign) => isForPlaces(campaign) && campaign.state !== 'closed')
  }

  function back(c: Context, { frame }: Signed, id: string, said: string) {
    return c.redirect(to(`/console/slots/${id}?said=${said}`, frame.lang), 303)
  }

  async function slotOf(c: Context, { units }: Signed): Promise<Slot | undefined> {
    const id = c.req.param('id') ?? ''
    const slot = isUuid(id) ? await slotById(db.prisma, id) : undefined
    return slot && units.has(slot.unitId) ? slot : undefined
  }

  /** Who has it; of a closed one, who had it last. What was handed back before is in its history, by nobody's name. */
  async function lastOf(slot: Slot): Promise<Sponsorship | undefined> {
    const [last] = (await allOfSlots(db.prisma, [slot.id])).filter(({ pledgeId }) => pledgeId !== null)
    if (!last || (last.state === 'handed_back' && last.unused === 0n)) return undefined
    const live = last.state === 'active' || last.state === 'paused'
    return live || slot.state === 'closed' ? last : undefined
  }

  /** Who they are is for who may see people there, each look with a line in the trail. */
  async function sponsorOf(who: Signed, slot: Slot): Promise<Sponsor | undefined> {
    const last = await lastOf(slot)
    if (!last) return undefined
    const { pledge } = await withAll(db.prisma, last)
    const sees = reach('people.see', who.desk.officer.posts, who.tree).has(slot.unitId)
    if (sees) await db.transaction((tx) => note(tx, who, 'slot.sponsor_seen', `slot/${slot.id}`))
    return {
      person: sees
        ? { contact: last.contactId, name: await maskedName(db.prisma, giving.keys, last.contactId) }
        : null,
      live: last.state === 'active' || last.state === 'paused',
      from: formatMonth(last.fromMonth!),
      paidTo: last.toMonth && formatMonth(last.toMonth),
      months: monthsPaid(pledge, slot.monthly),
      resumes: last.resumesMonth && formatMonth(last.resumesMonth),
      missed: last.missed,
      received: pledge.received,
      unused: last.unused,
      wish: last.wish,
      settled: last.unusedSettledAt,
      mayBeSettled: reach('money.settle', who.desk.officer.posts, who.tree).has(slot.unitId),
    }
  }

  async function show(
    c: Context,
    who: Signed,
    slot: Slot,
    more: Partial<Parameters<typeof SlotPage>[0]> = {},
  ) {
    const { frame, desk } = who
    const campaign = (await campaignById(db.prisma, slot.campaignId))!.title
    const row = await db.prisma.slot.findUniqueOrThrow({ where: { id: slot.id }, include: { commune: true } })
    const props = {
      frame,
      desk,
      said: c.req.query('said'),
      slot,
      campaign,
      commune: row.commune?.name ?? null,
      sponsor: await sponsorOf(who, slot),
      history: await historyOf(db.prisma, slot.id),
      now: clock.now(),
      closing: EMPTY,
    }
    return c.html(document(<SlotPage {...props} {...more} />), more.faults || more.longerBad ? 422 : 200)
  }

  async function showNew(
    c: Context,
    who: Signed,
    more: Pick<Parameters<typeof NewSlotsPage>[0], 'asked' | 'faults' | 'choices'>,
  ) {
    const { frame, desk } = who
    const campaigns = await campaignsFor(who)
    const props = { frame, desk, campaigns }
    return c.html(document(<NewSlotsPage {...props} {...more} />), more.faults ? 422 : 200)
  }
}

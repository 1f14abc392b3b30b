import { z } from 'zod'
import { type Action, type ActionContext, action } from '../../conversation/action.ts'
import { historyOf, slotById, slotName, spansOf, waitingSlot } from '../../needs/index.ts'
import { money, nothing, time } from '../../platform/shapes.ts'
import { answerBy, dayOf, formatMonth, placesSaid, readMonthlyGift } from '../../platform/vietnamese/index.ts'
import { behalfShape } from '../behalf/behalf.ts'
import type { Giving } from '../deps.ts'
import { doing } from '../pledges/actions.ts'
import { transferOf, transferShape } from '../transfer/transfer.ts'
import { type Held, type HeldPlace, isPlace, withAll } from './places.ts'
import {
  type PlaceRecord,
  placeRecordOf,
  placeRecordShape,
  remindDay,
  restMonths,
  slotRecord,
  slotShape,
} from './record.ts'
import { handBack, pausePlace, remindOn, resumePlace } from './sponsoring.ts'
import { WISHES, type Wish } from './sponsorship.ts'
import { keepWish, lockSponsorship, shownOf, sponsorshipById, updateSponsorship } from './store.ts'
import { beginPlace, leavePlace, takePlace } from './taking.ts'

const named = z.object({ id: z.uuid() })
const one = z.object({ sponsored: placeRecordShape })
const payable = z.object({ sponsored: placeRecordShape, ...transferShape })
/** What an officer reads (console/talks/reasons.ts). */
const WISHED: Readonly<Record<Wish, string>> = {
  new_slot: 'unused money for a new place, after',
  commune: 'unused money for the commune, after',
  refund: 'unused money is wished back, after',
  person: 'a talk about unused money, after',
}

/** What flows may ask of places that somebody sponsors. */
export function slotActions(giving: Giving): readonly Action[] {
  const changed = { done: one, gone: nothing }
  const answer = ({ lang }: ActionContext, held: Held | undefined) =>
    held && isPlace(held)
      ? { outcome: 'done' as const, sponsored: placeRecordOf(held, lang) }
      : { outcome: 'gone' as const }
  return [
    action({
      name: 'slot.waiting',
      input: z.object({
        /** Words in which they may have said what they would give each month: places that cost nearest to it come first. */
        said: z.string().nullish(),
        /** The same, where it is known already. */
        wish: money.nullish(),
        /** How many were shown before. */
        after: z.number().int().min(0).nullish(),
      }),
      outcomes: {
        found: z.object({
          slot: slotShape,
          waiting: z.number(),
          after: z.number(),
          /** What they would give each month, if that is known. */
          wish: money.nullable(),
          /** Whether the place costs just that. */
          fits: z.boolean(),
          /** How many places they spoke of. */
          wanted: z.number().nullable(),
        }),
        none: nothing,
      },
      async run({ tx, clock, lang }, { said, wish, after }) {
        const near = wish ?? readMonthlyGift(said ?? '', dayOf(clock.now())).amount
        const found = await waitingSlot(tx, { near, after: after ?? 0, now: clock.now() })
        if (!found) return { outcome: 'none' as const }
        const { slot, waiting } = found
        return {
          outcome: 'found' as const,
          slot: slotRecord(slot, lang),
          waiting,
          after: found.after,
          wish: near ?? null,
          fits: slot.monthly === near,
          wanted: placesSaid(said ?? '') ?? null,
        }
      },
    }),
    action({
      name: 'slot.take',
      /** `slot`: null or left out, the fund chooses. */
      input: z.object({ slot: named.nullish(), near: money.nullish() }),
      outcomes: {
        held: z.object({ held: z.object({ id: z.string(), until: time }), slot: slotShape }),
        others: nothing,
        gone: nothing,
        too_many: nothing,
      },
      async run(ctx, { slot, near }) {
        const taken = await takePlace(doing(ctx), slot?.id ?? null, near ?? undefined)
        if (taken.kind !== 'held') return { outcome: taken.kind }
        const { id, until } = taken
        const described = slotRecord((await slotById(ctx.tx, taken.slot))!, ctx.lang)
        return { outcome: 'held' as const, held: { id, until }, slot: described }
      },
    }),
    action({
      name: 'slot.leave',
      input: z.object({ held: named }),
      outcomes: { left: nothing, kept: nothing },
      run: async (ctx, { held }) => ({
        outcome: (await leavePlace(doing(ctx), held.id)) ? ('left' as const) : ('kept' as const),
      }),
    }),
    action({
      name: 'slot.begin',
      input: z.object({ held: named, remind_day: remindDay, behalf: behalfShape.nullish() }),
      outcomes: { ready: payable, gone: nothing },
      async run(ctx, { held, remind_day, behalf }) {
        const begun = await beginPlace(giving, doing(ctx), held.id, remind_day ?? null, behalf ?? undefined)
        return begun ? { outcome: 'ready' as const, ...payableOf(ctx, begun) } : { outcome: 'gone' as const }
      },
    }),
    action({
      name: 'slot.mine',
      input: z.object({}),
      outcomes: { none: nothing, one, some: z.object({ sponsorships: z.array(placeRecordShape) }) },
      async run({ tx, clock, contact, lang }) {
        const sponsorships: PlaceRecord[] = []
        for (const own of await shownOf(tx, contact, true, clock.now()))
          sponsorships.push(placeRecordOf((await withAll(tx, own)) as HeldPlace, lang))
        if (sponsorships.length === 0) return { outcome: 'none' as const }
        return sponsorships.length === 1
          ? { outcome: 'one' as const, sponsored: sponsorships[0]! }
          : { outcome: 'some' as const, sponsorships }
      },
    }),
    action({
      name: 'slot.look',
      input: z.object({ sponsored: named }),
      outcomes: { found: one, gone: nothing },
      // What a flow has kept for days may have been paid, paused or ended since.
      async run(ctx, { sponsored }) {
        const own = await ownOf(ctx, sponsored.id)
        if (!own) return { outcome: 'gone' as const }
        return { outcome: 'found' as const, sponsored: placeRecordOf(own, ctx.lang) }
      },
    }),
    action({
      name: 'slot.pay',
      input: z.object({ sponsored: named }),
      /** `nothing_due`: this month's money is here, or none is asked for. */
      outcomes: { ready: payable, nothing_due: one, gone: nothing },
      async run(ctx, { sponsored }) {
        const own = await ownOf(ctx, sponsored.id)
        if (!own) return { outcome: 'gone' as const }
        const is = placeRecordOf(own, ctx.lang)
        if (is.state !== 'due') return { outcome: 'nothing_due' as const, sponsored: is }
        return { outcome: 'ready' as const, ...payableOf(ctx, own) }
      },
    }),
    action({
      name: 'slot.pause',
      input: z.object({ sponsored: named, months: restMonths }),
      outcomes: changed,
      run: async (ctx, { sponsored, months }) =>
        answer(ctx, await pausePlace(giving, doing(ctx), sponsored.id, months)),
    }),
    action({
      name: 'slot.resume',
      input: z.object({ sponsored: named }),
      outcomes: changed,
      run: async (ctx, { sponsored }) => answer(ctx, await resumePlace(giving, doing(ctx), sponsored.id)),
    }),
    action({
      name: 'slot.hand_back',
      input: z.object({ sponsored: named }),
      outcomes: changed,
      run: async (ctx, { sponsored }) => answer(ctx, await handBack(giving, doing(ctx), sponsored.id)),
    }),
    action({
      name: 'slot.remind',
      input: z.object({ sponsored: named, remind_day: remindDay }),
      outcomes: changed,
      run: async (ctx, { sponsored, remind_day }) =>
        answer(ctx, await remindOn(giving, doing(ctx), sponsored.id, remind_day ?? null)),
    }),
    action({
      name: 'slot.history',
      input: z.object({ slot: named }),
      /** `spans`: months in which somebody sponsored it, 1/2027–3/2027, by nobody's name. */
      outcomes: {
        told: z.object({ since: z.string(), spans: z.array(z.string()) }),
        none: z.object({ since: z.string() }),
        gone: nothing,
      },
      async run({ tx, lang }, { slot }) {
        const history = await historyOf(tx, slot.id)
        if (!history[0]?.month) return { outcome: 'gone' as const }
        const spans = spansOf(history, lang)
        const since = formatMonth(history[0].month)
        return spans.length > 0
          ? { outcome: 'told' as const, since, spans }
          : { outcome: 'none' as const, since }
      },
    }),
    action({
      name: 'slot.wish',
      input: z.object({ sponsored: named, wish: z.enum(WISHES) }),
      /** A person of the fund is asked to see to it. */
      outcomes: { noted: z.object({ answer_by: time }), gone: nothing },
      async run(ctx, { sponsored, wish }) {
        const { tx, clock } = ctx
        await lockSponsorship(tx, sponsored.id)
        const own = await ownOf(ctx, sponsored.id)
        if (own?.sponsorship.state !== 'ended') return { outcome: 'gone' as const }
        await updateSponsorship(tx, sponsored.id, { wish })
        await giving.callPerson(tx, ctx.contact, `${WISHED[wish]} ${slotName(own.slot)}`, clock.now())
        return { outcome: 'noted' as const, answer_by: answerBy(clock.now()) }
      },
    }),
    action({
      name: 'slot.watch',
      input: z.object({}),
      outcomes: { noted: nothing },
      async run({ tx, clock, ids, contact, address }) {
        await keepWish(tx, ids, contact, { addressId: address ?? null, askedAt: clock.now() })
        return { outcome: 'noted' as const }
      },
    }),
  ]

  function payableOf({ lang }: ActionContext, held: HeldPlace) {
    return { sponsored: placeRecordOf(held, lang), ...transferOf(giving.site, held.campaign, held.pledge) }
  }
}

/** Somebody's own, once it was begun. */
async function ownOf(
  { tx, contact }: Pick<ActionContext, 'tx' | 'contact'>,
  id: string,
): Promise<HeldPlace | undefined> {
  const own = await sponsorshipById(tx, id)
  const held = own?.contactId === contact && own.pledgeId ? await withAll(tx, own) : undefined
  return held && isPlace(held) ? held : undefined
}

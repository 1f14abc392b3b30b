import { z } from 'zod'
import { type Action, type ActionContext, action } from '../../conversation/action.ts'
import { towardSaid } from '../../needs/index.ts'
import { day, money, nothing } from '../../platform/shapes.ts'
import {
  asMonth,
  dayOf,
  formatMonth,
  isMonth,
  monthsSaid,
  readMonthlyGift,
} from '../../platform/vietnamese/index.ts'
import { behalfShape } from '../behalf/behalf.ts'
import { withoutGiver } from '../behalf/giver.ts'
import { isInName, isMemory } from '../behalf/said.ts'
import { ourNames } from '../behalf/store.ts'
import type { Giving } from '../deps.ts'
import { doing } from '../pledges/actions.ts'
import { transferOf, transferShape } from '../transfer/transfer.ts'
import { type Held, withAll } from './places.ts'
import { remindDay, restMonths } from './record.ts'
import { scheduleRecordOf, scheduleShape } from './schedule-record.ts'
import { beginSchedule, changeSum, planSchedule } from './scheduling.ts'
import { handBack, pausePlace, remindOn, resumePlace } from './sponsoring.ts'
import { shownOf, sponsorshipById } from './store.ts'

const named = z.object({ id: z.string() })
const own = z.object({ id: z.uuid() })
const one = z.object({ schedule: scheduleShape })
const payable = z.object({ schedule: scheduleShape, ...transferShape })
const sum = money.refine((dong) => dong > 0n && dong < 1_000_000_000_000n)
const wish = z.object({
  campaign: named,
  amount: sum,
  remind_day: remindDay,
  from: z.string().refine(isMonth).nullish(),
  months: z.number().int().min(1).max(120).nullish(),
  behalf: behalfShape.nullish(),
})

/** What flows may ask of gifts that come each month without a sponsored place. */
export function scheduleActions(giving: Giving): readonly Action[] {
  const refused = {
    closed: nothing,
    too_late: nothing,
    too_many: nothing,
    too_small: z.object({ min: money }),
  }
  const changed = { done: one, gone: nothing }
  const answer = (held: Held | undefined) =>
    held && held.slot === null
      ? { outcome: 'done' as const, schedule: scheduleRecordOf(held) }
      : { outcome: 'gone' as const }
  return [
    action({
      name: 'schedule.said',
      /** `named`: in whose name it is was asked already. */
      input: z.object({ said: z.string().nullish(), named: z.boolean().nullish() }),
      /**
       * What of it was said; null is asked for. `for_child`: they mean a sponsored place; `otherwise`: each day, week or year, and about
       * how much that is each month; `in_name`: a company's, a group's or somebody's, which is asked first.
       */
      outcomes: {
        in_name: z.object({ memory: z.boolean() }),
        for_child: z.object({ amount: money.nullable() }),
        otherwise: z.object({
          time: z.enum(['day', 'week', 'year']),
          said: money.nullable(),
          amount: money.nullable(),
        }),
        said: z.object({
          amount: money.nullable(),
          units: z.number().nullable(),
          day: z.number().nullable(),
          from: z.string().nullable(),
          months: z.number().nullable(),
          /** A thing or a place that it is meant for, in our words; gifts of each month go to no one place. */
          toward: z.string().nullable(),
          somewhere: z.boolean(),
        }),
      },
      async run({ tx, clock, lang }, { said, named }) {
        const words = said ?? ''
        if (!named && isInName(words)) return { outcome: 'in_name' as const, memory: isMemory(words) }
        const read = readMonthlyGift(words, dayOf(clock.now()))
        const { amount = null, units = null, day = null, from = null, months = null } = read
        if (read.forChild) return { outcome: 'for_child' as const, amount }
        if (read.otherwise)
          return { outcome: 'otherwise' as const, time: read.otherwise, said: read.said ?? null, amount }
        const meant = towardSaid(withoutGiver(words), lang, await ourNames(tx)) ?? {
          toward: null,
          somewhere: false,
        }
        return { outcome: 'said' as const, amount, units, day, from, months, ...meant }
      },
    }),
    action({
      name: 'schedule.plan',
      input: wish,
      outcomes: {
        planned: z.object({
          first: z.string(),
          last: z.string(),
          /** Whether the campaign ends it, and no number of months that they said. */
          open_end: z.boolean(),
          first_day: day.nullable(),
        }),
        ...refused,
      },
      async run(ctx, asked) {
        const plan = await planSchedule(doing(ctx), wishedOf(asked))
        if (plan.kind === 'too_small') return { outcome: plan.kind, min: plan.min }
        if (plan.kind !== 'plan') return { outcome: plan.kind }
        const { first, last, until, day } = plan
        const open_end = until === null || last < until
        return {
          outcome: 'planned' as const,
          first: formatMonth(first),
          last: formatMonth(last),
          open_end,
          first_day: day,
        }
      },
    }),
    action({
      name: 'schedule.begin',
      input: wish,
      outcomes: { ready: payable, ...refused },
      async run(ctx, asked) {
        const begun = await beginSchedule(giving, doing(ctx), wishedOf(asked))
        if (!('kind' in begun)) return { outcome: 'ready' as const, ...payableOf(begun) }
        return begun.kind === 'too_small' ? { outcome: begun.kind, min: begun.min } : { outcome: begun.kind }
      },
    }),
    action({
      name: 'schedule.mine',
      input: z.object({}),
      outcomes: { none: nothing, one, some: z.object({ schedules: z.array(scheduleShape) }) },
      async run({ tx, clock, contact }) {
        const shown = await shownOf(tx, contact, false, clock.now())
        const going = shown.filter(({ state }) => state !== 'ended')
        const schedules = []
        // One that is over is told of where it is all that they had: beside others it would be listed as going on.
        for (const mine of going.length > 0 ? going : shown.slice(-1))
          schedules.push(scheduleRecordOf(await withAll(tx, mine)))
        if (schedules.length === 0) return { outcome: 'none' as const }
        return schedules.length === 1
          ? { outcome: 'one' as const, schedule: schedules[0]! }
          : { outcome: 'some' as const, schedules }
      },
    }),
    action({
      name: 'schedule.look',
      input: z.object({ schedule: own }),
      outcomes: changed,
      run: async (ctx, { schedule }) => answer(await ownOf(ctx, schedule.id)),
    }),
    action({
      name: 'schedule.pay',
      input: z.object({ schedule: own }),
      /** `nothing_due`: this month's money is here, or none is asked for. */
      outcomes: { ready: payable, nothing_due: one, gone: nothing },
      async run(ctx, { schedule }) {
        const held = await ownOf(ctx, schedule.id)
        if (!held) return { outcome: 'gone' as const }
        const is = scheduleRecordOf(held)
        if (is.state !== 'due') return { outcome: 'nothing_due' as const, schedule: is }
        return { outcome: 'ready' as const, ...payableOf(held) }
      },
    }),
    action({
      name: 'schedule.rest_said',
      input: z.object({ said: z.string().nullish() }),
      /** `none`: for how long is not said, or for longer than a rest may be. */
      outcomes: { said: z.object({ months: z.number() }), none: nothing },
      async run(_ctx, { said }) {
        const [months, other] = monthsSaid(said ?? '') ?? []
        const fits = restMonths.safeParse(other === undefined ? months : undefined)
        return fits.success ? { outcome: 'said' as const, months: fits.data } : { outcome: 'none' as const }
      },
    }),
    action({
      name: 'schedule.pause',
      input: z.object({ schedule: own, months: restMonths }),
      outcomes: changed,
      run: async (ctx, { schedule, months }) =>
        answer(await pausePlace(giving, doing(ctx), schedule.id, months)),
    }),
    action({
      name: 'schedule.resume',
      input: z.object({ schedule: own }),
      outcomes: changed,
      run: async (ctx, { schedule }) => answer(await resumePlace(giving, doing(ctx), schedule.id)),
    }),
    action({
      name: 'schedule.remind',
      input: z.object({ schedule: own, remind_day: remindDay }),
      outcomes: changed,
      run: async (ctx, { schedule, remind_day }) =>
        answer(await remindOn(giving, doing(ctx), schedule.id, remind_day ?? null)),
    }),
    action({
      name: 'schedule.change',
      input: z.object({ schedule: own, amount: sum }),
      outcomes: { ...changed, too_small: z.object({ min: money }) },
      async run(ctx, { schedule, amount }) {
        const held = await changeSum(giving, doing(ctx), schedule.id, amount)
        return held && 'kind' in held ? { outcome: held.kind, min: held.min } : answer(held)
      },
    }),
    action({
      name: 'schedule.stop',
      input: z.object({ schedule: own }),
      /** From this minute nothing is asked for. */
      outcomes: changed,
      run: async (ctx, { schedule }) => answer(await handBack(giving, doing(ctx), schedule.id)),
    }),
  ]

  function payableOf(held: Held) {
    return { schedule: scheduleRecordOf(held), ...transferOf(giving.site, held.campaign, held.pledge) }
  }
}

const wishedOf = ({ campaign, amount, remind_day, from, months, behalf }: z.infer<typeof wish>) => ({
  campaign: campaign.id,
  monthly: amount,
  remindDay: remind_day ?? null,
  from: from ? asMonth(from) : undefined,
  months: months ?? undefined,
  behalf: behalf ?? undefined,
})

async function ownOf(
  { tx, contact }: Pick<ActionContext, 'tx' | 'contact'>,
  id: string,
): Promise<Held | undefined> {
  const mine = await sponsorshipById(tx, id)
  return mine?.contactId === contact && mine.slotId === null ? withAll(tx, mine) : undefined
}

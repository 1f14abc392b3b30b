import { z } from 'zod'
import { type Action, type ActionContext, action } from '../../conversation/action.ts'
import { day, money, nothing } from '../../platform/shapes.ts'
import { asMonth, dayOf, formatMonth, isMonth, readMonthlyGift } from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import { doing } from '../pledges/actions.ts'
import { transferOf, transferShape } from '../transfer/transfer.ts'
import { handBack, pausePlace, remindOn, resumePlace } from './ending.ts'
import { type Held, withAll } from './places.ts'
import { scheduleRecordOf, scheduleShape } from './schedule-record.ts'
import { beginSchedule, changeSum, planSchedule } from './scheduling.ts'
import { shownOf, sponsorshipById } from './store.ts'

const named = z.object({ id: z.string() })
const own = z.object({ id: z.uuid() })
const one = z.object({ schedule: scheduleShape })
const payable = z.object({ schedule: scheduleShape, ...transferShape })
const remindDay = z.number().int().min(1).max(31).nullish()
const sum = money.refine((dong) => dong > 0n && dong < 1_000_000_000_000n)
const wish = z.object({
  campaign: named,
  amount: sum,
  remind_day: remindDay,
  from: z.string().refine(isMonth).nullish(),
  months: z.number().int().min(1).max(120).nullish(),
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
      input: z.object({ said: z.string().nullish() }),
      /** What of it was said; null is asked for. `for_child`: they mean a sponsored place. */
      outcomes: {
        for_child: nothing,
        said: z.object({
          amount: money.nullable(),
          day: z.number().nullable(),
          from: z.string().nullable(),
          months: z.number().nullable(),
        }),
      },
      async run({ clock }, { said }) {
        const read = readMonthlyGift(said ?? '', dayOf(clock.now()))
        if (read.forChild) return { outcome: 'for_child' as const }
        const { amount = null, day = null, from = null, months = null } = read
        return { outcome: 'said' as const, amount, day, from, months }
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
        const schedules = []
        for (const mine of await shownOf(tx, contact, false, clock.now()))
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
      name: 'schedule.pause',
      input: z.object({ schedule: own, months: z.number().int().min(1).max(2) }),
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

const wishedOf = ({ campaign, amount, remind_day, from, months }: z.infer<typeof wish>) => ({
  campaign: campaign.id,
  monthly: amount,
  remindDay: remind_day ?? null,
  from: from ? asMonth(from) : undefined,
  months: months ?? undefined,
})

async function ownOf(
  { tx, contact }: Pick<ActionContext, 'tx' | 'contact'>,
  id: string,
): Promise<Held | undefined> {
  const mine = await sponsorshipById(tx, id)
  return mine?.contactId === contact && mine.slotId === null ? withAll(tx, mine) : undefined
}

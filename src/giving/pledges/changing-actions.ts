import { z } from 'zod'
import { type Action, action } from '../../conversation/action.ts'
import { day, money, nothing } from '../../platform/shapes.ts'
import { addDays, asDay, dayOf, readLater, readParts } from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import { doing } from './actions.ts'
import { lookAtParts, type Parting, partPledge, type Unparted } from './parting.ts'
import type { Pledge } from './pledge.ts'
import type { Described } from './pledging.ts'
import { describe, pledgeRecord } from './record.ts'
import { snoozePledge } from './snoozing.ts'
import { pledgeById } from './store.ts'

const named = z.object({ id: z.uuid() })
const sum = money.refine((dong) => dong > 0n && dong < 1_000_000_000_000n)

/** What flows may ask of a promise that waits for its money: another day, two parts. */
export function changingActions(giving: Giving): readonly Action[] {
  return [
    action({
      name: 'pledge.snooze',
      /** The day, so many days from now, or what was said of it. */
      input: z.object({
        pledge: named,
        day: day.nullish(),
        days: z.number().int().min(1).max(60).nullish(),
        said: z.string().nullish(),
      }),
      outcomes: {
        kept: z.object({ pledge: pledgeRecord, day }),
        enough: z.object({ pledge: pledgeRecord }),
        unclear: nothing,
        too_far: z.object({ last: day }),
        paid: nothing,
        gone: nothing,
      },
      async run(ctx, { pledge, day, days, said }) {
        const today = dayOf(ctx.clock.now())
        const wished = day ? asDay(day) : days ? addDays(today, days) : readLater(said ?? '', today)
        const result = await snoozePledge(giving, doing(ctx), pledge.id, wished)
        if (result.kind === 'too_far') return { outcome: result.kind, last: result.last }
        if (result.kind !== 'kept' && result.kind !== 'enough') return { outcome: result.kind }
        const record = describe(result.pledge, result.campaign, result.need, ctx.clock.now())
        return result.kind === 'enough'
          ? { outcome: result.kind, pledge: record }
          : { outcome: result.kind, pledge: record, day: result.day }
      },
    }),
    action({
      name: 'pledge.parts_said',
      /** `days`: so many from now, for the second part. */
      input: z.object({
        pledge: named,
        said: z.string().nullish(),
        days: z.number().int().min(1).max(60).nullish(),
      }),
      /** What of it was said; null is asked for. */
      outcomes: { said: z.object({ first: money.nullable(), day: day.nullable() }), gone: nothing },
      async run({ tx, clock, contact }, { pledge: { id }, said, days }) {
        const pledge = await pledgeById(tx, id)
        if (pledge?.contactId !== contact) return { outcome: 'gone' as const }
        const today = dayOf(clock.now())
        const { first, half, day = null } = readParts(said ?? '', today)
        const later = days ? addDays(today, days) : day
        return { outcome: 'said' as const, first: first ?? (half ? halfOf(pledge) : null), day: later }
      },
    }),
    action({
      name: 'pledge.part_look',
      input: parting,
      /** What both would be used for; `wont`: `pledge.part` says why not. */
      outcomes: { would: z.object({ first_for: z.string(), second_for: z.string() }), wont: nothing },
      async run(ctx, { pledge, ...wished }) {
        const result = await lookAtParts(doing(ctx), pledge.id, asParting(wished))
        return result.kind === 'would'
          ? { outcome: result.kind, first_for: result.first, second_for: result.second }
          : { outcome: 'wont' as const }
      },
    }),
    action({
      name: 'pledge.part',
      input: parting,
      outcomes: {
        parted: z.object({ first: pledgeRecord, second: pledgeRecord, day: day.nullable() }),
        ...unparted,
      },
      async run(ctx, { pledge, ...wished }) {
        const result = await partPledge(giving, doing(ctx), pledge.id, asParting(wished))
        if (result.kind !== 'parted') return refused(result)
        const now = ctx.clock.now()
        const record = (one: Described) => describe(one.pledge, one.campaign, one.need, now)
        const [one, other] = [record(result.first), record(result.second)]
        return { outcome: 'parted' as const, first: one, second: other, day: wished.day ?? null }
      },
    }),
  ]
}

/** How a promise is to be parted: when the rest is to be sent, and for which need, where it is another one. */
const parting = z.object({ pledge: named, first: sum, day: day.nullish(), need: z.uuid().nullish() })
const unparted = {
  paid: nothing,
  gone: nothing,
  closed: nothing,
  one_unit: nothing,
  whole: z.object({ near: money }),
  only: z.object({ most: money }),
  too_far: z.object({ last: day }),
  too_many: nothing,
  too_small: z.object({ min: money }),
}

const asParting = ({ first, day, need }: Omit<z.infer<typeof parting>, 'pledge'>): Parting => ({
  first,
  day: day ? asDay(day) : undefined,
  need: need ?? undefined,
})

type Refused<R> = R extends { readonly kind: infer K } ? { outcome: K } & Omit<R, 'kind'> : never
const refused = ({ kind, ...numbers }: Unparted) => ({ outcome: kind, ...numbers }) as Refused<Unparted>

/** In whole units, where it has several. */
function halfOf({ amount, quantity, unitPrice }: Pledge): bigint {
  return unitPrice > 1n && quantity > 1n ? (quantity / 2n) * unitPrice : amount / 2n
}

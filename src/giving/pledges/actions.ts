import { z } from 'zod'
import { type Action, type ActionContext, action } from '../../conversation/action.ts'
import type { Need } from '../../needs/index.ts'
import { day, money, nothing } from '../../platform/shapes.ts'
import { amountInside, asDay, unitsInside } from '../../platform/vietnamese/index.ts'
import { behalfShape } from '../behalf/behalf.ts'
import type { Giving } from '../deps.ts'
import { shownOffers } from '../offers/store.ts'
import { countLive } from '../sponsorship/store.ts'
import { transferOf, transferShape } from '../transfer/transfer.ts'
import { keepBeside, takeBeside } from './beside.ts'
import { leaveRest } from './lapsing.ts'
import { standsAt } from './pledge.ts'
import {
  cancelPledge,
  changePledge,
  confirmPledge,
  createPledge,
  type Described,
  type Doing,
  movePledge,
  releaseHold,
} from './pledging.ts'
import { describe, type PledgeRecord, pledgeRecord, recordOf } from './record.ts'
import { pledgeById, pledgesOf } from './store.ts'

/** Money of one pledge that banks and QR codes can carry (vietqr.ts). */
const amount = money.refine((dong) => dong > 0n && dong < 1_000_000_000_000n)
const units = z.number().int().min(1).max(1_000_000)
/** Of records, an action believes the id alone. */
const named = z.object({ id: z.uuid() })

const held = z.object({ pledge: pledgeRecord })
/** `sum`: what they come to. `rest`: of the sum that was wished for, beyond that. */
const only = z.object({
  left: z.number(),
  units_wanted: z.number(),
  unit: z.string(),
  sum: money,
  rest: money,
})
const tooSmall = z.object({ min: money })
const tooMuch = z.object({ most: money })

const RECENTLY_PAID_DAYS = 30
const MOST_SHOWN = 5

/** How many of theirs are listed elsewhere: promises other than money, gifts of each month, places that they sponsor. */
const besides = { offers: z.number(), monthly: z.number(), places: z.number() }

export function pledgeActions(giving: Giving): readonly Action[] {
  const refused = { only, gone: nothing, closed: nothing }
  const past = { paid: nothing, cancelled: nothing }
  return [
    action({
      name: 'pledge.create',
      input: z.object({
        campaign: named,
        /** With an amount: what that has beyond so many goes to the common pot. */
        units: units.nullish(),
        amount: amount.nullish(),
        need: z.uuid().nullish(),
        /** All of it for the common pot, however many units it would buy. */
        pot: z.boolean().nullish(),
        behalf: behalfShape.nullish(),
      }),
      outcomes: { held, ...refused, too_small: tooSmall, too_many: nothing, too_much: tooMuch },
      async run(ctx, { campaign, need, pot, behalf, ...asked }) {
        const more = { pot: pot ?? false, behalf: behalf ?? undefined }
        const wish = { campaign: campaign.id, need: need ?? null, ...more, ...sizeOf(asked) }
        return answer(ctx, await createPledge(giving, doing(ctx), wish), asked.amount)
      },
    }),
    action({
      name: 'pledge.confirm',
      /** `remind`: the day on which its donor wants to send it. `goods`: things that were said beside the money. */
      input: z.object({ pledge: named, remind: day.nullish(), goods: z.string().max(400).nullish() }),
      outcomes: {
        ready: z.object({ pledge: pledgeRecord, ...transferShape }),
        gone: nothing,
        closed: nothing,
        already_paid: nothing,
        too_many: nothing,
        too_much: tooMuch,
      },
      async run(ctx, { pledge, remind, goods }) {
        const on = remind ? asDay(remind) : undefined
        const result = await confirmPledge(giving, doing(ctx), pledge.id, on)
        if (result.kind === 'too_much') return { outcome: result.kind, most: result.most }
        if (result.kind !== 'ready') return { outcome: result.kind }
        if (goods) await keepBeside(ctx.tx, giving.keys, result.pledge, goods)
        return { outcome: 'ready' as const, ...payable(giving, ctx, result) }
      },
    }),
    action({
      name: 'pledge.beside',
      input: z.object({ pledge: named }),
      /** What was said beside its money, told once. */
      outcomes: { some: z.object({ goods: z.string() }), none: nothing },
      async run(ctx, { pledge }) {
        const goods = await takeBeside(doing(ctx), giving.keys, pledge.id)
        return goods === undefined ? { outcome: 'none' as const } : { outcome: 'some' as const, goods }
      },
    }),
    action({
      name: 'pledge.move',
      input: z.object({ pledge: named, need: z.uuid().nullable() }),
      outcomes: { held, ...refused, ...past, too_many: nothing, too_much: tooMuch },
      run: async (ctx, { pledge, need }) => answer(ctx, await movePledge(doing(ctx), pledge.id, need)),
    }),
    action({
      name: 'pledge.change',
      input: z.object({ pledge: named, units: units.nullish(), amount: amount.nullish() }),
      outcomes: { held, ...refused, ...past, too_small: tooSmall, too_many: nothing, too_much: tooMuch },
      async run(ctx, { pledge, ...asked }) {
        return answer(ctx, await changePledge(doing(ctx), pledge.id, sizeOf(asked)), asked.amount)
      },
    }),
    action({
      name: 'pledge.cancel',
      input: z.object({ pledge: named }),
      outcomes: { cancelled: held, paid: held, gone: nothing },
      async run(ctx, { pledge }) {
        const result = await cancelPledge(giving, doing(ctx), pledge.id)
        if (result.kind === 'gone') return { outcome: 'gone' as const }
        return { outcome: result.kind, pledge: await recordOf(ctx.tx, result.pledge, ctx.clock.now()) }
      },
    }),
    action({
      name: 'pledge.leave_rest',
      input: z.object({ pledge: named }),
      /** `gone`: nothing of it has come, or nothing is missing. */
      outcomes: { left: held, gone: nothing },
      async run(ctx, { pledge }) {
        const left = await leaveRest(giving, doing(ctx), pledge.id)
        if (!left) return { outcome: 'gone' as const }
        return { outcome: 'left' as const, pledge: await recordOf(ctx.tx, left, ctx.clock.now()) }
      },
    }),
    action({
      name: 'pledge.release_hold',
      input: z.object({ pledge: named }),
      outcomes: { released: nothing, kept: nothing },
      run: async (ctx, { pledge }) => ({
        outcome: (await releaseHold(doing(ctx), pledge.id)) ? ('released' as const) : ('kept' as const),
      }),
    }),
    action({
      name: 'pledge.look',
      input: z.object({ pledge: named }),
      outcomes: { found: held, gone: nothing },
      // What a flow has kept for days may have been paid, cancelled or lapsed since.
      async run({ tx, clock, contact }, { pledge: { id } }) {
        const pledge = await pledgeById(tx, id)
        if (pledge?.contactId !== contact) return { outcome: 'gone' as const }
        return { outcome: 'found' as const, pledge: await recordOf(tx, pledge, clock.now()) }
      },
    }),
    action({
      name: 'pledge.sum_said',
      input: z.object({ said: z.string().nullish() }),
      /** `units`: gifts of a campaign; `none`: how much is not said. */
      outcomes: {
        sum: z.object({ amount: money }),
        units: z.object({ count: z.number() }),
        none: nothing,
      },
      async run(_ctx, { said }) {
        const amount = amountInside(said ?? '')
        if (amount !== undefined) return { outcome: 'sum' as const, amount }
        const count = unitsInside(said ?? '')
        return count === undefined ? { outcome: 'none' as const } : { outcome: 'units' as const, count }
      },
    }),
    action({
      name: 'pledge.mine',
      /** `unpaid`: of those alone whose code is out and for which nothing has come. */
      input: z.object({ unpaid: z.boolean().nullish() }),
      outcomes: {
        none: z.object(besides),
        one: z.object({ pledge: pledgeRecord, ...besides }),
        some: z.object({ pledges: z.array(pledgeRecord), ...besides }),
      },
      async run({ tx, clock, contact }, { unpaid }) {
        const now = clock.now()
        const since = new Date(now.getTime() - RECENTLY_PAID_DAYS * 86_400_000)
        const all = await pledgesOf(tx, contact, since, MOST_SHOWN)
        const own = unpaid ? all.filter((one) => one.state === 'open' && standsAt(one, now)) : all
        // One after another: a connection takes one query at a time.
        const pledges: PledgeRecord[] = []
        for (const one of own) {
          const pledge = await recordOf(tx, one, now)
          if (!unpaid || !pledge.over) pledges.push(pledge)
        }
        const others = {
          offers: (await shownOffers(tx, contact, now)).length,
          ...(await countLive(tx, contact)),
        }
        if (pledges.length === 0) return { outcome: 'none' as const, ...others }
        return pledges.length === 1
          ? { outcome: 'one' as const, pledge: pledges[0]!, ...others }
          : { outcome: 'some' as const, pledges, ...others }
      },
    }),
  ]
}

export const doing = ({ tx, ids, clock, contact, address, key }: ActionContext): Doing => ({
  tx,
  ids,
  now: clock.now(),
  contact,
  address,
  key,
})

const sizeOf = ({
  units,
  amount,
}: {
  units?: number | null | undefined
  amount?: bigint | null | undefined
}) => ({ units: units ? BigInt(units) : undefined, amount: amount ?? undefined })

type Result = { readonly kind: string } & Partial<Described> & {
    readonly left?: bigint
    readonly wanted?: bigint
    readonly of?: Need
  }
type AnswerTo<R> = R extends { kind: 'held' }
  ? { outcome: 'held'; pledge: PledgeRecord }
  : R extends { kind: 'only' }
    ? { outcome: 'only' } & z.infer<typeof only>
    : R extends { kind: infer K }
      ? { outcome: K } & Omit<R, 'kind'>
      : never

function leftOf(left: bigint, wanted: bigint, { unitWord: unit, unitPrice }: Need, amount?: bigint | null) {
  const sum = left * unitPrice
  const rest = (amount ?? wanted * unitPrice) - sum
  return { left: Number(left), units_wanted: Number(wanted), unit, sum, rest: rest > 0n ? rest : 0n }
}

function answer<R extends Result>({ clock }: ActionContext, result: R, amount?: bigint | null): AnswerTo<R> {
  const { kind, pledge, campaign, need, left, wanted, of, ...more } = result
  const data = {
    ...more,
    ...(pledge && campaign && { pledge: describe(pledge, campaign, need, clock.now()) }),
    ...(left !== undefined && of && leftOf(left, wanted!, of, amount)),
  }
  return { outcome: kind, ...data } as unknown as AnswerTo<R>
}

/** What a transfer needs. */
function payable({ site }: Giving, { clock }: ActionContext, { pledge, campaign, need }: Described) {
  return { pledge: describe(pledge, campaign, need, clock.now()), ...transferOf(site, campaign, pledge) }
}

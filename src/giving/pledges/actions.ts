import { z } from 'zod'
import { type Action, type ActionContext, action } from '../../conversation/action.ts'
import { money, nothing } from '../../platform/shapes.ts'
import type { Giving } from '../deps.ts'
import { shownOffers } from '../offers/store.ts'
import { transferOf, transferShape } from '../transfer/transfer.ts'
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
const only = z.object({ left: z.number(), units_wanted: z.number() })
const tooSmall = z.object({ min: money })
const tooMuch = z.object({ most: money })

const RECENTLY_PAID_DAYS = 30
const MOST_SHOWN = 5

export function pledgeActions(giving: Giving): readonly Action[] {
  const refused = { only, gone: nothing, closed: nothing }
  const past = { paid: nothing, cancelled: nothing }
  return [
    action({
      name: 'pledge.create',
      input: z.object({
        campaign: named,
        units: units.nullish(),
        amount: amount.nullish(),
        need: z.uuid().nullish(),
        /** All of it for the common pot, however many units it would buy. */
        pot: z.boolean().nullish(),
      }),
      outcomes: { held, ...refused, too_small: tooSmall, too_many: nothing, too_much: tooMuch },
      async run(ctx, { campaign, need, pot, ...asked }) {
        const wish = { campaign: campaign.id, need: need ?? null, pot: pot ?? false, ...sizeOf(asked) }
        return answer(ctx, await createPledge(giving, doing(ctx), wish))
      },
    }),
    action({
      name: 'pledge.confirm',
      input: z.object({ pledge: named }),
      outcomes: {
        ready: z.object({ pledge: pledgeRecord, ...transferShape }),
        gone: nothing,
        closed: nothing,
        already_paid: nothing,
        too_many: nothing,
        too_much: tooMuch,
      },
      async run(ctx, { pledge }) {
        const result = await confirmPledge(giving, doing(ctx), pledge.id)
        if (result.kind === 'too_much') return { outcome: result.kind, most: result.most }
        if (result.kind !== 'ready') return { outcome: result.kind }
        return { outcome: 'ready' as const, ...payable(giving, ctx, result) }
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
        return answer(ctx, await changePledge(doing(ctx), pledge.id, sizeOf(asked)))
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
      name: 'pledge.mine',
      /** `unpaid`: of those alone whose code is out and for which nothing has come. */
      input: z.object({ unpaid: z.boolean().nullish() }),
      /** `offers`: how many promises other than money they see besides. */
      outcomes: {
        none: z.object({ offers: z.number() }),
        one: z.object({ pledge: pledgeRecord, offers: z.number() }),
        some: z.object({ pledges: z.array(pledgeRecord), offers: z.number() }),
      },
      async run({ tx, clock, contact }, { unpaid }) {
        const now = clock.now()
        const since = new Date(now.getTime() - RECENTLY_PAID_DAYS * 86_400_000)
        const all = await pledgesOf(tx, contact, since, MOST_SHOWN)
        const own = unpaid ? all.filter((one) => one.state === 'open' && standsAt(one, now)) : all
        // One after another: a connection takes one query at a time.
        const pledges: PledgeRecord[] = []
        for (const pledge of own) pledges.push(await recordOf(tx, pledge, now))
        const offers = (await shownOffers(tx, contact, now)).length
        if (pledges.length === 0) return { outcome: 'none' as const, offers }
        return pledges.length === 1
          ? { outcome: 'one' as const, pledge: pledges[0]!, offers }
          : { outcome: 'some' as const, pledges, offers }
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

/** Units say more than an amount that goes with them. */
const sizeOf = ({
  units,
  amount,
}: {
  units?: number | null | undefined
  amount?: bigint | null | undefined
}) =>
  units ? { units: BigInt(units), amount: undefined } : { units: undefined, amount: amount ?? undefined }

type Result = { readonly kind: string } & Partial<Described> & {
    readonly left?: bigint
    readonly wanted?: bigint
  }
type AnswerTo<R> = R extends { kind: 'held' }
  ? { outcome: 'held'; pledge: PledgeRecord }
  : R extends { kind: 'only' }
    ? { outcome: 'only'; left: number; units_wanted: number }
    : R extends { kind: infer K }
      ? { outcome: K } & Omit<R, 'kind'>
      : never

function answer<R extends Result>({ clock }: ActionContext, result: R): AnswerTo<R> {
  const { kind, pledge, campaign, need, left, wanted, ...more } = result
  const data = {
    ...more,
    ...(pledge && campaign && { pledge: describe(pledge, campaign, need, clock.now()) }),
    ...(left !== undefined && { left: Number(left), units_wanted: Number(wanted) }),
  }
  return { outcome: kind, ...data } as unknown as AnswerTo<R>
}

/** What a transfer needs. */
function payable({ site }: Giving, { clock }: ActionContext, { pledge, campaign, need }: Described) {
  return { pledge: describe(pledge, campaign, need, clock.now()), ...transferOf(site, campaign, pledge) }
}

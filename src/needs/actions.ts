import { z } from 'zod'
import { publicCampaigns, takesPledges } from '../campaigns/index.ts'
import { type Action, action } from '../conversation/action.ts'
import { money, nothing } from '../platform/shapes.ts'
import type { Tx } from '../platform/tx.ts'
import { fold, readMoney, readNumber, sumOfMonths } from '../platform/vietnamese/index.ts'
import { heldToTheLast } from './held.ts'
import { placeNamed } from './naming.ts'
import { isOpen, left, type Need } from './need.ts'
import { isByMonth } from './packages.ts'
import { placeRecord, placeShape } from './place.ts'
import { searchActions } from './search/actions.ts'
import { needById, needsOf, needsOfAll, whereOf } from './store.ts'
import { wishActions } from './wishes/actions.ts'

const page = z.object({
  /** Of the fact `places`, in the order in which they are offered. */
  ids: z.array(z.string()),
  /** Whether there are more of this kind, and how many were shown so far. */
  more: z.boolean(),
  after: z.number(),
  /** What was shown before the page before this one; null on the first. */
  before: z.number().nullable(),
  /** Whether there are places of the other kind. */
  others: z.boolean(),
})

/** What was said of how much: đồng, or a count of whatever is counted there. */
const said = { amount: money.nullable(), count: z.number().nullable() }

function giftOf(text: string): { amount: bigint | null; count: number | null } {
  const read = readMoney(text)
  if (read.kind === 'amount') return { amount: read.amount, count: null }
  return { amount: null, count: readNumber(text) ?? null }
}

/** Whether what was counted is this need's unit: "2 áo". */
const countsIn = ({ unitWord }: Need, gift: string): boolean =>
  ` ${fold(gift)} `.includes(` ${fold(unitWord)} `)

/** Needs of this campaign; with those of others that take promises behind them, if any is meant. */
async function needsMeant(tx: Tx, campaign: string, any: boolean, now: Date): Promise<readonly Need[]> {
  const own = await needsOf(tx, campaign)
  if (!any) return own
  const open = (await publicCampaigns(tx)).filter((one) => one.id !== campaign && takesPledges(one, now))
  const others = await needsOfAll(
    tx,
    open.map(({ id }) => id),
  )
  return [...own, ...others]
}

/** A need of a commune of which nothing is left but what somebody holds: what a wish for it says, and when some may be free again. */
const heldShape = z.object({
  name: z.string(),
  kind: z.string(),
  what: z.string(),
  /** As a wish names it: “xã Mường Lạn, Sơn La”. */
  where: z.string(),
  minutes: z.number(),
})

async function heldAmong(tx: Tx, needs: readonly Need[], now: Date) {
  const ids = needs.filter(({ place }) => place !== null).map(({ id }) => id)
  const minutes = await heldToTheLast(tx, { needs: ids }, now)
  const need = needs.find(({ id }) => minutes.has(id))
  if (!need) return undefined
  const { place, placeKind, what, campaignId } = need
  const { province } = (await whereOf(tx, campaignId)).get(need.id)!
  const where = `${placeKind} ${place!.replace(/ *\(.*?\)/g, '')}, ${province}`
  return { name: place!, kind: placeKind!, what, where, minutes: minutes.get(need.id)! }
}

/** Places of one page: with [Xem thêm] and [Khác] as many buttons, and with the question as few lines, as a chat bears. */
const PAGE = 3

export const needActions: readonly Action[] = [
  ...searchActions,
  ...wishActions,
  action({
    name: 'need.places',
    input: z.object({
      campaign: z.object({ id: z.string() }),
      /** Those that many pay together; otherwise those that take whole units. */
      pooled: z.boolean(),
      /** How many were shown before. */
      after: z.number().int().min(0).optional(),
      /** Whether places of other campaigns are meant too, behind its own: nobody has named this one. */
      any: z.boolean().optional(),
    }),
    /** Of the kind that was asked for while there is one, else of the other. */
    outcomes: { units: page, pooled: page, none: nothing },
    async run({ tx, clock }, { campaign, pooled, after = 0, any = false }) {
      const now = clock.now()
      const open = (await needsMeant(tx, campaign.id, any, now)).filter(
        (need) => need.place !== null && isOpen(need, now) && left(need) > 0n,
      )
      if (open.length === 0) return { outcome: 'none' as const }
      const isPooled = (need: Need) => need.mode === 'pooled'
      const kind = open.some((need) => isPooled(need) === pooled) ? pooled : !pooled
      const places = open.filter((need) => isPooled(need) === kind)
      // Places fill up while somebody reads: a page that is empty by now is the first one again.
      const from = kind === pooled && after < places.length ? after : 0
      const shown = places.slice(from, from + PAGE)
      return {
        outcome: kind ? ('pooled' as const) : ('units' as const),
        ids: shown.map((need) => need.id),
        more: places.length > from + PAGE,
        after: from + shown.length,
        before: from === 0 ? null : Math.max(0, from - PAGE),
        others: open.length > places.length,
      }
    },
  }),
  action({
    name: 'need.named',
    input: z.object({
      campaign: z.object({ id: z.string() }),
      /** What was said of the place. */
      name: z.string(),
      /** And of how much: "300k", "2 áo". */
      gift: z.string().nullish(),
      /** Known already. */
      amount: money.nullish(),
      /** Whether places of other campaigns are meant too: nobody has named this one. */
      any: z.boolean().optional(),
    }),
    outcomes: {
      one: z.object({ place: placeShape, ...said }),
      /** The same commune has several needs, or several communes the same name. */
      several: z.object({ ids: z.array(z.string()), ...said }),
      full: z.object({ name: z.string(), kind: z.string(), ...said }),
      /** Somebody holds the last of it while choosing. */
      held: heldShape,
      unknown: z.object({ ids: z.array(z.string()), ...said }),
      /** No place is named, or there is none to choose. */
      anywhere: z.object(said),
    },
    async run({ tx, clock }, { campaign, name, gift: words, amount = null, any = false }) {
      const now = clock.now()
      const all = (await needsMeant(tx, campaign.id, any, now)).filter((need) => need.place !== null)
      const open = all.filter((need) => isOpen(need, now) && left(need) > 0n)
      const gift = words ?? ''
      const said = amount === null ? giftOf(gift) : { amount, count: null }
      const named = placeNamed(
        all.map((need) => ({ need, name: need.place! })),
        name,
        PAGE + all.length,
      )
      const counts = (need: Need) => need.mode === 'exclusive' && countsIn(need, gift)
      /** "2 áo" are no two of anything else. */
      const without = { ...said, count: null }
      if (named.kind === 'anywhere' || open.length === 0)
        return { outcome: 'anywhere' as const, ...(all.some(counts) ? without : said) }
      const found = named.kind === 'named' ? named.places : named.near
      const there = found.map(({ need }) => need).filter((need) => open.includes(need))
      const counted = there.filter(counts)
      const meant = counted.length > 0 ? counted : there
      const kept = counted.length > 0 ? said : without
      if (named.kind === 'unknown')
        return { outcome: 'unknown' as const, ids: meant.slice(0, PAGE).map((need) => need.id), ...kept }
      // Who counts coats is told of the coats, though something else is open there.
      const asked = found.map(({ need }) => need).filter((need) => there.length === 0 || counts(need))
      const held = counted.length === 0 ? await heldAmong(tx, asked, now) : undefined
      if (held) return { outcome: 'held' as const, ...held }
      if (there.length === 0) {
        const { name, need } = found[0]!
        return { outcome: 'full' as const, name, kind: need.placeKind!, ...without }
      }
      return meant.length === 1
        ? { outcome: 'one' as const, place: placeRecord(meant[0]!), ...kept }
        : { outcome: 'several' as const, ids: meant.slice(0, PAGE).map((need) => need.id), ...kept }
    },
  }),
  action({
    name: 'need.place',
    input: z.object({ need: z.uuid(), months: z.number().positive().nullish() }),
    /** `anywhere`: it is open, and for wherever it is needed most. `sum`: of so many months, where it is known what one costs. */
    outcomes: {
      open: z.object({ place: placeShape, sum: money.nullable() }),
      anywhere: nothing,
      held: heldShape,
      gone: nothing,
    },
    async run({ tx, clock }, { need: id, months }) {
      const now = clock.now()
      const need = await needById(tx, id)
      if (need && isOpen(need, now) && left(need) > 0n) {
        if (need.place === null) return { outcome: 'anywhere' as const }
        const { mode, portion } = need
        const counts = mode === 'pooled' && portion !== null && isByMonth(need)
        const sum = counts && months ? sumOfMonths(months, portion) : null
        return { outcome: 'open' as const, place: placeRecord(need), sum }
      }
      const held = need && (await heldAmong(tx, [need], now))
      return held ? { outcome: 'held' as const, ...held } : { outcome: 'gone' as const }
    },
  }),
]

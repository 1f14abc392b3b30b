import { z } from 'zod'
import { type Action, action } from '../../conversation/action.ts'
import { money, nothing } from '../../platform/shapes.ts'
import { capitalise, isEachTime, monthsSaid } from '../../platform/vietnamese/index.ts'
import { labelsOf } from '../labels.ts'
import { asksForNeeds, isGiven } from './clauses.ts'
import { type Answer, findNeeds } from './finding.ts'
import { narrowings } from './narrowing.ts'
import { readWish, readWishAt } from './reading.ts'
import type { FoundNeed } from './store.ts'
import { type Place, saysSomething, type Wish } from './wish.ts'
import { type Lang, nameOf, placeOf, reasonsFor, standingOf, whatIs, whereIs, within } from './words.ts'

/** A need as people are told of it when they look for one. */
const found = z.object({
  id: z.string(),
  campaign: z.string(),
  name: z.string(),
  /** All that is told of it, as it stood at that moment. */
  line: z.string(),
})

/** What was meant, in words of ours. */
const meant = { what: z.string(), where: z.string().nullable() }
const records = z.object({
  needs: z.array(found),
  /** Where there is one alone. */
  only: found.nullable(),
  count: z.number(),
  more: z.boolean(),
  /** What one of them costs, where that is the same for all. */
  price: money.nullable(),
  unit: z.string(),
  /** How much they would like to give, if they said so and it is no bound of a price: “dưới 200k”. */
  amount: money.nullable(),
  /** How many months of it, if that was said and is clear: “2 tháng ăn trưa”. */
  months: z.number().nullable(),
  ...meant,
})
const choice = z.object({ id: z.string(), name: z.string() })

/** A wish in people's own words, or in those of the buttons that they pressed. */
export const saidOfWish = {
  said: z.string(),
  /** For whom, and where. */
  who: z.string().optional(),
  place: z.string().optional(),
  /** Where, if that was asked back; it stands instead of the places in all the others. */
  where: z.string().optional(),
}
const saidShape = z.object(saidOfWish)

export function wishOf({ said, who, place, where }: z.infer<typeof saidShape>): Wish {
  const text = [said, who, place].filter((part) => part !== undefined).join('. ')
  return where === undefined ? readWish(text) : readWishAt(text, where)
}

export const searchActions: readonly Action[] = [
  action({
    name: 'need.find',
    input: saidShape,
    outcomes: {
      found: records,
      /** Nothing fits; these are nearest. */
      near: records,
      /** What fits is held by people who are choosing; these others are nearest. */
      held: records.extend({
        /** What is held, and where: “Áo ấm cho bé gái, Mường Lạn, Sơn La”. */
        name: z.string(),
        /** In about so many minutes some of it may be free again. */
        minutes: z.number(),
      }),
      /** Nothing fits, and nothing is near. */
      none: z.object(meant),
      /** One name, several places. */
      ask: z.object({ choices: z.array(choice.extend({ whole: z.string() })) }),
      /** Nothing was said that needs can be told apart by. */
      unsaid: nothing,
    },
    async run({ tx, clock, lang }, input) {
      const wish = wishOf(input)
      if (!saysSomething(wish)) return { outcome: 'unsaid' as const }
      const answer = await findNeeds(tx, wish, clock.now())
      if (answer.kind === 'ask') return { outcome: 'ask' as const, choices: asChoices(answer.choices) }
      const said = { what: whatIs(wish, lang), where: whereIs(answer.places, lang) }
      const asked = { ...said, what: withinBudget(said.what, wish, input.said, lang) }
      const held = answer.kind === 'near' ? answer.held[0] : undefined
      if (answer.needs.length === 0 && !held) return { outcome: 'none' as const, ...asked }
      const needs = recordsOf(answer, wish, lang)
      const told = {
        needs,
        only: needs.length === 1 ? needs[0]! : null,
        count: answer.needs.length,
        more: answer.kind === 'found' && answer.more,
        ...priceOf(answer.needs),
        amount: isGiven(input.said) ? (wish.amount ?? null) : null,
        months: monthsOf(input.said),
        ...(answer.kind === 'near' ? asked : said),
      }
      if (!held) return { outcome: answer.kind, ...told }
      return { outcome: 'held' as const, ...told, name: heldName(held, lang), minutes: held.minutes }
    },
  }),
  action({
    name: 'need.narrow',
    input: z.object({
      by: z.enum(['kind', 'place', 'who']),
      /** What was chosen before, in words. */
      said: z.string().optional(),
      place: z.string().optional(),
      after: z.number().int().min(0).optional(),
    }),
    outcomes: {
      several: z.object({ choices: z.array(choice), more: z.boolean(), after: z.number() }),
      one: z.object({ name: z.string() }),
      none: nothing,
    },
    async run({ tx, clock, lang }, { by, said, place, after = 0 }) {
      const all = await narrowings(
        tx,
        by,
        said === undefined ? undefined : wishOf({ said, place }),
        clock.now(),
        lang,
      )
      if (all.length === 0) return { outcome: 'none' as const }
      if (all.length === 1) return { outcome: 'one' as const, name: all[0]! }
      const from = after < all.length ? after : 0
      const shown = all.slice(from, from + PAGE)
      return {
        outcome: 'several' as const,
        choices: shown.map((name, n) => ({ id: String(from + n), name })),
        more: all.length > from + PAGE,
        after: from + shown.length,
      }
    },
  }),
]

const heldName = (need: FoundNeed, lang: Lang): string => capitalise(`${need.what}, ${placeOf(need, lang)}`)

function monthsOf(said: string): number | null {
  const [months, ...others] = asksForNeeds(said) || isEachTime(said) ? [] : (monthsSaid(said) ?? [])
  return others.length > 0 ? null : (months ?? null)
}

/** What is not there may be there for more. */
const withinBudget = (what: string, { amount }: Wish, said: string, lang: Lang): string =>
  amount === undefined || isGiven(said) ? what : within(what, amount, lang)

/** With [Xem thêm] and [Khác] as many as a chat bears. */
const PAGE = 3

/** Those of one name are told apart by where they lie. */
function asChoices(places: readonly Place[]) {
  const alike = places.every(({ name }) => name === places[0]!.name)
  return places.map(({ name, provinces }, n) => {
    const around = provinces.join(', ')
    return {
      id: String(n),
      name: alike ? around : name.replace(/^\p{Ll}+ (?:\p{Ll}+ )?/u, ''),
      whole: provinces.includes(name) ? name : `${name}, ${around}`,
    }
  })
}

/** What people are told of each. */
export function recordsOf(answer: Exclude<Answer, { kind: 'ask' }>, { first }: Wish, lang: Lang) {
  const { kind, needs } = answer
  const reasons = kind === 'found' ? reasonsFor(needs, first, lang) : needs.map(() => null)
  const alike = needs.every(({ what }) => what === needs[0]!.what)
  const labels = labelsOf(
    needs.map((need) => ({ ...need, name: nameOf(need, lang) })),
    lang,
  )
  return needs.map((need, n) => {
    const standing = standingOf(need, reasons[n]!, lang)
    const where = kind === 'near' || answer.places.length === 0 ? placeOf(need, lang) : nameOf(need, lang)
    const line = kind === 'found' && alike ? `${where}: ${standing}` : `${where}: ${need.what}, ${standing}`
    return { id: need.id, campaign: need.campaignId, name: labels[n]!, line }
  })
}

/** What one costs, if it is the same for all that are shown. */
function priceOf(needs: readonly FoundNeed[]) {
  if (needs.length === 0) return { price: null, unit: '' }
  const [{ unitPrice, unitWord: unit }] = needs as [FoundNeed]
  const same = needs.every(
    (one) => one.mode === 'exclusive' && one.unitPrice === unitPrice && one.unitWord === unit,
  )
  return { price: same ? unitPrice : null, unit }
}

import { z } from 'zod'
import { type Action, action } from '../../conversation/action.ts'
import { isChildInFull, isNoName, isOfficial, paperName, unfitName } from '../../people/index.ts'
import { money, nothing } from '../../platform/shapes.ts'
import { dayOf, readTaxCode } from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import { pledgeRecord, recordOf } from '../pledges/record.ts'
import { lockPledge, pledgeById, pledgesOf } from '../pledges/store.ts'
import { BEHALF_KINDS, type Behalf, behalfShape, companyName, lineOf, OCCASIONS } from './behalf.ts'
import { noteBehalf } from './noting.ts'
import { saysNone, taxCodeSaid } from './refused.ts'
import { behalfSaid, isInName } from './said.ts'
import { behalfOf, isOurs } from './store.ts'
import { thingsSaid } from './things.ts'
import { WAYS, wayOf } from './way.ts'

const named = z.object({ id: z.uuid() })
/** With how it stands on a paper. */
const made = z.object({ behalf: behalfShape, line: z.string() })

const SOME_DAYS = 90
/** Beside them a new promise can be chosen, and five buttons are what every channel has. */
const MOST_SHOWN = 3

/** What flows may ask of gifts in the name of others. */
export const behalfActions = (giving: Giving): readonly Action[] => [
  action({
    name: 'behalf.said',
    input: z.object({ words: z.string().nullish() }),
    /** What of it was said; null is asked for. */
    outcomes: {
      said: z.object({
        kind: z.enum(BEHALF_KINDS).nullable(),
        occasion: z.enum(OCCASIONS).nullable(),
        name: z.string().nullable(),
        /** Of one person or family: nobody shares its code. */
        one: z.boolean(),
        /** That person is a child. */
        child: z.boolean(),
        /** A family without a name: a gift as any other. */
        plain: z.boolean(),
        wish: money.nullable(),
        count: z.number().nullable(),
        /** Things besides, or alone. */
        goods: z.string().nullable(),
        /** A tax code that is said along with a company's name. */
        tax_code: z.string().nullable(),
        way: z.enum(WAYS),
        /** It is said in whose name it is, and not for whom; so a flow of another kind of gift may believe it. */
        sure: z.boolean(),
      }),
    },
    run: async ({ clock }, { words }) => ({
      outcome: 'said' as const,
      ...behalfSaid(words ?? ''),
      goods: thingsSaid(words ?? ''),
      tax_code: taxCodeSaid(words ?? ''),
      way: wayOf(words ?? '', dayOf(clock.now())),
      sure: isInName(words ?? ''),
    }),
  }),
  action({
    name: 'behalf.name',
    input: z.object({
      kind: z.enum(BEHALF_KINDS),
      occasion: z.enum(OCCASIONS).nullish(),
      name: z.string(),
      /** It is for a child, whether or not the name tells. */
      child: z.boolean().nullish(),
    }),
    /**
     * `of_child`: a pupil, or one class of a school, could be found by it. `child`: it is a child's, in full. `leads_out`: a number or a
     * link stands in it. `official`: of a body of the state or a fund, which
     * itself has said nothing. `no_name`: a question, or what is wanted.
     */
    outcomes: {
      fine: made,
      no_name: nothing,
      of_child: nothing,
      child: nothing,
      leads_out: nothing,
      official: nothing,
    },
    async run({ tx, lang }, { kind, occasion, name: typed, child }) {
      const name = paperName(typed)
      if (name === null) throw new Error('nobody has said a name')
      if (isNoName(name)) return { outcome: 'no_name' as const }
      if (kind !== 'company' && isChildInFull(child ? `bé ${name}` : name))
        return { outcome: 'child' as const }
      const unfit = unfitName(name)
      if (unfit) return { outcome: unfit }
      if (kind !== 'tribute' && (isOfficial(name) || (await isOurs(tx, name))))
        return { outcome: 'official' as const }
      const behalf = {
        kind,
        name: kind === 'company' ? companyName(name) : name,
        occasion: kind === 'tribute' ? (occasion ?? 'honour') : null,
        tax_code: null,
      }
      return { outcome: 'fine' as const, ...shown(behalf, lang) }
    },
  }),
  action({
    name: 'behalf.tax',
    input: z.object({ behalf: behalfShape, text: z.string() }),
    /** `none`: they have none, or want none on it. */
    outcomes: { fine: made.extend({ code: z.string() }), none: nothing, wrong: nothing },
    async run({ lang }, { behalf, text }) {
      if (saysNone(text)) return { outcome: 'none' as const }
      const code = readTaxCode(text)
      if (code === undefined || behalf.kind !== 'company') return { outcome: 'wrong' as const }
      return { outcome: 'fine' as const, code, ...shown({ ...behalf, tax_code: code }, lang) }
    },
  }),
  action({
    name: 'behalf.targets',
    input: z.object({}),
    /** Promises of theirs that it could be for: those that stand, and those that were paid not long ago. */
    outcomes: { none: nothing, some: z.object({ pledges: z.array(pledgeRecord) }) },
    async run({ tx, clock, contact }) {
      const now = clock.now()
      const since = new Date(now.getTime() - SOME_DAYS * 86_400_000)
      const own = await pledgesOf(tx, contact, since, MOST_SHOWN, true)
      const pledges = []
      for (const pledge of own) pledges.push(await recordOf(tx, pledge, now))
      return pledges.length > 0 ? { outcome: 'some' as const, pledges } : { outcome: 'none' as const }
    },
  }),
  action({
    name: 'behalf.note',
    /** Without `behalf` it is its giver's own again. */
    input: z.object({ pledge: named, behalf: behalfShape.nullish() }),
    outcomes: {
      /** `receipt_stands`: one was handed out without this name, and stays so. `certificate`: there is one, which says what it said. */
      noted: z.object({
        pledge: pledgeRecord,
        receipt_stands: z.boolean(),
        certificate: z.boolean(),
      }),
      gone: nothing,
    },
    async run({ tx, clock, contact }, { pledge: { id }, behalf }) {
      const pledge = await lockPledge(tx, id)
      if (pledge?.contactId !== contact || pledge.state === 'cancelled') return { outcome: 'gone' as const }
      const { receiptStands, certificate } = await noteBehalf(tx, giving, pledge, behalf ?? undefined)
      const noted = await recordOf(tx, (await pledgeById(tx, id))!, clock.now())
      return { outcome: 'noted' as const, pledge: noted, receipt_stands: receiptStands, certificate }
    },
  }),
  action({
    name: 'behalf.of',
    input: z.object({ pledge: named.nullish() }),
    outcomes: { none: nothing, noted: made },
    async run({ tx, keys, contact, lang }, { pledge }) {
      const found = pledge && (await pledgeById(tx, pledge.id))
      const behalf = found && found.contactId === contact ? await behalfOf(tx, keys, found) : undefined
      return behalf ? { outcome: 'noted' as const, ...shown(behalf, lang) } : { outcome: 'none' as const }
    },
  }),
]

const shown = (behalf: Behalf, lang: 'vi' | 'en') => ({ behalf, line: lineOf(behalf, lang) })

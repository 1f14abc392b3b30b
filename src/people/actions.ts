import { z } from 'zod'
import { type Action, action } from '../conversation/action.ts'
import { nothing } from '../platform/shapes.ts'
import type { Tx } from '../platform/tx.ts'
import { clean, nameInCapitals, namesPupil } from '../platform/vietnamese/index.ts'
import { PURPOSES, type Purpose, purposesOf } from './consent.ts'
import { giveConsent, keepPaperName, personOf, refusedSince, withdrawConsent } from './store.ts'

/** Longer than any family and its company write themselves. */
const LONGEST_NAME = 80

/** A name as it is kept: readable, on one line. @returns null for a name of nothing */
export const paperName = (typed: string | null): string | null =>
  clean((typed ?? '').replace(/\s+/g, ' '), LONGEST_NAME) || null

const saved = { saved: nothing }

/** Takes back what waits to be said to a contact for these purposes. */
export type Hush = (tx: Tx, contact: string, purposes: readonly Purpose[]) => Promise<void>

export const peopleActions = (hush: Hush): readonly Action[] => [
  action({
    name: 'consent.give',
    input: z.object({ purpose: z.enum(PURPOSES) }),
    outcomes: saved,
    async run({ tx, ids, clock, contact }, { purpose }) {
      await giveConsent(tx, ids, contact, purpose, clock.now())
      return { outcome: 'saved' as const }
    },
  }),
  action({
    name: 'consent.withdraw',
    input: z.object({ purpose: z.enum([...PURPOSES, 'all', 'appeals']) }),
    outcomes: saved,
    async run({ tx, ids, clock, contact }, { purpose }) {
      const purposes = purposesOf(purpose)
      await withdrawConsent(tx, ids, contact, purposes, clock.now())
      await hush(tx, contact, purposes)
      return { outcome: 'saved' as const }
    },
  }),
  action({
    name: 'consent.left',
    input: z.object({}),
    /** `none`: they refused word of their own gifts too, and have not asked for it since. */
    outcomes: { some: nothing, none: nothing },
    async run({ tx, contact }) {
      const since = await refusedSince(tx, contact, 'my_gifts')
      return { outcome: since === undefined ? ('some' as const) : ('none' as const) }
    },
  }),
  action({
    name: 'contact.who',
    input: z.object({}),
    /** The name that they gave for their papers, if they gave one. */
    outcomes: { named: z.object({ name: z.string() }), unnamed: nothing },
    async run({ tx, contact }) {
      const { paperName: name } = await personOf(tx, contact)
      return name === null ? { outcome: 'unnamed' as const } : { outcome: 'named' as const, name }
    },
  }),
  action({
    name: 'name.spelling',
    input: z.object({ name: z.string() }),
    /** `of_child`: a pupil could be found by it. */
    outcomes: { as_typed: nothing, could_be: z.object({ name: z.string() }), of_child: nothing },
    async run(_, { name }) {
      if (namesPupil(name)) return { outcome: 'of_child' as const }
      const proper = nameInCapitals(name)
      return proper === undefined
        ? { outcome: 'as_typed' as const }
        : { outcome: 'could_be' as const, name: proper }
    },
  }),
  action({
    name: 'contact.name',
    input: z.object({ name: z.string().nullable() }),
    outcomes: saved,
    async run({ tx, contact }, { name }) {
      await keepPaperName(tx, contact, paperName(name))
      return { outcome: 'saved' as const }
    },
  }),
]

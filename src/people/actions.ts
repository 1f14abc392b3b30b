import { z } from 'zod'
import { type Action, action } from '../conversation/action.ts'
import { file, nothing } from '../platform/shapes.ts'
import type { Tx } from '../platform/tx.ts'
import { clean, fold, nameInCapitals, namesPupil } from '../platform/vietnamese/index.ts'
import { PURPOSES, type Purpose, purposesOf } from './consent.ts'
import { endRequest, noteRequest } from './request-store.ts'
import { SALUTATIONS } from './salutation.ts'
import {
  giveConsent,
  keepPaperName,
  keepSalutation,
  personOf,
  refusedSince,
  withdrawConsent,
} from './store.ts'

/** Longer than any family and its company write themselves. */
const LONGEST_NAME = 80

/** A name as it is kept: readable, on one line. @returns null for a name of nothing */
export const paperName = (typed: string | null): string | null =>
  clean((typed ?? '').replace(/\s+/g, ' '), LONGEST_NAME) || null

const saved = { saved: nothing }

/** What is asked of the rest of the program about a contact. */
export interface PeopleNeeds {
  /** Takes back what waits to be said to them for these purposes. */
  readonly hush: (tx: Tx, contact: string, purposes: readonly Purpose[]) => Promise<void>
  /** Whether money of theirs waits for a decision. */
  readonly hasOpenMoney: (tx: Tx, contact: string) => Promise<boolean>
}

/** What is typed to be erased, so that no slip of a finger does it. */
const ERASE_WORDS = ['xoa', 'erase']

export const peopleActions = ({ hush, hasOpenMoney }: PeopleNeeds): readonly Action[] => [
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
    name: 'my_data.erase',
    input: z.object({ word: z.string() }),
    outcomes: {
      not_said: nothing,
      /** It is done as soon as our answer has gone out. */
      noted: z.object({ number: z.string() }),
      /** Money of theirs waits for a decision, of which they could hear no more. */
      money_open: z.object({ number: z.string(), answer_by: z.date() }),
    },
    async run({ tx, ids, clock, contact }, { word }) {
      if (!ERASE_WORDS.includes(fold(word).replace(/[^a-z]/g, ''))) return { outcome: 'not_said' as const }
      const { number, answerBy } = await noteRequest(tx, ids, contact, 'erase', clock.now())
      return (await hasOpenMoney(tx, contact))
        ? { outcome: 'money_open' as const, number, answer_by: answerBy }
        : { outcome: 'noted' as const, number }
    },
  }),
  action({
    name: 'my_data.copy',
    input: z.object({}),
    /** For reading, and for programs. Both are put together when they are fetched, for seven days. */
    outcomes: { ready: z.object({ number: z.string(), readable: file, data: file }) },
    async run({ tx, ids, clock, contact }) {
      const { id, number } = await noteRequest(tx, ids, contact, 'copy', clock.now())
      await endRequest(tx, id, clock.now(), [])
      const form = (ending: string, mime: string) => ({
        file: `copy/${id}.${ending}`,
        name: `${number}.${ending}`,
        mime,
      })
      return {
        outcome: 'ready' as const,
        number,
        readable: form('html', 'text/html'),
        data: form('json', 'application/json'),
      }
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
    async run({ tx, keys, contact }) {
      const { paperName: name } = await personOf(tx, keys, contact)
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
    async run({ tx, keys, contact }, { name }) {
      await keepPaperName(tx, keys, contact, paperName(name))
      return { outcome: 'saved' as const }
    },
  }),
  action({
    name: 'contact.call',
    input: z.object({ form: z.enum(SALUTATIONS) }),
    outcomes: saved,
    async run({ tx, contact }, { form }) {
      await keepSalutation(tx, contact, form)
      return { outcome: 'saved' as const }
    },
  }),
]

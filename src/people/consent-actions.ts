import { z } from 'zod'
import { type Action, action } from '../conversation/action.ts'
import { nothing } from '../platform/shapes.ts'
import { PLAIN, PURPOSES, purposesOf } from './consent.ts'
import { consentsOf, giveConsent, refusedSince, thankByName, withdrawConsent } from './consent-store.ts'
import { sayName } from './link-share.ts'
import type { PeopleNeeds } from './needs.ts'
import { paperName } from './paper-name.ts'
import { personOf } from './store.ts'

const saved = { saved: nothing }

/** What a person allows us, and takes back. */
export const consentActions = ({ hush }: Pick<PeopleNeeds, 'hush'>): readonly Action[] => [
  action({
    name: 'consent.give',
    input: z.object({ purpose: z.enum(PLAIN) }),
    outcomes: saved,
    async run({ tx, ids, clock, contact, address, way }, { purpose }) {
      if (!way) throw new Error(`nobody has allowed ${purpose} just now`)
      await giveConsent(tx, ids, contact, { purpose, way, at: clock.now(), address })
      return { outcome: 'saved' as const }
    },
  }),
  action({
    name: 'name.show',
    input: z.object({ name: z.string() }),
    outcomes: saved,
    /** They are thanked by this name in public from now on; their papers bear it too, if they have no name yet. */
    async run({ tx, ids, keys, clock, contact, address, way }, { name: typed }) {
      const name = paperName(typed)
      if (!way || name === null) throw new Error('nobody has said just now how to be thanked')
      await thankByName(tx, ids, keys, contact, { name, way, at: clock.now(), address })
      if ((await personOf(tx, keys, contact)).paperName === null)
        await sayName(tx, keys, contact, name, address)
      return { outcome: 'saved' as const }
    },
  }),
  action({
    name: 'consent.withdraw',
    input: z.object({ purpose: z.enum([...PURPOSES, 'all', 'appeals', 'next']) }),
    outcomes: saved,
    async run({ tx, ids, clock, contact, address, way = 'typed' }, { purpose }) {
      const purposes = purposesOf(purpose)
      await withdrawConsent(tx, ids, contact, { purposes, way, at: clock.now(), address })
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
    name: 'consent.mine',
    input: z.object({}),
    /** What holds now. Reminders come with a promise until they are refused; the rest only since it was allowed. */
    outcomes: {
      now: z.object({
        my_gifts: z.boolean(),
        news: z.boolean(),
        reminders: z.boolean(),
        public_name: z.boolean(),
      }),
    },
    async run({ tx, contact }) {
      const allowed = await consentsOf(tx, contact)
      return {
        outcome: 'now' as const,
        my_gifts: allowed.has('my_gifts'),
        news: allowed.has('news'),
        reminders: (await refusedSince(tx, contact, 'reminders')) === undefined,
        public_name: allowed.has('public_name'),
      }
    },
  }),
]

import { z } from 'zod'
import { OCCASIONS } from '../../campaigns/index.ts'
import { type Action, action } from '../../conversation/action.ts'
import { consentsOf, giveConsent } from '../../people/index.ts'
import { day, nothing } from '../../platform/shapes.ts'
import { firstAfter, meantBy, nameOf } from './asking.ts'
import { PURPOSE_OF } from './open.ts'
import { meantOf } from './said.ts'
import { askedBy } from './store.ts'

/** What people ask to hear again: the next time of an occasion, and once a year of what they gave. */
export const againActions: readonly Action[] = [
  action({
    name: 'again.meant',
    input: z.object({ said: z.string().nullish() }),
    /** A no, a question and a complaint hold the same words as a wish; no yes is kept for them, nor for a child. */
    outcomes: { asks: nothing, refuses: nothing, complains: nothing, wonders: nothing, young: nothing },
    run: async (_, { said }) => ({ outcome: meantOf(said ?? '') }),
  }),
  action({
    name: 'again.ask',
    /** The occasion, or what was said of it. */
    input: z.object({ occasion: z.enum(OCCASIONS).nullish(), said: z.string().nullish() }),
    outcomes: {
      /** `open_now`: the name of what is open at present, and is not waited for. */
      kept: z.object({ purpose: z.string(), name: z.string(), opens: day, open_now: z.string().nullish() }),
      which: nothing,
      /** The days after an occasion are meant: what opens first then. */
      after: z.object({ occasion: z.enum(OCCASIONS), name: z.string(), opens: day }),
    },
    async run({ tx, ids, clock, contact, address, way, lang }, { occasion, said }) {
      if (!way) throw new Error('nobody has asked to be told just now')
      const now = clock.now()
      const after = occasion ? undefined : firstAfter(said ?? '', now)
      if (after) {
        const name = nameOf(after.occasion, after.year, lang)
        return { outcome: 'after' as const, occasion: after.occasion, name, opens: after.opens }
      }
      const words = { occasion: occasion ?? undefined, words: said ?? '' }
      const window = await meantBy(tx, contact, words, now)
      if (!window) return { outcome: 'which' as const }
      const purpose = PURPOSE_OF[window.occasion]
      await giveConsent(tx, ids, contact, { purpose, way, at: now, address, fromYear: window.year })
      return {
        outcome: 'kept' as const,
        purpose,
        name: nameOf(window.occasion, window.year, lang),
        opens: window.opens,
        open_now: window.openNow === undefined ? null : nameOf(window.occasion, window.openNow, lang),
      }
    },
  }),
  action({
    name: 'again.mine',
    input: z.object({}),
    /** What holds now: occasions, the next first, and whether they hear once a year. */
    outcomes: { now: z.object({ occasions: z.array(z.object({ name: z.string() })), yearly: z.boolean() }) },
    async run({ tx, contact, lang }) {
      const asked = await askedBy(tx, contact)
      const occasions = OCCASIONS.flatMap((occasion) => {
        const one = asked.find(({ purpose }) => purpose === PURPOSE_OF[occasion])
        return one ? [{ year: one.fromYear, name: nameOf(occasion, one.fromYear, lang) }] : []
      })
      occasions.sort((a, b) => a.year - b.year)
      return {
        outcome: 'now' as const,
        occasions: occasions.map(({ name }) => ({ name })),
        yearly: (await consentsOf(tx, contact)).has('anniversary'),
      }
    },
  }),
]

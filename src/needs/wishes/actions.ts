import { z } from 'zod'
import { type Action, action } from '../../conversation/action.ts'
import { nothing } from '../../platform/shapes.ts'
import { saidOfWish } from '../search/actions.ts'
import { forgetWishes, insertWish, sealWish, wishesOf } from './wish-store.ts'

/** So many things may one person wait for at once. */
const MOST = 5
const MONTHS = 6
/** Which wording people say yes to: the sentence above the button in flows/find. Change it whenever its meaning changes. */
const WORDING = '2026-11'

export const wishActions: readonly Action[] = [
  action({
    name: 'wish.keep',
    input: z.object({
      ...saidOfWish,
      /** What is repeated to them. */
      what: z.string(),
      named: z.string().optional(),
    }),
    outcomes: { kept: nothing, many: nothing },
    async run({ tx, ids, clock, keys, contact, address, way }, { what, named, ...said }) {
      if (!way) throw new Error('nobody has asked to be told just now')
      if ((await wishesOf(tx, contact)).length >= MOST) return { outcome: 'many' as const }
      const key = (await keys.of(tx, contact))!
      const now = clock.now()
      const until = new Date(now)
      until.setUTCMonth(until.getUTCMonth() + MONTHS)
      await insertWish(tx, {
        id: ids.uuid(),
        contactId: contact,
        addressId: address ?? null,
        body: sealWish(key, { ...said, what, named: named ?? null }),
        way,
        wording: WORDING,
        createdAt: now,
        until,
        lookAt: now,
      })
      return { outcome: 'kept' as const }
    },
  }),
  action({
    name: 'wish.forget',
    input: z.object({}),
    outcomes: { done: nothing },
    async run({ tx, contact }) {
      await forgetWishes(tx, contact)
      return { outcome: 'done' as const }
    },
  }),
]

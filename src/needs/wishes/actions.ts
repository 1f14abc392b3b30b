import { z } from 'zod'
import { type Action, action } from '../../conversation/action.ts'
import { day, nothing } from '../../platform/shapes.ts'
import { dayOf } from '../../platform/vietnamese/index.ts'
import { saidOfWish } from '../search/actions.ts'
import { forgetWishes, insertWish, openWish, sealWish, wishesOf } from './wish-store.ts'

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
    name: 'wish.mine',
    input: z.object({}),
    /** What they wait for, as it was repeated to them, and until when the last of it is kept. */
    outcomes: {
      some: z.object({ wishes: z.array(z.object({ name: z.string() })), until: day }),
      none: nothing,
    },
    async run({ tx, keys, contact }) {
      const kept = await wishesOf(tx, contact)
      const last = kept.at(-1)
      const key = await keys.of(tx, contact)
      if (!last || !key) return { outcome: 'none' as const }
      const wishes = kept.map(({ body }) => {
        const { what, named } = openWish(key, body)
        return { name: named ? `${what} (${named})` : what }
      })
      return { outcome: 'some' as const, wishes, until: dayOf(last.until) }
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

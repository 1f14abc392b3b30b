import { nothing, post, type Tellings } from '../conversation/index.ts'
import {
  findNeeds,
  forgetOldWishes,
  forgetWish,
  type KeptWish,
  openWish,
  recordsOf,
  takeDueWishes,
  wishById,
  wishOf,
} from '../needs/index.ts'
import { langOf } from '../people/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db.ts'
import { isDatabaseTrouble } from '../platform/db-trouble.ts'
import type { Log } from '../platform/log.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Queue } from '../platform/queue.ts'
import type { Tx } from '../platform/tx.ts'
import { dayOf, nextToAsk } from '../platform/vietnamese/index.ts'

interface Parts {
  readonly db: Database
  readonly keys: PersonKeys
  readonly clock: Clock
  readonly queue: Queue
  readonly log: Log
}

const AT_ONCE = 20
/** A need that opens is told of within minutes; the wish of somebody who was told, and for whom it was gone again, waits on. */
const AGAIN_MS = 10 * 60_000
const HOUR_MS = 3_600_000

/**
 * Looks whether needs have opened that somebody waits for, and tells them once. A wish that cannot be read is logged by its id, and
 * keeps no other.
 *
 * @returns a sweep
 */
export function wishSweep({ db, keys, clock, queue, log }: Parts): () => Promise<void> {
  /** @returns whose talk has something to say now */
  const look = (id: string, now: Date): Promise<string | undefined> =>
    db.transaction(async (tx) => {
      const wish = await wishById(tx, id)
      if (!wish || !(await found(tx, keys, wish, now))) return undefined
      const notBefore = nextToAsk(now)
      await post(tx, wish.contactId, {
        flow: 'wish-met',
        // What was gone by the time it was told may be told of another day.
        key: `wish-met:${wish.id}:${dayOf(notBefore)}`,
        with: { wish: { id: wish.id } },
        ...(wish.addressId && { at: wish.addressId }),
        notBefore,
        patience: new Date(notBefore.getTime() + 6 * HOUR_MS),
      })
      return wish.contactId
    })

  return async () => {
    const now = clock.now()
    const due = await db.transaction(async (tx) => {
      await forgetOldWishes(tx, now)
      return takeDueWishes(tx, now, new Date(now.getTime() + AGAIN_MS), AT_ONCE)
    })
    for (const { id } of due) {
      const contact = await look(id, now).catch((error) => {
        if (isDatabaseTrouble(error)) throw error
        log.error('wish.failed', { id, error })
        return undefined
      })
      if (contact !== undefined) await queue.add('bulk', contact)
    }
  }
}

/** What fits it now; undefined where nothing does, or nobody is there any more. */
async function found(tx: Tx, keys: PersonKeys, wish: KeptWish, now: Date) {
  const key = await keys.of(tx, wish.contactId)
  if (!key) return undefined
  const said = openWish(key, wish.body)
  const meant = wishOf(said)
  const answer = await findNeeds(tx, meant, now)
  return answer.kind === 'found' ? { said, meant, answer } : undefined
}

/** What is said then, read when it is said. It is met by being told: nothing of it is kept. */
export const wishTellings = (keys: PersonKeys): Tellings => ({
  'wish-met': async ({ tx, contact, now }, posted) => {
    const id = (posted.wish as { id?: unknown } | undefined)?.id
    const wish = typeof id === 'string' ? await wishById(tx, id) : undefined
    if (wish?.contactId !== contact) return nothing('they wait for it no more')
    const met = await found(tx, keys, wish, now)
    if (!met) return nothing('it is gone again')
    await forgetWish(tx, wish.id)
    const lang = await langOf(tx, contact)
    const needs = recordsOf(met.answer, met.meant, lang)
    return { kind: 'say', with: { what: met.said.what, since: dayOf(wish.createdAt), needs } }
  },
})

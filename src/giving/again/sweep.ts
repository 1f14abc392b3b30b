import type { Database } from '../../platform/db.ts'
import { dayOf, nextToAsk, untilEvening } from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import { openOccasions } from './open.ts'
import { takeWaiting } from './store.ts'

/** So many in one round: ten thousand are told in the better part of half an hour, and what donors ask meanwhile is answered. */
const AT_ONCE = 20

/**
 * Tells those who asked for it that an occasion has come again: of each, once, by day, a few in each round. Any number of processes
 * may do it at once.
 *
 * @returns whom it told
 */
export async function tellOccasions(
  db: Database,
  giving: Pick<Giving, 'tell'>,
  now: Date,
): Promise<string[]> {
  if (nextToAsk(now) > now) return []
  return db.transaction(async (tx) => {
    const told = new Set<string>()
    const open = await openOccasions(tx, now)
    for (const { purpose, year } of open) {
      const left = AT_ONCE - told.size
      if (left <= 0) break
      for (const contact of await takeWaiting(tx, purpose, year, left)) {
        await giving.tell.toContact(tx, contact, {
          flow: 'occasion-opened',
          // What could not be said may be said another day.
          key: `occasion-opened:${purpose}:${year}:${contact}:${dayOf(now)}`,
          with: { purpose, year },
          patience: untilEvening(now),
        })
        told.add(contact)
      }
    }
    return [...told]
  })
}

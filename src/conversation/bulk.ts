import type { HotSql } from '../platform/db.ts'
import type { Delivery } from './delivery.ts'
import type { TodoStore } from './todo-store.ts'
import { homeLane } from './turn-rows.ts'

interface Parts {
  readonly hot: HotSql
  readonly store: Pick<TodoStore, 'putOff'>
  readonly delivery: Pick<Delivery, 'roomFor'>
}

const PUT_OFF_MS = 10_000

/**
 * Turns that nobody waits for: reminders of nine in the morning, waits that have run out. They are taken only as fast as
 * what they say goes out. What waits before its turn can still be taken back and holds up nobody; what waits behind it,
 * written and unsent, holds up the answers to whoever writes meanwhile.
 *
 * @param turns works off whatever of a contact is ripe
 */
export function bulkTurns(
  { hot, store, delivery }: Parts,
  turns: (contact: string) => Promise<void>,
): (contact: string) => Promise<void> {
  return async (contact) => {
    const lane = await homeLane(hot, contact)
    if (lane === undefined || (await delivery.roomFor(lane))) await turns(contact)
    else await store.putOff(contact, PUT_OFF_MS)
  }
}

import type { Values } from '../engine/index.ts'
import type { PersonKey } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'
import { encodeItem, type Item } from './item.ts'
import { sealItem } from './seals.ts'
import { DUE_NOW } from './turn-store.ts'

/** What the system has to say to a contact. */
export interface Posting {
  /** The flow that says it. */
  readonly flow: string
  /** Ids, where a telling of the flow reads the facts at the message's turn (`telling.ts`). */
  readonly with: Values
  /** The address of theirs that it is meant for. Default: where they want to be written to. */
  readonly at?: string
  /** What makes this message once only, e.g. `money-seen:<donation>`. */
  readonly key: string
  /** Not before this instant. Default: at once. */
  readonly notBefore?: Date
  /**
   * Until when it waits for the person to be at rest, and to have an open address: after that it comes to nothing.
   * Default: two minutes after `notBefore` for rest, and as long as it takes for an address.
   */
  readonly patience?: Date
  /** It waits for nobody to be at rest: who is in the middle of something hears it all the same. */
  readonly atOnce?: boolean
}

const PATIENCE_S = 120
const LONG_AGO = new Date(0)

/**
 * Puts a message of the system into the contact's inbox, in the caller's transaction: it is there exactly if the fact
 * is, unless the contact was erased and nobody is there to hear it. The sweep brings it to its turn; ring the `todo` queue after the commit to have it sooner.
 */
export async function post(tx: Tx, contact: string, posting: Posting): Promise<void> {
  const { flow, with: values, at, key, notBefore, patience, atOnce } = posting
  const item: Item = {
    kind: 'flow',
    flow,
    with: values,
    ...(at && { at }),
    ...(patience && { passes: true }),
  }
  const body = Buffer.from(encodeItem(item))
  await put(tx, 'system', { contact, key, body, notBefore, patience: atOnce ? LONG_AGO : patience })
}

/**
 * Puts what an officer did into the contact's inbox, in the caller's transaction: its turn comes at once, after what the
 * person wrote before.
 *
 * @param name makes it once only
 */
export const putItem = (tx: Tx, contact: string, key: PersonKey, name: string, item: Item): Promise<void> =>
  put(tx, 'office', { contact, key: name, body: sealItem(key, item) })

interface Put {
  readonly contact: string
  readonly key: string
  readonly body: Buffer
  readonly notBefore?: Date | undefined
  readonly patience?: Date | undefined
}

async function put(tx: Tx, source: string, { contact, key, body, notBefore, patience }: Put): Promise<void> {
  await tx.$executeRawUnsafe(
    `with i as (
       insert into inbox (source, external_id, contact_id, body) select $6, $1, contact_id, $3::bytea
       from person_key where contact_id = $2::uuid
       on conflict do nothing returning external_id)
     insert into todo (source, external_id, contact_id, not_before, patience)
     select $6, external_id, $2::uuid, coalesce($4::timestamptz, ${DUE_NOW}),
       coalesce($5::timestamptz, coalesce($4::timestamptz, now()) + interval '${PATIENCE_S} s') from i`,
    key,
    contact,
    body,
    notBefore ?? null,
    patience ?? null,
    source,
  )
}

/**
 * Takes back what has not been said yet: messages whose key begins so (the reminders of a pledge that was paid). One that somebody
 * has in hand is not waited for: its telling asks again, behind the lock of what it tells of.
 *
 * @returns how many
 */
export async function unpost(tx: Tx, keyPrefix: string): Promise<number> {
  return tx.$executeRawUnsafe(
    `delete from todo where seq in (
       select seq from todo where source = 'system' and external_id like $1 || '%' and lease_until is null for update skip locked)`,
    keyPrefix,
  )
}

/**
 * Takes back what has not been said yet to one contact, in flows whose name begins the keys of their messages: what waits
 * for its time, and reminders that were written and are not on their way. What is in somebody's hands at this moment asks
 * its telling again.
 */
export async function unpostFor(tx: Tx, contact: string, flows: readonly string[]): Promise<void> {
  await tx.$executeRawUnsafe(
    `with t as (
       delete from todo where contact_id = $1::uuid and source = 'system' and lease_until is null
         and split_part(external_id, ':', 1) = any($2::text[])
     )
     update outbox set state = 'taken_back'
     where contact_id = $1::uuid and state = 'waiting' and class = 'once'`,
    contact,
    [...flows],
  )
}

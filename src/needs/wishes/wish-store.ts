import { uuids } from '../../platform/columns.ts'
import type { HotSql } from '../../platform/db.ts'
import { type Handing, type Returning, resealed } from '../../platform/handing.ts'
import type { PersonKey } from '../../platform/person-key.ts'
import type { Tx } from '../../platform/tx.ts'

/** What somebody would like to give, as it was said: read again each time, since the words mean what needs there are. */
interface SaidWish {
  readonly said: string
  readonly who?: string | undefined
  readonly place?: string | undefined
  readonly where?: string | undefined
  /** What was repeated to them when they said yes: “áo ấm cho bé gái 6–10 tuổi”, “Sơn La”. */
  readonly what: string
  readonly named: string | null
}

export interface KeptWish {
  readonly id: string
  readonly contactId: string
  readonly addressId: string | null
  readonly body: Uint8Array
  readonly createdAt: Date
  readonly until: Date
}

interface NewWish {
  readonly id: string
  readonly contactId: string
  readonly addressId: string | null
  readonly body: Uint8Array<ArrayBuffer>
  readonly way: 'button' | 'typed'
  readonly wording: string
  readonly createdAt: Date
  readonly until: Date
  readonly lookAt: Date
}

export const sealWish = (key: PersonKey, said: SaidWish): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(key.seal('wish', JSON.stringify(said)))
export const openWish = (key: PersonKey, body: Uint8Array): SaidWish =>
  JSON.parse(key.open('wish', body).toString()) as SaidWish

export async function insertWish(tx: Tx, wish: NewWish): Promise<void> {
  await tx.wish.create({ data: wish })
}

/** Oldest first. */
export const wishesOf = (tx: Tx, contact: string): Promise<KeptWish[]> =>
  tx.wish.findMany({ where: { contactId: contact }, orderBy: { createdAt: 'asc' } })

export const countWishes = (tx: Tx, contact: string): Promise<number> =>
  tx.wish.count({ where: { contactId: contact } })

export async function wishById(tx: Tx, id: string): Promise<KeptWish | undefined> {
  return (await tx.wish.findUnique({ where: { id } })) ?? undefined
}

/** Those that are to be looked for now, locked; not before `next` again. */
export async function takeDueWishes(tx: Tx, now: Date, next: Date, limit: number): Promise<KeptWish[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text AS id FROM wish WHERE look_at <= ${now}::timestamptz ORDER BY look_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  await tx.wish.updateMany({ where: { id: { in: ids } }, data: { lookAt: next } })
  return tx.wish.findMany({ where: { id: { in: ids } } })
}

export async function forgetWish(tx: Tx, id: string): Promise<void> {
  await tx.wish.deleteMany({ where: { id } })
}

/** Whoever stops, or is erased, waits for nothing more. */
export async function forgetWishes(tx: Tx, contact: string): Promise<void> {
  await tx.wish.deleteMany({ where: { contactId: contact } })
}

/** Those whose time is over. */
export async function forgetOldWishes(tx: Tx, now: Date): Promise<void> {
  await tx.wish.deleteMany({ where: { until: { lte: now } } })
}

/** What one waits for, another one does, who is the same person. @returns ids of what moved */
export async function moveWishes(tx: Tx, handing: Handing): Promise<string[]> {
  return handOver(tx, handing, await wishesOf(tx, handing.from))
}

/** What came from somebody goes back, and what was said at their addresses since. */
export async function moveWishesBack(
  tx: Tx,
  hot: HotSql,
  handing: Handing,
  { moved, addresses }: Returning,
): Promise<void> {
  const going = await hot.query<{ id: string }>('wishes_going', GOING, [
    handing.from,
    uuids(moved.wish ?? []),
    uuids(addresses),
  ])
  const ids = new Set(going.map(({ id }) => id))
  await handOver(
    tx,
    handing,
    (await wishesOf(tx, handing.from)).filter(({ id }) => ids.has(id)),
  )
}

const GOING = `select id::text as id from wish where contact_id = $1::uuid and (id = any($2::uuid[]) or address_id = any($3::uuid[]))`

async function handOver(tx: Tx, handing: Handing, wishes: readonly KeptWish[]): Promise<string[]> {
  for (const { id, body } of wishes)
    await tx.wish.update({
      where: { id },
      data: { contactId: handing.to, body: resealed(handing, 'wish', body) },
    })
  return wishes.map(({ id }) => id)
}

import type { Database } from '../platform/db.ts'
import { instanceKey } from '../platform/instance-key.ts'
import { type Secret, secretFrom } from '../platform/secret.ts'

/**
 * The key of this installation under which papers of purchases lie, and words in which a person may be named: who sold, and why less
 * came. It follows when SECRET_KEY is changed, since it is sealed by that itself.
 */
export const papersKey = async (db: Database, secret: Secret): Promise<Secret> =>
  secretFrom({ configured: (await instanceKey(db, secret, 'vouchers')).toString('base64') })

/** Seals such words, and opens them. Nothing is nothing: emptied words have no bytes. */
export interface Words {
  seal(place: Place, text: string): Uint8Array<ArrayBuffer>
  /** @throws when it was sealed for another place, or by another key */
  open(place: Place, sealed: Uint8Array): string
}
export type Place = `purchase/${string}/seller` | `delivery/${string}/note`

export const sellerAt = (purchase: string): Place => `purchase/${purchase}/seller`
export const noteAt = (delivery: string): Place => `delivery/${delivery}/note`

export const wordsUnder = (key: Secret): Words => ({
  seal: (place, text) =>
    text === '' ? new Uint8Array() : Uint8Array.from(key.wrap(Buffer.from(text), place)),
  open: (place, sealed) => (sealed.length === 0 ? '' : key.unwrap(sealed, place).toString()),
})

/** Whatever is sealed begins with this; no text does. */
const SEALED = 1

/** In the table of the deployment: every word of a version before is sealed, and nobody has to look again. */
const ALL_SEALED = 'spending:sealed'

/**
 * Seals what a version before wrote as it was, once a database. May be broken off and begun again. For `migrate`, while nothing
 * else runs.
 */
export async function sealWordsBefore({ prisma }: Database, words: Words): Promise<void> {
  if (await prisma.deployment.findUnique({ where: { key: ALL_SEALED } })) return
  const isPlain = (bytes: Uint8Array | null): bytes is Uint8Array<ArrayBuffer> =>
    bytes !== null && bytes.length > 0 && bytes[0] !== SEALED
  for (const { id, seller } of await prisma.purchase.findMany({ select: { id: true, seller: true } }))
    if (isPlain(seller))
      await prisma.purchase.update({
        where: { id },
        data: { seller: words.seal(sellerAt(id), Buffer.from(seller).toString()) },
      })
  for (const { id, note } of await prisma.delivery.findMany({ select: { id: true, note: true } }))
    if (isPlain(note))
      await prisma.delivery.update({
        where: { id },
        data: { note: words.seal(noteAt(id), Buffer.from(note).toString()) },
      })
  await prisma.deployment.createMany({ data: [{ key: ALL_SEALED, value: 'yes' }], skipDuplicates: true })
}

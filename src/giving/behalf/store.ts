import { type Handing, resealed } from '../../platform/handing.ts'
import type { PersonKeys } from '../../platform/person-key.ts'
import type { Tx } from '../../platform/tx.ts'
import { fold } from '../../platform/vietnamese/index.ts'
import type { Pledge } from '../pledges/pledge.ts'
import type { BehalfKind } from './behalf.ts'
import { type Behalf, behalfShape } from './behalf.ts'

/** @returns undefined where a promise is in its giver's own name, or they were erased */
export async function behalfOf(
  tx: Tx,
  keys: PersonKeys,
  pledge: Pick<Pledge, 'contactId' | 'behalf' | 'behalfBody'> | undefined,
): Promise<Behalf | undefined> {
  if (!pledge?.behalf || !pledge.behalfBody) return undefined
  const key = await keys.of(tx, pledge.contactId)
  return key && behalfShape.parse(JSON.parse(key.open('behalf', pledge.behalfBody).toString()))
}

/**
 * As it lies in the promise's row, sealed under its giver's key.
 *
 * @throws when they were erased
 */
export async function sealBehalf(
  tx: Tx,
  keys: PersonKeys,
  contact: string,
  behalf: Behalf | undefined,
): Promise<{ behalf: BehalfKind | null; behalfBody: Uint8Array<ArrayBuffer> | null }> {
  if (!behalf) return { behalf: null, behalfBody: null }
  const key = await keys.of(tx, contact)
  if (!key) throw new Error(`contact ${contact} was erased`)
  return { behalf: behalf.kind, behalfBody: Uint8Array.from(key.seal('behalf', JSON.stringify(behalf))) }
}

/** What promises that have changed hands name lies under the other key. */
export async function resealBehalf(tx: Tx, handing: Handing, pledges: readonly string[]): Promise<void> {
  const rows = await tx.pledge.findMany({ where: { id: { in: [...pledges] }, behalfBody: { not: null } } })
  for (const { id, behalfBody } of rows)
    await tx.pledge.update({ where: { id }, data: { behalfBody: resealed(handing, 'behalf', behalfBody!) } })
}

/** Of promises of theirs only the kind is left. */
export async function forgetBehalf(tx: Tx, contact: string): Promise<void> {
  await tx.pledge.updateMany({ where: { contactId: contact }, data: { behalfBody: null } })
}

/** Whether a name is that of one of our units, as anybody may type it. */
export async function isOurs(tx: Tx, name: string): Promise<boolean> {
  const said = fold(name).replace(/\s+/g, ' ').trim()
  return (await ourNames(tx)).some((unit) => fold(unit).replace(/\s+/g, ' ').trim() === said)
}

/** What our units are called. */
export async function ourNames(tx: Tx): Promise<string[]> {
  return (await tx.unit.findMany({ select: { name: true } })).map(({ name }) => name)
}

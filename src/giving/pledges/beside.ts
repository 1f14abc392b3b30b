import { type Handing, resealed } from '../../platform/handing.ts'
import type { PersonKeys } from '../../platform/person-key.ts'
import type { Tx } from '../../platform/tx.ts'
import { type Doing, lockOwn } from './pledging.ts'

/**
 * What was said together with the money of a promise, “10 áo ấm”, lies with it sealed under its giver's key: it is asked of once,
 * when the money has come.
 *
 * @throws when they were erased
 */
export async function keepBeside(
  tx: Tx,
  keys: PersonKeys,
  { id, contactId }: { readonly id: string; readonly contactId: string },
  goods: string,
): Promise<void> {
  const key = await keys.of(tx, contactId)
  if (!key) throw new Error(`contact ${contactId} was erased`)
  await tx.pledge.update({ where: { id }, data: { besideBody: Uint8Array.from(key.seal('beside', goods)) } })
}

/** @returns undefined where nothing was said, it has been asked of already, or they were erased */
export async function besideOf(
  tx: Tx,
  keys: PersonKeys,
  pledge: { readonly contactId: string; readonly besideBody?: Uint8Array<ArrayBuffer> | null },
): Promise<string | undefined> {
  if (!pledge.besideBody) return undefined
  return (await keys.of(tx, pledge.contactId))?.open('beside', pledge.besideBody).toString()
}

/** It is asked of now, and never again. @returns what it was */
export async function takeBeside(doing: Doing, keys: PersonKeys, id: string): Promise<string | undefined> {
  const pledge = await lockOwn(doing, id)
  const goods = pledge && (await besideOf(doing.tx, keys, pledge))
  if (goods !== undefined) await doing.tx.pledge.update({ where: { id }, data: { besideBody: null } })
  return goods
}

/** What was said beside promises that have changed hands lies under the other key. */
export async function resealBeside(tx: Tx, handing: Handing, pledges: readonly string[]): Promise<void> {
  const rows = await tx.pledge.findMany({ where: { id: { in: [...pledges] }, besideBody: { not: null } } })
  for (const { id, besideBody } of rows)
    await tx.pledge.update({ where: { id }, data: { besideBody: resealed(handing, 'beside', besideBody!) } })
}

export async function forgetBeside(tx: Tx, contact: string): Promise<void> {
  await tx.pledge.updateMany({ where: { contactId: contact }, data: { besideBody: null } })
}

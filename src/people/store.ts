import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { type Purpose, WORDING } from './consent.ts'

export interface Person {
  readonly lang: 'vi' | 'en'
  /** What to print on papers. Null: they are not named. */
  readonly paperName: string | null
}

export async function personOf(tx: Tx, contact: string): Promise<Person> {
  const row = await tx.contact.findUniqueOrThrow({
    where: { id: contact },
    select: { lang: true, paperName: true },
  })
  return { lang: row.lang === 'en' ? 'en' : 'vi', paperName: row.paperName }
}

/** @param name as the person wants it on papers; null takes it away */
export async function keepPaperName(tx: Tx, contact: string, name: string | null): Promise<void> {
  await tx.contact.update({ where: { id: contact }, data: { paperName: name } })
}

/**
 * Notes a yes for every channel on which we reach the person. A yes to the same wording that still holds is not noted
 * twice; a yes to a newer one is.
 */
export async function giveConsent(
  tx: Tx,
  ids: Ids,
  contact: string,
  purpose: Purpose,
  at: Date,
): Promise<void> {
  const addresses = await tx.address.findMany({ where: { contactId: contact }, distinct: ['channel'] })
  if (addresses.length === 0) throw new Error(`contact ${contact} has no address that a consent could be for`)
  const holding = await tx.consent.findMany({ where: { contactId: contact, purpose, withdrawnAt: null } })
  const textVersion = WORDING[purpose]
  const missing = addresses.filter(
    ({ channel }) => !holding.some((one) => one.channel === channel && one.textVersion === textVersion),
  )
  await tx.consent.createMany({
    data: missing.map(({ channel }) => ({
      id: ids.uuid(),
      contactId: contact,
      purpose,
      channel,
      textVersion,
      way: 'button',
      givenAt: at,
    })),
  })
}

/** Takes back what was allowed, on all channels. What was never allowed stays so. */
export async function withdrawConsent(
  tx: Tx,
  contact: string,
  purposes: readonly Purpose[],
  at: Date,
): Promise<void> {
  await tx.consent.updateMany({
    where: { contactId: contact, purpose: { in: [...purposes] }, withdrawnAt: null },
    data: { withdrawnAt: at },
  })
}

/** What a person allows at present, on any channel. */
export async function consentsOf(tx: Tx, contact: string): Promise<ReadonlySet<Purpose>> {
  const rows = await tx.consent.findMany({ where: { contactId: contact, withdrawnAt: null } })
  return new Set(rows.map((row) => row.purpose as Purpose))
}

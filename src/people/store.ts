import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { type Purpose, WORDING, WRITTEN } from './consent.ts'

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
  const channels = await channelsOf(tx, contact)
  if (channels.length === 0) throw new Error(`contact ${contact} has no address that a consent could be for`)
  const holding = await tx.consent.findMany({ where: { contactId: contact, purpose, withdrawnAt: null } })
  const textVersion = WORDING[purpose]
  const missing = channels.filter(
    (channel) => !holding.some((one) => one.channel === channel && one.textVersion === textVersion),
  )
  await tx.consent.createMany({
    data: missing.map((channel) => ({ ...said(ids, contact, purpose, channel), givenAt: at })),
  })
}

/**
 * Takes back what was allowed, on all channels. A no to messages that were never asked about is kept too, as a row that
 * opens and closes at once: whoever wants to write must be able to see it.
 */
export async function withdrawConsent(
  tx: Tx,
  ids: Ids,
  contact: string,
  purposes: readonly Purpose[],
  at: Date,
): Promise<void> {
  await tx.consent.updateMany({
    where: { contactId: contact, purpose: { in: [...purposes] }, withdrawnAt: null },
    data: { withdrawnAt: at },
  })
  const [channel] = await channelsOf(tx, contact)
  if (channel === undefined) return
  const closed = await tx.consent.findMany({ where: { contactId: contact, withdrawnAt: at } })
  const unsaid = purposes.filter(
    (purpose) => WRITTEN.includes(purpose) && !closed.some((one) => one.purpose === purpose),
  )
  await tx.consent.createMany({
    data: unsaid.map((purpose) => ({
      ...said(ids, contact, purpose, channel),
      givenAt: at,
      withdrawnAt: at,
    })),
  })
}

/**
 * Since when a person refuses messages of this purpose.
 *
 * @returns undefined when they allow them, or never said
 */
export async function refusedSince(tx: Tx, contact: string, purpose: Purpose): Promise<Date | undefined> {
  const rows = await tx.consent.findMany({
    where: { contactId: contact, purpose },
    select: { withdrawnAt: true },
  })
  let since: Date | undefined
  for (const { withdrawnAt } of rows) {
    if (withdrawnAt === null) return undefined
    if (!since || since < withdrawnAt) since = withdrawnAt
  }
  return since
}

async function channelsOf(tx: Tx, contact: string): Promise<string[]> {
  const rows = await tx.address.findMany({
    where: { contactId: contact },
    distinct: ['channel'],
    orderBy: { createdAt: 'asc' },
  })
  return rows.map((row) => row.channel)
}

const said = (ids: Ids, contactId: string, purpose: Purpose, channel: string) => ({
  id: ids.uuid(),
  contactId,
  purpose,
  channel,
  textVersion: WORDING[purpose],
  way: 'button',
})

/** What a person allows at present, on any channel. */
export async function consentsOf(tx: Tx, contact: string): Promise<ReadonlySet<Purpose>> {
  const rows = await tx.consent.findMany({ where: { contactId: contact, withdrawnAt: null } })
  return new Set(rows.map((row) => row.purpose as Purpose))
}

import type { PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'

/** A certificate of somebody, for a copy that they ask for. */
export interface CertificateCopy {
  readonly number: string
  /** Whom it names; null: nobody. */
  readonly name: string | null
  readonly at: Date
  readonly revoked: Date | null
  /** Where anybody may check it. */
  readonly check: string
}

/** All that were ever issued for their gifts, oldest first. */
export async function copyOfCertificates(
  tx: Tx,
  { keys, site }: { readonly keys: PersonKeys; readonly site: string },
  contact: string,
): Promise<CertificateCopy[]> {
  const key = await keys.of(tx, contact)
  const rows = await tx.certificate.findMany({
    where: theirs(contact),
    orderBy: [{ issuedAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ number, name, issuedAt, revokedAt, publicId }) => ({
    number,
    name: name && key ? key.open('name', name).toString() || null : null,
    at: issuedAt,
    revoked: revokedAt,
    check: `${site}/c/${publicId}`,
  }))
}

/** How many there are. */
export const countCertificates = (tx: Tx, contact: string): Promise<number> =>
  tx.certificate.count({ where: theirs(contact) })

/** What an officer gave to the wrong donor and took back is no paper of theirs. */
const theirs = (contactId: string) => ({ donation: { contactId, state: { not: 'mistaken' } } })

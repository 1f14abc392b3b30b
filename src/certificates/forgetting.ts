import type { Tx } from '../platform/tx.ts'
import type { Issuing } from './issuing.ts'
import { sign, verify } from './signature.ts'
import { namedCertificates, replaceSigned, signedOf, signingKey, undraw, verifyingKeys } from './store.ts'

/**
 * Signs a donor's certificates anew, without their name: their numbers, addresses and checks stay true. One that cannot be
 * read any more says nothing, and stays as it is.
 *
 * @returns keys of papers that named them: to be removed once this is committed
 */
export async function unnameCertificates(tx: Tx, issuing: Issuing, contact: string): Promise<string[]> {
  const rows = await tx.donation.findMany({ where: { contactId: contact }, select: { id: true } })
  const gone = await undraw(
    tx,
    rows.map(({ id }) => id),
  )
  for (const certificate of await namedCertificates(tx, contact)) {
    const signed = await signedOf(tx, issuing.keys, certificate)
    const verdict = signed && verify(signed.token, await verifyingKeys(tx))
    if (verdict?.kind !== 'valid') continue
    const { behalf: _, dedication: __, ...facts } = verdict.facts
    const token = sign({ ...facts, displayName: null }, await signingKey(tx, issuing.secret))
    await replaceSigned(tx, certificate.id, token)
  }
  return gone
}

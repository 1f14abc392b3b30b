import { type Receipt, type ReceiptFacts, receiptByPublicId, receiptPapers } from '../giving/index.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'
import type { CertificateFacts } from './certificate.ts'
import { verify } from './signature.ts'
import { type Certificate, certificateByPublicId, signedOf, verifyingKeys } from './store.ts'

/** What a paper's address leads to. */
export type Verified =
  | {
      readonly kind: 'certificate'
      readonly state: 'valid' | 'revoked'
      readonly certificate: Certificate
      /** The signed facts: a compact JWS. */
      readonly token: string
      readonly facts: CertificateFacts
      /** Which of our keys signed it, and the key itself, for checking without us. */
      readonly kid: string
      readonly publicKey: string
    }
  /** It is in our books, but what was signed cannot be read or its signature does not hold: nothing that it claims can be trusted. */
  | { readonly kind: 'broken' }
  | { readonly kind: 'receipt'; readonly receipt: Receipt; readonly facts: ReceiptFacts }
  | { readonly kind: 'unknown' }

const PUBLIC_ID = /^[0-9A-HJKMNP-TV-Z]{26}$/

/** @param publicId as it stood in the address: whatever a stranger may send */
export async function verifyPaper(tx: Tx, keys: PersonKeys, publicId: string): Promise<Verified> {
  if (!PUBLIC_ID.test(publicId)) return { kind: 'unknown' }
  const certificate = await certificateByPublicId(tx, publicId)
  if (certificate) return checked(tx, keys, certificate)
  const receipt = await receiptByPublicId(tx, publicId)
  const papers = receipt && (await receiptPapers(tx, keys, receipt.id))
  return papers ? { kind: 'receipt', receipt, facts: papers.facts } : { kind: 'unknown' }
}

/** The signature must hold, and be for this very certificate: a genuine token of another one proves nothing. */
async function checked(tx: Tx, keys: PersonKeys, certificate: Certificate): Promise<Verified> {
  const signed = await signedOf(tx, keys, certificate)
  if (!signed) return { kind: 'broken' }
  const { token } = signed
  const signers = await verifyingKeys(tx)
  const verdict = verify(token, signers)
  if (verdict.kind === 'invalid') return { kind: 'broken' }
  const { facts, kid } = verdict
  if (facts.publicId !== certificate.publicId || facts.number !== certificate.number)
    return { kind: 'broken' }
  const { publicKey } = signers.find((key) => key.kid === kid)!
  return { kind: 'certificate', state: certificate.state, certificate, token, facts, kid, publicKey }
}

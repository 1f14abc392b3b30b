import type { Ids } from '../platform/ids.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Secret } from '../platform/secret.ts'
import type { Tx } from '../platform/tx.ts'
import { newSigningKey, type SigningKey, type VerifyingKey } from './signature.ts'

/** Giấy ghi nhận tấm lòng, as kept. What it says is in its token (`signedOf`). */
export interface Certificate {
  readonly id: string
  /** 128 random bits: the end of its address. */
  readonly publicId: string
  readonly donationId: string
  readonly number: string
  readonly state: 'valid' | 'revoked'
  /** `replaced`, `returned`, or the words of whoever revoked it. */
  readonly reason: string | null
  readonly replacedBy: string | null
  /** Keys of the drawn papers and the digest of the PDF; null until somebody has asked for them. */
  readonly png: string | null
  readonly pdf: string | null
  readonly pdfSha256: string | null
  readonly issuedAt: Date
  readonly revokedAt: Date | null
}

type Row = Awaited<ReturnType<typeof rowOf>>
const rowOf = (tx: Tx, id: string) => tx.certificate.findUniqueOrThrow({ where: { id } })
const fromRow = ({ name: _, token: __, ...row }: Row): Certificate => ({
  ...row,
  state: row.state as Certificate['state'],
})

/** What a certificate says. */
export interface Signed {
  /** As printed. Null: nobody is named. */
  readonly name: string | null
  /** The signed facts: a compact JWS. */
  readonly token: string
}

/**
 * What a certificate says: where it names somebody, that is sealed under their key.
 *
 * @returns undefined when that cannot be opened: somebody has changed it
 */
export async function signedOf(
  tx: Tx,
  keys: PersonKeys,
  { id }: Pick<Certificate, 'id'>,
): Promise<Signed | undefined> {
  const row = await tx.certificate.findUniqueOrThrow({ where: { id }, include: { donation: true } })
  if (row.name === null) return { name: null, token: Buffer.from(row.token).toString() }
  const key = await keys.of(tx, row.donation.contactId!)
  try {
    if (!key) return undefined
    const name = key.open('name', row.name).toString() || null
    return { name, token: key.open('paper', row.token).toString() }
  } catch {
    return undefined
  }
}

/**
 * @param honours whether what is signed names somebody beside its bearer: then it is sealed also where the bearer has no name, beside
 *   an empty one
 */
async function sealed(tx: Tx, keys: PersonKeys, contact: string, { name, token }: Signed, honours: boolean) {
  if (name === null && !honours) return { name, token: Uint8Array.from(Buffer.from(token)) }
  const key = await keys.of(tx, contact)
  if (!key) throw new Error(`contact ${contact} was erased`)
  return {
    name: Uint8Array.from(key.seal('name', name ?? '')),
    token: Uint8Array.from(key.seal('paper', token)),
  }
}

/** All that were ever issued for a donation, oldest first; at most the last one is valid. */
export async function certificatesOf(tx: Tx, donation: string): Promise<Certificate[]> {
  const rows = await tx.certificate.findMany({
    where: { donationId: donation },
    orderBy: [{ issuedAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(fromRow)
}

/** Of these donations, those that have a valid certificate. */
export async function certified(tx: Tx, donations: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.certificate.findMany({
    where: { donationId: { in: [...donations] }, state: 'valid' },
    select: { donationId: true },
  })
  return new Set(rows.map((row) => row.donationId))
}

export async function certificateByPublicId(tx: Tx, publicId: string): Promise<Certificate | undefined> {
  const row = await tx.certificate.findUnique({ where: { publicId } })
  return row ? fromRow(row) : undefined
}

/** Valid ones first. Two units may have filed one number. */
export async function certificatesNumbered(tx: Tx, number: string): Promise<Certificate[]> {
  const rows = await tx.certificate.findMany({
    where: { number },
    orderBy: [{ state: 'desc' }, { issuedAt: 'desc' }],
  })
  return rows.map(fromRow)
}

export async function insertCertificate(
  tx: Tx,
  { ids, keys }: { readonly ids: Ids; readonly keys: PersonKeys },
  contact: string,
  certificate: Pick<Certificate, 'publicId' | 'donationId' | 'number' | 'issuedAt'>,
  signed: Signed & { readonly honours: boolean },
): Promise<Certificate> {
  const said = await sealed(tx, keys, contact, signed, signed.honours)
  return fromRow(await tx.certificate.create({ data: { id: ids.uuid(), ...certificate, ...said } }))
}

/**
 * Takes a certificate's validity away, for ever. It stays on its page, which then says so.
 *
 * @param reason in words for that page; `replaced` together with the number of the one that takes its place
 * @returns false when it was revoked before, or there is none
 */
export async function revokeCertificate(
  tx: Tx,
  publicId: string,
  why: { readonly reason: string; readonly replacedBy?: string; readonly now: Date },
): Promise<boolean> {
  const { reason, replacedBy, now } = why
  const { count } = await tx.certificate.updateMany({
    where: { publicId, state: 'valid' },
    data: { state: 'revoked', reason, revokedAt: now, ...(replacedBy !== undefined && { replacedBy }) },
  })
  return count === 1
}

/** Certificates that name this donor, revoked ones too. */
export async function namedCertificates(tx: Tx, contact: string): Promise<Certificate[]> {
  const rows = await tx.certificate.findMany({
    where: { name: { not: null }, donation: { contactId: contact } },
    orderBy: { id: 'asc' },
  })
  return rows.map(fromRow)
}

/** What is signed names nobody any more. */
export async function replaceSigned(tx: Tx, id: string, token: string): Promise<void> {
  const nobody = { name: null, token: Uint8Array.from(Buffer.from(token)) }
  await tx.certificate.update({ where: { id }, data: nobody })
}

/**
 * Certificates of these donations are drawn anew when somebody asks. Whoever is keeping a drawing of one is waited for.
 *
 * @returns where their papers lie
 */
export async function undraw(tx: Tx, donations: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ png: string | null; pdf: string | null }[]>`
    WITH was AS (SELECT id, png, pdf FROM certificate WHERE donation_id = ANY(${[...donations]}::uuid[]) FOR UPDATE)
    UPDATE certificate c SET png = NULL, pdf = NULL, pdf_sha256 = NULL FROM was WHERE c.id = was.id
    RETURNING was.png, was.pdf`
  return rows.flatMap(({ png, pdf }) => [png, pdf]).filter((key) => key !== null)
}

/** The money was sent back, or was not theirs. */
export async function revokeOf(
  tx: Tx,
  donation: string,
  reason: 'returned' | 'mistaken',
  now: Date,
): Promise<void> {
  await tx.certificate.updateMany({
    where: { donationId: donation, state: 'valid' },
    data: { state: 'revoked', reason, revokedAt: now },
  })
}

/**
 * Locks a certificate whose papers are to be kept: an erasure, or a link, that comes now waits, and finds them.
 *
 * @param bearer whose it was, and its name as it lay in the row, when they were drawn from it
 * @returns whether it is still so
 */
export async function isStill(
  tx: Tx,
  { id, png }: Certificate,
  { contact, sealedName }: Bearer,
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM certificate c JOIN donation d ON d.id = c.donation_id WHERE c.id = ${id}::uuid
      AND d.contact_id = ${contact}::uuid AND c.png IS NOT DISTINCT FROM ${png}
      AND c.name IS NOT DISTINCT FROM ${sealedName}::bytea FOR UPDATE OF c`
  return rows.length === 1
}

export interface Bearer {
  readonly contact: string
  /** Where the gift went. */
  readonly campaign: string
  readonly sealedName: Uint8Array | null
}

/** Whose a certificate is, and its name as it lies in the row. */
export async function bearerOf(tx: Tx, id: string): Promise<Bearer> {
  const row = await tx.certificate.findUniqueOrThrow({ where: { id }, include: { donation: true } })
  return { contact: row.donation.contactId!, campaign: row.donation.campaignId!, sealedName: row.name }
}

export async function keepCertificatePapers(
  tx: Tx,
  id: string,
  papers: { readonly png: string; readonly pdf: string; readonly pdfSha256: string },
): Promise<void> {
  await tx.certificate.update({ where: { id }, data: papers })
}

const context = (kid: string) => `signing_key/${kid}`

/** The key that signs now. The first certificate makes the first key. */
export async function signingKey(tx: Tx, secret: Secret): Promise<SigningKey> {
  const row = await tx.signingKey.findFirst({ where: { retiredAt: null }, orderBy: { createdAt: 'desc' } })
  if (row) {
    const { kid, publicKey } = row
    return { kid, publicKey, privateKey: secret.unwrap(row.privateKey, context(kid)).toString() }
  }
  const key = newSigningKey()
  const privateKey = new Uint8Array(secret.wrap(Buffer.from(key.privateKey), context(key.kid)))
  await tx.signingKey.create({ data: { kid: key.kid, publicKey: key.publicKey, privateKey } })
  return key
}

/** All keys that ever signed: retired ones go on proving what they signed. */
export const verifyingKeys = (tx: Tx): Promise<VerifyingKey[]> =>
  tx.signingKey.findMany({ select: { kid: true, publicKey: true }, orderBy: { createdAt: 'asc' } })

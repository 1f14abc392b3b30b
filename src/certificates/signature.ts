import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto'
import { z } from 'zod'
import type { CertificateFacts } from './certificate.ts'

/** A public key as we publish it, so that anyone can check a certificate without us. */
export interface VerifyingKey {
  /** RFC 7638 thumbprint of the key: the same key always has the same name. */
  kid: string
  /** The 32 bytes of an Ed25519 public key (RFC 8032), base64url. */
  publicKey: string
}

export interface SigningKey extends VerifyingKey {
  /** The 32-byte seed, base64url. A secret: at rest only wrapped by `SECRET_KEY`. */
  privateKey: string
}

/**
 * `malformed`: not the shape of a token. `unknown_key`: its header is not the one of any key of ours, whatever it asks
 * for instead. `unknown_facts`: genuine, but from a newer release than this one.
 */
export type Verdict =
  | { kind: 'valid'; facts: CertificateFacts; kid: string }
  | { kind: 'invalid'; reason: 'malformed' | 'unknown_key' | 'wrong_signature' | 'unknown_facts' }

export function newSigningKey(): SigningKey {
  const { x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  return { kid: thumbprint(x!), publicKey: x!, privateKey: d! }
}

/**
 * The facts as a signed token: a compact JWS (RFC 7515, 8037) that any JOSE tool can check with the public key.
 * Ed25519 is deterministic and the JSON canonical, so the same facts under the same key give the same token.
 */
export function sign(facts: CertificateFacts, key: SigningKey): string {
  const content = `${headerFor(key.kid)}.${base64url(canonical(fieldsOf(facts)))}`
  return `${content}.${signText(content, key).toString('base64url')}`
}

/**
 * Signs a text. One that is no certificate has to begin with what it is, and with no base64url of a header: a signature of
 * one kind must never be good for another.
 */
export const signText = (text: string, { publicKey, privateKey }: SigningKey): Buffer =>
  signBytes(
    null,
    Buffer.from(text),
    createPrivateKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: publicKey, d: privateKey } }),
  )

/** Whether this key has signed this text. Never throws on what a stranger may have written. */
export const isSignedText = (text: string, { publicKey }: VerifyingKey, signature: Uint8Array): boolean =>
  signature.length === 64 &&
  verifyBytes(
    null,
    Buffer.from(text),
    createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: publicKey } }),
    signature,
  )

/**
 * Checks a token against the keys we have ever signed with; retired keys go on proving what they signed.
 *
 * The header is compared whole with the only one we write, never obeyed: a token cannot choose its algorithm or
 * bring its key. Whether a certificate was revoked is not in its token; ask the database.
 *
 * @param token anything a stranger may send. Never throws on it.
 */
export function verify(token: string, keys: readonly VerifyingKey[]): Verdict {
  const [header, payload, signature, ...more] = token.split('.')
  const bytes = signature === undefined ? undefined : fromBase64url(signature)
  if (!header || !payload || bytes?.length !== 64 || more.length > 0)
    return { kind: 'invalid', reason: 'malformed' }

  const signer = keys.find(({ kid }) => headerFor(kid) === header)
  if (!signer) return { kind: 'invalid', reason: 'unknown_key' }

  if (!isSignedText(`${header}.${payload}`, signer, bytes))
    return { kind: 'invalid', reason: 'wrong_signature' }
  const facts = readFacts(payload)
  if (!facts) return { kind: 'invalid', reason: 'unknown_facts' }
  return { kind: 'valid', facts, kid: signer.kid }
}

const Facts = z.strictObject({
  version: z.literal(1),
  publicId: z.string(),
  number: z.string(),
  fundName: z.string(),
  displayName: z.string().nullable(),
  kind: z.enum(['money', 'goods', 'sponsorship', 'volunteer', 'company']),
  behalf: z.enum(['company', 'group', 'honour', 'memory']).optional(),
  dedication: z.string().optional(),
  what: z.string(),
  forWhom: z.string().nullable(),
  campaignTitle: z.string(),
  outcome: z.string().nullable(),
  amount: z
    .string()
    .regex(/^\d{1,18}$/)
    .transform(BigInt)
    .nullable(),
  date: z.iso.date(),
  lang: z.enum(['vi', 'en']),
  verifyUrl: z.string(),
  demo: z.boolean(),
}) satisfies z.ZodType<CertificateFacts>

/** Only what a certificate says is signed, whatever else the object brings along. */
function fieldsOf(facts: CertificateFacts): Fields {
  // What is not said has no field: tokens from before a field was are the same as ever.
  const said = Facts.keyof().options.flatMap((name) =>
    facts[name] === undefined ? [] : [[name, facts[name]] as const],
  )
  return { ...Object.fromEntries(said), amount: facts.amount?.toString() ?? null }
}

function readFacts(payload: string): CertificateFacts | undefined {
  try {
    return Facts.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString())).data
  } catch {
    return undefined
  }
}

function headerFor(kid: string): string {
  return base64url(canonical({ alg: 'EdDSA', kid }))
}

type Fields = Record<string, string | number | boolean | null>

/** RFC 8785 for a flat object of strings, booleans, small integers and null: names in order, no spaces. */
function canonical(fields: Fields): string {
  return JSON.stringify(Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))))
}

function thumbprint(x: string): string {
  return createHash('sha256')
    .update(canonical({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url')
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url')
}

/** `undefined` for a spelling that is not the shortest: unused bits would let one signature be written 16 ways. */
function fromBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : undefined
}

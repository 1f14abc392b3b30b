import { createDecipheriv, hkdfSync } from 'node:crypto'

/** What the stage's processes seal by. Obviously no secret. */
export const SECRET_KEY = 'ZmF1bHQtdGVzdHMtZmF1bHQtdGVzdHMtZmF1bHQtdGVzdHM='

/**
 * Opens what the program has sealed for a person, by the description of it in docs/operating.md and nothing of the
 * program: version 1, 12 bytes of nonce, 16 of tag, the rest; AES-256-GCM over the name of what it is.
 */
export function open(contact: unknown, wrapped: unknown, kind: 'told' | 'address', sealed: unknown): string {
  const wrapping = Buffer.from(hkdfSync('sha256', SECRET_KEY, '', 'chung-tay wrap 1', 32))
  const key = opened(wrapping, `person_key/${contact}`, wrapped as Uint8Array)
  return opened(key, kind, sealed as Uint8Array).toString()
}

function opened(key: Buffer, context: string, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13))
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(13, 29))
  return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()])
}

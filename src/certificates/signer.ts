import type { Secret } from '../platform/secret.ts'
import type { Tx } from '../platform/tx.ts'
import { isSignedText, signText } from './signature.ts'
import { signingKey, verifyingKeys } from './store.ts'

/** Signs texts of other rooms with the key that signs certificates, and knows again what it signed. */
export const textSigner = (secret: Secret) => ({
  async sign(tx: Tx, text: string): Promise<{ kid: string; signature: Uint8Array }> {
    const key = await signingKey(tx, secret)
    return { kid: key.kid, signature: signText(text, key) }
  },
  async isSigned(tx: Tx, text: string, kid: string, signature: Uint8Array): Promise<boolean> {
    const key = (await verifyingKeys(tx)).find((one) => one.kid === kid)
    return key !== undefined && isSignedText(text, key, signature)
  },
})

import type { PersonKey, Sealed } from './person-key.ts'

/** What is one contact's becomes another's, who is the same person; and what seals theirs. */
export interface Handing {
  readonly from: string
  readonly to: string
  readonly keys: { readonly from: PersonKey; readonly to: PersonKey }
}

/** Seals under the other key what lay under the one. @throws when it cannot be opened */
export const resealed = ({ keys }: Handing, kind: Sealed, bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(keys.to.seal(kind, keys.from.open(kind, bytes)))

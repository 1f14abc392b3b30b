import type { PersonKey, Sealed } from './person-key.ts'

/** What is one contact's becomes another's, who is the same person; and what seals theirs. */
export interface Handing {
  readonly from: string
  readonly to: string
  readonly keys: { readonly from: PersonKey; readonly to: PersonKey }
}

/** What goes back when a link is undone: rows that it had moved, and whatever was said or made at these addresses since. */
export interface Returning {
  /** Ids of rows, by what they are. */
  readonly moved: Readonly<Record<string, readonly string[]>>
  readonly addresses: readonly string[]
}

/** A part of what is somebody's: only what goes back with a link (else all of it), but not what goes back with others. */
export interface Share {
  readonly only?: Returning
  readonly but?: readonly Returning[]
}

/** Seals under the other key what lay under the one. @throws when it cannot be opened */
export const resealed = ({ keys }: Handing, kind: Sealed, bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(keys.to.seal(kind, keys.from.open(kind, bytes)))

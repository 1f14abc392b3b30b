import { createHash } from 'node:crypto'

/** What somebody did. Ids and kinds, never names or words. */
export interface Entry {
  /** The officer. Null: a command on the server, or the service itself. */
  readonly actor: string | null
  /** `talk.read`, `talk.answered`, … */
  readonly act: string
  /** `handover/<id>`, … */
  readonly object: string
  readonly detail?: string
}

/** An entry as kept: numbered without gaps, and holding to the one before it. */
export interface Row extends Required<Entry> {
  readonly n: bigint
  readonly at: Date
  readonly hash: Uint8Array
}

/** What the first row holds to. */
export const START: Uint8Array<ArrayBuffer> = new Uint8Array(32)

/** @param before the hash of the row before, or START */
export function hashOf(
  { n, at, actor, act, object, detail }: Omit<Row, 'hash'>,
  before: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const said = [1, n.toString(), at.toISOString(), actor, act, object, detail]
  return Uint8Array.from(createHash('sha256').update(before).update(JSON.stringify(said)).digest())
}

/** What is signed of a head. It can be taken for nothing else that the same key signs. */
export const sealText = (n: bigint, hash: Uint8Array): string =>
  `chung-tay audit 1 ${n} ${Buffer.from(hash).toString('hex')}`

/**
 * What the trail tells of itself.
 * `changed`: row `n` is not what was written, or does not follow the one before. `missing`: there is no row `n`, or none from
 * there on. `forged`: the seal of row `n` is not signed by us.
 */
export type Trail =
  | { readonly kind: 'whole'; readonly rows: bigint; readonly sealed: bigint }
  | { readonly kind: 'changed' | 'missing' | 'forged'; readonly n: bigint }

/** A walk along the chain, a piece at a time. */
export class Walk {
  #n = 0n
  #hash: Uint8Array = START
  #broken: Trail | undefined
  readonly #seals: Map<bigint, Uint8Array>

  constructor(sealed: readonly { readonly n: bigint; readonly hash: Uint8Array }[]) {
    this.#seals = new Map(sealed.map(({ n, hash }) => [n, hash]))
  }

  /** @returns false once it is broken */
  take(rows: readonly Row[]): boolean {
    for (const row of rows) {
      if (this.#broken) break
      const n = this.#n + 1n
      const hash = hashOf(row, this.#hash)
      const sealed = this.#seals.get(row.n)
      if (row.n < n) this.#broken = { kind: 'changed', n: row.n }
      else if (row.n !== n) this.#broken = { kind: 'missing', n }
      else if (!same(hash, row.hash) || (sealed && !same(hash, sealed))) this.#broken = { kind: 'changed', n }
      this.#n = row.n
      this.#hash = hash
    }
    return this.#broken === undefined
  }

  end(): Trail {
    if (this.#broken) return this.#broken
    const sealed = [...this.#seals.keys()].reduce((most, n) => (n > most ? n : most), 0n)
    if (sealed > this.#n) return { kind: 'missing', n: this.#n + 1n }
    return { kind: 'whole', rows: this.#n, sealed }
  }
}

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(b)

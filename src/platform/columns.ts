/**
 * Many values of one type as one parameter of a set-based statement: `unnest($1::text[])`. On the way to PostgreSQL
 * they are written in its binary form, which costs both sides less than quoted text (docs/bench.md).
 */
export class Column {
  readonly type: Type
  readonly values: readonly unknown[]
  constructor(type: Type, values: readonly unknown[]) {
    this.type = type
    this.values = values
  }
}

type Type = keyof typeof OIDS

/** https://www.postgresql.org/docs/15/catalog-pg-type.html */
const OIDS = { bool: 16, bytea: 17, int8: 20, int4: 23, text: 25, timestamptz: 1184, uuid: 2950 } as const

export const texts = (values: readonly (string | null)[]) => new Column('text', values)
export const uuids = (values: readonly string[]) => new Column('uuid', values)
export const blobs = (values: readonly Uint8Array[]) => new Column('bytea', values)
export const ints = (values: readonly number[]) => new Column('int4', values)
/** Ids that count up, as decimal text. */
export const bigints = (values: readonly string[]) => new Column('int8', values)
export const bools = (values: readonly boolean[]) => new Column('bool', values)
export const instants = (values: readonly (Date | null)[]) => new Column('timestamptz', values)

const HEAD = 20
const EPOCH_MS = Date.UTC(2000, 0, 1)

/** @see https://www.postgresql.org/docs/15/protocol-overview.html#PROTOCOL-FORMAT-CODES and array_send in its source */
export function encodeColumn({ type, values }: Column): Buffer {
  let size = HEAD
  let nulls = 0
  for (const value of values) {
    size += 4
    if (value === null) nulls = 1
    else size += sizeOf(type, value)
  }
  const out = Buffer.allocUnsafe(values.length === 0 ? 12 : size)
  out.writeInt32BE(values.length === 0 ? 0 : 1, 0)
  out.writeInt32BE(nulls, 4)
  out.writeInt32BE(OIDS[type], 8)
  if (values.length === 0) return out
  out.writeInt32BE(values.length, 12)
  out.writeInt32BE(1, 16)
  let at = HEAD
  for (const value of values) {
    if (value === null) {
      at = out.writeInt32BE(-1, at)
      continue
    }
    const length = write(out, at + 4, type, value)
    out.writeInt32BE(length, at)
    at += 4 + length
  }
  return out
}

function sizeOf(type: Type, value: unknown): number {
  switch (type) {
    case 'bool':
      return 1
    case 'int4':
      return 4
    case 'int8':
    case 'timestamptz':
      return 8
    case 'uuid':
      return 16
    case 'bytea':
      return (value as Uint8Array).length
    case 'text':
      return Buffer.byteLength(value as string)
    default:
      return type satisfies never
  }
}

/** @returns how many bytes */
function write(out: Buffer, at: number, type: Type, value: unknown): number {
  switch (type) {
    case 'bool':
      out[at] = value ? 1 : 0
      return 1
    case 'int4':
      return out.writeInt32BE(value as number, at) - at
    case 'int8':
      return out.writeBigInt64BE(BigInt(value as string), at) - at
    case 'timestamptz':
      return out.writeBigInt64BE(BigInt((value as Date).getTime() - EPOCH_MS) * 1_000n, at) - at
    case 'uuid': {
      const written = out.write((value as string).replaceAll('-', ''), at, 'hex')
      if (written !== 16) throw new TypeError('not a UUID')
      return written
    }
    case 'bytea':
      out.set(value as Uint8Array, at)
      return (value as Uint8Array).length
    case 'text':
      return out.write(value as string, at)
    default:
      return type satisfies never
  }
}

import type { Value, Values } from './types.ts'

export type Json = null | string | number | boolean | readonly Json[] | { readonly [name: string]: Json }
/** Values as JSON holds them. */
export type JsonMap = Record<string, Json>

/** Values as JSON: money as `{ $n: "300000" }`, an instant as `{ $d: ms }`, names that begin with $ with one more. */
export function encodeValues(values: Values): JsonMap {
  if (isJson(values)) return values
  const kept: JsonMap = {}
  for (const name of Object.keys(values)) {
    const value = values[name]
    if (value !== undefined) kept[name.charCodeAt(0) === DOLLAR ? `$${name}` : name] = encode(value)
  }
  return kept
}

const DOLLAR = 36

/** Nearly all values are JSON as they are: a long conversation has dozens of such maps, and is written at every turn. */
function isJson(values: Values): values is JsonMap & Values {
  for (const name in values) {
    const value = values[name]
    if (name.charCodeAt(0) === DOLLAR || typeof value === 'bigint') return false
    if (typeof value === 'object' && value !== null) return false
  }
  return true
}

export function encode(value: Value): Json {
  switch (typeof value) {
    case 'bigint':
      return { $n: value.toString() }
    case 'object':
      if (value === null) return null
      if (value instanceof Date) return { $d: value.getTime() }
      return Array.isArray(value) ? value.map(encode) : encodeValues(value as Values)
    default:
      return value
  }
}

/** The other way round. What was not encoded comes back as it is. */
export function decodeValues(kept: Values): Values {
  const values: Record<string, Value> = {}
  for (const name of Object.keys(kept)) {
    // A field of this name would become the object's prototype. None of ours is called so.
    if (name === '__proto__') continue
    values[name.charCodeAt(0) === DOLLAR ? name.slice(1) : name] = decode(kept[name]!)
  }
  return values
}

export function decode(kept: Value): Value {
  if (typeof kept !== 'object' || kept === null || kept instanceof Date) return kept
  if (Array.isArray(kept)) return kept.map(decode)
  const map = kept as Values
  if (typeof map.$n === 'string') return BigInt(map.$n)
  if (typeof map.$d === 'number') return new Date(map.$d)
  return decodeValues(map)
}

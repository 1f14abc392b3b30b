import fc, { type GeneratorValue } from 'fast-check'
import type { z } from 'zod'
import type { Value } from '../../src/engine/index.ts'

/** The parts of a schema's definition that say what fits. */
interface Def {
  readonly type: string
  readonly innerType?: z.ZodType
  readonly element?: z.ZodType
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly entries?: Readonly<Record<string, string>>
  readonly format?: string
}

const WORDS = ['Lan', 'Gia đình bé Na', '1 suất', 'tà xùa', '500k', '?', 'x'.repeat(80)]

/** What a schema cannot tell of our records: what they say both of, or neither; money of a promise has that promise. */
function agree(made: Record<string, Value>): Record<string, Value> {
  for (const [one, other] of [
    ['place', 'need_name'],
    ['units', 'unit'],
  ] as const)
    if (one in made && other in made && (made[one] === null || made[other] === null))
      made[one] = made[other] = null
  if (made.pledge === null && 'receipt_number' in made && made.state !== 'returned') made.state = 'no_code'
  return made
}

/** Something that fits a schema, of the kinds that actions exchange with flows (platform/shapes.ts). */
export function fitting(g: GeneratorValue, schema: z.ZodType): Value {
  const { type, ...def } = schema.def as unknown as Def
  switch (type) {
    case 'optional':
    case 'nullable':
      return g(fc.boolean) ? null : fitting(g, def.innerType!)
    case 'string':
      return def.format === 'date'
        ? g(fc.constantFrom, '2026-12-20', '2026-12-27', '2027-02-20')
        : g(fc.constantFrom, ...WORDS)
    case 'enum':
      return g(fc.constantFrom, ...Object.values(def.entries!))
    case 'number':
      return g(fc.constantFrom, 0, 1, 2, 13, 600)
    case 'boolean':
      return g(fc.boolean)
    case 'bigint':
      return g(fc.constantFrom, 0n, 1n, 2_000n, 300_000n, 20_000_000n, 999_999_999_999n)
    case 'date':
      return g(fc.date, { min: new Date('2026-12-01'), max: new Date('2027-03-01'), noInvalidDate: true })
    case 'array':
      return Array.from({ length: g(fc.integer, { min: 1, max: 5 }) }, () => fitting(g, def.element!))
    case 'object': {
      const fields = Object.entries(def.shape!)
      const made: Record<string, Value> = Object.fromEntries(
        fields.map(([name, field]) => [name, name === 'id' ? g(fc.uuid) : fitting(g, field)]),
      )
      return agree(made)
    }
    default:
      throw new Error(`knows nothing that fits a schema of kind "${type}"`)
  }
}

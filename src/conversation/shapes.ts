import type { z } from 'zod'
import type { Actions, FieldShape, FieldType } from '../engine/index.ts'
import type { Action } from './action.ts'

/**
 * How the actions look to flows: the names and kinds of what goes in, and of what each outcome brings. The check of
 * flows reads it, so that a flow cannot go live that an action would not understand.
 *
 * @throws when two actions have one name, or a schema is of a kind that flows cannot hold: a bug
 */
export function shapesOf(actions: readonly Action[]): Actions {
  const shapes: Record<string, Actions[string]> = {}
  for (const { name, input, outcomes } of actions) {
    if (shapes[name]) throw new Error(`two actions are named "${name}"`)
    shapes[name] = {
      input: Object.fromEntries(
        Object.entries(input.shape).map(([key, schema]) => {
          const optional = (schema as z.ZodType).safeParse(undefined).success
          return [key, { type: fieldOf(schema as z.ZodType).type, optional }]
        }),
      ),
      outcomes: Object.fromEntries(
        Object.entries(outcomes).map(([outcome, data]) => [outcome, fieldsOf(data)]),
      ),
    }
  }
  return shapes
}

/** The fields of a schema, as the check of flows knows them. */
export const fieldsOf = (schema: z.ZodObject): Record<string, FieldShape> =>
  Object.fromEntries(Object.entries(schema.shape).map(([key, inner]) => [key, fieldOf(inner as z.ZodType)]))

/** The parts of a schema's definition that matter here. */
interface Def {
  readonly type: string
  readonly innerType?: z.ZodType
  readonly element?: z.ZodType
}

function fieldOf(schema: z.ZodType): FieldShape {
  const marked = (schema.meta() as { type?: FieldType } | undefined)?.type
  if (marked) return { type: marked }
  const def = schema.def as unknown as Def
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
      return fieldOf(def.innerType!)
    case 'string':
    case 'enum':
    case 'literal':
      return { type: 'text' }
    case 'number':
      return { type: 'number' }
    case 'boolean':
      return { type: 'yes_no' }
    case 'bigint':
      return { type: 'money' }
    case 'date':
      return { type: 'time' }
    case 'array': {
      const { fields } = fieldOf(def.element!)
      return fields ? { type: 'list', fields } : { type: 'list' }
    }
    case 'object':
      return { type: 'record', fields: fieldsOf(schema as unknown as z.ZodObject) }
    default:
      throw new Error(`a schema of kind "${def.type}" cannot be a value of a flow`)
  }
}

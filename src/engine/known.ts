import type { Definition } from './definition.ts'
import { type Ast, type Expression, isOwn, type Path } from './expression.ts'
import type { FieldShape, FieldType } from './types.ts'

/** What is known of a value before anybody has talked: whether it is there, and what it holds. */
export interface Fact {
  readonly there: 'yes' | 'maybe' | 'no'
  readonly shape: Shape
}
export interface Shape {
  readonly type: FieldType | 'any' | 'null'
  /** The fields of a record, or of a list's records; undefined when anything may be in it. */
  readonly fields?: ReadonlyMap<string, { readonly shape: Shape; readonly always: boolean }> | undefined
}

/** What is known at one step. */
export interface Known {
  readonly own: ReadonlyMap<string, Fact>
  /** Paths that a branch or an option has made sure of. */
  readonly sure: ReadonlySet<string>
  /** What facts hold; undefined when anything may be in them. */
  readonly facts: ReadonlyMap<string, Shape> | undefined
}

const ANY: Shape = { type: 'any' }

/** Facts that may be missing: a flow that shows them must have asked before. */
const UNSURE: readonly string[] = ['me.name', 'me.form', 'me.form_heard', 'interrupted', 'heard', 'form_said']

export function assigned(known: Known, definition: Definition, name: string, value: Expression): Known {
  const found = shapeOf(value, known, definition)
  const type = definition.own.get(name)
  if (type === undefined) return known
  // What is not known in itself is at least what it is kept as; a whole number becomes money where money is kept.
  const asKept = found.shape.type === 'any' || (type === 'money' && found.shape.type === 'number')
  const shape: Shape = asKept ? { type } : found.shape
  return put(known, name, { ...found, shape })
}

export function put(known: Known, name: string, fact: Fact): Known {
  const sure = [...known.sure].filter((path) => path !== name && !path.startsWith(`${name}.`))
  return { ...known, own: new Map(known.own).set(name, fact), sure: new Set(sure) }
}

const dotted = ({ head, tail }: Path): string => [head, ...tail].join('.')

/** What an expression comes to. */
export function shapeOf(value: Expression, known: Known, definition: Definition): Fact {
  return factOf(value.ast, known, definition)
}

function factOf(ast: Ast, known: Known, definition: Definition): Fact {
  switch (ast.kind) {
    case 'literal':
      return { there: ast.value === null ? 'no' : 'yes', shape: { type: typeOfLiteral(ast.value) } }
    case 'path':
      return lookUp(ast.path, known, definition)
    case 'not':
      return { there: 'yes', shape: { type: 'yes_no' } }
    case 'minus':
      return factOf(ast.of, known, definition)
    case 'binary': {
      if (!['+', '-', '*'].includes(ast.op)) return { there: 'yes', shape: { type: 'yes_no' } }
      const sides = [ast.left, ast.right].map((side) => factOf(side, known, definition))
      const types = sides.map((side) => side.shape.type)
      const type = types.includes('money') ? 'money' : types.includes('any') ? 'any' : 'number'
      return { there: sides.every((side) => side.there === 'yes') ? 'yes' : 'maybe', shape: { type } }
    }
  }
}

function typeOfLiteral(value: unknown): Shape['type'] {
  if (value === null) return 'null'
  return typeof value === 'number'
    ? 'number'
    : typeof value === 'boolean'
      ? 'yes_no'
      : typeof value === 'bigint'
        ? 'money'
        : 'text'
}

/** What a path leads to. `there: 'no'` with type `null` is a path that leads nowhere at all. */
export function lookUp(path: Path, known: Known, definition: Definition): Fact {
  const name = dotted(path)
  if (!isOwn(path, definition.own)) {
    const unsure = UNSURE.includes(name) && !known.sure.has(name)
    const shape = known.facts?.get(path.head) ?? ANY
    return within({ there: unsure ? 'maybe' : 'yes', shape }, path.tail)
  }
  const { there, shape } = within(known.own.get(path.head) ?? { there: 'no', shape: ANY }, path.tail)
  return { there: known.sure.has(name) ? 'yes' : there, shape }
}

function within(fact: Fact, tail: readonly string[]): Fact {
  let { there, shape } = fact
  for (const step of tail) {
    if (shape.type === 'list' && step === 'count') shape = { type: 'number' }
    else if (shape.type === 'any' || shape.type === 'file' || (shape.type === 'record' && !shape.fields))
      shape = ANY
    else {
      const field = shape.type === 'record' ? shape.fields?.get(step) : undefined
      if (!field) return { there: 'no', shape: { type: 'null' } }
      if (!field.always && there === 'yes') there = 'maybe'
      shape = field.shape
    }
  }
  return { there, shape }
}

export function shapesOf(fields: Readonly<Record<string, FieldShape>> | undefined): Shape['fields'] {
  if (!fields) return undefined
  return new Map(
    Object.entries(fields).map(([name, field]) => [
      name,
      { shape: { type: field.type, fields: shapesOf(field.fields) }, always: true },
    ]),
  )
}

/** What facts hold, if that is known. `campaign` is one of `campaigns`, unless it is told apart. */
export function factShapes(facts: Readonly<Record<string, FieldShape>> | undefined): Known['facts'] {
  if (!facts) return undefined
  const own: Record<string, FieldShape> = { today: { type: 'day' }, now: { type: 'time' } }
  for (const name of ['channel', 'step', 'heard', 'form_said', 'interrupted']) own[name] = { type: 'text' }
  const { campaigns } = facts
  if (campaigns) own.campaign = { ...campaigns, type: 'record' }
  const shapes = shapesOf({ ...own, ...facts }) ?? new Map()
  return new Map([...shapes].map(([name, { shape }]) => [name, shape]))
}

// ── what a condition makes sure of ───────────────────────────────────────────────────────────────────────────────

export function refined(known: Known, condition: Ast, holds: boolean, definition: Definition): Known {
  switch (condition.kind) {
    case 'path':
      return holds ? sureOf(known, condition.path, definition) : known
    case 'not':
      return refined(known, condition.of, !holds, definition)
    case 'binary':
      return refinedByBoth(known, condition, holds, definition)
    default:
      return known
  }
}

function refinedByBoth(
  known: Known,
  ast: Ast & { kind: 'binary' },
  holds: boolean,
  definition: Definition,
): Known {
  const { op, left, right } = ast
  if (op === 'and' || op === 'or') {
    // Both are known when "and" holds, or when "or" does not.
    if (holds !== (op === 'and')) return known
    return refined(refined(known, left, holds, definition), right, holds, definition)
  }
  const isNull = (side: Ast): boolean => side.kind === 'literal' && side.value === null
  const against = isNull(left) ? right : isNull(right) ? left : undefined
  if (against) {
    const there = (op === '!=') === holds
    return there && against.kind === 'path' ? sureOf(known, against.path, definition) : known
  }
  // No comparison holds with what is not there.
  if (!holds || op === '!=') return known
  return [left, right].reduce(
    (so, side) => (side.kind === 'path' ? sureOf(so, side.path, definition) : so),
    known,
  )
}

function sureOf(known: Known, path: Path, definition: Definition): Known {
  const names = path.tail.map((_, n) => dotted({ head: path.head, tail: path.tail.slice(0, n + 1) }))
  const sure = new Set([...known.sure, path.head, ...names])
  const own = known.own.get(path.head)
  if (!own || !isOwn(path, definition.own)) return { ...known, sure }
  return { ...known, own: new Map(known.own).set(path.head, { ...own, there: 'yes' }), sure }
}

// ── two ways that meet ───────────────────────────────────────────────────────────────────────────────────────────

export function merged(a: Known, b: Known): Known {
  const own = new Map<string, Fact>()
  for (const [name, one] of a.own) own.set(name, mergedFact(one, b.own.get(name) ?? one))
  return { ...a, own, sure: new Set([...a.sure].filter((path) => b.sure.has(path))) }
}

function mergedFact(a: Fact, b: Fact): Fact {
  // What is not there says nothing about what it would hold.
  const shape = a.there === 'no' ? b.shape : b.there === 'no' ? a.shape : mergedShape(a.shape, b.shape)
  return { there: a.there === b.there ? a.there : 'maybe', shape }
}

function mergedShape(a: Shape, b: Shape): Shape {
  if (a.type !== b.type) return a.type === 'null' ? b : b.type === 'null' ? a : ANY
  if (!a.fields || !b.fields) return { type: a.type }
  const fields = new Map<string, { shape: Shape; always: boolean }>()
  for (const name of new Set([...a.fields.keys(), ...b.fields.keys()])) {
    const [x, y] = [a.fields.get(name), b.fields.get(name)]
    const shape = x && y ? mergedShape(x.shape, y.shape) : (x ?? y)!.shape
    fields.set(name, { shape, always: Boolean(x?.always && y?.always) })
  }
  return { type: a.type, fields }
}

export function same(a: Known, b: Known): boolean {
  if (a.sure.size !== b.sure.size) return false
  for (const [name, one] of a.own) {
    const other = b.own.get(name)
    if (!other || one.there !== other.there || !sameShape(one.shape, other.shape)) return false
  }
  return true
}

function sameShape(a: Shape, b: Shape): boolean {
  if (a.type !== b.type || a.fields?.size !== b.fields?.size) return false
  for (const [name, one] of a.fields ?? []) {
    const other = b.fields?.get(name)
    if (!other || one.always !== other.always || !sameShape(one.shape, other.shape)) return false
  }
  return true
}

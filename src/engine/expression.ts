import { LIMITS } from './limits.ts'
import type { FieldType, Value, Values } from './types.ts'

/** What an expression or a placeholder is evaluated in. */
export interface Scope {
  readonly values: Values
  /** The fields of a record at hand (an option made from a list), before everything else. */
  readonly local?: Values | undefined
  fact(name: string): Value
}

/** A scope of nothing but these values, for the sentences of the engine itself. */
export const only = (values: Values): Scope => ({ values: {}, local: values, fact: () => null })

export interface Path {
  readonly head: string
  readonly tail: readonly string[]
}
export type Ast =
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'not' | 'minus'; readonly of: Ast }
  | { readonly kind: 'binary'; readonly op: Op; readonly left: Ast; readonly right: Ast }
type Op = 'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*'

export interface Expression {
  readonly source: string
  readonly ast: Ast
  readonly paths: readonly Path[]
  /** Pure. @throws on arithmetic that makes no sense (text times money): the flow is broken. */
  readonly value: (scope: Scope) => Value
}

/** The declared names of a flow. They hide facts of the same name. */
export type Types = ReadonlyMap<string, FieldType>

export class ExpressionError extends Error {}

/** @throws ExpressionError that says what is wrong with the text */
export function parseExpression(source: string, own: Types): Expression {
  const ast = parse(source)
  const paths: Path[] = []
  collect(ast, paths)
  return { source, ast, paths, value: closure(ast, own) }
}

export function literal(value: Value): Expression {
  return { source: String(value), ast: { kind: 'literal', value }, paths: [], value: () => value }
}

export function pathExpression(path: Path, own: Types): Expression {
  const source = [path.head, ...path.tail].join('.')
  return { source, ast: { kind: 'path', path }, paths: [path], value: reader(path, own) }
}

const PATH = /^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*$/

/** `pledge.code` as a path; `undefined` for anything else. */
export function readPath(text: string): Path | undefined {
  if (!PATH.test(text)) return undefined
  const [head, ...tail] = text.split('.')
  return { head: head!, tail }
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)|(<=|>=|!=|[=<>+\-*()]))/y

interface Token {
  readonly kind: 'number' | 'text' | 'word' | 'sign'
  readonly text: string
}

function tokens(source: string): Token[] {
  if (source.length > LIMITS.expression)
    throw new ExpressionError('is too long. Count with "set" in steps before')
  const found: Token[] = []
  const end = source.trimEnd().length
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(source)
    if (!match) throw new ExpressionError(`cannot be read from "${source.slice(at).trim().slice(0, 20)}"`)
    const [, number, text, word, sign] = match
    if (number !== undefined) found.push({ kind: 'number', text: number })
    else if (text !== undefined) found.push({ kind: 'text', text })
    else if (word !== undefined) found.push({ kind: 'word', text: word })
    else found.push({ kind: 'sign', text: sign! })
  }
  if (found.length === 0) throw new ExpressionError('is empty')
  return found
}

/** Loosest first. */
const LEVELS: readonly (readonly Op[])[] = [
  ['or'],
  ['and'],
  ['=', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*'],
]
/** Comparisons do not chain, and "not" takes a whole one. */
const COMPARISON = 2

function parse(source: string): Ast {
  const list = tokens(source)
  let at = 0
  let depth = 0

  function level(n: number): Ast {
    const ops = LEVELS[n]
    if (!ops) return unary()
    if (n === COMPARISON && list[at]?.text === 'not' && list[at]?.kind === 'word') {
      at += 1
      return { kind: 'not', of: level(n) }
    }
    let left = level(n + 1)
    for (
      let token = list[at];
      token && token.kind !== 'text' && ops.includes(token.text as Op);
      token = list[at]
    ) {
      at += 1
      left = { kind: 'binary', op: token.text as Op, left, right: level(n + 1) }
      if (n === COMPARISON) break
    }
    return left
  }

  function unary(): Ast {
    const token = list[at]
    if (!token) throw new ExpressionError('ends too early')
    at += 1
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) }
    if (token.kind === 'text') return { kind: 'literal', value: token.text }
    if (token.kind === 'word') return word(token.text)
    if (token.text === '-') return { kind: 'minus', of: unary() }
    if (token.text !== '(') throw new ExpressionError(`does not expect "${token.text}" there`)
    if (++depth > LIMITS.brackets) throw new ExpressionError('has too many brackets')
    const inner = level(0)
    if (list[at]?.text !== ')' || list[at]?.kind !== 'sign') throw new ExpressionError('lacks a ")"')
    at += 1
    depth -= 1
    return inner
  }

  const ast = level(0)
  if (at < list.length) throw new ExpressionError(`does not expect "${list[at]!.text}" there`)
  return ast
}

function word(text: string): Ast {
  if (text === 'true' || text === 'false') return { kind: 'literal', value: text === 'true' }
  if (text === 'null') return { kind: 'literal', value: null }
  if (text === 'and' || text === 'or' || text === 'not') {
    throw new ExpressionError(`does not expect "${text}" there`)
  }
  return { kind: 'path', path: readPath(text)! }
}

function collect(ast: Ast, into: Path[]): void {
  if (ast.kind === 'path') into.push(ast.path)
  else if (ast.kind === 'not' || ast.kind === 'minus') collect(ast.of, into)
  else if (ast.kind === 'binary') {
    collect(ast.left, into)
    collect(ast.right, into)
  }
}

// ── evaluating ───────────────────────────────────────────────────────────────────────────────────────────────────

type Closure = (scope: Scope) => Value

/** A million times the largest amount that is read from a message; numbers stay exact below 2^53. */
const BEYOND = 1e18

function closure(ast: Ast, own: Types): Closure {
  switch (ast.kind) {
    case 'literal':
      return () => ast.value
    case 'path':
      return reader(ast.path, own)
    case 'not': {
      const of = closure(ast.of, own)
      return (scope) => !holds(of(scope))
    }
    case 'minus': {
      const of = closure(ast.of, own)
      return (scope) => count('-', 0, of(scope))
    }
    case 'binary': {
      const left = closure(ast.left, own)
      const right = closure(ast.right, own)
      const { op } = ast
      if (op === 'and') return (scope) => holds(left(scope)) && holds(right(scope))
      if (op === 'or') return (scope) => holds(left(scope)) || holds(right(scope))
      if (op === '+' || op === '-' || op === '*') return (scope) => count(op, left(scope), right(scope))
      return (scope) => compare(op, left(scope), right(scope))
    }
  }
}

/**
 * A name with fields behind it means the fact when the flow's own value of that name cannot have fields: a flow may
 * take a `campaign` (its id) and still show `{campaign.name}`.
 */
export function isOwn(path: Path, own: Types): boolean {
  const type = own.get(path.head)
  return (
    type !== undefined && (path.tail.length === 0 || type === 'record' || type === 'list' || type === 'file')
  )
}

export function reader(path: Path, own: Types): Closure {
  const { head, tail } = path
  const mine = isOwn(path, own)
  return (scope) => {
    let value: Value
    if (scope.local !== undefined && Object.hasOwn(scope.local, head)) value = scope.local[head]!
    else if (!mine) value = scope.fact(head)
    else value = Object.hasOwn(scope.values, head) ? scope.values[head]! : null
    for (const name of tail) value = field(value, name)
    return value
  }
}

function field(value: Value, name: string): Value {
  if (value === null || typeof value !== 'object' || value instanceof Date) return null
  if (Array.isArray(value)) return name === 'count' ? value.length : null
  return Object.hasOwn(value, name) ? ((value as Values)[name] ?? null) : null
}

/** Whether a value counts as yes. */
export function holds(value: Value): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}

function count(op: '+' | '-' | '*', left: Value, right: Value): Value {
  if (left === null || right === null) return null
  if (typeof left === 'number' && typeof right === 'number') return arithmetic(op, left, right)
  return arithmetic(op, whole(left), whole(right))
}

function arithmetic<T extends number | bigint>(op: '+' | '-' | '*', left: T, right: T): T {
  const [a, b] = [left as number, right as number]
  const result = (op === '+' ? a + b : op === '-' ? a - b : a * b) as T
  // A flow that multiplies in a circle would otherwise fill the memory before its steps run out.
  if (result > BEYOND || result < -BEYOND) throw new ExpressionError('counts beyond every amount there is')
  return result
}

function whole(value: Value): bigint {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  throw new ExpressionError(`cannot count with ${typeof value === 'number' ? value : typeof value}`)
}

function compare(op: Op, left: Value, right: Value): boolean {
  if (left === null || right === null) {
    if (op === '=') return left === right
    return op === '!=' && left !== right
  }
  const a = comparable(left)
  const b = comparable(right)
  // Money (bigint) and numbers are compared by value; text never equals a number.
  const alike = typeof a === 'string' ? typeof b === 'string' : typeof b !== 'string'
  const order = !alike ? undefined : a < b ? -1 : a > b ? 1 : 0
  switch (op) {
    case '=':
      return order === 0
    case '!=':
      return order !== 0
    case '<':
      return order === -1
    case '<=':
      return order === -1 || order === 0
    case '>':
      return order === 1
    default:
      return order === 1 || order === 0
  }
}

function comparable(value: Value): string | number | bigint {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.getTime()
  throw new ExpressionError('cannot compare a record or a list')
}

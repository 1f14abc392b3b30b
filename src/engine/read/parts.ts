import type { Assign, Goto, Step, Timeout } from '../definition.ts'
import { FACTS, FORM, FORM_OFFERED, SPOKEN, YOUNG } from '../definition.ts'
import {
  type Expression,
  literal,
  type Path,
  parseExpression,
  pathExpression,
  readPath,
  type Types,
} from '../expression.ts'
import { LIMITS } from '../limits.ts'
import { type Entry, hint, type Node, type Report } from '../source.ts'

/** What a step is read with. */
export interface StepContext {
  readonly name: string
  readonly own: Types
  readonly report: Report
  /** Hears of every path that is read anywhere. */
  readonly uses: (path: Path) => void
  /** Adds a step that an option needs for its call. */
  readonly add: (step: Step) => void
}

/** Nothing to go on with: what is missing was reported. */
const NOWHERE: Goto = { to: 'end', line: 0 }

export function readTimeout(entries: Entries, context: StepContext): Timeout | undefined {
  const entry = entries.get('timeout')
  if (!entry) return undefined
  const inner = fields(entry.value, ['after', 'until', 'then'], '"timeout"', context.report)
  const after = inner.get('after')
  const until = inner.get('until')
  if (after && until) context.report(until.line, '"timeout" has "after" or "until", not both. Remove one.')
  return {
    ms: until ? 0 : readDuration(after?.value, entry.line, context),
    until: until && readNamed(until, context),
    next: readThen(inner, entry.line, context),
  }
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

export function readDuration(node: Node | undefined, line: number, context: StepContext): number {
  const match = /^(\d{1,4})([smhd])$/.exec(scalar(node))
  const ms = match ? Number(match[1]) * UNITS[match[2]!]! : 0
  if (ms === 0)
    context.report(node?.line ?? line, `"${scalar(node)}" is no length of time. Write 30s, 15m, 2h or 3d.`)
  return ms
}

export function readThen(entries: Entries, line: number, context: StepContext): Goto {
  const then = entries.get('then')
  if (then) return readGoto(then.value, context)
  context.report(line, 'does not say how to go on. Add "then:" with a step, "end" or "quit".')
  return NOWHERE
}

export function readGoto(node: Node, context: StepContext): Goto {
  const to = scalar(node)
  if (!isName(to)) {
    context.report(node.line, `"${to}" is no step. Name a step, "end" or "quit".`)
    return NOWHERE
  }
  return { to, line: node.line }
}

/** A name from `keeps` (or `takes`) that something is saved under. */
export function readKept(entry: Entry | undefined, context: StepContext): string | undefined {
  if (!entry) return undefined
  const name = scalar(entry.value)
  if (!context.own.has(name)) {
    const near = hint(name, context.own.keys(), `Add it to "keeps" with its type.`)
    context.report(entry.line, `"${name}" is not a value of this flow. ${near}`)
    return undefined
  }
  return name
}

export function readIf(entry: Entry | undefined, context: StepContext): Expression | undefined {
  if (!entry) return undefined
  return expression(scalar(entry.value).replace(/^=\s*/, ''), entry.line, context)
}

/** In `set` a plain word is a text; in `with` it is a value, if there is one of that name. */
export function readAssigns(entry: Entry | undefined, context: StepContext, names: boolean): Assign[] {
  if (!entry) return []
  if (entry.value.kind !== 'map') {
    context.report(entry.line, `"${entry.key}" is a map of names and values: ${entry.key}: { units: 1 }.`)
    return []
  }
  return entry.value.entries.map((one) => {
    if (!names && one.key === SPOKEN) {
      if (!['vi', 'en'].includes(scalar(one.value))) context.report(one.line, '"lang" is vi or en.')
    } else if (!names && one.key === YOUNG) {
      if (!['true', 'false'].includes(scalar(one.value)))
        context.report(one.line, '"young" is true or false.')
    } else if (!names && ![FORM, FORM_OFFERED].includes(one.key) && !context.own.has(one.key)) {
      const near = hint(one.key, context.own.keys(), 'Add it to "keeps" with its type.')
      context.report(one.line, `"${one.key}" is not a value of this flow. ${near}`)
    }
    return { name: one.key, line: one.line, value: readValue(one, context, names) }
  })
}

export function readValue(entry: Entry, context: StepContext, names: boolean): Expression {
  const { value } = entry
  if (value.kind !== 'scalar') {
    context.report(
      entry.line,
      `"${entry.key}" is one value: a text, a number, true, false, or an expression after "=".`,
    )
    return literal(null)
  }
  if (typeof value.value !== 'string') return literal(value.value)
  if (value.value.startsWith('=')) return expression(value.value.slice(1), entry.line, context)
  const path = names ? readPath(value.value) : undefined
  if (path && (context.own.has(path.head) || FACTS.includes(path.head))) return named(path, context)
  return literal(value.value.normalize('NFC'))
}

/** Something that must be a value: a path, or an expression after "=". */
export function readNamed(entry: Entry, context: StepContext): Expression {
  const text = scalar(entry.value)
  if (text.startsWith('=')) return expression(text.slice(1), entry.line, context)
  const path = readPath(text)
  if (path) return named(path, context)
  context.report(entry.line, `"${entry.key}" names a value, like "pledge.code".`)
  return literal(null)
}

function named(path: Path, context: StepContext): Expression {
  context.uses(path)
  return pathExpression(path, context.own)
}

function expression(source: string, line: number, context: StepContext): Expression {
  try {
    const read = parseExpression(source, context.own)
    for (const path of read.paths) context.uses(path)
    return read
  } catch (error) {
    context.report(line, `the expression "${source.trim().slice(0, 60)}" ${(error as Error).message}.`)
    return literal(null)
  }
}

export type Entries = ReadonlyMap<string, Entry>

/** The entries of a map by key; unknown keys are reported with the nearest known one. */
export function fields(node: Node, known: readonly string[], what: string, report: Report): Entries {
  if (node.kind !== 'map') {
    report(node.line, `${what} is a map of names. It may have ${known.join(', ')}.`)
    return new Map()
  }
  const found = new Map<string, Entry>()
  for (const entry of node.entries) {
    if (known.includes(entry.key)) found.set(entry.key, entry)
    else
      report(
        entry.line,
        `${what} has no "${entry.key}". ${hint(entry.key, known, `It may have ${known.join(', ')}.`)}`,
      )
  }
  return found
}

export const isName = (name: string): boolean => name.length <= LIMITS.name && /^[a-z][a-z0-9_-]*$/.test(name)

export const scalar = (node: Node | undefined): string => (node?.kind === 'scalar' ? node.text.trim() : '')

import {
  ASK_KINDS,
  type Ask,
  type AskKind,
  type Case,
  type Goto,
  type Step,
  type Verb,
} from '../definition.ts'
import { type Expression, literal } from '../expression.ts'
import { type Entry, hint, type Node, type Report } from '../source.ts'
import { readCall } from './call.ts'
import { readOptions } from './options.ts'
import {
  type Entries,
  fields,
  readAssigns,
  readDuration,
  readGoto,
  readIf,
  readKept,
  readNamed,
  readThen,
  readTimeout,
  readValue,
  type StepContext,
  scalar,
} from './parts.ts'
import { readSay } from './say.ts'

const VERBS = ['choose', 'ask', 'do', 'branch', 'call', 'hand_over', 'wait'] as const
type VerbKey = (typeof VERBS)[number]

/** Which other keys a verb knows, besides those of every step. */
const BESIDE: Readonly<Record<VerbKey | 'say', readonly string[]>> = {
  say: ['then'],
  choose: ['rest', 'timeout'],
  ask: ['options', 'rest', 'timeout', 'then'],
  do: ['with', 'as', 'on'],
  branch: [],
  call: ['with', 'gives', 'then'],
  hand_over: ['as', 'timeout', 'then'],
  wait: ['then'],
}
const KEYS = [...new Set([...VERBS, 'set', 'say', 'grown_up', ...Object.values(BESIDE).flat()])]

/** Keys that every step may have. */
const ANYWHERE: readonly string[] = ['set', 'say', 'grown_up']

export function readStep(node: Node, line: number, context: StepContext): Step {
  const { name, report } = context
  const entries = fields(node, KEYS, 'a step', report)
  const verbs = VERBS.filter((verb) => entries.has(verb))
  if (verbs.length > 1) report(line, `"${verbs.join('" and "')}" are two verbs. Make two steps of it.`)
  const verb = verbs[0] ?? 'say'
  for (const { key, line: at } of entries.values()) {
    if (ANYWHERE.includes(key) || VERBS.some((one) => one === key) || BESIDE[verb].includes(key)) continue
    const has = Object.keys(BESIDE).filter((one) => BESIDE[one as VerbKey].includes(key))
    const what = verb === 'say' ? 'a step without a verb' : `"${verb}"`
    report(at, `${what} has no "${key}". It goes with ${has.map((one) => `"${one}"`).join(', ')}; remove it.`)
  }
  return {
    name,
    line,
    grownUp: readFlag(entries, 'grown_up', report),
    set: readAssigns(entries.get('set'), context, false),
    say: readSay(entries.get('say'), context),
    verb: readVerb(verb, entries, line, context),
  }
}

function readVerb(verb: VerbKey | 'say', entries: Entries, line: number, context: StepContext): Verb {
  const entry = entries.get(verb)
  switch (verb) {
    case 'say':
      return { kind: 'say', next: readThen(entries, line, context) }
    case 'choose':
      return {
        kind: 'choose',
        options: readOptions(entry!, context),
        rest: readFlag(entries, 'rest', context.report),
        timeout: readTimeout(entries, context),
      }
    case 'ask':
      return readAsk(entry!, entries, line, context)
    case 'do':
      return {
        kind: 'do',
        line: entry!.line,
        action: scalar(entry!.value),
        with: readAssigns(entries.get('with'), context, true),
        as: readKept(entries.get('as'), context),
        on: readOn(entries.get('on'), line, context),
      }
    case 'branch':
      return { kind: 'branch', cases: readCases(entry!, context) }
    case 'call':
      return readCall(entries, line, context)
    case 'hand_over':
      return {
        kind: 'hand_over',
        ...readReason(entry!, context),
        as: readKept(entries.get('as'), context),
        timeout: readTimeout(entries, context),
        next: readThen(entries, line, context),
      }
    case 'wait':
      return readWait(entry!, entries, line, context)
  }
}

const ASK_KEYS = [
  'read',
  'as',
  'min',
  'max',
  'confirm_from',
  'each',
  'day',
  'goods',
  'sum',
  'cut',
  'gift',
  'past',
  'heard',
]

function readAsk(entry: Entry, entries: Entries, line: number, context: StepContext): Ask {
  const { report } = context
  const inner = fields(entry.value, [...ASK_KEYS], '"ask"', report)
  const read = inner.get('read')
  const kind: AskKind | undefined = ASK_KINDS.find((one) => one === scalar(read?.value))
  if (!kind) {
    const said = scalar(read?.value)
    report(
      read?.line ?? entry.line,
      `"ask" cannot read "${said}". ${hint(said, ASK_KINDS, `Use ${ASK_KINDS.join(', ')}.`)}`,
    )
  }
  const as = readKept(inner.get('as'), context)
  if (as === undefined) report(entry.line, '"ask" must keep the answer. Add "as:" with a name from "keeps".')
  const counted = kind === 'money' || kind === 'number'
  const bound = (key: 'min' | 'max' | 'confirm_from' | 'each'): Expression | undefined => {
    const limit = inner.get(key)
    if (key === 'each' && limit && kind && kind !== 'money')
      report(limit.line, '"each" goes with "read: money". Remove it.')
    else if (limit && kind && !counted)
      report(limit.line, `"${key}" goes with "read: money" or "read: number". Remove it.`)
    const value = limit && readValue(limit, context, false)
    if (value && value.ast.kind === 'literal' && typeof value.ast.value !== 'number') {
      report(limit.line, `"${key}" is a number, or an expression after "=".`)
    }
    return value
  }
  const only = (key: 'day' | 'sum' | 'cut' | 'gift' | 'past', goes: AskKind) => {
    const entry = inner.get(key)
    if (entry && kind && kind !== goes) report(entry.line, `"${key}" goes with "read: ${goes}". Remove it.`)
  }
  only('day', 'money')
  only('sum', 'number')
  only('cut', 'text')
  only('gift', 'money')
  only('past', 'day')
  const goods = inner.get('goods')
  if (goods && kind && !counted)
    report(goods.line, '"goods" goes with "read: money" or "read: number". Remove it.')
  const options = entries.get('options')
  return {
    kind: 'ask',
    line: entry.line,
    read: kind ?? 'text',
    as: as ?? '',
    min: bound('min'),
    max: bound('max'),
    confirmFrom: bound('confirm_from'),
    each: bound('each'),
    day: readKept(inner.get('day'), context),
    goods: readKept(inner.get('goods'), context),
    sum: readKept(inner.get('sum'), context),
    cut: readKept(inner.get('cut'), context),
    gift: readFlag(inner, 'gift', report),
    rest: readFlag(entries, 'rest', report),
    past: readFlag(inner, 'past', report),
    heard: readFlag(inner, 'heard', report),
    options: options ? readOptions(options, context) : [],
    timeout: readTimeout(entries, context),
    next: readThen(entries, line, context),
  }
}

function readOn(entry: Entry | undefined, line: number, context: StepContext): ReadonlyMap<string, Goto> {
  if (entry?.value.kind !== 'map') {
    context.report(entry?.line ?? line, '"do" needs "on:" with a step for every outcome.')
    return new Map()
  }
  return new Map(entry.value.entries.map(({ key, value }) => [key, readGoto(value, context)]))
}

function readCases(entry: Entry, context: StepContext): Case[] {
  const items = entry.value.kind === 'list' ? entry.value.items : []
  if (items.length === 0)
    context.report(entry.line, '"branch" is a list of cases: - { if: units > 1, then: many }.')
  return items.map((item, n) => {
    const entries = fields(item, ['if', 'then'], 'a case', context.report)
    const when = readIf(entries.get('if'), context)
    const last = n === items.length - 1
    if (last && when)
      context.report(item.line, 'perhaps no case of "branch" holds. Add a last one without "if".')
    if (!last && !when)
      context.report(item.line, 'only the last case may lack "if": what follows is never reached.')
    return { line: item.line, when, next: readThen(entries, item.line, context) }
  })
}

function readWait(entry: Entry, entries: Entries, line: number, context: StepContext): Verb {
  const inner = fields(entry.value, ['for', 'until'], '"wait"', context.report)
  const next = readThen(entries, line, context)
  const until = inner.get('until')
  if (inner.size !== 1) context.report(entry.line, '"wait" is { for: 2d } or { until: value }.')
  if (until) return { kind: 'wait_until', until: readNamed(until, context), next }
  return { kind: 'wait', ms: readDuration(inner.get('for')?.value, entry.line, context), next }
}

function readFlag(entries: Entries, key: string, report: Report): boolean {
  const entry = entries.get(key)
  if (!entry) return false
  const value = entry.value.kind === 'scalar' && entry.value.value
  if (typeof value !== 'boolean') report(entry.line, `"${key}" is true or false.`)
  return value === true
}

/** The reason itself, or `{ reason: …, by: … }`. */
function readReason(
  entry: Entry,
  context: StepContext,
): { readonly reason: Expression; readonly by: Expression | undefined } {
  const inner =
    entry.value.kind === 'map'
      ? fields(entry.value, ['reason', 'by'], '"hand_over"', context.report)
      : undefined
  const reason = inner ? inner.get('reason') : entry
  const value = reason && readValue(reason, context, false)
  if (
    !value ||
    (value.ast.kind === 'literal' && (typeof value.ast.value !== 'string' || value.ast.value === ''))
  ) {
    context.report(entry.line, '"hand_over" says why, for the officer: hand_over: lost transfer.')
  }
  const by = inner?.get('by')
  return { reason: value ?? literal(''), by: by && readNamed(by, context) }
}

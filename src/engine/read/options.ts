import { type Goto, MEANINGS, type Option } from '../definition.ts'
import { isOwn } from '../expression.ts'
import type { Entry, Report } from '../source.ts'
import { readCall } from './call.ts'
import {
  type Entries,
  fields,
  isName,
  readAssigns,
  readGoto,
  readIf,
  readKept,
  readNamed,
  readThen,
  type StepContext,
  scalar,
} from './parts.ts'

const OPTION_KEYS = ['set', 'then', 'if', 'call', 'with', 'gives', 'from', 'of', 'as', 'means']

export function readOptions(entry: Entry, context: StepContext): Option[] {
  if (entry.value.kind !== 'map' || entry.value.entries.length === 0) {
    context.report(entry.line, `"${entry.key}" needs options: a map of names and the steps they lead to.`)
    return []
  }
  return entry.value.entries.map((option) => readOption(option, context))
}

function readOption({ key: name, line, value }: Entry, step: StepContext): Option {
  const report: Report = (at, what) => step.report(at, `option "${name}": ${what}`)
  const context = { ...step, report }
  if (!isName(name)) report(line, 'this is no name for an option. Use small letters, digits, "_" and "-".')
  const plain = { name, line, set: [], when: undefined, each: undefined, means: undefined, unsteady: false }
  if (value.kind === 'scalar') return { ...plain, next: readGoto(value, context) }
  const entries = fields(value, OPTION_KEYS, 'an option', report)
  const when = readIf(entries.get('if'), context)
  const each = readEach(entries, context)
  const facts = [...(when?.paths ?? []), ...(each?.from.paths ?? [])]
  return {
    ...plain,
    set: readAssigns(entries.get('set'), context, false),
    when,
    each,
    means: readMeaning(entries, context),
    unsteady: facts.some((path) => !isOwn(path, step.own) && path.head !== each?.as),
    next: entries.has('call')
      ? readOptionCall(name, entries, line, context)
      : readOptionThen(entries, line, context),
  }
}

function readOptionCall(name: string, entries: Entries, line: number, context: StepContext): Goto {
  const called = `${context.name}.${name}`
  context.add({
    name: called,
    line,
    grownUp: false,
    set: [],
    say: [],
    verb: readCall(entries, line, context),
  })
  return { to: called, line }
}

function readOptionThen(entries: Entries, line: number, context: StepContext): Goto {
  for (const key of ['with', 'gives']) {
    if (entries.has(key)) context.report(entries.get(key)!.line, `"${key}" goes with "call". Remove it.`)
  }
  return readThen(entries, line, context)
}

function readMeaning(entries: Entries, { report }: StepContext): Option['means'] {
  const entry = entries.get('means')
  if (!entry) return undefined
  const meaning = MEANINGS.find((one) => one === scalar(entry.value))
  if (!meaning) report(entry.line, `"means" is one of ${MEANINGS.join(', ')}.`)
  return meaning
}

function readEach(entries: Entries, context: StepContext): Option['each'] {
  const from = entries.get('from')
  const of = entries.get('of')
  const as = entries.get('as')
  if (!from) {
    for (const one of [of, as]) if (one) context.report(one.line, `"${one.key}" goes with "from". Remove it.`)
    return undefined
  }
  const name = readKept(as, context)
  if (name === undefined) context.report(from.line, '"from" must keep the record that is chosen. Add "as:".')
  return { from: readNamed(from, context), of: of && readNamed(of, context), as: name ?? '' }
}

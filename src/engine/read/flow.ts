import {
  COMES_NEXT,
  type Definition,
  FIELD_TYPES,
  FORM,
  FORM_OFFERED,
  type Goto,
  NEEDS_HEARD,
  SPOKEN,
  type Step,
  YOUNG,
} from '../definition.ts'
import type { Path, Types } from '../expression.ts'
import { isFormWord } from '../forms.ts'
import { type Entry, hint, type Mapping, type Node, type Report } from '../source.ts'
import type { FieldType } from '../types.ts'
import { type Entries, fields, isName, type StepContext, scalar } from './parts.ts'
import { readStep } from './step.ts'

const FLAGS = ['replaces', 'urgent', 'beside', 'gifts']
const KEYS = ['flow', 'about', 'start', 'takes', 'keeps', ...FLAGS, 'comes_next', 'old_buttons', 'steps']

/** Words alone, with which another flow speaks: of an occasion. */
export interface Voice {
  readonly of: string
  /** What officers call the occasion. */
  readonly about: string
  readonly line: number
}

/** @returns the flow that these are words of; undefined where the file has steps of its own */
export function readVoice(root: Mapping, name: string, report: Report): Voice | undefined {
  const entry = root.entries.find(({ key }) => key === 'voice_of')
  if (!entry) return undefined
  const about = checkHead(fields(root, ['flow', 'about', 'voice_of'], 'a voice', report), name, report)
  return { of: scalar(entry.value), about, line: entry.line }
}

/** @returns the flow, as far as it could be read; problems go to `report` */
export function readFlow(root: Mapping, name: string, report: Report): Definition {
  const entries = fields(root, KEYS, 'the flow', report)
  const about = checkHead(entries, name, report)
  const takes = types(entries, 'takes', report)
  const keeps = types(entries, 'keeps', report)
  for (const twice of takes.keys()) {
    if (keeps.has(twice))
      report(entries.get('keeps')!.line, `"${twice}" is in "takes" and in "keeps". Remove one.`)
  }
  const own = new Map([...takes, ...keeps])
  const used = new Set<string>()
  const steps = readSteps(entries, own, report, (path) => used.add(path.head))
  return {
    flow: name,
    about,
    start: startOf(entries, steps, report),
    takes,
    keeps,
    own,
    replaces: flag(entries, 'replaces', report),
    urgent: flag(entries, 'urgent', report),
    beside: flag(entries, 'beside', report),
    gifts: flag(entries, 'gifts', report),
    comesNext: comesNext(entries.get('comes_next'), report),
    oldButtons: oldButtons(entries.get('old_buttons'), report),
    steps,
    usesHeard: NEEDS_HEARD.some((name) => used.has(name)),
  }
}

/** @returns what it is for */
function checkHead(entries: Entries, name: string, report: Report): string {
  const flow = entries.get('flow')
  if (!flow) report(1, `has no name. Begin with "flow: ${name}".`)
  else if (text(flow.value) !== name) report(flow.line, `is in the folder "${name}". Write "flow: ${name}".`)
  if (!isName(name) || ['end', 'quit'].includes(name))
    report(1, `"${name}" is no name for a flow. Use small letters, digits, "-".`)
  const about = entries.get('about')
  if (!about || text(about.value) === '')
    report(about?.line ?? 1, 'does not say what it is for. Add "about: …".')
  return text(about?.value)
}

function types(entries: Entries, key: 'takes' | 'keeps', report: Report): Types {
  const found = new Map<string, FieldType>()
  const entry = entries.get(key)
  if (!entry) return found
  if (entry.value.kind !== 'map') {
    report(entry.line, `"${key}" is a map of names and types: ${key}: { units: number }.`)
    return found
  }
  for (const { key: name, line, value } of entry.value.entries) {
    const type = FIELD_TYPES.find((one) => one === text(value))
    if (
      !/^[a-z][a-z0-9_]*$/.test(name) ||
      isFormWord(name) ||
      [SPOKEN, YOUNG, FORM, FORM_OFFERED, 'true', 'false', 'null', 'and', 'or', 'not'].includes(name)
    ) {
      report(line, `"${name}" is no name for a value. Use small letters, digits and "_".`)
    } else if (type) found.set(name, type)
    else
      report(
        line,
        `"${name}": there is no type "${text(value)}". ${hint(text(value), FIELD_TYPES, `Use ${FIELD_TYPES.join(', ')}.`)}`,
      )
  }
  return found
}

function readSteps(entries: Entries, own: Types, report: Report, uses: (path: Path) => void) {
  const steps = new Map<string, Step>()
  const entry = entries.get('steps')
  if (entry?.value.kind === 'list') {
    report(
      entry.line,
      'names files of steps: write it last, and in each of them "steps:" with steps under it.',
    )
    return steps
  }
  if (entry?.value.kind !== 'map' || entry.value.entries.length === 0) {
    report(entry?.line ?? 1, 'has no steps. Add "steps:" with at least one step under it.')
    return steps
  }
  for (const { key, line, value } of entry.value.entries) {
    const context: StepContext = {
      name: key,
      own,
      report: (at, what) => report(at, `step "${key}": ${what}`),
      uses,
      add: (step) => steps.set(step.name, step),
    }
    if (!isName(key) || ['end', 'quit', 'hears'].includes(key)) {
      context.report(line, 'this is no name for a step. Use small letters, digits, "_" and "-".')
    }
    steps.set(key, readStep(value, line, context))
  }
  return steps
}

function startOf(entries: Entries, steps: ReadonlyMap<string, Step>, report: Report): Goto {
  const start = entries.get('start')
  const [first] = steps.keys()
  if (!start) report(1, `does not say where it starts. Add "start: ${first ?? 'hello'}".`)
  else if (!steps.has(text(start.value))) {
    report(
      start.line,
      `starts at "${text(start.value)}", which is no step. ${hint(text(start.value), steps.keys(), 'Name one of its steps.')}`,
    )
  }
  return { to: text(start?.value), line: start?.line ?? 1 }
}

function flag(entries: Entries, key: string, report: Report): boolean {
  const entry = entries.get(key)
  if (!entry) return false
  const value = entry.value.kind === 'scalar' ? entry.value.value : undefined
  if (typeof value !== 'boolean') report(entry.line, `"${key}" is true or false.`)
  return value === true
}

function comesNext(entry: Entry | undefined, report: Report): Definition['comesNext'] {
  const when = COMES_NEXT.find((one) => one === text(entry?.value))
  if (entry && !when) report(entry.line, `"comes_next" is one of ${COMES_NEXT.join(', ')}.`)
  return when
}

/** @returns names of options, with the line that says so */
function oldButtons(entry: Entry | undefined, report: Report): ReadonlyMap<string, number> {
  if (!entry) return new Map()
  const names = entry.value.kind === 'list' ? entry.value.items.map(text) : ['']
  if (!names.every(isName)) report(entry.line, '"old_buttons" is a list of names of options: [road].')
  return new Map(names.map((name) => [name, entry.line]))
}

const text = (node: Node | undefined): string => (node?.kind === 'scalar' ? node.text.trim() : '')

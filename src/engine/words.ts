import { isOwn, type Path, reader, readPath, type Scope, type Types } from './expression.ts'
import { FORM_FIELDS, type FormFields, type FormWord, isFormWord } from './forms.ts'
import { hasRoom, patternTrouble } from './patterns.ts'
import { SAID_LISTS, type SaidTexts } from './said.ts'
import { FORMATS, type Format, show, type Tongue } from './show.ts'
import { type Entry, hint, type Mapping, type Node, type Report } from './source.ts'

/** What a words file says, not yet tied to a flow. */
export interface RawWords {
  readonly texts: ReadonlyMap<string, { readonly text: string; readonly line: number }>
  readonly hears: Hears
  /** Only in `common`: the words that tell a gift from what is none. */
  readonly said: SaidTexts
  /** Only in `common`, in Vietnamese: what is said with each word for the person. */
  readonly forms: ReadonlyMap<string, FormFields>
  /** The file is there and is no YAML: nothing is known of what it lacks. */
  readonly unread: boolean
}

/** What people say to get to a flow. Phrases as written. */
export interface Hears {
  readonly line: number
  readonly whole: readonly string[]
  readonly has: readonly string[]
  /** As `has`, and before what the present question would read: an amount in it is no answer. Of an `urgent` flow: before `except`. */
  readonly first: readonly string[]
  readonly all_of: readonly (readonly string[])[]
  /** Of an `urgent` flow: where these stand, nothing of it is heard. */
  readonly except: readonly string[]
  /** Only in `common`: the built-in words. */
  readonly builtIn: Readonly<Partial<Record<BuiltIn, readonly string[]>>>
}

export const BUILT_IN = ['menu', 'back', 'stop', 'help', 'human', 'vi', 'en'] as const
export type BuiltIn = (typeof BUILT_IN)[number]
/** These start the flow of their name. */
export const BUILT_IN_FLOWS = ['menu', 'stop', 'help', 'human'] as const

export const COMMON = 'common'

export function readWords(root: Mapping, flow: string, report: Report): RawWords {
  const texts = new Map<string, { text: string; line: number }>()
  let hears: Hears = { line: 1, whole: [], has: [], first: [], all_of: [], except: [], builtIn: {} }
  let said: SaidTexts = {}
  let forms: RawWords['forms'] = new Map()
  const put = (prefix: string, entries: Mapping['entries']): void => {
    for (const { key, line, value } of entries) {
      const name = prefix + key
      if (value.kind === 'map') put(`${name}.`, value.entries)
      else if (value.kind === 'list')
        report(line, `"${name}" is a list. A text is one bubble; give each its own name.`)
      else if (value.text.trim() === '')
        report(line, `"${name}" is empty. Write the text, or remove the line.`)
      else if (texts.has(name)) report(line, `"${name}" is there twice. Remove one.`)
      else texts.set(name, { text: value.text.normalize('NFC').trim(), line })
    }
  }
  for (const entry of root.entries) {
    if (entry.key === 'said' && flow === COMMON) said = readSaid(entry.value, report)
    else if (entry.key === 'forms' && flow === COMMON) forms = readForms(entry, report)
    else if (entry.key !== 'hears') put('', [entry])
    else if (flow === COMMON) hears = readBuiltIn(entry.value, report)
    else hears = readHears(entry.value, report)
  }
  return { texts, hears, said, forms, unread: false }
}

function readHears(node: Node, report: Report): Hears {
  const found: { [key in 'whole' | 'has' | 'first' | 'except']: readonly string[] } & { all_of: string[][] } =
    {
      whole: [],
      has: [],
      first: [],
      all_of: [],
      except: [],
    }
  const known = ['whole', 'has', 'first', 'all_of', 'except']
  if (node.kind !== 'map') {
    report(node.line, '"hears" is a map. Write "whole:", "has:" or "all_of:" under it.')
    return { line: node.line, ...found, builtIn: {} }
  }
  for (const { key, line, value } of node.entries) {
    if (key === 'whole' || key === 'has' || key === 'first' || key === 'except')
      found[key] = phrases(value, `hears.${key}`, report)
    else if (key === 'all_of') {
      const groups = value.kind === 'list' ? value.items : []
      if (groups.length === 0)
        report(line, '"hears.all_of" is a list of lists: one word of each must be there.')
      found.all_of = groups.map((group) => phrases(group, 'hears.all_of', report))
    } else report(line, `"hears" knows no "${key}". ${hint(key, known, `Use ${known.join(', ')}.`)}`)
  }
  return { line: node.line, ...found, builtIn: {} }
}

function readBuiltIn(node: Node, report: Report): Hears {
  const builtIn = readLists(node, BUILT_IN, 'hears', 'built-in word', report)
  return { line: node.line, whole: [], has: [], first: [], all_of: [], except: [], builtIn }
}

const readSaid = (node: Node, report: Report): SaidTexts =>
  readLists(node, SAID_LISTS, 'said', 'list of words', report)

/** `bác: { me: Chung Tay, here: đây, fine: dạ được }`: a word for the person, and what is said with it. */
function readForms({ line, value }: Entry, report: Report): RawWords['forms'] {
  const forms = new Map<string, FormFields>()
  if (value.kind !== 'map') report(line, '"forms" is a map, by what people are called.')
  for (const { key, line: at, value: row } of value.kind === 'map' ? value.entries : []) {
    const fields = row.kind === 'map' ? row.entries : []
    const text = (name: string) => {
      const found = fields.find((one) => one.key === name)?.value
      return found?.kind === 'scalar' ? found.text.normalize('NFC').trim() : ''
    }
    const read = { me: text('me'), here: text('here'), fine: text('fine') }
    const sound = fields.length === FORM_FIELDS.length && FORM_FIELDS.every((name) => read[name] !== '')
    if (sound && /^\p{Ll}+(?:\/\p{Ll}+)?$/u.test(key.normalize('NFC'))) forms.set(key.normalize('NFC'), read)
    else
      report(
        at,
        `"forms": "${key}" is one small word with its three: bác: { me: Chung Tay, here: đây, fine: dạ được }.`,
      )
  }
  return forms
}

/** A map of lists of words, whose names are known. */
function readLists<Name extends string>(
  node: Node,
  names: readonly Name[],
  where: string,
  what: string,
  report: Report,
): Partial<Record<Name, readonly string[]>> {
  const lists: Partial<Record<Name, readonly string[]>> = {}
  if (node.kind !== 'map') report(node.line, `"${where}" is a map of ${what}s: ${names.join(', ')}.`)
  for (const { key, line, value } of node.kind === 'map' ? node.entries : []) {
    const name = names.find((one) => one === key)
    if (name) lists[name] = phrases(value, `${where}.${key}`, report)
    else report(line, `"${key}" is no ${what}. ${hint(key, names, `They are ${names.join(', ')}.`)}`)
  }
  return lists
}

function phrases(node: Node, where: string, report: Report): string[] {
  const items = node.kind === 'list' ? node.items : []
  const texts = items.flatMap((item) =>
    item.kind === 'scalar' && item.text.trim() !== '' ? [item.text] : [],
  )
  if (items.length === 0 || texts.length < items.length)
    report(node.line, `"${where}" is a list of words: [tết, quà tết].`)
  for (const text of texts) {
    const plain = where === 'hears.whole' ? text.replaceAll('|', ' ') : text
    const wrong = ROOMY.includes(where) ? patternTrouble(text) : hasRoom(plain) && ONLY_INSIDE
    if (wrong) report(node.line, `"${where}": "${text}". ${wrong}`)
  }
  const plain = texts.map((text) => text.normalize('NFC').trim())
  return where === 'hears.whole' ? plain.flatMap(writtenOut) : plain
}

/** "em|con 9|10 tuổi" in `whole` is four phrases: whatever looks at them sees plain ones. */
function writtenOut(phrase: string): string[] {
  const pieces = phrase.split(/\s+/).map((piece) => piece.split('|'))
  return pieces.reduce<string[]>(
    (begun, piece) =>
      begun.flatMap((start) => piece.map((word) => (start === '' ? word : `${start} ${word}`))),
    [''],
  )
}

/** Where a phrase may have room in it. */
const ROOMY = ['hears.has', 'hears.first', 'hears.all_of']
const ONLY_INSIDE =
  '"*" and "|" are read in "has", "first" and "all_of", "|" in "whole" too. Write each phrase out.'

// ── templates ────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Placeholder {
  readonly path: Path
  /** One of `{you}` `{me}` `{here}` `{fine}`, or with a capital: no value, but how the person is spoken to. */
  readonly form?: FormWord
  readonly format: Format | undefined
  readonly args: readonly string[]
}

/** A text with its placeholders, ready to be said. */
export interface Template {
  readonly line: number
  readonly text: string
  readonly parts: readonly (string | Placeholder)[]
  /** @param lost hears of each placeholder that had no value: the text then has a hole */
  readonly render: (scope: Scope, tongue: Tongue, lost: (path: string) => void) => string
}

const PLACEHOLDER = /^\s*([a-z][a-z0-9_.]*)\s*(?:\|\s*([a-z_]+)\s*(?::(.*))?)?$/

/** @param wrong hears of each thing that is wrong with the text; without it, the first is thrown */
export function template(text: string, line: number, own: Types, wrong: (what: string) => void = fail) {
  const parts: (string | Placeholder)[] = []
  let at = 0
  while (at < text.length) {
    const open = text.indexOf('{', at)
    const close = text.indexOf('}', at)
    if (open === -1 && close === -1) break
    if (open === -1 || close < open) {
      wrong('has a "{" or "}" without its other half')
      break
    }
    if (open > at) parts.push(text.slice(at, open))
    const hole = placeholder(text.slice(open + 1, close), wrong)
    if (hole) parts.push(hole)
    at = close + 1
  }
  if (at < text.length) parts.push(text.slice(at))
  return { line, text, parts, render: renderer(parts, own) } satisfies Template
}

function fail(what: string): void {
  throw new Error(what)
}

function placeholder(inside: string, wrong: (what: string) => void): Placeholder | undefined {
  const name = inside.trim()
  if (isFormWord(name)) return { path: { head: name, tail: [] }, form: name, format: undefined, args: [] }
  const match = PLACEHOLDER.exec(inside)
  const path = match && readPath(match[1]!)
  if (!match || !path) {
    wrong(`cannot read the placeholder {${inside}}`)
    return undefined
  }
  const format = match[2] === undefined ? undefined : FORMATS.find((one) => one === match[2])
  if (match[2] !== undefined && format === undefined) {
    wrong(`knows no form "${match[2]}". ${hint(match[2], FORMATS, `Use ${FORMATS.join(', ')}`)}`)
  }
  const args = match[3]?.split(',').map((arg) => arg.trim()) ?? []
  if (format === 'plural' && args.length !== 2) wrong(`needs two words in {${inside}}: {n|plural:unit,units}`)
  return { path, format, args }
}

function renderer(parts: readonly (string | Placeholder)[], own: Types): Template['render'] {
  if (parts.length === 1 && typeof parts[0] === 'string') {
    const text = parts[0]
    return () => text
  }
  const pieces = parts.map((part) => (typeof part === 'string' ? part : piece(part, own)))
  return (scope, tongue, lost) => {
    let text = ''
    let holes = false
    for (const one of pieces) {
      if (typeof one === 'string') {
        text += one
        continue
      }
      const shown = one.show(scope, tongue)
      if (shown === '') {
        holes = true
        lost(one.path)
      }
      text += shown
    }
    return holes ? text.replace(/ {2,}/g, ' ').trim() : text
  }
}

function piece(part: Placeholder, own: Types) {
  const { form } = part
  if (form) return { path: form, show: (_: Scope, tongue: Tongue) => tongue.form?.[form] ?? '' }
  const value = reader(part.path, own)
  const { head, tail } = part.path
  // What a person typed is shown as typed, even if it looks like a day.
  const typed = tail.length === 0 && isOwn(part.path, own) && own.get(head) === 'text'
  const format = part.format ?? (typed ? 'text' : undefined)
  return {
    path: [head, ...tail].join('.'),
    show: (scope: Scope, tongue: Tongue) => show(value(scope), format, part.args, tongue),
  }
}

import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node as YamlNode } from 'yaml'
import { LIMITS } from './limits.ts'
import type { Lang } from './types.ts'

/** The texts of one flow, as they lie in `flows/<flow>/`. `common` has words only. */
export interface FlowSource {
  readonly flow: string
  /** flow.yaml, with the files of steps that it names; empty for `common`. */
  readonly steps: string
  /** vi.yaml and en.yaml. */
  readonly words: Readonly<Record<Lang, string>>
}

/** Something wrong with a file. The message says where, what, and what to do about it. */
export interface Problem {
  readonly file: string
  readonly line: number
  readonly message: string
}

export const fileOf = (flow: string, name: 'flow' | Lang): string => `flows/${flow}/${name}.yaml`

/** Collects the problems of one file. */
export type Report = (line: number, what: string) => void
export function reporter(file: string, problems: Problem[]): Report {
  return (line, what) => {
    problems.push({ file, line, message: `${file}:${line} ${what}` })
  }
}

/** YAML with lines kept: text, number, true or false, null; lists; maps with names. */
export type Node = Scalar | List | Mapping
interface Scalar {
  readonly kind: 'scalar'
  readonly line: number
  readonly value: string | number | boolean | null
  /** As written, for those who want text whatever it looks like. */
  readonly text: string
}
interface List {
  readonly kind: 'list'
  readonly line: number
  readonly items: readonly Node[]
}
export interface Mapping {
  readonly kind: 'map'
  readonly line: number
  readonly entries: readonly Entry[]
}
export interface Entry {
  readonly key: string
  readonly line: number
  readonly value: Node
}

/** @returns the file's content as a map; `undefined` after a problem that leaves nothing to look at. Never throws. */
export function readYaml(text: string, report: Report): Mapping | undefined {
  if (Buffer.byteLength(text) > LIMITS.file) {
    report(1, `is larger than ${LIMITS.file / 1024} KB. Split the flow in two and "call" the second.`)
    return undefined
  }
  const lines = new LineCounter()
  let root: YamlNode | null
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      strict: true,
      uniqueKeys: true,
      schema: 'core',
    })
    for (const error of document.errors) report(error.linePos?.[0].line ?? 1, yamlTrouble(error.message))
    if (document.errors.length > 0) return undefined
    root = document.contents
  } catch {
    report(1, 'is not YAML that can be read. Compare it with another flow.')
    return undefined
  }
  let sound = true
  const fail = (line: number, what: string): undefined => {
    sound = false
    report(line, what)
  }

  function convert(node: YamlNode | null, at: number, depth: number): Node | undefined {
    const line = node?.range ? lines.linePos(node.range[0]).line : at
    if (depth > LIMITS.nesting) return fail(line, `goes deeper than ${LIMITS.nesting} levels. Flatten it.`)
    if (node === null) return { kind: 'scalar', line, value: null, text: '' }
    if (isAlias(node) || node.anchor !== undefined) {
      return fail(
        at,
        'uses "&" or "*" of YAML to repeat a part. Write the part out; quote a text that begins so.',
      )
    }
    if (isScalar(node)) {
      const { value } = node
      const plain =
        typeof value === 'number' || typeof value === 'boolean' || value === null ? value : String(value)
      return {
        kind: 'scalar',
        line,
        value: plain,
        text: typeof plain === 'string' ? plain : (node.source ?? ''),
      }
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => convert(item as YamlNode | null, line, depth + 1))
      return { kind: 'list', line, items: items.filter((item) => item !== undefined) }
    }
    if (!isMap(node)) return fail(line, 'holds something that is neither text, list nor map.')
    const entries: Entry[] = []
    for (const { key, value } of node.items) {
      if (!isScalar(key)) {
        fail(line, 'has a key that is not a word. Use small letters, digits and "_".')
        continue
      }
      const keyLine = key.range ? lines.linePos(key.range[0]).line : line
      const read = convert(value as YamlNode | null, keyLine, depth + 1)
      const name = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
      if (entries.some((entry) => entry.key === name)) fail(keyLine, `"${name}" is there twice. Remove one.`)
      if (read) entries.push({ key: name, line: keyLine, value: read })
    }
    return { kind: 'map', line, entries }
  }

  const content = convert(root, 1, 0)
  if (!content || !sound) return undefined
  if (content.kind !== 'map') {
    report(content.line, 'is not a map of names. It begins with "name: value" lines.')
    return undefined
  }
  return content
}

function yamlTrouble(message: string): string {
  const what = message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '')
  return `is not YAML: ${what}. Check spaces, colons and quotes there.`
}

/** What was probably meant: the nearest of some names, if one is near. */
function nearest(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Math.max(2, Math.floor(name.length / 3)) + 1
  for (const candidate of names) {
    const d = distance(name, candidate)
    if (d < least) {
      least = d
      best = candidate
    }
  }
  return best
}

/** " Did you mean …?", or what else to do. */
export function hint(name: string, names: Iterable<string>, otherwise: string): string {
  const near = nearest(name, names)
  return near === undefined ? otherwise : `Did you mean "${near}"?`
}

/** Edits between two short names (Levenshtein). */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 8) return 99
  let row = Array.from({ length: b.length + 1 }, (_, n) => n)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[b.length]!
}

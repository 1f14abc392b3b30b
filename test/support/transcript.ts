/**
 * A conversation as plain text (test/transcripts/README.md): what people say and what actions come to is written by
 * hand, what the bot says is recorded.
 */
export interface Transcript {
  readonly file: string
  readonly items: readonly Item[]
}

export type Item =
  /** A comment or an empty line. */
  | { readonly kind: 'note'; readonly text: string; readonly line: number }
  /** `given campaign.left = 1` */
  | { readonly kind: 'given'; readonly text: string; readonly line: number; readonly what: string }
  /** `at 2026-12-20 20:15` */
  | { readonly kind: 'at'; readonly text: string; readonly line: number; readonly when: Date }
  /** `Lan: [Góp quà Tết]` */
  | { readonly kind: 'person'; readonly text: string; readonly line: number; readonly said: string }
  /** `(3 days pass)` */
  | { readonly kind: 'event'; readonly text: string; readonly line: number; readonly what: string }
  | Scripted

/** `  ~ pledge.create amount=300000 → held {units: 1}` */
export interface Scripted {
  readonly kind: 'action'
  readonly text: string
  readonly line: number
  readonly action: string
  /** What must be among the inputs. */
  readonly input: ReadonlyMap<string, string>
  readonly outcome: string
  /** YAML, if anything is said about the outcome's data. */
  readonly data: string | undefined
}

const ACTION = /^ {2}~ (\S+)((?: [a-z_0-9]+=(?:"[^"]*"|\S+))*) → (\S+)(?: (\{.*\}))?$/
const INPUT = /([a-z_0-9]+)=(?:"([^"]*)"|(\S+))/g
/** What a recording replaces. */
const RECORDED = /^(bot( \(chép\))?: | {5}| {2}! )/

/** @throws for a line that is nothing of these */
export function readTranscript(file: string, text: string): Transcript {
  const items: Item[] = []
  for (const [n, raw] of text.replace(/\n$/, '').split('\n').entries()) {
    if (!RECORDED.test(raw)) items.push(itemOf(raw, n + 1, file))
  }
  return { file, items }
}

function itemOf(text: string, line: number, file: string): Item {
  if (text.trim() === '' || text.startsWith('#')) return { kind: 'note', text, line }
  const [, given] = /^given (.+)$/.exec(text) ?? []
  if (given) return { kind: 'given', text, line, what: given }
  const [, day, time] = /^at (\d{4}-\d\d-\d\d) (\d\d:\d\d)$/.exec(text) ?? []
  if (day) return { kind: 'at', text, line, when: new Date(`${day}T${time}:00+07:00`) }
  const [, event] = /^\((.+)\)$/.exec(text) ?? []
  if (event) return { kind: 'event', text, line, what: event }
  const action = ACTION.exec(text)
  if (action) return scripted(text, line, action)
  const [, who, said] = /^(\p{L}[\p{L} ]*): (.+)$/u.exec(text) ?? []
  if (who && said) return { kind: 'person', text, line, said }
  throw new Error(`${file}:${line} is no line of a transcript: "${text}". See test/transcripts/README.md.`)
}

function scripted(text: string, line: number, [, action, inputs, outcome, data]: RegExpExecArray): Scripted {
  const input = new Map(
    [...inputs!.matchAll(INPUT)].map(([, name, quoted, plain]) => [name!, quoted ?? plain!]),
  )
  return { kind: 'action', text, line, action: action!, input, outcome: outcome!, data }
}

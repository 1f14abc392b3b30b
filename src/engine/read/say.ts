import type { Part } from '../definition.ts'
import type { Entry, Node } from '../source.ts'
import { fields, readNamed, type StepContext, scalar } from './parts.ts'

/** The bubbles of a step: the name of a text, or a list of names, pictures, papers and values to be copied. */
export function readSay(entry: Entry | undefined, context: StepContext): Part[] {
  if (!entry) return []
  const { value } = entry
  if (value.kind === 'map') {
    context.report(
      entry.line,
      '"say" is the name of a text, or a list: say: [thanks, { copy: pledge.code }].',
    )
    return []
  }
  const items = value.kind === 'list' ? value.items : [value]
  if (items.length === 0) context.report(entry.line, '"say" is empty. Name a text, or remove it.')
  return items.flatMap((item) => readPart(item, context) ?? [])
}

function readPart(node: Node, context: StepContext): Part | undefined {
  const { line } = node
  if (node.kind === 'scalar') {
    if (scalar(node) !== '') return { kind: 'text', line, key: scalar(node) }
    context.report(line, '"say" names a text of the words files.')
    return undefined
  }
  const entries = fields(node, ['image', 'document', 'copy', 'label', 'text'], 'a bubble', context.report)
  const kinds = (['image', 'document', 'copy'] as const).filter((kind) => entries.has(kind))
  const [kind] = kinds
  if (kind === undefined || kinds.length > 1) {
    context.report(line, 'a bubble is one of { image: … }, { document: … }, { copy: … }.')
    return undefined
  }
  const text = entries.get('text')
  const value = readNamed(entries.get(kind)!, context)
  const label = entries.get('label')
  if (kind !== 'copy') {
    if (label) context.report(label.line, '"label" goes with "copy". Use "text".')
    return { kind, line, value, key: text && scalar(text.value) }
  }
  if (text)
    context.report(
      text.line,
      'a "copy" holds one value and nothing else. Say the text in a bubble of its own.',
    )
  return { kind, line, value, key: label && scalar(label.value) }
}

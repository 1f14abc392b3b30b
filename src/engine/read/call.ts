import type { Give, Verb } from '../definition.ts'
import { type Entry, hint } from '../source.ts'
import { type Entries, readAssigns, readThen, type StepContext, scalar } from './parts.ts'

export function readCall(entries: Entries, line: number, context: StepContext): Verb {
  return {
    kind: 'call',
    line: entries.get('call')!.line,
    flow: scalar(entries.get('call')!.value),
    with: readAssigns(entries.get('with'), context, true),
    gives: readGives(entries.get('gives'), context),
    next: readThen(entries, line, context),
  }
}

/** `[pledge]`, or `{ mine: theirs }` where the names differ. */
function readGives(entry: Entry | undefined, context: StepContext): Give[] {
  const { value } = entry ?? {}
  const gives =
    value?.kind === 'list'
      ? value.items.map((item) => ({ mine: scalar(item), theirs: scalar(item), line: item.line }))
      : value?.kind === 'map'
        ? value.entries.map((one) => ({ mine: one.key, theirs: scalar(one.value), line: one.line }))
        : []
  if (entry && (gives.length === 0 || gives.some((give) => give.theirs === ''))) {
    context.report(entry.line, '"gives" is a list of names, or a map of mine to theirs: gives: [pledge].')
  }
  for (const { mine, line } of gives) {
    if (mine === '' || context.own.has(mine)) continue
    const near = hint(mine, context.own.keys(), 'Add it to "keeps" with its type.')
    context.report(line, `"${mine}" is not a value of this flow. ${near}`)
  }
  return gives
}

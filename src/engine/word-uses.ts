import { type Definition, isInWords, isQuestion, type Option, type Step } from './definition.ts'

/** A text of the words files that a step says or may say. */
export interface WordUse {
  readonly key: string
  readonly step: Step
  readonly line: number
  /** `heard`: phrases with commas between, of which nothing is said. */
  readonly kind: 'bubble' | 'label' | 'line' | 'heard'
  /** The option whose label or line it is. */
  readonly option?: Option
  /** Names that are placeholders here and nowhere else. */
  readonly locals: readonly string[]
  /** Without it there is another way to say it. */
  readonly optional: boolean
}

/** The text of a flow that says what was under way in it. */
export const RECAP = 'recap'

/** Every text that a flow can say. */
export function wordUses(definition: Definition): WordUse[] {
  return [...definition.steps.values()].flatMap((step) => [...spoken(step), ...questionWords(step)])
}

function spoken(step: Step): WordUse[] {
  return step.say.flatMap(({ key, kind, line }): WordUse[] => {
    if (key === undefined) return []
    return [{ key, step, line, kind: kind === 'copy' ? 'label' : 'bubble', locals: [], optional: false }]
  })
}

function questionWords(step: Step): WordUse[] {
  const { verb } = step
  if (!isQuestion(verb) && verb.kind !== 'hand_over') return []
  const may = (name: string, locals: readonly string[] = [], kind: WordUse['kind'] = 'bubble'): WordUse => ({
    key: `${step.name}.${name}`,
    step,
    line: step.line,
    kind,
    locals,
    optional: true,
  })
  if (verb.kind === 'hand_over') return [may('again')]
  const uses = [
    may('again'),
    may('recap', ['since']),
    // What the whole flow is about, for the questions of it that say nothing better.
    { ...may('recap', ['since']), key: RECAP },
    ...verb.options.flatMap((option) => optionWords(step, option)),
  ]
  if (verb.kind === 'choose') return uses
  uses.push(may('unclear'))
  if (verb.each || verb.goods) uses.push(may('units'))
  if (verb.gift) uses.push(may('leads'))
  if (verb.each) uses.push(may('counted', ['count']))
  if (verb.heard) uses.push(may('gives'), may('toward'), may('doubts'))
  if (verb.heard) uses.push(may('heard'), may('heard_again'))
  if (verb.min) uses.push(may('too_small', ['min']))
  if (verb.max) uses.push(may('too_big', ['max']))
  if (verb.confirmFrom) uses.push(may('confirm', ['value']))
  if (verb.read === 'yes_no') uses.push(may('yes', [], 'label'), may('no', [], 'label'))
  return uses
}

function optionWords(step: Step, option: Option): WordUse[] {
  const heard: WordUse = {
    key: heardKey(step, option),
    step,
    line: option.line,
    kind: 'heard',
    locals: [],
    // Without a button it is reached by these alone.
    optional: option.means !== 'words',
  }
  if (isInWords(option)) return option.means === 'words' ? [heard] : []
  const locals = option.each ? [option.each.as] : []
  const label: WordUse = {
    key: `${step.name}.${option.name}`,
    step,
    line: option.line,
    kind: 'label',
    option,
    locals,
    optional: false,
  }
  return option.each
    ? [label, { ...label, key: `${label.key}.text`, kind: 'line', optional: true }]
    : [label, heard]
}

/** The text of what people say instead of an option's label. */
export const heardKey = (step: { readonly name: string }, option: { readonly name: string }): string =>
  `${step.name}.${option.name}.hears`

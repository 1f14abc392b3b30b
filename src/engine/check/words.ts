import { fold } from '../../platform/vietnamese/index.ts'
import { LANGS } from '../book.ts'
import { FACTS, FORM, FORM_OFFERED, isQuestion } from '../definition.ts'
import type { Path } from '../expression.ts'
import type { Forms, FormWord } from '../forms.ts'
import { offeredAs } from '../knowledge.ts'
import { type Known, lookUp, type Shape } from '../known.ts'
import { LIMITS } from '../limits.ts'
import { troublesInList } from '../patterns.ts'
import { isOfAChild } from '../privacy.ts'
import { hint } from '../source.ts'
import type { Lang } from '../types.ts'
import { type WordUse, wordUses } from '../word-uses.ts'
import { type Placeholder, template } from '../words.ts'
import type { Checked } from './checked.ts'

/** Whether both languages say everything, nothing else, and nothing that is not there, too long or too private. */
export function checkWords(checked: Checked): void {
  const uses = wordUses(checked.definition)
  checkPrivacy(checked)
  checkForms(checked)
  for (const lang of LANGS) {
    const { texts, unread } = checked.words[lang]
    if (unread) continue
    const report = checked.reportWords[lang]
    for (const use of uses) {
      const text = texts.get(use.key)
      if (text) checkText(checked, lang, use, text)
    }
    const missing = checkThere(checked, lang, uses)
    for (const [key, { line }] of checked.sound ? texts : []) {
      if (uses.some((use) => use.key === key)) continue
      report(line, `"${key}" is said nowhere. ${hint(key, missing, 'Remove it, or say it in a step.')}`)
    }
    checkLabels(checked, lang)
  }
}

/** Whether a voice says only what its flow says, in both languages, and nothing that is not there, too long or too private. */
export function checkVoiceWords(checked: Checked): void {
  const { definition, words, reportWords } = checked
  const uses = new Map(wordUses(definition).map((use) => [use.key, use]))
  checkPrivacy(checked)
  for (const lang of LANGS) {
    const other = lang === 'vi' ? 'en' : 'vi'
    for (const [key, text] of words[lang].texts) {
      const use = uses.get(key)
      if (use) checkText(checked, lang, use, text)
      else
        reportWords[lang](
          text.line,
          `"${key}" is said nowhere in "${definition.flow}". ${hint(key, uses.keys(), 'Remove it.')}`,
        )
      if (!words[other].texts.has(key) && !words[other].unread)
        reportWords[other](1, `lacks "${key}", which ${lang}.yaml has. Add it.`)
    }
    checkLabels(checked, lang)
  }
}

/**
 * Each text that is not there once, and those of one step together: who adds a question has one thing to do, where the
 * text of the step before it stands.
 *
 * @returns their keys
 */
function checkThere({ words, reportWords }: Checked, lang: Lang, uses: readonly WordUse[]): Set<string> {
  const { texts } = words[lang]
  const missing = new Set<string>()
  let above = 1
  for (const { step } of uniqueBy(uses, (use) => use.step.name)) {
    const ofStep = uses.filter((use) => use.step.name === step.name)
    const lacking = ofStep.filter((use) => !use.optional && !texts.has(use.key) && !missing.has(use.key))
    const says = `which step "${step.name}" says (flow.yaml:${step.line})`
    const plain: string[] = []
    for (const { key } of lacking) {
      if (missing.has(key)) continue
      missing.add(key)
      const near = hint(key, unused(texts.keys(), uses), '')
      if (near) reportWords[lang](above, `lacks "${key}", ${says}. ${near}`)
      else plain.push(`"${key}"`)
    }
    const [only, second] = plain
    if (second) reportWords[lang](above, `lacks ${plain.join(', ')}, ${says}. Add them.`)
    else if (only) reportWords[lang](above, `lacks ${only}, ${says}. Add it.`)
    above = Math.max(above, ...ofStep.map(({ key }) => texts.get(key)?.line ?? 1))
  }
  return missing
}

const uniqueBy = <T>(all: readonly T[], nameOf: (one: T) => string): T[] => [
  ...new Map(all.map((one) => [nameOf(one), one])).values(),
]

const unused = (keys: Iterable<string>, uses: readonly WordUse[]): string[] =>
  [...keys].filter((key) => !uses.some((use) => use.key === key))

interface Text {
  readonly text: string
  readonly line: number
}

function checkText(checked: Checked, lang: Lang, use: WordUse, { text, line }: Text): void {
  const { definition, known, channels } = checked
  const about = (what: string) => checked.reportWords[lang](line, `"${use.key}" ${what}`)
  const { parts } = template(text, line, definition.own)
  const at = known.get(use.step.name)
  const here = at && (use.option ? offeredAs(use.option, at, definition) : at)
  const places = parts.filter((part) => typeof part !== 'string')
  for (const place of places) {
    if (!place.form) checkPlaceholder(checked, use, place, here, about)
    else if (lang !== 'vi') about(`shows {${place.form}}, which is Vietnamese. Write “you” or “I” out.`)
  }

  if (use.kind === 'heard') {
    for (const wrong of troublesInList(text)) about(wrong)
    return
  }
  const length = lengthOf(parts, here, checked, TYPICAL)
  if (use.kind === 'label') {
    if (length > LIMITS.label)
      about(`is a button of about ${length} characters; ${LIMITS.label} fit. Shorten it.`)
    return
  }
  if (length > LIMITS.text)
    about(`is about ${length} characters; a bubble holds ${LIMITS.text}. Say it in two.`)
  const lines = text.split('\n').length
  if (lines > LIMITS.lines) about(`has ${lines} lines; a bubble holds ${LIMITS.lines}. Say it in two.`)
  const most = lengthOf(parts, here, checked, LONGEST)
  for (const [channel, limit] of Object.entries(channels)) {
    if (most > limit) about(`can be ${most} characters; ${channel} sends ${limit}. Shorten it.`)
  }
}

function checkPlaceholder(
  { definition }: Checked,
  use: WordUse,
  { path, format }: Placeholder,
  known: Known | undefined,
  about: (what: string) => void,
): void {
  const name = [path.head, ...path.tail].join('.')
  if (!use.option?.each && use.locals.includes(path.head)) return
  const fields = use.option?.each && known ? recordOf(use.option.each.as, known).fields : undefined
  // The record's own fields come before the flow's values.
  if (fields?.has(path.head)) return
  if (!definition.own.has(path.head) && !FACTS.includes(path.head)) {
    if (use.option?.each && fields === undefined) return
    const names = [...definition.own.keys(), ...FACTS, ...use.locals, ...(fields?.keys() ?? [])]
    const near = hint(path.head, names, 'Add it to "keeps", or remove it.')
    about(`shows {${name}}, which is no value of this flow. ${near}`)
    return
  }
  if (!known) return
  const { there, shape } = lookUp(path, known, definition)
  const step = `at step "${use.step.name}"`
  if (shape.type === 'null') about(`shows {${name}}, but ${step} there is no "${path.tail.at(-1)}" in it.`)
  else if (there === 'no') about(`shows {${name}}, which is never set ${step}. Set it before, or remove it.`)
  else if (there === 'maybe') about(`shows {${name}}, which may not be set ${step}. Branch on it before.`)
  else if (format && !formatFits(format, shape)) about(`shows {${name}|${format}}, but it is ${shape.type}.`)
}

const recordOf = (name: string, known: Known): Shape => known.own.get(name)?.shape ?? { type: 'any' }

const FITTING: Readonly<Partial<Record<NonNullable<Placeholder['format']>, readonly Shape['type'][]>>> = {
  digits: ['money', 'number'],
  words: ['money', 'number'],
  code: ['text'],
  day: ['day', 'time'],
  date: ['day', 'time'],
  time: ['time'],
  day_time: ['time'],
  lunar: ['day', 'time'],
  join: ['list'],
  plural: ['number', 'list'],
}

function formatFits(format: NonNullable<Placeholder['format']>, { type }: Shape): boolean {
  return type === 'any' || (FITTING[format]?.includes(type) ?? true)
}

/** Characters that a value takes when it is shown: as a rule, and at most. */
const TYPICAL: Readonly<Record<Shape['type'], number>> = {
  money: 9,
  number: 3,
  day: 14,
  time: 5,
  yes_no: 5,
  text: 16,
  list: 40,
  record: 16,
  file: 16,
  any: 9,
  null: 0,
}
const LONGEST: typeof TYPICAL = {
  ...TYPICAL,
  money: 20,
  number: 20,
  day: 27,
  text: LIMITS.remembered,
  list: LIMITS.remembered,
  record: 100,
  any: 100,
}
const SHOWN: Readonly<Partial<Record<NonNullable<Placeholder['format']>, number>>> = {
  words: 40,
  code: 12,
  day: 14,
  date: 10,
  time: 5,
  day_time: 20,
  lunar: 34,
}

function lengthOf(
  parts: readonly (string | Placeholder)[],
  known: Known | undefined,
  { definition, forms }: Checked,
  sizes: typeof TYPICAL,
): number {
  const size = (path: Path): number => {
    const { type } = known ? lookUp(path, known, definition).shape : { type: 'any' as const }
    // Only what people type themselves is as long as it may be.
    const ours = type === 'text' && !(path.tail.length === 0 && definition.own.has(path.head))
    return sizes === LONGEST && ours ? sizes.any : sizes[type]
  }
  return parts.reduce((sum, part) => {
    if (typeof part === 'string') return sum + [...part].length
    if (part.form) return sum + longest(part.form, forms)
    return sum + ((part.format && SHOWN[part.format]) ?? size(part.path))
  }, 0)
}

/** Nobody can be called what the table in flows/common does not have. */
function checkForms({ definition, forms, report }: Checked): void {
  for (const { set, verb } of definition.steps.values()) {
    for (const { name, line, value } of [
      set,
      ...(isQuestion(verb) ? verb.options.map((one) => one.set) : []),
    ].flat()) {
      if (name !== FORM && name !== FORM_OFFERED) continue
      const given = value.ast.kind === 'literal' ? String(value.ast.value) : undefined
      if (given !== undefined && !forms.has(given))
        report(line, `"${name}: ${given}" is no form of address. Use ${[...forms.keys()].join(', ')}.`)
    }
  }
}

/** Characters of the longest word that may stand there: who is called so reads the same bubble. */
export const longest = (word: FormWord, forms: Forms): number =>
  Math.max(0, ...[...forms.values()].map((form) => form[word].length))

/** Labels that look alike to somebody who types them. */
function checkLabels({ definition, words, reportWords }: Checked, lang: Lang): void {
  for (const step of definition.steps.values()) {
    if (!isQuestion(step.verb)) continue
    const seen = new Map<string, string>()
    for (const option of step.verb.options) {
      const key = `${step.name}.${option.name}`
      const label = words[lang].texts.get(key)
      if (!label || label.text.includes('{')) continue
      const folded = fold(label.text)
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()
      const other = seen.get(folded)
      if (other)
        reportWords[lang](label.line, `"${key}" reads like "${other}" without accents. Name one differently.`)
      else seen.set(folded, key)
    }
  }
}

/** A flow knows no child: not by name, school, class, health, face or home. */
function checkPrivacy({ definition, words, report, reportWords }: Checked): void {
  const { own, steps } = definition
  const told = 'would tell who a child is. Flows know counts, ages and sizes, and no child. Remove it.'
  for (const name of own.keys()) {
    if (isOfAChild(name)) report(1, `"${name}" ${told}`)
  }
  for (const step of steps.values()) {
    for (const part of step.say) {
      if (part.kind === 'text') continue
      const path = part.value.paths.find((one) => [one.head, ...one.tail].some(isOfAChild))
      if (path) report(part.line, `step "${step.name}": "${part.value.source.trim()}" ${told}`)
    }
  }
  for (const lang of LANGS) {
    for (const [key, { text, line }] of words[lang].texts) {
      for (const part of template(text, line, own).parts) {
        if (typeof part === 'string' || part.form) continue
        const names = [part.path.head, ...part.path.tail]
        if (names.some(isOfAChild))
          reportWords[lang](line, `"${key}" shows {${names.join('.')}}, which ${told}`)
      }
    }
  }
}

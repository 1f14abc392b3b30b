import { type Compiled, LANGS } from '../book.ts'
import { ENGINE_BUTTONS, ENGINE_WORDS, type EngineWord } from '../common.ts'
import type { Definition } from '../definition.ts'
import { type Forms, formsOf } from '../forms.ts'
import { LIMITS } from '../limits.ts'
import { fileOf, hint, type Problem, reporter } from '../source.ts'
import { BUILT_IN, BUILT_IN_FLOWS, COMMON, type Placeholder, template } from '../words.ts'
import type { Surroundings } from './checked.ts'
import { longest } from './words.ts'

/** Whether flows/common says everything that the engine says, and every built-in word leads somewhere. */
export function checkCommon(
  compiled: readonly Compiled[],
  flows: ReadonlyMap<string, Definition>,
  { unread }: Surroundings,
  problems: Problem[],
): void {
  const seen = new Set<string>()
  for (const { flow } of compiled) {
    if (seen.has(flow))
      reporter(fileOf(flow, 'flow'), problems)(1, `there are two flows "${flow}". Remove one.`)
    seen.add(flow)
  }
  for (const flow of BUILT_IN_FLOWS) {
    if (flows.has(flow) || unread.has(flow)) continue
    const about = reporter(fileOf(COMMON, 'vi'), problems)
    about(1, `nobody answers the word "${flow}": there is no flow "${flow}". Add its folder.`)
  }
  const common = compiled.find((one) => one.flow === COMMON)
  if (!common) {
    if (!unread.has(COMMON)) {
      reporter(fileOf(COMMON, 'vi'), problems)(
        1,
        'is missing. Add it with the sentences that all flows share.',
      )
    }
    return
  }
  for (const lang of LANGS) checkLang(common, lang, problems)
}

function checkLang(common: Compiled, lang: (typeof LANGS)[number], problems: Problem[]): void {
  const report = reporter(fileOf(COMMON, lang), problems)
  const { texts, hears, unread } = common.words[lang]
  const forms = formsOf(common.words.vi.forms)
  if (lang === 'vi' && forms.size === 0 && !unread)
    report(
      1,
      'lacks "forms": how people are spoken to. Begin with: bạn: { me: mình, here: mình, fine: được }.',
    )
  if (lang !== 'vi' && common.words[lang].forms.size > 0)
    report(1, 'has "forms", which are Vietnamese. Remove them.')
  const words = Object.keys(ENGINE_WORDS) as EngineWord[]
  for (const word of words) {
    const text = texts.get(word)
    if (!text) {
      report(1, `lacks "${word}", which the engine says. ${hint(word, strangers(texts.keys()), 'Add it.')}`)
      continue
    }
    const known: readonly string[] = ENGINE_WORDS[word]
    const { parts } = template(text.text, text.line, new Map())
    for (const part of parts) {
      if (typeof part === 'string' || (part.path.tail.length === 0 && known.includes(part.path.head)))
        continue
      if (part.form && lang === 'vi') continue
      const may = known.length === 0 ? 'It has no placeholders.' : `It may show {${known.join('}, {')}}.`
      report(text.line, `"${word}" shows {${[part.path.head, ...part.path.tail].join('.')}}. ${may}`)
    }
    const isLabel = Object.values(ENGINE_BUTTONS).some((label) => label === word)
    const limit = isLabel ? LIMITS.label : LIMITS.text
    if (lengthOf(parts, forms) > limit)
      report(text.line, `"${word}" is longer than ${limit} characters. Shorten it.`)
  }
  for (const key of strangers(texts.keys())) {
    report(
      texts.get(key)!.line,
      `"${key}" is nothing that the engine says. ${hint(key, words, 'Remove it.')}`,
    )
  }
  // The built-in words of one language are heard in both; each must be there in one of them at least.
  for (const name of lang === 'vi' ? BUILT_IN : []) {
    const said = LANGS.some((one) => common.words[one].hears.builtIn[name]?.length)
    if (!said) report(hears.line, `"hears" lacks the built-in word "${name}". Add it: ${name}: [ … ].`)
  }
}

/** Of the text as it is, with the longest form of address. */
const lengthOf = (parts: readonly (string | Placeholder)[], forms: Forms): number =>
  parts.reduce((sum, part) => {
    if (typeof part === 'string') return sum + [...part].length
    return sum + (part.form ? longest(part.form, forms) : `{${part.path.head}}`.length)
  }, 0)

const strangers = (keys: Iterable<string>): string[] =>
  [...keys].filter((key) => !Object.hasOwn(ENGINE_WORDS, key))

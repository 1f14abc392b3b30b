import { type Compiled, LANGS } from '../book.ts'
import { formsOf } from '../forms.ts'
import { follow } from '../knowledge.ts'
import { factShapes } from '../known.ts'
import { fileOf, hint, type Problem, reporter } from '../source.ts'
import type { Lang } from '../types.ts'
import { COMMON, type RawWords } from '../words.ts'
import type { Checked, Surroundings } from './checked.ts'
import { checkCommon } from './common.ts'
import { checkHears } from './hears.ts'
import { checkLinks } from './links.ts'
import { checkLoops } from './loops.ts'
import { checkOldButtons } from './old-buttons.ts'
import { checkTypes } from './types.ts'
import { checkVoiceWords, checkWords } from './words.ts'

/**
 * Everything that can be wrong with flows that were read. Never throws.
 *
 * @param rough what could be read of flows with problems already: whoever mends one hears of the others at once
 */
export function check(
  compiled: readonly Compiled[],
  rough: readonly Compiled[],
  surroundings: Surroundings,
): Problem[] {
  const problems: Problem[] = []
  const flows = new Map(
    compiled.flatMap((one) => (one.definition ? [[one.flow, one.definition] as const] : [])),
  )
  const startedByWords = new Set(
    compiled.filter((one) => LANGS.some((lang) => isHeard(one.words[lang]))).map((one) => one.flow),
  )
  checkCommon(compiled, flows, surroundings, problems)
  checkHears(compiled, problems)
  checkOldButtons(flows, problems)
  const common = [...compiled, ...rough].find((one) => one.flow === COMMON)
  const forms = formsOf(common?.words.vi.forms ?? new Map())
  const knowledge = follow(flows, surroundings.actions, startedByWords, factShapes(surroundings.facts))
  for (const one of [...compiled, ...rough]) {
    if (one.voice) checkVoice(one)
    if (!one.definition) continue
    const sound = flows.has(one.flow)
    const reportOf = (lang: Lang) => reporter(fileOf(one.flow, lang), problems)
    const checked: Checked = {
      ...surroundings,
      definition: one.definition,
      words: one.words,
      flows,
      forms,
      sound,
      known: sound ? knowledge(one.flow) : new Map(),
      report: reporter(fileOf(one.flow, 'flow'), problems),
      reportWords: { vi: reportOf('vi'), en: reportOf('en') },
    }
    checkLinks(checked)
    checkTypes(checked)
    checkWords(checked)
  }
  checkLoops(flows, problems)
  return problems

  /** Of a voice: what it says at the steps of the flow that speaks with it. */
  function checkVoice({ flow, voice, words }: Compiled): void {
    const report = reporter(fileOf(flow, 'flow'), problems)
    const { of, line } = voice!
    const definition = flows.get(of)
    if (!definition) {
      if (surroundings.unread.has(of) || rough.some((one) => one.flow === of)) return
      report(line, `there is no flow "${of}" with steps. ${hint(of, flows.keys(), 'Name one that has.')}`)
      return
    }
    const reportOf = (lang: Lang) => reporter(fileOf(flow, lang), problems)
    checkVoiceWords({
      ...surroundings,
      definition,
      words,
      flows,
      forms,
      sound: true,
      known: knowledge(of),
      report,
      reportWords: { vi: reportOf('vi'), en: reportOf('en') },
    })
  }
}

const isHeard = ({ hears }: RawWords): boolean =>
  hears.whole.length + hears.has.length + hears.all_of.length > 0

import { type Compiled, LANGS } from '../book.ts'
import { type Definition, ENDS, isQuestion, type Option, SPOKEN } from '../definition.ts'
import { clash, type Word, wordsOf } from '../hears.ts'
import { fileOf, type Problem, reporter } from '../source.ts'
import type { Lang } from '../types.ts'
import { BUILT_IN } from '../words.ts'

interface Claim {
  readonly phrase: string
  readonly words: readonly Word[]
  /** The flow that it starts, or the built-in word that it is. */
  readonly to: string
  readonly file: string
  readonly line: number
}

/** Words that two flows claim, and labels that mean something different everywhere else. */
export function checkHears(compiled: readonly Compiled[], problems: Problem[]): void {
  const whole = claims(compiled, 'whole')
  const twice = [...clashes(whole), ...clashes(claims(compiled, 'has'))]
  // Who copies a flow, and with it all its words, has one thing to do in each file.
  for (const [{ claim, other }, phrases] of byPlace(twice)) {
    const names = phrases.map((phrase) => `"${phrase}"`).join(', ')
    const belong = phrases.length === 1 ? 'belongs' : 'belong'
    const what = `${names} ${belong} to "${other.to}" already (${other.file}:${other.line})`
    const mend = phrases.length === 1 ? 'Keep one.' : 'Keep each in one of the two.'
    reporter(claim.file, problems)(claim.line, `"hears": ${what}. ${mend}`)
  }
  checkExcepts(compiled, problems)
  const urgent = new Set(compiled.filter((one) => one.definition?.urgent).map((one) => one.flow))
  const global = whole.filter((claim) => GLOBAL.includes(claim.to) || urgent.has(claim.to))
  for (const one of compiled) {
    if (one.definition) for (const lang of LANGS) checkLabels(one, one.definition, lang, global, problems)
  }
}

/** Elsewhere a word that is too wide is taken out of the list; only who is in danger must be heard at any price. */
function checkExcepts(compiled: readonly Compiled[], problems: Problem[]): void {
  for (const { flow, definition, words } of compiled) {
    for (const lang of LANGS) {
      const { except, line } = words[lang].hears
      if (except.length === 0 || !definition || definition.urgent) continue
      const report = reporter(fileOf(flow, lang), problems)
      report(line, '"hears.except" is for an urgent flow. Write what is heard more narrowly.')
    }
  }
}

/** These must mean the same at every step. "stop" and "back" may be softened by a question that offers them. */
const GLOBAL: readonly string[] = BUILT_IN.filter((name) => name !== 'stop' && name !== 'back')

function claims(compiled: readonly Compiled[], key: 'whole' | 'has'): Claim[] {
  return compiled.flatMap(({ flow, words }) =>
    LANGS.flatMap((lang) => {
      const { hears } = words[lang]
      const claim = (phrase: string, to: string): Claim => ({
        phrase,
        words: wordsOf(phrase),
        to,
        file: fileOf(flow, lang),
        line: hears.line,
      })
      const builtIn = key === 'has' ? [] : Object.entries(hears.builtIn)
      return [
        ...hears[key].map((phrase) => claim(phrase, flow)),
        ...builtIn.flatMap(([to, phrases]) => phrases.map((phrase) => claim(phrase, to))),
      ]
    }),
  )
}

/** What two phrases must share to be the same message. */
const baseOf = (words: readonly Word[]): string => words.map((word) => word.base).join(' ')

interface Clash {
  readonly claim: Claim
  /** The one that was there before. */
  readonly other: Claim
}

/** Clashes between the same two places, with the phrases they are about, each once. */
function byPlace(all: readonly Clash[]): (readonly [Clash, string[]])[] {
  const places = new Map<string, [Clash, string[]]>()
  for (const one of all) {
    const { claim, other } = one
    const key = `${claim.file}:${claim.line} ${other.file}:${other.line} ${other.to}`
    const [, phrases] = places.get(key) ?? places.set(key, [one, []]).get(key)!
    if (!phrases.includes(claim.phrase)) phrases.push(claim.phrase)
  }
  return [...places.values()]
}

function clashes(all: readonly Claim[]): Clash[] {
  const found: Clash[] = []
  const alike = new Map<string, Claim[]>()
  for (const claim of all) {
    const base = baseOf(claim.words)
    alike.set(base, [...(alike.get(base) ?? []), claim])
  }
  for (const group of alike.values()) {
    for (const [n, claim] of group.entries()) {
      const other = group.slice(0, n).find((one) => one.to !== claim.to && clash(one.words, claim.words))
      if (other) found.push({ claim, other })
    }
  }
  return found
}

/** A label wins over a word of everywhere while it is on offer; so it must lead where the word leads. */
function checkLabels(
  { flow, words }: Compiled,
  definition: Definition,
  lang: Lang,
  global: readonly Claim[],
  problems: Problem[],
): void {
  for (const step of definition.steps.values()) {
    if (!isQuestion(step.verb)) continue
    for (const option of step.verb.options) {
      const key = `${step.name}.${option.name}`
      const label = words[lang].texts.get(key)
      if (!label || label.text.includes('{')) continue
      const said = wordsOf(label.text)
      const claim = global.find((one) => one.to !== flow && clash(one.words, said))
      if (!claim || speaks(definition, option, claim.to) || leadsTo(definition, option.next.to, claim.to))
        continue
      const report = reporter(fileOf(flow, lang), problems)
      const what = `"${label.text}" is what people say to get to "${claim.to}"`
      report(label.line, `"${key}": ${what}. Lead there, or name it differently.`)
    }
  }
}

/** Whether an option changes the language as the built-in word would. */
function speaks(definition: Definition, option: Option, lang: string): boolean {
  const set = [...option.set, ...(definition.steps.get(option.next.to)?.set ?? [])]
  return set.some((one) => one.name === SPOKEN && one.value.source === lang)
}

/** Whether a step calls the flow, at once or after a few words; the end of everything leads to the menu. */
function leadsTo(definition: Definition, from: string, flow: string, hops = 3): boolean {
  if (ENDS.includes(from)) return flow === 'menu'
  const verb = definition.steps.get(from)?.verb
  if (verb?.kind === 'call') return verb.flow === flow
  if (hops === 0) return false
  if (verb?.kind === 'say') return leadsTo(definition, verb.next.to, flow, hops - 1)
  if (verb?.kind === 'branch')
    return verb.cases.some((one) => leadsTo(definition, one.next.to, flow, hops - 1))
  return false
}

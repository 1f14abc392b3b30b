import type { Word } from './hears.ts'

/** Words that stand in hardly any Vietnamese message, with accents or without. */
const ENGLISH = new Set(
  (
    'hello donate donation donations give giving help how want would like what where who when which the this that is are am was have has had ' +
    'your you my please money transfer transferred send sent receipt account children kids scam real trust speak good morning afternoon ' +
    'sponsor child monthly dollars euros pay card remind next any there place places needs coats coat girls boys winter warm clothes cash ' +
    'evening talk human person someone make need gifts paid with already can could for from and about gift thanks thank does do did stop ' +
    'behalf mother father mum mom dad family parents company milk rice food hi name honor honour memory birthday wedding'
  ).split(' '),
)
/** As much Vietnamese, without accents, as English. */
const EITHER = new Set('i a an to in on me d m s ll'.split(' '))
/** "help" and "donate" are words that Vietnamese people use, and commands of Telegram. */
const ALONE = 'hello'

/** Whether somebody's first words are English: most of them are, and not only one that everybody uses. */
export function isEnglish(words: readonly Word[]): boolean {
  // Who asks for a language is answered by the flow that changes it.
  if (words.some(({ base, marks }) => marks !== '' || base === 'english' || base === 'vietnamese'))
    return false
  const english = words.filter(
    ({ base }, n) => ENGLISH.has(base) || (base === 'm' && words[n - 1]?.base === 'i'),
  )
  if (words.length === 1) return words[0]!.base === ALONE
  // “I'm Lan”
  if (words[0]?.base === 'i' && words[1]?.base === 'm') return true
  return english.length >= 2 && english.length * 2 >= words.filter(({ base }) => !EITHER.has(base)).length
}

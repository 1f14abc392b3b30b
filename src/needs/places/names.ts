import { registry, type Unit } from './registry.ts'
import { type Word, wordOf } from './spelling.ts'

/** A name as it is found in a text, and all that has it. */
export interface Name {
  /** With its marks, as it is compared. */
  readonly spelled: string
  readonly words: readonly Word[]
  readonly units: readonly Unit[]
}

interface Names {
  /** Names by their words without marks, `ta xua`. */
  readonly plain: ReadonlyMap<string, readonly Name[]>
  readonly mostWords: number
}

/** Other spellings of a few well-known names: what is typed → level and name. */
const ALSO: readonly (readonly [typed: string, level: Unit['level'], name: string])[] = [
  ['hn', 'province', 'Hà Nội'],
  ['sg', 'province', 'Hồ Chí Minh'],
  ['hcm', 'province', 'Hồ Chí Minh'],
  ['tphcm', 'province', 'Hồ Chí Minh'],
  ['sài gòn', 'province', 'Hồ Chí Minh'],
  ['saigon', 'province', 'Hồ Chí Minh'],
  ['thừa thiên huế', 'province', 'Huế'],
  ['đăk lăk', 'province', 'Đắk Lắk'],
  ['đắc lắc', 'province', 'Đắk Lắk'],
  ['đak lak', 'province', 'Đắk Lắk'],
  ['daclac', 'province', 'Đắk Lắk'],
  ['đăk nông', 'former-province', 'Đắk Nông'],
  ['đắc nông', 'former-province', 'Đắk Nông'],
  ['bắc cạn', 'former-province', 'Bắc Kạn'],
  ['bmt', 'former-district', 'Buôn Ma Thuột'],
  ['ban mê thuột', 'former-district', 'Buôn Ma Thuột'],
  ['buôn mê thuột', 'former-district', 'Buôn Ma Thuột'],
  ['mù cang chải', 'former-district', 'Mù Căng Chải'],
  ['sapa', 'former-district', 'Sa Pa'],
  ['dalat', 'former-district', 'Đà Lạt'],
]

/** People write Mĩ and Mỹ, Qui and Quy. */
const Y_OR_I = /(?<=(?:^|[\s-])(?:[hklmstv]|qu))[yýỳỷỹỵ](?=$|[\s-])/giu

let made: Names | undefined

/** Every name, made once, when it is asked for first (some 50 ms). */
export function names(): Names {
  made ??= make()
  return made
}

function make(): Names {
  const plain = new Map<string, Name[]>()
  let mostWords = 0
  const add = (typed: string, units: readonly Unit[]) => {
    const words = typed.split(/[\s-]+/).map(wordOf)
    mostWords = Math.max(mostWords, words.length)
    const key = words.map((word) => word.plain).join(' ')
    const spelled = words.map((word) => word.marked).join(' ')
    const same = plain.get(key)
    if (!same) {
      plain.set(key, [{ spelled, words, units }])
      return
    }
    const known = same.findIndex((one) => one.spelled === spelled)
    if (known < 0) same.push({ spelled, words, units })
    else same[known] = { spelled, words, units: [...same[known]!.units, ...units] }
  }
  const { units } = registry()
  const byName = new Map<string, Unit[]>()
  for (const unit of units) {
    const same = byName.get(unit.name)
    if (same) same.push(unit)
    else byName.set(unit.name, [unit])
  }
  for (const [name, same] of byName) {
    add(name, same)
    const other = name.replace(Y_OR_I, (y) => 'iíìỉĩịIÍÌỈĨỊ'['yýỳỷỹỵYÝỲỶỸỴ'.indexOf(y)]!)
    if (other !== name) add(other, same)
  }
  for (const unit of units) {
    if (unit.level !== 'province' && unit.level !== 'former-province') continue
    // "sonla", "daklak"
    const joined = unit.name.replace(/[^\p{L}]/gu, '')
    if (joined.length > 4) add(joined, [unit])
  }
  for (const [typed, level, name] of ALSO)
    add(
      typed,
      byName.get(name)!.filter((unit) => unit.level === level),
    )
  return { plain, mostWords }
}

let shortened: Map<string, string[]> | undefined

/** Keys of names by what is left of them when one letter is left out; made when a name is misspelt first (some 50 ms). */
function shortenedNames(): Map<string, string[]> {
  if (shortened) return shortened
  shortened = new Map()
  for (const key of names().plain.keys()) {
    if (/\d/.test(key)) continue
    for (const short of shorter(key)) {
      const same = shortened.get(short)
      if (!same) shortened.set(short, [key])
      else if (same.at(-1) !== key) same.push(key)
    }
  }
  return shortened
}

/** What is left when one letter is left out. */
function shorter(key: string): string[] {
  const all: string[] = []
  for (let n = 0; n < key.length; n++) if (key[n] !== ' ') all.push(key.slice(0, n) + key.slice(n + 1))
  return all
}

/** Names that are one letter off at most, without marks; the caller looks closer. */
export function namesNear(key: string): readonly Name[] {
  const { plain } = names()
  const near = shortenedNames()
  const keys = new Set(near.get(key))
  for (const short of shorter(key)) {
    if (plain.has(short)) keys.add(short)
    for (const one of near.get(short) ?? []) keys.add(one)
  }
  keys.delete(key)
  return [...keys].flatMap((one) => plain.get(one)!)
}

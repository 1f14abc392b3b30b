import { capitalise, dayOf, formatDay, formatMoney } from '../../platform/vietnamese/index.ts'
import { packages } from '../packages.ts'
import type { FoundNeed } from './store.ts'
import type { Place, Wish } from './wish.ts'

/** How a wish and what it finds are spoken of. Sentences around them are the flows' and the page's. */
const vi = {
  anything: 'quà và đồ dùng',
  needy: 'nơi cần nhất',
  for: (thing: string, who: string) => `${thing} cho ${who}`,
  children: 'các em',
  ages: (from: number, to: number) => (from === to ? `${from} tuổi` : `${from}–${to} tuổi`),
  or: (some: readonly string[]) => some.join(' hoặc '),
  within: (thing: string, most: string) => `${thing} trong tầm ${most}`,
  left: (left: string, cap: string, unit: string) => `còn ${left}/${cap} ${unit}`,
  sum: (left: string) => `còn thiếu ${left}`,
  by: (day: string) => `cần trước ${day}`,
  soonest: 'gần hạn nhất',
  least: (left: string) => `chỉ còn thiếu ${left}`,
  untouched: 'chưa ai nhận',
  most: 'còn thiếu nhiều nhất',
  held: (minutes: number) => `đang có người giữ, khoảng ${minutes} phút nữa mới biết còn hay không`,
}

const en: typeof vi = {
  anything: 'gifts and things',
  needy: 'where it is needed most',
  for: (thing, who) => `${thing} for ${who}`,
  children: 'children',
  ages: (from, to) => (from === to ? `${from} years old` : `${from}–${to} years old`),
  or: (some) => some.join(' or '),
  within: (thing, most) => `${thing} for up to ${most}`,
  left: (left, cap, unit) => `${left} of ${cap} ${unit} missing`,
  sum: (left) => `${left} missing`,
  by: (day) => `needed by ${day}`,
  soonest: 'nearest deadline',
  least: (left) => `only ${left} missing`,
  untouched: 'nobody has taken any yet',
  most: 'lacks most',
  held: (minutes) =>
    `kept for somebody who is choosing; in about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} we know whether any is left`,
}

export type Lang = 'vi' | 'en'
const words = { vi, en }

/** “áo ấm cho bé gái 6–10 tuổi”, “quà và đồ dùng”. */
export function whatIs({ things, sex, ages }: Wish, lang: Lang): string {
  const w = words[lang]
  const { items, packages: kinds, sexes } = packages()
  const named = things.map(({ item, package: kind }) => (item ? items[item]! : kinds[kind]!)[lang])
  const who = [sex ? sexes[sex][lang] : ages ? w.children : '', ages ? w.ages(ages.from, ages.to) : '']
    .join(' ')
    .trim()
  const thing = named.length === 0 ? w.anything : w.or(named)
  return who === '' ? thing : w.for(thing, who)
}

/** “áo ấm trong tầm 100.000 đ”. */
export const within = (thing: string, most: bigint, lang: Lang): string =>
  words[lang].within(thing, formatMoney(most, lang))

/** “Sơn La”, “huyện Bắc Yên”; null: anywhere. */
export const whereIs = (places: readonly Place[], lang: Lang): string | null =>
  places.length === 0 ? null : words[lang].or([...new Set(places.map(({ name }) => name))])

/** A place of a need: its commune, or where it is needed most. */
export const nameOf = ({ place }: FoundNeed, lang: Lang): string => place ?? capitalise(words[lang].needy)

/** What a need is called in a list: also its province, where that may be another than was asked for. */
export const placeOf = (need: FoundNeed, lang: Lang): string => `${nameOf(need, lang)}, ${need.province}`

/** Of one whose last units somebody holds: “đang có người giữ, khoảng 8 phút nữa mới biết còn hay không”. */
export const heldFor = (minutes: number, lang: Lang): string => words[lang].held(minutes)

/** “còn 13/60 áo, cần trước thứ Ba 15/12, gần hạn nhất”. */
export function standingOf(need: FoundNeed, why: string | null, lang: Lang): string {
  const w = words[lang]
  const left = need.cap - need.taken
  const standing =
    need.mode === 'pooled'
      ? w.sum(formatMoney(left, lang))
      : w.left(String(left), String(need.cap), need.unitWord)
  const by = need.deadline ? w.by(formatDay(dayOf(need.deadline), lang)) : null
  return [standing, by, why].filter((part) => part !== null).join(', ')
}

/**
 * Why each of these is shown where it is, in few words; null where there is nothing to say of it.
 *
 * @param needs best first
 */
export function reasonsFor(needs: readonly FoundNeed[], asked: Wish['first'], lang: Lang): (string | null)[] {
  const w = words[lang]
  return needs.map((need, n) => {
    const others = needs.filter((other) => other !== need)
    if (n === 0 && others.length > 0) {
      if (asked === 'lacks-most') return w.most
      const { deadline } = need
      if (deadline && others.every((other) => other.deadline === null || other.deadline > deadline))
        return w.soonest
    }
    const left = need.cap - need.taken
    if (need.mode === 'exclusive' && left * 5n <= need.cap) return w.least(`${left} ${need.unitWord}`)
    return need.taken === 0n ? w.untouched : null
  })
}

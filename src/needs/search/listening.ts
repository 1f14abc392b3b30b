import { monthsSaid, unitsInside } from '../../platform/vietnamese/index.ts'
import { wordsIn } from '../places/spelling.ts'
import { readWish } from './reading.ts'
import { saysSomething } from './wish.ts'

/** Words in which nothing else can stand beside a thing or a place. */
const FEW = 4
/** A place begins with its title there: "đảo Phú Quốc, xã Bãi Thơm". */
const ADDRESS = /^(?:xã|huyện|tỉnh|đảo|thị trấn|phường|xa|huyen|tinh|dao) /i
const YESTERDAY = /hôm (?:qua|kia)|hom (?:qua|kia)/i

interface Told {
  readonly sure: boolean
  readonly place: boolean
  readonly priced: boolean
}

/**
 * Whether a sentence that nothing else hears is about what somebody would like to give: a thing with where, for whom or for
 * how much, or little more than the thing or the place itself. What only passes by ("mặc áo ấm nhé mọi người ơi, trời lạnh
 * quá") is none.
 *
 * @returns `sure`: it says what, and where or for whom; `priced`: what, and for how much or how many; `place`: it names where
 */
export function isWish(text: string): Told | undefined {
  const wish = readWish(text)
  if (!saysSomething(wish)) return undefined
  const { things, sex, ages, places, amount, first, asks } = wish
  const whom = sex !== undefined || ages !== undefined
  const thing = things.length > 0
  const somewhere = places.length > 0
  // "hôm qua mẹ cho 500k mua áo" tells of something else. “góp 2 tháng ăn trưa” says how much as well.
  const budget = (amount !== undefined || monthsSaid(text) !== undefined) && !YESTERDAY.test(text)
  const clear = things.some(({ package: kind }) => kind !== 'gifts')
  const sure = clear && (somewhere || whom)
  const somewhat = thing ? somewhere || whom || budget || asks || things.length > 1 : somewhere && asks
  const length = wordsIn(text).length
  const few = (thing || somewhere) && length <= FEW
  const address = somewhere && ADDRESS.test(text) && length <= 2 * FEW
  return sure || somewhat || few || address || first !== undefined
    ? { sure, place: somewhere, priced: clear && (budget || unitsInside(text) !== undefined) }
    : undefined
}

import { fold } from './fold.ts'
import { readNumber } from './number.ts'
import { COUNTS, ENGLISH_COUNTS } from './number-words.ts'

const HOW_MANY = `(nua|half a|ca|\\d{1,2}|${[...ENGLISH_COUNTS.keys()].join('|')}|${COUNTS})`
const MONTHS = new RegExp(
  `(?<![a-z\\d])(?<!(?:thang|ngay|nam) )${HOW_MANY} (thang|months?|nam hoc|school years?|nam|years?)(?![a-z])(?! \\d)( ruoi| and a half)?`,
)
const CHILDREN = new RegExp(
  `(?<![a-z\\d])(\\d{1,2}|${COUNTS}) (?:em|be|chau|ban|dua|hoc sinh|tre|child|children|pupils?)(?![a-z])`,
)
const WORDS = new Map([...ENGLISH_COUNTS, ['nua', 0.5], ['half a', 0.5], ['ca', 1]])

/** As many months a school lasts in a year; who says “một năm” may mean all twelve. */
const SCHOOL_YEAR = 9
const YEAR = 12
/** More is said of something else. */
const MOST = 600

/**
 * For how many months in all something is to be given, of which one month costs so much: for each child as many. Several where it can
 * mean several.
 *
 *     monthsSaid('nửa tháng')             // [0.5]
 *     monthsSaid('1 tháng rưỡi')          // [1.5]
 *     monthsSaid('2 tháng cho 2 em')      // [4]
 *     monthsSaid('cả năm học')            // [9]
 *     monthsSaid('một năm')               // [9, 12]
 *     monthsSaid('tháng 2 năm 2027')      // undefined
 *     monthsSaid('500k')                  // undefined
 *
 * Never throws.
 */
export function monthsSaid(text: string): readonly number[] | undefined {
  const plain = fold(text)
  const [found, counted, unit, half] = MONTHS.exec(plain) ?? []
  if (found === undefined) return undefined
  const count = WORDS.get(counted!) ?? readNumber(counted!)
  if (count === undefined || count <= 0) return undefined
  const [, children] = CHILDREN.exec(plain.replace(found, ' ')) ?? []
  const times = (count + (half ? 0.5 : 0)) * (children === undefined ? 1 : (readNumber(children) ?? 1))
  const all = lengthsOf(unit!).map((months) => months * times)
  return all.every((months) => months <= MOST && Number.isInteger(months * 2)) ? all : undefined
}

function lengthsOf(unit: string): readonly number[] {
  if (/^(?:thang|month)/.test(unit)) return [1]
  return /hoc|school/.test(unit) ? [SCHOOL_YEAR] : [SCHOOL_YEAR, YEAR]
}

/** What so many months come to. @param price đồng of one */
export const sumOfMonths = (months: number, price: bigint): bigint => (price * BigInt(months * 2)) / 2n

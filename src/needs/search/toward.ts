import { fold } from '../../platform/vietnamese/index.ts'
import { readWish } from './reading.ts'
import { type Lang, whatIs, whereIs } from './words.ts'

/** What every campaign gives, and what has ways of its own: neither is one thing among others. */
const ANY: readonly string[] = ['gifts', 'sponsorship', 'project']

/** What a gift is meant for, in words of ours: a thing, a place, or both. */
interface Toward {
  readonly toward: string
  /** Whether a place is named. */
  readonly somewhere: boolean
}

/**
 * What a gift that goes to no one place is meant for nevertheless.
 *
 *     towardSaid('200k một tháng cho bữa trưa ở Tà Xùa', 'vi')?.toward  // 'bữa trưa, xã Tà Xùa'
 *     towardSaid('mỗi tháng 200k', 'vi')                                // undefined
 *
 * @param funds names of our funds: whoever says the province of one says no more than that they give to it
 */
export function towardSaid(text: string, lang: Lang, funds: readonly string[] = []): Toward | undefined {
  const wish = readWish(text)
  const things = wish.things.filter(({ package: kind }) => !ANY.includes(kind))
  const what = things.length > 0 ? whatIs({ ...wish, things }, lang) : null
  const where = whereIs(
    wish.places
      .flatMap(({ readings }) => readings[0]?.[0] ?? [])
      .filter(({ name, whole }) => !whole || !funds.some((fund) => fold(fund).includes(fold(name)))),
    lang,
  )
  const said = [what, where].filter((part) => part !== null)
  return said.length > 0 ? { toward: said.join(', '), somewhere: where !== null } : undefined
}

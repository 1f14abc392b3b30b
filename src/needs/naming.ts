import { fold } from '../platform/vietnamese/index.ts'

/** What somebody's words say of the places of a list. */
type Named<T> =
  /** Places that are named there. */
  | { readonly kind: 'named'; readonly places: readonly T[] }
  /** No place: "các em", "nơi nào cũng được". */
  | { readonly kind: 'anywhere' }
  /** A name that none of them has; those that are written most alike, nearest first. */
  | { readonly kind: 'unknown'; readonly near: readonly T[] }

/**
 * Which place somebody means, with accents or without, with other words around it.
 *
 * @param most how many of the nearest are wanted when no place has the name
 */
export function placeNamed<T extends { readonly name: string }>(
  places: readonly T[],
  text: string,
  most: number,
): Named<T> {
  const words = wordsOf(text)
  const named = places.filter(({ name }) => stands(wordsOf(name), words))
  // Whoever writes accents means them: "Tà Xùa" is not "Tạ Xua".
  const accented = named.filter(({ name }) => plain(text).includes(plain(name)))
  if (named.length > 0) return { kind: 'named', places: accented.length > 0 ? accented : named }
  if (words.every((word) => NOBODY_SPECIAL.has(word))) return { kind: 'anywhere' }
  const asked = words.filter((word) => !TITLES.has(word)).join(' ')
  const byDistance = places
    .map((place) => ({ place, distance: distance(asked, wordsOf(place.name).join(' ')) }))
    .sort((a, b) => a.distance - b.distance)
  return { kind: 'unknown', near: byDistance.slice(0, most).map(({ place }) => place) }
}

/** A name without what stands in brackets behind it. */
const plain = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/\(.*?\)/g, '')
    .trim()
const wordsOf = (text: string): string[] => fold(plain(text)).match(/[a-z0-9]+/g) ?? []

const TITLES = new Set(wordsOf('xã bản huyện tỉnh phường trường ở cho'))
const NOBODY_SPECIAL = new Set([
  ...TITLES,
  ...wordsOf(
    'các những mấy tụi bọn lũ đứa em bé cháu con trẻ nhỏ học sinh trò bạn quỹ mọi người ai nơi nào chỗ đâu cũng được không đang cần',
  ),
  ...wordsOf(
    'nhất nhé ạ nha vùng cao xa núi khó khăn nghèo tết này quà đợt chung tay mình sơn la miền thiếu',
  ),
])

const stands = (name: readonly string[], words: readonly string[]): boolean =>
  name.length > 0 && words.some((_, from) => name.every((word, n) => words[from + n] === word))

/** How many letters must be put in, left out or changed. */
function distance(a: string, b: string): number {
  let row = [...Array(b.length + 1).keys()]
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(a[i - 1] !== b[j - 1]))
    }
    row = next
  }
  return row[b.length]!
}

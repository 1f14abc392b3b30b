import { clean } from './fold.ts'
import { readPhone } from './phone.ts'

/** How a donor wants to be called on a certificate, in lists, in greetings. */
export type NameReading =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'refused'; readonly reason: 'empty' | 'too_long' | 'link' | 'phone' }

const MOST_GRAPHEMES = 80
const EMOJI = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\uFE0F|\u20E3|\u200D/gu
export const LINK =
  /:\/\/|@|(?<!\p{L})www\.|[a-z0-9-]{2,63}\.(?:com|net|org|info|edu|vn|me|io|co|shop|xyz|top|site|link|club|biz|app|gg|ly)(?![\p{L}\d])/iu

/**
 * Reads a name to show. It keeps the donor's own spelling; line breaks become spaces, emoji go, because certificate
 * fonts have none.
 *
 *     readDisplayName('  Gia đình   bé Na 🌸')  // { kind: 'name', name: 'Gia đình bé Na' }
 *     readDisplayName('Lan shop-abc.com')       // { kind: 'refused', reason: 'link' }
 *     readDisplayName('Minh 0912 345 678')      // { kind: 'refused', reason: 'phone' }   names may become public
 *     readDisplayName('…')                      // { kind: 'refused', reason: 'empty' }   no letter in it
 *
 * @returns at most 80 graphemes: a longer name is refused, since a cut one would be an insult.
 */
export function readDisplayName(text: string): NameReading {
  const name = clean(
    clean(text, MOST_GRAPHEMES * 4)
      .replace(/\n/g, ' ')
      .replace(EMOJI, ''),
    MOST_GRAPHEMES + 1,
  )
  if (!/\p{L}/u.test(name)) return { kind: 'refused', reason: 'empty' }
  if (clean(name, MOST_GRAPHEMES) !== name) return { kind: 'refused', reason: 'too_long' }
  if (LINK.test(name)) return { kind: 'refused', reason: 'link' }
  return readPhone(name) ? { kind: 'refused', reason: 'phone' } : { kind: 'name', name }
}

const list = (words: string): ReadonlySet<string> => new Set(words.split(', '))

/** Not names: small inside a name, as in "Gia đình Lan và Minh". */
const COMMON = list(
  'và, va, với, voi, cùng, của, cua, lớp, lop, nhóm, nhom, and, with, the, of, family, class',
)
const COMMON_PAIRS = list(
  'gia đình, gia dinh, vợ chồng, vo chong, cô chú, co chu, anh chị, anh chi, bố mẹ, bo me, tập thể, công ty',
)
/** Small behind such a word only: "Gia đình anh Minh", but "Nguyễn Anh Minh". */
const TITLES = list(
  'anh, chị, chi, em, cô, co, chú, chu, bác, bac, ông, ong, bà, bạn, ban, bé, be, cháu, chau, con',
)

/**
 * How a name that was typed without any capital is mostly written. To be offered, never to be put in place of what was
 * typed: nobody knows better than its bearer.
 *
 *     nameInCapitals('gia đình lan và minh')  // 'Gia đình Lan và Minh'
 *     nameInCapitals('lớp 12a1')              // 'Lớp 12A1'
 *     nameInCapitals('nguyễn anh minh')       // 'Nguyễn Anh Minh'
 *     nameInCapitals('bé Na')                 // undefined   she has written a capital where she wants one
 *
 * @returns undefined when there is nothing to offer
 */
export function nameInCapitals(name: string): string | undefined {
  if (/\p{Lu}/u.test(name)) return undefined
  const typed = name.split(' ')
  const pair = (at: number): boolean => COMMON_PAIRS.has(`${typed[at]} ${typed[at + 1]}`)
  let afterCommon = false
  const written = typed.map((word, at) => {
    const common =
      COMMON.has(word) ||
      pair(at) ||
      pair(at - 1) ||
      (afterCommon && TITLES.has(word) && at < typed.length - 1)
    afterCommon = common
    if (/\d/.test(word)) return word.toUpperCase()
    return common && at > 0 ? word : word.replace(/\p{L}/u, (letter) => letter.toUpperCase())
  })
  const capitals = written.join(' ')
  return capitals === name ? undefined : capitals
}

const CLASS =
  /(?<![\p{L}\d])(?:(?:học sinh |hs )?(?:lớp|lop) ?\d{1,2}(?:[a-z]\d{0,2})?|\d{1,2}[a-z]\d{0,2})(?![\p{L}\d])/iu
/** Whoever stands before or behind a class as many people, or as a grown-up. */
const MANY =
  /^(?:gia đình|tập thể|toàn thể|phụ huynh|cha mẹ|bố mẹ|ba mẹ|giáo viên|thầy|cô|các|những|nhóm|hội|ban|chi|học sinh|cựu|khối|trường|lớp|công ty|class|family|parents|teachers?|pupils)(?![\p{L}])/iu
const CHILD = /(?<!\p{L})(?:bé|cháu|em|con)(?!\p{L})/iu

/**
 * Whether a name tells of one pupil by name and class: on paper that everybody can see, that is a child who can be found.
 *
 *     namesPupil('Lan lớp 3A')             // true
 *     namesPupil('Lớp 12A1')               // false
 *     namesPupil('Gia đình bé Lan lớp 2B') // true
 */
export function namesPupil(name: string): boolean {
  const found = CLASS.exec(name.normalize('NFC'))
  if (!found) return false
  const around = [name.slice(0, found.index), name.slice(found.index + found[0].length)].map((part) =>
    part.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''),
  )
  return around.some((part) => part !== '' && (!MANY.test(part) || CHILD.test(part)))
}

/** A letter with a mark that makes it another letter sorts behind every word with the plain one. */
const AFTER_PLAIN = new Map(Object.entries({ ă: 'a{', â: 'a|', đ: 'd{', ê: 'e{', ô: 'o{', ơ: 'o|', ư: 'u{' }))
/** Ngang, huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries. */
const TONES = ['\u0300', '\u0309', '\u0303', '\u0301', '\u0323']

/**
 * What people's names are sorted by, byte by byte (`COLLATE "C"`): the given name, which is the last word, then the
 * words before it, in the order of the Vietnamese alphabet and tones.
 *
 *     sortKey('Chị Lan') < sortKey('Anh Minh')  // true
 */
export function sortKey(name: string): string {
  const parts = clean(name, MOST_GRAPHEMES).toLowerCase().split(/\s+/)
  return [...parts.slice(-1), ...parts.slice(0, -1)].map(wordKey).join(' ')
}

function wordKey(word: string): string {
  let tone = 0
  const letters = [...word.normalize('NFD')].filter((letter) => {
    const found = TONES.indexOf(letter) + 1
    if (found > 0) tone = found
    return found === 0
  })
  const plain = [...letters.join('').normalize('NFC')].map((letter) => AFTER_PLAIN.get(letter) ?? letter)
  return plain.join('') + tone
}

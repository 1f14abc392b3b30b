import { clean } from './fold.ts'
import { readPhone } from './phone.ts'

/** How a donor wants to be called on a certificate, in lists, in greetings. */
export type NameReading =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'refused'; readonly reason: 'empty' | 'too_long' | 'link' | 'phone' }

const MOST_GRAPHEMES = 80
const EMOJI = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\uFE0F|\u20E3|\u200D/gu
const LINK =
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

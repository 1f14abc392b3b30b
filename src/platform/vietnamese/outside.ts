import { LINK } from './names.ts'
import { SPELLED_DIGITS } from './number-words.ts'

/** Anything with a dot inside that could be a domain: `evil.example`. */
const DOMAIN = /(?<![\p{L}\d.-])([a-z\d-]*[a-z][a-z\d-]*)((?:\.[a-z\d-]+)*\.[a-z]{2,24})(?![\p{L}\d-])/giu
/** Names with marks can be bought too: `quỹ.vn`. */
const MARKED = /[\p{L}\d]\.(?:vn|com|net|org)(?![\p{L}\d])/iu
/** “TP.HCM”, “Tx.Son La”: how officers write a town, and no domain. */
const TOWN = /^(?:\p{Lu}{1,3}|T[pxt]|Th)\.\p{Lu}/u
/** Digits that are no number to call or to pay to: a sum in groups, two years, a day. */
const HARMLESS =
  /(?<!\d)[1-9]\d{0,2}(?:[.,]\d{3})+(?=\s*(?:đ|đồng|vnđ|vnd)(?!\p{L}))|(?<!\d)(?:19|20)\d\d\s*[-–—]\s*(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[-.]\d{1,2}[-.](?:19|20)\d\d(?!\d)/giu
/** What people put between the digits of one number. */
const BETWEEN = String.raw`[\s.()_\-\u2010-\u2015]{0,3}`

/**
 * Whether a text that everybody reads would send them somewhere else: to a link, or to a number of eight digits or more, whatever
 * stands between them, that is not one of the fund's own. One person alone could otherwise put another bank account, or another
 * telephone, into the fund's mouth.
 *
 *     leadsOutside('chuyển vào STK 0123 456.789 BIDV', [])                // 'digits'
 *     leadsOutside('gọi số trực 0212 3456 789', ['02123456789'])          // undefined
 *     leadsOutside('xem evil.example/nop-tien', [])                       // 'link'
 *     leadsOutside('không chín một hai ba bốn năm sáu bảy tám', [])       // 'digits'
 *     leadsOutside('năm học 2026–2027, 1.526.400.000 đồng, TP.HCM', [])   // undefined
 *
 * @param ours the fund's own numbers; what is not a digit in them does not count
 * @param most so many digits at a stretch are harmless
 */
export function leadsOutside(text: string, ours: readonly string[], most = 7): 'link' | 'digits' | undefined {
  // Wide forms of letters, digits and dots look like the usual ones.
  const said = inDigits(text.normalize('NFKC'))
  if (LINK.test(said) || MARKED.test(said)) return 'link'
  if ([...said.matchAll(DOMAIN)].some(([domain]) => !TOWN.test(domain))) return 'link'
  const left = ours
    .flatMap((number) => number.match(/\d(?:[\d\s.-]*\d)?/g) ?? [])
    .reduce((rest, number) => rest.replaceAll(spelled(number), ' · '), said)
    .replaceAll(HARMLESS, ' · ')
  return new RegExp(String.raw`\p{Nd}(?:${BETWEEN}\p{Nd}){${most},}`, 'u').test(left) ? 'digits' : undefined
}

/** A number with whatever stands between its digits, and no digit around it. */
const spelled = (number: string): RegExp =>
  new RegExp(`(?<!\\d)${[...number.replace(/\D/g, '')].join(BETWEEN)}(?!\\d)`, 'gu')

const ENGLISH = 'zero one two three four five six seven eight nine'.split(' ')
const DIGITS = new Map([...SPELLED_DIGITS, ...ENGLISH.map((word, digit) => [word, digit] as const)])
const WORDS = [...DIGITS.keys()].join('|')
/** So many words in a row are a number that is spelled; fewer are a count, or a year. */
const SPELLED = new RegExp(String.raw`(?<!\p{L})(?:${WORDS})(?:[\s.,\-]+(?:${WORDS})){5,}(?!\p{L})`, 'giu')

/** Numbers that are spelled in words, as digits. */
const inDigits = (text: string): string =>
  text.replace(SPELLED, (words) =>
    words
      .toLowerCase()
      .split(/[\s.,-]+/)
      .map((word) => DIGITS.get(word))
      .join(''),
  )

/**
 * Vietnamese phone numbers. Mobile: 0, +84 or 84, then 3, 5, 7, 8 or 9 and eight digits; landline: 02 and nine digits.
 * In September 2018 the eleven-digit mobile numbers lost a digit; old lists still have them.
 */
const PREFIXES_OF_2018 = new Map(
  Object.entries({
    '120': '70',
    '121': '79',
    '122': '77',
    '126': '76',
    '128': '78',
    '123': '83',
    '124': '84',
    '125': '85',
    '127': '81',
    '129': '82',
    '162': '32',
    '163': '33',
    '164': '34',
    '165': '35',
    '166': '36',
    '167': '37',
    '168': '38',
    '169': '39',
    '186': '56',
    '188': '58',
    '199': '59',
  }),
)

/** Nine to eleven digits that begin with 0 or +84, grouped in any way. Not inside a longer number. */
const PHONE_LIKE = /(?<![\p{L}\d])(?<!\d[ .-])(?:\+84|0)(?:[ .()-]{0,2}\d){8,10}(?![\d\p{L}])(?![.,]\d)/gu

/** A page of text is not asked for the phone number in it. */
const LONGEST = 1_000

/** The same line with every phone-like number as ☎, so that nothing joins across it. */
export function withoutPhones(line: string): string {
  return line.replace(PHONE_LIKE, ' ☎ ')
}

/**
 * The phone number in a text, as E.164.
 *
 *     readPhone('sđt mình 0912 345 678 nhé')  // '+84912345678'
 *     readPhone('01234567890')                // '+84834567890'   as it is dialled since 2018
 *     readPhone('12345')                      // undefined
 *
 * @returns `undefined` when there is none, or two different ones.
 */
export function readPhone(text: string): string | undefined {
  if (text.length > LONGEST) return undefined
  const found = new Set<string>()
  for (const [like] of text.matchAll(PHONE_LIKE)) {
    const phone = toE164(like.replace(/\D/g, ''))
    if (phone) found.add(phone)
  }
  for (const [like] of text.matchAll(/(?<!\d)84\d{9}(?!\d)/g)) {
    const phone = toE164(like)
    if (phone) found.add(phone)
  }
  return found.size === 1 ? [...found][0] : undefined
}

/**
 * Whether a text is a phone number and nothing else. A bank's reference may look so too: ask, where it can be either.
 *
 *     isPhoneAlone('0912 345 678')  // true
 *     isPhoneAlone('84912345678')   // true
 *     isPhoneAlone('0012345678')    // false
 *     isPhoneAlone('FT0912345678')  // false
 */
export const isPhoneAlone = (text: string): boolean =>
  /^[+\d ().-]+$/.test(text.trim()) && readPhone(text) !== undefined

function toE164(digits: string): string | undefined {
  const national = digits.replace(/^(?:84|0)0?/, '')
  if (/^[35789]\d{8}$/.test(national) || /^2\d{9}$/.test(national)) return `+84${national}`
  const now = PREFIXES_OF_2018.get(national.slice(0, 3))
  return now && /^\d{10}$/.test(national) ? `+84${now}${national.slice(3)}` : undefined
}

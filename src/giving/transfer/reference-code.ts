import { fold } from '../../platform/vietnamese/index.ts'

/**
 * The code that a donor's transfer carries home: three letters for the service, six characters chosen at random, one
 * check character. TLV8K3Q7DX, shown as TLV 8K3Q 7DX. It stands alone or first in the memo, because banks cut the end.
 *
 * Crockford's base 32 leaves out I, L, O and U. The check character closes a sum over GF(32), reduced by x⁵ + x² + 1,
 * in the manner of Damm: every single wrong character and every swap of two neighbours is noticed.
 */
const PREFIX = 'TLV'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const BODY_LENGTH = 6
const REDUCE = 0b100101
/** Any element but 0 and 1 would do; by this one the code in our documents is a real one. */
const STEP = 28

/** What some would read as a rude or sad word, in Vietnamese or English, digits for letters included. */
const RUDE =
  /CAC|CAK|KAK|DCM|DKM|DMM|VKC|CHET|CH3T|GHET|NGV|SEX|S3X|ASS|A55|FVC|FCK|CVNT|FAG|DEAD|HATE|KKK|XXX|666/
/** A body of letters alone may read as a word. */
const HAS_DIGIT = /\d/
/** Odd, so that stepping on from a refused body visits all 2^30. */
const NEXT_BODY = 0x2545f491

/** So much of a memo is searched; banks cut at a few hundred characters. */
const LONGEST_MEMO = 2_000

/**
 * The code for a random number. Bodies that read as a word give way to another one, so different numbers may make the
 * same code: the database decides whether a code is free.
 *
 *     makeCode('TLV', 1_000_000)  // 'TLV00YGJ0A'
 *
 * @param random30bits a whole number from 0 to 2^30 - 1
 * @throws RangeError for another number, or a prefix that is not three letters.
 */
export function makeCode(prefix: string, random30bits: number): string {
  if (!/^[A-Z]{3}$/.test(prefix))
    throw new RangeError(`A code's prefix is three capital letters, not "${prefix}"`)
  if (!Number.isInteger(random30bits) || random30bits < 0 || random30bits >= 2 ** 30) {
    throw new RangeError('A code is made of 30 random bits')
  }
  let bits = random30bits
  let body = bodyOf(bits)
  while (!HAS_DIGIT.test(body) || RUDE.test(prefix.slice(1) + body + checkOf(body))) {
    bits = (bits + NEXT_BODY) % 2 ** 30
    body = bodyOf(bits)
  }
  return prefix + body + checkOf(body)
}

function bodyOf(bits: number): string {
  let body = ''
  for (let shift = 5 * (BODY_LENGTH - 1); shift >= 0; shift -= 5) body += ALPHABET[(bits >>> shift) & 31]
  return body
}

/**
 * Whether a text is a code as the database keeps it: capitals, no spaces, right check character.
 *
 *     isCode('TLV8K3Q7DX')    // true
 *     isCode('TLV8K3Q7DY')    // false
 *     isCode('TLV 8K3Q 7DX')  // false   first findCodes
 */
export function isCode(text: string, prefix: string = PREFIX): boolean {
  const characters = text.slice(prefix.length)
  return text.startsWith(prefix) && characters.length === BODY_LENGTH + 1 && closes(characters)
}

/**
 * Every different valid code in a transfer memo, in order. Survives what banks and people do to memos: lower case,
 * full-width letters, dots, dashes and spaces anywhere, text around, O for 0, I and L for 1, U for V.
 *
 *     findCodes('MBVCB.3278907687.tlv 8k3q-7dx.CT tu 0011')  // ['TLV8K3Q7DX']
 *     findCodes('ung ho ao am')                              // []
 */
export function findCodes(memo: string, prefix: string = PREFIX): string[] {
  const squeezed = fold(memo.slice(0, LONGEST_MEMO).normalize('NFKC'))
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
  const codes = new Set<string>()
  for (let at = squeezed.indexOf(prefix); at >= 0; at = squeezed.indexOf(prefix, at + 1)) {
    const start = at + prefix.length
    const characters = meant(squeezed.slice(start, start + BODY_LENGTH + 1))
    if (characters.length === BODY_LENGTH + 1 && closes(characters)) codes.add(prefix + characters)
  }
  return [...codes]
}

function meant(characters: string): string {
  return characters.replaceAll('O', '0').replace(/[IL]/g, '1').replaceAll('U', 'V')
}

/**
 * A code in groups that are easy to read out.
 *
 *     showCode('TLV8K3Q7DX')  // 'TLV 8K3Q 7DX'
 */
export function showCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3, 7)} ${code.slice(7)}`
}

function checkOf(body: string): string {
  return ALPHABET[sum(body)]!
}

function closes(characters: string): boolean {
  return [...characters].every((character) => ALPHABET.includes(character)) && sum(characters) === 0
}

/** Zero when the last character is the check of those before it. */
function sum(characters: string): number {
  let state = 0
  for (const character of characters) state = times(state ^ ALPHABET.indexOf(character), STEP)
  return state
}

/** Product in GF(32). */
function times(a: number, b: number): number {
  let product = 0
  for (let bit = 0, shifted = a; bit < 5; bit += 1) {
    if ((b >> bit) & 1) product ^= shifted
    shifted <<= 1
    if (shifted & 32) shifted ^= REDUCE
  }
  return product
}

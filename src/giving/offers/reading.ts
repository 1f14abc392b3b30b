import { clean, fold, readNumber } from '../../platform/vietnamese/index.ts'
import type { OfferKind } from './offer.ts'

/** What somebody says that they would like to give, in their own words. */
export interface OfferRead {
  /** Undefined: nothing of it tells. */
  readonly kind: OfferKind | undefined
  /** The thing alone: “20 áo ấm”. Undefined: they have not said. */
  readonly what: string | undefined
  readonly count: number | undefined
}

/** Folded; the first that is found is meant. */
const KINDS: readonly (readonly [OfferKind, RegExp])[] = [
  ['direct', /\b(truc tiep|gui thang|tang thang|trao thang|dua thang|directly|ourselves to)\b/],
  [
    'service',
    /\b(kham|bac si|y te|cat toc|day hoc|day ve|day tieng|tap huan|bieu dien|sua dien|sua nha|medical|doctors?|teach|workshop|haircuts?)\b/,
  ],
  ['visit', /\b(tham|di cung|di theo|di trao|tan noi|tan tay|visit|come along)\b/],
]

// Of folded words: many write without accents.
const SELF =
  '(?:toi|minh|tui|em|anh|chi|co|chu|bac|bon minh|tui minh|chung toi|nha (?:toi|minh|em)|ben (?:toi|minh|em)|(?:i|we))'
const GIVE = '(?:gui|goi|tang|gop|cho|ung ho|bieu|quyen gop|give|send|donate)'
const WANT = '(?:muon|xin|dinh|can|co the|duoc|want to|would like to|can|to)'
/** What stands before the thing, and behind it. */
const BEFORE = new RegExp(
  `^(?:(?:da|a|chao|hi|hello)[ ,.]+)*(?:${SELF} |(?:nhom|doan|lop|cong ty|gia dinh|ben|nha)(?: [^\\s\\d]+){0,4}? (?=(?:dang |con )*co ))?(?:(?:dang |con |vua )*(?:co|have|have got) )?(?:(?:${WANT} )*(?:${GIVE})(?: hien vat| tang)? ?)*`,
  'u',
)
const AFTER = new RegExp(
  `(?:[ ,]+(?:${WANT} )*${GIVE}(?: (?:cac em|cho cac em|quy|tang|di|len).*)?|[ ,]+(?:cho|len|toi|for|to) (?:cac em|tre em|quy|vung cao|children|the children).*)?(?: (?:a|nhe|nha|please|(?:duoc|dc) (?:khong|ko|k)))*[.!?]*$`,
  'u',
)
/** These name no thing. */
const NOTHING = /^(hien vat|do|do dac|qua|things?|goods|clothes|do cu|giup|the gifts?)?$/
const LONGEST = 120
/** More than anybody has, or can count. */
const MOST = 100_000

/**
 * Reads what is offered.
 *
 *     readOffer('tôi có 20 áo ấm muốn tặng')  // { kind: 'goods', what: '20 áo ấm', count: 20 }
 *     readOffer('toi co 20 ao am muon tang').what        // '20 ao am'
 *     readOffer('góp hiện vật')               // { kind: 'goods', what: undefined, count: undefined }
 *     readOffer('đoàn bác sĩ muốn khám cho các em').kind  // 'service'
 *     readOffer('muốn trao trực tiếp cho trường').kind    // 'direct'
 */
export function readOffer(said: string): OfferRead {
  const line = clean(said.replace(/\s+/g, ' '), 500).trim()
  const folded = fold(line)
  const kind = KINDS.find(([, words]) => words.test(folded))?.[0]
  if (kind !== undefined) return { kind, what: undefined, count: undefined }
  const thing = thingIn(line, folded).slice(0, LONGEST)
  if (NOTHING.test(fold(thing)))
    return { kind: line === '' ? undefined : 'goods', what: undefined, count: undefined }
  const count = readNumber(thing)
  return {
    kind: 'goods',
    what: thing,
    count: count !== undefined && count > 0 && count <= MOST ? count : undefined,
  }
}

/** What is left of it without the words around: folding keeps each letter's place. */
function thingIn(line: string, folded: string): string {
  if (folded.length !== line.length) return line
  const from = BEFORE.exec(folded)![0].length
  const rest = folded.slice(from)
  const end = rest.replace(AFTER, '').length
  return line.slice(from, from + end).trim()
}

const SIZE =
  /(?:(?:co|size|so|sz)\s*([a-z]{1,3}|\d{1,3})\s*[:=,–-]?\s*(?:la\s*)?|(?<![\d:])(\d{1,3})\s*[:=]\s*)(\d{1,4})(?![\d:])/g

/**
 * Reads sizes with how many of each. `word`: what stands before a size in the answer.
 *
 *     readSizes('cỡ 7: 4, cỡ 9: 6')       // { text: 'cỡ 7: 4, cỡ 9: 6', count: 10 }
 *     readSizes('co 7 4 cai co 9 6 cai')  // { text: 'cỡ 7: 4, cỡ 9: 6', count: 10 }
 *     readSizes('7: 4, 9: 6')             // { text: 'cỡ 7: 4, cỡ 9: 6', count: 10 }
 *     readSizes('đủ cỡ')                  // undefined
 */
export function readSizes(
  said: string,
  word = 'cỡ',
): { readonly text: string; readonly count: number } | undefined {
  const sizes = [...fold(said).matchAll(SIZE)].map(
    ([, named, alone, many]) => [(named ?? alone)!.toUpperCase(), Number(many)] as const,
  )
  const count = sizes.reduce((all, [, many]) => all + many, 0)
  if (count < 1 || count > MOST) return undefined
  return { text: sizes.map(([size, many]) => `${word} ${size}: ${many}`).join(', '), count }
}

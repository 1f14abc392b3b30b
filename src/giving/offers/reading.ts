import { clean, fold, readNumber } from '../../platform/vietnamese/index.ts'
import type { ThingKind } from './offer.ts'

/** What somebody says that they would like to give, in their own words. */
export interface OfferRead {
  /** Undefined: nothing of it tells. */
  readonly kind: ThingKind | undefined
  /** The thing alone: “20 áo ấm”. Undefined: they have not said. */
  readonly what: string | undefined
  readonly count: number | undefined
  /** New or worn, where they have said it: “áo cũ”. */
  readonly condition: 'new' | 'used' | undefined
}

/** Folded; the first that is found is meant. */
const KINDS: readonly (readonly [ThingKind, RegExp])[] = [
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
  `^(?:(?:da|a|chao|hi|hello)[ ,.]+)*(?:${SELF} |(?:nhom|doan|lop|cong ty|cty|gia dinh|ben|nha)(?: [^\\s\\d]\\S*| \\d+[a-z]\\S*){0,6}? (?=(?:dang |con |muon |xin |dinh )*(?:co|gui|goi|tang|gop|ung ho|bieu|quyen gop) ))?(?:(?:dang |con |vua )*(?:co|have|have got) )?(?:(?:${WANT} )*(?:${GIVE})(?: hien vat| tang)? ?)*`,
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
 *     readOffer('tôi có 20 áo ấm muốn tặng')  // { kind: 'goods', what: '20 áo ấm', count: 20, condition: undefined }
 *     readOffer('20 cái áo với 10 thùng sữa').count        // 30
 *     readOffer('công ty TNHH Hoa Mai gửi 50 áo ấm').what  // '50 áo ấm'
 *     readOffer('tặng áo cũ').condition       // 'used'
 *     readOffer('toi co 20 ao am muon tang').what        // '20 ao am'
 *     readOffer('góp hiện vật')               // { kind: 'goods', what: undefined, count: undefined, condition: undefined }
 *     readOffer('đoàn bác sĩ muốn khám cho các em').kind  // 'service'
 *     readOffer('muốn trao trực tiếp cho trường').kind    // 'direct'
 */
export function readOffer(said: string): OfferRead {
  const line = clean(said.replace(/\s+/g, ' '), 500).trim()
  const folded = fold(line)
  const kind = KINDS.find(([, words]) => words.test(folded))?.[0]
  if (kind !== undefined) return { kind, what: undefined, count: undefined, condition: undefined }
  const thing = thingIn(line, folded).slice(0, LONGEST)
  if (NOTHING.test(fold(thing)))
    return {
      kind: line === '' ? undefined : 'goods',
      what: undefined,
      count: undefined,
      condition: conditionIn(folded),
    }
  const count = readNumber(thing) ?? countOfAll(thing)
  return {
    kind: 'goods',
    what: thing,
    count: count !== undefined && count > 0 && count <= MOST ? count : undefined,
    condition: conditionIn(fold(thing)),
  }
}

const JOINS = /\s*(?:[,;+&]|\s(?:va|voi|cung|them|and)(?=\s))\s*/
/** “20 cái áo với 10 thùng sữa” are thirty: each of several things is counted. */
function countOfAll(thing: string): number | undefined {
  const parts = fold(thing).split(JOINS)
  if (parts.length < 2 || !parts.every((part) => /^\d{1,5} [a-z]/.test(part))) return undefined
  const counts = parts.map((part) => readNumber(part))
  return counts.every((one) => one !== undefined) ? counts.reduce((all, one) => all + one, 0) : undefined
}

// “Mới” is also “just now”: “mới mua” is new all the same, “mới dùng” is not.
const USED = /\b(cu|da mac|da dung|da qua su dung|mac roi|dung roi|secondhand|second hand|used|worn)\b/
const NEW = /\b(moi(?! (?:mac|dung|co|ve|don))|nguyen tem|chua mac|chua dung|new)\b/

/** Where both are said it is asked. */
function conditionIn(folded: string): OfferRead['condition'] {
  const [used, fresh] = [USED.test(folded), NEW.test(folded)]
  return used === fresh ? undefined : used ? 'used' : 'new'
}

/**
 * The thing with another number before it: what its sizes come to.
 *
 *     countedAs('10 áo khoác', 20)  // '20 áo khoác'
 *     countedAs('áo khoác', 20)     // 'áo khoác'
 */
export const countedAs = (what: string, count: number): string => what.replace(/^\d+(?=\s)/, String(count))

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

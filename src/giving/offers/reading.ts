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

const SELF =
  '(?:tôi|mình|tui|em|anh|chị|cô|chú|bác|bọn mình|tụi mình|chúng tôi|nhà (?:tôi|mình|em)|bên (?:tôi|mình|em)|(?:i|we))'
const GIVE = '(?:gửi|gởi|tặng|góp|cho|ủng hộ|biếu|quyên góp|give|send|donate)'
const WANT = '(?:muốn|xin|định|cần|có thể|được|want to|would like to|can)'
/** What stands before the thing, and behind it. */
const BEFORE = new RegExp(
  `^(?:(?:dạ|ạ|chào|hi|hello)[ ,.]+)*(?:${SELF} )?(?:(?:đang |còn |vừa )*(?:có|have|have got) )?(?:(?:${WANT} )*(?:${GIVE})(?: hiện vật| tặng)? ?)*`,
  'iu',
)
const AFTER = new RegExp(
  `(?:[ ,]+(?:${WANT} )*${GIVE}(?: (?:các em|cho các em|quỹ|tặng|đi|lên).*)?|[ ,]+(?:cho|lên|tới|for|to) (?:các em|trẻ em|quỹ|vùng cao|children|the children).*)?(?: (?:ạ|nhé|nha|please))*[.!?]*$`,
  'iu',
)
/** These name no thing. */
const NOTHING = /^(hien vat|do|do dac|qua|things?|goods|clothes|do cu|giup|the gifts?)?$/
const LONGEST = 120

/**
 * Reads what is offered.
 *
 *     readOffer('tôi có 20 áo ấm muốn tặng')  // { kind: 'goods', what: '20 áo ấm', count: 20 }
 *     readOffer('góp hiện vật')               // { kind: 'goods', what: undefined, count: undefined }
 *     readOffer('đoàn bác sĩ muốn khám cho các em').kind  // 'service'
 *     readOffer('muốn trao trực tiếp cho trường').kind    // 'direct'
 */
export function readOffer(said: string): OfferRead {
  const line = clean(said.replace(/\s+/g, ' '), 500).trim()
  const folded = fold(line)
  const kind = KINDS.find(([, words]) => words.test(folded))?.[0]
  if (kind !== undefined) return { kind, what: undefined, count: undefined }
  const thing = line.replace(BEFORE, '').replace(AFTER, '').trim().slice(0, LONGEST)
  if (NOTHING.test(fold(thing)))
    return { kind: line === '' ? undefined : 'goods', what: undefined, count: undefined }
  const count = readNumber(thing)
  return { kind: 'goods', what: thing, count: count !== undefined && count > 0 ? count : undefined }
}

const SIZE = /(?:co|size|so|sz)\s*([a-z]{1,3}|\d{1,3})\s*[:=,–-]?\s*(?:la\s*)?(\d{1,4})(?!\d)/g

/**
 * Reads sizes with how many of each.
 *
 *     readSizes('cỡ 7: 4, cỡ 9: 6')       // { text: 'cỡ 7: 4, cỡ 9: 6', count: 10 }
 *     readSizes('co 7 4 cai co 9 6 cai')  // { text: 'cỡ 7: 4, cỡ 9: 6', count: 10 }
 *     readSizes('đủ cỡ')                  // undefined
 */
export function readSizes(said: string): { readonly text: string; readonly count: number } | undefined {
  const sizes = [...fold(said).matchAll(SIZE)].map(
    ([, size, many]) => [size!.toUpperCase(), Number(many)] as const,
  )
  if (sizes.length === 0) return undefined
  return {
    text: sizes.map(([size, many]) => `cỡ ${size}: ${many}`).join(', '),
    count: sizes.reduce((all, [, many]) => all + many, 0),
  }
}

import { fold } from '../../platform/vietnamese/index.ts'
import type { Typed } from '../places/spelling.ts'
import type { Wish } from './wish.ts'

/** Which words are not about what is to be given now: "năm ngoái mình góp áo rồi", "không lấy áo nữa". */
export function isAside(text: string, words: readonly Typed[]): (n: number) => boolean {
  const aside = new Set<number>()
  let clause: number[] = []
  const close = () => {
    const said = clause.map((n) => words[n]!.plain).join(' ')
    if (PAST.test(said) || DECLINED.test(said)) for (const n of clause) aside.add(n)
    clause = []
  }
  for (const [n, word] of words.entries()) {
    const before = n > 0 ? text.slice(words[n - 1]!.to, word.from) : ''
    if (/[.,;:!?\n]/.test(before) || word.plain === 'nhung' || word.said.toLowerCase() === 'mà') close()
    clause.push(n)
    if (word.plain === 'roi') close()
  }
  close()
  return (n) => aside.has(n)
}

const PAST =
  /\b(?:nam ngoai|nam truoc|lan truoc|dot truoc|hom truoc|thang truoc|last year|da gop|da gui|da tang)\b|\b(?:gop|gui|tang)\b.*\broi$/
const DECLINED =
  /\b(?:khong|ko|hong|chang)\b (?:can |phai |muon |thich )?(?:lay|mua|tang|gop|gui|can|phai|muon|thich) .*|\bnot\b/

const OWN =
  /(?:^|[\s,.;!?])(?:(?:minh|toi|tui|to|nha (?:minh|em|toi|tui)|em(?= sinh ra| lon len)) (?:dang |hien |song |sinh ra |lon len )*(?:o|tai|tu|ben|trong|ngoai)|(?:i am|i m|i live|we are|we live) (?:in|from))\s+(?:tinh |tp |thanh pho |huyen |xa |phuong )?$/

/** Whether a place that begins at `from` is where the person lives: "mình ở Rạch Giá". */
export const isTheirOwn = (text: string, from: number): boolean => OWN.test(fold(text.slice(0, from)))

/** What is to come first, if that is said. */
export function firstSaid(text: string): Wish['first'] {
  const said = fold(text).replace(/[^a-z0-9]+/g, ' ')
  if (/\bthieu (?:\w+ ){0,3}nhat\b|\black(?:s|ing)? (?:the )?most\b/.test(said)) return 'lacks-most'
  return /\b(?:noi|cho|dau|xa|truong|dang|la) (?:nao )?(?:dang )?(?:can|kho khan|can giup) nhat\b|\b(?:needed most|most needed|needs? it most)\b/.test(
    said,
  )
    ? 'needed-most'
    : /\bgan han\b|\bsap het han\b|\bmost urgent\b|\bgap nhat\b/.test(said)
      ? 'soonest'
      : undefined
}

/**
 * Whether somebody asks what is needed, where, or by whom.
 *
 *     asksForNeeds('có bé nào cần áo ấm không')  // true
 *     asksForNeeds('có ai cần xe lăn không')     // true
 *     asksForNeeds('ai cũng có áo ấm rồi')       // false
 */
export const asksForNeeds = (text: string): boolean =>
  /\b(?:noi|cho|xa|truong|ban|dau)(?: nao)? (?:dang |con )?(?:can|thieu)\b|\b(?:ai|(?:be|em|chau|con|lop) nao) (?:dang |con )?(?:can|thieu)\b|\b(?:can|thieu) (?:nhung )?(?:gi|j)\b|\bgan han\b|\bdang can\b|\b(?:giup|mua|lam|tang|gop) (?:duoc|dc) (?:gi|j)\b|\bneed(?:s|ed)?\b/.test(
    fold(text).replace(/[^a-z0-9]+/g, ' '),
  )

/** Whether a sum in it is what they would like to give, and no bound of a price: “góp 500k mua áo”, not “áo dưới 200k”. */
export const isGiven = (text: string): boolean => {
  const said = fold(text).replace(/[^a-z0-9]+/g, ' ')
  return (
    /\b(?:gop|ung ho|tang|gui|goi|bieu|chuyen|ck|give|donate|send)\b/.test(said) &&
    !/\b(?:duoi|khong qua|toi da|re hon|under|less than|at most|below)\b/.test(said)
  )
}

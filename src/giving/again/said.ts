import { fold } from '../../platform/vietnamese/index.ts'

/** What somebody means who speaks of being told another time. */
export type Meant = 'asks' | 'refuses' | 'complains' | 'wonders' | 'young'

const TELL = '(?:nhan|nhac|bao|gui|goi|lam phien)'
/** What stands between a no and what is not wanted: “đừng có bao giờ nhắn”. */
const BETWEEN = '(?:(?:co|ma|phai|can|muon|bao gio|ai|lai|con|nen|thay|duoc|gui tin|ban|quy|minh|them|tin) )*'
const REFUSES = new RegExp(
  [
    String.raw`\b(?:dung|khoi|mien|ngung) ${BETWEEN}${TELL}\b`,
    String.raw`\b(?:khong|ko|k|hong|chang|chua) (?:can|muon|phai|thich|nhan|nen|duoc) ${BETWEEN}(?:${TELL}|tin)\b`,
    String.raw`\b(?:khong|ko|k|hong|thoi|dung) ${BETWEEN}${TELL}\b.*\bnua\b`,
    String.raw`\b(?:don.?t|do not|never|stop) (?:\w+ ){0,2}(?:tell|write|remind|text|message|messaging|writing)\b`,
  ].join('|'),
)
/** Asked why nothing came, or told that it did not. */
const COMPLAINS = new RegExp(
  [
    String.raw`\b(?:sao|vi sao|tai sao)\b.*\b(?:khong|ko|k|chua|chang|hong)\b`,
    String.raw`\b(?:khong|ko|k|chua|chang|hong) (?:he )?(?:thay|nhan duoc)(?:$|.*\b(?:${TELL}|tin|gi|ai)\b)`,
    String.raw`\b(?:dan|hen)\b.*\bma (?:van )?(?:khong|ko|k|chua|chang|hong)\b`,
    String.raw`\b(?:why (?:did|didn.?t|was)|never (?:told|heard|wrote)|did ?n.?t (?:tell|write|hear))\b`,
  ].join('|'),
)
const WONDERS = new RegExp(
  [
    String.raw`\b(?:may|bao nhieu) (?:tin|lan|em|suat|tien|nguoi|chau|tre|xa)\b`,
    String.raw`\bco (?:\w+ ){0,2}${TELL}\b.*\b(?:khong|ko|k|hong)\b`,
    String.raw`\b(?:khong|ko|hong) ${TELL}\b`,
    String.raw`\b(?:nam ngoai|nam truoc|hom truoc|lan truoc|nam kia)\b.*\b(?:roi|a|ha|u|phai khong)$`,
    String.raw`^(?:sao|how many|how often|will you|do you)\b`,
  ].join('|'),
)
const KINDLY = /\b(?:co the|duoc khong|duoc ko|duoc k)\b/
/** Said of oneself, where a clause begins: “con tôi học lớp 5” is a parent's. */
const YOUNG = new RegExp(
  String.raw`(?:^|[,.;!?\n]\s*)(?:toi|em|minh|to|chau|con) (?:(?:la|dang|moi|nam nay|hoc sinh|hs) )*` +
    String.raw`(?:(?:hoc )?lop (?:[1-9](?!\d)|10|mot|hai|ba|bon|nam|sau|bay|tam|chin)\b|(?:[5-9]|1[0-5]) tuoi)`,
)

/**
 * Reads what is meant by words in which being told is spoken of. What is not plainly something else is asked for.
 *
 *     meantOf('tết sang năm nhắn mình nhé')           // 'asks'
 *     meantOf('tết nhắn mình được không')             // 'asks'
 *     meantOf('tết đừng nhắn tôi')                    // 'refuses'
 *     meantOf('đừng quên nhắn mình dịp Tết')          // 'asks'
 *     meantOf('sao tết năm ngoái không nhắn mình')    // 'complains'
 *     meantOf('tết này có nhắn tôi không')            // 'wonders'
 *     meantOf('tôi học lớp 5, tết sang năm nhắn tôi') // 'young'
 */
export function meantOf(text: string): Meant {
  const said = fold(text).trim()
  if (YOUNG.test(said)) return 'young'
  // “Sao không nhắn” asks why, and wants no end of it.
  if (COMPLAINS.test(said)) return 'complains'
  if (REFUSES.test(said)) return 'refuses'
  if (WONDERS.test(said) && !KINDLY.test(said)) return 'wonders'
  return 'asks'
}

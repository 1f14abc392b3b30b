import { fold } from './fold.ts'
import { readNumber } from './number.ts'
import { COUNTS } from './number-words.ts'

const SUM =
  '(?:\\d[\\d.,]*\\s*(?:k|tr|trieu|ngan|nghin|cu|d|dong|vnd)?(?:\\s*\\d+)?|(?:tram|chuc|nghin|ngan|trieu|cu)(?:\\s+(?:ruoi|ba|hai|nam))?|(?:\\d{1,3}|mot|hai|ba|bon|nam) suat)(?:\\s+(?:k|nghin|ngan|trieu|dong|vnd))*'
const TIME = '(?:dau |cuoi |giua )?(?:thang|month|tuan|week|nam|year|ngay|day)(?![a-z])'
/** “cứ cuối tháng” is of every month; “cuối tháng” alone may be this one. */
export const EACH_END = '(?:cu|he) (?:den |toi |vao )?(?:dau|cuoi|giua) thang(?![a-z])'
const WHO = '(?:minh |toi |em |anh |chi |tui )?'
const GIVES = '(?:gop |gui |ung ho |chuyen )?'
const EACH_TIME = new RegExp(
  `(?<![a-z\\d])${SUM}\\s*(?:/\\s*(?:1\\s*)?|(?:deu dan |deu )?(?:moi|hang|each|every|per|a) )${TIME}` +
    // “một tháng lương”, “1 tháng ăn trưa” are what is given; a month that ends the sentence, or has a beginning, is each.
    `|(?<![a-z\\d])${SUM}\\s*(?:mot|1) ${TIME}(?:\\s*(?:$|[.,!]|nhe|nha|a$|ke tu|tu |bat dau|nhac|cho |(?:trong|lien|suot|du) ))` +
    `|(?<![a-z])(?:gop|gui|ung ho|give) (?:\\w+ )?dinh ky .*${SUM}` +
    `|(?<![a-z])(?:thang nao ${WHO}cung|moi thang|hang thang|moi ngay|moi tuan|${EACH_END}) ${WHO}${GIVES}${SUM}` +
    `|(?<![a-z])${GIVES}${SUM} ${EACH_END}`,
)
// “đỡ đầu” is for one child, and its own flow.
const IS_TOLD =
  /(?<![a-z])(?:do dau|bao tro|nhan nuoi|sponsor|roi|da|chua|khong|sao|hoi|ai|luong|tro cap|thu nhap)(?![a-z])|\?/

/**
 * Whether somebody says that they give so much each time, and not once.
 *
 *     isEachTime('200k/tháng')                  // true
 *     isEachTime('góp 200k một tháng')          // true
 *     isEachTime('góp 2 suất mỗi tháng')        // true
 *     isEachTime('góp 500k mỗi năm')            // true
 *     isEachTime('200k một tháng cho Tà Xùa')   // true
 *     isEachTime('cứ cuối tháng mình góp 300k')  // true
 *     isEachTime('cuối tháng mình góp 300k')    // false   of this one
 *     isEachTime('mỗi ngày 5k')                 // true
 *     isEachTime('góp 1 tháng lương')           // false
 *     isEachTime('góp 300k 1 tháng ăn trưa')    // false
 *     isEachTime('mình góp 200k mỗi tháng rồi')  // false   it is told of
 *
 * Never throws.
 */
export function isEachTime(text: string): boolean {
  const plain = fold(text)
  return EACH_TIME.test(plain) && !IS_TOLD.test(plain)
}

// “xuống còn”, “lên thành”, “to”; a verb alone may be of anything: “tăng 2 suất mỗi tháng cho các em”.
const CHANGES =
  /(?<![a-z])(?:doi|sua|thay|tang|giam|nang|ha|bot|rut|chuyen|change|raise|lower|increase|reduce|cut)(?: \w+){0,5}? (?:thanh|sang|len|xuong|con|lai|to)(?: (?:con|thanh))? (?=\d|mot |hai |ba |nam )/

/**
 * Whether what is given each time shall be another sum.
 *
 *     changesEachTime('đổi thành 150k mỗi tháng')             // true
 *     changesEachTime('mình muốn tăng lên 300k/tháng nhé')    // true
 *     changesEachTime('giảm phần góp còn 100k một tháng')     // true
 *     changesEachTime('change it to 150k each month')         // true
 *     changesEachTime('góp 200k mỗi tháng')                   // false
 *     changesEachTime('giảm còn 100k')                        // false   of which gift is not said
 *
 * Never throws.
 */
export const changesEachTime = (text: string): boolean => isEachTime(text) && CHANGES.test(fold(text))

const UNITS = new RegExp(`(?<![a-z\\d])(\\d{1,3}|${COUNTS}) (?:suat|gifts?)(?![a-z])`)

/**
 * How many gifts of a campaign somebody speaks of, in the word that campaigns count in most.
 *
 *     unitsInside('để mai mình góp 1 suất')  // 1
 *     unitsInside('góp hai suất mỗi tháng')  // 2
 *     unitsInside('3 gifts from our class')  // 3
 *     unitsInside('góp 300k')                // undefined
 *
 * Never throws.
 */
export function unitsInside(text: string): number | undefined {
  const [, counted] = UNITS.exec(fold(text)) ?? []
  return counted === undefined ? undefined : readNumber(counted)
}

const PLACES = new RegExp(
  `(?<![a-z\\d])(\\d{1,2}|${COUNTS}) (?:suat do dau|em|be|chau|dua|suat|tre|child(?:ren)?|places?)(?![a-z])`,
)

/**
 * How many children or places somebody would like to sponsor.
 *
 *     placesSaid('mình muốn đỡ đầu hai em')  // 2
 *     placesSaid('đỡ đầu bé gái 7 tuổi')     // undefined
 *
 * Never throws.
 */
export function placesSaid(text: string): number | undefined {
  const [, counted] = PLACES.exec(fold(text)) ?? []
  return counted === undefined ? undefined : readNumber(counted)
}

import { fold } from './fold.ts'

/** These words in small letters, capitals or both, within a pattern that minds capitals elsewhere. */
const anyCase = (words: string): string =>
  words.replace(/\p{L}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`)

const WORD = String.raw`(?<!\p{L})`
/** Of many, and of a place, a text says nothing of one: “trẻ em Sơn La”, “các em Mông”, “120 em Tà Xùa”. */
const MANY = String.raw`(?<!(?:${anyCase('trẻ|tre|các|những|nhiều|mọi|mỗi|từng|vài|mấy')}|[2-9]|\d\d) )`
/** Whom a text calls a child, with marks or without. */
const KIN = `(?:${anyCase('bé|be|cháu|chau|em')})`
const SEX = `(?: (?:${anyCase('gái|gai|trai|nhỏ|út')}))`
/** A child by name: “bé Na”, “BÉ NA”, “bé NA”, “béNa”. */
const NAMED = new RegExp(String.raw`${WORD}${MANY}${KIN}(?: \p{Lu}\p{L}|\p{Lu}\p{Ll}(?!\p{Lu}))`, 'u')
/** Or by a letter: “bé đ. bị ốm”. */
const INITIAL = new RegExp(String.raw`${WORD}${KIN}${SEX}? \p{L}\.`, 'u')
/** Or with a sex before a name of one syllable: “bé gái Na”. More are a place (“bé gái Tà Xùa”), or a person's name in full. */
const SEXED = new RegExp(String.raw`${WORD}${KIN}${SEX} (\p{Lu}\p{L}+)(?! \p{Lu})(?!['’\p{L}])`, 'gu')
/** Peoples, which are nobody's name there: “bé gái Mông”. */
const PEOPLES = new Set(['mong', 'hmong', 'muong', 'dao', 'tay', 'nung', 'thai', 'kinh'])
/** Whoever stands before a name in full is a child, or is told of for one: “học sinh Sùng A Chu”, “em của cô Giàng Thị Mỷ”. */
const BEFORE_NAME = new RegExp(
  `${WORD}(?:${KIN}|${anyCase('con|học sinh|hoc sinh|hs|trẻ')})${SEX}?(?: (?:${anyCase('tên|là|của|cô|chú|chị|anh|bà|ông|bác|nhà')}))* $`,
  'u',
)
/** Who is in which class: “lớp 3A”. “lớp 3”, and “lớp 1–5”, are many. */
const IN_CLASS = /(?<!\p{L})(?:lớp|lop) ?\d{1,2}[a-zđ]\d{0,2}(?![\p{L}\d])/iu
/** Kinds of school, which are no name. */
const KIND =
  /^(?:tiểu học|trung học(?: cơ sở| phổ thông)?|mầm non|mẫu giáo|phổ thông|dân tộc|bán trú|nội trú|th&thcs|thcs|thpt|ptdtbt|ptdtnt|th|mn|và|&|-)(?!\p{L})\s*/iu
const SCHOOL = /(?<!\p{L})(?:[Tt]rường|TRƯỜNG|[Mm]ẫu giáo|THCS|THPT|PTDTBT|PTDTNT) /gu

/**
 * Whether a text for everybody tells which child, or which school, is meant. Needs are told by commune, age and number alone
 * (Decree 56/2017/NĐ-CP, article 33).
 *
 *     tellsOfChild('áo ấm cho bé gái 6–10 tuổi, trẻ em Sơn La')  // false
 *     tellsOfChild('sách lớp 3 ở điểm trường vùng cao')          // false
 *     tellsOfChild('quà cho bé Na')                              // true
 *     tellsOfChild('em của cô Giàng Thị Mỷ')                     // true
 *     tellsOfChild('bữa trưa ở Trường Tiểu học Tà Xùa')          // true
 */
export function tellsOfChild(text: string): boolean {
  const said = plain(text)
  if (NAMED.test(said) || INITIAL.test(said) || IN_CLASS.test(said)) return true
  if ([...said.matchAll(SEXED)].some(([, name]) => !PEOPLES.has(fold(name!)))) return true
  if (peopleIn(said).some(({ from }) => BEFORE_NAME.test(said.slice(0, from)))) return true
  return schoolsIn(text).some((rest) => /^\p{Lu}\p{L}/u.test(rest))
}

/** What stands behind each word for a school and its kinds: its name, where it has one. */
export function schoolsIn(text: string): string[] {
  const said = plain(text)
  return [...said.matchAll(SCHOOL)].map((found) => {
    let rest = said.slice(found.index + found[0].length)
    for (let kind = KIND.exec(rest); kind; kind = KIND.exec(rest)) rest = rest.slice(kind[0].length)
    return rest
  })
}

const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ')

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Family names of the Kinh and of the peoples of the north-west (Mông, Thái, Mường, Dao, Tày, Nùng, Khơ Mú), without marks. */
const FAMILIES = list(
  'nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly doan trinh dinh luong truong mai to kieu ta ' +
    'giang sung thao vang vu hang hau ly cu lau ma mua song trang khang cha thenh lo luong quang cam tong deo cam hoang ' +
    'vi ha quach bach xa trieu ban phung chao tan dang phan be nong chu vuong la khoang ngan luu hu moong cut vang',
)
/** Of these some are words of every day: they begin a name only before what stands in the middle of names. */
const WORDS_TOO = list('mua lo vang ma song cha to ta ha la be ban tan do ho xa cu hang tong vi cut hu lau')
const MIDDLE = list('thi van a ba lao seo')
/** Three words with capitals that are no person one could write to, or a place. */
const NOBODY = /^(?:Hồ Chí Minh|Hoàng Liên Sơn|Hoàng Su Phì)/u
const FULL_NAME = /(?<!\p{L})(\p{Lu}\p{L}*) (\p{Lu}\p{L}*)(?: \p{Lu}\p{L}*)+/gu

/**
 * Whether a text has somebody's name in full: three syllables or more with capital letters, the first a common family name.
 *
 *     namesPerson('Giàng Thị Mỷ, bản Tà Xùa A')         // true
 *     namesPerson('GIANG THI MY')                       // true
 *     namesPerson('áo ấm Mùa Đông Ấm, Hoàng Liên Sơn')  // false
 */
export const namesPerson = (text: string): boolean => peopleIn(plain(text)).length > 0

function peopleIn(said: string): { readonly from: number }[] {
  const found: { from: number }[] = []
  // A name may begin behind a capital that is none of it: “Áo cho Bé Giàng Thị Mỷ”.
  for (let at = 0; at < said.length; ) {
    FULL_NAME.lastIndex = at
    const name = FULL_NAME.exec(said)
    if (!name) break
    const [family, middle] = [fold(name[1]!), fold(name[2]!)]
    const isFamily = FAMILIES.has(family) && (!WORDS_TOO.has(family) || MIDDLE.has(middle))
    if (isFamily && !NOBODY.test(name[0])) found.push({ from: name.index })
    at = name.index + name[1]!.length
  }
  return found
}

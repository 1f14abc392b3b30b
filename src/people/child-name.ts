import { fold, nameInCapitals, namesPerson } from '../platform/vietnamese/index.ts'

/** Who is called so is a child; an adult calls herself “em” too, which says nothing. */
const CHILD = /(?<!\p{L})(?:bé|be|cháu|chau|con)(?!\p{L})/giu
/** May stand between that word and the name. Elders do not: “con cháu cụ Nguyễn Văn Bình” names the elder. */
const BETWEEN = new Set(
  'gái gai trai út ut nhỏ nho lớn cả bé em yêu cưng tôi toi tui mình minh em chị anh của cua tên ten là la họ ho và tên :'.split(
    ' ',
  ),
)
/** A name in full has this many words, or more; it begins with the first of them. */
const IN_FULL = 3

const OLD = /(?<!\d)(?:\d|1[0-5]) (?:thang )?tuoi\b/
/** Whoever was born in 2010 or later is a child for some years to come; then more are asked than need be. */
const BORN = /\b(?:sinh|sn)(?: (?:nam|ngay))? (?:\d{1,2}[/.-]){0,2}(?:201|20[2-9])\d\b/

/**
 * Whether a name is a child's in full, or has the age or the year of birth beside it: it stands on no paper and on no page. “bé Na”
 * alone is anybody.
 *
 *     isChildInFull('bé Mùa Thị Dợ 7 tuổi')           // true
 *     isChildInFull('con trai tôi Trần Minh Quân')    // true
 *     isChildInFull('bé Na')                          // false
 *     isChildInFull('Con cháu cụ Nguyễn Văn Bình')    // false
 */
export function isChildInFull(name: string): boolean {
  const plain = name.normalize('NFC').replace(/\s+/g, ' ').trim()
  const folded = fold(plain)
  return OLD.test(folded) || BORN.test(folded) || [plain, nameInCapitals(plain)].some(namesChild)
}

function namesChild(name: string | undefined): boolean {
  if (name === undefined) return false
  return [...name.matchAll(CHILD)].some(({ index, 0: word }) => {
    const behind = name
      .slice(index + word.length)
      .replace(/[,:;–-]/g, ' ')
      .trim()
      .split(/\s+/)
    const from = behind.findIndex((piece) => !BETWEEN.has(piece.toLowerCase()))
    return from >= 0 && namesPerson(behind.slice(from, from + IN_FULL).join(' '))
  })
}

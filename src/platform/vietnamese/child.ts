/** A child by name: "bé Na". Of many, and of a place, it says nothing of one: "trẻ em Sơn La", "các em Mông". */
const NAMED = /(?<!\p{L})(?<!(?:trẻ|các|những|nhiều|mọi) )(?:[Bb]é|[Cc]háu|[Ee]m) \p{Lu}\p{Ll}/u
/** "Lan lớp 3A": who in which class. */
const IN_CLASS = /\p{Lu}\p{Ll}* (?:học )?lớp ?\d{1,2}[A-Za-z]/u
/** Kinds of school, which are no name. */
const KIND =
  /^(?:tiểu học|trung học(?: cơ sở| phổ thông)?|mầm non|mẫu giáo|phổ thông|dân tộc|bán trú|nội trú|th&thcs|thcs|thpt|ptdtbt|ptdtnt|th|mn|và|&|-)(?!\p{L})\s*/iu
const SCHOOL = /(?<!\p{L})(?:[Tt]rường|[Mm]ẫu giáo|THCS|THPT|PTDTBT|PTDTNT) /gu

/**
 * Whether a text for everybody tells which child, or which school, is meant. Needs are told by commune, age and number alone
 * (Decree 56/2017/NĐ-CP, article 33).
 *
 *     tellsOfChild('áo ấm cho bé gái 6–10 tuổi, trẻ em Sơn La')  // false
 *     tellsOfChild('sách lớp 3 ở điểm trường vùng cao')          // false
 *     tellsOfChild('quà cho bé Na')                              // true
 *     tellsOfChild('bữa trưa ở Trường Tiểu học Tà Xùa')          // true
 */
export function tellsOfChild(text: string): boolean {
  const said = text.normalize('NFC').replace(/\s+/g, ' ')
  if (NAMED.test(said) || IN_CLASS.test(said)) return true
  return [...said.matchAll(SCHOOL)].some((found) => {
    let rest = said.slice(found.index + found[0].length)
    for (let kind = KIND.exec(rest); kind; kind = KIND.exec(rest)) rest = rest.slice(kind[0].length)
    return /^\p{Lu}\p{Ll}/u.test(rest)
  })
}

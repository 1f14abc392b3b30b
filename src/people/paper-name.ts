import { clean, fold, leadsOutside, namesPupil, schoolsIn } from '../platform/vietnamese/index.ts'
import { isChildInFull } from './child-name.ts'

/** Longer than any family and its company write themselves. */
const LONGEST_NAME = 80

/** A name as it is kept: readable, on one line. @returns null for a name of nothing */
export const paperName = (typed: string | null): string | null =>
  clean((typed ?? '').replace(/\s+/g, ' '), LONGEST_NAME) || null

/** “bé Na trường Tà Xùa” can be found; “Trường Tà Xùa” gives as a school, and “bé Na” alone is anybody. */
const isChildOfSchool = (name: string): boolean =>
  /(?<!\p{L})(?:bé|cháu|em|con|lớp)(?!\p{L})/iu.test(name.normalize('NFC')) && schoolsIn(name).length > 0

/**
 * Why a name cannot stand where others read it: it is a child's in full, a pupil, or one class of a school, could be found by it, or it
 * leads to a number or a link.
 */
export function unfitName(name: string): 'of_child' | 'leads_out' | undefined {
  if (isChildInFull(name) || namesPupil(name) || isChildOfSchool(name)) return 'of_child'
  return leadsOutside(name, []) && 'leads_out'
}

/** Nobody's name begins so, in small letters: what is wanted, or not. */
const WANTS =
  /^(?:thôi|không|ko|khỏi|đừng|ẩn|giấu|cho (?:mình|tôi|em|tui)|(?:mình|tôi|em|tui) (?:muốn|không|cần)|để (?:sau|trống)|có|bao giờ|khi nào|bỏ qua|sao cũng|thế nào cũng|gì cũng|tùy|khoản)(?!\p{L})/u
const ASKS =
  /(?:\?|(?<!\p{L})(?:bao giờ|khi nào|thế nào|thì sao|là sao|ở đâu|được không|được ko|không ạ))[\s.!]*$/u

/**
 * Whether what was typed where a name is asked is a question or a wish, and no name: then it is asked for again.
 *
 *     isNoName('Thôi không lấy nữa')  // true
 *     isNoName('Thôi Văn Khoản')      // false
 */
export function isNoName(name: string): boolean {
  const plain = name.normalize('NFC').trim()
  if (/ \p{Lu}/u.test(plain)) return /\?$/.test(plain)
  const small = plain.toLowerCase()
  return / /.test(small) && (WANTS.test(small) || ASKS.test(small))
}

const STATE = [
  'ubnd|u[yi] ban (?:nhan dan|mat tran|dan toc)|hdnd|hoi dong nhan dan|chinh phu|quoc hoi|van phong (?:chinh phu|quoc hoi|ubnd)|thu tuong|chu tich nuoc',
  'tinh doan|(?:ub)?mttq|mat tran to quoc',
  '(?:so|bo|nganh|phong) (?:y te|giao duc|lao dong|noi vu|tai chinh|xay dung|cong thuong|tu phap|nong nghiep|van hoa|khoa hoc|dan toc|ngoai vu|du lich|tai nguyen|giao thong|ke hoach|thong tin|ngoai giao)',
  'bo (?:cong an|quoc phong|chi huy|tu lenh)|cong an (?:tinh|thanh pho|huyen|quan|phuong|xa)|bo doi bien phong|(?:tong|chi )?cuc (?:thue|tre em|bao tro|hai quan|thong ke)',
  '(?:trung uong )?hoi (?:chu thap do|bao (?:tro|ve quyen))|quy (?:bao tro|vi|tre em|nhan ai|tu thien|khuyen hoc)|unicef|red cross|people.?s committee|department of|ministry of',
].join('|')
const OFFICIAL = new RegExp(`^(?:${STATE})\\b`)

/** Read with their marks: “Thành Uy” and “Quý Vi” are people. */
const PARTY = /^(?:tỉnh|thành|huyện|đảng) (?:ủy|uỷ)(?!\p{L})/iu
const QUY = /^quý(?!\p{L})/iu

/**
 * Whether a name is that of a body of the state, or of a fund: on our paper it would read as theirs. Who works there gives as who they
 * are.
 *
 *     isOfficial('UBND xã Tà Xùa')      // true
 *     isOfficial('Công đoàn Sở Y tế')   // false
 */
export function isOfficial(name: string): boolean {
  const plain = name.normalize('NFC').replace(/\s+/g, ' ').trim()
  return (OFFICIAL.test(fold(plain)) && !QUY.test(plain)) || PARTY.test(plain)
}

import type { Lang } from '../../web/words.ts'
import { flowName } from './flow-names.ts'

/** Why a person is asked for, as flows and the conversation write it down in English, in an officer’s Vietnamese. */
export const REASONS: Readonly<Record<string, string>> = {
  'asked for a person': 'muốn gặp người của Quỹ',
  'child in danger': 'trẻ em có thể gặp nguy hiểm',
  concern: 'phản ánh điều chưa đúng',
  'concern of a child': 'một em phản ánh điều chưa đúng',
  'a request that is late': 'yêu cầu đã quá hẹn',
  'not understood several times': 'Chung Tay chưa hiểu nhiều lần',
  'somebody in despair': 'có người không muốn sống nữa',
  'they wrote again': 'người này nhắn tiếp',
  'sent to another account, which the donor does not remember':
    'chuyển nhầm sang tài khoản khác, không nhớ số',
  'erasure is wished while money of theirs waits for a decision':
    'xin xóa thông tin khi còn tiền chờ quyết định',
  'a gift larger than one person may keep unpaid': 'muốn góp nhiều hơn mức một người được giữ',
  'a journalist, a company or another organisation': 'nhà báo, doanh nghiệp hoặc tổ chức',
  'a place or a family that needs help itself': 'nơi hoặc gia đình đang cần giúp',
  'has things to give': 'có hiện vật muốn tặng',
  'wants to give cash': 'muốn góp tiền mặt',
  'missing money': 'đã chuyển mà chưa thấy tiền',
  'missing money, claimed by another': 'đã chuyển mà chưa thấy tiền; khoản này có người khác nhận',
  'missing money, no transaction number': 'đã chuyển mà chưa thấy tiền; không có mã giao dịch',
  'missing money, numbers do not match': 'đã chuyển mà chưa thấy tiền; số không khớp',
  'says that money which was taken back is theirs': 'nói khoản vừa gỡ là của mình',
  'money sent is wished back': 'muốn lấy lại tiền đã chuyển',
  'refund wished': 'muốn Quỹ gửi lại tiền',
  'sent to an account that is not ours': 'đã chuyển vào tài khoản không phải của Quỹ',
  'money in another currency was sent': 'đã gửi ngoại tệ mà chưa thấy',
  'call the sponsor of': 'gọi cho người đỡ đầu suất',
  'unused money for a new place, after': 'tiền còn lại chuyển sang suất mới, sau suất',
  'unused money for the commune, after': 'tiền còn lại góp cho xã, sau suất',
  'unused money is wished back, after': 'muốn hoàn tiền còn lại, sau suất',
  'a talk about unused money, after': 'muốn nói chuyện về tiền còn lại, sau suất',
  'a message that could not be worked off': 'có tin nhắn chưa xử lý được',
}

/** What several reasons are joined by. */
const JOIN = '; '

/** A reason in the page's language; what is not known, since somebody wrote their own flow, stays as it is. */
export const reasonIn = (reason: string, lang: Lang): string =>
  [...new Set(reason.split(JOIN).map((one) => said(one, lang)))].join(JOIN)

/** What an urgent flow is noted as, before what it says itself; and a message of a flow of which nothing is left. */
const URGENT = /^flow ([\w-]+)$/
const LOST = /^nothing can say "([\w-]+)" any more$/

/** “concern R-0042” keeps its number, and so does a place. */
function said(one: string, lang: Lang): string {
  const [, urgent] = URGENT.exec(one) ?? []
  if (urgent !== undefined)
    return Object.hasOwn(OF_URGENT, urgent) ? said(OF_URGENT[urgent]!, lang) : flowName(urgent, lang)
  const [, lost] = LOST.exec(one) ?? []
  if (lost !== undefined && lang === 'vi') return `một tin không gửi được nữa: ${flowName(lost, lang)}`
  if (lang === 'en') return one
  const [, what, number = ''] = /^(.*?)( (?:R-\d+|[A-Z]+-\d{4,}))?$/s.exec(one)!
  const known = REASONS[plain(what!)]
  return known === undefined ? one : `${known}${number}`
}

/** The reason for which an urgent flow hands over: it is noted once. */
export const OF_URGENT: Readonly<Record<string, string>> = {
  'child-danger': 'child in danger',
  despair: 'somebody in despair',
}

const plain = (reason: string) => reason.replaceAll("'", '’')

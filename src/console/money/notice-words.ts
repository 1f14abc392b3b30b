import type { Lang } from '../../web/words.ts'
import type { Both } from '../words.ts'

/** A bank notice that could not be booked. */
const vi = {
  title: 'Báo có để riêng',
  back: 'Về danh sách',
  reason: 'Vì sao để riêng',
  received: 'Nhận báo lúc',
  way: { in: 'tiền vào', out: 'tiền ra' },
  amount: 'Số tiền',
  account: 'Tài khoản',
  at: 'Lúc',
  ref: 'Mã giao dịch',
  none: 'không có',
  memo: 'Nội dung',
  unreadable: 'Máy không đọc được báo có này. Nguyên văn:',
  private: 'Nội dung riêng tư. Mỗi lần mở đều được ghi vào nhật ký.',
  statement: 'Theo sao kê',
  statementHint: 'Chỉ điền chỗ sao kê nói khác báo có. Sao kê mới là đúng.',
  asTold: 'như báo có',
  day: 'Ngày',
  hour: 'Giờ',
  match: 'Ghi sổ và ghép',
  code: 'Mã chuyển khoản; với tiền ra: mã hoặc số biên nhận',
  matchNow: 'Ghi sổ cho mã này',
  unknown: 'Ghi sổ, chưa biết của ai',
  again: 'Thử ghi sổ lại',
  againHint: 'Khi nguyên nhân đã hết, ví dụ tài khoản vừa được khai báo.',
  dismiss: 'Không ghi sổ',
  dismissWhy: 'Vì sao',
  choose: 'Chọn lý do',
  whys: {
    told_twice: 'Một lần chuyển được báo hai lần',
    not_ours: 'Không phải tiền của Quỹ',
    a_trial: 'Báo có thử',
    not_in_statement: 'Sao kê không có khoản này',
  },
  dismissNow: 'Bỏ qua báo có này',
  stays: 'Báo có vẫn ở đây',
}

const en: typeof vi = {
  title: 'A bank notice that was set aside',
  back: 'Back to the list',
  reason: 'Why it was set aside',
  received: 'Heard at',
  way: { in: 'money in', out: 'money out' },
  amount: 'Sum',
  account: 'Account',
  at: 'At',
  ref: 'Bank reference',
  none: 'none',
  memo: 'Memo',
  unreadable: 'It cannot be read. As it came:',
  private: 'Private. Each look is written into the audit trail.',
  statement: 'As the statement says',
  statementHint: 'Only where the statement says something else than the notice. The statement counts.',
  asTold: 'as the notice says',
  day: 'Day',
  hour: 'Hour',
  match: 'Book and match',
  code: 'Transfer code; of money that went out: code or number of the receipt',
  matchNow: 'Book for this code',
  unknown: 'Book, nobody knows whose',
  again: 'Book anew',
  againHint: 'Once the cause is gone, such as an account that is known by now.',
  dismiss: 'Not to be booked',
  dismissWhy: 'Why',
  choose: 'Choose why',
  whys: {
    told_twice: 'One transfer that was told twice',
    not_ours: 'Not the fund’s money',
    a_trial: 'A notice to try things out',
    not_in_statement: 'The statement does not have it',
  },
  dismissNow: 'Dismiss this notice',
  stays: 'It stays as it is',
}

export const notice: Both<typeof vi> = { vi, en }

/** Why a notice was set aside or could not be settled, as the books say it, in an officer's Vietnamese. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^unknown account$/, 'tài khoản này không phải của Quỹ, hoặc chưa khai báo'],
  [/^several accounts have this number$/, 'nhiều tài khoản của Quỹ có số này'],
  [/^dated in the future$/, 'ngày trên báo có chưa tới'],
  [
    /^its number is that of another notice/,
    'trùng số với một báo có khác nhưng nội dung khác; có thể sửa lỗi, có thể giả',
  ],
  [
    /^its reference is that of another transfer$/,
    'trùng mã giao dịch với một khoản khác: một khoản báo hai lần, hoặc hai khoản thật',
  ],
  [/^was sent back before$/, 'khoản này đã ghi chuyển trả trước đó'],
  [/^several donations named$/, 'nội dung chỉ nhiều khoản, chưa rõ khoản nào'],
  [/^sent back before it came$/, 'ngày chuyển trả trước ngày tiền đến'],
  [/^things are bought with the donation$/, 'tiền này đã mua quà: hủy lần mua ghi nhầm, hoặc gặp người góp'],
  [/^another amount than the donation/, 'chuyển trả khác số tiền đã góp'],
  [/^outgoing for (\S+)/, 'chuyển trả cho $1, nhưng khoản góp chưa có trong sổ'],
  [/^no notice of this id is set aside$/, 'báo có này vừa được giải quyết rồi, có thể bởi người khác'],
  [/^no pledge on this account has this code$/, 'không phần đăng ký nào trên tài khoản này mang mã đó'],
  [
    /^no donation on this account is named so$/,
    'không khoản góp nào trên tài khoản này mang mã hoặc số biên nhận đó',
  ],
  [/^in another currency than đồng$/, 'tiền này không phải đồng'],
  [
    /^it is in another currency/,
    'tiền này không phải đồng: anh/chị ghi ở lời hẹn “Tiền từ nước ngoài” của người gửi, rồi bỏ báo có này. Ngân hàng đổi ra đồng thì có báo có riêng',
  ],
  [
    /^the notice cannot be read/,
    'báo có không đọc được: anh/chị điền đủ tài khoản, số tiền, ngày giờ và mã giao dịch theo sao kê',
  ],
]

/** A reason in the page's language; one of a version to come stays as it is. */
export function noticeReason(reason: string, lang: Lang): string {
  if (lang === 'en') return reason.replace(/ naming .*$/, '')
  const found = REASONS.find(([pattern]) => pattern.test(reason))
  return found ? (found[0].exec(reason) ?? [''])[0].replace(...found) : reason
}

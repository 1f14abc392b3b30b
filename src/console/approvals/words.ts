import type { Both } from '../words.ts'

/** What waits for a second person. */
const vi = {
  title: 'Chờ người thứ hai',
  lead: 'Việc hệ trọng cần hai người: một người đề nghị, một người khác duyệt. Mỗi lần xem và mỗi quyết định đều được ghi vào nhật ký.',
  none: 'Không có việc nào chờ anh/chị duyệt.',
  own: 'Anh/chị đã đề nghị, chờ người khác',
  from: 'Đang là',
  to: 'Sẽ là',
  by: (name: string) => `${name} đề nghị`,
  byYou: 'Anh/chị đề nghị',
  left: 'Người đã nghỉ',
  until: (when: string) => `chờ đến ${when}`,
  another: 'Một người khác duyệt việc này. Anh/chị có thể rút lại.',
  tooNew: (from: string) =>
    `Anh/chị duyệt được từ ${from}: tài khoản, vai trò hoặc app xác thực phải có từ 24 giờ trước.`,
  askerNew: (from: string) =>
    `Duyệt được từ ${from}: tài khoản, vai trò hoặc app xác thực của người đề nghị phải có từ 24 giờ trước. Nếu chưa biết người này, anh/chị nên hỏi lại trước khi duyệt.`,
  approve: 'Duyệt',
  refuse: 'Không duyệt',
  why: 'Vì sao không duyệt (người đề nghị sẽ đọc)',
  whyNone: 'Chọn lý do',
  refusals: {
    papers: 'Chưa khớp sao kê hoặc giấy tờ',
    wrong: 'Sai người, sai đợt hoặc sai số',
    not_now: 'Chưa phải lúc',
    ask_me: 'Cần nói chuyện với tôi trước',
  },
  refusedTitle: 'Việc anh/chị đề nghị, không được duyệt',
  refusedBy: (name: string, when: string) => `${name} không duyệt, ${when}`,
  refusedWhy: (why: string) => `Lý do: ${why}`,
  refusedSeen: 'Tôi đã đọc',
  withdraw: 'Rút lại',
  done: {
    approved: 'Đã duyệt.',
    refused: 'Đã ghi: không duyệt. Mọi thứ giữ như cũ.',
    withdrawn: 'Đã rút lại. Mọi thứ giữ như cũ.',
    asked: 'Đã ghi lời đề nghị. Việc được làm khi một người khác duyệt.',
  },
  faults: {
    no_reason: 'Chưa ghi gì: anh/chị chọn lý do không duyệt giúp, để người đề nghị biết.',
    late: 'Lời đề nghị này đã quá bảy ngày. Nếu vẫn cần, anh/chị đề nghị lại.',
    decided: 'Đã có người quyết định việc này trước anh/chị.',
    own: 'Người đề nghị là anh/chị, đang thay anh/chị, hoặc đang được anh/chị thay, nên cần một người khác duyệt.',
    not_asker: 'Chỉ người đề nghị rút lại được. Anh/chị có thể chọn “Không duyệt”.',
    too_new:
      'Tài khoản, vai trò hoặc app xác thực của anh/chị mới có chưa đủ 24 giờ. Sau đó anh/chị duyệt được.',
    asker_new:
      'Tài khoản, vai trò hoặc app xác thực của người đề nghị mới có chưa đủ 24 giờ. Sau đó anh/chị duyệt được.',
    not_known:
      'Chưa ai xác nhận tài khoản này đúng là của anh/chị, nên anh/chị chưa duyệt được. Một quản trị viên hoặc kế toán khác, không phải người đã thấy đường dẫn của anh/chị, xác nhận ở trang đầu của họ; không có ai như vậy thì người chạy máy chủ xác nhận.',
    asker_not_known:
      'Chưa ai xác nhận tài khoản của người đề nghị đúng là của họ, nên chưa duyệt được. Trang đầu của quản trị và kế toán nói ai xác nhận được.',
    asker_gone: 'Người đề nghị không còn quyền làm việc này, nên không duyệt được nữa.',
    stale: 'Từ lúc đề nghị, việc này đã thay đổi. Mọi thứ giữ như cũ; nếu vẫn cần, anh/chị đề nghị lại.',
  },
}

const en: typeof vi = {
  title: 'Waits for a second person',
  lead: 'Grave things need two people: one asks, another approves. Each look and each decision is written into the audit trail.',
  none: 'Nothing waits for your approval.',
  own: 'You have asked for these; others decide',
  from: 'Now',
  to: 'Then',
  by: (name) => `asked for by ${name}`,
  byYou: 'asked for by you',
  left: 'somebody who has left',
  until: (when) => `waits until ${when}`,
  another: 'Another person approves this. You can withdraw it.',
  tooNew: (from) =>
    `You can approve from ${from} on: account, role and authenticator app must be 24 hours old.`,
  askerNew: (from) =>
    `This can be approved from ${from} on: account, role and authenticator app of who asked must be 24 hours old. If you do not know them yet, ask before you approve.`,
  approve: 'Approve',
  refuse: 'Do not approve',
  why: 'Why not (who asked reads it)',
  whyNone: 'Choose a reason',
  refusals: {
    papers: 'It does not agree with the statement or the papers',
    wrong: 'The wrong person, campaign or sum',
    not_now: 'Not now',
    ask_me: 'Talk to me first',
  },
  refusedTitle: 'What you asked for, and was not approved',
  refusedBy: (name, when) => `not approved by ${name}, ${when}`,
  refusedWhy: (why) => `Reason: ${why}`,
  refusedSeen: 'I have read it',
  withdraw: 'Withdraw',
  done: {
    approved: 'Approved.',
    refused: 'Not approved. Everything stays as it was.',
    withdrawn: 'Withdrawn. Everything stays as it was.',
    asked: 'Asked for. It is done when another person approves.',
  },
  faults: {
    no_reason: 'Nothing was done: choose why you do not approve, so that who asked knows.',
    late: 'This has waited longer than seven days. If it is still needed, ask again.',
    decided: 'Somebody has decided this before you.',
    own: 'This was asked for by you, by who stands in for you, or by whom you stand in for, so another person has to approve it.',
    not_asker: 'Only who asked can withdraw this. You can choose “Do not approve”.',
    too_new:
      'Your account, role or authenticator app is less than 24 hours old. After that you can approve this.',
    asker_new:
      'Account, role or authenticator app of who asked is less than 24 hours old. After that you can approve this.',
    not_known:
      'Nobody has said yet that this account is truly yours, so you cannot approve. Another administrator or treasurer, who was not shown your link, says so on their first page; where there is nobody, whoever runs the server does.',
    asker_not_known:
      'Nobody has said yet that the account of who asked is truly theirs, so it cannot be approved. The first page of administrators and treasurers tells who can say so.',
    asker_gone: 'Who asked for this may not do it any more, so it cannot be approved.',
    stale:
      'This has changed since it was asked for. Everything stays as it was; if it is still needed, ask again.',
  },
}

export const approvals: Both<typeof vi> = { vi, en }

import type { Lang } from '../web/words.ts'

/** What the trail calls each thing that is done. */
const vi = {
  'officer.invited': 'gửi lời mời',
  'officer.made': 'tạo tài khoản',
  'officer.reset_link': 'gửi đường dẫn đặt lại',
  'officer.reset': 'đặt lại mật khẩu',
  'officer.enrolled': 'cài bước thứ hai',
  'officer.signed_in': 'đăng nhập',
  'officer.signed_out': 'đăng xuất',
  'officer.proven': 'gõ lại mã',
  'officer.ended': 'kết thúc tài khoản',
  'role.given': 'giao vai trò',
  'role.taken': 'thu vai trò',
  'deputy.named': 'cử người thay',
  'deputy.ended': 'thôi cử người thay',
  'session.ended': 'kết thúc phiên',
  'talk.read': 'đọc cuộc trò chuyện',
  'talk.answered': 'trả lời',
  'talk.closed': 'đóng cuộc trò chuyện',
  'approval.asked': 'đề nghị một việc cần hai người',
  'approval.seen': 'xem việc chờ duyệt',
  'approval.approved': 'duyệt',
  'approval.refused': 'không duyệt',
  'approval.withdrawn': 'rút lại đề nghị',
  'approval.stale': 'muốn duyệt, nhưng việc đã thay đổi',
  'request.read': 'đọc yêu cầu, phản ánh',
  'request.answered': 'trả lời yêu cầu, phản ánh',
  'request.closed': 'đóng phản ánh',
  'audit.checked': 'kiểm tra nhật ký',
}

const en: typeof vi = {
  'officer.invited': 'invited somebody',
  'officer.made': 'made the account',
  'officer.reset_link': 'made a link for a new password',
  'officer.reset': 'set a new password',
  'officer.enrolled': 'set up the second step',
  'officer.signed_in': 'signed in',
  'officer.signed_out': 'signed out',
  'officer.proven': 'gave a code again',
  'officer.ended': 'ended the account',
  'role.given': 'gave a role',
  'role.taken': 'took a role',
  'deputy.named': 'named a deputy',
  'deputy.ended': 'took a deputy back',
  'session.ended': 'ended a session',
  'talk.read': 'read a conversation',
  'talk.answered': 'answered',
  'talk.closed': 'closed a conversation',
  'approval.asked': 'asked for a second person',
  'approval.seen': 'saw what waits for approval',
  'approval.approved': 'approved',
  'approval.refused': 'did not approve',
  'approval.withdrawn': 'withdrew what they asked for',
  'approval.stale': 'would have approved, but it had changed',
  'request.read': 'read a request or complaint',
  'request.answered': 'answered a request or complaint',
  'request.closed': 'closed a complaint',
  'audit.checked': 'checked the trail',
}

const words: Record<Lang, Readonly<Record<string, string>>> = { vi, en }

/** An act of the trail in the page's language; one of a version to come stays as it is. */
export const actIn = (act: string, lang: Lang): string => words[lang][act] ?? act

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
  'officer.ended': 'kết thúc tài khoản',
  'session.ended': 'kết thúc phiên',
  'talk.read': 'đọc cuộc trò chuyện',
  'talk.answered': 'trả lời',
  'talk.closed': 'đóng cuộc trò chuyện',
  'talk.taken': 'nhận cuộc trò chuyện',
  'talk.noted': 'ghi chú',
  'answer.added': 'thêm câu trả lời sẵn',
  'answer.changed': 'sửa câu trả lời sẵn',
  'answer.ended': 'bỏ câu trả lời sẵn',
  'alarm.code': 'lấy mã báo động',
  'alarm.chosen': 'chọn báo động',
  'alarm.ended': 'tắt báo động',
  'people.searched': 'tìm người',
  'person.seen': 'xem một người',
  'person.named': 'mở tên',
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
  'officer.ended': 'ended the account',
  'session.ended': 'ended a session',
  'talk.read': 'read a conversation',
  'talk.answered': 'answered',
  'talk.closed': 'closed a conversation',
  'talk.taken': 'took a conversation',
  'talk.noted': 'wrote a note',
  'answer.added': 'added a ready answer',
  'answer.changed': 'changed a ready answer',
  'answer.ended': 'took a ready answer away',
  'alarm.code': 'got a code for alarms',
  'alarm.chosen': 'chose alarms',
  'alarm.ended': 'ended their alarms',
  'people.searched': 'looked for somebody',
  'person.seen': 'looked at a person',
  'person.named': 'opened a name',
  'audit.checked': 'checked the trail',
}

const words: Record<Lang, Readonly<Record<string, string>>> = { vi, en }

/** An act of the trail in the page's language; one of a version to come stays as it is. */
export const actIn = (act: string, lang: Lang): string => words[lang][act] ?? act

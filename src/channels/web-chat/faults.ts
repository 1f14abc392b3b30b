// For whoever writes a program against this interface; people see the chat page's own words.
export const FAULTS = {
  message: {
    vi: 'Cần JSON {"id":"…","text":"…"}, {"id":"…","choice":"…"} hoặc {"id":"…","file":{"name":"…","base64":"…"}}.',
    en: 'Send JSON {"id":"…","text":"…"}, {"id":"…","choice":"…"} or {"id":"…","file":{"name":"…","base64":"…"}}.',
  },
  contact: {
    vi: 'Thiếu x-chat-contact: ít nhất 122 bit ngẫu nhiên (từ 21 ký tự base64url).',
    en: 'x-chat-contact is missing: at least 122 random bits (21 or more characters of base64url).',
  },
  id: { vi: 'id cần 1–96 ký tự ASCII.', en: 'id needs 1–96 printable ASCII characters.' },
  after: { vi: 'after không phải là cursor đã nhận.', en: 'after is not a cursor that was given.' },
  wait: { vi: 'wait là số giây từ 0 đến 25.', en: 'wait is a number of seconds from 0 to 25.' },
  file: {
    vi: 'Tệp cần là ảnh hoặc PDF, tối đa 5 MB.',
    en: 'A file must be a picture or PDF of at most 5 MB.',
  },
  erased: {
    vi: 'Cuộc trò chuyện này đã xóa. Bắt đầu lại với một x-chat-contact mới.',
    en: 'This conversation was erased. Begin again with a new x-chat-contact.',
  },
  fast: {
    vi: 'Nhiều tin quá nhanh. Bạn chờ một chút rồi gửi lại nhé.',
    en: 'Too many messages too fast. Please wait a moment and send it again.',
  },
  much: {
    vi: 'Bạn gửi nhiều tệp quá. Bạn gửi lại sau nhé; tin viết thì vẫn gửi được.',
    en: 'Too many files. Please send it again later; written messages still go.',
  },
  no_room: {
    vi: 'Lúc này mình chưa giữ thêm tệp được. Bạn gửi lại sau nhé; tin viết thì vẫn gửi được.',
    en: 'No more files can be kept right now. Please send it again later; written messages still go.',
  },
  away: {
    vi: 'Mình đang trục trặc. Bạn gửi lại sau vài giây nhé.',
    en: 'We are having trouble. Please send it again in a few seconds.',
  },
} as const

import type { Both } from '../words.ts'

/** How an officer is woken. */
const vi = {
  title: 'Báo động',
  intro:
    'Khi có trẻ em có thể gặp nguy hiểm, có người không muốn sống nữa, hoặc có người chờ quá giờ hẹn, anh/chị được gọi theo hai cách.',
  here: 'Ở bàn làm việc',
  hereText:
    'Trang nào đang mở cũng hiện dải đỏ trong vòng 10 giây. Muốn có tiếng và thông báo của trình duyệt, anh/chị bật ở đây, trên từng máy.',
  ring: 'Bật tiếng và thông báo',
  ringing: 'Đã bật trên máy này',
  quiet: 'Tắt trên máy này',
  noScript:
    'Trình duyệt này không chạy được phần báo động. Con số ở trang Việc cần làm vẫn đúng mỗi khi tải lại.',
  chat: 'Trong chat của anh/chị',
  chatText:
    'Khi không mở bàn làm việc, Chung Tay nhắn anh/chị trong chat mà anh/chị chọn. Tin không có tên hay lời của ai, chỉ có đường dẫn.',
  get: 'Lấy mã',
  again: 'Lấy mã khác',
  code: 'Gửi nguyên dòng này cho Chung Tay, từ chat mà anh/chị muốn được gọi:',
  codeNote:
    'Mã dùng một lần, trong 10 phút. Không chuyển cho ai: ai gửi mã thì người đó nhận báo động của anh/chị.',
  copy: 'Chép mã',
  copied: 'Đã chép',
  on: (channel: string, since: string) => `Đang bật, ${channel}, từ ${since}.`,
  off: 'Chưa bật.',
  which: 'Gọi khi',
  kinds: {
    danger: 'Trẻ em có thể gặp nguy hiểm: ngay, bất kể giờ nào (luôn bật)',
    despair: 'Có người không muốn sống nữa: ngay, bất kể giờ nào (luôn bật)',
    soon: 'Còn 30 phút là đến giờ hẹn mà chưa ai trả lời',
    late: 'Đã quá giờ hẹn mà chưa ai trả lời',
  },
  keep: 'Lưu',
  kept: 'Đã lưu.',
  end: 'Tắt báo động',
  ended: 'Đã tắt. Anh/chị cũng có thể nhắn “tắt báo động” trong chat.',
}

const en: typeof vi = {
  title: 'Alarms',
  intro:
    'When a child may be in danger, somebody does not want to live, or somebody waits past a promised hour, you are called in two ways.',
  here: 'At the desk',
  hereText:
    'Every open page shows a red band within 10 seconds. For a sound and a notification of the browser, turn them on here, on each device.',
  ring: 'Turn on sound and notifications',
  ringing: 'On for this device',
  quiet: 'Turn off on this device',
  noScript:
    'This browser cannot run the alarm. The numbers under “Needs me” are right whenever you load them.',
  chat: 'In a chat of yours',
  chatText:
    'While the desk is closed, Chung Tay writes to you in the chat that you choose. It names nobody and quotes nobody, it only has a link.',
  get: 'Get a code',
  again: 'Get another code',
  code: 'Send this whole line to Chung Tay, from the chat in which you want to be called:',
  codeNote:
    'The code works once, within 10 minutes. Pass it to nobody: whoever sends it is called in your place.',
  copy: 'Copy the code',
  copied: 'Copied',
  on: (channel, since) => `On, ${channel}, since ${since}.`,
  off: 'Off.',
  which: 'Call me when',
  kinds: {
    danger: 'A child may be in danger: at once, at any hour (always on)',
    despair: 'Somebody does not want to live: at once, at any hour (always on)',
    soon: 'A promised hour is 30 minutes away and nobody has answered',
    late: 'A promised hour has passed and nobody has answered',
  },
  keep: 'Save',
  kept: 'Saved.',
  end: 'Turn alarms off',
  ended: 'They are off. You can also write “alarms off” in the chat.',
}

export const alarmWords: Both<typeof vi> = { vi, en }

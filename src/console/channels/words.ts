import type { Both } from '../words.ts'

/** How the channels do. */
const vi = {
  title: 'Kênh',
  intro: 'Tin có đến và đi không, theo dữ liệu chung của mọi tiến trình. Tải lại trang để xem mới.',
  none: 'Chưa có kênh nào báo về. Kênh báo về trong vòng một phút từ khi dịch vụ chạy.',
  signals: { green: 'Tốt', amber: 'Cần xem', red: 'Hỏng' },
  say: {
    well: 'Mọi việc bình thường.',
    off: 'Không tiến trình nào nhận tin của kênh này. Báo người vận hành: khởi động lại web và worker, xem npm run doctor.',
    no_webhook: 'Nhà cung cấp chưa nhận địa chỉ webhook. Báo người vận hành kiểm tra PUBLIC_URL và mạng.',
    second:
      'Có chương trình khác đang dùng mã của bot này, tin có thể lạc. Báo người vận hành tắt chương trình kia, hoặc đổi mã bot.',
    backlog: 'Tin gửi đi đang ùn. Nếu sau 10 phút vẫn vậy, báo người vận hành.',
    unsure:
      'Có tin không gửi được, hoặc không rõ đã đến chưa. Xem lỗi gần nhất; ai cần tin ấy thì nhắn lại từ cuộc trò chuyện.',
    set_aside: 'Có báo có ngân hàng để riêng. Kế toán xem ở mục Tiền.',
    not_booked: 'Báo có đến mà chưa được ghi sổ quá 10 phút. Báo người vận hành xem worker.',
    stuck: 'Có tin nhắn bị kẹt, người nhắn đang chờ. Xem ở mục Để riêng.',
    slow: 'Tin nhắn chờ trả lời quá 2 phút. Báo người vận hành xem worker.',
    no_sweeps:
      'Không tiến trình worker nào chạy vòng việc định kỳ. Nhắc, biên nhận và tin báo đang dừng. Báo người vận hành ngay.',
  },
  modes: { pull: 'người nhắn tự lấy tin', webhook: 'webhook', polling: 'hỏi liên tục' },
  mode: 'Cách nhận',
  on: 'Đang nhận',
  seen: (when: string) => `tiến trình báo lúc ${when}`,
  webhook: 'Webhook đặt lúc',
  lastIn: 'Tin đến gần nhất',
  lastOut: 'Tin gửi gần nhất',
  waiting: 'Đang chờ gửi',
  bad: 'Trong 24 giờ',
  badText: (failed: string, blocked: string, unknown: string) =>
    `${failed} không gửi được · ${blocked} bị chặn · ${unknown} không rõ`,
  error: 'Lỗi gần nhất',
  banks: 'Báo có ngân hàng',
  noBank: 'Chưa có báo có nào.',
  lastNotice: 'Báo có gần nhất',
  setAside: 'Để riêng',
  fresh: 'Chưa ghi sổ',
  work: 'Việc phía sau',
  turns: 'Tin chờ trả lời',
  stuck: 'Tin bị kẹt',
  messages: 'Tin chờ gửi',
  sweeps: 'Vòng việc định kỳ',
  never: 'chưa có',
  oldest: (n: string, when: string) => `${n}, cũ nhất từ ${when}`,
  aside: 'Mở mục Để riêng',
}

const en: typeof vi = {
  title: 'Channels',
  intro: 'Whether messages come and go, by what all processes share. Load the page again for news.',
  none: 'No channel has reported yet. They do within a minute after the service has started.',
  signals: { green: 'Well', amber: 'Look', red: 'Broken' },
  say: {
    well: 'All is well.',
    off: 'No process receives for this channel. Tell the operator: restart web and worker, see npm run doctor.',
    no_webhook:
      'The provider has not taken our webhook address. The operator checks PUBLIC_URL and the network.',
    second:
      'Another program uses this bot’s token, messages may go astray. The operator stops it, or changes the token.',
    backlog: 'Messages pile up on their way out. If so for 10 minutes, tell the operator.',
    unsure:
      'Messages could not be sent, or nobody knows whether they arrived. See the last error; write anew to whoever needs it.',
    set_aside: 'Bank notices were set aside. The treasurer finds them under Money.',
    not_booked: 'Bank notices came and were not booked for 10 minutes. The operator looks at the worker.',
    stuck: 'Messages are stuck and people wait. See Set aside.',
    slow: 'Messages wait for an answer for more than 2 minutes. The operator looks at the worker.',
    no_sweeps:
      'No worker comes round. Reminders, receipts and notices have stopped. Tell the operator at once.',
  },
  modes: { pull: 'people fetch', webhook: 'webhook', polling: 'polling' },
  mode: 'How it receives',
  on: 'Receives',
  seen: (when) => `a process said so at ${when}`,
  webhook: 'Webhook set at',
  lastIn: 'Last message in',
  lastOut: 'Last message out',
  waiting: 'Waiting to go out',
  bad: 'In 24 hours',
  badText: (failed, blocked, unknown) => `${failed} failed · ${blocked} blocked · ${unknown} unknown`,
  error: 'Last error',
  banks: 'Bank notices',
  noBank: 'No bank notice has come yet.',
  lastNotice: 'Last notice',
  setAside: 'Set aside',
  fresh: 'Not booked',
  work: 'The work behind',
  turns: 'Messages that wait for an answer',
  stuck: 'Stuck messages',
  messages: 'Messages on their way out',
  sweeps: 'Sweeps',
  never: 'never',
  oldest: (n, when) => `${n}, the oldest since ${when}`,
  aside: 'Open Set aside',
}

export const channelWords: Both<typeof vi> = { vi, en }

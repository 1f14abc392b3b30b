import type { Role } from '../organisers/index.ts'
import type { Lang } from '../web/words.ts'

/** The same sentences in both languages, Vietnamese first. Each room of the desk has its own. */
export type Both<W> = Readonly<Record<Lang, W>>

const vi = {
  desk: 'Bàn làm việc',
  skip: 'Đến nội dung chính',
  signOut: 'Đăng xuất',
  more: 'Thêm',
  nav: {
    home: 'Việc cần làm',
    requests: 'Phản ánh',
    people: 'Tìm người',
    aside: 'Để riêng',
    approvals: 'Chờ duyệt',
    channels: 'Kênh',
    answers: 'Câu trả lời sẵn',
    alarms: 'Báo động',
    officers: 'Cán bộ',
    accounts: 'Tài khoản',
    money: 'Tiền',
    campaigns: 'Đợt góp',
    offers: 'Lời hẹn khác',
    slots: 'Suất đỡ đầu',
    monthly: 'Góp hằng tháng',
    spending: 'Mua và giao',
    audit: 'Nhật ký',
    sessions: 'Phiên',
    guide: 'Hướng dẫn',
  },
  alarm: {
    danger: 'Trẻ em có thể đang gặp nguy hiểm: {n} cuộc trò chuyện chưa ai trả lời. Mở ngay',
    despair: 'Có người không muốn sống nữa: {n} cuộc trò chuyện chưa ai trả lời. Mở ngay',
    both: 'Chưa ai trả lời: trẻ em có thể đang gặp nguy hiểm ({danger} cuộc trò chuyện), có người không muốn sống nữa ({despair}). Mở ngay',
    late: '{n} người đã chờ quá giờ hẹn. Mở',
    soon: '{n} người sắp đến giờ hẹn. Mở',
    gone: 'Phiên của anh/chị đã hết, trang này không còn nghe báo động. Đăng nhập lại',
    away: 'Trang này mất kết nối, không nghe được báo động. Anh/chị kiểm tra mạng.',
  },
  roles: {
    administrator: 'Quản trị',
    campaign_manager: 'Phụ trách đợt góp',
    treasurer: 'Kế toán',
    coordinator: 'Điều phối',
    unit_officer: 'Cán bộ đơn vị',
    auditor: 'Kiểm tra, giám sát',
  } satisfies Record<Role, string>,
  refused: {
    title: 'Chưa làm được',
    text: 'Trang này mở từ nơi khác hoặc đã cũ. Anh/chị quay lại, tải lại trang rồi thử lần nữa.',
  },
  notThere: {
    title: 'Không có ở đây',
    text: 'Trang này không có, đã xong, hoặc thuộc đơn vị khác.',
  },
  notYours: {
    title: 'Trang này dành cho vai trò khác',
    text: (may: string, held: string) =>
      `Trang này mở cho: ${may}. Vai trò của anh/chị lúc này: ${held}. Nếu công việc cần đến, anh/chị nhờ quản trị viên của đơn vị.`,
    none: 'chưa có',
  },
  sentBefore: {
    title: 'Đã bấm trước đó rồi',
    shown:
      'Việc này đã được làm ở lần bấm trước, nên không làm lại lần nữa. Điều chỉ hiện một lần thì không hiện lại được; nếu anh/chị chưa kịp chép đường dẫn, hãy rút lại nó ở mục Cán bộ rồi tạo đường dẫn mới.',
    unclear:
      'Lần bấm trước chưa rõ đã xong chưa. Anh/chị mở lại trang đó, xem việc đã được ghi chưa, rồi mới làm lại nếu cần.',
    back: 'Về việc cần làm',
  },
}

const en: typeof vi = {
  desk: 'Desk',
  skip: 'Skip to the content',
  signOut: 'Sign out',
  more: 'More',
  nav: {
    home: 'Needs me',
    requests: 'Requests',
    people: 'Find somebody',
    aside: 'Set aside',
    approvals: 'Approvals',
    channels: 'Channels',
    answers: 'Ready answers',
    alarms: 'Alarms',
    officers: 'Officers',
    accounts: 'Accounts',
    money: 'Money',
    campaigns: 'Campaigns',
    offers: 'Other offers',
    slots: 'Sponsored places',
    monthly: 'Monthly gifts',
    spending: 'Bought and delivered',
    audit: 'Trail',
    sessions: 'Sessions',
    guide: 'Guide',
  },
  alarm: {
    danger: 'A child may be in danger: {n} conversations that nobody has answered. Open now',
    despair: 'Somebody does not want to live: {n} conversations that nobody has answered. Open now',
    both: 'Nobody has answered: a child may be in danger ({danger} conversations), somebody does not want to live ({despair}). Open now',
    late: '{n} people wait past the promised hour. Open',
    soon: 'The promised hour is near for {n} people. Open',
    gone: 'Your session has ended, this page hears no alarm any more. Sign in again',
    away: 'This page is not connected and hears no alarm. Check the network.',
  },
  roles: {
    administrator: 'Administrator',
    campaign_manager: 'Campaign manager',
    treasurer: 'Treasurer',
    coordinator: 'Coordinator',
    unit_officer: 'Unit officer',
    auditor: 'Auditor',
  },
  refused: {
    title: 'Not done',
    text: 'This came from elsewhere, or from a page that is old. Go back, load the page again, and try once more.',
  },
  notThere: {
    title: 'Not here',
    text: 'This page is not there, is done with, or belongs to another unit.',
  },
  notYours: {
    title: 'This page is for another role',
    text: (may, held) =>
      `This page opens for: ${may}. Your roles at this moment: ${held}. If your work needs it, ask an administrator of your unit.`,
    none: 'none',
  },
  sentBefore: {
    title: 'This was sent before',
    shown:
      'This was done at the first press, and is not done again. What is shown once cannot be shown again; if you had no time to copy the link, withdraw it at Officers and make a new one.',
    unclear:
      'It is not clear yet whether the first press was done. Open that page again, look whether it was noted, and only then do it again if it is needed.',
    back: 'To what needs me',
  },
}

/** What stands around every page of the desk. */
export const deskWords: Both<typeof vi> = { vi, en }

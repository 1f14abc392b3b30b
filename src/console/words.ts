import type { Role } from '../organisers/index.ts'
import type { Lang } from '../web/words.ts'

/** The same sentences in both languages, Vietnamese first. Each room of the desk has its own. */
export type Both<W> = Readonly<Record<Lang, W>>

const vi = {
  desk: 'Bàn làm việc',
  skip: 'Đến nội dung chính',
  signOut: 'Đăng xuất',
  nav: {
    home: 'Việc cần làm',
    requests: 'Phản ánh',
    aside: 'Để riêng',
    approvals: 'Chờ duyệt',
    officers: 'Cán bộ',
    accounts: 'Tài khoản',
    audit: 'Nhật ký',
    sessions: 'Phiên',
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
}

const en: typeof vi = {
  desk: 'Desk',
  skip: 'Skip to the content',
  signOut: 'Sign out',
  nav: {
    home: 'Needs me',
    requests: 'Requests',
    aside: 'Set aside',
    approvals: 'Approvals',
    officers: 'Officers',
    accounts: 'Accounts',
    audit: 'Trail',
    sessions: 'Sessions',
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
}

/** What stands around every page of the desk. */
export const deskWords: Both<typeof vi> = { vi, en }

import type { Approval, Trail } from '../../organisers/index.ts'
import type { Both } from '../words.ts'

/** The audit trail. */
const vi = {
  title: 'Nhật ký',
  lead: 'Ai đã xem, sửa, duyệt gì. Chỉ ghi thêm, không sửa được; mỗi dòng giữ dấu của dòng trước.',
  own: 'Anh/chị thấy ở đây những việc chính mình đã làm. Nhật ký của mọi người thì quản trị viên và người kiểm tra, giám sát của cả quỹ xem.',
  check: 'Kiểm tra nhật ký',
  none: 'Chưa có dòng nào.',
  noneFound: 'Không có dòng nào như vậy. Anh/chị bớt một điều kiện rồi xem lại.',
  find: {
    day: 'Ngày',
    unread: 'Chưa đọc được ngày. Ví dụ 30/01/2028.',
    by: 'Ai làm',
    everybody: 'mọi người',
    deed: 'Loại việc',
    everything: 'mọi việc',
    deeds: {
      money: 'tiền và báo có',
      account: 'tài khoản nhận tiền',
      approval: 'đề nghị và duyệt',
      campaign: 'đợt góp và nhu cầu',
      spending: 'mua và giao',
      offer: 'lời hẹn tặng',
      slot: 'suất đỡ đầu, góp hằng tháng',
      talk: 'trò chuyện, phản ánh, báo động',
      people: 'tìm và xem người góp',
      officer: 'cán bộ, vai trò, đăng nhập',
      audit: 'kiểm tra nhật ký',
    },
    look: 'Xem',
    all: 'Xem tất cả',
  },
  older: 'Cũ hơn',
  system: 'Máy chủ',
  between: (
    { askedBy, decidedBy, state }: Pick<Approval, 'askedBy' | 'decidedBy' | 'state'>,
    nameOf: (id: string) => string,
  ): string => {
    const asked = `do ${nameOf(askedBy)} đề nghị`
    if (decidedBy === null || (state !== 'approved' && state !== 'refused')) return asked
    return `${asked}, ${nameOf(decidedBy)} ${state === 'approved' ? 'duyệt' : 'không duyệt'}`
  },
  heads: ['Số', 'Lúc', 'Ai', 'Làm gì', 'Với gì'],
  kinds: {
    account: 'tài khoản nhận tiền',
    account_change: 'việc đổi tài khoản',
    answer: 'câu trả lời sẵn',
    approval: 'đề nghị',
    audit: 'nhật ký',
    body: 'tin không đọc được',
    by: 'theo',
    campaign: 'đợt góp',
    donation: 'khoản tiền',
    handover: 'cuộc trò chuyện',
    item: 'tin để riêng',
    items: 'các tin để riêng',
    link: 'đường nối kênh',
    monthly: 'phần góp hằng tháng',
    need: 'nhu cầu',
    notice: 'báo có',
    officer: 'cán bộ',
    people: 'sổ người góp',
    person: 'người góp',
    purchase: 'lần mua',
    delivery: 'lần giao',
    request: 'yêu cầu, phản ánh',
    session: 'phiên',
    slot: 'suất đỡ đầu',
    offer: 'lời hẹn tặng',
    unit: 'đơn vị',
  } as Readonly<Record<string, string>>,
  details: {
    whole: 'nguyên vẹn',
    missing: 'thiếu dòng',
    changed: 'bị sửa',
    unsigned: 'niêm phong không phải của Quỹ',
    pictures: 'số ảnh',
    'money.settle': 'một khoản tiền',
    'notice.settle': 'một báo có',
    'officer.invite': 'mời người mới',
    'officer.give': 'giao vai trò',
    'officer.take': 'thu vai trò',
    'officer.reset': 'đặt lại đăng nhập',
    'officer.end': 'kết thúc tài khoản',
    'officer.deputy': 'cử người thay',
    'account.open': 'thêm tài khoản ngân hàng',
    'campaign.account': 'đổi tài khoản của một đợt',
    'campaign.open': 'mở đợt trên tài khoản khác',
    'offer.finish': 'một món quà trao trực tiếp',
    'offer.changed': 'tiền từ nước ngoài đã thành tiền đồng',
    'offer.back': 'tiền từ nước ngoài đã gửi trả',
    'offer.recount': 'rút lại một số đếm',
    'campaign.texts': 'đổi lời của một đợt',
    'purchase.book': 'một lần mua',
    'purchase.reverse': 'hủy một lần mua',
  } as Readonly<Record<string, string>>,
  sealed: (n: string, when: string) => `Đã niêm phong đến dòng ${n}, lúc ${when}.`,
  unsealed: 'Chưa niêm phong lần nào.',
  trail: (t: Trail): string => {
    if (t.kind === 'whole') {
      const sealed = t.sealed > 0n ? `đã niêm phong đến dòng ${t.sealed}` : 'chưa niêm phong lần nào'
      return `Nhật ký nguyên vẹn: ${t.rows} dòng, ${sealed}.`
    }
    if (t.kind === 'missing') return `Thiếu dòng ${t.n}. Báo ngay cho quản trị hệ thống và giữ nguyên máy.`
    if (t.kind === 'changed') return `Dòng ${t.n} đã bị sửa hoặc chèn. Báo ngay và giữ nguyên máy.`
    return `Niêm phong của dòng ${t.n} không phải do Quỹ ký. Báo ngay và giữ nguyên máy.`
  },
}

const en: typeof vi = {
  title: 'Audit trail',
  lead: 'Who saw, changed, approved what. Only added to, never changed; each line holds to the one before it.',
  own: 'You see here what you have done yourself. The lines of everybody are read by administrators and auditors of the whole fund.',
  check: 'Check the trail',
  none: 'No lines yet.',
  noneFound: 'There are no such lines. Leave one condition out, and look again.',
  find: {
    day: 'Day',
    unread: 'The day cannot be read. Such as 30/01/2028.',
    by: 'By whom',
    everybody: 'everybody',
    deed: 'Kind of deed',
    everything: 'everything',
    deeds: {
      money: 'money and bank notices',
      account: 'bank accounts',
      approval: 'proposals and approvals',
      campaign: 'campaigns and needs',
      spending: 'purchases and deliveries',
      offer: 'offers',
      slot: 'sponsored places, monthly gifts',
      talk: 'conversations, complaints, alarms',
      people: 'looking for people',
      officer: 'officers, roles, sessions',
      audit: 'checks of the trail',
    },
    look: 'Show',
    all: 'Show all',
  },
  older: 'Older',
  between: ({ askedBy, decidedBy, state }, nameOf) => {
    const asked = `asked for by ${nameOf(askedBy)}`
    if (decidedBy === null || (state !== 'approved' && state !== 'refused')) return asked
    return `${asked}, ${state === 'approved' ? 'approved' : 'not approved'} by ${nameOf(decidedBy)}`
  },
  system: 'Server',
  heads: ['No.', 'At', 'Who', 'Did', 'With'],
  kinds: {
    account: 'bank account',
    account_change: 'change of account',
    answer: 'ready answer',
    approval: 'proposal',
    audit: 'the trail',
    body: 'message that nobody could read',
    by: 'by',
    campaign: 'campaign',
    donation: 'money',
    handover: 'conversation',
    item: 'message set aside',
    items: 'messages set aside',
    link: 'link of channels',
    monthly: 'monthly gift',
    need: 'need',
    notice: 'bank notice',
    officer: 'officer',
    people: 'the register of donors',
    person: 'donor',
    purchase: 'purchase',
    delivery: 'delivery',
    request: 'request',
    session: 'session',
    slot: 'sponsored place',
    offer: 'offer',
    unit: 'unit',
  },
  details: {
    whole: 'whole',
    missing: 'a line is missing',
    changed: 'a line was changed',
    unsigned: 'the seal is not ours',
    pictures: 'pictures',
    'money.settle': 'a sum of money',
    'notice.settle': 'a bank notice',
    'officer.invite': 'an invitation',
    'officer.give': 'a role given',
    'officer.take': 'a role taken',
    'officer.reset': 'a new sign-in',
    'officer.end': 'an account ended',
    'officer.deputy': 'a deputy',
    'account.open': 'a new bank account',
    'campaign.account': 'another account of a campaign',
    'campaign.open': 'a campaign opened on another account',
    'offer.finish': 'a gift handed over directly',
    'offer.changed': 'money from abroad that became đồng',
    'offer.back': 'money from abroad that was sent back',
    'offer.recount': 'a count taken back',
    'campaign.texts': 'words of a campaign',
    'purchase.book': 'a purchase',
    'purchase.reverse': 'a purchase reversed',
  },
  sealed: (n, when) => `Sealed up to line ${n}, at ${when}.`,
  unsealed: 'Not sealed yet.',
  trail: (t) => {
    if (t.kind === 'whole') {
      const sealed = t.sealed > 0n ? `sealed up to line ${t.sealed}` : 'not sealed yet'
      return `The trail is whole: ${t.rows} lines, ${sealed}.`
    }
    if (t.kind === 'missing')
      return `Line ${t.n} is missing. Tell whoever runs the system at once, and change nothing.`
    if (t.kind === 'changed')
      return `Line ${t.n} was changed or put in. Tell whoever runs the system at once, and change nothing.`
    return `The seal of line ${t.n} is not signed by the Fund. Tell whoever runs the system at once, and change nothing.`
  },
}

export const audit: Both<typeof vi> = { vi, en }

import type { Both } from '../words.ts'
import type { FirstStep } from './first-day.ts'

/** What needs somebody now. */
const vi = {
  hello: (name: string) => `Chào ${name}`,
  title: 'Việc cần làm bây giờ',
  counts: {
    urgent: 'Trẻ em có thể gặp nguy hiểm',
    despair: 'Có người không muốn sống nữa',
    soon: 'Sắp đến giờ đã hẹn',
    overdue: 'Quá giờ đã hẹn',
    waiting: 'Đang chờ người trả lời',
    late: 'Yêu cầu quá hẹn',
    requests: 'Yêu cầu và phản ánh',
    offersLate: 'Lời hẹn tặng quá giờ trả lời',
    offers: 'Lời hẹn tặng chờ trả lời',
    unowned: 'Tiền chưa biết của ai',
    undecided: 'Tiền chờ quyết định',
    promised: 'Tiền quá giờ đã hẹn người góp',
    notices: 'Báo có ngân hàng để riêng',
    stuck: 'Tin nhắn bị kẹt',
    unread: 'Tin không đọc được',
    second: 'Chờ người thứ hai',
    deliveries: 'Hàng đã đến, chờ anh/chị xác nhận',
    lateGifts: 'Đợt quá ngày trao, quà chưa đến đủ',
    unknown: 'Cán bộ cần anh/chị xác nhận đúng người',
  },
  asked: (n: number) => `Anh/chị đã đề nghị ${n} việc, đang chờ người khác`,
  recorded: (n: number) => `Anh/chị đã ghi ${n} lần giao, đang chờ người khác xác nhận`,
  talks: 'Ai đang chờ',
  none: 'Không ai đang chờ.',
  done: 'Không có việc nào chờ anh/chị lúc này.',
  staff: 'Cán bộ: thay đổi trong 24 giờ qua',
  server: 'Máy chủ',
  byLink: (name: string) => `qua đường dẫn mà ${name} đã thấy`,
  byServer: 'qua đường dẫn từ máy chủ',
  officers: 'Cán bộ lúc này',
  standsIn: (deputy: string, absent: string, days: string) =>
    `${deputy} thay ${absent} ${days}, với mọi vai trò của ${absent}.`,
  restored: {
    text: (at: string) =>
      `Dữ liệu này được đưa về từ bản sao lưu lúc ${at}. Việc đổi tài khoản đang chờ, phiên và đường dẫn của cán bộ đã dừng. Người đã thôi làm sau lúc ấy có thể lại ở đây: anh/chị đối chiếu với danh sách.`,
    link: 'Mở “Cán bộ”',
    done: 'Đã đối chiếu',
  },
  asleep: {
    text: 'Chưa ai bật báo động trong chat. Ban đêm, khi bàn làm việc đóng, tin về trẻ em gặp nguy hiểm sẽ không gọi được ai dậy.',
    link: 'Bật báo động cho tôi',
  },
  first: {
    title: 'Ngày đầu tiên, làm lần lượt',
    lead: 'Xong việc nào, việc đó được đánh dấu. Xong hết thì phần này tự ẩn.',
    done: 'xong',
    guide: 'Hướng dẫn từng việc',
    waits: (name: string) => `${name} đã vào, còn chờ một người xác nhận đúng người.`,
    yours: 'Anh/chị xác nhận được ngay ở trang này.',
    steps: {
      second: [
        'Mời người thứ hai',
        'Tài khoản, khoản tiền lớn và quyền của cán bộ đều cần hai người. Người mới phải đủ 24 giờ mới được tính, nên mời trước tiên.',
      ],
      account: [
        'Thêm tài khoản nhận tiền',
        'Tài khoản của Quỹ, không phải của cá nhân. Hai người duyệt, rồi chờ 24 giờ.',
      ],
      campaign: ['Tạo đợt góp', 'Bắt đầu là bản nháp, chưa ai thấy.'],
      need: ['Thêm nhu cầu', 'Mở đợt góp, bấm “Thêm nhu cầu”: cần gì, bao nhiêu, ở xã nào.'],
      open: ['Mở đợt góp', 'Từ lúc đó, người góp thấy trong chat và trên trang công khai.'],
      alarms: ['Bật báo động', 'Để khi có trẻ em gặp nguy hiểm lúc nửa đêm, có người được gọi dậy.'],
    } as Readonly<Record<FirstStep, readonly [name: string, why: string]>>,
  },
}

const en: typeof vi = {
  hello: (name) => `Hello, ${name}`,
  title: 'What needs me now',
  counts: {
    urgent: 'A child may be in danger',
    despair: 'Somebody does not want to live',
    soon: 'The promised hour is near',
    overdue: 'Past the promised hour',
    waiting: 'Waiting for a person',
    late: 'Requests that are late',
    requests: 'Requests and complaints',
    offersLate: 'Offers past the promised hour',
    offers: 'Offers that wait for an answer',
    unowned: 'Money without an owner',
    undecided: 'Money that waits for a decision',
    promised: 'Money past the hour promised to its donor',
    notices: 'Bank notices set aside',
    stuck: 'Messages that are stuck',
    unread: 'Messages nobody could read',
    second: 'Wait for a second person',
    deliveries: 'Deliveries to be confirmed',
    lateGifts: 'Campaigns past their day, gifts not all there',
    unknown: 'Officers of whom you say whether it is them',
  },
  asked: (n) =>
    n === 1
      ? 'You have asked for 1 thing; another person decides'
      : `You have asked for ${n} things; others decide`,
  recorded: (n) =>
    n === 1
      ? 'You have written down 1 delivery; another person confirms it'
      : `You have written down ${n} deliveries; others confirm them`,
  talks: 'Who is waiting',
  none: 'Nobody is waiting.',
  done: 'Nothing waits for you just now.',
  staff: 'Officers: changes of the last 24 hours',
  server: 'Server',
  byLink: (name) => `by a link that ${name} was shown`,
  byServer: 'by a link of the server',
  officers: 'Officers at this moment',
  standsIn: (deputy, absent, days) =>
    `${deputy} stands in for ${absent} ${days}, with all roles of ${absent}.`,
  restored: {
    text: (at) =>
      `This is from the backup of ${at}. Changes of accounts that waited, and sessions and links of officers, have been stopped. Who was ended since may be here again: please compare with the list.`,
    link: 'Open “Officers”',
    done: 'Compared',
  },
  asleep: {
    text: 'Nobody has turned alarms on in a chat. At night, when the desk is closed, word of a child in danger wakes nobody.',
    link: 'Turn alarms on for me',
  },
  first: {
    title: 'The first day, one after the other',
    lead: 'What is done is marked. When all is done this is gone by itself.',
    done: 'done',
    guide: 'How each is done',
    waits: (name) => `${name} has come in; somebody has yet to say that it is them.`,
    yours: 'You can, on this page.',
    steps: {
      second: [
        'Invite the second person',
        'Bank accounts, large sums and what officers may take two people. Somebody new counts after 24 hours, so invite first.',
      ],
      account: [
        'Add the bank account',
        'One of the fund, not of a person. Two people approve it, then it waits 24 hours.',
      ],
      campaign: ['Make a campaign', 'It begins as a draft that nobody sees.'],
      need: ['Add its needs', 'Open the campaign, “Add a need”: what, how much, in which commune.'],
      open: ['Open the campaign', 'From then on donors see it in the chat and on the public page.'],
      alarms: ['Turn alarms on', 'So that somebody is woken when a child is in danger at midnight.'],
    },
  },
}

export const home: Both<typeof vi> = { vi, en }

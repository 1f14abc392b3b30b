import type { Both } from '../words.ts'

/** What needs somebody now. */
const vi = {
  hello: (name: string) => `Chào ${name}`,
  title: 'Việc cần làm bây giờ',
  counts: {
    urgent: 'Trẻ em có thể gặp nguy hiểm',
    soon: 'Sắp đến giờ đã hẹn',
    overdue: 'Quá giờ đã hẹn',
    waiting: 'Đang chờ người trả lời',
    late: 'Yêu cầu quá hẹn',
    requests: 'Yêu cầu và phản ánh',
    unowned: 'Tiền chưa biết của ai',
    undecided: 'Tiền chờ quyết định',
    notices: 'Báo có ngân hàng để riêng',
    stuck: 'Tin nhắn bị kẹt',
    unread: 'Tin không đọc được',
    second: 'Chờ người thứ hai',
    unknown: 'Cán bộ cần anh/chị xác nhận đúng người',
  },
  asked: (n: number) => `Anh/chị đã đề nghị ${n} việc, đang chờ người khác`,
  talks: 'Ai đang chờ',
  none: 'Không ai đang chờ.',
  done: 'Không có việc nào chờ anh/chị lúc này.',
  staff: 'Cán bộ: thay đổi trong 24 giờ qua',
  server: 'Máy chủ',
}

const en: typeof vi = {
  hello: (name) => `Hello, ${name}`,
  title: 'What needs me now',
  counts: {
    urgent: 'A child may be in danger',
    soon: 'The promised hour is near',
    overdue: 'Past the promised hour',
    waiting: 'Waiting for a person',
    late: 'Requests that are late',
    requests: 'Requests and complaints',
    unowned: 'Money without an owner',
    undecided: 'Money that waits for a decision',
    notices: 'Bank notices set aside',
    stuck: 'Messages that are stuck',
    unread: 'Messages nobody could read',
    second: 'Wait for a second person',
    unknown: 'Officers of whom you say whether it is them',
  },
  asked: (n) =>
    n === 1
      ? 'You have asked for 1 thing; another person decides'
      : `You have asked for ${n} things; others decide`,
  talks: 'Who is waiting',
  none: 'Nobody is waiting.',
  done: 'Nothing waits for you just now.',
  staff: 'Officers: changes of the last 24 hours',
  server: 'Server',
}

export const home: Both<typeof vi> = { vi, en }

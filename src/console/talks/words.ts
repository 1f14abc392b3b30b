import type { Both } from '../words.ts'

/** One conversation. */
const vi = {
  title: 'Cuộc trò chuyện',
  private: 'Nội dung riêng tư. Mỗi lần mở đều được ghi vào nhật ký.',
  person: 'Người nhắn',
  bot: 'Chung Tay',
  none: 'Chưa có tin nhắn nào.',
  answer: 'Câu trả lời',
  hint: 'Người nhắn đọc đúng những lời này. Tối đa 1.500 ký tự.',
  send: 'Gửi',
  close: 'Xong, trả lại cho Chung Tay',
  closeNote: 'Sau đó Chung Tay lại trả lời người này.',
  sent: 'Đã gửi. Tin đi trong vài giây.',
  empty: 'Câu trả lời còn trống, hoặc dài quá 1.500 ký tự.',
  back: 'Về việc cần làm',
  by: (when: string) => `hẹn trước ${when}`,
  since: (when: string) => `từ ${when}`,
  urgent: 'Nguy hiểm',
  overdue: 'Quá giờ',
  answered: 'Đã trả lời, chưa đóng',
}

const en: typeof vi = {
  title: 'Conversation',
  private: 'Private. Each look is written into the audit trail.',
  person: 'Person',
  bot: 'Chung Tay',
  none: 'Nothing was said yet.',
  answer: 'Your answer',
  hint: 'The person reads exactly these words. At most 1,500 characters.',
  send: 'Send',
  close: 'Done, hand back to Chung Tay',
  closeNote: 'After that Chung Tay answers this person again.',
  sent: 'Sent. It goes out within seconds.',
  empty: 'The answer is empty, or longer than 1,500 characters.',
  back: 'Back to what needs me',
  by: (when) => `promised by ${when}`,
  since: (when) => `since ${when}`,
  urgent: 'Danger',
  overdue: 'Overdue',
  answered: 'Answered, not closed',
}

export const talks: Both<typeof vi> = { vi, en }

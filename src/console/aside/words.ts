import type { Both } from '../words.ts'

/** Messages that could not be worked off by the service. */
const vi = {
  title: 'Để riêng',
  lead: 'Tin nhắn mà máy không tự xử lý được. Báo có ngân hàng để riêng nằm ở trang Tiền.',
  stuck: 'Tin nhắn bị kẹt',
  unread: 'Tin không đọc được',
  none: 'Không có gì.',
  one: 'Tin để riêng',
  back: 'Về danh sách',
  from: (source: string) => `Từ ${source}`,
  private: 'Nội dung riêng tư. Mỗi lần mở đều được ghi vào nhật ký.',
  again: 'Cho thử lại',
  againHint: 'Khi nguyên nhân đã hết. Người nhắn được trả lời tin này trước những tin sau.',
  dismiss: 'Bỏ qua',
  why: 'Vì sao',
  whyHint: 'Được giữ cùng tin. Đừng ghi tên hay số điện thoại. Tối đa 200 ký tự.',
  whyFault: 'Anh/chị ghi lý do giúp, tối đa 200 ký tự.',
  saidBack: {
    again: 'Máy thử lại trong vài giây. Nếu vẫn kẹt, tin trở lại đây.',
    dismissed: 'Đã bỏ qua.',
    past: 'Tin này vừa được giải quyết rồi, có thể bởi người khác.',
  } as Readonly<Record<string, string>>,
}

const en: typeof vi = {
  title: 'Set aside',
  lead: 'Messages that the service could not work off. Bank notices that were set aside are on the page Money.',
  stuck: 'Messages that are stuck',
  unread: 'Messages nobody could read',
  none: 'Nothing.',
  one: 'A message set aside',
  back: 'Back to the list',
  from: (source) => `From ${source}`,
  private: 'Private. Each look is written into the audit trail.',
  again: 'Try again',
  againHint: 'Once the cause is gone. This message is answered before those that came after it.',
  dismiss: 'Dismiss',
  why: 'Why',
  whyHint: 'It is kept with the message. Write no name and no phone number. At most 200 characters.',
  whyFault: 'Please say why, in at most 200 characters.',
  saidBack: {
    again: 'It is tried again within seconds. If it gets stuck again, it comes back here.',
    dismissed: 'Dismissed.',
    past: 'It has just been settled, maybe by somebody else.',
  },
}

export const aside: Both<typeof vi> = { vi, en }

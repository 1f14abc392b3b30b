import type { Both } from '../words.ts'

/** What could not be settled by the service. */
const vi = {
  title: 'Để riêng',
  lead: 'Những gì máy không tự xử lý được. Hiện giải quyết bằng lệnh npm run quarantine trên máy chủ.',
  notices: 'Báo có ngân hàng',
  stuck: 'Tin nhắn bị kẹt',
  unread: 'Tin không đọc được',
  none: 'Không có gì.',
}

const en: typeof vi = {
  title: 'Set aside',
  lead: 'What the service could not settle by itself. For now it is settled by npm run quarantine on the server.',
  notices: 'Bank notices',
  stuck: 'Messages that are stuck',
  unread: 'Messages nobody could read',
  none: 'Nothing.',
}

export const aside: Both<typeof vi> = { vi, en }

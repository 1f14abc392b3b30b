import type { Trail } from '../../organisers/index.ts'
import type { Both } from '../words.ts'

/** The audit trail. */
const vi = {
  title: 'Nhật ký',
  lead: 'Ai đã xem, sửa, duyệt gì. Chỉ ghi thêm, không sửa được; mỗi dòng giữ dấu của dòng trước.',
  check: 'Kiểm tra nhật ký',
  none: 'Chưa có dòng nào.',
  older: 'Cũ hơn',
  system: 'Máy chủ',
  heads: ['Số', 'Lúc', 'Ai', 'Làm gì', 'Với gì'],
  sealed: (n: string, when: string) => `Đã niêm phong đến dòng ${n}, lúc ${when}.`,
  unsealed: 'Chưa niêm phong lần nào.',
  trail: (t: Trail): string => {
    if (t.kind === 'whole') return `Nhật ký nguyên vẹn: ${t.rows} dòng, đã niêm phong đến dòng ${t.sealed}.`
    if (t.kind === 'missing') return `Thiếu dòng ${t.n}. Báo ngay cho quản trị hệ thống và giữ nguyên máy.`
    if (t.kind === 'changed') return `Dòng ${t.n} đã bị sửa hoặc chèn. Báo ngay và giữ nguyên máy.`
    return `Niêm phong của dòng ${t.n} không phải do Quỹ ký. Báo ngay và giữ nguyên máy.`
  },
}

const en: typeof vi = {
  title: 'Audit trail',
  lead: 'Who saw, changed, approved what. Only added to, never changed; each line holds to the one before it.',
  check: 'Check the trail',
  none: 'No lines yet.',
  older: 'Older',
  system: 'Server',
  heads: ['No.', 'At', 'Who', 'Did', 'With'],
  sealed: (n, when) => `Sealed up to line ${n}, at ${when}.`,
  unsealed: 'Not sealed yet.',
  trail: (t) => {
    if (t.kind === 'whole') return `The trail is whole: ${t.rows} lines, sealed up to line ${t.sealed}.`
    if (t.kind === 'missing')
      return `Line ${t.n} is missing. Tell whoever runs the system at once, and change nothing.`
    if (t.kind === 'changed')
      return `Line ${t.n} was changed or put in. Tell whoever runs the system at once, and change nothing.`
    return `The seal of line ${t.n} is not signed by the Fund. Tell whoever runs the system at once, and change nothing.`
  },
}

export const audit: Both<typeof vi> = { vi, en }

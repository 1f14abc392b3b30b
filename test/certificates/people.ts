import type { CertificateFacts } from '../../src/certificates/certificate.ts'
import type { ReceiptFacts } from '../../src/certificates/receipt-paper.ts'

/** Names that have gone wrong on somebody's paper: short, stacked marks, a company of 78 characters, one long word. */
export const NAMES = [
  'Lan',
  'Gia đình Nguyễn Thị Ánh Tuyết và Đỗ Ưng Hoàng',
  'CÔNG TY TNHH MỘT THÀNH VIÊN ĐẦU TƯ XÂY DỰNG VÀ THƯƠNG MẠI DỊCH VỤ ẤẾỘỮ HỒNG HÀ',
  'ẤẾỘỮ '.repeat(60),
  'Nguyễn'.repeat(40),
  '🌸 李明 ⭐',
] as const

const PUBLIC_ID = '7Z3K9QW2M5T8R1X4Y6B0C3D5F7'
export const VERIFY_URL = `https://chungtay.example/c/${PUBLIC_ID}`

export const certificate: CertificateFacts = {
  version: 1,
  publicId: PUBLIC_ID,
  number: 'GN-TET27-000413',
  fundName: 'Quỹ Bảo trợ trẻ em tỉnh Sơn La',
  displayName: 'Gia đình Lan và Minh',
  kind: 'money',
  what: 'một suất quà Tết',
  forWhom: 'trẻ em vùng cao Sơn La',
  campaignTitle: 'Tết ấm 2027',
  outcome: null,
  amount: null,
  date: '2026-12-20',
  lang: 'vi',
  verifyUrl: VERIFY_URL,
  demo: false,
}

export const receipt: ReceiptFacts = {
  number: 'TET27-000413',
  donorName: 'Gia đình Lan và Minh',
  gift: {
    kind: 'transfer',
    amount: 300_000n,
    amountInWords: 'Ba trăm nghìn đồng chẵn',
    reference: 'FT26354007731',
    account: '1234 5678 90, Ngân hàng TMCP Ngoại Thương Việt Nam (Vietcombank)',
  },
  receivedAt: new Date('2026-12-20T13:18:07Z'),
  usedFor: 'Tết ấm 2027 · 1 suất quà Tết',
  condition: null,
  unitName: 'Quỹ Bảo trợ trẻ em tỉnh Sơn La',
  unitDecision: '123/QĐ-UBND',
  lang: 'vi',
  cancelled: null,
  verifyUrl: VERIFY_URL,
  demo: false,
}

/** A fund, a campaign and a purpose as long as they come. */
export const LONG = {
  fund: 'Quỹ Bảo trợ trẻ em và Phát triển Cộng đồng các dân tộc thiểu số và miền núi tỉnh Sơn La và Điện Biên',
  reason:
    'người ủng hộ đề nghị ghi lại tên công ty cho đúng với giấy đăng ký doanh nghiệp sau khi đổi tên và chuyển trụ sở',
  campaign: 'Tháng hành động vì trẻ em năm 2027 – Chung tay vì bữa trưa ấm nóng',
  what: 'mười hai suất quà Tết và bốn mươi tám phần cơm trưa bán trú cho cả học kỳ hai năm học mới',
  forWhom: 'trẻ em mầm non và tiểu học ở các xã vùng cao biên giới thuộc các tỉnh Sơn La và Điện Biên',
}

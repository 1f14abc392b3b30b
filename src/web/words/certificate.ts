/** The page that verifies a certificate, /c. */
const vi = {
  title: 'Kiểm tra giấy ghi nhận',
  valid: 'Giấy này còn hiệu lực',
  validText: (fund: string) => `${fund} đã ký giấy này, và chữ ký khớp.`,
  demo: {
    valid: 'Giấy thử này còn hiệu lực',
    validText:
      'Bản thử này đã ký thật, và chữ ký khớp. Tiền thì không có thật: giấy để thử, không có giá trị thật.',
  },
  revoked: 'Giấy này không còn hiệu lực',
  revokedText: (day: string) => `Quỹ đã thu hồi ngày ${day}.`,
  reason: 'Vì sao',
  reasons: {
    replaced: 'đã có giấy khác thay',
    returned: 'khoản góp này đã được chuyển trả lại',
    mistaken: 'khoản góp này là của một người khác, Quỹ đã ghi nhầm',
  } as Readonly<Record<string, string>>,
  broken: 'Chữ ký trên giấy này không khớp',
  brokenText: 'Nội dung đã bị thay đổi, hoặc giấy không do Quỹ làm. Bạn đừng dựa vào tờ giấy này.',
  notFound: 'Mình không thấy giấy này',
  notFoundText:
    'Quỹ chưa ký giấy nào có mã như vậy. Bạn quét lại mã trên giấy, hoặc kiểm tra từng chữ trong đường dẫn.',
  name: 'Ghi nhận',
  unnamed: 'Người ủng hộ không nêu tên',
  dedication: 'Lời đề tặng',
  what: 'Đã góp',
  amount: 'Số tiền',
  campaign: 'Đợt góp',
  fund: 'Đơn vị',
  issued: 'Ngày ký',
  number: 'Số giấy',
  image: 'Ảnh giấy ghi nhận',
  pdf: 'Tải bản PDF',
  offline: 'Tự kiểm tra, không cần tin trang này',
  offlineText: (algorithm: string) =>
    `Tải giấy dạng dữ liệu và khóa công khai, rồi kiểm tra chữ ký ${algorithm} bằng công cụ bạn tin.`,
  key: 'Khóa ký',
  publicKey: 'Khóa công khai',
  signed: 'Dữ liệu đã ký',
}

const en: typeof vi = {
  title: 'Check a certificate',
  valid: 'This certificate is valid',
  validText: (fund) => `${fund} signed it, and the signature matches.`,
  demo: {
    valid: 'This demo certificate is valid',
    validText:
      'This demo really signed it, and the signature matches. The money is not real: a paper to try with, of no real value.',
  },
  revoked: 'This certificate is no longer valid',
  revokedText: (day) => `The fund revoked it on ${day}.`,
  reason: 'Why',
  reasons: {
    replaced: 'another certificate takes its place',
    returned: 'this gift was sent back',
    mistaken: 'this gift is somebody else’s, noted by mistake',
  },
  broken: 'The signature on this certificate does not match',
  brokenText: 'It was changed, or the fund did not make it. Please do not rely on it.',
  notFound: 'I cannot find this certificate',
  notFoundText:
    'The fund has signed no certificate with this code. Scan it again, or check each letter of the link.',
  name: 'With thanks to',
  unnamed: 'A donor who prefers not to be named',
  dedication: 'Dedication',
  what: 'Gave',
  amount: 'Amount',
  campaign: 'Campaign',
  fund: 'Fund',
  issued: 'Signed on',
  number: 'Certificate no.',
  image: 'Picture of the certificate',
  pdf: 'Download as PDF',
  offline: 'Check it yourself, without trusting this page',
  offlineText: (algorithm) =>
    `Download the certificate as data and the public key, then check the ${algorithm} signature with a tool you trust.`,
  key: 'Signing key',
  publicKey: 'Public key',
  signed: 'Signed data',
}

export const certificate = { vi, en }

import type { Lang } from '../../src/engine/index.ts'
import { beginningsOf } from '../support/beginnings.ts'

/** Of each flow that words begin, words that do. */
const begins = (lang: Lang): string[] => beginningsOf(lang).flatMap(([, said]) => said.slice(0, 3))

/** What names a sum, and the sum. */
export const SUMS: Readonly<Record<string, bigint>> = {
  '500k': 500_000n,
  'góp 200k': 200_000n,
  'gop 1tr5': 1_500_000n,
  '1,2 triệu': 1_200_000n,
  '2 triệu rưỡi': 2_500_000n,
  '350.000đ': 350_000n,
  'góp 60 triệu': 60_000_000n,
  'mỗi tháng 150k từ tháng sau': 150_000n,
  'give 400k': 400_000n,
  'give 250,000': 250_000n,
  'ủng hộ 300 nghìn cho Tà Xùa': 300_000n,
  'góp 700k ẩn danh': 700_000n,
  'công ty TNHH Nắng Mai góp 5 triệu': 5_000_000n,
  'góp 550k, mỗi tháng chuyển một nửa': 550_000n,
}

/** What names a sum by counting the gifts of the demo's campaign, whatever it is carried on to. */
export const COUNTED: Readonly<Record<string, bigint>> = { '2 suất': 600_000n }

const ALIKE = [
  ...['1', '2', '3', '4', '5', '9', '0', '100', '1.5', '2 suất', '3 áo', '1000 đ', '0912345678', '7731'],
  ...[
    '/start',
    '/start tet-2027',
    '/start do-dau',
    '/start x',
    'menu',
    'english',
    'tiếng việt',
    'thôi',
    'stop',
    'help',
  ],
  ...[
    '100 đô',
    '50 usd tu my',
    '?',
    '👍',
    'TLV8K3Q7DX',
    '12/12',
    'Lan',
    'Gia đình bé Na',
    'Hoa',
    'ok',
    'x'.repeat(600),
  ],
]

const VIETNAMESE = [
  ...[
    'ừ',
    'không',
    'đúng',
    'dung roi',
    'mai',
    'hôm qua',
    'thứ 7 sáng',
    '9h',
    'mùng 5',
    'quay lại',
    'gặp người',
  ],
  ...[
    'áo ấm cho bé gái tiểu học ở sơn la',
    'ao am xa ta xua',
    'xã Chiềng Bôm',
    'huyện Mộc Châu',
    'nơi cần nhất',
  ],
  ...[
    'nhà mình có 10 áo khoác',
    'co 7 4 cai co 9 6 cai',
    'đã giặt rồi',
    'góp vở cho Mường Lạn',
    'mình muốn đi cùng chuyến',
  ],
  ...[
    'hủy',
    'đổi số tiền',
    'để tháng sau',
    'chưa thấy tiền',
    'ck rồi mà chưa thấy gì',
    'biên nhận',
    'giấy ghi nhận',
  ],
  ...['gọi tôi là bác', 'năm sau nhớ nhắn mình nhé', 'tết đừng nhắn tôi', 'lừa đảo à', 'dừng', 'nhắn lại'],
]

const ENGLISH = [
  ...[
    'yes',
    'no',
    'that is right',
    'tomorrow',
    'yesterday',
    'Saturday morning',
    '9 am',
    'the 5th',
    'back',
    'talk to a person',
  ],
  ...[
    'warm coats for girls in Son La',
    'coats for Ta Xua',
    'where it is needed most',
    'I have 10 coats to give',
  ],
  ...[
    'size 7: 4, size 9: 6',
    'cancel',
    'change the amount',
    'I sent it but see nothing',
    'receipt',
    'certificate',
  ],
  ...['is this a scam', 'remind me next year', 'write to me again'],
]

/** What people say at random. The end of everything (“xoá tôi”) is proved elsewhere: it leaves nobody to walk on. */
export const SAID: Readonly<Record<Lang, readonly string[]>> = {
  vi: [...begins('vi'), ...VIETNAMESE, ...ALIKE, ...Object.keys(SUMS)],
  en: [...begins('en'), ...ENGLISH, ...ALIKE, ...Object.keys(SUMS)],
}

import { type Motif, type PosterFacts, paintPoster } from '../../src/campaigns/index.ts'
import { type CertificateFacts, paintCertificate } from '../../src/certificates/certificate.ts'
import { type Deed, goodsDeed, ridesDeed, schoolsDeed } from '../../src/certificates/deeds.ts'
import { paintReceipt } from '../../src/certificates/receipt-paper.ts'
import {
  A4_LANDSCAPE,
  A5_PORTRAIT,
  type Format,
  type Paint,
  picture,
  UPRIGHT,
} from '../../src/platform/paper/paper.ts'
import { asDay } from '../../src/platform/vietnamese/index.ts'
import type { Year } from '../../src/reports/year.ts'
import { paintYear } from '../../src/reports/year-paper.ts'
import { certificate, receipt } from '../../test/certificates/people.ts'
import { keep } from './keep.ts'
import { OTHERS } from './occasions.ts'

/** Those that say for which children. */
const ALL_CHILDREN = new Set(['money', 'june', 'memory', 'group'])

/** Every kind of paper, each with the ornament of another occasion. */
export async function papers(): Promise<void> {
  const coats = { name: 'áo ấm', counted: 'áo', sent: 10 }
  const arrived = { count: 9, commune: 'xã Tà Xùa', day: '2026-12-02' }
  const sponsored: Deed = { kind: 'sponsorship', what: 'một suất đỡ đầu trong 12 tháng', outcome: null }
  const kinds: Readonly<Record<string, readonly [Motif, Partial<CertificateFacts>]>> = {
    money: ['tet', {}],
    goods: ['winter', { ...goodsDeed({ ...coats, arrived }, 'vi'), campaignTitle: OTHERS.winter[0] }],
    volunteer: [
      'mid-autumn',
      {
        ...ridesDeed({ trips: 6, hours: 21 }, 'vi'),
        displayName: 'Hoa',
        campaignTitle: OTHERS['mid-autumn'][0],
      },
    ],
    company: [
      'new-school-year',
      {
        ...schoolsDeed({ schools: 5, yearly: 30_000_000n }, 'vi'),
        displayName: 'Công ty của Minh',
        campaignTitle: OTHERS['new-school-year'][0],
      },
    ],
    sponsorship: ['generic', { ...sponsored, campaignTitle: 'Suất đỡ đầu' }],
    memory: ['tet', { behalf: 'memory', dedication: 'Để tưởng nhớ ông nội' }],
    group: ['generic', { behalf: 'group', displayName: 'Phòng Kế toán', what: 'ba suất quà Tết' }],
    june: ['children-month', { what: 'một phần', campaignTitle: OTHERS['children-month'][0] }],
  }
  for (const [kind, [motif, part]] of Object.entries(kinds)) {
    const forWhom = ALL_CHILDREN.has(kind) ? certificate.forWhom : null
    const facts = { ...certificate, ...part, forWhom, demo: true }
    await keepPaper(`certificate-${kind}`, A4_LANDSCAPE, paintCertificate(facts, 'kPrK_qmx', motif))
  }
  await keepPaper('receipt', A5_PORTRAIT, paintReceipt({ ...receipt, demo: true }))
  const items = [
    { name: 'Áo khoác ấm', size: '7', quantity: '4 chiếc', condition: 'đã mặc, còn tốt' },
    { name: 'Áo khoác ấm', size: '9', quantity: '5 chiếc', condition: 'đã mặc, còn tốt' },
  ]
  const goods = { ...receipt, gift: { kind: 'goods', items, estimate: 900_000n }, demo: true } as const
  await keepPaper('receipt-goods', A5_PORTRAIT, paintReceipt({ ...goods, usedFor: 'Đồ ấm mùa đông 2026' }))
  const poster: PosterFacts = {
    motif: 'winter',
    title: OTHERS.winter[0],
    place: 'Tà Xùa, Sơn La',
    what: 'áo ấm cho bé gái 6–10 tuổi, cỡ 7 và 9',
    forWhom: null,
    price: { each: 180_000n, unit: 'áo' },
    until: asDay('2027-01-15'),
    fundName: certificate.fundName,
    decision: receipt.unitDecision,
    url: 'https://chungtay.example/needs/ta-xua-ao-gai',
    checkUrl: 'https://chungtay.example/check',
    lang: 'vi',
    demo: true,
  }
  await keepPaper('poster', A5_PORTRAIT, paintPoster(poster))
  await keepPaper('year', UPRIGHT.a4, paintYear(year)[0]!)
}

/** What became of each gift is said as it is: one has come, one in part, one is on the road, one is not bought. */
const gift = (day: string, receipt: string, amount: bigint, usedFor: string, became: Became) => ({
  at: new Date(`${day}T05:00:00Z`),
  amount,
  receipt,
  usedFor,
  behalf: null,
  here: 0n,
  bought: 0n,
  pot: 0n,
  place: 0n,
  kept: 0n,
  hers: 0n,
  ...became,
})
type Became = Partial<Year['gifts'][number]> & Pick<Year['gifts'][number], 'became'>
const year: Year = {
  year: 2026,
  lang: 'vi',
  name: 'Gia đình Lan',
  units: [certificate.fundName],
  total: 3_180_000n,
  gifts: [
    gift('2026-08-07', 'DT26-000001', 1_800_000n, '12 cặp sách cho học sinh tiểu học, xã Tà Xùa', {
      here: 1_800_000n,
      became: ['Đã đến xã Tà Xùa, 19/09/2026, có xác nhận'],
    }),
    gift('2026-10-21', 'DA26-000112', 540_000n, '3 áo ấm cho bé trai 6–10 tuổi, xã Xím Vàng', {
      here: 360_000n,
      bought: 180_000n,
      became: [
        '360.000 đ đã đến xã Xím Vàng, 26/11/2026, có xác nhận',
        '180.000 đ đã mua 21/11/2026, chứng từ PC-01/TA',
      ],
    }),
    gift('2026-11-23', 'TET27-000071', 600_000n, '2 suất quà Tết, xã Ngọc Chiến', {
      bought: 600_000n,
      became: ['Đã mua 20/12/2026, chứng từ PC-04/TA'],
    }),
    gift('2026-12-20', 'TET27-000413', 240_000n, 'Góp chung cho Tết ấm 2027', {
      behalf: 'Để tưởng nhớ ông nội',
      became: ['Góp chung, Quỹ dùng cho nơi còn thiếu'],
    }),
  ],
  things: [{ on: asDay('2026-12-26'), what: '10 áo khoác', became: 'Quỹ đã nhận 26/12/2026, đếm được 9' }],
  now: new Date('2026-12-27T03:00:00Z'),
  demo: true,
}

async function keepPaper(name: string, format: Format, paint: Paint): Promise<void> {
  await keep(name, await picture(format, paint))
}

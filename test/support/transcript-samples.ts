import { parse } from 'yaml'
import { motifOf, pictureFile } from '../../src/campaigns/index.ts'
import type { FileRef, Value, Values } from '../../src/engine/index.ts'
import { answerBy } from '../../src/platform/vietnamese/index.ts'

/**
 * The demo cast's small world: what an action or a fact is, unless a transcript says otherwise. A transcript then only
 * writes what matters to it.
 */
const ID = '018f5c1e-0000-7000-8000-00000000000'
const file = (name: string): FileRef => ({
  file: `sample/${name}`,
  name,
  mime: name.endsWith('.pdf') ? 'application/pdf' : 'image/png',
})

const account = {
  number: '1234567890',
  holder: 'QUỸ BẢO TRỢ TRẺ EM TỈNH SƠN LA (BẢN THỬ)',
  bank: 'Ngân hàng Thử (bản thử)',
}

const campaign = {
  id: `${ID}1`,
  slug: 'tet-2027',
  title: 'Tết ấm 2027',
  name: 'Tết ấm 2027',
  flow: 'tet',
  event: 'tet',
  unit: 'suất',
  unit_price: 300_000n,
  cap: 600,
  received: 400,
  left: 188,
  held_minutes: null,
  places: 3,
  opens: '2026-12-01',
  upcoming: false,
  ends: '2027-01-31',
  gift_by: '2027-01-30',
  late: false,
  nearest: true,
  ended: false,
  days: null,
  passed: false,
  ended_on: null,
  distribute_by: '2027-02-20',
  hold_days: 7,
  keeps_to: '2026-12-27',
  min: 2_000n,
  most: 20_000_000n,
  what: 'áo ấm, sữa, bánh',
  for_whom: 'trẻ em vùng cao Sơn La',
  account,
  page: 'https://chungtay.example/campaigns/tet-2027',
  picture: pictureFile('tet', 'Tết ấm 2027'),
}

/** Open besides, when a transcript says so. */
const winter = {
  ...campaign,
  id: `${ID}a`,
  slug: 'do-am-2027',
  title: 'Đồ ấm 2027',
  name: 'Đồ ấm 2027',
  flow: 'winter',
  event: 'winter',
  unit: 'áo',
  unit_price: 180_000n,
  cap: 40,
  received: 5,
  left: 30,
  places: 0,
  ends: '2027-02-15',
  gift_by: '2027-02-10',
  nearest: false,
  what: 'áo ấm, mũ, tất',
  for_whom: 'trẻ em 3–10 tuổi ở các xã vùng cao',
  page: 'https://chungtay.example/campaigns/do-am-2027',
}

/** Over, and known by its links and buttons. */
const past = {
  ...winter,
  id: `${ID}b`,
  slug: 'do-am-2026',
  title: 'Đồ ấm 2026',
  name: 'Đồ ấm 2026',
  ended: true,
  ended_on: '2026-02-09',
}

/** Its first day is yet to come. */
const soon = {
  ...winter,
  id: `${ID}c`,
  slug: 'khai-giang-2027',
  title: 'Khai giảng 2027',
  name: 'Khai giảng 2027',
  flow: 'new-school-year',
  event: 'new-school-year',
  opens: '2027-07-01',
  upcoming: true,
  ended: true,
}

/** What follows from the campaigns that are told of. */
export function alsoKnown(known: Values): Values {
  const campaigns = (known.campaigns as readonly Values[]).map(withPicture)
  const open = campaigns.filter(({ ended }) => ended !== true)
  const others = open.slice(1).map(({ title }) => title!)
  const all_campaigns = [...campaigns, ...[soon, past].map(withPicture)]
  return { ...known, campaigns, all_campaigns, open: open.map(({ id }) => id!), others }
}

/** Its occasion is the one that its flow speaks of, whatever a transcript says of it. */
const withPicture = (one: Values): Values => ({
  ...one,
  picture: pictureFile(motifOf(String(one.flow)), String(one.title)),
})

/** Another campaign that is open behind the first. */
export const withWinter = (known: Values): Values => ({
  ...known,
  campaigns: [...(known.campaigns as readonly Values[]), winter],
})

const fund = {
  name: 'Quỹ Bảo trợ trẻ em tỉnh Sơn La (bản thử)',
  short: 'Quỹ',
  decision: '00/QĐ-UBND (bản thử)',
  hotline: '0000 000 000 (số giả)',
  refund_days: '3–5',
  kept_share: 0,
  next: null,
  next_opens: null,
  sponsoring: false,
  invoices: true,
  place: 'Sơn La',
  page: 'https://chungtay.example',
}

export const facts = (now: Date): Values => ({
  fund: { ...fund, answer_by: answerBy(now) },
  campaign,
  campaigns: [campaign],
  places: [place, gifts, lunch, byPart, nearlyFull],
  me: {},
  demo: false,
  links: {
    'tet-2027': { flow: 'give', with: { appeal: campaign.id } },
    'tet-ta-xua-coats': { flow: 'give', with: { appeal: campaign.id, need: `${ID}4` } },
    'do-am-2027': { flow: 'give', with: { appeal: winter.id } },
    'do-am-2026': { flow: 'give', with: { appeal: past.id } },
    'khai-giang-2027': { flow: 'give', with: { appeal: soon.id } },
  },
  home: { flow: 'hello', with: {} },
})

const pledge = {
  id: `${ID}2`,
  code: 'TLV8K3Q7DX',
  amount: 300_000n,
  units: 1,
  unit: 'suất',
  unit_price: 300_000n,
  need_name: null,
  place: null,
  place_kind: '',
  remainder: 0n,
  until: '2026-12-27',
  kept_until: null,
  state: 'held',
  received: 0n,
  missing: 300_000n,
  title: 'Tết ấm 2027',
  campaign: campaign.id,
  event: 'tet',
  over: false,
  joined: false,
  monthly: false,
  scheduled: false,
  behalf: null,
  beside: false,
}

const donation = (now: Date): Values => ({
  id: `${ID}3`,
  amount: 300_000n,
  at: now,
  receipt_number: 'TET27-000413',
  receipt: file('TET27-000413.png'),
  title: 'Tết ấm 2027',
  kept: null,
  used_for: '1 suất quà Tết ở nơi cần nhất',
  units: 1,
  unit: 'suất',
  place: null,
  to_pot: 0n,
  missing: 0n,
  extra: 0n,
  state: 'full',
  pledge: {
    ...pledge,
    state: 'fulfilled',
    received: 300_000n,
    missing: 0n,
    kept_until: new Date('2026-12-27T23:59:59.999+07:00'),
  },
  other_part: null,
  has_certificate: false,
  flower: ' 🌸',
  check_url: 'https://chungtay.example/c/8K3Q7DX',
})

const place = {
  id: `${ID}4`,
  campaign: campaign.id,
  name: 'Tà Xùa (bản thử)',
  label: 'Tà Xùa (bản thử)',
  kind: 'xã',
  what: 'áo ấm cho bé gái 6–10 tuổi',
  left: 13,
  cap: 60,
  unit: 'áo',
  unit_price: 180_000n,
  pooled: false,
  portion: null,
  portion_of: 'bộ đồ ấm',
  portion_in_english: 'set of warm clothes',
  deadline: '2027-01-15',
}

const gifts = {
  ...place,
  id: `${ID}6`,
  name: 'Ngọc Chiến (bản thử)',
  label: 'Ngọc Chiến (bản thử)',
  what: 'suất quà Tết',
  left: 17,
  cap: 38,
  unit: 'suất',
  unit_price: 300_000n,
  deadline: null,
}

const lunch = {
  ...place,
  id: `${ID}7`,
  name: 'Co Mạ (bản thử)',
  label: 'Co Mạ (bản thử)',
  what: 'bữa trưa ở một trường mầm non, cả năm học',
  left: 18_600_000,
  cap: 30_000_000,
  unit: 'đ',
  unit_price: 1n,
  pooled: true,
  portion_of: 'tháng ăn trưa',
  portion_in_english: 'month of lunches',
  deadline: '2027-01-31',
}

/** The same where the fund has said what a part costs, and one that lacks little. */
const byPart = {
  ...lunch,
  id: `${ID}0`,
  name: 'Xím Vàng (bản thử)',
  label: 'Xím Vàng (bản thử)',
  portion: 220_000n,
}
const nearlyFull = {
  ...lunch,
  id: '018f5c1e-0000-7000-8000-000000000010',
  name: 'Mường Lạn (bản thử)',
  label: 'Mường Lạn (bản thử)',
  left: 120_000,
}

/** A need whose last units somebody holds. */
const heldNeed = {
  name: 'Mường Lạn',
  kind: 'xã',
  what: 'áo ấm cho bé gái 6–10 tuổi',
  where: 'xã Mường Lạn, Sơn La',
  minutes: 12,
}

const slot = {
  id: `${ID}d`,
  number: 'SL-0417',
  who: 'bé gái',
  age_from: 6,
  age_to: 8,
  province: 'Sơn La',
  what: 'bữa trưa và sách vở',
  monthly: 200_000n,
  until: '5/2027',
  waits_since: '2026-11-03',
}

/** A place that Lan sponsors, in its first month. */
const sponsored = {
  id: `${ID}e`,
  slot,
  number: slot.number,
  monthly: slot.monthly,
  code: 'DDU8K3Q7DX',
  pledge: { id: `${ID}3` },
  state: 'due',
  from: '1/2027',
  paid_to: null,
  month: '1/2027',
  next: '1/2027',
  resumes: '1/2027',
  months: 0,
  missing: 200_000n,
  remind_day: 5,
  reminds_on: '2027-01-05',
  reminds_beside: false,
  missed: 0,
  kept_to: '3/2027',
  ended_why: null,
  ended_on: null,
  unused: 0n,
  wish: null,
  held_until: null,
}

/** What Lan gives each month without a place, in its first month. */
const schedule = {
  id: `${ID}f`,
  monthly: 200_000n,
  code: 'TLV8K3Q7DX',
  pledge: { id: `${ID}3` },
  campaign: campaign.id,
  title: campaign.title,
  state: 'due',
  from: '1/2027',
  last: '1/2027',
  month: '1/2027',
  resumes: '1/2027',
  received: 0n,
  missing: 200_000n,
  remind_day: 5,
  reminds_on: '2027-01-05',
  reminds_beside: false,
  missed: 0,
  ended_why: null,
}

const credit = (now: Date): Values => ({ id: `${ID}5`, amount: 500_000n, at: now, memo_hint: 'ung ho' })

const complaint = (now: Date): Values => ({
  id: `${ID}8`,
  number: 'R-0042',
  reason: 'concern R-0042',
  answer_by: new Date(now.getTime() + 2 * 86_400_000),
  late: false,
})

const asked = (now: Date): Values => ({
  id: `${ID}8`,
  number: 'R-0042',
  kind: 'complaint',
  asked: new Date(now.getTime() - 86_400_000),
  answer_by: new Date(now.getTime() + 86_400_000),
  due_by: new Date(now.getTime() + 14 * 86_400_000),
  answered: false,
  late: false,
})

const transfer = {
  qr: file('qr.png'),
  account,
  pay_url: 'https://chungtay.example/pay/DDU8K3Q7DX',
}
const foundNeeds = [
  {
    id: place.id,
    campaign: campaign.id,
    name: 'Mường Lạn',
    line: 'Mường Lạn: còn 5/30 áo, cần trước thứ Năm 10/12, gần hạn nhất',
  },
  {
    id: `${ID}6`,
    campaign: campaign.id,
    name: 'Tà Xùa',
    line: 'Tà Xùa: còn 13/60 áo, cần trước thứ Ba 15/12',
  },
  {
    id: `${ID}7`,
    campaign: campaign.id,
    name: 'Co Mạ',
    line: 'Co Mạ: còn 40/40 áo, cần trước Chủ nhật 20/12, chưa ai nhận',
  },
]

/** How far a gift is. */
const road = {
  id: 'donation-1',
  stage: 'received',
  goes: 'things',
  hers: false,
  pot_left: 0n,
  page: 'https://chungtay.example/campaigns/tet-2027',
  amount: 300_000n,
  spent: 0n,
  here: 0n,
  common: 0n,
  receipt_number: 'TET27-000413',
  used_for: '1 suất quà Tết ở nơi cần nhất',
  received_on: '2026-12-20',
  planned: '2027-02-20',
  overdue: false,
  planned_by: '20/02/2027',
  bought: 0,
  delivered: 0,
  units: 1,
  unit: 'suất',
  all_here: false,
  bought_on: '2027-01-28',
  voucher: 'PC-0128',
  voucher_url: 'https://chungtay.example/vouchers/8K3Q7DX',
  delivered_on: '2027-02-02',
  where: 'xã Tà Xùa (bản thử)',
  receiver: 'thầy cô giáo',
}

/** What somebody gave in a year. */
const year = {
  ...{ year: '2026', before: 2025, total: 1_500_000n, gifts: 3 },
  stages: '600.000\u00A0đ đã đến các em · 300.000\u00A0đ đã mua, đang trên đường · 600.000\u00A0đ chưa mua',
  ...{ waiting: 600_000n, kept: 0n, hers: 0n, brought: [] },
  picture: { file: 'year.png', name: 'nam-2026.png', mime: 'image/png' },
  pdf: { file: 'year.pdf', name: 'nam-2026.pdf', mime: 'application/pdf' },
}

/** What a delivery brought. */
const became = {
  title: 'Tết ấm 2027',
  of_pot: false,
  pooled: false,
  what: 'suất quà Tết',
  units: 38,
  sent: 38,
  mine: 1,
  unit: 'suất',
  amount: 38n,
  mine_amount: 1n,
  where: 'xã Tà Xùa (bản thử)',
  on: '2027-02-02',
  receiver: 'thầy cô giáo',
  missing: null,
  price: 291_500n,
  left: 8_500n,
  voucher: 'PC-0128',
  voucher_url: 'https://chungtay.example/vouchers/8K3Q7DX',
  next: 'Tết 2028',
  occasion: 'tet',
  yearly: true,
}

/** What Lan offered on the day. */
const offer = (now: Date): Values => ({
  id: `${ID}9`,
  kind: 'goods',
  state: 'offered',
  title: 'Tết ấm 2027',
  unit: 'Quỹ Bảo trợ trẻ em tỉnh Sơn La',
  what: '20 áo ấm',
  name: '20 áo ấm',
  count: 20,
  wished_on: '2026-12-21',
  answer_by: new Date(now.getTime() + 2 * 86_400_000),
  standing: 'Quỹ trả lời trước 17:00 thứ Tư 23/12',
  day: '2026-12-26',
  done: '2026-12-26',
  hour: '8–11 giờ',
  where: 'nhà văn hóa phường Cầu Giấy',
  question: 'Áo cỡ nào bạn nhỉ?',
  reason: 'Lần này các trường đã đủ chăn.',
  how: 'Chuyển vào tài khoản ngoại tệ của Quỹ, ghi “Tet 2027”.',
  came: '98,50 đô la Mỹ',
  differs: null,
  counted: 0,
  miscount: 'Người ghi gõ nhầm số.',
  value: null,
})

/** Samples by the name of the field that holds them, alone or in a list. */
const samples = (now: Date, input: Values): Readonly<Record<string, Values>> => ({
  pledge: { ...pledge, ...record(input.pledge) },
  pledges: pledge,
  donation: { ...donation(now), ...record(input.donation) },
  donations: donation(now),
  latest: donation(now),
  place,
  slot,
  offered: slot,
  sponsored,
  sponsorships: sponsored,
  road,
  year,
  told: { years: 1, road, gifts: 1, here: 1, show_year: 2026, sorry: false },
  became,
  put_off: { title: 'Tết ấm 2027', by: '2027-02-20', why: 'nơi bán giao hàng chậm' },
  offer: { ...offer(now), ...record(input.offer) },
  offers: offer(now),
  schedule,
  schedules: schedule,
  credits: credit(now),
  held: { until: new Date(now.getTime() + 15 * 60_000) },
  behalf: { kind: 'company', name: 'Công ty TNHH Nắng Mai', occasion: null, tax_code: null },
})

const outcomes = (now: Date): Readonly<Record<string, Values>> => ({
  'gift.road found': { road: {} },
  'pledge.create held': { pledge: {} },
  'pledge.create only': { left: 1, units_wanted: 2, unit: 'suất', sum: 300_000n, rest: 300_000n },
  'pledge.create too_small': { min: 2_000n },
  'pledge.create too_much': { most: 20_000_000n },
  'pledge.change too_much': { most: 20_000_000n },
  'pledge.confirm too_much': { most: 20_000_000n },
  'pledge.move too_much': { most: 20_000_000n },
  'pledge.move held': { pledge: {} },
  'pledge.move only': { left: 1, units_wanted: 2, unit: 'suất', sum: 300_000n, rest: 300_000n },
  'pledge.change held': { pledge: {} },
  'pledge.change only': { left: 1, units_wanted: 2, unit: 'suất', sum: 300_000n, rest: 300_000n },
  'pledge.change too_small': { min: 2_000n },
  'pledge.confirm ready': {
    pledge: { state: 'open' },
    qr: file('qr.png'),
    account,
    pay_url: 'https://chungtay.example/pay/TLV8K3Q7DX',
  },
  'pledge.snooze kept': { pledge: { state: 'open' }, day: '2026-12-25' },
  'pledge.snooze enough': { pledge: { state: 'open' } },
  'pledge.snooze too_far': { last: '2026-12-27' },
  'pledge.part_look would': {
    first_for: '1 suất quà Tết, và 120.000 đ góp chung',
    second_for: '1 áo ấm cho bé gái 6–10 tuổi, Tà Xùa (bản thử)',
  },
  'pledge.parts_said said': { first: null, day: null },
  'pledge.part parted': {
    first: { ...pledge, state: 'open', kept_until: new Date('2026-12-27T16:59:59Z') },
    second: {
      ...pledge,
      ...{ state: 'open', code: 'TLV2M4N6PQ', until: '2027-01-08' },
      kept_until: new Date('2027-01-08T16:59:59Z'),
    },
    day: '2027-01-01',
  },
  'pledge.part whole': { near: 300_000n },
  'pledge.part only': { most: 180_000n },
  'pledge.part too_far': { last: '2027-01-31' },
  'pledge.part too_small': { min: 2_000n },
  'gift.year none': { year: '2025', before: 2024 },
  'gift.year found': { year: {} },
  'pledge.cancel cancelled': { pledge: { state: 'cancelled' } },
  'pledge.cancel paid': { pledge: { state: 'fulfilled', received: 300_000n } },
  'pledge.beside some': { goods: '10 áo ấm' },
  'pledge.leave_rest left': { pledge: { state: 'lapsed', amount: 600_000n, received: 100_000n } },
  'pledge.look found': { pledge: { state: 'open' } },
  'behalf.said said': {
    kind: null,
    occasion: null,
    name: null,
    wish: null,
    count: null,
    goods: null,
    one: false,
    child: false,
    plain: false,
    tax_code: null,
    way: 'once',
    sure: false,
  },
  'behalf.name fine': { behalf: {}, line: 'Công ty TNHH Nắng Mai' },
  'behalf.tax fine': {
    behalf: { tax_code: '0101234565' },
    line: 'Công ty TNHH Nắng Mai',
    code: '0101234565',
  },
  'behalf.targets some': { pledges: [{ state: 'open' }] },
  'behalf.note noted': {
    pledge: { state: 'open', behalf: 'company' },
    receipt_stands: false,
    certificate: false,
  },
  'behalf.of noted': { behalf: {}, line: 'Công ty TNHH Nắng Mai' },
  'offer.said goods': {
    what: '20 áo ấm',
    count: 20,
    condition: null,
    counted_by: 'chiếc',
    sized: true,
    edible: false,
  },
  'offer.thing read': {
    what: '20 áo ấm',
    count: 20,
    condition: null,
    counted_by: 'chiếc',
    sized: true,
    edible: false,
  },
  'offer.sizes sized': { sizes: 'cỡ 7: 8, cỡ 9: 12', count: 20, what: '20 áo ấm' },
  'offer.plan planned': { line: 'gửi 20 áo ấm (tổng 20)' },
  'offer.make made': { offer: {} },
  'foreign.read both': { amount: '100', currency: 'USD', shown: '100 đô la Mỹ' },
  'foreign.read amount': { amount: '100' },
  'foreign.read currency': { currency: 'EUR', name: 'euro' },
  'offer.mine one': { offer: {} },
  'offer.mine some': { offers: [{}, { kind: 'visit', name: 'Thăm, tặng quà', what: 'thăm, tặng quà' }] },
  'offer.look done': { offer: {} },
  'offer.reply done': { offer: {} },
  'offer.day_said said': { day: '2026-12-30' },
  'offer.other_day done': { offer: { wished_on: '2026-12-30' } },
  'offer.withdraw done': { offer: { state: 'withdrawn' } },
  'pledge.mine none': { offers: 0, monthly: 0, places: 0 },
  'pledge.mine one': { pledge: { state: 'open' }, offers: 0, monthly: 0, places: 0 },
  'pledge.mine some': {
    offers: 0,
    monthly: 0,
    places: 0,
    pledges: [{ state: 'open' }, { state: 'open', amount: 600_000n, units: 2, code: 'TLV2M4N6PQ' }],
  },
  'contact.who named': { name: 'Lan' },
  'contact.here here': { channel: 'Telegram' },
  'link.offer code': { code: 'CT-LINK-01ARZ3NDEKTSV4RRFFQ69G5FAV', ends: new Date(now.getTime() + 600_000) },
  'invite.link ready': {
    link: 'https://chungtay.example/chat?start=ru-0K3Q7DX8T4V4',
    campaign: 'Tết ấm 2027',
    joined: null,
  },
  'invite.open campaign': { campaign: campaign.id },
  'link.enter found': { link: `${ID}8`, channel: 'trang chat của Quỹ' },
  'link.enter wait': { until: new Date(now.getTime() + 3_600_000) },
  'link.ask asked': { channel: 'trang chat của Quỹ' },
  'link.last one': {
    link: `${ID}8`,
    channel: 'trang chat của Quỹ',
    other: 'Telegram',
    until: new Date(now.getTime() + 5 * 86_400_000),
  },
  'need.named one': { place: {}, amount: null, count: null },
  'need.named several': { ids: [place.id, lunch.id], amount: null, count: null },
  'need.named unknown': { ids: [place.id, gifts.id], amount: null, count: null },
  'need.named full': { name: place.name, kind: place.kind },
  'need.named anywhere': { amount: null, count: null },
  'need.named held': heldNeed,
  'need.place open': { place: {}, sum: null },
  'need.place held': heldNeed,
  'need.find found': {
    amount: null,
    months: null,
    needs: foundNeeds,
    only: foundNeeds[1]!,
    count: 3,
    more: false,
    price: 180_000n,
    unit: 'áo',
    what: 'áo ấm cho bé gái 6–10 tuổi',
    where: 'Sơn La',
  },
  'need.find near': {
    amount: null,
    months: null,
    needs: foundNeeds.slice(0, 2),
    only: foundNeeds[1]!,
    count: 2,
    more: false,
    price: null,
    unit: 'áo',
    what: 'áo ấm cho bé gái 6–10 tuổi',
    where: 'Điện Biên',
  },
  'need.find held': {
    amount: null,
    months: null,
    needs: foundNeeds.slice(1, 2),
    only: foundNeeds[1]!,
    count: 1,
    more: false,
    price: 180_000n,
    unit: 'áo',
    what: 'áo ấm',
    where: 'xã Mường Lạn',
    name: 'Áo ấm cho bé gái 6–10 tuổi, Mường Lạn, Sơn La',
    minutes: 12,
  },
  'need.find none': { what: 'xe lăn', where: 'Sơn La' },
  'need.find ask': {
    choices: [
      { id: '0', name: 'Sơn La', whole: 'xã Mường Lạn, Sơn La' },
      { id: '1', name: 'Điện Biên', whole: 'xã Mường Lạn, Điện Biên' },
    ],
  },
  'need.narrow several': {
    choices: [
      { id: '0', name: 'Đồ ấm' },
      { id: '1', name: 'Sách vở' },
    ],
    more: false,
    after: 2,
  },
  'need.places units': { ids: [place.id], more: false, after: 1, before: null, others: true },
  'need.places pooled': { ids: [lunch.id], more: false, after: 1, before: null, others: true },
  'bank.look found': { donation: {} },
  'bank.look mistaken': { donation: { state: 'mistaken' }, settled: false },
  'bank.look candidates': { credits: [{}] },
  'bank.look nothing': {
    amount: null,
    day: null,
    check_at: clock('11:00', now),
    check_again_at: clock('15:00', now),
    answer_by: answerBy(now),
  },
  'bank.claim matched': { donation: {} },
  'bank.watch watching': {
    first: clock('11:00', now),
    second: clock('15:00', now),
    one_day: true,
    answer_by: answerBy(now),
  },
  'slot.waiting found': { slot: {}, waiting: 12, after: 1, wish: null, fits: false, wanted: null },
  'slot.take held': { held: { id: `${ID}e` }, slot: {} },
  'slot.begin ready': { sponsored: {}, ...transfer },
  'slot.pay ready': { sponsored: {}, ...transfer },
  'slot.pay nothing_due': { sponsored: { state: 'paid', months: 1, paid_to: '1/2027', missing: 0n } },
  'slot.mine one': { sponsored: {} },
  'slot.mine some': { sponsorships: [{}, { number: 'SL-0418', from: '9/2026' }] },
  'slot.look found': { sponsored: {} },
  'slot.pause done': { sponsored: { state: 'paused', resumes: '2/2027' } },
  'slot.resume done': { sponsored: {} },
  'slot.hand_back done': { sponsored: { state: 'handed_back', months: 3 } },
  'slot.remind done': { sponsored: {} },
  'schedule.said said': {
    amount: 200_000n,
    units: null,
    day: null,
    from: null,
    months: null,
    toward: null,
    somewhere: false,
  },
  'schedule.said in_name': { memory: false },
  'schedule.said for_child': { amount: 200_000n },
  'schedule.said otherwise': { time: 'week', said: 100_000n, amount: 400_000n },
  'pledge.sum_said sum': { amount: 500_000n },
  'pledge.sum_said units': { count: 1 },
  'schedule.plan planned': { first: '1/2027', last: '1/2027', open_end: true, first_day: '2027-01-05' },
  'schedule.plan too_small': { min: 2000n },
  'schedule.begin ready': { schedule: {}, ...transfer },
  'schedule.begin too_small': { min: 2000n },
  'schedule.mine one': { schedule: {} },
  'schedule.mine some': { schedules: [{}, { title: 'Đồ ấm 2027' }] },
  'schedule.look done': { schedule: {} },
  'schedule.pay ready': { schedule: {}, ...transfer },
  'schedule.pay nothing_due': { schedule: { state: 'paid', missing: 0n, received: 200_000n } },
  'schedule.pause done': { schedule: { state: 'paused', resumes: '2/2027' } },
  'schedule.resume done': { schedule: {} },
  'schedule.remind done': { schedule: {} },
  'schedule.change done': { schedule: { monthly: 300_000n } },
  'schedule.change too_small': { min: 2000n },
  'schedule.stop done': { schedule: { state: 'handed_back' } },
  'slot.history told': { since: '11/2026', spans: ['12/2026–3/2027', '5/2027–nay'] },
  'slot.history none': { since: '11/2026' },
  'slot.wish noted': { answer_by: answerBy(now) },
  'donation.mine some': { donations: [{}], latest: {} },
  'donation.decide noted': { answer_by: answerBy(now) },
  'certificate.issue issued': {
    image: file('GN-TET27-000413.png'),
    pdf: file('GN-TET27-000413.pdf'),
    url: 'https://chungtay.example/c/5T9W2MHB',
    number: 'GN-TET27-000413',
    name: null,
  },
  'my_data.see named': {
    name: 'Lan',
    since: new Date('2026-12-20T13:15:00Z'),
    channels: 'Telegram',
    promises: 1,
    gifts: 2,
    papers: 1,
    places: 1,
    offers: 1,
    wishes: 0,
    requests: 1,
    kept: ['1 phần đăng ký', '2 khoản góp', '1 giấy ghi nhận'],
  },
  'my_data.see unnamed': {
    since: new Date('2026-12-20T13:15:00Z'),
    channels: 'trang chat của Quỹ',
    promises: 0,
    gifts: 0,
    papers: 0,
    places: 0,
    offers: 0,
    wishes: 0,
    requests: 0,
    kept: [],
  },
  'again.ask kept': { purpose: 'next_tet', name: 'Tết 2028', opens: '2027-11-28' },
  'again.mine now': { occasions: [], yearly: false },
  'consent.mine now': { my_gifts: false, news: false, reminders: true, public_name: false },
  'complaint.note noted': complaint(now),
  'complaint.note noted_part': { ...complaint(now), kept_to: 'và từ đó không ai trả lời tôi' },
  'complaint.add noted': complaint(now),
  'complaint.add noted_part': { ...complaint(now), kept_to: 'rồi hôm sau tôi lại hỏi' },
  'complaint.open one': asked(now),
  'request.mine one': asked(now),
  'request.mine some': {
    requests: [asked(now), { ...asked(now), id: `${ID}9`, number: 'R-0031', kind: 'erase' }],
  },
  'my_data.unsettled complaints': { answer_by: answerBy(now) },
  'my_data.copy ready': { number: 'R-0030', readable: file('R-0030.html'), data: file('R-0030.json') },
  'account.check ours': { account, campaign: 'Tết ấm 2027', over: null },
  'account.check former_account': { number: '1903456789' },
  'account.check paper': { kind: 'certificate', number: 'GN-TET27-000413', valid: true },
  'account.check hotline': { hotline: '0000 000 000 (số giả)' },
  'account.check code': { code: 'TLV8K3Q7DX' },
})

/**
 * The data of an outcome: what the transcript says of it, over what it usually is. A name that the outcome does not have
 * belongs to its pledge or donation.
 */
export function outcomeData(
  action: string,
  outcome: string,
  said: string | undefined,
  input: Values,
  now: Date,
): Values {
  const usual = outcomes(now)[`${action} ${outcome}`] ?? {}
  const written = readValues(said ?? '{}', now)
  const main = ['pledge', 'donation', 'sponsored', 'schedule'].find((name) => name in usual)
  const own = Object.entries(written).filter(([name]) => name in usual || !main)
  const inner = Object.entries(written).filter(([name]) => !(name in usual) && main)
  const merged = { ...usual, ...Object.fromEntries(own) }
  if (main) merged[main] = { ...record(usual[main]), ...record(written[main]), ...Object.fromEntries(inner) }
  return filled(merged, samples(now, input))
}

/** What a trigger hands over: whole records, of which a transcript says what matters. */
export const triggerData = (said: string | undefined, now: Date): Values =>
  filled(readValues(said ?? '{}', now), samples(now, {}))

function filled(values: Values, known: Readonly<Record<string, Values>>): Values {
  const fill = (name: string, value: Value): Value => {
    const sample = known[name]
    if (Array.isArray(value)) return value.map((one) => (sample ? whole(sample, record(one), known) : one))
    return sample && isRecord(value) ? whole(sample, value, known) : value
  }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fill(name, value)]))
}

function whole(sample: Values, said: Values, known: Readonly<Record<string, Values>>): Values {
  const both = kept({ ...sample, ...filled(said, known) }, known)
  const { amount, received } = both
  const open =
    'until' in both && !('missing' in said) && typeof amount === 'bigint' && typeof received === 'bigint'
  return open ? { ...both, missing: amount > received ? amount - received : 0n } : both
}

/** While a pledge is only held its place is kept for the time of choosing, then until its day is over. */
function kept(one: Values, { held }: Readonly<Record<string, Values>>): Values {
  if (!('kept_until' in one)) return one
  const until = one.state === 'held' ? held!.until! : new Date(`${String(one.until)}T23:59:59.999+07:00`)
  return { ...one, kept_until: until }
}

const isRecord = (value: Value | undefined): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
const record = (value: Value | undefined): Values => (isRecord(value) ? value : {})

// ── values as transcripts write them ─────────────────────────────────────────────────────────────────────────────

/** YAML, in which `300.000 đ` is money and `20:18` or `2026-12-20 20:18` an instant in Việt Nam. */
export function readValues(yaml: string, now: Date): Values {
  return typed(parse(yaml) as Value, now) as Values
}

export const readValue = (yaml: string, now: Date): Value => typed(parse(yaml) as Value, now)

function typed(value: Value, now: Date): Value {
  if (Array.isArray(value)) return value.map((one) => typed(one as Value, now))
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, typed(one, now)]))
  if (typeof value !== 'string') return value
  if (/^[\d.]+ đ$/.test(value)) return BigInt(value.replace(/\D/g, ''))
  if (/^\d\d:\d\d$/.test(value)) return clock(value, now)
  const [, day, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d)$/.exec(value) ?? []
  return day ? new Date(`${day}T${time}:00+07:00`) : value
}

/** That time of the same day, in Việt Nam. */
function clock(time: string, now: Date): Date {
  const day = new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
  return new Date(`${day}T${time}:00+07:00`)
}

export { file as sampleFile }

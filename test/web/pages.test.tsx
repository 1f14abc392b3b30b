import { expect, test, vi } from 'vitest'
import { readAssets } from '../../src/web/assets.ts'
import { document } from '../../src/web/html.ts'
import type { Frame } from '../../src/web/layout.tsx'
import { type CampaignData, CampaignPage } from '../../src/web/pages/campaign.tsx'
import {
  type CertificateData,
  type CertificateFacts,
  CertificatePage,
} from '../../src/web/pages/certificate.tsx'
import { type ChatData, ChatPage } from '../../src/web/pages/chat.tsx'
import { type CheckData, CheckPage } from '../../src/web/pages/check.tsx'
import { type ErrorData, ErrorPage } from '../../src/web/pages/error.tsx'
import { type HomeData, HomePage } from '../../src/web/pages/home.tsx'
import { type PayData, type PayOpen, PayPage } from '../../src/web/pages/pay.tsx'
import { type Lang, words } from '../../src/web/words.ts'

const assets = readAssets()
const FUND = 'Quỹ Bảo trợ trẻ em tỉnh Sơn La'
const frame = (path: string, lang: Lang = 'vi', demo = true): Frame => ({
  lang,
  demo,
  path,
  site: 'https://chungtay.example',
  fund: { name: FUND, decision: '00/QĐ-UBND' },
})
const at = (iso: string) => new Date(iso)
const account = { number: '1234567890', holder: 'QUỸ BẢO TRỢ TRẺ EM TỈNH SƠN LA', bank: 'Ngân hàng bản thử' }
const gifts = { unit: 'suất', received: 412n, pledged: 23n, target: 600n }

const none = { amount: 0n, things: [] }
const coats = { amount: 1_424_000n, things: [{ unit: 'áo', n: 8n }] }

const home: HomeData = {
  places: [],
  campaigns: [
    {
      slug: 'tet-am-2027',
      motif: 'tet',
      title: 'Tết ấm 2027',
      what: 'áo ấm, sữa, bánh',
      progress: gifts,
      received: 123_600_000n,
      receivesUntil: at('2027-01-31T16:59:00Z'),
      became: { bought: coats, delivered: none, confirmed: none },
    },
  ],
  past: [
    {
      slug: 'den-truong',
      title: 'Cùng em đến trường',
      received: 14_240_000n,
      became: { bought: coats, delivered: coats, confirmed: coats },
      endedAt: at('2026-09-14T16:59:00Z'),
    },
    { slug: 'a', title: 'A', received: 1_000n, became: { bought: none, delivered: none, confirmed: none } },
  ],
  journey: { pledged: 5n, received: 4n, bought: 3n, delivered: 2n, confirmed: 1_000_000n },
}
const campaign: CampaignData = {
  slug: 'tet-am-2027',
  motif: 'tet',
  title: 'Tết ấm 2027',
  state: 'open',
  purpose: ['Quà Tết cho các em ở xã vùng cao.'],
  account,
  opensAt: at('2026-12-08T00:00:00Z'),
  receivesUntil: at('2027-01-31T16:59:00Z'),
  endedAt: null,
  distribution: 'Trao xong trước ngày 03/02/2027.',
  progress: gifts,
  received: 123_600_000n,
  pledged: 6_900_000n,
  needs: [
    { what: 'Suất quà Tết', progress: gifts, unitPrice: 300_000n },
    { place: 'Xã Tà Xùa', what: 'Suất quà', progress: { ...gifts, received: 600n, pledged: 0n } },
    { what: 'Góp chung', progress: { received: 4_500_000n, pledged: 0n, target: 9_000_000n } },
  ],
  purchases: [],
  thanked: [{ name: 'Gia đình Lan và Minh' }, { name: 'Hoa', brought: 5 }],
  receipts: [
    { at: at('2026-12-20T13:18:00Z'), number: 'TET27-000413', what: '1 suất quà Tết', amount: 300_000n },
    { at: at('2026-12-20T10:00:00Z'), number: 'TET27-000412', what: '20 áo ấm' },
  ],
}
const open: PayOpen = {
  state: 'open',
  code: 'TLV 8K3Q 7DX',
  amount: 300_000n,
  qrUrl: '/files/qr',
  account,
  purpose: '1 suất quà Tết',
  heldUntil: at('2026-12-27T16:59:00Z'),
  bankApps: [{ name: 'Ngân hàng A', url: 'https://example.org/a' }],
}
const received: PayData = {
  state: 'received',
  code: 'TLV 8K3Q 7DX',
  amount: 300_000n,
  at: at('2026-12-20T13:18:00Z'),
  receiptNumber: 'TET27-000413',
}
const facts: CertificateFacts = {
  number: 'GN-000413',
  name: 'Gia đình Lan và Minh',
  what: 'một suất quà Tết',
  whatLang: 'vi',
  campaign: 'Tết ấm 2027',
  fund: FUND,
  issuedAt: at('2026-12-20T13:20:00Z'),
  key: { id: 'demo-1', algorithm: 'Ed25519', publicKeyUrl: '/c/keys', signedUrl: '/c/x.jws' },
}
const revoked: CertificateData = {
  state: 'revoked',
  facts,
  revokedAt: at('2027-01-05T03:00:00Z'),
  reason: 'ghi nhầm số suất',
}

const homePage = (data: HomeData, f = frame('/')) => document(<HomePage frame={f} data={data} />)
const campaignPage = (data: CampaignData, f = frame('/campaigns/x')) =>
  document(<CampaignPage frame={f} data={data} />)
const payPage = (data: PayData, f = frame('/pay/x')) => document(<PayPage frame={f} data={data} />)
const certificatePage = (data: CertificateData, f = frame('/c/x')) =>
  document(<CertificatePage frame={f} data={data} />)
const checkPage = (data: CheckData, f = frame('/check')) => document(<CheckPage frame={f} data={data} />)
const errorPage = (data: ErrorData, f = frame('/x')) => document(<ErrorPage frame={f} data={data} />)
const chatPage = (data: ChatData, f = frame('/chat')) => document(<ChatPage frame={f} data={data} />)

/** Every page in every state, for what all of them must keep to. */
const everyPage: [string, (f: Frame) => string][] = [
  ['home', (f) => homePage(home, f)],
  ['home, nothing open', (f) => homePage({ past: [], places: [], campaigns: [] }, f)],
  ...(['upcoming', 'open', 'closed'] as const).map((state): [string, (f: Frame) => string] => [
    `campaign ${state}`,
    (f) => campaignPage({ ...campaign, state }, f),
  ]),
  ['pay open', (f) => payPage(open, f)],
  ['pay received', (f) => payPage(received, f)],
  ['pay lapsed', (f) => payPage({ state: 'lapsed', code: 'TLV', at: at('2026-12-27T16:59:00Z') }, f)],
  ['pay cancelled', (f) => payPage({ state: 'cancelled', code: 'TLV' }, f)],
  ['pay not found', (f) => payPage({ state: 'not_found' }, f)],
  ['certificate valid', (f) => certificatePage({ state: 'valid', facts }, f)],
  ['certificate revoked', (f) => certificatePage(revoked, f)],
  ['certificate broken', (f) => certificatePage({ state: 'broken' }, f)],
  ['certificate not found', (f) => certificatePage({ state: 'not_found' }, f)],
  ['check', (f) => checkPage({ query: '' }, f)],
  ['check unreadable', (f) => checkPage({ query: '?', result: { kind: 'unreadable' } }, f)],
  ...([404, 413, 429, 500] as const).map((status): [string, (f: Frame) => string] => [
    `error ${status}`,
    (f) => errorPage({ status }, f),
  ]),
  ['chat', (f) => chatPage({ start: 'tet', maxFileBytes: 5_000_000 }, f)],
]

test.each(everyPage)('%s keeps the rules of every page, in both languages', (_, page) => {
  for (const lang of ['vi', 'en'] as const) {
    const html = page(frame('/here', lang))
    expect(html.startsWith(`<!DOCTYPE html><html lang="${lang}">`)).toBe(true)
    expect(html).toContain(FUND)
    expect(html.match(/<h1[ >]/g)).toHaveLength(1)
    expect(html).not.toMatch(/undefined|\[object|NaN/)
    // The content security policy allows nothing inline and nothing from elsewhere.
    expect(html).not.toMatch(/<script(?![^>]*\ssrc="\/assets\/)|<style|\sstyle=|\son[a-z]+=|javascript:/)
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\/(?!example\.org)/)
    for (const [, name] of html.matchAll(/"\/assets\/([^"]+)"/g)) expect(assets.has(name!), name).toBe(true)
    expect(html).toContain(`href="/here?lang=${lang === 'vi' ? 'en' : 'vi'}"`)
  }
})

test.each(everyPage)('%s says that it is a demo exactly when it is one', (_, page) => {
  expect(page(frame('/', 'vi', true))).toMatch(/<p class="demo-bar"[^>]*><strong>Bản thử<\/strong>/)
  expect(page(frame('/', 'en', true))).toMatch(/<p class="demo-bar"[^>]*><strong>Demo<\/strong>/)
  const real = page(frame('/', 'vi', false))
  expect(real).not.toContain('demo-bar')
  expect(real).not.toContain(words.vi.demo.noTransfer)
})

test('whatever people wrote is shown as text', () => {
  const bad = '<img src=x onerror=alert(1)>"\'&'
  const shown = "&lt;img src=x onerror=alert(1)>&quot;'&amp;"
  const hostile = [
    homePage({ past: [], places: [], campaigns: [{ ...home.campaigns[0]!, title: bad, what: bad }] }),
    campaignPage({
      ...campaign,
      title: bad,
      purpose: [bad],
      distribution: bad,
      account: { ...account, bank: bad },
    }),
    payPage({ ...open, purpose: bad, account: { ...account, holder: bad } }),
    certificatePage({ ...revoked, reason: bad }),
    checkPage({ query: bad }),
    checkPage({ query: bad, result: { kind: 'link', ours: false } }),
    chatPage({ start: bad }),
  ]
  for (const html of hostile) {
    expect(html).toContain(shown)
    expect(html).not.toContain('<img src=x')
  }
  expect(
    homePage({ past: [], places: [], campaigns: [{ ...home.campaigns[0]!, slug: '"/../x' }] }),
  ).toContain('%22%2F..%2Fx')
})

test('an English page is English, and what the fund itself has named is marked as Vietnamese', () => {
  // What a paper says is in the language of its donor; the rest comes from outside the page.
  const said = ['Gia đình Lan và Minh', 'ghi nhầm số suất', campaign.distribution]
  const vietnamese = /[ạ-ỹăđơưàáãèéêìíòóôõùúý]/iu
  for (const [name, page] of everyPage.filter(([name]) => name !== 'chat')) {
    const html = page(frame('/here', 'en')).replace(/^.*?<body/s, '<body')
    let text = html.replaceAll(/<[^>]*lang="vi"[^>]*>[^<]*</g, '<').replaceAll(/<[^>]*>/g, ' ')
    for (const one of ['Ngân hàng A', ...said]) text = text.replaceAll(one, ' ')
    const words = text.replaceAll(/\d\s?đ/gu, ' ').split(/\s+/)
    expect(
      words.filter((word) => vietnamese.test(word)),
      name,
    ).toEqual([])
  }
})

test('who reads in English goes on in English', () => {
  for (const [name, page] of everyPage) {
    const links = [...page(frame('/here', 'en')).matchAll(/(?:href|action)="(\/[^"]*)"(?! download)/g)].map(
      ([, link]) => link!,
    )
    const inside = links.filter((link) => !/^\/(assets|files|here|c\/(keys|x\.jws)|check$)/.test(link))
    expect(
      inside.filter((link) => !/[?;]lang=en$/.test(link)),
      name,
    ).toEqual([])
  }
})

test('the front page counts gifts before it counts đồng', () => {
  const html = homePage(home)
  expect(html.indexOf('412/600 suất')).toBeGreaterThan(0)
  expect(html.indexOf('412/600 suất')).toBeLessThan(html.indexOf('123.600.000\u00a0đ'))
  expect(html).toContain('hết ngày 31/01/2027')
  const stages = [...html.matchAll(/data-stage="(\w+)"/g)].map(([, stage]) => stage)
  expect(stages).toEqual(['pledged', 'received', 'bought', 'delivered', 'confirmed'])
  expect(html).toContain('href="/chat"')
  expect(homePage({ past: [], places: [], campaigns: [] })).toContain(words.vi.home.noneRunning)
})

test('the front page says what came of campaigns that are over, things before đồng, and what nothing came of yet', () => {
  const html = homePage(home)
  expect(html).toContain('Đã mua 8 áo. Đã đến 8 áo.')
  expect(html).toMatch(/14\.240\.000\u00a0đ[^<]*1\.424\.000\u00a0đ/)
  expect(html).toContain('Khép ngày 14/09/2026')
  expect(html).toContain('Chưa mua gì.')
  expect(homePage({ ...home, past: [] })).not.toContain(words.vi.home.past)
})

test('a campaign never adds what is promised to what is received', () => {
  const html = campaignPage(campaign)
  expect(html).toMatch(
    /data-testid="received".*?123\.600\.000\u00a0đ.*?data-testid="pledged".*?6\.900\.000\u00a0đ/s,
  )
  expect(html).not.toContain('130.500.000')
  expect(html).toContain('Thêm 23 suất đã đăng ký, chưa nhận')
})

test('a campaign shows its commitments, its needs and its receipts without names', () => {
  const html = campaignPage(campaign)
  for (const part of [
    '1234567890',
    account.holder,
    'Từ 08/12/2026 đến hết 31/01/2027',
    campaign.distribution,
  ])
    expect(html).toContain(part)
  expect(html).toContain('4.500.000\u00a0đ / 9.000.000\u00a0đ đã nhận')
  expect(html).toContain('300.000\u00a0đ một suất')
  expect(html.match(/Đã đủ/g)).toHaveLength(1)
  expect(html).toContain('20:18 ngày 20/12/2026')
  expect(html).toContain('href="/chat?start=tet-am-2027"')
  expect(campaignPage({ ...campaign, receipts: [] })).toContain(words.vi.campaign.noneYet)
})

test('units from before the books are told apart, so that they agree with the money beside them', () => {
  const html = campaignPage({ ...campaign, progress: { ...gifts, before: 410n } })
  expect(html).toContain('Trong đó 410 suất có từ trước khi Quỹ dùng Chung Tay, 2 suất góp qua Chung Tay')
  expect(campaignPage({ ...campaign, progress: { ...gifts, before: 412n } })).toContain(
    'Số này có từ trước khi Quỹ dùng Chung Tay',
  )
  expect(campaignPage(campaign)).not.toContain('trước khi Quỹ dùng')
})

test('what has not happened yet is said in words, not as a nought', () => {
  const journey = { pledged: 0n, received: 200_000n, bought: 0n, delivered: 0n, confirmed: 0n }
  const nothing = { pledged: [], received: [], bought: [], delivered: [], confirmed: [] }
  const road = { chosen: '', places: [], needs: [], few: false, amounts: journey, counts: nothing }
  for (const html of [campaignPage({ ...campaign, road }), homePage({ ...home, journey })]) {
    for (const said of ['Chưa mua', 'Chưa giao', 'Chưa có xác nhận', '200.000\u00a0đ'])
      expect(html).toContain(`<p class="amount">${said}</p>`)
    expect(html).not.toContain('>0\u00a0đ<')
  }
})

test('a long list of needs is four, and the others are one tap away without any script', () => {
  const needs = Array.from({ length: 11 }, (_, n) => ({ ...campaign.needs[0]!, place: `Xã ${n + 1}` }))
  const [shown, more] = campaignPage({ ...campaign, needs }).split('<details')
  expect(shown!.match(/data-testid="need"/g)).toHaveLength(4)
  expect(more).toContain('<summary>Xem thêm 7 nơi</summary>')
  expect(more!.split('</details>')[0]!.match(/data-testid="need"/g)).toHaveLength(7)
  expect(campaignPage(campaign)).not.toContain('<details')
})

test('only an open campaign asks for anything', () => {
  for (const state of ['upcoming', 'closed'] as const)
    expect(campaignPage({ ...campaign, state })).not.toContain('/chat?start=')
  const closed = { ...campaign, state: 'closed' } as const
  expect(campaignPage({ ...closed, endedAt: campaign.receivesUntil })).toMatch(
    /đã khép ngày 31\/01\/2027\. Tiền đến sau ngày đó được Quỹ giữ riêng/,
  )
  const early = campaignPage({ ...closed, endedAt: at('2026-12-20T03:00:00Z') })
  expect(early).toContain('đã khép ngày 20/12/2026, không nhận đăng ký mới')
  expect(early).toContain('Từ 08/12/2026 đến hết 20/12/2026')
  expect(early).not.toContain('31/01/2027')
  expect(early).not.toContain('copy-account')
  expect(early).not.toContain('300.000\u00a0đ một')
  expect(early).toContain('Đợt này đã lo những gì')
  expect(early).toContain('<a class="button quiet" href="/">Xem các đợt đang mở</a>')
  // One of long ago, when nobody noted the day.
  expect(campaignPage(closed)).toContain('Đợt này đã khép, không nhận đăng ký mới')
})

test('a campaign that counts nothing is on the way to no target', () => {
  const { progress: _, ...pot } = campaign
  expect(campaignPage({ ...pot, needs: [] })).not.toContain('class="bar"')
  const { progress: __, ...card } = home.campaigns[0]!
  const shown = document(<HomePage frame={frame('/')} data={{ ...home, campaigns: [card] }} />)
  expect(shown).not.toContain('class="bar"')
  expect(shown).toContain('Qua Chung Tay, các nhu cầu của đợt đã nhận 123.600.000')
})

test('a need that is closed has its tag, and neither price nor deadline', () => {
  const need = { ...campaign.needs[0]!, place: 'Xã Tà Xùa', deadline: at('2026-12-30T16:59:00Z') }
  const shown = (one: object) => campaignPage({ ...campaign, needs: [{ ...need, ...one }] })
  expect(shown({})).toMatch(/300\.000.*chậm nhất ngày 30\/12\/2026/s)
  expect(shown({ closed: true })).toContain('<span class="tag">Đã khép</span>')
  expect(shown({ closed: true })).not.toMatch(/data-testid="need".*(300\.000\u00a0đ một|chậm nhất ngày)/s)
})

test('the pay page puts account, amount and code on the clipboard as a bank app takes them', () => {
  const html = payPage(open)
  const copied = [...html.matchAll(/data-copy="([^"]*)"/g)].map(([, text]) => text)
  expect(copied).toEqual(['1234567890', '300000', 'TLV8K3Q7DX'])
  expect(html).toContain('download="vietqr-TLV8K3Q7DX.png"')
  expect(html).toContain('Giữ cho bạn đến hết ngày 27/12/2026.')
  expect(html).toContain('href="https://example.org/a"')
  expect(html).not.toContain('<form')
  expect(payPage({ ...open, seen: 100_000n, amount: 200_000n })).toContain('Mình đã thấy 100.000\u00a0đ.')
  expect(payPage({ ...open, heldUntil: at('2026-12-20T13:30:00Z') })).toContain('20:30 ngày 20/12/2026')
})

test('the demo’s pay page warns, and pretends to transfer only where it is told', () => {
  const html = payPage({ ...open, simulateUrl: '/pay/x/simulate' })
  expect(html).toContain('DEMO – KHÔNG CHUYỂN TIỀN')
  expect(html).toContain('<form class="simulate" method="post" action="/pay/x/simulate">')
  // Where it is seen without scrolling.
  expect(html.indexOf('simulate')).toBeLessThan(html.indexOf('class="qr"'))
})

test('a pay page that is no longer open offers nothing to copy', () => {
  expect(payPage(received)).toContain('Mình đã thấy 300.000\u00a0đ của bạn, lúc 20:18 ngày 20/12/2026.')
  expect(payPage(received)).toContain('Biên nhận số TET27-000413')
  expect(payPage({ ...received, receiptUrl: '/files/r' })).toContain('href="/files/r"')
  const lapsed = payPage({ state: 'lapsed', code: 'TLV', at: at('2026-12-27T16:59:00Z') })
  expect(lapsed).toContain('27/12/2026')
  for (const html of [payPage(received), lapsed, payPage({ state: 'not_found' })])
    expect(html).not.toContain('data-copy=')
})

test('a pay page looks for the money while it may come, and sees that a part has come', async () => {
  const newsOf = (html: string) => /data-news="(\d+)"/.exec(html)?.[1]
  expect(newsOf(payPage(open))).toBe('0')
  expect(newsOf(payPage({ ...open, seen: 100_000n }))).toBe('100000')
  expect(newsOf(payPage({ state: 'lapsed', code: 'TLV', at: at('2026-12-27T16:59:00Z') }))).toBe('0')
  for (const over of [received, { state: 'cancelled', code: 'TLV' }, { state: 'not_found' }] as PayData[])
    expect(newsOf(payPage(over))).toBeUndefined()
  const { pauseAfter } = await script('news.js')
  expect([0, 6, 31, 600].map((minutes) => pauseAfter(minutes * 60_000))).toEqual([
    3_000, 15_000, 60_000, 60_000,
  ])
})

test('a certificate shows an amount and a name only when they were agreed to', () => {
  const html = certificatePage({ state: 'valid', facts })
  expect(html).toContain('data-tone="good"')
  expect(html).toContain('Gia đình Lan và Minh')
  expect(html).not.toContain('Số tiền')
  expect(certificatePage({ state: 'valid', facts: { ...facts, amount: 300_000n } })).toContain(
    '300.000\u00a0đ',
  )
  const { name: _, ...unnamed } = facts
  expect(certificatePage({ state: 'valid', facts: unnamed })).toContain(words.vi.certificate.unnamed)
  for (const part of ['Ed25519', 'demo-1', '/c/keys', '/c/x.jws']) expect(html).toContain(part)
})

test('a certificate that cannot be trusted says so', () => {
  expect(certificatePage(revoked)).toMatch(/data-tone="warn".*05\/01\/2027.*ghi nhầm số suất/s)
  for (const state of ['broken', 'not_found'] as const) {
    const html = certificatePage({ state })
    expect(html).toContain('data-tone="warn"')
    expect(html).not.toContain('<dl')
  }
})

test.each<[CheckData['result'] & object, string, string]>([
  [
    {
      kind: 'account',
      ours: true,
      holder: 'QUỸ',
      bank: 'Ngân hàng A',
      campaigns: ['Tết ấm'],
      over: ['Trăng'],
    },
    'good',
    'Đang dùng cho: Tết ấm.',
  ],
  [
    { kind: 'account', ours: true, holder: 'QUỸ', bank: 'Ngân hàng A', campaigns: [], over: ['Trăng rằm'] },
    'good',
    'đã khép: Trăng rằm. Bạn khoan chuyển',
  ],
  [
    { kind: 'account', ours: true, holder: 'QUỸ', bank: 'Ngân hàng A', campaigns: [], over: [] },
    'good',
    'chưa có đợt góp nào dùng',
  ],
  [{ kind: 'account', ours: false }, 'warn', 'gọi ngay ngân hàng'],
  [{ kind: 'former_account' }, 'warn', 'không dùng nữa'],
  [{ kind: 'paper', paper: 'certificate', valid: true, number: 'GN-1', url: '/c/x' }, 'good', 'href="/c/x"'],
  [{ kind: 'paper', paper: 'certificate', valid: false, number: 'GN-1', url: '/c/x' }, 'warn', 'đã thu hồi'],
  [{ kind: 'paper', paper: 'receipt', valid: true, number: 'TET27-1' }, 'good', 'Biên nhận này của Quỹ'],
  [{ kind: 'paper', paper: 'receipt', valid: false, number: 'TET27-1' }, 'warn', 'đã hủy'],
  [{ kind: 'code', url: '/pay/x' }, 'good', 'href="/pay/x"'],
  [{ kind: 'hotline', hotline: '0000 000 000' }, 'good', 'số trực của Quỹ'],
  [{ kind: 'unknown_paper' }, 'warn', 'kiểm tra lại từng chữ'],
  [{ kind: 'link', ours: true }, 'good', 'đường dẫn này của Quỹ'],
  [{ kind: 'link', ours: false }, 'warn', 'OTP'],
  [{ kind: 'unreadable' }, 'calm', 'dán riêng số tài khoản'],
])('check answers %j', (result, tone, part) => {
  const html = checkPage({ query: 'điều đã hỏi', result })
  expect(html).toContain(`data-tone="${tone}"`)
  expect(html).toContain(part)
  expect(html).toContain('<q>điều đã hỏi</q>')
})

test('an error page is one kind sentence and a next step', () => {
  for (const status of [404, 413, 429, 500] as const) {
    const html = errorPage({ status })
    expect(html).toContain(words.vi.error[status].text)
    expect(html).toContain('href="/chat"')
  }
  expect(errorPage({ status: 429, retryAfter: 12 })).toContain('sau 12 giây')
})

test('the chat says that an automatic assistant answers, and hands its words to the script', () => {
  const html = chatPage({ start: 'tet-am-2027', maxFileBytes: 5_000_000 })
  expect(html).toContain('Trợ lý tự động')
  expect(html).toContain('data-start="tet-am-2027"')
  expect(html).toContain('data-max-bytes="5000000"')
  const handed = /data-words="([^"]*)"/.exec(html)![1]!.replaceAll('&quot;', '"').replaceAll('&#39;', "'")
  expect(JSON.parse(handed)).toEqual(words.vi.talk)
  expect(chatPage({})).not.toContain('data-start')
  expect(chatPage({})).not.toContain('type="file"')
})

test('each script and stylesheet finds what it names among the assets', () => {
  for (const [name, { type, body }] of assets) {
    if (!/javascript|css/.test(type)) continue
    const text = Buffer.from(body).toString()
    const named = [...text.matchAll(/from '\.\/([^']+)'|url\("\/assets\/([^"]+)"\)/g)].map(
      (m) => m[1] ?? m[2]!,
    )
    for (const other of named) expect(assets.has(other), `${name} → ${other}`).toBe(true)
    expect(text).not.toMatch(/url\("?https?:|from 'https?:/)
  }
  expect(Buffer.from(assets.get('mark.svg')!.body).toString()).toMatch(/^<svg xmlns=/)
  expect(assets.get('style.css')!.etag).toMatch(/^"[\w-]{22}"$/)
})

// ── the chat's script, where it needs no browser ──

const script = (name: string) => import(new URL(`../../src/web/static/${name}`, import.meta.url).href)

test('after a reload each own message stands behind the bot message that it answered', async () => {
  const { inOrder } = await script('chat-store.js')
  const bot = (id: string, minute: number) => ({ id, at: `2026-12-20T13:${minute}:00.000Z` })
  const own = (id: string, after: string | null, minute: number) => ({
    id,
    after,
    at: Date.parse(`2026-12-20T13:${minute}:00Z`),
  })
  // Her phone's clock is ten minutes slow, and one message followed something that the service has since erased.
  const talk = inOrder(
    [bot('b1', 15), bot('b2', 16), bot('b3', 40)],
    [own('o1', 'b1', 10), own('o2', 'b2', 11), own('o3', 'b2', 12), own('o4', 'gone', 30)],
  )
  expect(talk.map(({ id }: { id: string }) => id)).toEqual(['b1', 'o1', 'b2', 'o2', 'o3', 'o4', 'b3'])
})

test('tries grow further apart, spread at random, and never before the service asked', async () => {
  const { pauseBefore } = await script('chat-wire.js')
  for (let failures = 1; failures < 12; failures++) {
    const ceiling = Math.min(30_000, 1000 * 2 ** (failures - 1))
    const pauses = Array.from({ length: 50 }, () => pauseBefore(failures, 0))
    expect(Math.max(...pauses)).toBeLessThanOrEqual(ceiling)
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(ceiling / 2)
    expect(new Set(pauses).size).toBeGreaterThan(10)
    expect(pauseBefore(failures, 20)).toBeGreaterThanOrEqual(20_000)
  }
})

test('no answer at all blames neither her network nor us, and what she wrote is safe', () => {
  expect(words.vi.talk.network).toMatch(/chưa kết nối được.*được giữ ở đây/)
  expect(words.vi.talk.network).not.toMatch(/[Mm]ạng/)
  expect(words.en.talk.network).not.toMatch(/weak|network/)
})

test('a file that is neither a picture nor a PDF is answered with what is taken', async () => {
  const { post } = await script('chat-wire.js')
  vi.stubGlobal('document', { documentElement: { lang: 'vi' } })
  vi.stubGlobal('fetch', async () => new Response('{"error":"…"}', { status: 400 }))
  try {
    const file = { name: 'ghi-chu.txt', base64: 'Y2jDoG8=' }
    expect(await post('secret', { id: '1', file })).toEqual({ kind: 'refused', why: 'unfit' })
    expect(await post('secret', { id: '2', text: 'chào' })).toEqual({ kind: 'refused', why: 'unreadable' })
  } finally {
    vi.unstubAllGlobals()
  }
  expect(words.vi.talk.unfit).toMatch(/ảnh hoặc PDF/)
  expect(words.en.talk.unfit).toMatch(/pictures or PDF/)
})

test('a picture is made small enough by its longest side, and never larger', async () => {
  const { fitted } = await script('chat-picture.js')
  expect(fitted(4000, 3000)).toEqual({ width: 2000, height: 1500 })
  expect(fitted(1000, 8000)).toEqual({ width: 250, height: 2000 })
  expect(fitted(1600, 900)).toEqual({ width: 1600, height: 900 })
  expect(fitted(100_000, 3)).toEqual({ width: 2000, height: 1 })
})

test('a contact is 128 random bits', async () => {
  const { secret } = await script('chat-store.js')
  const made = new Set(Array.from({ length: 200 }, secret))
  expect(made.size).toBe(200)
  for (const one of made) expect(one).toMatch(/^[A-Za-z0-9_-]{22}$/)
})

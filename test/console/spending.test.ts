import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { rotateKeys } from '../../src/commands/rotate-keys.ts'
import { secretFrom } from '../../src/platform/secret.ts'
import { papersKey, sellerAt, wordsUnder } from '../../src/spending/index.ts'
import { everything, latin } from '../support/everything.ts'
import { type World, world } from '../support/world.ts'
import { day, officer, type Page, SITE, type Someone } from './desk.ts'

/** Minh, the treasurer, writes down what was bought; chị Thu approves it; Hoa brings it, and chị Thu confirms. */

let w: World
let thu: Someone
let minh: Someone
let hoa: Someone
let tet: { id: string; accountId: string; slug: string }
let gifts: string
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  tet = await w.db.prisma.campaign.findFirstOrThrow({ where: { eventKind: 'tet' } })
  gifts = (await w.db.prisma.need.findFirstOrThrow({ where: { key: 'tet-ngoc-chien-gifts' } })).id
  thu = await officer(w, 'administrator')
  minh = await officer(w, 'treasurer')
  hoa = await officer(w, 'coordinator')
  const earlier = new Date(w.clock.now().getTime() - 48 * 3_600_000)
  await w.db.prisma.officerRole.updateMany({ data: { givenAt: earlier } })
  await w.db.prisma.officer.updateMany({ data: { totpSince: earlier, knownSince: earlier } })
}, 120_000)
afterAll(() => w.close())
// However slow the machine: nobody is asked for a code again.
beforeEach(() => w.db.script("update officer_session set proven_at = now() + interval '1 hour'"))

/** Sums are written with spaces that do not break. */
const plain = (page: Page): Page => ({ ...page, text: page.text.replaceAll('\u00A0', ' ') })
const look = async ({ at }: Someone, path: string): Promise<Page> => plain(await at.get(path))
const send = async ({ at }: Someone, path: string, fields: Record<string, string> = {}): Promise<Page> => {
  await at.get('/console/sessions')
  return plain(await at.post(path, fields))
}
/** What is said of each field that is wrong. */
const faults = ({ text }: Page) =>
  [...text.matchAll(/class="fault"[^>]*>([^<]*)/g)].map((found) => found[1]).join(' ')
const refuses = (page: Page, why: string) =>
  expect([page.status, faults(page)]).toEqual([422, expect.stringContaining(why)])
const sheet = (more: Record<string, string> = {}) => ({
  account: tet.accountId,
  what: 'suất quà Tết: áo ấm, sữa, bánh',
  seller: 'Cửa hàng (bản thử)',
  day: day(w, 0),
  amount: '583.000',
  voucher: 'PC-01',
  [`quantity_${gifts}`]: '2',
  [`price_${gifts}`]: '291.500',
  ...more,
})
const buy = (more: Record<string, string> = {}, who = minh) =>
  send(who, `/console/spending/new?campaign=${tet.id}`, sheet(more))
const waiting = async () =>
  (await w.db.prisma.approval.findFirstOrThrow({ where: { state: 'open' }, orderBy: { askedAt: 'desc' } })).id
const idIn = ({ to }: Page) => /spending\/([0-9a-f-]{36})/.exec(to ?? '')![1]!

test('without money nothing is bought; what is wrong is said beside each field, with the numbers, and nothing typed is lost', async () => {
  for (const [wrong, why] of [
    [{}, 'góp chung chỉ có 0 đ'],
    [{ amount: 'nhiều' }, 'Chưa đọc được số tiền'],
    [{ day: day(w, 2) }, 'Ngày này chưa tới'],
    [{ what: 'áo cho em Nguyễn Văn A lớp 2B' }, 'Chỗ này có vẻ chỉ rõ một em'],
    [{ what: 'suất quà, gọi 0977 000 123' }, 'số tài khoản hay số điện thoại'],
    [{ voucher: 'STK 0123456789' }, 'số tài khoản hay số điện thoại'],
    [{ [`price_${gifts}`]: '' }, 'Cần cả số lượng và giá mua'],
    [{ [`quantity_${gifts}`]: '40', amount: '11.660.000' }, 'mua được nhiều nhất 17 suất nữa'],
    [{ amount: '500.000' }, 'cộng lại là 583.000 đ'],
  ] as const) {
    const page = await buy(wrong)
    refuses(page, why)
    expect(page.text).toContain('Cửa hàng (bản thử)')
  }
  expect(await w.db.prisma.purchase.count()).toBe(0)
})

test('Lan gives, Minh writes down the purchase, and it counts when chị Thu has approved it, once', async () => {
  const lan = w.person('Lan')
  const { code } = await promised(lan)
  await w.bank.credits(600_000n, code)
  await lan.hears(/Biên nhận số/)
  const made = await buy()
  expect([made.to, faults(made)]).toEqual([expect.stringContaining('said=asked'), ''])
  const id = idIn(made)
  expect((await look(minh, `/console/spending/${id}`)).text).toContain('chờ người thứ hai')
  // Who asked approves nothing; the public page is not there yet.
  expect((await send(minh, `/console/approvals/${await waiting()}/approve`)).status).toBe(409)
  const { publicId } = await w.db.prisma.purchase.findUniqueOrThrow({ where: { id } })
  const shown = await look(thu, '/console/approvals')
  expect(shown.text).toContain('Mua: suất quà Tết: áo ấm, sữa, bánh, 583.000')
  expect(shown.text).toContain('2 suất (suất quà Tết, Ngọc Chiến (bản thử)), giá 291.500')
  const approval = await waiting()
  expect((await send(thu, `/console/approvals/${approval}/approve`)).to).toContain('done=approved')
  expect((await send(thu, `/console/approvals/${approval}/approve`)).status).toBe(409)
  const list = await look(thu, '/console/spending')
  expect(list.text).toContain('Còn 0 đ giữ cho các suất đã nhận tiền và 17.000 đ góp chung')
  expect(publicId).toMatch(/\S{20,}/)
  // The same paper proves nothing else.
  expect((await buy({ [`quantity_${gifts}`]: '', [`price_${gifts}`]: '', amount: '1.000' })).text).toContain(
    'Số này đã ghi cho lần mua “suất quà Tết: áo ấm, sữa, bánh”',
  )
})

test('a voucher’s number is one number however it is spelled', async () => {
  const rest = { [`quantity_${gifts}`]: '', [`price_${gifts}`]: '', amount: '1.000' }
  for (const voucher of [
    'pc-01',
    'PC-01.',
    'PC 01',
    'PC–01',
    'P.C.01',
    'ＰＣ-01',
    'РС-01',
    'ΡС 01',
    ' p c 0 1 ',
  ])
    refuses(await buy({ ...rest, voucher }), 'chứng từ PC-01')
  refuses(await buy({ ...rest, voucher: '–.–' }), 'cần ít nhất một chữ hoặc một số')
  // The database says so too, to whoever writes past the form.
  const { id, ...row } = await w.db.prisma.purchase.findFirstOrThrow({ where: { state: 'booked' } })
  const twin = { ...row, id: crypto.randomUUID(), publicId: crypto.randomUUID(), voucher: 'pc.01' }
  await expect(w.db.prisma.purchase.create({ data: twin })).rejects.toThrow(/[Uu]nique/)
  expect(await w.db.prisma.purchase.count()).toBe(1)
})

test('who sold lies sealed; each look is a line in the trail, and a person who asks is named no more', async () => {
  const { id } = await w.db.prisma.purchase.findFirstOrThrow({ where: { state: 'booked' } })
  const looks = () => w.db.prisma.audit.count({ where: { act: 'purchase.seen', object: `purchase/${id}` } })
  expect(await everything(w.db)).not.toContain(latin('Cửa hàng (bản thử)'))
  const before = await looks()
  for (const role of ['unit_officer', 'auditor'] as const)
    expect((await look(await officer(w, role), `/console/spending/${id}`)).text).toContain(
      'Cửa hàng (bản thử)',
    )
  expect(await looks()).toBe(before + 2)
  // A list names no seller, and is no look.
  expect((await look(minh, '/console/spending')).text).not.toContain('Cửa hàng')
  expect(await looks()).toBe(before + 2)
  // Under the key of the papers, which follows when the secret is changed.
  const [old, other] = [
    'a-secret-of-the-tests-that-is-long-enough-for-a-key',
    'another-secret-of-the-tests-that-is-long-enough',
  ]
  const opens = async (configured: string) => {
    const { seller } = await w.db.prisma.purchase.findUniqueOrThrow({ where: { id } })
    const key = await papersKey(w.db, secretFrom({ configured }))
    return wordsUnder(key).open(sellerAt(id), seller)
  }
  expect(await opens(old)).toBe('Cửa hàng (bản thử)')
  await rotateKeys({ db: w.db, secret: secretFrom({ configured: `${other},${old}` }) })
  expect(await opens(other)).toBe('Cửa hàng (bản thử)')
  await rotateKeys({ db: w.db, secret: secretFrom({ configured: `${old},${other}` }) })

  const auditor = await officer(w, 'auditor')
  expect((await send(auditor, `/console/spending/${id}/seller`, { unname: 'request' })).status).toBe(404)
  refuses(await send(minh, `/console/spending/${id}/seller`, { unname: 'vì thế' }), 'Anh/chị chọn một mục')
  expect((await send(minh, `/console/spending/${id}/seller`, { unname: 'request' })).to).toContain(
    'said=unnamed',
  )
  expect((await send(minh, `/console/spending/${id}/seller`, { unname: 'request' })).to).toContain(
    'said=past',
  )
  const seen = await looks()
  expect((await look(thu, `/console/spending/${id}`)).text).toContain('không nêu nữa')
  expect(await looks()).toBe(seen)
  const line = await w.db.prisma.audit.findFirstOrThrow({ where: { act: 'purchase.seller_emptied' } })
  expect([line.object, line.detail]).toEqual([`purchase/${id}`, 'request'])
  // All else that two people have seen stands; a name that went does not come back.
  for (const change of [{ seller: Uint8Array.from([1, 2]) }, { voucherKey: 'X' }, { amount: 1n }])
    await expect(w.db.prisma.purchase.update({ where: { id }, data: change })).rejects.toThrow(
      /never changed/,
    )
})

test('the voucher’s paper is kept once, sealed, for officers alone; what is no picture or PDF is asked back', async () => {
  const { id, publicId } = await w.db.prisma.purchase.findFirstOrThrow({ where: { state: 'booked' } })
  const path = `/console/spending/${id}/voucher`
  const attach = async (bytes: Uint8Array<ArrayBuffer>) => {
    const token = /name="form" value="([^"]+)"/.exec((await look(minh, '/console/sessions')).text)![1]!
    const body = new FormData()
    body.set('form', token)
    body.set('paper', new File([bytes], 'phieu-chi.png'))
    const cookie = [...minh.at.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = {
      cookie,
      origin: SITE,
      'sec-fetch-site': 'same-origin',
      'x-forwarded-for': '198.51.100.7',
    }
    return w.service.web.request(path, { method: 'POST', body, headers })
  }
  const png = new Uint8Array(300_000)
  png.set(Buffer.from('89504e470d0a1a0a', 'hex'))
  const wrong = await attach(new Uint8Array(10))
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('không phải ảnh hay PDF')])
  const large = new Uint8Array(6_000_000)
  large.set(png)
  expect((await attach(large)).status).toBe(413)
  expect((await attach(png)).headers.get('location')).toContain('said=paper')
  expect((await attach(png)).headers.get('location')).toContain('said=past')
  const { file } = await w.db.prisma.purchase.findUniqueOrThrow({ where: { id } })
  const kept = (await w.files.get(file!))!
  expect(kept.includes(Buffer.from('89504e470d0a1a0a', 'hex'))).toBe(false)
  const cookie = [...thu.at.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const shown = await w.service.web.request(path, { headers: { cookie, 'x-forwarded-for': '198.51.100.7' } })
  expect([shown.headers.get('content-type'), (await shown.arrayBuffer()).byteLength]).toEqual([
    'image/png',
    300_000,
  ])
  expect(shown.headers.get('cache-control')).toBe('private, no-store')
  expect((await look(thu, '/console/audit')).text).toContain('xem ảnh chứng từ')
  expect((await w.service.web.request(`/files/${file}`)).status).toBe(404)
  expect(await (await w.service.web.request(`/vouchers/${publicId}`)).text()).not.toContain(file!)
})

test('Hoa writes down what came, chị Thu confirms it: more than is on the way, or less without a word, is asked back', async () => {
  const { id, lines } = await w.db.prisma.purchase.findFirstOrThrow({
    where: { state: 'booked' },
    include: { lines: true },
  })
  const at = `/console/spending/${id}/deliver`
  const came = { line: lines[0]!.id, commune: '', place: '', day: day(w, 0), receiver: 'teacher' }
  for (const [wrong, why] of [
    [{ sent: '3', quantity: '3' }, 'Trên đường chỉ còn 2 suất'],
    [{ sent: '1', quantity: '2' }, 'Không thể đến nhiều hơn đã gửi'],
    [{ sent: '2', quantity: '1' }, 'Đến thiếu thì anh/chị chọn vì sao'],
    [{ sent: '2', quantity: '1', missing: 'xem http://quy.example, STK 0123456789' }, 'chọn vì sao'],
    [
      { sent: '2', quantity: '1', missing: 'late', note: 'thiếu cho em Nguyễn Văn A' },
      'Chỗ này có vẻ chỉ rõ một em',
    ],
    [
      { sent: '2', quantity: '1', missing: 'late', note: 'em của cô Giàng Thị Mỷ ốm' },
      'Chỗ này có vẻ chỉ rõ một em',
    ],
    [{ sent: '2', quantity: '2', missing: 'late' }, 'Đến đủ thì bỏ trống ô này'],
    [{ sent: '2', quantity: '2', receiver: 'Lan' }, 'Anh/chị chọn một mục'],
    [{ sent: '2', quantity: '2', day: day(w, -3) }, 'Không thể đến trước ngày mua'],
  ] as const) {
    const page = await send(hoa, at, { ...came, ...wrong })
    refuses(page, why)
  }
  expect((await send(minh, at, { ...came, sent: '2', quantity: '2' })).status).toBe(404)
  // Donors and everybody read our words of why; what the officer noted besides is for officers, sealed.
  const less = { sent: '2', quantity: '1', missing: 'weather', note: 'xe nằm lại ở Km 12' }
  expect((await send(hoa, at, { ...came, ...less })).to).toContain('said=recorded')
  expect(await everything(w.db)).not.toContain(latin('Km 12'))
  const short = await w.db.prisma.delivery.findFirstOrThrow()
  const page = (await look(thu, `/console/spending/${id}`)).text
  for (const words of ['mưa gió, đường khó đi', 'Ghi cho cán bộ: xe nằm lại ở Km 12'])
    expect(page).toContain(words)
  expect((await send(hoa, `/console/deliveries/${short.id}/strike`)).to).toContain('said=struck')
  expect((await send(hoa, at, { ...came, sent: '2', quantity: '2' })).to).toContain('said=recorded')
  const delivery = await w.db.prisma.delivery.findFirstOrThrow({ where: { state: 'recorded' } })
  expect((await look(hoa, `/console/spending/${id}`)).text).toContain('nên một người khác xác nhận')
  // Minh keeps the accounts: he reads who confirms, and has no button that would refuse him.
  const minhs = (await look(minh, `/console/spending/${id}`)).text
  expect(minhs).toContain('Xác nhận là việc của: Quản trị, Phụ trách đợt góp, Điều phối, Cán bộ đơn vị.')
  expect(minhs).not.toContain(`/console/deliveries/${delivery.id}/confirm`)
  // It waits for somebody else than Hoa, on their first page and in the list.
  expect((await thu.at.get('/console')).text).toMatch(
    /<strong>1<\/strong> <a[^>]*>Hàng đã đến, chờ anh\/chị xác nhận/,
  )
  const hers = (await hoa.at.get('/console')).text
  expect(hers).not.toContain('Hàng đã đến, chờ anh/chị xác nhận')
  // Who wrote it down sees that it waits for somebody else.
  expect(hers).toContain('Anh/chị đã ghi 1 lần giao, đang chờ người khác xác nhận')
  expect((await thu.at.get('/console')).text).not.toContain('Anh/chị đã ghi')
  expect((await thu.at.get('/console/spending')).text).toContain('Hàng đã đến, chờ người thứ hai xác nhận')
  expect((await send(hoa, `/console/deliveries/${delivery.id}/confirm`)).to).toContain('said=own')
  expect((await send(thu, `/console/spending/${id}/reverse`, { wrong: 'nhầm đợt' })).to).toContain(
    'said=delivered',
  )
  // Who lets in a second self is not two: known by nobody, then a day too new; nor is who stands in for who wrote it down.
  const self = await officer(w, 'unit_officer')
  const confirms = async (who: Someone) => (await send(who, `/console/deliveries/${delivery.id}/confirm`)).to
  const set = (who: Someone, data: { letInBy?: string; knownSince?: Date | null; totpSince?: Date }) =>
    w.db.prisma.officer.update({ where: { id: who.id }, data })
  await set(self, { letInBy: thu.id, knownSince: null })
  const selfs = (await look(self, `/console/spending/${id}`)).text
  expect(selfs).toContain('chưa tính là người thứ hai')
  expect(selfs).not.toContain('Xác nhận đã đến')
  expect(await confirms(self)).toContain('said=not_known')
  expect((await look(self, `/console/spending/${id}?said=not_known`)).text).toContain(
    'chưa tính là người thứ hai',
  )
  await set(self, { knownSince: w.clock.now() })
  expect(await confirms(self)).toContain('said=too_new')
  const { knownSince } = await w.db.prisma.officer.findUniqueOrThrow({ where: { id: hoa.id } })
  await set(hoa, { knownSince: null })
  expect(await confirms(thu)).toContain('said=asker_not_known')
  await set(hoa, { knownSince })
  expect(await w.db.prisma.delivery.count({ where: { state: 'confirmed' } })).toBe(0)
  expect((await send(thu, `/console/deliveries/${delivery.id}/confirm`)).to).toContain('said=confirmed')
  expect((await send(thu, `/console/deliveries/${delivery.id}/strike`)).to).toContain('said=past')
  const audit = await look(thu, '/console/audit')
  for (const act of ['ghi một lần mua', 'ghi sổ một lần mua', 'ghi hàng đã đến', 'xác nhận hàng đã đến'])
    expect(audit.text).toContain(act)
})

test('everybody sees the five stages, by place too, the voucher and the books, with nobody’s name', async () => {
  const page = async (path: string) => {
    const answer = await w.service.web.request(path)
    // As it was sent: a text reader takes the mark away.
    const text = Buffer.from(await answer.arrayBuffer())
      .toString('utf8')
      .replaceAll('\u00A0', ' ')
    return { status: answer.status, type: answer.headers.get('content-type'), text }
  }
  const stage = (text: string, name: string) =>
    new RegExp(`data-stage="${name}"[^>]*>(.*?)</li>`, 's').exec(text)?.[1]?.replace(/<[^>]+>/g, ' ') ?? ''
  const all = (await page(`/campaigns/${tet.slug}`)).text
  expect(stage(all, 'received')).toContain('600.000 đ')
  for (const name of ['bought', 'delivered', 'confirmed'])
    expect(stage(all, name)).toMatch(/583\.000 đ\s+2 suất/)
  expect(stage((await page('/')).text, 'confirmed')).toContain('583.000 đ')
  const there = (await page(`/campaigns/${tet.slug}?of=${encodeURIComponent('place/Ngọc Chiến (bản thử)')}`))
    .text
  // Two things: what became of them is told of the whole campaign alone.
  for (const name of ['bought', 'delivered', 'confirmed']) {
    expect(stage(there, name)).toContain('Không nêu riêng')
    expect(stage(there, name)).not.toMatch(/583\.000|2 suất/)
  }
  expect(stage((await page(`/campaigns/${tet.slug}?of=tet-ngoc-chien-gifts`)).text, 'bought')).not.toContain(
    '583',
  )
  const elsewhere = (await page(`/campaigns/${tet.slug}?of=tet-ta-xua-coats-girls`)).text
  expect(stage(elsewhere, 'received')).toContain('Chưa nhận')

  const { publicId } = await w.db.prisma.purchase.findFirstOrThrow({ where: { state: 'booked' } })
  const voucher = await page(`/vouchers/${publicId}`)
  expect(voucher.text).toContain('Chứng từ PC-01')
  // Two things that came on one day: their commune is not named, nor is who sold them.
  expect(voucher.text).toContain('một xã của Sơn La')
  expect(voucher.text).not.toMatch(/Ngọc Chiến|Cửa hàng/)
  expect((await page('/vouchers/NOTHING')).status).toBe(404)

  const books = await page(`/campaigns/${tet.slug}/books.csv`)
  expect(books.type).toBe('text/csv; charset=utf-8')
  const [head, ...lines] = books.text.trimEnd().split('\r\n')
  expect(head).toBe(
    '\uFEFFNgày;Việc;Chứng từ;Cho;Nơi;Số lượng;Đơn vị;Số tiền (đồng);Trị giá, không phải tiền (đồng);Trong đó của công ty (đồng);Trong đó của nhóm, lớp (đồng)',
  )
  expect(lines.map((line) => line.slice(11))).toEqual([
    'nhận;;suất quà Tết;Ngọc Chiến (bản thử);;;600000;;;',
    'mua;PC-01;suất quà Tết;;2;suất;583000;;;',
    'đến nơi;PC-01;suất quà Tết;;2;suất;583000;;;',
    'xác nhận;PC-01;suất quà Tết;;2;suất;583000;;;',
  ])
  expect((await page('/campaigns/do-dau/books.csv')).status).toBe(404)
})

test('a wrong purchase is reversed by two, and the auditor reads all and changes nothing', async () => {
  const made = await buy({
    amount: '17.000',
    voucher: 'PC-02',
    [`quantity_${gifts}`]: '',
    [`price_${gifts}`]: '',
    what: 'công chở',
  })
  const id = idIn(made)
  await send(thu, `/console/approvals/${await waiting()}/approve`)
  expect((await send(minh, `/console/spending/${id}/reverse`, { wrong: '' })).status).toBe(422)
  expect((await send(minh, `/console/spending/${id}/reverse`, { wrong: 'ghi nhầm đợt' })).to).toContain(
    'said=reversal',
  )
  expect((await look(thu, '/console/approvals')).text).toContain('hủy vì: ghi nhầm đợt')
  expect((await send(thu, `/console/approvals/${await waiting()}/approve`)).to).toContain('done=approved')
  const auditor = await officer(w, 'auditor')
  const page = await look(auditor, `/console/spending/${id}`)
  expect([page.status, page.text]).toEqual([200, expect.stringContaining('đã hủy')])
  expect(page.text).not.toContain('Gửi người thứ hai duyệt')
  expect((await buy({}, auditor)).status).toBe(404)
  expect((await look(thu, '/console/spending')).text).toContain('17.000 đ góp chung')
})

/** Lan promises two Tết gifts for Ngọc Chiến, in the chat. */
async function promised(lan: ReturnType<World['person']>) {
  await lan.says('góp 600k cho Ngọc Chiến')
  await lan.presses(/Lấy mã/)
  return w.db.prisma.pledge.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
}

/** Rows and cells of a file as a spreadsheet reads them. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of csv
    .slice(1)
    .matchAll(/(?:"((?:[^"]|"")*)"|([^;"\r\n]*))(;|\r\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\r\n') rows.push([])
    if (end === '') break
  }
  return rows.slice(0, -1)
}

const LONG = `suất quà "Tết"; ${'rất dài '.repeat(40)}`.slice(0, 300).trim()
test.each([
  ...['=1+1', '+84912345678', '-2', '@SUM(A1)', '\t=1+1', '\r=1+1', '\n=1+1', ' =1+1', '＝1+1', '＠SUM(A1)'],
  ...[
    '\u202E=1+1',
    '\u2066@SUM(A1)\u2069',
    '\u200B=1+1',
    '\uFEFF-2',
    '\u0000=1+1',
    LONG,
    `\u202E${LONG}\u2066`,
    'áo\r\nấm; "mới"',
  ],
])('no name breaks a file for spreadsheets, nor is it a formula there: %j', async (name) => {
  const served = w.service.web.routes.map(({ path }) => path).filter((path) => /csv/.test(path))
  // Another file for spreadsheets is to be read here too.
  expect(new Set(served)).toEqual(new Set(['/campaigns/:slug/books.csv']))
  const read = async () => {
    const answer = await w.service.web.request(`/campaigns/${tet.slug}/books.csv`)
    return Buffer.from(await answer.arrayBuffer()).toString('utf8')
  }
  const of = { bought: { some: {} } }
  const need = await w.db.prisma.need.findFirstOrThrow({ where: of })
  const commune = await w.db.prisma.commune.findUniqueOrThrow({ where: { id: need.communeId! } })
  const before = cellsOf(await read())
  // Postgres itself keeps no NUL.
  const kept = name.replaceAll('\u0000', '\u0001')
  const called = (data: { what: string; unitWord: string }) => renamed(need.id, data)
  await called({ what: kept, unitWord: kept })
  await w.db.prisma.commune.update({ where: { id: commune.id }, data: { name: kept } })
  try {
    const cells = cellsOf(await read())
    expect(cells.map((row) => row.length)).toEqual(before.map((row) => row.length))
    expect(cells.map((row) => [row[0], row[7]])).toEqual(before.map((row) => [row[0], row[7]]))
    for (const cell of cells.flat()) {
      expect(cell).not.toMatch(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u)
      expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/)
    }
    const words = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '')
    expect(cells.flat().filter((cell) => words(cell) === words(kept)).length).toBeGreaterThan(2)
  } finally {
    const { what, unitWord } = need
    await called({ what, unitWord })
    await w.db.prisma.commune.update({ where: { id: commune.id }, data: { name: commune.name } })
  }
})

/** A need, and what was bought for it, as nobody but whoever has the database can call them. */
async function renamed(need: string, data: { what: string; unitWord: string }) {
  await w.db.prisma.need.update({ where: { id: need }, data })
  await w.db.script('ALTER TABLE purchase_line DISABLE TRIGGER purchase_line_stands')
  await w.db.prisma.purchaseLine.updateMany({ where: { needId: need }, data })
  await w.db.script('ALTER TABLE purchase_line ENABLE TRIGGER purchase_line_stands')
}

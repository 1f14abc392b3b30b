import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { nextWindow } from '../../src/campaigns/index.ts'
import { readFlows } from '../../src/conversation/index.ts'
import { campaignFacts } from '../../src/needs/index.ts'
import { dayOf } from '../../src/platform/vietnamese/index.ts'
import { type World, world } from '../support/world.ts'
import { campaignForm, day, officer, type Page, type Someone } from './desk.ts'

/** Chị Thu runs campaigns from the desk; donors notice within seconds. */

let w: World
let thu: Someone
let tet: { id: string; slug: string; unitId: string; accountId: string }
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  thu = await officer(w, 'campaign_manager')
  tet = await w.db.prisma.campaign.findFirstOrThrow()
}, 120_000)
afterAll(() => w.close())

const winter = () => campaignForm(w, tet, { legal_basis: '199/KH-UBND ngày 13/9/2019' })
const coat = {
  commune: '',
  package: 'warm-clothes',
  mode: 'exclusive',
  what: 'áo ấm cho trẻ 6–10 tuổi',
  unit: 'áo',
  price: '180.000',
  cap: '40',
  deadline: '',
  rank: '10',
  shows: 'yes',
}
const send = async (path: string, fields: Record<string, string> = {}, who = thu): Promise<Page> => {
  // As a person does: the form, or a page of the desk, is opened first.
  await who.at.get(path.endsWith('/edit') ? path : '/console/campaigns')
  return who.at.post(path, fields)
}
/** What is said below a field. */
const noteOf = (page: Page, field: string, kind: 'hint' | 'fault') =>
  new RegExp(`id="${field}-${kind}"[^>]*>([^<]*)<`).exec(page.text)?.[1]?.replaceAll('\u00a0', ' ')
const idIn = (page: Page) => /campaigns\/([0-9a-f-]{36})/.exec(page.to ?? '')![1]!

test('a campaign is made, lacks what it lacks, opens, and its flow offers it within seconds', async () => {
  const made = await send('/console/campaigns/new', { ...winter(), purpose: '' })
  const id = idIn(made)
  const draft = await w.db.prisma.campaign.findUniqueOrThrow({ where: { id } })
  expect(draft).toMatchObject({
    state: 'draft',
    slug: 'do-am-mua-dong',
    legalBasis: '199/KH-UBND ngày 13/9/2019',
  })
  expect((await w.service.web.request(`/campaigns/${draft.slug}`)).status).toBe(404)

  const early = await send(`/console/campaigns/${id}/open`)
  expect(early.status).toBe(422)
  expect(early.text).toContain('mục đích của đợt')
  expect(early.text).toContain('ít nhất một nhu cầu đang mở')
  const girls = { ...coat, package: 'warm-clothes/coat', sex: 'female', age_from: '6', age_to: '10' }
  expect((await send(`/console/campaigns/${id}/needs/new`, girls)).to).toContain('said=saved')
  expect(await w.db.prisma.need.findFirst({ where: { campaignId: id } })).toMatchObject({
    package: 'warm-clothes',
    item: 'coat',
    sex: 'female',
    ageFrom: 6,
    ageTo: 10,
  })
  expect((await send(`/console/campaigns/${id}/edit`, winter())).to).toContain('said=saved')
  expect((await send(`/console/campaigns/${id}/open`)).to).toContain('said=opened')
  expect((await send(`/console/campaigns/${id}/open`)).to).toContain('said=past')
  expect((await w.service.web.request(`/campaigns/${draft.slug}`)).status).toBe(200)

  // Of several the talk names one first; what is over is named nowhere.
  const named = async () =>
    /Cuộc trò chuyện nói về [^,(]*/.exec((await thu.at.get(`/console/campaigns/${tet.id}`)).text)?.[0]
  expect(await named()).toContain('Đồ ấm mùa đông trước')
  const { receivesUntil } = await w.db.prisma.campaign.findUniqueOrThrow({ where: { id: tet.id } })
  const until = (at: Date) =>
    w.db.prisma.campaign.update({ where: { id: tet.id }, data: { receivesUntil: at } })
  await until(w.clock.now())
  expect(await named()).toBeUndefined()
  await until(receivesUntil)

  const lan = w.person('Lan')
  await vi.waitFor(
    async () => {
      await lan.says(`/start ${draft.slug}`)
      expect(lan.heard.map(({ text }) => text).join()).toMatch(/áo ấm, mũ, tất[\s\S]*180\.000/)
    },
    { timeout: 10_000, interval: 500 },
  )
  const told = await w.db.prisma.audit.findMany({
    where: { object: `campaign/${id}` },
    orderBy: { n: 'asc' },
  })
  expect(told.map(({ act, detail }) => [act, detail])).toEqual([
    ['campaign.made', ''],
    ['campaign.changed', 'purpose'],
    ['campaign.opened', ''],
  ])
  await send(`/console/campaigns/${id}/close`, { sure: 'yes' })
  // And within seconds it is offered to nobody any more.
  const hoa = w.person('Hoa')
  await vi.waitFor(
    async () => {
      const said = (await hoa.says('/start')).map(({ text }) => text).join()
      expect(said).toMatch(/Tết đang về từng nhà/)
    },
    { timeout: 10_000, interval: 500 },
  )
}, 60_000)

test('all faults of a form are told at once, and what was typed is still there', async () => {
  const bad = await send('/console/campaigns/new', {
    ...winter(),
    title: '',
    purpose: 'Quà cho bé Na lớp 2B, Trường Tiểu học Tà Xùa',
    series: 'đ',
    prefix: 'TL',
    min: 'nhiều lắm',
    most: '20tr',
    hold: '2',
    opens: '31/2/2027',
    gift_by: day(w, 20),
    until: day(w, 10),
    account: w.db.kind,
  })
  expect(bad.status).toBe(422)
  for (const fault of ['title', 'purpose', 'series', 'prefix', 'min', 'opens', 'account'])
    expect(bad.text, fault).toContain(`id="${fault}-fault"`)
  expect(bad.text).toContain('chỉ rõ một em hoặc một trường')
  expect(bad.text).toContain('value="20tr"')
  expect(bad.text).not.toContain('id="most-fault"')
  expect(noteOf(bad, 'most', 'hint')).toBe('Hiểu là 20.000.000 đ.')
  expect(noteOf(bad, 'hold', 'fault')).toBe('Anh/chị ghi một số từ 5 đến 1.440.')
  expect(noteOf(bad, 'until', 'fault')).toBe('Ngày này đang sớm hơn ngày ở “Hạn góp để quà kịp dịp”.')
  expect(bad.text).toContain('value="31/2/2027"')
  const order = await send('/console/campaigns/new', { ...winter(), until: day(w, 10) })
  expect(order.text).toContain('id="until-fault"')
  const need = await send(`/console/campaigns/${tet.id}/needs/new`, {
    ...coat,
    what: 'quà cho em Lan',
    unit: 'áo',
    price: '1',
    cap: '0',
    deadline: 'mai',
    commune: 'x',
    package: 'warm-clothes/lunch',
    age_from: '10',
    age_to: '6',
  })
  for (const fault of ['commune', 'package', 'age_to', 'what', 'price', 'cap', 'deadline'])
    expect(need.text, fault).toContain(`id="${fault}-fault"`)
}, 60_000)

test('sums are read as people type them, what can be two is asked back, and marks that are taken are told at once', async () => {
  const marks = await w.db.prisma.campaign.findUniqueOrThrow({ where: { id: tet.id } })
  const taken = { series: marks.receiptSeries, prefix: marks.codePrefix }
  const bad = await send('/console/campaigns/new', {
    ...winter(),
    ...taken,
    min: '20',
    most: '1.5',
    days: '0',
  })
  for (const field of ['series', 'prefix'])
    expect(noteOf(bad, field, 'fault'), field).toContain(`“${marks.title}” đang dùng rồi`)
  expect(noteOf(bad, 'min', 'fault')).toBe('Có phải 20.000 đ không? Anh/chị gõ đủ số giúp.')
  expect(noteOf(bad, 'most', 'fault')).toBe('1.500.000 đ hay 1.500 đ? Anh/chị gõ đủ số giúp.')
  expect(noteOf(bad, 'days', 'fault')).toBe('Anh/chị ghi một số từ 1 đến 90.')

  const sums = { series: 'SUM27', prefix: 'SUM', min: '100k', most: '1,5 triệu' }
  const id = idIn(await send('/console/campaigns/new', { ...winter(), ...sums }))
  expect(await w.db.prisma.campaign.findUniqueOrThrow({ where: { id } })).toMatchObject({
    minAmount: 100_000n,
    mostUnpaid: 1_500_000n,
  })
  // What was understood stands on the page that is shown next.
  const shown = (await thu.at.get(`/console/campaigns/${id}`)).text.replaceAll('\u00a0', ' ')
  expect(shown).toMatch(/100\.000 đ[\s\S]*1\.500\.000 đ/)
  const again = await send(`/console/campaigns/${id}/edit`, { ...winter(), ...taken, min: 'x' })
  for (const field of ['series', 'prefix', 'min']) expect(again.text).toContain(`id="${field}-fault"`)
  const pooled = { ...coat, mode: 'pooled', what: 'bữa trưa', unit: '', price: '', cap: '20tr' }
  await send(`/console/campaigns/${id}/needs/new`, { ...pooled, shows: '' })
  expect(await w.db.prisma.need.findFirst({ where: { campaignId: id } })).toMatchObject({ cap: 20_000_000n })
  const many = await send(`/console/campaigns/${id}/needs/new`, { ...coat, price: '180k', cap: '20tr' })
  expect(noteOf(many, 'price', 'hint')).toBe('Hiểu là 180.000 đ.')
  expect(noteOf(many, 'cap', 'fault')).toBe('Chỗ này là một số, ví dụ 15.')
}, 60_000)

test('what donors hold codes and receipts of does not change with the form', async () => {
  const was = await w.db.prisma.campaign.findUniqueOrThrow({ where: { id: tet.id } })
  const other = await w.db.prisma.bankAccount.create({
    data: {
      id: '019a0000-0000-7000-8000-0000000000ac',
      unitId: was.unitId,
      bin: '000001',
      bankName: 'Ngân hàng khác',
      number: '999',
      holder: 'QUỸ',
    },
  })
  const form = {
    ...winter(),
    title: 'Tết ấm áp',
    account: other.id,
    series: 'XXX',
    prefix: 'XXX',
    unit: was.unitId,
  }
  expect((await send(`/console/campaigns/${tet.id}/edit`, form)).to).toContain('said=saved')
  const is = await w.db.prisma.campaign.findUniqueOrThrow({ where: { id: tet.id } })
  expect(is.title).toBe('Tết ấm áp')
  expect([is.accountId, is.receiptSeries, is.codePrefix, is.slug]).toEqual([
    was.accountId,
    was.receiptSeries,
    was.codePrefix,
    was.slug,
  ])
  const [told] = await w.db.prisma.audit.findMany({
    where: { object: `campaign/${tet.id}`, act: 'campaign.changed' },
    orderBy: { n: 'desc' },
  })
  expect(told!.detail.split(',')).toContain('title')
  expect(told!.detail).not.toContain('Tết ấm')
  await w.db.prisma.campaign.update({ where: { id: tet.id }, data: was })
}, 60_000)

test('a later price changes no promise, and a cap goes no lower than what is taken', async () => {
  const need = await w.db.prisma.need.findFirstOrThrow({ where: { campaignId: tet.id, shows: true } })
  const mai = w.person('Mai')
  await mai.says('/start')
  await mai.presses('Góp quà Tết')
  await mai.presses(/^2 suất/)
  await mai.presses('Lấy mã chuyển khoản')
  const form = {
    ...coat,
    package: need.package,
    what: need.what,
    unit: need.unitWord,
    price: '500.000',
    cap: need.cap.toString(),
  }
  expect((await send(`/console/needs/${need.id}/edit`, form)).to).toContain('said=saved')
  const pledge = await w.db.prisma.pledge.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
  expect([pledge.unitPrice, pledge.amount]).toEqual([need.unitPrice, 2n * need.unitPrice])
  const low = await send(`/console/needs/${need.id}/edit`, { ...form, cap: '1' })
  expect(low.status).toBe(422)
  expect(low.text).toContain('ít hơn số đã có người đăng ký')
  await w.db.prisma.need.update({ where: { id: need.id }, data: { unitPrice: need.unitPrice } })
}, 60_000)

test('a closed need: its old button and its link are answered kindly at once', async () => {
  const need = await w.db.prisma.need.findFirstOrThrow({
    where: { campaignId: tet.id, communeId: { not: null }, mode: 'exclusive', state: 'open' },
    orderBy: { rank: 'asc' },
    include: { commune: true },
  })
  const [lan, hoa] = [w.person('Lan'), w.person('Hoa')]
  await lan.says(`/start ${need.key}`)
  expect(
    lan.heard.at(-1)!.text +
      lan.heard
        .at(-1)!
        .choices.map(({ label }) => label)
        .join(),
  ).toMatch(/\d/)
  const old = lan.heard.at(-1)!.choices[0]!
  const before = await w.db.prisma.pledge.count()
  expect((await send(`/console/needs/${need.id}/close`)).to).toContain('said=need_closed')
  // At once, whatever this process still has in its memory: what is asked is asked of the database.
  const [answer] = await lan.presses(old.label)
  expect(answer!.text).toContain('Nơi này hiện không nhận thêm nữa')
  expect(answer!.choices.map(({ label }) => label)).toContain('Chọn nơi khác')
  // A link that is older than its need's end says so, and what else there is.
  await hoa.says(`/start ${need.key}`)
  expect(hoa.heard.at(-1)!.text).toContain('Nơi này hiện không nhận thêm nữa, cảm ơn bạn')
  expect(hoa.heard.at(-1)!.choices.map(({ label }) => label)).toContain('Chọn nơi khác')
  // Nobody has given to it: the public page has it no more, neither in its list nor among the communes in need.
  const shown = async () =>
    (await (await w.service.web.request(`/campaigns/${tet.slug}`)).text()).includes(need.what)
  const { takenBefore } = need
  await w.db.prisma.need.update({ where: { id: need.id }, data: { takenBefore: 0n } })
  expect(await shown()).toBe(false)
  await w.db.prisma.need.update({ where: { id: need.id }, data: { takenBefore } })
  const page = await (await w.service.web.request(`/campaigns/${tet.slug}`)).text()
  expect(page.slice(page.indexOf(need.what)).split('</article>')[0]).toMatch(/Đã khép/)
  expect(page.slice(page.indexOf(need.what)).split('</article>')[0]).not.toMatch(/ một áo|chậm nhất/)
  expect(await w.db.prisma.pledge.count({ where: { needId: need.id, state: 'held' } })).toBe(0)
  expect(await w.db.prisma.pledge.count()).toBe(before)
  expect((await send(`/console/needs/${need.id}/close`)).to).toContain('said=past')
  expect((await send(`/console/needs/${need.id}/open`)).to).toContain('said=need_opened')
}, 60_000)

test('a closed campaign: an old button, a link and the public page know it; who has promised is awaited', async () => {
  const [lan, hoa, mai] = [w.person('Lan'), w.person('Hoa'), w.person('Mai')]
  await lan.says('/start')
  await lan.presses('Góp quà Tết')
  await hoa.says('/start')
  await hoa.presses('Góp quà Tết')
  await hoa.presses(/^1 suất/)
  await hoa.presses('Lấy mã chuyển khoản')
  const { code } = await w.db.prisma.pledge.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
  const before = await w.db.prisma.pledge.count()
  // Nothing is closed before it is read what follows.
  const asks = await send(`/console/campaigns/${tet.id}/close`)
  expect(asks.status).toBe(409)
  expect(asks.text.replaceAll('\u00a0', ' ')).toMatch(
    /Khép “Tết ấm 2027”\?.*\d+ phần đăng ký đang chờ tiền, còn [\d.]+ đ|Không có phần đăng ký nào đang chờ tiền/s,
  )
  expect((await w.db.prisma.campaign.findUniqueOrThrow({ where: { id: tet.id } })).state).toBe('open')
  expect((await send(`/console/campaigns/${tet.id}/close`, { sure: 'yes' })).to).toContain('said=closed')

  const told = (await lan.presses(/^1 suất/)).map(({ text }) => text).join('\n')
  expect(told).toMatch(/đã khép|đã kết thúc/)
  expect(await w.db.prisma.pledge.count()).toBe(before)
  const pay = await (await w.service.web.request(`/pay/${code}`)).text()
  // As whoever closed it was told: the code is given to nobody any more, on the page or in the chat.
  expect(pay).toContain('data-state="closed"')
  expect(pay).not.toContain('copy-row')
  const asked = (await hoa.says('mã chuyển khoản')).map(({ text }) => text)
  expect(asked.join('\n')).toMatch(/đã khép|đã kết thúc/)
  expect(asked).not.toContain(code)
  const page = await (await w.service.web.request(`/campaigns/${tet.slug}`)).text()
  expect(page).not.toMatch(/href="\/chat\?[^"]*start/)
  // The day on which it was closed, not the one that was planned.
  const today = day(w, 0).split('-').reverse().join('/')
  expect(page).toContain(`đã khép ngày ${today}`)
  expect(page).toContain(`đến hết ${today}`)
  expect((await thu.at.get(`/console/campaigns/${tet.id}`)).text).toContain(`đã khép ngày ${today}`)
  await vi.waitFor(
    async () => {
      await mai.says(`/start ${tet.slug}`)
      expect(mai.heard.map(({ text }) => text).join()).toContain(`đã khép ngày ${today}`)
    },
    { timeout: 10_000, interval: 500 },
  )
  // Her money is received all the same: she promised it in time.
  await w.bank.credits(300_000n, code)
  await hoa.hears(/Mình đã thấy 300\.000/)
  expect((await send(`/console/campaigns/${tet.id}/open`)).to).toContain('said=opened')
}, 60_000)

test('the last open need: who closes it says what becomes of the campaign; for the pot alone it comes after what lacks something', async () => {
  const made = await send('/console/campaigns/new', {
    ...winter(),
    title: 'Sách cho em',
    series: 'SE27',
    prefix: 'SCE',
    gift_by: day(w, 2),
  })
  const id = idIn(made)
  await send(`/console/campaigns/${id}/needs/new`, coat)
  expect((await send(`/console/campaigns/${id}/open`)).to).toContain('said=opened')
  const need = await w.db.prisma.need.findFirstOrThrow({ where: { campaignId: id } })
  const closing = (rest?: string) => send(`/console/needs/${need.id}/close`, rest ? { rest } : {})
  const asked = await closing()
  expect(asked.status).toBe(409)
  expect(asked.text).toContain('Khép cả đợt góp')
  expect(asked.text).toContain('Giữ đợt, chỉ nhận góp chung')
  expect(await w.db.prisma.need.findUniqueOrThrow({ where: { id: need.id } })).toMatchObject({
    state: 'open',
  })

  expect((await closing('pot')).to).toContain('said=need_closed')
  const facts = await campaignFacts(w.db.prisma, w.clock.now(), 'https://chungtay.example')
  const slugs = (facts.campaigns as readonly { slug: string }[]).map(({ slug }) => slug)
  expect(slugs.at(-1)).toBe('sach-cho-em')
  const front = await (await w.service.web.request('/')).text()
  expect(front.indexOf('Tết ấm')).toBeLessThan(front.indexOf('Sách cho em'))
  await vi.waitFor(
    async () => {
      const minh = w.person('Minh')
      await minh.says('300k')
      const pledge = await w.db.prisma.pledge.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
      expect(pledge.campaignId).not.toBe(id)
    },
    { timeout: 10_000, interval: 500 },
  )

  await send(`/console/needs/${need.id}/open`)
  expect((await closing('campaign')).to).toContain('said=closed')
  expect(await w.db.prisma.campaign.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'closed' })
  expect(await w.db.prisma.need.findUniqueOrThrow({ where: { id: need.id } })).toMatchObject({
    state: 'closed',
  })
}, 60_000)

test('who only sees campaigns has no buttons, and who is of another unit has nothing', async () => {
  const hoa = await officer(w, 'coordinator')
  const page = await hoa.at.get(`/console/campaigns/${tet.id}`)
  expect(page.status).toBe(200)
  expect(page.text).not.toContain('/close')
  expect((await send(`/console/campaigns/${tet.id}/close`, {}, hoa)).status).toBe(404)
}, 60_000)

test('an occasion proposes the days of its next time, and all else that was typed stays', async () => {
  const typed: Record<string, string> = { ...winter(), title: 'Sách cho năm học mới' }
  const fill = (occasion: string) => send('/console/campaigns/new', { ...typed, occasion })
  const page = await fill('new-school-year')
  expect(page.status).toBe(200)
  for (const kept of ['title', 'what', 'series', 'prefix', 'min', 'legal_basis'] as const)
    expect(page.text, kept).toContain(`name="${kept}" type="text" value="${typed[kept]}"`)
  const { goods } = nextWindow('new-school-year', dayOf(w.clock.now()))!
  const value = (name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page.text)?.[1]
  expect(value('gift_by')).toBe(goods)
  expect(goods.slice(5)).toBe('08-25')
  expect(value('until')).toBe(`${goods.slice(0, 4)}-09-05`)
  expect(value('distribute')).toBe(`${goods.slice(0, 4)}-09-25`)
  expect(page.text).toMatch(
    /<option[^>]*value="new-school-year"[^>]*selected|selected[^>]*value="new-school-year"/,
  )
  // What is no occasion proposes nothing, and the form is there.
  const plain = await thu.at.get('/console/campaigns/new')
  expect(plain.status).toBe(200)
  expect(plain.text).not.toMatch(/name="gift_by"[^>]*value="\d/)
})

test('who has no account to collect on reads so before anything is typed, and what to do', async () => {
  await w.db.prisma.bankAccount.updateMany({ data: { state: 'proposed' } })
  const boss = await officer(w, 'administrator')
  const form = async ({ at }: Someone) => (await at.get('/console/campaigns/new')).text
  expect(await form(boss)).toMatch(/chưa có tài khoản nào.*<a href="\/console\/accounts">Thêm tài khoản/s)
  expect(await form(thu)).toMatch(/chưa có tài khoản nào.*nhờ quản trị viên hoặc kế toán/s)
  await w.db.prisma.bankAccount.updateMany({ data: { state: 'open' } })
  expect(await form(boss)).not.toContain('chưa có tài khoản nào')
})

test('what was opened never becomes one for sponsored places, nor stops being one: neither with the form nor in the database', async () => {
  const places = await w.db.prisma.campaign.findFirstOrThrow({ where: { eventKind: 'sponsorship' } })
  const shown = (text: string) => {
    const fields = [...text.matchAll(/<input(?=[^>]*name="(\w+)")[^>]*value="([^"]*)"/g)].map(
      ([, name, value]) => [name!, value!.replaceAll('&quot;', '"').replaceAll('&amp;', '&')] as const,
    )
    const lines = [...text.matchAll(/<textarea[^>]*name="(\w+)"[^>]*>([^<]*)</g)].map(
      ([, a, b]) => [a!, b!] as const,
    )
    const picks = [...text.matchAll(/<select[^>]*name="(\w+)"[^>]*>(.*?)<\/select>/gs)].map(
      ([, name, all]) => [name!, /<option[^>]*value="([^"]*)"[^>]*selected/.exec(all!)?.[1] ?? ''] as const,
    )
    return Object.fromEntries(
      [...fields, ...lines, ...picks].filter(([name]) => name !== 'form' && name !== 'was'),
    )
  }
  for (const [campaign, event] of [
    [places, 'winter'],
    [tet, 'sponsorship'],
  ] as const) {
    const path = `/console/campaigns/${campaign.id}/edit`
    const form = (await thu.at.get(path)).text
    const offered = /<select[^>]*name="event".*?<\/select>/s.exec(form)![0]
    expect(offered.includes(`<option value="${event}"`)).toBe(false)
    const bad = await thu.at.post(path, { ...shown(form), event })
    expect([bad.status, noteOf(bad, 'event', 'fault')]).toEqual([
      422,
      expect.stringContaining('không đổi giữa suất đỡ đầu và dịp khác'),
    ])
    const written = w.db.prisma.campaign.update({ where: { id: campaign.id }, data: { eventKind: event } })
    await expect(written).rejects.toThrow(/neither becomes one for places nor stops being one/)
  }
  // A draft may still be either, until it has places.
  const id = idIn(await send('/console/campaigns/new', { ...winter(), series: 'DB27', prefix: 'DBM' }))
  const path = `/console/campaigns/${id}/edit`
  const form = { ...winter(), series: 'DB27', prefix: 'DBM' }
  expect((await send(path, { ...form, event: 'sponsorship' })).to).toContain('said=saved')
  await send('/console/slots/new', {
    ...{ campaign: id, province: 'Sơn La', commune: '', sex: 'female', age_from: '6', age_to: '8' },
    ...{ what: 'bữa trưa', monthly: '200.000', until: day(w, 20).slice(0, 7), count: '1' },
  })
  expect(noteOf(await send(path, { ...form, event: 'winter' }), 'event', 'fault')).toContain(
    'đã có suất đỡ đầu',
  )
})

test('no text of a campaign or need puts another account, a link or a person into the fund’s mouth', async () => {
  const account = await w.db.prisma.bankAccount.findUniqueOrThrow({ where: { id: tet.accountId } })
  const stated = { ...winter(), series: 'DC27', prefix: 'DCM', event: 'other' }
  for (const [wrong, why] of [
    [
      { purpose: 'Tài khoản đang bảo trì, mời chuyển vào STK 0123 456 789 BIDV' },
      'số tài khoản hay số điện thoại',
    ],
    [{ title: 'Tết ấm, STK 0123456789' }, 'số tài khoản hay số điện thoại'],
    [{ what: 'áo ấm, xem evil.example' }, 'đường dẫn'],
    [{ for_whom: 'trẻ em, ghi ở https://evil.example/pay' }, 'đường dẫn'],
  ] as const) {
    const bad = await send('/console/campaigns/new', { ...stated, ...wrong })
    expect([bad.status, noteOf(bad, Object.keys(wrong)[0]!, 'fault')]).toEqual([
      422,
      expect.stringContaining(why),
    ])
  }
  const own = { ...stated, purpose: `Chuyển vào tài khoản ${account.number}. Kêu gọi: ông Nguyễn Văn An.` }
  const id = idIn(await send('/console/campaigns/new', own))
  for (const [what, why] of [
    ['áo ấm, STK 0123456789', 'số tài khoản hay số điện thoại'],
    ['áo ấm cho Giàng Thị Mỷ, bản Tà Xùa A', 'họ tên một người'],
    ['áo ấm cho bé gái Mùa Thị Dợ', 'chỉ rõ một em'],
    ['áo ấm cho trường tà xùa', 'chỉ rõ một em hoặc một trường'],
  ] as const) {
    const bad = await send(`/console/campaigns/${id}/needs/new`, { ...coat, what })
    expect([bad.status, noteOf(bad, 'what', 'fault')]).toEqual([422, expect.stringContaining(why)])
  }
})

test('an occasion of the fund’s own is offered by what its file calls it', async () => {
  const words = 'hears:\n  whole: [rằm tháng giêng]\nhello: Trăng đầu năm đã tròn.\nhello.give: Góp rằm\n'
  const own = {
    flow: 'ram-thang-gieng',
    steps: 'flow: ram-thang-gieng\nabout: Rằm tháng Giêng\nvoice_of: give\n',
    words: { vi: words, en: 'hello: The first full moon.\nhello.give: Give\n' },
  }
  const other = await world({ env: { TRUSTED_PROXIES: '1' }, flows: [...readFlows('flows'), own] })
  try {
    const minh = await officer(other, 'campaign_manager')
    const { text } = await minh.at.get('/console/campaigns/new')
    expect(text).toMatch(/<option value="ram-thang-gieng"[^>]*>Rằm tháng Giêng</)
    expect(text).toMatch(/<option value="tet"[^>]*>góp quà Tết</)
  } finally {
    await other.close()
  }
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { usualAccounts } from '../../src/campaigns/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { type World, world } from '../support/world.ts'
import { cameEarlier, campaignForm, officer, type Page, type Someone } from './desk.ts'

/** Who may open a campaign on which account: chị Thu makes campaigns, Minh is the treasurer. */

let w: World
let thu: Someone
let minh: Someone
let tet: { id: string; unitId: string; accountId: string; codePrefix: string; receiptSeries: string }
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  thu = await officer(w, 'campaign_manager')
  minh = await officer(w, 'treasurer')
  tet = await w.db.prisma.campaign.findFirstOrThrow()
  await cameEarlier(w)
  await w.db.script("update officer_session set proven_at = now() + interval '1 hour'")
}, 120_000)
afterAll(() => w.close())

const earlier = () => new Date(w.clock.now().getTime() - 48 * 3_600_000)
const sheet = (more: Record<string, string> = {}) => campaignForm(w, tet, more)
const send = async ({ at }: Someone, path: string, fields: Record<string, string> = {}): Promise<Page> => {
  await at.get(path.endsWith('/edit') ? path : '/console/sessions')
  return at.post(path, fields)
}
const make = (more: Record<string, string> = {}) => send(thu, '/console/campaigns/new', sheet(more))
const idIn = (page: Page) => /campaigns\/([0-9a-f-]{36})/.exec(page.to ?? '')![1]!
const open = (id: string, fields: Record<string, string> = { pot: 'yes' }) =>
  send(thu, `/console/campaigns/${id}/open`, fields)
const stateOf = async (id: string) => (await w.db.prisma.campaign.findUniqueOrThrow({ where: { id } })).state
const account = (number: string) =>
  w.db.prisma.bankAccount.create({
    data: {
      id: ids.uuid(),
      unitId: tet.unitId,
      bin: '000000',
      bankName: 'Ngân hàng Thử',
      number,
      holder: 'QUỸ (BẢN THỬ)',
    },
  })
const asked = () => w.db.prisma.approval.findFirstOrThrow({ orderBy: { askedAt: 'desc' } })

test('the letters and the series of another campaign are refused beside their fields, by its name', async () => {
  const said = await make({ prefix: tet.codePrefix.toLowerCase(), series: tet.receiptSeries })
  expect(said.status).toBe(422)
  for (const field of ['prefix', 'series'])
    expect(said.text).toMatch(new RegExp(`id="${field}-fault"[^>]*>“Tết ấm 2027” đang dùng rồi`))
  expect(said.text).toContain('value="Đồ ấm mùa đông"')
  // A draft keeps its own ones from others too, and may be saved with them.
  const id = idIn(await make())
  expect((await make({ title: 'Khác', prefix: 'KHA' })).text).toMatch(
    /id="series-fault"[^>]*>“Đồ ấm mùa đông”/,
  )
  expect((await send(thu, `/console/campaigns/${id}/edit`, sheet({ title: 'Ấm' }))).to).toContain(
    'said=saved',
  )
  const edit = await send(thu, `/console/campaigns/${id}/edit`, sheet({ prefix: tet.codePrefix }))
  expect(edit.text).toMatch(/id="prefix-fault"[^>]*>“Tết ấm 2027”/)
  await w.db.prisma.campaign.delete({ where: { id } })
})

test('nor can two have the same, whoever writes them into the database', async () => {
  const {
    id: _,
    key: __,
    slug: ___,
    ...rest
  } = await w.db.prisma.campaign.findUniqueOrThrow({
    where: { id: tet.id },
  })
  const twin = { ...rest, id: ids.uuid(), key: 'twin', slug: 'twin' }
  await expect(w.db.prisma.campaign.create({ data: { ...twin, codePrefix: 'TWN' } })).rejects.toThrow(/nique/)
  await expect(w.db.prisma.campaign.create({ data: { ...twin, receiptSeries: 'TWN' } })).rejects.toThrow(
    /nique/,
  )
  // Two who press at once: one of them has it.
  const both = await Promise.all([make({ title: 'Một' }), make({ title: 'Hai' })])
  expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
  await w.db.prisma.campaign.delete({ where: { codePrefix: 'DAM', id: idIn(both.find(({ to }) => to)!) } })
})

test('an account that campaigns have left is not offered, not taken, and opens nothing', async () => {
  const left = await account('9990001')
  const id = idIn(await make({ account: left.id }))
  await w.db.prisma.formerAccount.create({
    data: { campaignId: tet.id, accountId: left.id, until: earlier() },
  })
  const form = await thu.at.get('/console/campaigns/new')
  expect(form.text).toContain(tet.accountId)
  expect(form.text).not.toContain(left.id)
  const refused = await make({ account: left.id, prefix: 'LEF', series: 'LEF' })
  expect(refused.status).toBe(422)
  expect(refused.text).toMatch(/id="account-fault"[^>]*>Các đợt đã thôi nhận vào tài khoản này/)
  const opened = await open(id)
  expect(opened.status).toBe(422)
  expect(opened.text).toContain('các đợt đã thôi nhận')
  expect(await stateOf(id)).toBe('draft')
  // A campaign of last year that was never moved away from it does not bring it back either.
  await w.db.prisma.campaign.update({ where: { id }, data: { state: 'closed' } })
  expect((await thu.at.get('/console/campaigns/new')).text).not.toContain(left.id)
  expect((await open(id)).status).toBe(422)
  await w.db.prisma.campaign.delete({ where: { id } })
  await w.db.prisma.formerAccount.deleteMany()
  await w.db.prisma.bankAccount.delete({ where: { id: left.id } })
})

test('on the account that the unit collects on one person opens; on another it takes two', async () => {
  const usual = idIn(await make())
  expect((await open(usual)).to).toContain('said=opened')
  const other = await account('9990002')
  const id = idIn(await make({ title: 'Khai giảng', account: other.id, prefix: 'KGI', series: 'KG27' }))
  const wish = await open(id)
  expect(wish.to).toContain('said=asked')
  expect(await stateOf(id)).toBe('draft')
  expect((await thu.at.get(wish.to!)).text).toContain('Đợt góp mở khi một người khác duyệt')
  expect((await thu.at.get(`/console/campaigns/${id}`)).text).toContain('nên cần người thứ hai')
  expect((await w.service.web.request('/campaigns/khai-giang')).status).toBe(404)
  // Not she herself; and the treasurer sees the whole number.
  expect((await send(thu, `/console/approvals/${(await asked()).id}/approve`)).status).toBe(404)
  const page = (await minh.at.get('/console/approvals')).text
  for (const words of [
    'Mở “Khai giảng” trên một tài khoản khác',
    '9990002',
    'QUỸ (BẢN THỬ)',
    'vẫn nhận vào Ngân hàng Thử (bản thử) …7890',
  ])
    expect(page).toContain(words)
  expect((await send(minh, `/console/approvals/${(await asked()).id}/approve`)).to).toContain('approved')
  expect(await stateOf(id)).toBe('open')
  expect((await w.service.web.request('/campaigns/khai-giang')).status).toBe(200)
  const told = await w.db.prisma.audit.findMany({
    where: { object: `campaign/${id}` },
    orderBy: { n: 'asc' },
  })
  expect(told.map(({ act, actor }) => [act, actor])).toEqual([
    ['campaign.made', thu.id],
    ['campaign.opened', minh.id],
  ])
  // From then on people are used to it, and whoever closed it opens it again alone.
  expect((await send(thu, `/console/campaigns/${id}/close`, { sure: 'yes' })).to).toContain('said=closed')
  expect((await open(id)).to).toContain('said=opened')
})

test('what two opened changes its words with two: until then everybody reads the old ones, and all else is saved', async () => {
  const { id, slug, accountId } = await w.db.prisma.campaign.findFirstOrThrow({
    where: { title: 'Khai giảng' },
  })
  const form = { title: 'Khai giảng', account: accountId, prefix: 'KGI', series: 'KG27' }
  const edit = (more: Record<string, string>) =>
    send(thu, `/console/campaigns/${id}/edit`, sheet({ ...form, ...more }))
  const now = () => w.db.prisma.campaign.findUniqueOrThrow({ where: { id } })
  const purpose = 'Cặp và vở cho trẻ em vùng cao.'
  const before = (await now()).purpose
  expect((await edit({ purpose, days: '9' })).to).toContain('said=texts_asked')
  expect(await now()).toMatchObject({ purpose: before, pledgeDays: 9 })
  expect((await thu.at.get(`/console/campaigns/${id}`)).text).toContain('có lời mới chờ người thứ hai duyệt')
  // One at a time; nor does closing it let anybody write it alone.
  expect((await edit({ purpose: 'Vở.', days: '9' })).to).toContain('said=texts_waiting')
  await send(thu, `/console/campaigns/${id}/close`, { sure: 'yes' })
  expect((await edit({ title: 'Khai giảng vui', days: '9' })).to).toContain('said=texts_waiting')
  await open(id)
  const page = (await minh.at.get('/console/approvals')).text
  for (const words of ['Đổi lời của “Khai giảng”', before, purpose]) expect(page).toContain(words)
  const wish = await w.db.prisma.approval.findFirstOrThrow({
    where: { kind: 'campaign.texts', state: 'open' },
  })
  expect((await send(thu, `/console/approvals/${wish.id}/approve`)).status).toBe(404)
  expect((await send(minh, `/console/approvals/${wish.id}/approve`)).to).toContain('approved')
  expect(await (await w.service.web.request(`/campaigns/${slug}`)).text()).toContain(purpose)

  // So do its needs; what has changed meanwhile is not put back.
  await send(thu, `/console/campaigns/${id}/needs/new`, COAT)
  const need = () =>
    w.db.prisma.need.findFirstOrThrow({ where: { campaignId: id, what: { startsWith: 'áo' } } })
  const path = `/console/needs/${(await need()).id}/edit`
  expect((await send(thu, path, { ...COAT, what: 'áo mưa cho trẻ 6–10 tuổi' })).to).toContain(
    'said=texts_asked',
  )
  expect((await need()).what).toBe(COAT.what)
  await w.db.prisma.need.update({ where: { id: (await need()).id }, data: { what: 'áo khoác' } })
  const late = await w.db.prisma.approval.findFirstOrThrow({
    where: { kind: 'campaign.texts', state: 'open' },
  })
  expect((await send(minh, `/console/approvals/${late.id}/approve`)).status).toBe(409)
  expect((await need()).what).toBe('áo khoác')
  expect((await send(thu, path, { ...COAT, what: 'áo mưa' })).to).toContain('said=texts_asked')
  const again = await w.db.prisma.approval.findFirstOrThrow({
    where: { kind: 'campaign.texts', state: 'open' },
  })
  expect((await send(minh, `/console/approvals/${again.id}/approve`)).to).toContain('approved')
  expect((await need()).what).toBe('áo mưa')
  // Where one person opened, one person writes.
  const { id: alone } = await w.db.prisma.campaign.findFirstOrThrow({ where: { title: 'Đồ ấm mùa đông' } })
  expect((await send(thu, `/console/campaigns/${alone}/edit`, sheet({ purpose }))).to).toContain('said=saved')
})

/** What a need's form has. */
const COAT = {
  ...{ commune: '', package: 'warm-clothes', mode: 'exclusive', what: 'áo ấm cho trẻ 6–10 tuổi', unit: 'áo' },
  ...{ price: '180.000', cap: '40', deadline: '', rank: '10', shows: '' },
}

test('what was approved is what was asked for: another account meanwhile, and nothing opens', async () => {
  const [one, two] = [await account('9990003'), await account('9990004')]
  const about = { title: 'Trung thu', prefix: 'TTH', series: 'TT27' }
  const id = idIn(await make({ ...about, account: one.id }))
  expect((await open(id)).to).toContain('said=asked')
  const edit = sheet({ ...about, account: two.id })
  expect((await send(thu, `/console/campaigns/${id}/edit`, edit)).to).toContain('said=saved')
  const first = await asked()
  // With this account nothing has been asked for yet: it can be, and the usual one needs nobody.
  expect((await thu.at.get(`/console/campaigns/${id}`)).text).not.toContain('nên cần người thứ hai')
  expect((await open(id)).to).toContain('said=asked')
  expect((await asked()).facts).toMatchObject({ account: two.id })
  expect(await w.db.prisma.approval.count({ where: { state: 'open', kind: 'campaign.open' } })).toBe(2)
  const late = await send(minh, `/console/approvals/${first.id}/approve`)
  expect(late.status).toBe(409)
  expect(late.text).toContain('Từ lúc đề nghị, việc này đã thay đổi')
  expect(await stateOf(id)).toBe('draft')
  // And what it lacks by then keeps it closed as well.
  await w.db.prisma.campaign.update({ where: { id }, data: { purpose: '' } })
  expect((await send(minh, `/console/approvals/${(await asked()).id}/approve`)).status).toBe(409)
  expect(await stateOf(id)).toBe('draft')
})

test('without a need it opens for the common pot alone, when that is what is wanted', async () => {
  const id = idIn(await make({ title: 'Góp chung', prefix: 'GCH', series: 'GC27' }))
  const said = await open(id, {})
  expect(said.status).toBe(422)
  expect(said.text).toContain('ít nhất một nhu cầu đang mở, hoặc chọn chỉ nhận góp chung')
  expect(said.text).toContain('Mở, chỉ nhận góp chung')
  expect(await stateOf(id)).toBe('draft')
  expect((await open(id)).to).toContain('said=opened')
})

test('where a unit has collected on none, the only account there is will do, and of several none', async () => {
  const fresh = await w.db.prisma.unit.create({
    data: {
      id: ids.uuid(),
      key: 'xa',
      parentId: tet.unitId,
      kind: 'fund',
      name: 'Quỹ xã',
      shortName: 'Quỹ',
      place: 'Sơn La',
    },
  })
  const usual = async (line: string[]) =>
    (await usualAccounts(w.db.prisma, fresh.id, line)).map(({ number }) => number)
  expect(await usual([fresh.id])).toEqual([])
  const own = await account('9990005')
  await w.db.prisma.bankAccount.update({ where: { id: own.id }, data: { unitId: fresh.id } })
  expect(await usual([fresh.id])).toEqual(['9990005'])
  expect(await usual([fresh.id, tet.unitId])).toEqual([])
})

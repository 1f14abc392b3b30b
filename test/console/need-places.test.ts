import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'
import { officer, type Page, type Someone } from './desk.ts'

/** Chị Thu says where a need is by the name that she knows: today's, or the one of before July 2025. */

let w: World
let thu: Someone
let tet: { id: string; slug: string }
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  thu = await officer(w, 'campaign_manager')
  tet = await w.db.prisma.campaign.findFirstOrThrow()
}, 120_000)
afterAll(() => w.close())

const coat = {
  place: '',
  package: 'warm-clothes',
  mode: 'exclusive',
  what: 'áo ấm cho trẻ 6–10 tuổi',
  unit: 'áo',
  price: '180.000',
  cap: '40',
  deadline: '',
  rank: '900',
}
async function asks(commune: string, place = ''): Promise<Page> {
  await thu.at.get('/console/campaigns')
  return thu.at.post(`/console/campaigns/${tet.id}/needs/new`, { ...coat, commune, place })
}
const newest = () =>
  w.db.prisma.need.findFirstOrThrow({
    where: { campaignId: tet.id, rank: 900 },
    orderBy: { id: 'desc' },
    include: { commune: true },
  })
/** What the page offers to choose from. */
const offered = ({ text }: Page) =>
  [
    ...(/<select id="place"[\s\S]*?<\/select>/.exec(text)?.[0] ?? '').matchAll(
      /value="(\d{5})"[^>]*>([^<]+)/g,
    ),
  ].map(([, code, label]) => `${code} ${label}`)

test('a need can be in any commune of the country: Lũng Cú, which no file names', async () => {
  expect((await asks('xa lung cu')).to).toContain('said=saved')
  const { commune } = await newest()
  expect(commune).toMatchObject({ name: 'Lũng Cú', province: 'Tuyên Quang', key: commune!.code })
  // A second need there is in the same commune.
  expect((await asks('Lũng Cú, Tuyên Quang')).to).toContain('said=saved')
  expect(await w.db.prisma.commune.count({ where: { code: commune!.code } })).toBe(1)
  expect((await w.service.web.request(`/campaigns/${tet.slug}`)).status).toBe(200)
}, 60_000)

test('by its old name it is found too, and a commune of the seed stays that one', async () => {
  expect((await asks('Háng Đồng, Bắc Yên')).to).toContain('said=saved')
  const old = (await newest()).commune!
  expect(old).toMatchObject({ code: '03868', key: 'ta-xua', name: 'Tà Xùa (bản thử)' })
  expect((await asks('Tà Xùa')).to).toContain('said=saved')
  expect((await newest()).commune!.id).toBe(old.id)
  expect((await asks('')).to).toContain('said=saved')
  expect((await newest()).commune).toBeNull()
}, 60_000)

test('several of one name, a split one, a misspelt one: the page asks which, and takes the one that is chosen', async () => {
  const several = await asks('Minh Quang')
  expect(several.status).toBe(422)
  expect(several.text).toContain('Anh/chị chọn một nơi rồi lưu lại giúp')
  expect(offered(several)).toContain('09700 xã Ba Vì, Hà Nội (có thể một phần xã Minh Quang cũ)')
  const split = await asks('xã Chiềng Bôm')
  expect(offered(split)).toHaveLength(2)
  const misspelt = await asks('xã Ngọc Chienn')
  expect(offered(misspelt)).toEqual(['03820 xã Ngọc Chiến, Sơn La'])
  expect(misspelt.text).toContain('value="xã Ngọc Chienn"')
  const district = await asks('huyện Sốp Cộp')
  expect(offered(district)).toContain('04246 xã Mường Lạn, Sơn La (huyện Sốp Cộp cũ)')

  const before = await w.db.prisma.need.count()
  // A code that the name cannot mean is no answer.
  expect((await asks('xã Ngọc Chienn', '03868')).status).toBe(422)
  expect((await asks('ở đâu cũng được')).text).toContain('Chưa thấy xã, phường này')
  expect((await asks('Sơn La')).text).toContain('Chưa thấy xã, phường này')
  expect(await w.db.prisma.need.count()).toBe(before)
  expect((await asks('Minh Quang', '09700')).to).toContain('said=saved')
  expect((await newest()).commune).toMatchObject({ code: '09700', name: 'Ba Vì' })
}, 60_000)

test('the form of a need that is there shows its place, and saving it keeps it', async () => {
  const need = await w.db.prisma.need.findFirstOrThrow({
    where: { commune: { key: 'xim-vang' } },
    include: { commune: true },
  })
  const path = `/console/needs/${need.id}/edit`
  const page = await thu.at.get(path)
  expect(page.text).toContain('value="Xím Vàng (bản thử), Sơn La"')
  const same = await thu.at.post(path, { ...coat, what: need.what, commune: 'Xím Vàng (bản thử), Sơn La' })
  expect(same.to).toContain('said=')
  expect(await w.db.prisma.need.findUniqueOrThrow({ where: { id: need.id } })).toMatchObject({
    communeId: need.communeId,
  })
}, 60_000)

test('a need of an old commune says on the public page where that is today', async () => {
  const { id: communeId } = await w.db.prisma.commune.findUniqueOrThrow({ where: { key: 'hn-khanh-thuong' } })
  await w.db.prisma.need.update({ where: { id: (await newest()).id }, data: { communeId } })
  const page = await (await w.service.web.request(`/campaigns/${tet.slug}`)).text()
  expect(page).toContain('Hà Nội, trước đây thuộc Ba Vì, đã nhập vào xã Ba Vì từ 01/07/2025')
}, 60_000)

test('of what Lan has promised the commune stays: the form says so, and what can be done instead', async () => {
  expect((await asks('Lũng Cú, Tuyên Quang')).to).toContain('said=saved')
  const need = await newest()
  const path = `/console/needs/${need.id}/edit`
  const moved = { ...coat, commune: 'Đồng Văn, Tuyên Quang' }
  const fault = async () => {
    await thu.at.get(path)
    const page = await thu.at.post(path, moved)
    return [page.status, /id="commune-fault"[^>]*>([^<]*)/.exec(page.text)?.[1]]
  }
  await w.db.prisma.need.update({ where: { id: need.id }, data: { taken: 1n, takenBefore: 1n } })
  expect((await thu.at.get(path)).text).toContain('nên không đổi nơi nữa')
  expect(await fault()).toEqual([422, expect.stringContaining('Anh/chị ghi lại nơi cũ')])
  expect((await newest()).communeId).toBe(need.communeId)
  // Its cap and its words may change as before.
  await thu.at.get(path)
  const same = await thu.at.post(path, { ...coat, cap: '60', commune: 'Lũng Cú, Tuyên Quang' })
  expect(same.to).toContain('said=saved')
  await w.db.prisma.need.update({ where: { id: need.id }, data: { taken: 0n, takenBefore: 0n } })
  await thu.at.get(path)
  expect((await thu.at.post(path, moved)).to).toContain('said=saved')
  expect((await newest()).commune?.name).toBe('Đồng Văn')
}, 60_000)

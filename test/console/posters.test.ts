import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'
import { officer, type Someone } from './desk.ts'

/** Chị Thu prints what hangs on walls for weeks. */

let w: World
let thu: Someone
let tet: { id: string; slug: string; unitId: string }
let need: { id: string; key: string; what: string }
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  thu = await officer(w, 'campaign_manager')
  tet = await w.db.prisma.campaign.findFirstOrThrow({ where: { slug: 'tet-2027' } })
  need = await w.db.prisma.need.findFirstOrThrow({
    where: { campaignId: tet.id, communeId: { not: null }, state: 'open', mode: 'exclusive' },
    orderBy: { rank: 'asc' },
  })
}, 120_000)
afterAll(() => w.close())

const read = async (path: string) => (await w.service.web.request(path)).text()
/** The address in the poster's code: it can be tapped in the PDF as well. */
const linkOf = (pdf: string) => /\/URI \(http:\/\/chungtay\.test([^)]+)\)/.exec(pdf)?.[1]
const act = async (path: string) => {
  await thu.at.get('/console/campaigns')
  return thu.at.post(path, { sure: 'yes' })
}

test('the desk offers a poster of the campaign and of each open need, in three sizes', async () => {
  const page = await thu.at.get(`/console/campaigns/${tet.id}`)
  for (const at of [`campaigns/${tet.id}`, `needs/${need.id}`])
    for (const size of ['a3', 'a4', 'a5']) expect(page.text).toContain(`/console/${at}/poster?size=${size}`)
  const one = await w.service.web.request(`/console/needs/${need.id}/poster`)
  expect(one.headers.get('location')).toMatch(/^\/console\/sign-in(\?to=|$)/)
  const a3 = await thu.at.get(`/console/campaigns/${tet.id}/poster?size=a3`)
  expect(a3.text).toMatch(/^%PDF/)
  expect(a3.text).toContain('/MediaBox [0 0 842 1191]')
  expect(linkOf(a3.text)).toBe('/campaigns/tet-2027')
})

test('a poster’s code opens its need while that is open; then it says so kindly and offers what is', async () => {
  const { text: pdf } = await thu.at.get(`/console/needs/${need.id}/poster`)
  expect(pdf).toContain('/MediaBox [0 0 595 842]')
  const path = linkOf(pdf)!
  expect(path).toBe(`/needs/${need.key}`)
  const page = await read(path)
  expect(page).toContain(`/chat?start=${need.key}`)
  // Who has scanned a wall is shown that need before the search, and so is whoever they send the link to.
  expect(page.indexOf('data-testid="need"')).toBeLessThan(page.indexOf('<form'))
  expect(page).toMatch(/og:title" content="Tà Xùa[^"]* đang cần áo ấm/)
  expect(page).toContain('og:image" content="http://chungtay.test/campaigns/tet-2027/picture.png"')
  const lan = w.person('Lan')
  expect((await lan.says(`/start ${need.key}`)).at(-1)!.text).toMatch(/Tà Xùa|còn/)

  await act(`/console/needs/${need.id}/close`)
  const after = await read(path)
  expect(after).not.toContain(`/chat?start=${need.key}"`)
  expect(after).toContain('Nhu cầu này đã khép hoặc đã đủ')
  expect(after.match(/data-testid="need"/g)!.length).toBeGreaterThan(0)
  // Nothing is hung anew of what is closed.
  expect((await thu.at.get(`/console/needs/${need.id}/poster`)).status).toBe(404)
  expect((await thu.at.get(`/console/campaigns/${tet.id}`)).text).not.toContain(
    `/console/needs/${need.id}/poster`,
  )
})

test('a campaign that is over hangs nowhere anew, and its old poster leads to a page that says so', async () => {
  await act(`/console/campaigns/${tet.id}/close`)
  expect((await thu.at.get(`/console/campaigns/${tet.id}/poster`)).status).toBe(404)
  expect((await thu.at.get(`/console/campaigns/${tet.id}`)).text).not.toContain('/poster?size')
  const page = await read('/campaigns/tet-2027')
  expect(page).toContain('Đợt này đã khép')
  expect(page).toContain('Xem các đợt đang mở')
})

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Role } from '../../src/organisers/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { type World, world } from '../support/world.ts'
import { type Browser, browser, campaignForm, codeAt, day, officer, type Page, type Someone } from './desk.ts'

/**
 * Two people are two people. Chị Thu is administrator and Minh the treasurer of the whole; a commune below has its own officers.
 */

let w: World
let thu: Someone
let minh: Someone
let top: string
let commune: string
let tet: { id: string; unitId: string; accountId: string }
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  tet = await w.db.prisma.campaign.findFirstOrThrow()
  top = (await w.db.prisma.unit.findFirstOrThrow({ where: { parentId: null } })).id
  const small = { kind: 'commune', name: 'Xã nhỏ', shortName: 'Xã nhỏ', place: 'Sơn La' }
  commune = (
    await w.db.prisma.unit.create({ data: { id: ids.uuid(), key: 'xa-nho', parentId: top, ...small } })
  ).id
  thu = await officer(w, 'administrator')
  minh = await officer(w, 'treasurer')
  await settle()
}, 120_000)
afterAll(() => w.close())
// However slow the machine: nobody is asked for a code again.
beforeEach(() => fresh())

const fresh = () => w.db.script("update officer_session set proven_at = now() + interval '1 hour'")
/** Everybody has been here, and been who they are, for two days. */
async function settle() {
  const earlier = new Date(w.clock.now().getTime() - 48 * 3_600_000)
  await w.db.prisma.officerRole.updateMany({ data: { givenAt: earlier } })
  await w.db.prisma.officer.updateMany({ data: { totpSince: earlier } })
  await w.db.prisma.deputy.updateMany({ data: { namedAt: earlier } })
  await fresh()
}
const settled = async (role: Role, unit?: string): Promise<Someone> => {
  const one = await officer(w, role, unit)
  await settle()
  return one
}
const gives = ({ id }: Someone, role: Role, unit: string) =>
  w.db.prisma.officerRole.create({ data: { officerId: id, unitId: unit, role, givenAt: w.clock.now() } })
const standsIn = (one: Someone, absent: Someone, until = 2) =>
  w.db.prisma.deputy.create({
    data: {
      id: ids.uuid(),
      officerId: one.id,
      deputyFor: absent.id,
      fromDay: new Date(day(w, -2)),
      untilDay: new Date(day(w, until)),
      namedAt: w.clock.now(),
    },
  })
const send = async (at: Browser, path: string, fields: Record<string, string> = {}): Promise<Page> => {
  await at.get('/console/sessions')
  return at.post(path, fields)
}
const linkIn = ({ text }: Page) => />\s*http:[^<]*?(\/console\/invite\/[\w-]+)/.exec(text)![1]!
const asked = (kind: string) =>
  w.db.prisma.approval.findFirstOrThrow({ where: { kind }, orderBy: { askedAt: 'desc' } })
const stateOf = async (id: string) => (await w.db.prisma.approval.findUniqueOrThrow({ where: { id } })).state

let count = 0
/** A draft on an account that nobody has given to yet, and its opening asked for. @returns the id of what waits */
async function asksToOpen(at: Browser): Promise<string> {
  const n = `${++count}`
  const data = { bin: '000000', bankName: 'Ngân hàng Thử', number: `999000${n}`, holder: 'QUỸ (BẢN THỬ)' }
  const other = await w.db.prisma.bankAccount.create({
    data: { id: ids.uuid(), unitId: tet.unitId, ...data },
  })
  const about = { title: `Đồ ấm ${n}`, series: `DA${n}`, prefix: `DA${'ABCDEFG'[count]}` }
  const form = campaignForm(w, { unitId: tet.unitId, accountId: other.id }, about)
  const made = await send(at, '/console/campaigns/new', form)
  const id = /campaigns\/([0-9a-f-]{36})/.exec(made.to ?? '')![1]!
  expect((await send(at, `/console/campaigns/${id}/open`, { pot: 'yes' })).to).toContain('said=asked')
  return (await asked('campaign.open')).id
}

test('an administrator who invites a campaign manager, and is one within a minute, opens nothing alone', async () => {
  const page = await send(thu.at, '/console/officers/invite', { role: 'campaign_manager', unit: tet.unitId })
  const self = browser(w, '198.51.100.44')
  const known = { name: 'Thu Hai', email: 'hai@quy.example', password: 'ba con vịt bơi qua sông Đà' }
  await self.post(linkIn(page), known)
  const secret = /class="key">([A-Z2-7 ]+)</.exec((await self.get('/console/code')).text)![1]!
  await self.post('/console/code', { code: codeAt(secret.replaceAll(' ', ''), w.clock.now()) })
  const id = await asksToOpen(self)
  const early = await send(thu.at, `/console/approvals/${id}/approve`)
  expect([early.status, early.text]).toEqual([
    409,
    expect.stringContaining('Chưa ai xác nhận tài khoản của người đề nghị'),
  ])
  // Nor may Minh, to whom nobody has introduced her yet; he sees on the first page that she came.
  expect((await send(minh.at, `/console/approvals/${id}/approve`)).status).toBe(409)
  expect((await minh.at.get('/console')).text).toContain('Thu Hai')
  // A day later chị Thu, who saw that link, approves it no more than before.
  w.clock.advance({ hours: 24 })
  await fresh()
  expect((await send(thu.at, `/console/approvals/${id}/approve`)).status).toBe(409)
  const { askedBy } = await w.db.prisma.approval.findUniqueOrThrow({ where: { id } })
  await send(thu.at, `/console/officers/${askedBy}/confirm`)
  expect((await send(minh.at, `/console/approvals/${id}/approve`)).status).toBe(409)
  await send(minh.at, `/console/officers/${askedBy}/confirm`)
  expect((await send(thu.at, `/console/approvals/${id}/approve`)).to).toMatch(/done=approved/)
})

test('who approves in a commune approves nothing of the fund, whatever else they are there', async () => {
  const hoa = await officer(w, 'campaign_manager', tet.unitId)
  await gives(hoa, 'treasurer', commune)
  await settle()
  const id = await asksToOpen((await settled('campaign_manager', tet.unitId)).at)
  expect((await hoa.at.get('/console/approvals')).text).not.toContain('999000')
  for (const what of ['approve', 'refuse'])
    expect((await send(hoa.at, `/console/approvals/${id}/${what}`)).status, what).toBe(404)
  expect(await stateOf(id)).toBe('open')
  expect((await send(minh.at, `/console/approvals/${id}/approve`)).to).toMatch(/done=approved/)
})

test('what a deputy asks for in somebody’s name is not approved by that somebody', async () => {
  const hoa = await officer(w, 'coordinator')
  await standsIn(hoa, thu)
  await settle()
  const wish = {
    unit: top,
    bank: 'Ngân hàng Thử',
    bin: '970436',
    number: '666000111',
    holder: 'QUỸ (BẢN THỬ)',
  }
  await send(hoa.at, '/console/accounts/propose', wish)
  const { id } = await asked('account.open')
  const own = await send(thu.at, `/console/approvals/${id}/approve`)
  expect([own.status, own.text]).toEqual([409, expect.stringContaining('đang thay anh/chị')])
  expect((await thu.at.get('/console/approvals')).text).toContain('đang thay anh/chị')
  expect(await stateOf(id)).toBe('open')
  expect((await send(minh.at, `/console/approvals/${id}/approve`)).to).toMatch(/done=approved/)
})

test('one alone names no deputy who approves only for some days, or only in a commune', async () => {
  const forDays = await officer(w, 'coordinator')
  await standsIn(forDays, minh)
  const low = await settled('treasurer', commune)
  for (const one of [forDays, low]) {
    const deputy = { deputy: one.id, from: day(w, 0), until: day(w, 365) }
    expect((await send(thu.at, `/console/officers/${thu.id}/deputy`, deputy)).to).toMatch(/done=asked/)
  }
  expect(await w.db.prisma.deputy.count({ where: { officerId: low.id } })).toBe(0)
  // Minh approves everywhere already.
  const deputy = { deputy: minh.id, from: day(w, 0), until: day(w, 1) }
  expect((await send(thu.at, `/console/officers/${thu.id}/deputy`, deputy)).to).toMatch(/done=done/)
  await w.db.prisma.deputy.deleteMany()
})

test('a deputy lets nobody in by her links when her days are over, or were ended', async () => {
  const hoa = await officer(w, 'coordinator')
  const other = await settled('coordinator')
  const opens = async (link: string) => (await browser(w, '198.51.100.99').get(link)).status
  const invites = async () =>
    linkIn(await send(hoa.at, '/console/officers/invite', { role: 'coordinator', unit: top }))
  const resets = async () => linkIn(await send(hoa.at, `/console/officers/${other.id}/reset`))
  const named = await standsIn(hoa, thu, 0)
  const links = [await invites(), await resets()]
  expect(await Promise.all(links.map(opens))).toEqual([200, 200])
  const ended = await send(thu.at, `/console/officers/${thu.id}/deputy/end`, { deputy: named.id })
  expect(ended.to).toMatch(/done/)
  expect(await Promise.all(links.map(opens))).toEqual([404, 404])
  const answer = { name: 'Lan', email: 'lan@quy.example', password: 'bốn con vịt bơi qua sông Đà' }
  expect((await browser(w).post(links[0]!, answer)).status).not.toBe(303)
  expect(await w.db.prisma.officer.count({ where: { state: 'active', totpSince: null } })).toBe(0)
  await standsIn(hoa, thu, 0)
  const late = [await invites(), await resets()]
  expect(await Promise.all(late.map(opens))).toEqual([200, 200])
  // Her last day was yesterday.
  await w.db.prisma.deputy.updateMany({ data: { untilDay: new Date(day(w, -1)) } })
  expect(await Promise.all(late.map(opens))).toEqual([404, 404])
  // What chị Thu makes herself opens.
  expect(await opens(linkIn(await send(thu.at, `/console/officers/${other.id}/reset`)))).toBe(200)
})

test('who audits a commune reads what they did themselves; who audits the whole reads it all', async () => {
  const low = await settled('auditor', commune)
  const { text } = await low.at.get('/console/audit')
  expect(text).toContain('những việc chính mình đã làm')
  const rows = [...text.matchAll(/<td data-head="Ai">([^<]*)</g)].map(([, name]) => name)
  expect(rows.length).toBeGreaterThan(0)
  expect(new Set(rows).size).toBe(1)
  expect(text).not.toContain('đề nghị một việc cần hai người')
  const whole = await (await settled('auditor')).at.get('/console/audit')
  expect(whole.text).toContain('đề nghị một việc cần hai người')
  expect(whole.text).not.toContain('những việc chính mình đã làm')
})

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { officers } from '../../src/commands/officers.ts'
import { readConfig } from '../../src/config.ts'
import type { Role } from '../../src/organisers/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { SECRET } from '../support/known.ts'
import { type World, world } from '../support/world.ts'
import { type Browser, browser, codeAt, officer, type Page, type Someone } from './desk.ts'

/**
 * Whoever has risen is opened by no link, and touched by no approval, of when they were less; and whoever was shown a link is not
 * the other person too. Chị Thu is administrator and Minh the treasurer of the fund; a commune below has an administrator and a
 * treasurer of its own.
 */

let w: World
let thu: Someone
let minh: Someone
let low: Someone
let lowToo: Someone
let top: string
let commune: string
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  top = (await w.db.prisma.unit.findFirstOrThrow({ where: { parentId: null } })).id
  const small = { kind: 'commune', name: 'Xã nhỏ', shortName: 'Xã nhỏ', place: 'Sơn La' }
  commune = (
    await w.db.prisma.unit.create({ data: { id: ids.uuid(), key: 'xa-nho', parentId: top, ...small } })
  ).id
  thu = await officer(w, 'administrator')
  minh = await officer(w, 'treasurer')
  low = await officer(w, 'administrator', commune)
  lowToo = await officer(w, 'treasurer', commune)
  await settle()
}, 240_000)
afterAll(() => w.close())
beforeEach(() => fresh())

const fresh = () => w.db.script("update officer_session set proven_at = now() + interval '1 hour'")
const ago = () => new Date(w.clock.now().getTime() - 48 * 3_600_000)
async function settle() {
  await w.db.prisma.officerRole.updateMany({ data: { givenAt: ago() } })
  await w.db.prisma.officer.updateMany({ where: { totpSince: { not: null } }, data: { totpSince: ago() } })
  await fresh()
}
const settled = async (role: Role, unit?: string): Promise<Someone> => {
  const one = await officer(w, role, unit)
  await settle()
  return one
}
const rises = (one: Someone) =>
  w.db.prisma.officerRole.create({
    data: { officerId: one.id, unitId: top, role: 'administrator', givenAt: ago() },
  })
const send = async (at: Browser, path: string, fields: Record<string, string> = {}): Promise<Page> => {
  await at.get('/console/sessions')
  return at.post(path, fields)
}
const linkIn = ({ text }: Page) => />\s*http:[^<]*?(\/console\/invite\/[\w-]+)/.exec(text)![1]!
const opens = async (link: string) => (await browser(w, '198.51.100.55').get(link)).status
const asked = (kind: string) =>
  w.db.prisma.approval.findFirstOrThrow({ where: { kind, state: 'open' }, orderBy: { askedAt: 'desc' } })
const day = (ahead: number) =>
  new Date(w.clock.now().getTime() + ahead * 86_400_000 + 7 * 3_600_000).toISOString().slice(0, 10)
const account = (number: string) => ({
  unit: top,
  bank: 'Ngân hàng Thử',
  bin: '970436',
  number,
  holder: 'QUỸ (BẢN THỬ)',
})
let came = 0
/** Takes a link up in a browser of their own, and sets up the second factor. */
async function takes(link: string): Promise<Browser> {
  const at = browser(w, '198.51.100.44')
  const known = { name: 'Hoa', email: `hoa${++came}@quy.example`, password: 'con trâu đen ăn cỏ non' }
  expect((await at.post(link, known)).status).toBe(303)
  const secret = /class="key">([A-Z2-7 ]+)</.exec((await at.get('/console/code')).text)![1]!
  await at.post('/console/code', { code: codeAt(secret.replaceAll(' ', ''), w.clock.now()) })
  return at
}
const isKnown = async (id: string) =>
  (await w.db.prisma.officer.findUniqueOrThrow({ where: { id } })).knownSince !== null
const idOf = async () =>
  (await w.db.prisma.officer.findFirstOrThrow({ where: { letInBy: { not: null } }, orderBy: { id: 'desc' } }))
    .id

test('a link to a new password opens nobody who has become one who approves since it was made', async () => {
  const hoa = await settled('coordinator')
  const link = linkIn(await send(thu.at, `/console/officers/${hoa.id}/reset`))
  expect(await opens(link)).toBe(200)
  expect(
    (await send(thu.at, `/console/officers/${hoa.id}/give`, { role: 'treasurer', unit: top })).to,
  ).toMatch(/done=asked/)
  const { id } = await asked('officer.give')
  expect((await send(minh.at, `/console/approvals/${id}/approve`)).to).toMatch(/done=approved/)
  expect(await opens(link)).toBe(404)
  // Nor does one that is still there, however it came to be.
  const two = await settled('coordinator')
  const kept = linkIn(await send(thu.at, `/console/officers/${two.id}/reset`))
  await w.db.prisma.officerRole.create({
    data: { officerId: two.id, unitId: top, role: 'treasurer', givenAt: ago() },
  })
  expect(await opens(kept)).toBe(404)
  await w.db.prisma.officerRole.deleteMany({ where: { officerId: { in: [hoa.id, two.id] } } })
})

test('a link made in a commune opens nobody who is the fund’s by now', async () => {
  const hoa = await settled('coordinator', commune)
  const link = linkIn(await send(low.at, `/console/officers/${hoa.id}/reset`))
  expect(await opens(link)).toBe(200)
  await w.db.prisma.officerRole.create({
    data: { officerId: hoa.id, unitId: top, role: 'auditor', givenAt: ago() },
  })
  expect(await opens(link)).toBe(404)
})

test('whose days as a deputy have not begun is reset by two, as on those days', async () => {
  const hoa = await settled('coordinator')
  const other = await settled('treasurer')
  const days = { deputy: hoa.id, from: day(2), until: day(6) }
  expect((await send(thu.at, `/console/officers/${minh.id}/deputy`, days)).to).toMatch(/done=asked/)
  const link = linkIn(await send(thu.at, `/console/officers/${hoa.id}/reset`))
  const { id } = await asked('officer.deputy')
  expect((await send(other.at, `/console/approvals/${id}/approve`)).to).toMatch(/done=approved/)
  expect(await opens(link)).toBe(404)
  expect((await send(thu.at, `/console/officers/${hoa.id}/reset`)).to).toMatch(/done=asked/)
  await w.db.prisma.approval.updateMany({ where: { state: 'open' }, data: { state: 'withdrawn' } })
  await w.db.prisma.deputy.deleteMany()
  await w.db.prisma.officerRole.deleteMany({ where: { officerId: other.id } })
})

test('whose days as the fund’s deputy have not begun is the fund’s already: nobody of their commune ends their sessions', async () => {
  const hoa = await settled('coordinator', commune)
  await w.db.prisma.deputy.create({
    data: {
      id: ids.uuid(),
      officerId: hoa.id,
      deputyFor: minh.id,
      fromDay: new Date(day(2)),
      untilDay: new Date(day(6)),
      namedAt: ago(),
    },
  })
  const page = await low.at.get(`/console/officers/${hoa.id}`)
  expect([page.status, page.text]).toEqual([200, expect.not.stringContaining('/sessions/end')])
  for (const what of ['sessions/end', 'reset', 'end', 'deputy/end'])
    expect((await send(low.at, `/console/officers/${hoa.id}/${what}`)).status, what).toBe(404)
  expect((await hoa.at.get('/console')).status).toBe(200)
  await w.db.prisma.deputy.deleteMany()
  expect((await send(low.at, `/console/officers/${hoa.id}/sessions/end`)).status).toBe(303)
  expect((await hoa.at.get('/console')).to).toBe('/console/sign-in')
})

test('what was asked for in a commune is not done to somebody who is the fund’s by now', async () => {
  for (const what of ['end', 'reset']) {
    const hoa = await settled('treasurer', commune)
    expect((await send(low.at, `/console/officers/${hoa.id}/${what}`)).to).toMatch(/done=asked/)
    const { id } = await asked(`officer.${what}`)
    await rises(hoa)
    const done = await send(lowToo.at, `/console/approvals/${id}/approve`)
    expect([done.status, done.text], what).toEqual([409, expect.stringContaining('việc này đã thay đổi')])
    expect(await w.db.prisma.officer.findUniqueOrThrow({ where: { id: hoa.id } })).toMatchObject({
      state: 'active',
    })
    await w.db.prisma.officer.update({ where: { id: hoa.id }, data: { state: 'ended' } })
  }
})

test('nor to who works for the fund besides, and what the fund asked for is not approved below once it is about the fund', async () => {
  const post = (one: Someone, role: Role) =>
    w.db.prisma.officerRole.create({ data: { officerId: one.id, unitId: top, role, givenAt: ago() } })
  // Who approves nothing there is approved of in the commune as before: but they are not the commune’s alone any more.
  const hoa = await settled('treasurer', commune)
  expect((await send(low.at, `/console/officers/${hoa.id}/end`)).to).toMatch(/done=asked/)
  const { id: below } = await asked('officer.end')
  await post(hoa, 'auditor')
  expect((await send(lowToo.at, `/console/approvals/${below}/approve`)).status).toBe(409)
  // Chị Thu may ask for it before and after; but whoever approves in a commune approves nothing about who approves above.
  const lan = await settled('treasurer', commune)
  expect((await send(thu.at, `/console/officers/${lan.id}/end`)).to).toMatch(/done=asked/)
  const { id: above } = await asked('officer.end')
  await post(lan, 'treasurer')
  expect((await send(lowToo.at, `/console/approvals/${above}/approve`)).status).toBe(409)
  const ids = [hoa.id, lan.id]
  expect(await w.db.prisma.officer.count({ where: { id: { in: ids }, state: 'active' } })).toBe(2)
  await w.db.prisma.officer.updateMany({ where: { id: { in: ids } }, data: { state: 'ended' } })
})

test('who approves an invitation, and takes it up, is not two people', async () => {
  await send(thu.at, '/console/officers/invite', { role: 'administrator', unit: top })
  const { id } = await asked('officer.invite')
  const self = await takes(linkIn(await send(minh.at, `/console/approvals/${id}/approve`)))
  const hoa = await idOf()
  w.clock.advance({ hours: 25 })
  await fresh()
  await send(minh.at, '/console/accounts/propose', account('777000111'))
  const wish = await asked('account.open')
  const said = await send(self, `/console/approvals/${wish.id}/approve`)
  expect([said.status, said.text]).toEqual([409, expect.stringContaining('Chưa ai xác nhận tài khoản này')])
  expect((await self.get('/console/approvals')).text).toContain('Chưa ai xác nhận tài khoản này')
  // Nor does what it asks for count, nor does it let anybody in.
  await send(self, '/console/accounts/propose', account('777000222'))
  const own = await w.db.prisma.approval.findFirstOrThrow({ where: { askedBy: hoa, state: 'open' } })
  expect((await send(minh.at, `/console/approvals/${own.id}/approve`)).text).toContain(
    'Chưa ai xác nhận tài khoản của người đề nghị',
  )
  expect(
    await opens(linkIn(await send(self, '/console/officers/invite', { role: 'coordinator', unit: top }))),
  ).toBe(404)
  // Minh, who was shown the link, is not asked whether it is her, and cannot say so; nor can she.
  expect((await minh.at.get('/console')).text).not.toContain(`/console/officers/${hoa}/confirm`)
  for (const at of [minh.at, self]) await send(at, `/console/officers/${hoa}/confirm`)
  expect(await isKnown(hoa)).toBe(false)
  expect((await send(low.at, `/console/officers/${hoa}/confirm`)).status).toBe(404)

  // Chị Thu is asked on her first page and on hers, with who saw the link; once she has said so, they are two.
  const home = (await thu.at.get('/console')).text
  expect(home).toContain('Cán bộ cần anh/chị xác nhận đúng người')
  expect(home).toMatch(/Hoa vào bằng đường dẫn mà Thu \d+ đã thấy/)
  expect((await thu.at.get(`/console/officers/${hoa}`)).text).toContain('Tôi đã hỏi, đúng là Hoa')
  expect((await send(thu.at, `/console/officers/${hoa}/confirm`)).to).toBe('/console')
  expect((await thu.at.get('/console')).text).not.toContain(`/console/officers/${hoa}/confirm`)
  expect(
    await w.db.prisma.audit.findFirst({ where: { act: 'officer.confirmed' }, orderBy: { n: 'desc' } }),
  ).toMatchObject({ actor: thu.id, object: `officer/${hoa}` })
  expect(await isKnown(hoa)).toBe(true)
  expect((await send(self, `/console/approvals/${wish.id}/approve`)).to).toMatch(/done=approved/)
}, 60_000)

test('the same after a reset: who approved it saw the link', async () => {
  const hoa = await settled('treasurer')
  await send(thu.at, `/console/officers/${hoa.id}/reset`)
  const { id } = await asked('officer.reset')
  const self = await takes(linkIn(await send(minh.at, `/console/approvals/${id}/approve`)))
  w.clock.advance({ hours: 25 })
  await fresh()
  await send(minh.at, '/console/accounts/propose', account('777000333'))
  const wish = await w.db.prisma.approval.findFirstOrThrow({
    where: { kind: 'account.open', askedBy: minh.id, state: 'open' },
  })
  expect((await send(self, `/console/approvals/${wish.id}/approve`)).status).toBe(409)
  // Away for a week, chị Thu has a deputy: a treasurer, who knows Hoa too. Minh’s own deputy says nothing in his name.
  const lan = await settled('coordinator')
  await w.db.prisma.deputy.create({
    data: {
      id: ids.uuid(),
      officerId: lan.id,
      deputyFor: minh.id,
      fromDay: new Date(day(-2)),
      untilDay: new Date(day(5)),
      namedAt: ago(),
    },
  })
  await send(lan.at, `/console/officers/${hoa.id}/confirm`)
  expect(await isKnown(hoa.id)).toBe(false)
  await w.db.prisma.deputy.updateMany({ data: { deputyFor: thu.id } })
  await send(lan.at, `/console/officers/${hoa.id}/confirm`)
  expect(await isKnown(hoa.id)).toBe(true)
  expect((await send(self, `/console/approvals/${wish.id}/approve`)).to).toMatch(/done=approved/)
  await w.db.prisma.deputy.deleteMany()
}, 60_000)

test('one alone is not two people, however long ago: whoever came by a link that they saw is confirmed by another, or by the server', async () => {
  await w.db.prisma.officer.updateMany({ where: { id: { not: thu.id } }, data: { state: 'ended' } })
  const self = await takes(
    linkIn(await send(thu.at, '/console/officers/invite', { role: 'treasurer', unit: top })),
  )
  const second = await w.db.prisma.officer.findUniqueOrThrow({ where: { id: await idOf() } })
  expect(second).toMatchObject({ letInBy: thu.id, knownSince: null })
  await send(thu.at, '/console/accounts/propose', account('777000444'))
  const wish = await asked('account.open')
  w.clock.advance({ hours: 49 })
  await fresh()
  expect((await send(self, `/console/approvals/${wish.id}/approve`)).status).toBe(409)
  // Nor the other way round; and neither can say so.
  await send(self, '/console/accounts/propose', account('777000555'))
  const own = await w.db.prisma.approval.findFirstOrThrow({ where: { askedBy: second.id, state: 'open' } })
  expect((await send(thu.at, `/console/approvals/${own.id}/approve`)).status).toBe(409)
  await send(thu.at, `/console/officers/${second.id}/confirm`)
  expect(await isKnown(second.id)).toBe(false)
  // The first page of both tells it, and what to do.
  for (const at of [thu.at, self]) {
    const home = (await at.get('/console')).text
    expect(home).toMatch(/Hoa vào bằng đường dẫn mà Thu \d+ đã thấy, và chưa ai khác xác nhận/)
    expect(home).toContain(`xác nhận tài khoản hoa${came}@quy.example trên máy chủ`)
    expect(home).not.toContain('npm run')
  }
  expect((await thu.at.get('/console')).text).toMatch(
    /Mời người thứ hai<\/a>(?:(?!<\/li>).)*Hoa đã vào, còn chờ một người xác nhận(?:(?!<\/li>).)*trên máy chủ/s,
  )
  const list = async () => (await thu.at.get('/console/officers')).text
  expect(await list()).toContain('Chưa xác nhận đúng người')
  const ground = { db: w.db, secret: SECRET, config: readConfig({}) }
  expect((await officers(ground, ids, [])).join('\n')).toMatch(/hoa\d+@.*treasurer {2}not confirmed yet/)
  expect((await officers(ground, ids, ['confirm', `hoa${came}@quy.example`])).join()).toContain('Noted')
  expect((await officers(ground, ids, ['confirm', `hoa${came}@quy.example`])).join()).toContain(
    'known before',
  )
  expect(
    await w.db.prisma.audit.findFirst({ where: { act: 'officer.confirmed' }, orderBy: { n: 'desc' } }),
  ).toMatchObject({ actor: null, object: `officer/${second.id}` })
  expect((await thu.at.get('/console')).text).not.toContain('trên máy chủ')
  expect(await list()).not.toContain('Chưa xác nhận đúng người')
  expect((await send(self, `/console/approvals/${wish.id}/approve`)).to).toMatch(/done=approved/)

  // A third one, who may open campaigns, asks: chị Thu saw her link. The second one, who did not, says that it is her.
  const third = await takes(
    linkIn(await send(thu.at, '/console/officers/invite', { role: 'campaign_manager', unit: top })),
  )
  const lan = await idOf()
  expect((await thu.at.get('/console')).text).not.toContain(`/console/officers/${lan}/confirm`)
  expect((await self.get('/console')).text).toContain(`/console/officers/${lan}/confirm`)
  expect((await third.get('/console')).text).not.toContain('Ngày đầu tiên')
  await send(self, `/console/officers/${lan}/confirm`)
  expect(await isKnown(lan)).toBe(true)
}, 60_000)

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ask, lapseApprovals } from '../../src/organisers/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { type World, world } from '../support/world.ts'
import { officer, type Someone } from './desk.ts'

/** Chị Thu asks that Hoa become treasurer; Minh, the treasurer of today, is the second person. */

let w: World
let thu: Someone
let minh: Someone
let hoa: Someone
let unit: string
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  thu = await officer(w, 'administrator')
  minh = await officer(w, 'treasurer')
  hoa = await officer(w, 'coordinator')
  unit = (await w.db.prisma.unit.findFirstOrThrow({ where: { parentId: null } })).id
  w.clock.advance({ hours: 24 })
}, 120_000)
afterAll(() => w.close())
// However slow the machine: only who is called stale below is asked for a code again.
beforeEach(() => w.db.script("update officer_session set proven_at = now() + interval '1 hour'"))

const asks = (by: Someone, role = 'treasurer', who = hoa) =>
  w.db.transaction((tx) =>
    ask(
      tx,
      ids,
      {
        kind: 'officer.give',
        object: `officer/${who.id}`,
        facts: { officer: who.id, unit, role },
        unit,
        by: by.id,
      },
      w.clock.now(),
    ),
  )
const press = async (
  { at }: Someone,
  what: 'approve' | 'refuse' | 'withdraw',
  id: string,
  fields: Record<string, string> = {},
) => {
  await at.get('/console/approvals')
  return at.post(`/console/approvals/${id}/${what}`, fields)
}
const rolesOf = async (one: Someone) =>
  (await w.db.prisma.officerRole.findMany({ where: { officerId: one.id }, orderBy: { role: 'asc' } })).map(
    ({ role }) => role,
  )
const stateOf = async (id: string) => (await w.db.prisma.approval.findUniqueOrThrow({ where: { id } })).state

test('one asks, another approves, and it is done once; each look and decision is in the trail', async () => {
  const { id } = await asks(thu)
  expect(await asks(minh)).toEqual({ kind: 'open', id })
  // It needs Minh, and not her who asked: she has it apart. An auditor sees it, and can do nothing.
  const counted = /<strong>1<\/strong> <a[^>]*approvals[^>]*>Chờ người thứ hai/
  const [hers, his] = [await thu.at.get('/console'), await minh.at.get('/console')]
  expect(his.text).toMatch(counted)
  expect(his.text).not.toContain('Anh/chị đã đề nghị')
  expect(hers.text).not.toMatch(/approvals[^>]*>Chờ người thứ hai/)
  expect(hers.text).toContain('Anh/chị đã đề nghị 1 việc, đang chờ người khác')
  const auditor = await officer(w, 'auditor')
  expect((await auditor.at.get('/console')).text).not.toMatch(/Chờ người thứ hai<\/a>\s*<\/li>/)
  const own = await thu.at.get('/console/approvals')
  expect(own.text).toMatch(
    /Không có việc nào chờ anh\/chị duyệt[\s\S]*Anh\/chị đã đề nghị, chờ người khác[\s\S]*Rút lại/,
  )
  expect(own.text).not.toMatch(/>\s*Duyệt\s*</)
  expect(await press(thu, 'approve', id)).toMatchObject({
    status: 409,
    text: expect.stringContaining('cần một người khác duyệt'),
  })
  expect(await rolesOf(hoa)).toEqual(['coordinator'])
  const seen = await minh.at.get('/console/approvals')
  for (const words of ['Giao vai trò cho', 'Kế toán', 'Duyệt', 'Không duyệt'])
    expect(seen.text).toContain(words)
  expect((await press(minh, 'approve', id)).to).toBe('/console/approvals?done=approved')
  expect(await rolesOf(hoa)).toEqual(['coordinator', 'treasurer'])
  expect(await press(minh, 'approve', id)).toMatchObject({ status: 409 })
  const trail = await w.db.prisma.audit.findMany({
    where: { object: `approval/${id}` },
    orderBy: { n: 'asc' },
  })
  expect([...new Set(trail.map(({ actor, act }) => `${actor === thu.id ? 'thu' : 'minh'} ${act}`))]).toEqual([
    'thu approval.asked',
    'thu approval.seen',
    'minh approval.seen',
    'minh approval.approved',
  ])
})

test('who has just become a treasurer approves tomorrow; who may not sees none of it', async () => {
  // Her roles have changed, so her sessions have ended.
  expect((await hoa.at.get('/console')).to).toBe('/console/sign-in')
  w.clock.advance({ minutes: 1 })
  await hoa.at.post('/console/sign-in', { email: hoa.email, password: hoa.password })
  await hoa.at.post('/console/code', { code: hoa.code() })
  const { id } = await asks(thu, 'administrator')
  // The page says from which hour on she can.
  expect((await hoa.at.get('/console/approvals')).text).toMatch(/duyệt được từ \d\d:\d\d/)
  expect((await press(hoa, 'approve', id)).text).toContain('chưa đủ 24 giờ')
  const coordinator = await officer(w, 'coordinator')
  expect((await coordinator.at.get('/console/approvals')).status).toBe(404)
  w.clock.advance({ hours: 24 })
  expect((await press(hoa, 'approve', id)).to).toMatch(/approved/)
  expect(await rolesOf(hoa)).toEqual(['administrator', 'coordinator', 'treasurer'])
})

test('it can be refused, withdrawn by who asked, and lapses after seven days', async () => {
  const kim = await officer(w, 'auditor')
  const asked = async () => (await asks(thu, 'treasurer', kim)).id
  const refused = await asked()
  expect((await press(minh, 'withdraw', refused)).status).toBe(409)
  // Who asked is to know why.
  const silent = await press(minh, 'refuse', refused)
  expect(silent.status).toBe(422)
  expect(silent.text).toContain('chọn lý do không duyệt')
  expect(await stateOf(refused)).toBe('open')
  expect((await press(minh, 'refuse', refused, { why: 'ask_me' })).to).toMatch(/done=refused/)
  const first = (await thu.at.get('/console')).text
  expect(first).toMatch(
    /không được duyệt[\s\S]*Giao vai trò cho[\s\S]*không duyệt, [\s\S]*Cần nói chuyện với tôi trước/,
  )
  expect((await minh.at.get('/console')).text).not.toContain('không được duyệt')
  // By nobody else, and once.
  await minh.at.post(`/console/approvals/${refused}/seen`)
  expect((await thu.at.get('/console')).text).toContain('không được duyệt')
  await thu.at.post(`/console/approvals/${refused}/seen`)
  expect((await thu.at.get('/console')).text).not.toContain('không được duyệt')
  const trail = (await thu.at.get('/console/audit')).text
  expect(trail).toMatch(/do Thu \d+ đề nghị, Thu \d+ không duyệt/)
  expect(trail).toContain('cần nói chuyện trước')
  const withdrawn = await asked()
  expect((await press(thu, 'withdraw', withdrawn)).to).toMatch(/done=withdrawn/)
  const late = await asked()
  w.clock.advance({ days: 7 })
  expect((await minh.at.get('/console/approvals')).text).toContain('Không có việc nào chờ anh/chị duyệt')
  expect((await press(minh, 'approve', late)).text).toContain('quá bảy ngày')
  // It can be asked for again at once, whether or not the sweep was there.
  const again = await asked()
  expect(again).not.toBe(late)
  await lapseApprovals(w.db.prisma, w.clock.now())
  expect(await Promise.all([refused, withdrawn, late, again].map(stateOf))).toEqual([
    'refused',
    'withdrawn',
    'lapsed',
    'open',
  ])
  expect(await rolesOf(kim)).toEqual(['auditor'])
})

test('what has changed meanwhile is not done, and who asked must still be allowed to', async () => {
  const ngan = await officer(w, 'auditor')
  const { id } = await asks(thu, 'treasurer', ngan)
  await w.db.prisma.officer.update({ where: { id: ngan.id }, data: { state: 'ended' } })
  expect(await press(minh, 'approve', id)).toMatchObject({
    status: 409,
    text: expect.stringContaining('đã thay đổi'),
  })
  expect(await stateOf(id)).toBe('lapsed')
  const { id: next } = await asks(thu, 'treasurer', await officer(w, 'auditor'))
  await w.db.prisma.officerRole.deleteMany({ where: { officerId: thu.id } })
  expect((await press(minh, 'approve', next)).text).toContain('không còn quyền')
  expect(await stateOf(next)).toBe('open')
})

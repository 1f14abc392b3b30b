import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { doStaff, saveUnit } from '../../src/organisers/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { type World, world } from '../support/world.ts'
import { type Browser, browser, officer, SITE, type Someone } from './desk.ts'

/** A fund of three: chị Thu runs it, Minh is treasurer, Hoa coordinates. */

let w: World
let thu: Someone
let minh: Someone
let hoa: Someone
let unit: string
let commune: string
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  thu = await officer(w, 'administrator')
  minh = await officer(w, 'treasurer')
  hoa = await officer(w, 'coordinator')
  unit = (await w.db.prisma.unit.findFirstOrThrow({ where: { parentId: null } })).id
  commune = await saveUnit(w.db.prisma, ids, {
    key: 'xa-nho',
    parentId: unit,
    kind: 'commune',
    name: 'Xã nhỏ',
    shortName: 'Xã nhỏ',
    place: 'Sơn La',
    decision: null,
    hotline: null,
    refundDays: null,
    keptShare: null,
    invoices: false,
  })
  w.clock.advance({ hours: 24 })
}, 240_000)
afterAll(() => w.close())
// However slow the machine: only who is called stale below is asked for a code again.
beforeEach(() => w.db.script("update officer_session set proven_at = now() + interval '1 hour'"))

const page = '/console/officers'
const press = async ({ at }: Someone, path: string, fields: Record<string, string> = {}) => {
  await at.get('/console/sessions')
  return at.post(path, fields)
}
const linkIn = (text: string) => />\s*http:[^<]*?(\/console\/invite\/[\w-]+)/.exec(text)?.[1]
const acts = async (by: Someone, after = 0n) =>
  (
    await w.db.prisma.audit.findMany({ where: { actor: by.id, n: { gt: after } }, orderBy: { n: 'asc' } })
  ).map(({ act }) => act)
const openFor = async (kind: string) =>
  (await w.db.prisma.approval.findFirstOrThrow({ where: { kind, state: 'open' } })).id
/** Comes in again, as after a change of roles. */
const comesIn = async (one: Someone): Promise<Browser> => {
  w.clock.advance({ minutes: 1 })
  await one.at.post('/console/sign-in', { email: one.email, password: one.password })
  expect((await one.at.post('/console/code', { code: one.code() })).to).toBe('/console')
  return one.at
}
const stale = (one: Someone) =>
  w.db.script(
    `update officer_session set proven_at = now() - interval '5 minutes 1 second' where officer_id = '${one.id}'`,
  )

test('all who work here, with what they may; who coordinates does not see it', async () => {
  const { text } = await thu.at.get(page)
  for (const words of [
    thu.email,
    minh.email,
    'Kế toán',
    'Điều phối',
    'đăng nhập lần cuối',
    '1 phiên đang mở',
  ])
    expect(text).toContain(words)
  expect((await hoa.at.get(page)).status).toBe(404)
  expect((await minh.at.get(page)).status).toBe(404)
})

test('before a change the code of the phone is asked for, and what was chosen is kept', async () => {
  await stale(thu)
  const fields = { role: 'coordinator', unit: commune }
  const asked = await press(thu, `${page}/invite`, fields)
  expect(asked.status).toBe(401)
  expect(asked.text).toContain('Gõ lại mã')
  for (const [name, value] of Object.entries(fields))
    expect(asked.text).toContain(`type="hidden" name="${name}" value="${value}"`)
  expect(asked.text).not.toContain('name="password"')
  expect(await w.db.prisma.officerInvite.count({ where: { unitId: commune } })).toBe(0)
  w.clock.advance({ minutes: 1 })
  const wrong = await thu.at.post(`${page}/invite`, { ...fields, proof: '000000' })
  expect([wrong.status, wrong.text]).toEqual([401, expect.stringContaining('Mã này chưa đúng')])
  const used = thu.code()
  const done = await thu.at.post(`${page}/invite`, { ...fields, proof: used })
  expect([done.status, linkIn(done.text)]).toEqual([201, expect.stringMatching(/invite/)])
  // For five minutes, here; the code itself is used up.
  expect(linkIn((await press(thu, `${page}/invite`, fields)).text)).toBeDefined()
  await stale(thu)
  expect((await thu.at.post(`${page}/invite`, { ...fields, proof: used })).status).toBe(401)
  expect(await acts(thu)).toContain('officer.proven')
})

test('five wrong codes and no more are looked at', async () => {
  const trieu = await officer(w, 'administrator')
  await stale(trieu)
  w.clock.advance({ minutes: 1 })
  const tries: number[] = []
  for (let n = 0; n < 6; n++) tries.push((await press(trieu, `${page}/invite`, { proof: '000000' })).status)
  expect(tries).toEqual([...Array(5).fill(401), 429])
  expect((await press(trieu, `${page}/invite`, { proof: trieu.code() })).status).toBe(429)
  expect(await press(thu, `${page}/${trieu.id}/end`, { proof: thu.code() })).toMatchObject({
    to: '/console/approvals?done=asked',
  })
  await press(minh, `/console/approvals/${await openFor('officer.end')}/approve`)
  expect((await trieu.at.get('/console')).to).toBe('/console/sign-in')
})

test('a coordinator is invited by one; the link is shown once, and opens once', async () => {
  const done = await press(thu, `${page}/invite`, { role: 'coordinator', unit: commune })
  const link = linkIn(done.text)!
  expect(done.text).toContain('Chỉ hiện lần này')
  expect((await thu.at.get(page)).text).not.toContain(link)
  expect((await browser(w).get(link)).text).toContain('Chào anh/chị')
  for (const fields of [{ role: 'king', unit }, { role: 'coordinator', unit: ids.uuid() }, {}])
    expect((await press(thu, `${page}/invite`, fields as never)).status).toBe(422)
})

test('links that nobody has used are listed for whose they are to withdraw, and open nothing once withdrawn', async () => {
  await w.db.prisma.officerInvite.deleteMany()
  const chau = await officer(w, 'administrator', commune)
  const made = await press(thu, `${page}/invite`, { role: 'coordinator', unit: commune })
  const link = linkIn(made.text)!
  // The page says what the link is for, and copies it.
  expect(made.text).toContain('Mời người mới: Điều phối, Xã nhỏ')
  expect(/<button[^>]*data-copy="http([^"]*)"/.exec(made.text)?.[1]).toContain(link)
  expect(made.text).toContain('Chép đường dẫn')
  const reset = await press(thu, `${page}/${hoa.id}/reset`)
  expect(reset.text).toMatch(/Đặt lại mật khẩu và app xác thực của Thu \d+</)
  await comesIn(hoa)
  await w.db.prisma.officerInvite.updateMany({ where: { officerId: hoa.id }, data: { madeBy: null } })

  const { text } = await thu.at.get(page)
  expect(text).toMatch(/Điều phối, Xã nhỏ<\/p><p class="soft">Thu \d+ tạo · dùng được đến \d\d:\d\d ngày/)
  expect(text).toMatch(/của Thu \d+<\/p><p class="soft">tạo trên máy chủ/)
  expect(text).not.toContain(link)
  const open = { where: { usedAt: null }, orderBy: { endsAt: 'asc' } } as const
  const [first, second] = await w.db.prisma.officerInvite.findMany(open)
  await press(thu, `${page}/invite`, { role: 'coordinator', unit })
  const ofFund = await w.db.prisma.officerInvite.findFirstOrThrow({ where: { unitId: unit, usedAt: null } })
  // Who runs the commune has what is of the commune, and nothing of the fund's.
  const theirs = await chau.at.get(page)
  expect(theirs.text).toContain(`/console/invites/${first!.id}/withdraw`)
  expect(theirs.text).not.toContain(second!.id)
  expect(theirs.text).not.toContain(ofFund.id)
  expect((await press(chau, `/console/invites/${second!.id}/withdraw`)).status).toBe(404)

  expect((await press(thu, `/console/invites/${first!.id}/withdraw`)).to).toBe(`${page}?done=withdrawn`)
  expect((await thu.at.get(`${page}?done=withdrawn`)).text).toContain('Đã rút lại. Đường dẫn đó')
  expect((await browser(w).get(link)).text).not.toContain('Chào anh/chị')
  expect((await press(thu, `/console/invites/${first!.id}/withdraw`)).status).toBe(404)
  const told = { act: 'officer.invite_withdrawn', object: `unit/${commune}`, detail: 'coordinator' }
  expect(
    await w.db.prisma.audit.findMany({ where: { actor: thu.id }, orderBy: { n: 'desc' }, take: 1 }),
  ).toMatchObject([told])
  for (const { id } of [second!, ofFund]) await press(thu, `/console/invites/${id}/withdraw`)
  expect(
    await w.db.prisma.audit.count({ where: { act: told.act, object: `officer/${hoa.id}`, detail: '' } }),
  ).toBe(1)
  expect((await thu.at.get(page)).text).not.toContain('Đường dẫn chưa ai dùng')

  // Used, or older than a day, it is no open link.
  const used = linkIn((await press(thu, `${page}/invite`, { role: 'coordinator', unit: commune })).text)!
  const password = 'ba con vịt bơi qua sông Đà'
  await browser(w).post(used, { name: 'Lan', email: 'lan@quy.example', password })
  await press(thu, `${page}/invite`, { role: 'coordinator', unit: commune })
  await w.db.prisma.officerInvite.updateMany({ where: { usedAt: null }, data: { endsAt: new Date(0) } })
  expect((await thu.at.get(page)).text).not.toContain('Đường dẫn chưa ai dùng')
  await w.db.prisma.officer.updateMany({ where: { id: chau.id }, data: { state: 'ended' } })
})

test('chị Thu alone makes no second administrator or treasurer: Minh approves, and has the link', async () => {
  for (const role of ['administrator', 'treasurer']) {
    const done = await press(thu, `${page}/invite`, { role, unit })
    expect(done.to).toBe('/console/approvals?done=asked')
    expect((await press(thu, `${page}/invite`, { role, unit })).to).toMatch(/asked/)
  }
  const id = await openFor('officer.invite')
  expect((await press(thu, `/console/approvals/${id}/approve`)).status).toBe(409)
  const { text } = await press(minh, `/console/approvals/${id}/approve`)
  const link = linkIn(text)!
  expect(link.startsWith('/console/invite/')).toBe(true)
  // Minh sees no list of officers: his way back is to what waits.
  expect(text).toMatch(/Mời người mới: (Quản trị|Kế toán), .*href="\/console\/approvals">Xong/s)
  expect(text).toContain(SITE)
  expect((await browser(w).get(link)).text).toContain('Chào anh/chị')
  expect(
    (await press(minh, `/console/approvals/${await openFor('officer.invite')}/refuse`, { why: 'ask_me' }))
      .status,
  ).toBe(303)
})

test('roles are given and taken; their sessions end, and the trail knows', async () => {
  const role = { role: 'auditor', unit }
  expect((await press(thu, `${page}/${hoa.id}/give`, role)).to).toBe(`${page}/${hoa.id}?done=done`)
  expect((await hoa.at.get('/console')).to).toBe('/console/sign-in')
  expect((await (await comesIn(hoa)).get('/console/audit')).status).toBe(200)
  expect(await press(thu, `${page}/${hoa.id}/give`, role)).toMatchObject({
    status: 422,
    text: expect.stringContaining('đã được làm rồi'),
  })
  await press(thu, `${page}/${hoa.id}/take`, role)
  expect((await (await comesIn(hoa)).get('/console/audit')).status).toBe(404)
  expect(await acts(thu)).toEqual(expect.arrayContaining(['role.given', 'role.taken']))
})

test('nobody ends themself, nor the last administrator, nor resets themself', async () => {
  for (const what of ['end', 'reset'])
    expect((await press(thu, `${page}/${thu.id}/${what}`)).text).toContain('một người khác làm')
  expect((await press(thu, `${page}/${thu.id}/take`, { role: 'administrator', unit })).text).toContain(
    'quản trị viên cuối cùng',
  )
  expect((await thu.at.get(page)).status).toBe(200)
})

test('Minh is away for three days, and Hoa stands in: with chị Thu they are two', async () => {
  const today = w.clock.now()
  const dayAfter = (days: number) =>
    new Date(today.getTime() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
  const deputy = { deputy: hoa.id, from: dayAfter(2), until: dayAfter(4) }
  for (const [bad, why] of [
    [{ deputy: minh.id }, 'Người thay phải là một người khác'],
    [{ until: dayAfter(1) }, 'Ngày chưa đúng'],
    [{ until: 'mai' }, 'Ngày chưa đúng'],
    [{ from: dayAfter(-3), until: dayAfter(-2) }, 'Ngày chưa đúng'],
    [{ deputy: ids.uuid() }, 'chọn trong danh sách'],
  ] as const) {
    const said = await press(thu, `${page}/${minh.id}/deputy`, { ...deputy, ...bad })
    expect([said.status, said.text]).toEqual([422, expect.stringContaining(why)])
  }
  // Nobody else could approve it: the one does it alone, and all see it.
  expect((await press(thu, `${page}/${minh.id}/deputy`, deputy)).to).toMatch(/done=done/)
  expect((await thu.at.get(page)).text).toMatch(/thay, từ .* đến hết/)
  expect((await hoa.at.get('/console/approvals')).status).toBe(404)
  const asked = () => press(thu, `${page}/invite`, { role: 'treasurer', unit: commune })
  w.clock.advance({ days: 2 })
  expect((await asked()).to).toMatch(/asked/)
  const id = await openFor('officer.invite')
  const { text } = await hoa.at.get('/console/approvals')
  expect(text).toContain('Mời người mới')
  expect(linkIn((await press(hoa, `/console/approvals/${id}/approve`)).text)).toBeDefined()
  // After his last day she is who she was.
  w.clock.advance({ days: 3 })
  expect((await hoa.at.get('/console/approvals')).status).toBe(404)
})

test('a deputy is taken back', async () => {
  const day = new Date(w.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
  await press(thu, `${page}/${minh.id}/deputy`, { deputy: hoa.id, from: day, until: day })
  expect((await hoa.at.get('/console/approvals')).status).toBe(200)
  const named = await w.db.prisma.deputy.findFirstOrThrow({
    where: { endedAt: null, officerId: hoa.id },
    orderBy: { namedAt: 'desc' },
  })
  expect((await press(thu, `${page}/${minh.id}/deputy/end`, { deputy: named.id })).to).toMatch(/done/)
  expect((await hoa.at.get('/console/approvals')).status).toBe(404)
})

test('who is not new at all but has a new phone approves nothing for a day', async () => {
  const lan = await officer(w, 'administrator')
  w.clock.advance({ hours: 24 })
  expect((await press(thu, `${page}/${minh.id}/reset`)).to).toMatch(/asked/)
  const { text } = await press(lan, `/console/approvals/${await openFor('officer.reset')}/approve`)
  const link = linkIn(text)!
  // Whoever takes the link up, it is not Minh’s voice until tomorrow.
  const at = browser(w)
  await at.post(link, { password: 'một con vịt khác hẳn mọi con' })
  const enrol = await at.get('/console/code')
  const secret = /class="key">([A-Z2-7 ]+)</.exec(enrol.text)![1]!.replaceAll(' ', '')
  const { codeAt } = await import('./desk.ts')
  await at.post('/console/code', { code: codeAt(secret, w.clock.now()) })
  expect((await minh.at.get('/console')).to).toBe('/console/sign-in')
  await press(thu, `${page}/${lan.id}/take`, { role: 'administrator', unit })
  const id = await openFor('officer.take')
  await at.get('/console/approvals')
  const early = await at.post(`/console/approvals/${id}/approve`)
  expect([early.status, early.text]).toEqual([409, expect.stringContaining('Chưa ai xác nhận')])
  // Chị Thu, who was not shown the link, has asked him: a day is still to pass.
  expect((await press(thu, `${page}/${minh.id}/confirm`)).to).toBe('/console')
  expect((await at.post(`/console/approvals/${id}/approve`)).text).toContain('chưa đủ 24 giờ')
  w.clock.advance({ hours: 24 })
  expect((await at.post(`/console/approvals/${id}/approve`)).to).toMatch(/approved/)
})

test('an administrator of a commune acts there and below, and touches nobody above', async () => {
  const small = await officer(w, 'administrator', commune)
  const below = await officer(w, 'coordinator', commune)
  const both = await officer(w, 'coordinator', commune)
  await w.db.prisma.officerRole.create({
    data: { officerId: both.id, unitId: unit, role: 'auditor', givenAt: w.clock.now() },
  })
  const { text } = await small.at.get(page)
  expect(text).toContain(below.email)
  expect(text).not.toContain(thu.email)
  expect((await small.at.get(`${page}/${thu.id}`)).status).toBe(404)
  expect((await small.at.get(`${page}/${both.id}`)).text).toContain('không thay đổi được')
  for (const [path, fields] of [
    [`${page}/${thu.id}/reset`, {}],
    [`${page}/${both.id}/reset`, {}],
    [`${page}/${both.id}/end`, {}],
    [`${page}/${both.id}/sessions/end`, {}],
  ] as const)
    expect((await press(small, path, fields)).status, path).toBe(404)
  expect((await press(small, `${page}/invite`, { role: 'coordinator', unit })).status).toBe(422)
  expect((await press(small, `${page}/${below.id}/give`, { role: 'auditor', unit })).status).toBe(422)
  expect((await press(small, `${page}/${below.id}/give`, { role: 'auditor', unit: commune })).to).toMatch(
    /done/,
  )
  await comesIn(below)
  expect((await press(small, `${page}/${below.id}/sessions/end`)).to).toMatch(/done/)
  expect((await below.at.get('/console')).to).toBe('/console/sign-in')
})

test('giving a role to somebody who has a deputy names the deputy, who gets it too', async () => {
  const lan = await officer(w, 'administrator')
  const away = await officer(w, 'coordinator')
  w.clock.advance({ hours: 24 })
  const day = new Date(w.clock.now().getTime() + 31 * 3_600_000).toISOString().slice(0, 10)
  await press(thu, `${page}/${away.id}/deputy`, { deputy: hoa.id, from: day, until: day })
  expect((await press(thu, `${page}/${away.id}/give`, { role: 'treasurer', unit })).to).toMatch(/asked/)
  const { text } = await lan.at.get('/console/approvals')
  expect(text).toContain(`đang được cử thay, nên cũng có vai trò này`)
})

test('what an officer let in opens nothing once they have ended, lost a role, or had their account reset', async () => {
  const small = await officer(w, 'administrator', commune)
  const other = await officer(w, 'administrator', commune)
  w.clock.advance({ hours: 24 })
  const invites = async () =>
    linkIn((await press(small, `${page}/invite`, { role: 'coordinator', unit: commune })).text)!
  const opens = async (link: string) => (await browser(w).get(link)).status
  const first = await invites()
  expect(await opens(first)).toBe(200)
  await w.db.transaction((tx) =>
    doStaff(
      tx,
      ids,
      { what: 'take', officer: small.id, post: { unit: commune, role: 'administrator' } },
      other.id,
      w.clock.now(),
    ),
  )
  expect(await opens(first)).toBe(404)
  await w.db.prisma.officerRole.create({
    data: { officerId: small.id, unitId: commune, role: 'administrator', givenAt: w.clock.now() },
  })
  await comesIn(small)
  const second = await invites()
  await w.db.transaction((tx) =>
    doStaff(tx, ids, { what: 'end', officer: small.id }, other.id, w.clock.now()),
  )
  expect(await opens(second)).toBe(404)
})

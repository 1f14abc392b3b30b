import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { firstInvite, insertInvite, type Passwords, passwords } from '../../src/organisers/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { type World, world } from '../support/world.ts'
import { browser, officer, type Someone } from './desk.ts'

let w: World
let thu: Someone
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
})
afterAll(() => w.close())

test('the first link makes the administrator, once; then there is no other', async () => {
  const lost = await firstInvite(w.db, ids, w.clock.now())
  const link = await firstInvite(w.db, ids, w.clock.now())
  const at = browser(w)
  expect((await at.get(`/console/invite/${lost}`)).status).toBe(404)
  expect((await at.get(`/console/invite/${link}`)).text).toContain('Chào anh/chị')
  const answer = { name: 'Lò Thị Thu', email: 'Thu@Quy.example' }
  for (const [password, why] of [
    ['ngắn', /ít nhất 8 ký tự/],
    ['matkhau123', /dễ đoán/],
    ['Mật Khẩu 123', /dễ đoán/],
    ['thu@quy.example1', /dễ đoán/],
    ['aaaaaaaaaaaa', /dễ đoán/],
  ] as const) {
    const page = await at.post(`/console/invite/${link}`, { ...answer, password })
    expect([page.status, page.text], password).toEqual([422, expect.stringMatching(why)])
  }
  const taken = await at.post(`/console/invite/${link}`, { ...answer, password: 'một câu dài dễ nhớ' })
  expect(taken).toMatchObject({ status: 303, to: '/console/code' })
  expect(
    (await browser(w).post(`/console/invite/${link}`, { ...answer, password: 'một câu khác hẳn' })).status,
  ).toBe(404)
  expect(await firstInvite(w.db, ids, w.clock.now())).toBeUndefined()
  // Without the second factor there is no desk.
  expect((await at.get('/console')).to).toBe('/console/code')
})

test('a link of yesterday opens nothing', async () => {
  const unit = (await w.db.prisma.unit.findFirstOrThrow()).id
  const link = await insertInvite(w.db.prisma, ids, { post: { unit, role: 'auditor' } })
  await w.db.script("update officer_invite set ends_at = now() - interval '1 second' where used_at is null")
  expect((await browser(w).get(`/console/invite/${link}`)).status).toBe(404)
})

test('chị Thu comes in with password and phone; a code is good once; a recovery code too', async () => {
  thu = await officer(w, 'administrator')
  expect(thu.codes).toHaveLength(8)
  const used = thu.code()
  const at = browser(w)
  const signsIn = () =>
    at.post('/console/sign-in', { email: thu.email.toUpperCase(), password: thu.password })
  expect((await signsIn()).to).toBe('/console/code')
  const before = at.cookies.get('desk')
  expect((await at.post('/console/code', { code: used })).status).toBe(401)
  w.clock.advance({ minutes: 1 })
  expect((await at.post('/console/code', { code: thu.code() })).to).toBe('/console')
  expect(at.cookies.get('desk')).not.toBe(before)
  expect((await at.get('/console')).text).toContain('Việc cần làm bây giờ')
  for (const status of [303, 401]) {
    await signsIn()
    expect((await at.post('/console/code', { code: thu.codes[0]!.toLowerCase() })).status).toBe(status)
  }
})

test('nothing of an officer is plain text in the database', async () => {
  const rows = JSON.stringify([
    await w.db.prisma.$queryRawUnsafe(
      `select encode(email, 'escape') e, encode(name, 'escape') n, encode(totp_secret, 'escape') t, password from officer`,
    ),
    await w.db.prisma.$queryRawUnsafe(`select encode(token_hash, 'escape') t, browser from officer_session`),
  ])
  for (const plain of [thu.email, 'Thu', thu.secret, thu.password, thu.at.cookies.get('desk')!])
    expect(rows).not.toContain(plain)
})

test('who does not exist is answered like who is mistaken', async () => {
  const wrong = await browser(w, '203.0.113.1').post('/console/sign-in', {
    email: thu.email,
    password: 'x'.repeat(12),
  })
  const none = await browser(w, '203.0.113.2').post('/console/sign-in', {
    email: 'nobody@quy.example',
    password: 'x'.repeat(12),
  })
  expect(none.status).toBe(401)
  expect(none.text.replace('nobody@quy.example', '')).toBe(wrong.text.replace(thu.email, ''))
})

/** TRIES=10000 before a release: each is a statement or two. */
const TRIES = Number(process.env.TRIES ?? 2_000)

test('of thousands of tries ten at most reach the hash, and chị Thu still comes in where she has been before', async () => {
  const minh = await officer(w, 'coordinator')
  const checks = vi.fn()
  const cheap = passwords(4)
  const counted: Passwords = {
    hash: cheap.hash,
    check: (password, kept) => {
      checks()
      return cheap.check(password, kept)
    },
  }
  const { signIn, officerKeys } = await import('../../src/organisers/index.ts')
  const { systemClock: clock } = await import('../../src/platform/clock.ts')
  const gate = { db: w.db, clock, ids, keys: await officerKeys(w.db, w.secret), passwords: counted }
  const asked = { email: minh.email, password: 'a guess of somebody' }
  const kinds = new Map<string, number>()
  for (let n = 0; n < TRIES; n++) {
    const whence = { network: `203.0.113.${n % 250}`, mark: n % 3 ? 'forged.mark' : undefined, browser: '' }
    const { kind } = await signIn(gate, asked, whence)
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  expect(checks.mock.calls.length).toBeLessThanOrEqual(10)
  expect(kinds.get('wait')).toBeGreaterThan(TRIES - 100)
  w.clock.advance({ minutes: 1 })
  // A browser of hers that has the mark, and no session any more.
  minh.at.cookies.delete('desk')
  const back = await minh.at.post('/console/sign-in', { email: minh.email, password: minh.password })
  expect(back.to).toBe('/console/code')
  expect((await minh.at.post('/console/code', { code: minh.code() })).to).toBe('/console')
}, 300_000)

test('one network does not use up what all strangers have, and the second factor is guessed five times at most', async () => {
  const hoa = await officer(w, 'treasurer')
  const here = browser(w, '192.0.2.10')
  const statuses: number[] = []
  for (let n = 0; n < 6; n++)
    statuses.push(
      (await here.post('/console/sign-in', { email: hoa.email, password: 'not hers at all' })).status,
    )
  expect(statuses).toEqual([401, 401, 401, 401, 429, 429])
  const there = browser(w, '192.0.2.20')
  expect((await there.post('/console/sign-in', { email: hoa.email, password: hoa.password })).to).toBe(
    '/console/code',
  )
  const codes: number[] = []
  for (let n = 0; n < 12; n++) codes.push((await there.post('/console/code', { code: '000000' })).status)
  expect(codes).toEqual([...Array(5).fill(401), ...Array(7).fill(429)])
})

test('a session that was ended is out at once; one that sleeps or is too old too', async () => {
  const out = async () => (await thu.at.get('/console')).to
  const other = await officer(w, 'auditor')
  expect(await out()).toBeNull()
  const [session] = await w.db.prisma.officerSession.findMany({ where: { officerId: other.id } })
  // Not yours and not there are one answer.
  await thu.at.get('/console/sessions')
  const theirs = await thu.at.post('/console/sessions/end', { session: session!.id })
  const none = await thu.at.post('/console/sessions/end', { session: ids.uuid() })
  expect(theirs).toEqual(none)
  expect(theirs.status).toBe(404)
  expect((await other.at.get('/console')).status).toBe(200)
  for (const change of [
    "seen_at = now() - interval '31 minutes'",
    "created_at = now() - interval '13 hours'",
  ]) {
    const again = await officer(w, 'auditor')
    await w.db.script(`update officer_session set ${change} where officer_id = '${again.id}'`)
    expect((await again.at.get('/console')).to).toBe('/console/sign-in')
  }
  await other.at.get('/console/sessions')
  await other.at.post('/console/sign-out')
  expect((await other.at.get('/console')).to).toBe('/console/sign-in')
  // Her phone was stolen: from another browser she ends all others.
  const elsewhere = browser(w)
  await elsewhere.post('/console/sign-in', { email: thu.email, password: thu.password })
  w.clock.advance({ minutes: 1 })
  await elsewhere.post('/console/code', { code: thu.code() })
  expect((await elsewhere.get('/console/sessions')).text).toContain('Chrome, Android')
  expect((await elsewhere.post('/console/sessions/end')).to).toBe('/console/sessions')
  expect((await elsewhere.get('/console')).status).toBe(200)
  expect(await out()).toBe('/console/sign-in')
})

test('sixty who try at once keep nobody out who has signed in here before', async () => {
  const { signIn, officerKeys } = await import('../../src/organisers/index.ts')
  const hoa = await officer(w, 'coordinator')
  const slow = passwords(13)
  const keys = await officerKeys(w.db, w.secret)
  const gate = { db: w.db, clock: w.clock, ids, keys, passwords: slow }
  let tried = 0
  const tries = Array.from({ length: 60 }, () =>
    slow.check('a guess of somebody', undefined).then(
      () => tried++,
      () => 'busy',
    ),
  )
  const mark = keys.markBrowser(keys.digest('email', hoa.email))
  const asked = { email: hoa.email, password: hoa.password }
  const known = await signIn(gate, asked, { network: '203.0.113.9', mark, browser: '' })
  expect([known.kind, tried < 40]).toEqual(['opened', true])
  expect(await Promise.all(tries)).toContain('busy')
})

test('who knows the password alone uses up no code of the browsers that are known', async () => {
  const minh = await officer(w, 'treasurer')
  const there = browser(w, '192.0.2.200')
  await there.post('/console/sign-in', { email: minh.email, password: minh.password })
  for (let n = 0; n < 11; n++) await there.post('/console/code', { code: '000000' })
  // Asked once more before something grave, and signing in anew where he has been before.
  await w.db.script("update officer_session set proven_at = now() - interval '1 hour'")
  w.clock.advance({ minutes: 1 })
  await minh.at.get('/console/sessions')
  expect((await minh.at.post('/console/accounts/propose', { proof: minh.code() })).status).not.toBe(429)
  w.clock.advance({ minutes: 1 })
  minh.at.cookies.delete('desk')
  await minh.at.post('/console/sign-in', { email: minh.email, password: minh.password })
  expect((await minh.at.post('/console/code', { code: minh.code() })).to).toBe('/console')
})

test('who tries much from the office’s network keeps the office’s browsers not out', async () => {
  const lan = await officer(w, 'coordinator')
  for (let n = 0; n < 45; n++)
    await browser(w).post('/console/sign-in', { email: `z${n}@quy.example`, password: 'x'.repeat(9) })
  const stranger = { email: lan.email, password: lan.password }
  expect((await browser(w).post('/console/sign-in', stranger)).status).toBe(429)
  expect((await lan.at.post('/console/sign-in', stranger)).to).toBe('/console/code')
})

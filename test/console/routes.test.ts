import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { desk, type Handlers } from '../../src/console/desk.tsx'
import { ROUTES, type Route } from '../../src/console/index.ts'
import { keyOf } from '../../src/console/money/notices.ts'
import { quarantine } from '../../src/conversation/index.ts'
import { makeSlot } from '../../src/needs/index.ts'
import {
  ACTS,
  type Act,
  ask as askForApproval,
  insertInvite,
  ROLES,
  saveUnit,
} from '../../src/organisers/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { silentLog } from '../../src/platform/log.ts'
import { asDay, asMonth } from '../../src/platform/vietnamese/index.ts'
import { KEYS } from '../support/known.ts'
import { type World, world } from '../support/world.ts'
import { type Browser, browser, officer, type Someone } from './desk.ts'

const PLACE = (campaignId: string) => ({
  campaignId,
  province: 'Sơn La',
  communeId: null,
  sex: 'female' as const,
  ageFrom: 6,
  ageTo: 8,
  what: 'bữa trưa',
  monthly: 200_000n,
  untilMonth: asMonth('2999-05'),
  waitsSince: asDay('2026-11-03'),
  madeUp: true,
})

/** Every route × every role × own, another's, another unit's: generated from the table of routes. */

let w: World
/** Of whole tree. */
const top = new Map<string, Someone>()
/** Of a unit in which Lan has promised something, and of one in which she has not. */
const own = new Map<string, Someone>()
const foreign = new Map<string, Someone>()
let handover = ''
/** What `:id` is in each room: something of the unit of `own`. */
const objects: Record<string, string> = {}

beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  const campaign = await w.db.prisma.campaign.findFirstOrThrow()
  const root = await w.db.prisma.unit.findFirstOrThrow({ where: { parentId: null } })
  const unit = (key: string) =>
    saveUnit(w.db.prisma, ids, {
      key,
      parentId: root.id,
      kind: 'commune',
      name: key,
      shortName: key,
      place: key,
      decision: null,
      hotline: null,
      refundDays: null,
      keptShare: null,
      invoices: false,
    })
  const other = await unit('xa-khac')
  // A fund that is itself the top has its campaign in a unit of its own here.
  const mine = campaign.unitId === root.id ? await unit('xa-nay') : campaign.unitId
  await w.db.prisma.campaign.updateMany({ data: { unitId: mine } })
  await w.db.prisma.bankAccount.updateMany({ data: { unitId: mine } })
  objects.campaigns = campaign.id
  await bought(campaign.id, campaign.accountId)
  objects.needs = (await w.db.prisma.need.findFirstOrThrow({ where: { campaignId: campaign.id } })).id
  objects.slots = await w.db.transaction((tx) => makeSlot(tx, ids, PLACE(campaign.id), w.clock.now()))
  for (const role of ROLES) {
    top.set(role, await officer(w, role))
    own.set(role, await officer(w, role, mine))
    foreign.set(role, await officer(w, role, other))
  }
  const asker = await officer(w, 'administrator', mine)
  const asked = await askForApproval(
    w.db.prisma,
    ids,
    {
      kind: 'officer.give',
      object: `officer/${own.get('auditor')!.id}`,
      facts: { officer: own.get('auditor')!.id, unit: mine, role: 'treasurer' },
      unit: mine,
      by: asker.id,
    },
    w.clock.now(),
  )
  objects.approvals = asked.id
  objects.officers = asker.id
  const post = { unit: mine, role: 'coordinator' } as const
  await insertInvite(w.db.prisma, ids, { post })
  objects.invites = (await w.db.prisma.officerInvite.findFirstOrThrow({ where: { usedAt: null } })).id
  objects.accounts = ids.uuid()
  await w.db.prisma.accountChange.create({
    data: {
      id: objects.accounts,
      approvalId: asked.id,
      unitId: mine,
      toAccount: campaign.accountId,
      approvedAt: w.clock.now(),
      effectiveAt: new Date('2999-01-01'),
    },
  })
  // Grave acts ask for the code again after five minutes; the routes behind that are looked at here.
  await w.db.script("update officer_session set proven_at = now() + interval '1 hour'")
  const lan = w.person('Lan')
  await lan.says('/start')
  await lan.presses('Góp quà Tết')
  await lan.presses(/^1 suất/)
  await lan.presses('Lấy mã chuyển khoản')
  await lan.says('gặp người')
  const { contactId } = await w.db.prisma.pledge.findFirstOrThrow()
  objects.people = contactId
  objects.offers = ids.uuid()
  const goods = { id: objects.offers, kind: 'goods', contactId, campaignId: campaign.id }
  const body = Uint8Array.from(
    (await KEYS.of(w.db.prisma, contactId))!.seal('offer', '{"what":"áo","replies":[]}'),
  )
  const hour = { answerBy: w.clock.now(), createdAt: w.clock.now() }
  await w.db.prisma.offer.create({ data: { ...goods, ...hour, body, actionKey: 'offered' } })
  objects.monthly = await monthly(contactId, campaign.id)
  objects.answers = ids.uuid()
  await w.db.prisma.readyAnswer.create({
    data: { id: objects.answers, unitId: mine, title: 'Chưa thấy tiền', text: 'Mình xem lại nhé.' },
  })
  await setAside(contactId)
  handover = ids.uuid()
  objects.talks = handover
  const key = (await KEYS.of(w.db.prisma, contactId))!
  const reason = Uint8Array.from(key.seal('reason', 'wants a person'))
  await w.db.prisma.handover.deleteMany()
  await w.db.prisma.handover.create({
    data: { id: handover, contactId, reason, urgent: false, answerBy: w.clock.now() },
  })
  objects.requests = ids.uuid()
  const words = Uint8Array.from(key.seal('request', 'hai áo còn thiếu'))
  const hours = { askedAt: w.clock.now(), answerBy: w.clock.now(), dueBy: w.clock.now() }
  const asks = { id: objects.requests, contactId, kind: 'complaint' }
  await w.db.prisma.request.create({ data: { ...asks, words, ...hours } })
}, 300_000)
afterAll(() => w.close())

/** A purchase of the campaign, and what came of it: both as routes name them. */
async function bought(campaignId: string, accountId: string) {
  const need = await w.db.prisma.need.findFirstOrThrow({ where: { campaignId } })
  const by = await officer(w, 'auditor')
  const [purchase, line, now] = [ids.uuid(), ids.uuid(), w.clock.now()]
  await w.db.prisma.purchase.create({
    data: {
      id: purchase,
      campaignId,
      accountId,
      publicId: ids.public(),
      what: 'áo ấm',
      seller: new Uint8Array(),
      voucherKey: 'PC01',
      day: now,
      amount: 180_000n,
      voucher: 'PC-01',
      state: 'booked',
      bookedAt: now,
      proposedBy: by.id,
      proposedAt: now,
      lines: {
        create: [
          {
            id: line,
            needId: need.id,
            what: need.what,
            unitWord: need.unitWord,
            quantity: 2n,
            unitPrice: 90_000n,
            delivered: 1n,
          },
        ],
      },
    },
  })
  const delivery = ids.uuid()
  const came = { sent: 1n, quantity: 1n, day: now, receiver: 'teacher' }
  await w.db.prisma.delivery.create({
    data: { id: delivery, lineId: line, ...came, recordedBy: by.id, recordedAt: now },
  })
  objects.spending = purchase
  objects.deliveries = delivery
}

/** Somebody gives to the campaign each month. */
async function monthly(contactId: string, campaignId: string): Promise<string> {
  const [pledge, id, createdAt] = [ids.uuid(), ids.uuid(), w.clock.now()]
  const promise = { code: 'TLVZZZZZZ2', actionKey: pledge, amount: 200_000n, state: 'open', monthly: true }
  await w.db.prisma.pledge.create({
    data: { id: pledge, contactId, campaignId, ...promise, until: new Date('2999-01-01'), createdAt },
  })
  const months = { monthly: 200_000n, fromMonth: '2999-01', dueMonth: '2999-01', remindDay: 5 }
  await w.db.prisma.sponsorship.create({
    data: { id, contactId, pledgeId: pledge, state: 'active', ...months, createdAt },
  })
  return id
}

/** Money without an owner, a notice that cannot be booked, a message that is stuck, and one that nobody could read. */
async function setAside(contactId: string) {
  await w.bank.credits(123_000n, 'ung ho')
  await w.bank.credits(45_000n, 'ung ho', {
    id: '990',
    at: new Date(w.clock.now().getTime() + 5 * 86_400_000),
  })
  const booked = async () => (await w.db.prisma.bankNotice.count({ where: { state: 'new' } })) === 0
  await vi.waitUntil(booked, { timeout: 60_000 })
  objects.money = (await w.db.prisma.donation.findFirstOrThrow({ where: { state: 'unmatched' } })).id
  objects.notices = keyOf({ provider: 'sepay', providerId: '990' })
  const source = 'event'
  const stuck = await w.db.prisma.todo.create({
    data: { seq: 987_654_321_987n, source, externalId: 'stuck', contactId, stuckAt: w.clock.now() },
  })
  await w.db.prisma.inbox.create({
    data: { source, externalId: 'stuck', contactId, body: Uint8Array.from([1]) },
  })
  objects['aside/items'] = String(stuck.seq)
  await quarantine(
    w.db.hot,
    { ids, secret: w.secret, log: silentLog },
    'telegram:1',
    Buffer.from('{'),
    'no JSON',
  )
  objects['aside/bodies'] = (await w.db.prisma.quarantine.findFirstOrThrow()).id
}

function ofRoom(route: Route): string {
  const [, , room, kind] = route.split('/')
  return objects[`${room}/${kind}`] ?? objects[room!] ?? ids.uuid()
}
/** Nobody knows from whom they are: only who has the whole tree sees them. */
const WHOLE = /aside\/bodies/
const address = (route: Route, id = ofRoom(route)) => route.split(' ')[1]!.replace(':id', id)
const tokens = new WeakSet<Browser>()
/** The token is the session's: one page is enough. */
async function hasToken(at: Browser) {
  if (tokens.has(at)) return
  await at.get('/console/guide')
  tokens.add(at)
}
const ask = async (route: Route, at: Browser, id?: string) => {
  if (route.startsWith('GET')) return at.get(address(route, id))
  // A page of their own first, for the token of its forms; the answer is empty, so nothing is sent.
  await hasToken(at)
  return at.post(address(route, id))
}
/** Ends what the others still need. */
const ENDS: readonly Route[] = [
  'POST /console/talks/:id/close',
  'POST /console/answers/:id/end',
  'POST /console/sign-out',
  'POST /console/sessions/end',
  'POST /console/approvals/:id/refuse',
  'POST /console/accounts/:id/stop',
  'POST /console/invites/:id/withdraw',
]
const ruled = (Object.entries(ROUTES) as [Route, string][]).filter(([, rule]) =>
  Object.hasOwn(ACTS, rule),
) as [Route, Act][]
const cases = ruled.flatMap(([route, act]) => ROLES.map((role) => [route, act, role] as const))

test('a route without a rule keeps the service from starting, and the service serves no other', () => {
  const none = (() => new Response()) as never
  const handlers = Object.fromEntries(
    Object.keys(ROUTES).map((route) => [route, none]),
  ) as unknown as Handlers
  const parts = { gate: {} as never, frame: none, remote: none, site: 'http://x' }
  const more = { ...handlers, 'GET /console/new': none } as Handlers
  expect(() => desk(parts, more)).toThrow(/without a rule: GET \/console\/new/)
  const { 'GET /console/audit': _, ...fewer } = handlers
  expect(() => desk(parts, fewer as Handlers)).toThrow(/without a route: GET \/console\/audit/)
  const served = w.service.web.routes
    .filter(({ path, method }) => path.startsWith('/console') && method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`)
  expect(served.toSorted()).toEqual(Object.keys(ROUTES).toSorted())
})

test.each(ROLES)('no link of the desk leads %s to a page of another role', async (role) => {
  const root = (await w.db.prisma.unit.findFirstOrThrow({ where: { parentId: null } })).id
  const [minh, thu] = [top.get('treasurer')!.id, top.get('administrator')!.id]
  const facts = { do: 'return', at: w.clock.now().toISOString(), ref: 'FT1234' }
  await askForApproval(
    w.db.prisma,
    ids,
    { kind: 'money.settle', object: `donation/${objects.money}`, facts, unit: root, by: minh },
    w.clock.now(),
  )
  await askForApproval(
    w.db.prisma,
    ids,
    { kind: 'officer.end', object: `officer/${thu}`, facts: { officer: thu }, unit: root, by: minh },
    w.clock.now(),
  )
  const { at } = top.get(role)!
  // One page of each shape: lists show many of a kind.
  const shapeOf = (path: string) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, ':id').replace(/\?.*/, '')
  const seen = new Map([['/console', '/console']])
  for (const [shape, path] of seen) {
    const { status, text } = await at.get(path)
    expect([shape, status, text.includes('Trang này dành cho vai trò khác')]).toEqual([shape, 200, false])
    for (const [, href] of text.matchAll(/href="(\/console[^"#]*)"/g)) {
      const next = shapeOf(href!)
      if (!seen.has(next)) seen.set(next, href!.replaceAll('&amp;', '&'))
    }
  }
  expect(seen.size).toBeGreaterThan(5)
  await w.db.prisma.approval.deleteMany({ where: { askedBy: minh, state: 'open' } })
})

test('every act is asked of somebody: by a route, or by what two people approve', () => {
  const source = readdirSync('src/console', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(`src/console/${file}`, 'utf8'))
    .join('\n')
  expect(Object.keys(ACTS).filter((act) => !source.includes(`'${act}'`))).toEqual([])
})

test.each(ruled)('%s shows nothing to who is not signed in', async (route) => {
  const answer = await ask(route, browser(w))
  // With the page to which they come back: ids at the most.
  expect(answer.status).toBe(303)
  expect(answer.to).toMatch(/^\/console\/sign-in(\?to=%2Fconsole(%2F[\w-]+)+(&unsent=1)?|\?unsent=1)?$/)
  expect(answer.text).toBe('')
})

// Who may end their session would have none for the next case; a picture needs its token (talks.test.ts).
const kept = cases.filter(
  ([route, act, role]) =>
    !route.includes(':token') && !(ENDS.includes(route) && (ACTS[act] as readonly string[]).includes(role)),
)
describe.each(kept)('%s (%s) for %s', (route, act, role) => {
  const allowed = (ACTS[act] as readonly string[]).includes(role)
  const one = route.includes(':id')

  test('is there for who may', async () => {
    for (const { at } of [top.get(role)!, own.get(role)!]) {
      const { status } = await ask(route, at)
      const there = allowed && !(WHOLE.test(route) && at === own.get(role)!.at)
      expect(status === 404, String(status)).toBe(!there)
      // What breaks is not there for anybody.
      expect(status).toBeLessThan(500)
    }
  })

  if (one)
    test('another unit’s is like what is not there', async () => {
      const { at } = foreign.get(role)!
      const theirs = await ask(route, at)
      const none = await ask(route, at, ids.uuid())
      expect(theirs.status).toBe(404)
      expect(theirs.text.replaceAll(ofRoom(route), '')).toBe(
        none.text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ''),
      )
    })
})

const posts = (Object.keys(ROUTES) as Route[]).filter((route) => route.startsWith('POST'))
test.each(posts)('%s refuses what comes from elsewhere', async (route) => {
  const { at } = top.get('administrator')!
  await hasToken(at)
  const path = address(route).replace(':token', 'x')
  for (const headers of [
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
    { origin: '' },
    { 'sec-fetch-site': 'same-site' },
  ] as Record<string, string>[])
    expect((await at.post(path, {}, headers)).status, JSON.stringify(headers)).toBe(403)
  // From here, with a token that is not of this session.
  if (Object.hasOwn(ACTS, ROUTES[route])) expect((await at.post(path, { form: 'x' })).status).toBe(403)
  // The session is as good as before.
  expect((await at.get('/console/guide')).status).toBe(200)
})

test('an officer of a unit sees the conversation of who promised there, another unit’s does not, and the counts say so', async () => {
  const seen = await own.get('unit_officer')!.at.get('/console')
  expect(seen.text).toContain('wants a person')
  const not = await foreign.get('unit_officer')!.at.get('/console')
  expect(not.text).not.toContain('wants a person')
  expect(not.text).toContain('Không ai đang chờ')
  expect(not.text).not.toContain('Đang chờ người trả lời')
})

test('who reads no conversation has no place for them on the first page', async () => {
  expect((await top.get('coordinator')!.at.get('/console')).text).toContain('Ai đang chờ')
  const { status, text } = await top.get('treasurer')!.at.get('/console')
  expect(status).toBe(200)
  expect(text).not.toMatch(/Ai đang chờ|không đọc các cuộc trò chuyện/)
})

test('chị Thu reads, answers and closes, and the trail tells of each', async () => {
  const { at, id } = top.get('coordinator')!
  // Whoever tried the route that takes it has it.
  await w.db.prisma.handover.updateMany({ data: { takenBy: null, takenAt: null } })
  const page = await at.get(`/console/talks/${handover}`)
  expect(page.text).toContain('Lấy mã chuyển khoản')
  expect(
    (await at.post(`/console/talks/${handover}/answer`, { answer: 'Chào bạn, mình là Thu.' })).to,
  ).toMatch(/said=sent/)
  await at.get(`/console/talks/${handover}`)
  expect((await at.post(`/console/talks/${handover}/close`)).to).toBe('/console')
  const over = await at.get(`/console/talks/${handover}`)
  expect([over.status, over.text]).toEqual([200, expect.stringContaining('Cuộc trò chuyện này đã đóng lúc')])
  const { at: another } = foreign.get('coordinator')!
  expect((await another.get(`/console/talks/${handover}`)).status).toBe(404)
  const told = await w.db.prisma.audit.findMany({ where: { actor: id }, orderBy: { n: 'asc' } })
  expect(told.map(({ act }) => act).slice(-5)).toEqual([
    'talk.read',
    'talk.answered',
    'talk.read',
    'talk.closed',
    'talk.read',
  ])
  expect(told.at(-1)!.object).toBe(`handover/${handover}`)
})

import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openGiving } from '../../src/app/giving.ts'
import { applyChanges } from '../../src/campaigns/index.ts'
import { importSeed } from '../../src/commands/seed.ts'
import { readConfig } from '../../src/config.ts'
import { candidatesFor, donationById, giveOwner } from '../../src/giving/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { SECRET } from '../support/known.ts'
import { type Person, type World, world } from '../support/world.ts'
import { officer, SITE, type Someone } from './desk.ts'

/** The fund changes its bank. Chị Thu asks, Minh approves, Hoa may stop it; Lan has promised and not paid yet. */

let w: World
let thu: Someone
let minh: Someone
let hoa: Someone
let lan: Person
let unit: string
let campaign: string
let before: string
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  thu = await officer(w, 'administrator')
  minh = await officer(w, 'treasurer')
  hoa = await officer(w, 'administrator')
  const found = await w.db.prisma.campaign.findFirstOrThrow({ include: { account: true } })
  campaign = found.id
  before = found.account.number
  unit = found.account.unitId
  lan = w.person('Lan')
  await lan.says('/start')
  await lan.presses('Góp quà Tết')
  await lan.presses(/^1 suất/)
  await lan.presses('Lấy mã chuyển khoản')
  w.clock.advance({ hours: 24 })
}, 120_000)
afterAll(() => w.close())

const page = '/console/accounts'
const press = async ({ at }: Someone, path: string, fields: Record<string, string> = {}) => {
  await at.get('/console/sessions')
  return at.post(path, fields)
}
const approves = async (one: Someone, kind: string) => {
  const { id } = await w.db.prisma.approval.findFirstOrThrow({ where: { kind, state: 'open' } })
  return press(one, `/console/approvals/${id}/approve`)
}
const bidv = { bank: 'BIDV', bin: '970418', number: '2111 0000 9876', holder: 'QUY BAO TRO TRE EM (BAN THU)' }
const number = '211100009876'
const pledge = () => w.db.prisma.pledge.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
const payPage = async () =>
  (await w.service.web.request(`/pay/${(await pledge()).code}`))
    .text()
    .then((text) => text.replaceAll(' ', ''))
const check = async (asked: string) => (await w.service.web.request(`/check?q=${asked}`)).text()
const accountOf = async () =>
  (await w.db.prisma.campaign.findUniqueOrThrow({ where: { id: campaign }, include: { account: true } }))
    .account.number
const next = async () => (await w.db.prisma.bankAccount.findFirstOrThrow({ where: { number } })).id
/** As if what waits had waited for so many minutes more. */
const waited = (minutes: number) =>
  w.db.script(`update account_change set effective_at = effective_at - interval '${minutes} minutes'`)
const asksForChange = async () => press(thu, `${page}/change`, { campaign, account: await next() })

test('what is wrong with a new account is said beside its field, all at once, and what was typed stays', async () => {
  const accounts = await w.db.prisma.bankAccount.count()
  const said = await press(thu, `${page}/propose`, { unit, ...bidv, bin: '97', number: '' })
  expect(said.status).toBe(422)
  for (const words of ['Mã BIN có đúng sáu số', 'từ 1 đến 19 chữ và số', 'value="97"', bidv.holder])
    expect(said.text).toContain(words)
  expect(await w.db.prisma.bankAccount.count()).toBe(accounts)
})

test('a new account is asked for by one and approved by another, each with a code; it is used after a day', async () => {
  await w.db.script('update officer_session set proven_at = null')
  w.clock.advance({ minutes: 1 })
  expect((await press(thu, `${page}/propose`, { unit, ...bidv })).text).toContain('Gõ lại mã')
  const fields = { unit, ...bidv }
  expect((await thu.at.post(`${page}/propose`, { ...fields, proof: thu.code() })).to).toMatch(/done=asked/)
  // Nobody slips another number under what waits.
  expect((await press(thu, `${page}/propose`, { ...fields, holder: 'NGUYEN VAN A' })).text).toContain(
    'đang chờ người thứ hai',
  )
  const { text } = await minh.at.get('/console/approvals')
  expect(text).toContain(number)
  expect(text).toContain(bidv.holder)
  expect((await approves(minh, 'account.open')).text).toContain('Gõ lại mã')
  const { id } = await w.db.prisma.approval.findFirstOrThrow({ where: { state: 'open' } })
  expect((await minh.at.post(`/console/approvals/${id}/approve`, { proof: minh.code() })).to).toMatch(
    /approved/,
  )
  await hoa.at.post('/console/sign-out')
  // Until then it is not ours.
  expect((await minh.at.get(page)).text).toContain('Chưa dùng được')
  expect(await check(number)).not.toContain(bidv.holder)
  // Banks know nothing of our clock, and date what comes by their own.
  expect(await w.bank.credits(100_000n, 'ung ho', { account: number, at: new Date() })).toBe(200)
  expect((await asksForChange()).text).toContain('chọn trong danh sách')
  await waited(23 * 60 + 59)
  expect(await applyChanges(w.db)).toBe(0)
  await waited(2)
  await vi.waitFor(
    async () =>
      expect((await w.db.prisma.bankAccount.findFirstOrThrow({ where: { number } })).state).toBe('open'),
    { timeout: 60_000 },
  )
  expect(await check(number)).toContain(bidv.holder)
  expect((await press(thu, `${page}/propose`, { unit, ...bidv })).text).toContain('đang được dùng rồi')
})

test('any administrator or treasurer stops a change within the day, from the red band on the first page', async () => {
  await w.db.script("update officer_session set proven_at = now() + interval '1 hour'")
  expect((await asksForChange()).to).toMatch(/done=asked/)
  expect((await approves(thu, 'campaign.account')).status).toBe(409)
  expect((await approves(minh, 'campaign.account')).to).toMatch(/approved/)
  expect((await asksForChange()).text).toContain('đang chờ đủ 24 giờ')
  w.clock.advance({ minutes: 1 })
  await hoa.at.post('/console/sign-in', { email: hoa.email, password: hoa.password })
  await hoa.at.post('/console/code', { code: hoa.code() })
  for (const one of [thu, minh, hoa]) {
    const { text } = await one.at.get('/console')
    expect(text).toMatch(/class="change-band" role="alert"/)
    expect(text).toContain('…9876')
  }
  const { id } = await w.db.prisma.accountChange.findFirstOrThrow({ where: { state: 'waiting' } })
  // Whoever keeps the books stops it too, without looking for the phone.
  await w.db.script('update officer_session set proven_at = null')
  expect((await press(minh, `${page}/${id}/stop`)).to).toMatch(/done=stopped/)
  expect((await press(hoa, `${page}/${id}/stop`)).status).toBe(404)
  await waited(25 * 60)
  expect(await applyChanges(w.db)).toBe(0)
  expect(await accountOf()).toBe(before)
  expect((await hoa.at.get('/console')).text).not.toContain('class="change-band"')
  // The trail names which account, masked, and whose campaign.
  const trail = (await thu.at.get('/console/audit?deed=account')).text
  expect(trail).toMatch(
    new RegExp(`>việc đổi tài khoản BIDV …9876</a>, <a href="/console/campaigns/${campaign}">đợt góp Tết ấm`),
  )
  expect(trail).not.toContain(number)
})

test('after two people and a day Lan is shown the new account; what she sends to the old one still finds her', async () => {
  await w.db.script("update officer_session set proven_at = now() + interval '1 hour'")
  await asksForChange()
  await approves(minh, 'campaign.account')
  const shown = await payPage()
  expect(shown).toContain(before)
  // A server whose own clock is a day ahead makes no change sooner.
  w.clock.advance({ hours: 25 })
  await w.sweeps()
  expect(await applyChanges(w.db)).toBe(0)
  expect(await accountOf()).toBe(before)
  await waited(24 * 60)
  await Promise.all([applyChanges(w.db), applyChanges(w.db)])
  expect(await accountOf()).toBe(number)
  const now = await payPage()
  expect(now).toContain(number)
  expect(now).not.toContain(before)
  // Her browser asks for the picture anew.
  const picture = (text: string) => /\/files\/[\w.-]+/.exec(text)![0]
  expect(picture(now)).not.toBe(picture(shown))
  expect(await check(before)).not.toContain('Tết ấm')
  const { code, amount } = await pledge()
  await w.bank.credits(amount, `ung ho ${code}`, { account: before, at: new Date() })
  await vi.waitFor(async () => expect((await pledge()).state).toBe('fulfilled'), { timeout: 60_000 })
  const receipt = await w.db.prisma.receipt.findFirstOrThrow()
  expect(JSON.stringify(receipt.facts)).toContain(before.slice(-4))
  expect(await w.db.prisma.formerAccount.count()).toBe(1)
  const acts = await w.db.prisma.audit.findMany({
    where: { act: { startsWith: 'account.' } },
    orderBy: { n: 'asc' },
  })
  expect(acts.map(({ act }) => act)).toEqual(['account.opened', 'account.stopped', 'account.changed'])
})

test('money without a clear code on the old account has its candidate, and can be given to her', async () => {
  const minhs = w.person('Minh')
  await minhs.says('/start')
  await minhs.presses('Góp quà Tết')
  await minhs.presses(/^1 suất/)
  await minhs.presses('Lấy mã chuyển khoản')
  const { id, code, amount } = await pledge()
  const wrong = `${code.slice(0, -1)}${code.endsWith('X') ? 'Y' : 'X'}`
  await w.bank.credits(amount, wrong, { account: before, at: new Date() })
  const config = readConfig({ DATA_DIR: '/tmp' })
  const ground = { config, db: w.db, demo: false, secret: SECRET, queue: undefined, ids, site: SITE }
  const giving = await openGiving(ground as never)
  const donation = await vi.waitFor(
    () => w.db.prisma.donation.findFirstOrThrow({ where: { state: 'unmatched', amount } }),
    { timeout: 60_000 },
  )
  const owned = await w.db.transaction(async (tx) => {
    const found = await candidatesFor(tx, giving, (await donationById(tx, donation.id))!)
    expect(found.map((one) => one.pledge.id)).toEqual([id])
    return giveOwner(tx, giving, donation.id, { pledge: id }, w.clock.now())
  })
  expect(owned?.donation.state).not.toBe('unmatched')
})

test('a seed file does not turn the account of an opened campaign back', async () => {
  const yaml = readFileSync('prisma/seed/demo.yaml', 'utf8')
  const seeding = w.db.transaction((tx) => importSeed(tx, { ids, now: w.clock.now() }, yaml))
  await expect(seeding).rejects.toThrow(/account ending in 9876.*two people at the desk/)
  expect(await accountOf()).toBe(number)
})

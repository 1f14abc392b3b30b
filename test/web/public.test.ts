import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { patternsIn } from '../../src/giving/donations/matching.ts'
import { creditById } from '../../src/giving/index.ts'
import { pledgesLike } from '../../src/giving/pledges/store.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
})
afterAll(() => w.close())

const ask = (path: string, from: string) =>
  w.service.web.request(path, { headers: { 'x-forwarded-for': from } })

/** Asks until it is too much: what flows back meanwhile is used up too. */
async function tooOften(path: string): Promise<Response> {
  for (let n = 0; n < 2_000; n++) {
    const answer = await ask(path, '192.0.2.1')
    if (answer.status === 429) return answer
  }
  throw new Error(`${path} was never refused`)
}

test('one address gets only so many papers and checks, is told how long to wait, and others go on', async () => {
  for (const path of ['/check', '/files/nothing', '/c/NOTHING', '/pay/nothing?lang=en']) {
    const refused = await tooOften(path)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.headers.get('cache-control')).toBe('no-store')
    expect(await refused.text()).toMatch(path.includes('en') ? /try again in 1 second/ : /thử lại sau 1 giây/)
  }
  const key = await tooOften('/c/keys/nothing')
  expect(await key.json()).toEqual({ error: expect.stringContaining('chờ một chút') })
  expect((await ask('/', '192.0.2.1')).status).toBe(200)
  expect((await ask('/check', '192.0.2.2')).status).toBe(200)
})

test('who counts receipts up is soon told to wait, and takes the way to pay and the papers from nobody', async () => {
  const from = '192.0.2.9'
  const number = (n: number) => `/check?q=TET27-${String(n).padStart(6, '0')}`
  const statuses: number[] = []
  for (let n = 0; n < 200; n++) statuses.push((await ask(number(n), from)).status)
  expect(statuses.filter((status) => status === 200).length).toBeLessThan(50)
  const refused = await ask(number(200), from)
  const wait = Number(refused.headers.get('retry-after'))
  expect([refused.status, wait > 5 && wait <= 20]).toEqual([429, true])
  expect(await refused.text()).toContain(`thử lại sau ${wait} giây`)
  for (const path of ['/pay/nothing', '/c/NOTHING', '/files/nothing'])
    expect([path, (await ask(path, from)).status]).toEqual([path, 404])
  // The form itself is no question, and others ask as before.
  expect((await ask('/check?q=%20', from)).status).toBe(200)
  expect((await ask(number(1), '192.0.2.10')).status).toBe(200)
})

test('pages that ask again and again for their money take the papers from nobody, nor the other way round', async () => {
  const status = async (path: string, from: string) => (await ask(path, from)).status
  for (const [often, other] of [
    ['/pay/nothing', '/c/NOTHING'],
    ['/c/NOTHING', '/pay/nothing'],
  ] as const) {
    const from = `198.51.100.${often.length}`
    for (let n = 0; n < 2_000 && (await status(often, from)) !== 429; n++);
    expect(await status(often, from)).toBe(429)
    expect(await status(other, from)).toBe(404)
    expect(await status('/check?q=1234567890', from)).toBe(200)
  }
})

test('the addresses of one /64 of IPv6 count as one, since a single phone has them all', async () => {
  const statuses: number[] = []
  for (let n = 0; n < 1_500 && statuses.at(-1) !== 429; n++)
    statuses.push((await ask('/check', `2001:db8:1:2::${n.toString(16)}`)).status)
  expect(statuses.at(-1)).toBe(429)
  expect((await ask('/check', '2001:db8:1:3::1')).status).toBe(200)
})

test('an address that no key can have is simply not there', async () => {
  for (const path of [
    '/c/keys/%00',
    '/c/keys/nothing',
    '/c/%00',
    '/c/%00/signed',
    '/pay/%00',
    '/campaigns/%00',
  ])
    expect([path, (await ask(path, '192.0.2.3')).status]).toEqual([path, 404])
  expect((await ask('/check?q=%00', '192.0.2.3')).status).toBe(200)
})

test('what is true only now is kept by no browser', async () => {
  for (const path of ['/check', '/check?q=1234567890', '/c/NOTHING', '/c/keys/nothing', '/pay/nothing'])
    expect([path, (await ask(path, '192.0.2.4')).headers.get('cache-control')]).toEqual([path, 'no-store'])
})

test('the first page tells gifts of before the books from those that came since', async () => {
  const html = await (await ask('/', '192.0.2.5')).text()
  expect(html).toMatch(
    /Số này có từ trước khi Quỹ dùng Chung Tay.*5 xã đang cần, ở Sơn La.*Chưa có tiền góp qua Chung Tay/,
  )
})

test('what is only held for some minutes is not told as promised, in units as little as in money', async () => {
  const told = async () => {
    const html = await (await ask('/campaigns/tet-2027', '192.0.2.6')).text()
    const money = /data-testid="pledged".*?class="amount">([^<]*)</s.exec(html)![1]
    return [money, [...new Set([...html.matchAll(/Thêm ([^<]*) đã đăng ký/g)].map(([, units]) => units))]]
  }
  const before = await told()
  const minh = w.person('Minh')
  for (const say of ['/start', 'Góp quà Tết']) await minh.says(say)
  await minh.presses(/^2 suất/)
  await minh.hears(/giữ/)
  expect(await told()).toEqual(before)
  await minh.presses('Lấy mã chuyển khoản')
  expect(await told()).toEqual(['600.000\u00a0đ', ['2 suất']])
})

test('a receipt’s number alone tells amount and day, to compare a paper with, and nobody’s name', async () => {
  const lan = w.person('Lan')
  for (const say of ['/start', 'Góp quà Tết']) await lan.says(say)
  await lan.presses(/^1 suất/)
  await lan.presses('Lấy mã chuyển khoản')
  const code = lan.heard.map((message) => message.text).findLast((text) => /^TLV[0-9A-Z]{7}$/.test(text))
  await w.bank.credits(300_000n, code!, { at: new Date('2026-11-24T03:00:00Z') })
  const { text } = await lan.hears(/TET27-\d{6}/)
  const [number] = /TET27-\d{6}/.exec(text)!
  const check = async (q: string) =>
    (await (await ask(`/check?q=${encodeURIComponent(q)}`, '192.0.2.7')).text())
      .replace(/.*data-testid="verdict"/s, '')
      .replace(/<\/section>.*/s, '')
  const told = await check(`số ${number.toLowerCase()}`)
  for (const part of [number, '300.000\u00a0đ', '24/11/2026', 'trong sổ của Quỹ', 'bản thử'])
    expect(told).toContain(part)
  expect(told).not.toMatch(/Lan|\/c\/|NGUYEN/)
  const unknown = await check('TET27-999999')
  expect(unknown).toContain('Quỹ chưa có giấy hay mã nào như vậy')
  expect(unknown).not.toContain('<dl')

  // The code off the paper itself says the same, and leads to what stands on it.
  const { publicId } = await w.db.prisma.receipt.findFirstOrThrow({
    where: { number: Number(number!.slice(6)) },
  })
  for (const q of [
    publicId,
    ` ${publicId.toLowerCase()}`,
    `mã ${publicId}.`,
    `chungtay.test/c/${publicId}`,
  ]) {
    const held = await check(q)
    expect(held).toContain('Biên nhận này của Quỹ và còn hiệu lực')
    expect(held).toContain(`href="/c/${publicId}"`)
    expect(held).toContain(number)
  }
  const other = `${publicId.slice(0, -1)}${publicId.endsWith('0') ? '1' : '0'}`
  expect(await check(other)).toContain('Quỹ chưa có giấy hay mã nào như vậy')
  // A letter more is no such code; another account beside it is not vouched for.
  for (const q of [`${publicId}A`, `${publicId} stk 9999999999`])
    expect(await check(q)).not.toContain('còn hiệu lực')
})

test('a transfer is pretended only from our own page', async () => {
  const lan = w.person('Lan')
  for (const say of ['/start', 'Góp quà Tết']) await lan.says(say)
  await lan.presses(/^1 suất/)
  await lan.presses('Lấy mã chuyển khoản')
  const code = lan.heard.map((message) => message.text).findLast((text) => /^TLV[0-9A-Z]{7}$/.test(text))
  const pretend = (headers: Record<string, string>) =>
    w.service.web.request(`/pay/${code}/pretend`, { method: 'POST', headers })
  const before = await w.db.prisma.bankNotice.count()
  const count = async () => (await w.db.prisma.bankNotice.count()) - before
  for (const headers of [{}, { origin: 'null' }, { origin: 'https://elsewhere.example' }])
    expect((await pretend(headers as Record<string, string>)).status).toBe(403)
  expect(await count()).toBe(0)
  expect((await pretend({ origin: 'http://chungtay.test' })).status).toBe(303)
  expect(await count()).toBe(1)
})

test('in the demo a transfer is pretended as real ones go wrong: without a code, with a wrong one, told twice, of another sum', async () => {
  const lan = w.person('Lan')
  for (const say of ['/start', 'Góp quà Tết']) await lan.says(say)
  await lan.presses(/^1 suất/)
  await lan.presses('Lấy mã chuyển khoản')
  const code = lan.heard.map((message) => message.text).findLast((text) => /^TLV[0-9A-Z]{7}$/.test(text))!
  const pledge = await w.db.prisma.pledge.findUniqueOrThrow({ where: { code } })
  const pretend = (fields: Record<string, string>) =>
    w.service.web.request(`/pay/${code}/pretend`, {
      method: 'POST',
      headers: { origin: 'http://chungtay.test' },
      body: new URLSearchParams(fields),
    })
  const found = (where: object) => vi.waitFor(() => w.db.prisma.donation.findFirstOrThrow({ where }))

  const unread = await pretend({ way: 'no_code', amount: 'nhiều lắm' })
  expect(unread.status).toBe(422)
  const shown = await unread.text()
  expect(shown).toContain('Số tiền chưa đọc được')
  expect(shown).toContain('value="nhiều lắm"')
  expect(shown).toMatch(/<option value="no_code" selected/)

  const sent = await pretend({ way: 'no_code', amount: '217k' })
  expect(sent.headers.get('location')).toBe(`/pay/${code}?came=no_code`)
  const page = await (await w.service.web.request(sent.headers.get('location')!)).text()
  expect(page).toContain('href="/console/money"')
  expect(await found({ amount: 217_000n })).toMatchObject({ state: 'unmatched', why: 'no_code' })

  await pretend({ way: 'wrong_code', amount: '' })
  const wrong = await found({ amount: 300_000n, state: 'unmatched' })
  const { accountId, memo } = (await creditById(w.db.prisma, w.secret, wrong.creditId))!
  const like = await pledgesLike(w.db.prisma, accountId, patternsIn(memo!))
  expect(like.map(({ id }) => id)).toEqual([pledge.id])

  await pretend({ way: 'twice', amount: '100k' })
  expect(await found({ pledgeId: pledge.id })).toMatchObject({ amount: 100_000n, state: 'partial' })
  const aside = { state: 'quarantined', reason: 'its reference is that of another transfer' }
  await vi.waitFor(() => w.db.prisma.bankNotice.findFirstOrThrow({ where: aside }))

  // Money for a promise that was cancelled is kept apart: its page offers that as well.
  await w.db.prisma.pledge.update({ where: { code }, data: { state: 'cancelled' } })
  const cancelled = await (await w.service.web.request(`/pay/${code}`)).text()
  expect(cancelled).toContain(`action="/pay/${code}/pretend"`)
  await pretend({})
  expect(await found({ pledgeId: pledge.id, state: 'cancelled_pledge' })).toMatchObject({ amount: 200_000n })
})

test('what came stays on the first page when the last campaign is closed', async () => {
  const received = async () => {
    const html = await (await ask('/', '192.0.2.11')).text()
    return /data-stage="received".*?class="amount">([^<]*)</s.exec(html)![1]
  }
  const lan = w.person('Lan')
  for (const say of ['/start', 'Góp quà Tết']) await lan.says(say)
  await lan.presses(/^1 suất/)
  await lan.presses('Lấy mã chuyển khoản')
  const code = lan.heard.map((message) => message.text).findLast((text) => /^TLV[0-9A-Z]{7}$/.test(text))
  await w.bank.credits(300_000n, code!)
  await lan.hears(/TET27-\d{6}/)
  const before = await received()
  expect(before).toMatch(/00\u00a0đ$/)
  await w.db.prisma.campaign.updateMany({
    where: { state: 'open' },
    data: { state: 'closed', closedAt: w.clock.now() },
  })
  expect(await received()).toBe(before)
  // Of an unknown giver there is no receipt, and the page does not say that there is.
  const page = await (await ask('/campaigns/tet-2027', '192.0.2.11')).text()
  expect(page).toContain('khoản chưa biết của ai thì góp chung, chưa có biên nhận')
})

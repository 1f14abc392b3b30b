import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { keyOf } from '../../src/console/money/notices.ts'
import { insertNotice, settleNotice } from '../../src/giving/bank/store.ts'
import { balance, balances } from '../../src/ledger/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { type World, world } from '../support/world.ts'
import { officer, type Page, type Someone } from './desk.ts'

/** Minh keeps the books, chị Thu is the director: money that no rule could settle is settled at the desk. */

let w: World
let minh: Someone
let thu: Someone
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  minh = await officer(w, 'treasurer')
  thu = await officer(w, 'administrator')
  await settled()
}, 120_000)
afterAll(() => w.close())

/** Who is new at the desk approves nothing for a day: these came the day before yesterday. */
async function settled() {
  const before = new Date(Date.now() - 48 * 3_600_000)
  await w.db.prisma.officerRole.updateMany({ data: { givenAt: before } })
  await w.db.prisma.officer.updateMany({ data: { totpSince: before } })
}

/** Somebody who has promised, with her code. */
async function promises(name: string, units: number) {
  const lan = w.person(name)
  // What is open is looked at every few seconds, and a story before this one may have closed it for a moment.
  const offered = async () =>
    (await lan.says('/start')).some(({ choices }) => choices.some(({ label }) => label === 'Góp quà Tết'))
  await vi.waitUntil(offered, { timeout: 20_000, interval: 1_500 })
  await lan.presses('Góp quà Tết')
  await lan.says(`${units} suất`)
  await lan.presses('Lấy mã chuyển khoản')
  const pledge = await w.db.prisma.pledge.findFirstOrThrow({
    where: { state: 'open' },
    orderBy: { createdAt: 'desc' },
  })
  return { lan, code: pledge.code, pledge: pledge.id, contact: pledge.contactId }
}

let said = 0
/** Money that came, booked as far as rules go. */
async function comes(amount: bigint, memo: string, more: Parameters<World['bank']['credits']>[2] = {}) {
  const id = String(7_000 + ++said)
  await w.bank.credits(amount, memo, { id, ref: `FTMONEY${id}`, ...more })
  const where = { provider_providerId: { provider: 'sepay', providerId: id } }
  await vi.waitUntil(async () => (await w.db.prisma.bankNotice.findUnique({ where }))?.state !== 'new', {
    timeout: 20_000,
    interval: 50,
  })
  const notice = await w.db.prisma.bankNotice.findUniqueOrThrow({ where })
  const donation =
    notice.creditId && (await w.db.prisma.donation.findFirst({ where: { creditId: notice.creditId } }))
  return { donation: donation ? donation.id : '', notice: keyOf(notice) }
}

const stateOf = async (donation: string) => {
  const { state, pledgeId } = await w.db.prisma.donation.findUniqueOrThrow({ where: { id: donation } })
  return { state, pledge: pledgeId }
}
const settle = async (who: Someone, donation: string, fields: Record<string, string>): Promise<Page> => {
  await who.at.get(`/console/money/${donation}`)
  return who.at.post(`/console/money/${donation}/settle`, fields)
}
const approve = async (who: Someone, what: 'approve' | 'withdraw' = 'approve'): Promise<Page> => {
  const { id } = await w.db.prisma.approval.findFirstOrThrow({ where: { state: 'open' } })
  await who.at.get('/console/approvals')
  return who.at.post(`/console/approvals/${id}/${what}`)
}
const trail = async (who: Someone) =>
  (await w.db.prisma.audit.findMany({ where: { actor: who.id }, orderBy: { n: 'asc' } })).map(
    ({ act }) => act,
  )
/** What waits for chị Thu, in plain spaces. */
const proposed = async () => (await thu.at.get('/console/approvals')).text.replaceAll('\u00a0', ' ')
const zero = async () => [...(await balances(w.db.prisma)).values()].reduce((all, one) => all + one, 0n)

test('money without a code is matched by one click, and Lan hears of it', async () => {
  const { lan, code, pledge } = await promises('Lan', 1)
  const { donation } = await comes(300_000n, 'NGUYEN THI LAN ung ho tet')
  const list = await minh.at.get('/console/money')
  expect(list.text).toContain(`/console/money/${donation}`)
  expect(list.text).toMatch(/chưa đọc được mã nào trong nội dung/)
  // A list names nobody, and reads nobody's memo.
  expect(list.text).not.toContain('NGUYEN THI LAN')
  expect((await minh.at.get('/console')).text).toMatch(/<strong>1<\/strong> <a[^>]*>Tiền chưa biết của ai/)

  const one = await minh.at.get(`/console/money/${donation}`)
  expect(one.text).toContain('NGUYEN THI LAN ung ho tet')
  expect(one.text).toContain(`${code.slice(0, 3)} ${code.slice(3, 7)} ${code.slice(7)}`)
  expect(one.text).toContain(`value="${pledge}"`)
  expect(one.text).toContain('đúng số tiền còn thiếu')
  const done = await minh.at.post(`/console/money/${donation}/settle`, { do: 'match', pledge })
  expect(done.to).toBe('/console/money?said=match')
  expect(await stateOf(donation)).toEqual({ state: 'full', pledge })
  await lan.hears(/Mình đã thấy 300\.000/)
  expect((await trail(minh)).slice(-2)).toEqual(['money.looked', 'money.matched'])

  // Twice is once: the second press finds it done, and says so kindly.
  const again = await minh.at.post(`/console/money/${donation}/settle`, { do: 'match', pledge })
  expect(again.status).toBe(422)
  expect(again.text).toContain('vừa được giải quyết rồi')
  expect(await w.db.prisma.receipt.count({ where: { donationId: donation } })).toBe(1)
  expect(await zero()).toBe(0n)
}, 60_000)

test('money that came to another account of the unit goes to the promise that its memo names', async () => {
  const { lan, code, pledge } = await promises('Lan', 1)
  const { accountId: own, unitId } = await w.db.prisma.campaign.findFirstOrThrow({
    where: { eventKind: 'tet' },
  })
  const { id: _, ...more } = await w.db.prisma.bankAccount.findUniqueOrThrow({ where: { id: own } })
  const other = ids.uuid()
  await w.db.prisma.bankAccount.create({ data: { ...more, id: other, number: '5550001112' } })
  const { donation } = await comes(300_000n, `${code} tang cac em`, { account: '5550001112' })
  expect(await stateOf(donation)).toEqual({ state: 'unmatched', pledge: null })
  const one = await minh.at.get(`/console/money/${donation}`)
  expect(one.text).toContain('đúng mã, nhưng tiền vào tài khoản khác của đơn vị')
  expect(one.text).toContain(`value="${pledge}"`)
  expect((await settle(minh, donation, { do: 'match', pledge })).to).toContain('said=match')
  expect(await stateOf(donation)).toEqual({ state: 'full', pledge })
  await lan.hears(/Mình đã thấy 300\.000/)
  // It lies on the account to which it came, and the campaign has it.
  const bank = { kind: 'bank', unit: unitId, bank: other } as const
  expect([await balance(w.db.prisma, bank), await zero()]).toEqual([300_000n, 0n])

  // By its code typed too; and a large sum takes two.
  const { code: large } = await promises('Mai', 40)
  const { approvalFrom } = await w.db.prisma.unit.findUniqueOrThrow({ where: { id: unitId } })
  await w.db.prisma.unit.update({ where: { id: unitId }, data: { approvalFrom: 12_000_000n } })
  const big = await comes(12_000_000n, 'ung ho tet', { account: '5550001112' })
  expect((await settle(minh, big.donation, { do: 'match', code: large })).to).toContain('said=proposed')
  expect(await stateOf(big.donation)).toEqual({ state: 'unmatched', pledge: null })
  await approve(thu)
  expect((await stateOf(big.donation)).state).toBe('full')
  await w.db.prisma.unit.update({ where: { id: unitId }, data: { approvalFrom } })
}, 60_000)

test('money matched with the wrong person is taken back: Lan hears an apology, Mai has her gift, the numbers have no gap', async () => {
  const lan = await promises('Lan nhầm', 1)
  const mai = await promises('Mai đúng', 1)
  const { donation } = await comes(300_000n, 'ung ho cac be')
  await settle(minh, donation, { do: 'match', pledge: lan.pledge })
  await lan.lan.hears(/Mình đã thấy 300\.000/)
  const wrong = await w.db.prisma.receipt.findFirstOrThrow({ where: { donationId: donation } })

  expect((await minh.at.get(`/console/money/${donation}`)).text).toContain('Gỡ ra khỏi người này')
  expect((await settle(minh, donation, { do: 'unmatch' })).to).toBe('/console/money?said=unmatch')
  await lan.lan.hears(/^Quỹ đã ghi nhầm, xin lỗi bạn: 300\.000/)
  expect(await stateOf(donation)).toEqual({ state: 'mistaken', pledge: lan.pledge })
  expect(await w.db.prisma.receipt.findUniqueOrThrow({ where: { id: wrong.id } })).toMatchObject({
    state: 'cancelled',
  })
  expect(await w.db.prisma.pledge.findUniqueOrThrow({ where: { id: lan.pledge } })).toMatchObject({
    state: 'open',
    received: 0n,
  })
  // Once: the same page pressed again changes nothing.
  expect((await minh.at.post(`/console/money/${donation}/settle`, { do: 'unmatch' })).status).toBe(422)

  const again = await w.db.prisma.donation.findFirstOrThrow({
    where: { why: 'taken_back', state: 'unmatched' },
  })
  const at = { creditId: again.creditId, contactId: lan.contact, matched: false, at: w.clock.now() }
  await w.db.prisma.creditClaim.create({ data: { id: ids.uuid(), ...at } })
  const suggested = (await minh.at.get(`/console/money/${again.id}`)).text
  expect(suggested).toContain('đã ghép nhầm người, vừa gỡ ra')
  // Whose it was not stands last, though the sum would fit, and is told from the others.
  const order = [...suggested.matchAll(/name="pledge" value="([^"]+)"/g)].map(([, pledge]) => pledge)
  expect(order).toContain(mai.pledge)
  expect(order.at(-1)).toBe(lan.pledge)
  expect(suggested.slice(suggested.indexOf(mai.pledge))).toMatch(
    /vừa gỡ khỏi phần này[\s\S]*người này nói là của mình/,
  )
  expect(suggested.match(/vừa gỡ khỏi phần này/g)).toHaveLength(1)
  expect((await settle(minh, again.id, { do: 'match', pledge: mai.pledge })).to).toContain('said=match')
  await mai.lan.hears(/Mình đã thấy 300\.000/)
  const right = await w.db.prisma.receipt.findFirstOrThrow({ where: { donationId: again.id } })
  expect(right.number).toBe(wrong.number + 1)
  // Who was wrongly given it is found by the cancelled number too, and told of as that, with what holds instead.
  const numbered = ({ series, number }: { series: string; number: number }) =>
    `${series}-${String(number).padStart(6, '0')}`
  await thu.at.get('/console/people')
  const found = await thu.at.post('/console/people', { q: numbered(wrong), reason: 'paper' })
  expect(found.text).toContain(`biên nhận đã hủy: Quỹ ghi nhầm người; thay bằng ${numbered(right)}`)
  const hers = await thu.at.post('/console/people', { q: numbered(right), reason: 'paper' })
  expect(hers.text).toContain(numbered(right))
  expect(hers.text).not.toContain('biên nhận đã hủy')
  expect(await trail(minh)).toContain('money.unmatched')
  expect((await lan.lan.says('đã góp những gì')).map(({ text }) => text).join()).not.toContain(
    `${wrong.series}-`,
  )
  expect(await zero()).toBe(0n)
}, 60_000)

test('a page that is old, or a code that names nobody, is said beside the form, and what was typed is still there', async () => {
  const { donation } = await comes(70_000n, 'ung ho')
  const wrong = await settle(minh, donation, { do: 'match', code: 'TLV 0000 000' })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('không chỉ đúng một người')
  expect(wrong.text).toContain('value="TLV 0000 000"')
  const empty = await settle(minh, donation, { do: 'match', code: ' ' })
  expect(empty.text).toContain('gõ mã hoặc số biên nhận giúp')

  const { code } = await promises('Mai', 1)
  await minh.at.get(`/console/money/${donation}`)
  expect((await settle(thu, donation, { do: 'match', code })).to).toContain('said=match')
  const stale = await minh.at.post(`/console/money/${donation}/settle`, { do: 'match', code })
  expect(stale.status).toBe(422)
  expect(stale.text).toContain('vừa được giải quyết rồi')
  expect(stale.text).toContain(code)
  expect(await w.db.prisma.receipt.count({ where: { donationId: donation } })).toBe(1)
}, 60_000)

test('a promise that is paid gets more only from who has read that it is', async () => {
  const { code, pledge } = await promises('Lan', 1)
  await comes(300_000n, code)
  // One letter is wrong: the list and the page say the same of it.
  const { donation } = await comes(
    100_000n,
    `${code.slice(0, 5)}${code[5] === 'A' ? 'B' : 'A'}${code.slice(6)}`,
  )
  const one = (await minh.at.get(`/console/money/${donation}`)).text
  expect(one).toContain('mã gần giống')
  for (const page of [one, (await minh.at.get('/console/money')).text])
    expect(page).not.toContain('nội dung không có mã')
  const asked = await settle(minh, donation, { do: 'match', pledge })
  expect(asked.status).toBe(409)
  expect(asked.text).toContain('Phần này đã đủ tiền, vẫn ghép?')
  expect(asked.text.replaceAll('\u00a0', ' ')).toContain(
    'dư 100.000 đ dùng cho nơi còn thiếu của Tết ấm 2027',
  )
  expect(await stateOf(donation)).toMatchObject({ state: 'unmatched' })
  expect((await settle(minh, donation, { do: 'match', code })).status).toBe(409)
  expect((await settle(minh, donation, { do: 'match', pledge, sure: 'yes' })).to).toContain('said=match')
  expect(await stateOf(donation)).toMatchObject({ pledge })
}, 60_000)

test('the number of another receipt names the same person', async () => {
  const first = await w.db.prisma.receipt.findFirstOrThrow({ orderBy: { issuedAt: 'asc' } })
  const number = `${first.series}-${String(first.number).padStart(6, '0')}`
  const { donation } = await comes(55_000n, 'gui them')
  const asked = await settle(minh, donation, { do: 'match', code: number })
  expect(asked.text).toContain('Phần này đã đủ tiền, vẫn ghép?')
  const pledge = /name="pledge" value="([^"]+)"/.exec(asked.text)![1]!
  expect((await settle(minh, donation, { do: 'match', pledge, sure: 'yes' })).to).toContain('said=match')
  const owner = await w.db.prisma.donation.findUniqueOrThrow({ where: { id: donation } })
  const before = await w.db.prisma.donation.findUniqueOrThrow({ where: { id: first.donationId } })
  expect(owner.contactId).toBe(before.contactId)
  // And any of them is found by its number.
  expect((await minh.at.get(`/console/money?find=${number}`)).to).toBe(`/console/money/${first.donationId}`)
  expect((await minh.at.get('/console/money?find=TET99-000001')).text).toContain('Không có khoản nào mang mã')
}, 60_000)

test('a large sum takes two: Minh proposes, only another approves, and nothing moves before', async () => {
  const { lan, pledge } = await promises('Hoa', 60)
  const amount = (await w.db.prisma.pledge.findUniqueOrThrow({ where: { id: pledge } })).amount
  await w.db.prisma.unit.updateMany({ data: { approvalFrom: amount } })
  const { donation } = await comes(amount, 'cong ty ung ho')
  expect((await minh.at.get(`/console/money/${donation}`)).text).toContain('cần hai người')
  expect((await settle(minh, donation, { do: 'match', pledge })).to).toContain('said=proposed')
  expect(await stateOf(donation)).toEqual({ state: 'unmatched', pledge: null })
  expect(await w.db.prisma.receipt.count({ where: { donationId: donation } })).toBe(0)

  // Nothing else is done with it meanwhile, by nobody.
  expect((await thu.at.get(`/console/money/${donation}`)).text).toContain('đang chờ người thứ hai')
  expect((await settle(thu, donation, { do: 'match', pledge })).to).toContain('said=waiting')
  // Who proposed does not approve.
  expect((await approve(minh)).status).toBe(409)
  expect(await stateOf(donation)).toMatchObject({ state: 'unmatched' })
  const waiting = await thu.at.get('/console/approvals')
  expect(waiting.text).toContain(`/console/money/${donation}`)

  expect((await approve(thu)).to).toContain('done=approved')
  expect(await stateOf(donation)).toEqual({ state: 'full', pledge })
  await lan.hears(/Biên nhận số/)
  expect(await trail(thu)).toContain('money.matched')
  expect(await zero()).toBe(0n)
}, 60_000)

test('who approves sees that a sum does not fit, and the list says what is proposed', async () => {
  await w.db.prisma.unit.updateMany({ data: { approvalFrom: 400_000n } })
  const { pledge, code } = await promises('Cúc', 2)
  const shown = `${code.slice(0, 3)} ${code.slice(3, 7)} ${code.slice(7)}`
  const more = await comes(25_000_000n, 'cong ty')
  expect((await minh.at.get('/console/money')).text).not.toContain('đã đề nghị, chờ duyệt')
  await settle(minh, more.donation, { do: 'match', pledge })
  const card = new RegExp(`${more.donation}"[^]*?</li>`)
  expect(card.exec((await minh.at.get('/console/money')).text)?.[0]).toContain('đã đề nghị, chờ duyệt')
  expect(await proposed()).toContain(
    `ghép với phần ${shown}, đăng ký 600.000 đ, còn thiếu 600.000 đ; dư 24.400.000 đ dùng cho nơi còn thiếu của Tết ấm 2027`,
  )
  await approve(minh, 'withdraw')
  expect((await minh.at.get('/console/money')).text).not.toContain('đã đề nghị, chờ duyệt')

  const less = await comes(450_000n, 'mot phan')
  await settle(minh, less.donation, { do: 'match', pledge })
  expect(await proposed()).toContain('sau khoản này vẫn còn thiếu 150.000 đ')
  await approve(minh, 'withdraw')
  await w.db.prisma.pledge.update({ where: { id: pledge }, data: { state: 'cancelled' } })
  await settle(minh, less.donation, { do: 'match', pledge })
  expect(await proposed()).toContain(
    'đăng ký 600.000 đ, đã hủy hoặc quá hạn; phần đã hủy nên tiền được giữ riêng',
  )
  await approve(minh, 'withdraw')
  await w.db.prisma.pledge.update({ where: { id: pledge }, data: { state: 'open' } })

  const later = new Date(w.clock.now().getTime() + 5 * 86_400_000)
  const { notice } = await comes(600_000n, 'som', { at: later })
  await minh.at.get('/console/money')
  const day = new Date(w.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
  const fields = { do: 'match', code, day, hour: '09:00' }
  await minh.at.post(`/console/notices/${notice}/settle`, fields)
  expect((await minh.at.get('/console/money')).text).toMatch(
    new RegExp(`notices/${notice}"[^]*?đã đề nghị, chờ duyệt`),
  )
  expect(await proposed()).toContain('còn thiếu 600.000 đ; vừa đủ')
  await approve(minh, 'withdraw')
}, 60_000)

test('a proposal is withdrawn, or finds its money settled: it does nothing', async () => {
  await w.db.prisma.unit.updateMany({ data: { approvalFrom: 400_000n } })
  const { pledge } = await promises('Bình', 2)
  const { donation } = await comes(600_000n, 'ung ho')
  await settle(minh, donation, { do: 'match', pledge })
  expect((await approve(minh, 'withdraw')).to).toContain('done=withdrawn')
  await settle(minh, donation, { do: 'match', pledge })
  // The donor finds it herself, by the bank's number, before anybody approves.
  await w.db.prisma.donation.update({ where: { id: donation }, data: { state: 'no_code' } })
  const late = await approve(thu)
  expect(late.status).toBe(409)
  expect(await w.db.prisma.approval.count({ where: { state: 'open' } })).toBe(0)
  await w.db.prisma.donation.update({ where: { id: donation }, data: { state: 'unmatched' } })
}, 60_000)

test('two approve at once: it is done once', async () => {
  const hoa = await officer(w, 'treasurer')
  await settled()
  const { pledge } = await promises('Nga', 2)
  const { donation } = await comes(600_000n, 'ung ho nga')
  await settle(minh, donation, { do: 'match', pledge })
  const answers = await Promise.all([approve(thu), approve(hoa)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
  expect(await w.db.prisma.receipt.count({ where: { donationId: donation } })).toBe(1)
  await w.db.prisma.unit.updateMany({ data: { approvalFrom: 20_000_000n } })
}, 60_000)

test('money that came after the end waits, and goes into a common pot by an officer’s word', async () => {
  const { lan, code } = await promises('Lý', 1)
  const campaign = await w.db.prisma.campaign.findFirstOrThrow()
  const { receivesUntil } = campaign
  await w.db.prisma.campaign.update({
    where: { id: campaign.id },
    data: { receivesUntil: new Date(w.clock.now().getTime() - 3_600_000) },
  })
  const { donation } = await comes(300_000n, code)
  await w.db.prisma.campaign.update({ where: { id: campaign.id }, data: { receivesUntil } })
  await lan.hears(/đang giữ riêng/)
  await lan.presses('Chuyển đợt tới')
  const list = await minh.at.get('/console/money')
  expect(list.text).toContain('người góp muốn: chuyển đợt tới')

  expect((await settle(minh, donation, { do: 'decide', campaign: '' })).text).toContain('chọn một đợt giúp')
  const before = await balances(w.db.prisma)
  // She wishes otherwise: that takes a reason, and a second person.
  const pot = { do: 'decide', campaign: campaign.id }
  expect((await settle(minh, donation, pot)).text).toContain('Người góp muốn khác')
  expect((await settle(minh, donation, { ...pot, against: 'told_us' })).to).toContain('said=proposed')
  expect(await proposed()).toContain('khác ý người góp, vì: Người góp đã đổi ý')
  expect((await approve(thu)).to).toContain('done=approved')
  const after = await balances(w.db.prisma)
  expect((after.get('pot') ?? 0n) - (before.get('pot') ?? 0n)).toBe(-300_000n)
  expect((after.get('held_late') ?? 0n) - (before.get('held_late') ?? 0n)).toBe(300_000n)
  expect((await minh.at.get('/console/money')).text).not.toContain(`/console/money/${donation}`)
  await lan.hears(/300\.000[\s\S]*đã chọn cách khác[\s\S]*góp chung của Tết ấm/)
  // Once: a second press finds nothing to decide.
  expect((await settle(minh, donation, { do: 'decide', campaign: campaign.id })).status).toBe(422)
  expect(await zero()).toBe(0n)
}, 60_000)

test('money is moved to another campaign of the unit, and the promise that it was for waits again', async () => {
  const { code, pledge } = await promises('Vân', 2)
  const { donation } = await comes(600_000n, code)
  expect(await stateOf(donation)).toEqual({ state: 'full', pledge })
  await w.db.prisma.donation.update({ where: { id: donation }, data: { wish: 'next' } })
  const { id: _, key, slug, ...rest } = await w.db.prisma.campaign.findFirstOrThrow()
  const next = '019a0000-0000-7000-8000-00000000000b'
  await w.db.prisma.campaign.create({
    data: {
      ...rest,
      id: next,
      key: `${key}-b`,
      slug: `${slug}-b`,
      title: 'Đồ ấm mùa đông',
      codePrefix: 'DAM',
      receiptSeries: 'DA27',
    },
  })
  expect((await minh.at.get(`/console/money/${donation}`)).text).toContain('Chuyển sang Đồ ấm mùa đông')
  expect((await settle(minh, donation, { do: 'decide', campaign: next })).to).toContain('said=decide')
  const moved = await w.db.prisma.donation.findUniqueOrThrow({ where: { id: donation } })
  expect(moved).toMatchObject({ campaignId: next, pledgeId: null, state: 'no_code', wish: null })
  expect(await w.db.prisma.pledge.findUniqueOrThrow({ where: { id: pledge } })).toMatchObject({
    state: 'open',
    received: 0n,
  })
  expect(await balances(w.db.prisma, next)).toEqual(new Map([['pot', -600_000n]]))
  expect(await zero()).toBe(0n)
  await w.db.prisma.campaign.update({ where: { id: next }, data: { state: 'draft' } })
}, 60_000)

test('money that was sent back is noted by two, however little it is, once, with the statement’s reference', async () => {
  const { donation } = await comes(88_000n, 'chuyen nham')
  const back = { do: 'return', day: '2020-01-01', hour: '09:00', ref: 'FTBACK88' }
  expect((await settle(minh, donation, back)).text).toContain('không thể trước ngày tiền đến')
  expect((await settle(minh, donation, { ...back, day: 'hôm qua' })).text).toContain('chưa đọc được')
  const day = new Date(w.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
  expect((await settle(minh, donation, { ...back, day, ref: '?' })).text).toContain('Mã giao dịch gồm')
  // What is no reference is kept nowhere: it would lie there in plain text.
  for (const ref of ['NGUYEN THI LAN 0912345678', 'Lan 0912 345 678', 'chi Lan 12'])
    expect((await settle(minh, donation, { ...back, day, ref })).text).toContain('không phải tên')
  // Digits alone may be both: asked back, and taken once the officer says that the statement has it so.
  const phone = { ...back, day, ref: '0912 345 678' }
  const asked = await settle(minh, donation, phone)
  expect(asked.text).toContain('giống số điện thoại')
  expect(asked.text).toMatch(/name="as_stated"/)
  expect((await stateOf(donation)).state).not.toBe('returned')
  const page = (await minh.at.get(`/console/money/${donation}`)).text
  expect(page).toContain('không có biên nhận phải hủy và không ai được nhắn')
  const done = await settle(minh, donation, { ...back, day })
  expect(done.to).toBe('/console/money?said=proposed')
  expect(await stateOf(donation)).toMatchObject({ state: 'unmatched' })
  // Nobody is known, so nobody hears of it, and nothing that the second person reads says that they do.
  const asked2 = await proposed()
  expect(asked2).toContain('không có biên nhận phải hủy và không ai được nhắn')
  expect(asked2).not.toContain('người góp được báo')
  expect((await approve(minh)).status).toBe(409)
  expect((await approve(thu)).to).toContain('done=approved')
  expect(await stateOf(donation)).toMatchObject({ state: 'returned' })
  const other = await comes(89_000n, 'chuyen nham nua')
  expect((await settle(minh, other.donation, { ...phone, as_stated: 'yes' })).to).toContain('said=proposed')
  expect((await approve(thu)).to).toContain('done=approved')
  expect((await settle(minh, donation, { ...back, day })).status).toBe(422)
  // The bank tells of it afterwards: that is known, and waits for nobody.
  const told = await comes(88_000n, 'hoan tien', { direction: 'out', ref: 'FTBACK88' })
  expect(told.donation).toBe(donation)
  expect(await zero()).toBe(0n)
}, 60_000)

test('what follows from sending money back is said as it is: to Lan, who hears of it, and of her who was erased', async () => {
  const { lan, code } = await promises('Lan trả', 1)
  const { donation } = await comes(300_000n, code)
  const day = new Date(w.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
  const back = { do: 'return', day, hour: '09:00' }
  expect((await minh.at.get(`/console/money/${donation}`)).text).toContain(
    'biên nhận được hủy và người góp được báo',
  )
  const done = await settle(minh, donation, { ...back, ref: 'FTBACK301' })
  expect(done.to).toBe('/console/money?said=proposed')
  expect(await proposed()).toContain('biên nhận được hủy và người góp được báo')
  expect((await approve(thu)).to).toContain('done=approved')
  await lan.hears(/chuyển trả|hoàn/i)
  expect(await w.db.prisma.receipt.count({ where: { donationId: donation, state: 'valid' } })).toBe(0)

  const other = await promises('Hoa trả', 1)
  const hers = (await comes(300_000n, other.code)).donation
  const { contactId } = await w.db.prisma.donation.findUniqueOrThrow({ where: { id: hers } })
  await w.db.prisma.contact.update({ where: { id: contactId! }, data: { state: 'erased' } })
  const page = (await minh.at.get(`/console/money/${hers}`)).text
  expect(page).toContain('đã xóa thông tin nên Quỹ không nhắn')
  expect(page).not.toContain('người góp được báo')
  expect((await settle(minh, hers, { ...back, ref: 'FTBACK302' })).to).toContain('said=proposed')
  expect(await proposed()).toContain('biên nhận được hủy; người góp đã xóa thông tin nên Quỹ không nhắn')
  expect((await approve(thu)).to).toContain('done=approved')
  expect(await zero()).toBe(0n)
}, 60_000)

test('nobody is found who gave it: after its days two people give it to the common pot, and when Hoa turns up it is hers', async () => {
  const { donation } = await comes(91_000n, 'chuc cac em vui')
  const accountId = (await w.db.prisma.bankAccount.findFirstOrThrow()).id
  const campaign = await w.db.prisma.campaign.findFirstOrThrow({ where: { accountId, state: 'open' } })
  const pool = { do: 'pool', campaign: campaign.id }
  expect((await minh.at.get(`/console/money/${donation}`)).text).toMatch(/Nếu đến .* vẫn chưa biết của ai/)
  // A page that was made up, or a clock that was wrong.
  const early = await settle(minh, donation, pool)
  expect(early.status).toBe(422)
  expect(early.text).toContain('Chưa đủ ngày')
  const receivedAt = new Date(w.clock.now().getTime() - 31 * 86_400_000)
  await w.db.prisma.donation.update({ where: { id: donation }, data: { receivedAt } })
  const page = (await minh.at.get(`/console/money/${donation}`)).text
  expect(page).toContain('Đề nghị đưa vào góp chung')
  expect(page).toContain('chưa có biên nhận vì chưa biết lập cho ai')
  expect((await settle(minh, donation, { do: 'pool', campaign: '' })).text).toContain('chọn một đợt giúp')
  // However small it is, it takes two.
  const before = await balances(w.db.prisma)
  expect((await settle(minh, donation, pool)).to).toContain('said=proposed')
  expect(await balances(w.db.prisma)).toEqual(before)
  expect(await proposed()).toMatch(
    /chưa đọc được mã nào trong nội dung[\s\S]*góp chung của .*, người góp chưa rõ/,
  )
  expect((await approve(minh)).status).toBe(409)
  expect((await approve(thu)).to).toContain('done=approved')
  expect(await stateOf(donation)).toEqual({ state: 'unknown_giver', pledge: null })
  const after = await balances(w.db.prisma)
  expect((after.get('pot') ?? 0n) - (before.get('pot') ?? 0n)).toBe(-91_000n)
  expect(await w.db.prisma.receipt.count({ where: { donationId: donation } })).toBe(0)
  expect(await trail(thu)).toContain('money.pooled')
  const list = (await minh.at.get('/console/money')).text
  expect(list).toMatch(new RegExp(`Đã vào góp chung, chưa rõ người góp[^]*${donation}`))

  const { lan: hoa, code } = await promises('Hoa', 1)
  expect((await settle(minh, donation, { do: 'match', code })).to).toContain('said=match')
  await hoa.hears(/91\.000/, 10_000)
  expect(await w.db.prisma.receipt.count({ where: { donationId: donation, state: 'valid' } })).toBe(1)
  expect((await minh.at.get('/console/money')).text).not.toContain(donation)
  expect(await zero()).toBe(0n)
}, 60_000)

test('what two put into a pot leaves it by two as well, however small it is: nobody outside would see it go', async () => {
  const { donation } = await comes(92_000n, 'chuc cac em khoe')
  const receivedAt = new Date(w.clock.now().getTime() - 31 * 86_400_000)
  await w.db.prisma.donation.update({ where: { id: donation }, data: { receivedAt } })
  const accountId = (await w.db.prisma.bankAccount.findFirstOrThrow()).id
  const campaign = await w.db.prisma.campaign.findFirstOrThrow({ where: { accountId, state: 'open' } })
  await settle(minh, donation, { do: 'pool', campaign: campaign.id })
  expect((await approve(thu)).to).toContain('done=approved')
  expect((await minh.at.get(`/console/money/${donation}`)).text).toContain('Đề nghị ghi là đã chuyển trả')
  const day = new Date(w.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
  const back = await settle(minh, donation, { do: 'return', day, hour: '09:00', ref: 'FTBACK92' })
  expect(back.to).toContain('said=proposed')
  expect(await stateOf(donation)).toEqual({ state: 'unknown_giver', pledge: null })
  expect((await approve(minh)).status).toBe(409)
  expect((await approve(thu)).to).toContain('done=approved')
  expect(await stateOf(donation)).toEqual({ state: 'returned', pledge: null })
  expect(await zero()).toBe(0n)
}, 60_000)

test('a notice of more for a promise that is paid is matched only by who has read that it is', async () => {
  const { lan, code, pledge } = await promises('Lan', 1)
  await comes(300_000n, code)
  await lan.hears(/Mình đã thấy 300\.000/)
  const later = new Date(w.clock.now().getTime() + 5 * 86_400_000)
  const { notice } = await comes(150_000n, 'LAN CK LAN NUA', { at: later })
  const path = `/console/notices/${notice}`
  await minh.at.get(path)
  const day = new Date(w.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
  const typed = { do: 'match', code, day, hour: '09:00', amount: '150.000' }
  const asked = await minh.at.post(`${path}/settle`, typed)
  expect(asked.status).toBe(409)
  expect(asked.text).toContain('Phần này đã đủ tiền, vẫn ghép?')
  expect(asked.text.replaceAll('\u00a0', ' ')).toMatch(
    /150\.000 đ: [^<]*dư 150\.000 đ dùng cho nơi còn thiếu/,
  )
  const received = async () =>
    (await w.db.prisma.pledge.findUniqueOrThrow({ where: { id: pledge } })).received
  expect(await received()).toBe(300_000n)
  const hidden = Object.fromEntries(
    [...asked.text.matchAll(/type="hidden" name="([a-z_]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      value!,
    ]),
  )
  expect(hidden).toMatchObject({ ...typed, sure: 'yes' })
  expect((await minh.at.post(`${path}/settle`, { ...hidden })).to).toContain('said=matched')
  expect(await received()).toBe(450_000n)
  await lan.hears(/150\.000/)
  expect(await zero()).toBe(0n)
}, 60_000)

test('money that the bank says went out goes back to a gift by two, however little it is', async () => {
  const { lan, code } = await promises('Lan', 1)
  const { donation } = await comes(300_000n, code)
  await lan.hears(/Mình đã thấy 300\.000/)
  const { notice } = await comes(200_000n, `hoan ${code}`, { direction: 'out' })
  const path = `/console/notices/${notice}`
  await minh.at.get(path)
  const sent = await minh.at.post(`${path}/settle`, { do: 'match', code, amount: '300.000' })
  expect(sent.to).toBe('/console/money?said=proposed')
  expect((await stateOf(donation)).state).toBe('full')
  expect(await proposed()).toContain(`ghi là đã chuyển trả khoản của ${code}`)
  expect((await approve(minh)).status).toBe(409)
  expect((await approve(thu)).to).toContain('done=approved')
  expect((await stateOf(donation)).state).toBe('returned')
  expect(await zero()).toBe(0n)
}, 60_000)

test('a notice that cannot be booked is booked as the statement says, for a code or for nobody', async () => {
  const { code, pledge } = await promises('Thảo', 1)
  const later = new Date(w.clock.now().getTime() + 5 * 86_400_000)
  const { notice } = await comes(300_000n, 'TRAN THI THAO', { at: later })
  const list = await minh.at.get('/console/money')
  expect(list.text).toContain(`/console/notices/${notice}`)
  expect(list.text).toContain('ngày trên báo có chưa tới')
  const page = await minh.at.get(`/console/notices/${notice}`)
  expect(page.text).toContain('TRAN THI THAO')
  const send = (fields: Record<string, string>) => minh.at.post(`/console/notices/${notice}/settle`, fields)
  const refused = await send({ do: 'match', code })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('ngày trên báo có chưa tới')
  expect(refused.text).toContain(`value="${code}"`)
  const faults = await send({ do: 'match', code: '', amount: 'nhiều', day: '31/2/2026', hour: '9', ref: '?' })
  for (const one of ['gõ mã', 'Chưa đọc được số tiền', 'chưa đọc được', 'gồm chữ và số'])
    expect(faults.text).toContain(one)
  const day = new Date(w.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
  expect((await send({ do: 'match', code, day, hour: '09:00' })).to).toContain('said=matched')
  expect(await w.db.prisma.pledge.findUniqueOrThrow({ where: { id: pledge } })).toMatchObject({
    state: 'fulfilled',
  })
  expect((await minh.at.get(`/console/notices/${notice}`)).status).toBe(404)

  const other = await comes(41_000n, 'khong ro', { at: later })
  await minh.at.get('/console/money')
  const booked = await minh.at.post(`/console/notices/${other.notice}/settle`, {
    do: 'unknown',
    day,
    hour: '09:00',
  })
  expect(booked.to).toContain('said=unmatched')
  expect(await trail(minh)).toContain('notice.settled')
}, 60_000)

test('a large notice is dismissed by two, and booked anew by one', async () => {
  await w.db.prisma.unit.updateMany({ data: { approvalFrom: 400_000n } })
  const later = new Date(w.clock.now().getTime() + 5 * 86_400_000)
  const { notice } = await comes(500_000n, 'bao hai lan', { at: later })
  await minh.at.get('/console/money')
  const send = (fields: Record<string, string>) => minh.at.post(`/console/notices/${notice}/settle`, fields)
  expect((await send({ do: 'dismiss' })).text).toContain('chọn lý do giúp')
  expect((await send({ do: 'dismiss', why: 'told_twice' })).to).toContain('said=proposed')
  expect((await send({ do: 'again' })).to).toContain('said=waiting')
  expect((await minh.at.get(`/console/notices/${notice}`)).text).toContain('đang chờ người thứ hai')
  expect((await approve(thu)).to).toContain('done=approved')
  const reasons = (await w.db.prisma.bankNotice.findMany({ where: { state: 'ignored' } })).map(
    (one) => one.reason,
  )
  expect(reasons).toContain('dismissed: told_twice')

  const second = await comes(30_000n, 'thu', { at: later })
  await minh.at.get('/console/money')
  expect((await minh.at.post(`/console/notices/${second.notice}/settle`, { do: 'again' })).to).toContain(
    'said=again',
  )
}, 60_000)

test('the treasurer of the fund sees notices of accounts that nobody has; of a commune, those of its own account alone', async () => {
  const fund = await w.db.prisma.unit.findFirstOrThrow({ where: { kind: 'fund' } })
  expect(fund.parentId).not.toBeNull()
  await w.db.prisma.unit.updateMany({ data: { approvalFrom: 400_000n } })
  const unit = { ...fund, id: ids.uuid(), key: 'xa', kind: 'commune', parentId: fund.id, shortName: 'Xã' }
  await w.db.prisma.unit.create({ data: unit })
  const own = { id: ids.uuid(), unitId: unit.id, bin: '000000', number: '5550001', holder: 'XÃ' }
  const hoa = await officer(w, 'treasurer', fund.id)
  const lan = await officer(w, 'treasurer', fund.id)
  const commune = await officer(w, 'treasurer', unit.id)
  await settled()

  const stray = await comes(470_000n, 'khong ro', { account: '999888777' })
  const theirs = await comes(430_000n, 'xa', { account: '5550001' })
  expect((await hoa.at.get('/console')).text).toContain('Báo có ngân hàng để riêng')
  const list = (await hoa.at.get('/console/money')).text
  for (const one of [stray, theirs]) expect(list).toContain(`/console/notices/${one.notice}`)
  expect((await hoa.at.get(`/console/notices/${stray.notice}`)).status).toBe(200)
  expect((await commune.at.get('/console/money')).text).not.toContain('/console/notices/')
  expect((await commune.at.get(`/console/notices/${stray.notice}`)).status).toBe(404)

  // Two of the fund settle it, none of the department above.
  await hoa.at.get('/console/money')
  const dismiss = { do: 'dismiss', why: 'not_ours' }
  const sent = await hoa.at.post(`/console/notices/${stray.notice}/settle`, dismiss)
  expect(sent.to).toContain('said=proposed')
  expect((await approve(lan)).to).toContain('done=approved')

  // What was set aside before the account was known is the commune's from then on.
  await w.db.prisma.bankAccount.create({ data: { ...own, bankName: 'Ngân hàng Thử' } })
  // However many older ones there are that are nobody's.
  const { secret } = w
  await w.db.transaction(async (tx) => {
    for (let n = 0; n < 101; n++) {
      const ref = { provider: 'sepay', providerId: `stray-${n}` }
      await insertNotice(tx, secret, ref, Buffer.from('{}'))
      await settleNotice(tx, ref, 'quarantined', { reason: 'unreadable' })
    }
  })
  const strays = { providerId: { startsWith: 'stray-' } }
  const receivedAt = new Date('2026-01-01')
  await w.db.prisma.bankNotice.updateMany({ where: strays, data: { receivedAt } })
  const listed = (await commune.at.get('/console/money')).text
  expect(listed).toContain(`/console/notices/${theirs.notice}`)
  expect(listed.match(/\/console\/notices\//g)).toHaveLength(1)
  expect((await commune.at.get('/console')).text).toMatch(/<strong>1<\/strong> <a[^>]*>Báo có ngân hàng/)
  await w.db.prisma.bankNotice.deleteMany({ where: strays })
}, 60_000)

test('two sums of the same amount and minute are told apart, in the list and before whoever approves', async () => {
  const at = new Date(Math.floor(w.clock.now().getTime() / 60_000) * 60_000 - 60_000)
  const one = await comes(93_000n, 'mot', { at, ref: 'FTSAMEAAAA' })
  const two = await comes(93_000n, 'hai', { at: new Date(at.getTime() + 7_000), ref: 'FTSAMEBBBB' })
  const list = (await minh.at.get('/console/money')).text
  const row = ({ donation }: { donation: string }) => new RegExp(`${donation}"[\\s\\S]*?</li>`).exec(list)![0]
  expect(row(one)).toMatch(/:00 ngày [\s\S]*…AAAA/)
  expect(row(two)).toMatch(/:07 ngày [\s\S]*…BBBB/)
  await w.db.prisma.unit.updateMany({ data: { approvalFrom: 90_000n } })
  const { pledge } = await promises('Lan hai khoản', 1)
  for (const { donation } of [one, two]) await settle(minh, donation, { do: 'match', pledge })
  const waiting = await proposed()
  expect(waiting).toMatch(/93\.000 đ, nhận lúc \d\d:\d\d:00 [\s\S]*…AAAA/)
  expect(waiting).toMatch(/93\.000 đ, nhận lúc \d\d:\d\d:07 [\s\S]*…BBBB/)
  await w.db.prisma.approval.updateMany({ where: { state: 'open' }, data: { state: 'withdrawn' } })

  const later = { at: new Date(w.clock.now().getTime() + 5 * 86_400_000) }
  await comes(94_000n, 'mot', { ...later, ref: 'FTSAMECCCC' })
  await comes(94_000n, 'hai', { ...later, ref: 'FTSAMEDDDD' })
  const notices = (await minh.at.get('/console/money')).text
  for (const end of ['CCCC', 'DDDD']) expect(notices).toContain(`mã giao dịch …${end}`)
}, 60_000)

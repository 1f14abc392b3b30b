import { afterAll, beforeAll, expect, test } from 'vitest'
import { formatDayFull } from '../../src/platform/vietnamese/index.ts'
import { type World, world } from '../support/world.ts'

let it: World
beforeAll(async () => {
  it = await world()
})
afterAll(() => it.close())

const money = async () => {
  const [row] = await it.db.prisma.$queryRawUnsafe<{ sum: bigint; debits: bigint }[]>(
    'select coalesce(sum(amount), 0)::bigint as sum, coalesce(sum(amount) filter (where amount > 0), 0)::bigint as debits from ledger_line',
  )
  return row!
}

/** Lan's four taps to a transfer code. */
async function toTheCode(lan: ReturnType<World['person']>) {
  await lan.says('/start')
  await lan.presses('Góp quà Tết')
  await lan.presses(/^1 suất/)
  await lan.presses('Lấy mã chuyển khoản')
  return lan.heard.findLast((message) => /^TLV[0-9A-Z]{7}$/.test(message.text))!.text
}

test('Lan gives for Tết in four taps, transfers, and holds a certificate that verifies', async () => {
  const lan = it.person('Lan')
  const code = await toTheCode(lan)
  expect(lan.heard.filter((message) => message.copy).map((message) => message.text)).toEqual([
    '1234567890',
    '300000',
    code,
  ])
  expect(await it.bank.credits(300_000n, `ung ho ${code.toLowerCase()} tet`)).toBe(200)
  await lan.hears(/Mình đã thấy 300\.000.đ/)
  await lan.hears(/Biên nhận số TET27-\d{6}/)
  await lan.presses('Lấy giấy ghi nhận')
  await lan.presses('Không ghi tên')
  const paper = await lan.hears(/Giấy ghi nhận số GN-TET27/)
  const page = await it.service.web.request(/\/c\/[0-9A-Z]{26}/.exec(paper.text)![0])
  expect(page.status).toBe(200)
  expect(await page.text()).toMatch(/còn hiệu lực/i)
  const receipt = await it.db.prisma.receipt.findFirstOrThrow({ orderBy: { issuedAt: 'desc' } })
  const check = await it.service.web.request(`/c/${receipt.publicId}`)
  expect(check.status).toBe(200)
  expect(await check.text()).toContain('300.000')
  const picture = await it.service.web.request(lan.heard.flatMap((message) => message.media).at(-1)!.url)
  expect(picture.status).toBe(200)
  expect((await money()).sum).toBe(0n)
})

test('money that the bank sends back takes its papers along, and Lan is told where her promise stands', async () => {
  const lan = it.person('Lan of the wrong account')
  const code = await toTheCode(lan)
  await it.bank.credits(300_000n, code)
  await lan.hears(/Biên nhận số/)
  await lan.presses('Lấy giấy ghi nhận')
  await lan.presses('Không ghi tên')
  const certificate = /\/c\/[0-9A-Z]{26}/.exec((await lan.hears(/Giấy ghi nhận số GN-TET27/)).text)![0]
  const { publicId } = await it.db.prisma.receipt.findFirstOrThrow({ orderBy: { issuedAt: 'desc' } })
  await it.bank.credits(300_000n, `HOAN TIEN ${code}`, { direction: 'out' })
  await lan.hears(
    /300\.000.đ bạn gửi lúc .* đã được chuyển trả về.*Vì vậy biên nhận số TET27-\d{6} không còn/s,
  )
  await lan.hears(/mình giữ phần này cho bạn đến hết/)
  expect((await money()).sum).toBe(0n)

  const page = async (path: string) => (await it.service.web.request(path)).text()
  const today = formatDayFull(it.clock.now(), 'vi')
  expect(await page(`/c/${publicId}`)).toMatch(
    new RegExp(`Biên nhận này đã hủy.*Quỹ đã hủy ngày ${today}`, 's'),
  )
  expect(await page(`/c/${publicId}?lang=en`)).toMatch(
    /This receipt was cancelled.*The fund cancelled it on/s,
  )
  expect(await page(certificate)).toMatch(
    new RegExp(`Quỹ đã thu hồi ngày ${today}.*khoản góp này đã được chuyển trả lại`, 's'),
  )
  expect(await page(`${certificate}?lang=en`)).toMatch(/The fund revoked it on.*this gift was sent back/s)
})

test('the same notice five times at once is one donation and one receipt', async () => {
  const minh = it.person('Minh')
  const code = await toTheCode(minh)
  const before = await it.db.prisma.receipt.count()
  const id = '777000777'
  const all = await Promise.all(
    [1, 2, 3, 4, 5].map(() => it.bank.credits(300_000n, code, { id, ref: 'FT777' })),
  )
  expect(all).toEqual([200, 200, 200, 200, 200])
  await minh.hears(/Mình đã thấy/)
  expect(await it.db.prisma.receipt.count()).toBe(before + 1)
  expect((await money()).sum).toBe(0n)
})

test('a link to a campaign or to a place opens it; one that nobody knows is a greeting', async () => {
  const lan = it.person('Lan of the poster')
  await lan.says('/start tet-ta-xua-coats-girls')
  await lan.hears(/Tà Xùa.*Bạn góp mấy áo/s)
  const minh = it.person('Minh of the poster')
  await minh.says('/start tet-2027')
  await minh.hears(/Tết đang về từng nhà/)
  await minh.says('/start ../nothing')
  await minh.hears(/Tết đang về từng nhà/)
})

test('who put a name on a paper is greeted by it', async () => {
  const hoa = it.person('Hoa with a name')
  const code = await toTheCode(hoa)
  await it.bank.credits(300_000n, code)
  await hoa.hears(/Biên nhận số/)
  await hoa.presses('Lấy giấy ghi nhận')
  await hoa.says('hoa')
  await hoa.presses('Viết hoa')
  await hoa.hears(/Giấy ghi nhận số/)
  await hoa.says('chào em')
  await hoa.hears(/^Chào Hoa, mình là Chung Tay/)
})

test('a certificate with the wrong name is replaced, and says so', async () => {
  const minh = it.person('Minh of the wrong name')
  const code = await toTheCode(minh)
  await it.bank.credits(300_000n, code)
  await minh.hears(/Biên nhận số/)
  await minh.presses('Lấy giấy ghi nhận')
  await minh.says('Mnih')
  await minh.hears(/Trên giấy sẽ ghi “Mnih”/)
  await minh.presses('Đúng rồi')
  const page = async (heard: { text: string }) =>
    (await it.service.web.request(/\/c\/[0-9A-Z]{26}/.exec(heard.text)![0])).text()
  const wrong = await minh.hears(/Giấy ghi nhận số GN-TET27/)
  await minh.says('ghi nhầm tên')
  await minh.hears(/Khoản này đã có giấy ghi nhận/)
  await minh.says('Minh')
  await minh.presses('Đúng rồi')
  const right = await minh.hears(/Giấy ghi nhận số GN-TET27-\d{6}-2/)
  expect(await page(right)).toMatch(/còn hiệu lực/i)
  expect(await page(wrong)).toMatch(/đã có giấy khác thay/)
})

test('who asks for English is spoken to in English from then on, also when the system speaks first', async () => {
  const minh = it.person('Minh from abroad')
  const code = await toTheCode(minh)
  await minh.says('English please')
  await it.bank.credits(300_000n, code)
  await minh.hears(/We can see your|your receipt is/i)
  expect(await it.db.prisma.contact.count({ where: { lang: 'en' } })).toBe(1)
})

test('two confirms at once make one pledge', async () => {
  const hoa = it.person('Hoa')
  await hoa.says('/start')
  await hoa.presses('Góp quà Tết')
  const choice = hoa.choice(/^1 suất/)
  const before = await it.db.prisma.pledge.count()
  await Promise.all([hoa.sends({ choice }), hoa.sends({ choice })])
  await hoa.hears(/Mình giữ phần này/)
  await expect.poll(() => it.db.prisma.todo.count({ where: { source: { startsWith: 'web-chat' } } })).toBe(0)
  expect(await it.db.prisma.pledge.count()).toBe(before + 1)
})

test('the same text twice before the answer is one answer', async () => {
  const lan = it.person('Lan again')
  await lan.says('/start')
  await lan.presses('Góp quà Tết')
  await Promise.all([lan.sends({ text: '600k' }), lan.sends({ text: '600k' })])
  await lan.hears(/Mình giữ phần này/)
  await expect.poll(() => it.db.prisma.todo.count({ where: { source: { startsWith: 'web-chat' } } })).toBe(0)
  await lan.hears(/một lần/)
  expect(await it.db.prisma.pledge.count({ where: { amount: 600_000n } })).toBe(1)
})

test('a message with the same id is heard once', async () => {
  const minh = it.person('Minh again')
  const id = 'same'
  const answers = await Promise.all(Array.from({ length: 8 }, () => minh.sends({ id, text: '/start' })))
  expect(answers).toEqual(Array(8).fill(202))
  await minh.hears(/Chung Tay/)
  await it.sweeps()
  const contact = await it.db.prisma.contact.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
  expect(await it.db.prisma.inbox.count({ where: { contactId: contact.id } })).toBe(1)
  await minh.hears(/Chung Tay/)
  expect(minh.heard.filter((message) => message.text.startsWith('Chào')).length).toBe(1)
})

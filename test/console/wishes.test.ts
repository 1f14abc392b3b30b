import { afterAll, beforeAll, expect, test } from 'vitest'
import { balances } from '../../src/ledger/index.ts'
import { type Person, type World, world } from '../support/world.ts'
import { cameEarlier, officer, type Page, type Someone } from './desk.ts'

/** What a donor wishes of money that is kept apart: by one press, by an hour, and nobody overrules it alone. */
let w: World
let minh: Someone
let thu: Someone
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  minh = await officer(w, 'treasurer')
  thu = await officer(w, 'administrator')
  await cameEarlier(w)
}, 120_000)
afterAll(() => w.close())

let came = 0
/** Money that came after the end, of which its donor wishes something. */
async function wishes(name: string, units: number, wish: string): Promise<{ lan: Person; donation: string }> {
  const lan = w.person(name)
  await lan.says('/start')
  await lan.presses('Góp quà Tết')
  await lan.says(`${units} suất`)
  await lan.presses('Lấy mã chuyển khoản')
  const { code, campaignId: id } = await w.db.prisma.pledge.findFirstOrThrow({
    where: { state: 'open' },
    orderBy: { createdAt: 'desc' },
  })
  const { receivesUntil } = await w.db.prisma.campaign.findUniqueOrThrow({ where: { id } })
  const ended = new Date(w.clock.now().getTime() - 3_600_000)
  await w.db.prisma.campaign.update({ where: { id }, data: { receivesUntil: ended } })
  await w.bank.credits(BigInt(units) * 300_000n, code, { id: `${90_000 + ++came}`, ref: `FTWISH${came}` })
  await lan.hears(/đang giữ riêng/)
  await w.db.prisma.campaign.update({ where: { id }, data: { receivesUntil } })
  await lan.presses(wish)
  const donation = await w.db.prisma.donation.findFirstOrThrow({ orderBy: { id: 'desc' } })
  return { lan, donation: donation.id }
}
const settle = async (who: Someone, donation: string, fields: Record<string, string>): Promise<Page> => {
  await who.at.get(`/console/money/${donation}`)
  return who.at.post(`/console/money/${donation}/settle`, fields)
}
const plain = ({ text }: Page) => text.replaceAll('\u00a0', ' ')
const today = () => new Date(w.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
const decide = async (who: Someone, what: 'approve' | 'refuse', fields: Record<string, string> = {}) => {
  const { id } = await w.db.prisma.approval.findFirstOrThrow({ where: { state: 'open' } })
  await who.at.get('/console/approvals')
  return who.at.post(`/console/approvals/${id}/${what}`, fields)
}
/** Minh proposes it, chị Thu approves it. */
const byTwo = async (donation: string, fields: Record<string, string>) => {
  expect((await settle(minh, donation, fields)).to).toContain('said=proposed')
  expect((await decide(thu, 'approve')).to).toContain('done=approved')
}
const sum = async () => [...(await balances(w.db.prisma)).values()].reduce((all, one) => all + one, 0n)

test('who wants her money back is overruled by nobody alone, and nothing else is chosen beforehand', async () => {
  const { lan, donation } = await wishes('Lan', 3, 'Hoàn tiền cho tôi')
  const page = plain(await minh.at.get(`/console/money/${donation}`))
  expect(page).toContain('người góp muốn: hoàn lại')
  // Nothing but the empty line of each choice is chosen.
  const chosen = [...page.matchAll(/<option[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => tag.includes('selected'))
  expect(chosen.map((tag) => /value(?:="([^"]*)")?/.exec(tag)![1] ?? '')).toEqual(['', ''])
  expect(page).toContain('Đề nghị làm khác ý người góp')
  expect(page).toMatch(/Khi khác ý mình, người góp sẽ đọc: “900\.000 đ bạn gửi: bạn đã chọn cách khác/)

  const { campaignId } = await w.db.prisma.donation.findUniqueOrThrow({ where: { id: donation } })
  const pot = { do: 'decide', campaign: campaignId! }
  const alone = await settle(minh, donation, pot)
  expect(alone.status).toBe(422)
  expect(alone.text).toContain('Người góp muốn khác')
  const asked = await settle(minh, donation, { ...pot, against: 'cannot_return' })
  expect(asked.to).toContain('said=proposed')
  const kept = await w.db.prisma.donation.findUniqueOrThrow({ where: { id: donation } })
  expect(kept).toMatchObject({ state: 'held_late', wish: 'refund' })
  expect(plain(await thu.at.get('/console/approvals'))).toMatch(
    /người góp muốn: hoàn lại[\s\S]*khác ý người góp, vì: Ngân hàng không chuyển trả/,
  )
  expect((await decide(thu, 'approve')).to).toContain('done=approved')
  await lan.hears(/900\.000[\s\S]*bạn đã chọn cách khác, nhưng hai người phụ trách/)
  const row = await w.db.prisma.audit.findFirstOrThrow({
    where: { act: 'money.decided', object: `donation/${donation}` },
  })
  expect(row.detail).toMatch(/^pot campaign\/\S+ against_refund cannot_return approval\/\S+$/)
  const trail = plain(await thu.at.get('/console/audit'))
  expect(trail).toMatch(
    /vào góp chung · [^<]* · người góp muốn hoàn lại · ngân hàng không trả được · do Thu \d+ đề nghị, Thu \d+ duyệt/,
  )
  expect(await sum()).toBe(0n)
}, 60_000)

test('what was promised by an hour is red when it has passed, and its donor hears our excuse with a new one', async () => {
  const { lan, donation } = await wishes('Hoa', 1, 'Hoàn tiền cho tôi')
  const { answerBy } = await w.db.prisma.donation.findUniqueOrThrow({ where: { id: donation } })
  expect(answerBy!.getTime()).toBeGreaterThan(w.clock.now().getTime())
  expect((await minh.at.get('/console')).text).not.toContain('Tiền quá giờ đã hẹn')
  expect((await minh.at.get('/console/money')).text).toMatch(/trả lời trước \d\d:\d\d/)

  const phone = w.person('Máy của chị Thu')
  await thu.at.get('/console/alarms')
  const begun = await thu.at.post('/console/alarms/code')
  await phone.says(/BAODONG-\w+/.exec(begun.text)![0])
  const past = new Date(Date.now() - 60_000)
  await w.db.prisma.donation.update({ where: { id: donation }, data: { answerBy: past } })
  await lan.hears(/Quỹ xin lỗi, người phụ trách chưa kịp xác nhận[\s\S]*300\.000/, 15_000)
  const late = await w.db.prisma.donation.findUniqueOrThrow({ where: { id: donation } })
  expect(late).toMatchObject({ late: 1, lateSince: past })
  expect(late.answerBy!.getTime()).toBeGreaterThan(Date.now())
  for (const path of ['/console', '/console/money', `/console/money/${donation}`]) {
    const { text } = await minh.at.get(path)
    expect(text, path).toMatch(
      path === '/console'
        ? /class="bad"><strong>1<\/strong> <a[^>]*>Tiền quá giờ/
        : /tag bad">Quá giờ đã hẹn/,
    )
  }
  await phone.hears(new RegExp(`Đã quá giờ hẹn[^]*/console/money/${donation}`))
  // Once it went back, nobody waits.
  const back = { do: 'return', day: today(), hour: '00:01', ref: 'FT5500001' }
  await byTwo(donation, back)
  expect((await minh.at.get('/console')).text).not.toContain('Tiền quá giờ đã hẹn')
}, 60_000)

test('one reference of the bank sends back one sum; what was noted can be read, and corrected with a reason', async () => {
  const one = await wishes('Mai', 3, 'Hoàn tiền cho tôi')
  const two = await wishes('An', 1, 'Hoàn tiền cho tôi')
  const back = { do: 'return', day: today(), hour: '00:01', ref: 'FT99887766' }
  await byTwo(one.donation, back)
  const again = await settle(minh, two.donation, back)
  expect(again.status).toBe(422)
  expect(again.text).toContain('Mã này đã ghi cho một khoản chuyển trả khác')
  await byTwo(two.donation, { ...back, ref: 'FT99887767' })

  const page = plain(await thu.at.get(`/console/money/${one.donation}`))
  expect(page).toMatch(/Chuyển trả<\/dt><dd>00:01[^<]*FT99887766/)
  expect(page).toMatch(/Thu \d+ đề nghị, Thu \d+ duyệt /)
  const put = { do: 'correct', day: today(), hour: '00:02', ref: 'FT99887799', why: '' }
  expect((await settle(minh, one.donation, put)).text).toContain('Anh/chị chọn lý do giúp')
  expect(
    (await settle(minh, one.donation, { ...put, ref: 'FT99887767', why: 'typed_wrong' })).text,
  ).toContain('Mã này đã ghi cho một khoản chuyển trả khác')
  // What tells of the return has come: after it she hears nothing more.
  await one.lan.hears(/đã được chuyển trả về/)
  const heard = one.lan.heard.length
  await byTwo(one.donation, { ...put, why: 'typed_wrong' })
  expect(plain(await thu.at.get(`/console/money/${one.donation}`))).toMatch(/<dd>00:02[^<]*FT99887799/)
  const row = await w.db.prisma.audit.findFirstOrThrow({ where: { act: 'money.return_corrected' } })
  expect(row).toMatchObject({
    object: `donation/${one.donation}`,
    detail: expect.stringContaining(`typed_wrong was FT99887766 ${today()} approval/`),
  })
  expect(plain(await thu.at.get('/console/audit'))).toMatch(/gõ nhầm · trước đó · FT99887766/)
  expect(await sum()).toBe(0n)
  expect(one.lan.heard.length).toBe(heard)
  // The reference that was wrong is free again: the bank may tell of it.
  const other = await wishes('Bình', 2, 'Hoàn tiền cho tôi')
  await byTwo(other.donation, back)
}, 90_000)

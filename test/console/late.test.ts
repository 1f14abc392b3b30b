import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { randomIds } from '../../src/platform/ids.ts'
import { nextByDay } from '../../src/platform/vietnamese/index.ts'
import { type World, world } from '../support/world.ts'
import { cameEarlier, campaignForm, day, officer, type Page, type Someone } from './desk.ts'

/** The day of handing over passes: Lan’s money has bought nothing, then what it bought has not come, then chị Thu puts the day off. */

let w: World
let thu: Someone
let minh: Someone
let hoa: Someone
let auditor: Someone
let tet: { id: string; unitId: string; accountId: string; slug: string; distributeBy: Date }
let gifts: string
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  tet = await w.db.prisma.campaign.findFirstOrThrow({ where: { eventKind: 'tet' } })
  gifts = (await w.db.prisma.need.findFirstOrThrow({ where: { key: 'tet-ngoc-chien-gifts' } })).id
  thu = await officer(w, 'administrator')
  minh = await officer(w, 'treasurer')
  hoa = await officer(w, 'coordinator')
  auditor = await officer(w, 'auditor')
  await cameEarlier(w)
  await w.db.prisma.officer.updateMany({
    data: { knownSince: new Date(w.clock.now().getTime() - 172_800_000) },
  })
}, 120_000)
afterAll(() => w.close())
beforeEach(() => w.db.script("update officer_session set proven_at = now() + interval '1 hour'"))

const plain = (page: Page): Page => ({ ...page, text: page.text.replaceAll('\u00A0', ' ') })
const look = async ({ at }: Someone, path: string): Promise<Page> => plain(await at.get(path))
const home = async (who: Someone): Promise<string> => (await look(who, '/console')).text
const send = async (who: Someone, path: string, fields: Record<string, string> = {}): Promise<Page> => {
  await who.at.get('/console/sessions')
  return plain(await who.at.post(path, fields))
}
const TASK = 'Đợt quá ngày trao, quà chưa đến đủ'
/** The day of handing over is in so many days; below zero: it has passed. */
const due = (days: number) =>
  w.db.prisma.campaign.update({
    where: { id: tet.id },
    data: { distributeBy: new Date(w.clock.now().getTime() + days * 86_400_000) },
  })

test('money that bought nothing by the day of handing over is a task, once, with its sum, and only then', async () => {
  const lan = w.person('Lan')
  await w.bank.credits(600_000n, await promised(lan))
  await lan.hears(/Biên nhận số/)
  expect(await home(thu)).not.toContain(TASK)
  await due(-1)
  for (const who of [thu, minh, hoa]) {
    const page = await home(who)
    expect(page.split(TASK).length).toBe(2)
    expect(page).toContain('class="bad"')
    expect(page).toContain('600.000 đ chưa mua gì')
  }
  // Whoever only looks on has nothing to do about it.
  expect(await home(auditor)).not.toContain(TASK)
  expect((await look(thu, `/console/campaigns/${tet.id}`)).text).toContain('600.000 đ chưa mua gì')
})

test('what is bought is on the way until it is written down as arrived; what is left over and would buy no more is no task', async () => {
  const bought = await send(minh, `/console/spending/new?campaign=${tet.id}`, {
    account: tet.accountId,
    what: 'suất quà Tết: áo ấm, sữa, bánh',
    seller: 'Cửa hàng (bản thử)',
    day: day(w, 0),
    amount: '580.000',
    voucher: 'PC-01',
    [`quantity_${gifts}`]: '2',
    [`price_${gifts}`]: '285.000',
  })
  const { id } = await w.db.prisma.approval.findFirstOrThrow({ where: { state: 'open' } })
  await send(thu, `/console/approvals/${id}/approve`)
  const page = await home(thu)
  // The carriage on the voucher is brought nowhere, and 20.000 đ in the common pot buy no gift.
  expect(page).toContain('570.000 đ đã mua, chưa đến nơi')
  expect(page).not.toContain('chưa mua gì')
  const purchase = /spending\/([0-9a-f-]{36})/.exec(bought.to ?? '')![1]!
  const line = await w.db.prisma.purchaseLine.findFirstOrThrow({ where: { purchaseId: purchase } })
  await send(hoa, `/console/spending/${purchase}/deliver`, {
    line: line.id,
    sent: '2',
    quantity: '2',
    day: day(w, 0),
    receiver: 'teacher',
    missing: '',
    note: '',
  })
  expect(await home(thu)).not.toContain(TASK)
})

test('the day is put off for a reason that donors read, by whoever manages campaigns, and not by the form of the campaign', async () => {
  const minhs = w.person('Minh')
  await w.bank.credits(600_000n, await promised(minhs))
  await minhs.hears(/Biên nhận số/)
  expect(await home(thu)).toContain(TASK)
  expect(await home(hoa)).toContain('Lùi ngày là việc của: Quản trị, Phụ trách đợt góp.')
  const at = `/console/campaigns/${tet.id}/later`
  expect((await look(hoa, at)).status).toBe(404)
  await look(thu, at)
  const put = async (fields: Record<string, string>) => {
    await look(thu, at)
    return plain(await thu.at.post(at, fields))
  }
  const form = {
    ...campaignForm(w, { unitId: tet.unitId, accountId: tet.accountId }),
    distribute: day(w, 60),
  }
  await look(thu, `/console/campaigns/${tet.id}/edit`)
  expect((await thu.at.post(`/console/campaigns/${tet.id}/edit`, form)).text).toContain(
    'nên lùi ngày thì kèm lý do',
  )
  expect((await put({ to: day(w, 20), why: '' })).status).toBe(422)
  expect((await put({ to: day(w, -1), why: 'seller' })).text).toContain('chưa qua')
  expect((await put({ to: day(w, 900), why: 'seller' })).text).toContain('Nhiều nhất một năm')
  const [before] = await w.db.prisma.campaign.findMany({ where: { id: tet.id } })
  expect((await put({ to: day(w, 20), why: 'seller' })).to).toContain('said=put_off')
  const after = await w.db.prisma.campaign.findUniqueOrThrow({ where: { id: tet.id } })
  expect([after.distributeWas, after.distributeLate]).toEqual([before!.distributeBy, 'seller'])
  expect(await home(thu)).not.toContain(TASK)
  const shown = await w.service.web.request(`/campaigns/${tet.slug}`)
  expect(await shown.text()).toContain('Quỹ xin lỗi bạn vì đã lùi ngày: nơi bán giao hàng chậm.')
  const said = await minhs.says('quà của tôi đến đâu rồi')
  expect(said.map(({ text }) => text).join('\n')).toContain(
    'Quỹ xin lỗi vì đã lùi ngày: nơi bán giao hàng chậm',
  )
  await minhs.says('menu')
  await wantsNews()
  // Once more: the first day stays the one that was promised.
  await put({ to: day(w, 30), why: 'weather' })
  // Nobody is written to at night. Of the day before this one nothing is said.
  const morning = nextByDay(w.clock.now()).getTime() - w.clock.now().getTime()
  if (morning > 0) w.clock.advance({ minutes: morning / 60_000 + 1 })
  await w.sweeps()
  await minhs.hears(/đến muộn hơn ngày đã hẹn: mưa lũ/)
  await w.sweeps()
  expect(minhs.heard.filter(({ text }) => text.includes('đến muộn hơn ngày đã hẹn'))).toHaveLength(1)
  const again = await w.db.prisma.campaign.findUniqueOrThrow({ where: { id: tet.id } })
  expect([again.distributeWas, again.distributeLate]).toEqual([before!.distributeBy, 'weather'])
})

/** Whoever gave last wants to hear of their gifts; nobody else does. */
async function wantsNews(): Promise<void> {
  const { contactId } = await w.db.prisma.donation.findFirstOrThrow({ orderBy: { receivedAt: 'desc' } })
  const given = { purpose: 'my_gifts', channel: 'web-chat', textVersion: '1', way: 'button' }
  await w.db.prisma.consent.create({
    data: { id: randomIds.uuid(), contactId: contactId!, ...given, givenAt: w.clock.now() },
  })
}

async function promised(them: ReturnType<World['person']>): Promise<string> {
  await them.says('góp 600k cho Ngọc Chiến')
  await them.presses(/Lấy mã/)
  return (await w.db.prisma.pledge.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })).code
}

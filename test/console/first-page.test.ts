import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { type World, world } from '../support/world.ts'
import { browser, day, officer, type Someone } from './desk.ts'

/** What the first page tells: what is done first, whom nobody wakes, who stands in today, and who came by whose link. */
let w: World
let thu: Someone
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  thu = await officer(w, 'administrator')
}, 180_000)
afterAll(() => w.close())

const home = async ({ at }: Someone) => (await at.get('/console')).text
const send = async ({ at }: Someone, path: string, fields: Record<string, string>) => {
  await at.get('/console/sessions')
  return at.post(path, fields)
}
const linkIn = (text: string) => />\s*http:[^<]*?(\/console\/invite\/[\w-]+)/.exec(text)![1]!
const top = async () => (await w.db.prisma.unit.findFirstOrThrow({ where: { parentId: null } })).id

test('the first day is told in its order, until all of it is done; that nobody is woken is told to who can mend it', async () => {
  const first = await home(thu)
  expect(first).toMatch(
    /Ngày đầu tiên.*<a href="\/console\/officers">Mời người thứ hai<\/a>.*Thêm tài khoản nhận tiền <span class="tag good">xong.*Mở đợt góp <span class="tag good">xong.*<a href="\/console\/alarms">Bật báo động<\/a>/s,
  )
  expect(first).toMatch(/role="alert"[^>]*>Chưa ai bật báo động trong chat/)
  expect(first).not.toContain('Không có việc nào chờ anh/chị lúc này')
  const minh = await officer(w, 'treasurer')
  expect(await home(minh)).not.toMatch(/Chưa ai bật báo động|Ngày đầu tiên/)
  expect(await home(minh)).toMatch(/<a href="\/console\/guide">Hướng dẫn từng việc/)
  expect(await home(thu)).toMatch(/Mời người thứ hai <span class="tag good">xong/)
  const chat = w.person('Thu')
  await chat.says('/start')
  await thu.at.get('/console/alarms')
  const made = (await thu.at.post('/console/alarms/code')).text
  await chat.says(/class="key">(BAODONG-[0-9A-Z]{26})</.exec(made)![1]!)
  const over = await home(thu)
  expect(over).not.toMatch(/Chưa ai bật báo động|Ngày đầu tiên/)
  // It is Minh who has left: the first day is not over for one alone.
  await w.db.prisma.officer.update({ where: { id: minh.id }, data: { state: 'ended' } })
  expect(await home(thu)).toContain('Ngày đầu tiên')
})

test('whoever is invited reads by whom, as what and where; whoever has a new password to set, that', async () => {
  await w.db.script("update officer_session set proven_at = now() + interval '1 hour'")
  const coordinator = { role: 'coordinator', unit: await top() }
  const link = linkIn((await send(thu, '/console/officers/invite', coordinator)).text)
  const stranger = browser(w, '198.51.100.61')
  const page = (await stranger.get(link)).text
  expect(page).toMatch(/Thu \d+ mời anh\/chị làm Điều phối ở [^<]+\./)
  expect(page).toContain('Nếu anh/chị không chờ đường dẫn này')
  const answer = { name: 'Hoa', email: 'hoa@quy.example', password: 'con trâu đen ăn cỏ non' }
  await stranger.post(link, answer)
  const hoa = await w.db.prisma.officer.findFirstOrThrow({ orderBy: { id: 'desc' } })
  const shown = (await send(thu, `/console/officers/${hoa.id}/reset`, {})).text
  expect(shown).not.toContain('người được mời')
  const reset = (await browser(w, '198.51.100.62').get(linkIn(shown))).text
  expect(reset).toContain('<h1>Đặt lại mật khẩu</h1>')
  expect(reset).toMatch(/Thu \d+ gửi anh\/chị đường dẫn này để đặt lại mật khẩu của hoa@quy\.example/)
  expect(reset).not.toContain('mời anh/chị làm')
})

test('who oversees the fund is told who came by whose link, and who stands in for whom today, until when', async () => {
  const auditor = await officer(w, 'auditor')
  const minh = await officer(w, 'treasurer')
  const lan = await officer(w, 'coordinator')
  const seen = await home(auditor)
  expect(seen).toMatch(/Hoa: tạo tài khoản, qua đường dẫn mà Thu \d+ đã thấy/)
  expect(seen).toMatch(/gửi lời mời \(Điều phối\)/)
  const stand = (from: number, until: number) =>
    w.db.prisma.deputy.create({
      data: {
        id: ids.uuid(),
        officerId: lan.id,
        deputyFor: minh.id,
        fromDay: new Date(day(w, from)),
        untilDay: new Date(day(w, until)),
        namedAt: w.clock.now(),
      },
    })
  await stand(2, 3)
  expect(await home(auditor)).not.toContain(' thay Thu ')
  await stand(0, 1)
  for (const one of [auditor, thu])
    expect(await home(one)).toMatch(/Thu \d+ thay Thu \d+ từ [\d/]+ đến hết [\d/]+/)
  // Who stands in reads for whom.
  expect(await home(lan)).toMatch(/Điều phối, Kế toán thay Thu \d+/)
  // Who oversees nobody is told nothing of it.
  const other = await officer(w, 'campaign_manager')
  expect(await home(other)).not.toContain(' thay Thu ')
})

test('a page of another role says which roles it is for, and nothing of what is there', async () => {
  const lan = await officer(w, 'coordinator')
  const page = await lan.at.get('/console/audit')
  expect(page.status).toBe(404)
  expect(page.text).toContain(
    'Trang này mở cho: Quản trị, Kiểm tra, giám sát. Vai trò của anh/chị lúc này: Điều phối.',
  )
  const one = await lan.at.get(`/console/officers/${thu.id}`)
  const none = await lan.at.get(`/console/officers/${ids.uuid()}`)
  const bare = (text: string) => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')
  expect(bare(one.text)).toBe(bare(none.text))
  // What is not there for who may look is the desk’s own page too.
  const gone = await thu.at.get(`/console/officers/${ids.uuid()}`)
  expect([gone.status, gone.text]).toEqual([404, expect.stringContaining('<h1>Không có ở đây</h1>')])
})

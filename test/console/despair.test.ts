import { afterAll, beforeAll, expect, test } from 'vitest'
import { handovers } from '../../src/commands/handovers.ts'
import { quarantine } from '../../src/conversation/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { silentLog } from '../../src/platform/log.ts'
import { SECRET } from '../support/known.ts'
import { type World, world } from '../support/world.ts'
import { officer, type Someone } from './desk.ts'

/** What an officer reads of a talk: which alarm it was, which message raised it, who of the fund wrote; and no code. */
let w: World
let thu: Someone
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  thu = await officer(w, 'administrator')
}, 180_000)
afterAll(() => w.close())

const newest = () =>
  w.db.prisma.handover.findFirstOrThrow({ where: { closedAt: null }, orderBy: { openedAt: 'desc' } })
const rings = async () => JSON.parse((await thu.at.get('/console/alarm')).text) as Record<string, unknown>
/** The lines of a talk, each as its own HTML. */
const linesOf = (text: string) =>
  [...text.matchAll(/<li class="(?:person|bot|officer)">.*?<\/li>/gs)].map(([line]) => line)

test('who is in despair is told of as that, and not as a child; the message that raised the alarm is marked', async () => {
  const lan = w.person('Lan')
  await lan.says('/start')
  for (let n = 0; n < 8; n += 1) await lan.says(`chào lần ${n}`)
  await lan.says('mình chán sống lắm rồi')
  const { id } = await newest()
  expect(await rings()).toMatchObject({ danger: 0, despair: 1, first: id, mark: expect.stringContaining(id) })
  const home = (await thu.at.get('/console')).text
  expect(home).toMatch(/<li class="bad"><strong>1<\/strong> <a[^>]*>Có người không muốn sống nữa/)
  expect(home).not.toMatch(/Trẻ em có thể gặp nguy hiểm<|flow despair|despair;/)
  // Nobody answers these before a person does.
  for (let n = 0; n < 6; n += 1) await lan.sends({ text: `mình mệt quá ${n}` })
  const talk = async () => (await thu.at.get(`/console/talks/${id}`)).text
  await expect.poll(talk).toContain('mình mệt quá 5')
  const page = await talk()
  expect(page).not.toMatch(/flow|somebody in despair/)
  expect(page).toContain('<span class="tag bad">Có người không muốn sống nữa</span>')
  // However much was said since: it is shown back to that message.
  const marked = linesOf(page).filter((line) => line.includes('Tin này đã báo động'))
  expect(marked).toEqual([expect.stringContaining('mình chán sống lắm rồi')])

  // A child besides is another call, though the same person speaks of it in the same place.
  await lan.says('em bé nhà bên bị bố đánh')
  expect(await rings()).toMatchObject({ danger: 1, despair: 1, first: (await newest()).id })
  expect((await thu.at.get('/console')).text).toMatch(
    /<strong>1<\/strong> <a[^>]*>Trẻ em có thể gặp nguy hiểm</,
  )
  // The child stands first, and the band has words for both.
  const both = (await thu.at.get('/console')).text
  const order = [...both.matchAll(/<span class="tag bad">([^<]*)</g)].map(([, tag]) => tag)
  expect(order).toEqual(['Trẻ em có thể gặp nguy hiểm', 'Có người không muốn sống nữa'])
  expect(both).toMatch(/data-both="[^"]*\{danger\}[^"]*\{despair\}/)
  // What the badge says already is not said by the title again.
  expect(both.match(/trẻ em có thể gặp nguy hiểm\s*<\/a>/g)).toBeNull()
  const listed = (await handovers({ db: w.db, secret: SECRET }, ids, [])).join('\n')
  expect(listed).toMatch(/SOMEBODY IN DESPAIR.*since/)
  expect(listed).toMatch(/CHILD IN DANGER.*since/)
  await w.db.prisma.handover.updateMany({ data: { closedAt: new Date() } })
})

test('what an officer wrote stands there by their name, for officers alone', async () => {
  const minh = w.person('Minh')
  await minh.says('gặp người')
  const { id, contactId } = await newest()
  await thu.at.get(`/console/talks/${id}`)
  await thu.at.post(`/console/talks/${id}/answer`, { answer: 'Mình xem sao kê rồi nhắn lại nhé.' })
  await minh.hears(/^Người phụ trách nhắn bạn:\nMình xem sao kê/)
  const page = (await thu.at.get(`/console/talks/${id}`)).text
  const [said] = linesOf(page).filter((line) => line.includes('Mình xem sao kê'))
  expect(said).toMatch(/class="officer".*<p class="soft">Thu \d+ · /s)
  expect(linesOf(page).filter((line) => line.includes('Chung Tay · ')).length).toBeGreaterThan(0)
  expect(JSON.stringify(minh.heard)).not.toContain(thu.id)
  await w.db.prisma.handover.updateMany({ where: { contactId }, data: { closedAt: new Date() } })
})

test('no view of a talk shows a code that opens something, and a complaint shows nothing said to the bot since', async () => {
  const mai = w.person('Mai')
  await mai.says('phản ánh')
  // Run together with a letter, it is a word of the complaint, and would open something still once it stands alone.
  await mai.says('Quà ghi thiếu hai áo, mã đây:đlink-01ARZ3NDEKTSV4RRFFQ69G5FAV')
  const { id: request } = await w.db.prisma.request.findFirstOrThrow({ orderBy: { number: 'desc' } })
  const { id: first } = await newest()
  const pasted = 'CT-LINK-01ARZ3NDEKTSV4RRFFQ69G5FAV'
  await mai.says('mã của mình đây link-01arz3ndektsv4rrffq69g5fav')
  await mai.says('BAODONG-01ARZ3NDEKTSV4RRFFQ69G5FAV')
  await mai.says('mã là 01ARZ3NDEKTSV4RRFFQ69G5FAV bạn ơi')
  await thu.at.get(`/console/talks/${first}`)
  await thu.at.post(`/console/talks/${first}/answer`, { answer: 'Quỹ gửi bù hai áo nhé.' })
  await thu.at.post(`/console/talks/${first}/close`)
  await mai.hears(/quay lại đây/)
  await w.db.prisma.handover.updateMany({
    where: { id: first },
    data: { closedAt: new Date(Date.now() - 61_000), openedAt: new Date(Date.now() - 180_000) },
  })
  await mai.says('liên kết')
  const code = mai.heard.map(({ text }) => text).find((text) => /^CT-LINK-\w{26}$/.test(text))!
  expect(code).toBeDefined()
  await mai.says(pasted)
  const complaint = (await thu.at.get(`/console/requests/${request}`)).text
  expect(complaint).toMatch(/Thu \d+ · .*Quỹ gửi bù hai áo/s)
  expect(complaint).toContain('Quà ghi thiếu hai áo, mã đây:đlink-•••')
  expect(complaint).not.toMatch(/Để nối kênh này|liên kết|CT-LINK-\w/i)

  await mai.says('gặp người')
  const { id, contactId } = await newest()
  // What nobody could read may hold one too.
  const parts = { ids, secret: SECRET, log: silentLog }
  await quarantine(w.db.hot, parts, 'telegram:1', Buffer.from(`{"text":"${pasted}`), 'no JSON')
  const body = await w.db.prisma.quarantine.findFirstOrThrow()
  const views = [
    (await thu.at.get(`/console/aside/bodies/${body.id}`)).text.replace(body.id, ''),
    (await thu.at.get(`/console/talks/${id}?lines=200`)).text,
    (await thu.at.get(`/console/requests/${request}`)).text,
    (await handovers({ db: w.db, secret: SECRET }, ids, ['show', id])).join('\n'),
  ]
  for (const view of views.slice(0, 2)) expect(view).toContain('CT-LINK-•••')
  expect(views[1]).toContain('mã là ••• bạn ơi')
  // By themselves: a form’s own token looks like one now and then.
  for (const one of [pasted, code])
    for (const view of views) expect(view).not.toMatch(new RegExp(one.slice('CT-LINK-'.length), 'i'))
  await w.db.prisma.handover.updateMany({ where: { contactId }, data: { closedAt: new Date() } })
})

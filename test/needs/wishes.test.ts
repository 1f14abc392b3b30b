import { afterAll, beforeAll, expect, test } from 'vitest'
import { wishesOf } from '../../src/needs/index.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { personKeys } from '../../src/platform/person-key.ts'
import { bookOfLog } from '../channels/telegram/telegram.ts'
import { type World, world } from '../support/world.ts'

/** What is needed, found in people's own words through the whole service; and wishes that wait. */
let w: World
const book = bookOfLog()
beforeAll(async () => {
  w = await world({ log: book.log })
})
afterAll(() => w.close())

const texts = (messages: readonly { text: string }[]) => messages.map(({ text }) => text).join('\n')
const COATS = 'tet-xim-vang-coats-boys'
const close = (key: string, state: 'open' | 'closed') =>
  w.db.prisma.need.update({ where: { key }, data: { state } })
/** Nobody is written to at night: by day at once. */
const makeDay = () =>
  w.db.prisma.$executeRaw`UPDATE todo SET not_before = now(), patience = now() + interval '1 hour'`
const contactOf = async () => (await w.db.prisma.wish.findFirstOrThrow()).contactId

test('Lan finds coats in her own words, and the one she takes is the one she gives for', async () => {
  const lan = w.person('Lan')
  const heard = texts(await lan.says('có chỗ nào cần áo ấm cho bé gái tiểu học ở son la ko'))
  expect(heard).toContain('Ở Sơn La đang cần áo ấm cho bé gái 6–10 tuổi.')
  // Of one place nobody is asked which.
  expect(heard).toMatch(/Tà Xùa[\s\S]*còn thiếu 13\/60 áo[\s\S]*Bạn góp mấy áo\?/i)
})

test('an old district finds what is in its communes today, and a page shows the same', async () => {
  const minh = w.person('Minh')
  const heard = texts(await minh.says('ao am o huyen bac yen'))
  expect(heard).toContain('Có 2 nơi ở huyện Bắc Yên đang cần áo ấm.')
  const page = await w.service.web.request(`/needs?q=${encodeURIComponent('ao am o huyen bac yen')}`)
  const text = await page.text()
  expect(page.status).toBe(200)
  expect(text).toContain('2 nơi ở huyện Bắc Yên đang cần áo ấm')
  expect(text).toContain(`/chat?start=${COATS}`)
  expect(await (await w.service.web.request('/')).text()).toContain('href="/needs"')
})

test('the page says what the law says of a commune today, with the number of the decision, and nothing that has ended', async () => {
  const { communeId } = await w.db.prisma.need.findUniqueOrThrow({ where: { key: COATS } })
  const status = {
    id: randomIds.uuid(),
    communeId: communeId!,
    words: 'xã đặc biệt khó khăn',
    decision: '01/QĐ-BK',
    validFrom: new Date('2026-01-01T00:00:00+07:00'),
  }
  const { id } = await w.db.prisma.communeStatus.create({ data: status })
  const pages = async () =>
    Promise.all(
      [`/needs/${COATS}`, `/needs?lang=en&q=${encodeURIComponent('warm coats in Son La')}`].map(
        async (path) => (await w.service.web.request(path)).text(),
      ),
    )
  const [one, search] = await pages()
  expect(one).toContain('Xã đặc biệt khó khăn (Quyết định số 01/QĐ-BK)')
  expect(search).toContain('<span lang="vi">Xã đặc biệt khó khăn</span> (Decision 01/QĐ-BK)')
  for (const data of [
    { validUntil: new Date('2026-06-30T23:59:59+07:00') },
    { validUntil: null, decision: null },
  ]) {
    await w.db.prisma.communeStatus.update({ where: { id }, data })
    for (const page of await pages()) expect(page).not.toContain('đặc biệt khó khăn')
  }
  await w.db.prisma.communeStatus.delete({ where: { id } })
})

test('the page: by fields, nothing asked, nothing there, a link to one need, and nonsense', async () => {
  const get = async (path: string) => {
    const answer = await w.service.web.request(path)
    return { status: answer.status, text: await answer.text() }
  }
  const filtered = await get(
    `/needs?${new URLSearchParams({ kind: 'Đồ ấm', place: 'Sơn La', who: 'Bé trai' })}`,
  )
  expect(filtered.text).toContain('1 nơi ở Sơn La đang cần đồ ấm cho bé trai')
  expect(filtered.text).toContain('<option value="Bé trai" selected')
  expect((await get('/needs')).text.match(/data-testid="need"/g)!.length).toBeGreaterThan(5)
  expect((await get('/needs?lang=en&q=warm+coats+in+Son+La')).text).toContain('in Sơn La for this: warm coat')
  expect((await get('/needs?q=xe+l%C4%83n')).text).toContain('Hiện chưa có nơi nào báo cần xe lăn')
  expect((await get(`/needs/${COATS}`)).text).toContain('Nơi này đang cần')
  await close(COATS, 'closed')
  const over = await get(`/needs/${COATS}`)
  expect(over.text).toContain('Nhu cầu này đã khép hoặc đã đủ')
  expect(over.text).not.toContain(`/chat?start=${COATS}`)
  await close(COATS, 'open')
  expect((await get('/needs/khong-co')).status).toBe(404)
  for (const q of ['%00%FF', "' OR 1=1 --", '<script>alert(1)</script>', 'áo '.repeat(3_000)]) {
    const answer = await get(`/needs?q=${encodeURIComponent(q)}`)
    expect(answer.status).toBe(200)
    expect(answer.text).not.toContain('<script>alert')
  }
})

test('what is not needed anywhere is waited for, sealed, and told once when a need opens', async () => {
  await close(COATS, 'closed')
  const minh = w.person('Minh chờ')
  const heard = texts(await minh.says('áo ấm cho bé trai ở Sơn La'))
  expect(heard).toContain('Hiện Sơn La chưa có nơi nào báo cần áo ấm cho bé trai.')
  expect(heard).toContain('áo ấm cho bé gái 6–10 tuổi')
  expect(texts(await minh.presses('Nhắn tôi khi có'))).toContain('mình nhắn bạn đúng một tin')
  const contact = await contactOf()
  const [wish] = await wishesOf(w.db.prisma, contact)
  expect(Buffer.from(wish!.body).toString('utf8')).not.toMatch(/áo|Sơn La/)
  const months = (wish!.until.getTime() - wish!.createdAt.getTime()) / 86_400_000
  expect(months).toBeGreaterThan(180)
  expect(months).toBeLessThan(185)

  await w.db.prisma.wish.updateMany({ data: { lookAt: new Date(0) } })
  await w.sweeps()
  // Looked for, and nothing found.
  expect((await w.db.prisma.wish.findFirstOrThrow()).lookAt > w.clock.now()).toBe(true)
  expect(await w.db.prisma.inbox.count({ where: { externalId: { startsWith: 'wish-met:' } } })).toBe(0)

  await close(COATS, 'open')
  await w.db.prisma.wish.updateMany({ data: { lookAt: new Date(0) } })
  const posted = async () =>
    w.db.prisma.$queryRaw<unknown[]>`SELECT 1 FROM todo WHERE external_id LIKE 'wish-met:%'`
  const said = () =>
    minh.heard.some(({ text }) => text.includes('bạn dặn mình nhắn khi có nơi cần áo ấm cho bé trai'))
  for (let n = 0; n < 60 && !said(); n++) {
    if ((await posted()).length > 0) await makeDay()
    await minh.hears(/bạn dặn mình nhắn/, 1_000).catch(() => undefined)
  }
  expect(said()).toBe(true)
  // Met: nothing of it is kept, and it is said once.
  expect(await w.db.prisma.wish.count()).toBe(0)
  expect(texts(await minh.presses(/Xím Vàng/))).toMatch(/Xím Vàng[\s\S]*\/45 áo/)
}, 180_000)

test('who stops, waits for nothing more; six months later nothing is kept either', async () => {
  const hoa = w.person('Hoa')
  await hoa.says('xe lăn ở Sơn La')
  await hoa.presses('Nhắn tôi khi có')
  expect(await w.db.prisma.wish.count()).toBe(1)
  await hoa.says('dừng')
  expect(await w.db.prisma.wish.count()).toBe(0)

  const lan = w.person('Lan chờ')
  await lan.says('xe lăn ở Sơn La')
  await lan.presses('Nhắn tôi khi có')
  const contact = await contactOf()
  const key = await personKeys(w.secret).of(w.db.prisma, contact)
  const [wish] = await wishesOf(w.db.prisma, contact)
  expect(JSON.parse(key!.open('wish', wish!.body).toString())).toMatchObject({
    said: 'xe lăn ở Sơn La',
    what: 'xe lăn',
  })
  await w.db.prisma.wish.updateMany({ data: { until: new Date(0) } })
  await w.sweeps()
  expect(await w.db.prisma.wish.count()).toBe(0)
}, 60_000)

test('a wish that cannot be read is logged by its id, and keeps nobody else from hearing', async () => {
  const [lan, minh] = [w.person('Lan'), w.person('Minh')]
  for (const one of [lan, minh]) {
    await one.says('xe lăn ở Tà Xùa')
    await one.presses('Nhắn tôi khi có')
  }
  const [bad, good] = await w.db.prisma.wish.findMany({ orderBy: { createdAt: 'desc' }, take: 2 })
  await w.db.prisma.wish.update({ where: { id: bad!.id }, data: { body: bad!.body.slice(0, 20) } })
  await w.db.script(`update wish set look_at = now() - interval '1 hour' where id = '${bad!.id}';
    update wish set look_at = now() - interval '1 minute' where id = '${good!.id}'`)
  const looked = async () =>
    (await w.db.prisma.wish.findUniqueOrThrow({ where: { id: good!.id } })).lookAt > w.clock.now()
  await expect.poll(looked, { timeout: 20_000 }).toBe(true)
  expect(book.text()).toContain('wish.failed')
  expect(book.text()).toContain(bad!.id)
  expect(book.text()).not.toContain('xe lăn')
  // Nor does it keep those whose time is over from being forgotten.
  await w.db.script(`update wish set until = now() - interval '1 minute', look_at = now() - interval '1 minute' where id = '${good!.id}';
    update wish set look_at = now() - interval '1 hour' where id = '${bad!.id}'`)
  await expect.poll(() => w.db.prisma.wish.count({ where: { id: good!.id } }), { timeout: 20_000 }).toBe(0)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerBy } from '../../src/platform/vietnamese/index.ts'
import { bookOfLog } from '../channels/telegram/telegram.ts'
import { everything, latin } from '../support/everything.ts'
import { KEYS } from '../support/known.ts'
import { type World, world } from '../support/world.ts'

const book = bookOfLog()
let it: World
beforeAll(async () => {
  it = await world({ log: book.log })
})
afterAll(() => it.close())

const latest = () => it.db.prisma.request.findFirstOrThrow({ orderBy: { number: 'desc' } })
const texts = (messages: readonly { text: string }[]) => messages.map((one) => one.text).join('\n')

async function wordsOf(request: { contactId: string; words: Uint8Array | null }) {
  const key = (await KEYS.of(it.db.prisma, request.contactId))!
  return key.open('request', request.words!).toString()
}

test('Lan complains: she hears a number and an hour, and the person called has the same hour', async () => {
  const lan = it.person('Lan')
  await lan.says('tôi muốn phản ánh')
  const said = texts(await lan.says('Quà ghi thiếu hai áo, gọi cho tôi không ai gọi: chim hoàng yến'))
  const noted = await latest()
  expect(said).toMatch(/phản ánh số R-000\d\. .* trước 17:00/)
  expect(noted).toMatchObject({ kind: 'complaint', state: 'open' })
  const handover = await it.db.prisma.handover.findFirstOrThrow({ where: { contactId: noted.contactId } })
  expect(handover.answerBy).toEqual(noted.answerBy)
  // Otherwise the hour of the handover would be an hour that nobody promised.
  expect(noted.answerBy.getTime()).toBeGreaterThan(answerBy(noted.askedAt).getTime())
  expect(await wordsOf(noted)).toContain('chim hoàng yến')
  expect(await everything(it.db)).not.toContain(latin('hoàng yến'))
  expect(book.text()).not.toContain('hoàng yến')
})

test('the same submit twice is one complaint', async () => {
  const minh = it.person('Minh')
  await minh.says('phản ánh')
  const before = await it.db.prisma.request.count()
  const message = { id: 'one-and-the-same', text: 'Trang của Quỹ ghi sai ngày' }
  await Promise.all([minh.sends(message), minh.sends(message)])
  await minh.hears(/phản ánh số R-/)
  expect(await it.db.prisma.request.count()).toBe(before + 1)
  expect(minh.heard.filter((one) => /phản ánh số R-/.test(one.text))).toHaveLength(1)
})

test('a megabyte: what is kept is quoted to its end, and the rest comes in parts', async () => {
  const hoa = it.person('Hoa')
  await hoa.says('phản ánh')
  const story = Array.from({ length: 100_000 }, (_, n) => `câu thứ ${n}.`).join(' ')
  expect(story.length).toBeGreaterThan(1_000_000)
  const said = texts(await hoa.says(story))
  const noted = await latest()
  const kept = await wordsOf(noted)
  expect(story.startsWith(kept)).toBe(true)
  const [, quoted] = /đến chỗ “…(.*)”/.exec(said)!
  expect(kept.endsWith(quoted!)).toBe(true)
  expect(quoted!.length).toBeGreaterThan(20)
  // From there on, in a message that fits.
  const from = kept.length + 1
  const more = texts(await hoa.says(story.slice(from, from + 1500)))
  expect(more).toMatch(/phản ánh số R-/)
  expect(await wordsOf(await latest())).toContain(story.slice(from, from + 1500).trim())
})

test('a complaint of a child is heard, and neither a name nor an age is asked for', async () => {
  const minh = it.person('Minh')
  await minh.says('con 10 tuổi')
  const asked = texts(await minh.says('con muốn phản ánh'))
  expect(asked).toMatch(/không cần ghi tên, trường hay lớp/)
  const said = texts(await minh.says('chú phát quà mắng bạn con'))
  expect(said).toMatch(/phản ánh số R-/)
  expect(said).not.toMatch(/tên|tuổi/)
  const noted = await latest()
  const handover = await it.db.prisma.handover.findFirstOrThrow({ where: { contactId: noted.contactId } })
  const key = (await KEYS.of(it.db.prisma, noted.contactId))!
  expect(key.open('reason', handover.reason).toString()).toMatch(/^concern of a child R-/)
  // Nothing is kept of who it is.
  const contact = await it.db.prisma.contact.findUniqueOrThrow({ where: { id: noted.contactId } })
  expect(contact.paperName).toBeNull()
  await minh.says('menu')
  await minh.says('hiện tên tôi')
  expect(texts(await minh.presses('Hiện tên tôi'))).toMatch(/bố mẹ hoặc thầy cô/)
  expect(texts(await minh.says('Nguyễn Văn An'))).not.toMatch(/Nguyễn Văn An/)
  const later = await it.db.prisma.contact.findUniqueOrThrow({ where: { id: noted.contactId } })
  expect(later.paperName).toBeNull()
  expect(await it.db.prisma.consent.count({ where: { contactId: noted.contactId } })).toBe(0)
})

test('a yes by button and a yes in writing are kept as what they were, and a no works at once', async () => {
  const lan = it.person('Lan')
  await lan.says('cài đặt')
  const contactId = await newest()
  const consents = async () => {
    const rows = await it.db.prisma.consent.findMany({ where: { contactId } })
    return rows.map(({ purpose, way, channel, withdrawnAt }) => [purpose, way, channel, withdrawnAt === null])
  }
  expect(await consents()).toEqual([])
  await lan.presses('Nhận tin quà')
  expect(await consents()).toEqual([['my_gifts', 'button', 'web-chat', true]])
  await lan.says('cài đặt')
  await lan.says('nhận lời mời')
  expect(await consents()).toContainEqual(['news', 'typed', 'web-chat', true])
  await lan.says('cài đặt')
  await lan.presses('Thôi lời mời')
  expect(await consents()).toContainEqual(['news', 'typed', 'web-chat', false])
})

/** Whoever wrote for the first time last. */
async function newest(): Promise<string> {
  const { id } = await it.db.prisma.contact.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
  return id
}

import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyOfPerson, forgetContact, personOf, SALUTATIONS } from '../../src/people/index.ts'
import { KEYS } from '../support/known.ts'
import { type Person, type World, world } from '../support/world.ts'

let it: World
beforeAll(async () => {
  it = await world()
})
afterAll(() => it.close())

/** By the newest contact: each story begins with somebody new. */
async function begins(name: string): Promise<{ person: Person; contact: string }> {
  const person = it.person(name)
  await person.says('/start')
  const { id } = await it.db.prisma.contact.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
  return { person, contact: id }
}
const salutation = async (contact: string) => (await personOf(it.db.prisma, KEYS, contact)).salutation

test('Hoa asks to be called "bác": she is, in every answer, at the desk and in the copy of her data', async () => {
  const { person: hoa, contact } = await begins('Hoa')
  expect(await salutation(contact)).toBeNull()
  const [told] = await hoa.says('gọi tôi là bác nhé')
  expect(told?.text).toBe('Dạ được bác, Chung Tay nhớ rồi. Muốn đổi, bác nhắn “đổi cách gọi” nhé.')
  expect(await salutation(contact)).toBe('bác')
  expect((await hoa.says('cảm ơn'))[0]?.text).toContain('Chung Tay cảm ơn bác')
  expect(await copyOfPerson(it.db.prisma, KEYS, contact)).toMatchObject({ salutation: 'bác' })
  await hoa.says('dữ liệu của tôi')
  await hoa.presses('Gửi tôi bản sao')
  const copy = hoa.heard.flatMap(({ media }) => media).find(({ name }) => name.endsWith('.html'))!
  const page = await (await it.service.web.request(copy.url)).text()
  expect(page).toContain('Cách gọi: bác')
  expect(page).toContain('Dữ liệu của bác ở Chung Tay')
  expect(page.replace(/<p class="said">.*?<\/p>/gs, '')).not.toMatch(/[Bb]ạn/)
})

test('the first receipt asks Lan how she would like it, once', async () => {
  const { person: lan, contact } = await begins('Lan')
  await lan.presses('Góp quà Tết')
  await lan.presses(/^1 suất/)
  await lan.presses('Lấy mã chuyển khoản')
  const code = () => lan.heard.findLast(({ text }) => /^TLV\w{7}$/.test(text))!.text
  await it.bank.credits(300_000n, code())
  await lan.hears(/Biên nhận số/)
  await lan.presses('Xem đường đi của quà')
  const said = await lan.presses('Không cần đâu')
  expect(said.at(-1)?.choices.map(({ label }) => label)).toEqual(
    SALUTATIONS.filter((one) => one !== 'anh/chị'),
  )
  await lan.presses('chị')
  expect(await salutation(contact)).toBe('chị')
  await lan.says('góp 300k')
  await lan.presses('Lấy mã chuyển khoản')
  await it.bank.credits(300_000n, code())
  await lan.hears(/Chung Tay đã thấy 300\.000\sđ của chị/)
  await lan.presses('Xem đường đi của quà')
  expect((await lan.presses('Không cần đâu')).map(({ text }) => text)).toEqual([
    'Được chị. Khi nào muốn xem, chị nhắn “của tôi”.',
  ])
})

test('a talk that has not begun is spoken as the contact has said before', async () => {
  const { person: minh, contact } = await begins('Minh')
  await minh.says('gọi tôi là chú nhé')
  // As after a talk was joined to another, or lost: nothing is kept of it, and another process has it.
  await it.db.prisma.session.update({
    where: { contactId: contact },
    data: { state: new Uint8Array(), version: { increment: 1 } },
  })
  expect((await minh.says('trợ giúp'))[0]?.text).toMatch(/^Chú (cứ|chọn)/)
  expect((await minh.says('cảm ơn'))[0]?.text).toContain('Chung Tay cảm ơn chú')
})

test('who is erased is called nothing', async () => {
  const { person: thu, contact } = await begins('chị Thu')
  await thu.says('gọi chị là chị')
  expect(await salutation(contact)).toBe('chị')
  await it.db.transaction((tx) => forgetContact(tx, contact, new Date()))
  const row = await it.db.prisma.contact.findUniqueOrThrow({ where: { id: contact } })
  expect([row.salutation, row.state]).toEqual([null, 'erased'])
})

test('the database takes no other word, and every word of people/', async () => {
  const { contact } = await begins('Lan')
  const put = (salutation: string) =>
    it.db.prisma.contact.update({ where: { id: contact }, data: { salutation } })
  for (const one of SALUTATIONS) expect((await put(one)).salutation).toBe(one)
  await expect(put('em')).rejects.toThrow()
  // Decomposed letters are another word to a database.
  await expect(put('bác'.normalize('NFD'))).rejects.toThrow()
  expect(SALUTATIONS.map((one) => one.normalize('NFC'))).toEqual([...SALUTATIONS])
})

test('who speaks for a company is “anh/chị” in all of the talk and on the receipt; in her own name again, “bạn”', async () => {
  const { person: lan, contact } = await begins('Lan')
  await lan.says('công ty mình muốn góp 3 triệu')
  await lan.says('Công ty TNHH Nắng Mai')
  await lan.presses('Đúng rồi')
  await lan.presses('Không cần ghi')
  await lan.presses('Lấy mã chuyển khoản')
  expect(await salutation(contact)).toBe('anh/chị')
  const code = lan.heard.findLast(({ text }) => /^TLV\w{7}$/.test(text))!.text
  await it.bank.credits(3_000_000n, code)
  await lan.hears(/Chung Tay đã thấy 3\.000\.000\sđ của anh\/chị/)
  const talk = lan.heard.map(({ text }) => text)
  const since = talk.slice(talk.findIndex((text) => /ghi tên công ty/.test(text)))
  expect(since.filter((text) => /(?<!\p{L})(?:bạn|mình)(?!\p{L})/iu.test(text))).toEqual([])
  await lan.says('đứng tên công ty')
  await lan.presses('Ghi như bình thường')
  expect(await salutation(contact)).toBe('bạn')
})

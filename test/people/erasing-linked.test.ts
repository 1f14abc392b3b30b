import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { erased } from '../../src/commands/erased.ts'
import { readConfig } from '../../src/config.ts'
import { erasedContacts } from '../../src/people/index.ts'
import { randomIds } from '../../src/platform/ids.ts'
import type { Ground } from '../../src/running/start.ts'
import { everything, latin } from '../support/everything.ts'
import { KEYS } from '../support/known.ts'
import type { Person, World } from '../support/world.ts'
import { type TwoChannels, transferCode, twoChannels, WAIT } from './two-channels.ts'

/** While a link can be undone it may have been got by a trick: nobody erases through it what is the other's. */
let on: TwoChannels
let it: World
beforeAll(async () => {
  on = await twoChannels()
  it = on.it
})
afterAll(() => on.close())

const stateOf = async (contact: string) =>
  (await it.db.prisma.contact.findUniqueOrThrow({ where: { id: contact } })).state
const erasedIs = (contact: string) => expect.poll(() => stateOf(contact), WAIT).toBe('erased')

async function asksToBeErased(person: Person) {
  await person.says('xoá tôi')
  await person.presses('Xóa hết')
}

test('who got a link by a trick and asks to be erased erases what is theirs, and nothing of the other’s', async () => {
  const [lan, minh] = [it.person('Lan'), it.person('Minh')]
  const paper = await on.gives(lan, 'Họa Mi Vàng')
  await minh.says('chào')
  const gone = await on.contactOf(minh)
  await on.joins(lan, minh)
  const kept = await on.contactOf(lan)
  // What she did before, and while they were one, is hers.
  const since = await on.promises(lan)
  await on.promises(minh)
  await asksToBeErased(minh)
  expect(minh.heard.at(-1)!.text).toMatch(/tách kênh này ra và chỉ xóa phần ở đây\. Muốn xóa cả ở trang chat/)
  expect((await minh.says('xoá')).at(-1)!.text).toMatch(/số yêu cầu R-0001/)
  await lan.hears(/vừa có lời nhờ xóa dữ liệu.*Phần của bạn ở đây vẫn nguyên/s)
  await erasedIs(gone)

  expect(await stateOf(kept)).toBe('active')
  expect(await on.contactOf(lan)).toBe(kept)
  expect(await on.nameOf(kept)).toBe('Họa Mi Vàng')
  expect(await (await it.service.web.request(paper)).text()).toContain('Họa Mi Vàng')
  expect(await it.db.prisma.pledge.findUniqueOrThrow({ where: { code: since } })).toMatchObject({
    contactId: kept,
    state: 'open',
  })
  expect(await it.db.prisma.donation.count({ where: { contactId: kept } })).toBe(1)
  expect((await lan.says('của tôi')).map(({ text }) => text).join()).toMatch(/300\.000/)
  // What he promised meanwhile is cancelled, as of whoever is erased.
  const his = await it.db.prisma.contact.findUniqueOrThrow({ where: { id: gone } })
  expect(await it.db.prisma.pledge.findMany({ where: { contactId: his.mergedInto! } })).toMatchObject([
    { state: 'cancelled' },
  ])
  expect(await it.db.prisma.link.count({ where: { state: { in: ['joined', 'parting'] } } })).toBe(0)
}, 90_000)

test('the one known longer asks: all of hers goes, and the other keeps their own', async () => {
  const [lan, hoa] = [it.person('Lan'), it.person('Hoa')]
  await on.gives(lan, 'Sơn Ca Xanh')
  const kept = await on.contactOf(lan)
  const paper = await on.gives(hoa, 'Chích Chòe Than')
  await on.joins(lan, hoa)
  await hoa.says('lời của chích bông')
  await asksToBeErased(lan)
  await lan.says('xoá')
  await hoa.hears(/vừa có lời nhờ xóa dữ liệu/)
  await erasedIs(kept)

  const hers = await on.contactOf(hoa)
  expect(await stateOf(hers)).toBe('active')
  expect(await on.nameOf(hers)).toBe('Chích Chòe Than')
  expect(await on.wordsOf(hers)).toContain('chích bông')
  expect(await (await it.service.web.request(paper)).text()).toContain('Chích Chòe Than')
  expect(await everything(it.db)).not.toContain(latin('Sơn Ca Xanh'))
  expect(await erasedContacts(it.db.prisma)).toContain(kept)
  expect(await erasedContacts(it.db.prisma)).not.toContain(hers)
}, 90_000)

test('taking apart and erasing asked for in one moment: apart first, and one is erased', async () => {
  const [lan, minh] = [it.person('Lan'), it.person('Minh')]
  await lan.says('chào')
  await minh.says('chào')
  const gone = await on.contactOf(minh)
  await on.joins(lan, minh)
  const kept = await on.contactOf(lan)
  await asksToBeErased(minh)
  await lan.says('tách kênh')
  // Both in one commit, whoever is faster.
  const { address } = await on.knownOf(minh)
  const asked = { askedAt: new Date(), answerBy: new Date(), addressId: address, kind: 'erase' }
  await it.db.transaction(async (tx) => {
    await tx.request.create({ data: { id: randomIds.uuid(), contactId: kept, ...asked } })
    await tx.link.updateMany({ where: { goneId: gone, state: 'joined' }, data: { state: 'parting' } })
  })
  await erasedIs(gone)
  await lan.hears(/Đã tách khỏi/)
  expect(await stateOf(kept)).toBe('active')
  expect((await lan.says('chào')).length).toBeGreaterThan(0)
}, 90_000)

test('of three the one that asks goes, and the other two stay one', async () => {
  const [lan, minh, hoa] = [it.person('Lan'), it.person('Minh'), it.person('Hoa')]
  await lan.says('chào')
  await minh.says('chào')
  await hoa.says('chào')
  const gone = await on.contactOf(minh)
  await on.joins(lan, minh)
  // A chat hears of each link: nothing of the first is taken for the second.
  lan.heard.length = 0
  await on.joins(lan, hoa)
  const kept = await on.contactOf(lan)
  await asksToBeErased(minh)
  await minh.says('xoá')
  await erasedIs(gone)
  expect(await on.contactOf(hoa)).toBe(kept)
  expect(await on.contactOf(lan)).toBe(kept)
  expect(await stateOf(kept)).toBe('active')
}, 90_000)

/** Promises, and money comes for it that is kept apart until somebody decides, as after a campaign. */
async function hasKeptMoney(person: Person) {
  await it.bank.credits(300_000n, await on.promises(person))
  const pledge = { code: transferCode(person) }
  await expect.poll(() => it.db.prisma.donation.count({ where: { pledge } }), WAIT).toBe(1)
  const { id } = await it.db.prisma.donation.findFirstOrThrow({ where: { pledge } })
  await it.db.prisma.donation.update({ where: { id }, data: { state: 'held_late' } })
  await it.db.prisma.allocation.updateMany({
    where: { donationId: id },
    data: { target: 'held_late', needId: null },
  })
}

test.each(['the one who gave', 'the other one'])(
  'money of one that waits for a decision holds up nobody else: %s is known longer',
  async (older) => {
    const [giver, other] = [it.person('Lan'), it.person('Minh')]
    const order = older === 'the other one' ? [other, giver] : [giver, other]
    await order[0]!.says('chào')
    await order[1]!.says('chào')
    await hasKeptMoney(giver)
    await on.joins(giver, other)
    await asksToBeErased(other)
    expect((await other.says('xoá')).at(-1)!.text).toMatch(/Sau tin này mình xóa hết/)
    await giver.hears(/vừa có lời nhờ xóa dữ liệu/)
    await expect
      .poll(() => it.db.prisma.request.count({ where: { kind: 'erase', state: 'open' } }), WAIT)
      .toBe(0)
    const giverIs = await on.contactOf(giver)
    expect(await stateOf(giverIs)).toBe('active')
    await asksToBeErased(giver)
    expect((await giver.says('xoá')).at(-1)!.text).toMatch(/còn chờ quyết định/)
    // Nothing may wait for it behind this test.
    await it.db.prisma.request.updateMany({
      where: { contactId: giverIs, kind: 'erase' },
      data: { state: 'done', doneAt: new Date() },
    })
  },
  90_000,
)

test('a backup from while they were one: the list that is played to it parts them, and erases one', async () => {
  const [lan, minh] = [it.person('Lan'), it.person('Minh')]
  await on.gives(lan, 'Vàng Anh Nhỏ')
  await minh.says('lời của vạc')
  const gone = await on.contactOf(minh)
  await on.joins(lan, minh)
  await minh.says('lời của diệc')
  const kept = await on.contactOf(lan)
  // Elsewhere he was erased: there he was himself, and the contact that he was after it.
  const list = join(on.folder, 'erased.txt')
  writeFileSync(list, `${randomIds.uuid()}\n${gone}\n`)
  const ground = { ...it, config: readConfig({}) } as unknown as Ground
  expect(await erased(ground, randomIds, ['again', list])).toEqual([
    '1 of 2 were here again, and are erased.',
  ])
  expect(await stateOf(gone)).toBe('erased')
  expect(await stateOf(kept)).toBe('active')
  expect(await on.nameOf(kept)).toBe('Vàng Anh Nhỏ')
  expect(await on.wordsOf(kept)).not.toMatch(/lời của/)
  const { mergedInto } = await it.db.prisma.contact.findUniqueOrThrow({ where: { id: gone } })
  expect(await KEYS.of(it.db.prisma, mergedInto!)).toBeUndefined()
  expect(await it.db.prisma.outbox.count({ where: { contactId: mergedInto! } })).toBe(0)
}, 90_000)

import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { erased } from '../../src/commands/erased.ts'
import { readConfig } from '../../src/config.ts'
import { diskFiles } from '../../src/platform/files.ts'
import { randomIds } from '../../src/platform/ids.ts'
import type { Ground } from '../../src/running/start.ts'
import { bookOfLog } from '../channels/telegram/telegram.ts'
import { everything, latin } from '../support/everything.ts'
import { KEYS } from '../support/known.ts'
import { type Person, type World, world } from '../support/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'ct-erasing-'))
const book = bookOfLog()
let it: World
beforeAll(async () => {
  it = await world({ files: diskFiles(folder), log: book.log })
})
afterAll(async () => {
  await it.close()
  rmSync(folder, { recursive: true })
})

interface Copied {
  person: object
  giving: object
  talk: { text: string }[]
}

const codeOf = (person: Person) => person.heard.findLast((message) => /^TLV\w{7}$/.test(message.text))!.text

async function promises(person: Person) {
  await person.says('/start')
  await person.presses(/^Góp (quà Tết|cho đợt này)$/)
  await person.presses(/^1 suất/)
  await person.presses('Lấy mã chuyển khoản')
}

/** The bank's memo names them, as banks do. */
async function gives(person: Person, name: string) {
  await promises(person)
  await it.bank.credits(300_000n, `${codeOf(person)} ${name} 0912345678 chuyen tien`)
  await person.hears(/Biên nhận số/)
  await person.presses('Lấy giấy ghi nhận')
  await person.says(name)
  await person.presses('Đúng rồi')
  const said = await person.hears(/Giấy ghi nhận số/)
  for (const { url } of person.heard.flatMap((message) => message.media)) await it.service.web.request(url)
  return /\/c\/[0-9A-Z]{26}/.exec(said.text)![0]
}
const page = async (path: string) => {
  const answer = await it.service.web.request(path)
  return { status: answer.status, text: await answer.text() }
}
const sums = () =>
  it.db.hot.query(
    'sums',
    'select account_id::text as id, sum(amount)::text as sum from ledger_line group by 1 order by 1',
    [],
  )
/** Of each credit of theirs, how much of its memo and of its notice there is. */
async function memosOf(contact: string) {
  const donations = await it.db.prisma.donation.findMany({
    where: { contactId: contact },
    include: { credit: true },
  })
  const notices = await it.db.prisma.bankNotice.findMany()
  return donations.map(({ creditId, credit }) => ({
    memo: credit.memo.length,
    notice: notices.find((one) => one.creditId === creditId)!.body.length,
  }))
}
const onDisk = () => readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1'))

test('who types XÓA is erased in everything but sums, days and numbers; her papers still hold, and whoever writes again is somebody new', async () => {
  const [lan, minh] = [it.person('Lan'), it.person('Minh')]
  const hers = await gives(lan, 'Họa Mi Vàng')
  const his = await gives(minh, 'Sơn Ca Xanh')
  await promises(lan)
  const { contactId: contact } = await it.db.prisma.pledge.findUniqueOrThrow({ where: { code: codeOf(lan) } })
  const key = (await KEYS.of(it.db.prisma, contact))!
  const kept = await it.db.prisma.inbox.findMany({ where: { contactId: contact } })
  expect(key.open('heard', kept[0]!.body).toString()).toContain('start')
  const before = await sums()
  expect((await page(hers)).text).toContain('Họa Mi Vàng')
  const files = onDisk().length

  await lan.says('phản ánh')
  await lan.says('Quà ghi thiếu hai áo: chim sẻ đồng')
  await minh.says('phản ánh')
  await minh.says('Trang ghi sai ngày: chim cuốc')
  await lan.says('menu')

  // A copy first: all of hers, and nothing of his.
  await lan.says('dữ liệu của tôi')
  const copies = (await lan.presses('Gửi tôi bản sao')).flatMap((message) => message.media)
  expect(copies.map((one) => one.name)).toEqual(['R-0003.html', 'R-0003.json'])
  const [readable, data] = await Promise.all(copies.map((one) => page(one.url)))
  expect(readable!.text).toMatch(/Họa Mi Vàng.*TLV.*TET27-000001.*quà Tết/s)
  const copy = JSON.parse(data!.text) as Copied
  expect(copy.person).toMatchObject({ paperName: 'Họa Mi Vàng', channels: [{ channel: 'web-chat' }] })
  expect(copy.person).toMatchObject({
    requests: [
      { number: 'R-0001', kind: 'complaint', words: 'Quà ghi thiếu hai áo: chim sẻ đồng', note: null },
      { number: 'R-0003', kind: 'copy' },
    ],
  })
  expect(readable!.text).toContain('Quà ghi thiếu hai áo: chim sẻ đồng')
  expect(copy.giving).toMatchObject({
    promises: [{ amount: '300000', received: '300000' }, { received: '0' }],
    gifts: [{ receipt: 'TET27-000001', amount: '300000' }],
  })
  expect(copy.talk.map((line) => line.text)).toContain('Họa Mi Vàng')
  expect(readable!.text + data!.text).not.toMatch(/Sơn Ca|chim cuốc/)

  await lan.says('xoá tôi')
  expect((await lan.presses('Xóa hết')).at(-1)!.text).toMatch(/phản ánh R-0001 chờ Quỹ trả lời/)
  await lan.presses('Xóa luôn')
  await lan.says('nhầm')
  expect(await it.db.prisma.request.count({ where: { kind: 'erase' } })).toBe(0)
  const last = await lan.says('xoá')
  expect(last.at(-1)!.text).toMatch(/số yêu cầu R-0004\. Sau tin này mình xóa hết/)
  await expect
    .poll(() => it.db.prisma.request.findFirst({ where: { kind: 'erase', state: 'done', files: null } }), {
      timeout: 15_000,
    })
    .not.toBeNull()

  // Nothing of hers is left, not even for whoever had kept her key.
  expect(await KEYS.of(it.db.prisma, contact)).toBeUndefined()
  expect((await page(copies[0]!.url)).status).toBe(404)
  expect(await it.db.prisma.address.count({ where: { contactId: contact } })).toBe(0)
  expect(await it.db.prisma.outbox.count({ where: { contactId: contact } })).toBe(0)
  for (const { body } of await it.db.prisma.inbox.findMany({ where: { contactId: contact } }))
    expect(body).toHaveLength(0)
  const all = await everything(it.db)
  expect(all).not.toContain(latin('Họa Mi Vàng'))
  expect(all).not.toContain(latin('chim sẻ đồng'))
  expect(
    await it.db.prisma.request.findFirst({ where: { contactId: contact, kind: 'complaint' } }),
  ).toMatchObject({
    words: null,
    note: null,
    state: 'done',
  })
  expect(await it.db.prisma.request.count({ where: { kind: 'complaint', state: 'open' } })).toBe(1)
  expect(book.text()).not.toMatch(/Họa Mi|Sơn Ca|chim/)
  expect(onDisk().length).toBeLessThan(files)

  // What the bank wrote of her money is gone; of his it is there.
  expect(await memosOf(contact)).toEqual([{ memo: 0, notice: 0 }])
  const { contactId: other } = await it.db.prisma.pledge.findUniqueOrThrow({ where: { code: codeOf(minh) } })
  const [kept300] = await memosOf(other)
  expect(kept300!.memo).toBeGreaterThan(40)
  expect(kept300!.notice).toBeGreaterThan(40)

  // Money and papers stand.
  expect(await sums()).toEqual(before)
  expect(
    await it.db.prisma.pledge.findMany({ where: { contactId: contact }, orderBy: { createdAt: 'asc' } }),
  ).toMatchObject([{ state: 'fulfilled' }, { state: 'cancelled' }])
  const paper = await page(hers)
  expect(paper.status).toBe(200)
  expect(paper.text).not.toContain('Họa Mi Vàng')
  expect(paper.text).toContain('GN-TET27-000001')
  const signed = (await page(`${hers}/signed`)).text
  const facts = JSON.parse(Buffer.from(signed.split('.')[1]!, 'base64url').toString())
  expect(facts).toMatchObject({ displayName: null, number: 'GN-TET27-000001' })
  expect((await page(his)).text).toContain('Sơn Ca Xanh')

  // Late money finds its promise, and nobody is written to.
  await it.bank.credits(300_000n, `${codeOf(lan)} Họa Mi Vàng`)
  await expect.poll(() => it.db.prisma.donation.count({ where: { contactId: contact } })).toBe(2)
  await expect
    .poll(() => memosOf(contact), { timeout: 15_000 })
    .toEqual([
      { memo: 0, notice: 0 },
      { memo: 0, notice: 0 },
    ])
  expect(await it.db.prisma.todo.count({ where: { contactId: contact } })).toBe(0)

  const again = await lan.says('chào')
  expect(again.at(-1)!.text).toMatch(/./)
  expect(again.map((message) => message.text).join('\n')).not.toMatch(/Họa Mi/)
  expect(await it.db.prisma.contact.count({ where: { state: 'erased' } })).toBe(1)
  // Nothing tells that she is the one who was erased, though her browser's secret is the same.
  const ids = await it.db.prisma.inbox.findMany({ where: { source: { startsWith: 'web-chat' } } })
  expect(ids.some(({ contactId }) => contactId === contact)).toBe(false)
  const hash = createHash('sha256').update(lan.secret).digest()
  for (const { externalId } of ids) expect(externalId).not.toContain(hash.toString('base64url').slice(0, 22))
  const addresses = await it.db.prisma.address.findMany()
  for (const { contactId, externalId } of ids)
    expect(addresses.find(({ id }) => id === externalId.slice(0, 36))?.contactId).toBe(contactId)
  const left = await everything(it.db)
  for (const form of ['hex', 'base64', 'base64url'] as const) expect(left).not.toContain(hash.toString(form))
}, 90_000)

test('a backup from before holds her again, until the list is played to it', async () => {
  const hoa = it.person('Hoa')
  await gives(hoa, 'Chích Chòe Than')
  const { contactId: contact } = await it.db.prisma.pledge.findUniqueOrThrow({ where: { code: codeOf(hoa) } })
  const list = join(folder, 'erased.txt')
  const ground = { ...it, config: readConfig({}) } as unknown as Ground
  expect(await erased(ground, randomIds, [])).not.toContain(contact)
  writeFileSync(list, `${contact}\n\n`)
  expect(await erased(ground, randomIds, ['again', list])).toEqual([
    '1 of 1 were here again, and are erased.',
  ])
  expect(await KEYS.of(it.db.prisma, contact)).toBeUndefined()
  expect(await everything(it.db)).not.toContain(latin('Chích Chòe'))
  expect(await erased(ground, randomIds, ['again', list])).toEqual([
    '0 of 1 were here again, and are erased.',
  ])
  // Tomorrow's list names her too, and whoever is in another backup.
  const elsewhere = randomIds.uuid()
  writeFileSync(list, `${elsewhere}\n`)
  await erased(ground, randomIds, ['again', list])
  expect(await erased(ground, randomIds, [])).toEqual(expect.arrayContaining([contact, elsewhere]))
  writeFileSync(list, 'Hoa 0912345678\n')
  await expect(erased(ground, randomIds, ['again', list])).rejects.toThrow(/no id/)
}, 60_000)

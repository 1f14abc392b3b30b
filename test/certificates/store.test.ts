import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { drawDue, type Papers, paper, revokeCertificate, verifyPaper } from '../../src/certificates/index.ts'
import { personOf } from '../../src/people/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { diskFiles } from '../../src/platform/files.ts'
import { silentLog } from '../../src/platform/log.ts'
import { studio } from '../../src/platform/paper/studio.ts'
import { KEYS, type World, world } from '../giving/world.ts'
import { testDatabase } from '../support/database.ts'

const folder = mkdtempSync(join(tmpdir(), 'chung-tay-papers-'))
let db: Database
let papers: Papers
beforeAll(async () => {
  db = await testDatabase()
  papers = { db, keys: KEYS, files: diskFiles(folder), studio: studio() }
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await db.close()
})

type Person = Awaited<ReturnType<World['person']>>
const gives = async (w: World, person: Person, wish: { units?: number; amount?: bigint; need?: string }) => {
  const pledge = await person.pledges(wish)
  await w.bank.credits(pledge.amount, pledge.code)
  return person.hears('money-seen').at(-1)!.with.donation
}
const verified = (url: string) => db.transaction((tx) => verifyPaper(tx, KEYS, url.split('/c/')[1]!))

test("Lan's certificate is signed, says what she gave and no more, and is the same when asked again", async () => {
  const w = await world(db)
  const lan = await w.person()
  const donation = await gives(w, lan, { units: 1 })
  const issued = await lan.does('certificate.issue', { donation, name: ' Gia đình bé Na ' })
  expect(issued).toMatchObject({ outcome: 'issued', number: 'GN-TET27-000001', name: 'Gia đình bé Na' })
  expect(await lan.does('certificate.issue', { donation, name: 'Gia đình bé Na' })).toEqual(issued)

  const found = await verified(issued.url)
  expect(found).toMatchObject({
    kind: 'certificate',
    state: 'valid',
    facts: {
      number: 'GN-TET27-000001',
      fundName: 'Quỹ Bảo trợ trẻ em tỉnh Sơn La (bản thử)',
      displayName: 'Gia đình bé Na',
      kind: 'money',
      what: 'một suất quà Tết',
      forWhom: 'trẻ em vùng cao Sơn La',
      campaignTitle: 'Tết ấm 2027',
      amount: null,
      date: '2026-12-20',
      verifyUrl: issued.url,
    },
  })
  expect((await lan.does('donation.mine')).latest.has_certificate).toBe(true)
  expect((await personOf(db.prisma, KEYS, lan.contact)).paperName).toBe('Gia đình bé Na')
})

test('under another name it is issued again, and the first one says what replaces it', async () => {
  const w = await world(db)
  const lan = await w.person()
  const donation = await gives(w, lan, { units: 2 })
  const first = await lan.does('certificate.issue', { donation, name: null })
  const second = await lan.does('certificate.issue', { donation, name: 'Lớp 12A1' })
  expect(second.number).toBe(`${first.number}-2`)
  expect(await verified(first.url)).toMatchObject({
    state: 'revoked',
    certificate: { reason: 'replaced', replacedBy: second.number },
    facts: { displayName: null },
  })
  expect(await verified(second.url)).toMatchObject({
    state: 'valid',
    facts: { what: 'hai suất quà Tết', displayName: 'Lớp 12A1' },
  })
})

test.each([
  ['for the common pot', { amount: 50_000n }, 'một phần vào quỹ chung', 'trẻ em vùng cao Sơn La'],
  [
    'with a remainder',
    { amount: 500_000n },
    'một suất quà Tết và một phần vào quỹ chung',
    'trẻ em vùng cao Sơn La',
  ],
  ['for a commune', { units: 3, need: 'coats' }, 'ba áo ấm cho bé gái, Tà Xùa', null],
  ['for a part of a target', { amount: 90_000n, need: 'meals' }, 'một phần bữa trưa, Co Mạ', null],
] as [string, { units?: number; amount?: bigint; need?: string }, string, string | null][])(
  'a gift %s is called what it is',
  async (_, wish, what, forWhom) => {
    const w = await world(db)
    const needs: Record<string, string> = {
      coats: await w.addNeed({
        what: 'áo ấm cho bé gái',
        unitWord: 'áo',
        unitPrice: 180_000n,
        cap: 9n,
        place: 'Tà Xùa',
      }),
      meals: await w.addNeed({
        what: 'bữa trưa',
        unitWord: 'đồng',
        unitPrice: 1n,
        cap: 900_000n,
        mode: 'pooled',
        place: 'Co Mạ',
      }),
    }
    const lan = await w.person()
    const donation = await gives(w, lan, { ...wish, ...(wish.need && { need: needs[wish.need]! }) })
    const { url } = await lan.does('certificate.issue', { donation, name: null })
    expect(await verified(url)).toMatchObject({ facts: { what, forWhom } })
  },
)

test('money that is kept for a decision has no certificate yet; what is not hers has none', async () => {
  const w = await world(db)
  const [lan, minh] = [await w.person(), await w.person()]
  const pledge = await lan.pledges({ units: 1 })
  await lan.does('pledge.cancel', { pledge })
  await w.bank.credits(300_000n, pledge.code)
  const { donation } = lan.hears('money-late')[0]!.with
  expect((await lan.does('certificate.issue', { donation, name: null })).outcome).toBe('not_yet')
  expect((await minh.does('certificate.issue', { donation, name: null })).outcome).toBe('none')
})

test('a certificate that was changed in the database, or carries the token of another, is broken', async () => {
  const w = await world(db)
  const lan = await w.person()
  const [one, two] = [await gives(w, lan, { units: 1 }), await gives(w, lan, { units: 1 })]
  const [first, second] = [
    await lan.does('certificate.issue', { donation: one, name: null }),
    await lan.does('certificate.issue', { donation: two, name: null }),
  ]
  const idOf = (issued: { url: string }) => ({ publicId: issued.url.split('/c/')[1]! })
  const token = async (issued: { url: string }) =>
    (await db.prisma.certificate.findUniqueOrThrow({ where: idOf(issued) })).token
  const genuine = await token(first)
  const changed = Uint8Array.from(genuine)
  changed[changed.length - 1]! ^= 1
  await db.prisma.certificate.update({
    where: idOf(first),
    data: { token: await token(second) },
  })
  expect(await verified(first.url)).toEqual({ kind: 'broken' })
  await db.prisma.certificate.update({
    where: idOf(first),
    data: { token: changed },
  })
  expect(await verified(first.url)).toEqual({ kind: 'broken' })
  expect(await paper(papers, first.image.file)).toBeUndefined()
  await db.prisma.certificate.update({ where: idOf(first), data: { token: genuine } })
  expect((await verified(first.url)).kind).toBe('certificate')
})

test('the signing key lies sealed; after it is retired the next certificate has a new one, and old ones still hold', async () => {
  const w = await world(db)
  const lan = await w.person()
  const before = await lan.does('certificate.issue', {
    donation: await gives(w, lan, { units: 1 }),
    name: null,
  })
  const key = await db.prisma.signingKey.findFirstOrThrow({ where: { retiredAt: null } })
  expect(Buffer.from(key.privateKey)).toHaveLength(1 + 12 + 16 + 43)
  await db.prisma.signingKey.updateMany({ data: { retiredAt: w.clock.now() } })
  const after = await lan.does('certificate.issue', {
    donation: await gives(w, lan, { units: 1 }),
    name: null,
  })
  const [old, fresh] = [await verified(before.url), await verified(after.url)]
  expect([old, fresh]).toMatchObject([{ state: 'valid', kid: key.kid }, { state: 'valid' }])
  expect(fresh).not.toMatchObject({ kid: key.kid })
})

test('a person revokes with a reason, once; a receipt is found by its address; a stranger finds nothing', async () => {
  const w = await world(db)
  const lan = await w.person()
  const donation = await gives(w, lan, { units: 1 })
  const { url } = await lan.does('certificate.issue', { donation, name: null })
  const revoke = () =>
    db.transaction((tx) =>
      revokeCertificate(tx, url.split('/c/')[1]!, { reason: 'ghi nhầm tên', now: w.clock.now() }),
    )
  expect([await revoke(), await revoke()]).toEqual([true, false])
  expect(await verified(url)).toMatchObject({
    state: 'revoked',
    certificate: { reason: 'ghi nhầm tên', revokedAt: w.clock.now() },
  })
  expect(await verified(donation.check_url)).toMatchObject({
    kind: 'receipt',
    receipt: { number: 'TET27-000001' },
    facts: { gift: { amount: 300_000n } },
  })
  for (const id of ['', 'A', '0'.repeat(26), "' OR 1=1 --", url.split('/c/')[1]!.toLowerCase()]) {
    expect(await verified(`/c/${id}`)).toEqual({ kind: 'unknown' })
  }
})

test.each([
  [(w: World) => `STK ${w.accountNumber} có phải của quỹ không`, 'ours'],
  [(w: World) => w.accountNumber.replace(/(\d{4})(?=\d)/g, '$1 '), 'ours'],
  [(w: World) => `chuyển 300.000 vào ${w.accountNumber}`, 'ours'],
  [() => '0011002233445', 'not_ours'],
  [() => '0000 000 000 có phải số của quỹ k', 'hotline'],
  [() => '+84 000 000 000', 'hotline'],
  [() => '0000 000 000 bảo chuyển vào 0011002233445', 'not_ours'],
  [(w: World) => `0000 000 000 bảo chuyển vào ${w.accountNumber}`, 'ours'],
  [(w: World) => `${w.accountNumber} đã đổi thành 0011002233445`, 'unreadable'],
  [() => 'lừa đảo à', 'unreadable'],
  [() => 'GN-TET27-999999', 'unknown_paper'],
  [() => 'TET27-999999', 'unknown_paper'],
  [() => 'TET27-000001 chuyển vào 0011002233445', 'not_ours'],
  [(w: World) => w.accountNumber.replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d))), 'ours'],
])('account.check %#', async (text, outcome) => {
  const w = await world(db)
  const lan = await w.person()
  expect((await lan.does('account.check', { text: text(w) })).outcome).toBe(outcome)
})

test('an account on which only closed campaigns received says so, and a draft is nobody’s to know', async () => {
  const w = await world(db)
  const lan = await w.person()
  const check = () => lan.does('account.check', { text: w.accountNumber })
  expect(await check()).toMatchObject({ campaign: 'Tết ấm 2027', over: null })
  const set = (data: object) => db.prisma.campaign.update({ where: { id: w.campaign }, data })
  await set({ state: 'closed' })
  expect(await check()).toMatchObject({ outcome: 'ours', campaign: null, over: 'Tết ấm 2027' })
  await set({ state: 'open' })
  w.clock.advance({ days: 400 })
  expect(await check()).toMatchObject({ campaign: null, over: 'Tết ấm 2027' })
  await set({ state: 'draft' })
  expect(await check()).toMatchObject({ outcome: 'ours', campaign: null, over: null })
})

test('an account that campaigns have left is the fund’s, and nobody is sent there', async () => {
  const w = await world(db)
  const lan = await w.person()
  const campaign = await db.prisma.campaign.findUniqueOrThrow({ where: { id: w.campaign } })
  const { id: _, ...account } = await db.prisma.bankAccount.findUniqueOrThrow({
    where: { id: campaign.accountId },
  })
  const [id, number] = [randomUUID(), `${w.accountNumber}77`]
  await db.prisma.bankAccount.create({ data: { ...account, id, number } })
  const check = async () => (await lan.does('account.check', { text: number })).outcome
  expect(await check()).toBe('ours')
  await db.prisma.formerAccount.create({
    data: { campaignId: w.campaign, accountId: id, until: w.clock.now() },
  })
  expect(await check()).toBe('former_account')
  expect((await lan.does('account.check', { text: w.accountNumber })).outcome).toBe('ours')
})

test('a receipt and a transfer code are known as ours, however they are typed, and tell nobody anything more', async () => {
  const w = await world(db)
  const lan = await w.person()
  const donation = await gives(w, lan, { units: 1 })
  const minh = await w.person()
  const check = (text: string) => minh.does('account.check', { text })
  const receipt = { outcome: 'paper', kind: 'receipt', number: donation.receipt_number, valid: true }
  for (const text of [
    `${donation.receipt_number} đây là số gì`,
    donation.receipt_number.toLowerCase(),
    `ＴＥＴ２７－００００${donation.receipt_number.slice(-2)}`,
    donation.receipt_number.replace('-', ' – '),
    donation.check_url,
  ]) {
    expect(await check(text), text).toEqual(receipt)
  }
  const { code } = donation.pledge!
  expect(await check(`mã ${code.toLowerCase()} là gì`)).toEqual({ outcome: 'code', code })
  await db.prisma.receipt.updateMany({ where: { unitId: w.unit }, data: { state: 'cancelled' } })
  expect(await check(donation.check_url)).toEqual({ ...receipt, valid: false })
})

test('papers are drawn once, from frozen facts, and drawn again when their file is lost: the same bytes', async () => {
  const w = await world(db)
  const lan = await w.person()
  const donation = await gives(w, lan, { units: 1 })
  const { image, pdf } = await lan.does('certificate.issue', { donation, name: 'Lan' })

  const drawn = (await paper(papers, pdf.file))!
  expect(drawn.subarray(0, 5).toString()).toBe('%PDF-')
  const row = await db.prisma.certificate.findFirstOrThrow({ where: { donationId: donation.id } })
  expect(row.pdfSha256).toBe(createHash('sha256').update(drawn).digest('hex'))
  const count = readdirSync(folder).length
  expect((await paper(papers, image.file))!.subarray(1, 4).toString()).toBe('PNG')
  expect(readdirSync(folder)).toHaveLength(count)

  for (const file of readdirSync(folder)) rmSync(join(folder, file))
  const again = await Promise.all([1, 2, 3].map(() => paper(papers, pdf.file)))
  expect(again.every((bytes) => bytes!.equals(drawn))).toBe(true)
  expect(readdirSync(folder)).toHaveLength(count)

  await drawDue(papers, silentLog, 100)()
  expect(await db.prisma.receipt.count({ where: { png: null } })).toBe(0)
  expect((await paper(papers, donation.receipt.file))!.subarray(1, 4).toString()).toBe('PNG')
  expect(
    (await paper(papers, donation.receipt.file.replace('.png', '.pdf')))!.subarray(0, 5).toString(),
  ).toBe('%PDF-')
})

test('a receipt that cannot be drawn keeps none behind it waiting, and is tried again later', async () => {
  await drawDue(papers, silentLog, 100)()
  const w = await world(db)
  const broken = await gives(w, await w.person(), { units: 1 })
  const whole = await gives(w, await w.person(), { units: 1 })
  const of = ({ id }: { id: string }) => db.prisma.receipt.findFirstOrThrow({ where: { donationId: id } })
  const { id } = await of(broken)
  let breaks = true
  const easel = studio()
  const fragile: Papers = {
    ...papers,
    studio: {
      ...easel,
      draw: (key, work) =>
        easel.draw(key, breaks && key.endsWith(id) ? () => Promise.reject(new Error('no ink')) : work),
    },
  }
  const error = vi.fn()
  let time = 0
  const round = drawDue(fragile, { ...silentLog, error }, 1, () => time)
  await round()
  await round()
  expect((await of(whole)).png).not.toBeNull()
  expect(error).toHaveBeenCalledOnce()
  expect(error).toHaveBeenCalledWith('receipt.not_drawn', expect.objectContaining({ id, attempts: 1 }))
  time = 60_000
  await round()
  expect(error).toHaveBeenCalledTimes(2)
  breaks = false
  await round()
  expect((await of(broken)).png).toBeNull()
  time = 180_000
  await round()
  expect((await of(broken)).png).not.toBeNull()
})

test('the VietQR card of a pledge; and keys that name nothing', async () => {
  const w = await world(db, { demo: true })
  const lan = await w.person()
  const { pledge } = await lan.does('pledge.create', { campaign: { id: w.campaign }, units: 1 })
  const { qr } = await lan.does('pledge.confirm', { pledge })
  expect((await paper(papers, qr.file))!.subarray(1, 4).toString()).toBe('PNG')
  const asked = await Promise.all([1, 2, 3].map(() => paper(papers, qr.file)))
  expect(new Set([...asked, await paper(papers, qr.file)]).size).toBe(1)
  await db.prisma.bankAccount.update({ where: { id: w.account }, data: { holder: 'QUỸ TÊN KHÁC' } })
  expect((await paper(papers, qr.file))!.equals(asked[0]!)).toBe(false)
  // On a page it speaks the page's language, whatever the donor speaks.
  const [en, vi] = await Promise.all(
    ['.en.png', '.vi.png'].map((end) => paper(papers, qr.file.replace('.png', end))),
  )
  expect(vi!.equals((await paper(papers, qr.file))!)).toBe(true)
  expect(en!.equals(vi!)).toBe(false)
  // Less than banks carry is still due: the picture is for the least they do.
  expect(await paper(papers, `qr/${pledge.id}/1.png`)).toBeDefined()
  for (const key of [
    '',
    'qr/1/2.png',
    'receipt/../x.png',
    `receipt/${pledge.id}.png`,
    `certificate/${'0'.repeat(26)}.png`,
    `qr/${w.unit}/300000.png`,
  ]) {
    expect(await paper(papers, key)).toBeUndefined()
  }
})

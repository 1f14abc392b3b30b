import { afterAll, beforeAll, expect, test } from 'vitest'
import { unnameCertificates, verifyPaper } from '../../src/certificates/index.ts'
import { forgetDonor, receiptPapers } from '../../src/giving/index.ts'
import { personOf } from '../../src/people/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { KEYS, type World, world } from '../giving/world.ts'
import { testDatabase } from '../support/database.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

type Person = Awaited<ReturnType<World['person']>>
const COMPANY = {
  kind: 'company',
  name: 'Công ty TNHH Nắng Mai',
  occasion: null,
  tax_code: '0101234565',
} as const
const GROUP = { kind: 'group', name: 'Phòng Kế toán', occasion: null, tax_code: null } as const
const MEMORY = { kind: 'tribute', name: 'ông nội', occasion: 'memory', tax_code: null } as const

const receiptOf = (donation: { receipt: { file: string } }) =>
  db.transaction(
    async (tx) => (await receiptPapers(tx, KEYS, /\/(.+)\.png/.exec(donation.receipt.file)![1]!))!,
  )
const said = async (url: string) => {
  const found = await db.transaction((tx) => verifyPaper(tx, KEYS, url.split('/c/')[1]!))
  if (found.kind !== 'certificate') throw new Error(`it is ${found.kind}`)
  return found
}
const latest = (person: Person) => person.hears('money-seen').at(-1)!.with.donation

test('a company’s receipt names it with its tax code, its certificate has room for a seal, and Lan’s own papers stay hers', async () => {
  const w = await world(db)
  const lan = await w.person()
  const { pledge } = await lan.does('pledge.create', {
    campaign: { id: w.campaign },
    units: 2,
    behalf: COMPANY,
  })
  expect(pledge.behalf).toBe('company')
  await w.bank.credits(pledge.amount, pledge.code)
  const donation = latest(lan)
  expect((await receiptOf(donation)).facts.donorName).toBe('Công ty TNHH Nắng Mai (MST 0101234565)')
  const issued = await lan.does('certificate.issue', { donation, name: COMPANY.name })
  expect((await said(issued.url)).facts).toMatchObject({
    displayName: COMPANY.name,
    kind: 'money',
    behalf: 'company',
    what: 'hai suất quà Tết',
  })
  expect((await db.transaction((tx) => personOf(tx, KEYS, lan.contact))).paperName).toBeNull()

  // Her next gift is her own.
  const own = await lan.pledges({ units: 1 })
  expect(own.behalf).toBeNull()
  await w.bank.credits(own.amount, own.code)
  expect((await receiptOf(latest(lan))).facts.donorName).toBeNull()
})

test('said after the money came: the certificate is replaced, and a receipt that was handed out stays as it is', async () => {
  const w = await world(db)
  const lan = await w.person()
  const pledge = await lan.pledges({ amount: 600_000n })
  await w.bank.credits(300_000n, pledge.code)
  const donation = latest(lan)
  const first = await lan.does('certificate.issue', { donation, name: null })
  const noted = await lan.does('behalf.note', { pledge, behalf: COMPANY })
  expect(noted).toMatchObject({ outcome: 'noted', receipt_stands: true, certificate: true })
  expect((await receiptOf(donation)).facts.donorName).toBeNull()
  const second = await lan.does('certificate.issue', { donation, name: COMPANY.name })
  expect(second.number).toBe(`${first.number}-2`)
  expect((await said(first.url)).certificate).toMatchObject({ state: 'revoked', reason: 'replaced' })
  expect((await lan.does('certificate.issue', { donation, name: COMPANY.name })).number).toBe(second.number)
  // What comes from now on is in its name.
  await w.bank.credits(300_000n, pledge.code)
  expect((await receiptOf(latest(lan))).facts.donorName).toBe('Công ty TNHH Nắng Mai (MST 0101234565)')

  // Nobody notes or reads anything on a promise of somebody else.
  const minh = await w.person()
  expect(await minh.does('behalf.note', { pledge, behalf: GROUP })).toMatchObject({ outcome: 'gone' })
  expect(await minh.does('behalf.of', { pledge })).toMatchObject({ outcome: 'none' })
})

test('a group: three transfers under one code, a receipt each in its name, and one certificate for all of it', async () => {
  const w = await world(db)
  const lan = await w.person()
  const { pledge } = await lan.does('pledge.create', {
    campaign: { id: w.campaign },
    amount: 900_000n,
    behalf: GROUP,
  })
  for (const amount of [500_000n, 100_000n, 300_000n]) await w.bank.credits(amount, pledge.code)
  const seen = lan.hears('money-seen').map((message) => message.with.donation)
  expect(seen.map(({ pledge: of }) => [of!.behalf, of!.received])).toEqual([
    ['group', 500_000n],
    ['group', 600_000n],
    ['group', 900_000n],
  ])
  for (const donation of seen) expect((await receiptOf(donation)).facts.donorName).toBe('Phòng Kế toán')
  const issued = await lan.does('certificate.issue', { donation: seen[2]!, name: GROUP.name })
  expect((await said(issued.url)).facts).toMatchObject({ behalf: 'group', what: 'ba suất quà Tết' })
  // Under a name of her own it is her own paper, of that transfer alone.
  const own = await lan.does('certificate.issue', { donation: seen[2]!, name: 'Lan' })
  expect((await said(own.url)).facts).not.toHaveProperty('behalf')
  expect((await said(own.url)).facts.what).toBe('một suất quà Tết')
})

test('in memory of somebody, with a giver’s name or none: sealed, shown on the paper, and gone with the giver', async () => {
  const w = await world(db)
  const lan = await w.person()
  const { pledge } = await lan.does('pledge.create', {
    campaign: { id: w.campaign },
    units: 1,
    behalf: MEMORY,
  })
  await w.bank.credits(pledge.amount, pledge.code)
  const donation = latest(lan)
  expect((await receiptOf(donation)).facts.donorName).toBeNull()
  const issued = await lan.does('certificate.issue', { donation, name: null })
  expect((await said(issued.url)).facts).toMatchObject({
    displayName: null,
    behalf: 'memory',
    dedication: 'Để tưởng nhớ ông nội',
  })
  const rows = () =>
    db.prisma.certificate.findMany({ where: { donationId: donation.id }, orderBy: { issuedAt: 'asc' } })
  const readable = async () => {
    const kept = await db.prisma.pledge.findUniqueOrThrow({ where: { id: pledge.id } })
    const all = [kept.behalfBody, ...(await rows()).flatMap(({ name, token }) => [name, token])]
    return all.map((bytes) => decoded(Buffer.from(bytes ?? [])))
  }
  expect((await readable()).join()).not.toMatch(/ông nội/)
  const named = await lan.does('certificate.issue', { donation, name: 'Lan' })
  expect((await said(named.url)).facts).toMatchObject({
    displayName: 'Lan',
    dedication: 'Để tưởng nhớ ông nội',
  })

  await db.transaction(async (tx) => {
    await forgetDonor(tx, w.giving, lan.contact, w.clock.now())
    await unnameCertificates(tx, w.giving, lan.contact)
    await tx.personKey.delete({ where: { contactId: lan.contact } })
  })
  for (const url of [issued.url, named.url]) {
    const { facts } = await said(url)
    expect(facts).toMatchObject({ displayName: null, what: 'một suất quà Tết' })
    expect(facts).not.toHaveProperty('dedication')
    expect(facts).not.toHaveProperty('behalf')
  }
  expect(await db.prisma.pledge.findUniqueOrThrow({ where: { id: pledge.id } })).toMatchObject({
    behalf: 'tribute',
    behalfBody: null,
  })
})

/** With what stands in its signed facts. */
const decoded = (bytes: Buffer): string =>
  bytes.toString() +
  (bytes.toString().split('.')[1] ? Buffer.from(bytes.toString().split('.')[1]!, 'base64url') : '')

test('a promise that is parted in two is in the same name twice', async () => {
  const w = await world(db)
  const lan = await w.person()
  const { pledge } = await lan.does('pledge.create', {
    campaign: { id: w.campaign },
    units: 2,
    behalf: GROUP,
  })
  await lan.does('pledge.confirm', { pledge })
  const { second } = await lan.does('pledge.part', { pledge, first: 300_000n })
  expect(second.behalf).toBe('group')
  expect(await lan.does('behalf.of', { pledge: second })).toMatchObject({
    outcome: 'noted',
    line: GROUP.name,
  })
})

test('in her own name after all: what is made from now on is hers', async () => {
  const w = await world(db)
  const lan = await w.person()
  const { pledge } = await lan.does('pledge.create', {
    campaign: { id: w.campaign },
    units: 1,
    behalf: COMPANY,
  })
  expect(await lan.does('behalf.note', { pledge })).toMatchObject({ receipt_stands: false })
  await w.bank.credits(pledge.amount, pledge.code)
  expect((await receiptOf(latest(lan))).facts.donorName).toBeNull()
  expect(await lan.does('behalf.of', { pledge })).toMatchObject({ outcome: 'none' })
})

test('thanks for a gift in memory have no flower, and a unit’s own name is nobody’s to write', async () => {
  const w = await world(db)
  const lan = await w.person()
  const { pledge } = await lan.does('pledge.create', {
    campaign: { id: w.campaign },
    units: 1,
    behalf: MEMORY,
  })
  await w.bank.credits(pledge.amount, pledge.code)
  expect(latest(lan).flower).toBe('.')
  const own = await lan.pledges({ units: 1 })
  await w.bank.credits(own.amount, own.code)
  expect(latest(lan).flower).toBe(' 🌸')

  const { name } = await db.prisma.unit.findUniqueOrThrow({ where: { id: w.unit } })
  const named = (kind: string, said: string) => lan.does('behalf.name', { kind, name: said })
  expect(await named('group', name.toUpperCase())).toMatchObject({ outcome: 'official' })
  expect(await named('company', 'UBND xã Tà Xùa')).toMatchObject({ outcome: 'official' })
  expect(await named('group', 'Phòng Kế toán')).toMatchObject({ outcome: 'fine' })
  expect(await named('tribute', 'bé Mùa Thị Dợ 7 tuổi')).toMatchObject({ outcome: 'child' })
})

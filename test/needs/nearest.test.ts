import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importSeed } from '../../src/commands/seed.ts'
import { campaignFacts } from '../../src/needs/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { testDatabase } from '../support/database.ts'

/** Which of several open campaigns is greeted with, and whether it may be said that its deadline is the nearest. */
let db: Database
beforeAll(async () => {
  db = await testDatabase()
  const now = new Date('2026-12-20T13:15:00Z')
  await db.transaction((tx) => importSeed(tx, { ids, now }, readFileSync('prisma/seed/demo.yaml', 'utf8')))
  await db.prisma.campaign.update({ where: { key: 'tet' }, data: { giftBy: end('2027-01-30') } })
})
afterAll(() => db.close())

const end = (day: string) => new Date(`${day}T16:59:59.999Z`)

/** Besides Tết, whose deadline is 30 January, campaigns with these; a need of each lacks something unless it is full. */
async function open(others: Readonly<Record<string, { giftBy: string; full?: boolean }>>, now: string) {
  await db.prisma.need.deleteMany({ where: { key: { startsWith: 'other-' } } })
  await db.prisma.campaign.deleteMany({ where: { key: { startsWith: 'other-' } } })
  const { id: _, ...tet } = await db.prisma.campaign.findUniqueOrThrow({ where: { key: 'tet' } })
  for (const [n, [title, { giftBy, full = false }]] of Object.entries(others).entries()) {
    const [id, key] = [ids.uuid(), `other-${n}`]
    const marks = { key, slug: key, codePrefix: `OT${'ABC'[n]}`, receiptSeries: key }
    const days = { giftBy: end(giftBy), receivesUntil: end('2027-02-15') }
    await db.prisma.campaign.create({ data: { ...tet, ...marks, ...days, id, title } })
    const of = { id: ids.uuid(), key, campaignId: id, package: 'warm-clothes', mode: 'exclusive' }
    const what = { what: 'áo ấm', unitWord: 'áo', unitPrice: 180_000n, cap: 10n, taken: full ? 10n : 0n }
    await db.prisma.need.create({ data: { ...of, ...what } })
  }
  type Told = { title: string; nearest: boolean; late: boolean }
  const { campaigns } = await campaignFacts(db.prisma, new Date(now), 'https://chungtay.example')
  return (campaigns as unknown as Told[]).map(
    ({ title, nearest, late }) => `${title}${nearest ? ' nearest' : ''}${late ? ' late' : ''}`,
  )
}

test.each([
  [
    'the nearer deadline comes first, and is called so',
    { A: { giftBy: '2027-01-05' } },
    '2026-12-20',
    ['A nearest', 'Tết'],
  ],
  [
    'of three, too',
    { A: { giftBy: '2027-02-10' }, B: { giftBy: '2027-01-20' } },
    '2026-12-20',
    ['B nearest', 'Tết', 'A'],
  ],
  ['of two on the same day neither is nearer', { A: { giftBy: '2027-01-30' } }, '2026-12-20', ['Tết', 'A']],
  [
    'one that has passed is the last, and the next one the nearest',
    { A: { giftBy: '2027-01-05' } },
    '2027-01-10',
    ['Tết nearest', 'A late'],
  ],
  [
    'of those that have passed none is the nearest',
    { A: { giftBy: '2027-01-05' } },
    '2027-01-31',
    ['A late', 'Tết late'],
  ],
  [
    'what lacks nothing stands behind, and the one before it is not called the nearest',
    { A: { giftBy: '2027-01-05', full: true } },
    '2026-12-20',
    ['Tết', 'A nearest'],
  ],
] as const)('%s', async (_, others, day, wanted) => {
  const told = await open(others, `${day}T03:00:00Z`)
  expect(told.map((one) => one.replace('Tết ấm 2027', 'Tết'))).toEqual(wanted)
})

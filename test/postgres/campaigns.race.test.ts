import { expect, test } from 'vitest'
import { type CampaignSheet, makeCampaign, saveAccount } from '../../src/campaigns/index.ts'
import { saveUnit } from '../../src/organisers/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { usePostgres } from '../support/postgres.ts'

const server = usePostgres()

test('of five who give a campaign the same letters at once, one has them, and the others hear of it', async () => {
  const { db } = server()
  const unitId = await saveUnit(db.prisma, ids, {
    key: 'quy',
    parentId: null,
    kind: 'fund',
    name: 'Quỹ',
    shortName: 'Quỹ',
    place: 'Sơn La',
    decision: null,
    hotline: null,
    refundDays: null,
    keptShare: null,
    invoices: false,
  })
  const account = { unitId, bin: '000000', bankName: 'Ngân hàng Thử', number: '1', holder: 'QUỸ' }
  const accountId = await saveAccount(db.prisma, ids, account)
  const at = (day: string) => new Date(`${day}T00:00:00Z`)
  const sheet: CampaignSheet = {
    unitId,
    accountId,
    title: 'Tết ấm 2028',
    purpose: 'Quà Tết cho trẻ em vùng cao.',
    what: 'áo ấm, sữa, bánh',
    forWhom: 'trẻ em vùng cao Sơn La',
    legalBasis: null,
    eventKind: 'tet',
    flow: 'tet',
    receiptSeries: 'TET28',
    codePrefix: 'TLV',
    minAmount: 2_000n,
    mostUnpaid: 20_000_000n,
    holdMinutes: 15,
    pledgeDays: 7,
    opensAt: at('2027-12-01'),
    giftBy: at('2028-01-10'),
    receivesUntil: at('2028-01-20'),
    distributeBy: at('2028-02-20'),
  }
  const made = await Promise.all(
    Array.from({ length: 5 }, (_, n) =>
      db.transaction((tx) => makeCampaign(tx, ids, { ...sheet, receiptSeries: `T${n}` }, false)),
    ),
  )
  expect(made.filter((one) => 'id' in one)).toHaveLength(1)
  expect(made.filter((one) => 'taken' in one && one.taken.prefix === 'Tết ấm 2028')).toHaveLength(4)
})

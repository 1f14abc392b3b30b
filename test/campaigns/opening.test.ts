import { expect, test } from 'vitest'
import { type CampaignSheet, lacking } from '../../src/campaigns/index.ts'

const at = (day: string) => new Date(`${day}T00:00:00Z`)
const sheet: CampaignSheet = {
  unitId: 'quy',
  accountId: 'tk',
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
const about = {
  accountUnit: 'quy',
  line: ['quy', 'so'],
  former: false,
  shares: { prefix: false, series: false },
  flows: ['tet'],
  openNeeds: 1,
  pot: false,
  now: at('2027-12-05'),
}

test('a campaign that lacks nothing may open', () => expect(lacking(sheet, about)).toEqual([]))

test('an account of the unit above will do, another’s will not', () => {
  expect(lacking(sheet, { ...about, accountUnit: 'so' })).toEqual([])
  expect(lacking(sheet, { ...about, accountUnit: 'phong' })).toEqual(['account'])
})

test('all that it lacks is told at once', () => {
  const bare = { ...sheet, purpose: ' ', what: '', forWhom: '', flow: 'gone', giftBy: at('2028-01-30') }
  const shares = { prefix: true, series: true }
  expect(lacking(bare, { ...about, former: true, shares, openNeeds: 0, now: at('2028-03-01') })).toEqual([
    'purpose',
    'what',
    'for_whom',
    'dates',
    'over',
    'account_former',
    'prefix',
    'series',
    'flow',
    'needs',
  ])
})

test('every campaign has a common pot: whoever wants that alone needs no needs', () =>
  expect(lacking(sheet, { ...about, openNeeds: 0, pot: true })).toEqual([]))

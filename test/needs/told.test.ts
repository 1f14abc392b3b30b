import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { unfitForAll } from '../../src/needs/index.ts'

const ours = ['1234567890', '0212 3456 789']

test.each([
  ['bữa trưa ở trường tà xùa', 'child'],
  ['áo ấm cho bé gái Mùa Thị Dợ', 'child'],
  ['Giàng Thị Mỷ, bản Tà Xùa A', 'person'],
  ['suất quà, STK 0123456789 BIDV', 'digits'],
  ['áo ấm, xem evil.example/nop-tien', 'link'],
  ['suất quà, tài khoản 1234567890, số trực 02123456789', undefined],
  ['xây trường mới ở vùng cao, điểm trường xa', undefined],
] as const)('“%s”: %s', (text, why) => expect(unfitForAll(text, { ours })).toBe(why))

test('a campaign may name who calls for it, and a voucher is numbered with up to eight digits', () => {
  const said = 'Theo lời kêu gọi của ông Nguyễn Văn An'
  expect([unfitForAll(said, { ours }), unfitForAll(said, { ours, people: true })]).toEqual([
    'person',
    undefined,
  ])
  const numbered = (text: string) => unfitForAll(text, { ours, digits: 8 })
  expect([numbered('1C26TAA-00001234'), numbered('STK 012345678')]).toEqual([undefined, 'digits'])
})

test.each(['demo', 'fund.example'])('none of the texts of %s is refused', (name) => {
  const file = parse(readFileSync(`prisma/seed/${name}.yaml`, 'utf8')) as Record<
    string,
    Record<string, unknown>[]
  >
  const texts = (list: string, ...fields: string[]) =>
    (file[list] ?? []).flatMap((one) =>
      fields.flatMap((field) => (typeof one[field] === 'string' ? [one[field]] : [])),
    )
  const campaigns = texts('campaigns', 'title', 'purpose', 'what', 'for_whom')
  const needs = [...texts('needs', 'what', 'unit'), ...texts('slots', 'what', 'province')]
  expect(campaigns.length).toBeGreaterThan(2)
  // What is in braces is filled in with a year.
  const filled = (text: string) => text.replace(/\{[^}]*\}/g, '2027')
  expect(campaigns.filter((text) => unfitForAll(filled(text), { ours: [], people: true }))).toEqual([])
  expect(needs.filter((text) => unfitForAll(filled(text), { ours: [] }))).toEqual([])
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { type CommuneStatus, statusToday } from '../../src/needs/index.ts'
import type { Day } from '../../src/platform/vietnamese/index.ts'

const day = (text: string) => text as Day
const hard: CommuneStatus = {
  words: 'xã đặc biệt khó khăn',
  area: 'III',
  decision: '01/QĐ-BK',
  from: day('2026-01-01'),
  until: day('2030-12-31'),
}
const upland: CommuneStatus = {
  words: 'xã vùng dân tộc thiểu số và miền núi',
  area: null,
  decision: null,
  from: day('2020-01-01'),
  until: null,
}

test('a status is said from its first day to its last, the newest first', () => {
  expect(statusToday([], day('2026-11-30'))).toBeUndefined()
  expect(statusToday([upland, hard], day('2026-01-01'))).toBe(hard)
  expect(statusToday([hard, upland], day('2030-12-31'))).toBe(hard)
  expect(statusToday([hard, upland], day('2025-12-31'))).toBe(upland)
  expect(statusToday([hard, upland], day('2031-01-01'))).toBe(upland)
  expect(statusToday([hard], day('2031-01-01'))).toBeUndefined()
})

test('"đặc biệt khó khăn" is never said without the number of its decision', () => {
  expect(statusToday([{ ...hard, decision: null }], day('2026-11-30'))).toBeUndefined()
  expect(statusToday([{ ...hard, decision: null }, upland], day('2026-11-30'))).toBe(upland)
  const words = hard.words.normalize('NFD').toUpperCase()
  expect(statusToday([{ ...hard, words, decision: null }], day('2026-11-30'))).toBeUndefined()
})

test('the 14 communes of Hà Nội are "đặc biệt khó khăn" on no day, four were of area II, and today nothing is said', () => {
  type Seeded = Omit<CommuneStatus, 'area' | 'decision'> & { area?: CommuneStatus['area'] }
  const { communes } = parse(readFileSync('prisma/seed/demo.yaml', 'utf8')) as {
    communes: { key: string; statuses?: Seeded[] }[]
  }
  const ofHaNoi = communes
    .filter(({ key }) => key.startsWith('hn-'))
    .map(({ statuses = [] }) => statuses.map((one) => ({ area: null, decision: null, ...one })))
  expect(ofHaNoi).toHaveLength(14)
  expect(ofHaNoi.flat().some(({ words }) => /đặc biệt/i.test(words))).toBe(false)
  expect(ofHaNoi.filter((all) => statusToday(all, day('2020-06-01'))?.area === 'II')).toHaveLength(4)
  expect(ofHaNoi.filter((all) => statusToday(all, day('2026-11-30')))).toEqual([])
})

import { expect, test } from 'vitest'
import { labelsOf } from '../../src/needs/labels.ts'

/** What the buttons of several needs say. */
const need = (name: string, kind: string, item: string | null, more = {}) => ({
  name,
  package: kind,
  item,
  unitWord: 'áo',
  mode: 'exclusive' as 'exclusive' | 'pooled',
  cap: 11n,
  taken: 0n,
  ...more,
})
const coats = need('Tà Xùa (bản thử)', 'warm-clothes', 'coat')
const lunches = need('Tà Xùa (bản thử)', 'meals', 'lunch', { mode: 'pooled' })

test('one place is called by its name', () => {
  expect(labelsOf([coats, need('Co Mạ', 'books', null)], 'vi')).toEqual(['Tà Xùa (bản thử)', 'Co Mạ'])
})

test('two things that one place needs are told apart by what they are, not by how much is missing', () => {
  expect(labelsOf([coats, lunches], 'vi')).toEqual(['Tà Xùa: áo ấm', 'Tà Xùa: bữa trưa'])
  expect(labelsOf([coats, lunches], 'en')[0]).toMatch(/^Tà Xùa: \w/)
})

test('two places of one name are told apart by where they lie', () => {
  const [here, there] = [{ province: 'Sơn La' }, { province: 'Điện Biên' }]
  const both = [need('Mường Lạn', 'books', null, here), need('Mường Lạn', 'books', null, there)]
  expect(labelsOf(both, 'vi')).toEqual(['Mường Lạn, Sơn La', 'Mường Lạn, Điện Biên'])
})

test('of a long name the thing alone is said, and a count only where nothing else differs', () => {
  const long = 'Nơi cần nhất ở rất xa'
  expect(labelsOf([need(long, 'warm-clothes', 'coat'), need(long, 'meals', 'lunch')], 'vi')).toEqual([
    'Áo ấm',
    'Bữa trưa',
  ])
  expect(labelsOf([coats, { ...coats, taken: 7n }], 'vi')).toEqual(['Tà Xùa · 11 áo', 'Tà Xùa · 4 áo'])
})

test('no button is longer than a chat shows', () => {
  for (const label of labelsOf([coats, lunches, need('Tà Xùa (bản thử)', 'books', null)], 'vi'))
    expect(label.length).toBeLessThanOrEqual(20)
})

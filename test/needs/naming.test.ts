import { expect, test } from 'vitest'
import { placeNamed } from '../../src/needs/naming.ts'

const places = ['Tà Xùa (bản thử)', 'Xím Vàng (bản thử)', 'Co Mạ', 'Mường Lạn', 'Mường Lan'].map((name) => ({
  name,
}))
const names = (found: readonly { name: string }[]) => found.map(({ name }) => name)
const read = (text: string) => placeNamed(places, text, 2)

test.each([
  ['Tà Xùa', ['Tà Xùa (bản thử)']],
  ['ta xua', ['Tà Xùa (bản thử)']],
  ['các em ở xã TÀ XÙA được không', ['Tà Xùa (bản thử)']],
  ['co ma', ['Co Mạ']],
  // Two that are one without accents are asked about; with them it is said which.
  ['muong lan', ['Mường Lạn', 'Mường Lan']],
  ['Mường Lan', ['Mường Lan']],
])('%j is %j', (text, expected) => {
  const found = read(text)
  expect(found.kind === 'named' && names(found.places)).toEqual(expected)
})

test.each(['các em', 'nơi cần nhất', 'các bé vùng cao', 'quỹ'])('%j is no place', (text) => {
  expect(read(text)).toEqual({ kind: 'anywhere' })
})

test.each([
  ['Tà Xua', 'Tà Xùa (bản thử)'],
  ['Xim Vang A', 'Xím Vàng (bản thử)'],
  ['xã Tà Sùa', 'Tà Xùa (bản thử)'],
])('%j is nearest to %j', (text, nearest) => {
  const found = read(text)
  expect(
    found.kind === 'unknown' ? names(found.near)[0] : found.kind === 'named' && names(found.places)[0],
  ).toBe(nearest)
})

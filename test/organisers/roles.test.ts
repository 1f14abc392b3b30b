import { describe, expect, test } from 'vitest'
import { browserOf, reach, readEmail, type UnitTree } from '../../src/organisers/index.ts'
import { refusedPassword } from '../../src/organisers/password.ts'
import { newTotpSecret, readRecoveryCode, stepOf } from '../../src/organisers/second-factor.ts'
import { codeAt } from '../console/desk.ts'

const tree: UnitTree = new Map([
  ['so', null],
  ['quy', 'so'],
  ['xa', 'quy'],
  ['truong', 'xa'],
  ['phong', 'so'],
])
const sorted = (set: ReadonlySet<string>) => [...set].toSorted()

describe('where an officer may', () => {
  test('a post counts for its unit and all below, never above or beside', () => {
    expect(sorted(reach('talks.read', [{ unit: 'quy', role: 'coordinator' }], tree))).toEqual([
      'quy',
      'truong',
      'xa',
    ])
  })
  test('two posts count each for itself', () => {
    const posts = [
      { unit: 'xa', role: 'unit_officer' },
      { unit: 'so', role: 'auditor' },
    ] as const
    expect(sorted(reach('talks.read', posts, tree))).toEqual(['truong', 'xa'])
    expect(sorted(reach('audit.read', posts, tree))).toEqual(['phong', 'quy', 'so', 'truong', 'xa'])
    expect(reach('aside.see', posts, tree).size).toBe(0)
  })
  test('a tree that goes in a circle ends', () => {
    const circle: UnitTree = new Map([
      ['a', 'b'],
      ['b', 'a'],
    ])
    expect(sorted(reach('desk.see', [{ unit: 'a', role: 'auditor' }], circle))).toEqual(['a', 'b'])
  })
})

test.each([
  ['12345678', 'common'],
  ['P@ssw0rd', 'common'],
  ['MẬT KHẨU 123', 'common'],
  ['abababab', 'common'],
  ['lothithu12', 'common'],
  ['bảy ký', 'short'],
  ['x y z '.repeat(40), 'long'],
  ['ba con vịt bơi', undefined],
  ['lothithu bơi qua sông', undefined],
])('of the password %j it is said: %s', (password, why) => {
  expect(refusedPassword(password, ['thu@quy.example', 'Lò Thị Thu'])).toBe(why)
})

test('a code of the app is taken one step early or late, and as people type it', () => {
  const secret = newTotpSecret()
  const now = new Date('2026-12-01T02:00:10Z')
  const at = (seconds: number) => codeAt(secret, new Date(now.getTime() + seconds * 1_000))
  const step = stepOf(secret, at(0), now)!
  expect(stepOf(secret, at(-30), now)).toBe(step - 1n)
  expect(stepOf(secret, ` ${at(30).slice(0, 3)} ${at(30).slice(3)} `, now)).toBe(step + 1n)
  expect(stepOf(secret, at(90), now)).toBeUndefined()
  expect(stepOf(secret, 'abcdef', now)).toBeUndefined()
})

test('a recovery code is read without its dash, in small letters, with look-alikes', () => {
  expect(readRecoveryCode('o7k3q-d8xil')).toBe('07K3QD8X11')
  expect(readRecoveryCode('o7k3q')).toBeUndefined()
})

test('an address is found in any case, and what is none is none', () => {
  expect(readEmail('  Thu@Quy.Example ')).toBe('thu@quy.example')
  for (const none of ['thu', 'thu@quy', 'a b@c.vn', '<thu@quy.vn>', ''])
    expect(readEmail(none)).toBeUndefined()
})

test('a browser is called as its owner knows it', () => {
  expect(browserOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1')).toBe(
    'Safari, iOS',
  )
  expect(browserOf('Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0')).toBe(
    'Edge, Windows',
  )
  expect(browserOf('curl/8')).toBe('')
})

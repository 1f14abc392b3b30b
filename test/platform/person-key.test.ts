import fc from 'fast-check'
import { expect, test } from 'vitest'
import { personKeys, type Sealed } from '../../src/platform/person-key.ts'
import { secretFrom } from '../../src/platform/secret.ts'

const [LAN, MINH] = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002']
const secretOf = (...configured: string[]) => secretFrom({ configured: configured.join(',') })
const [OLD, NEW] = ['o'.repeat(40), 'n'.repeat(40)] as const
const keys = personKeys(secretOf(OLD))
const { key, wrapped } = keys.make(LAN)

test('what a key seals it opens, as the same kind, and never twice alike', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const sealed = key.seal('told', text)
      expect(key.open('told', sealed).toString()).toBe(text)
      expect(sealed.equals(key.seal('told', text))).toBe(false)
    }),
  )
})

test('it opens in no other place, for nobody else, and with no byte changed', () => {
  const sealed = key.seal('heard', 'Minh 0912 345 678')
  expect(sealed.includes('0912')).toBe(false)
  for (const kind of ['told', 'session', 'address'] satisfies Sealed[])
    expect(() => key.open(kind, sealed)).toThrow()
  expect(() => keys.make(LAN).key.open('heard', sealed)).toThrow()
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at]! ^= 1
    expect(() => key.open('heard', changed), String(at)).toThrow()
    expect(() => key.open('heard', sealed.subarray(0, at)), String(at)).toThrow()
  }
})

test('a key is wrapped for one person, and opens under a secret put behind a newer one', () => {
  const sealed = key.seal('session', '{}')
  expect(keys.unwrap(LAN, wrapped).open('session', sealed).toString()).toBe('{}')
  expect(() => keys.unwrap(MINH, wrapped)).toThrow(/person_key/)
  expect(() => personKeys(secretOf(NEW)).unwrap(LAN, wrapped)).toThrow(/SECRET_KEY/)
  expect(personKeys(secretOf(NEW, OLD)).unwrap(LAN, wrapped).open('session', sealed).toString()).toBe('{}')
})

test('no nonce comes twice in a hundred thousand', () => {
  const nonces = new Set(
    Array.from({ length: 100_000 }, () => key.seal('told', '').subarray(1, 13).toString('latin1')),
  )
  expect(nonces.size).toBe(100_000)
})

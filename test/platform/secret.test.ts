import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { StartError } from '../../src/platform/data-dir.ts'
import { secretFrom } from '../../src/platform/secret.ts'

const OLD = 'not-a-real-secret-of-last-year-000'
const NEW = 'not-a-real-secret-of-this-year-000'
const folder = mkdtempSync(join(tmpdir(), 'chung-tay-secret-'))
afterAll(() => rmSync(folder, { recursive: true }))

const plain = Buffer.from('khóa ký')

test('what is sealed opens with the same secret, in the same place, and is different each time', () => {
  const secret = secretFrom({ configured: NEW })
  const sealed = secret.wrap(plain, 'signing_key/1')
  expect(secret.unwrap(sealed, 'signing_key/1')).toEqual(plain)
  expect(secret.wrap(plain, 'signing_key/1').equals(sealed)).toBe(false)
  expect(sealed.includes(plain)).toBe(false)
  expect(() => secret.unwrap(sealed, 'signing_key/2')).toThrow(/signing_key\/2 does not open/)
  expect(() => secretFrom({ configured: OLD }).unwrap(sealed, 'signing_key/1')).toThrow(/SECRET_KEY/)
})

test('no changed byte goes unnoticed', () => {
  const secret = secretFrom({ configured: NEW })
  const sealed = secret.wrap(plain, 'c')
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at]! ^= 1
    expect(() => secret.unwrap(changed, 'c')).toThrow(/does not open/)
  }
  expect(() => secret.unwrap(sealed.subarray(0, 28), 'c')).toThrow(/does not open/)
  expect(() => secret.unwrap(Buffer.alloc(0), 'c')).toThrow(/does not open/)
})

test('a new secret in front seals from now on, and the old one still opens', () => {
  const before = secretFrom({ configured: OLD }).wrap(plain, 'c')
  const both = secretFrom({ configured: `${NEW}, ${OLD}` })
  expect(both.unwrap(before, 'c')).toEqual(plain)
  expect(secretFrom({ configured: NEW }).unwrap(both.wrap(plain, 'c'), 'c')).toEqual(plain)
})

test('a short secret is refused, with what to do', () => {
  expect(() => secretFrom({ configured: `${NEW},abc` })).toThrow(/secret number 2 has 3 characters.*openssl/)
  expect(() => secretFrom({ configured: '' })).toThrow(/0 characters/)
})

test('without a configured one, a secret is made once and only its owner can read it', () => {
  const file = join(folder, 'data', 'secret')
  const sealed = secretFrom({ file }).wrap(plain, 'c')
  const made = readFileSync(file, 'utf8')
  expect(secretFrom({ file }).unwrap(sealed, 'c')).toEqual(plain)
  expect(readFileSync(file, 'utf8')).toBe(made)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('a file that holds no secret, or none that can be read, is named with what to do', () => {
  const file = join(folder, 'junk')
  writeFileSync(file, 'junk\n')
  const from = () => secretFrom({ file })
  expect(from).toThrow(StartError)
  expect(from).toThrow(
    `the secret in ${file} has 4 characters, fewer than 32. Put back the one that was there`,
  )
  rmSync(file)
  mkdirSync(file)
  expect(from).toThrow(StartError)
  expect(from).toThrow(`the secret ${file} cannot be read (EISDIR). Put back`)
})

test('what was sealed by another secret is a person’s to mend, and no fault of the program', () => {
  const sealed = secretFrom({ configured: OLD }).wrap(plain, 'c')
  expect(() => secretFrom({ configured: NEW }).unwrap(sealed, 'c')).toThrow(StartError)
})

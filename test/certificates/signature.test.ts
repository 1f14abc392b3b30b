import { createHash, createHmac, generateKeyPairSync, sign as signBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newSigningKey, type SigningKey, sign, verify } from '../../src/certificates/signature.ts'
import { certificate as facts } from './people.ts'

/** Appendix A.1 to A.3, the key of RFC 8032, section 7.1, TEST 1. */
const RFC_8037: SigningKey = {
  kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
  publicKey: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  privateKey: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
}

const key = newSigningKey()
const token = sign(facts, key)
const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const [header, payload, signature] = token.split('.') as [string, string, string]

describe('a genuine certificate', () => {
  test('gives back its facts, the amount as đồng', () => {
    expect(verify(token, [key])).toEqual({ kind: 'valid', facts, kid: key.kid })
    const rich = { ...facts, amount: 999_999_999_999n, displayName: null, outcome: 'đã đến' }
    expect(verify(sign(rich, key), [key])).toEqual({ kind: 'valid', facts: rich, kid: key.kid })
  })

  test('is the same token for the same facts, in whatever order they come', () => {
    const reversed = Object.fromEntries(Object.entries(facts).reverse()) as unknown as typeof facts
    expect(sign(reversed, key)).toBe(token)
    const names = Object.keys(JSON.parse(Buffer.from(payload, 'base64url').toString()))
    expect(names).toEqual(Object.keys(facts).sort())
  })

  test('signs what a certificate says and nothing that comes along', () => {
    const more = { ...facts, phone: '0900000000' }
    expect(sign(more, key)).toBe(token)
  })

  test('a thousand of them verify, whoever they thank', () => {
    const people = fc.record({
      name: fc.string({ unit: 'grapheme' }),
      amount: fc.bigInt({ min: 1n, max: 10n ** 12n }),
    })
    fc.assert(
      fc.property(people, ({ name, amount }) => {
        const signed = { ...facts, displayName: name, amount }
        expect(verify(sign(signed, key), [key])).toEqual({ kind: 'valid', facts: signed, kid: key.kid })
      }),
      { numRuns: 1000 },
    )
  })

  test('still verifies after the key was rotated, and says which key signed it', () => {
    const [newer, newest] = [newSigningKey(), newSigningKey()]
    const ring = [newest, newer, key].map(({ kid, publicKey }) => ({ kid, publicKey }))
    expect(verify(token, ring)).toMatchObject({ kind: 'valid', kid: key.kid })
    expect(verify(sign(facts, newest), ring)).toMatchObject({ kind: 'valid', kid: newest.kid })
  })

  test('needs only the public part of the key', () => {
    expect(Object.values(key).every((part) => /^[\w-]{43}$/.test(part))).toBe(true)
    expect(verify(token, [{ kid: key.kid, publicKey: key.publicKey }]).kind).toBe('valid')
  })

  test('its key is named by its RFC 7638 thumbprint, as RFC 8037 shows', () => {
    const named = (x: string) => sha256(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`)
    expect(named(RFC_8037.publicKey)).toBe(RFC_8037.kid)
    expect(key.kid).toBe(named(key.publicKey))
  })

  test('the key pair of RFC 8037 signs, and its public part there verifies', () => {
    expect(verify(sign(facts, RFC_8037), [RFC_8037])).toMatchObject({ kind: 'valid', kid: RFC_8037.kid })
  })
})

describe('anything else is refused, without a throw', () => {
  test('every single byte changed, to any of several others', () => {
    for (let i = 0; i < token.length; i++) {
      for (const other of 'AQgw-_9.=é') {
        if (other === token[i]) continue
        const changed = token.slice(0, i) + other + token.slice(i + 1)
        expect(verify(changed, [key]).kind, `byte ${i} to ${other}`).toBe('invalid')
      }
    }
  })

  test('every bit of the signature flipped, and every other spelling of it', () => {
    const bytes = Buffer.from(signature, 'base64url')
    for (let bit = 0; bit < 512; bit++) {
      const changed = Buffer.from(bytes)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      expect(verify(`${header}.${payload}.${changed.toString('base64url')}`, [key])).toEqual(
        invalid('wrong_signature'),
      )
    }
    for (const spelling of [`${signature}==`, `${signature} `, bytes.toString('base64')]) {
      if (spelling === signature) continue
      expect(verify(`${header}.${payload}.${spelling}`, [key])).toEqual(invalid('malformed'))
    }
  })

  test('cut short anywhere, lengthened, empty, junk', () => {
    for (let i = 0; i < token.length; i++) expect(verify(token.slice(0, i), [key]).kind).toBe('invalid')
    for (const junk of [
      '',
      '.',
      '..',
      '...',
      `${token}.`,
      `${token}.${signature}`,
      `x${token}`,
      '\u0000.\u0000.\u0000',
    ]) {
      expect(verify(junk, [key]).kind, junk).toBe('invalid')
    }
    fc.assert(
      fc.property(fc.string(), (junk) => {
        expect(verify(junk, [key]).kind).toBe('invalid')
      }),
    )
  })

  test('alg none, with and without a signature', () => {
    for (const alg of ['none', 'None', 'NONE', '']) {
      for (const last of ['', signature]) {
        expect(verify(`${b64({ alg, kid: key.kid })}.${payload}.${last}`, [key]).kind).toBe('invalid')
      }
    }
  })

  test('HS256 with the public key as the secret', () => {
    const content = `${b64({ alg: 'HS256', kid: key.kid })}.${payload}`
    for (const secret of [key.publicKey, Buffer.from(key.publicKey, 'base64url')]) {
      const mac = createHmac('sha256', secret).update(content).digest('base64url')
      expect(verify(`${content}.${mac}`, [key]).kind).toBe('invalid')
      const long = createHmac('sha512', secret).update(content).digest('base64url')
      expect(verify(`${content}.${long}`, [key])).toEqual(invalid('unknown_key'))
    }
  })

  test('a key that the token brings along', () => {
    const own = generateKeyPairSync('ed25519')
    const jwk = own.publicKey.export({ format: 'jwk' })
    const content = `${b64({ alg: 'EdDSA', jwk, kid: key.kid })}.${payload}`
    const signed = signBytes(null, Buffer.from(content), own.privateKey).toString('base64url')
    expect(verify(`${content}.${signed}`, [key])).toEqual(invalid('unknown_key'))
  })

  test('another signer under our key’s name', () => {
    const forger = { ...newSigningKey(), kid: key.kid }
    expect(verify(sign(facts, forger), [key])).toEqual(invalid('wrong_signature'))
  })

  test('a key we never had, and no keys at all', () => {
    expect(verify(token, [newSigningKey()])).toEqual(invalid('unknown_key'))
    expect(verify(token, [])).toEqual(invalid('unknown_key'))
  })

  test('ours, but saying something this release does not know', () => {
    for (const strange of [
      { version: 2 },
      { amount: '-1' },
      { amount: '1e3' },
      { date: '2026-13-01' },
      { more: 1 },
    ]) {
      const content = `${header}.${b64({ ...facts, ...strange })}`
      expect(verify(`${content}.${signedBy(key, content)}`, [key])).toEqual(invalid('unknown_facts'))
    }
    const noJson = `${header}.${Buffer.from('{').toString('base64url')}`
    expect(verify(`${noJson}.${signedBy(key, noJson)}`, [key])).toEqual(invalid('unknown_facts'))
  })
})

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url')
const invalid = (reason: string) => ({ kind: 'invalid', reason })

function signedBy({ publicKey: x, privateKey: d }: SigningKey, content: string): string {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x, d }
  return signBytes(null, Buffer.from(content), { key: jwk, format: 'jwk' }).toString('base64url')
}

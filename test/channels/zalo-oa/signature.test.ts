import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSigned } from '../../../src/channels/zalo-oa/signature.ts'
import { chance } from '../../faults/random.ts'

// Vectors computed apart, with sha256sum.
const APP = '1234567890123456789'
const OA = '9000000000000000001'
const SECRET = 'TestOaSecretKey0001'
const AT = '1767225600000'
const BODY = Buffer.from(
  '{"app_id":"1234567890123456789","sender":{"id":"4000000000000000001"},"user_id_by_app":"5000000000000000001","recipient":{"id":"9000000000000000001"},"event_name":"user_send_text","message":{"text":"Xin chào, tôi muốn ủng hộ 100k","msg_id":"aabbccddeeff00112233"},"timestamp":"1767225600000"}',
)
const MAC = '61f5509a2a7582e61da2cda5b515a66de5aca4a0fb9f73f4210f36c01a217a40'
const by = { first: APP, secret: SECRET }

test('the signature of the documents is taken, with and without its prefix, in either case', () => {
  expect(BODY.length).toBe(300)
  for (const header of [`mac=${MAC}`, MAC, `mac=${MAC.toUpperCase()}`])
    expect(isSigned(BODY, AT, header, by)).toBe(true)
  const second = Buffer.from('{"event_name":"follow","timestamp":"1767225600000"}')
  const mac = '77c9002dcf683c86ae813d0c995e5a7e39407275ad985b13dbbdefd406bdb0a7'
  expect(isSigned(second, AT, `mac=${mac}`, { first: '1001', secret: 's3cr3t' })).toBe(true)
})

test('another id, another writing of the same body, an HMAC, and nothing at all are refused', () => {
  const byOa = 'mac=2f5554a89d9b059afd55784b1a840392a4ad0710d25ae7968a5b1275cf3b15fa'
  expect(isSigned(BODY, AT, byOa, by)).toBe(false)
  expect(isSigned(BODY, AT, byOa, { ...by, first: OA })).toBe(true)
  for (const mac of [
    'b0dfdca7d8dba133413e0d738e3635c00114f1d36fae48189a5e9b1d8b7aee7a',
    'b0c2e6665dc81f93bfa11e72019e7aaa7baf4e4c1da811ce9266c2f2ec1a035c',
  ])
    expect(isSigned(BODY, AT, `mac=${mac}`, by)).toBe(false)
  for (const header of [undefined, '', 'mac=', `mac= ${MAC}`, `sha256=${MAC}`, `${MAC}0`, MAC.slice(1)])
    expect(isSigned(BODY, AT, header, by), String(header)).toBe(false)
})

test('of 10,000 changed bodies, times, ids, secrets and signatures none is taken', () => {
  const luck = chance(5)
  let taken = 0
  for (let n = 0; n < 10_000; n++) {
    const body = Buffer.from(BODY)
    let [at, mac, first, secret] = [AT, MAC, APP, SECRET]
    const changed = (text: string) => {
      const place = luck.whole(0, text.length - 1)
      const other = '0123456789abcdef'.replace(text[place]!, '')
      return text.slice(0, place) + other[luck.whole(0, other.length - 1)] + text.slice(place + 1)
    }
    switch (luck.whole(0, 4)) {
      case 0:
        body[luck.whole(0, body.length - 1)]! ^= luck.whole(1, 255)
        break
      case 1:
        at = changed(at)
        break
      case 2:
        mac = changed(mac)
        break
      case 3:
        first = changed(first)
        break
      default:
        secret = changed(secret)
    }
    if (isSigned(body, at, `mac=${mac}`, { first, secret })) taken += 1
  }
  expect(taken).toBe(0)
})

test('no header makes it fail', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.uint8Array(), (header, body) => {
      expect(isSigned(Buffer.from(body), AT, header, by)).toBe(false)
    }),
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sepay, signSepay } from '../../src/giving/index.ts'
import { effortOf } from '../support/effort.ts'

const SECRET = 'whsec_not_a_real_secret'
const feed = sepay([SECRET])
const now = new Date(1_700_000_000_000)
const SAMPLE =
  '{"id":92704,"gateway":"Vietcombank","transactionDate":"2023-03-25 14:02:37","accountNumber":"0123499999","code":null,"content":"payment content","transferType":"in","transferAmount":2277000,"accumulated":19077000,"subAccount":null,"referenceCode":"MBVCB.3278907687"}'

const signed = (raw: Buffer, timestamp = '1700000000', secret = SECRET) => ({
  'x-sepay-timestamp': timestamp,
  'x-sepay-signature': signSepay(secret, timestamp, raw),
})
const readText = (text: string) => feed.read(Buffer.from(text))
const withField = (name: string, literal: string) =>
  readText(SAMPLE.replace(new RegExp(`"${name}":("[^"]*"|[^,}]*)`), `"${name}":${literal}`))

test('a signature made elsewhere for a known body is the one we expect', () => {
  expect(signSepay('whsec_test', '1700000000', Buffer.from(SAMPLE))).toBe(
    'sha256=498f9c56b655831a860763432e03596482c1e9788a9b476b224def53cbb9d2fb',
  )
})

test('the sample of the documentation is read as it was meant: Vietnamese time, whole đồng', () => {
  expect(readText(SAMPLE)).toEqual({
    kind: 'movement',
    providerId: '92704',
    accounts: ['0123499999'],
    direction: 'in',
    amount: 2_277_000n,
    at: new Date('2023-03-25T07:02:37Z'),
    memo: 'payment content',
    bankRef: 'MBVCB.3278907687',
  })
})

test('only a body with its own fresh signature is believed', () => {
  const raw = Buffer.from(SAMPLE)
  expect(feed.verify(signed(raw), raw, now)).toBe(true)
  expect(feed.verify(signed(raw), Buffer.from(`${SAMPLE} `), now)).toBe(false)
  expect(feed.verify({}, raw, now)).toBe(false)
  expect(sepay([]).verify(signed(raw, '1700000000', ''), raw, now)).toBe(false)
  expect(feed.verify({ ...signed(raw), 'x-sepay-timestamp': '1700000001' }, raw, now)).toBe(false)
  expect(feed.verify(['sha256=x'] as never, raw, now)).toBe(false)
  expect(
    feed.verify(
      { ...signed(raw), 'x-sepay-signature': [signed(raw)['x-sepay-signature']] as never },
      raw,
      now,
    ),
  ).toBe(false)
})

test.each([
  [4, true],
  [-4, true],
  [6, false],
  [-6, false],
  [30 * 24 * 60, false],
])('a body signed %i minutes away: %s', (minutes, believed) => {
  const raw = Buffer.from(SAMPLE)
  expect(feed.verify(signed(raw), raw, new Date(now.getTime() + minutes * 60_000))).toBe(believed)
})

test('while one secret replaces the other, both are good', () => {
  const raw = Buffer.from(SAMPLE)
  const both = sepay(['whsec_new', SECRET])
  expect(both.verify(signed(raw), raw, now)).toBe(true)
  expect(both.verify(signed(raw, '1700000000', 'whsec_new'), raw, now)).toBe(true)
  expect(both.verify(signed(raw, '1700000000', 'whsec_other'), raw, now)).toBe(false)
})

test('no mutation of a signature is good', () => {
  const raw = Buffer.from(SAMPLE)
  const { 'x-sepay-signature': good, ...rest } = signed(raw)
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 127 }), (at, flip) => {
      const bad = good.slice(0, at) + String.fromCharCode(good.charCodeAt(at) ^ flip) + good.slice(at + 1)
      expect(feed.verify({ ...rest, 'x-sepay-signature': bad }, raw, now)).toBe(false)
      expect(feed.verify({ ...rest, 'x-sepay-signature': good.slice(0, at) }, raw, now)).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test('numbers keep every digit', () => {
  expect(withField('id', '9007199254740993')).toMatchObject({ providerId: '9007199254740993' })
  expect(withField('transferAmount', '999999999999')).toMatchObject({ amount: 999_999_999_999n })
  expect(withField('content', '"12.5 và \\"1e9\\" {\\"written\\":\\"7\\"}"')).toMatchObject({
    memo: '12.5 và "1e9" {"written":"7"}',
  })
})

test.each([
  'NaN',
  '-1',
  '-300000',
  '0',
  '1e9',
  '1E308',
  '300000.5',
  '"300000"',
  '"1e9"',
  'null',
  '[]',
  '{}',
  '99999999999999999999',
  '1000000000001',
  'true',
  '0x10',
])('an amount of %s is kept for a person', (literal) => {
  expect(withField('transferAmount', literal)).toMatchObject({ kind: 'unreadable' })
})

test.each([
  '"2023-02-30 10:00:00"',
  '"2023-03-25T14:02:37Z"',
  '"1999-01-01 00:00:00"',
  '"2023-03-25 24:00:00"',
  '1679752957',
  '""',
])('a date of %s is kept for a person', (literal) => {
  expect(withField('transactionDate', literal)).toMatchObject({ kind: 'unreadable' })
})

test('a virtual account and the account behind it are both looked for', () => {
  expect(withField('subAccount', '"VA 0123"')).toMatchObject({ accounts: ['0123499999', 'VA0123'] })
})

test('whatever the body, reading it neither throws nor takes long', () => {
  const hostile = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc.json({ maxDepth: 6 }).map((text) => Buffer.from(text)),
    fc
      .string({ unit: 'binary', maxLength: 200 })
      .map((text) => Buffer.from(SAMPLE.replace('payment content', text))),
    fc
      .constantFrom(
        '{"__proto__":{"id":1}}',
        '['.repeat(30_000),
        `{"id":${'"\\"'.repeat(20_000)}`,
        '"'.repeat(60_000),
        `${'\\"'.repeat(30_000)}`,
        `${'1'.repeat(60_000)}`,
        '{"id":1,"content":"\\u0000\\ud800"}',
      )
      .map((text) => Buffer.from(text)),
    fc.constant(Buffer.alloc(1_000_001, 0x20)),
  )
  const effort = effortOf(() =>
    fc.assert(
      fc.property(hostile, (raw) => {
        expect(['movement', 'unreadable']).toContain(feed.read(raw).kind)
      }),
      { numRuns: 1_000 },
    ),
  )
  expect(effort).toBeLessThan(16_000)
})

test.each([
  ['"USD"', '100'],
  ['"usd"', '98.50'],
  ['"EUR"', '2277000'],
  ['840', '100'],
  ['{}', '100'],
])('money in %s is no đồng, whatever its number', (currency, amount) => {
  for (const name of ['currency', 'transferCurrency', 'currency_code']) {
    const body = SAMPLE.replace(
      '"transferAmount":2277000',
      `"transferAmount":${amount},"${name}":${currency}`,
    )
    expect(readText(body)).toEqual({ kind: 'unreadable', reason: 'in another currency than đồng' })
  }
})

test.each(['"VND"', '"vnđ"', '""', 'null', '704', '"704"'])('%s is đồng', (currency) => {
  const body = SAMPLE.replace('"code":null', `"currency":${currency}`)
  expect(readText(body)).toMatchObject({ kind: 'movement', amount: 2_277_000n })
})

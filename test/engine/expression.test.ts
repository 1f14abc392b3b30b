import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ExpressionError, only, parseExpression } from '../../src/engine/expression.ts'
import type { FieldType, Values } from '../../src/engine/types.ts'

const OWN = new Map<string, FieldType>([
  ['units', 'number'],
  ['amount', 'money'],
  ['pledge', 'record'],
  ['campaign', 'text'],
])
const VALUES: Values = {
  units: 3,
  amount: 900_000n,
  pledge: { code: 'TLV8K3Q7DX', places: [{ id: 1 }, { id: 2 }], until: null },
  campaign: 'tet-2027',
}
const FACTS: Values = {
  campaign: { unit_price: 300_000n, left: 5 },
  me: { name: 'Lan' },
  now: new Date(1000),
}

const value = (source: string, values = VALUES) =>
  parseExpression(source, OWN).value({ values, fact: (name) => FACTS[name] ?? null })

describe('an expression', () => {
  const cases: [string, unknown][] = [
    ['units * campaign.unit_price', 900_000n],
    ['amount - 2 * 300000', 300_000n],
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['- units + 10', 7],
    ['1.5 * 2', 3],
    ['units = 3', true],
    ['units != 3', false],
    ['amount >= 900000 and not (units > 3)', true],
    ['amount = 900000', true],
    ['units > 2 or units < 1 and false', true],
    ["pledge.code = 'TLV8K3Q7DX'", true],
    ["'a' < 'b'", true],
    ['not units = 4', true],
    ['true', true],
    ['null', null],
    ['pledge.places.count', 2],
    ['pledge.nothing.at.all', null],
    ['pledge.until', null],
    ['pledge.code.length', null],
    ['pledge.constructor', null],
    ['units.count', null],
    ['nothing', null],
    ['nothing = null', true],
    ['nothing != null', false],
    ['nothing = 0', false],
    ['nothing > 0', false],
    ['nothing < 0', false],
    ['nothing + 1', null],
    ['pledge = null', false],
    ['pledge != null', true],
    ['not nothing', true],
    ['not 0', true],
    ["not ''", true],
    ["units = '3'", false],
    ['me.name', 'Lan'],
    ['now < now', false],
    ['now = now', true],
    // The flow's own "campaign" is an id; with fields behind it, it is the campaign.
    ['campaign', 'tet-2027'],
    ['campaign.left', 5],
  ]
  for (const [source, result] of cases) {
    test(`${source} → ${String(result)}`, () => expect(value(source)).toEqual(result))
  }

  test('an empty list is no', () => {
    expect(value('not pledge', { pledge: [] })).toBe(true)
    expect(value('pledge and true', { pledge: [1] })).toBe(true)
  })

  test('what cannot be read says why', () => {
    const cases: [string, RegExp][] = [
      ['', /is empty/],
      ['1 +', /ends too early/],
      ['(1', /lacks a "\)"/],
      ['1 2', /does not expect "2" there/],
      ['a < b < c', /does not expect "<" there/],
      ['units % 2', /cannot be read from "% 2"/],
      ['Units', /cannot be read from "Units"/],
      ["'open", /cannot be read/],
      ['and', /does not expect "and" there/],
      ['* 2', /does not expect "\*" there/],
      ['a..b', /cannot be read/],
      ['x'.repeat(501), /too long/],
      ['('.repeat(21), /too many brackets/],
    ]
    for (const [source, why] of cases) expect(() => parseExpression(source, OWN), source).toThrow(why)
  })

  test('what makes no sense breaks the flow, nothing else', () => {
    for (const source of [
      'amount + 0.5',
      "'a' * 2",
      'pledge > 1',
      'pledge = pledge',
      'now + 1',
      '999999999999 * 999999999999',
    ]) {
      expect(() => value(source), source).toThrow(ExpressionError)
    }
  })

  test('any text is read or refused, never more', () => {
    const piece = fc.constantFrom(
      'units',
      'amount',
      '1',
      '0.5',
      "'x'",
      '+',
      '-',
      '*',
      '(',
      ')',
      '=',
      '!=',
      '<=',
      'and',
      'or',
      'not',
      'null',
      'pledge.code',
      ' ',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((list) => list.join(' ')),
          fc.string(),
        ),
        (source) => {
          try {
            value(source)
          } catch (error) {
            expect(error).toBeInstanceOf(ExpressionError)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('whole numbers and money are counted exactly', () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 12n), 10n ** 12n),
        fc.integer({ min: -1000, max: 1000 }),
        (amount, units) => {
          const values = { amount, units }
          expect(value('amount + units', values)).toBe(amount + BigInt(units))
          expect(value('units * amount', values)).toBe(amount * BigInt(units))
          expect(value('amount >= units', values)).toBe(amount >= BigInt(units))
          expect(value('amount = units', values)).toBe(amount === BigInt(units))
        },
      ),
    )
  })
})

test('a scope of only these values knows nothing else', () => {
  expect(parseExpression('a + b', new Map()).value(only({ a: 1 }))).toBeNull()
})

import { describe, expect, test } from 'vitest'
import { only } from '../../src/engine/expression.ts'
import { show } from '../../src/engine/show.ts'
import type { Value, Values } from '../../src/engine/types.ts'
import { template } from '../../src/engine/words.ts'

const vi = { lang: 'vi', yes: 'Có', no: 'Không' } as const
const en = { lang: 'en', yes: 'Yes', no: 'No' } as const
const AT = new Date('2026-11-28T13:15:00Z')

describe('a value is shown by its type, or as it is asked for', () => {
  const cases: [string, string, string][] = [
    ['{amount}', '300.000\u00A0đ', '300,000\u00A0đ'],
    ['{amount|digits}', '300000', '300000'],
    ['{amount|words}', 'ba trăm nghìn đồng', '300 thousand đồng'],
    ['{large|words}', 'một triệu năm trăm nghìn đồng', '1.5 million đồng'],
    ['{odd|words}', 'hai trăm chín mươi mốt nghìn năm trăm linh một đồng', '291,501 đồng'],
    ['{code|code}', 'TLV 8K3Q 7DX', 'TLV 8K3Q 7DX'],
    ['{code}', 'TLV8K3Q7DX', 'TLV8K3Q7DX'],
    ['{day}', 'thứ Bảy 28/11', 'Saturday 28 November'],
    ['{day|date}', '28/11/2026', '28 November 2026'],
    ['{at}', '20:15', '20:15'],
    ['{at|time}', '20:15', '20:15'],
    ['{at|day}', 'thứ Bảy 28/11', 'Saturday 28 November'],
    ['{at|date}', '28/11/2026', '28 November 2026'],
    ['{at|day_time}', '20:15 thứ Bảy 28/11', '20:15 Saturday 28 November'],
    ['{n}', '1.284', '1,284'],
    ['{n|digits}', '1284', '1284'],
    ['{half}', '0,5', '0.5'],
    ['{yes}', 'Có', 'Yes'],
    ['{no}', 'Không', 'No'],
    ['{list|join}', 'áo ấm, sữa, bánh', 'áo ấm, sữa, bánh'],
    ['{places|join}', 'Xã A, Xã B', 'Xã A, Xã B'],
    ['{places.count}', '2', '2'],
    ['{one|plural:unit,units}', '1 unit', '1 unit'],
    ['{n|plural:unit,units}', '1.284 units', '1,284 units'],
    ['{place.name}: {place.left}', 'Xã A: 13', 'Xã A: 13'],
  ]
  const values: Values = {
    amount: 300_000n,
    large: 1_500_000n,
    odd: 291_501n,
    code: 'TLV8K3Q7DX',
    day: '2026-11-28',
    at: AT,
    n: 1284,
    one: 1,
    half: 0.5,
    yes: true,
    no: false,
    list: ['áo ấm', 'sữa', 'bánh'],
    places: [{ name: 'Xã A' }, { name: 'Xã B' }],
    place: { name: 'Xã A', left: 13 },
  }
  for (const [text, inVi, inEn] of cases) {
    test(text, () => {
      const ready = template(text, 1, new Map())
      expect(ready.render(only(values), vi, () => {})).toBe(inVi)
      expect(ready.render(only(values), en, () => {})).toBe(inEn)
    })
  }

  test('a form that does not fit falls back to the plain one, and never throws', () => {
    const odd: Value[] = [null, '', 'x', 3, true, 5n, AT, [1, 2], { a: 1 }, { name: 'Lan' }]
    for (const value of odd) {
      for (const format of [
        'digits',
        'words',
        'code',
        'day',
        'date',
        'time',
        'day_time',
        'join',
        'plural',
        'text',
      ] as const) {
        expect(typeof show(value, format, ['a', 'b'], vi)).toBe('string')
      }
    }
  })

  test('what a person typed is shown as typed', () => {
    const typed = template('{name}', 1, new Map([['name', 'text']]))
    const scope = { values: { name: '2026-11-28' }, fact: () => null }
    expect(typed.render(scope, vi, () => {})).toBe('2026-11-28')
  })
})

describe('a text', () => {
  test('with a hole is closed up, and told', () => {
    const lost: string[] = []
    const ready = template('Chào {me.name}, bạn có {n} suất.', 1, new Map())
    expect(ready.render(only({ n: 2 }), vi, (path) => lost.push(path))).toBe('Chào , bạn có 2 suất.')
    expect(lost).toEqual(['me.name'])
  })

  test('that cannot be read says why', () => {
    const cases: [string, RegExp][] = [
      ['{', /without its other half/],
      ['}', /without its other half/],
      ['a } b {', /without its other half/],
      ['{a{b}', /cannot read the placeholder \{a\{b\}/],
      ['{}', /cannot read the placeholder/],
      ['{Tên}', /cannot read the placeholder/],
      ['{a|datee}', /knows no form "datee"\. Did you mean "date"\?/],
      ['{n|plural}', /needs two words/],
    ]
    for (const [text, why] of cases) expect(() => template(text, 1, new Map()), text).toThrow(why)
  })
})

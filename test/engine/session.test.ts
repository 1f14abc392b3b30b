import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decodeSession,
  decodeValues,
  encodeSession,
  encodeValues,
  LIMITS,
  revisionsOf,
  type Session,
  SessionError,
  type Value,
  type Values,
} from '../../src/engine/index.ts'
import { again, talk } from './world.ts'

const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.string(),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
    fc.bigInt(),
    fc.date({ noInvalidDate: true }),
    fc.array(tie('value')),
    fc.dictionary(name(), tie('value')),
  ),
})).value
function name(): fc.Arbitrary<string> {
  return fc
    .oneof(fc.string(), fc.constantFrom('$n', '$d', '$$', '$', 'toString', 'constructor', 'hasOwnProperty'))
    .filter((text) => text !== '__proto__')
}
const values = fc.dictionary(name(), value)

describe('values', () => {
  test('come back as they were', () => {
    fc.assert(
      fc.property(values, (given) => {
        const kept = JSON.parse(JSON.stringify(encodeValues(given)))
        expect(decodeValues(kept)).toEqual({ ...given })
      }),
      { numRuns: 1000 },
    )
  })

  test('a field that would be a prototype is dropped', () => {
    const read = decodeValues(JSON.parse('{"__proto__":{"admin":true},"a":1}'))
    expect(Object.keys(read)).toEqual(['a'])
    expect((read as { admin?: boolean }).admin).toBeUndefined()
  })
})

const frame = fc.record(
  {
    flow: fc.string(),
    revision: fc.string(),
    step: fc.string(),
    values,
    interrupts: fc.constant(true as const),
    back: fc.array(fc.record({ step: fc.string(), values }), { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['flow', 'revision', 'step', 'values'] },
)
const date = fc.date({ noInvalidDate: true })
const plainDoubt = fc.oneof(
  fc.constant({ kind: 'recap' as const }),
  fc.record({
    kind: fc.constantFrom('sure' as const, 'which' as const, 'confirm' as const),
    readings: fc.array(value),
  }),
)
const doubt = fc.oneof(
  plainDoubt,
  fc.record({ kind: fc.constant('stop' as const), of: plainDoubt }),
  fc.record({ kind: fc.constant('stop' as const) }),
)
const session = fc.record(
  {
    v: fc.constant(1 as const),
    lang: fc.constantFrom('vi' as const, 'en' as const),
    wait: fc.nat(),
    stack: fc.array(frame, { maxLength: 3 }),
    waits: fc.constantFrom<Session['waits']>('nothing', 'answer', 'outcome', 'time', 'person'),
    since: date,
    misses: fc.nat(9),
    offered: fc.array(values, { maxLength: 3 }),
    hidden: fc.array(fc.string(), { maxLength: 3 }),
    doubt,
    parked: fc.array(
      fc.record(
        {
          wait: fc.nat(),
          stack: fc.array(frame, { maxLength: 2 }),
          offered: fc.array(values, { maxLength: 2 }),
          hidden: fc.array(fc.string(), { maxLength: 2 }),
          until: date,
        },
        { requiredKeys: ['wait', 'stack'] },
      ),
      { minLength: 1, maxLength: 2 },
    ),
    last: fc.string(),
    steps: fc.nat(100),
    owes: fc.constant(true as const),
    young: fc.constant(true as const),
  },
  { requiredKeys: ['v', 'lang', 'wait', 'stack', 'waits', 'since', 'misses'] },
) as fc.Arbitrary<Session>

describe('a session', () => {
  test('comes back as it was', () => {
    fc.assert(
      fc.property(session, (given) => {
        // The largest ones lose more than buttons: that is another test.
        fc.pre(JSON.stringify(encodeValues(given as unknown as Values)).length < LIMITS.session / 2)
        const text = encodeSession(given)
        const read = decodeSession(text)
        // A heavy one has lost old buttons; everything else is there.
        expect({ ...read, parked: undefined }).toEqual({ ...given, parked: undefined })
        if (read.parked?.length === given.parked?.length) expect(read).toEqual(given)
      }),
      { numRuns: 500 },
    )
  })

  test('of a donor in the middle of a gift takes about three hundred characters', () => {
    const lan = talk()
    lan.says('quà tết')
    lan.presses('Góp quà Tết')
    expect(encodeSession(lan.session!).length).toBeLessThan(420)
    lan.says('200k')
    expect(encodeSession(lan.session!).length).toBeLessThan(520)
  })

  test('names what it still needs', () => {
    const lan = talk()
    lan.says('menu')
    lan.says('quà tết')
    const flows = revisionsOf(lan.session!).map((one) => one.flow)
    expect(flows).toEqual(['gift', 'menu'])
  })

  test('that grows heavy lets old buttons go, then "back", then is refused', () => {
    const lan = talk()
    lan.says('menu')
    lan.says('quà tết')
    lan.presses('Góp quà Tết')
    const heavy = (length: number): Session => {
      const [frame] = lan.session!.stack
      const noted = (note: string): Session => ({ ...lan.session!, stack: [{ ...frame!, values: { note } }] })
      const bare = encodeSession(noted('')).length
      return noted('x'.repeat(length - bare))
    }
    const [menu, greet] = lan.session!.parked!
    expect(again(heavy(LIMITS.comfort)).parked).toEqual([menu, greet])
    expect(again(heavy(LIMITS.comfort + 1)).parked).toEqual([greet])
    expect(again(heavy(LIMITS.comfort + 300)).parked).toBeUndefined()
    const timed = { ...heavy(LIMITS.comfort + 300), parked: [menu!, { ...greet!, until: lan.now }] }
    expect(again(timed).parked).toEqual([{ ...greet, until: lan.now }])
    expect(again(heavy(LIMITS.session)).stack[0]).toHaveProperty('back')
    const fuller =
      LIMITS.session +
      encodeSession(lan.session!).length -
      encodeSession({ ...lan.session!, parked: [] }).length +
      1
    expect(again(heavy(fuller)).stack[0]).not.toHaveProperty('back')
    expect(() => encodeSession(heavy(LIMITS.session * 2))).toThrow(SessionError)
  })

  test('of another version, or none at all, is refused with a clear error', () => {
    for (const text of ['{"v":2}', '{"v":0,"s":[]}', '{}', 'null', '7', '"x"', '[]']) {
      expect(() => decodeSession(text), text).toThrow(
        /version .* cannot be read by this release, which knows 1/,
      )
    }
    expect(() => decodeSession('{')).toThrow(/not JSON/)
    expect(() => decodeSession('{"v":1}')).toThrow(SessionError)
    expect(() => decodeSession('{"v":1,"s":[["a"]]}')).toThrow(SessionError)
  })

  test('once written is read by every later release', () => {
    // Written by the first release. Keep it; add one for every new version.
    const kept =
      '{"v":1,"l":"vi","w":4,"s":[["menu","a1","open.gift",{}],["gift","b2","how_much",{"two":{"$n":"600000"},' +
      '"at":{"$d":1797772500000}},1,["greet",{"two":null}]]],"f":"answer","t":1797772500000,"m":1,' +
      '"o":[{"id":"n1"}],"h":["two"],"d":{"k":"sure","r":[{"$n":"100000"}]},"p":[{"w":2,"s":[["seen","c3","seen",{}]]}],"x":"100"}'
    const at = new Date('2026-12-20T13:15:00Z')
    expect(decodeSession(kept)).toEqual({
      v: 1,
      lang: 'vi',
      wait: 4,
      stack: [
        { flow: 'menu', revision: 'a1', step: 'open.gift', values: {} },
        {
          flow: 'gift',
          revision: 'b2',
          step: 'how_much',
          values: { two: 600_000n, at },
          interrupts: true,
          back: [{ step: 'greet', values: { two: null } }],
        },
      ],
      waits: 'answer',
      since: at,
      misses: 1,
      offered: [{ id: 'n1' }],
      hidden: ['two'],
      doubt: { kind: 'sure', readings: [100_000n] },
      parked: [{ wait: 2, stack: [{ flow: 'seen', revision: 'c3', step: 'seen', values: {} }] }],
      last: '100',
    })
    expect(encodeSession(decodeSession(kept))).toBe(kept)
  })
})

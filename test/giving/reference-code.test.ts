import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findCodes, isCode, makeCode, showCode } from '../../src/giving/transfer/reference-code.ts'

const ALPHABET = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']
const bits = fc.integer({ min: 0, max: 2 ** 30 - 1 })
const prefixes = fc.constantFrom('TLV', 'SLA', 'HNO')
const codes = fc.tuple(prefixes, bits).map(([prefix, random]) => makeCode(prefix, random))
const prefixOf = (code: string): string => code.slice(0, 3)

describe('a code', () => {
  test('is the one in our documents', () => {
    expect(isCode('TLV8K3Q7DX')).toBe(true)
    expect(showCode('TLV8K3Q7DX')).toBe('TLV 8K3Q 7DX')
    expect(findCodes('TLV 8K3Q 7DX')).toEqual(['TLV8K3Q7DX'])
  })

  test('is made of a prefix, six characters and a check, with a digit among the six', () => {
    fc.assert(
      fc.property(prefixes, bits, (prefix, random) => {
        const code = makeCode(prefix, random)
        expect(code).toMatch(/^[A-Z]{3}(?=[A-Z]*\d)[0-9A-HJKMNP-TV-Z]{6}[0-9A-HJKMNP-TV-Z]$/)
        expect(code.startsWith(prefix)).toBe(true)
        expect(isCode(code, prefix)).toBe(true)
        expect(makeCode(prefix, random)).toBe(code)
      }),
      { numRuns: 2_000 },
    )
  })

  test('spells no word', () => {
    // The six characters that these numbers would make are CHET00, A55A55, ABCDEF.
    const numbers = ['CHET00', 'A55A55', 'ABCDEF'].map((body) =>
      [...body].reduce((n, c) => n * 32 + ALPHABET.indexOf(c), 0),
    )
    for (const number of numbers) expect(makeCode('TLV', number)).not.toMatch(/CHET|A55|ABCDEF/)
  })

  test('differs nearly always when the number differs', () => {
    const made = new Set(Array.from({ length: 20_000 }, (_, n) => makeCode('TLV', (n * 53_687) % 2 ** 30)))
    expect(made.size).toBeGreaterThan(19_990)
  })

  test('is made of thirty bits and three letters, or not at all', () => {
    for (const random of [-1, 1.5, 2 ** 30, Number.NaN])
      expect(() => makeCode('TLV', random)).toThrow(RangeError)
    for (const prefix of ['', 'TL', 'tlv', 'TLVX', 'T1V'])
      expect(() => makeCode(prefix, 1)).toThrow(RangeError)
  })

  test.each(['', 'TLV', 'TLV8K3Q7D', 'TLV8K3Q7DXX', 'tlv8k3q7dx', 'TLV8K3Q7DO', 'TLV 8K3Q7DX', 'SLA8K3Q7DX'])(
    'is not %j',
    (text) => {
      expect(isCode(text)).toBe(false)
    },
  )
})

describe('a mistyped code is refused:', () => {
  test('any one wrong character', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (let at = 3; at < code.length; at += 1) {
          for (const wrong of ALPHABET) {
            if (wrong === code[at]) continue
            const typed = code.slice(0, at) + wrong + code.slice(at + 1)
            expect([typed, isCode(typed, prefixOf(code))]).toEqual([typed, false])
            expect(findCodes(typed, prefixOf(code))).toEqual([])
          }
        }
      }),
    )
  })

  test('any two neighbours swapped', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (let at = 3; at < code.length - 1; at += 1) {
          if (code[at] === code[at + 1]) continue
          const typed = code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2)
          expect([typed, findCodes(typed, prefixOf(code))]).toEqual([typed, []])
        }
      }),
      { numRuns: 1_000 },
    )
  })

  test('a missing end', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 9 }), (code, length) => {
        expect(findCodes(code.slice(0, length), prefixOf(code))).toEqual([])
      }),
    )
  })
})

describe('a code survives', () => {
  const gap = fc.constantFrom('', '', '', ' ', '.', '-', '  ', '\n', '_', ': ')
  // As banks wrap a memo (Vietcombank out, NAPAS in, T24, MB).
  const wraps: readonly ((memo: string) => string)[] = [
    (memo) => memo,
    (memo) => `MBVCB.3278907687.339176.${memo}.CT tu 0123456789012 LAN toi 1234567890 QUY BAO TRO TRE EM`,
    (memo) => `MBVCB.3278907687.339176.${memo}.CT tu 0123456789012 LAN toi 1234567890 QUY BAO TRO tai VCB`,
    (memo) => `339176.201226.201812.${memo}`,
    (memo) => `${memo} FT24345678901234`,
    (memo) => `FT24345678901234 339176.201226.201812.${memo}`,
    (memo) => `CUSTOMER MBVCB 2420 3278907687 339176 ${memo}  CT tu 0123456789012 to i 2598`,
    (memo) => `Lan ủng hộ áo ấm vùng cao ${memo} ạ`,
    (memo) => `500k ${memo} 0912345678`,
  ]

  test('lower case, marks, dots, dashes, spaces anywhere, and the wraps of the banks', () => {
    fc.assert(
      fc.property(
        codes,
        fc.array(gap, { minLength: 10, maxLength: 10 }),
        fc.constantFrom(...wraps),
        fc.boolean(),
        (code, gaps, wrap, lower) => {
          const typed = [...code].map((character, at) => gaps[at]! + character).join('')
          const memo = wrap(lower ? typed.toLowerCase() : typed)
          expect([memo, findCodes(memo, prefixOf(code))]).toEqual([memo, [code]])
        },
      ),
      { numRuns: 3_000 },
    )
  })

  test('O for 0, I or L for 1, U for V', () => {
    fc.assert(
      fc.property(codes, fc.constantFrom('I', 'L', 'i', 'l'), (code, one) => {
        const typed =
          prefixOf(code) + code.slice(3).replaceAll('0', 'o').replaceAll('1', one).replaceAll('V', 'u')
        expect(findCodes(typed, prefixOf(code))).toEqual([code])
      }),
    )
  })

  test('letters and digits glued to it, and an end that is cut behind it', () => {
    fc.assert(
      fc.property(codes, fc.nat(30), (code, length) => {
        const memo = `12${code}34 CT tu 0123456789012 LAN`
        expect(findCodes(memo.slice(0, 12 + length), prefixOf(code))).toEqual([code])
      }),
    )
  })

  test('company: all different codes are found, each once, in order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          bits.map((random) => makeCode('TLV', random)),
          { minLength: 2, maxLength: 4 },
        ),
        (several) => {
          expect(findCodes(`${several.join(' va ')} ${several[0]!.toLowerCase()}`)).toEqual(several)
        },
      ),
    )
  })

  test('a false start: the prefix before the code', () => {
    expect(findCodes('TLV TLV8K3Q7DX')).toEqual(['TLV8K3Q7DX'])
    expect(findCodes('TTLVTLV8K3Q7DX')).toEqual(['TLV8K3Q7DX'])
    const code = makeCode('XYX', 1_000_000)
    expect(findCodes(`XY${code}`, 'XYX')).toEqual([code])
  })
})

describe('what is no code', () => {
  test.each(['', 'ung ho ao am', 'TLV', 'TLV123', 'chuyen tien', '٨', '🌸', 'TLV8K3Q7DY'])(
    '%j holds none',
    (memo) => {
      expect(findCodes(memo)).toEqual([])
    },
  )

  test('twenty thousand memos of other people hold none', () => {
    expect(memos(20_000).filter((memo) => findCodes(memo).length > 0)).toEqual([])
  })

  /** Words of transfers, bank references and codes of other services, glued as they may be. None spells our prefix. */
  function memos(count: number): string[] {
    const words =
      'UNG HO TRE EM VUNG CAO AO AM TET CHUYEN TIEN CK GUI QUY BAO TRO LOP 12A1 GIA DINH CONG TY TNHH LAN MINH HOA CHI THU ' +
      'thanh toan don hang luong thang 12 tien nha tra no mua vat lieu VLXD TLU TV DH TLQ ATLD CT tu toi to i tai VCB ACB'
    const piece = fc.oneof(
      { weight: 7, arbitrary: fc.constantFrom(...words.split(' ')) },
      { weight: 1, arbitrary: fc.stringMatching(/^[0-9]{6,10}$/) },
      { weight: 1, arbitrary: fc.stringMatching(/^FT[0-9]{14}$/) },
      { weight: 1, arbitrary: fc.stringMatching(/^(SLA|UH|DH)[A-Z0-9]{7}$/) },
    )
    const memo = fc.tuple(
      fc.array(piece, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(' ', '.', '-', ''),
    )
    return fc.sample(
      memo.map(([said, between]) => said.join(between)),
      { numRuns: count, seed: 20_261_220 },
    )
  }

  test('a megabyte is searched only at its beginning', () => {
    expect(findCodes(`TLV8K3Q7DX${'TLV'.repeat(400_000)}`)).toEqual(['TLV8K3Q7DX'])
    expect(findCodes(`${'x'.repeat(1_000_000)}TLV8K3Q7DX`)).toEqual([])
  })
})

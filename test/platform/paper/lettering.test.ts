import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { StartError } from '../../../src/platform/data-dir.ts'
import { FACES, fontFile, registerFaces, useFonts } from '../../../src/platform/paper/fonts.ts'
import {
  drawable,
  letter,
  PITCH,
  type Room,
  type Style,
  write,
} from '../../../src/platform/paper/lettering.ts'

const STYLE: Style = { size: 60, weight: 700, color: '#000000' }
const ROOM: Room = { width: 900, lines: 2, least: 30, prefer: 'shrink' }
const linesOf = (text: string, room: Partial<Room> = {}) =>
  letter(drawable(text), STYLE, { ...ROOM, ...room }).lines.map(({ pieces }) =>
    pieces.map((p) => p.text).join(''),
  )

describe('fonts', () => {
  test('hold every letter of Vietnamese, capitals too, and the sign of the đồng', () => {
    const letters = useFonts()
    const vowels = [...'aăâeêioôơuưy'].flatMap((v) =>
      ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map((t) => v + t),
    )
    const all = [...vowels, ...'bcdđghklmnpqrstvxfjwz'].flatMap((l) => [l, l.toLocaleUpperCase('vi')])
    for (const letter of [...all.map((l) => l.normalize('NFC')), ...'0123456789₫.,:;–…·()“”’/&-']) {
      expect([...letter].length, letter).toBe(1)
      expect(letters.has(letter.codePointAt(0)!), letter).toBe(true)
    }
  })

  test('a missing face stops with one sentence: what, where, what to do', () => {
    const missing = () => registerFaces((face) => `/nowhere/${face}.ttf`)
    expect(missing).toThrow(
      /^font face Be Vietnam Pro 300Light is missing: .* cannot be drawn\. Run "npm ci", or copy .*be-vietnam-pro/,
    )
    const unresolved = () =>
      registerFaces(() => {
        throw new Error('MODULE_NOT_FOUND')
      })
    expect(unresolved).toThrow(/Run "npm ci"/)
    expect(unresolved).toThrow(StartError)
  })

  test.each([
    ['junk', () => Buffer.from('no font at all')],
    ['nothing', () => Buffer.alloc(0)],
    ['a file that was not written to its end', (font: Buffer) => font.subarray(0, font.length - 1_000)],
  ])('a face that is %s stops the same way, with its place', (_, breaks) => {
    const folder = mkdtempSync(join(tmpdir(), 'ct-fonts-'))
    const broken = join(folder, '500Medium.ttf')
    const whole = fontFile('500Medium')
    writeFileSync(broken, breaks(whole))
    const resolve = createRequire(import.meta.url).resolve
    const fileOf = (face: string) =>
      face === '500Medium'
        ? broken
        : resolve(`@expo-google-fonts/be-vietnam-pro/${face}/BeVietnamPro_${face}.ttf`)
    expect(() => registerFaces(fileOf)).toThrow(StartError)
    expect(() => registerFaces(fileOf)).toThrow(`500Medium is broken (${broken}): `)
    writeFileSync(broken, whole)
    expect(registerFaces(fileOf).size).toBe(useFonts().size)
    rmSync(folder, { recursive: true })
  })

  test('every weight that papers use is its own face, not a thickened one', () => {
    useFonts()
    const ctx = createCanvas(10, 10).getContext('2d')
    const widths = [300, 400, 500, 600, 700].map((weight) => {
      ctx.font = `${weight} 100px "Be Vietnam Pro"`
      return ctx.measureText('Giấy ghi nhận').width
    })
    expect(new Set(widths).size).toBe(5)
    expect(FACES).toHaveLength(6)
  })
})

describe('drawable', () => {
  test.each([
    ['Nguye\u0302\u0303n Thi\u0323 A\u0301nh', 'Nguyễn Thị Ánh'],
    ['Lớp 12A1 🌸👨‍👩‍👧', 'Lớp 12A1'],
    ['  Lan \n\t Minh  ', 'Lan Minh'],
    ['\u202eLan\u200b\u0007', 'Lan'],
    ['𝓛𝓪𝓷 Ｍｉｎｈ № 5', 'Lan Minh No 5'],
    ['x\u0301\u0302\u0303\u0304an', 'x\u0301\u0302an'],
    ['Niê Êban ê\u0306', 'Niê Êban ê\u0306'],
    ['300.000\u00a0đ', '300.000\u00a0đ'],
    ['李明 ⭐', ''],
    ['Lan ‼️ Ⓜ️ 1️⃣', 'Lan 1'],
    ['© Quỹ™', '© Quỹ™'],
  ])('%j becomes %j', (typed, drawn) => {
    expect(drawable(typed)).toBe(drawn.normalize('NFC'))
  })

  test('a letter that is two of ours is the same two, drawn once or twice', () => {
    expect(drawable('Ǆ')).toBe('DŽ')
    expect(drawable(drawable('Ǆ'))).toBe('DŽ')
  })

  test('leaves nothing that another font would have to draw, and cleaning twice changes nothing', () => {
    const letters = useFonts()
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (typed) => {
        const drawn = drawable(typed)
        for (const c of drawn) expect(letters.has(c.codePointAt(0)!)).toBe(true)
        expect(drawable(drawn)).toBe(drawn)
      }),
    )
  })
})

describe('letter', () => {
  test('a short name keeps its size', () => {
    expect(letter('Lan', STYLE, ROOM)).toMatchObject({ style: { size: 60 }, cut: false })
  })

  test('a longer name shrinks first, then takes a second line, evenly', () => {
    const shrunk = letter('Gia đình Nguyễn Thị Ánh Tuyết', STYLE, ROOM)
    expect(shrunk.lines).toHaveLength(1)
    const [first, second] = letter('Gia đình Nguyễn Thị Ánh Tuyết và Đỗ Ưng Hoàng', STYLE, ROOM).lines
    expect(Math.abs(first!.width - second!.width)).toBeLessThan(200)
  })

  test('a sentence takes all its lines before it shrinks', () => {
    const sentence = letter('một hai ba bốn năm sáu bảy tám chín mười', STYLE, { ...ROOM, prefer: 'wrap' })
    expect(sentence).toMatchObject({ style: { size: 60 }, lines: { length: 2 } })
    const [first, second] = sentence.lines
    expect(Math.abs(first!.width - second!.width)).toBeLessThan(120)
  })

  test('what cannot fit ends in "…", between graphemes', () => {
    const stacked = `Y${'ê\u0306'.repeat(200)}`
    const lines = linesOf(stacked)
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(/^(ê\u0306)+…$/)
    expect(linesOf('Hoàng '.repeat(60))[1]).toMatch(/ Hoàng…$|Hoàn?…$/)
    expect(letter('Hoàng '.repeat(60), STYLE, ROOM).cut).toBe(true)
  })

  test('a bold stretch keeps its comma and its spaces', () => {
    const { lines } = letter(
      [{ text: 'đã góp ' }, { text: 'một suất', weight: 700 }, { text: ', trong đợt' }],
      { ...STYLE, size: 30, weight: 400 },
      ROOM,
    )
    expect(lines[0]!.pieces.map((p) => p.text)).toEqual(['đã góp ', 'một suất', ', trong đợt'])
  })

  test('no line is wider than its room, no ink outside its lines, whatever is typed', () => {
    const typed = fc.array(fc.constantFrom('Ấ', 'ợ', 'Nguyễn', 'W', 'ị', ' ', ' ', 'ĐẦU', '–'), {
      maxLength: 80,
    })
    const rooms = fc.record<Room>({
      width: fc.integer({ min: 120, max: 1400 }),
      lines: fc.integer({ min: 1, max: 4 }),
      least: fc.integer({ min: 10, max: 60 }),
      prefer: fc.constantFrom('shrink', 'wrap'),
    })
    const ctx = createCanvas(1, 1).getContext('2d')
    fc.assert(
      fc.property(typed, rooms, (parts, room) => {
        const set = letter(drawable(parts.join('')), STYLE, room)
        expect(set.lines.length).toBeLessThanOrEqual(room.lines)
        expect(set.pitch / set.style.size).toBeGreaterThanOrEqual(1.35)
        const ink = write(ctx, set, { x: 0, top: 0, align: 'left' })
        for (const [i, line] of ink.entries()) {
          expect(line.width).toBeLessThanOrEqual(room.width + 0.1)
          expect(line.y).toBeGreaterThanOrEqual(i * set.pitch - 1.5)
          expect(line.y + line.height).toBeLessThanOrEqual((i + 1) * set.pitch + 1.5)
        }
      }),
    )
  })

  test('the pitch leaves room for a dot below over a capital with two marks', () => {
    const ctx = createCanvas(1, 1).getContext('2d')
    const set = letter('ợợợợ ẪẪẪẪ', STYLE, { ...ROOM, width: 200 })
    const [above, below] = write(ctx, set, { x: 0, top: 0, align: 'left' })
    // Ink is measured in whole pixels, outwards.
    expect(above!.y + above!.height).toBeLessThanOrEqual(below!.y + 1)
    expect(PITCH).toBeGreaterThanOrEqual(1.35)
  })
})

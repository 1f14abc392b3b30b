import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { FAMILY, useFonts } from './fonts.ts'

type Weight = 300 | 400 | 500 | 600 | 700

export interface Style {
  /** Pixels. */
  size: number
  color: string
  weight?: Weight
  italic?: boolean
  /** Extra space between letters, in em. Above 0.08 copied text falls apart into letters. */
  tracking?: number
}

/** A stretch of text that departs from the paragraph's style. */
export interface Run {
  text: string
  weight?: Weight
  color?: string
}

export interface Room {
  width: number
  lines: number
  /** The smallest size, in pixels, before text is cut with "…". */
  least: number
  /** `shrink` (names, titles): smaller first, then another line. `wrap` (sentences): all lines first, then smaller. */
  prefer: 'shrink' | 'wrap'
}

/** Text set into lines, ready to be written. */
export interface Lettering {
  lines: readonly Line[]
  style: Style
  /** Distance of baselines. */
  pitch: number
  width: number
  height: number
  /** Whether "…" stands for the rest. */
  cut: boolean
}
interface Line {
  pieces: readonly Run[]
  width: number
}

/**
 * Line pitch in em. In this family a capital with two marks (Ấ) rises 1.16 em and a dot below (ợ) hangs 0.25 em;
 * anything closer lets them touch.
 */
export const PITCH = 1.42
const ASCENT = 1.16

/** One line may shrink to this share of its size before a second line is better to look at. */
const ONE_LINE_SHRINK = 0.72

/**
 * Text as our fonts can draw it: NFC, single spaces, no emoji, no control or direction characters, at most two
 * loose marks on a letter. Ornamental letters become plain (𝓛 → L); what the family lacks is left out, so the
 * result may be empty. A no-break space stays.
 */
export function drawable(text: string): string {
  const letters = useFonts()
  const covered = (s: string) => [...s].every((c) => letters.has(c.codePointAt(0)!))
  return [...text.normalize('NFC')]
    .map((c) => (/[\t\n\r]/.test(c) ? ' ' : c))
    .filter((c) => !/\p{C}|\p{Variation_Selector}|(?![©®™])\p{Extended_Pictographic}/u.test(c))
    .map((c) => [c, c.normalize('NFKC'), c.normalize('NFKD')].find(covered) ?? '')
    .join('')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** Sets text into the room: full size if it can, smaller or on more lines if it must, cut with "…" at the very last. */
export function letter(text: string | readonly Run[], style: Style, room: Room): Lettering {
  const words = wordsOf(typeof text === 'string' ? [{ text }] : text)
  const ruler = rulerFor(style)
  for (let count = room.prefer === 'wrap' ? room.lines : 1; count <= room.lines; count++) {
    const floor = count === room.lines ? room.least : Math.max(room.least, style.size * ONE_LINE_SHRINK)
    for (let size = style.size; size >= floor; size -= Math.max(1, style.size / 48)) {
      const lines = wrap(words, ruler, room.width / size)
      if (lines.length <= count)
        return lettering(balance(words, ruler, lines, room.width / size), { ...style, size }, false)
    }
  }
  const lines = wrap(words, ruler, room.width / room.least)
  const kept = cut(lines, ruler, room.lines, room.width / room.least)
  return lettering(kept, { ...style, size: room.least }, kept !== lines)
}

/**
 * Draws the lines below `top`, each aligned on `x`.
 * @returns the ink of each line, in the caller's coordinates
 */
export function write(
  ctx: SKRSContext2D,
  { lines, style, pitch }: Lettering,
  at: { x: number; top: number; align: 'left' | 'center' | 'right' },
): { text: string; x: number; y: number; width: number; height: number }[] {
  const share = { left: 0, center: 0.5, right: 1 }[at.align]
  return lines.map((line, i) => {
    const left = at.x - line.width * share
    const baseline = at.top + i * pitch + baselineOf(style)
    let x = left
    let above = 0
    let below = 0
    for (const piece of line.pieces) {
      dress(ctx, style, piece)
      ctx.fillText(piece.text, x, baseline)
      const ink = ctx.measureText(piece.text)
      above = Math.max(above, ink.actualBoundingBoxAscent)
      below = Math.max(below, ink.actualBoundingBoxDescent)
      x += ink.width
    }
    const text = line.pieces.map((piece) => piece.text).join('')
    return { text, x: left, y: baseline - above, width: line.width, height: above + below }
  })
}

/** From the top of the first line to its baseline. */
export const baselineOf = (style: Style): number => ASCENT * style.size

/** Pieces of one word: a bold stretch may end inside it, as before a comma. */
type Word = readonly Run[]

function wordsOf(runs: readonly Run[]): Word[] {
  const words: Run[][] = []
  let open = false
  for (const run of runs) {
    for (const part of run.text.split(/( +)/)) {
      if (part === '') continue
      if (part.startsWith(' ')) open = false
      else if (open) words.at(-1)!.push({ ...run, text: part })
      else open = words.push([{ ...run, text: part }]) > 0
    }
  }
  return words
}

/** From here on widths are in em: this family's letters grow evenly with the size, so each is measured once. */
type Ruler = (piece: Run) => number

let ctx: SKRSContext2D | undefined

function rulerFor(style: Style): Ruler {
  ctx ??= createCanvas(1, 1).getContext('2d')
  const known = new Map<string, number>()
  const at = { ...style, size: 100 }
  return (piece) => {
    const key = `${piece.weight}:${piece.text}`
    let width = known.get(key)
    if (width === undefined) {
      dress(ctx!, at, piece)
      width = ctx!.measureText(piece.text).width / 100
      known.set(key, width)
    }
    return width
  }
}

function wrap(words: readonly Word[], ruler: Ruler, width: number): Line[] {
  const lines: Line[] = []
  let line: Word[] = []
  for (const word of words.flatMap((word) => broken(word, ruler, width))) {
    if (line.length > 0 && lineOf([...line, word], ruler).width > width) {
      lines.push(lineOf(line, ruler))
      line = []
    }
    line.push(word)
  }
  if (line.length > 0) lines.push(lineOf(line, ruler))
  return lines
}

/** The same number of lines, as even as they can be. */
function balance(words: readonly Word[], ruler: Ruler, lines: Line[], width: number): Line[] {
  if (lines.length < 2) return lines
  let best = lines
  // No word is broken for the sake of evenness.
  let low = Math.max(width / 2, ...words.map((word) => lineOf([word], ruler).width))
  let high = width
  while (high - low > 0.1) {
    const middle = (low + high) / 2
    const tried = wrap(words, ruler, middle)
    if (tried.length === lines.length) {
      best = tried
      high = middle
    } else low = middle
  }
  return best
}

/** A word wider than the line is broken between graphemes; only then. */
function broken(word: Word, ruler: Ruler, width: number): Word[] {
  if (lineOf([word], ruler).width <= width) return [word]
  const parts: Word[] = []
  for (const piece of word) {
    let part = ''
    for (const grapheme of graphemes(piece.text)) {
      if (part !== '' && ruler({ ...piece, text: part + grapheme }) > width) {
        parts.push([{ ...piece, text: part }])
        part = ''
      }
      part += grapheme
    }
    parts.push([{ ...piece, text: part }])
  }
  return parts
}

function cut(lines: Line[], ruler: Ruler, count: number, width: number): Line[] {
  if (lines.length <= count) return lines
  const kept = lines.slice(0, count)
  const pieces = [...kept.pop()!.pieces]
  const final = pieces.pop()!
  const shown = graphemes(final.text)
  let line: Line
  do {
    line = measured([...pieces, { ...final, text: `${shown.join('').trimEnd()}…` }], ruler)
    shown.pop()
  } while (line.width > width && shown.length > 0)
  return [...kept, line]
}

function lettering(lines: readonly Line[], style: Style, cut: boolean): Lettering {
  const scaled = lines.map((line) => ({ ...line, width: line.width * style.size }))
  const pitch = PITCH * style.size
  return {
    lines: scaled,
    style,
    pitch,
    width: Math.max(0, ...scaled.map((line) => line.width)),
    height: lines.length * pitch,
    cut,
  }
}

/** Joins words with spaces, and neighbours of one style to one piece: so copied text keeps its spaces. */
function lineOf(words: readonly Word[], ruler: Ruler): Line {
  const pieces: Run[] = []
  for (const [i, word] of words.entries()) {
    for (const [j, piece] of word.entries()) {
      const before = pieces.at(-1)
      const space = i > 0 && j === 0 ? ' ' : ''
      if (before && before.weight === piece.weight && before.color === piece.color) {
        pieces[pieces.length - 1] = { ...before, text: before.text + space + piece.text }
      } else {
        if (before) pieces[pieces.length - 1] = { ...before, text: before.text + space }
        pieces.push(piece)
      }
    }
  }
  return measured(pieces, ruler)
}

function measured(pieces: readonly Run[], ruler: Ruler): Line {
  return { pieces, width: pieces.reduce((sum, piece) => sum + ruler(piece), 0) }
}

function dress(ctx: SKRSContext2D, style: Style, piece: Run): void {
  const weight = piece.weight ?? style.weight ?? 400
  // The host's language must not choose the shapes of letters.
  ctx.lang = 'vi'
  ctx.font = `${style.italic ? 'italic ' : ''}${weight} ${style.size}px "${FAMILY}"`
  ctx.letterSpacing = `${(style.tracking ?? 0) * style.size}px`
  ctx.fillStyle = piece.color ?? style.color
  ctx.textBaseline = 'alphabetic'
  ctx.textAlign = 'left'
}

function graphemes(text: string): string[] {
  return [...new Intl.Segmenter('vi', { granularity: 'grapheme' }).segment(text)].map((s) => s.segment)
}

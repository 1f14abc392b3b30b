import { createCanvas, PDFDocument, type SKRSContext2D } from '@napi-rs/canvas'
import QRCode from 'qrcode'
import { useFonts } from './fonts.ts'
import { drawable, type Lettering, letter, type Room, type Run, type Style, write } from './lettering.ts'

/** A page: pixels for drawing and for the picture, points for the PDF. */
export interface Format {
  width: number
  height: number
  points: { width: number; height: number }
}
/** 297 × 210 mm at 144 pixels an inch. */
export const A4_LANDSCAPE: Format = { width: 1684, height: 1191, points: { width: 842, height: 595 } }
/** 148 × 210 mm at 213 pixels an inch: on a phone the picture fills the screen's width. */
export const A5_PORTRAIT: Format = { width: 1240, height: 1754, points: { width: 420, height: 595 } }

/** A sheet upright in three sizes, drawn alike: for a wall, a door, a counter. */
export const UPRIGHT = {
  a3: { width: 1240, height: 1754, points: { width: 842, height: 1191 } },
  a4: { width: 1240, height: 1754, points: { width: 595, height: 842 } },
  a5: A5_PORTRAIT,
} as const satisfies Record<string, Format>

/** Flat, warm colours. No gradients: they make the picture ten times as large and six times as slow. */
export const COLORS = {
  paper: '#FFFBF4',
  white: '#FFFFFF',
  ink: '#2E2521',
  soft: '#7B6A5F',
  line: '#E3D3BF',
  gold: '#C79A4B',
  clay: '#A6402A',
  blush: '#F6E6DB',
  leaf: '#5E7B5A',
} as const

/** Where something was drawn, for whoever must know that nothing runs over. */
export interface Box {
  text: string
  x: number
  y: number
  width: number
  height: number
}

/** What one draws on. The same strokes make the picture and the PDF. */
export interface Sheet extends Pick<Format, 'width' | 'height'> {
  ctx: SKRSContext2D
  /** All text drawn so far, as ink. Watermarks and stamps are not in it: they lie over or under text by intent. */
  boxes: Box[]
}
export type Paint = (sheet: Sheet) => void

/** What the PDF says about itself. No date: the same data must give the same bytes. */
interface About {
  title: string
  author: string
}

/** Draws a page twice, as a picture for chat and as a PDF for print. Same data, same bytes, on every machine. */
export async function printed(
  format: Format,
  about: About,
  paint: Paint,
): Promise<{ png: Buffer; pdf: Buffer }> {
  return { png: await picture(format, paint), pdf: pdf(format, about, paint) }
}

export async function picture(format: Pick<Format, 'width' | 'height'>, paint: Paint): Promise<Buffer> {
  const canvas = createCanvas(format.width, format.height)
  paint(sheetOn(canvas.getContext('2d'), format))
  return canvas.encode('png')
}

/** Where a page's text would stand, without a picture. */
export function boxesOf(format: Pick<Format, 'width' | 'height'>, paint: Paint): Box[] {
  const sheet = sheetOn(createCanvas(1, 1).getContext('2d'), format)
  paint(sheet)
  return sheet.boxes
}

/** A page for print alone. Same data, same bytes. */
export const pdf = (format: Format, about: About, paint: Paint): Buffer => pages(format, about, [paint])

/** The same of several pages. */
export function pages(format: Format, about: About, paints: readonly Paint[]): Buffer {
  // Not PDF/A: that adds a random document number, and the digest of the file must stay the same.
  const document = new PDFDocument({ ...about, creator: 'Chung Tay' })
  for (const paint of paints) {
    const ctx = document.beginPage(format.points.width, format.points.height) as SKRSContext2D
    ctx.scale(format.points.width / format.width, format.points.height / format.height)
    paint(sheetOn(ctx, format))
    document.endPage()
  }
  return document.close()
}

function sheetOn(ctx: SKRSContext2D, { width, height }: Pick<Format, 'width' | 'height'>): Sheet {
  useFonts()
  return { ctx, width, height, boxes: [] }
}

interface Place {
  x: number
  top: number
  align: 'left' | 'center' | 'right'
}

/** A fine line across a sheet, from margin to margin. All in pixels. */
export function rule({ ctx, width }: Sheet, y: number, margin: number, thickness: number): void {
  ctx.strokeStyle = COLORS.line
  ctx.lineWidth = thickness
  ctx.beginPath()
  ctx.moveTo(margin, y)
  ctx.lineTo(width - margin, y)
  ctx.stroke()
}

/**
 * Writes text from `top` downwards within the room.
 * @returns where the text ends: the next `top`
 */
export function text(
  sheet: Sheet,
  words: string | readonly Run[],
  style: Style,
  place: Place,
  room: Partial<Room> & { width: number },
): number {
  return set(sheet, lettered(words, style, room), place)
}

/** Writes what was measured before. */
export function set(sheet: Sheet, lettering: Lettering, place: Place): number {
  sheet.boxes.push(...write(sheet.ctx, lettering, place))
  return place.top + lettering.height
}

/** Text measured for its room, not yet written: for what must be centred or stacked. */
export function lettered(
  words: string | readonly Run[],
  style: Style,
  room: Partial<Room> & { width: number },
): Lettering {
  const runs = typeof words === 'string' ? [{ text: words }] : words
  const spaced = runs.map((run) => ({ ...run, text: keepEdges(run.text) }))
  return letter(spaced, style, { lines: 1, least: style.size * 0.6, prefer: 'shrink', ...room })
}

/** A run keeps the space that parts it from its neighbour. */
function keepEdges(text: string): string {
  return `${/^ /.test(text) ? ' ' : ''}${drawable(text)}${/ $/.test(text) ? ' ' : ''}`
}

/**
 * A QR code in a white square with its quiet zone of four modules; modules are whole pixels, so that no scaling
 * blurs them. The square is at most `size` wide and lies in the middle of it.
 *
 * @returns the square
 */
export function qr(
  { ctx }: Sheet,
  content: string,
  at: { x: number; y: number; size: number },
  level: 'M' | 'H' = 'M',
): { x: number; y: number; size: number } {
  const { modules } = QRCode.create(content, { errorCorrectionLevel: level })
  const module = Math.floor(at.size / (modules.size + 8))
  if (module < 2)
    throw new Error(`QR of ${content.length} characters does not fit ${at.size} pixels: shorten PUBLIC_URL.`)
  const size = module * (modules.size + 8)
  const x = Math.round(at.x + (at.size - size) / 2)
  const y = Math.round(at.y + (at.size - size) / 2)
  ctx.fillStyle = COLORS.white
  ctx.fillRect(x, y, size, size)
  // One path for all: modules drawn one by one show hairlines in some PDF viewers.
  ctx.beginPath()
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue
      ctx.rect(x + (column + 4) * module, y + (row + 4) * module, module, module)
    }
  }
  ctx.fillStyle = '#000000'
  ctx.fill()
  // In a PDF the code can also be tapped. On a picture this does nothing.
  if (/^https?:/.test(content)) ctx.annotateLinkUrl(x, y, x + size, y + size, content)
  return { x, y, size }
}

/** A short notice in a thin outline, from its upper left corner: the mark of the demo world. */
export function label(sheet: Sheet, words: string, { x, y }: { x: number; y: number }): void {
  const notice = lettered(words, { size: 22, weight: 600, color: COLORS.clay }, { width: 400 })
  const [width, height] = [notice.width + 40, notice.height + 16]
  sheet.ctx.beginPath()
  sheet.ctx.roundRect(x, y, width, height, 8)
  sheet.ctx.strokeStyle = COLORS.clay
  sheet.ctx.lineWidth = 2
  sheet.ctx.stroke()
  set(sheet, notice, { x: x + 20, top: y + 5, align: 'left' })
  // Its frame is ink too.
  Object.assign(sheet.boxes.at(-1)!, { x, y, width, height })
}

/** Big pale words across the page, under the text: whoever cuts the label off cannot cut this off. */
export function watermark({ ctx, width, height }: Sheet, words: string): void {
  const mark = lettered(
    words,
    { size: height * 0.3, weight: 700, color: COLORS.blush },
    { width: width * 0.8, least: 20 },
  )
  ctx.save()
  ctx.translate(width / 2, height / 2)
  ctx.rotate(-Math.PI / 10)
  write(ctx, mark, { x: 0, top: -mark.height / 2, align: 'center' })
  ctx.restore()
}

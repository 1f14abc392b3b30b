import { baselineOf, drawable, type Lettering, type Style } from '../platform/paper/lettering.ts'
import { divider, frame, HEM, mark, terraces } from '../platform/paper/ornament.ts'
import {
  COLORS,
  label,
  lettered,
  type Paint,
  pages,
  picture,
  rule,
  type Sheet,
  set,
  text,
  UPRIGHT,
  watermark,
} from '../platform/paper/paper.ts'
import { capitalise, formatDayFull, formatMoney } from '../platform/vietnamese/index.ts'
import { YEAR } from './words.ts'
import { stagesSaid, type Year, type YearGift, type YearThing } from './year.ts'

const FORMAT = UPRIGHT.a4
const MIDDLE = FORMAT.width / 2
const MARGIN = 34
const LEFT = 110
const RIGHT = FORMAT.width - LEFT
/** The lowest line of gifts. */
const FLOOR = 1490
/** Where gifts begin on the pages behind the first. */
const NEXT_TOP = 150
const SUM_WIDTH = 330

/** The first page as a picture for the chat, and all of them as a PDF (A4). Same facts, same bytes. */
export async function drawYear(facts: Year): Promise<{ png: Buffer; pdf: Buffer }> {
  const paints = paintYear(facts)
  const title = YEAR[facts.lang].paper(facts.year)
  const about = { title, author: facts.units.join(', ') || 'Chung Tay' }
  return { png: await picture(FORMAT, paints[0]!), pdf: pages(FORMAT, about, paints) }
}

/** One paint for each page. */
export function paintYear(facts: Year): Paint[] {
  const rows = [
    ...facts.gifts.map((gift) => rowOf(gift, facts)),
    ...facts.things.map((one) => thingRow(one, facts)),
  ]
  const parted: Row[][] = [[]]
  // A page of its own is measured as it is drawn: the head of the first is not as high as the names in it allow.
  let top = HEAD_END
  for (const row of rows) {
    if (top + row.height > FLOOR) {
      parted.push([])
      top = NEXT_TOP
    }
    parted.at(-1)!.push(row)
    top += row.height
  }
  return parted.map((page, n) => (sheet) => {
    ground(sheet, facts)
    if (n === 0) head(sheet, facts)
    let at = n === 0 ? HEAD_END : NEXT_TOP
    for (const [i, row] of page.entries()) {
      if (i > 0) rule(sheet, at, LEFT, 1.5)
      at = drawRow(sheet, row, at)
    }
    foot(sheet, facts, parted.length > 1 ? YEAR[facts.lang].page(n + 1, parted.length) : undefined)
  })
}

function ground(sheet: Sheet, facts: Year): void {
  const { ctx, width, height } = sheet
  const w = YEAR[facts.lang]
  ctx.fillStyle = COLORS.paper
  ctx.fillRect(0, 0, width, height)
  terraces(sheet, MARGIN + HEM, 110)
  if (facts.demo) watermark(sheet, w.demo)
  frame(sheet, MARGIN)
  if (facts.demo) label(sheet, w.demoNote, { x: 84, y: 78 })
}

/** So high is the head, whatever stands in it: its texts shrink into their rooms. */
const HEAD_END = 690

function head(sheet: Sheet, facts: Year): void {
  const w = YEAR[facts.lang]
  mark(sheet.ctx, MIDDLE, 120, 76)
  const unit: Style = { size: 26, weight: 600, color: COLORS.soft, tracking: 0.05 }
  text(sheet, facts.units.join(' · ').toLocaleUpperCase('vi'), unit, at(176), {
    width: 980,
    lines: 2,
    least: 14,
  })
  const name = drawable(facts.name ?? '')
  const title: Style = { size: 62, weight: 300, color: COLORS.clay }
  text(sheet, w.paper(facts.year), title, at(name ? 246 : 276), { width: 980 })
  if (name) {
    text(sheet, w.of(name), { size: 32, weight: 600, color: COLORS.ink }, at(338), { width: 900, least: 18 })
  }
  divider(sheet.ctx, MIDDLE, 412, 320)
  const soft: Style = { size: 26, color: COLORS.soft }
  text(sheet, facts.gifts.length > 0 ? w.received : w.gave, soft, at(438), { width: 900 })
  const { gifts, things } = facts
  const sum = gifts.length > 0 ? formatMoney(facts.total, facts.lang) : w.things(things.length)
  text(sheet, sum, { size: 72, weight: 700, color: COLORS.ink }, at(466), { width: 980 })
  const counts = [
    gifts.length > 0 ? w.count(gifts.length) : '',
    gifts.length > 0 && things.length > 0 ? w.things(things.length) : '',
  ]
  text(sheet, counts.filter(Boolean).join('  ·  '), soft, at(566), { width: 900, least: 16 })
  const said = stagesSaid(facts)
  // All of them on one line would be cut, and what is not bought yet would go unsaid.
  const half = Math.ceil(said.length / 2)
  const lines = said.length > 2 ? [said.slice(0, half), said.slice(half)] : [said]
  const green: Style = { size: 26, weight: 600, color: COLORS.leaf }
  for (const [n, line] of lines.entries())
    text(sheet, line.join('  ·  '), green, at(612 + n * 36), { width: 1000, least: 16 })
}

interface Row {
  readonly height: number
  readonly lines: readonly Lettering[]
  /** Of what is no money: none. */
  readonly sum: Lettering | undefined
}

const AIR = 16

function rowOf(gift: YearGift, facts: Year): Row {
  const w = YEAR[facts.lang]
  const room = { width: RIGHT - LEFT - SUM_WIDTH, lines: 2, least: 16, prefer: 'wrap' } as const
  const line = (words: string, style: Style) => lettered(words, style, room)
  const lines = [
    line(`${formatDayFull(gift.at, facts.lang)}  ·  ${w.receipt(gift.receipt)}`, {
      size: 22,
      color: COLORS.soft,
    }),
    line(capitalise(gift.usedFor), { size: 27, weight: 600, color: COLORS.ink }),
    ...(gift.behalf === null ? [] : [line(gift.behalf, { size: 24, italic: true, color: COLORS.ink })]),
    ...gift.became.map((words) => line(words, { size: 24, color: isHere(gift) ? COLORS.leaf : COLORS.soft })),
  ]
  const sum = lettered(
    formatMoney(gift.amount, facts.lang),
    { size: 32, weight: 600, color: COLORS.ink },
    { width: SUM_WIDTH - 20 },
  )
  return { lines, sum, height: lines.reduce((all, { height }) => all + height, 0) + 2 * AIR }
}

function thingRow({ on, what, became }: YearThing, { lang }: Year): Row {
  const room = { width: RIGHT - LEFT, lines: 2, least: 16, prefer: 'wrap' } as const
  const lines = [
    lettered(formatDayFull(on, lang), { size: 22, color: COLORS.soft }, room),
    lettered(capitalise(drawable(what)), { size: 27, weight: 600, color: COLORS.ink }, room),
    lettered(became, { size: 24, color: COLORS.leaf }, room),
  ]
  return { lines, sum: undefined, height: lines.reduce((all, { height }) => all + height, 0) + 2 * AIR }
}

const isHere = ({ here, amount }: YearGift): boolean => here === amount

function drawRow(sheet: Sheet, { lines, sum, height }: Row, from: number): number {
  let top = from + AIR
  for (const one of lines) top = set(sheet, one, { x: LEFT, top, align: 'left' })
  if (!sum) return from + height
  // On the baseline of what it is for.
  const beside = from + AIR + lines[0]!.height + baselineOf(lines[1]!.style) - baselineOf(sum.style)
  set(sheet, sum, { x: RIGHT, top: beside, align: 'right' })
  return from + height
}

function foot(sheet: Sheet, facts: Year, page: string | undefined): void {
  const w = YEAR[facts.lang]
  const quiet: Style = { size: 20, color: COLORS.soft }
  const room = { width: RIGHT - LEFT, lines: 2, least: 14, prefer: 'wrap' } as const
  rule(sheet, FLOOR + 14, LEFT, 1.5)
  let top = text(sheet, w.foot(formatDayFull(facts.now, facts.lang)), quiet, at(FLOOR + 26), room)
  top = text(sheet, w.law, { ...quiet, italic: true }, at(top), room)
  text(sheet, page ?? w.thanks, { size: 22, weight: 600, color: COLORS.clay }, at(top + 6), { width: 700 })
}

function at(top: number) {
  return { x: MIDDLE, top, align: 'center' } as const
}

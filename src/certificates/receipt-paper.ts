import { baselineOf, drawable, type Lettering, type Style, write } from '../platform/paper/lettering.ts'
import { frame, HEM, mark, terraces } from '../platform/paper/ornament.ts'
import {
  A5_PORTRAIT,
  COLORS,
  label,
  lettered,
  type Paint,
  printed,
  qr,
  rule,
  type Sheet,
  set,
  text,
  watermark,
} from '../platform/paper/paper.ts'
import { asDay, formatDayFull, formatMoney, formatTime, type Lang } from '../platform/vietnamese/index.ts'
import { RECEIPT } from './words.ts'

/** What a receipt says, all of it. Kept with the receipt, so that a later change elsewhere never changes a paper. */
export interface ReceiptFacts {
  /** Gapless within its series: `TET27-000413`. */
  number: string
  /** `null` when the donor gave no name. */
  donorName: string | null
  gift: ReceivedMoney | ReceivedGoods
  receivedAt: Date
  /** `Tết ấm 2027 · 1 suất quà Tết` */
  usedFor: string
  /** What the donor asked for, if anything. */
  condition: string | null
  unitName: string
  /** Number of the decision that founded the fund. */
  unitDecision: string | null
  lang: Lang
  /** A cancelled receipt keeps its number and its page, and says so across it. */
  cancelled: { date: string; reason: string; replacedBy: string | null } | null
  verifyUrl: string
  demo: boolean
}

export interface ReceivedMoney {
  kind: 'transfer' | 'cash'
  /** Whole đồng. */
  amount: bigint
  /** `Ba trăm nghìn đồng chẵn` */
  amountInWords: string
  /** The bank's for a transfer (only its last four characters are shown), the cash voucher's for cash. */
  reference: string | null
  /** Where a transfer arrived: number and bank. */
  account: string | null
}

export interface ReceivedGoods {
  kind: 'goods'
  items: readonly { name: string; size: string; quantity: string; condition: string }[]
  /** Whole đồng, put down by the fund for its own books. */
  estimate: bigint | null
}

/** The receipt as a picture (1240 × 1754) and as a PDF (A5). Same facts, same bytes. */
export async function drawReceipt(facts: ReceiptFacts): Promise<{ png: Buffer; pdf: Buffer }> {
  const title = `${RECEIPT[facts.lang].title} ${facts.number}`
  return printed(A5_PORTRAIT, { title, author: facts.unitName }, paintReceipt(facts))
}

const MIDDLE = A5_PORTRAIT.width / 2
const MARGIN = 34
const LEFT = 100
const RIGHT = A5_PORTRAIT.width - LEFT
const VALUES = 400
const FOOT = 1392

export function paintReceipt(facts: ReceiptFacts): Paint {
  return (sheet) => {
    ground(sheet, facts)
    const headed = head(sheet, facts)
    const { gift } = facts
    const given =
      gift.kind === 'goods' ? goods(sheet, facts, gift, headed) : money(sheet, gift, facts.lang, headed)
    const floor = facts.cancelled ? cancellation(sheet, facts, facts.cancelled) : FOOT
    details(sheet, facts, given + 20, floor)
    foot(sheet, facts)
    if (facts.cancelled) stamp(sheet, RECEIPT[facts.lang].cancelled)
  }
}

function ground(sheet: Sheet, facts: ReceiptFacts): void {
  const { ctx, width, height } = sheet
  ctx.fillStyle = COLORS.paper
  ctx.fillRect(0, 0, width, height)
  terraces(sheet, MARGIN + HEM, 120)
  if (facts.demo) watermark(sheet, RECEIPT[facts.lang].demo)
  frame(sheet, MARGIN)
  if (facts.demo) label(sheet, RECEIPT[facts.lang].demoNote, { x: LEFT, y: 84 })
}

function head(sheet: Sheet, facts: ReceiptFacts): number {
  const words = RECEIPT[facts.lang]
  mark(sheet.ctx, MIDDLE, 128, 84)
  const unit: Style = { size: 30, weight: 600, color: COLORS.soft, tracking: 0.05 }
  let top = text(sheet, facts.unitName.toLocaleUpperCase('vi'), unit, at(188), { width: 980, lines: 2 })
  top = text(sheet, words.title, { size: 80, weight: 300, color: COLORS.clay }, at(top), { width: 900 })
  const number: Style = { size: 36, weight: 600, color: COLORS.ink }
  return text(sheet, `${words.number} ${facts.number}`, number, at(top - 6), { width: 900 }) + 22
}

function money(sheet: Sheet, gift: ReceivedMoney, lang: Lang, top: number): number {
  const sum = lettered(
    formatMoney(gift.amount, lang),
    { size: 92, weight: 700, color: COLORS.ink },
    { width: 980 },
  )
  const words = lettered(
    `(${gift.amountInWords})`,
    { size: 34, italic: true, color: COLORS.ink },
    { width: 960, lines: 2, least: 22 },
  )
  const height = sum.height + words.height + 20
  sheet.ctx.fillStyle = COLORS.blush
  sheet.ctx.beginPath()
  sheet.ctx.roundRect(LEFT, top, RIGHT - LEFT, height, 24)
  sheet.ctx.fill()
  set(sheet, words, at(set(sheet, sum, at(top)) - 4))
  return top + height
}

const COLUMNS = [
  { x: LEFT, width: 410 },
  { x: 526, width: 226 },
  { x: 768, width: 172 },
  { x: 956, width: 184 },
] as const
/** Lines of goods that fit; whoever gives more kinds finds them all on the verification page. */
const MOST_ITEMS = 8

function goods(sheet: Sheet, facts: ReceiptFacts, gift: ReceivedGoods, from: number): number {
  const words = RECEIPT[facts.lang]
  const cell: Style = { size: 30, color: COLORS.ink }
  const lines = gift.items.length > 4 ? 1 : 2
  const shown = gift.items.length > MOST_ITEMS ? gift.items.slice(0, MOST_ITEMS - 1) : gift.items
  let top = cells(sheet, { ...cell, size: 26, color: COLORS.soft }, words.columns, 1, from)
  for (const { name, size, quantity, condition } of shown) {
    top = cells(sheet, cell, [name, size, quantity, condition], lines, top)
  }
  const note: Style = { size: 26, italic: true, color: COLORS.soft }
  const place = { x: LEFT, align: 'left' } as const
  const left = gift.items.length - shown.length
  if (left > 0) top = text(sheet, words.more(left), note, { ...place, top: top + 4 }, { width: RIGHT - LEFT })
  if (gift.estimate === null) return top
  const estimate = `${words.estimate} ${formatMoney(gift.estimate, facts.lang)}`
  return text(sheet, estimate, note, { ...place, top: top + 6 }, { width: RIGHT - LEFT })
}

/** One row of the table on one baseline, ruled off below. */
function cells(sheet: Sheet, style: Style, values: readonly string[], lines: number, top: number): number {
  const ends = COLUMNS.map(({ x, width }, i) => {
    const value = lettered(values[i]!, style, { width, lines, least: 18 })
    return set(sheet, value, { x, top: top + baselineOf(style) - baselineOf(value.style), align: 'left' })
  })
  const end = Math.max(...ends, top) + 4
  rule(sheet, end, LEFT, 2)
  return end + 2
}

/** Size of the values and lines that each may take. The last fits whatever is above and below. */
const SETTINGS = [...[36, 34, 32, 30, 28, 26, 24, 22, 20].map((size) => [size, 3] as const), [20, 2]] as const

/** Label and value, row by row; all of them smaller together when long values would reach the floor. */
function details(sheet: Sheet, facts: ReceiptFacts, from: number, floor: number): void {
  let rows: Row[] = []
  let air = 0
  for (const [size, lines] of SETTINGS) {
    rows = rowsOf(facts, size, lines)
    const free = floor - from - rows.reduce((all, [, value]) => all + value.height, 0)
    air = Math.min(15, free / rows.length / 2)
    if (air >= 4) break
  }
  let top = from
  for (const [i, [name, value]] of rows.entries()) {
    if (i > 0) rule(sheet, top, LEFT, 2)
    const style: Style = { size: Math.min(28, value.style.size), color: COLORS.soft }
    const baseline = baselineOf(value.style) - baselineOf(style)
    text(
      sheet,
      name,
      style,
      { x: LEFT, top: top + air + baseline, align: 'left' },
      { width: VALUES - LEFT - 20 },
    )
    top = set(sheet, value, { x: VALUES, top: top + air, align: 'left' }) + air
  }
}

type Row = readonly [label: string, value: Lettering]

function rowsOf(facts: ReceiptFacts, size: number, lines: number): Row[] {
  const words = RECEIPT[facts.lang]
  const { gift } = facts
  const row = (name: string, value: string | null, weight: 400 | 600 = 400): Row[] => {
    if (value === null) return []
    const style: Style = { size, weight, color: COLORS.ink }
    return [[name, lettered(value, style, { width: RIGHT - VALUES, lines, least: 18, prefer: 'wrap' })]]
  }
  // No brackets: the number itself may end in some.
  const decision = facts.unitDecision === null ? '' : `, ${words.decision} ${facts.unitDecision}`
  return [
    ...row(words.donor, drawable(facts.donorName ?? '') || words.nameless, 600),
    ...row(words.received, `${formatDayFull(facts.receivedAt, facts.lang)}, ${formatTime(facts.receivedAt)}`),
    ...row(words.form, formOf(facts)),
    ...row(words.usedFor, facts.usedFor),
    ...row(words.condition, facts.condition),
    ...row(words.unit, facts.unitName + decision),
    ...row(words.account, gift.kind === 'goods' ? null : gift.account),
  ]
}

function formOf({ gift, lang }: ReceiptFacts): string {
  const words = RECEIPT[lang]
  if (gift.kind === 'goods' || gift.reference === null) return words.forms[gift.kind]
  // A bank's reference identifies the payer's transfer: enough to compare, not to look up.
  const shown = gift.kind === 'transfer' ? `…${gift.reference.slice(-4)}` : gift.reference
  return `${words.forms[gift.kind]}, ${words.references[gift.kind]} ${shown}`
}

function foot(sheet: Sheet, facts: ReceiptFacts): void {
  const words = RECEIPT[facts.lang]
  const code = qr(sheet, facts.verifyUrl, { x: LEFT, y: FOOT + 16, size: 250 })
  const place = { x: code.x + code.size + 34, align: 'left' } as const
  const width = RIGHT - place.x
  const style: Style = { size: 30, weight: 600, color: COLORS.ink }
  let top = text(sheet, words.scan, style, { ...place, top: code.y }, { width, lines: 2 })
  const quiet: Style = { size: 24, color: COLORS.soft }
  const address = facts.verifyUrl.replace(/^https?:\/\//, '')
  top = text(sheet, address, quiet, { ...place, top }, { width, lines: 2, least: 16 })
  const law: Style = { size: 26, italic: true, color: COLORS.ink }
  text(sheet, words.law, law, { ...place, top: top + 14 }, { width, lines: 4, prefer: 'wrap' })
}

/**
 * Why it was cancelled, in words, above the foot.
 * @returns its upper edge
 */
function cancellation(
  sheet: Sheet,
  facts: ReceiptFacts,
  cancelled: NonNullable<ReceiptFacts['cancelled']>,
): number {
  const words = RECEIPT[facts.lang]
  const { date, reason, replacedBy } = cancelled
  const said = words.cancelledFor(formatDayFull(asDay(date), facts.lang), reason)
  const instead = replacedBy === null ? '.' : `${words.replacedBy(replacedBy)}.`
  const style: Style = { size: 34, weight: 600, color: COLORS.white }
  const notice = lettered(said + instead, style, { width: 1000, lines: 3, least: 22, prefer: 'wrap' })
  const height = notice.height + 28
  const top = FOOT - height
  const inner = MARGIN + HEM
  sheet.ctx.fillStyle = COLORS.clay
  sheet.ctx.fillRect(inner, top, sheet.width - 2 * inner, height)
  set(sheet, notice, at(top + 10))
  return top
}

/** Over everything, so that no part of a cancelled receipt can be used alone. */
function stamp({ ctx }: Sheet, words: string): void {
  const big = lettered(words, { size: 170, weight: 700, color: COLORS.clay }, { width: 900 })
  ctx.save()
  ctx.translate(MIDDLE, 800)
  ctx.rotate(-Math.PI / 9)
  ctx.globalAlpha = 0.6
  ctx.strokeStyle = COLORS.clay
  ctx.lineWidth = 10
  ctx.strokeRect(-big.width / 2 - 50, -big.height / 2 - 10, big.width + 100, big.height + 30)
  write(ctx, big, { x: 0, top: -big.height / 2, align: 'center' })
  ctx.restore()
}

function at(top: number) {
  return { x: MIDDLE, top, align: 'center' } as const
}

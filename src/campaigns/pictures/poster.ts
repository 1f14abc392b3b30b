import type { Style } from '../../platform/paper/lettering.ts'
import { mark } from '../../platform/paper/ornament.ts'
import {
  A5_PORTRAIT,
  COLORS,
  label,
  lettered,
  type Paint,
  pdf,
  qr,
  type Sheet,
  set,
  text,
  UPRIGHT,
  watermark,
} from '../../platform/paper/paper.ts'
import { type Day, formatDayFull, formatMoney, type Lang } from '../../platform/vietnamese/index.ts'
import type { Motif } from './palette.ts'
import { paintScene } from './scene.ts'

/** What hangs on a wall for weeks: nothing on it may grow old, so how much is left stands behind its code alone. */
export interface PosterFacts {
  readonly motif: Motif
  /** The campaign's. */
  readonly title: string
  /** `Tà Xùa, Sơn La`; null for where it is needed most. */
  readonly place: string | null
  /** `áo ấm cho bé gái 6–10 tuổi`, in the fund's words. */
  readonly what: string
  /** Whom it is for, where no place says it. */
  readonly forWhom: string | null
  /** Đồng for one, and what is counted; null for a sum of many. */
  readonly price: { readonly each: bigint; readonly unit: string } | null
  /** The last day on which gifts are taken. */
  readonly until: Day
  readonly fundName: string
  /** Number of the decision that founded the fund. */
  readonly decision: string | null
  /** What its code opens: the page of the need or of the campaign. */
  readonly url: string
  /** Where anyone can check an account, a paper, a link. */
  readonly checkUrl: string
  readonly lang: Lang
  readonly demo: boolean
}

type PosterSize = keyof typeof UPRIGHT
export const POSTER_SIZES = Object.keys(UPRIGHT) as readonly PosterSize[]

const WORDS = {
  vi: {
    needs: 'Các em đang cần',
    at: (place: string) => `Ở ${place}, các em đang cần`,
    forWhom: (whom: string) => `Dành cho ${whom}`,
    price: (each: string, unit: string) => `${each} một ${unit}`,
    until: (day: string) => `Quỹ nhận đến hết ngày ${day}`,
    scan: 'Quét mã để góp',
    newest: 'Còn cần bao nhiêu, bạn xem số mới nhất ở trang này.',
    decision: (number: string) => `Quyết định thành lập số ${number}`,
    check: (url: string) => `Tài khoản nhận tiền luôn đứng tên Quỹ. Thấy lạ, bạn kiểm tra ở ${url}`,
    demo: 'BẢN THỬ',
    demoNote: 'Áp phích thử, không có giá trị thật',
  },
  en: {
    needs: 'What children need now',
    at: (place: string) => `In ${place}, children need`,
    forWhom: (whom: string) => `For ${whom}`,
    price: (each: string, unit: string) => `${each} for one ${unit}`,
    until: (day: string) => `The fund takes gifts until ${day}`,
    scan: 'Scan the code to give',
    newest: 'How much is still needed is on the page behind it, always up to date.',
    decision: (number: string) => `Founded by decision no. ${number}`,
    check: (url: string) => `Our account is always in the fund’s name. In doubt, check at ${url}`,
    demo: 'DEMO',
    demoNote: 'A demo poster, of no real value',
  },
} as const

/** The poster as a PDF. Same facts, same bytes. */
export function drawPoster(facts: PosterFacts, size: PosterSize): Buffer {
  return pdf(UPRIGHT[size], { title: facts.title, author: facts.fundName }, paintPoster(facts))
}

const { width: WIDTH, height: HEIGHT } = A5_PORTRAIT
const MIDDLE = WIDTH / 2
const EDGE = 96
const SCENE = 600
const FOOT = 1180
const CODE = 336

export function paintPoster(facts: PosterFacts): Paint {
  return (sheet) => {
    const { ctx } = sheet
    ctx.fillStyle = COLORS.paper
    ctx.fillRect(0, 0, WIDTH, HEIGHT)
    if (facts.demo) watermark(sheet, WORDS[facts.lang].demo)
    paintScene(ctx, facts.motif, { x: 0, y: 0, width: WIDTH, height: SCENE })
    said(sheet, facts)
    wayIn(sheet, facts)
    foot(sheet, facts)
  }
}

/** Title, what is needed and what one costs, hung between the scene and the code. */
function said(sheet: Sheet, facts: PosterFacts): void {
  const w = WORDS[facts.lang]
  const room = { width: WIDTH - 2 * EDGE }
  const lead: Style = { size: 36, color: COLORS.soft }
  const price = facts.price && w.price(formatMoney(facts.price.each, facts.lang), facts.price.unit)
  const parts = [
    lettered(facts.title, { size: 84, weight: 700, color: COLORS.clay }, { ...room, lines: 2, least: 46 }),
    lettered(facts.place === null ? w.needs : w.at(facts.place), lead, { ...room, lines: 2 }),
    lettered(
      facts.what,
      { size: 54, weight: 600, color: COLORS.ink },
      { ...room, lines: 2, least: 34, prefer: 'wrap' },
    ),
    ...(facts.forWhom === null ? [] : [lettered(w.forWhom(facts.forWhom), lead, { ...room, lines: 2 })]),
    ...(price ? [lettered(price, { size: 42, weight: 600, color: COLORS.leaf }, room)] : []),
    lettered(w.until(formatDayFull(facts.until, facts.lang)), { size: 32, color: COLORS.soft }, room),
  ]
  const height = parts.reduce((all, part) => all + part.height, 0)
  const gap = Math.min(16, (FOOT - SCENE - height) / (parts.length + 1))
  let top = SCENE + (FOOT - SCENE - height - gap * (parts.length - 1)) / 2
  for (const part of parts) top = set(sheet, part, { x: MIDDLE, top, align: 'center' }) + gap
}

/** The code, and beside it what it opens, for whoever cannot scan. */
function wayIn(sheet: Sheet, facts: PosterFacts): void {
  const w = WORDS[facts.lang]
  const { ctx } = sheet
  ctx.fillStyle = COLORS.blush
  ctx.beginPath()
  ctx.roundRect(EDGE - 32, FOOT, WIDTH - 2 * (EDGE - 32), CODE + 32, 28)
  ctx.fill()
  // A wall is not kind to paper: more of the code may be lost than on a screen.
  const code = qr(sheet, facts.url, { x: EDGE - 16, y: FOOT + 16, size: CODE }, 'H')
  const x = EDGE - 16 + CODE + 40
  const place = { x, align: 'left' } as const
  const room = { width: WIDTH - EDGE - x }
  const bold: Style = { size: 54, weight: 700, color: COLORS.ink }
  let top = text(sheet, w.scan, bold, { ...place, top: code.y + 18 }, room)
  const plain: Style = { size: 33, color: COLORS.ink }
  top = text(sheet, w.newest, plain, { ...place, top: top + 6 }, { ...room, lines: 3, prefer: 'wrap' })
  const address: Style = { size: 28, weight: 600, color: COLORS.clay }
  text(sheet, shown(facts.url), address, { ...place, top: top + 10 }, { ...room, lines: 2, least: 16 })
  if (facts.demo) label(sheet, w.demoNote, { x: EDGE, y: 40 })
}

/** Whose it is and how to check that, in the middle of what is left below. */
function foot(sheet: Sheet, facts: PosterFacts): void {
  const w = WORDS[facts.lang]
  const room = { width: WIDTH - 2 * EDGE - 96 }
  const decision = facts.decision === null ? '' : ` · ${w.decision(facts.decision)}`
  const fund = lettered(
    facts.fundName,
    { size: 30, weight: 600, color: COLORS.ink },
    { ...room, lines: 2, prefer: 'wrap', least: 24 },
  )
  const check = lettered(
    w.check(shown(facts.checkUrl)) + decision,
    { size: 23, color: COLORS.soft },
    { ...room, lines: 2, least: 14, prefer: 'wrap' },
  )
  const above = FOOT + CODE + 32
  const middle = (above + HEIGHT - 48) / 2
  mark(sheet.ctx, EDGE + 30, middle, 72)
  const place = { x: EDGE + 96, align: 'left' } as const
  const top = middle - (fund.height + check.height) / 2
  set(sheet, check, { ...place, top: set(sheet, fund, { ...place, top }) })
}

const shown = (url: string): string => url.replace(/^https?:\/\//, '')

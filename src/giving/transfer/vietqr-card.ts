import { baselineOf, type Lettering, type Style } from '../../platform/paper/lettering.ts'
import { mark } from '../../platform/paper/ornament.ts'
import {
  COLORS,
  lettered,
  type Paint,
  picture,
  qr,
  type Sheet,
  set,
  text,
} from '../../platform/paper/paper.ts'
import { formatMoney, type Lang } from '../../platform/vietnamese/index.ts'
import { isCode, showCode } from './reference-code.ts'

export interface VietQrCard {
  /** From `vietQr()`. The demo world's names a bank that does not exist. */
  payload: string
  /** As the bank shows it, so that the donor can compare: `QUỸ BẢO TRỢ TRẺ EM TỈNH SƠN LA`. */
  holder: string
  bankName: string
  account: string
  /** Whole đồng. */
  amount: bigint
  /** Transfer content, as in the payload. */
  memo: string
  campaignTitle: string
  lang: Lang
  demo: boolean
}

/** Three by four: fills a phone's width in chat and stays sharp when the chat app makes it smaller. */
export const CARD = { width: 1080, height: 1500 }

/**
 * The picture a donor saves and opens in her bank's app (she cannot scan her own screen), with everything on it
 * that she needs to type the transfer by hand instead.
 *
 * In the demo world a ribbon crosses the code. The code beneath still reads, on purpose: it is drawn with more
 * redundancy, so that the whole way can be tried out, and names a bank number that no bank has.
 */
export async function drawVietQrCard(card: VietQrCard): Promise<Buffer> {
  return picture(CARD, paintVietQrCard(card))
}

const WORDS = {
  vi: {
    scan: 'Lưu ảnh này rồi mở trong ứng dụng ngân hàng',
    memo: 'Nội dung chuyển khoản',
    holder: 'Chủ tài khoản',
    bank: 'Ngân hàng',
    account: 'Số tài khoản',
    demo: 'DEMO – KHÔNG CHUYỂN TIỀN',
  },
  en: {
    scan: 'Save this picture and open it in your banking app',
    memo: 'Memo',
    holder: 'Account holder',
    bank: 'Bank',
    account: 'Account number',
    demo: 'DEMO – DO NOT SEND MONEY',
  },
} as const

const LABEL: Style = { size: 28, color: COLORS.soft }
const MEMO: Style = { size: 50, weight: 700, color: COLORS.clay, tracking: 0.03 }
const ACCOUNT: Style = { size: 42, weight: 600, color: COLORS.ink }
const NAME: Style = { size: 33, weight: 600, color: COLORS.ink }
const MIDDLE = CARD.width / 2
const EDGE = 72
const CODE = { x: (CARD.width - 700) / 2, y: 186, size: 700 }

export function paintVietQrCard(card: VietQrCard): Paint {
  return (sheet) => {
    ground(sheet)
    head(sheet, card)
    code(sheet, card)
    sum(sheet, card)
    details(sheet, card)
  }
}

function ground({ ctx, width, height }: Sheet): void {
  ctx.fillStyle = COLORS.blush
  ctx.fillRect(0, 0, width, height)
  ctx.fillStyle = COLORS.paper
  ctx.beginPath()
  ctx.roundRect(28, 28, width - 56, height - 56, 36)
  ctx.fill()
}

function head(sheet: Sheet, card: VietQrCard): void {
  const style: Style = { size: 50, weight: 600, color: COLORS.clay }
  const room = { width: 820, lines: 2, least: 34 }
  const title = lettered(card.campaignTitle, style, room)
  const top = 108 - title.height / 2
  text(sheet, card.campaignTitle, style, { x: MIDDLE + 30, top, align: 'center' }, room)
  mark(sheet.ctx, MIDDLE + 30 - title.width / 2 - 50, 106, 64)
}

function code(sheet: Sheet, card: VietQrCard): void {
  const { ctx } = sheet
  ctx.beginPath()
  ctx.roundRect(CODE.x - 6, CODE.y - 6, CODE.size + 12, CODE.size + 12, 24)
  ctx.fillStyle = COLORS.white
  ctx.fill()
  ctx.strokeStyle = COLORS.line
  ctx.lineWidth = 3
  ctx.stroke()
  qr(sheet, card.payload, CODE, card.demo ? 'H' : 'M')
  if (card.demo) ribbon(sheet, WORDS[card.lang].demo)
  const hint: Style = { size: 30, color: COLORS.soft }
  text(
    sheet,
    WORDS[card.lang].scan,
    hint,
    { x: MIDDLE, top: CODE.y + CODE.size + 20, align: 'center' },
    { width: 900 },
  )
}

/**
 * Across the middle of the code, over the whole card. It hides a seventh of the code, all clear of its corner and
 * alignment marks; level H mends up to three tenths.
 */
function ribbon(sheet: Sheet, words: string): void {
  const { ctx, width } = sheet
  const height = 84
  const y = CODE.y + (CODE.size - height) / 2
  ctx.fillStyle = COLORS.clay
  ctx.fillRect(0, y, width, height)
  const style: Style = { size: 58, weight: 700, color: COLORS.white }
  const set = lettered(words, style, { width: width - 60 })
  text(
    sheet,
    words,
    style,
    { x: MIDDLE, top: y + (height - set.height) / 2 + 1, align: 'center' },
    { width: width - 60 },
  )
}

/** Amount and transfer content: what a donor who types must not get wrong. */
function sum(sheet: Sheet, card: VietQrCard): void {
  const amount: Style = { size: 84, weight: 700, color: COLORS.ink }
  text(
    sheet,
    formatMoney(card.amount, card.lang),
    amount,
    { x: MIDDLE, top: 956, align: 'center' },
    { width: 900 },
  )

  const [top, height] = [1088, 100]
  sheet.ctx.fillStyle = COLORS.blush
  sheet.ctx.beginPath()
  sheet.ctx.roundRect(EDGE, top, CARD.width - 2 * EDGE, height, 20)
  sheet.ctx.fill()
  const memo = lettered(isCode(card.memo, card.memo.slice(0, 3)) ? showCode(card.memo) : card.memo, MEMO, {
    width: 530,
    least: 28,
  })
  row(sheet, WORDS[card.lang].memo, memo, top + (height - memo.height) / 2)
}

function details(sheet: Sheet, card: VietQrCard): void {
  const words = WORDS[card.lang]
  const name = (value: string) => lettered(value, NAME, { width: 660, lines: 2, least: 22, prefer: 'wrap' })
  const rows = [
    [words.account, lettered(card.account.replace(/.{4}(?=.)/g, '$& '), ACCOUNT, { width: 660 })],
    [words.holder, name(card.holder)],
    [words.bank, name(card.bankName)],
  ] as const
  const gap = 8
  const height = rows.reduce((all, [, value]) => all + value.height, gap * (rows.length - 1))
  let top = 1194 + (268 - height) / 2
  for (const [label, value] of rows) top = row(sheet, label, value, top) + gap
}

/** A label on the left and its value on the right, on one baseline. */
function row(sheet: Sheet, label: string, value: Lettering, top: number): number {
  const baseline = baselineOf(value.style) - baselineOf(LABEL)
  text(sheet, label, LABEL, { x: EDGE + 32, top: top + baseline, align: 'left' }, { width: 330 })
  return set(sheet, value, { x: CARD.width - EDGE - 32, top, align: 'right' })
}

import { type Motif, paintOrnament } from '../campaigns/index.ts'
import { drawable, type Lettering, type Run, type Style } from '../platform/paper/lettering.ts'
import { divider, frame, HEM, terraces } from '../platform/paper/ornament.ts'
import {
  A4_LANDSCAPE,
  COLORS,
  label,
  lettered,
  type Paint,
  printed,
  qr,
  type Sheet,
  set,
  text,
  watermark,
} from '../platform/paper/paper.ts'
import { asDay, formatDayFull, formatMoney, type Lang, partsOf } from '../platform/vietnamese/index.ts'
import { CERTIFICATE } from './words.ts'

/** What a certificate says, all of it: this is drawn, signed, and shown on the verification page. No child data. */
export interface CertificateFacts {
  version: 1
  /** 128 random bits, the end of `verifyUrl`. */
  publicId: string
  /** As filed: `GN-TET27-000413`. */
  number: string
  fundName: string
  /** `null` when the donor gave no name. */
  displayName: string | null
  /** Chooses the verb: money is given, goods are sent, a sponsor or company goes along, a volunteer gives time. */
  kind: 'money' | 'goods' | 'sponsorship' | 'volunteer' | 'company'
  /** In whose name it was given, if not in the giver's own alone. Absent on papers from before there was such a thing. */
  behalf?: 'company' | 'group' | 'honour' | 'memory' | undefined
  /** For whom, on a line of its own: `Để tưởng nhớ ông nội`. */
  dedication?: string | undefined
  /** In the language of the certificate: `một suất quà Tết`, `6 chuyến, 21 giờ đưa hàng đến với các em`. */
  what: string
  /** `trẻ em vùng cao Sơn La`; `null` when `what` says it already. */
  forWhom: string | null
  campaignTitle: string
  /** What became of it, when that is known: `9 áo đã đến xã Tà Xùa ngày 02/12/2026`. */
  outcome: string | null
  /** Whole đồng; only when the donor agreed to show it. */
  amount: bigint | null
  /** The day of issue in Việt Nam, `YYYY-MM-DD`. */
  date: string
  lang: Lang
  verifyUrl: string
  demo: boolean
}

/**
 * The certificate as a picture (1684 × 1191) and as a PDF (A4, landscape). Same facts, same bytes.
 *
 * @param kid of the key that signed these facts
 * @param motif of the occasion of its campaign: its ornament, which says nothing and is not signed
 */
export async function drawCertificate(
  facts: CertificateFacts,
  kid: string,
  motif: Motif = 'generic',
): Promise<{ png: Buffer; pdf: Buffer }> {
  const title = `${CERTIFICATE[facts.lang].title} ${facts.number}`
  return printed(A4_LANDSCAPE, { title, author: facts.fundName }, paintCertificate(facts, kid, motif))
}

const MIDDLE = A4_LANDSCAPE.width / 2
const MARGIN = 44
/** Where the foot begins: number and QR on the left, the electronic signature on the right. */
const FOOT = 846

export function paintCertificate(facts: CertificateFacts, kid: string, motif: Motif = 'generic'): Paint {
  return (sheet) => {
    ground(sheet, facts, motif)
    const titled = head(sheet, facts)
    praise(sheet, facts, titled)
    check(sheet, facts, kid)
    if (isOfCompany(facts)) seal(sheet, facts)
    else signature(sheet, facts, kid)
  }
}

/** What hangs in a company's office is signed by hand and sealed as well. */
const isOfCompany = ({ kind, behalf }: CertificateFacts): boolean =>
  kind === 'company' || behalf === 'company'

/** Beside the name of somebody who has died stand no feast, no blossom and no bright colour. */
const isQuiet = ({ behalf }: CertificateFacts): boolean => behalf === 'memory'
const accent = (facts: CertificateFacts): string => (isQuiet(facts) ? COLORS.ink : COLORS.clay)

function ground(sheet: Sheet, facts: CertificateFacts, motif: Motif): void {
  const { ctx, width, height } = sheet
  ctx.fillStyle = COLORS.paper
  ctx.fillRect(0, 0, width, height)
  terraces(sheet, MARGIN + HEM, 190)
  if (facts.demo) watermark(sheet, CERTIFICATE[facts.lang].demo)
  frame(sheet, MARGIN)
  if (!isQuiet(facts)) paintOrnament(ctx, motif, width - MARGIN - HEM, MARGIN + 22)
  if (facts.demo) label(sheet, CERTIFICATE[facts.lang].demoNote, { x: 118, y: 76 })
}

function head(sheet: Sheet, facts: CertificateFacts): number {
  const fund: Style = { size: 27, weight: 600, color: COLORS.soft, tracking: 0.07 }
  const named = text(sheet, facts.fundName.toLocaleUpperCase('vi'), fund, at(134), { width: 780, lines: 2 })
  const title: Style = { size: 88, weight: 300, color: accent(facts) }
  return text(sheet, CERTIFICATE[facts.lang].title, title, at(named + 6), { width: 1300 })
}

/** From "trân trọng ghi nhận" to the amount, hung in the room between title and foot. */
function praise(sheet: Sheet, facts: CertificateFacts, titled: number): void {
  const words = CERTIFICATE[facts.lang]
  const name = drawable(facts.displayName ?? '') || words.nameless
  const honours = lettered(words.honours, { size: 30, italic: true, color: COLORS.soft }, { width: 1200 })
  const who = lettered(
    name,
    { size: 76, weight: 700, color: COLORS.ink },
    { width: 1340, lines: 2, least: 40 },
  )
  const deed = deedOf(facts)
  const sum =
    facts.amount === null
      ? []
      : [lettered(amountOf(facts), { size: 30, color: COLORS.soft }, { width: 1200 })]

  const dedication = dedicationOf(facts)

  const [gap, ruled] = [8, 52]
  const height = [honours, who, ...deed, ...sum, ...dedication].reduce(
    (all, part) => all + part.height,
    gap + ruled + gap * sum.length + 3 * gap * dedication.length,
  )
  let top = set(sheet, honours, at(titled + Math.max(10, (FOOT - titled - height) * 0.46))) + gap
  top = set(sheet, who, at(top))
  divider(sheet.ctx, MIDDLE, top + ruled / 2 - 2, 460, isQuiet(facts))
  top += ruled
  for (const line of deed) top = set(sheet, line, at(top))
  for (const line of sum) top = set(sheet, line, at(top + gap))
  for (const line of dedication) set(sheet, line, at(top + 3 * gap))
}

/** For whom it was given. */
function dedicationOf(facts: CertificateFacts): Lettering[] {
  const said = drawable(facts.dedication ?? '')
  const style: Style = { size: 40, italic: true, color: accent(facts) }
  return said === '' ? [] : [lettered(said, style, { width: 1240, lines: 2, least: 26 })]
}

/** One thought a line if each fits its line; otherwise all of them as one paragraph. */
function deedOf(facts: CertificateFacts): Lettering[] {
  const words = CERTIFICATE[facts.lang]
  const style: Style = { size: 35, color: COLORS.ink }
  const forWhom = facts.forWhom === null ? '' : ` ${words.forWhom} ${facts.forWhom}`
  const thoughts: Run[][] = [
    [
      { text: `${words.verbs[facts.kind]} ` },
      { text: facts.what, weight: 600, color: accent(facts) },
      { text: `${forWhom}, ` },
    ],
    [{ text: `${words.campaign} ${facts.campaignTitle}. ` }],
  ]
  if (facts.outcome !== null) thoughts.push([{ text: `${facts.outcome}.` }])
  const apart = thoughts.map((thought) => lettered(thought, style, { width: 1300, least: style.size }))
  if (apart.every((line) => line.lines.length === 1 && !line.cut)) return apart
  return [lettered(thoughts.flat(), style, { width: 1240, lines: 4, least: 22, prefer: 'wrap' })]
}

function amountOf(facts: CertificateFacts): Run[] {
  return [
    { text: `${CERTIFICATE[facts.lang].amount} ` },
    { text: formatMoney(facts.amount!, facts.lang), weight: 600, color: COLORS.ink },
  ]
}

function check(sheet: Sheet, facts: CertificateFacts, kid: string): void {
  const words = CERTIFICATE[facts.lang]
  const code = qr(sheet, facts.verifyUrl, { x: 112, y: FOOT, size: 214 })
  const place = { x: code.x + code.size + 26, align: 'left' } as const
  const room = { width: 400 }
  const number: Style = { size: 26, weight: 600, color: COLORS.ink }
  const quiet: Style = { size: 21, color: COLORS.soft }
  let top = text(sheet, `${words.number} ${facts.number}`, number, { ...place, top: FOOT }, room)
  top = text(sheet, words.scan, quiet, { ...place, top: top + 4 }, { ...room, lines: 3, prefer: 'wrap' })
  const address = facts.verifyUrl.replace(/^https?:\/\//, '')
  const small: Style = { ...quiet, size: 18 }
  top = text(sheet, address, small, { ...place, top: top + 2 }, { ...room, lines: 2, least: 12 })
  if (!isOfCompany(facts)) return
  const signed = `${words.signed} · ${words.key(kid.slice(0, SHORT_KID))}`
  text(sheet, signed, small, { ...place, top: top + 2 }, room)
}

/** Enough of a key's name to find it on the page behind the code, where all of it stands. */
const SHORT_KID = 8

function signature(sheet: Sheet, facts: CertificateFacts, kid: string): void {
  const words = CERTIFICATE[facts.lang]
  const place = { x: 1330, align: 'center' } as const
  const room = { width: 460 }
  const line = (said: string, style: Style, top: number) => text(sheet, said, style, { ...place, top }, room)
  let top = line(dayOf(facts), { size: 24, italic: true, color: COLORS.ink }, FOOT + 20)
  top = line(words.signed, { size: 30, weight: 600, color: accent(facts) }, top + 10)
  divider(sheet.ctx, place.x, top + 24, 300, isQuiet(facts))
  line(words.key(kid.slice(0, SHORT_KID)), { size: 20, color: COLORS.soft }, top + 46)
}

/** Room for both, above nobody's printed name. */
function seal(sheet: Sheet, facts: CertificateFacts): void {
  const words = CERTIFICATE[facts.lang]
  const place = { x: 1330, align: 'center' } as const
  const room = { width: 460 }
  const line = (said: string, style: Style, top: number) => text(sheet, said, style, { ...place, top }, room)
  let top = line(dayOf(facts), { size: 24, italic: true, color: COLORS.ink }, FOOT + 4)
  top = line(words.forTheFund, { size: 28, weight: 600, color: COLORS.ink }, top)
  line(words.byHand, { size: 20, italic: true, color: COLORS.soft }, top - 6)
}

/** Vietnamese papers write days below 10 and the first two months with a nought (Decree 30/2020, appendix I). */
function dayOf({ date, lang }: CertificateFacts): string {
  if (lang === 'en') return formatDayFull(asDay(date), lang)
  const { year, month, date: day } = partsOf(asDay(date))
  return `Ngày ${day < 10 ? `0${day}` : day} tháng ${month < 3 ? `0${month}` : month} năm ${year}`
}

function at(top: number) {
  return { x: MIDDLE, top, align: 'center' } as const
}

import { NUMBER_WORDS, readMoney } from '../platform/vietnamese/index.ts'
import { type Giver, unitsAtEnd } from './gift-said.ts'
import { contains, fits, isAnyOf, isAround, type Word, wordsOf } from './hears.ts'
import { endsInQuestion, givesNothing } from './no-gift.ts'
import type { Said } from './said.ts'

/** Money and things, given in one sentence: “góp 500k và 10 áo ấm”. */
export interface BothSaid {
  readonly flow: string
  /** Đồng; undefined where units are counted instead: “góp 2 suất và 10 áo”. */
  readonly amount: bigint | undefined
  readonly units: number | undefined
  /** What is left of the sentence without the things: “góp 500k”, with the place that is named behind them. */
  readonly money: string
  /** “10 áo ấm” */
  readonly goods: string
}

const LONGEST = 120

/** @returns undefined where money and things do not stand in two clear halves, or where nothing is given */
export function bothSaid(givers: readonly Giver[], said: Said, line: string): BothSaid | undefined {
  if (isOther(said, line, 'done')) return undefined
  const pieces = piecesOf(line)
  for (const giver of givers) {
    if (givesNothing(line, giver.toward, said)) return undefined
    for (const [first, second] of halvesOf(pieces, said)) {
      const both = halves(giver, said, first, second) ?? halves(giver, said, second, first)
      if (both && isGiven(giver, pieces)) return both
    }
  }
  return undefined
}

/**
 * Money given once, and something in the other half that another flow asks of: “góp 500k và mỗi tháng 200k”.
 *
 * @param next the flow that a half is for, if it is one that may come next
 */
export function giftAndNext(
  givers: readonly Giver[],
  said: Said,
  line: string,
  next: (half: string) => string | undefined,
): GiftAndNext | undefined {
  if (isOther(said, line, 'done')) return undefined
  const pieces = piecesOf(line)
  for (const giver of givers) {
    if (givesNothing(line, giver.toward, said)) return undefined
    for (const [first, second] of halvesOf(pieces, said)) {
      for (const [money, other] of [
        [first, second],
        [second, first],
      ] as const) {
        const read = readMoney(money.join(' '))
        const isGift = read.kind === 'amount' && !hasThing(money, said) && !hasDoubt(giver, money)
        if (!isGift || !isGiven(giver, money) || next(money.join(' ')) !== undefined) continue
        const after = other.join(' ')
        const to = next(after)
        if (to !== undefined)
          return { flow: giver.flow, amount: read.amount, money: money.join(' '), next: to, after }
      }
    }
  }
  return undefined
}

export interface GiftAndNext extends Pick<BothSaid, 'flow' | 'money'> {
  /** Đồng. */
  readonly amount: bigint
  /** The flow that comes next, and the words for it: “mỗi tháng 200k”. */
  readonly next: string
  readonly after: string
}

/** Too long to be read in halves, a question, or something else by these of its words. */
function isOther(said: Said, line: string, by: 'done' | 'goods_not'): boolean {
  if (line.length > LONGEST || endsInQuestion(line)) return true
  const words = wordsOf(line)
  return said.phrases(by).some((phrase) => contains(words, phrase))
}

const piecesOf = (line: string): Pieces =>
  line
    .replace(/\s*[+&]\s*|[,;]\s+/g, ' & ')
    .trim()
    .split(/\s+/)

/**
 * Things that somebody would give, and no money: “và 10 áo ấm nữa”, “mình có 5 bộ quần áo cũ”, “với ít sách”. Where nobody counts
 * them, a word of giving or of adding must lead to them.
 *
 * @returns “10 áo ấm”
 */
export function goodsSaid(givers: readonly Giver[], said: Said, line: string): string | undefined {
  // “mua 2 áo” is paid for, “10 áo bao nhiêu” asks.
  if (isOther(said, line, 'goods_not')) return undefined
  const pieces = line.trim().split(/\s+/)
  const isCounted = pieces.some((piece) => BEGINS_NUMBER.test(piece))
  const { kind } = readMoney(line)
  if (kind === 'amount' || kind === 'ambiguous') return undefined
  for (const giver of givers) {
    if (givesNothing(line, giver.toward, said)) return undefined
    const goods = goodsIn(giver, said, pieces)
    if (goods && (isCounted || isLedTo(giver, said, pieces, goods))) return goods.join(' ')
  }
  return undefined
}

/** Whether all that stands before what nobody counts gives it or adds it. */
function isLedTo({ before, gives }: Giver, said: Said, pieces: Pieces, goods: Pieces): boolean {
  const leads = [...before, ...gives].flat()
  const first = pieces.slice(0, pieces.indexOf(goods[0]!))
  const isLead = (piece: string): boolean => isListed(piece, leads) || isListed(piece, said.words('joins'))
  return first.some(isLead) && first.every((piece) => isLead(piece) || wordsOf(piece).every(isAround))
}

/** Whether it is said that these come besides others: “và 10 áo”, “thêm 5 chăn”, “10 áo nữa”. */
export const isAdded = (said: Said, line: string): boolean => {
  const words = wordsOf(line)
  return words.some((word) => isAnyOf(word, said.words('joins')) || isAnyOf(word, said.words('more')))
}

/** The things that are named: “áo”, “chăn”. */
export const thingsIn = (said: Said, line: string): (readonly Word[])[] => {
  const words = wordsOf(line)
  return said.phrases('things').filter((phrase) => contains(words, phrase))
}

type Pieces = readonly string[]

/** Where “và”, “với”, “+” part a sentence in two. */
function* halvesOf(pieces: Pieces, said: Said): Generator<readonly [Pieces, Pieces]> {
  const joins = (piece: string): boolean => piece === '&' || isListed(piece, said.words('joins'))
  for (let at = 1; at < pieces.length - 1; at++) {
    if (!joins(pieces[at]!)) continue
    const next = pieces.findIndex((piece, n) => n > at && !joins(piece))
    if (next > 0) yield [pieces.slice(0, at), pieces.slice(next)]
  }
}

function halves(giver: Giver, said: Said, money: Pieces, things: Pieces): BothSaid | undefined {
  const read = readMoney(money.join(' '))
  const amount = read.kind === 'amount' ? read.amount : undefined
  const units = amount === undefined ? unitsAtEnd(money.join(' '), giver.units) : undefined
  if ((amount === undefined && units === undefined) || hasThing(money, said)) return undefined
  if (hasDoubt(giver, money, said.phrases('put_off')) || isMoney(things)) return undefined
  const goods = goodsIn(giver, said, things)
  if (goods === undefined) return undefined
  // “… và 10 áo cho Tà Xùa”: the money is for there, too.
  const [own, other] = [towardIn(giver, money), towardIn(giver, things)]
  const whole = own < 0 && other > 0 ? [...money, ...things.slice(other)] : money
  return { flow: giver.flow, amount, units, money: whole.join(' '), goods: goods.join(' ') }
}

/** “tặng thêm 10 áo ấm nhé” → “10 áo ấm”: a count, or “ít” and the like, close before what is known to be a thing. */
function goodsIn(giver: Giver, said: Said, all: Pieces): Pieces | undefined {
  const pieces = withoutEnd(giver, said, all)
  const from = pieces.findIndex(
    (piece) => BEGINS_NUMBER.test(piece) || isListed(piece, said.words('somewhat')),
  )
  if (from >= 0) {
    const isNear = hasThing(pieces.slice(from + 1, from + 1 + NEAR), said)
    return isNear && !hasDoubt(giver, pieces.slice(0, from)) ? pieces.slice(from) : undefined
  }
  // “và quần áo cũ”
  const thing = pieces.findIndex((_, at) => said.phrases('things').some((one) => isAt(pieces, at, one)))
  return thing >= 0 && !hasDoubt(giver, pieces.slice(0, thing)) ? pieces.slice(thing) : undefined
}

/** “5 thùng sữa”, “10 cái áo khoác” */
const NEAR = 3
const BEGINS_NUMBER = new RegExp(`^(?:\\d|(?:${NUMBER_WORDS.join('|')})$)`, 'iu')

const hasThing = (pieces: Pieces, said: Said): boolean => thingsIn(said, pieces.join(' ')).length > 0

const isAt = (pieces: Pieces, at: number, phrase: readonly Word[]): boolean =>
  fits(wordsOf(pieces.slice(at, at + phrase.length).join(' ')), 0, phrase) !== undefined

const isMoney = (pieces: Pieces): boolean => readMoney(pieces.join(' ')).kind === 'amount'

/** @param but phrases that are no doubt here */
const hasDoubt = ({ doubts }: Giver, pieces: Pieces, but: readonly (readonly Word[])[] = []): boolean => {
  const words = wordsOf(pieces.join(' '))
  const isDoubt = (phrase: readonly Word[]): boolean =>
    !but.some((one) => one.length === phrase.length && contains(phrase, one))
  return doubts.some((phrase) => isDoubt(phrase) && contains(words, phrase))
}

/** Where it begins to say for whom. */
const towardIn = ({ toward }: Giver, pieces: Pieces): number =>
  pieces.findIndex((piece, at) => at > 0 && isListed(piece, toward.flat()))

/** Without for whom, politeness, and that it comes besides. */
function withoutEnd(giver: Giver, said: Said, pieces: Pieces): Pieces {
  const toward = towardIn(giver, pieces)
  const own = toward < 0 ? pieces : pieces.slice(0, toward)
  const isEnd = (piece: string): boolean =>
    wordsOf(piece).every(isAround) || isListed(piece, said.words('more'))
  return own.slice(0, own.findLastIndex((piece) => !isEnd(piece)) + 1)
}

/** A word of giving, or nothing at all before the first number. */
function isGiven({ before, gives, toward }: Giver, pieces: Pieces): boolean {
  const words = wordsOf(pieces.join(' '))
  const number = pieces.findIndex((piece) => BEGINS_NUMBER.test(piece))
  const isBare = pieces.slice(0, Math.max(number, 0)).every((piece) => wordsOf(piece).every(isAround))
  const leads = [...before, ...gives, ...toward]
  return isBare || leads.some((phrase) => contains(words, phrase))
}

const isListed = (piece: string, words: readonly Word[]): boolean => {
  const [word, ...more] = wordsOf(piece)
  return word !== undefined && more.length === 0 && isAnyOf(word, words)
}

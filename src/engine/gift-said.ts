import { isAmountAlone, readNumber } from '../platform/vietnamese/index.ts'
import type { Definition } from './definition.ts'
import { canBe, fits, isAround, type Word, wordsOf } from './hears.ts'
import { hasRoom } from './patterns.ts'
import type { RawWords } from './words.ts'

/** A flow whose question of money the first words may answer (`heard: true`). */
export interface Giver {
  readonly flow: string
  /** What may stand before the amount: the words of the flow itself, like "góp". */
  readonly before: readonly (readonly Word[])[]
  /** What units are called there: "suất". */
  readonly units: readonly (readonly Word[])[]
}

/** An amount that stands alone, and the flow it is meant for. */
export interface GiftSaid {
  readonly flow: string
  /** Only money, which may be meant for anything: what was sent, what was asked back. */
  readonly bare: boolean
}

/** @param words of the flow, in all languages: people mix them */
export function giverOf(
  flow: string,
  definition: Definition | undefined,
  words: readonly RawWords[],
): Giver | undefined {
  const steps = [...(definition?.steps.values() ?? [])]
  const step = steps.find(({ verb }) => verb.kind === 'ask' && verb.heard && verb.read === 'money')
  if (!step) return undefined
  return {
    flow,
    before: words.flatMap(({ hears }) =>
      [...hears.whole, ...hears.has].filter((text) => !hasRoom(text)).map(wordsOf),
    ),
    units: words.flatMap(({ texts }) => texts.get(`${step.name}.units`)?.text.split(',').map(wordsOf) ?? []),
  }
}

/**
 * "500k", "góp 500k nhé", "2 suất": an amount, what may stand before it, and politeness. With anything else beside it
 * ("mình chuyển 500k rồi") it may be no gift, and is left to others.
 */
export function giftSaid(givers: readonly Giver[], line: string): GiftSaid | undefined {
  if (line.length > LONGEST) return undefined
  const pieces = withoutPoliteness(line)
  if (pieces.length === 0) return undefined
  for (const { flow, before, units } of givers) {
    for (let at = 0; at < pieces.length; at++) {
      const start = wordsOf(pieces.slice(0, at).join(' '))
      const leads = before.some((phrase) => phrase.length === start.length && fits(start, 0, phrase))
      if (at > 0 && !leads) continue
      const rest = pieces.slice(at).join(' ')
      if (isUnits(rest, units)) return { flow, bare: false }
      if (isAmountAlone(rest)) return { flow, bare: at === 0 }
    }
  }
  return undefined
}

const LONGEST = 60

/** What is left between the politeness at both ends. */
function withoutPoliteness(line: string): string[] {
  const all = line.split(/\s+/)
  const polite = (piece: string): boolean => wordsOf(piece).every(isAround)
  const from = all.findIndex((piece) => !polite(piece))
  return from < 0 ? [] : all.slice(from, all.findLastIndex((piece) => !polite(piece)) + 1)
}

/**
 * "cho mình đổi thành 500k" → "500k": what comes after words that lead to an amount, and politeness, and nothing else.
 *
 * @returns undefined where no such word comes first
 */
export function afterLeads(line: string, leads: readonly Word[]): string | undefined {
  const pieces = line.split(/\s+/)
  const isLead = (word: Word): boolean => leads.some((one) => canBe(word, one))
  const at = pieces.findIndex((piece) => !wordsOf(piece).every((word) => isLead(word) || isAround(word)))
  const led = pieces.slice(0, Math.max(at, 0)).flatMap(wordsOf).some(isLead)
  return led ? pieces.slice(at).join(' ') : undefined
}

/** "500", "300 nhé": two or three digits. Fewer may be an option's number or a count, more the end of some other number. */
export const isShortNumber = (line: string): boolean =>
  /^\p{Nd}{2,3}$/u.test(withoutPoliteness(line).join(' '))

/** One word for the number, and then what is counted. */
function isUnits(text: string, units: Giver['units']): boolean {
  const words = wordsOf(text)
  return (
    units.some((unit) => words.length === unit.length + 1 && fits(words, 1, unit)) &&
    (readNumber(text) ?? 0) > 0
  )
}

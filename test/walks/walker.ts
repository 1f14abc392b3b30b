import type { Shown, SimulatedPerson } from '../../src/channels/simulator/index.ts'
import type { Heard, Lang } from '../../src/engine/index.ts'
import type { Chance } from '../faults/random.ts'
import { COUNTED, SAID, SUMS } from './said.ts'

/** Somebody who does at random what people do, and remembers what was promised to them. */
export interface Walker {
  readonly person: SimulatedPerson
  /** In which they speak, and in which the service speaks to them by now. */
  readonly lang: Lang
  heard: Lang
  readonly chance: Chance
  /** Buttons and numbered options that were shown, and those of the newest question. */
  readonly options: Omit<Heard, 'kind'>[]
  newest: readonly Omit<Heard, 'kind'>[]
  /** Nothing came to what they did last: they are with a person of the fund. */
  alone: boolean
  /** Sums that they have named, or pressed a button of. */
  readonly named: Set<bigint>
  /** Their codes, and how much was last asked for with each. */
  readonly codes: Map<string, bigint>
  /** What they did last, for whoever reads of a fault. */
  readonly past: string[]
  seen: number
}

export const walker = (person: SimulatedPerson, lang: Lang, chance: Chance): Walker => ({
  ...{ person, lang, heard: lang, chance, options: [], newest: [], alone: false },
  ...{ named: new Set(), codes: new Map(), past: [], seen: 0 },
})

const OTHERS = ['voice', 'sticker', 'contact', 'place', 'picture_away', 'picture_left', 'unknown'] as const

/** What they do next: mostly they take up an option of the newest question, the first of it above all, which leads on. */
export function chooses({ options, newest, alone, chance, lang }: Walker): Omit<Heard, 'kind'> {
  if (alone && chance.of(0.5)) return { text: 'menu' }
  if (newest.length > 0 && chance.of(0.6)) return chance.of(0.4) ? newest[0]! : chance.pick(newest)
  if (options.length > 0 && chance.of(0.1)) return chance.pick(options)
  return chance.of(0.06) ? { other: chance.pick(OTHERS) } : { text: chance.pick(SAID[lang]) }
}

/** Notes what they did and saw. @returns the messages that are new */
export function notes(walker: Walker, did: Omit<Heard, 'kind'>): Shown[] {
  const { person, named, past, options, codes } = walker
  const label = labelOf(walker, did)
  past.push(label ? `[${label}]` : (did.text ?? did.other ?? did.choice ?? ''))
  const told = SUMS[did.text ?? ''] ?? COUNTED[did.text ?? '']
  if (told !== undefined) named.add(told)
  for (const sum of sumsIn(`${label ?? ''} ${byPlace(walker, did) ?? ''}`)) named.add(sum)
  const fresh = person.screen.slice(walker.seen)
  walker.seen = person.screen.length
  walker.alone = fresh.length === 0
  for (const [n, { text, copy, buttons }] of fresh.entries()) {
    // Where there are no buttons, the number is the answer.
    const numbers = [...text.matchAll(/^(\d{1,2})\. /gm)].map(([, number]) => ({ text: number! }))
    const shown = [...buttons.map(({ id }) => ({ choice: id })), ...numbers]
    if (shown.length > 0) walker.newest = shown
    options.push(...shown)
    const before = fresh[n - 1]?.text ?? ''
    if (copy && CODE.test(text) && /^\d+$/.test(before)) codes.set(text, BigInt(before))
  }
  return fresh
}

export const CODE = /^[A-Z]{3}[0-9A-Z]{7}$/

/** What an option was called: that of a button, or of the newest one with this number. */
function labelOf({ person, seen }: Walker, { choice, text }: Omit<Heard, 'kind'>): string | undefined {
  const before = person.screen.slice(0, seen)
  if (choice) return before.flatMap(({ buttons }) => buttons).findLast(({ id }) => id === choice)?.label
  const numbered = before.flatMap((one) => [...one.text.matchAll(/^(\d{1,2})\. (.+)$/gm)])
  return numbered.findLast(([, number]) => number === text)?.[2]
}

/** What the button is called that a number alone chooses: “2” is the second of the newest. */
function byPlace({ person, seen }: Walker, { text }: Omit<Heard, 'kind'>): string | undefined {
  const asked = person.screen.slice(0, seen).findLast(({ buttons }) => buttons.length > 0)
  return asked?.buttons[Number(text) - 1]?.label
}

/** Every sum of đồng that a text names. */
const sumsIn = (text: string): bigint[] =>
  [...text.matchAll(/(\d{1,3}(?:[.,]\d{3})*)\u00a0đ/gu)].map(([, digits]) =>
    BigInt(digits!.replaceAll(/[.,]/g, '')),
  )

/** What no bubble may hold: marks of the flows, nothing in place of something, an apology for what broke, sums in the other language's marks. */
export function flaws(text: string, lang: Lang): string[] {
  const wrong =
    /\{[a-z_.]+\}|undefined|\bNaN\b|\bnull\b|\[object|Mình đang trục trặc|Something went wrong with me/.exec(
      text,
    )?.[0]
  const marks = (lang === 'vi' ? /\d,\d{3}(?:,\d{3})*\u00a0đ/u : /\d\.\d{3}(?:\.\d{3})*\u00a0đ/u).exec(
    text,
  )?.[0]
  return [wrong, marks].filter((one) => one !== undefined)
}

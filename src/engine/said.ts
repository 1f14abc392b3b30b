import { type Word, wordsOf } from './hears.ts'

/** The lists of words under `said` in flows/common: around an amount and a count, and where a place is named. */
export const SAID_LISTS = [
  'greets',
  'introduces',
  'no_name',
  'gives',
  'units',
  'asks_for',
  'asks_for_not',
  'to_whom',
  'takes',
  'nameless',
  'sends',
  'me',
  'mine',
  'family',
  'wants_back',
  'lends',
  'asks',
  'asks_exactly',
  'asks_kindly',
  'done',
  'thanks',
  'ends',
  'place_titles',
  'chooses',
  'children',
  'small',
  'anybody',
  'never_place',
  'kin',
  'sentence',
  'before_name',
  'calls',
  'calls_not',
  'calls_as',
  'to_younger',
  'younger',
  'of_self',
  'of_self_asking',
  'not_of_self',
  'respect',
  'any_will_do',
  'erase',
  'pot',
  'pot_not',
  'joins',
  'things',
  'somewhat',
  'goods_not',
  'put_off',
  'more',
  'event_tet',
  'event_mid_autumn',
  'event_children_month',
  'event_new_school_year',
  'event_winter',
  'event_elsewhere',
] as const
type SaidList = (typeof SAID_LISTS)[number]

/** As they are written, in one language. */
export type SaidTexts = Readonly<Partial<Record<SaidList, readonly string[]>>>

/** Ready to be looked for: people mix languages. */
export interface Said {
  readonly phrases: (list: SaidList) => readonly (readonly Word[])[]
  /** The same for lists of single words. */
  readonly words: (list: SaidList) => readonly Word[]
}

export function saidOf(texts: readonly SaidTexts[]): Said {
  const phrases = new Map(
    SAID_LISTS.map((list) => [list, texts.flatMap((one) => one[list]?.map(wordsOf) ?? [])]),
  )
  const words = new Map([...phrases].map(([list, all]) => [list, all.flat()]))
  return { phrases: (list) => phrases.get(list)!, words: (list) => words.get(list)! }
}

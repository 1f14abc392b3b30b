import { contains, type Word, wordsOf, wordsOfLabel } from './hears.ts'
import type { State } from './state.ts'
import type { Values } from './types.ts'

/** The names of the places in need, without what stands in brackets behind them. */
export function placeNames({ view }: State): string[] {
  const { places } = view.facts
  if (!Array.isArray(places)) return []
  const names = (places as readonly Values[]).map(({ name }) => (typeof name === 'string' ? name : ''))
  return names.map((name) => name.replace(/\(.*?\)/g, '').trim())
}

export const knownPlaces = (state: State): (readonly Word[])[] => placeNames(state).map(wordsOfLabel)

/** Those that are named in a sentence, each once. */
export function placesNamed(state: State, line: string): string[] {
  const words = wordsOf(line)
  const named = placeNames(state).filter((name) => name !== '' && contains(words, wordsOfLabel(name)))
  return [...new Set(named)]
}

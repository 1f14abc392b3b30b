import { amountInside, dayOfGift } from '../platform/vietnamese/index.ts'
import { isAnyOf, wordsOf } from './hears.ts'
import { placesNamed } from './places-named.ts'
import type { State } from './state.ts'
import type { Values } from './types.ts'

/**
 * What a flow that takes the day of a gift (`on`) is given of the words that start it: “thứ 6 góp 500k”. With a day goes how much, if
 * that is clear: it is not asked at the greeting then. One that is no flow of gifts itself is given the place that is named, too.
 *
 * @param line what was said, if anything was
 */
export function dayOfTheGift(state: State, flow: string, line: string | undefined): Values {
  const takes = state.book.live(flow)?.definition.takes
  if (line === undefined || takes?.get('on') !== 'day') return {}
  const on = dayOfGift(line, state.today)
  if (!state.book.gives(flow)) {
    const [toward, ...others] =
      takes.get('toward') === 'text'
        ? placesNamed(state, takes.has('words') ? forWhom(state, line) : line)
        : []
    return { ...(on && { on }), ...(toward !== undefined && others.length === 0 && { toward }) }
  }
  const wish = on && takes.get('wish') === 'money' ? amountInside(line) : undefined
  return { ...(on && { on }), ...(wish !== undefined && { wish }) }
}

/** What stands behind “cho”: in a sentence that tells in whose name it is, that name may have a place in it. */
function forWhom(state: State, line: string): string {
  const pieces = line.split(/\s+/)
  const toWhom = state.book.said.words('to_whom')
  const at = pieces.findIndex((piece) => wordsOf(piece).some((word) => isAnyOf(word, toWhom)))
  return at < 0 ? '' : pieces.slice(at + 1).join(' ')
}

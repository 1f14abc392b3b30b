import { type Book, sentence } from './book.ts'
import type { Effect, Session } from './types.ts'

/**
 * Where a talk with somebody who spoke comes to its end, a button to all else hangs below its last word: nobody stands at a dead
 * end. Not where there are buttons already, nor under a value to be copied or a file.
 *
 * @param session as the talk leaves it
 */
export function withWayOn(book: Book, session: Session, effects: readonly Effect[]): readonly Effect[] {
  if (session.waits !== 'nothing') return effects
  const last = effects.findLastIndex(({ kind }) => kind === 'say')
  const effect = effects[last]
  if (effect?.kind !== 'say') return effects
  const { bubble } = effect
  if (bubble.choices?.length || bubble.copy || bubble.media) return effects
  const label = sentence(book, 'button.menu', session.lang)
  return effects.with(last, {
    kind: 'say',
    bubble: { ...bubble, choices: [{ id: `${session.wait}.@menu`, label }] },
  })
}

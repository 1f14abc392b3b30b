import type { Session } from '../../src/engine/index.ts'
import type { Item } from './transcript.ts'

/**
 * What a recording must not hide: words that nobody understands any more, because the talk is over before them or has
 * gone another way; and a talk that no longer ends where it ended.
 */
export function frankness() {
  let lost: string | undefined
  let leftOpen = false

  return {
    said(words: string, { waits, misses }: Session): void {
      if (waits === 'answer' && misses > 0) lost = words
    },
    /**
     * @param next the line that comes; none at the end
     * @param asked the question that is open, if the person may not leave it at that
     * @throws when what is before that line is not as it is written to be
     */
    before(next: Item | undefined, asked: string | undefined): void {
      if (next?.kind === 'note') return
      const event = next?.kind === 'event' ? next.what : undefined
      if (lost !== undefined && event !== 'not understood') {
        throw new Error(
          `before this line, “${lost}” is not understood. Is the talk over by then, or has it gone another way? Then mend ` +
            'what is said. Is it meant to be so? Then write "(not understood)" after it.',
        )
      }
      if (lost === undefined && event === 'not understood')
        throw new Error('what was said is understood. Remove this line.')
      lost = undefined
      if (asked === undefined && event === 'left open')
        throw new Error('the talk has come to its end, and no question is open. Remove this line.')
      if (asked !== undefined && !leftOpen && (!next || event === 'another person')) {
        throw new Error(
          `before this line the talk ends, and the bot has asked “${asked}”. Is that question new? Write the answer. ` +
            'Is it meant to be left? Then write "(left open)".',
        )
      }
      leftOpen = event === 'left open'
    },
  }
}

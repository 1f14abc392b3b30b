import type { Choice } from '../engine/index.ts'

/**
 * Cuts a text into pieces that a channel takes, at the end of a paragraph, line, sentence or word, whichever is the
 * best that keeps the piece at least half full. Never inside a letter with its marks.
 *
 *     splitText('một hai ba', 20)   // ['một hai ba']
 *     splitText('Một hai. Ba bốn.', 10)   // ['Một hai.', 'Ba bốn.']
 */
export function splitText(text: string, limit: number): string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > limit) {
    const cut = bestCut(rest, limit)
    pieces.push(rest.slice(0, cut).trimEnd())
    rest = rest.slice(cut).trimStart()
  }
  if (rest !== '' || pieces.length === 0) pieces.push(rest)
  return pieces
}

function bestCut(text: string, limit: number): number {
  const head = text.slice(0, limit + 1)
  for (const mark of [/\n\n/g, /\n/g, /[.!?…]\s/g, /\s/g]) {
    let best = -1
    for (const found of head.matchAll(mark)) {
      const end = found.index + found[0].length
      if (found[0].trim() === '' ? found.index <= limit : found.index + 1 <= limit) best = Math.min(end, limit)
    }
    if (best >= limit / 2) return best
  }
  // One endless word: cut between graphemes.
  let cut = 0
  for (const { index, segment } of new Intl.Segmenter('vi').segment(head)) {
    if (index + segment.length > limit) break
    cut = index + segment.length
  }
  return cut || limit
}

/** For channels without buttons: the options as a numbered list, since the number is also the answer. */
export function numbered(text: string, choices: readonly Choice[]): string {
  if (choices.length === 0) return text
  return `${text}\n${choices.map((choice, n) => `${n + 1}. ${choice.label}`).join('\n')}`
}
